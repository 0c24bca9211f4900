//! What an evaluation leaves for a merge with those of other sites: counts and sums, and no row.

mod each;
mod grid;
mod groups;
mod judged;
mod totals;

pub(super) use each::{Equal, MOST_ROWS, MOST_VALUES};
use grid::MOST_PEOPLE;
pub(super) use grid::{Cell, Grid, log_odds_at};
pub(super) use groups::{Groups, Level, Levels};
pub(super) use judged::{Counting, Judged, JudgedRow, Reached};
pub(super) use totals::GlucoseTotals;

use super::cohort::{DataFacts, Missing};
use crate::model::{OutcomeCut, Output};
use crate::reader::{from_json, from_members};
use crate::schema::FIELDS;
use crate::{Error, EvaluationError, json};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The version of this part of an evaluation's file.
const VERSION: u64 = 2;

/// The counts and sums of the people of one or several sites, from which [`merge`](super::merge) makes figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sums {
    version: u64,
    pub(super) model: JudgedModel,
    /// Fields, units and limits of the library that read the rows.
    schema: String,
    pub(super) smallest_cell: u64,
    /// Whether every site knows whose diabetes is diagnosed.
    pub(super) diagnosis_known: bool,
    pub(super) sites: Vec<Site>,
    pub(super) data: DataFacts,
    pub(super) missing: Vec<Missing>,
    pub(super) judged: Vec<Judged>,
    /// Published scores of which any site knows more than age and sex.
    pub(super) scores: Vec<String>,
    pub(super) glucose: GlucoseTotals,
    pub(super) groups: Vec<Groups>,
    /// SHA-256 of all else.
    sha256: String,
}

/// What the figures need to know of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct JudgedModel {
    pub(super) hash: String,
    pub(super) name: String,
    pub(super) synthetic: Option<bool>,
    pub(super) glucose: bool,
    pub(super) probabilities: Vec<Definition>,
    /// The probabilities at which the risk levels begin.
    pub(super) cutoffs: Option<[f64; 2]>,
}

/// The definition of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Definition {
    pub(super) output: Output,
    pub(super) cuts: Vec<OutcomeCut>,
}

/// The main figures of one site, from its sums: of the output `diabetes` by the model's definition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Its name, if one was given.
    pub name: Option<String>,
    /// When its rows were evaluated, `YYYY-MM-DD`.
    pub evaluated: String,
    /// Rows of its table.
    pub rows: u64,
    /// Rows that the figures describe.
    pub answered: u64,
    /// Rows with a known outcome.
    pub judged: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Area under the ROC curve; `None` with too few events.
    pub auroc: Option<f64>,
    /// Ratio of observed to expected cases.
    pub observed_expected: Option<f64>,
    /// Calibration slope.
    pub slope: Option<f64>,
    /// SHA-256 of the site's sums, by which it is known again.
    pub sha256: String,
}

/// What [`Sums::sealed`] is made of.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) model: JudgedModel,
    pub(super) smallest_cell: u64,
    pub(super) diagnosis_known: bool,
    pub(super) data: DataFacts,
    pub(super) missing: Vec<Missing>,
    pub(super) judged: Vec<Judged>,
    pub(super) scores: Vec<String>,
    pub(super) glucose: GlucoseTotals,
    pub(super) groups: Vec<Groups>,
}

fn cannot(why: impl Into<String>) -> EvaluationError {
    EvaluationError::CannotMerge(why.into())
}

fn damaged(why: impl Into<String>) -> EvaluationError {
    EvaluationError::BadSums(why.into())
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Names, limits and units of all fields, as one mark.
fn schema() -> Result<String, Error> {
    let mut text = String::new();
    for spec in FIELDS {
        let _ = writeln!(text, "{} {} {}", spec.name, spec.unit, json::to_string(&spec.field.limits())?);
    }
    Ok(digest(&text).chars().take(16).collect())
}

impl Sums {
    /// The sums of one site, which `site` describes from them; it gets its digest.
    pub(super) fn of_site(mut self, site: impl FnOnce(&Self) -> Site) -> Result<Self, Error> {
        let sha256 = digest(&json::to_string(&self)?);
        self.sites = vec![Site { sha256, ..site(&self) }];
        self.sealed()
    }

    /// Sums of rows that are not yet a site's.
    pub(super) fn bare(parts: Parts) -> Result<Self, Error> {
        let Parts { model, smallest_cell, diagnosis_known, data, missing, mut judged, mut scores, glucose, groups } =
            parts;
        judged.sort_by_key(Judged::order);
        scores.sort();
        let groups = groups::merged_groups(&groups, &[]).unwrap_or_default();
        Ok(Self {
            version: VERSION,
            model,
            schema: schema()?,
            smallest_cell,
            diagnosis_known,
            sites: Vec::new(),
            data,
            missing,
            judged,
            scores,
            glucose,
            groups,
            sha256: String::new(),
        })
    }

    fn sealed(mut self) -> Result<Self, Error> {
        self.sha256 = String::new();
        self.sha256 = digest(&json::to_string(&self)?);
        Ok(self)
    }

    /// The sums in an evaluation's JSON.
    ///
    /// Fails with `bad_sums` if the text is not such an evaluation, has none or was changed, and with `cannot_merge` if
    /// another version of the library wrote it.
    pub fn from_json(evaluation: &str) -> Result<Self, Error> {
        let members = json::value(evaluation.as_bytes()).ok().and_then(json::members);
        let members = members.ok_or_else(|| damaged("it is not an evaluation's JSON"))?;
        let member = |name: &str| members.iter().rfind(|(key, _)| key == name).map(|(_, value)| *value);
        let sums = member("sums").ok_or_else(|| damaged("it has no member sums: evaluate again with this version"))?;
        if sums == "null" {
            let why = "it has no sums: its rows are weighted or in clusters, or too few for its smallest cell";
            return Err(cannot(why).into());
        }
        let version = json::members(sums).and_then(|members| {
            members.into_iter().find(|(key, _)| key == "version").and_then(|(_, version)| version.parse().ok())
        });
        match version {
            Some(VERSION) => {}
            Some(other) if other > VERSION => {
                return Err(cannot(format!("a newer library wrote its sums (version {other})")).into());
            }
            _ => return Err(damaged("its sums have no known version").into()),
        }
        let read: Self = from_json(sums).map_err(damaged)?;
        if read.clone().sealed()?.sha256 != read.sha256 {
            return Err(damaged("its checksum does not match").into());
        }
        match read.defect() {
            Some(defect) => Err(damaged(defect).into()),
            None if read.schema != schema()? => {
                Err(cannot("its rows were read with other fields, units or limits").into())
            }
            None => Ok(read),
        }
    }

    fn defect(&self) -> Option<&'static str> {
        let groups = || self.groups.iter().flat_map(|groups| &groups.levels);
        let all = || self.judged.iter().chain(groups().flat_map(|level| &level.judged));
        if self.data.answered >= MOST_PEOPLE {
            return Some("more people than can be counted");
        }
        if all().any(|judged| judged.people > self.data.answered) || self.glucose.rows > self.data.answered {
            return Some("more people than answered rows");
        }
        let glucose = self.glucose.defect().or_else(|| groups().find_map(|level| level.glucose.defect()));
        glucose.or_else(|| all().find_map(Judged::defect))
    }

    /// Whether people whose cells may hold one person are known by wider cells, or by sums, only.
    pub(super) fn lost_values(&self) -> bool {
        let levels = || self.groups.iter().flat_map(|groups| &groups.levels);
        let judged = self.judged.iter().chain(levels().flat_map(|level| &level.judged));
        let glucose = levels().map(|level| &level.glucose).chain([&self.glucose]);
        let knows_each = judged.map(Judged::knows_each).chain(glucose.map(GlucoseTotals::knows_each));
        self.smallest_cell == 1 && !knows_each.min().unwrap_or(true)
    }

    /// Adds the people of another site; the order of sites does not matter.
    ///
    /// Fails with `cannot_merge` for another model, for fields with other units or limits, and for a site that is in
    /// both.
    ///
    /// The counts and sums are whole numbers: merging in any order gives the same bits.
    pub fn and(&self, other: &Self) -> Result<Self, Error> {
        if self.model != other.model {
            let other = &other.model;
            let text = format!("{} and {} are different models", self.model.told(), other.told());
            return Err(cannot(text).into());
        }
        if self.schema != other.schema {
            return Err(cannot("their rows were read with other fields, units or limits").into());
        }
        for site in self.sites.iter().filter(|site| site.answered > 0) {
            if other.sites.iter().any(|others| others.sha256 == site.sha256) {
                let name = site.name.as_deref().unwrap_or(&site.evaluated);
                return Err(cannot(format!("the same people stand in two of them: {name}")).into());
            }
        }
        let mut sites = [self.sites.clone(), other.sites.clone()].concat();
        sites.sort_by(|a, b| (&a.name, &a.evaluated, &a.sha256).cmp(&(&b.name, &b.evaluated, &b.sha256)));
        Self { sites, ..self.added(other)? }.sealed()
    }

    /// The people of both, of one model, as no site's.
    pub(super) fn added(&self, other: &Self) -> Result<Self, Error> {
        let too_large = || cannot("a sum is too large");
        if self.data.answered.saturating_add(other.data.answered) >= MOST_PEOPLE {
            return Err(too_large().into());
        }
        let (own, others) = (&self.judged, &other.judged);
        if own.iter().any(|own| others.iter().any(|others| own.is_like(others) && !own.agrees_with(others))) {
            return Err(cannot("they count people at other probabilities or by other scores").into());
        }
        let mut judged = groups::merged(own, others, Judged::is_like, Judged::and).ok_or_else(too_large)?;
        judged.sort_by_key(Judged::order);
        let mut scores = [self.scores.clone(), other.scores.clone()].concat();
        scores.sort();
        scores.dedup();
        Ok(Self {
            version: VERSION,
            model: self.model.clone(),
            schema: self.schema.clone(),
            smallest_cell: self.smallest_cell.min(other.smallest_cell),
            diagnosis_known: self.diagnosis_known && other.diagnosis_known,
            sites: Vec::new(),
            data: self.data.and(&other.data),
            missing: self.missing.iter().zip(&other.missing).map(|(own, others)| own.and(others)).collect(),
            judged,
            scores,
            glucose: self.glucose.and(&other.glucose).ok_or_else(too_large)?,
            groups: groups::merged_groups(&self.groups, &other.groups).ok_or_else(too_large)?,
            sha256: String::new(),
        })
    }
}

impl JudgedModel {
    fn told(&self) -> String {
        let hash: String = self.hash.chars().take(12).collect();
        format!("{} {hash}", self.name)
    }
}

from_members! {
    Sums {
        version, model, schema, smallest_cell, diagnosis_known, sites, data, missing, judged, scores, glucose, groups,
        sha256
    }
    JudgedModel { hash, name, synthetic, glucose, probabilities, cutoffs }
    Definition { output, cuts }
    Site { name, evaluated, rows, answered, judged, events, auroc, observed_expected, slope, sha256 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_this_version_is_read_and_one_of_another_is_refused() {
        let model = JudgedModel {
            hash: "1".to_owned(),
            name: "any".to_owned(),
            synthetic: None,
            glucose: false,
            probabilities: Vec::new(),
            cutoffs: None,
        };
        let counting =
            Counting { smallest: 2, fewest_with: 1, fewest_without: 1, in_one_cell: false, scores: &[], at: &[] };
        let row = |outcome| JudgedRow { probability: 0.25, outcome, points: Vec::new() };
        let judged = Judged::new(Output::Diabetes, None, Vec::new()).counted(&[row(true), row(false)], &counting);
        let bare = Sums::bare(Parts {
            model,
            smallest_cell: 2,
            diagnosis_known: true,
            data: DataFacts { rows: 2, answered: 2, ..DataFacts::default() },
            missing: Vec::new(),
            judged: judged.into_iter().collect(),
            scores: Vec::new(),
            glucose: GlucoseTotals::default(),
            groups: Vec::new(),
        });
        let written = |version: u64| {
            let sums = Sums { version, ..bare.as_ref().unwrap().clone() }.sealed().unwrap();
            Sums::from_json(&format!("{{\"sums\":{}}}", json::to_string(&sums).unwrap()))
        };
        assert_eq!(written(VERSION).unwrap().judged, bare.as_ref().unwrap().judged);
        assert_eq!([1, VERSION + 1].map(|version| written(version).unwrap_err().code()), ["bad_sums", "cannot_merge"]);
    }
}

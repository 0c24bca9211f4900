//! How well the model and published scores rank people by an outcome.

use super::bootstrap::{Figure, Intervals};
use super::cohort::Cohort;
use super::discrimination::Ranking;
use super::sample::Sample;
use crate::Stop;
use crate::model::{Model, Output};
use crate::outcomes::Counts;
use crate::risk::{GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::Field;
use crate::scores::SCORES;
use serde::Serialize;

/// Discrimination of one outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeDiscrimination {
    /// The outcome: a test and a cut-off such as `hba1c >= 6.5`, or `definition`, the model's own definition.
    pub outcome: String,
    /// The test; `None` for the definition.
    pub field: Option<Field>,
    /// The cut-off, in the unit of the test.
    pub at: Option<f64>,
    /// The output used for ranking.
    pub output: Output,
    /// Rows with a known outcome.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Under 10 events or under 10 non-events: there are no figures.
    pub withheld: bool,
    /// The model first, then the scores.
    pub rankings: Vec<RankingFigures>,
}

/// What a ranking is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RankingKind {
    /// A probability of the model.
    Model,
    /// The lowest possible points of a published score.
    Score,
}

/// The figures of one ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankingFigures {
    /// The output, or the score's name.
    pub name: String,
    /// What it ranks by.
    pub kind: RankingKind,
    /// Rows with every item of the score known; `None` for the model.
    pub rows_complete: Option<u64>,
    /// Area under the ROC curve.
    pub auroc: Option<f64>,
    /// Its bootstrap interval.
    pub auroc_interval: Option<[f64; 2]>,
    /// How far a merged area can be from that of all rows together; `None` where it is that of the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auroc_within: Option<f64>,
    /// Average precision.
    pub average_precision: Option<f64>,
    /// How far a merged one can be from that of all rows together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_precision_within: Option<f64>,
    /// Its bootstrap interval.
    pub average_precision_interval: Option<[f64; 2]>,
    /// The model's area minus this one; `None` for the model.
    pub auroc_difference: Option<f64>,
    /// Its paired bootstrap interval.
    pub auroc_difference_interval: Option<[f64; 2]>,
}

struct Named {
    name: String,
    kind: RankingKind,
    rows_complete: Option<u64>,
    ranking: Ranking,
}

/// An outcome with its rows sorted by each ranking.
pub(super) struct RankedOutcome {
    field: Option<Field>,
    at: Option<f64>,
    output: Output,
    counts: Counts,
    rankings: Vec<Named>,
}

/// Figures of a ranking: AUROC, average precision, the model's AUROC minus this one.
const FIGURES: usize = 3;

impl RankedOutcome {
    /// One per test and ADA cut-off, then one per definition, for outputs that the model has; fewer once asked to stop.
    pub(super) fn all(model: &Model, people: &Cohort, judged: &[Sample<'_>], stop: &Stop) -> Vec<Self> {
        let outputs = [Output::Dysglycaemia, Output::Diabetes];
        let tests = [(Field::OutcomeMgDl, GLUCOSE_CUTS), (Field::Hba1cPercent, HBA1C_CUTS)];
        let of_tests = tests.into_iter().filter(|(field, _)| people.facts.tests.contains_key(field.name()));
        let cuts =
            of_tests.flat_map(|(field, cuts)| cuts.into_iter().zip(outputs).map(move |(at, of)| (field, at, of)));
        let of_cuts = cuts.filter(|(_, _, output)| model.scorecard(*output).is_some()).map(|(field, at, output)| {
            let rows = people.numbered().filter_map(|(number, person)| Some((number, person.test(field)? >= at)));
            Self::of(Some((field, at)), output, &rows.collect::<Vec<_>>(), people)
        });
        let of_definitions = judged.iter().map(|judged| {
            let rows: Vec<_> = judged.rows.iter().map(|row| (row.person, row.outcome)).collect();
            Self::of(None, judged.output, &rows, people)
        });
        of_cuts.chain(of_definitions).take_while(|_| !stop.is_asked()).collect()
    }

    fn of(test: Option<(Field, f64)>, output: Output, rows: &[(u32, bool)], people: &Cohort) -> Self {
        let ranking = |score: &dyn Fn(usize) -> Option<f64>| {
            let scored = |(number, outcome): &(u32, bool)| Some((*number, score(*number as usize)?, *outcome));
            Ranking::of(rows.iter().filter_map(scored).collect())
        };
        let model = Named {
            name: output.name().to_owned(),
            kind: RankingKind::Model,
            rows_complete: None,
            ranking: ranking(&|number| people.all.get(number)?.probability(output)),
        };
        let scores = people.scores.iter().filter_map(|place| {
            let points = |number: usize| people.all.get(number)?.points(*place);
            let is_complete = |(number, _): &&(u32, bool)| points(*number as usize).is_some_and(|(_, known)| known);
            Some(Named {
                name: SCORES.get(*place)?.name.to_owned(),
                kind: RankingKind::Score,
                rows_complete: Some(rows.iter().filter(is_complete).count() as u64),
                ranking: ranking(&|number| points(number).map(|(points, _)| points)),
            })
        });
        let weight = |number: u32| people.weights.get(number as usize).copied().unwrap_or_default();
        Self {
            field: test.map(|(field, _)| field),
            at: test.map(|(_, at)| at),
            output,
            counts: Counts::of(rows.iter().map(|(number, outcome)| (*outcome, weight(*number)))),
            rankings: std::iter::once(model).chain(scores).collect(),
        }
    }

    pub(super) fn figures(&self, people: &Cohort, intervals: &Intervals) -> OutcomeDiscrimination {
        let found = self.under(&people.weights);
        let at = |position: usize| found.get(position).copied().flatten();
        let interval = |position: usize| intervals.get(position).copied().flatten();
        let rankings = self.rankings.iter().enumerate().map(|(place, named)| {
            let [auroc, precision, difference] = [0, 1, 2].map(|figure| FIGURES * place + figure);
            RankingFigures {
                name: named.name.clone(),
                kind: named.kind,
                rows_complete: named.rows_complete,
                auroc: at(auroc),
                auroc_interval: interval(auroc),
                auroc_within: None,
                average_precision: at(precision),
                average_precision_within: None,
                average_precision_interval: interval(precision),
                auroc_difference: at(difference),
                auroc_difference_interval: interval(difference),
            }
        });
        let test = self.field.zip(self.at).map(|(field, at)| format!("{} >= {at}", field.name()));
        OutcomeDiscrimination {
            outcome: test.unwrap_or_else(|| "definition".to_owned()),
            field: self.field,
            at: self.at,
            output: self.output,
            rows: self.counts.rows,
            events: self.counts.events,
            withheld: self.counts.are_too_few(),
            rankings: rankings.collect(),
        }
    }
}

impl Figure for RankedOutcome {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        if self.counts.are_too_few() {
            return Vec::new();
        }
        let weight = |row: u32| weights.get(row as usize).copied().unwrap_or_default();
        let found: Vec<_> = self.rankings.iter().map(|named| named.ranking.under(weight)).collect();
        let model = found.first().and_then(|model| model.auroc);
        let figures = found.iter().zip(&self.rankings).flat_map(|(of, named)| {
            let difference = model.zip(of.auroc).map(|(model, own)| model - own);
            [of.auroc, of.average_precision, difference.filter(|_| named.kind == RankingKind::Score)]
        });
        figures.collect()
    }

    fn work(&self) -> usize {
        if self.counts.are_too_few() { 0 } else { self.rankings.iter().map(|named| named.ranking.len()).sum() }
    }
}

//! Published scores as tables, one file each.
//!
//! An item that is not known gives an interval of points, never a silent 0.

mod ada;
mod findrisc;
mod findrisc_2003;
mod item;
mod result;
mod sums;
mod table;

pub use item::Items;
pub use result::{Referral, ScoreItem, ScoreResult};
pub(crate) use sums::{Sums, SumsTable};
pub use table::ScoreTable;

use crate::error::Error;
use crate::patient::PartialRecord;
use crate::text;
use crate::values::Values;
use crate::words::Text;
use serde::Serialize;
use std::sync::LazyLock;

/// Every published score, in the order in which they are listed.
pub const SCORES: &[&Score] = &[&findrisc::SCORE, &findrisc_2003::SCORE, &ada::SCORE];

/// A published score: what it says, of whom, and the table behind it.
#[derive(Debug, Serialize)]
pub struct Score {
    /// The short name, such as `findrisc`; it tells apart instruments that others call the same.
    pub name: &'static str,
    /// The name in words.
    pub title: &'static str,
    /// The name beside a figure.
    pub short_title: Text,
    /// Fewest and most points.
    pub range: (f64, f64),
    /// Years that the outcome was waited for; `None` where the score tells of today.
    pub horizon_years: Option<u32>,
    /// The people it was made from.
    pub population: &'static str,
    /// What it is about.
    pub outcome: &'static str,
    /// The bands, ascending.
    pub bands: &'static [Band],
    /// The points from which a test is advised, where the caller names none; `None` where publications
    /// disagree, so that the caller has to decide.
    pub default_cut: Option<Cutoff>,
    /// Other cut-offs in use.
    pub other_cuts: &'static [Cutoff],
    /// The publication that the points come from.
    pub citation: &'static str,
    /// What is known of the rights.
    pub licence: &'static str,
    /// What has to be known before its points are read.
    pub note: &'static str,
    /// The table.
    pub items: Items,
}

/// A band of a score.
#[derive(Debug, Serialize)]
pub struct Band {
    /// Its lowest points; it ends where the next one begins.
    pub from: f64,
    /// Its name.
    pub name: &'static str,
    /// The name in words.
    pub label: Text,
    /// The risk that was published for it, as printed; it does not transfer to other populations.
    pub risk: Option<&'static str>,
}

/// Points from which a test is advised.
#[derive(Debug, Serialize)]
pub struct Cutoff {
    /// The lowest points with a test.
    pub points: f64,
    /// Who uses it.
    pub source: &'static str,
}

/// What is true of the rights in any of the scores.
const LICENCE: &str = "The points, boundaries and bands are facts of the publication. The wording and the design of a \
                       printed form may be protected; they are not reproduced here.";

/// Name and label of a band.
type Called = (&'static str, Text);

const LOW: Called = ("low", Text::new("bajo", "low"));
const LOWER: Called = ("lower", Text::new("menor", "lower"));
const SLIGHTLY_ELEVATED: Called = ("slightly_elevated", Text::new("ligeramente elevado", "slightly elevated"));
const MODERATE: Called = ("moderate", Text::new("moderado", "moderate"));
const HIGH: Called = ("high", Text::new("alto", "high"));
const VERY_HIGH: Called = ("very_high", Text::new("muy alto", "very high"));

const fn band(from: f64, (name, label): Called, risk: Option<&'static str>) -> Band {
    Band { from, name, label, risk }
}

/// The score of this name, of a record; `cut` are the points from which a test is advised.
///
/// Fails with `unknown_score` or `bad_cut`.
///
/// ```
/// use diabetes_core::{PartialRecord, scores};
/// let record = PartialRecord::from_json(r#"{"edad": 62, "sexo": "F", "imc": 33, "perimetro_abdominal": 101}"#)?;
/// let result = scores::score("findrisc", &record, Some(12.0))?;
/// assert_eq!((result.points_min, result.points_max), (10.0, 25.0));
/// assert_eq!(result.referral.and_then(|referral| referral.advised), None);
/// assert_eq!(scores::score("findrisk", &record, None).unwrap_err().code(), "unknown_score");
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn score(name: &str, record: &PartialRecord, cut: Option<f64>) -> Result<ScoreResult, Error> {
    Score::by_name(name)?.with_cut(record, cut)
}

/// FINDRISC, the form of 0 to 26 points: diabetes within ten years.
///
/// Lindström & Tuomilehto 2003, with the family's degree of Saaristo et al. 2005. It has no cut-off of its own.
///
/// ```
/// use diabetes_core::{PartialRecord, scores::findrisc};
/// let record = PartialRecord::from_json(r#"{"edad": 50, "imc": 31, "realiza_ejercicio": "Si"}"#)?;
/// let score = findrisc(&record);
/// assert_eq!((score.points, score.points_min, score.points_max), (None, 5.0, 22.0));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[must_use]
pub fn findrisc(record: &PartialRecord) -> ScoreResult {
    findrisc::SCORE.of(record)
}

/// FINDRISC as the paper of 2003 prints it, seven items and 0 to 20 points: another instrument than the form.
///
/// Its item on activity asks for four hours a week, which no field answers, so the points are always an interval:
/// the lower end holds for a person who is that active.
///
/// ```
/// use diabetes_core::{PartialRecord, scores::findrisc_2003};
/// let record = PartialRecord::from_json(
///     r#"{"edad": 66, "sexo": "M", "imc": 30, "perimetro_abdominal": 102, "medicamentos_hta": "No",
///         "consume_verduras_frutas_diario": "Si", "antecedente_glucosa_alta": "No"}"#,
/// )?;
/// let score = findrisc_2003(&record);
/// assert_eq!((score.points_min, score.points_max), (8.0, 10.0));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[must_use]
pub fn findrisc_2003(record: &PartialRecord) -> ScoreResult {
    findrisc_2003::SCORE.of(record)
}

/// The ADA risk test, 0 to 11 points (Bang et al. 2009): undiagnosed diabetes; 5 and more advise a test.
#[must_use]
pub fn ada_risk_test(record: &PartialRecord) -> ScoreResult {
    ada::SCORE.of(record)
}

/// The FINDRISC points that the items of a record allow.
pub(crate) fn findrisc_sums(values: &Values) -> Sums {
    findrisc::SCORE.items.sums(values)
}

/// Fails with `bad_cut` for a cut-off of FINDRISC outside its points.
pub(crate) fn check_findrisc_cut(cut: Option<f64>) -> Result<(), Error> {
    findrisc::SCORE.cut(cut).map(|_| ())
}

/// What the FINDRISC points of many rows are found by; `None` where they cannot be had so.
pub(crate) fn findrisc_table() -> Option<&'static SumsTable> {
    static TABLE: LazyLock<Option<SumsTable>> = LazyLock::new(|| SumsTable::of(&findrisc::SCORE.items));
    TABLE.as_ref()
}

impl Score {
    /// The score of this name; fails with `unknown_score`.
    pub fn by_name(name: &str) -> Result<&'static Score, Error> {
        let known = || text::joined(SCORES.iter().map(|score| score.name), ", ");
        SCORES
            .iter()
            .find(|score| score.name == name)
            .copied()
            .ok_or_else(|| Error::UnknownScore { name: name.to_owned(), known: known() })
    }

    /// The score of a record, referred by the score's own cut-off where it has one.
    #[must_use]
    pub fn of(&self, record: &PartialRecord) -> ScoreResult {
        self.evaluate(record.values(), self.own_cut())
    }

    /// The score of a record, referred from `cut` points; without one as [`Score::of`].
    ///
    /// Fails with `bad_cut` for a cut-off outside the range of points.
    pub fn with_cut(&self, record: &PartialRecord, cut: Option<f64>) -> Result<ScoreResult, Error> {
        Ok(self.evaluate(record.values(), self.cut(cut)?))
    }

    fn own_cut(&self) -> Option<f64> {
        self.default_cut.as_ref().map(|cut| cut.points)
    }

    /// The caller's cut-off, else the score's own.
    fn cut(&self, cut: Option<f64>) -> Result<Option<f64>, Error> {
        let (min, max) = self.range;
        match cut {
            None => Ok(self.own_cut()),
            Some(points) if (min..=max).contains(&points) => Ok(cut),
            Some(_) => Err(Error::BadCut { score: self.name, min, max }),
        }
    }

    /// The band of a number of points.
    #[must_use]
    pub fn band(&self, points: f64) -> Option<&Band> {
        self.bands.iter().rev().find(|band| points >= band.from)
    }

    fn evaluate(&self, values: &Values, cut: Option<f64>) -> ScoreResult {
        let (items, (points_min, points_max)) = self.items.evaluate(values);
        let name_of = |points| self.band(points).map(|band| band.name);
        ScoreResult {
            name: self.name,
            points: (points_min == points_max).then_some(points_min),
            points_min,
            points_max,
            band: name_of(points_min).filter(|name| name_of(points_max) == Some(*name)),
            referral: cut.map(|cut| Referral::of(cut, points_min, points_max)),
            items,
            citation: self.citation,
        }
    }
}

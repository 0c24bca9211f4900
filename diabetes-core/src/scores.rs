//! Published scores as tables, one file each.
//!
//! A missing item gives an interval of points, never a silent 0.

mod ada;
mod findrisc;
mod findrisc_2003;
mod item;
mod result;
mod score;
mod sums;
mod table;

#[cfg(feature = "sql")]
pub(crate) use findrisc::findrisc_items;
pub(crate) use findrisc::{check_findrisc_cut, findrisc_sums, findrisc_table};
#[cfg(feature = "sql")]
pub(crate) use item::Item;
pub use item::Items;
pub use result::{Referral, ScoreItem, ScoreResult};
pub use score::{Band, Cutoff, LocalizedScore, Score};
pub(crate) use sums::{Sums, SumsTable};
pub use table::ScoreTable;

use crate::error::Error;
use crate::patient::PartialRecord;
use crate::text;

/// All published scores, in listing order.
pub const SCORES: &[&Score] = &[&findrisc::SCORE, &findrisc_2003::SCORE, &ada::SCORE];

/// The named score of a record; `cut` is the number of points from which a test is advised.
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

/// FINDRISC, the form with 0 to 26 points: diabetes within ten years.
///
/// Lindström & Tuomilehto 2003, with the degree of family history of Saaristo et al. 2005. It has no cut-off of its
/// own.
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

/// FINDRISC as printed in the 2003 paper, seven items and 0 to 20 points: a different instrument from the form.
///
/// Its activity item asks for four hours a week, which no field answers, so the points are always an interval; the
/// lower end applies to a person who is that active.
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

/// The ADA risk test, 0 to 11 points (Bang et al. 2009): undiagnosed diabetes; a test is advised from 5 points.
#[must_use]
pub fn ada_risk_test(record: &PartialRecord) -> ScoreResult {
    ada::SCORE.of(record)
}

impl Score {
    /// The score with this name; fails with `unknown_score`.
    pub fn by_name(name: &str) -> Result<&'static Score, Error> {
        let known = || text::joined(SCORES.iter().map(|score| score.name), ", ");
        SCORES
            .iter()
            .find(|score| score.name == name)
            .copied()
            .ok_or_else(|| Error::UnknownScore { name: name.to_owned(), known: known() })
    }

    /// The score of a record, with its own cut-off for referral if it has one.
    #[must_use]
    pub fn of(&self, record: &PartialRecord) -> ScoreResult {
        self.evaluate(record.values(), self.own_cut())
    }

    /// The score of a record, with referral from `cut` points; without a cut-off, like [`Score::of`].
    ///
    /// Fails with `bad_cut` for a cut-off outside the range of points.
    pub fn with_cut(&self, record: &PartialRecord, cut: Option<f64>) -> Result<ScoreResult, Error> {
        Ok(self.evaluate(record.values(), self.cut(cut)?))
    }
}

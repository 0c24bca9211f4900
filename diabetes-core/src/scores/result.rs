//! What a score says of a record.

use crate::values::Value;
use serde::Serialize;

/// A score of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreResult {
    /// The score's short name.
    pub name: &'static str,
    /// The points; `None` when items are not known.
    pub points: Option<f64>,
    /// Fewest points the record can have.
    pub points_min: f64,
    /// Most points the record can have.
    pub points_max: f64,
    /// The name of the band; `None` when the lowest and the highest points lie in bands of different names.
    pub band: Option<&'static str>,
    /// Whether a test is advised; `None` when neither the caller nor the score names a cut-off.
    pub referral: Option<Referral>,
    /// The items in the order of the form.
    pub items: Vec<ScoreItem>,
    /// Where the points come from.
    pub citation: &'static str,
}

/// Whether the points reach a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Referral {
    /// The points from which a test is advised.
    pub cut: f64,
    /// `None` when only some of the points that the record can have reach it.
    pub advised: Option<bool>,
}

impl Referral {
    pub(super) fn of(cut: f64, points_min: f64, points_max: f64) -> Self {
        let (surely, possibly) = (points_min >= cut, points_max >= cut);
        Self { cut, advised: (surely == possibly).then_some(surely) }
    }
}

/// One item of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreItem {
    /// The wire name of the item's field, or a name of its own where no field answers it.
    pub item: &'static str,
    /// The wire name of the field; `None` where no field answers the item.
    pub field: Option<&'static str>,
    /// The value used: a number or the text of a choice; `None` when it is not known.
    pub value: Option<Value>,
    /// Fewest points the item can give.
    pub points_min: f64,
    /// Most points the item can give.
    pub points_max: f64,
}

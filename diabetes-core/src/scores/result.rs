//! The result of a score for a record.

use crate::values::Value;
use serde::Serialize;

/// The result of a score for a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreResult {
    /// The score's short name.
    pub name: &'static str,
    /// The points; `None` if items are unknown.
    pub points: Option<f64>,
    /// The lowest points the record can have.
    pub points_min: f64,
    /// The highest points the record can have.
    pub points_max: f64,
    /// The name of the band; `None` if the lowest and highest points are in bands with different names.
    pub band: Option<&'static str>,
    /// Whether a test is advised; `None` if neither the caller nor the score gives a cut-off.
    pub referral: Option<Referral>,
    /// The items in the order of the form.
    pub items: Vec<ScoreItem>,
    /// The source of the points.
    pub citation: &'static str,
}

/// Whether the points reach a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Referral {
    /// The points from which a test is advised.
    pub cut: f64,
    /// `None` if only some of the possible points reach it.
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
    /// The wire name of the item's field, or the item's own name if no field answers it.
    pub item: &'static str,
    /// The wire name of the field; `None` if no field answers the item.
    pub field: Option<&'static str>,
    /// The value used: a number or the text of a choice; `None` if unknown.
    pub value: Option<Value>,
    /// The lowest points of the item.
    pub points_min: f64,
    /// The highest points of the item.
    pub points_max: f64,
}

//! The passes of an additive model: products of its columns, and the loss of a table.

use super::basis::{Basis, Encoded};
use super::lanes::MAX_LANES;
use super::newton::working;
use super::pass::{Kind, Part, Pass};
use super::plan::CurvePoints;
use super::sums::{SumRow, Sums};
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::scorecard::log_loss;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Sums the products of the columns and the target.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Products<'a> {
    pub(super) basis: Cow<'a, Basis>,
    pub(super) target: Target<'a>,
}

/// What a row is fitted to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Target<'a> {
    /// Its outcome less a number.
    Less(f64),
    /// The working response of a Newton step at a table.
    Working(Cow<'a, CurvePoints>),
}

/// Sums, and the entries of the row that is added.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Added {
    pub(super) sums: Sums,
    #[serde(skip)]
    entries: Vec<(usize, f64)>,
}

impl Pass for Products<'_> {
    type Encoded = Encoded;
    type Part = Added;
    const LANES: usize = MAX_LANES;
    const KIND: Kind = Kind::Curves;

    fn encode(&self, rows: &[TrainingRow]) -> Encoded {
        Encoded::of(&self.basis, rows)
    }

    fn start(&self) -> Added {
        Added { sums: Sums::none(&self.basis), entries: Vec::new() }
    }

    fn add(&self, part: &mut Added, encoded: &Encoded, row: SumRow, fold: u32) {
        let SumRow { row, y, weight } = row;
        let target = match &self.target {
            Target::Less(mean) => SumRow { row, y: y - mean, weight },
            Target::Working(table) => {
                let (response, curvature) = working(table.score(encoded, row), y);
                SumRow { row, y: response, weight: weight * curvature }
            }
        };
        part.sums.add(&mut part.entries, encoded, target, fold);
    }
}

impl Part for Added {
    fn merge(&mut self, later: Self) {
        self.sums.merge(&later.sums);
    }

    fn is_like(&self, other: &Self) -> bool {
        self.sums.is_like(&other.sums)
    }
}

/// Sums the negative log-likelihood of a table.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Losses<'a> {
    pub(super) basis: Cow<'a, Basis>,
    pub(super) table: Cow<'a, CurvePoints>,
}

impl Pass for Losses<'_> {
    type Encoded = Encoded;
    type Part = f64;
    const LANES: usize = MAX_LANES;
    const KIND: Kind = Kind::Losses;

    fn encode(&self, rows: &[TrainingRow]) -> Encoded {
        Encoded::of(&self.basis, rows)
    }

    fn start(&self) -> f64 {
        0.0
    }

    fn add(&self, part: &mut f64, encoded: &Encoded, row: SumRow, _: u32) {
        *part += row.weight * log_loss(self.table.score(encoded, row.row), row.y > 0.0);
    }
}

impl Part for f64 {
    fn merge(&mut self, later: Self) {
        *self += later;
    }
}

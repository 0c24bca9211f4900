//! The columns of an additive model: hat functions at the knots of a number field, one column per level of a choice
//! field.

use super::design::reference_level;
use super::inputs::Inputs;
use crate::model::{Distribution, FieldStats};
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::schema::Field;
use serde::{Deserialize, Serialize};

/// A gap is wider than this proportion of the field's range.
const GAP: f64 = 1.0 / 20.0;
/// The minimum proportion of rows on each side of a gap: fewer rows beyond it are a tail, not a group.
const BEYOND_A_GAP: f64 = 0.02;
const MAX_GAPS: usize = 3;
/// Knots are at least this proportion of the field's range apart, except for the two edges of a gap.
const NEAREST: f64 = 1.0 / 200.0;
/// The quantiles, in steps of a twentieth, at which knots are placed.
const KNOTS: [usize; 13] = [0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 19, 20];

/// The columns of one field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Block {
    pub(super) field: Field,
    pub(super) kind: BlockKind,
    /// Position of its first column.
    pub(super) start: usize,
    /// The straight pieces of a curve, from gap to gap.
    pub(super) lines: Vec<Piece>,
}

/// A straight piece of a curve: a column composed of steps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Its column.
    pub(super) column: usize,
    /// The columns of its steps, and the proportion of its rise in each.
    pub(super) steps: Vec<(usize, f64)>,
}

/// The kind of a field's columns.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum BlockKind {
    /// Hat functions; the curve is interpolated between knots.
    Curve {
        knots: Vec<f64>,
        /// Whether the step from a knot to the next crosses a gap, where the curve may jump.
        jumps: Vec<bool>,
        /// Half the distance between the 16 % and 84 % quantiles: the unit in which curvature is penalised.
        unit: f64,
    },
    /// One column per level.
    Levels {
        shares: Vec<f64>,
        /// The reference level.
        reference: usize,
    },
}

impl Block {
    pub(super) fn width(&self) -> usize {
        match &self.kind {
            BlockKind::Curve { knots, .. } => knots.len(),
            BlockKind::Levels { shares, .. } => shares.len(),
        }
    }

    /// The column that indicates a known value once the sums are those of steps: the first knot, or the reference
    /// level.
    pub(super) fn reference(&self) -> usize {
        match &self.kind {
            BlockKind::Curve { .. } => self.start,
            BlockKind::Levels { reference, .. } => self.start + reference,
        }
    }

    /// The straight pieces, as columns starting at `first`.
    fn pieces(&self, first: usize) -> Vec<Piece> {
        let BlockKind::Curve { knots, jumps, .. } = &self.kind else { return Vec::new() };
        let lengths =
            knots.windows(2).map(|pair| pair.iter().rev().copied().reduce(|high, low| high - low).unwrap_or(0.0));
        let steps: Vec<(usize, f64, bool)> = lengths
            .zip(jumps)
            .enumerate()
            .map(|(step, (length, jump))| (self.start + step + 1, length, *jump))
            .collect();
        let pieces = steps.split(|(_, _, jump)| *jump).filter(|piece| !piece.is_empty());
        let piece = |(number, piece): (usize, &[(usize, f64, bool)])| {
            let total: f64 = piece.iter().map(|(_, length, _)| length).sum();
            let steps = piece.iter().map(|(column, length, _)| (*column, length / total)).collect();
            Piece { column: first + number, steps }
        };
        pieces.enumerate().map(piece).collect()
    }

    /// The column of a known value, and the proportion of it that goes to the next column.
    fn place(&self, value: f64) -> (usize, f64) {
        match &self.kind {
            BlockKind::Curve { knots, .. } => {
                let above = knots.partition_point(|knot| *knot <= value);
                match (above.checked_sub(1).and_then(|below| knots.get(below)), knots.get(above)) {
                    (Some(low), Some(high)) => (above - 1, (value - low) / (high - low)),
                    (None, _) => (0, 0.0),
                    (Some(_), None) => (above - 1, 0.0),
                }
            }
            BlockKind::Levels { .. } => (value as usize, 0.0),
        }
    }
}

/// The columns of all fields side by side: hat functions and levels, then straight pieces, then a column of ones.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Basis {
    pub(super) blocks: Vec<Block>,
    /// The column of ones.
    pub(super) ones: usize,
}

impl Basis {
    /// Columns for the inputs, with knots where the rows are.
    pub(super) fn new(inputs: &Inputs, rows: &[TrainingRow]) -> Self {
        let mut basis = Self::default();
        for stats in &inputs.stats {
            let kind = match &stats.distribution {
                Distribution::Number { min, max, quantiles, .. } => {
                    let gaps = gaps(rows, stats, *min, *max);
                    let (knots, jumps) = knots(quantiles, &gaps, max - min);
                    BlockKind::Curve { knots, jumps, unit: unit(quantiles, max - min) }
                }
                Distribution::Levels { shares } => {
                    BlockKind::Levels { shares: shares.clone(), reference: reference_level(shares) }
                }
            };
            let block = Block { field: stats.field, kind, start: basis.ones, lines: Vec::new() };
            basis.ones += block.width();
            basis.blocks.push(block);
        }
        for block in &mut basis.blocks {
            block.lines = block.pieces(basis.ones);
            basis.ones += block.lines.len();
        }
        basis
    }
}

fn unit(quantiles: &[f64], range: f64) -> f64 {
    let at = |step: usize| quantiles.get(step).copied().unwrap_or_default();
    let spread = f64::midpoint(at(16), at(17)) - f64::midpoint(at(3), at(4));
    if spread > 0.0 { spread / 2.0 } else { range / 4.0 }
}

/// The intervals without values, wider than a twentieth of the range, that divide the rows into groups.
fn gaps(rows: &[TrainingRow], stats: &FieldStats, min: f64, max: f64) -> Vec<[f64; 2]> {
    // A gap contains at least one whole cell of half its width, so it shows between occupied cells.
    let cells = (2.0 / GAP) as usize;
    let width = (max - min) / cells as f64;
    let mut occupied = vec![(f64::INFINITY, f64::NEG_INFINITY, 0_u64); cells + 1];
    for value in rows.iter().filter_map(|row| row.values.known(stats.field)) {
        if let Some((low, high, count)) = occupied.get_mut(((value - min) / width) as usize) {
            (*low, *high, *count) = (low.min(value), high.max(value), *count + 1);
        }
    }
    let enough = BEYOND_A_GAP * stats.known as f64;
    let mut gaps = Vec::new();
    let mut below: Option<f64> = None;
    let mut count = 0;
    for (low, high, own) in occupied.into_iter().filter(|(_, _, own)| *own > 0) {
        let divides = count as f64 >= enough && (stats.known - count) as f64 >= enough;
        if let Some(edge) = below.filter(|edge| divides && low - edge > GAP * (max - min)) {
            gaps.push([edge, low]);
        }
        below = Some(high);
        count += own;
    }
    // With many gaps, the values are whole numbers rather than groups.
    if gaps.len() > MAX_GAPS { Vec::new() } else { gaps }
}

/// Knots at quantiles and at the edges of gaps, and which steps between them cross a gap.
fn knots(quantiles: &[f64], gaps: &[[f64; 2]], range: f64) -> (Vec<f64>, Vec<bool>) {
    let ends: Vec<f64> = quantiles.first().into_iter().chain(quantiles.last()).copied().collect();
    let is_far = |knot: f64, from: &[f64]| from.iter().all(|other| (knot - other).abs() >= NEAREST * range);
    let mut knots: Vec<f64> = gaps.iter().flatten().copied().collect();
    knots.dedup();
    for knot in ends.into_iter().chain(KNOTS.iter().filter_map(|step| quantiles.get(*step).copied())) {
        let in_a_gap = gaps.iter().any(|[low, high]| *low < knot && knot < *high);
        if !in_a_gap && is_far(knot, &knots) {
            knots.push(knot);
        }
    }
    knots.sort_unstable_by(f64::total_cmp);
    let jumps = knots.windows(2).map(|pair| gaps.iter().any(|gap| gap.as_slice() == pair)).collect();
    (knots, jumps)
}

/// A missing value.
const MISSING: u16 = u16::MAX;

/// Rows encoded as positions in the columns.
#[derive(Debug)]
pub(super) struct Encoded {
    fields: usize,
    places: Vec<(u16, f64)>,
    /// The sex code of each row.
    pub(super) sexes: Vec<u8>,
}

impl Encoded {
    pub(super) fn of(basis: &Basis, rows: &[TrainingRow]) -> Self {
        let mut places = Vec::with_capacity(rows.len() * basis.blocks.len());
        for row in rows {
            places.extend(basis.blocks.iter().map(|block| match row.values.known(block.field) {
                Some(value) => {
                    let (column, share) = block.place(value);
                    ((block.start + column) as u16, share)
                }
                None => (MISSING, 0.0),
            }));
        }
        let sexes = rows.iter().map(|row| row.values.get(Field::Sex) as u8).collect();
        Self { fields: basis.blocks.len(), places, sexes }
    }

    /// The columns in which a row is nonzero and its values there, in ascending order.
    pub(super) fn entries(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let start = row * self.fields;
        let places = self.places.get(start..start + self.fields).unwrap_or_default();
        places.iter().filter(|(column, _)| *column != MISSING).flat_map(|(column, share)| {
            let column = usize::from(*column);
            let next = (*share > 0.0).then_some((column + 1, *share));
            std::iter::once((column, 1.0 - share)).chain(next)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_stand_at_quantiles_and_at_the_edges_of_gaps() {
        let quantiles: Vec<f64> = (0..=20).map(f64::from).collect();
        let (without, jumps) = knots(&quantiles, &[], 20.0);
        assert_eq!(without, KNOTS.map(|step| step as f64));
        assert!(jumps.iter().all(|jump| !jump));
        let (with, jumps) = knots(&quantiles, &[[7.95, 9.05]], 20.0);
        assert_eq!(with, [0.0, 1.0, 2.0, 4.0, 6.0, 7.95, 9.05, 10.0, 12.0, 14.0, 16.0, 18.0, 19.0, 20.0]);
        assert_eq!(jumps.iter().position(|jump| *jump), Some(5));
        assert_eq!(jumps.iter().filter(|jump| **jump).count(), 1);
        // Ties do not duplicate a knot.
        assert_eq!(knots(&[1.0; 21], &[], 1.0).0, [1.0]);
    }
}

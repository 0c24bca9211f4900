//! Sums over rows for fitting an additive model. Each row touches two columns per field, so the cost of a pass grows
//! with rows × fields², whatever the number of knots.

#![allow(clippy::indexing_slicing, reason = "every index comes from the basis that the sums were made for")]

use super::basis::{Basis, BlockKind, Encoded};
use crate::outcomes::FOLDS;

/// Men and women are summed separately, so that each sex can have its own curve.
pub(super) const SEXES: usize = 2;
const CELLS: usize = FOLDS as usize * SEXES;

/// A row to sum: its index, its target and its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct SumRow {
    pub(super) row: usize,
    pub(super) y: f64,
    pub(super) weight: f64,
}

/// Weighted second moments of the columns, of a column of ones and of the target, for each fold and sex.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Sums {
    /// Columns, ones and target.
    side: usize,
    cells: Vec<Vec<f64>>,
}

/// A column of a fit, made of raw columns: a step of a curve (0 before, 1 after, linear between two knots), a straight
/// piece of one, or a level, centred so that the average and a missing value are 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FitColumn {
    /// Its index in the basis; the column of ones follows the others.
    pub(super) raw: usize,
    /// The column that indicates whether the value is known.
    pub(super) known: usize,
    /// Its mean over the known values.
    pub(super) mean: f64,
    /// The only sex for which it is nonzero.
    pub(super) sex: Option<usize>,
}

/// A least-squares problem: minimise `square − 2 b·cross + b·gram·b`.
#[derive(Clone, Debug)]
pub(super) struct Quadratic {
    /// Rows × columns, symmetric.
    pub(super) gram: Vec<f64>,
    pub(super) cross: Vec<f64>,
    pub(super) square: f64,
    pub(super) weight: f64,
}

impl Sums {
    /// The sums of the encoded columns of no rows.
    pub(super) fn none(basis: &Basis) -> Self {
        let side = basis.ones + 2;
        Self { side, cells: vec![vec![0.0; side * side]; CELLS] }
    }

    /// Adds a row with the target and weight that a fit gives it.
    pub(super) fn add(&mut self, entries: &mut Vec<(usize, f64)>, encoded: &Encoded, row: SumRow, fold: u32) {
        let ones = self.side - 2;
        entries.clear();
        entries.extend(encoded.entries(row.row));
        entries.extend([(ones, 1.0), (ones + 1, row.y)]);
        let cell = fold as usize * SEXES + usize::from(encoded.sexes[row.row]);
        add(&mut self.cells[cell], self.side, entries, row.weight);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (cell, other) in self.cells.iter_mut().flatten().zip(other.cells.iter().flatten()) {
            *cell += other;
        }
    }

    /// Whether both are sums of the same columns.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let sizes = |sums: &Self| sums.cells.iter().map(Vec::len).collect::<Vec<usize>>();
        self.side == other.side && sizes(self) == sizes(other)
    }

    /// The sums of steps and straight pieces, once all rows are added.
    pub(super) fn accumulated(mut self, basis: &Basis) -> Self {
        for cell in &mut self.cells {
            accumulate(cell, self.side, basis);
        }
        self
    }

    /// The mean of a column over the rows where it is known, for one sex or for all.
    pub(super) fn mean(&self, raw: usize, known: usize, sex: Option<usize>) -> f64 {
        let ones = self.side - 2;
        let of = |column: usize| self.total(sex, |cell| cell[column * self.side + ones]);
        let rows = of(known);
        if rows > 0.0 { of(raw) / rows } else { 0.0 }
    }

    /// The mean square of a column over all rows.
    pub(super) fn mean_square(&self, column: &FitColumn) -> f64 {
        let FitColumn { raw, known, mean, sex } = *column;
        let square = self.total(sex, |cell| {
            let [raw_raw, known_raw, known_known] =
                [(raw, raw), (known, raw), (known, known)].map(|(i, j)| cell[i * self.side + j]);
            raw_raw - mean * known_raw - mean * (known_raw - mean * known_known)
        });
        square / self.weight(None)
    }

    /// The weight of the rows, for one sex or for all.
    pub(super) fn weight(&self, sex: Option<usize>) -> f64 {
        let ones = self.side - 2;
        self.total(sex, |cell| cell[ones * self.side + ones])
    }

    fn total(&self, sex: Option<usize>, of: impl Fn(&[f64]) -> f64) -> f64 {
        let cells = self.cells.iter().enumerate().filter(|(cell, _)| sex.is_none_or(|sex| cell % SEXES == sex));
        cells.map(|(_, cell)| of(cell)).sum()
    }

    /// The problem for some folds in these columns.
    pub(super) fn problem_of(&self, columns: &[FitColumn], folds: impl IntoIterator<Item = usize>) -> Quadratic {
        let problems: Vec<Quadratic> = folds.into_iter().map(|fold| self.problem(columns, fold)).collect();
        Quadratic::sum(problems.iter(), columns.len())
    }

    fn problem(&self, columns: &[FitColumn], fold: usize) -> Quadratic {
        let (p, side, y) = (columns.len(), self.side, self.side - 1);
        let mut problem = Quadratic::zero(p);
        for sex in 0..SEXES {
            let cell = &self.cells[fold * SEXES + sex];
            problem.square += cell[y * side + y];
            problem.weight += cell[(y - 1) * side + y - 1];
            let own: Vec<usize> = (0..p).filter(|i| columns[*i].sex.is_none_or(|only| only == sex)).collect();
            for (position, i) in own.iter().enumerate() {
                let a = columns[*i];
                let (raw, known) = (&cell[a.raw * side..][..side], &cell[a.known * side..][..side]);
                problem.cross[*i] += raw[y] - a.mean * known[y];
                for j in &own[..=position] {
                    let b = columns[*j];
                    let entry = raw[b.raw] - a.mean * known[b.raw] - b.mean * (raw[b.known] - a.mean * known[b.known]);
                    problem.gram[i * p + j] += entry;
                }
            }
        }
        for i in 0..p {
            for j in 0..i {
                problem.gram[j * p + i] = problem.gram[i * p + j];
            }
        }
        problem
    }
}

/// Adds a row: the products of its entries, above the diagonal.
fn add(cell: &mut [f64], side: usize, entries: &[(usize, f64)], weight: f64) {
    for (position, (i, a)) in entries.iter().enumerate() {
        let line = &mut cell[i * side..][..side];
        let a = weight * a;
        for (j, b) in &entries[position..] {
            line[*j] += a * b;
        }
    }
}

/// Converts products of hat functions above the diagonal to products of steps and straight pieces. A step is the sum of
/// the hat functions from its knot on; the first step, or a choice's reference level, indicates a known value.
fn accumulate(cell: &mut [f64], side: usize, basis: &Basis) {
    for i in 0..side {
        for j in 0..i {
            cell[i * side + j] = cell[j * side + i];
        }
    }
    for block in &basis.blocks {
        let range = block.start..block.start + block.width();
        let pairs: Vec<(usize, usize)> = match &block.kind {
            BlockKind::Curve { .. } => range.skip(1).rev().map(|column| (column - 1, column)).collect(),
            BlockKind::Levels { .. } => {
                let to = block.reference();
                range.filter(|column| *column != to).map(|column| (to, column)).collect()
            }
        };
        for (to, from) in pairs {
            for other in 0..side {
                cell[to * side + other] += cell[from * side + other];
            }
            for other in 0..side {
                cell[other * side + to] += cell[other * side + from];
            }
        }
        for piece in &block.lines {
            for (step, share) in &piece.steps {
                for other in 0..side {
                    cell[piece.column * side + other] += share * cell[step * side + other];
                }
            }
            for (step, share) in &piece.steps {
                for other in 0..side {
                    cell[other * side + piece.column] += share * cell[other * side + step];
                }
            }
        }
    }
}

impl Quadratic {
    fn zero(p: usize) -> Self {
        Self { gram: vec![0.0; p * p], cross: vec![0.0; p], square: 0.0, weight: 0.0 }
    }

    /// The sum of these problems, each of `p` columns.
    pub(super) fn sum<'q>(problems: impl Iterator<Item = &'q Self>, p: usize) -> Self {
        let mut sum = Self::zero(p);
        for problem in problems {
            let pairs = sum.gram.iter_mut().zip(&problem.gram).chain(sum.cross.iter_mut().zip(&problem.cross));
            for (sum, value) in pairs {
                *sum += value;
            }
            sum.square += problem.square;
            sum.weight += problem.weight;
        }
        sum
    }

    /// The mean squared error of coefficients on these rows.
    pub(super) fn error(&self, b: &[f64]) -> f64 {
        let p = b.len();
        let quadratic: f64 =
            (0..p).map(|i| b[i] * (super::penalised::dot(&self.gram[i * p..][..p], b) - 2.0 * self.cross[i])).sum();
        (self.square + quadratic) / self.weight
    }
}

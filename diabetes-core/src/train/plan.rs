//! The form of an additive fit: its columns, their penalties, and the conversion back to points.

#![allow(clippy::indexing_slicing, reason = "every index comes from the basis that the plan was made for")]

use super::basis::{Basis, Block, BlockKind, Encoded};
use super::penalised::{Cholesky, minimise};
use super::solve::Factor;
use super::sums::{FitColumn, Quadratic, SEXES, Sums};
use crate::outcomes::FOLDS;
use crate::schema::Field;
use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

/// The penalty for a curve that does not bend, except for jumps across gaps.
pub(super) const STRAIGHT: f64 = f64::INFINITY;

/// The smoothness of each block's curve, and whether each sex has its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub(super) penalties: Vec<f64>,
    pub(super) by_sex: Vec<bool>,
}

impl Form {
    /// Straight lines, shared by both sexes.
    pub(super) fn straight(blocks: usize) -> Self {
        Self { penalties: vec![STRAIGHT; blocks], by_sex: vec![false; blocks] }
    }
}

/// The columns of a form.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) columns: Vec<FitColumn>,
    /// The required sign of each coefficient; 0 for any.
    signs: Vec<i8>,
    /// Entries of the penalty, per unit of weight: row, column, value.
    penalty: Vec<(usize, usize, f64)>,
}

/// The common part of all plans: the columns, their means and the directions.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) basis: Basis,
    /// Sums of the training rows with their own weights.
    pub(super) sums: Sums,
    /// For each block 1 if its curve must not fall, −1 if it must not rise, 0 for any.
    pub(super) directions: Vec<i8>,
}

impl Ground {
    /// The columns of a form. `ridge` is the penalty of a squared coefficient per mean square of its column.
    pub(super) fn plan(&self, form: &Form, ridge: f64) -> Plan {
        let ones = FitColumn { raw: self.basis.ones, known: self.basis.ones, mean: 0.0, sex: None };
        let mut plan = Plan { columns: vec![ones], signs: vec![0], penalty: Vec::new() };
        for (number, block) in self.basis.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Levels { shares, reference } => {
                    let levels = (0..shares.len()).filter(|level| level != reference && shares[*level] > 0.0);
                    for level in levels {
                        self.push(&mut plan, block.start + level, block.reference(), None, 0);
                    }
                }
                BlockKind::Curve { knots, jumps, unit } => {
                    let sexes = if form.by_sex[number] { vec![Some(0), Some(1)] } else { vec![None] };
                    for sex in sexes {
                        let mut push = |raw| self.push(&mut plan, raw, block.reference(), sex, self.directions[number]);
                        if form.penalties[number] == STRAIGHT {
                            block.lines.iter().for_each(|piece| push(piece.column));
                            let steps = (1..knots.len()).zip(jumps);
                            steps.filter(|(_, jump)| **jump).for_each(|(step, _)| push(block.start + step));
                            continue;
                        }
                        (1..knots.len()).for_each(|step| push(block.start + step));
                        let first = plan.columns.len() - jumps.len();
                        let lengths: Vec<f64> = knots.windows(2).map(|pair| (pair[1] - pair[0]) / unit).collect();
                        for bend in 1..lengths.len() {
                            if !jumps[bend - 1] && !jumps[bend] {
                                plan.add_bend(first + bend, [lengths[bend - 1], lengths[bend]], form.penalties[number]);
                            }
                        }
                    }
                }
            }
        }
        let columns = plan.columns.iter().enumerate().skip(1);
        plan.penalty.extend(columns.map(|(i, column)| (i, i, ridge * self.sums.mean_square(column))));
        plan
    }

    /// The fields whose columns are all combinations of earlier columns.
    pub(super) fn aliased(&self) -> Vec<Field> {
        let plan = self.plan(&Form::straight(self.basis.blocks.len()), 0.0);
        let p = plan.columns.len();
        let gram = self.sums.problem_of(&plan.columns, 0..FOLDS as usize).gram;
        let Ok(gram) = ArrayView2::from_shape((p, p), &gram) else { return Vec::new() };
        let aliased = Factor::new(gram, |_| false).aliased;
        let is_aliased = |block: &&Block| {
            let own = plan.columns.iter().enumerate().filter(|(_, column)| column.known == block.reference());
            own.clone().count() > 0 && own.into_iter().all(|(i, _)| aliased.contains(&i))
        };
        self.basis.blocks.iter().filter(is_aliased).map(|block| block.field).collect()
    }

    fn push(&self, plan: &mut Plan, raw: usize, known: usize, sex: Option<usize>, sign: i8) {
        plan.columns.push(FitColumn { raw, known, mean: self.sums.mean(raw, known, sex), sex });
        plan.signs.push(sign);
    }

    /// The points at every knot and level from coefficients, and the score of the average person of the training rows.
    pub(super) fn table(&self, plan: &Plan, b: &[f64]) -> CurvePoints {
        let points = [0, 1].map(|sex| {
            let mut points = vec![0.0; self.basis.ones];
            let mut centers = vec![0.0; self.basis.ones];
            let own =
                plan.columns.iter().zip(b).skip(1).filter(|(column, _)| column.sex.is_none_or(|only| only == sex));
            for (column, b) in own {
                points[column.raw] += b;
                centers[column.known] += b * column.mean;
            }
            for block in &self.basis.blocks {
                for piece in &block.lines {
                    for (step, share) in &piece.steps {
                        points[*step] += share * points[piece.column];
                    }
                }
                let mean = centers[block.reference()];
                let own = &mut points[block.start..][..block.width()];
                match &block.kind {
                    BlockKind::Curve { .. } => {
                        let mut sum = -mean;
                        for point in own {
                            sum += *point;
                            *point = sum;
                        }
                    }
                    BlockKind::Levels { shares, .. } => {
                        // A level that no one has counts as the average.
                        for (point, share) in own.iter_mut().zip(shares) {
                            *point = if *share > 0.0 { *point - mean } else { 0.0 };
                        }
                    }
                }
            }
            points
        });
        CurvePoints { intercept: b.first().copied().unwrap_or_default(), points }
    }
}

impl Plan {
    /// Penalises the change of slope between two steps of these lengths.
    fn add_bend(&mut self, second: usize, [before, after]: [f64; 2], penalty: f64) {
        let weight = penalty / f64::midpoint(before, after);
        let (i, j, a, b) = (second - 1, second, -1.0 / before, 1.0 / after);
        self.penalty.extend([
            (i, i, weight * a * a),
            (i, j, weight * a * b),
            (j, i, weight * a * b),
            (j, j, weight * b * b),
        ]);
    }

    /// The quadratic form with its penalty, for rows of this weight.
    fn penalised(&self, problem: &Quadratic, weight: f64) -> Vec<f64> {
        let p = self.columns.len();
        let mut h = problem.gram.clone();
        for (i, j, value) in &self.penalty {
            h[i * p + j] += weight * value;
        }
        h
    }

    /// The optimal coefficients for rows of this weight; `pinned` as in [`minimise`].
    pub(super) fn solve(&self, problem: &Quadratic, weight: f64, pinned: &mut [bool]) -> Option<Vec<f64>> {
        minimise(&self.penalised(problem, weight), &problem.cross, &self.signs, pinned)
    }

    /// Penalty of the coefficients, for rows of this weight.
    pub(super) fn penalty(&self, b: &[f64], weight: f64) -> f64 {
        weight * self.penalty.iter().map(|(i, j, value)| value * b[*i] * b[*j]).sum::<f64>()
    }

    /// The effective number of coefficients, each reduced according to its penalty, without the intercept.
    pub(super) fn effective(&self, problem: &Quadratic, weight: f64, pinned: &[bool]) -> f64 {
        let p = self.columns.len();
        let free: Vec<usize> = (0..p).filter(|i| !pinned[*i]).collect();
        let Some(factor) = Cholesky::of(&self.penalised(problem, weight), p, &free) else { return free.len() as f64 };
        let share = |(position, i): (usize, &usize)| {
            let column: Vec<f64> = free.iter().map(|j| problem.gram[i * p + j]).collect();
            factor.solve(&column)[position]
        };
        free.iter().enumerate().map(share).sum::<f64>() - 1.0
    }
}

/// The points at every knot and level for each sex, and the score of the average person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct CurvePoints {
    pub(super) intercept: f64,
    pub(super) points: [Vec<f64>; SEXES],
}

impl CurvePoints {
    /// The largest difference between any points.
    pub(super) fn distance(&self, other: &Self) -> f64 {
        let points = self.points.iter().flatten().zip(other.points.iter().flatten());
        points.map(|(a, b)| (a - b).abs()).fold((self.intercept - other.intercept).abs(), f64::max)
    }

    pub(super) fn score(&self, encoded: &Encoded, row: usize) -> f64 {
        let points = &self.points[usize::from(encoded.sexes[row])];
        encoded.entries(row).fold(self.intercept, |score, (column, share)| score + share * points[column])
    }
}

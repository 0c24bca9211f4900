//! Chooses the smoothness of each curve by cross-validation on sums; more complexity must gain more than its standard
//! error.

#![allow(clippy::indexing_slicing, reason = "every index comes from the basis and the folds")]

use super::basis::BlockKind;
use super::lanes;
use super::plan::{Form, Ground, STRAIGHT};
use super::sums::{Quadratic, Sums};
use crate::outcomes::FOLDS;

const COUNT: usize = FOLDS as usize;
/// The penalties to try, smoothest first.
const PENALTIES: [f64; 8] = [STRAIGHT, 1e1, 1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5];
/// The most rounds over all curves.
const ROUNDS: usize = 2;
/// The minimum proportion of rows of each sex for separate curves.
const MIN_SEX: f64 = 0.1;

/// Chooses the form, starting from `form`. `weights` are the weights of each fold's rows.
pub(super) fn choose(ground: &Ground, sums: &Sums, weights: &[f64; COUNT], ridge: f64, mut form: Form) -> Form {
    let curves: Vec<usize> = ground
        .basis
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(&block.kind, BlockKind::Curve { knots, .. } if knots.len() > 2))
        .map(|(number, _)| number)
        .collect();
    let judge = |form: &Form| errors(ground, sums, weights, ridge, form);
    for _ in 0..ROUNDS {
        let before = form.clone();
        for curve in &curves {
            let with = |penalty: &f64| {
                let mut form = form.clone();
                form.penalties[*curve] = *penalty;
                form
            };
            let tried = lanes::each(PENALTIES.len(), |number| judge(&with(&PENALTIES[number])));
            let sum = |errors: &[f64; COUNT]| errors.iter().sum::<f64>();
            let Some(best) = tried.iter().min_by(|a, b| sum(a).total_cmp(&sum(b))) else { continue };
            // The smoothest that is not worse by more than the standard error.
            let chosen = tried.iter().position(|errors| !gains(best, errors));
            form.penalties[*curve] = PENALTIES[chosen.unwrap_or_default()];
        }
        if form == before {
            break;
        }
    }
    let total = sums.weight(None);
    if (0..2).all(|sex| sums.weight(Some(sex)) >= MIN_SEX * total) {
        let mut current = judge(&form);
        for curve in curves {
            if form.by_sex[curve] {
                continue;
            }
            let mut with = form.clone();
            with.by_sex[curve] = true;
            let errors = judge(&with);
            if gains(&errors, &current) {
                (form, current) = (with, errors);
            }
        }
    }
    form
}

/// Whether the first errors are lower than the second by more than the standard error of the difference.
fn gains(low: &[f64; COUNT], high: &[f64; COUNT]) -> bool {
    let differences: Vec<f64> = low.iter().zip(high).map(|(low, high)| high - low).collect();
    let mean = differences.iter().sum::<f64>() / COUNT as f64;
    let square: f64 = differences.iter().map(|difference| (difference - mean) * (difference - mean)).sum();
    mean > (square / (COUNT * (COUNT - 1)) as f64).sqrt()
}

/// The mean squared error on each fold of the fit on the others.
fn errors(ground: &Ground, sums: &Sums, weights: &[f64; COUNT], ridge: f64, form: &Form) -> [f64; COUNT] {
    let plan = ground.plan(form, ridge);
    let own: Vec<Quadratic> = (0..COUNT).map(|fold| sums.problem_of(&plan.columns, fold..=fold)).collect();
    let total: f64 = weights.iter().sum();
    let mut pinned = vec![false; plan.columns.len()];
    let mut errors = [f64::INFINITY; COUNT];
    for (fold, error) in errors.iter_mut().enumerate() {
        let others = own.iter().enumerate().filter(|(other, _)| *other != fold).map(|(_, own)| own);
        let others = Quadratic::sum(others, plan.columns.len());
        if let Some(b) = plan.solve(&others, total - weights[fold], &mut pinned) {
            *error = own[fold].error(&b);
        }
    }
    errors
}

//! Detects from their joint distribution whether records come from people or from the generator.
//!
//! The generator's distribution is known, so each value of a record can be converted to its quantile under it, given
//! the record's glucose and the values before it (Rosenblatt, 1952). If the records follow that distribution, these
//! quantiles are uniform from 0 to 1 and independent of each other. Two figures are computed:
//!
//! - the mean over the fields of the largest distance of the quantiles from uniform (Kolmogorov and Smirnov). The
//!   proportions of the categories are estimated from the data, so records selected by outcome are detected too;
//! - the largest correlation between the quantiles of two fields, or of one field and the sex. In people waist
//!   correlates with body mass index, diastolic with systolic pressure, height with sex.
//!
//! A rounded value represents all values that round to it: its quantile is drawn from theirs, by a hash.
//!
//! The test covers all rows, the rows with a high glucose (few among people, so that generated ones show in a mixture),
//! and runs of consecutive rows (so that an appended file shows).
//!
//! Measured (`rates_of_error` in the tests), each draw with age and glucose alone and with four more sets of fields: of
//! 14,400 generated draws of 100 to 1,000 rows, whole, rounded to integers or truncated, one was missed, of 100 rows
//! with age and glucose alone; of 3,360 draws of 100 to 1,000 people of a survey, by sex, age, weight, illness, cycle
//! or glucose, none was classified as generated, nor was any complete group. Generated rows are detected from 1,000 on
//! if appended to people, and from about three quarters of the total if shuffled among them.

pub(crate) mod law;

use crate::schema::Field;
use crate::splitmix::mix;
use crate::values::Values;
use law::{BELLS, CATEGORIES, Shares, glucose_shares_to};

/// Fewer rows are not enough evidence.
const MIN_ROWS: usize = 100;
/// The most rows tested at once, spread over all.
const MAX_ROWS: usize = 10_000;
/// The rows in a run and the most runs, spread over all.
const RUN: usize = 500;
const MAX_RUNS: usize = 64;
/// The largest mean distance from uniform that fits the distribution, and the allowance for chance, over √rows.
const MAX_DISTANCE: f64 = 0.05;
const CHANCE_DISTANCE: f64 = 0.9;
/// The largest correlation that counts as none, and the allowance for chance, over √rows.
const MAX_CORRELATION: f64 = 0.2;
const CHANCE_CORRELATION: f64 = 3.0;
/// The glucose from which a row is high, mg/dL.
const FIRST_HIGH: f64 = 127.0;
/// Iterations to estimate the proportions of the categories.
const STEPS: usize = 20;
/// An unrounded value represents those this near to it, in its unit.
const REACH: f64 = 1e-5;
/// Units that values may be rounded to.
const UNITS: [f64; 3] = [1.0, 0.1, 0.01];
/// Keeps the proportions finite for a value that is impossible in every category.
const LEAST: f64 = 1e-12;

/// Whether the records, or a subset of them, were generated. They must be in their original order.
pub(crate) fn are_generated<'v>(records: impl Iterator<Item = &'v Values>) -> bool {
    let records: Vec<&Values> = records.collect();
    let is_high = |values: &&&Values| values.get(Field::OutcomeMgDl) >= FIRST_HIGH;
    let high: Vec<&Values> = records.iter().filter(is_high).copied().collect();
    let runs: Vec<&[&Values]> = records.chunks_exact(RUN).collect();
    follow_the_law(&spread(&records, MAX_ROWS))
        || follow_the_law(&spread(&high, MAX_ROWS))
        || spread(&runs, MAX_RUNS).into_iter().any(follow_the_law)
}

/// Whether the records were generated: true if detected, false if a source is stated, else unknown.
pub(crate) fn synthetic<'v>(records: impl Iterator<Item = &'v Values>, source: &str) -> Option<bool> {
    if are_generated(records) { Some(true) } else { (!source.trim().is_empty()).then_some(false) }
}

/// Combines what is known of two sets of records.
pub(crate) fn of_both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// At most this many items, evenly spread.
fn spread<T: Copy>(items: &[T], most: usize) -> Vec<T> {
    items.iter().step_by(items.len().div_ceil(most).max(1)).copied().collect()
}

fn follow_the_law(records: &[&Values]) -> bool {
    let glucose = Numbers::of(records, Field::OutcomeMgDl).map(|numbers| numbers.masses(glucose_shares_to));
    let mut shares = vec![fitted_shares(glucose.as_deref()); records.len()];
    let bells =
        BELLS.iter().filter_map(|bell| Some(Numbers::of(records, bell.field)?.masses(|value| bell.shares_to(value))));
    let fields = (0_u64..).zip(glucose.into_iter().chain(bells));
    let mut places: Vec<Vec<f64>> = fields.map(|(number, masses)| places(&masses, number, &mut shares)).collect();
    let distances: Vec<f64> = places.iter().map(|places| excess_distance(places)).collect();
    if distances.len() < 2 || mean(&distances) > MAX_DISTANCE {
        return false;
    }
    places.push(records.iter().map(|values| values.get(Field::Sex)).collect());
    let later = |first: usize| places.iter().skip(first + 1);
    !places.iter().enumerate().any(|(first, one)| later(first).any(|other| are_related(one, other)))
}

/// The maximum-likelihood proportions of the categories among the records, given their glucose.
fn fitted_shares(glucose: Option<&[Option<Mass>]>) -> Shares {
    let mut shares = CATEGORIES.map(|category| category.share);
    let Some(masses) = glucose else { return shares };
    for _ in 0..STEPS {
        let mut sum = [0.0; CATEGORIES.len()];
        for mass in masses.iter().flatten() {
            sum.iter_mut().zip(mass.updated(shares)).for_each(|(sum, own)| *sum += own);
        }
        let total: f64 = sum.iter().sum();
        shares = sum.map(|sum| sum / total);
    }
    shares
}

/// The values of a field, and the unit they are rounded to.
struct Numbers {
    values: Vec<f64>,
    unit: f64,
}

impl Numbers {
    /// `None` if too few rows have a value.
    fn of(records: &[&Values], field: Field) -> Option<Self> {
        let values: Vec<f64> = records.iter().map(|values| values.get(field)).collect();
        let known = || values.iter().copied().filter(|value| !value.is_nan());
        if known().count() < MIN_ROWS {
            return None;
        }
        let is_whole = |value: f64| (value - value.round()).abs() < REACH;
        let unit = UNITS.into_iter().find(|unit| known().all(|value| is_whole(value / unit))).unwrap_or(REACH);
        Some(Self { values, unit })
    }

    /// The mass of each value, where `shares_to` is the distribution function in each category.
    fn masses(&self, shares_to: impl Fn(f64) -> Shares) -> Vec<Option<Mass>> {
        let mass =
            |value: f64| Mass { below: shares_to(value - self.unit / 2.0), to: shares_to(value + self.unit / 2.0) };
        self.values.iter().map(|value| (!value.is_nan()).then(|| mass(*value))).collect()
    }
}

/// The distribution function in each category just below a value and up to it.
#[derive(Clone, Copy)]
struct Mass {
    below: Shares,
    to: Shares,
}

impl Mass {
    /// The probabilities of the categories, given this value too.
    fn updated(&self, mut shares: Shares) -> Shares {
        for (share, (below, to)) in shares.iter_mut().zip(self.below.iter().zip(self.to)) {
            *share *= (to - below).max(LEAST);
        }
        let total: f64 = shares.iter().sum();
        shares.map(|share| share / total)
    }
}

/// The quantile of each value of a field in its record's conditional distribution; updates the category probabilities.
fn places(masses: &[Option<Mass>], field: u64, shares: &mut [Shares]) -> Vec<f64> {
    let rows = masses.iter().zip(shares).enumerate();
    let place = |(row, (mass, shares)): (usize, (&Option<Mass>, &mut Shares))| {
        let Some(mass) = mass else { return f64::NAN };
        let [below, to] =
            [mass.below, mass.to].map(|of| of.iter().zip(*shares).map(|(of, share)| of * share).sum::<f64>());
        *shares = mass.updated(*shares);
        // 53 bits make a fraction.
        below + (to - below) * (mix(mix(field) ^ row as u64) >> 11) as f64 / (1_u64 << 53) as f64
    };
    rows.map(place).collect()
}

/// How much farther quantiles are from a uniform distribution than chance explains.
fn excess_distance(places: &[f64]) -> f64 {
    let mut known: Vec<f64> = places.iter().copied().filter(|place| !place.is_nan()).collect();
    known.sort_unstable_by(f64::total_cmp);
    let rows = known.len() as f64;
    let of_rank = |(rank, place): (usize, &f64)| (place - rank as f64 / rows).max((rank + 1) as f64 / rows - place);
    known.iter().enumerate().map(of_rank).fold(0.0, f64::max) - CHANCE_DISTANCE / rows.sqrt()
}

/// Whether two fields are correlated beyond chance.
fn are_related(one: &[f64], other: &[f64]) -> bool {
    let pairs = one.iter().zip(other).filter(|(one, other)| !one.is_nan() && !other.is_nan());
    let (one, other): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let moment = |a: &[f64], b: &[f64]| {
        let (mean_a, mean_b) = (mean(a), mean(b));
        a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>()
    };
    let correlation = moment(&one, &other) / (moment(&one, &one) * moment(&other, &other)).sqrt();
    one.len() >= MIN_ROWS && correlation.abs() > MAX_CORRELATION + CHANCE_CORRELATION / (one.len() as f64).sqrt()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[cfg(feature = "train")]
#[cfg(test)]
mod tests;

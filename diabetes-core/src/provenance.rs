//! Whether records come from people or from the generator, told by their joint distribution.
//!
//! The generator's law is known, so each number of a record can be turned into its place in the distribution that the
//! law gives it, knowing the record's glucose and the numbers before it (Rosenblatt, 1952). If the records follow the
//! law, places are spread evenly from 0 to 1 and say nothing about each other. Two figures are looked at:
//!
//! - the mean over the numbers of the greatest distance of places from an even spread (Kolmogorov and Smirnov). The
//!   categories' shares are found from the data, so that records selected by their outcome are known too;
//! - the largest correlation between the places of two numbers, or of one with the sex. In people waist goes with
//!   body mass index, diastolic with systolic pressure, height with sex.
//!
//! A rounded value stands for all that round to it: its place is drawn from theirs, by a hash.
//!
//! Looked at are the whole, the rows with a high glucose (among people those are few, so that generated ones show in a
//! mixture), and runs of rows in their order (so that an appended file shows).
//!
//! Measured (`rates_of_error` in the tests), each draw with age and glucose alone and with four more sets of fields: of
//! 14,400 generated draws of 100 to 1,000 rows, whole, rounded to integers or cut to them, one was missed, of 100 rows with
//! age and glucose alone; of 3,360 draws of 100 to 1,000 people of a survey, by sex, age, weight, illness, cycle or glucose,
//! none was taken for generated, and no group as a whole. Generated rows that are appended to people are known from 1,000
//! on, shuffled among them from about three quarters of all on.

pub(crate) mod law;

use crate::schema::Field;
use crate::splitmix::mix;
use crate::values::Values;
use law::{BELLS, CATEGORIES, Shares, glucose_shares_to};

/// Fewer rows say too little.
const MIN_ROWS: usize = 100;
/// Rows looked at in one go at most, spread over all.
const MAX_ROWS: usize = 10_000;
/// Rows in a run, and runs at most, spread over all.
const RUN: usize = 500;
const MAX_RUNS: usize = 64;
/// The largest mean distance from an even spread that is no other law, and what chance adds, over √rows.
const MAX_DISTANCE: f64 = 0.05;
const CHANCE_DISTANCE: f64 = 0.9;
/// The largest correlation that is none, and what chance adds, over √rows.
const MAX_CORRELATION: f64 = 0.2;
const CHANCE_CORRELATION: f64 = 3.0;
/// From this glucose on a row is high, mg/dL.
const FIRST_HIGH: f64 = 127.0;
/// Times that the shares of the categories are improved.
const STEPS: usize = 20;
/// A value stands for those this near to it, in its unit, where it was not rounded.
const REACH: f64 = 1e-5;
/// Units that values are rounded to.
const UNITS: [f64; 3] = [1.0, 0.1, 0.01];
/// Keeps the shares finite for a value that no category gives.
const LEAST: f64 = 1e-12;

/// Whether the records, or some of them together, were generated. They stand in the order in which they came.
pub(crate) fn are_generated<'v>(records: impl Iterator<Item = &'v Values>) -> bool {
    let records: Vec<&Values> = records.collect();
    let is_high = |values: &&&Values| values.get(Field::OutcomeMgDl) >= FIRST_HIGH;
    let high: Vec<&Values> = records.iter().filter(is_high).copied().collect();
    let runs: Vec<&[&Values]> = records.chunks_exact(RUN).collect();
    follow_the_law(&spread(&records, MAX_ROWS))
        || follow_the_law(&spread(&high, MAX_ROWS))
        || spread(&runs, MAX_RUNS).into_iter().any(follow_the_law)
}

/// What is known of the records: true when they were generated, false when a source is stated, else nothing.
pub(crate) fn synthetic<'v>(records: impl Iterator<Item = &'v Values>, source: &str) -> Option<bool> {
    if are_generated(records) { Some(true) } else { (!source.trim().is_empty()).then_some(false) }
}

/// What is known of a model that learned from two sets of records.
pub(crate) fn of_both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// At most so many items, evenly spread.
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

/// The shares of the categories among the records: of the greatest likelihood, given their glucose.
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

/// The values of a field, and the unit that they are rounded to.
struct Numbers {
    values: Vec<f64>,
    unit: f64,
}

impl Numbers {
    /// `None` where too few rows have a value.
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

    /// What the law says of each value, where `shares_to` is the distribution in each category.
    fn masses(&self, shares_to: impl Fn(f64) -> Shares) -> Vec<Option<Mass>> {
        let mass =
            |value: f64| Mass { below: shares_to(value - self.unit / 2.0), to: shares_to(value + self.unit / 2.0) };
        self.values.iter().map(|value| (!value.is_nan()).then(|| mass(*value))).collect()
    }
}

/// The distribution in each category just below a value and up to it.
#[derive(Clone, Copy)]
struct Mass {
    below: Shares,
    to: Shares,
}

impl Mass {
    /// The probabilities of the categories, given the value too.
    fn updated(&self, mut shares: Shares) -> Shares {
        for (share, (below, to)) in shares.iter_mut().zip(self.below.iter().zip(self.to)) {
            *share *= (to - below).max(LEAST);
        }
        let total: f64 = shares.iter().sum();
        shares.map(|share| share / total)
    }
}

/// The place of each value of a field among all that its record could have, from 0 to 1; the shares are updated by it.
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

/// How much farther places are from an even spread than chance makes them.
fn excess_distance(places: &[f64]) -> f64 {
    let mut known: Vec<f64> = places.iter().copied().filter(|place| !place.is_nan()).collect();
    known.sort_unstable_by(f64::total_cmp);
    let rows = known.len() as f64;
    let of_rank = |(rank, place): (usize, &f64)| (place - rank as f64 / rows).max((rank + 1) as f64 / rows - place);
    known.iter().enumerate().map(of_rank).fold(0.0, f64::max) - CHANCE_DISTANCE / rows.sqrt()
}

/// Whether two numbers of the same records are correlated beyond chance.
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

//! Keys shared by numbers with the same rounded values, and a cache of results by key.

use crate::WHOLE;

/// The key of rows without a phrase.
pub const NO_KEY: u64 = u64::MAX;
/// Means that there is no result for a key.
pub const UNKNOWN: u32 = u32::MAX;

const BITS: u32 = 14;

/// Keys of pairs of proportions below `most`: equal keys mean equal pairs when rounded to hundredths.
pub fn keys_of_shares(ones: &[f64], others: &[f64], most: f64, keys: &mut [u64]) {
    // Steps of half the last digit, so that the rounding boundary is the end of a step.
    let steps = |share: f64| u64::from((share * 100.0 * 2.0) as u32);
    for (key, (one, other)) in keys.iter_mut().zip(ones.iter().zip(others)) {
        let is_usual = (0.0..most).contains(one) && (0.0..most).contains(other);
        *key = if is_usual { steps(*one) << BITS | steps(*other) } else { NO_KEY };
    }
}

/// Keys of numbers with ranges, all from 0 to below 8192: equal keys mean equal numbers when rounded to the nearest or
/// down, and equal range ends when rounded half to even.
pub fn keys_of_ranges(numbers: &[f64], lows: &[f64], highs: &[f64], keys: &mut [u64]) {
    let is_usual = |number: f64| (0.0..8192.0).contains(&number);
    let whole = |number: f64| u64::from((number + WHOLE).to_bits() as u32);
    for ((key, number), (low, high)) in keys.iter_mut().zip(numbers).zip(lows.iter().zip(highs)) {
        *key = if is_usual(*number) && is_usual(*low) && is_usual(*high) {
            u64::from((*number * 2.0) as u32) << (2 * BITS) | whole(*low) << BITS | whole(*high)
        } else {
            NO_KEY
        };
    }
}

/// A cache of the results for recent keys.
#[derive(Debug)]
pub struct Met(Vec<(u64, u32)>);

/// The number of slots, as a power of two.
const PLACE_BITS: u32 = 12;

impl Default for Met {
    fn default() -> Self {
        Self(vec![(NO_KEY, UNKNOWN); 1 << PLACE_BITS])
    }
}

impl Met {
    /// The result for each key, or [`UNKNOWN`].
    pub fn find(&self, keys: &[u64], found: &mut [u32]) {
        for (found, key) in found.iter_mut().zip(keys) {
            *found = self.0.get(place(*key)).filter(|(met, _)| met == key).map_or(UNKNOWN, |(_, made)| *made);
        }
    }

    /// Stores the result for a key.
    pub fn put(&mut self, key: u64, made: u32) {
        if let Some(slot) = self.0.get_mut(place(key)).filter(|_| key != NO_KEY) {
            *slot = (key, made);
        }
    }
}

#[inline(always)]
fn place(key: u64) -> usize {
    // Fibonacci hashing.
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PLACE_BITS)) as usize
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

    use super::*;

    #[test]
    fn numbers_of_one_key_are_rounded_alike() {
        let around = |at: f64| [at.next_down(), at, at.next_up()];
        let numbers: Vec<f64> = (1..400).flat_map(|half| around(f64::from(half) / 2.0)).collect();
        let shares: Vec<f64> = (1..190).flat_map(|half| around(f64::from(half) / 200.0)).collect();
        let mut keys = vec![0; numbers.len()];
        keys_of_ranges(&numbers, &numbers, &numbers, &mut keys);
        for at in 1..numbers.len() {
            let [before, number] = [numbers[at - 1], numbers[at]];
            let alike = |of: fn(f64) -> f64| of(before) == of(number);
            if keys[at - 1] == keys[at] {
                assert!(alike(f64::round) && alike(f64::floor) && alike(f64::round_ties_even), "{before} and {number}");
            }
        }
        let mut keys = vec![0; shares.len()];
        keys_of_shares(&shares, &shares, 0.99, &mut keys);
        for at in 1..shares.len() {
            let [before, share] = [shares[at - 1], shares[at]].map(|share| (share * 100.0).round());
            assert!(keys[at - 1] != keys[at] || before == share, "{before} and {share}");
        }
        let mut keys = [0; 3];
        keys_of_shares(&[0.1, f64::NAN, 0.1], &[0.99, 0.1, -0.1], 0.99, &mut keys);
        assert_eq!(keys, [NO_KEY; 3]);
        keys_of_ranges(&[1.0, f64::NAN, 1.0], &[-1.0, 1.0, 1.0], &[2.0, 2.0, 9e3], &mut keys);
        assert_eq!(keys, [NO_KEY; 3]);
    }

    #[test]
    fn what_was_made_is_found() {
        let (mut met, mut found) = (Met::default(), [0; 3]);
        met.put(7, 70);
        met.put(NO_KEY, 1);
        met.find(&[7, 8, NO_KEY], &mut found);
        assert_eq!(found, [70, UNKNOWN, UNKNOWN]);
    }
}

//! The rows kept in memory: all of them, or as many drawn by a hash of their position.
//!
//! Distributions, knots, quantiles, calibration, intervals, cut-offs and figures are computed from these rows, coefficients
//! from all. A proportion of the drawn rows differs from that of all by less than 0.004 but once in 300,000 times
//! (Dvoretzky, Kiefer and Wolfowitz, 1956; Massart, 1990: √(ln(2 / p) / 2n)).

use super::split::Use;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::splitmix::mix;
use serde::{Deserialize, Serialize};
use std::collections::BinaryHeap;

/// The most rows kept in memory. With up to as many, training uses them all for everything.
pub(super) const SAMPLE: usize = 1 << 19;

/// A row that is kept, with its position among the usable rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) position: u64,
    pub(super) row: TrainingRow,
    pub(super) part: Use,
}

fn hash(seed: u64, position: u64) -> u64 {
    mix(mix(seed) ^ position)
}

/// The rows that are kept of many on several machines: those whose hash is not above the cut.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Cut {
    seed: u64,
    largest: u64,
}

impl Cut {
    /// The cut that `most` of these rows are not above; all are if they are not more.
    pub(super) fn of(rows: u64, most: usize, seed: u64) -> Self {
        let mut kept: BinaryHeap<u64> = (0..rows.min(most as u64)).map(|position| hash(seed, position)).collect();
        for position in most as u64..rows {
            let own = hash(seed, position);
            if let Some(mut largest) = kept.peek_mut().filter(|largest| own < **largest) {
                *largest = own;
            }
        }
        Self { seed, largest: kept.peek().copied().unwrap_or_default() }
    }

    pub(super) fn keeps(self, position: u64) -> bool {
        hash(self.seed, position) <= self.largest
    }
}

/// The kept rows: those whose positions have the smallest hashes.
#[derive(Debug, Default)]
pub(super) struct Sample {
    rows: Vec<Kept>,
    /// Hashes and places in `rows`, the largest hash first; empty while every row is kept.
    largest: BinaryHeap<(u64, usize)>,
}

impl Sample {
    pub(super) fn is_full(&self, most: usize) -> bool {
        self.rows.len() >= most
    }

    /// The rows, which are in order while every one is kept.
    pub(super) fn rows(&self) -> &[Kept] {
        &self.rows
    }

    /// Keeps a row as well.
    pub(super) fn push(&mut self, kept: &Kept) {
        self.rows.push(*kept);
    }

    /// Keeps a row in place of the one with the largest hash, if its own is smaller.
    pub(super) fn draw(&mut self, kept: &Kept, seed: u64) {
        if self.largest.is_empty() {
            let hashes = self.rows.iter().enumerate().map(|(place, kept)| (hash(seed, kept.position), place));
            self.largest = hashes.collect();
        }
        let own = hash(seed, kept.position);
        let Some(mut largest) = self.largest.peek_mut().filter(|largest| own < largest.0) else { return };
        if let Some(slot) = self.rows.get_mut(largest.1) {
            *slot = *kept;
            largest.0 = own;
        }
    }

    /// The rows in their order.
    pub(super) fn into_rows(self) -> Vec<Kept> {
        let mut rows = self.rows;
        rows.sort_unstable_by_key(|kept| kept.position);
        rows
    }
}

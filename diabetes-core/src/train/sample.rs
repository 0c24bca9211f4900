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

/// What is known of a row besides.
#[derive(Clone, Copy, Debug)]
struct Mark {
    position: u64,
    part: Use,
}

/// The kept rows: those whose positions have the smallest hashes.
#[derive(Debug, Default)]
pub(super) struct Sample {
    rows: Vec<TrainingRow>,
    marks: Vec<Mark>,
    /// Hashes and places in `rows`, the largest hash first; empty while every row is kept.
    largest: BinaryHeap<(u64, usize)>,
}

impl Sample {
    pub(super) fn is_full(&self, most: usize) -> bool {
        self.rows.len() >= most
    }

    /// The rows, which are in order while every one is kept.
    pub(super) fn rows(&self) -> impl Iterator<Item = Kept> {
        self.rows.iter().zip(&self.marks).map(|(row, Mark { position, part })| Kept {
            position: *position,
            row: *row,
            part: *part,
        })
    }

    /// Keeps a row as well.
    pub(super) fn push(&mut self, kept: &Kept) {
        self.rows.push(kept.row);
        self.marks.push(Mark { position: kept.position, part: kept.part });
    }

    /// Keeps a row in place of the one with the largest hash, if its own is smaller.
    pub(super) fn draw(&mut self, kept: &Kept, seed: u64) {
        if self.largest.is_empty() {
            let hashes = self.marks.iter().enumerate().map(|(place, mark)| (hash(seed, mark.position), place));
            self.largest = hashes.collect();
        }
        let own = hash(seed, kept.position);
        let Some(mut largest) = self.largest.peek_mut().filter(|largest| own < largest.0) else { return };
        let place = largest.1;
        if let Some((row, mark)) = self.rows.get_mut(place).zip(self.marks.get_mut(place)) {
            (*row, *mark) = (kept.row, Mark { position: kept.position, part: kept.part });
            largest.0 = own;
        }
    }

    /// The rows in their order, with their parts. They are exchanged in place, because a second copy would be as large
    /// as everything else that is kept.
    pub(super) fn into_rows(self) -> (Vec<Use>, Vec<TrainingRow>) {
        let Self { mut rows, mut marks, .. } = self;
        if !marks.is_sorted_by_key(|mark| mark.position) {
            let mut order: Vec<usize> = (0..marks.len()).collect();
            order.sort_unstable_by_key(|place| marks.get(*place).map(|mark| mark.position));
            for start in 0..order.len() {
                let mut place = start;
                while let Some(from) = order.get_mut(place).map(|from| std::mem::replace(from, place)) {
                    if from == place || from == start {
                        break;
                    }
                    rows.swap(place, from);
                    marks.swap(place, from);
                    place = from;
                }
            }
        }
        (marks.into_iter().map(|mark| mark.part).collect(), rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Values;

    #[test]
    fn the_rows_drawn_are_those_of_the_smallest_hashes_in_their_order() {
        let kept = |position: u64| Kept {
            position,
            row: TrainingRow { values: Values::default(), weight: position as f64, judges: true, period: 0 },
            part: Use::Fold((position % 5) as u32),
        };
        let mut sample = Sample::default();
        (0..100).for_each(|position| sample.push(&kept(position)));
        (100..1_000).for_each(|position| sample.draw(&kept(position), 7));
        let (parts, rows) = sample.into_rows();
        let mut expected: Vec<u64> = (0..1_000).collect();
        expected.sort_unstable_by_key(|position| mix(mix(7) ^ position));
        expected.truncate(100);
        expected.sort_unstable();
        assert_eq!(rows.iter().map(|row| row.weight as u64).collect::<Vec<_>>(), expected);
        for (part, position) in parts.into_iter().zip(expected) {
            assert!(matches!(part, Use::Fold(fold) if u64::from(fold) == position % 5));
        }
    }
}

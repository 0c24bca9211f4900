//! Counts how many thresholds a number reaches, without searching.

use crate::WHOLE;

/// Thresholds over a grid of equal cells: a cell knows how many thresholds are in earlier cells, so that only those in
/// the same cell have to be compared.
#[derive(Debug)]
pub struct Grid {
    min: f64,
    scale: f64,
    starts: Vec<u16>,
    /// The most thresholds in one cell.
    window: usize,
    /// Padded with NaN, so that a full window starts at each threshold.
    thresholds: Vec<f64>,
    count: usize,
}

/// Narrow cells, so that nearly every one has at most one threshold.
const CELLS: usize = 1024;
/// With at most this many thresholds, all are compared.
const FEW: usize = 4;

impl Grid {
    /// For numbers from `min` to `max`. `thresholds` must be ascending; `None` if there are more than `u16` can count.
    #[must_use]
    pub fn new(thresholds: Vec<f64>, min: f64, max: f64) -> Option<Self> {
        let count = thresholds.len();
        u16::try_from(count).ok()?;
        let scale = if max > min { (CELLS - 1) as f64 / (max - min) } else { 0.0 };
        let mut grid = Self { min, scale, starts: vec![0; CELLS], window: 0, thresholds, count };
        let mut shares = vec![0_u16; CELLS];
        for threshold in &grid.thresholds {
            if let Some(share) = shares.get_mut(grid.cell(threshold.max(min).min(max))) {
                *share += 1;
            }
        }
        let mut before = 0;
        for (start, share) in grid.starts.iter_mut().zip(&shares) {
            *start = before;
            before += share;
        }
        grid.window = shares.into_iter().max().unwrap_or_default().into();
        grid.thresholds.resize(count + grid.window.max(FEW), f64::NAN);
        Some(grid)
    }

    /// Monotonic for numbers from the minimum to the maximum, despite rounding; any other number gets an arbitrary
    /// cell.
    #[inline(always)]
    fn cell(&self, number: f64) -> usize {
        let whole = (number - self.min) * self.scale + WHOLE;
        (whole.to_bits() as u32 as usize).min(CELLS - 1)
    }

    /// The number of thresholds reached: those in earlier cells, plus those reached in the number's own cell.
    #[inline(always)]
    fn reached(&self, number: f64, window: usize) -> u16 {
        let start = self.starts.get(self.cell(number)).copied().unwrap_or_default();
        let place = usize::from(start);
        let rest = self.thresholds.get(place..).and_then(|rest| rest.get(..window)).unwrap_or_default();
        // Thresholds in later cells are above the number anyway.
        rest.iter().fold(start, |reached, threshold| reached + u16::from(*threshold <= number))
    }

    /// The class of each number: how many thresholds it reaches, or `missing` for NaN. A number outside the grid gets
    /// an arbitrary class. Returns whether any number is NaN.
    pub fn classify(&self, numbers: &[f64], missing: u16, classes: &mut [u16]) -> bool {
        if let (true, [a, b, c, d, ..]) = (self.count <= FEW, &*self.thresholds) {
            let (a, b, c, d) = (*a, *b, *c, *d);
            return each(numbers, missing, classes, |number| {
                u16::from(a <= number) + u16::from(b <= number) + u16::from(c <= number) + u16::from(d <= number)
            });
        }
        match self.window {
            1 => each(numbers, missing, classes, |number| self.reached(number, 1)),
            2 => each(numbers, missing, classes, |number| self.reached(number, 2)),
            window => each(numbers, missing, classes, |number| self.reached(number, window)),
        }
    }

    /// The thresholds, in order.
    #[must_use]
    pub fn thresholds(&self) -> &[f64] {
        self.thresholds.get(..self.count).unwrap_or_default()
    }
}

/// The class of each code: the code itself, or `missing` if it is higher.
pub fn classify_codes(codes: &[u8], missing: u16, classes: &mut [u16]) {
    for (class, code) in classes.iter_mut().zip(codes) {
        *class = u16::from(*code).min(missing);
    }
}

#[inline(always)]
fn each(numbers: &[f64], missing: u16, classes: &mut [u16], class: impl Fn(f64) -> u16) -> bool {
    let mut any = false;
    for (place, number) in classes.iter_mut().zip(numbers) {
        any |= number.is_nan();
        *place = if number.is_nan() { missing } else { class(*number) };
    }
    any
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what a panic means here")]

    use super::*;

    #[test]
    fn it_counts_as_a_search_does() {
        let uneven = vec![-3.5, 0.0, 1e-300, 0.1, 0.1_f64.next_up(), 7.0, 1e6];
        let (min, max) = (-2.0, 1500.0);
        for thresholds in [vec![], vec![5.0], (0..1000).map(f64::from).collect(), uneven] {
            let grid = Grid::new(thresholds.clone(), min, max).unwrap();
            let around = thresholds.iter().flat_map(|at| [at.next_down(), *at, at.next_up()]);
            let numbers: Vec<f64> =
                around.chain([min, -0.0, 0.05, 3.3, max, f64::NAN]).filter(|at| !(*at < min || *at > max)).collect();
            let mut classes = vec![0; numbers.len()];
            assert!(grid.classify(&numbers, 9999, &mut classes));
            for (number, class) in numbers.iter().zip(classes) {
                let expected = thresholds.partition_point(|at| at <= number);
                let expected = if number.is_nan() { 9999 } else { expected };
                assert_eq!(usize::from(class), expected, "{number} in {thresholds:?}");
            }
        }
        assert!(Grid::new(vec![0.0; 65_536], 0.0, 1.0).is_none());
    }
}

//! How many of some thresholds a number reaches, found without searching.

use super::MAX_ENTRIES;

/// Thresholds under a grid of equal cells: a cell knows how many thresholds lie in the cells before it, so that those
/// of one cell are all there is to compare with.
#[derive(Debug)]
pub(crate) struct Grid {
    origin: f64,
    scale: f64,
    starts: Box<[u16; CELLS]>,
    /// The most thresholds that share a cell, in whole chunks.
    window: usize,
    /// With so many NaN behind them that there is a window from each on.
    thresholds: Vec<f64>,
    count: usize,
}

/// As many as a byte can tell apart: a number's cell is a conversion to `u8`, which saturates at both ends.
const CELLS: usize = 256;

/// Thresholds that are compared side by side.
const CHUNK: usize = 4;

impl Grid {
    /// `thresholds` never fall; `None` when there are too many.
    pub(crate) fn new(thresholds: Vec<f64>) -> Option<Self> {
        let count = thresholds.len();
        if count > MAX_ENTRIES {
            return None;
        }
        // A few far ones at either end share the outermost cells, so that the others have narrow ones.
        let few = count / 32;
        let origin = thresholds.get(few).copied().unwrap_or_default();
        let span = thresholds.iter().rev().nth(few).map_or(0.0, |last| last - origin);
        let scale = if span > 0.0 { (CELLS - 2) as f64 / span } else { 0.0 };
        let mut grid = Self { origin, scale, starts: Box::new([0; CELLS]), window: 0, thresholds, count };
        let mut shares = [0_u16; CELLS];
        for threshold in &grid.thresholds {
            if let Some(share) = shares.get_mut(usize::from(grid.cell(*threshold))) {
                *share += 1;
            }
        }
        let mut before = 0;
        for (start, share) in grid.starts.iter_mut().zip(shares) {
            *start = before;
            before += share;
        }
        let most = shares.into_iter().max().unwrap_or_default();
        grid.window = usize::from(most).next_multiple_of(CHUNK);
        grid.thresholds.resize(count + grid.window, f64::NAN);
        Some(grid)
    }

    /// Never falls as the number rises, whatever is rounded on the way.
    fn cell(&self, number: f64) -> u8 {
        ((number - self.origin) * self.scale + 1.0) as u8
    }

    /// How many thresholds are not above the number; 0 for NaN.
    pub(crate) fn reached(&self, number: f64) -> u16 {
        let start = self.starts.get(usize::from(self.cell(number))).copied().unwrap_or_default();
        let window = self.thresholds.get(usize::from(start)..).and_then(|rest| rest.get(..self.window));
        // Those of later cells are above the number anyway.
        let (chunks, _) = window.unwrap_or_default().as_chunks::<CHUNK>();
        chunks.iter().flatten().fold(start, |reached, threshold| reached + u16::from(*threshold <= number))
    }

    pub(crate) fn thresholds(&self) -> &[f64] {
        self.thresholds.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_as_a_search_does() {
        let uneven = vec![-3.5, 0.0, 1e-300, 0.1, 0.1_f64.next_up(), 7.0, 1e6];
        for thresholds in [vec![], vec![5.0], (0..1000).map(f64::from).collect(), uneven] {
            let grid = Grid::new(thresholds.clone()).unwrap();
            let around = thresholds.iter().flat_map(|at| [at.next_down(), *at, at.next_up()]);
            for number in around.chain([f64::NEG_INFINITY, f64::MIN, -0.0, 0.05, 3.3, f64::MAX, f64::INFINITY]) {
                let expected = thresholds.partition_point(|at| *at <= number);
                assert_eq!(usize::from(grid.reached(number)), expected, "{number} in {thresholds:?}");
            }
        }
        assert_eq!(Grid::new(vec![1.0]).unwrap().reached(f64::NAN), 0);
    }
}

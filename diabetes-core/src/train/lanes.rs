//! Parallel work on many rows, split the same way for any number of threads, so that sums have the same bits.

use std::ops::Range;

/// The most parts in a pass over rows, and the fewest rows in each.
pub(super) const MAX_LANES: usize = 8;
const ROWS_PER_LANE: usize = 4096;

/// The results for equal parts of `0..rows`, in order.
pub(super) fn map<T: Send>(rows: usize, work: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    map_in(MAX_LANES, rows, work)
}

/// The same for at most this many parts.
pub(super) fn map_in<T: Send>(most: usize, rows: usize, work: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    let lanes = (rows / ROWS_PER_LANE).clamp(1, most);
    each(lanes, |lane| work(lane * rows / lanes..(lane + 1) * rows / lanes))
}

#[cfg(feature = "parallel")]
pub(super) use super::pool::each;

/// The results for `0..count`, in order.
#[cfg(not(feature = "parallel"))]
pub(super) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).map(work).collect()
}

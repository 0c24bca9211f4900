//! Looks up ranges and classes of numbers in a scale of narrow cells.

/// The properties shared by all numbers in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The offsets from a number to the ends of its range.
    pub reach: [f64; 2],
    /// Two classes; both are [`ASK`] if the cell does not determine them.
    pub classes: [u8; 2],
}

/// Means that a class must be computed individually.
pub const ASK: u8 = u8::MAX;

impl Cell {
    /// A cell without information.
    pub const UNKNOWN: Self = Self { reach: [f64::NAN; 2], classes: [ASK; 2] };
}

/// The index of a number's cell, unless the number is below the first cell.
#[inline(always)]
#[must_use]
pub fn place(number: f64, first: f64, per_unit: f64) -> Option<usize> {
    let place = (number - first) * per_unit;
    // The cast would map NaN and numbers below the first cell to it.
    if place >= 0.0 { Some(place as usize) } else { None }
}

/// Looks up the ranges and classes of numbers in cells that start at `first`, with this many per unit. Returns whether
/// some must be computed individually.
pub fn read(
    cells: &[Cell],
    [first, per_unit]: [f64; 2],
    numbers: &[f64],
    [lows, highs]: [&mut [f64]; 2],
    [ones, others]: [&mut [u8]; 2],
) -> bool {
    let mut asks = false;
    let ranges = lows.iter_mut().zip(highs);
    let classes = ones.iter_mut().zip(others);
    for ((number, (low, high)), (one, other)) in numbers.iter().zip(ranges).zip(classes) {
        let cell = place(*number, first, per_unit).and_then(|place| cells.get(place)).unwrap_or(&Cell::UNKNOWN);
        let [down, up] = cell.reach;
        (*low, *high) = (number + down, number + up);
        [*one, *other] = cell.classes;
        asks |= *one == ASK;
    }
    asks
}

/// How many of two thresholds each number reaches.
pub fn count_reached(numbers: &[f64], [one, other]: [f64; 2], counts: &mut [u8]) {
    for (count, number) in counts.iter_mut().zip(numbers) {
        *count = u8::from(*number >= one) + u8::from(*number >= other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_its_cell_says() {
        let cells = [Cell { reach: [-1.0, 2.0], classes: [1, 2] }, Cell::UNKNOWN];
        let (mut lows, mut highs, mut ones, mut others) = ([0.0; 5], [0.0; 5], [0; 5], [0; 5]);
        let numbers = [10.0, 10.4, 10.5, 9.9, f64::NAN];
        assert!(read(&cells, [10.0, 2.0], &numbers, [&mut lows, &mut highs], [&mut ones, &mut others]));
        assert_eq!((&lows[..2], &highs[..2]), (&[9.0, 9.4][..], &[12.0, 12.4][..]));
        assert_eq!((ones, others), ([1, 1, ASK, ASK, ASK], [2, 2, ASK, ASK, ASK]));
        count_reached(&numbers, [10.0, 10.4], &mut ones);
        assert_eq!(ones, [1, 2, 2, 0, 0]);
    }
}

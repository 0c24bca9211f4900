//! Checks over many rows at once.

/// Whether every number is from `min` to `max`.
#[must_use]
pub fn all_within(numbers: &[f64], min: f64, max: f64) -> bool {
    // Without an early exit, so that it vectorizes.
    numbers.iter().fold(true, |all, number| all & (*number >= min) & (*number <= max))
}

/// Whether any number is NaN.
#[must_use]
pub fn any_missing(numbers: &[f64]) -> bool {
    numbers.iter().fold(false, |any, number| any | number.is_nan())
}

/// Whether every code is below `count` or is 255, which means missing.
#[must_use]
pub fn all_sound(codes: &[u8], count: u8) -> bool {
    codes.iter().fold(true, |all, code| all & (code.wrapping_add(1) <= count))
}

/// Clears the marks of numbers outside `min` to `max`.
pub fn keep_within(marks: &mut [bool], numbers: &[f64], min: f64, max: f64) {
    for (mark, number) in marks.iter_mut().zip(numbers) {
        *mark &= !(*number < min || *number > max);
    }
}

/// Clears the marks where the first number is not below the second.
pub fn keep_below(marks: &mut [bool], firsts: &[f64], seconds: &[f64]) {
    for (mark, (first, second)) in marks.iter_mut().zip(firsts.iter().zip(seconds)) {
        let is_too_high = first >= second;
        *mark &= !is_too_high;
    }
}

/// Sets a bit of `missing` if the number is NaN, and of `beyond` if it is outside `min` to `max`.
pub fn set_bits(numbers: &[f64], min: f64, max: f64, bit: usize, missing: &mut [u32], beyond: &mut [u32]) {
    for ((missing, beyond), number) in missing.iter_mut().zip(beyond).zip(numbers) {
        *missing |= u32::from(number.is_nan()) << bit;
        *beyond |= u32::from(*number < min || *number > max) << bit;
    }
}

/// Clears the marks of numbers that are not whole; numbers beyond 2^51 are not supported.
pub fn keep_whole(marks: &mut [bool], numbers: &[f64]) {
    // Adding it to a number leaves no room for a fraction.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    for (mark, number) in marks.iter_mut().zip(numbers) {
        *mark &= number.is_nan() | ((number + ROUND) - ROUND == *number);
    }
}

/// The rows of marked numbers that are impossible: each row has the lowest possible number and an index into `above`,
/// whose bits say by how much possible whole numbers may exceed it.
pub fn places_impossible(marks: &[bool], numbers: &[f64], rows: &[[f64; 2]], above: &[u32], places: &mut Vec<u32>) {
    let is_impossible = numbers.iter().zip(rows).map(|(number, [min, place])| {
        let more = number - min;
        let bits = above.get(*place as usize).copied().unwrap_or_default();
        // As an integer, NaN (missing) is 0, and so is anything below the lowest number.
        let is_there = (0.0..32.0).contains(&more) & (bits >> (more as u32 & 31) & 1 == 1);
        !is_there & !number.is_nan()
    });
    put_places(marks.iter().zip(is_impossible).map(|(mark, is_impossible)| mark & is_impossible), marks.len(), places);
}

/// The rows with nonzero bits.
pub fn places_of(bits: &[u32], places: &mut Vec<u32>) {
    put_places(bits.iter().map(|bits| *bits != 0), bits.len(), places);
}

/// Without a branch that depends on the rows.
#[inline(always)]
fn put_places(chosen: impl Iterator<Item = bool>, rows: usize, places: &mut Vec<u32>) {
    places.clear();
    places.resize(rows, 0);
    let mut count = 0;
    for (row, chosen) in (0..).zip(chosen) {
        if let Some(place) = places.get_mut(count) {
            *place = row;
        }
        count += usize::from(chosen);
    }
    places.truncate(count);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_within_when_each_is() {
        let numbers = [f64::NAN, -f64::NAN, -1.0, -0.0, 0.0, 0.5, 1.0, 1.5, f64::INFINITY, f64::NEG_INFINITY];
        for number in numbers {
            for (min, max) in [(0.0, 1.0), (0.5, 1.0), (0.5, f64::INFINITY), (1.0, 0.0)] {
                let expected = number >= min && number <= max && min <= max;
                assert_eq!(all_within(&[min, number], min, max), expected, "{number} in {min} to {max}");
            }
        }
        assert!(any_missing(&[0.0, f64::NAN]) && !any_missing(&[0.0]));
    }

    #[test]
    fn marks_are_taken_back_and_found() {
        let numbers = [f64::NAN, 1.0, 2.0, 3.0];
        let mut marks = [true; 4];
        keep_within(&mut marks, &numbers, 1.0, 2.0);
        assert_eq!(marks, [true, true, true, false]);
        keep_below(&mut marks, &numbers, &[1.0, 1.0, f64::NAN, 9.0]);
        assert_eq!(marks, [true, false, true, false]);
        let mut places = vec![9; 9];
        places_impossible(&marks, &numbers, &[[0.0, 1.0]; 4], &[0, 0b1011], &mut places);
        assert_eq!(places, [2]);
        places_impossible(&[true; 4], &[0.0, 31.0, 32.0, -1.0], &[[0.0, 0.0]; 4], &[1 | 1 << 31], &mut places);
        assert_eq!(places, [2, 3]);
        let mut whole = [true; 4];
        keep_whole(&mut whole, &[f64::NAN, 26.0, 1.000_000_000_000_000_2, 25.999_999_999_999_996]);
        assert_eq!(whole, [true, true, false, false]);
        let (mut missing, mut beyond) = ([1; 4], [0; 4]);
        set_bits(&numbers, 1.0, 2.0, 2, &mut missing, &mut beyond);
        assert_eq!((missing, beyond), ([5, 1, 1, 1], [0, 0, 0, 4]));
        places_of(&[0, 7, 0, 1], &mut places);
        assert_eq!(places, [1, 3]);
        assert!(all_sound(&[0, 255, 1], 2) && !all_sound(&[0, 2], 2));
    }
}

//! Questions about all rows at once.

/// Whether every number lies from `min`, which is not negative, to `max`. False also where -0 is among them, so that
/// yes is certain and no is a reason to look.
#[must_use]
pub fn all_within(numbers: &[f64], min: f64, max: f64) -> bool {
    // The bits of numbers from 0 on are in the numbers' order, those of NaN above and of negative numbers higher still.
    let (least, most) = (min.to_bits(), max.to_bits());
    let Some(span) = most.checked_sub(least) else { return false };
    // Without a jump at the first, so that many are looked at together.
    numbers.iter().fold(true, |all, number| all & (number.to_bits().wrapping_sub(least) <= span))
}

/// Whether any number is NaN.
#[must_use]
pub fn any_missing(numbers: &[f64]) -> bool {
    numbers.iter().fold(false, |any, number| any | number.is_nan())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_within_is_never_wrong_when_it_says_yes() {
        let numbers = [f64::NAN, -f64::NAN, -1.0, -0.0, 0.0, 0.5, 1.0, 1.5, f64::INFINITY, f64::NEG_INFINITY];
        for number in numbers {
            for (min, max) in [(0.0, 1.0), (0.5, 1.0), (0.5, f64::INFINITY), (1.0, 0.0)] {
                let expected = number >= min && number <= max && number.is_sign_positive();
                assert_eq!(all_within(&[min, number], min, max), expected && min <= max, "{number} in {min} to {max}");
            }
        }
        assert!(any_missing(&[0.0, f64::NAN]) && !any_missing(&[0.0]));
    }
}

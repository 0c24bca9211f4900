//! Operations on selected rows.

/// A value of a column.
pub trait Value: Copy {
    /// Whether any chosen value differs from the previous one.
    fn any_new(chosen: &[bool], before: &[Self], values: &[Self]) -> bool;

    /// Writes the chosen values to a column.
    fn put(chosen: &[bool], values: &[Self], into: &mut [Self]);
}

/// Implemented per type, so that the loops are compiled here and not at the call sites.
macro_rules! values {
    ($($value:ty, $bits:expr;)*) => {$(
        impl Value for $value {
            fn any_new(chosen: &[bool], before: &[Self], values: &[Self]) -> bool {
                let bits = $bits;
                let values = before.iter().zip(values);
                chosen.iter().zip(values).fold(false, |any, (chosen, (a, b))| any | (*chosen & (bits(*a) != bits(*b))))
            }

            fn put(chosen: &[bool], values: &[Self], into: &mut [Self]) {
                for ((cell, value), chosen) in into.iter_mut().zip(values).zip(chosen) {
                    *cell = if *chosen { *value } else { *cell };
                }
            }
        }
    )*};
}

values! {
    f64, f64::to_bits;
    u8, |code: u8| code;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_chosen_values_count() {
        let (nan, mut column) = (f64::NAN, [1.0, f64::NAN, 3.0]);
        assert!(!f64::any_new(&[true, true, false], &column, &[1.0, nan, 4.0]));
        assert!(f64::any_new(&[true; 3], &column, &[1.0, nan, 4.0]));
        f64::put(&[false, true, true], &[7.0, 8.0, 9.0], &mut column);
        assert_eq!(column, [1.0, 8.0, 9.0]);
        assert!(u8::any_new(&[false, true], &[1, 2], &[1, 3]) && !u8::any_new(&[true, false], &[1, 2], &[1, 3]));
    }
}

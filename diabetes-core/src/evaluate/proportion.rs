//! Proportions with their intervals.

use serde::Serialize;

/// The standard normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;

/// A proportion with its 95 % interval (Wilson, 1927). For the interval, weighted rows count as the equivalent number
/// of rows of equal weight (Kish, 1965). All three values are null if no one is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Proportion {
    /// The proportion.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

impl Proportion {
    /// The proportion of rows that are true, by weight.
    pub(crate) fn of(rows: impl Iterator<Item = (bool, f64)>) -> Self {
        let (mut counted, mut total, mut squares) = (0.0, 0.0, 0.0);
        for (is_counted, weight) in rows {
            total += weight;
            squares += weight * weight;
            if is_counted {
                counted += weight;
            }
        }
        Self::of_sums(counted, total, squares)
    }

    fn of_sums(counted: f64, total: f64, squares: f64) -> Self {
        if total <= 0.0 {
            return Self::default();
        }
        Self::wilson(counted / total, total * total / squares)
    }

    /// The proportion of `counted` among `total`, which is not smaller.
    ///
    /// ```
    /// use diabetes_core::evaluate::Proportion;
    /// assert_eq!(Proportion::of_counts(8, 10).value, Some(0.8));
    /// assert_eq!(Proportion::of_counts(0, 0).value, None);
    /// ```
    #[must_use]
    pub fn of_counts(counted: u64, total: u64) -> Self {
        Self::of_sums(counted.min(total) as f64, total as f64, total as f64)
    }

    fn wilson(p: f64, n: f64) -> Self {
        let center = p + Z * Z / (2.0 * n);
        let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        let end = |end: f64| Some((end / scale).clamp(0.0, 1.0));
        Self { value: Some(p), low: end(center - spread), high: end(center + spread) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        let rows = |weight: f64| (0..10).map(move |row| (row < 8, weight));
        // 8 of 10: 0.4902 to 0.9433 (Newcombe, 1998, gives such examples).
        let found = Proportion::of(rows(1.0));
        assert_eq!(found.value, Some(0.8));
        assert!((found.low.unwrap() - 0.490_16).abs() < 1e-5 && (found.high.unwrap() - 0.943_32).abs() < 1e-5);
        assert_eq!(Proportion::of(rows(2.0)), found);
        // 0 of 10: the interval is not from 0 to 0.
        let none = Proportion::of((0..10).map(|_| (false, 1.0)));
        assert_eq!((none.value, none.low), (Some(0.0), Some(0.0)));
        assert!((none.high.unwrap() - 0.277_53).abs() < 1e-5);
        assert_eq!(Proportion::of(std::iter::empty()).value, None);
        assert_eq!([Proportion::of_counts(8, 10), Proportion::of_counts(0, 0)], [found, Proportion::default()]);
    }
}

//! Row weights: whether they can be used, and their common scale.

/// Why weights cannot be used; `None` if they can. A NaN weight is missing.
pub(crate) fn fault(weights: &[f64]) -> Option<String> {
    if let Some(row) = weights.iter().position(|weight| *weight < 0.0 || weight.is_infinite()) {
        return Some(format!("row {row} is negative or infinite"));
    }
    let all_zero = !weights.is_empty() && weights.iter().all(|weight| *weight == 0.0);
    all_zero.then(|| "all are zero".to_owned())
}

/// Scales weights so that they neither overflow nor underflow; only their ratios matter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    largest: f64,
    mean: f64,
}

impl Scale {
    /// The scale that gives these weights a mean of 1.
    pub(crate) fn of(weights: impl ExactSizeIterator<Item = f64> + Clone) -> Self {
        let rows = weights.len() as f64;
        let largest = weights.clone().fold(0.0, f64::max);
        let sum: f64 = weights.map(|weight| weight / largest).sum();
        Self { largest, mean: sum / rows }
    }

    pub(crate) fn relative(self, weight: f64) -> f64 {
        weight / self.largest / self.mean
    }
}

/// Sums of weights, which give the equivalent number of rows of equal weight (Kish, 1965).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    sum: f64,
    squares: f64,
}

impl Size {
    pub(crate) fn of(weights: impl Iterator<Item = f64>) -> Self {
        weights.fold(Self::default(), Self::and)
    }

    pub(crate) fn and(self, weight: f64) -> Self {
        Self { sum: self.sum + weight, squares: self.squares + weight * weight }
    }

    /// The size of these rows and others combined.
    pub(crate) fn with(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, squares: self.squares + other.squares }
    }

    /// The equivalent number of rows of equal weight.
    pub(crate) fn effective(self) -> f64 {
        if self.squares > 0.0 { self.sum * self.sum / self.squares } else { 0.0 }
    }
}

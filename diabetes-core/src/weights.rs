//! Row weights: whether they can be used, and their common scale.

/// Why weights cannot be used; `None` if they can. A NaN weight is missing.
pub(crate) fn fault(weights: &[f64]) -> Option<String> {
    let all_zero = !weights.is_empty() && weights.iter().all(|weight| *weight == 0.0);
    unusable(weights, 0).or_else(|| all_zero.then(|| ALL_ZERO.to_owned()))
}

/// The fault of weights that say nothing.
pub(crate) const ALL_ZERO: &str = "all are zero";

/// The first weight that cannot be used, where `before` rows come before these.
pub(crate) fn unusable(weights: &[f64], before: u64) -> Option<String> {
    let row = weights.iter().position(|weight| *weight < 0.0 || weight.is_infinite())?;
    Some(format!("row {} is negative or infinite", before + row as u64))
}

/// Scales weights so that they neither overflow nor underflow; only their ratios matter.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "train", derive(serde::Serialize, serde::Deserialize))]
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

/// The scale of weights that come one after another.
#[cfg(feature = "train")]
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct RunningScale {
    rows: u64,
    largest: f64,
    /// Relative to the largest.
    sum: f64,
}

#[cfg(feature = "train")]
impl RunningScale {
    pub(crate) fn add(&mut self, weight: f64) {
        if weight > self.largest {
            self.sum *= self.largest / weight;
            self.largest = weight;
        }
        self.sum += weight / self.largest;
        self.rows += 1;
    }

    /// Adds the weights of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        let largest = self.largest.max(other.largest);
        let sum = |scale: Self| if scale.largest > 0.0 { scale.sum * (scale.largest / largest) } else { 0.0 };
        *self = Self { rows: self.rows + other.rows, largest, sum: sum(*self) + sum(other) };
    }

    /// The scale that gives the weights so far a mean of 1.
    pub(crate) fn scale(self) -> Scale {
        Scale { largest: self.largest, mean: self.sum / self.rows as f64 }
    }
}

/// Sums of weights, which give the equivalent number of rows of equal weight (Kish, 1965).
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "train", derive(serde::Serialize, serde::Deserialize))]
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

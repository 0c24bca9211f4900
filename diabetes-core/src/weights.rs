//! Weights of rows: which can be used, and their common scale.

/// Why weights cannot be used; `None` when they can. One that is NaN is missing.
pub(crate) fn fault(weights: &[f64]) -> Option<String> {
    if let Some(row) = weights.iter().position(|weight| *weight < 0.0 || weight.is_infinite()) {
        return Some(format!("row {row} is negative or infinite"));
    }
    let all_zero = !weights.is_empty() && weights.iter().all(|weight| *weight == 0.0);
    all_zero.then(|| "all are zero".to_owned())
}

/// Only ratios of weights matter: on a scale of their own they neither overflow nor vanish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    largest: f64,
    mean: f64,
}

impl Scale {
    /// The scale on which these weights have the mean 1.
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

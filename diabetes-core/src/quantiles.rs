//! Quantiles of weighted values.

/// The quantiles of (value, weight) pairs at increasing probabilities. With equal weights these are the usual linearly
/// interpolated ones (0 % the smallest, 100 % the largest value). Empty if there are no values.
pub(crate) fn quantiles(values: &[(f64, f64)], probabilities: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<(f64, f64)> = values.iter().copied().filter(|(_, weight)| *weight > 0.0).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (Some(first), Some(last)) = (sorted.first().copied(), sorted.last().copied()) else {
        return Vec::new();
    };
    // A value is placed at the middle of its weight; the scale runs from the first middle to the last.
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let span = total - f64::midpoint(first.1, last.1);
    let mut positions = Vec::with_capacity(sorted.len());
    let mut before = 0.0;
    for (_, weight) in &sorted {
        let position = before + weight / 2.0 - first.1 / 2.0;
        positions.push(if span > 0.0 { position / span } else { 0.0 });
        before += weight;
    }
    probabilities
        .iter()
        .map(|probability| {
            let above = positions.partition_point(|position| position < probability).min(sorted.len() - 1);
            let at = |index: usize| Some((positions.get(index)?, sorted.get(index)?.0));
            match (above.checked_sub(1).and_then(at), at(above)) {
                (Some((p0, v0)), Some((p1, v1))) if p1 > p0 => {
                    v0 + ((probability - p0) / (p1 - p0)).clamp(0.0, 1.0) * (v1 - v0)
                }
                (_, Some((_, value))) => value,
                _ => last.0,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_give_the_usual_quantiles() {
        let values: Vec<(f64, f64)> = [4.0, 1.0, 3.0, 2.0].map(|value| (value, 2.0)).to_vec();
        assert_eq!(quantiles(&values, &[0.0, 0.25, 0.5, 1.0]), [1.0, 1.75, 2.5, 4.0]);
        assert_eq!(quantiles(&values[..1], &[0.0, 0.5, 1.0]), [4.0, 4.0, 4.0]);
        assert!(quantiles(&[], &[0.5]).is_empty());
    }

    #[test]
    fn a_heavy_value_pulls_the_median() {
        assert!(quantiles(&[(1.0, 1.0), (2.0, 1.0), (10.0, 8.0)], &[0.5])[0] > 5.0);
    }
}

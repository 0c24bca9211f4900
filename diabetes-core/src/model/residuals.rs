//! The interval of an estimate: conformal, in bins of the estimate.

use super::{Interval, RESIDUAL_QUANTILES};
use crate::quantiles::quantiles;
use crate::weights::Size;

/// The most bins, and the fewest rows in each (unequal weights count as fewer rows).
const MAX_BINS: usize = 10;
const ROWS_PER_BIN: f64 = 200.0;

/// The error of an estimate by a model not trained on the row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Residual {
    /// mg/dL.
    pub(crate) estimate: f64,
    /// Outcome minus estimate, mg/dL.
    pub(crate) error: f64,
    pub(crate) weight: f64,
}

/// The interval from residuals: rows are binned by the estimate, and each bin has its residual quantiles.
pub(crate) fn interval(mut rows: Vec<Residual>) -> Interval {
    rows.sort_unstable_by(|a, b| a.estimate.total_cmp(&b.estimate).then(a.error.total_cmp(&b.error)));
    let percents: Vec<f64> = (0..RESIDUAL_QUANTILES).map(|percent| percent as f64 / 100.0).collect();
    let bins = bins(&rows);
    let edges = bins.iter().skip(1).filter_map(|bin| bin.first()).map(|row| row.estimate).collect();
    let quantiles = bins
        .iter()
        .map(|bin| {
            let errors: Vec<(f64, f64)> = bin.iter().map(|row| (row.error, row.weight)).collect();
            let places = places(&percents, size(bin).effective());
            let of_bin = quantiles(&errors, &places).into_iter().zip(&percents);
            of_bin.map(|(error, at)| outwards(error, *at)).collect()
        })
        .collect();
    Interval { edges, quantiles }
}

/// The positions among the sorted errors of `rows` people of equal weight below which another person's error falls with
/// these probabilities: the k-th of n has probability k / (n + 1).
fn places(probabilities: &[f64], rows: f64) -> Vec<f64> {
    let place = |probability: &f64| ((rows + 1.0) * probability - 1.0) / (rows - 1.0);
    probabilities.iter().map(|probability| if rows > 1.0 { place(probability).clamp(0.0, 1.0) } else { 0.5 }).collect()
}

fn size(rows: &[Residual]) -> Size {
    Size::of(rows.iter().map(|row| row.weight))
}

/// Cuts ascending rows into bins of about equal size; equal estimates share a bin.
fn bins(rows: &[Residual]) -> Vec<&[Residual]> {
    let wanted = ((size(rows).effective() / ROWS_PER_BIN) as usize).clamp(1, MAX_BINS);
    let mut bins = Vec::new();
    let mut rest = rows;
    for left in (2..=wanted).rev() {
        let mut end = rest.len() / left;
        let mut size = self::size(rest.get(..end).unwrap_or_default());
        let splits_ties = |end: usize| match (end.checked_sub(1).and_then(|last| rest.get(last)), rest.get(end)) {
            (Some(last), Some(next)) => last.estimate == next.estimate,
            _ => false,
        };
        while let Some(row) = rest.get(end).filter(|_| splits_ties(end) || size.effective() < ROWS_PER_BIN) {
            size = size.and(row.weight);
            end += 1;
        }
        let Some((bin, others)) = rest.split_at_checked(end) else { break };
        if self::size(others).effective() < ROWS_PER_BIN {
            break;
        }
        bins.push(bin);
        rest = others;
    }
    bins.push(rest);
    bins
}

/// Rounds to hundredths away from the median, so that no interval becomes narrower.
fn outwards(value: f64, probability: f64) -> f64 {
    let hundredths = value * 100.0;
    let rounded = if probability < 0.5 {
        hundredths.floor()
    } else if probability > 0.5 {
        hundredths.ceil()
    } else {
        hundredths.round()
    };
    rounded / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splitmix::mix;

    #[test]
    fn bins_are_full_and_split_no_ties_whatever_the_weights() {
        let rows = |weight: fn(u32) -> f64| -> Vec<Residual> {
            let row = |row: u32| Residual { estimate: f64::from(row / 7), error: 0.0, weight: weight(row) };
            (0..200_000).map(row).collect()
        };
        for (weight, count) in [((|_| 1.0) as fn(u32) -> f64, 10), (|row| if row == 9 { 1e12 } else { 1.0 }, 1)] {
            let rows = rows(weight);
            let bins = bins(&rows);
            assert_eq!(bins.len(), count);
            assert_eq!(bins.iter().map(|bin| bin.len()).sum::<usize>(), rows.len());
            for pair in bins.windows(2) {
                assert!(pair[0].last().unwrap().estimate < pair[1][0].estimate);
                assert!(size(pair[0]).effective() >= ROWS_PER_BIN);
            }
        }
        // With scattered heavy rows, the search for the end of a bin stays linear.
        let heavy = rows(|row| if row % 100 == 0 { 1e6 } else { 1.0 });
        assert!(bins(&heavy).len() > 1);
    }
    #[test]
    fn nine_of_ten_others_lie_in_an_interval_of_few_rows() {
        // With errors uniform over 0 to 1000, a quantile gives the proportion of other people below it.
        let mut covered = 0.0;
        for sample in 0..400 {
            let place = |row: u64| (mix(1000 * sample + row) >> 11) as f64 / (1_u64 << 53) as f64;
            let row = |row| Residual { estimate: 100.0, error: 1000.0 * place(row), weight: 1.0 };
            let interval = interval((0..60).map(row).collect());
            let quantiles = &interval.quantiles[0];
            covered += (quantiles[95] - quantiles[5]) / 1000.0 / 400.0;
        }
        assert!((covered - 0.9).abs() < 0.008, "{covered}");
    }
}

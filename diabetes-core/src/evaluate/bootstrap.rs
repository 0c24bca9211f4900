//! Bootstrap: percentile intervals of figures, from resamples of rows or of whole clusters.

use crate::Stop;
use crate::quantiles::quantiles;
use crate::splitmix::SplitMix64;

/// Row visits beyond which fewer resamples are taken: about ten seconds.
const MAX_WORK: usize = 4_000_000_000;
/// Resamples taken regardless of the time.
const MIN_RESAMPLES: u32 = 100;
/// The proportion of resamples in which a figure must exist to have an interval.
const MIN_SHARE: f64 = 0.95;

/// Figures that can be recomputed for other weights of the same rows.
pub(super) trait Figure {
    /// The figures with these weights, one per row; `None` if a figure does not exist. The number of figures is
    /// constant.
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>>;

    /// The row visits needed for one computation.
    fn work(&self) -> usize;
}

/// The 95 % intervals of the figures of one [`Figure`], in its order.
pub(super) type Intervals = Vec<Option<[f64; 2]>>;

/// What to resample.
#[derive(Clone, Debug)]
pub(super) struct Bootstrap<'a> {
    pub(super) seed: u64,
    pub(super) resamples: u32,
    /// The weight of each row.
    pub(super) weights: &'a [f64],
    /// The cluster of each row, numbered from 0, and the number of clusters.
    pub(super) clusters: Option<(&'a [u32], usize)>,
    /// Ends it early; the intervals then mean nothing.
    pub(super) stop: Stop,
}

impl Bootstrap<'_> {
    /// Limits the requested number of resamples if they would take too long.
    pub(super) fn bounded<F: Figure + ?Sized>(self, figures: &[&F]) -> Self {
        let work = self.weights.len() + figures.iter().map(|figure| figure.work()).sum::<usize>();
        let affordable = u32::try_from(MAX_WORK / work.max(1)).unwrap_or(u32::MAX);
        Self { resamples: self.resamples.min(affordable.max(MIN_RESAMPLES)), ..self }
    }

    /// The intervals of all figures, computed on the same resamples.
    pub(super) fn intervals<F: Figure + ?Sized>(&self, figures: &[&F]) -> Vec<Intervals> {
        let mut generator = SplitMix64::new(self.seed);
        let mut drawn: Vec<Vec<Vec<f64>>> = vec![Vec::new(); figures.len()];
        let mut counts = vec![0_u32; self.clusters.map_or(self.weights.len(), |(_, clusters)| clusters)];
        let mut weights = vec![0.0; self.weights.len()];
        for _ in (0..self.resamples).take_while(|_| !self.stop.is_asked()) {
            self.resample(&mut generator, &mut counts, &mut weights);
            for (figure, drawn) in figures.iter().zip(&mut drawn) {
                let values = figure.under(&weights);
                drawn.resize(values.len(), Vec::new());
                for (values, value) in drawn.iter_mut().zip(values) {
                    values.extend(value.filter(|value| value.is_finite()));
                }
            }
        }
        drawn.iter().map(|drawn| drawn.iter().map(|values| self.interval(values)).collect()).collect()
    }

    /// Draws as many units as there are, with replacement.
    fn resample(&self, generator: &mut SplitMix64, counts: &mut [u32], weights: &mut [f64]) {
        counts.fill(0);
        for _ in 0..counts.len() {
            if let Some(count) = counts.get_mut(generator.below(counts.len())) {
                *count += 1;
            }
        }
        let count = |unit: usize| counts.get(unit).copied().map_or(0.0, f64::from);
        for (row, (weight, own)) in weights.iter_mut().zip(self.weights).enumerate() {
            let unit = match self.clusters {
                Some((clusters, _)) => clusters.get(row).map_or(row, |cluster| *cluster as usize),
                None => row,
            };
            *weight = own * count(unit);
        }
    }

    fn interval(&self, values: &[f64]) -> Option<[f64; 2]> {
        // A single cluster is always drawn.
        if self.clusters.is_some_and(|(_, clusters)| clusters < 2) {
            return None;
        }
        interval(values, self.resamples)
    }
}

fn interval(values: &[f64], resamples: u32) -> Option<[f64; 2]> {
    if resamples == 0 || (values.len() as f64) < MIN_SHARE * f64::from(resamples) {
        return None;
    }
    let values: Vec<(f64, f64)> = values.iter().map(|value| (*value, 1.0)).collect();
    quantiles(&values, &[0.025, 0.975]).try_into().ok()
}

/// More rows than these are not drawn: even one resample would take long.
const MOST_DRAWN: usize = 100_000_000;

/// Rows that are known only by how many there are of each kind.
#[derive(Clone, Debug)]
pub(super) struct Kinds<'a> {
    pub(super) seed: u64,
    pub(super) resamples: u32,
    /// The rows of each kind.
    pub(super) counts: &'a [u64],
    /// Ends it early; the intervals then mean nothing.
    pub(super) stop: Stop,
}

impl Kinds<'_> {
    /// Limits the resamples as [`Bootstrap::bounded`] does; `work` is the row visits of one computation. Of too many
    /// rows none is taken.
    pub(super) fn bounded(self, work: usize) -> Self {
        let rows = self.counts.iter().sum::<u64>() as usize;
        let affordable = u32::try_from(MAX_WORK / (rows + work).max(1)).unwrap_or(u32::MAX);
        let most = if rows > MOST_DRAWN { 0 } else { affordable.max(MIN_RESAMPLES) };
        Self { resamples: self.resamples.min(most), ..self }
    }

    /// The intervals of figures of the counts: as many rows are drawn as there are, with replacement.
    pub(super) fn intervals(&self, figures: impl Fn(&[f64]) -> Vec<Option<f64>>) -> Intervals {
        // Where the rows of each kind end: no row is made, as a file may say that there are a billion.
        let mut rows = 0;
        let ends: Vec<usize> = self
            .counts
            .iter()
            .map(|count| {
                rows += *count as usize;
                rows
            })
            .collect();
        let mut generator = SplitMix64::new(self.seed);
        let mut drawn: Vec<Vec<f64>> = Vec::new();
        let mut counts = vec![0.0; self.counts.len()];
        for _ in (0..self.resamples).take_while(|_| !self.stop.is_asked()) {
            counts.fill(0.0);
            for _ in 0..rows {
                let row = generator.below(rows);
                if let Some(count) = counts.get_mut(ends.partition_point(|end| *end <= row)) {
                    *count += 1.0;
                }
            }
            let values = figures(&counts);
            drawn.resize(values.len(), Vec::new());
            for (values, value) in drawn.iter_mut().zip(values) {
                values.extend(value.filter(|value| value.is_finite()));
            }
        }
        drawn.iter().map(|values| interval(values, self.resamples)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Mean(Vec<f64>);

    impl Figure for Mean {
        fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
            let total: f64 = weights.iter().sum();
            let sum: f64 = self.0.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            vec![(total > 0.0).then(|| sum / total), None]
        }

        fn work(&self) -> usize {
            self.0.len()
        }
    }

    fn interval(seed: u64, clusters: Option<(&[u32], usize)>) -> Option<[f64; 2]> {
        let mean = Mean((0..400).map(f64::from).collect());
        let bootstrap = Bootstrap { seed, resamples: 500, weights: &[1.0; 400], clusters, stop: Stop::default() };
        let found = bootstrap.intervals(&[&mean]);
        assert_eq!(found[0][1], None, "a figure that never exists has no interval");
        found[0][0]
    }

    #[test]
    fn the_seed_decides_and_one_row_a_cluster_is_the_bootstrap_of_rows() {
        let each: Vec<u32> = (0..400).collect();
        assert_eq!(interval(3, None), interval(3, None));
        assert_ne!(interval(3, None), interval(4, None));
        assert_eq!(interval(3, Some((&each, 400))), interval(3, None));
    }

    #[test]
    fn a_mean_has_the_interval_of_its_standard_error_and_clusters_widen_it() {
        // The standard error is 115.5 / 20 = 5.77.
        let [low, high] = interval(3, None).unwrap();
        assert!((high - low - 2.0 * 1.96 * 5.77).abs() < 2.0, "{low} to {high}");
        let tens: Vec<u32> = (0..400).map(|row| row / 10).collect();
        let [low, high] = interval(3, Some((&tens, 40))).unwrap();
        assert!(high - low > 2.0 * 2.0 * 1.96 * 5.77, "{low} to {high}");
    }

    #[test]
    fn large_data_has_fewer_resamples_and_small_data_what_is_asked_for() {
        let bounded = |rows: usize| {
            let mean = Mean(vec![0.0; rows]);
            Bootstrap { seed: 0, resamples: 1000, weights: &[], clusters: None, stop: Stop::default() }
                .bounded(&[&mean])
                .resamples
        };
        assert_eq!((bounded(1000), bounded(20_000_000), bounded(1_000_000_000)), (1000, 200, 100));
    }
}

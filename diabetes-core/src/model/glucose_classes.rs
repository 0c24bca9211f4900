//! Reads interval, category and confidence for many estimates of glucose.

use super::GlucoseOutput;
use crate::risk::{Category, Class, Confidence};
use diabetes_kernel::{ASK, Cell};

/// Divides estimates into narrow cells. Nearly every cell has a single bin, category and confidence, which is
/// determined once; an estimate in any other cell is read individually.
#[derive(Debug)]
pub(super) struct GlucoseClasses {
    cells: Vec<Cell>,
    /// Whether the cell has been examined.
    is_known: Vec<bool>,
}

/// Where the first cell begins, mg/dL; few estimates are below it or beyond the last cell.
const FIRST: f64 = 50.0;
const PER_MG_DL: f64 = 16.0;
const CELLS: usize = 4096;

/// More than rounding can move an estimate into a neighbouring cell, mg/dL.
const SLACK: f64 = 1e-6;
/// More than rounding can move a probability.
const ROUNDING: f64 = 1e-9;

/// The output columns.
pub(super) struct Columns<'a> {
    pub(super) low: &'a mut [f64],
    pub(super) high: &'a mut [f64],
    /// Positions of classes.
    pub(super) category: &'a mut [u8],
    pub(super) confidence: &'a mut [u8],
}

impl GlucoseClasses {
    pub(super) fn new() -> Self {
        Self { cells: vec![Cell::UNKNOWN; CELLS], is_known: vec![false; CELLS] }
    }

    /// Like [`GlucoseOutput::reading`] for each estimate, to the bit; `output` must always be the same.
    pub(super) fn read(&mut self, output: &GlucoseOutput, estimates: &[f64], into: Columns<'_>) {
        let Columns { low, high, category, confidence } = into;
        let scale = [FIRST, PER_MG_DL];
        if !diabetes_kernel::read(&self.cells, scale, estimates, [low, high], [category, confidence]) {
            return;
        }
        let columns = low.iter_mut().zip(high).zip(category).zip(confidence);
        for (estimate, (((low, high), category), confidence)) in estimates.iter().zip(columns) {
            if *category == ASK {
                self.look_at_cell(output, *estimate);
                let (interval, of, sure) = output.reading(*estimate);
                [*low, *high] = interval;
                (*category, *confidence) = (of.place(), sure.place());
            }
        }
    }

    /// Examines the cell of an estimate.
    fn look_at_cell(&mut self, output: &GlucoseOutput, estimate: f64) {
        let Some(place) = diabetes_kernel::place(estimate, FIRST, PER_MG_DL) else { return };
        if let (Some(cell), Some(is_known)) = (self.cells.get_mut(place), self.is_known.get_mut(place))
            && !*is_known
        {
            *is_known = true;
            let from = FIRST + place as f64 / PER_MG_DL;
            *cell = uniform(output, from - SLACK, from + 1.0 / PER_MG_DL + SLACK).unwrap_or(Cell::UNKNOWN);
        }
    }
}

/// The cell for the estimates from `low` to `high`; `None` if anything changes within it.
fn uniform(output: &GlucoseOutput, low: f64, high: f64) -> Option<Cell> {
    let interval = &output.interval;
    let (bin, category) = (interval.bin(low), Category::of_glucose(low));
    if interval.bin(high) != bin || Category::of_glucose(high) != category {
        return None;
    }
    // The proportion of residuals below a number is monotonic, so no estimate in the cell has a probability outside
    // these two.
    let [least, most] = [[low, high], [high, low]].map(|ends| interval.probability_at(bin, ends, category));
    let confidence = Confidence::of(least - ROUNDING);
    let is_sure = Confidence::of(most + ROUNDING) == confidence;
    is_sure.then(|| Cell { reach: interval.residuals_90(bin), classes: [category.place(), confidence.place()] })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

    use super::*;
    use crate::Model;
    use crate::risk::GLUCOSE_CUTS;

    #[test]
    fn an_estimate_is_read_as_it_is_alone() {
        let model = Model::bundled();
        let output = model.outputs.glucose.as_ref().unwrap();
        let mut classes = GlucoseClasses::new();
        let turns = output.interval.quantiles.iter().flatten().flat_map(|q| GLUCOSE_CUTS.map(|cut| cut - q));
        let turns = turns.chain(output.interval.edges.iter().copied()).chain(GLUCOSE_CUTS).chain([FIRST, 306.0]);
        let around = turns.flat_map(|at| [at.next_down(), at, at.next_up()]);
        let fine = (0..30_000).map(|step| 40.0 + 0.01 * f64::from(step));
        let estimates: Vec<f64> =
            around.chain(fine).chain([f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]).collect();
        let rows = estimates.len();
        let (mut low, mut high) = (vec![0.0; rows], vec![0.0; rows]);
        let (mut category, mut confidence) = (vec![ASK; rows], vec![ASK; rows]);
        // The first pass examines the cells, the second reads them.
        for _ in 0..2 {
            let columns =
                Columns { low: &mut low, high: &mut high, category: &mut category, confidence: &mut confidence };
            classes.read(output, &estimates, columns);
            for (row, estimate) in estimates.iter().enumerate() {
                let (interval, of, sure) = output.reading(*estimate);
                assert_eq!([low[row], high[row]].map(f64::to_bits), interval.map(f64::to_bits), "at {estimate}");
                assert_eq!((category[row], confidence[row]), (of.place(), sure.place()), "at {estimate}");
            }
        }
        // The cells are useful: few are mixed.
        assert!(classes.cells.iter().filter(|cell| **cell != Cell::UNKNOWN).count() > 3900);
        assert!(!classes.is_known.contains(&false));
    }
}

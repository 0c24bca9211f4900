//! What many estimates of glucose are read as.

use super::GlucoseOutput;
use crate::risk::{Category, Confidence};

/// The scale of estimates in narrow cells. Nearly everywhere the whole cell has one bin, category and confidence,
/// which is found out once; an estimate in any other cell is read by itself.
#[derive(Debug)]
pub(super) struct Readings<'m> {
    pub(super) output: &'m GlucoseOutput,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    /// Nobody has asked.
    Unknown,
    /// The same for every estimate in it; the residuals are added to the estimate.
    Uniform { residuals: [f64; 2], category: Category, confidence: Confidence },
    /// Something changes within.
    Mixed,
}

/// Where the first cell begins, mg/dL; few people are estimated below it or beyond the last.
const FIRST: f64 = 50.0;
const PER_MG_DL: f64 = 8.0;
const CELLS: usize = 2048;

/// More than rounding can move an estimate into a neighbouring cell, mg/dL.
const SLACK: f64 = 1e-6;
/// More than rounding can move a probability.
const ROUNDING: f64 = 1e-9;

impl<'m> Readings<'m> {
    pub(super) fn new(output: &'m GlucoseOutput) -> Self {
        Self { output, cells: vec![Cell::Unknown; CELLS] }
    }

    /// As [`GlucoseOutput::reading`], to the bit.
    pub(super) fn of(&mut self, estimate: f64) -> ([f64; 2], Category, Confidence) {
        let place = (estimate - FIRST) * PER_MG_DL;
        // NaN and what lies below the first cell would be taken for it.
        let found = if place >= 0.0 { self.cells.get_mut(place as usize) } else { None };
        let Some(cell) = found else { return self.output.reading(estimate) };
        if matches!(cell, Cell::Unknown) {
            let from = FIRST + place.floor() / PER_MG_DL;
            *cell = Cell::between(self.output, from - SLACK, from + 1.0 / PER_MG_DL + SLACK);
        }
        match *cell {
            Cell::Uniform { residuals, category, confidence } => {
                (residuals.map(|residual| estimate + residual), category, confidence)
            }
            Cell::Unknown | Cell::Mixed => self.output.reading(estimate),
        }
    }
}

impl Cell {
    /// The cell of the estimates from `low` to `high`.
    fn between(output: &GlucoseOutput, low: f64, high: f64) -> Self {
        let interval = &output.interval;
        let (bin, category) = (interval.bin(low), Category::of_glucose(low));
        if interval.bin(high) != bin || Category::of_glucose(high) != category {
            return Self::Mixed;
        }
        // The share of residuals below a number never falls as the number rises, so no estimate of the cell has a
        // probability beyond these two.
        let [least, most] = [[low, high], [high, low]].map(|ends| interval.probability_at(bin, ends, category));
        let confidence = Confidence::of(least - ROUNDING);
        if Confidence::of(most + ROUNDING) != confidence {
            return Self::Mixed;
        }
        Self::Uniform { residuals: interval.residuals_90(bin), category, confidence }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what a panic means here")]

    use super::*;
    use crate::Model;
    use crate::risk::GLUCOSE_CUTS;

    #[test]
    fn an_estimate_is_read_as_it_is_alone() {
        let model = Model::bundled();
        let output = model.glucose.as_ref().unwrap();
        let mut readings = Readings::new(output);
        let turns = output.interval.quantiles.iter().flatten().flat_map(|q| GLUCOSE_CUTS.map(|cut| cut - q));
        let turns = turns.chain(output.interval.edges.iter().copied()).chain(GLUCOSE_CUTS).chain([FIRST, 306.0]);
        let around = turns.flat_map(|at| [at.next_down(), at, at.next_up()]);
        let fine = (0..30_000).map(|step| 40.0 + 0.01 * f64::from(step));
        for estimate in around.chain(fine).chain([f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]) {
            let bits = |(interval, category, confidence): ([f64; 2], Category, Confidence)| {
                (interval.map(f64::to_bits), category, confidence)
            };
            assert_eq!(bits(readings.of(estimate)), bits(output.reading(estimate)), "at {estimate}");
        }
        // The cells are of use: few are mixed.
        let count = |is: fn(&Cell) -> bool| readings.cells.iter().filter(|cell| is(cell)).count();
        assert!(count(|cell| matches!(cell, Cell::Uniform { .. })) > 1900);
        assert_eq!(count(|cell| matches!(cell, Cell::Unknown)), 0);
    }
}

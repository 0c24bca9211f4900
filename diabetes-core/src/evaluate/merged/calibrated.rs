//! Calibration from counts and sums.

use super::{Basis, Resampling, Step, are_too_few, counts, rows, steps};
use crate::evaluate::calibration::{Calibrated as OfRows, OutputCalibration};
use crate::evaluate::curve::curve_of_counts;
use crate::evaluate::sample::Sample;
use crate::evaluate::sums::{Cell, Judged, log_odds_at};
use crate::model::{Line, OutcomeCut, ScoredRow};
use crate::scorecard::Link;

/// Rounds in which a line and the places of cases within their cells are fitted to each other.
const ROUNDS: usize = 30;

/// The line of maximum likelihood where only the cell of each case is known (Dempster et al., 1977): the two rows of a
/// cell share its cases, and the others, as the line expects. Halves would make the slope too flat.
fn shared(rows: &mut [ScoredRow], mut line: Line) -> Option<Line> {
    for _ in 0..ROUNDS {
        for pair in rows.chunks_exact_mut(2) {
            let people: f64 = pair.iter().map(|row| row.weight).sum();
            for row in &mut *pair {
                let probability = Link::Logit.estimate(line.intercept + line.slope * row.score);
                row.weight = if row.outcome { probability } else { 1.0 - probability };
            }
            let expected: f64 = pair.iter().map(|row| row.weight).sum();
            if expected <= 0.0 {
                return None;
            }
            for row in pair {
                row.weight *= people / expected;
            }
        }
        line = line.refitted(rows)?;
    }
    Some(line)
}

/// Visits of a row that a refitted line takes.
const LINE_WORK: usize = 20;

pub(in crate::evaluate) fn calibration(
    of: &Basis,
    definition: &[OutcomeCut],
    resampling: &Resampling,
) -> OutputCalibration {
    let judged = &of.judged;
    if let Some(rows) = rows(judged) {
        let people = rows.len();
        let of = Sample { output: judged.output, definition, basis: of.rows, lacks_a_test: of.lacks_a_test, rows };
        let calibrated = OfRows::of(&of);
        return calibrated.figures(&resampling.of_rows(people, &calibrated));
    }
    let withheld = are_too_few(judged);
    let shown = (!withheld).then(|| Calibrated::of(judged));
    let line = shown.as_ref().and_then(|shown| shown.line);
    let intervals = match (&shown, line) {
        (Some(shown), Some(line)) => {
            let counts = counts(&steps(judged));
            resampling.intervals(&counts, LINE_WORK * counts.len(), |counts| shown.under(line, counts))
        }
        _ => Vec::new(),
    };
    let interval = |position: usize| intervals.get(position).copied().flatten();
    let people = judged.people as f64;
    let brier = shown.as_ref().map(|shown| shown.squared_error(judged) / people);
    let prevalence = judged.events as f64 / people;
    OutputCalibration {
        output: judged.output,
        definition: definition.to_vec(),
        judged_on: of.rows,
        rows: judged.people,
        events: judged.events,
        withheld,
        slope: line.map(|line| line.slope),
        slope_interval: interval(0),
        intercept: line.map(|line| line.intercept),
        in_the_large: shown.as_ref().and_then(|shown| Line::of_slope_1(&shown.rows)).map(|line| line.intercept),
        observed_expected: (!withheld).then(|| judged.events as f64 / judged.totals.expected()),
        observed_expected_interval: interval(1),
        brier,
        brier_scaled: brier.map(|brier| 1.0 - brier / (prevalence * (1.0 - prevalence))),
        curve: shown
            .map(|shown| curve_of_counts(shown.steps.iter().map(|step| (step.probability, step.counts))))
            .unwrap_or_default(),
    }
}

/// People who stand for those of the cells.
struct Calibrated {
    /// Two rows for each kind, and their kind.
    rows: Vec<ScoredRow>,
    kinds: Vec<u32>,
    line: Option<Line>,
    /// The cells, each at the mean probability of its people.
    steps: Vec<Step>,
}

impl Calibrated {
    fn of(judged: &Judged) -> Self {
        let cells = &judged.probabilities.cells;
        let places: Vec<(f64, f64)> = cells.iter().map(Cell::mean_and_spread).collect();
        let of_outcome = |cell: &Cell, outcome: bool| if outcome { cell.events } else { cell.people - cell.events };
        let each = || cells.iter().zip(&places);
        // Moves the people so that the sum of their log-odds is the one that was counted, of each outcome if known.
        let sum = |outcome: bool| {
            let of_cell =
                |(cell, (mean, _)): (&Cell, &(f64, f64))| of_outcome(cell, outcome) as f64 * log_odds_at(*mean);
            each().map(of_cell).sum::<f64>()
        };
        let (people, events) = (judged.people as f64, judged.events as f64);
        let shift = match judged.totals.log_odds() {
            (all, Some(with)) => [(all - with - sum(false)) / (people - events), (with - sum(true)) / events],
            (all, None) => [(all - sum(false) - sum(true)) / people; 2],
        };
        let (mut rows, mut kinds) = (Vec::new(), Vec::new());
        for (place, (cell, (mean, spread))) in each().enumerate() {
            for outcome in [false, true] {
                let people = of_outcome(cell, outcome) as f64;
                let [without, with] = shift;
                let shift = if outcome { with } else { without };
                // Two rows have the mean and the spread of the cell.
                for side in [-1.0, 1.0].into_iter().filter(|_| people > 0.0) {
                    let score = log_odds_at(mean + side * spread) + shift;
                    rows.push(ScoredRow { score, outcome, weight: people / 2.0 });
                    kinds.push((2 * place + usize::from(outcome)) as u32);
                }
            }
        }
        let raw: Vec<f64> = places.iter().map(|(mean, _)| Link::Logit.estimate(log_odds_at(*mean))).collect();
        let expected: f64 = cells.iter().zip(&raw).map(|(cell, probability)| cell.people as f64 * probability).sum();
        let scale = judged.totals.expected() / expected;
        let step = |(cell, probability): (&Cell, &f64)| Step {
            counts: [false, true].map(|outcome| of_outcome(cell, outcome)),
            is_tie: false,
            probability: probability * scale,
        };
        let steps = cells.iter().zip(&raw).map(step).collect();
        let line = Line::of(&rows, 0.0).and_then(|line| shared(&mut rows, line));
        Self { rows, kinds, line, steps }
    }

    /// Sum of squared differences between outcome and probability; cases count at the mean of their cell.
    fn squared_error(&self, judged: &Judged) -> f64 {
        let at_means = || self.steps.iter().map(|step| step.counts[1] as f64 * step.probability).sum();
        let of_events = judged.totals.expected_of_events().unwrap_or_else(at_means);
        judged.totals.squared_probability() - 2.0 * of_events + judged.events as f64
    }

    /// Slope, and observed over expected cases, with other counts of the same kinds.
    fn under(&self, line: Line, counts: &[f64]) -> Vec<Option<f64>> {
        let count = |kind: usize| counts.get(kind).copied().unwrap_or_default();
        let kinds: Vec<f64> = self.steps.iter().flat_map(|step| step.counts).map(|count| count as f64).collect();
        let people = |kind: usize| kinds.get(kind).copied().unwrap_or(1.0);
        let drawn = self.rows.iter().zip(&self.kinds);
        let rows: Vec<ScoredRow> = drawn
            .map(|(row, kind)| ScoredRow {
                weight: count(*kind as usize) * row.weight / people(*kind as usize),
                ..*row
            })
            .filter(|row| row.weight > 0.0)
            .collect();
        let (mut observed, mut expected) = (0.0, 0.0);
        for (place, step) in self.steps.iter().enumerate() {
            let [without, with] = [count(2 * place), count(2 * place + 1)];
            observed += with;
            expected += (without + with) * step.probability;
        }
        vec![line.refitted(&rows).map(|line| line.slope), (expected > 0.0).then(|| observed / expected)]
    }
}

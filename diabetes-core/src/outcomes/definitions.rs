//! Defines the outcome of each output.

use super::{MIN_EVENTS, OutcomeRow};
use crate::model::{OutcomeCut, Output, Outputs};
use crate::numbers::tenths;
use crate::risk::{GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::{Field, REQUIRED};
use crate::values::Values;
use crate::weights::Size;

/// The tests in the data, and the rows on which outputs are calibrated and evaluated.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "train", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Definitions {
    tests: Vec<Field>,
    /// The tests with their cut-offs, by probability output.
    cuts: Outputs<(), Vec<OutcomeCut>>,
    /// The required fields in the data, omitting any that would leave fewer than half of the rows. A record without
    /// them would not be answered.
    required: Vec<Field>,
    /// Probability outputs evaluated on the rows with every test.
    complete: Vec<Output>,
}

/// The number of rows and events. Sufficiency is based on the equivalent number of rows of equal weight.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "train", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    pub(crate) events: u64,
    with: Size,
    without: Size,
}

impl Counts {
    /// Counts outcomes with their weights.
    pub(crate) fn of(outcomes: impl Iterator<Item = (bool, f64)>) -> Self {
        outcomes.fold(Self::default(), |counts, (outcome, weight)| counts.and(outcome, weight))
    }

    /// With one more row.
    pub(crate) fn and(mut self, outcome: bool, weight: f64) -> Self {
        self.rows += 1;
        self.events += u64::from(outcome);
        let size = if outcome { &mut self.with } else { &mut self.without };
        *size = size.and(weight);
        self
    }

    /// The counts of these rows and others combined.
    #[cfg(feature = "train")]
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            events: self.events + other.events,
            with: self.with.with(other.with),
            without: self.without.with(other.without),
        }
    }

    pub(crate) fn effective_rows(self) -> f64 {
        self.with.with(self.without).effective()
    }

    /// For events and for non-events.
    pub(crate) fn effective_groups(self) -> [f64; 2] {
        [self.with, self.without].map(Size::effective)
    }

    /// The counts in words; with `is_weighted` also the equivalent counts of equal weight.
    pub(crate) fn told(self, is_weighted: bool) -> String {
        let told = format!("{} rows, {} events", self.rows, self.events);
        if !is_weighted {
            return told;
        }
        let [events, _] = self.effective_groups();
        let [rows, events] = [self.effective_rows(), events].map(tenths);
        format!("{told}; with these weights equivalent to {rows} rows, {events} events")
    }

    /// Whether figures would reveal more about individuals than about the group.
    pub(crate) fn are_too_few(self) -> bool {
        self.effective_groups().iter().any(|size| *size < MIN_EVENTS as f64)
    }
}

impl Definitions {
    /// Determines the definitions from the rows. A test has the cut-off from `own` for an output, else the ADA's.
    /// Outputs with fewer than `min_rows` rows with every test are evaluated on those with any.
    pub(crate) fn of(rows: &[OutcomeRow], min_rows: u64, own: impl Fn(Output, Field) -> Option<OutcomeCut>) -> Self {
        let known = |field: &Field| rows.iter().any(|row| row.values.known(*field).is_some());
        let tests: Vec<Field> = [Field::OutcomeMgDl, Field::Hba1cPercent].into_iter().filter(known).collect();
        let cut = |output, test| own(output, test).unwrap_or(ada_cut(output, test));
        let cuts = Outputs::of(None, |output| Some(tests.iter().map(|test| cut(output, *test)).collect()));
        let mut definitions = Self { tests, cuts, required: Vec::new(), complete: Output::ALL.to_vec() };
        for field in REQUIRED {
            definitions.required.push(field);
            let answerable = rows.iter().filter(|row| definitions.is_answerable(&row.values)).count();
            if 2 * answerable < rows.len() {
                definitions.required.pop();
            }
        }
        let enough = |output: &Output| {
            let judged = rows.iter().filter(|row| definitions.is_judged(*output, row));
            let counts = definitions.counts(*output, judged);
            counts.effective_rows() >= min_rows as f64 && !counts.are_too_few()
        };
        definitions.complete = Output::ALL.into_iter().filter(enough).collect();
        definitions
    }

    /// Whether the record has the fields required for a prediction, among those the data has.
    fn is_answerable(&self, values: &Values) -> bool {
        self.required.iter().all(|field| values.known(*field).is_some())
    }

    /// Whether a probability is calibrated and evaluated on the row: it must be answerable and have every test in the
    /// data, since a missing test hides cases. If too few rows have every test, any test suffices.
    pub(crate) fn is_judged(&self, output: Output, row: &OutcomeRow) -> bool {
        row.judges && self.has_tests(output, &row.values)
    }

    /// The condition of [`Definitions::is_judged`] on the record alone.
    pub(crate) fn has_tests(&self, output: Output, values: &Values) -> bool {
        let every = self.tests.iter().all(|test| values.known(*test).is_some());
        self.is_answerable(values) && (every || !self.complete.contains(&output))
    }

    /// Whether the row is used for calibration and evaluation at all: it is selected for that and answerable.
    pub(crate) fn judges(&self, row: &OutcomeRow) -> bool {
        row.judges && self.is_answerable(&row.values)
    }

    /// The rows a probability is evaluated on, as a code for the training facts.
    pub(crate) fn judged_on(&self, output: Output) -> &'static str {
        if self.complete.contains(&output) { "every_test" } else { "any_test" }
    }

    /// The tests and their cut-offs for a probability output; empty for glucose.
    pub(crate) fn cuts(&self, output: Output) -> &[OutcomeCut] {
        self.cuts.as_ref().probability(output).map_or(&[], Vec::as_slice)
    }

    /// Positive if any known test reaches its cut-off, negative if all known ones are below it.
    pub(crate) fn label(&self, output: Output, values: &Values) -> Option<bool> {
        OutcomeCut::label(self.cuts(output), |test| values.known(test))
    }

    /// The number of rows with a known outcome, and of those with the outcome.
    pub(crate) fn counts<'r>(&self, output: Output, rows: impl Iterator<Item = &'r OutcomeRow>) -> Counts {
        let outcome = |row: &OutcomeRow| match output {
            Output::Glucose => row.values.known(Field::OutcomeMgDl).map(|_| false),
            _ => self.label(output, &row.values),
        };
        Counts::of(rows.filter_map(|row| Some((outcome(row)?, row.weight))))
    }

    /// The outcome of a row: the glucose, or 1 for yes and 0 for no.
    #[cfg(feature = "train")]
    pub(crate) fn outcome(&self, output: Output, values: &Values) -> Option<f64> {
        match output {
            Output::Glucose => values.known(Field::OutcomeMgDl),
            _ => self.label(output, values).map(|outcome| f64::from(u8::from(outcome))),
        }
    }
}

fn ada_cut(output: Output, test: Field) -> OutcomeCut {
    let [prediabetes, diabetes] = if test == Field::Hba1cPercent { HBA1C_CUTS } else { GLUCOSE_CUTS };
    OutcomeCut { field: test, at: if output == Output::Diabetes { diabetes } else { prediabetes } }
}

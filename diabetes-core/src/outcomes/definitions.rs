//! What counts as the outcome of each output.

use super::{MIN_EVENTS, OutcomeRow};
use crate::model::{OutcomeCut, Output, Outputs};
use crate::numbers::tenths;
use crate::risk::{GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::{Field, REQUIRED};
use crate::values::Values;
use crate::weights::Size;

/// The tests that the data has, and the rows on which outputs are calibrated and judged.
#[derive(Clone, Debug)]
pub(crate) struct Definitions {
    tests: Vec<Field>,
    /// The tests with their cut-offs, by probability output.
    cuts: Outputs<(), Vec<OutcomeCut>>,
    /// The required fields that the data has, each left out that would leave fewer than half of the rows: a record
    /// without them would not be answered.
    required: Vec<Field>,
    /// Probability outputs judged on the rows with every test.
    complete: Vec<Output>,
}

/// Rows, and those with the outcome. What they can carry is counted by how many rows of equal weight say as much.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    pub(crate) events: u64,
    with: Size,
    without: Size,
}

impl Counts {
    /// Of outcomes with their weights.
    pub(crate) fn of(outcomes: impl Iterator<Item = (bool, f64)>) -> Self {
        outcomes.fold(Self::default(), |mut counts, (outcome, weight)| {
            counts.rows += 1;
            counts.events += u64::from(outcome);
            let size = if outcome { &mut counts.with } else { &mut counts.without };
            *size = size.and(weight);
            counts
        })
    }

    pub(crate) fn effective_rows(self) -> f64 {
        self.with.with(self.without).effective()
    }

    /// Of events, and of rows without.
    pub(crate) fn effective_groups(self) -> [f64; 2] {
        [self.with, self.without].map(Size::effective)
    }

    /// How many there are, in words; `is_weighted` says too how many of equal weight say as much.
    pub(crate) fn told(self, is_weighted: bool) -> String {
        let told = format!("{} rows, {} events", self.rows, self.events);
        if !is_weighted {
            return told;
        }
        let [events, _] = self.effective_groups();
        let [rows, events] = [self.effective_rows(), events].map(tenths);
        format!("{told}; with these weights equivalent to {rows} rows, {events} events")
    }

    /// Whether figures would say more about single people than about the group.
    pub(crate) fn are_too_few(self) -> bool {
        self.effective_groups().iter().any(|size| *size < MIN_EVENTS as f64)
    }
}

impl Definitions {
    /// Looks at the rows. A test has the cut-off that `own` gives for an output, else that of the ADA. Outputs with
    /// fewer than `min_rows` rows with every test are judged on those with any.
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

    /// Whether the record has what a prediction asks for, as far as the data has it at all.
    fn is_answerable(&self, values: &Values) -> bool {
        self.required.iter().all(|field| values.known(*field).is_some())
    }

    /// Whether a probability is calibrated and judged on the row: one that would be answered, with every test
    /// that the data has, since a missing test hides cases. Where too few rows have every test, any will do.
    pub(crate) fn is_judged(&self, output: Output, row: &OutcomeRow) -> bool {
        row.judges && self.has_tests(output, &row.values)
    }

    /// The same of a record, whoever judges.
    pub(crate) fn has_tests(&self, output: Output, values: &Values) -> bool {
        let every = self.tests.iter().all(|test| values.known(*test).is_some());
        self.is_answerable(values) && (every || !self.complete.contains(&output))
    }

    /// Whether the row judges anything: one of those chosen for it that would be answered.
    pub(crate) fn judges(&self, row: &OutcomeRow) -> bool {
        row.judges && self.is_answerable(&row.values)
    }

    /// The rows a probability is judged on, in words for the training facts.
    pub(crate) fn judged_on(&self, output: Output) -> &'static str {
        if self.complete.contains(&output) { "every_test" } else { "any_test" }
    }

    /// The tests and their cut-offs for a probability output; none for glucose.
    pub(crate) fn cuts(&self, output: Output) -> &[OutcomeCut] {
        self.cuts.as_ref().probability(output).map_or(&[], Vec::as_slice)
    }

    /// Yes when any known test reaches its cut-off, no when all known ones are below.
    pub(crate) fn label(&self, output: Output, values: &Values) -> Option<bool> {
        OutcomeCut::label(self.cuts(output), |test| values.known(test))
    }

    /// How many of the rows have a known outcome, and how many of them the outcome.
    pub(crate) fn counts<'r>(&self, output: Output, rows: impl Iterator<Item = &'r OutcomeRow>) -> Counts {
        let outcome = |row: &OutcomeRow| match output {
            Output::Glucose => row.values.known(Field::OutcomeMgDl).map(|_| false),
            _ => self.label(output, &row.values),
        };
        Counts::of(rows.filter_map(|row| Some((outcome(row)?, row.weight))))
    }
}

fn ada_cut(output: Output, test: Field) -> OutcomeCut {
    let [prediabetes, diabetes] = if test == Field::Hba1cPercent { HBA1C_CUTS } else { GLUCOSE_CUTS };
    OutcomeCut { field: test, at: if output == Output::Diabetes { diabetes } else { prediabetes } }
}

//! Shares out tests and collects the figures.

use super::choice::{cutoff, tested, tied_out};
use super::count::CaseCount;
use super::curve::curve;
use super::expected::expected;
use super::observed::observed;
use super::options::CapacityOptions;
use super::people::{Candidate, People};
use super::place::Place;
use super::result::{Capacity, PlaceCount};
use crate::model::{Model, OutcomeCut, Output, Outputs, Uncertainty};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::{Error, EvaluationError};

/// Shares out tests among the people of a table: those with the highest probability of the outcome are tested, people
/// of equal probability all or none, and never more than there are tests.
///
/// People with urgent findings, a measured value in the range of prediabetes or diabetes, known diabetes, a pregnancy
/// or a recent normal result, and rows with errors, are counted apart: their tests do not depend on the estimate. For
/// `observed`, the table must be read with [`Required::AgeAndSex`](crate::table::Required::AgeAndSex).
///
/// Fails with `no_such_output` or `bad_option` for an outcome that the model has no probability of, with `no_outcome`
/// if the outcomes of a screening are asked for and there are none, and with `unreadable_table` for a table that was
/// read without them.
///
/// ```
/// use diabetes_core::capacity::{CapacityOptions, capacity};
/// use diabetes_core::{Model, PatientTable, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad,hba1c\n\
///     35,F,22,75,110,70,\n61,M,33,112,150,90,\n50,F,27,88,125,80,\n58,F,30,98,135,85,7.1\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let found = capacity(&Model::bundled(), &table, &CapacityOptions { tests: 2, ..CapacityOptions::default() })?;
/// assert_eq!(found.places.iter().map(|place| place.code()).collect::<Vec<_>>(),
///            ["no_test", "test", "test", "measured_diabetes"]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn capacity(model: &Model, table: &PatientTable<'_>, options: &CapacityOptions) -> Result<Capacity, Error> {
    let order = order(options.outcome)?;
    let definitions = model.outputs.as_ref().map(|_| Vec::new(), |output| output.definition.clone());
    let [first, _] = order;
    let Some(definition) = definitions.as_ref().probability(first) else {
        return Err(Error::NoSuchOutput(first));
    };
    if options.observed {
        if !table.reads_target() {
            return Err(Error::Table("it was read without Required::AgeAndSex, which outcomes need".to_owned()));
        }
        if table.column(Field::OutcomeMgDl).is_none() && table.column(Field::Hba1cPercent).is_none() {
            return Err(EvaluationError::NoOutcome.into());
        }
    }
    let mut people = People::of(model, table, options, order);
    let judged_on = options.observed.then(|| people.keep_known(definition));
    let mut found =
        share_out(people, options.tests, order, |output| definitions.as_ref().probability(output).is_some());
    found.plan.judged_on = judged_on;
    if options.observed {
        let (tested, rest) = found.divided();
        let outcomes = |people: &[Candidate], definition: &[OutcomeCut]| -> Vec<bool> {
            people.iter().filter_map(|person| person.outcome(definition)).collect()
        };
        let figures = |output| {
            let definition = definitions.as_ref().probability(output)?;
            observed(&outcomes(tested, definition), &outcomes(rest, definition))
        };
        found.plan.observed = Outputs::of(None, figures);
    }
    if let Some(factors) = model.uncertainty().map(Uncertainty::factors) {
        let place = usize::from(first != Output::Diabetes);
        let (tested, _) = found.divided();
        let ends = tested.iter().filter_map(|person| Some(factors.interval(*person.risks.get(place)?)));
        found.plan.found_if_risk_differs =
            Some(ends.fold([0.0, 0.0], |[low, high], [lower, upper]| [low + lower, high + upper]));
    }
    found.plan.definition = Outputs { glucose: None, ..definitions };
    Ok(found.plan)
}

/// Shares out tests among people of whom only the probability of an outcome is known. A probability that is NaN or
/// outside 0 to 1 is counted as an error.
///
/// Fails with `bad_option` for the outcome glucose.
///
/// ```
/// use diabetes_core::{Output, capacity::capacity_of_risks};
/// let found = capacity_of_risks(&[0.02, 0.3, 0.1, 0.1], 2, Output::Diabetes)?;
/// // A second test would have to choose between two people of equal risk.
/// assert_eq!((found.tested, found.tied_out, found.cutoff), (1, 2, Some(0.3)));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn capacity_of_risks(risks: &[f64], tests: u64, outcome: Output) -> Result<Capacity, Error> {
    let order = order(outcome)?;
    Ok(share_out(People::of_risks(risks), tests, order, |output| output == outcome).plan)
}

/// The outcome by which people are chosen, and the other one.
fn order(outcome: Output) -> Result<[Output; 2], EvaluationError> {
    match outcome {
        Output::Diabetes => Ok([Output::Diabetes, Output::Dysglycaemia]),
        Output::Dysglycaemia => Ok([Output::Dysglycaemia, Output::Diabetes]),
        Output::Glucose => Err(EvaluationError::BadOption("outcome must be diabetes or dysglycaemia".to_owned())),
    }
}

/// A plan with its candidates, the ones who are tested first.
struct Shared {
    plan: Capacity,
    candidates: Vec<Candidate>,
}

impl Shared {
    fn divided(&self) -> (&[Candidate], &[Candidate]) {
        self.candidates.split_at_checked(self.plan.tested as usize).unwrap_or_default()
    }
}

fn share_out(mut people: People, tests: u64, order: [Output; 2], has: impl Fn(Output) -> bool) -> Shared {
    people.sort();
    let People { candidates, mut places, errors } = people;
    let risks = |place: usize, of: &[Candidate]| -> Vec<f64> {
        of.iter().map(|person| person.risks.get(place).copied().unwrap_or(f64::NAN)).collect()
    };
    let sorted = risks(0, &candidates);
    let chosen = tested(&sorted, tests);
    let (curve, of_tested) = curve(&sorted, chosen);
    // From the lowest probability on, because it is exact for as many people as possible then.
    let of_rest = CaseCount::of(sorted.iter().skip(chosen).rev().copied());
    let mut exact = of_tested.is_exact() && of_rest.is_exact();
    let (tested, rest) = candidates.split_at_checked(chosen).unwrap_or_default();
    let [first, second] = order;
    let mut figures = |output: Output| {
        if output == first {
            return Some(expected(&of_tested, &of_rest));
        }
        has(second).then(|| {
            let of = |people: &[Candidate]| CaseCount::of(risks(1, people).into_iter());
            let (of_tested, of_rest) = (of(tested), of(rest));
            exact &= of_tested.is_exact() && of_rest.is_exact();
            expected(&of_tested, &of_rest)
        })
    };
    let expected = Outputs::of(None, &mut figures);
    let mut probabilities = vec![f64::NAN; places.len()];
    for (number, person) in candidates.iter().enumerate() {
        if let Some(probability) = probabilities.get_mut(person.row) {
            *probability = person.risks.first().copied().unwrap_or(f64::NAN);
        }
        if let Some(place) = places.get_mut(person.row).filter(|_| number < chosen) {
            *place = Place::Test;
        }
    }
    let count = |wanted: Place| places.iter().filter(|place| **place == wanted).count() as u64;
    let apart = Place::ALL.into_iter().filter(|place| !place.is_candidate());
    let plan = Capacity {
        tests,
        outcome: first,
        rows: places.len() as u64,
        candidates: candidates.len() as u64,
        tested: tested.len() as u64,
        not_tested: rest.len() as u64,
        tests_left: tests - tested.len() as u64,
        tied_out: tied_out(&sorted, tests, chosen),
        cutoff: cutoff(&sorted, chosen),
        advised_not_tested: rest.iter().filter(|person| person.is_advised).count() as u64,
        apart: apart
            .map(|place| PlaceCount { place: place.code(), people: count(place) })
            .filter(|of| of.people > 0)
            .collect(),
        errors,
        expected,
        found_if_risk_differs: None,
        observed: Outputs::default(),
        judged_on: None,
        definition: Outputs::default(),
        exact,
        curve,
        places,
        probabilities,
    };
    Shared { plan, candidates }
}

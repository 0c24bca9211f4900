//! The plan of a number of tests, and its keys.

use super::curve::CapacityPoint;
use super::expected::CaseFigures;
use super::place::Place;
use crate::model::{OutcomeCut, Output, Outputs};
use crate::outputs::present;
use serde::Serialize;
use std::collections::BTreeMap;

/// People in the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceCount {
    /// The code of the place.
    pub place: &'static str,
    /// How many people.
    pub people: u64,
}

/// Whom a number of tests should go to, and what they find.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Capacity {
    /// The tests that can be paid.
    pub tests: u64,
    /// The outcome by whose probability people are chosen.
    pub outcome: Output,
    /// Rows of the data.
    pub rows: u64,
    /// People whose risk decides whether they are tested.
    pub candidates: u64,
    /// Candidates who are tested: those at or above the cut-off.
    pub tested: u64,
    /// Candidates who are not.
    pub not_tested: u64,
    /// Tests that are left.
    pub tests_left: u64,
    /// Candidates just below the cut-off who have equal probabilities and are more than the tests left; 0 if the tests
    /// end between two probabilities.
    pub tied_out: u64,
    /// The shortest decimal probability that the people tested reach and the other candidates do not; `None` if nobody
    /// is tested.
    pub cutoff: Option<f64>,
    /// Candidates below the cut-off whom the advice tells to have a test now; they need it all the same.
    pub advised_not_tested: u64,
    /// People who do not compete for a test, in the order in which they are attended to.
    pub apart: Vec<PlaceCount>,
    /// Rows with errors, by the code of the first error.
    pub errors: BTreeMap<String, u64>,
    /// The figures of each outcome as the model's probabilities have them. They suppose that the model is calibrated
    /// for these people.
    #[serde(serialize_with = "present")]
    pub expected: Outputs<CaseFigures>,
    /// Cases of diabetes among the people tested if everyone's risk were at the lower or the upper end of its 90 %
    /// interval; `None` if the model has none.
    pub found_if_risk_differs: Option<[f64; 2]>,
    /// The figures of each outcome as it was, if outcomes are known. An outcome with fewer than 10 cases, or fewer than
    /// 10 people without it, is left out.
    #[serde(serialize_with = "present")]
    pub observed: Outputs<CaseFigures>,
    /// With outcomes: `every_test` if people have every test that the data and the definition share, or `any_test` if
    /// too few have.
    pub judged_on: Option<&'static str>,
    /// Who is a case: the tests and values from which the outcome is present.
    #[serde(serialize_with = "present")]
    pub definition: Outputs<Vec<OutcomeCut>>,
    /// Whether the intervals of the expected cases are exact instead of approximate.
    pub exact: bool,
    /// What other numbers of tests find.
    pub curve: Vec<CapacityPoint>,
    /// The place of each row.
    #[serde(skip)]
    pub places: Vec<Place>,
    /// The probability by which each row is chosen; NaN for rows that do not compete.
    #[serde(skip)]
    pub probabilities: Vec<f64>,
}

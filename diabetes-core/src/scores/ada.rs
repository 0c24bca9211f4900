//! The ADA risk test.

use super::{Score, levels, steps};
use crate::schema::Field;
use crate::scorecard::{Cut, Term};
use std::sync::LazyLock;

/// The form publishes no absolute risk: 5 points and more advise a test.
pub(super) static SCORE: Score = Score {
    name: "ada_risk_test",
    range: (0.0, 11.0),
    bands: &[(0.0, "lower"), (5.0, "high")],
    citation: "Bang et al., Ann Intern Med 2009;151:775; ADA risk test form",
    items: LazyLock::new(items),
};

fn items() -> Vec<Term> {
    vec![
        steps(Field::Age, &[Cut::from(40.0), Cut::from(50.0), Cut::from(60.0)], &[0.0, 1.0, 2.0, 3.0]),
        levels(Field::Sex, &[1.0, 0.0]),
        levels(Field::GestationalDiabetes, &[1.0, 0.0]),
        levels(Field::FamilyDegree, &[0.0, 0.0, 1.0]),
        levels(Field::Hypertension, &[1.0, 0.0]),
        levels(Field::Exercise, &[0.0, 1.0]),
        steps(Field::Bmi, &[Cut::from(25.0), Cut::from(30.0), Cut::from(40.0)], &[0.0, 1.0, 2.0, 3.0]),
    ]
}

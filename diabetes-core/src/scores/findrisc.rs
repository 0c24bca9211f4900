//! FINDRISC, the form of 0 to 26 points.

use super::{Score, levels, steps};
use crate::schema::Field;
use crate::scorecard::{Cut, Shape, Term};
use std::sync::LazyLock;

/// Bands and published ten-year risk (Finland): < 7 1/100, 7–11 1/25, 12–14 1/6, 15–20 1/3, > 20 1/2.
pub(super) static SCORE: Score = Score {
    name: "findrisc",
    range: (0.0, 26.0),
    bands: &[(0.0, "low"), (7.0, "slightly_elevated"), (12.0, "moderate"), (15.0, "high"), (21.0, "very_high")],
    citation: "Lindström & Tuomilehto, Diabetes Care 2003;26:725; form with family degree: Saaristo et al., Diab Vasc Dis Res 2005;2:67",
    items: LazyLock::new(items),
};

fn items() -> Vec<Term> {
    let waist = |from: f64, above: f64| Shape::Steps {
        cuts: vec![Cut::from(from), Cut::above(above)],
        points: vec![0.0, 3.0, 4.0],
    };
    vec![
        steps(Field::Age, &[Cut::from(45.0), Cut::from(55.0), Cut::from(65.0)], &[0.0, 2.0, 3.0, 4.0]),
        steps(Field::Bmi, &[Cut::from(25.0), Cut::above(30.0)], &[0.0, 1.0, 3.0]),
        Term {
            field: Field::WaistCm,
            shape: Shape::By { field: Field::Sex, shapes: vec![waist(94.0, 102.0), waist(80.0, 88.0)] },
        },
        levels(Field::Exercise, &[0.0, 2.0]),
        levels(Field::DailyVegetables, &[0.0, 1.0]),
        levels(Field::BpMedication, &[2.0, 0.0]),
        levels(Field::HighGlucoseEver, &[5.0, 0.0]),
        levels(Field::FamilyDegree, &[0.0, 3.0, 5.0]),
    ]
}

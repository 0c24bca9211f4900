//! AUSDRISK, diabetes within five years (Chen et al., Med J Aust 2010;192:197), as far as the survey allows.

use diabetes_core::{Field, Patient};

/// The points that are certain. The survey file has neither ancestry nor diet, so no one gets the points for a birth
/// outside Australia, the lower cut-offs of the waist or few vegetables. Half an hour of activity a day counts as the
/// form's two and a half hours a week.
pub(crate) fn certain_points(patient: &Patient) -> Option<f64> {
    let is = |field: Field, choice: &str, points: f64| if patient.choice(field) == Some(choice) { points } else { 0.0 };
    let steps = |value: f64, cuts: &[f64]| cuts.iter().filter(|cut| value >= **cut).count() as f64;
    let (waist, is_man) = (patient.get(Field::WaistCm)?, patient.choice(Field::Sex)? == "M");
    let [some, many] = if is_man { [102.0, 110.0] } else { [88.0, 100.0] };
    Some(
        2.0 * steps(patient.get(Field::Age)?, &[35.0, 45.0, 55.0, 65.0])
            + is(Field::Sex, "M", 3.0)
            + is(Field::FamilyHistory, "Si", 3.0)
            + is(Field::HighGlucoseEver, "Si", 6.0)
            + is(Field::BpMedication, "Si", 2.0)
            + is(Field::Smoker, "Si", 2.0)
            + is(Field::Exercise, "No", 2.0)
            + match waist {
                waist if waist > many => 7.0,
                waist if waist >= some => 4.0,
                _ => 0.0,
            },
    )
}

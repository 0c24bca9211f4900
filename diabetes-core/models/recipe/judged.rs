//! The people of later cycles, with the results of the models and the published scores.

use crate::ausdrisk;
use crate::survey::Person;
use diabetes_core::{Field, Model, PartialRecord, Patient, scores};

/// The field that identifies people who have already been told.
pub(crate) const TOLD: &str = "antecedente_glucosa_alta";

/// The output of a model.
#[derive(Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) diabetes: f64,
    pub(crate) dysglycaemia: f64,
    pub(crate) glucose: f64,
    /// The ends of the 90 % interval of glucose.
    pub(crate) interval: [f64; 2],
    /// The ends of the 90 % interval of P(diabetes).
    pub(crate) risk_interval: [f64; 2],
}

/// A person of a later cycle.
pub(crate) struct Judged {
    pub(crate) sex: Option<&'static str>,
    pub(crate) age: f64,
    pub(crate) body_mass_index: f64,
    /// Whether they had been told of high glucose before; `None` if they did not say.
    pub(crate) told: Option<bool>,
    pub(crate) hba1c: f64,
    pub(crate) glucose: Option<f64>,
    pub(crate) answer: Answer,
    /// With the item left blank.
    pub(crate) blank: Answer,
    pub(crate) findrisc: f64,
    /// Without what they were told.
    pub(crate) findrisc_blank: f64,
    pub(crate) ada: f64,
    pub(crate) ausdrisk: f64,
}

impl Judged {
    pub(crate) fn has_diabetes(&self) -> bool {
        self.hba1c >= 6.5 || self.glucose.is_some_and(|glucose| glucose >= 126.0)
    }

    pub(crate) fn has_dysglycaemia(&self) -> bool {
        self.hba1c >= 5.7 || self.glucose.is_some_and(|glucose| glucose >= 100.0)
    }
}

/// The people whom the model answers and who have a known HbA1c.
pub(crate) fn judge(model: &Model, people: &[&Person]) -> Vec<Judged> {
    people.iter().filter_map(|person| judged(model, person)).collect()
}

fn judged(model: &Model, person: &Person) -> Option<Judged> {
    let record = person.record(None);
    let patient = Patient::from_record(&record, false).ok()?;
    let points = PartialRecord::from_record(&record, false).ok()?;
    let untold = PartialRecord::from_record(&person.record(Some(TOLD)), false).ok()?;
    Some(Judged {
        sex: patient.choice(Field::Sex),
        age: patient.get(Field::Age)?,
        body_mass_index: patient.get(Field::Bmi)?,
        told: match person.text(TOLD) {
            "Si" => Some(true),
            "No" => Some(false),
            _ => None,
        },
        hba1c: person.hba1c?,
        glucose: person.glucose,
        answer: answer(model, &patient)?,
        blank: answer(model, &Patient::from_record(&person.record(Some(TOLD)), false).ok()?)?,
        findrisc: scores::findrisc(&points).points_min,
        findrisc_blank: scores::findrisc(&untold).points_min,
        ada: scores::ada_risk_test(&points).points_min,
        ausdrisk: ausdrisk::certain_points(&patient)?,
    })
}

fn answer(model: &Model, patient: &Patient) -> Option<Answer> {
    let prediction = model.predict(patient);
    let probabilities = prediction.probabilities?;
    Some(Answer {
        diabetes: probabilities.diabetes,
        dysglycaemia: probabilities.diabetes + probabilities.prediabetes,
        glucose: prediction.glucose_mg_dl?,
        interval: prediction.interval?,
        risk_interval: prediction.risk_interval.unwrap_or([f64::NAN; 2]),
    })
}

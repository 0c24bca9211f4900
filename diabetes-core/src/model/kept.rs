//! Answers together with their records, as a service stores them; both come from one pass.

use super::json::{write, write_errors};
use super::work::Work;
use super::{Model, PredictionTable};
use crate::record::Record;
use crate::table::{Required, TableBuilder};
use crate::validation::ValidationErrors;
use crate::values::Values;
use crate::{AdviceOptions, Locale, Patient, Prediction};
use serde::Serialize;

/// An answer and its record.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// JSON, as [`Model::predict_json`] writes it.
    pub json: Vec<u8>,
    /// What it was written from, or the errors of a rejected record.
    pub found: Result<Found, ValidationErrors>,
}

/// A record that was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The values as given.
    pub given: Given,
    /// The patient, with derived fields filled in.
    pub patient: Patient,
    /// The answer.
    pub prediction: Prediction,
}

/// A record as read: the given schema fields in schema order, numbers in their shortest digits and choices in the
/// schema's spelling, without derived fields. Predicting from it again gives the same answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Given(Values);

impl Given {
    /// The record as JSON.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut text = Vec::with_capacity(512);
        write(self, &mut text);
        text
    }
}

impl Model {
    /// Answers a JSON record. A list is rejected like any other value that is not a record.
    ///
    /// ```
    /// use diabetes_core::{AdviceOptions, Locale, Model};
    /// let (model, options) = (Model::bundled(), AdviceOptions::default());
    /// let body = br#"{"nombre": "Ana", "sexo": "m", "edad": 4.5e1, "imc": 28.50, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    /// let found = model.answer_record(body, Locale::En, &options).found?;
    /// let kept = br#"{"edad":45.0,"sexo":"M","imc":28.5,"perimetro_abdominal":95.0,"tas":135.0,"tad":85.0}"#;
    /// assert_eq!(found.given.to_json(), kept);
    /// assert_eq!(found.prediction, model.predict(&found.patient));
    /// assert!(model.answer_record(b"[]", Locale::En, &options).found.is_err());
    /// # Ok::<(), diabetes_core::ValidationErrors>(())
    /// ```
    #[must_use]
    pub fn answer_record(&self, body: &[u8], locale: Locale, options: &AdviceOptions) -> Answer {
        let mut json = Vec::with_capacity(1024);
        let read = Record::from_json(body).and_then(|record| Patient::with_given(&record));
        let found = read.map(|(patient, given)| {
            let prediction = self.predict_with(&patient, options);
            write(&prediction.localized(locale), &mut json);
            Found { given: Given(given), patient, prediction }
        });
        if let Err(errors) = &found {
            write_errors(errors, locale, &mut json);
        }
        Answer { json, found }
    }

    /// Answers a table, evaluating each row once: the columns of [`Model::predict_table`], and for every valid row the
    /// result of [`Model::answer_record`].
    ///
    /// ```
    /// use diabetes_core::{AdviceOptions, Locale, Model, PatientTable};
    /// let mut builder = PatientTable::builder(1);
    /// builder.values("sexo", ["m"].into_iter().map(Into::into))?;
    /// for (name, value) in [("edad", 45.0), ("imc", 28.5), ("perimetro_abdominal", 95.0), ("tas", 135.0), ("tad", 85.0)] {
    ///     builder.values(name, [value].into_iter().map(Into::into))?;
    /// }
    /// let body = br#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    /// let (model, options) = (Model::bundled(), AdviceOptions::default());
    /// let (columns, answers) = model.answer_table(builder, Locale::En, &options);
    /// assert_eq!(answers, [Some(model.answer_record(body, Locale::En, &options))]);
    /// assert!(columns.is_plain(0));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn answer_table(
        &self,
        rows: TableBuilder<'_>,
        locale: Locale,
        options: &AdviceOptions,
    ) -> (PredictionTable, Vec<Option<Answer>>) {
        let options = &options.on_the_day();
        let given: Vec<Given> = (0..rows.rows()).map(|row| Given(rows.values_of(row))).collect();
        let table = rows.finish(Required::Six);
        let mut columns = PredictionTable::new(table.rows(), self, Work::ALL);
        let answer = |(row, given): (usize, Given)| match table.patient(row) {
            Ok(patient) => {
                let prediction = self.predict_with(&patient, options);
                columns.set(row, &prediction);
                let mut json = Vec::with_capacity(1024);
                write(&prediction.localized(locale), &mut json);
                Some(Answer { json, found: Ok(Found { given, patient, prediction }) })
            }
            Err(errors) => {
                columns.refuse(row, &errors, &table.sound_values(row, &errors));
                None
            }
        };
        let answers = given.into_iter().enumerate().map(answer).collect();
        (columns, answers)
    }
}

//! Answers with the records that they answer, as a service keeps them: both come from one reading.

use super::json::{write, write_errors};
use super::{Model, PredictionTable};
use crate::record::Record;
use crate::table::{Required, TableBuilder};
use crate::values::Values;
use crate::{AdviceOptions, Locale, Patient};

/// An answer, and the record that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// JSON, as [`Model::predict_json`] writes it.
    pub answer: Vec<u8>,
    /// JSON of the record as it was read: the fields of the schema that were given, in its order, numbers in their
    /// shortest digits and choices in the schema's spelling, and nothing that follows from them. It is answered in the
    /// same way again. `None` for a record that was refused.
    pub record: Option<Vec<u8>>,
}

impl Model {
    /// Answers a JSON record. A list is refused like any other value that is no record.
    ///
    /// ```
    /// use diabetes_core::{AdviceOptions, Locale, Model};
    /// let (model, options) = (Model::bundled(), AdviceOptions::default());
    /// let body = br#"{"nombre": "Ana", "sexo": "m", "edad": 4.5e1, "imc": 28.50, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    /// let record = model.answer_record(body, Locale::En, &options).record.unwrap_or_default();
    /// let kept = r#"{"edad":45.0,"sexo":"M","imc":28.5,"perimetro_abdominal":95.0,"tas":135.0,"tad":85.0}"#;
    /// assert_eq!(String::from_utf8(record)?, kept);
    /// assert_eq!(model.answer_record(b"[]", Locale::En, &options).record, None);
    /// # Ok::<(), std::string::FromUtf8Error>(())
    /// ```
    #[must_use]
    pub fn answer_record(&self, body: &[u8], locale: Locale, options: &AdviceOptions) -> Answer {
        let mut answer = Vec::with_capacity(1024);
        let record = match Record::from_json(body).and_then(|record| Patient::with_given(&record)) {
            Ok((patient, given)) => {
                write(&self.predict_with(&patient, options).localized(locale), &mut answer);
                Some(text_of(&given))
            }
            Err(errors) => {
                write_errors(&errors, locale, &mut answer);
                None
            }
        };
        Answer { answer, record }
    }

    /// Answers a table, each row once: the columns of [`Model::predict_table`], and for every good row what
    /// [`Model::answer_record`] gives for it.
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
        let given: Vec<Values> = (0..rows.rows()).map(|row| rows.values_of(row)).collect();
        let table = rows.finish(Required::Six);
        let mut columns = PredictionTable::new(table.rows(), self);
        let answer = |(row, given): (usize, &Values)| match table.patient(row) {
            Ok(patient) => {
                let (mut prediction, missing) = self.predict_apart(&patient, options);
                columns.set(row, &prediction, missing);
                prediction.imputed = self.imputed_fields(missing).0;
                let mut answer = Vec::with_capacity(1024);
                write(&prediction.localized(locale), &mut answer);
                Some(Answer { answer, record: Some(text_of(given)) })
            }
            Err(errors) => {
                columns.refuse(row, &errors);
                None
            }
        };
        let answers = given.iter().enumerate().map(answer).collect();
        (columns, answers)
    }
}

fn text_of(given: &Values) -> Vec<u8> {
    let mut text = Vec::with_capacity(512);
    write(given, &mut text);
    text
}

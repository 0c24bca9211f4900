//! Bytes in, bytes out: the complete path of a JSON record, for services.

use super::Model;
use crate::record::Record;
use crate::validation::ValidationErrors;
use crate::{AdviceOptions, Locale, Patient, json};
use serde::Serialize;

impl Model {
    /// Answers a JSON record, or a list of them, as JSON.
    ///
    /// It never fails: an invalid record is answered with `{"errors": [{code, field, message, limits}]}`, in a list at
    /// its own position.
    ///
    /// ```
    /// use diabetes_core::{Locale, Model};
    /// let answer = Model::bundled().predict_json(br#"[{"edad": 45}, 7]"#, Locale::En);
    /// assert!(String::from_utf8(answer)?.starts_with(r#"[{"errors":[{"code":"missing","field":"sexo""#));
    /// # Ok::<(), std::string::FromUtf8Error>(())
    /// ```
    #[must_use]
    pub fn predict_json(&self, body: &[u8], locale: Locale) -> Vec<u8> {
        self.predict_json_with(body, locale, &AdviceOptions::default())
    }

    /// Like [`Model::predict_json`], with options for the advice.
    #[must_use]
    pub fn predict_json_with(&self, body: &[u8], locale: Locale, options: &AdviceOptions) -> Vec<u8> {
        let options = &options.on_the_day();
        let mut out = Vec::with_capacity(1024);
        if json::starts_a_list(body) {
            match json::list(body) {
                Ok(records) => {
                    out.push(b'[');
                    for (position, record) in records.iter().enumerate() {
                        if position > 0 {
                            out.push(b',');
                        }
                        self.answer(Record::from_item(record), locale, options, &mut out);
                    }
                    out.push(b']');
                }
                Err(error) => write_errors(&error.into(), locale, &mut out),
            }
        } else {
            self.answer(Record::from_json(body), locale, options, &mut out);
        }
        out
    }

    fn answer(
        &self,
        record: Result<Record<'_>, ValidationErrors>,
        locale: Locale,
        options: &AdviceOptions,
        out: &mut Vec<u8>,
    ) {
        match record.and_then(|record| Patient::from_record(&record, false)) {
            Ok(patient) => write(&self.predict_with(&patient, options).localized(locale), out),
            Err(errors) => write_errors(&errors, locale, out),
        }
    }
}

pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) {
    // Writing our own types to memory cannot fail.
    let written = json::write(value, out);
    debug_assert!(written.is_ok());
}

pub(super) fn write_errors(errors: &ValidationErrors, locale: Locale, out: &mut Vec<u8>) {
    #[derive(Serialize)]
    struct Refusal<T> {
        errors: T,
    }
    write(&Refusal { errors: errors.localized(locale) }, out);
}

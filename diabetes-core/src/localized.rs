//! The answer for one patient in wire format.

use crate::Locale;
use crate::advice::{Advice, Urgent};
use crate::applicability::NotApplicable;
use crate::prediction::{Pairs, Prediction};
use crate::risk::MeasuredValue;
use crate::schema::Field;
use crate::validation::Warning;
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Prediction {
    /// The answer in wire format, with its texts in the given language.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> LocalizedPrediction<'_> {
        LocalizedPrediction { prediction: self, locale }
    }
}

/// A [`Prediction`] ready to be serialized with its wire names.
#[derive(Debug)]
pub struct LocalizedPrediction<'a> {
    prediction: &'a Prediction,
    locale: Locale,
}

impl Serialize for LocalizedPrediction<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let p = self.prediction;
        let mut map = serializer.serialize_map(Some(15))?;
        map.serialize_entry("glucose_mg_dl", &p.glucose_mg_dl)?;
        map.serialize_entry("interval", &p.interval)?;
        map.serialize_entry("category", &p.category)?;
        map.serialize_entry("confidence", &p.confidence)?;
        map.serialize_entry("probabilities", &p.probabilities)?;
        map.serialize_entry("risk_level", &p.risk_level)?;
        map.serialize_entry("risk_interval", &p.risk_interval)?;
        map.serialize_entry("urgent", &UrgentCodes(p.advice))?;
        map.serialize_entry("next_step", &Step(p.advice, self.locale))?;
        map.serialize_entry("test_advised", &p.advice.test_advised())?;
        map.serialize_entry("interpretation", &p.interpretation(self.locale))?;
        map.serialize_entry("imputed", &p.imputed)?;
        map.serialize_entry("warnings", &Warnings(&p.warnings, self.locale))?;
        let measured: Vec<(Field, MeasuredValue)> = p.measured.values().collect();
        map.serialize_entry("measured", &Pairs(&measured))?;
        map.serialize_entry("not_applicable", &p.not_applicable.map(NotApplicable::code))?;
        map.end()
    }
}

struct UrgentCodes(Advice);

impl Serialize for UrgentCodes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.urgent().map(Urgent::code))
    }
}

/// The next step in wire format.
struct Step(Advice, Locale);

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let step = self.0.next_step();
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", step.code())?;
        map.serialize_entry("text", &self.0.text(self.1))?;
        map.serialize_entry("source", &step.source())?;
        map.end()
    }
}

struct Warnings<'a>(&'a [Warning], Locale);

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|warning| warning.localized(self.1)))
    }
}

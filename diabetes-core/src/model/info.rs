//! The facts of a model, for display.

use super::stored_facts::StoredFacts;
use super::{
    Calibration, Cutoffs, FORMAT_VERSION, FieldStats, Metrics, Model, OutcomeCut, Outputs, Recalibration,
    TrainingFacts, Uncertainty, Words,
};
use crate::outputs;
use crate::schema::{Field, Role};
use crate::{Error, Locale};
use serde::Serialize;
use serde_json::Value;

/// Name, version, algorithm, date, fields, outputs, training facts, metrics and recalibration, for display.
#[derive(Clone, Debug, Serialize)]
pub struct Info<'a> {
    name: &'a str,
    version: String,
    algorithm: &'a str,
    created: &'a str,
    synthetic: Option<bool>,
    origin: Option<Words>,
    library_version: &'a str,
    format_version: u64,
    hash: String,
    fields: Vec<FieldInfo<'a>>,
    #[serde(serialize_with = "outputs::present")]
    outputs: Outputs<OutputInfo<'a>>,
    cutoffs: Option<&'a Cutoffs>,
    uncertainty: Option<&'a Uncertainty>,
    training: &'a StoredFacts<TrainingFacts>,
    metrics: &'a StoredFacts<Metrics>,
    recalibration: Option<&'a StoredFacts<Recalibration>>,
}

#[derive(Clone, Debug, Serialize)]
struct FieldInfo<'a> {
    field: Field,
    used: bool,
    unit: &'static str,
    training: Option<&'a FieldStats>,
}

#[derive(Clone, Debug, Serialize)]
struct OutputInfo<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a [OutcomeCut]>,
    intercept: f64,
    calibration: Calibration,
}

/// The version of a model: the first digits of its hash.
pub(crate) fn version_of(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

impl Model {
    /// Name, version, algorithm, date, fields, outputs, training facts, metrics and recalibration, as a JSON value.
    pub fn info(&self) -> Result<Value, Error> {
        serde_json::to_value(self.info_parts()?).map_err(|error| Error::Io(error.into()))
    }

    /// Like [`Model::info`], but ready to be serialized.
    pub fn info_parts(&self) -> Result<Info<'_>, Error> {
        let hash = self.hash()?;
        let used = self.used_fields();
        let fields = Field::all()
            .filter(|field| field.spec().role == Role::Predictor)
            .map(|field| FieldInfo {
                field,
                used: used.contains(&field),
                unit: field.spec().unit,
                training: self.fields.iter().find(|stats| stats.field == field),
            })
            .collect();
        Ok(Info {
            name: &self.name,
            version: version_of(&hash).to_owned(),
            algorithm: &self.algorithm,
            created: &self.created,
            synthetic: self.synthetic(),
            origin: self
                .told_origin()
                .map(|origin| Words { es: origin.sentence(Locale::Es), en: origin.sentence(Locale::En) }),
            library_version: &self.library_version,
            format_version: FORMAT_VERSION,
            hash,
            fields,
            outputs: self.outputs.as_ref().map(
                |output| OutputInfo {
                    unit: Some(Field::OutcomeMgDl.spec().unit),
                    definition: None,
                    intercept: output.scorecard.intercept,
                    calibration: output.calibration,
                },
                |output| OutputInfo {
                    unit: None,
                    definition: Some(&output.definition),
                    intercept: output.scorecard.intercept,
                    calibration: output.calibration,
                },
            ),
            cutoffs: self.cutoffs.as_ref(),
            uncertainty: self.uncertainty(),
            training: &self.training,
            metrics: &self.metrics,
            recalibration: self.recalibration.as_ref(),
        })
    }
}

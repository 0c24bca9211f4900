//! What stands for the fields that a record lacks.

use crate::schema::{FIELDS, Field};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The value used for a missing one: the average of the training rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Imputed {
    /// The mean of a number, or the proportion of `Si` in a yes/no field.
    Number(f64),
    /// The proportion of each level of a field with more than two.
    Shares(Vec<(&'static str, f64)>),
}

impl Serialize for Imputed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Imputed::Number(value) => serializer.serialize_f64(*value),
            Imputed::Shares(shares) => serializer.collect_map(shares.iter().copied()),
        }
    }
}

impl<'de> Deserialize<'de> for Imputed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Kept {
            Number(f64),
            Shares(serde_json::Map<String, serde_json::Value>),
        }
        let choices = || FIELDS.iter().flat_map(|spec| spec.field.choices());
        let share = |(level, share): (String, serde_json::Value)| {
            Some((*choices().find(|choice| **choice == level)?, share.as_f64()?))
        };
        Ok(match Kept::deserialize(deserializer)? {
            Kept::Number(number) => Imputed::Number(number),
            Kept::Shares(shares) => {
                let shares = shares.into_iter().map(share).collect::<Option<_>>();
                Imputed::Shares(shares.ok_or_else(|| D::Error::custom("no share of a level"))?)
            }
        })
    }
}

/// Missing fields that the model uses, and the values used in their place; serialized as an object. Answers share the
/// values of their model.
///
/// ```
/// use diabetes_core::{Imputed, Model, Patient};
/// let patient = Patient::from_json(
///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
/// )?;
/// let imputed = Model::bundled().predict(&patient).imputed;
/// let (field, value) = imputed.iter().next().unwrap();
/// assert_eq!((field.name(), imputed.len()), ("realiza_ejercicio", imputed.bits().count_ones() as usize));
/// assert!(matches!(value, Imputed::Number(share) if (0.0..1.0).contains(share)));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct ImputedFields {
    averages: Arc<[(Field, Imputed)]>,
    bits: u32,
}

impl ImputedFields {
    /// Those of the fields that have a bit.
    pub(crate) fn new(averages: &Arc<[(Field, Imputed)]>, bits: u32) -> Self {
        Self { averages: Arc::clone(averages), bits }
    }

    /// The fields and their values, in the order of the model's fields.
    pub fn iter(&self) -> impl Iterator<Item = &(Field, Imputed)> + Clone {
        let bits = (0..u32::BITS).map(|bit| self.bits >> bit & 1 == 1);
        self.averages.iter().zip(bits).filter(|(_, is_missing)| *is_missing).map(|(pair, _)| pair)
    }

    /// The number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether no field was missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A bit for each field, as in [`PredictionTable::imputed`]; [`Model::imputed_fields`] reads them.
    ///
    /// [`PredictionTable::imputed`]: crate::PredictionTable::imputed
    /// [`Model::imputed_fields`]: crate::Model::imputed_fields
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.bits
    }
}

impl PartialEq for ImputedFields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Serialize for ImputedFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(field, value)| (field.name(), value)))
    }
}

impl<'de> Deserialize<'de> for ImputedFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(Field, Imputed)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("fields and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        let pairs = deserializer.deserialize_map(Pairs)?;
        let bits = pairs.iter().fold(0, |bits, _| bits << 1 | 1);
        Ok(Self { averages: pairs.into(), bits })
    }
}

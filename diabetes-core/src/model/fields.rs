//! The fields of a model, and the value that stands for each where it is missing.

use super::{Distribution, FieldStats};
use crate::imputed::{Imputed, ImputedFields};
use crate::reader::{FromJson, Node, Reason};
use crate::schema::{Field, YES_NO};
use crate::values::code;
use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

/// What the training rows say of each field. The averages are kept beside it, so that an answer shares them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fields {
    stats: Vec<FieldStats>,
    averages: Arc<[(Field, Imputed)]>,
}

impl Fields {
    /// The fields of these bits, with the values used in their place.
    pub(super) fn imputed(&self, bits: u32) -> ImputedFields {
        ImputedFields::new(&self.averages, bits)
    }

    /// The value used for a field if it is missing.
    pub(super) fn average(&self, field: Field) -> Option<&Imputed> {
        self.averages.iter().find(|(own, _)| *own == field).map(|(_, average)| average)
    }
}

impl FromIterator<FieldStats> for Fields {
    fn from_iter<I: IntoIterator<Item = FieldStats>>(stats: I) -> Self {
        let stats: Vec<FieldStats> = stats.into_iter().collect();
        Self { averages: stats.iter().map(|stats| (stats.field, stats.average())).collect(), stats }
    }
}

impl Deref for Fields {
    type Target = [FieldStats];

    fn deref(&self) -> &[FieldStats] {
        &self.stats
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.stats.serialize(serializer)
    }
}

impl FromJson for Fields {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        Ok(Vec::<FieldStats>::read(node)?.into_iter().collect())
    }
}

impl FieldStats {
    fn average(&self) -> Imputed {
        match &self.distribution {
            Distribution::Number { mean, .. } => Imputed::Number(*mean),
            Distribution::Levels { shares } if self.field.choices() == YES_NO => {
                Imputed::Number(shares.get(code::YES).copied().unwrap_or_default())
            }
            Distribution::Levels { shares } => {
                Imputed::Shares(self.field.choices().iter().copied().zip(shares.iter().copied()).collect())
            }
        }
    }
}

//! The algorithms, one file each.

mod additive;
mod linear;

pub use additive::MONOTONE;
pub(super) use linear::PENALTY;

use super::crossfit::{CrossFit, Fitter};
use super::inputs::Inputs;
use crate::TrainingError;
use crate::schema::Field;
use additive::Additive;
use linear::Linear;
use std::collections::BTreeMap;

/// How a model's tables are fitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// One line per number field, one table per choice field; least squares and logistic regression.
    #[default]
    Linear,
    /// A smooth curve per number field, one per sex if that pays off, and one table per choice field: a generalised
    /// additive model.
    Additive,
}

impl Algorithm {
    /// Every algorithm, the default first.
    pub const ALL: [Self; 2] = [Self::Linear, Self::Additive];

    /// The name, such as `linear`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Additive => "additive",
        }
    }

    /// The algorithm with this name.
    pub fn by_name(name: &str) -> Result<Self, TrainingError> {
        let unknown =
            || TrainingError::UnknownAlgorithm { name: name.to_owned(), known: Self::ALL.map(Self::name).to_vec() };
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name).ok_or_else(unknown)
    }

    /// Prepares the rows; `monotone` are the directions of curves that the caller asks for.
    pub(super) fn prepared(
        self,
        inputs: &mut Inputs,
        cross: &CrossFit<'_>,
        monotone: &BTreeMap<Field, i8>,
    ) -> Box<dyn Fitter> {
        match self {
            Self::Linear => Box::new(Linear::new(inputs, cross)),
            Self::Additive => Box::new(Additive::new(inputs, cross, monotone)),
        }
    }
}

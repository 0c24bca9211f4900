//! The outputs that a model may have, and one value per output.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use std::fmt;

/// The outputs a model may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Output {
    /// Fasting glucose, mg/dL.
    Glucose,
    /// Probability of prediabetes or diabetes.
    Dysglycaemia,
    /// Probability of diabetes.
    Diabetes,
}

impl Output {
    /// Every output.
    pub const ALL: [Output; 3] = [Output::Glucose, Output::Dysglycaemia, Output::Diabetes];

    /// The output's name, such as `glucose`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Output::Glucose => "glucose",
            Output::Dysglycaemia => "dysglycaemia",
            Output::Diabetes => "diabetes",
        }
    }

    /// The output with this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Output> {
        Output::ALL.into_iter().find(|output| output.name() == name)
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One value per output: a `G` for the glucose, a `P` for each probability. `None` means that the output is missing.
///
/// ```
/// use diabetes_core::{Output, model::Outputs};
/// let rows = Outputs { glucose: Some(900), dysglycaemia: None, diabetes: Some(700) };
/// assert_eq!(rows.get(Output::Diabetes), Some(700));
/// assert_eq!(rows.each().collect::<Vec<_>>(), [(Output::Glucose, 900), (Output::Diabetes, 700)]);
/// assert_eq!(rows.map(|rows| rows / 2, |rows| rows > 800).diabetes, Some(false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "train", derive(Deserialize))]
pub struct Outputs<G, P = G> {
    /// For `glucose`.
    pub glucose: Option<G>,
    /// For `dysglycaemia`.
    pub dysglycaemia: Option<P>,
    /// For `diabetes`.
    pub diabetes: Option<P>,
}

impl<G, P> Default for Outputs<G, P> {
    fn default() -> Self {
        Self { glucose: None, dysglycaemia: None, diabetes: None }
    }
}

impl<G, P> Outputs<G, P> {
    /// Creates the outputs from the glucose value and a function that gives the value of each probability output.
    pub fn of(glucose: Option<G>, mut probability: impl FnMut(Output) -> Option<P>) -> Self {
        Self { glucose, dysglycaemia: probability(Output::Dysglycaemia), diabetes: probability(Output::Diabetes) }
    }

    /// Like [`Outputs::of`], with a function that may fail.
    pub(crate) fn try_of<E>(
        glucose: Option<G>,
        mut probability: impl FnMut(Output) -> Result<Option<P>, E>,
    ) -> Result<Self, E> {
        let mut failed = None;
        let outputs = Self::of(glucose, |output| {
            probability(output).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                None
            })
        });
        failed.map_or(Ok(outputs), Err)
    }

    /// The value of a probability output; `None` for the glucose.
    pub fn probability(self, output: Output) -> Option<P> {
        self.probabilities().find(|(own, _)| *own == output).map(|(_, of)| of)
    }

    /// The probability outputs that are present.
    pub fn probabilities(self) -> impl Iterator<Item = (Output, P)> {
        let all = [(Output::Dysglycaemia, self.dysglycaemia), (Output::Diabetes, self.diabetes)];
        all.into_iter().filter_map(|(output, of)| Some((output, of?)))
    }

    /// Applies one function to the glucose and one to each probability.
    pub fn map<H, Q>(self, glucose: impl FnOnce(G) -> H, mut probability: impl FnMut(P) -> Q) -> Outputs<H, Q> {
        Outputs {
            glucose: self.glucose.map(glucose),
            dysglycaemia: self.dysglycaemia.map(&mut probability),
            diabetes: self.diabetes.map(&mut probability),
        }
    }

    /// References to all values.
    pub fn as_ref(&self) -> Outputs<&G, &P> {
        Outputs {
            glucose: self.glucose.as_ref(),
            dysglycaemia: self.dysglycaemia.as_ref(),
            diabetes: self.diabetes.as_ref(),
        }
    }

    /// Mutable references to all values.
    pub(crate) fn as_mut(&mut self) -> Outputs<&mut G, &mut P> {
        Outputs {
            glucose: self.glucose.as_mut(),
            dysglycaemia: self.dysglycaemia.as_mut(),
            diabetes: self.diabetes.as_mut(),
        }
    }
}

impl<T> Outputs<T> {
    /// The value of an output.
    pub fn get(self, output: Output) -> Option<T> {
        self.each().find(|(own, _)| *own == output).map(|(_, of)| of)
    }

    /// The outputs that are present.
    pub fn each(self) -> impl Iterator<Item = (Output, T)> {
        let Self { glucose, dysglycaemia, diabetes } = self;
        let probabilities = Self { glucose: None, dysglycaemia, diabetes }.probabilities();
        glucose.map(|of| (Output::Glucose, of)).into_iter().chain(probabilities)
    }
}

/// Serializes the outputs that are present under their names and omits the others.
pub(crate) fn present<T: Serialize, S: Serializer>(outputs: &Outputs<T>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (output, of) in outputs.as_ref().each() {
        map.serialize_entry(output.name(), of)?;
    }
    map.end()
}

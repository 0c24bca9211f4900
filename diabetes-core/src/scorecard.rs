//! The additive scorecard: an intercept, a list of terms and a link.

pub(crate) mod compiled;
mod term;

pub use term::{Cut, Shape, Term};
pub(crate) use term::{MAX_NUMBER, MAX_PIECES, Piece};

use crate::reader::{FromJson, Node, Reason, from_members};
use crate::schema::{FIELD_COUNT, Field};
use crate::values::{Value, Values};
use serde::Serialize;

/// How a score becomes an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The score is the estimate.
    Identity,
    /// The score is the log-odds.
    Logit,
}

impl Link {
    /// The estimate for a score. `exp` is libm's, so it has the same bits on every platform.
    #[must_use]
    pub fn estimate(self, score: f64) -> f64 {
        match self {
            Link::Identity => score,
            Link::Logit => 1.0 / (1.0 + libm::exp(-score)),
        }
    }
}

/// Negative log-likelihood of an outcome whose log-odds are the score.
pub(crate) fn log_loss(score: f64, outcome: bool) -> f64 {
    let towards = if outcome { -score } else { score };
    // ln(1 + e^t) without overflow.
    towards.max(0.0) + libm::log1p(libm::exp(-towards.abs()))
}

/// A field's contribution to a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The field; `None` for the base, which comes first.
    pub field: Option<Field>,
    /// The value the points were read for; `None` if it was missing.
    pub value: Option<Value>,
    /// Points, in the unit of the score.
    pub points: f64,
}

/// An intercept, terms that add points, and a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scorecard {
    /// The score before any term is added.
    pub intercept: f64,
    /// The terms, added in this order.
    pub terms: Vec<Term>,
    /// How the score becomes an estimate.
    pub link: Link,
}

impl Scorecard {
    /// The intercept plus the points of all terms, left to right.
    pub(crate) fn score(&self, values: &Values) -> f64 {
        self.terms.iter().fold(self.intercept, |score, term| score + term.points(values))
    }

    /// The base and the points of every term; added left to right they give [`Scorecard::score`].
    pub(crate) fn explain(&self, values: &Values) -> Vec<Contribution> {
        let base = Contribution { field: None, value: None, points: self.intercept };
        let terms = self.terms.iter().map(|term| Contribution {
            field: Some(term.field),
            value: values.shown(term.field),
            points: term.points(values),
        });
        std::iter::once(base).chain(terms).collect()
    }

    /// The fields that the terms read, without duplicates, in the order of the terms.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for field in self.terms.iter().flat_map(Term::fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Why the table cannot be used, or `None` if it is valid.
    pub(crate) fn defect(&self) -> Option<&'static str> {
        if self.intercept.abs() > MAX_NUMBER || self.intercept.is_nan() {
            return Some("an intercept is out of bounds");
        }
        // Checked first, to avoid comparing a million terms with each other.
        if self.terms.len() > FIELD_COUNT || has_twins(&self.terms) {
            return Some("a field has two terms");
        }
        self.terms.iter().find_map(Term::defect)
    }
}

fn has_twins(terms: &[Term]) -> bool {
    let stands_again = |place: usize, field| terms.iter().skip(place + 1).any(|other| other.field == field);
    terms.iter().enumerate().any(|(place, term)| stands_again(place, term.field))
}

from_members! {
    Scorecard { intercept, terms, link }
}

impl FromJson for Link {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.named(|name| match name {
            "identity" => Some(Link::Identity),
            "logit" => Some(Link::Logit),
            _ => None,
        })
    }
}

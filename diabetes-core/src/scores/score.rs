//! A published score: outcome, population, bands, cut-offs and points table.

use super::item::Items;
use super::result::{Referral, ScoreResult};
use crate::error::Error;
use crate::locale::Text;
use crate::values::Values;
use serde::Serialize;

/// A published score: outcome, population and points table.
#[derive(Debug, Serialize)]
pub struct Score {
    /// The short name, such as `findrisc`; different scores with the same common name have different short names.
    pub name: &'static str,
    /// The full name.
    pub title: &'static str,
    /// The name shown next to a figure.
    pub short_title: Text,
    /// The lowest and highest points.
    pub range: (f64, f64),
    /// Years of follow-up for the outcome; `None` if the score is about the present.
    pub horizon_years: Option<u32>,
    /// The population in which it was developed.
    pub population: &'static str,
    /// The outcome it predicts.
    pub outcome: &'static str,
    /// The bands, ascending.
    pub bands: &'static [Band],
    /// The points from which a test is advised unless the caller gives others; `None` if publications disagree, so that
    /// the caller has to decide.
    pub default_cut: Option<Cutoff>,
    /// Other cut-offs in use.
    pub other_cuts: &'static [Cutoff],
    /// The publication that defines the points.
    pub citation: &'static str,
    /// Licence and copyright, as far as known.
    pub licence: &'static str,
    /// What to know before using the points.
    pub note: &'static str,
    /// The table.
    pub items: Items,
}

/// A band of a score.
#[derive(Debug, Serialize)]
pub struct Band {
    /// Its lowest points; it ends where the next band begins.
    pub from: f64,
    /// Its name.
    pub name: &'static str,
    /// The label.
    pub label: Text,
    /// The published risk, as printed; it does not apply to other populations.
    pub risk: Option<&'static str>,
}

/// Points from which a test is advised.
#[derive(Debug, Serialize)]
pub struct Cutoff {
    /// The lowest points with a recommended test.
    pub points: f64,
    /// The organisation that uses it.
    pub source: &'static str,
}

/// The rights that apply to every score.
pub(super) const LICENCE: &str = "The points, boundaries and bands are facts of the publication. The wording and the design of a \
                       printed form may be protected; they are not reproduced here.";

/// Name and label of a band.
pub(super) type Called = (&'static str, Text);

pub(super) const LOW: Called = ("low", Text::new("bajo", "low"));
pub(super) const LOWER: Called = ("lower", Text::new("menor", "lower"));
pub(super) const SLIGHTLY_ELEVATED: Called =
    ("slightly_elevated", Text::new("ligeramente elevado", "slightly elevated"));
pub(super) const MODERATE: Called = ("moderate", Text::new("moderado", "moderate"));
pub(super) const HIGH: Called = ("high", Text::new("alto", "high"));
pub(super) const VERY_HIGH: Called = ("very_high", Text::new("muy alto", "very high"));

pub(super) const fn band(from: f64, (name, label): Called, risk: Option<&'static str>) -> Band {
    Band { from, name, label, risk }
}

impl Score {
    pub(super) fn own_cut(&self) -> Option<f64> {
        self.default_cut.as_ref().map(|cut| cut.points)
    }

    /// The caller's cut-off, or else the score's own.
    pub(super) fn cut(&self, cut: Option<f64>) -> Result<Option<f64>, Error> {
        let (min, max) = self.range;
        match cut {
            None => Ok(self.own_cut()),
            Some(points) if (min..=max).contains(&points) => Ok(cut),
            Some(_) => Err(Error::BadCut { score: self.name, min, max }),
        }
    }

    /// The band of a number of points.
    #[must_use]
    pub fn band(&self, points: f64) -> Option<&Band> {
        self.bands.iter().rev().find(|band| points >= band.from)
    }

    pub(super) fn evaluate(&self, values: &Values, cut: Option<f64>) -> ScoreResult {
        let (items, (points_min, points_max)) = self.items.evaluate(values);
        let name_of = |points| self.band(points).map(|band| band.name);
        ScoreResult {
            name: self.name,
            points: (points_min == points_max).then_some(points_min),
            points_min,
            points_max,
            band: name_of(points_min).filter(|name| name_of(points_max) == Some(*name)),
            referral: cut.map(|cut| Referral::of(cut, points_min, points_max)),
            items,
            citation: self.citation,
        }
    }
}

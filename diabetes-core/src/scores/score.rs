//! A published score: outcome, population, bands, cut-offs and points table.

use super::item::Items;
use super::result::{Referral, ScoreResult};
use crate::error::Error;
use crate::locale::{Locale, Text};
use crate::values::Values;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A published score: outcome, population and points table.
#[derive(Debug)]
pub struct Score {
    /// The short name, such as `findrisc`; different scores with the same common name have different short names.
    pub name: &'static str,
    /// The full name.
    pub title: Text,
    /// The name shown next to a figure.
    pub short_title: Text,
    /// The lowest and highest points.
    pub range: (f64, f64),
    /// Years of follow-up for the outcome; `None` if the score is about the present.
    pub horizon_years: Option<u32>,
    /// The population in which it was developed.
    pub population: Text,
    /// The outcome it predicts.
    pub outcome: Text,
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
    pub licence: Text,
    /// What to know before using the points.
    pub note: Text,
    /// The table.
    pub items: Items,
}

/// A band of a score.
#[derive(Debug)]
pub struct Band {
    /// Its lowest points; it ends where the next band begins.
    pub from: f64,
    /// Its name.
    pub name: &'static str,
    /// The label.
    pub label: Text,
    /// The published risk, as published; it does not apply to other populations.
    pub risk: Option<Text>,
}

/// Points from which a test is advised.
#[derive(Debug)]
pub struct Cutoff {
    /// The lowest points with a recommended test.
    pub points: f64,
    /// The organisation or place that uses it.
    pub source: Text,
}

/// The rights that apply to every score.
pub(super) const LICENCE: Text = Text::new(
    "Los puntos, los límites y los grupos son hechos de la publicación. El texto y el diseño de un formulario impreso \
     pueden estar protegidos; aquí no se reproducen.",
    "The points, boundaries and bands are facts of the publication. The wording and the design of a printed form may be \
     protected; they are not reproduced here.",
);

/// Name and label of a band.
pub(super) type Called = (&'static str, Text);

pub(super) const LOW: Called = ("low", Text::new("bajo", "low"));
pub(super) const LOWER: Called = ("lower", Text::new("menor", "lower"));
pub(super) const SLIGHTLY_ELEVATED: Called =
    ("slightly_elevated", Text::new("ligeramente elevado", "slightly elevated"));
pub(super) const MODERATE: Called = ("moderate", Text::new("moderado", "moderate"));
pub(super) const HIGH: Called = ("high", Text::new("alto", "high"));
pub(super) const VERY_HIGH: Called = ("very_high", Text::new("muy alto", "very high"));

pub(super) const fn band(from: f64, (name, label): Called, risk: Option<Text>) -> Band {
    Band { from, name, label, risk }
}

/// A [`Score`] ready to be serialized with its texts in a language; names of the score and its bands stand in every
/// language.
#[derive(Debug)]
pub struct LocalizedScore<'a>(&'a Score, Locale);

/// A band, with its name in every language.
#[derive(serde::Serialize)]
struct LocalizedBand<'a> {
    from: f64,
    name: &'static str,
    label: &'a Text,
    risk: Option<&'static str>,
}

#[derive(serde::Serialize)]
struct LocalizedCutoff {
    points: f64,
    source: &'static str,
}

impl Serialize for LocalizedScore<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(score, locale) = *self;
        let cut = |cut: &Cutoff| LocalizedCutoff { points: cut.points, source: cut.source.get(locale) };
        let bands = score.bands.iter().map(|Band { from, name, label, risk }| LocalizedBand {
            from: *from,
            name,
            label,
            risk: risk.map(|risk| risk.get(locale)),
        });
        let mut map = serializer.serialize_map(Some(14))?;
        map.serialize_entry("name", score.name)?;
        map.serialize_entry("title", score.title.get(locale))?;
        map.serialize_entry("short_title", &score.short_title)?;
        map.serialize_entry("range", &score.range)?;
        map.serialize_entry("horizon_years", &score.horizon_years)?;
        map.serialize_entry("population", score.population.get(locale))?;
        map.serialize_entry("outcome", score.outcome.get(locale))?;
        map.serialize_entry("bands", &bands.collect::<Vec<_>>())?;
        map.serialize_entry("default_cut", &score.default_cut.as_ref().map(cut))?;
        map.serialize_entry("other_cuts", &score.other_cuts.iter().map(cut).collect::<Vec<_>>())?;
        map.serialize_entry("citation", score.citation)?;
        map.serialize_entry("licence", score.licence.get(locale))?;
        map.serialize_entry("note", score.note.get(locale))?;
        map.serialize_entry("items", &score.items.localized(locale))?;
        map.end()
    }
}

impl Score {
    /// The score in wire format, with its texts in a language.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> LocalizedScore<'_> {
        LocalizedScore(self, locale)
    }

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

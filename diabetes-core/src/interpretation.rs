//! The answer in words.

mod phrases;

pub use phrases::Phrases;

use crate::model::Origin;
use crate::prediction::Prediction;
use crate::risk::{Category, MeasuredSet, RiskLevel};
use crate::schema::Field;
use crate::{Locale, text};

impl Prediction {
    /// The answer in words: how many of 100 people like this have undiagnosed diabetes, the estimate and the advice.
    /// Urgent findings and measured values come first. It never diagnoses.
    #[must_use]
    pub fn interpretation(&self, locale: Locale) -> String {
        of(self, locale)
    }
}

/// The sentences, in this order: urgent findings; the next step, if something was measured or is urgent or the estimate
/// does not apply; measured values; the risk, the estimate, the next step otherwise, the caveat. With an abnormal
/// measured value the estimate's own level is omitted.
fn of(prediction: &Prediction, locale: Locale) -> String {
    let advice = prediction.advice;
    let is_applicable = prediction.not_applicable.is_none();
    let leads = !is_applicable || advice.is_urgent() || prediction.measured != MeasuredSet::default();
    let mut sentences: Vec<String> = Vec::new();
    let words = &locale.words().answer;
    if prediction.is_generated {
        sentences.push(words.generated.to_owned());
    }
    sentences.extend(advice.urgent_texts(locale).map(str::to_owned));
    sentences.extend(leads.then(|| advice.text(locale)));
    sentences.extend(measured(prediction, locale));
    if !is_applicable {
        sentences.push(words.no_estimate.to_owned());
        return text::joined(sentences, " ");
    }
    let is_abnormal = prediction.measured.confirm() == Some(true);
    if is_abnormal && (prediction.diabetes.is_some() || prediction.glucose_mg_dl.is_some()) {
        sentences.push(words.leaving_measured_aside.to_owned());
    }
    let mut risk = Risk::of(prediction);
    risk.level = risk.level.filter(|_| !is_abnormal);
    sentences.extend(risk.sentences(locale));
    let glucose = Glucose::of(prediction.glucose_mg_dl, prediction.interval, prediction.category);
    sentences.extend(glucose.map(|glucose| glucose.sentence(locale)));
    sentences.extend((!leads).then(|| advice.text(locale)));
    sentences.extend(closing(prediction.origin.as_deref(), locale));
    text::joined(sentences, " ")
}

/// The caveat, and whose records the model learned from.
pub(crate) fn closing(origin: Option<&Origin>, locale: Locale) -> impl Iterator<Item = String> {
    let reservation = locale.words().answer.reservation.to_owned();
    std::iter::once(reservation).chain(origin.map(|origin| origin.sentence(locale)))
}

/// A proportion as a number out of 100 people.
#[derive(Clone, Copy)]
pub(crate) struct Of100 {
    count: u8,
    /// It rounds to 100 but is less.
    nearly_all: bool,
}

impl Of100 {
    pub(crate) fn of(share: f64) -> Self {
        let count = (share * 100.0).round() as u8;
        Self { count, nearly_all: count == 100 && share < 1.0 }
    }

    /// A key shared by all proportions with the same wording.
    fn key(self) -> u64 {
        u64::from(self.count) * 2 + u64::from(self.nearly_all)
    }
}

/// What the text says about the risk.
#[derive(Clone, Copy)]
pub(crate) struct Risk {
    pub(crate) diabetes: Option<Of100>,
    /// The range of the number, from low to high.
    pub(crate) range: Option<[u8; 2]>,
    pub(crate) prediabetes: Option<Of100>,
    pub(crate) level: Option<RiskLevel>,
}

/// A key for an optional value.
pub(crate) fn optional(key: Option<u64>) -> u64 {
    key.map_or(0, |key| key + 1)
}

pub(crate) fn level_key(level: Option<RiskLevel>) -> u64 {
    optional(level.map(|level| level as u64))
}

/// An interval in whole people out of 100, rounded outwards; `None` if it is below one, which the estimate already
/// says.
pub(crate) fn range_of_100([low, high]: [f64; 2]) -> Option<[u8; 2]> {
    let high = (high * 100.0).ceil() as u8;
    (high > 1).then_some([(low * 100.0).floor() as u8, high])
}

/// A number below 2¹⁵ that identifies the range.
pub(crate) fn range_key(range: Option<[u8; 2]>) -> u64 {
    optional(range.map(|[low, high]| u64::from(low) << 7 | u64::from(high)))
}

impl Risk {
    fn of(prediction: &Prediction) -> Self {
        Self {
            diabetes: prediction.diabetes.map(Of100::of),
            range: prediction.told_interval().and_then(range_of_100),
            prediabetes: prediction.probabilities.map(|of| Of100::of(of.prediabetes)),
            level: prediction.risk_level,
        }
    }

    /// A key shared by all risks with the same wording.
    pub(crate) fn key(self) -> u64 {
        let [diabetes, prediabetes] = [self.diabetes, self.prediabetes].map(|of| optional(of.map(Of100::key)));
        range_key(self.range) << 42 | diabetes << 32 | prediabetes << 16 | level_key(self.level)
    }

    pub(crate) fn sentences(self, locale: Locale) -> impl Iterator<Item = String> {
        let words = &locale.words().answer;
        let diabetes = self.diabetes.map(|of| (words.diabetes)(of.count, of.nearly_all));
        let range = self.range.map(|[low, high]| (words.range)(low, high));
        let prediabetes = self.prediabetes.map(|of| (words.prediabetes)(of.count));
        let level = self.level.map(|level| match level {
            RiskLevel::Low => words.low,
            RiskLevel::Moderate => words.moderate,
            RiskLevel::High => words.high,
        });
        let level = level.map(str::to_owned);
        diabetes.into_iter().chain(range).chain(prediabetes).chain(level)
    }
}

/// What the text says about the estimated glucose, in whole mg/dL.
#[derive(Clone, Copy)]
pub(crate) struct Glucose {
    estimate: f64,
    low: f64,
    high: f64,
    category: Category,
}

impl Glucose {
    pub(crate) fn of(estimate: Option<f64>, interval: Option<[f64; 2]>, category: Option<Category>) -> Option<Self> {
        let (estimate, [low, high], category) = (estimate?, interval?, category?);
        // 125.9 is not diabetes, so it must not be shown as 126.
        let rounded = estimate.round();
        let estimate = if Category::of_glucose(rounded) == category { rounded } else { estimate.floor() };
        Some(Self { estimate, low: low.round_ties_even(), high: high.round_ties_even(), category })
    }

    /// A key shared by all estimates with the same wording; `None` if far from any glucose.
    pub(crate) fn key(self) -> Option<u64> {
        let whole = |number: f64| (0.0..16_384.0).contains(&number).then_some(number as u64);
        Some(whole(self.estimate)? << 30 | whole(self.low)? << 16 | whole(self.high)? << 2 | self.category as u64)
    }

    pub(crate) fn sentence(self, locale: Locale) -> String {
        let words = &locale.words().answer;
        let figures = [self.estimate, self.low, self.high].map(|figure| locale.number(figure, 0));
        (words.glucose)(figures, of_category(words.places, self.category))
    }
}

/// Measured values with their category, if they have one, and where HbA1c can mislead.
fn measured(prediction: &Prediction, locale: Locale) -> impl Iterator<Item = String> {
    let values = prediction.measured.values();
    let classes = values.filter_map(|(field, measured)| Some((field, measured.category?)));
    let words = &locale.words().answer;
    classes.map(move |(field, category)| {
        let place = of_category(words.places, category);
        if field == Field::Hba1cPercent { (words.measured_hba1c)(place) } else { (words.measured_glucose)(place) }
    })
}

fn of_category([normal, prediabetes, diabetes]: [&'static str; 3], category: Category) -> &'static str {
    match category {
        Category::Normal => normal,
        Category::Prediabetes => prediabetes,
        Category::Diabetes => diabetes,
    }
}

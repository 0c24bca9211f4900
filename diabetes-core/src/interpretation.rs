//! The answer in words.

mod phrases;

pub use phrases::Phrases;

use crate::numbers::Shortest;
use crate::prediction::{NotApplicable, Prediction};
use crate::risk::{Category, RiskLevel};
use crate::schema::Field;
use crate::{Locale, text};

/// The sentences, in this order: measured values, why there is no estimate or the risk, the estimate, the
/// advice, the reservation. Beside an abnormal measured value the estimate's own level and advice are left out:
/// the value asks for its confirmation, whatever the estimate says.
pub(crate) fn of(prediction: &Prediction, locale: Locale) -> String {
    let mut sentences = measured(prediction, locale);
    if let Some(reason) = prediction.not_applicable {
        sentences.push(not_applicable(reason, locale).to_owned());
        return text::joined(sentences, " ");
    }
    let is_abnormal = prediction.measured.confirm() == Some(true);
    if is_abnormal && (prediction.diabetes.is_some() || prediction.glucose_mg_dl.is_some()) {
        let aside = locale.pick(
            "Sin contar el valor medido, la estimación dice:",
            "Leaving the measured value aside, the estimate says:",
        );
        sentences.push(aside.to_owned());
    }
    let mut risk = Risk::of(prediction);
    risk.level = risk.level.filter(|_| !is_abnormal);
    sentences.extend(risk.sentences(locale));
    let glucose = Glucose::of(prediction.glucose_mg_dl, prediction.interval, prediction.category);
    sentences.extend(glucose.map(|glucose| glucose.sentence(locale)));
    sentences.extend(closing(risk.level, locale).map(str::to_owned));
    text::joined(sentences, " ")
}

/// A share as a number of 100 people.
#[derive(Clone, Copy)]
pub(crate) struct Of100 {
    count: u8,
    /// It rounds to all, and is less.
    nearly_all: bool,
}

impl Of100 {
    pub(crate) fn of(share: f64) -> Self {
        let count = (share * 100.0).round() as u8;
        Self { count, nearly_all: count == 100 && share < 1.0 }
    }

    /// A number that shares of the same words have in common.
    fn key(self) -> u64 {
        u64::from(self.count) * 2 + u64::from(self.nearly_all)
    }
}

/// What is said of the risk.
#[derive(Clone, Copy)]
pub(crate) struct Risk {
    pub(crate) diabetes: Option<Of100>,
    pub(crate) prediabetes: Option<Of100>,
    pub(crate) level: Option<RiskLevel>,
}

/// A key of something that may be absent.
pub(crate) fn optional(key: Option<u64>) -> u64 {
    key.map_or(0, |key| key + 1)
}

pub(crate) fn level_key(level: Option<RiskLevel>) -> u64 {
    optional(level.map(|level| level as u64))
}

impl Risk {
    fn of(prediction: &Prediction) -> Self {
        Self {
            diabetes: prediction.diabetes.map(Of100::of),
            prediabetes: prediction.probabilities.map(|of| Of100::of(of.prediabetes)),
            level: prediction.risk_level,
        }
    }

    /// A number that risks of the same words have in common.
    pub(crate) fn key(self) -> u64 {
        let [diabetes, prediabetes] = [self.diabetes, self.prediabetes].map(|of| optional(of.map(Of100::key)));
        diabetes << 32 | prediabetes << 16 | level_key(self.level)
    }

    pub(crate) fn sentences(self, locale: Locale) -> impl Iterator<Item = String> {
        let prediabetes = self.prediabetes.map(|of| match locale {
            Locale::Es => format!("Prediabetes: {} de cada 100.", of.count),
            Locale::En => format!("Prediabetes: {} of 100.", of.count),
        });
        let diabetes = self.diabetes.map(|of| of_100(of, locale));
        let level = self.level.map(|level| level_sentence(level, locale).to_owned());
        diabetes.into_iter().chain(prediabetes).chain(level)
    }
}

/// What is said of the estimated glucose: whole mg/dL.
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
        // 125.9 is no diabetes, so it must not read 126.
        let rounded = estimate.round();
        let estimate = if Category::of_glucose(rounded) == category { rounded } else { estimate.floor() };
        Some(Self { estimate, low: low.round_ties_even(), high: high.round_ties_even(), category })
    }

    /// A number that estimates of the same words have in common; `None` far from any glucose.
    pub(crate) fn key(self) -> Option<u64> {
        let whole = |number: f64| (0.0..16_384.0).contains(&number).then_some(number as u64);
        Some(whole(self.estimate)? << 30 | whole(self.low)? << 16 | whole(self.high)? << 2 | self.category as u64)
    }

    pub(crate) fn sentence(self, locale: Locale) -> String {
        let [estimate, low, high] = [self.estimate, self.low, self.high].map(Shortest);
        let category = self.category;
        let category = category_name(category);
        match locale {
            Locale::Es => {
                format!(
                    "Glucosa en ayunas estimada: {estimate} mg/dL (intervalo del 90 %: {low} a {high}), {category}."
                )
            }
            Locale::En => {
                format!("Estimated fasting glucose: {estimate} mg/dL (90 % interval: {low} to {high}), {category}.")
            }
        }
    }
}

/// The advice, where there is a level of risk, and the reservation.
pub(crate) fn closing(level: Option<RiskLevel>, locale: Locale) -> impl Iterator<Item = &'static str> {
    let reservation = locale.pick("Es una estimación, no un diagnóstico.", "This is an estimate, not a diagnosis.");
    level.map(|level| advice(level.advises_test(), locale)).into_iter().chain([reservation])
}

fn advice(advised: bool, locale: Locale) -> &'static str {
    if advised {
        locale.pick(
            "Se aconseja una prueba de laboratorio (glucosa en ayunas o HbA1c).",
            "A laboratory test is advised (fasting glucose or HbA1c).",
        )
    } else {
        locale.pick(
            "Por el riesgo de diabetes no hace falta una prueba ahora; siga los controles habituales.",
            "The risk of diabetes calls for no test now; keep to the usual check-ups.",
        )
    }
}

/// Measured values by class. In pregnancy other cut-offs hold, so there is no class to tell; where diabetes is
/// diagnosed nothing is left to confirm.
fn measured(prediction: &Prediction, locale: Locale) -> Vec<String> {
    let mut sentences: Vec<String> = prediction
        .measured
        .values()
        .filter_map(|(field, measured)| Some((field, measured.category?)))
        .map(|(field, category)| {
            let test = match field {
                Field::Hba1cPercent => locale.pick("HbA1c medida", "Measured HbA1c"),
                _ => locale.pick("Glucosa en ayunas medida", "Measured fasting glucose"),
            };
            let range = locale.pick("en el rango de", "in the range of");
            format!("{test}: {range} {}.", category_name(category))
        })
        .collect();
    if prediction.measured.confirm() == Some(true) {
        let confirm = locale.pick(
            "Un valor medido alterado se confirma con una segunda prueba.",
            "An abnormal measured value is confirmed with a second test.",
        );
        sentences.push(confirm.to_owned());
    }
    sentences
}

fn of_100(of: Of100, locale: Locale) -> String {
    match (of.count, locale) {
        (0, Locale::Es) => "Menos de 1 de cada 100 personas como esta tiene diabetes sin diagnosticar.".to_owned(),
        (0, Locale::En) => "Fewer than 1 of 100 people like this have undiagnosed diabetes.".to_owned(),
        (_, Locale::Es) if of.nearly_all => {
            "Más de 99 de cada 100 personas como esta tienen diabetes sin diagnosticar.".to_owned()
        }
        (_, Locale::En) if of.nearly_all => {
            "More than 99 of 100 people like this have undiagnosed diabetes.".to_owned()
        }
        (1, Locale::Es) => "1 de cada 100 personas como esta tiene diabetes sin diagnosticar.".to_owned(),
        (1, Locale::En) => "1 of 100 people like this has undiagnosed diabetes.".to_owned(),
        (n, Locale::Es) => format!("{n} de cada 100 personas como esta tienen diabetes sin diagnosticar."),
        (n, Locale::En) => format!("{n} of 100 people like this have undiagnosed diabetes."),
    }
}

fn level_sentence(level: RiskLevel, locale: Locale) -> &'static str {
    match level {
        RiskLevel::Low => locale.pick("Riesgo bajo.", "The risk is low."),
        RiskLevel::Moderate => locale.pick("Riesgo moderado.", "The risk is moderate."),
        RiskLevel::High => locale.pick("Riesgo alto.", "The risk is high."),
    }
}

fn category_name(category: Category) -> &'static str {
    match category {
        Category::Normal => "normal",
        Category::Prediabetes => "prediabetes",
        Category::Diabetes => "diabetes",
    }
}

fn not_applicable(reason: NotApplicable, locale: Locale) -> &'static str {
    match reason {
        NotApplicable::KnownDiabetes => locale.pick(
            "La estimación no aplica: la diabetes ya está diagnosticada.",
            "The estimate does not apply: diabetes is already diagnosed.",
        ),
        NotApplicable::Pregnant => locale.pick(
            "La estimación no aplica en el embarazo, que tiene sus propias pruebas y puntos de corte.",
            "The estimate does not apply in pregnancy, which has its own tests and cut-offs.",
        ),
    }
}

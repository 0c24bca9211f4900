//! The answer in words.

use crate::Locale;
use crate::prediction::{NotApplicable, Prediction};
use crate::risk::{Category, RiskLevel};
use crate::schema::Field;

/// The sentences, in this order: measured values, why there is no estimate or the risk, the estimate, the
/// advice, the reservation. Beside an abnormal measured value the estimate's own level and advice are left out:
/// the value asks for its confirmation, whatever the estimate says.
pub(crate) fn of(prediction: &Prediction, locale: Locale) -> String {
    let mut sentences = measured(prediction, locale);
    if let Some(reason) = prediction.not_applicable {
        sentences.push(not_applicable(reason, locale).to_owned());
        return sentences.join(" ");
    }
    let is_abnormal = prediction.measured.iter().any(|(_, measured)| measured.confirm);
    if is_abnormal && (prediction.diabetes.is_some() || prediction.glucose_mg_dl.is_some()) {
        let aside = locale.pick(
            "Sin contar el valor medido, la estimación dice:",
            "Leaving the measured value aside, the estimate says:",
        );
        sentences.push(aside.to_owned());
    }
    sentences.extend(prediction.diabetes.map(|probability| of_100(probability, locale)));
    sentences.extend(prediction.probabilities.map(|of| {
        let count = (of.prediabetes * 100.0).round();
        match locale {
            Locale::Es => format!("Prediabetes: {count} de cada 100."),
            Locale::En => format!("Prediabetes: {count} of 100."),
        }
    }));
    if let Some(level) = prediction.risk_level.filter(|_| !is_abnormal) {
        sentences.push(level_sentence(level, locale).to_owned());
    }
    sentences.extend(glucose(prediction, locale));
    if let Some(advised) = prediction.test_advised.filter(|_| !is_abnormal) {
        sentences.push(advice(advised, locale).to_owned());
    }
    let reservation = locale.pick("Es una estimación, no un diagnóstico.", "This is an estimate, not a diagnosis.");
    sentences.push(reservation.to_owned());
    sentences.join(" ")
}

fn glucose(prediction: &Prediction, locale: Locale) -> Option<String> {
    let [low, high] = prediction.interval?;
    let category = prediction.category?;
    // 125.9 is no diabetes, so it must not read 126.
    let estimate = prediction.glucose_mg_dl?;
    let rounded = estimate.round();
    let glucose = if Category::of_glucose(rounded) == category { rounded } else { estimate.floor() };
    let category = category_name(category);
    Some(match locale {
        Locale::Es => format!(
            "Glucosa en ayunas estimada: {glucose} mg/dL (intervalo del 90 %: {low:.0} a {high:.0}), {category}."
        ),
        Locale::En => {
            format!("Estimated fasting glucose: {glucose} mg/dL (90 % interval: {low:.0} to {high:.0}), {category}.")
        }
    })
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
    if prediction.not_applicable == Some(NotApplicable::Pregnant) {
        return Vec::new();
    }
    let mut sentences: Vec<String> = prediction
        .measured
        .iter()
        .map(|(field, measured)| {
            let test = match field {
                Field::Hba1cPercent => locale.pick("HbA1c medida", "Measured HbA1c"),
                _ => locale.pick("Glucosa en ayunas medida", "Measured fasting glucose"),
            };
            let range = locale.pick("en el rango de", "in the range of");
            format!("{test}: {range} {}.", category_name(measured.category))
        })
        .collect();
    if prediction.not_applicable.is_none() && prediction.measured.iter().any(|(_, measured)| measured.confirm) {
        let confirm = locale.pick(
            "Un valor medido alterado se confirma con una segunda prueba.",
            "An abnormal measured value is confirmed with a second test.",
        );
        sentences.push(confirm.to_owned());
    }
    sentences
}

fn of_100(probability: f64, locale: Locale) -> String {
    match ((probability * 100.0).round() as u8, locale) {
        (0, Locale::Es) => "Menos de 1 de cada 100 personas como esta tiene diabetes sin diagnosticar.".to_owned(),
        (0, Locale::En) => "Fewer than 1 of 100 people like this have undiagnosed diabetes.".to_owned(),
        (100, Locale::Es) if probability < 1.0 => {
            "Más de 99 de cada 100 personas como esta tienen diabetes sin diagnosticar.".to_owned()
        }
        (100, Locale::En) if probability < 1.0 => {
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

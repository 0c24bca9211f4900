//! The advice in words.

use super::{Advice, KNOWN_DIABETES, NextStep, Normal, Urgent};
use crate::schema::Field;
use crate::{Locale, text};
use serde::Serialize;

/// Where the advice comes from.
const ADA: &str = "American Diabetes Association, Standards of Care in Diabetes";
const GPC: &str =
    "Ministerio de Salud y Protección Social de Colombia, GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109)";
const BOTH: &str = "American Diabetes Association, Standards of Care in Diabetes; Ministerio de Salud y Protección Social \
                    de Colombia, GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109)";
const USUAL_PRACTICE: &str = "usual practice; a judgement for the clinician to confirm";

impl NextStep {
    /// The publication behind it; `None` where nothing is advised.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        match self {
            NextStep::Unknown => None,
            NextStep::Complete => Some(GPC),
            NextStep::Test => Some(BOTH),
            _ => Some(ADA),
        }
    }

    /// The advice alone; own care is that of pregnancy.
    fn text(self, locale: Locale) -> &'static str {
        match self {
            NextStep::OwnCare => locale.pick(
                "En el embarazo la glucosa se valora con otras pruebas y otros límites: coméntelo en el control prenatal.",
                "In pregnancy glucose is judged by other tests and limits: raise it at the antenatal visit.",
            ),
            NextStep::Clinician => locale.pick(
                "Dos pruebas están en el rango de la diabetes. No hace falta otra: consulte a un médico, que decide el \
                 diagnóstico.",
                "Two tests are in the range of diabetes. No other is needed: see a clinician, who decides on the diagnosis.",
            ),
            NextStep::Confirm => locale.pick(
                "Una prueba está en el rango de la diabetes: repítala para confirmarla.",
                "One test is in the range of diabetes: repeat it to confirm.",
            ),
            NextStep::Complete => locale.pick(
                "La glucosa en ayunas está entre 100 y 125 mg/dL: hágase también una HbA1c.",
                "Fasting glucose is 100 to 125 mg/dL: have HbA1c measured too.",
            ),
            NextStep::Yearly => locale.pick(
                "Repita la glucosa en ayunas o la HbA1c cada año.",
                "Repeat fasting glucose or HbA1c every year.",
            ),
            NextStep::Repeat3Years => locale.pick(
                "El resultado es normal: repita la prueba tres años después de su fecha.",
                "The result is normal: repeat the test three years after its date.",
            ),
            NextStep::Test => locale.pick(
                "Se aconseja una prueba de laboratorio: glucosa en ayunas o HbA1c.",
                "A laboratory test is advised: fasting glucose or HbA1c.",
            ),
            NextStep::Unknown => locale.pick(
                "Con estos datos no se puede decir si hace falta una prueba: decide un profesional de salud.",
                "These data do not tell whether a test is needed: a health professional decides.",
            ),
            NextStep::Usual => locale.pick(
                "Por el riesgo de diabetes no hace falta una prueba por ahora: siga los controles habituales.",
                "The risk of diabetes calls for no test now: keep to the usual check-ups.",
            ),
        }
    }
}

impl Urgent {
    /// Where the line comes from.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Urgent::GlucoseLow => ADA,
            Urgent::GlucoseHigh | Urgent::BloodPressure => USUAL_PRACTICE,
        }
    }

    /// What to do.
    #[must_use]
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Urgent::GlucoseLow => locale.pick(
                "Glucosa por debajo de 54 mg/dL: si es correcta, tome azúcar, repita la medición a los 15 minutos y consulte \
                 a un médico hoy mismo; con confusión, somnolencia o desmayo, acuda a urgencias.",
                "Glucose below 54 mg/dL: if it is right, take sugar, measure again after 15 minutes and see a clinician \
                 today; with confusion, drowsiness or fainting, get emergency care.",
            ),
            Urgent::GlucoseHigh => locale.pick(
                "Glucosa de 250 mg/dL o más: consulte a un médico hoy mismo.",
                "Glucose of 250 mg/dL or more: see a clinician today.",
            ),
            Urgent::BloodPressure => locale.pick(
                "Tensión arterial muy alta: mídala otra vez a los cinco minutos. Si sigue igual, consulte a un médico hoy \
                 mismo; con dolor en el pecho, falta de aire, dolor de cabeza intenso, visión borrosa, confusión o \
                 debilidad, acuda a urgencias.",
                "Very high blood pressure: measure it again after five minutes. If it stays so, see a clinician today; with \
                 chest pain, breathlessness, a severe headache, blurred vision, confusion or weakness, get emergency care.",
            ),
        }
    }
}

/// How an advice ends: who needs no other test sees a clinician.
fn symptoms(step: NextStep, locale: Locale) -> &'static str {
    match step {
        NextStep::OwnCare | NextStep::Clinician => locale.pick(
            "Si tiene mucha sed, orina mucho o pierde peso sin proponérselo, consulte a un médico sin demora.",
            "If you are very thirsty, pass a lot of urine or lose weight without trying, see a clinician without \
             delay.",
        ),
        _ => locale.pick(
            "Si tiene mucha sed, orina mucho o pierde peso sin proponérselo, hágase una prueba, sea cual sea el \
             riesgo.",
            "If you are very thirsty, pass a lot of urine or lose weight without trying, have a test, whatever the \
             risk.",
        ),
    }
}

impl Advice {
    /// The next step in words. An interpretation contains it word for word.
    #[must_use]
    pub fn text(self, locale: Locale) -> String {
        let step = match self.next_step() {
            NextStep::OwnCare if self.0 & KNOWN_DIABETES != 0 => locale.pick(
                "La diabetes ya está diagnosticada: siga los controles de su equipo de salud.",
                "Diabetes is diagnosed already: keep to the check-ups of the care team.",
            ),
            // A glucose that is too low is no normal result.
            NextStep::Repeat3Years if self.is_urgent_for_glucose() => locale.pick(
                "La HbA1c es normal: repítala tres años después de su fecha.",
                "HbA1c is normal: repeat it three years after its date.",
            ),
            // Not the usual check-ups, where a clinician is to be seen today.
            NextStep::Usual if self.is_urgent() => locale.pick(
                "Por el riesgo de diabetes no hace falta una prueba por ahora.",
                "The risk of diabetes calls for no test now.",
            ),
            step => step.text(locale),
        };
        let results = self.normals().filter_map(|(test, normal)| self.said_of(test, normal, locale));
        text::joined(std::iter::once(step).chain(results).chain([symptoms(self.next_step(), locale)]), " ")
    }

    /// What is said of a normal result that does not count, and of a test that was not done beside one that does.
    fn said_of(self, test: Field, normal: Option<Normal>, locale: Locale) -> Option<&'static str> {
        let is_glucose = test == Field::FastingGlucoseMgDl;
        let pick = |[glucose, hba1c]: [[&'static str; 2]; 2]| {
            let [es, en] = if is_glucose { glucose } else { hba1c };
            Some(locale.pick(es, en))
        };
        match normal {
            Some(Normal::Undated) => pick([
                [
                    "La glucosa en ayunas no tiene fecha: un resultado sin fecha no cuenta.",
                    "The fasting glucose has no date: a result without a date does not count.",
                ],
                [
                    "La HbA1c no tiene fecha: un resultado sin fecha no cuenta.",
                    "The HbA1c has no date: a result without a date does not count.",
                ],
            ]),
            Some(Normal::Old) => pick([
                ["La glucosa en ayunas ya no es reciente.", "The fasting glucose is no longer recent."],
                ["La HbA1c ya no es reciente.", "The HbA1c is no longer recent."],
            ]),
            // A glucose that is too low was measured.
            None if self.next_step() == NextStep::Repeat3Years && !(is_glucose && self.is_urgent_for_glucose()) => {
                pick([
                    ["No se midió la glucosa en ayunas.", "Fasting glucose was not measured."],
                    ["No se midió la HbA1c.", "HbA1c was not measured."],
                ])
            }
            Some(Normal::Recent) | None => None,
        }
    }

    fn is_urgent_for_glucose(self) -> bool {
        self.urgent().any(|urgent| urgent != Urgent::BloodPressure)
    }

    /// The urgent texts, in order.
    pub(crate) fn urgent_texts(self, locale: Locale) -> impl Iterator<Item = &'static str> {
        self.urgent().map(move |urgent| urgent.text(locale))
    }
}

/// A code of the advice, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AdviceText {
    /// The code: that of an urgent matter or of a next step.
    pub code: &'static str,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Whether it advises a laboratory test; `None` where it does not say.
    pub test_advised: Option<bool>,
    /// What it says by itself, in the language asked for.
    pub text: &'static str,
    /// Where it comes from.
    pub source: Option<&'static str>,
}

/// Every code of the advice, the urgent ones first, with its text, without what is added for one person.
///
/// ```
/// use diabetes_core::{Locale, advice::advice_texts};
/// let codes: Vec<_> = advice_texts(Locale::Es).map(|row| row.code).collect();
/// assert_eq!(codes[..4], ["glucose_low", "glucose_high", "blood_pressure", "own_care"]);
/// ```
pub fn advice_texts(locale: Locale) -> impl Iterator<Item = AdviceText> {
    let urgent = Urgent::ALL.into_iter().map(move |urgent| AdviceText {
        code: urgent.code(),
        urgent: true,
        test_advised: None,
        text: urgent.text(locale),
        source: Some(urgent.source()),
    });
    let steps = NextStep::ALL.into_iter().map(move |step| AdviceText {
        code: step.code(),
        urgent: false,
        test_advised: step.test_advised(),
        text: step.text(locale),
        source: step.source(),
    });
    urgent.chain(steps)
}

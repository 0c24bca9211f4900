//! The advice in words.

use super::{ALSO_PREGNANT, Advice, IN_PREGNANCY, KNOWN_DIABETES, NextStep, Normal, REASON, Reasons, SYMPTOMS, Urgent};
use crate::locale::Text;
use crate::schema::Field;
use crate::{Locale, text};
use serde::Serialize;

/// The sources of the advice.
const ADA: &str = "American Diabetes Association, Standards of Care in Diabetes";
const GPC: &str =
    "Ministerio de Salud y Protección Social de Colombia, GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109)";
const BOTH: &str = "American Diabetes Association, Standards of Care in Diabetes; Ministerio de Salud y Protección Social \
                    de Colombia, GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109)";
const USUAL_PRACTICE: Text = Text::new(
    "práctica habitual; lo confirma el profesional de salud",
    "usual practice; a judgement for the clinician to confirm",
);

impl NextStep {
    /// The source; `None` if nothing is advised.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        match self {
            NextStep::Unknown => None,
            NextStep::Complete => Some(GPC),
            NextStep::Test => Some(BOTH),
            _ => Some(ADA),
        }
    }

    /// The text of the step alone; for own care, that for pregnancy.
    fn text(self, locale: Locale) -> &'static str {
        let words = &locale.words().advice;
        match self {
            NextStep::OwnCare => words.own_care_in_pregnancy,
            NextStep::Clinician => words.clinician,
            NextStep::Confirm => words.confirm,
            NextStep::Complete => words.complete,
            NextStep::Yearly => words.yearly,
            NextStep::Repeat3Years => words.repeat,
            NextStep::Test => words.test,
            NextStep::Unknown => words.unknown,
            NextStep::Usual => words.usual,
        }
    }
}

impl Urgent {
    /// The source of the limit.
    #[must_use]
    pub fn source(self, locale: Locale) -> &'static str {
        match self {
            Urgent::GlucoseLow => ADA,
            Urgent::GlucoseHigh | Urgent::BloodPressure => USUAL_PRACTICE.get(locale),
        }
    }

    /// What to do.
    #[must_use]
    pub fn text(self, locale: Locale) -> &'static str {
        let words = &locale.words().advice;
        match self {
            Urgent::GlucoseLow => words.glucose_low,
            Urgent::GlucoseHigh => words.glucose_high,
            Urgent::BloodPressure => words.blood_pressure,
        }
    }
}

impl Advice {
    /// The next step in words. An interpretation contains it verbatim.
    #[must_use]
    pub fn text(self, locale: Locale) -> String {
        let words = &locale.words().advice;
        let step = match self.next_step() {
            NextStep::OwnCare if self.0 & ALSO_PREGNANT != 0 => words.own_care_in_both,
            NextStep::OwnCare if self.0 & KNOWN_DIABETES != 0 => words.own_care_in_diabetes,
            NextStep::Clinician if self.0 & IN_PREGNANCY != 0 => words.clinician_in_pregnancy,
            NextStep::Clinician => words.clinician_by_two,
            // A glucose that is too low is not a normal result.
            NextStep::Repeat3Years if self.is_urgent_for_glucose() => words.repeat_hba1c,
            // Not the usual check-ups if a clinician must be seen today.
            NextStep::Usual if self.is_urgent() => words.usual_beside_urgent,
            step => step.text(locale),
        };
        let results = self.normals().filter_map(|(test, normal)| self.said_of(test, normal, locale));
        let reason = Reasons::text(self.0 >> REASON, words);
        text::joined(std::iter::once(step).chain(reason).chain(results).chain([self.symptoms(locale)]), " ")
    }

    /// The text about a normal result that does not count, or about a missing test next to one that does.
    fn said_of(self, test: Field, normal: Option<Normal>, locale: Locale) -> Option<&'static str> {
        let is_glucose = test == Field::FastingGlucoseMgDl;
        let words = &locale.words().advice;
        let words = if is_glucose { &words.glucose } else { &words.hba1c };
        match normal {
            Some(Normal::Undated) => Some(words.undated),
            Some(Normal::Old) => Some(words.old),
            // A glucose that is too low was still measured.
            None if self.next_step() == NextStep::Repeat3Years && !(is_glucose && self.is_urgent_for_glucose()) => {
                Some(words.not_measured)
            }
            Some(Normal::Recent) | None => None,
        }
    }

    /// The end of an advice: what symptoms ask for. A person who needs no other test to be seen sees a clinician.
    fn symptoms(self, locale: Locale) -> &'static str {
        let words = &locale.words().advice;
        let is_seen = matches!(self.next_step(), NextStep::OwnCare | NextStep::Clinician | NextStep::Confirm)
            || self.is_urgent_for_glucose();
        match (is_seen, self.0 & SYMPTOMS != 0) {
            (true, true) => words.has_symptoms_to_clinician,
            (true, false) => words.symptoms_to_clinician,
            (false, true) => words.has_symptoms_to_test,
            (false, false) => words.symptoms_to_test,
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

/// An advice code with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AdviceText {
    /// The code of an urgent finding or of a next step.
    pub code: &'static str,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Whether it advises a laboratory test; `None` if it does not say.
    pub test_advised: Option<bool>,
    /// The years after which it is due; 0 for now, `None` if nothing is due.
    pub due_years: Option<i32>,
    /// Its text in the requested language.
    pub text: &'static str,
    /// The source.
    pub source: Option<&'static str>,
}

/// All advice codes, urgent ones first, with their texts, without additions for an individual.
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
        due_years: Some(0),
        text: urgent.text(locale),
        source: Some(urgent.source(locale)),
    });
    let steps = NextStep::ALL.into_iter().map(move |step| AdviceText {
        code: step.code(),
        urgent: false,
        test_advised: step.test_advised(),
        due_years: step.due_years(),
        text: step.text(locale),
        source: step.source(),
    });
    urgent.chain(steps)
}

//! What to do now: the urgent codes and the one next step for a person. A clinician signs the table in
//! `docs/advice.md`, and a test checks the code against it row by row.

mod reason;
#[cfg(test)]
mod tests;
mod told;

use crate::applicability::NotApplicable;
use crate::date::Date;
use crate::error::Error;
use crate::record::Record;
use crate::risk::{Category, GLUCOSE_LOW, RiskLevel, TESTS};
use crate::schema::Field;
use crate::scores::{check_findrisc_cut, findrisc_sums};
use crate::values::Values;
use serde::{Deserialize, Serialize};

pub(crate) use reason::Reasons;
pub use told::{AdviceText, advice_texts};

/// The recommended next step for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextStep {
    /// Pregnancy and known diabetes are managed separately.
    OwnCare,
    /// Two test results in the diabetes range: a clinician decides.
    Clinician,
    /// One test result in the diabetes range: repeat the test.
    Confirm,
    /// A glucose in the prediabetes range without HbA1c: measure HbA1c too.
    Complete,
    /// A test every year.
    Yearly,
    /// Normal: test again in three years.
    Repeat3Years,
    /// A test now.
    Test,
    /// Too little is known to tell whether a test is needed.
    Unknown,
    /// The usual check-ups.
    Usual,
}

impl NextStep {
    /// All steps, in the order in which they are tried; the first that applies is used.
    pub const ALL: [NextStep; 9] = [
        NextStep::OwnCare,
        NextStep::Clinician,
        NextStep::Confirm,
        NextStep::Complete,
        NextStep::Yearly,
        NextStep::Repeat3Years,
        NextStep::Test,
        NextStep::Unknown,
        NextStep::Usual,
    ];

    /// The stable code, such as `repeat_3_years`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NextStep::OwnCare => "own_care",
            NextStep::Clinician => "clinician",
            NextStep::Confirm => "confirm",
            NextStep::Complete => "complete",
            NextStep::Yearly => "yearly",
            NextStep::Repeat3Years => "repeat_3_years",
            NextStep::Test => "test",
            NextStep::Unknown => "unknown",
            NextStep::Usual => "usual",
        }
    }

    /// Whether a laboratory test is advised now; `None` if the estimate cannot decide that.
    #[must_use]
    pub fn test_advised(self) -> Option<bool> {
        match self {
            NextStep::OwnCare | NextStep::Unknown => None,
            NextStep::Confirm | NextStep::Complete | NextStep::Test => Some(true),
            NextStep::Clinician | NextStep::Yearly | NextStep::Repeat3Years | NextStep::Usual => Some(false),
        }
    }

    /// The years after which it is due, counted from the result that it follows or from the advice: 0 if it is due now,
    /// `None` if nothing is due.
    ///
    /// ```
    /// use diabetes_core::NextStep;
    /// let due = [NextStep::Test, NextStep::Yearly, NextStep::Repeat3Years, NextStep::Usual];
    /// assert_eq!(due.map(NextStep::due_years), [Some(0), Some(1), Some(3), None]);
    /// ```
    #[must_use]
    pub fn due_years(self) -> Option<i32> {
        let [high, other] = NORMAL_YEARS;
        match self {
            NextStep::Clinician | NextStep::Confirm | NextStep::Complete | NextStep::Test => Some(0),
            NextStep::Yearly => Some(high),
            NextStep::Repeat3Years => Some(other),
            NextStep::OwnCare | NextStep::Unknown | NextStep::Usual => None,
        }
    }
}

/// A finding that needs a clinician the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Urgent {
    /// A fasting glucose below 54 mg/dL.
    GlucoseLow,
    /// A fasting glucose of 250 mg/dL or more.
    GlucoseHigh,
    /// A systolic pressure of 180 mmHg or more or a diastolic of 120 or more; in pregnancy, 160 or 110.
    BloodPressure,
}

/// The fasting glucose from which it is urgent, mg/dL.
pub(crate) const GLUCOSE_HIGH: f64 = 250.0;
/// The systolic and diastolic pressures from which they are urgent, mmHg.
pub(crate) const PRESSURES: [(Field, f64); 2] = [(Field::SystolicMmHg, 180.0), (Field::DiastolicMmHg, 120.0)];
/// The same limits in pregnancy.
pub(crate) const PRESSURES_IN_PREGNANCY: [(Field, f64); 2] =
    [(Field::SystolicMmHg, 160.0), (Field::DiastolicMmHg, 110.0)];
/// The years for which a normal result counts: at a high risk level, and otherwise.
pub(crate) const NORMAL_YEARS: [i32; 2] = [1, 3];

impl Urgent {
    /// All findings, in the order in which they are reported.
    pub const ALL: [Urgent; 3] = [Urgent::GlucoseLow, Urgent::GlucoseHigh, Urgent::BloodPressure];

    /// The stable code, such as `glucose_low`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Urgent::GlucoseLow => "glucose_low",
            Urgent::GlucoseHigh => "glucose_high",
            Urgent::BloodPressure => "blood_pressure",
        }
    }
}

/// What the advice depends on besides the record and the model.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AdviceOptions {
    findrisc_cut: Option<f64>,
    today: Option<Date>,
}

impl AdviceOptions {
    /// `findrisc_cut` is the FINDRISC score from which a test is advised; with `None` the score is ignored. `today` is
    /// the day of the advice, by default the clock's. With neither a clock nor a day, no normal result counts as
    /// recent.
    ///
    /// Fails with `bad_cut` for a score that FINDRISC cannot give.
    ///
    /// ```
    /// use diabetes_core::{AdviceOptions, Date};
    /// let options = AdviceOptions::new(Some(12.0), Date::from_text("2026-11-29"))?;
    /// assert_eq!(AdviceOptions::new(Some(27.0), None).unwrap_err().code(), "bad_cut");
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn new(findrisc_cut: Option<f64>, today: Option<Date>) -> Result<Self, Error> {
        check_findrisc_cut(findrisc_cut)?;
        Ok(Self { findrisc_cut, today })
    }

    /// The options of a given day.
    #[cfg(feature = "sql")]
    pub(crate) fn on(day: Date) -> Self {
        Self { findrisc_cut: None, today: Some(day) }
    }

    pub(crate) fn findrisc_cut(&self) -> Option<f64> {
        self.findrisc_cut
    }

    /// Fills in the day, so that the clock is read only once.
    pub(crate) fn on_the_day(mut self) -> Self {
        self.today = self.day();
        self
    }

    fn day(&self) -> Option<Date> {
        self.today.or_else(Date::today)
    }

    /// Whether a day is at most so many years ago. Tomorrow counts too: it may have begun where the test was done.
    fn is_recent(&self, day: Date, years: i32) -> bool {
        self.day().is_some_and(|today| day.days() <= today.days() + 1 && day.years_later(years) >= today)
    }
}

/// How recent a normal result is on the day of the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Normal {
    /// Recent enough to count.
    Recent,
    /// Its date is unknown.
    Undated,
    /// Too old to count.
    Old,
}

/// The advice for a person, in two bytes: the next step, what is urgent, and which normal results count.
///
/// ```
/// use diabetes_core::{Locale, Model, NextStep, Patient};
/// let patient = Patient::from_json(
///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 215, "tad": 125, "glucosa_ayunas": 130}"#,
/// )?;
/// let advice = Model::bundled().predict(&patient).advice;
/// assert_eq!((advice.next_step(), advice.test_advised()), (NextStep::Confirm, Some(true)));
/// assert_eq!(advice.urgent_codes(), Some("blood_pressure"));
/// assert!(advice.text(Locale::En).starts_with("One test is in the range of diabetes"));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice(u16);

/// The lowest bits hold the index of the next step.
const STEP: u16 = 0xf;
/// The next bits hold one flag per urgent code.
const URGENT: u16 = 4;
/// Set if own care is due to diabetes, clear if it is due to pregnancy.
const KNOWN_DIABETES: u16 = 1 << 7;
/// Set, with the same bit, if a clinician must judge a value in pregnancy.
const IN_PREGNANCY: u16 = 1 << 7;
/// Set if own care is due to diabetes, and the person is pregnant.
const ALSO_PREGNANT: u16 = 1 << 8;
/// Two bits per test; not for own care.
const NORMALS: u16 = 8;
/// The four highest bits hold what else the text says: whether the person has symptoms, and the reason for a test.
const MORE: u16 = 12;
const SYMPTOMS: u16 = 1 << MORE;
/// The highest bits hold the number of the reason for a test.
const REASON: u16 = MORE + 1;

impl Default for Advice {
    /// Nothing is known and nothing is urgent.
    fn default() -> Self {
        Self(NextStep::Unknown as u16)
    }
}

impl From<NextStep> for Advice {
    fn from(step: NextStep) -> Self {
        Self(step as u16)
    }
}

impl Advice {
    /// The advice for valid values.
    pub(crate) fn of(values: &Values, estimated: &Estimated, options: &AdviceOptions) -> Self {
        let symptoms = if values.is_yes(Field::Symptoms) { SYMPTOMS } else { 0 };
        let (step, details) = estimated.step(values, options);
        Self(step as u16 | urgent_bits(values) | symptoms | details)
    }

    /// What is urgent in a record that cannot be answered, from those of its values that are sound.
    pub(crate) fn of_refused(sound: &Values) -> Self {
        Self(Self::default().0 | urgent_bits(sound))
    }

    /// The advice for a person with nothing measured and nothing urgent.
    pub(crate) fn unmeasured(reasons: Reasons, otherwise: NextStep) -> Self {
        let symptoms = if reasons.has(Reasons::SYMPTOMS) { SYMPTOMS } else { 0 };
        let step = if reasons.any() { NextStep::Test } else { otherwise };
        Self(step as u16 | symptoms | reasons.told() << REASON)
    }

    /// The recommended next step.
    #[must_use]
    pub fn next_step(self) -> NextStep {
        NextStep::ALL.get(usize::from(self.step_number())).copied().unwrap_or(NextStep::Unknown)
    }

    /// Whether a laboratory test is advised now; `None` if the estimate cannot decide that.
    #[must_use]
    pub fn test_advised(self) -> Option<bool> {
        self.next_step().test_advised()
    }

    /// The findings that need a clinician the same day.
    pub fn urgent(self) -> impl Iterator<Item = Urgent> + Clone {
        Urgent::ALL.into_iter().filter(move |urgent| self.0 >> (URGENT + *urgent as u16) & 1 == 1)
    }

    /// Whether any finding is urgent.
    #[must_use]
    pub fn is_urgent(self) -> bool {
        self.0 >> URGENT & 7 != 0
    }

    /// The urgent codes, joined by `;`; `None` if there are none.
    #[must_use]
    pub fn urgent_codes(self) -> Option<&'static str> {
        Self::urgent_codes_of(self.urgent_number())
    }

    /// A number below 10 for the reason that is told and whether there are symptoms.
    pub(crate) fn reason_and_symptoms(self) -> u16 {
        self.0 >> MORE
    }

    /// The wording of the advice to a person with nothing measured and nothing urgent, as a number: the index of the
    /// next step, and in the four highest bits what else the text says.
    #[must_use]
    pub fn wording(self) -> u8 {
        self.step_number() | (self.reason_and_symptoms() as u8) << 4
    }

    /// One advice for each [wording](Advice::wording).
    ///
    /// ```
    /// use diabetes_core::{Advice, Locale};
    /// let texts: Vec<_> = Advice::wordings().map(|advice| advice.text(Locale::En)).collect();
    /// assert!(texts.iter().any(|text| text.contains("Reason: prediabetes or diabetes is likely.")));
    /// ```
    pub fn wordings() -> impl Iterator<Item = Advice> {
        let tests = (0..10).map(|more| Self(NextStep::Test as u16 | more << MORE));
        NextStep::ALL.into_iter().filter(|step| *step != NextStep::Test).map(Self::from).chain(tests)
    }

    /// The index of the next step in [`NextStep::ALL`].
    pub(crate) fn step_number(self) -> u8 {
        (self.0 & STEP) as u8
    }

    /// The urgent codes of every possible set, in the order of its number.
    pub(crate) fn urgent_sets() -> impl Iterator<Item = Option<&'static str>> {
        (0..8).map(Self::urgent_codes_of)
    }

    /// The urgent codes of a set with this number, joined by `;`.
    fn urgent_codes_of(number: u8) -> Option<&'static str> {
        // A glucose cannot be both low and high.
        match number {
            0 => None,
            1 => Some("glucose_low"),
            2 => Some("glucose_high"),
            4 => Some("blood_pressure"),
            5 => Some("glucose_low;blood_pressure"),
            _ => Some("glucose_high;blood_pressure"),
        }
    }

    /// A number from 0 to 7 that identifies the set of urgent codes; 0 is the empty set.
    pub(crate) fn urgent_number(self) -> u8 {
        (self.0 >> URGENT & 7) as u8
    }

    fn normals(self) -> impl Iterator<Item = (Field, Option<Normal>)> {
        let bits = if self.next_step() == NextStep::OwnCare { 0 } else { self.0 >> NORMALS };
        TESTS.into_iter().zip(0_u16..).map(move |((test, _), place)| {
            let of = match bits >> (2 * place) & 3 {
                1 => Some(Normal::Recent),
                2 => Some(Normal::Undated),
                3 => Some(Normal::Old),
                _ => None,
            };
            (test, of)
        })
    }
}

/// The findings in a record that need a clinician the same day, however little else is known. A value with an error is
/// left out; the others are judged all the same.
///
/// ```
/// use diabetes_core::{Record, Urgent, advice::urgent_in};
/// let record = Record::from_json(br#"{"glucosa_ayunas": 412, "edad": "?"}"#)?;
/// assert_eq!(urgent_in(&record), [Urgent::GlucoseHigh]);
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[must_use]
pub fn urgent_in(record: &Record<'_>) -> Vec<Urgent> {
    urgent(&record.sound_values()).collect()
}

/// The urgent findings, from glucose and blood pressure.
fn urgent(values: &Values) -> impl Iterator<Item = Urgent> {
    let (glucose, is_pregnant) = (values.get(Field::FastingGlucoseMgDl), values.is_yes(Field::Pregnant));
    let pressures = if is_pregnant { PRESSURES_IN_PREGNANCY } else { PRESSURES };
    Urgent::ALL.into_iter().filter(move |urgent| match urgent {
        Urgent::GlucoseLow => glucose < GLUCOSE_LOW,
        Urgent::GlucoseHigh => glucose >= GLUCOSE_HIGH,
        Urgent::BloodPressure => pressures.iter().any(|(field, cut)| values.get(*field) >= *cut),
    })
}

fn urgent_bits(values: &Values) -> u16 {
    urgent(values).map(|urgent| 1 << (URGENT + urgent as u16)).sum()
}

/// The model outputs that the advice needs.
pub(crate) struct Estimated {
    pub(crate) not_applicable: Option<NotApplicable>,
    pub(crate) level: Option<RiskLevel>,
    /// P(dysglycaemia).
    pub(crate) dysglycaemia: Option<f64>,
    /// P(dysglycaemia) from which prediabetes or diabetes is likely.
    pub(crate) likely: f64,
}

impl Estimated {
    /// The next step, and its details as bits of [`Advice`].
    fn step(&self, values: &Values, options: &AdviceOptions) -> (NextStep, u16) {
        if self.not_applicable == Some(NotApplicable::KnownDiabetes) {
            let also = if values.is_yes(Field::Pregnant) { ALSO_PREGNANT } else { 0 };
            return (NextStep::OwnCare, KNOWN_DIABETES | also);
        }
        let has_symptoms = values.is_yes(Field::Symptoms);
        let sooner = |step: NextStep| if has_symptoms { NextStep::Test } else { step };
        let class = |place: usize| {
            let (field, cuts) = TESTS.get(place)?;
            let value = values.known(*field)?;
            // A value that is too low is not a normal result either.
            let is_low = *field == Field::FastingGlucoseMgDl && value < GLUCOSE_LOW;
            (!is_low).then(|| Category::of(value, *cuts))
        };
        let found = [class(0), class(1)];
        if self.not_applicable == Some(NotApplicable::Pregnant) {
            // The limits of pregnancy are lower, so that only a value in the range of diabetes can be judged.
            let is_diabetes = found.contains(&Some(Category::Diabetes));
            return if is_diabetes { (NextStep::Clinician, IN_PREGNANCY) } else { (NextStep::OwnCare, 0) };
        }
        match found {
            [Some(Category::Diabetes), Some(Category::Diabetes)] => return (NextStep::Clinician, 0),
            [Some(Category::Diabetes), _] | [_, Some(Category::Diabetes)] => return (NextStep::Confirm, 0),
            [Some(Category::Prediabetes), None] => return (NextStep::Complete, 0),
            [Some(Category::Prediabetes), _] | [_, Some(Category::Prediabetes)] => {
                return (sooner(NextStep::Yearly), 0);
            }
            _ => {}
        }
        let is_high = self.level == Some(RiskLevel::High);
        let [glucose, hba1c] = found;
        let [soon, late] = NORMAL_YEARS;
        let years = if is_high { soon } else { late };
        let normal = |found: Option<Category>, date: Field| {
            found.map(|_| match values.date(date) {
                None => Normal::Undated,
                Some(day) if options.is_recent(day, years) => Normal::Recent,
                Some(_) => Normal::Old,
            })
        };
        let normals = [normal(glucose, Field::GlucoseDate), normal(hba1c, Field::Hba1cDate)];
        let bits =
            |(normal, place): (Option<Normal>, u16)| normal.map_or(0, |of| (1 + of as u16) << (NORMALS + 2 * place));
        let details = normals.into_iter().zip(0_u16..).map(bits).sum();
        if normals.contains(&Some(Normal::Recent)) {
            let was_told = Reasons::of_answers(values).has(Reasons::HIGH_GLUCOSE_EVER | Reasons::GESTATIONAL);
            let step = if is_high || was_told { NextStep::Yearly } else { NextStep::Repeat3Years };
            return (sooner(step), details);
        }
        let otherwise =
            if self.level.is_none() || self.dysglycaemia.is_none() { NextStep::Unknown } else { NextStep::Usual };
        let advice = Advice::unmeasured(self.reasons(values, options), otherwise);
        (advice.next_step(), advice.0 & !STEP | details)
    }

    /// What speaks for a test if nothing current was measured.
    fn reasons(&self, values: &Values, options: &AdviceOptions) -> Reasons {
        let is_raised = self.level.is_some_and(|level| level != RiskLevel::Low);
        let is_likely = self.dysglycaemia.is_some_and(|risk| risk >= self.likely);
        let reaches_cut = options.findrisc_cut.is_some_and(|cut| findrisc(values) >= cut);
        Reasons::of_answers(values)
            | Reasons::LEVEL.when(is_raised)
            | Reasons::LIKELY.when(is_likely)
            | Reasons::FINDRISC.when(reaches_cut)
    }
}

/// The FINDRISC score as entered or as its items determine it, else the lowest score they allow.
fn findrisc(values: &Values) -> f64 {
    values.known(Field::Findrisc).unwrap_or_else(|| findrisc_sums(values).fewest())
}

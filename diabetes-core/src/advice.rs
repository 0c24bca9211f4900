//! What to do now: the urgent codes and the one next step of a person. `docs/advice.md` is the table that a clinician
//! signs; a test reads it row by row.

#[cfg(test)]
mod tests;
mod told;

use crate::applicability::NotApplicable;
use crate::date::Date;
use crate::error::Error;
use crate::risk::{Category, GLUCOSE_LOW, RiskLevel, TESTS};
use crate::schema::Field;
use crate::scores::{check_findrisc_cut, findrisc_sums};
use crate::values::Values;
use serde::{Deserialize, Serialize};

pub use told::{AdviceText, advice_texts};

/// The one advice for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextStep {
    /// Pregnancy and known diabetes have their own care.
    OwnCare,
    /// Two tests in the range of diabetes: a clinician decides.
    Clinician,
    /// One test in the range of diabetes: it is repeated.
    Confirm,
    /// A glucose in the range of prediabetes, without HbA1c: that is measured too.
    Complete,
    /// A test every year.
    Yearly,
    /// Normal: a test in three years.
    Repeat3Years,
    /// A test now.
    Test,
    /// What is known does not tell whether a test is needed.
    Unknown,
    /// The usual check-ups.
    Usual,
}

impl NextStep {
    /// All of them, in the order in which the first that holds is taken.
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

    /// Whether a laboratory test is advised now; `None` where that is not for the estimate to say.
    #[must_use]
    pub fn test_advised(self) -> Option<bool> {
        match self {
            NextStep::OwnCare | NextStep::Unknown => None,
            NextStep::Confirm | NextStep::Complete | NextStep::Test => Some(true),
            NextStep::Clinician | NextStep::Yearly | NextStep::Repeat3Years | NextStep::Usual => Some(false),
        }
    }
}

/// What needs a clinician the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Urgent {
    /// A fasting glucose below 54 mg/dL.
    GlucoseLow,
    /// A fasting glucose from 250 mg/dL.
    GlucoseHigh,
    /// A blood pressure from 180 or 120 mmHg; in pregnancy from 160 or 110.
    BloodPressure,
}

/// From here on it is urgent, mg/dL.
const GLUCOSE_HIGH: f64 = 250.0;
/// The systolic and the diastolic pressure from which it is urgent, mmHg.
pub(crate) const PRESSURES: [(Field, f64); 2] = [(Field::SystolicMmHg, 180.0), (Field::DiastolicMmHg, 120.0)];
/// The same in pregnancy.
const PRESSURES_IN_PREGNANCY: [(Field, f64); 2] = [(Field::SystolicMmHg, 160.0), (Field::DiastolicMmHg, 110.0)];

impl Urgent {
    /// All of them, in the order in which they are told.
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

/// What the advice depends on beside record and model.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AdviceOptions {
    findrisc_cut: Option<f64>,
    today: Option<Date>,
}

impl AdviceOptions {
    /// `findrisc_cut` are the points of FINDRISC from which a test is advised, if they count at all; `today` is the day on
    /// which the advice is given, that of the clock if nothing is said. Where there is no clock and nothing was said, no
    /// normal result counts as recent.
    ///
    /// Fails with `bad_cut` for points that FINDRISC does not give.
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

    pub(crate) fn findrisc_cut(&self) -> Option<f64> {
        self.findrisc_cut
    }

    /// The same with the day filled in, so that it is asked for once.
    pub(crate) fn on_the_day(mut self) -> Self {
        self.today = self.day();
        self
    }

    fn day(&self) -> Option<Date> {
        self.today.or_else(Date::today)
    }

    /// Whether a day lies at most so many years back, and not ahead; the day after may have begun where the test was done.
    fn is_recent(&self, day: Date, years: i32) -> bool {
        self.day().is_some_and(|today| day.days() <= today.days() + 1 && day.years_later(years) >= today)
    }
}

/// How a normal result stands to the day of the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Normal {
    /// It counts.
    Recent,
    /// Its day is not known.
    Undated,
    /// It is too long ago.
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

/// The lowest bits are the place of the next step.
const STEP: u16 = 0xf;
/// Then comes a bit for each urgent code.
const URGENT: u16 = 4;
/// Own care because of diabetes; without it, because of pregnancy.
const KNOWN_DIABETES: u16 = 1 << 7;
/// Two bits for each test.
const NORMALS: u16 = 8;

impl Default for Advice {
    /// Nothing is known, and nothing is urgent.
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
        let urgent = urgent(values).map(|urgent| 1 << (URGENT + urgent as u16)).sum::<u16>();
        let (step, details) = estimated.step(values, options);
        Self(step as u16 | urgent | details)
    }

    /// The one advice.
    #[must_use]
    pub fn next_step(self) -> NextStep {
        NextStep::ALL.get(usize::from(self.step_number())).copied().unwrap_or(NextStep::Unknown)
    }

    /// Whether a laboratory test is advised now; `None` where that is not for the estimate to say.
    #[must_use]
    pub fn test_advised(self) -> Option<bool> {
        self.next_step().test_advised()
    }

    /// What needs a clinician the same day.
    pub fn urgent(self) -> impl Iterator<Item = Urgent> + Clone {
        Urgent::ALL.into_iter().filter(move |urgent| self.0 >> (URGENT + *urgent as u16) & 1 == 1)
    }

    /// Whether anything does.
    #[must_use]
    pub fn is_urgent(self) -> bool {
        self.0 >> URGENT & 7 != 0
    }

    /// The urgent codes, joined by `;`; `None` where there are none.
    #[must_use]
    pub fn urgent_codes(self) -> Option<&'static str> {
        Self::urgent_codes_of(self.urgent_number())
    }

    /// The place of the next step among [`NextStep::ALL`].
    pub(crate) fn step_number(self) -> u8 {
        (self.0 & STEP) as u8
    }

    /// The urgent codes of every set by its number.
    pub(crate) fn urgent_sets() -> impl Iterator<Item = Option<&'static str>> {
        (0..8).map(Self::urgent_codes_of)
    }

    /// The urgent codes of a set with this number, joined by `;`.
    fn urgent_codes_of(number: u8) -> Option<&'static str> {
        // A glucose is not both.
        match number {
            0 => None,
            1 => Some("glucose_low"),
            2 => Some("glucose_high"),
            4 => Some("blood_pressure"),
            5 => Some("glucose_low;blood_pressure"),
            _ => Some("glucose_high;blood_pressure"),
        }
    }

    /// A number from 0 to 7 that tells sets of urgent codes apart, 0 that of none.
    pub(crate) fn urgent_number(self) -> u8 {
        (self.0 >> URGENT & 7) as u8
    }

    fn normals(self) -> impl Iterator<Item = (Field, Option<Normal>)> {
        TESTS.into_iter().zip(0_u16..).map(move |((test, _), place)| {
            let of = match self.0 >> (NORMALS + 2 * place) & 3 {
                1 => Some(Normal::Recent),
                2 => Some(Normal::Undated),
                3 => Some(Normal::Old),
                _ => None,
            };
            (test, of)
        })
    }
}

/// What needs a clinician the same day, by glucose and blood pressure.
fn urgent(values: &Values) -> impl Iterator<Item = Urgent> {
    let (glucose, is_pregnant) = (values.get(Field::FastingGlucoseMgDl), values.is_yes(Field::Pregnant));
    let pressures = if is_pregnant { PRESSURES_IN_PREGNANCY } else { PRESSURES };
    Urgent::ALL.into_iter().filter(move |urgent| match urgent {
        Urgent::GlucoseLow => glucose < GLUCOSE_LOW,
        Urgent::GlucoseHigh => glucose >= GLUCOSE_HIGH,
        Urgent::BloodPressure => pressures.iter().any(|(field, cut)| values.get(*field) >= *cut),
    })
}

/// What the model says of a person, as far as the advice asks for it.
pub(crate) struct Estimated {
    pub(crate) not_applicable: Option<NotApplicable>,
    pub(crate) level: Option<RiskLevel>,
    /// P(dysglycaemia).
    pub(crate) dysglycaemia: Option<f64>,
    /// P(dysglycaemia) from which prediabetes or diabetes is likely.
    pub(crate) likely: f64,
}

impl Estimated {
    /// The next step, and what is told of it as bits of [`Advice`].
    fn step(&self, values: &Values, options: &AdviceOptions) -> (NextStep, u16) {
        match self.not_applicable {
            Some(NotApplicable::KnownDiabetes) => return (NextStep::OwnCare, KNOWN_DIABETES),
            Some(NotApplicable::Pregnant) => return (NextStep::OwnCare, 0),
            None => {}
        }
        let has_symptoms = values.is_yes(Field::Symptoms);
        let sooner = |step: NextStep| if has_symptoms { NextStep::Test } else { step };
        let class = |place: usize| {
            let (field, cuts) = TESTS.get(place)?;
            let value = values.known(*field)?;
            // What is too low is no normal result either.
            let is_low = *field == Field::FastingGlucoseMgDl && value < GLUCOSE_LOW;
            (!is_low).then(|| Category::of(value, *cuts))
        };
        let found = [class(0), class(1)];
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
        let years = if is_high { 1 } else { 3 };
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
        let was_told = values.is_yes(Field::HighGlucoseEver) || values.is_yes(Field::GestationalDiabetes);
        let step = if normals.contains(&Some(Normal::Recent)) {
            sooner(if is_high || was_told { NextStep::Yearly } else { NextStep::Repeat3Years })
        } else if was_told || self.is_raised() || options.findrisc_cut.is_some_and(|cut| findrisc(values) >= cut) {
            NextStep::Test
        } else if self.level.is_none() || self.dysglycaemia.is_none() {
            sooner(NextStep::Unknown)
        } else {
            sooner(NextStep::Usual)
        };
        (step, details)
    }

    /// Whether the estimate asks for a test.
    fn is_raised(&self) -> bool {
        self.level.is_some_and(|level| level != RiskLevel::Low)
            || self.dysglycaemia.is_some_and(|risk| risk >= self.likely)
    }
}

/// The points of FINDRISC as typed or as its items settle them, else the fewest that they allow.
fn findrisc(values: &Values) -> f64 {
    values.known(Field::Findrisc).unwrap_or_else(|| findrisc_sums(values).fewest())
}

//! Why a test is advised to somebody with nothing current measured.

use crate::schema::Field;
use crate::values::Values;
use crate::words;
use std::ops::BitOr;

/// Everything that speaks for a test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reasons(u32);

impl Reasons {
    pub(crate) const SYMPTOMS: Self = Self(1);
    /// A moderate or high level of risk.
    pub(crate) const LEVEL: Self = Self(1 << 1);
    /// Prediabetes or diabetes is likely.
    pub(crate) const LIKELY: Self = Self(1 << 2);
    pub(crate) const HIGH_GLUCOSE_EVER: Self = Self(1 << 3);
    pub(crate) const GESTATIONAL: Self = Self(1 << 4);
    /// FINDRISC reaches the cut-off.
    pub(crate) const FINDRISC: Self = Self(1 << 5);

    /// The answers that speak for a test, with their fields.
    pub(crate) const ANSWERS: [(Field, Self); 3] = [
        (Field::Symptoms, Self::SYMPTOMS),
        (Field::HighGlucoseEver, Self::HIGH_GLUCOSE_EVER),
        (Field::GestationalDiabetes, Self::GESTATIONAL),
    ];

    /// The reasons that need words of their own; the first that applies is told.
    const TOLD: [Self; 4] = [Self::LIKELY, Self::HIGH_GLUCOSE_EVER, Self::GESTATIONAL, Self::FINDRISC];

    /// These reasons if they hold, else none.
    pub(crate) fn when(self, holds: bool) -> Self {
        if holds { self } else { Self::default() }
    }

    /// The answers in a record that speak for a test.
    pub(crate) fn of_answers(values: &Values) -> Self {
        Self::ANSWERS.into_iter().fold(Self::default(), |all, (field, one)| all | one.when(values.is_yes(field)))
    }

    /// The reasons as bits.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// The reasons from their bits.
    pub(crate) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) fn any(self) -> bool {
        self != Self::default()
    }

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The number of the reason to tell, from 1; 0 if the level of risk, which every answer shows, says enough.
    pub(super) fn told(self) -> u16 {
        if self.has(Self::LEVEL) {
            return 0;
        }
        Self::TOLD.into_iter().zip(1..).find(|(one, _)| self.has(*one)).map_or(0, |(_, number)| number)
    }

    /// The text of the reason with this number.
    pub(super) fn text(number: u16, words: &words::Advice) -> Option<&'static str> {
        let reason = *Self::TOLD.get(usize::from(number.checked_sub(1)?))?;
        Some(match reason {
            Self::LIKELY => words.because_likely,
            Self::HIGH_GLUCOSE_EVER => words.because_high_before,
            Self::GESTATIONAL => words.because_gestational,
            _ => words.because_findrisc,
        })
    }
}

impl BitOr for Reasons {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

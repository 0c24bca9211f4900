//! What has to be computed for the columns that are asked for.

/// Parts of the work, in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work(u8);

impl Work {
    /// What every table of answers has: errors and measured values.
    pub(super) const NONE: Self = Self(0);
    /// The glucose, its interval, category and confidence.
    pub(super) const GLUCOSE: Self = Self(1);
    /// The probabilities and the risk level.
    pub(super) const RISKS: Self = Self(2);
    /// What to do, which follows from the risks.
    pub(super) const ADVICE: Self = Self::RISKS.with(Self(4));
    /// Which fields were missing.
    pub(super) const IMPUTED: Self = Self(8);
    /// The warnings; what is missing is found on the way.
    pub(super) const NOTES: Self = Self::IMPUTED.with(Self(16));
    /// The intervals of the risk of diabetes.
    pub(super) const RANGE: Self = Self::RISKS.with(Self(32));
    /// Everything.
    pub(super) const ALL: Self = Self(u8::MAX);

    pub(super) fn has(self, part: Self) -> bool {
        self.0 & part.0 == part.0
    }

    pub(super) const fn with(self, part: Self) -> Self {
        Self(self.0 | part.0)
    }
}

//! Options of a plan of tests.

use crate::advice::AdviceOptions;
use crate::outputs::Output;

/// What to share out, and by which risk.
#[derive(Clone, Debug, PartialEq)]
pub struct CapacityOptions {
    /// The number of tests that can be paid.
    pub tests: u64,
    /// The outcome by whose probability people are chosen: diabetes or dysglycaemia.
    pub outcome: Output,
    /// Whether the target and hba1c are the outcomes of a screening that has been done, so that the figures can be
    /// compared with what was found. They are then not used to choose.
    pub observed: bool,
    /// The options of the advice.
    pub advice: AdviceOptions,
}

impl Default for CapacityOptions {
    fn default() -> Self {
        Self { tests: 0, outcome: Output::Diabetes, observed: false, advice: AdviceOptions::default() }
    }
}

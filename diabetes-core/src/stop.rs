//! A wish that long work ends early.

use crate::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks a training or an evaluation to end early: it is in the options, and its copies are one. The work fails with
/// `stopped` within about a second, and nothing of it is kept.
///
/// ```
/// use diabetes_core::{Stop, synthetic, train::{TrainingOptions, train}};
/// let stop = Stop::default();
/// let options = TrainingOptions { stop: stop.clone(), ..TrainingOptions::default() };
/// stop.ask();
/// assert_eq!(train(&synthetic::generate(2_000, 7), None, &options).unwrap_err().code(), "stopped");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

/// Options are the same whoever may stop the work.
impl PartialEq for Stop {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Stop {}

impl Stop {
    /// Asks for the end, from any thread.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the end was asked for. Work looks at it once for each pass or block.
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Fails with `stopped` if the end was asked for.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.is_asked() { Err(Error::Stopped) } else { Ok(()) }
    }
}

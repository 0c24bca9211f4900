//! The training rows on other machines, which answer each pass with the sums of their partitions.

use super::message::{damaged, opened, read, sealed, written};
use super::pass::{Kind, Part, Pass, Selection};
use super::rounds::Rounds;
use crate::outcomes::Definitions;
use crate::weights::Scale;
use crate::{Error, TrainingError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The machines that hold the rows.
pub trait Workers: Send + Sync {
    /// The answers to a message of all partitions with usable rows, in the order of the partitions.
    fn answers(&self, asked: &[u8]) -> io::Result<Vec<Vec<u8>>>;
}

/// What a worker must know of a pass, besides the pass itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    /// Comes first, so that it can be read alone.
    pub(super) kind: Kind,
    pub(super) selection: Selection,
    pub(super) definitions: Definitions,
}

/// The rows in their partitions.
pub(super) struct Remote {
    workers: Box<dyn Workers>,
    /// The usable rows of each partition that has any.
    rows: Vec<u64>,
    /// The scale of the weights.
    scale: Option<Scale>,
    rounds: Rounds,
    /// Why a pass was not answered.
    fault: Mutex<Option<Error>>,
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} partitions", self.rows.len())
    }
}

impl Remote {
    pub(super) fn new(workers: Box<dyn Workers>, rows: Vec<u64>, scale: Option<Scale>) -> Self {
        Self { workers, rows, scale, rounds: Rounds::default(), fault: Mutex::default() }
    }

    /// The sums of each partition. After a fault nothing is asked any more.
    pub(super) fn pass<P: Pass>(&self, pass: &P, selection: Selection, definitions: &Definitions) -> Vec<P::Part> {
        let asked = Asked { kind: P::KIND, selection, definitions: definitions.clone() };
        let sums = || {
            let Some(answers) = self.rounds.ask(written(&(asked, pass))?, |passes| self.answers(passes)) else {
                return Ok(Vec::new());
            };
            let expected = pass.start();
            let part = |answer: Vec<u8>| {
                let part: P::Part = read(&answer)?;
                if part.is_like(&expected) { Ok(part) } else { Err(damaged().into()) }
            };
            answers.into_iter().map(part).collect()
        };
        sums().unwrap_or_else(|fault| {
            self.fail(fault);
            Vec::new()
        })
    }

    /// The results for `0..count`, whose passes are asked together.
    pub(super) fn together<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
        self.rounds.together(count, work, |passes| self.answers(passes))
    }

    /// For each pass the sums of each partition; nothing if there is a fault.
    fn answers(&self, passes: &[Vec<u8>]) -> Vec<Option<Vec<Vec<u8>>>> {
        if self.fault().is_some() {
            return vec![None; passes.len()];
        }
        let answers = self.asked(passes).map_err(|fault| self.fail(fault));
        answers.map_or_else(|()| vec![None; passes.len()], |answers| answers.into_iter().map(Some).collect())
    }

    fn asked(&self, passes: &[Vec<u8>]) -> Result<Vec<Vec<Vec<u8>>>, Error> {
        let message = sealed(&[&[written(&self.scale)?], passes].concat());
        let answers = self.workers.answers(&message)?;
        if answers.len() != self.rows.len() {
            let text = format!("{} of {} partitions answered", answers.len(), self.rows.len());
            return Err(TrainingError::BadPart(text).into());
        }
        let mut sums = vec![Vec::with_capacity(answers.len()); passes.len()];
        for (answer, expected) in answers.iter().zip(&self.rows) {
            let parts = opened(answer)?;
            let (rows, parts) = parts.split_first().ok_or_else(damaged)?;
            let rows: u64 = read(rows)?;
            if rows != *expected {
                let text = format!("a partition had {expected} usable rows, and now has {rows}");
                return Err(TrainingError::BadPart(text).into());
            }
            if parts.len() != passes.len() {
                return Err(damaged().into());
            }
            sums.iter_mut().zip(parts).for_each(|(sums, part)| sums.push(part.to_vec()));
        }
        Ok(sums)
    }

    fn fault(&self) -> MutexGuard<'_, Option<Error>> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, fault: Error) {
        self.fault().get_or_insert(fault);
    }

    /// Why a pass was not answered; every sum since is of too few rows.
    pub(super) fn into_fault(self) -> Option<Error> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

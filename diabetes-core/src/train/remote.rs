//! The training rows on other machines, which answer each pass with the sums of their partitions.

use super::message::{opened, sealed};
use super::pass::{Kind, Part, Pass, Selection};
use crate::outcomes::Definitions;
use crate::weights::Scale;
use crate::{Error, TrainingError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};

/// The machines that hold the rows.
pub trait Workers: Send + Sync {
    /// The answers to a pass of all partitions with usable rows, in the order of the partitions.
    fn answers(&self, pass: &[u8]) -> io::Result<Vec<Vec<u8>>>;
}

/// What a worker must know of a pass; the pass itself follows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) kind: Kind,
    pub(super) selection: Selection,
    pub(super) definitions: Definitions,
    pub(super) scale: Option<Scale>,
}

/// The sums of a partition.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answered<P> {
    /// Its usable rows.
    pub(super) rows: u64,
    pub(super) part: P,
}

/// The rows in their partitions.
pub(super) struct Remote {
    workers: Box<dyn Workers>,
    /// The usable rows of each partition that has any.
    rows: Vec<u64>,
    /// The scale of the weights.
    scale: Option<Scale>,
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
        Self { workers, rows, scale, fault: Mutex::default() }
    }

    /// The sums of each partition. After a fault nothing is asked any more.
    pub(super) fn pass<P: Pass>(&self, pass: &P, selection: Selection, definitions: &Definitions) -> Vec<P::Part> {
        if self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return Vec::new();
        }
        self.asked(pass, selection, definitions).unwrap_or_else(|fault| {
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
            Vec::new()
        })
    }

    fn asked<P: Pass>(&self, pass: &P, selection: Selection, definitions: &Definitions) -> Result<Vec<P::Part>, Error> {
        let asked = Asked { kind: P::KIND, selection, definitions: definitions.clone(), scale: self.scale };
        let answers = self.workers.answers(&sealed(&(asked, pass))?)?;
        let expected = pass.start();
        let parts = answers.iter().zip(&self.rows).map(|(answer, rows)| {
            let answered: Answered<P::Part> = opened(answer)?;
            if answered.rows != *rows {
                let text = format!("a partition had {rows} usable rows, and now has {}", answered.rows);
                return Err(TrainingError::BadPart(text).into());
            }
            if !answered.part.is_like(&expected) {
                return Err(TrainingError::BadPart("its sums are of other columns".to_owned()).into());
            }
            Ok(answered.part)
        });
        if answers.len() != self.rows.len() {
            let text = format!("{} of {} partitions answered", answers.len(), self.rows.len());
            return Err(TrainingError::BadPart(text).into());
        }
        parts.collect()
    }

    /// Why a pass was not answered; every sum since is of too few rows.
    pub(super) fn fault(self) -> Option<Error> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

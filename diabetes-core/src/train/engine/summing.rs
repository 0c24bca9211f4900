//! The sums of a partition's blocks for some passes.

use crate::Error;
use crate::TrainingError;
use crate::train::block::Block;
use crate::train::lines::{LineSteps, Lines};
use crate::train::message::{beginning, damaged, opened, read, sealed, written};
use crate::train::pass::{Kind, Part, Pass, add_block};
use crate::train::products::{Losses, Products};
use crate::train::remote::Asked;
use crate::train::tally::Tally;
use crate::train::totals::Totals;
use crate::weights::Scale;
use serde::de::DeserializeOwned;

/// Sums the blocks of a partition, in order, for the passes of a message.
pub struct Summing {
    scale: Option<Scale>,
    rows: u64,
    passes: Vec<Box<dyn Sums>>,
}

impl std::fmt::Debug for Summing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Summing of {} passes over {} rows", self.passes.len(), self.rows)
    }
}

impl Summing {
    /// Begins the answer to what a [`Driver`](super::Driver) asks of the [`Workers`](super::Workers).
    pub fn new(asked: &[u8]) -> Result<Self, Error> {
        let parts = opened(asked)?;
        let (scale, passes) = parts.split_first().ok_or_else(damaged)?;
        let passes = passes.iter().map(|pass| begun(pass)).collect::<Result<_, _>>()?;
        Ok(Self { scale: read(scale)?, rows: 0, passes })
    }

    /// Adds a block.
    pub fn add(&mut self, block: &[u8]) -> Result<(), Error> {
        let mut block = Block::from_bytes(block)?;
        self.rows += block.rows.len() as u64;
        block.keep_training();
        block.scale(self.scale);
        self.passes.iter_mut().for_each(|pass| pass.add(&block));
        Ok(())
    }

    /// The answer.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let mut parts = vec![written(&self.rows)?];
        for pass in self.passes {
            parts.push(pass.finish()?);
        }
        Ok(sealed(&parts))
    }
}

/// A pass over some rows.
trait Sums: Send {
    fn add(&mut self, block: &Block);
    fn finish(self: Box<Self>) -> Result<Vec<u8>, TrainingError>;
}

struct Begun<P: Pass> {
    asked: Asked,
    pass: P,
    part: P::Part,
}

fn begun(pass: &[u8]) -> Result<Box<dyn Sums>, TrainingError> {
    match beginning(pass)? {
        Kind::Tally => of::<Tally>(pass),
        Kind::Totals => of::<Totals>(pass),
        Kind::Lines => of::<Lines<'static>>(pass),
        Kind::LineSteps => of::<LineSteps<'static>>(pass),
        Kind::Curves => of::<Products<'static>>(pass),
        Kind::Losses => of::<Losses<'static>>(pass),
    }
}

fn of<P>(pass: &[u8]) -> Result<Box<dyn Sums>, TrainingError>
where
    P: Pass + DeserializeOwned + Send + 'static,
    P::Part: 'static,
{
    let (asked, pass): (Asked, P) = read(pass)?;
    let part = pass.start();
    Ok(Box::new(Begun { asked, pass, part }))
}

impl<P: Pass + Send> Sums for Begun<P> {
    fn add(&mut self, block: &Block) {
        let Asked { selection, definitions, .. } = &self.asked;
        add_block(&self.pass, &mut self.part, block, *selection, definitions);
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<u8>, TrainingError> {
        self.part.end();
        written(&self.part)
    }
}

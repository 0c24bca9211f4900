//! The sums of a partition's blocks for a pass.

use crate::Error;
use crate::TrainingError;
use crate::train::block::Block;
use crate::train::lines::{LineSteps, Lines};
use crate::train::message::{body, first, sealed};
use crate::train::pass::{Kind, Part, Pass, add_block};
use crate::train::products::{Losses, Products};
use crate::train::remote::{Answered, Asked};
use crate::train::spread::ColumnSums;
use crate::train::tally::Tally;
use crate::train::totals::Totals;
use serde::Deserialize;

/// Sums the blocks of a partition, in order, for a pass.
pub struct Summing(Box<dyn Sums>);

impl std::fmt::Debug for Summing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summing").finish_non_exhaustive()
    }
}

impl Summing {
    /// Begins the answer to a pass that a [`Driver`](super::Driver) asks of the workers.
    pub fn of(pass: &[u8]) -> Result<Self, Error> {
        let (asked, pass) = first::<Asked>(body(pass)?)?;
        let sums: Box<dyn Sums> = match asked.kind {
            Kind::Tally => begun::<Tally>(asked, pass)?,
            Kind::Totals => begun::<Totals>(asked, pass)?,
            Kind::ColumnSums => begun::<ColumnSums<'static>>(asked, pass)?,
            Kind::Lines => begun::<Lines<'static>>(asked, pass)?,
            Kind::LineSteps => begun::<LineSteps<'static>>(asked, pass)?,
            Kind::Curves => begun::<Products<'static>>(asked, pass)?,
            Kind::Losses => begun::<Losses<'static>>(asked, pass)?,
        };
        Ok(Self(sums))
    }

    /// Adds a block.
    pub fn add(&mut self, block: &[u8]) -> Result<(), Error> {
        self.0.add(Block::from_bytes(block)?);
        Ok(())
    }

    /// The answer.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.0.finish()?)
    }
}

/// A pass over some rows.
trait Sums: Send {
    fn add(&mut self, block: Block);
    fn finish(self: Box<Self>) -> Result<Vec<u8>, TrainingError>;
}

struct Begun<P: Pass> {
    asked: Asked,
    pass: P,
    answered: Answered<P::Part>,
}

fn begun<P>(asked: Asked, pass: &[u8]) -> Result<Box<dyn Sums>, TrainingError>
where
    P: Pass + for<'de> Deserialize<'de> + Send + 'static,
    P::Part: 'static,
{
    let (pass, _) = first::<P>(pass)?;
    let answered = Answered { rows: 0, part: pass.start() };
    Ok(Box::new(Begun { asked, pass, answered }))
}

impl<P: Pass + Send> Sums for Begun<P> {
    fn add(&mut self, mut block: Block) {
        self.answered.rows += block.rows.len() as u64;
        block.keep_training();
        block.scale(self.asked.scale);
        let Asked { selection, definitions, .. } = &self.asked;
        add_block(&self.pass, &mut self.answered.part, &block, *selection, definitions);
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<u8>, TrainingError> {
        self.answered.part.end();
        sealed(&self.answered)
    }
}

//! The side of a training that has the counts and a sample of the rows, and asks for the sums of all.

use crate::model::Model;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::train::beyond::Beyond;
use crate::train::block::Block;
use crate::train::fit::fitted;
use crate::train::message::{damaged, opened, read, sealed, written};
use crate::train::options::{TrainingOptions, check};
use crate::train::remote::{Remote, Workers};
use crate::train::rows::Rows;
use crate::train::sample::{Cut, SAMPLE};
use crate::train::split::Use;
use crate::train::taken::Taken;
use crate::{Error, TrainingError};

/// Trains on rows in partitions. The order of the rows is that of the partitions, and within them their own; the model is
/// that of a [`Trainer`](crate::train::Trainer) on the same rows in this order, up to rounding.
#[derive(Debug)]
pub struct Driver {
    options: TrainingOptions,
    most: usize,
    taken: Taken,
    /// The usable rows of each partition.
    rows: Vec<u64>,
    parts: Vec<Use>,
    kept: Vec<TrainingRow>,
}

impl Driver {
    /// Begins a training. `judges` and `periods` of the options are not read: they come with the rows.
    pub fn new(options: &TrainingOptions) -> Result<Self, Error> {
        Self::keeping(SAMPLE, options)
    }

    /// Like [`Driver::new`], with at most this many rows on the driver instead of 524,288.
    pub fn keeping(most: usize, options: &TrainingOptions) -> Result<Self, Error> {
        check(options)?;
        let options = TrainingOptions { judges: None, periods: None, ..options.clone() };
        Ok(Self { options, most, taken: Taken::default(), rows: Vec::new(), parts: Vec::new(), kept: Vec::new() })
    }

    /// Adds the partition that comes next, by what [`Partition::finish`](super::Partition::finish) tells of it. Gives the
    /// position of its first usable row.
    pub fn add(&mut self, told: &[u8]) -> Result<u64, Error> {
        let start = self.taken.counted.usable();
        let [told] = opened(told)?[..] else { return Err(damaged().into()) };
        self.taken.merge(read(told)?);
        self.rows.push(self.taken.counted.usable() - start);
        Ok(start)
    }

    /// Which rows the driver keeps, once all partitions are added: for [`draw`](super::draw).
    pub fn cut(&self) -> Result<Vec<u8>, Error> {
        let cut = Cut::of(self.taken.counted.usable(), self.most, self.options.seed);
        Ok(sealed(&[written(&cut)?]))
    }

    /// Keeps the rows drawn from a block. Blocks come in the order of their rows.
    pub fn keep(&mut self, drawn: &[u8]) -> Result<(), Error> {
        let block = Block::from_bytes(drawn)?;
        self.parts.extend(block.parts);
        self.kept.extend(block.rows);
        Ok(())
    }

    /// The model. The workers are asked only if there are more usable rows than the driver keeps.
    pub fn finish(self, workers: Box<dyn Workers>) -> Result<Model, Error> {
        let Self { options, most, taken, rows, parts, kept } = self;
        let (usable, scale) = (taken.counted.usable(), taken.scale()?);
        let expected = usable.min(most as u64);
        if kept.len() as u64 != expected {
            let text = format!("{} rows were drawn instead of {expected}", kept.len());
            return Err(TrainingError::BadPart(text).into());
        }
        let remote = || Remote::new(workers, rows.into_iter().filter(|rows| *rows > 0).collect(), scale);
        let beyond = (usable > expected).then(remote).map(Beyond::Remote);
        let rows = Rows::of(&parts, kept, taken, scale, beyond, &options.source);
        let model = fitted(&rows, &options);
        rows.beyond.and_then(Beyond::fault).map_or(model, Err)
    }
}

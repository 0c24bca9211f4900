//! The rows of a partition, where they lie.

use crate::Error;
use crate::outcomes::Told;
use crate::table::PatientTable;
use crate::train::block::Block;
use crate::train::message::{damaged, opened, read, sealed, written};
use crate::train::options::TrainingOptions;
use crate::train::sample::Cut;
use crate::train::taken::Taken;

/// Checks the rows of a partition and makes blocks of those that are usable.
#[derive(Debug)]
pub struct Partition {
    seed: u64,
    test_size: f64,
    taken: Taken,
    next: Block,
}

impl Partition {
    /// A partition without rows. Seed and proportion held out are those of the training.
    #[must_use]
    pub fn new(options: &TrainingOptions) -> Self {
        let TrainingOptions { seed, test_size, .. } = *options;
        Self { seed, test_size, taken: Taken::default(), next: Block::default() }
    }

    /// Adds the rows of a table that was checked for age and sex. Gives the blocks that are full.
    pub fn add(&mut self, table: &PatientTable<'_>, told: Told<'_>) -> Result<Vec<Vec<u8>>, Error> {
        let mut full = Vec::new();
        for row in &self.taken.usable(table, told)? {
            let part = self.taken.count(row, self.seed, self.test_size);
            self.next.push(row, part);
            if self.next.is_full() {
                full.push(std::mem::take(&mut self.next).to_bytes());
            }
        }
        Ok(full)
    }

    /// The last block, if any rows are left, and what the driver must know of the partition.
    pub fn finish(self) -> Result<(Option<Vec<u8>>, Vec<u8>), Error> {
        let last = (!self.next.rows.is_empty()).then(|| self.next.to_bytes());
        Ok((last, sealed(&[written(&self.taken)?])))
    }
}

/// The rows of a block that the driver keeps, as a block, and the position of the row after it. `start` is the position
/// of its first row among the usable rows of all partitions, and `cut` is [`Driver::cut`](super::Driver::cut).
pub fn draw(block: &[u8], start: u64, cut: &[u8]) -> Result<(Vec<u8>, u64), Error> {
    let [cut] = opened(cut)?[..] else { return Err(damaged().into()) };
    let (block, cut): (Block, Cut) = (Block::from_bytes(block)?, read(cut)?);
    let mut drawn = Block::default();
    let mut position = start;
    for (row, part) in block.rows.iter().zip(&block.parts) {
        if cut.keeps(position) {
            drawn.push(row, *part);
        }
        position += 1;
    }
    Ok((drawn.to_bytes(), position))
}

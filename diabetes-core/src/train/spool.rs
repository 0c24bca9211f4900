//! The training rows beyond those kept in memory: blocks in a store, read again in each pass.

use super::block::Block;
use super::lanes;
use super::split::Use;
use super::store::Store;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::weights::Scale;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Blocks of rows in a store.
pub(super) struct Spool {
    store: Box<dyn Store>,
    /// Where each block begins, and where the last one ends.
    starts: Vec<u64>,
    /// The rows of the next block.
    next: Block,
    /// The scale of the weights, once all are known.
    scale: Option<Scale>,
    /// Why the rows could not be read.
    fault: Mutex<Option<io::Error>>,
}

impl fmt::Debug for Spool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spool of {} blocks", self.starts.len() - 1)
    }
}

impl Spool {
    pub(super) fn new(store: Box<dyn Store>) -> Self {
        Self { store, starts: vec![0], next: Block::default(), scale: None, fault: Mutex::default() }
    }

    /// Adds a row; a full block is written.
    pub(super) fn push(&mut self, row: &TrainingRow, fold: u32) -> io::Result<()> {
        // No pass asks for the period.
        self.next.push(&TrainingRow { period: 0, ..*row }, Use::Fold(fold));
        if self.next.is_full() { self.write() } else { Ok(()) }
    }

    /// Writes the last rows; from now on weights are read on this scale.
    pub(super) fn complete(&mut self, scale: Option<Scale>) -> io::Result<()> {
        self.scale = scale;
        if self.next.rows.is_empty() { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.next).to_bytes();
        self.store.append(&bytes)?;
        let end = self.starts.last().copied().unwrap_or_default() + bytes.len() as u64;
        self.starts.push(end);
        Ok(())
    }

    /// The results for equal parts of the blocks, in order. The parts are the same for any number of threads, so sums
    /// have the same bits. If a block cannot be read, the pass ends early and [`Spool::fault`] says why.
    pub(super) fn lanes<T: Send>(&self, work: impl Fn(&mut dyn Iterator<Item = Block>) -> T + Sync + Send) -> Vec<T> {
        let blocks = self.starts.len() - 1;
        let lanes = blocks.clamp(1, lanes::MAX_LANES);
        lanes::each(lanes, |lane| {
            let own = lane * blocks / lanes..(lane + 1) * blocks / lanes;
            let mut buffer = Vec::new();
            let mut read = own.map_while(|block| {
                self.read(block, &mut buffer)
                    .map_err(|error| {
                        self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error).kind()
                    })
                    .ok()
            });
            work(&mut read)
        })
    }

    fn read(&self, block: usize, buffer: &mut Vec<u8>) -> io::Result<Block> {
        if self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let ends = self.starts.get(block).zip(self.starts.get(block + 1));
        let (start, end) = ends.ok_or(io::ErrorKind::UnexpectedEof)?;
        buffer.resize((end - start) as usize, 0);
        self.store.read(*start, buffer)?;
        let mut block = Block::from_bytes(buffer)?;
        block.scale(self.scale);
        Ok(block)
    }

    /// Why a pass could not read its rows; every sum since is of too few.
    pub(super) fn fault(self) -> Option<io::Error> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

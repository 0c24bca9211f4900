//! A block of training rows as bytes: columns of the fields that any of its rows has.

use crate::outcomes::OutcomeRow as TrainingRow;
use crate::schema::{FIELD_COUNT, Field};
use crate::values::{Values, code};
use std::io::{self, ErrorKind};

/// The most rows in a block. Fixed, so that the same rows in the same order give the same sums.
pub(super) const BLOCK: usize = 4096;

/// Training rows with their folds.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) rows: Vec<TrainingRow>,
    pub(super) folds: Vec<u32>,
}

impl Block {
    pub(super) fn push(&mut self, row: &TrainingRow, fold: u32) {
        self.rows.push(*row);
        self.folds.push(fold);
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= BLOCK
    }

    /// The number of rows, then for each field whether it is there and its column, then fold, judging and weight.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = (self.rows.len() as u32).to_le_bytes().to_vec();
        for field in Field::all() {
            let is_known = self.rows.iter().any(|row| row.values.known(field).is_some());
            bytes.push(u8::from(is_known));
            if is_known {
                let numbers = self.rows.iter().map(|row| row.values.get(field));
                if field.choices().is_empty() {
                    numbers.for_each(|number| bytes.extend(number.to_le_bytes()));
                } else {
                    bytes.extend(numbers.map(code::of));
                }
            }
        }
        bytes.extend(self.folds.iter().map(|fold| *fold as u8));
        bytes.extend(self.rows.iter().map(|row| u8::from(row.judges)));
        self.rows.iter().for_each(|row| bytes.extend(row.weight.to_le_bytes()));
        bytes
    }

    /// The rows of a block; their period is not kept, because no pass asks for it.
    pub(super) fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        let mut bytes = Bytes(bytes);
        let rows = u32::from_le_bytes(bytes.take_array()?) as usize;
        if rows > BLOCK {
            return Err(ErrorKind::InvalidData.into());
        }
        let empty = TrainingRow { values: Values::default(), weight: 0.0, judges: false, period: 0 };
        let mut block = Self { rows: vec![empty; rows], folds: Vec::new() };
        for field in Field::all().take(FIELD_COUNT) {
            if bytes.take(1)? == [0] {
                continue;
            }
            if field.choices().is_empty() {
                for (row, number) in block.rows.iter_mut().zip(bytes.take_numbers(rows)?) {
                    row.values.set(field, number);
                }
            } else {
                for (row, code) in block.rows.iter_mut().zip(bytes.take(rows)?) {
                    row.values.set(field, code::number(*code));
                }
            }
        }
        block.folds = bytes.take(rows)?.iter().map(|fold| u32::from(*fold)).collect();
        for (row, judges) in block.rows.iter_mut().zip(bytes.take(rows)?) {
            row.judges = *judges == 1;
        }
        for (row, weight) in block.rows.iter_mut().zip(bytes.take_numbers(rows)?) {
            row.weight = weight;
        }
        Ok(block)
    }
}

/// The bytes that are not read yet.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ErrorKind::UnexpectedEof)?;
        self.0 = rest;
        Ok(taken)
    }

    fn take_array<const COUNT: usize>(&mut self) -> io::Result<[u8; COUNT]> {
        self.take(COUNT)?.try_into().map_err(|_| ErrorKind::UnexpectedEof.into())
    }

    fn take_numbers(&mut self, count: usize) -> io::Result<impl Iterator<Item = f64> + use<'a>> {
        let (numbers, _) = self.take(8 * count)?.as_chunks::<8>();
        Ok(numbers.iter().map(|number| f64::from_le_bytes(*number)))
    }
}

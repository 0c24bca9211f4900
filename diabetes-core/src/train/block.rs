//! A block of training rows as bytes: columns of the fields that any of its rows has.

use super::split::Use;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::schema::{FIELD_COUNT, Field};
use crate::values::{Values, code};
use crate::weights::Scale;
use std::io::{self, ErrorKind};

/// The most rows in a block. Fixed, so that the same rows in the same order give the same sums.
pub(super) const BLOCK: usize = 4096;

/// Rows with their parts.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) rows: Vec<TrainingRow>,
    pub(super) parts: Vec<Use>,
}

impl Block {
    pub(super) fn push(&mut self, row: &TrainingRow, part: Use) {
        self.rows.push(*row);
        self.parts.push(part);
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= BLOCK
    }

    /// Drops the rows held out.
    pub(super) fn keep_training(&mut self) {
        let mut parts = self.parts.iter();
        self.rows.retain(|_| parts.next() != Some(&Use::HeldOut));
        self.parts.retain(|part| *part != Use::HeldOut);
    }

    /// Makes the weights relative.
    pub(super) fn scale(&mut self, scale: Option<Scale>) {
        if let Some(scale) = scale {
            self.rows.iter_mut().for_each(|row| row.weight = scale.relative(row.weight));
        }
    }

    /// The number of rows, then for each field whether it is there and its column, then part, judging, weight and, if any
    /// row has one, period.
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
        bytes.extend(self.parts.iter().map(|part| part.code()));
        bytes.extend(self.rows.iter().map(|row| u8::from(row.judges)));
        self.rows.iter().for_each(|row| bytes.extend(row.weight.to_le_bytes()));
        if self.rows.iter().any(|row| row.period != 0) {
            self.rows.iter().for_each(|row| bytes.extend(row.period.to_le_bytes()));
        }
        bytes
    }

    /// The rows of a block.
    pub(super) fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        let mut bytes = Bytes(bytes);
        let rows = u32::from_le_bytes(bytes.take_array()?) as usize;
        if rows > BLOCK {
            return Err(ErrorKind::InvalidData.into());
        }
        let empty = TrainingRow { values: Values::default(), weight: 0.0, judges: false, period: 0 };
        let mut block = Self { rows: vec![empty; rows], parts: Vec::new() };
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
                    if *code != code::MISSING && usize::from(*code) >= field.choices().len() {
                        return Err(ErrorKind::InvalidData.into());
                    }
                    row.values.set(field, code::number(*code));
                }
            }
        }
        let parts = bytes.take(rows)?.iter().map(|part| Use::of_code(*part));
        block.parts = parts.collect::<Option<_>>().ok_or(ErrorKind::InvalidData)?;
        for (row, judges) in block.rows.iter_mut().zip(bytes.take(rows)?) {
            row.judges = *judges == 1;
        }
        for (row, weight) in block.rows.iter_mut().zip(bytes.take_numbers(rows)?) {
            row.weight = weight;
        }
        if !bytes.0.is_empty() {
            for (row, period) in block.rows.iter_mut().zip(bytes.take(8 * rows)?.as_chunks::<8>().0) {
                row.period = i64::from_le_bytes(*period);
            }
        }
        if bytes.0.is_empty() { Ok(block) } else { Err(ErrorKind::InvalidData.into()) }
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

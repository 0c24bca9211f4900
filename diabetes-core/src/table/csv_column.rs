//! A column that is read from CSV cells, in the form in which a table keeps it.

use super::column::Column;
use crate::csv::Separator;
use crate::csv::{Cell, plain_number};
use crate::dialect;
use crate::schema::{Field, FieldKind};
use crate::validation::FieldError;
use crate::values::code;

/// A column of a file.
#[derive(Debug)]
pub(super) enum CsvColumn {
    /// It is no field.
    Other,
    Number(Field, Vec<f64>),
    Date(Field, Vec<f64>),
    Choice(Field, Vec<u8>, Box<Words>),
}

/// A cell as `dialect` and [`Raw`](crate::Raw) read it.
fn read(content: &str, field: Field, separator: Separator, errors: &mut Vec<FieldError>) -> f64 {
    let value = dialect::cell(content, field, separator).and_then(|raw| raw.read(field));
    value.unwrap_or_else(|error| {
        errors.push(error);
        f64::NAN
    })
}

impl CsvColumn {
    pub(super) fn of(field: Option<Field>) -> Self {
        let Some(field) = field else { return Self::Other };
        match field.spec().kind {
            FieldKind::Number { .. } => Self::Number(field, Vec::new()),
            FieldKind::Date => Self::Date(field, Vec::new()),
            FieldKind::Choice(_) => Self::Choice(field, Vec::new(), Box::default()),
        }
    }

    /// Adds the cell that begins the text, and returns its length; `None` if it is left to [`CsvColumn::add`].
    pub(super) fn add_beginning(
        &mut self,
        text: &[u8],
        separator: Separator,
        errors: &mut Vec<FieldError>,
    ) -> Option<usize> {
        if let Self::Number(_, numbers) = self
            && let Some((number, length)) = plain_number(text, separator.byte())
        {
            numbers.push(number);
            return Some(length);
        }
        let Cell { content, length } = Cell::beginning(text, separator.byte())?;
        let known = match self {
            Self::Other => return Some(length),
            Self::Choice(_, codes, words) => words.code(content).map(|code| codes.push(code)),
            _ => None,
        };
        if known.is_none() {
            self.add(std::str::from_utf8(content).ok()?, separator, errors);
        }
        Some(length)
    }

    /// Adds a cell.
    pub(super) fn add(&mut self, content: &str, separator: Separator, errors: &mut Vec<FieldError>) {
        match self {
            Self::Other => {}
            Self::Number(field, numbers) | Self::Date(field, numbers) => {
                numbers.push(read(content, *field, separator, errors));
            }
            Self::Choice(field, codes, words) => {
                let before = errors.len();
                let code = code::of(read(content, *field, separator, errors));
                if errors.len() == before {
                    words.learn(content.as_bytes(), code);
                }
                codes.push(code);
            }
        }
    }

    /// Leaves this many rows.
    pub(super) fn truncate(&mut self, rows: usize) {
        match self {
            Self::Other => {}
            Self::Number(_, numbers) | Self::Date(_, numbers) => numbers.truncate(rows),
            Self::Choice(_, codes, _) => codes.truncate(rows),
        }
    }

    pub(super) fn column(&self) -> Option<(Field, Column<'_>)> {
        Some(match self {
            Self::Other => return None,
            Self::Number(field, numbers) | Self::Date(field, numbers) => (*field, Column::Numbers(numbers.into())),
            Self::Choice(field, codes, _) => (*field, Column::Codes(codes.into())),
        })
    }

    pub(super) fn into_column(self) -> Option<(Field, Column<'static>)> {
        Some(match self {
            Self::Other => return None,
            Self::Number(field, numbers) | Self::Date(field, numbers) => (field, Column::Numbers(numbers.into())),
            Self::Choice(field, codes, _) => (field, Column::Codes(codes.into())),
        })
    }
}

const SLOTS: usize = 32;

/// Words that were read before, with the codes of their choices; the one met last by each hash.
#[derive(Debug, Default)]
pub(super) struct Words([Option<(Box<[u8]>, u8)>; SLOTS]);

fn slot(word: &[u8]) -> usize {
    let (first, last) = (word.first().copied().unwrap_or_default(), word.last().copied().unwrap_or_default());
    usize::from(first.wrapping_mul(31) ^ last.wrapping_mul(7) ^ word.len() as u8) % SLOTS
}

impl Words {
    fn code(&self, word: &[u8]) -> Option<u8> {
        if word.is_empty() {
            return Some(code::MISSING);
        }
        let (known, code) = self.0.get(slot(word))?.as_ref()?;
        (**known == *word).then_some(*code)
    }

    fn learn(&mut self, word: &[u8], code: u8) {
        if let Some(slot) = self.0.get_mut(slot(word)) {
            *slot = Some((word.into(), code));
        }
    }
}

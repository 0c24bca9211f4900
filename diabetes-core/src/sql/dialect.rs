//! What differs between the databases.

use super::exact;
use super::names::column;
use crate::error::Error;
use crate::numbers::Shortest;

/// The row of the table, as the steps carry it along.
pub(super) const PERSON: &str = "person";
/// The table, as the first and the last step call it. No column of a table has this name.
pub(super) const TABLE: &str = "the row";

/// A dialect of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// PostgreSQL, from version 13.
    PostgreSql,
    /// SQLite, from version 3.35.
    Sqlite,
    /// DuckDB.
    DuckDb,
}
use Dialect::{DuckDb, PostgreSql, Sqlite};

impl Dialect {
    /// Every dialect.
    pub const ALL: [Dialect; 3] = [PostgreSql, Sqlite, DuckDb];

    /// The name, such as `postgresql`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PostgreSql => "postgresql",
            Sqlite => "sqlite",
            DuckDb => "duckdb",
        }
    }

    /// The dialect with this name; fails with `unknown_dialect`.
    pub fn by_name(name: &str) -> Result<Self, Error> {
        let known = || Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|dialect| dialect.name() == name);
        found.ok_or_else(|| Error::UnknownDialect { name: name.to_owned(), known: known() })
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            PostgreSql => "PostgreSQL",
            Sqlite => "SQLite",
            DuckDb => "DuckDB",
        }
    }

    /// The type of 64-bit floats.
    pub(super) fn double(self) -> &'static str {
        match self {
            PostgreSql => "DOUBLE PRECISION",
            Sqlite => "REAL",
            DuckDb => "DOUBLE",
        }
    }

    /// A number that reads back as the same float. A bare decimal would be a NUMERIC in PostgreSQL and a DECIMAL in
    /// DuckDB.
    pub(super) fn number(self, number: f64) -> String {
        match self {
            PostgreSql => format!("{}::float8", Shortest(number)),
            Sqlite => exact::literal(number),
            DuckDb if Shortest(number).to_string().contains('e') => Shortest(number).to_string(),
            DuckDb => format!("{}e0", Shortest(number)),
        }
    }

    /// A number to compare a float with.
    pub(super) fn bound(self, number: f64) -> String {
        match self {
            PostgreSql => Shortest(number).to_string(),
            Sqlite | DuckDb => self.number(number),
        }
    }

    /// Like [`Dialect::number`], in brackets if negative, to stand behind an operator.
    pub(super) fn operand(self, number: f64) -> String {
        let text = self.number(number);
        if text.starts_with('-') { format!("({text})") } else { text }
    }

    /// No number.
    pub(super) fn no_number(self) -> String {
        format!("CAST(NULL AS {})", self.double())
    }

    pub(super) fn infinity(self) -> &'static str {
        match self {
            PostgreSql => "'Infinity'::float8",
            Sqlite => "9e999",
            DuckDb => "'Infinity'::DOUBLE",
        }
    }

    /// Whether a small number has decimals.
    pub(super) fn has_decimals(self, number: &str) -> String {
        match self {
            // It has no FLOOR unless it was built with one.
            Sqlite => format!("{number} <> CAST({number} AS INTEGER)"),
            PostgreSql | DuckDb => format!("{number} <> FLOOR({number})"),
        }
    }

    /// A number without its decimals, still a float.
    pub(super) fn truncated(self, number: &str) -> String {
        match self {
            Sqlite => format!("CAST(CAST({number} AS INTEGER) AS REAL)"),
            PostgreSql | DuckDb => format!("TRUNC({number})"),
        }
    }

    /// Two to a whole power from 0 to 62.
    pub(super) fn two_to(self, power: &str) -> String {
        match self {
            Sqlite => format!("(1 << CAST({power} AS INTEGER))"),
            PostgreSql | DuckDb => format!("(CAST(1 AS BIGINT) << CAST({power} AS INTEGER))"),
        }
    }

    /// What ends a step. Without it PostgreSQL and SQLite would copy a step into the next wherever it is used.
    pub(super) fn fence(self) -> &'static str {
        match self {
            PostgreSql => "\n  OFFSET 0",
            Sqlite => "\n  LIMIT -1 OFFSET 0",
            DuckDb => "",
        }
    }

    /// The row of the table as one column; SQLite has no such value, so its number stands for it.
    pub(super) fn person(self) -> String {
        let (table, person) = (column(TABLE), column(PERSON));
        match self {
            Sqlite => format!("{table}._rowid_ AS {person}"),
            PostgreSql | DuckDb => format!("{table} AS {person}"),
        }
    }

    /// The table's own columns, and where they and the last step come from.
    pub(super) fn joined(self, last: &str, table: &str) -> (String, String) {
        let (own, person) = (column(TABLE), column(PERSON));
        match self {
            // CROSS JOIN keeps the order of the two.
            Sqlite => (
                format!("{own}.*"),
                format!("{last} CROSS JOIN {table} AS {own}\nWHERE {own}._rowid_ = {last}.{person}"),
            ),
            PostgreSql => (format!("({person}).*"), last.to_owned()),
            DuckDb => (format!("{person}.*"), last.to_owned()),
        }
    }
}

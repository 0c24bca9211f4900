//! The first steps: every field of the table as a number, a date or the name of a choice.

use super::case::Case;
use super::dates;
use super::dialect::{Dialect, TABLE};
use super::names::{column, text, texts};
use super::steps::{Column, Steps};
use crate::schema::{FIELD_COUNT, Field, FieldKind, Role};
use crate::text::fold;

/// What later steps know about the fields of a person.
pub(super) struct People {
    pub(super) dialect: Dialect,
    /// The column of each field's value, as far as it is known.
    columns: Vec<String>,
    /// The column that tells whether a field's value is something else.
    unreadable: Vec<Option<String>>,
    /// When an answer was corrected, with the code of the warning.
    pub(super) corrected: Vec<(String, String)>,
}

/// The column with today's date in UTC.
pub(super) const TODAY: &str = "today";

impl People {
    pub(super) fn new(dialect: Dialect) -> Self {
        let columns = Field::all().map(|field| field.name().to_owned()).collect();
        Self { dialect, columns, unreadable: vec![None; FIELD_COUNT], corrected: Vec::new() }
    }

    /// The fields of a person: all but the target.
    pub(super) fn fields() -> impl Iterator<Item = Field> {
        Field::all().filter(|field| field.spec().role != Role::Target)
    }

    /// The value of a field, quoted.
    pub(super) fn value(&self, field: Field) -> String {
        self.columns.get(field.index()).map(|name| column(name)).unwrap_or_default()
    }

    /// From now on the value of a field is in another column.
    pub(super) fn moved(&mut self, field: Field, to: &str) {
        if let Some(name) = self.columns.get_mut(field.index()) {
            to.clone_into(name);
        }
    }

    /// Whether a value is there that could not be read, as a condition.
    pub(super) fn unreadable(&self, field: Field) -> Option<String> {
        self.unreadable.get(field.index())?.as_deref().map(column)
    }

    /// Reads every field.
    pub(super) fn read(&mut self, steps: &mut Steps) {
        let mut given: Vec<Column> = vec![(TODAY.to_owned(), dates::today(self.dialect).to_owned())];
        let mut choices: Vec<Column> = Vec::new();
        for field in Self::fields() {
            let (name, own) = (field.name().to_owned(), format!("{}.{}", column(TABLE), column(field.name())));
            let (value, fault) = match field.spec().kind {
                FieldKind::Number { .. } => number(self.dialect, &own),
                FieldKind::Date => dates::read(self.dialect, &own),
                FieldKind::Choice(_) => {
                    given.push((as_text(field), folded(self.dialect, field, &own)));
                    let (value, fault) = choice(field);
                    choices.push((name, value));
                    choices.push((self.fault(field), fault));
                    continue;
                }
            };
            given.push((name, value));
            if let Some(fault) = fault {
                given.push((self.fault(field), fault));
            }
        }
        steps.add("the table", "The values of the table: numbers, dates, and texts without case and accents.", given);
        steps.add("the choices", "The answers that the texts stand for.", choices);
    }

    /// Names the column that tells of an unreadable value.
    fn fault(&mut self, field: Field) -> String {
        let name = format!("{} unreadable", field.name());
        if let Some(place) = self.unreadable.get_mut(field.index()) {
            *place = Some(name.clone());
        }
        name
    }
}

fn as_text(field: Field) -> String {
    format!("{} as text", field.name())
}

/// A number, NULL for NaN and blank text, and whether something else is there.
fn number(dialect: Dialect, own: &str) -> (String, Option<String>) {
    let blank = format!("LOWER(TRIM(CAST({own} AS TEXT))) IN ('', 'nan')");
    match dialect {
        // A REAL stands for the decimal that it shows, not for the nearest double.
        Dialect::PostgreSql => {
            let is_real = format!("pg_typeof({own}) = 'real'::regtype");
            let value = Case::of([(is_real, format!("CAST(CAST({own} AS TEXT) AS float8)"))]);
            (format!("NULLIF({}, 'NaN'::float8)", value.or(format!("CAST({own} AS float8)")).written()), None)
        }
        Dialect::DuckDb => {
            let read = format!("TRY_CAST(CAST({own} AS TEXT) AS DOUBLE)");
            let value = Case::of([(format!("TYPEOF({own}) = 'DOUBLE'"), format!("TRY_CAST({own} AS DOUBLE)"))]);
            let value = value.or(read.as_str()).written();
            let fault = format!("{own} IS NOT NULL AND {read} IS NULL AND NOT {blank}");
            (format!("NULLIF({value}, 'NaN'::DOUBLE)"), Some(fault))
        }
        Dialect::Sqlite => {
            let value = format!("CASE WHEN TYPEOF({own}) IN ('real', 'integer') THEN CAST({own} AS REAL) END");
            (value, Some(format!("TYPEOF({own}) = 'blob' OR TYPEOF({own}) = 'text' AND NOT {blank}")))
        }
    }
}

/// The text of a choice: one of the names, or in lower case without accents; NULL if blank.
fn folded(dialect: Dialect, field: Field, own: &str) -> String {
    let own = format!("CAST({own} AS TEXT)");
    // A letter with its accent behind it becomes one letter.
    let trimmed = match dialect {
        Dialect::Sqlite => format!("REPLACE(REPLACE(TRIM({own}, CHAR(9, 10, 13, 32)), CHAR(769), ''), CHAR(776), '')"),
        Dialect::PostgreSql => {
            let trimmed = format!("TRIM({own}, E' \\t\\n\\r')");
            format!("CASE GETDATABASEENCODING() WHEN 'UTF8' THEN NORMALIZE({trimmed}) ELSE {trimmed} END")
        }
        Dialect::DuckDb => format!("NFC_NORMALIZE(TRIM({own}, E' \\t\\n\\r'))"),
    };
    // The accents of Latin-1, which every encoding of a server has.
    let accented = ('\u{c0}'..='\u{ff}').filter_map(|letter| {
        let plain = fold(&letter.to_string());
        plain.is_ascii().then_some((letter, plain))
    });
    let plain = match dialect {
        Dialect::Sqlite => {
            let accepted = accepted(field).concat();
            let occurring = accented.filter(|(_, plain)| accepted.contains(&**plain));
            occurring.fold(trimmed, |text, (letter, plain)| format!("REPLACE({text}, '{letter}', '{plain}')"))
        }
        Dialect::PostgreSql | Dialect::DuckDb => {
            let (letters, plain): (String, String) = accented.unzip();
            format!("TRANSLATE({trimmed}, '{letters}', '{plain}')")
        }
    };
    let plain = format!("NULLIF(NULLIF(LOWER({plain}), ''), 'nan')");
    Case::of([(format!("{own} IN ({})", texts(field.choices())), own.clone())]).or(plain).written()
}

/// The folded texts that a field accepts.
fn accepted(field: Field) -> Vec<String> {
    field.choices().iter().flat_map(|choice| accepted_for(field, choice)).collect()
}

/// The folded texts that stand for a choice.
fn accepted_for(field: Field, choice: &str) -> Vec<String> {
    let own = fold(choice);
    let other = |(word, meant): &(&str, &str)| (*meant == choice).then(|| fold(word));
    std::iter::once(own).chain(field.synonyms().iter().filter_map(other)).collect()
}

/// The choice that the text stands for, and whether it stands for none.
fn choice(field: Field) -> (String, String) {
    let own = column(&as_text(field));
    let all = |choice: &&str| std::iter::once((*choice).to_owned()).chain(accepted_for(field, choice));
    let when = |choice: &&str| (format!("{own} IN ({})", texts(all(choice))), text(choice));
    let known: Vec<String> = field.choices().iter().flat_map(all).collect();
    (
        Case::of(field.choices().iter().map(when)).written(),
        format!("{own} IS NOT NULL AND {own} NOT IN ({})", texts(known)),
    )
}

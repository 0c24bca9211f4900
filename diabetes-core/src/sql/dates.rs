//! Dates in SQL.

use super::case::Case;
use super::dialect::Dialect;

/// Today in UTC.
pub(super) fn today(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::PostgreSql => "CAST(NOW() AT TIME ZONE 'UTC' AS DATE)",
        Dialect::Sqlite => "DATE('now')",
        Dialect::DuckDb => "DATE '1970-01-01' + CAST(FLOOR(EPOCH(NOW()) / 86400) AS INTEGER)",
    }
}

/// A date, NULL for blank text, and whether something else is there.
pub(super) fn read(dialect: Dialect, own: &str) -> (String, Option<String>) {
    let text = format!("TRIM(CAST({own} AS TEXT))");
    let day = format!("SUBSTR({text}, 1, 10)");
    let given = format!("{own} IS NOT NULL AND LOWER({text}) NOT IN ('', 'nan')");
    let (is_date, date) = match dialect {
        // Of another type than a date the query fails.
        Dialect::PostgreSql => return (format!("CAST({own} AS DATE)"), None),
        Dialect::DuckDb => {
            let form = r"\d{4}-\d{2}-\d{2}([T ][0-9][0-9:.+Z-]*)?";
            (format!("REGEXP_FULL_MATCH({text}, '{form}')"), format!("TRY_CAST({day} AS DATE)"))
        }
        Dialect::Sqlite => {
            let time = format!("SUBSTR({text}, 11)");
            // Without a change SQLite takes 30 February for a date.
            let is_time = format!("{time} GLOB '[T ][0-9]*' AND SUBSTR({time}, 2) NOT GLOB '*[^-0-9:.+Z]*'");
            (format!("{day} = DATE({day}, '+0 days') AND ({time} = '' OR {is_time})"), day.clone())
        }
    };
    let value = Case::of([(is_date, date)]).written();
    (value.clone(), Some(format!("{given} AND {value} IS NULL")))
}

/// A day of the calendar, `YYYY-MM-DD`.
pub(super) fn day(dialect: Dialect, date: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("'{date}'"),
        Dialect::PostgreSql | Dialect::DuckDb => format!("DATE '{date}'"),
    }
}

/// The day after.
pub(super) fn next(dialect: Dialect, day: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("DATE({day}, '+1 day')"),
        Dialect::PostgreSql | Dialect::DuckDb => format!("{day} + 1"),
    }
}

/// The same day years later; 29 February becomes 1 March in a common year.
pub(super) fn years_later(dialect: Dialect, date: &str, years: i32) -> String {
    match dialect {
        Dialect::Sqlite => format!("DATE({date}, '+{years} years')"),
        // These two make 28 February of it.
        Dialect::PostgreSql | Dialect::DuckDb => {
            let later = format!("{date} + INTERVAL '{years} years'");
            let shorter = format!("EXTRACT(DAY FROM {later}) < EXTRACT(DAY FROM {date})");
            format!("CAST({later} AS DATE) + CASE WHEN {shorter} THEN 1 ELSE 0 END")
        }
    }
}

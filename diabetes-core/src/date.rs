//! Calendar dates, without a dependency.

use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::atomic::{AtomicI32, Ordering};

/// A calendar date, stored as days since 1970-01-01.
///
/// ```
/// use diabetes_core::Date;
/// let day = Date::from_text("2024-02-29").unwrap();
/// assert_eq!(day.years_later(3).to_string(), "2027-03-01");
/// assert_eq!(Date::from_text("29/02/2024"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Days in the 400 years after which the calendar repeats.
const ERA: i32 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const TO_1970: i32 = 719_468;

/// The day last set by [`Date::tell_today`], for a platform without a clock.
static TOLD: AtomicI32 = AtomicI32::new(i32::MIN);

impl Date {
    /// The earliest date that a record may contain, 1950-01-01.
    pub const EARLIEST: Date = Date(-7305);

    /// Parses `YYYY-MM-DD`; a time after it, separated by `T` or a space, is ignored.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(10)?;
        let is_time = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'+' | b'-' | b'Z');
        match time.as_bytes() {
            [] => {}
            [b'T' | b' ', b'0'..=b'9', rest @ ..] if rest.iter().all(|byte| is_time(*byte)) => {}
            _ => return None,
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| digits(part).then(|| part.parse::<i32>().ok()).flatten();
        let parts: Vec<&str> = day.split('-').collect();
        let [year, month, day] = parts[..] else { return None };
        if [year.len(), month.len(), day.len()] != [4, 2, 2] {
            return None;
        }
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        let date = (1..=12).contains(&month).then(|| Self::of(year, month, day))?;
        // Rejects dates such as 30 February, which comes out in March.
        (date.parts() == [year, month, day]).then_some(date)
    }

    /// The date this many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i32) -> Self {
        Self(days.clamp(-TO_1970, 2_932_896))
    }

    /// The number of days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }

    /// The same date this many years later; 29 February becomes 1 March in a common year.
    #[must_use]
    pub fn years_later(self, years: i32) -> Self {
        let [year, month, day] = self.parts();
        Self::of(year + years, month, day)
    }

    /// Today in UTC. If the standard library has no clock, as in a browser, the day last [set](Date::tell_today), or
    /// `None` if none was.
    #[must_use]
    pub fn today() -> Option<Self> {
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            let told = TOLD.load(Ordering::Relaxed);
            return (told != i32::MIN).then_some(Self(told));
        }
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        i32::try_from(since_1970.as_secs() / 86_400).ok().map(Self::from_days)
    }

    /// Sets today's date where the standard library has no clock; elsewhere it has no effect.
    pub fn tell_today(self) {
        TOLD.store(self.0, Ordering::Relaxed);
    }

    /// The day numbers that a record may contain: from [`Date::EARLIEST`] to tomorrow in UTC, which has already begun
    /// in the east.
    pub(crate) fn accepted() -> [f64; 2] {
        let latest = Self::today().map_or(f64::INFINITY, |today| f64::from(today.0) + 1.0);
        [f64::from(Self::EARLIEST.0), latest]
    }

    /// Counts years from March, so that a leap day comes last (Hinnant, "chrono-compatible low-level date algorithms").
    fn of(year: i32, month: i32, day: i32) -> Self {
        let year = year - i32::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let from_march = (month + 9) % 12;
        let of_year = (153 * from_march + 2) / 5 + day - 1;
        Self(era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_1970)
    }

    /// Year, month, day.
    fn parts(self) -> [i32; 3] {
        let days = self.0 + TO_1970;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        [era * 400 + year_of_era + i32::from(month <= 2), month, day]
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day] = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

/// Today in UTC, `YYYY-MM-DD`; empty if unknown.
pub(crate) fn today() -> String {
    Date::today().map_or_else(String::new, |today| today.to_string())
}

/// Whether a text is a calendar date, `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    text.len() == 10 && Date::from_text(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for date in ["2026-11-24", "2024-02-29", "2000-02-29", "1999-12-31", "2026-04-30"] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "2026-02-30",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-1",
            "+026-01-01",
            "2026-01-01 ",
            "2026/01/01",
            "20260101",
            "2026-01-01-01",
            "",
            "２026-01-01",
            "é026-01-1",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn a_time_behind_a_day_is_left_out() {
        for text in ["2024-03-01T00:00:00", "2024-03-01 08:30", "2024-03-01T23:59:59.5+01:00", "2024-03-01T00:00Z"] {
            assert_eq!(Date::from_text(text), Date::from_text("2024-03-01"), "{text}");
        }
        for text in ["2024-03-01T", "2024-03-01 ", "2024-03-01x08:30", "2024-03-01T8h", "2024-03", "01/03/2024"] {
            assert_eq!(Date::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn days_have_their_dates_around_leap_days_and_new_years() {
        for (days, date) in [
            (-7305, "1950-01-01"),
            (-1, "1969-12-31"),
            (0, "1970-01-01"),
            (11_015, "2000-02-28"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(Date::from_days(days).to_string(), date);
            assert_eq!(Date::from_text(date), Some(Date::from_days(days)));
        }
    }

    #[test]
    fn years_end_on_the_same_day() {
        for (day, years, later) in [
            ("2024-02-29", 3, "2027-03-01"),
            ("2024-02-29", 4, "2028-02-29"),
            ("2023-12-31", 1, "2024-12-31"),
            ("1999-03-01", 1, "2000-03-01"),
        ] {
            let later = Date::from_text(later);
            assert_eq!(Date::from_text(day).map(|day| day.years_later(years)), later, "{day}");
        }
    }
}

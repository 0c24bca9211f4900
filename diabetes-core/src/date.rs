//! The day, without a dependency.

/// Today in UTC, `YYYY-MM-DD`; empty where the standard library has no clock.
pub(crate) fn today() -> String {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return String::new();
    }
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since_1970.map_or_else(|_| String::new(), |time| day(time.as_secs() / 86_400))
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| digits(part).then(|| part.parse::<u32>().ok()).flatten();
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    if [year.len(), month.len(), day.len()] != [4, 2, 2] {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// The date of a day after 1970-01-01. Counted in years that begin in March, in which a leap day is the last day
/// (Hinnant, "chrono-compatible low-level date algorithms").
fn day(days: u64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
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
    fn days_have_their_dates_around_leap_days_and_new_years() {
        for (days, date) in [
            (0, "1970-01-01"),
            (11_015, "2000-02-28"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(day(days), date);
        }
    }
}

//! The dates and times of FHIR.

use super::node::Node;
use crate::date::Date;

/// A day or a point in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    /// The day, as written.
    pub(super) day: Date,
    /// Seconds since 1970 in UTC, to tell which is later; of a day its beginning.
    pub(super) second: i64,
    /// Whether only the year or the month is given; the day is its first.
    pub(super) is_partial: bool,
}

impl Moment {
    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a time.
    pub(super) fn read(text: &str) -> Option<Self> {
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let day = Date::from_text(&whole)?;
        let of_day = whole.get(11..).and_then(of_day).unwrap_or_default();
        Some(Self { day, second: i64::from(day.days()) * 86_400 + of_day, is_partial: text.len() < 10 })
    }

    /// The first of these members that holds a moment; of a period its end, else its start.
    pub(super) fn of(resource: Node<'_>, names: &[&str]) -> Option<Self> {
        names.iter().find_map(|name| {
            let value = resource.get(name)?;
            let text = value.text().or_else(|| value.first(&["end", "start"])?.text())?;
            Self::read(&text)
        })
    }
}

/// The seconds of a time of day with an offset: `08:30:00-05:00`.
fn of_day(time: &str) -> Option<i64> {
    let number = |text: &str| text.parse::<i64>().ok();
    let minutes = |text: &str| Some(60 * number(text.get(..2)?)? + number(text.get(3..5)?)?);
    let second = time.get(6..8).and_then(number).unwrap_or_default();
    let offset = time.rfind(['+', '-']).and_then(|place| {
        let amount = minutes(time.get(place + 1..)?)?;
        Some(if time.get(place..=place)? == "-" { -amount } else { amount })
    });
    Some(60 * (minutes(time)? - offset.unwrap_or_default()) + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_ordered_across_time_zones() {
        let order = ["2024-07", "2024-07-01T12:00:00+14:00", "2024-07-01T01:00:00-05:00", "2024-07-01T06:00:01.5Z"];
        let seconds: Vec<i64> = order.iter().map(|text| Moment::read(text).unwrap().second).collect();
        assert_eq!(seconds[0] - seconds[1], 2 * 3600);
        assert_eq!(seconds[3] - seconds[2], 1);
        assert_eq!(Moment::read("2024-02").unwrap().day.to_string(), "2024-02-01");
        assert!(Moment::read("2024").unwrap().is_partial);
        for text in ["", "24", "2024-13", "2024-02-30", "20240101", "mañana", "2024-01-01Tx"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }
}

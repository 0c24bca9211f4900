//! The calibration curve: observed against predicted.

use super::proportion::Proportion;
use super::sample::SampleRow;
use serde::Serialize;

/// The most groups, and the fewest rows in each.
const MAX_GROUPS: usize = 10;
const ROWS_PER_GROUP: usize = 50;

/// A group of people with similar probabilities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Mean probability.
    pub predicted: f64,
    /// Proportion with the outcome.
    pub observed: f64,
    /// Lower end of its 95 % interval (Wilson).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Rows.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
}

/// Up to 10 groups of equal size, lowest probability first as in `sorted`; equal probabilities share a group.
pub(super) fn curve(sorted: &[SampleRow]) -> Vec<CurvePoint> {
    groups(sorted).into_iter().filter_map(point).collect()
}

/// The same from people without and with the outcome by probability, lowest first.
pub(super) fn curve_of_counts(steps: impl Iterator<Item = (f64, [u64; 2])>) -> Vec<CurvePoint> {
    let steps: Vec<Group> = steps.map(|(probability, counts)| Group::of(probability, counts)).collect();
    let total: u64 = steps.iter().map(|step| step.people).sum();
    let wanted = (total / ROWS_PER_GROUP as u64).clamp(1, MAX_GROUPS as u64);
    let (mut groups, mut open, mut seen) = (Vec::new(), Group::default(), 0);
    for step in steps {
        open = open.and(step);
        seen += step.people;
        if seen * wanted >= total * (groups.len() as u64 + 1) && open.people >= ROWS_PER_GROUP as u64 {
            groups.push(std::mem::take(&mut open));
        }
    }
    // The remaining people form a group of their own or join the last one.
    if open.people < ROWS_PER_GROUP as u64 {
        open = groups.pop().unwrap_or_default().and(open);
    }
    groups.push(open);
    groups.into_iter().filter_map(Group::point).collect()
}

/// People of similar probabilities, and the sum of these.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    people: u64,
    events: u64,
    expected: f64,
}

impl Group {
    fn of(probability: f64, [without, events]: [u64; 2]) -> Self {
        let people = without + events;
        Self { people, events, expected: people as f64 * probability }
    }

    fn and(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            events: self.events + other.events,
            expected: self.expected + other.expected,
        }
    }

    fn point(self) -> Option<CurvePoint> {
        let share = Proportion::of_counts(self.events, self.people);
        Some(CurvePoint {
            predicted: self.expected / self.people as f64,
            observed: share.value?,
            low: share.low?,
            high: share.high?,
            rows: self.people,
            events: self.events,
        })
    }
}

fn groups(sorted: &[SampleRow]) -> Vec<&[SampleRow]> {
    let wanted = (sorted.len() / ROWS_PER_GROUP).clamp(1, MAX_GROUPS);
    let total: f64 = sorted.iter().map(|row| row.weight).sum();
    let mut ends = Vec::new();
    let (mut start, mut weight) = (0, 0.0);
    for (place, row) in sorted.iter().enumerate() {
        weight += row.weight;
        let end = place + 1;
        let is_full = weight >= total * (ends.len() + 1) as f64 / wanted as f64 && end - start >= ROWS_PER_GROUP;
        let splits_a_tie = sorted.get(end).is_some_and(|next| next.probability == row.probability);
        if is_full && !splits_a_tie {
            ends.push(end);
            start = end;
        }
    }
    // The remaining rows form a group of their own or join the last one.
    if sorted.len() - start < ROWS_PER_GROUP {
        ends.pop();
    }
    ends.push(sorted.len());
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).filter_map(|(start, end)| sorted.get(start..*end)).collect()
}

fn point(group: &[SampleRow]) -> Option<CurvePoint> {
    let share = Proportion::of(group.iter().map(|row| (row.outcome, row.weight)));
    let total: f64 = group.iter().map(|row| row.weight).sum();
    Some(CurvePoint {
        predicted: group.iter().map(|row| row.weight * row.probability).sum::<f64>() / total,
        observed: share.value?,
        low: share.low?,
        high: share.high?,
        rows: group.len() as u64,
        events: group.iter().filter(|row| row.outcome).count() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(probabilities: impl Iterator<Item = f64>) -> Vec<SampleRow> {
        let row = |(person, probability)| SampleRow { person, outcome: person % 4 == 0, probability, weight: 1.0 };
        (0..).zip(probabilities).map(row).collect()
    }

    fn sizes(points: &[CurvePoint]) -> Vec<u64> {
        points.iter().map(|point| point.rows).collect()
    }

    #[test]
    fn groups_are_equally_full_and_never_small() {
        assert_eq!(sizes(&curve(&rows((0..1000).map(|n| f64::from(n) / 1e3)))), [100; 10]);
        assert_eq!(sizes(&curve(&rows((0..120).map(|n| f64::from(n) / 1e3)))), [60, 60]);
        assert_eq!(sizes(&curve(&rows((0..30).map(|n| f64::from(n) / 1e3)))), [30]);
        assert!(curve(&[]).is_empty());
    }

    #[test]
    fn equal_probabilities_share_a_group() {
        // 940 of 1,000 are equal; the 60 above them form one group.
        let points = curve(&rows((0..1000).map(|n| if n < 940 { 0.1 } else { 0.2 + f64::from(n) / 1e5 })));
        assert_eq!(sizes(&points), [940, 60]);
        assert!((points[0].predicted - 0.1).abs() < 1e-12 && points[0].observed == 0.25);
    }

    #[test]
    fn counts_make_the_curve_of_their_rows() {
        for people in [10, 120, 999, 1000] {
            let rows = rows((0..people).map(|n| f64::from(n / 3) / 1e3));
            let steps = rows.chunk_by(|a, b| a.probability == b.probability).map(|tied| {
                let events = tied.iter().filter(|row| row.outcome).count() as u64;
                (tied[0].probability, [tied.len() as u64 - events, events])
            });
            let (own, other) = (curve_of_counts(steps), curve(&rows));
            let counts = |points: &[CurvePoint]| points.iter().map(|of| (of.rows, of.events)).collect::<Vec<_>>();
            assert_eq!(counts(&own), counts(&other));
            assert!(own.iter().zip(&other).all(|(a, b)| (a.predicted - b.predicted).abs() < 1e-12 && a.low == b.low));
        }
    }

    #[test]
    fn a_heavy_row_makes_no_small_group() {
        let mut rows = rows((0..500).map(|n| f64::from(n) / 1e3));
        rows[0].weight = 1e6;
        assert!(curve(&rows).iter().all(|point| point.rows >= 50));
    }
}

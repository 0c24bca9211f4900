//! How many people have each distinct value, for sites that may share rows: enough for the figures of the rows.

use crate::reader::{FromJson, Node, Reason};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// More distinct values are not kept: people are then counted in cells only.
pub(in crate::evaluate) const MOST_VALUES: usize = 100_000;

/// More people are not made rows of: they would take too much memory.
pub(in crate::evaluate) const MOST_ROWS: u64 = 1_000_000;

/// People with equal values, and how many of them are marked: with the outcome, or within their interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::evaluate) struct Equal<const N: usize> {
    pub(in crate::evaluate) values: [f64; N],
    pub(in crate::evaluate) people: u64,
    pub(in crate::evaluate) marked: u64,
}

/// The people by their distinct values, lowest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub(in crate::evaluate) struct Each<const N: usize>(Vec<Equal<N>>);

impl<const N: usize> Equal<N> {
    fn order(&self, other: &Self) -> Ordering {
        let places = self.values.iter().zip(&other.values);
        places.map(|(own, other)| own.total_cmp(other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    fn is_sound(&self) -> bool {
        self.marked <= self.people && self.people > 0
    }
}

impl<const N: usize> Each<N> {
    /// Counts people; `None` for too many people or distinct values.
    pub(in crate::evaluate) fn of(people: impl Iterator<Item = ([f64; N], bool)>) -> Option<Self> {
        let one = |(values, is_marked)| Equal { values, people: 1, marked: u64::from(is_marked) };
        Self::added(people.map(one).collect())
    }

    fn added(mut all: Vec<Equal<N>>) -> Option<Self> {
        all.sort_by(Equal::order);
        all.dedup_by(|next, kept| {
            let is_equal = kept.order(next).is_eq();
            if is_equal {
                kept.people += next.people;
                kept.marked += next.marked;
            }
            is_equal
        });
        let all = Self(all);
        (all.0.len() <= MOST_VALUES && all.sum(|equal| equal.people) <= MOST_ROWS).then_some(all)
    }

    fn sum(&self, of: fn(&Equal<N>) -> u64) -> u64 {
        self.0.iter().fold(0, |sum: u64, equal| sum.saturating_add(of(equal)))
    }

    /// The people of both; `None` for too many people or distinct values.
    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        Self::added([self.0.as_slice(), other.0.as_slice()].concat())
    }

    pub(in crate::evaluate) fn equals(&self) -> &[Equal<N>] {
        &self.0
    }

    /// The values of each person, the marked last among equals.
    pub(in crate::evaluate) fn people(&self) -> impl Iterator<Item = ([f64; N], bool)> + '_ {
        self.0.iter().flat_map(|equal| {
            let times = |count: u64, is_marked| std::iter::repeat_n((equal.values, is_marked), count as usize);
            times(equal.people - equal.marked, false).chain(times(equal.marked, true))
        })
    }

    /// Why these cannot be so many people, so many of them marked.
    pub(super) fn defect(&self, people: u64, marked: u64) -> Option<&'static str> {
        let ascends = self.0.iter().zip(self.0.iter().skip(1)).all(|(own, next)| own.order(next).is_lt());
        let agrees = self.sum(|equal| equal.people) == people && self.sum(|equal| equal.marked) == marked;
        if people > MOST_ROWS || self.0.len() > MOST_VALUES {
            return Some("more people by value than are kept");
        }
        (!ascends || !agrees || !self.0.iter().all(Equal::is_sound)).then_some("the people by value do not agree")
    }
}

/// The values, then the counts.
impl<const N: usize> Serialize for Equal<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.values.as_slice(), self.people, self.marked).serialize(serializer)
    }
}

impl<const N: usize> FromJson for Equal<N> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let [values, people, marked] = node.list()?;
        Ok(Self { values: FromJson::read(values)?, people: u64::read(people)?, marked: u64::read(marked)? })
    }
}

impl<const N: usize> FromJson for Each<N> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        Vec::read(node).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_two_sites_are_counted_as_those_of_one_and_come_out_in_one_order() {
        let all = [([0.5], true), ([0.25], false), ([0.5], false), ([0.125], true), ([0.5], true), ([0.25], false)];
        let (one, other) = all.split_at(3);
        let [all, one, other] = [&all, one, other].map(|people| Each::of(people.iter().copied()).unwrap());
        assert_eq!([one.and(&other), other.and(&one)], [Some(all.clone()), Some(all.clone())]);
        let told = [([0.125], true), ([0.25], false), ([0.25], false), ([0.5], false), ([0.5], true), ([0.5], true)];
        assert!(all.people().eq(told));
        assert_eq!((all.defect(6, 3), all.defect(6, 4).is_some()), (None, true));
    }

    #[test]
    fn more_distinct_values_than_are_kept_are_none_whoever_brings_them() {
        let numbers = |from: u32, to: u32| Each::of((from..to).map(|number| ([f64::from(number)], false)));
        let most = MOST_VALUES as u32;
        let (full, last) = (numbers(0, most).unwrap(), numbers(most, most + 1).unwrap());
        assert_eq!((numbers(0, most + 1), full.and(&last)), (None, None));
        assert!(full.and(&full).is_some());
    }

    #[test]
    fn more_people_than_rows_are_made_of_are_refused_before_a_row_is_made() {
        let forged = Each(vec![Equal { values: [0.5], people: 1 << 30, marked: 7 }]);
        assert_eq!(forged.defect(1 << 30, 7), Some("more people by value than are kept"));
        let half = Each(vec![Equal { values: [0.5], people: MOST_ROWS / 2 + 1, marked: 7 }]);
        assert_eq!((half.defect(MOST_ROWS / 2 + 1, 7), half.and(&half)), (None, None));
    }
}

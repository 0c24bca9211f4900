//! All total points that a form can have, given the known items of a record.

use super::item::{Item, Items, decided_by, each_possible};
use crate::schema::Field;
use crate::scorecard::Piece;
use crate::scorecard::compiled::{ColumnSlice, Compiled, Draft, Scratch};
use crate::values::{Values, code};

/// A set of whole points below 32, with one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Sums(u32);

impl Sums {
    const NOTHING: Self = Self(1);

    /// Whether the set contains these points, rounded down.
    pub(crate) fn contains(self, points: f64) -> bool {
        (0.0..32.0).contains(&points) && self.0 >> points as u32 & 1 == 1
    }

    /// The points, if only one value is possible.
    pub(crate) fn only(self) -> Option<f64> {
        self.0.is_power_of_two().then(|| f64::from(self.0.trailing_zeros()))
    }

    /// The lowest points.
    pub(crate) fn fewest(self) -> f64 {
        f64::from(self.0.trailing_zeros())
    }

    /// A number that identifies the set.
    pub(crate) fn key(self) -> u32 {
        self.0
    }

    /// The ranges of consecutive points, ascending.
    pub(crate) fn runs(self) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for points in (0..32).filter(|points| self.0 >> points & 1 == 1) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == points => *last = points,
                _ => runs.push((points, points)),
            }
        }
        runs
    }

    /// Adds each possible number of points of another item.
    fn plus(self, item: Self) -> Self {
        let (mut sums, mut left) = (0, item.0);
        while left != 0 {
            sums |= self.0 << left.trailing_zeros();
            left &= left - 1;
        }
        Self(sums)
    }

    /// The lowest points, and the set relative to them.
    fn split(self) -> (f64, Self) {
        let min = self.0.trailing_zeros();
        (f64::from(min), Self(self.0.checked_shr(min).unwrap_or_default()))
    }
}

impl Item {
    /// The points that the item can have, given the record.
    pub(crate) fn sums(&self, values: &Values) -> Sums {
        let mut sums = Sums(0);
        let mut add = |points: f64| sums.0 |= 1 << points as u32;
        match self {
            Item::Asked(term) => each_possible(term, values, add),
            Item::Unasked { points: (min, max), .. } => {
                add(*min);
                add(*max);
            }
        }
        sums
    }
}

impl Items {
    /// The total points that the record can have.
    pub(super) fn sums(&self, values: &Values) -> Sums {
        let of = |values: &Values| self.all().iter().fold(Sums::NOTHING, |sums, item| sums.plus(item.sums(values)));
        if values.known(Field::Sex).is_some() {
            return of(values);
        }
        // Sex determines several items at once.
        let sexes =
            if values.is_yes(Field::GestationalDiabetes) { &[code::FEMALE][..] } else { &[code::MALE, code::FEMALE] };
        sexes.iter().fold(Sums(0), |sums, sex| {
            let mut values = *values;
            values.set(Field::Sex, *sex as f64);
            Sums(sums.0 | of(&values).0)
        })
    }
}

/// Computes the possible points of many rows: the lowest, and a number that encodes how much higher they can be.
#[derive(Debug)]
pub(crate) struct SumsTable {
    compiled: Compiled<2>,
    /// Indexed by that number.
    above: Vec<u32>,
}

/// More kinds of undetermined items than any form has.
const MOST_KINDS: usize = 12;

impl SumsTable {
    /// `None` if an item cannot be computed by columns.
    pub(super) fn of(items: &Items) -> Option<Self> {
        // For each item, the sets of points that are possible while it is undetermined; each kind gets a bit.
        let (mut kinds, mut drafts) = (Vec::new(), Vec::new());
        for (place, item) in items.all().iter().enumerate() {
            let Item::Asked(term) = item else { return None };
            let by = decided_by(term);
            let choices = by.map_or(0, |by| by.choices().len());
            for choice in (0..choices).map(|choice| choice as f64).chain([f64::NAN]) {
                let mut values = Values::default();
                if let Some(by) = by {
                    values.set(by, choice);
                }
                let (_, above) = item.sums(&values).split();
                if above != Sums::NOTHING && !kinds.contains(&(place, above)) {
                    kinds.push((place, above));
                }
            }
            drafts.push(Draft { field: term.field, by, shapes: vec![&term.shape], lanes: (place, item) });
        }
        if kinds.len() > MOST_KINDS {
            return None;
        }
        let compiled = Compiled::new([0.0; 2], &drafts, |(place, item), _, values| {
            let (min, above) = item.sums(values).split();
            let bit = kinds.iter().position(|kind| *kind == (*place, above));
            [min, bit.map_or(0.0, |bit| f64::from(1_u32 << bit))].map(Piece::flat)
        })?;
        let above = (0..1_usize << kinds.len()).map(|number| {
            let open = kinds.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
            open.fold(Sums::NOTHING, |sums, (_, (_, above))| sums.plus(*above)).0
        });
        Some(Self { above: above.collect(), compiled })
    }

    /// The lowest points and the number for some rows with known sex; `part` gives their columns.
    pub(crate) fn add<'p>(
        &self,
        rows: usize,
        part: impl Fn(Field) -> ColumnSlice<'p>,
        scratch: &mut Scratch,
        points: &mut Vec<[f64; 2]>,
    ) {
        self.compiled.add(rows, part, scratch, points);
    }

    /// The meaning of the numbers: bits for how far the points can exceed the lowest.
    pub(crate) fn above(&self) -> &[u32] {
        &self.above
    }

    /// The possible points of a row.
    pub(crate) fn sums(&self, [min, number]: [f64; 2]) -> Sums {
        Sums(self.above.get(number as usize).copied().unwrap_or_default().checked_shl(min as u32).unwrap_or_default())
    }
}

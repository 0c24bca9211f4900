//! The counts and sums of groups of people.

use super::judged::Judged;
use super::totals::GlucoseTotals;
use crate::reader::{FromJson, Node, Reason, from_members};
use serde::Serialize;

/// Where the levels of a grouping come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::evaluate) enum Levels {
    /// The same in any data: bands with fixed ends, answers of a field.
    Fixed,
    /// The texts of the data.
    Texts,
    /// The few numbers of the data.
    Numbers,
    /// Ranges cut at the data's own quartiles, or different kinds at different sites: they cannot be merged.
    Own,
}

impl FromJson for Levels {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.named(|name| {
            let all = [("fixed", Self::Fixed), ("texts", Self::Texts), ("numbers", Self::Numbers), ("own", Self::Own)];
            all.into_iter().find(|(own, _)| *own == name).map(|(_, levels)| levels)
        })
    }
}

/// A grouping of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::evaluate) struct Groups {
    pub(in crate::evaluate) by: String,
    pub(in crate::evaluate) kind: Levels,
    /// Whether it was asked for, and not one of those that every evaluation has.
    pub(in crate::evaluate) asked: bool,
    /// People in no group.
    pub(in crate::evaluate) outside: u64,
    pub(in crate::evaluate) levels: Vec<Level>,
}

/// A group of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::evaluate) struct Level {
    pub(in crate::evaluate) name: String,
    /// Its place among fixed levels.
    place: u64,
    pub(in crate::evaluate) people: u64,
    pub(in crate::evaluate) judged: Vec<Judged>,
    pub(in crate::evaluate) glucose: GlucoseTotals,
}

impl Level {
    pub(in crate::evaluate) fn new(
        name: String,
        place: u64,
        people: u64,
        judged: Vec<Judged>,
        glucose: GlucoseTotals,
    ) -> Self {
        Self { name, place, people, judged, glucose }
    }

    fn and(&self, other: &Self) -> Option<Self> {
        Some(Self {
            people: self.people + other.people,
            judged: merged(&self.judged, &other.judged, Judged::is_like, Judged::and)?,
            glucose: self.glucose.and(&other.glucose)?,
            ..self.clone()
        })
    }
}

impl Groups {
    fn and(&self, other: &Self) -> Option<Self> {
        // Of nobody, it is not known which kind they would be.
        let is_of_nobody = |groups: &Self| groups.levels.is_empty() && groups.kind != Levels::Own;
        let kind = match (self.kind, other.kind) {
            (_, others) if is_of_nobody(self) => others,
            (own, _) if is_of_nobody(other) => own,
            (own, others) if own == others => own,
            _ => Levels::Own,
        };
        let levels = if kind == Levels::Own {
            Vec::new()
        } else {
            merged(&self.levels, &other.levels, |a, b| a.name == b.name, Level::and)?
        };
        Some(Self {
            by: self.by.clone(),
            kind,
            asked: self.asked || other.asked,
            outside: self.outside + other.outside,
            levels,
        })
    }

    /// The same, whoever came first.
    fn sort(&mut self) {
        self.levels.sort_by(|a, b| match self.kind {
            Levels::Numbers => number(a).total_cmp(&number(b)),
            _ => a.place.cmp(&b.place).then_with(|| a.name.cmp(&b.name)),
        });
        for level in &mut self.levels {
            level.judged.sort_by_key(Judged::order);
        }
    }
}

fn number(level: &Level) -> f64 {
    level.name.parse().unwrap_or(f64::MAX)
}

/// All groupings of both, in one order.
pub(super) fn merged_groups(own: &[Groups], others: &[Groups]) -> Option<Vec<Groups>> {
    let mut all = merged(own, others, |a, b| a.by == b.by, Groups::and)?;
    all.iter_mut().for_each(Groups::sort);
    let place =
        |groups: &Groups| ["sexo", "edad", "imc", "estrato", "zona_residencia"].iter().position(|by| *by == groups.by);
    all.sort_by_key(|groups| (place(groups).unwrap_or(usize::MAX), groups.by.clone()));
    Some(all)
}

/// Two lists as one: what is alike is added up; `None` if a sum is too large.
pub(super) fn merged<T: Clone>(
    own: &[T],
    others: &[T],
    alike: impl Fn(&T, &T) -> bool,
    and: impl Fn(&T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    let mut all = own.to_vec();
    for other in others {
        match all.iter_mut().find(|own| alike(own, other)) {
            Some(own) => *own = and(own, other)?,
            None => all.push(other.clone()),
        }
    }
    Some(all)
}

from_members! {
    Groups { by, kind, asked, outside, levels }
    Level { name, place, people, judged, glucose }
}

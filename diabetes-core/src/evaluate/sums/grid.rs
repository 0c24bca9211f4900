//! Counts of people and events on a fixed grid, so that people of several sites fall into the same cells.

use crate::reader::{FromJson, Node, Reason};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Where the first and the last cell begin. No log-odds or points lie beyond.
const LOWEST: i64 = -32_768;
const HIGHEST: i64 = 32_767;
/// The roundest edge is a multiple of 2 to this power.
const WIDEST: u32 = 15;
/// More people are not counted: their sums could be too large.
pub(super) const MOST_PEOPLE: u64 = 1 << 30;

/// The variance of numbers that lie evenly between 0 and 1 (Sheppard, 1898).
const WITHIN_PLACE: f64 = 1.0 / 12.0;

/// Cells per unit of log-odds.
const PER_LOG_ODDS: f64 = 1024.0;

/// The place of log-odds on the grid.
pub(in crate::evaluate) fn place_of(log_odds: f64) -> i64 {
    place(log_odds * PER_LOG_ODDS)
}

/// The first place whose people all have at least these log-odds.
pub(in crate::evaluate) fn edge_of(log_odds: f64) -> i64 {
    ((log_odds * PER_LOG_ODDS).ceil() as i64).clamp(LOWEST + 1, HIGHEST)
}

/// The log-odds of a place, which may lie between two cells' beginnings.
pub(in crate::evaluate) fn log_odds_at(place: f64) -> f64 {
    (place + 0.5) / PER_LOG_ODDS
}

/// The place of a number whose cells are one wide, such as points.
pub(in crate::evaluate) fn place(number: f64) -> i64 {
    (number.floor() as i64).clamp(LOWEST, HIGHEST)
}

/// The people between one edge of the grid and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::evaluate) struct Cell {
    pub(in crate::evaluate) from: i64,
    pub(in crate::evaluate) people: u64,
    pub(in crate::evaluate) events: u64,
    /// Sum of the people's places, counted from the cell's beginning, and of their squares.
    offsets: i64,
    squares: i64,
}

impl Cell {
    /// Mean and standard deviation of the people's places, as if they lay evenly between a place and the next.
    pub(in crate::evaluate) fn mean_and_spread(&self) -> (f64, f64) {
        let people = self.people as f64;
        let mean = self.offsets as f64 / people;
        // Whole numbers, so that no digit is lost in the difference.
        let [offsets, squares, count]: [i128; 3] = [self.offsets.into(), self.squares.into(), self.people.into()];
        let variance = (squares * count - offsets * offsets) as f64 / people / people;
        (self.from as f64 + mean, (variance + WITHIN_PLACE).sqrt())
    }

    /// Whether all its people stand at one place.
    pub(in crate::evaluate) fn is_one_place(&self) -> bool {
        i128::from(self.offsets).pow(2) == i128::from(self.squares) * i128::from(self.people)
    }

    /// The same people in a cell that begins lower.
    fn moved(self, from: i64) -> Self {
        let (by, people) = (self.from - from, self.people.cast_signed());
        let squares = self.squares + 2 * by * self.offsets + by * by * people;
        Self { from, offsets: self.offsets + by * people, squares, ..self }
    }

    fn and(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            events: self.events + other.events,
            offsets: self.offsets + other.offsets,
            squares: self.squares + other.squares,
            ..self
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.from, self.people, self.events, self.offsets, self.squares).serialize(serializer)
    }
}

impl FromJson for Cell {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let [from, people, events, offsets, squares] = <[i64; 5]>::read(node)?;
        match (u64::try_from(people), u64::try_from(events)) {
            (Ok(people), Ok(events)) => Ok(Self { from, people, events, offsets, squares }),
            _ => node.unlike("counts"),
        }
    }
}

/// The people by cell, lowest first; empty cells are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::evaluate) struct Grid {
    /// Where cells begin; `None` if each cell is one place wide.
    edges: Option<Vec<i64>>,
    pub(in crate::evaluate) cells: Vec<Cell>,
}

impl Grid {
    /// Counts people by place and outcome, in cells of one place.
    pub(in crate::evaluate) fn of(people: impl Iterator<Item = (i64, bool)>) -> Self {
        let mut cells: BTreeMap<i64, Cell> = BTreeMap::new();
        for (from, outcome) in people {
            let one = Cell { from, people: 1, events: u64::from(outcome), offsets: 0, squares: 0 };
            cells.entry(from).and_modify(|cell| *cell = cell.and(one)).or_insert(one);
        }
        Self { edges: None, cells: cells.into_values().collect() }
    }

    /// The people of cells of one place in wider ones: every cell holds at least so many of them, some with and some
    /// without the outcome, so that no cell tells it of anyone; nor do cells that overlap, as people without any doubt
    /// about them would help to find the others. Cells begin at `edges`, the first before the others, where there are
    /// enough people between them.
    pub(super) fn widened(&self, smallest: u64, edges: &[i64]) -> Self {
        self.regrouped(Some(self.edges_around(smallest, edges)))
    }

    /// Edges with enough people between each two: these first, then the roundest, so that the edges of different sites
    /// are mostly the same.
    fn edges_around(&self, smallest: u64, wanted: &[i64]) -> Vec<i64> {
        let mut edges = vec![LOWEST];
        let mut open = vec![self.cells.as_slice()];
        while let Some(cells) = open.pop() {
            // An edge leaves enough people on each side: those up to `below`, and those from `last`.
            let [below, last] = [enough(cells.iter(), smallest), enough(cells.iter().rev(), smallest)];
            let Some((below, last)) = below.zip(last).filter(|(below, last)| below < last) else { continue };
            let wanted = wanted.iter().copied().find(|edge| (below + 1..=last).contains(edge));
            let roundest = |width: i64| Some(last.div_euclid(width) * width).filter(|edge| *edge > below);
            let edge = wanted.or_else(|| (0..=WIDEST).rev().find_map(|level| roundest(1 << level))).unwrap_or(last);
            edges.push(edge);
            let (lower, higher) = cells.split_at(cells.partition_point(|cell| cell.from < edge));
            open.extend([lower, higher]);
        }
        edges.sort_unstable();
        edges
    }

    /// The same people by wider cells.
    fn regrouped(&self, edges: Option<Vec<i64>>) -> Self {
        let Some(edges) = edges else { return self.clone() };
        let mut cells: Vec<Cell> = Vec::new();
        for cell in &self.cells {
            let place = edges.partition_point(|edge| *edge <= cell.from);
            let from = place.checked_sub(1).and_then(|place| edges.get(place)).copied().unwrap_or(LOWEST);
            let moved = cell.moved(from);
            match cells.last_mut().filter(|last| last.from == from) {
                Some(last) => *last = last.and(moved),
                None => cells.push(moved),
            }
        }
        Self { edges: Some(edges), cells }
    }

    /// The people of both, by the edges that both have.
    pub(in crate::evaluate) fn merged(&self, other: &Self) -> Self {
        let edges = match (&self.edges, &other.edges) {
            (Some(own), Some(others)) => {
                Some(own.iter().copied().filter(|edge| others.binary_search(edge).is_ok()).collect())
            }
            (edges, None) | (None, edges) => edges.clone(),
        };
        let [own, others] = [self, other].map(|grid| grid.regrouped(edges.clone()).cells);
        let mut cells: BTreeMap<i64, Cell> = own.into_iter().map(|cell| (cell.from, cell)).collect();
        for cell in others {
            cells.entry(cell.from).and_modify(|own| *own = own.and(cell)).or_insert(cell);
        }
        Self { edges, cells: cells.into_values().collect() }
    }

    /// People and events.
    pub(in crate::evaluate) fn counts(&self) -> [u64; 2] {
        self.cells.iter().fold([0; 2], added)
    }

    /// Events from this place on, where so many people stand: those of the cell across it by its people's share.
    pub(super) fn events_from(&self, place: i64, people: u64) -> u64 {
        let (lower, higher) = self.cells.split_at(self.cells.partition_point(|cell| cell.from < place));
        let [known, events] = higher.iter().fold([0; 2], added);
        events + lower.last().map_or(0, |cell| cell.events * people.saturating_sub(known) / cell.people)
    }

    /// Why these cannot be the counts of people on this grid.
    pub(super) fn defect(&self) -> Option<&'static str> {
        let ascending = |places: &[i64]| places.iter().zip(places.iter().skip(1)).all(|(a, b)| a < b);
        let from: Vec<i64> = self.cells.iter().map(|cell| cell.from).collect();
        let is_edge = |place: &i64| self.edges.as_ref().is_none_or(|edges| edges.binary_search(place).is_ok());
        let edges_are_sound = self
            .edges
            .as_ref()
            .is_none_or(|edges| edges.first() == Some(&LOWEST) && edges.last() <= Some(&HIGHEST) && ascending(edges));
        if !edges_are_sound || !ascending(&from) || !from.iter().all(is_edge) {
            return Some("cells are not in order");
        }
        let is_sound = |cell: &Cell| {
            let people = i128::from(cell.people);
            let (offsets, squares) = (i128::from(cell.offsets), i128::from(cell.squares));
            let width = i128::from(HIGHEST - cell.from);
            (LOWEST..=HIGHEST).contains(&cell.from)
                && (1..MOST_PEOPLE).contains(&cell.people)
                && cell.events <= cell.people
                && (0..=width * people).contains(&offsets)
                && (0..=width * offsets).contains(&squares)
                && offsets * offsets <= squares * people
                && (self.edges.is_some() || squares == 0)
        };
        (!self.cells.iter().all(is_sound)).then_some("a cell's counts do not agree")
    }
}

fn added([people, events]: [u64; 2], cell: &Cell) -> [u64; 2] {
    [people + cell.people, events + cell.events]
}

/// The place up to which these cells of one place hold enough people, with and without the outcome.
fn enough<'a>(cells: impl Iterator<Item = &'a Cell>, smallest: u64) -> Option<i64> {
    let mut seen = [0; 2];
    cells.into_iter().find_map(|cell| {
        seen = added(seen, cell);
        let [people, events] = seen;
        (people >= smallest && (1..people).contains(&events)).then_some(cell.from)
    })
}

impl FromJson for Grid {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let mut members = node.members()?;
        let read = Self { edges: members.take("edges")?, cells: members.take("cells")? };
        members.end()?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(places: impl Iterator<Item = i64>) -> Vec<(i64, bool)> {
        places.map(|place| (place, place % 3 == 0)).collect()
    }

    #[test]
    fn no_cell_holds_fewer_than_asked_and_none_is_wider_than_needed() {
        let all = people((0..400).map(|n| n * n / 200));
        for smallest in [2, 5, 20] {
            let grid = Grid::of(all.iter().copied()).widened(smallest, &[]);
            assert!(grid.cells.iter().all(|cell| cell.people >= smallest), "{smallest}");
            assert!(grid.cells.len() as u64 > 400 / smallest / 4, "{smallest}: {}", grid.cells.len());
            assert_eq!((grid.counts()[0], grid.defect()), (400, None));
        }
        assert_eq!(Grid::of(all.into_iter()).widened(401, &[]).cells.len(), 1);
    }

    #[test]
    fn every_cell_holds_people_with_and_without_the_outcome() {
        let all: Vec<(i64, bool)> = (0..400).map(|place| (place, (place >= 200) == (place % 20 > 0))).collect();
        let grid = Grid::of(all.into_iter()).widened(5, &[]);
        let is_mixed = |cell: &Cell| (1..cell.people).contains(&cell.events);
        assert!(grid.cells.len() > 10 && grid.cells.iter().all(is_mixed), "{grid:?}");
    }

    #[test]
    fn cells_begin_at_the_edges_that_are_asked_for_where_enough_people_stand_between() {
        let grid = Grid::of(people(0..400).into_iter()).widened(5, &[331, 17, 332]);
        let begins = |place: i64| grid.cells.iter().any(|cell| cell.from == place);
        assert_eq!([331, 17, 332].map(begins), [true, true, false]);
        assert_eq!(grid.events_from(331, 69), people(331..400).iter().filter(|(_, outcome)| *outcome).count() as u64);
        let split = Grid::of((0..10).map(|place| (place, place > 5))).widened(10, &[]);
        assert_eq!([0, 3, 10].map(|people| split.events_from(5, people)), [0, 1, 4]);
    }

    #[test]
    fn a_wide_cell_knows_the_mean_and_the_spread_of_its_people() {
        let grid = Grid::of([(-3, true), (5, false), (7, false)].into_iter()).widened(3, &[]);
        let (mean, spread) = grid.cells[0].mean_and_spread();
        assert!(
            (mean - 3.0).abs() < 1e-9 && (spread - (56.0_f64 / 3.0 + 1.0 / 12.0).sqrt()).abs() < 1e-9,
            "{mean} {spread}"
        );
        assert!(
            !grid.cells[0].is_one_place()
                && Grid::of([(4, true); 9].into_iter()).widened(5, &[]).cells[0].is_one_place()
        );
    }

    #[test]
    fn sites_meet_on_the_edges_that_both_have_in_any_order() {
        let [a, b, c] = [(3, 1), (7, 5), (11, 9)].map(|(step, smallest)| {
            Grid::of(people((0..300).map(|n| n * step % 251)).into_iter()).widened(smallest, &[])
        });
        let merged = a.merged(&b).merged(&c);
        assert_eq!(merged, c.merged(&a.merged(&b)));
        assert_eq!(merged, b.merged(&c).merged(&a));
        assert_eq!((merged.counts()[0], merged.defect()), (900, None));
        assert_eq!(a.merged(&Grid::default()), a);
        assert!(merged.cells.len() > 10, "{}", merged.cells.len());
    }
}

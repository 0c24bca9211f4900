//! The FINDRISC points that a person's answers allow: filled in if only one number is possible, else compared with the
//! score entered by hand. A set of points is a whole number with a bit for each.

use super::asked::{Question, decision};
use super::case::Case;
use super::names::column;
use super::read::People;
use super::steps::{Column, Steps};
use crate::rules::{Asks, RULES};
use crate::scores::{Item, findrisc_items};
use std::cell::Cell;

/// A column with a set of points, and the points that can be in it.
#[derive(Clone, Copy)]
struct Points {
    /// The first and the last of the items.
    items: [u32; 2],
    possible: u32,
}

impl Points {
    fn each(self) -> impl Iterator<Item = u32> {
        (0..u32::BITS - 1).filter(move |points| self.possible >> points & 1 == 1)
    }

    fn name(&self) -> String {
        let [first, last] = self.items;
        if first == last { format!("item {first}") } else { format!("items {first} to {last}") }
    }
}

/// Adds the points of the form.
pub(super) fn add(people: &mut People, steps: &mut Steps) {
    let (mut sums, columns): (Vec<Points>, Vec<Column>) =
        findrisc_items().iter().zip(1..).map(|(item, number)| of_item(people, item, number)).unzip();
    steps.add("the form", "The points that each item of FINDRISC can have, a bit for each number.", columns);
    while sums.len() > 1 {
        let (pairs, alone) = sums.as_chunks();
        let (mut paired, columns): (Vec<Points>, Vec<Column>) =
            pairs.iter().map(|[one, other]| both(*one, *other)).unzip();
        paired.extend(alone);
        steps.add(format!("the sums in {}", paired.len()), "The sums of the points of neighbouring items.", columns);
        sums = paired;
    }
    let Some(all) = sums.first() else { return };
    for rule in RULES.iter().filter(|rule| matches!(rule.asks, Asks::Score)) {
        let (typed, name) = (people.value(rule.field), format!("{} settled", rule.field.name()));
        let sum = column(&all.name());
        // The conversion would fail on what is out of range.
        let place = format!("CASE WHEN {typed} BETWEEN 0 AND {} THEN CAST({typed} AS INTEGER) END", u32::BITS - 2);
        people.corrected.push((format!("(({sum} >> {place}) & 1) = 0"), rule.code.to_owned()));
        let only = all.each().map(|points| ((1_u32 << points).to_string(), people.dialect.number(points.into())));
        let filled = Case::of([(format!("{typed} IS NULL"), Case::of(only).written_of(&sum))]).or(typed.as_str());
        steps.add(
            "the score",
            "FINDRISC, if only one number of points is possible.",
            vec![(name.clone(), filled.written())],
        );
        people.moved(rule.field, &name);
    }
}

fn of_item(people: &People, item: &Item, number: u32) -> (Points, Column) {
    let possible = Cell::new(0);
    let questions = item.asked().map_or_else(Vec::new, |(term, by)| {
        let thresholds = term.shape.thresholds();
        let own = if thresholds.is_empty() {
            Question::choice(people, term.field)
        } else {
            Question::number(people, term.field, &thresholds)
        };
        by.map(|by| Question::choice(people, by)).into_iter().chain([own]).collect()
    });
    let set = decision(&questions, &|kind| {
        let points = item.sums(&kind.values).key();
        possible.set(possible.get() | points);
        points.to_string()
    });
    let points = Points { items: [number; 2], possible: possible.get() };
    (points, (points.name(), set.written()))
}

/// Every sum of a number of the first set and one of the second.
fn both(one: Points, other: Points) -> (Points, Column) {
    let (mut possible, mut sums) = (0, Vec::new());
    for points in other.each() {
        possible |= one.possible << points;
        let (one, other) = (column(&one.name()), column(&other.name()));
        sums.push(format!("((({other} >> {points}) & 1) * ({one} << {points}))"));
    }
    let ([first, _], [_, last]) = (one.items, other.items);
    let both = Points { items: [first, last], possible };
    (both, (both.name(), sums.join("\n| ")))
}

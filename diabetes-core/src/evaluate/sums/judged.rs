//! The counts and sums of people with a probability and a known outcome.

use super::each::Each;
use super::grid::{Grid, edge_of, place, place_of};
use super::totals::Totals;
use crate::evaluate::figures::logit;
use crate::model::Output;
use crate::reader::from_members;
use crate::schema::Field;
use serde::Serialize;

/// A person whose outcome is known.
#[derive(Clone, Debug)]
pub(in crate::evaluate) struct JudgedRow {
    pub(in crate::evaluate) probability: f64,
    pub(in crate::evaluate) outcome: bool,
    /// The lowest possible points of each published score, and whether every item is known.
    pub(in crate::evaluate) points: Vec<(f64, bool)>,
}

/// What an outcome is, and of whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::evaluate) struct Judged {
    /// The output whose probability is counted.
    pub(in crate::evaluate) output: Output,
    /// The test and its cut-off; `None` for the model's definition.
    pub(in crate::evaluate) field: Option<Field>,
    pub(in crate::evaluate) at: Option<f64>,
    /// The tests of the definition that these people have.
    pub(in crate::evaluate) tests: Vec<Field>,
    pub(in crate::evaluate) people: u64,
    pub(in crate::evaluate) events: u64,
    /// People of sites where they are too few to be counted here.
    pub(in crate::evaluate) left_out: u64,
    pub(in crate::evaluate) totals: Totals,
    /// By log-odds.
    pub(in crate::evaluate) probabilities: Grid,
    /// By probability, if every site allows cells of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::evaluate) each: Option<Each<1>>,
    pub(in crate::evaluate) scores: Vec<ScorePoints>,
    /// At certain probabilities; the events of a cell across one count by the share of its people above.
    pub(in crate::evaluate) reached: Vec<Reached>,
}

/// People by the points of a published score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::evaluate) struct ScorePoints {
    pub(in crate::evaluate) name: String,
    /// People with every item known.
    pub(in crate::evaluate) complete: u64,
    pub(in crate::evaluate) points: Grid,
}

/// People and events at or above a probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(in crate::evaluate) struct Reached {
    pub(in crate::evaluate) at: f64,
    pub(in crate::evaluate) people: u64,
    pub(in crate::evaluate) events: u64,
}

/// How people are counted.
#[derive(Clone, Copy, Debug)]
pub(in crate::evaluate) struct Counting<'a> {
    /// The fewest people in a cell.
    pub(in crate::evaluate) smallest: u64,
    /// Names of the scores, in the order of a row's points.
    pub(in crate::evaluate) scores: &'a [&'static str],
    /// The fewest with and the fewest without the outcome.
    pub(in crate::evaluate) fewest_with: u64,
    pub(in crate::evaluate) fewest_without: u64,
    /// Whether all stand in one cell.
    pub(in crate::evaluate) in_one_cell: bool,
    /// The probabilities of diabetes to count people at, the most important first.
    pub(in crate::evaluate) at: &'a [f64],
}

/// The place of a probability, at the same side of each of these as the probability itself.
fn beside(at: &[f64], probability: f64) -> i64 {
    at.iter().fold(place_of(logit(probability)), |place, at| {
        let edge = edge_of(logit(*at));
        if probability >= *at { place.max(edge) } else { place.min(edge - 1) }
    })
}

impl Judged {
    /// No one yet.
    pub(in crate::evaluate) fn new(output: Output, test: Option<(Field, f64)>, tests: Vec<Field>) -> Self {
        Self {
            output,
            field: test.map(|(field, _)| field),
            at: test.map(|(_, at)| at),
            tests,
            people: 0,
            events: 0,
            left_out: 0,
            totals: Totals::default(),
            probabilities: Grid::default(),
            each: None,
            scores: Vec::new(),
            reached: Vec::new(),
        }
    }

    /// Counts these people; `None` if a sum is too large.
    pub(in crate::evaluate) fn counted(mut self, rows: &[JudgedRow], how: &Counting<'_>) -> Option<Self> {
        self.people = rows.len() as u64;
        self.events = rows.iter().filter(|row| row.outcome).count() as u64;
        for row in rows {
            self.totals.add(row.probability, row.outcome)?;
        }
        self.probabilities = Grid::of(rows.iter().map(|row| (beside(how.at, row.probability), row.outcome)));
        if how.smallest == 1 {
            self.each = Each::of(rows.iter().map(|row| ([row.probability], row.outcome)));
        }
        let score = |(number, name): (usize, &&str)| {
            let points = || rows.iter().filter_map(|row| Some((row.points.get(number)?, row.outcome)));
            ScorePoints {
                name: (*name).to_owned(),
                complete: points().filter(|((_, is_known), _)| *is_known).count() as u64,
                points: Grid::of(points().map(|((points, _), outcome)| (place(*points), outcome))),
            }
        };
        self.scores = how.scores.iter().enumerate().map(score).collect();
        let reached = |at: &f64| {
            let above = || rows.iter().filter(|row| row.probability >= *at);
            let events = above().filter(|row| row.outcome).count() as u64;
            Reached { at: *at, people: above().count() as u64, events }
        };
        self.reached = how.at.iter().map(reached).collect();
        Some(self.widened(how))
    }

    /// The same people, of whom each is counted, in cells that hold as many as asked. People are only said to be left
    /// out if they, or those with or without the outcome, are too few.
    pub(in crate::evaluate) fn widened(self, how: &Counting<'_>) -> Self {
        let Self { people, events, .. } = self;
        if how.smallest == 1 || people == 0 {
            return self;
        }
        if people < how.smallest || events < how.fewest_with || people - events < how.fewest_without {
            let none = Self::new(self.output, self.field.zip(self.at), self.tests);
            return Self { left_out: self.left_out + people, ..none };
        }
        let edges: Vec<i64> = how.at.iter().map(|at| edge_of(logit(*at))).collect();
        // The cells of groups would overlap with those of all: by both, people could be found.
        let fewest = if how.in_one_cell { people } else { how.smallest };
        let probabilities = self.probabilities.widened(fewest, &edges);
        // By the cells, so that they tell no outcome that the cells do not.
        let reached =
            |(of, edge): (&Reached, &i64)| Reached { events: probabilities.events_from(*edge, of.people), ..*of };
        let score = |score: ScorePoints| ScorePoints { points: score.points.widened(how.smallest, &[]), ..score };
        Self {
            totals: self.totals.of_all_only(),
            each: None,
            reached: self.reached.iter().zip(&edges).map(reached).collect(),
            scores: self.scores.into_iter().map(score).collect(),
            probabilities,
            ..self
        }
    }

    /// Whether both count the same outcome of people with the same tests.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (self.output, self.field, self.at, &self.tests) == (other.output, other.field, other.at, &other.tests)
    }

    /// The place in a list.
    pub(super) fn order(&self) -> (bool, Option<usize>, Output, Vec<usize>) {
        // Of one test, the outcomes with the lower cut-off are those of dysglycaemia, the lower output.
        let number = |field: &Field| usize::from(*field != Field::OutcomeMgDl);
        let tests = self.tests.iter().map(number).collect();
        (self.field.is_none(), self.field.as_ref().map(number), self.output, tests)
    }

    /// The people of both, whatever their tests; `None` if a sum is too large.
    pub(in crate::evaluate) fn and(&self, other: &Self) -> Option<Self> {
        if other.people == 0 || self.people == 0 {
            let (some, none) = if self.people == 0 { (other, self) } else { (self, other) };
            return Some(Self { left_out: some.left_out + none.left_out, tests: self.tests.clone(), ..some.clone() });
        }
        let scores = self.scores.iter().zip(&other.scores).map(|(own, others)| ScorePoints {
            name: own.name.clone(),
            complete: own.complete + others.complete,
            points: own.points.merged(&others.points),
        });
        let reached = self.reached.iter().zip(&other.reached).map(|(own, others)| Reached {
            at: own.at,
            people: own.people + others.people,
            events: own.events + others.events,
        });
        Some(Self {
            people: self.people + other.people,
            events: self.events + other.events,
            left_out: self.left_out + other.left_out,
            totals: self.totals.and(&other.totals)?,
            probabilities: self.probabilities.merged(&other.probabilities),
            each: self.each.as_ref().zip(other.each.as_ref()).and_then(|(own, others)| own.and(others)),
            scores: scores.collect(),
            reached: reached.collect(),
            ..self.clone()
        })
    }

    /// Whether the probability of each of its people is known.
    pub(super) fn knows_each(&self) -> bool {
        self.people == 0 || self.each.is_some()
    }

    /// Whether the sums of both are about the same scores and probabilities.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let names = |of: &Self| of.scores.iter().map(|score| score.name.clone()).collect::<Vec<_>>();
        let at = |of: &Self| of.reached.iter().map(|reached| reached.at).collect::<Vec<_>>();
        self.people == 0 || other.people == 0 || (names(self) == names(other) && at(self) == at(other))
    }

    pub(super) fn defect(&self) -> Option<&'static str> {
        let counts = [self.people, self.events];
        if self.events > self.people
            || self.probabilities.counts() != counts
            || self.scores.iter().any(|score| score.points.counts() != counts || score.complete > self.people)
            || self.reached.iter().any(|of| of.events > self.events || of.people < of.events || of.people > self.people)
        {
            return Some("the counts of an outcome do not agree");
        }
        let each = self.each.as_ref().and_then(|each| {
            let is_sound = each.equals().iter().all(|equal| (0.0..=1.0).contains(&equal.values[0]));
            if is_sound { each.defect(self.people, self.events) } else { Some("a probability is not between 0 and 1") }
        });
        let probabilities = self.probabilities.defect().or(each);
        probabilities.or_else(|| self.scores.iter().find_map(|score| score.points.defect()))
    }
}

from_members! {
    Judged { output, field, at, tests, people, events, left_out, totals, probabilities, each, scores, reached }
    ScorePoints { name, complete, points }
    Reached { at, people, events }
}

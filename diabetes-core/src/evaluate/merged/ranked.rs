//! How well people are ranked, from counts by probability or points.

use super::{Resampling, Step, are_too_few, counts, steps, steps_of};
use crate::evaluate::bootstrap::Intervals;
use crate::evaluate::discrimination::{Discrimination, Ranking};
use crate::evaluate::rankings::{OutcomeDiscrimination, RankingFigures, RankingKind};
use crate::evaluate::sums::Judged;

/// The figures of one outcome; `scores` are those that any site knows enough for.
pub(in crate::evaluate) fn ranked(
    judged: &Judged,
    scores: &[String],
    resampling: &Resampling,
) -> OutcomeDiscrimination {
    let withheld = are_too_few(judged);
    let of = |steps: &[Step]| {
        let found = if withheld { Ranked::none() } else { Ranked::of(steps) };
        let intervals = if withheld { Vec::new() } else { found.intervals(steps, resampling) };
        (found, intervals)
    };
    let figures = |name: String, kind, rows_complete, (found, intervals): (Ranked, Intervals)| {
        let interval = |position: usize| intervals.get(position).copied().flatten();
        RankingFigures {
            name,
            kind,
            rows_complete,
            auroc: found.figures.auroc,
            auroc_interval: interval(0),
            auroc_within: found.auroc_within,
            average_precision: found.figures.average_precision,
            average_precision_within: found.average_precision_within,
            average_precision_interval: interval(1),
            auroc_difference: None,
            auroc_difference_interval: None,
        }
    };
    let model = figures(judged.output.name().to_owned(), RankingKind::Model, None, of(&steps(judged)));
    let of_scores = judged.scores.iter().filter(|score| scores.contains(&score.name)).map(|score| {
        let own =
            figures(score.name.clone(), RankingKind::Score, Some(score.complete), of(&steps_of(&score.points, true)));
        let (auroc_difference, auroc_difference_interval) = difference(&model, &own);
        RankingFigures { auroc_difference, auroc_difference_interval, ..own }
    });
    let of_scores: Vec<RankingFigures> = of_scores.collect();
    let test = judged.field.zip(judged.at).map(|(field, at)| format!("{} >= {at}", field.name()));
    OutcomeDiscrimination {
        outcome: test.unwrap_or_else(|| "definition".to_owned()),
        field: judged.field,
        at: judged.at,
        output: judged.output,
        rows: judged.people,
        events: judged.events,
        withheld,
        rankings: std::iter::once(model).chain(of_scores).collect(),
    }
}

/// The model's area minus another one, and its interval as if the two were of different people: sums do not tell who
/// ranks high in both. Two rankings of the same people mostly agree, so the true interval is narrower.
fn difference(model: &RankingFigures, own: &RankingFigures) -> (Option<f64>, Option<[f64; 2]>) {
    let difference = model.auroc.zip(own.auroc).map(|(model, own)| model - own);
    let half = |interval: [f64; 2]| (interval[1] - interval[0]) / 2.0;
    let intervals = model.auroc_interval.zip(own.auroc_interval);
    let interval = difference.zip(intervals).map(|(difference, (model, own))| {
        let half = half(model).hypot(half(own));
        [difference - half, difference + half]
    });
    (difference, interval)
}

/// A ranking of people.
pub(super) struct Ranked {
    ranking: Option<Ranking>,
    pub(super) figures: Discrimination,
    pub(super) auroc_within: Option<f64>,
    average_precision_within: Option<f64>,
}

impl Ranked {
    fn none() -> Self {
        let figures = Discrimination { auroc: None, average_precision: None };
        Self { ranking: None, figures, auroc_within: None, average_precision_within: None }
    }

    /// Ranks people by step, lowest first.
    pub(super) fn of(steps: &[Step]) -> Self {
        let rows = |[without, with]: [f64; 2]| {
            steps.iter().enumerate().flat_map(move |(place, step)| {
                [false, true].map(|outcome| {
                    let kind = 2 * place + usize::from(outcome);
                    let shift = if step.is_tie {
                        0.0
                    } else if outcome {
                        with
                    } else {
                        without
                    };
                    (kind as u32, place as f64 + shift, outcome)
                })
            })
        };
        let counts: Vec<f64> = counts(steps).iter().map(|count| *count as f64).collect();
        let under = |ranking: &Ranking| ranking.under(|kind| counts.get(kind as usize).copied().unwrap_or_default());
        let ranking = Ranking::of(rows([0.0, 0.0]).collect());
        let figures = under(&ranking);
        // The people of a step that is no tie may stand in any order: all cases first at best, last at worst.
        let [best, worst] = [[0.0, 0.5], [0.5, 0.0]].map(|shift| under(&Ranking::of(rows(shift).collect())));
        let within = |own: Option<f64>, best: Option<f64>, worst: Option<f64>| {
            let (own, best, worst) = (own?, best?, worst?);
            Some((best - own).max(own - worst).max(0.0))
        };
        Self {
            ranking: Some(ranking),
            auroc_within: within(figures.auroc, best.auroc, worst.auroc),
            average_precision_within: within(
                figures.average_precision,
                best.average_precision,
                worst.average_precision,
            ),
            figures,
        }
    }

    /// The figures with other counts of the same kinds.
    pub(super) fn under(&self, counts: &[f64]) -> [Option<f64>; 2] {
        let weight = |kind: u32| counts.get(kind as usize).copied().unwrap_or_default();
        let found = self.ranking.as_ref().map(|ranking| ranking.under(weight));
        [found.and_then(|of| of.auroc), found.and_then(|of| of.average_precision)]
    }

    fn intervals(&self, steps: &[Step], resampling: &Resampling) -> Intervals {
        let counts = counts(steps);
        resampling.intervals(&counts, counts.len(), |counts| self.under(counts).to_vec())
    }
}

//! Discrimination: how well a score ranks people with the outcome above those without.

/// Area under the receiver operating characteristic curve: the probability that a person with the outcome has the
/// higher score, with ties counting half. Rows are weighted.
///
/// `None` if either group is empty, if lengths differ, if a score is NaN, if a weight is negative or not finite, and
/// for 2³² rows or more.
///
/// ```
/// use diabetes_core::evaluate::auroc;
/// assert_eq!(auroc(&[false, false, true, true], &[0.1, 0.4, 0.35, 0.8], None), Some(0.75));
/// assert_eq!(auroc(&[true, true], &[0.1, 0.2], None), None);
/// ```
#[must_use]
pub fn auroc(outcomes: &[bool], scores: &[f64], weights: Option<&[f64]>) -> Option<f64> {
    ranked(outcomes, scores, weights)?.auroc
}

/// Average precision: the precision at each score used as a cut-off, weighted by the sensitivity gained there. Equal
/// scores are one step, as in scikit-learn. Rows are weighted.
///
/// `None` if no one has the outcome, and in the cases of [`auroc`], except that everyone may have it.
///
/// ```
/// use diabetes_core::evaluate::average_precision;
/// // Half of those gained are found at a precision of 1, half at 2 of 3.
/// let precision = average_precision(&[false, false, true, true], &[0.1, 0.4, 0.35, 0.8], None).unwrap();
/// assert!((precision - (0.5 + 0.5 * 2.0 / 3.0)).abs() < 1e-15);
/// ```
#[must_use]
pub fn average_precision(outcomes: &[bool], scores: &[f64], weights: Option<&[f64]>) -> Option<f64> {
    ranked(outcomes, scores, weights)?.average_precision
}

fn ranked(outcomes: &[bool], scores: &[f64], weights: Option<&[f64]>) -> Option<Discrimination> {
    let lengths_agree = outcomes.len() == scores.len() && weights.is_none_or(|weights| weights.len() == scores.len());
    let weights_are_sound = weights.is_none_or(|weights| weights.iter().all(|w| (0.0..f64::INFINITY).contains(w)));
    if !lengths_agree || !weights_are_sound || scores.iter().any(|score| score.is_nan()) {
        return None;
    }
    u32::try_from(scores.len()).ok()?;
    let rows = outcomes.iter().zip(scores).zip(0..).map(|((outcome, score), row)| (row, *score, *outcome));
    let weight = |row: u32| weights.and_then(|weights| weights.get(row as usize).copied()).unwrap_or(1.0);
    Some(Ranking::of(rows.collect()).under(weight))
}

/// The figures of a ranking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Discrimination {
    pub(super) auroc: Option<f64>,
    pub(super) average_precision: Option<f64>,
}

/// Rows sorted once by a score, highest first, for repeated weighting.
#[derive(Clone, Debug)]
pub(super) struct Ranking(Vec<Ranked>);

#[derive(Clone, Copy, Debug)]
struct Ranked {
    row: u32,
    outcome: bool,
    /// Whether the next row has a different score.
    ends_tie: bool,
}

impl Ranking {
    /// From rows with their score and outcome. Equal scores stay in the given order.
    pub(super) fn of(mut rows: Vec<(u32, f64, bool)>) -> Self {
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        // Equal numbers form one group; -0 equals 0.
        let next = rows.iter().skip(1).map(|row| Some(row.1)).chain([None]);
        let rows = rows.iter().zip(next).map(|((row, score, outcome), next)| Ranked {
            row: *row,
            outcome: *outcome,
            ends_tie: next != Some(*score),
        });
        Self(rows.collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The figures with the given row weights.
    pub(super) fn under(&self, weight: impl Fn(u32) -> f64) -> Discrimination {
        let (mut with, mut without) = (0.0, 0.0);
        let (mut cases, mut others) = (0.0, 0.0);
        let (mut ranked, mut precision) = (0.0, 0.0);
        for row in &self.0 {
            let weight = weight(row.row);
            // Branchless, since outcomes cannot be predicted.
            let case = f64::from(u8::from(row.outcome));
            with += weight * case;
            without += weight * (1.0 - case);
            if row.ends_tie {
                ranked += without * (cases + with / 2.0);
                cases += with;
                others += without;
                if with > 0.0 {
                    precision += with * (cases / (cases + others));
                }
                (with, without) = (0.0, 0.0);
            }
        }
        Discrimination {
            auroc: (cases > 0.0 && others > 0.0).then(|| ranked / (cases * others)),
            average_precision: (cases > 0.0).then(|| precision / cases),
        }
    }
}

//! Discrimination: how well a score ranks people with the outcome above those without.

/// Area under the receiver operating characteristic curve: the probability that a person with the outcome
/// has the higher score, ties counting half. Rows count by their weight.
///
/// `None` when one of the two groups is empty, when lengths differ, when a score is NaN, or when a weight is negative or not finite.
///
/// ```
/// use diabetes_core::evaluate::auroc;
/// assert_eq!(auroc(&[false, false, true, true], &[0.1, 0.4, 0.35, 0.8], None), Some(0.75));
/// assert_eq!(auroc(&[true, true], &[0.1, 0.2], None), None);
/// ```
#[must_use]
pub fn auroc(outcomes: &[bool], scores: &[f64], weights: Option<&[f64]>) -> Option<f64> {
    let lengths_agree = outcomes.len() == scores.len() && weights.is_none_or(|weights| weights.len() == scores.len());
    let weights_are_sound = weights.is_none_or(|weights| weights.iter().all(|w| (0.0..f64::INFINITY).contains(w)));
    if !lengths_agree || !weights_are_sound || scores.iter().any(|score| score.is_nan()) {
        return None;
    }
    let mut rows: Vec<(f64, bool, f64)> = outcomes
        .iter()
        .zip(scores)
        .enumerate()
        .map(|(row, (outcome, score))| (*score, *outcome, weights.and_then(|w| w.get(row).copied()).unwrap_or(1.0)))
        .collect();
    rows.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut ranked, mut cases) = (0.0, 0.0, 0.0);
    // Equal numbers are one group; -0 and 0 are equal.
    for tied in rows.chunk_by(|a, b| a.0 == b.0) {
        let weight = |outcome: bool| tied.iter().filter(|row| row.1 == outcome).map(|row| row.2).sum::<f64>();
        let (with, without) = (weight(true), weight(false));
        ranked += with * (below + without / 2.0);
        below += without;
        cases += with;
    }
    (cases > 0.0 && below > 0.0).then(|| ranked / (cases * below))
}

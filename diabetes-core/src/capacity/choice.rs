//! Who is tested: the highest probabilities first, people of equal probability together.

/// The decimals of a cut-off that everyone reaches, as in files for people.
const DECIMALS: usize = 4;

/// How many of the people sorted by descending probability are tested: as many as there are tests, without dividing
/// people of equal probability.
pub(super) fn tested(sorted: &[f64], tests: u64) -> usize {
    let most = usize::try_from(tests).unwrap_or(usize::MAX).min(sorted.len());
    match (most.checked_sub(1).and_then(|last| sorted.get(last)), sorted.get(most)) {
        (Some(last), Some(next)) if last == next => sorted.partition_point(|probability| probability > next),
        _ => most,
    }
}

/// How many people share the highest probability that is not tested, if some of them could have been tested.
pub(super) fn tied_out(sorted: &[f64], tests: u64, tested: usize) -> u64 {
    let Some(next) = sorted.get(tested).filter(|_| tested as u64 != tests) else { return 0 };
    (sorted.partition_point(|probability| probability >= next) - tested) as u64
}

/// The shortest decimal number that everyone tested reaches and no one else; `None` if nobody is tested.
pub(super) fn cutoff(sorted: &[f64], tested: usize) -> Option<f64> {
    let lowest = *sorted.get(tested.checked_sub(1)?)?;
    let digits = lowest.to_string();
    // Cut short, a decimal number is never larger.
    let cut = |decimals: usize| digits.get(..(2 + decimals).min(digits.len()))?.parse::<f64>().ok();
    let Some(next) = sorted.get(tested) else { return cut(DECIMALS) };
    (1..digits.len()).filter_map(cut).find(|cut| cut > next).or(Some(lowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_equal_probability_are_all_in_or_all_out() {
        let sorted = [0.5, 0.3, 0.3, 0.3, 0.1];
        let found = [0, 1, 2, 3, 4, 5, 9].map(|tests| {
            let tested = tested(&sorted, tests);
            (tested, tied_out(&sorted, tests, tested))
        });
        assert_eq!(found, [(0, 0), (1, 0), (1, 3), (1, 3), (4, 0), (5, 0), (5, 0)]);
        assert_eq!(tested(&[0.2; 10], 9), 0);
        assert_eq!(tested(&[], 9), 0);
    }

    #[test]
    fn the_cutoff_is_short_and_divides_exactly() {
        assert_eq!(cutoff(&[0.5, 0.075_38, 0.075_28], 2), Some(0.0753));
        assert_eq!(cutoff(&[0.5, 0.3, 0.1], 2), Some(0.3));
        assert_eq!(cutoff(&[0.3_f64.next_up(), 0.3], 1), Some(0.3_f64.next_up()));
        assert_eq!(cutoff(&[1.0, 0.999], 1), Some(1.0));
        assert_eq!(cutoff(&[1e-30, 0.0], 1), Some(1e-30));
        assert_eq!(cutoff(&[0.5, 0.012_34], 2), Some(0.0123));
        assert_eq!(cutoff(&[0.5], 0), None);
        let sorted: Vec<f64> = (0..2000).rev().map(|row| (f64::from(row) / 77.0).sin().abs() / 3.0).collect();
        let mut sorted = sorted;
        sorted.sort_unstable_by(|one, other| other.total_cmp(one));
        for tests in 1..2000 {
            let tested = tested(&sorted, tests);
            let cut = cutoff(&sorted, tested).unwrap_or(1.0);
            assert_eq!(sorted.iter().filter(|probability| **probability >= cut).count(), tested, "{tests}");
        }
    }
}

//! How many cases are among people whose probabilities are known: the Poisson binomial distribution.

use std::borrow::Cow;

/// Steps of the exact distribution; beyond them it is approximated.
const MOST_STEPS: usize = 100_000_000;
/// Chances below this are left out.
const NEVER: f64 = 1e-20;
/// The approximation covers this many standard deviations on either side.
const DEVIATIONS: f64 = 9.0;
/// The chance on either side of a 95 % interval.
const TAIL: f64 = 0.025;
/// Halvings that determine the end of a share's interval.
const HALVINGS: u32 = 40;

/// The number of cases among people, each a case by chance and independently of the others.
///
/// The distribution is exact (Hong, 2013, the recursion over people) as long as that is cheap. For more people it is
/// the normal distribution with a correction for skewness (Volkova, 1996), whose error falls with the number of cases.
#[derive(Clone, Debug)]
pub(super) struct CaseCount {
    pub(super) people: u64,
    pub(super) mean: f64,
    variance: f64,
    third_moment: f64,
    /// The chance of `first` cases, of one more, and so on; empty once it is approximated.
    chances: Vec<f64>,
    first: usize,
    steps: usize,
}

impl CaseCount {
    /// Nobody.
    pub(super) fn none() -> Self {
        Self { people: 0, mean: 0.0, variance: 0.0, third_moment: 0.0, chances: vec![1.0], first: 0, steps: 0 }
    }

    /// The cases among people with these probabilities.
    pub(super) fn of(probabilities: impl Iterator<Item = f64>) -> Self {
        probabilities.fold(Self::none(), |mut count, probability| {
            count.add(probability);
            count
        })
    }

    /// Adds a person.
    pub(super) fn add(&mut self, probability: f64) {
        let other = 1.0 - probability;
        self.people += 1;
        self.mean += probability;
        self.variance += probability * other;
        self.third_moment += probability * other * (other - probability);
        if self.chances.is_empty() {
            return;
        }
        self.steps += self.chances.len();
        if self.steps > MOST_STEPS {
            self.chances = Vec::new();
            return;
        }
        let mut one_fewer = 0.0;
        for chance in &mut self.chances {
            let own = *chance;
            *chance = own * other + one_fewer * probability;
            one_fewer = own;
        }
        self.chances.push(one_fewer * probability);
        while self.chances.len() > 1 && self.chances.last().is_some_and(|chance| *chance < NEVER) {
            self.chances.pop();
        }
        let never = self.chances.iter().take_while(|chance| **chance < NEVER).count();
        if never > 0 {
            self.chances.drain(..never);
            self.first += never;
        }
    }

    /// Whether the distribution is exact.
    pub(super) fn is_exact(&self) -> bool {
        !self.chances.is_empty()
    }

    /// The 95 % interval: at most 2.5 % lie below it, at most 2.5 % above it. It contains the mean, also where fewer
    /// than one case is expected and none is all but sure.
    pub(super) fn interval(&self) -> [f64; 2] {
        let (first, chances) = self.distribution();
        let mut sum = 0.0;
        let (mut low, mut high) = (None, None);
        for (cases, chance) in (first..).zip(chances.iter()) {
            sum += chance;
            if sum > TAIL {
                low.get_or_insert(cases);
            }
            high = Some(cases);
            if sum >= 1.0 - TAIL {
                break;
            }
        }
        let [low, high] = [low, high].map(|end| end.unwrap_or(first) as f64);
        [low.min(self.mean.floor()), high.max(self.mean.ceil())]
    }

    /// The 95 % interval of the share of all cases that are among these people, the others being in `rest`; `None` if
    /// there is never a case.
    pub(super) fn share_interval(&self, rest: &Self) -> Option<[f64; 2]> {
        let ((first, chances), (rest_first, rest_chances)) = (self.distribution(), rest.distribution());
        // The chance of at least so many cases among the others.
        let mut tail: Vec<f64> = rest_chances.iter().rev().scan(0.0, |sum, chance| add(sum, *chance)).collect();
        tail.reverse();
        let at_least = |cases: f64| {
            let place = cases - rest_first as f64;
            if place <= 0.0 { 1.0 } else { tail.get(place.ceil() as usize).copied().unwrap_or_default() }
        };
        let none_here = if first == 0 { chances.first().copied().unwrap_or_default() } else { 0.0 };
        let any = 1.0 - none_here * (1.0 - at_least(1.0));
        if any < NEVER {
            return None;
        }
        // The chance that the share is at most this, given that there is a case.
        let up_to = |share: f64| {
            let of = |(cases, chance): (usize, &f64)| {
                let cases = cases as f64;
                chance * if cases == 0.0 { at_least(1.0) } else { at_least(cases * (1.0 - share) / share) }
            };
            (first..).zip(chances.iter()).map(of).sum::<f64>() / any
        };
        let end = |chance: f64| {
            let (mut low, mut high) = (0.0, 1.0);
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(low, high);
                if up_to(middle) > chance { high = middle } else { low = middle }
            }
            (low, high)
        };
        Some([end(TAIL).0, end(1.0 - TAIL).1])
    }

    /// The lowest number of cases, its chance and those of more cases.
    fn distribution(&self) -> (usize, Cow<'_, [f64]>) {
        if self.is_exact() {
            return (self.first, Cow::Borrowed(&self.chances));
        }
        let deviation = self.variance.sqrt();
        let skewness = self.third_moment / (self.variance * deviation);
        let reach = DEVIATIONS * deviation;
        let first = (self.mean - reach).max(0.0).floor();
        let last = (self.mean + reach).min(self.people as f64).ceil();
        let up_to = |cases: f64| {
            let x = (cases + 0.5 - self.mean) / deviation;
            let density = libm::exp(-x * x / 2.0) / std::f64::consts::TAU.sqrt();
            let normal = libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2) / 2.0;
            (normal + skewness * (1.0 - x * x) * density / 6.0).clamp(0.0, 1.0)
        };
        let mut before = 0.0;
        let chances = (first as usize..=last as usize).map(|cases| {
            let sum = if cases as f64 >= last { 1.0 } else { up_to(cases as f64) };
            let chance = (sum - before).max(0.0);
            before = sum;
            chance
        });
        (first as usize, Cow::Owned(chances.collect()))
    }
}

#[allow(clippy::unnecessary_wraps, reason = "`scan` ends at `None`")]
fn add(sum: &mut f64, chance: f64) -> Option<f64> {
    *sum += chance;
    Some(*sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The distribution by going through every outcome of every person.
    fn by_hand(probabilities: &[f64]) -> Vec<f64> {
        let mut chances = vec![0.0; probabilities.len() + 1];
        for outcomes in 0..1_u32 << probabilities.len() {
            let one = |(person, of): (usize, &f64)| if outcomes >> person & 1 == 1 { *of } else { 1.0 - of };
            chances[outcomes.count_ones() as usize] += probabilities.iter().enumerate().map(one).product::<f64>();
        }
        chances
    }

    fn approximated(probabilities: impl Iterator<Item = f64>) -> CaseCount {
        CaseCount { chances: Vec::new(), ..CaseCount::of(probabilities) }
    }

    #[test]
    fn the_distribution_is_that_of_every_outcome() {
        let probabilities = [0.5, 0.03, 0.9, 0.2, 0.2, 1.0, 0.0, 0.41];
        let count = CaseCount::of(probabilities.into_iter());
        let (first, chances) = count.distribution();
        let expected = by_hand(&probabilities);
        for (cases, chance) in expected.iter().enumerate() {
            let found = cases.checked_sub(first).and_then(|place| chances.get(place)).copied().unwrap_or_default();
            assert!((found - chance).abs() < 1e-15, "{cases}: {found}, {chance}");
        }
    }

    #[test]
    fn the_interval_leaves_at_most_its_tails_outside() {
        let probabilities = [0.5, 0.03, 0.9, 0.2, 0.2, 0.6, 0.41];
        let [low, high] = CaseCount::of(probabilities.into_iter()).interval().map(|end| end as usize);
        let chances = by_hand(&probabilities);
        let sum = |cases: std::ops::Range<usize>| chances[cases].iter().sum::<f64>();
        assert!(sum(0..low) <= 0.025 && sum(0..low + 1) > 0.025);
        assert!(sum(0..high + 1) >= 0.975 && sum(0..high) < 0.975);
        assert_eq!(CaseCount::none().interval(), [0.0, 0.0]);
        assert_eq!(CaseCount::of([1.0; 4].into_iter()).interval(), [4.0, 4.0]);
    }

    #[test]
    fn an_interval_contains_its_figure_also_where_hardly_anybody_is_a_case() {
        for (people, probability) in [(22, 0.0009), (1, 0.001), (40, 0.9995), (3, 0.5)] {
            let count = CaseCount::of(std::iter::repeat_n(probability, people));
            let [low, high] = count.interval();
            assert!(low <= count.mean && count.mean <= high, "{people}, {probability}: {low} to {high}");
            assert!(low < high);
        }
    }

    #[test]
    fn the_share_of_all_cases_has_the_interval_of_every_pair_of_counts() {
        let (here, there) = ([0.4, 0.3, 0.9, 0.5], [0.1, 0.2, 0.3]);
        let [low, high] = CaseCount::of(here.into_iter()).share_interval(&CaseCount::of(there.into_iter())).unwrap();
        let (of_here, of_there) = (by_hand(&here), by_hand(&there));
        let mut shares: Vec<(f64, f64)> = Vec::new();
        for (found, chance) in of_here.iter().enumerate() {
            for (missed, other) in of_there.iter().enumerate().filter(|(missed, _)| found + missed > 0) {
                shares.push((found as f64 / (found + missed) as f64, chance * other));
            }
        }
        let all: f64 = shares.iter().map(|(_, chance)| chance).sum();
        let outside = |is_outside: &dyn Fn(f64) -> bool| {
            shares.iter().filter(|(share, _)| is_outside(*share)).map(|(_, chance)| chance / all).sum::<f64>()
        };
        assert!(outside(&|share| share < low - 1e-9) <= 0.025 && outside(&|share| share <= low + 1e-9) > 0.025);
        assert!(outside(&|share| share > high + 1e-9) <= 0.025 && outside(&|share| share >= high - 1e-9) > 0.025);
        let nobody = CaseCount::of([0.0; 3].into_iter());
        assert_eq!(nobody.share_interval(&CaseCount::none()), None);
        assert_eq!(
            CaseCount::of([1.0].into_iter()).share_interval(&nobody).map(|[low, _]| low > 1.0 - 1e-9),
            Some(true)
        );
    }

    #[test]
    fn the_approximation_gives_the_interval_of_the_exact_distribution_or_one_case_beside_it() {
        for (people, probability) in [(2000, 0.02), (3000, 0.3), (5000, 0.004), (4000, 0.97)] {
            let each = || (0..people).map(|person| probability * f64::from(person % 10 + 91) / 100.0);
            let (exact, other) = (CaseCount::of(each()), approximated(each()));
            assert!(exact.is_exact() && !other.is_exact());
            for (end, other) in exact.interval().into_iter().zip(other.interval()) {
                assert!((end - other).abs() <= 1.0, "{people}, {probability}: {end}, {other}");
            }
        }
    }
}

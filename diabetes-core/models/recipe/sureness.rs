//! Checks whether the risk interval covers what later cycles observed: for each cycle a model of the earlier years,
//! evaluated on all its people and by tenths.

use crate::judged::{Judged, judge};
use crate::survey::{self, Person};
use crate::{Outcome, trained};
use diabetes_core::train::Algorithm;
use std::fmt::Write as _;

/// The fewest cycles from which a model can state its uncertainty.
const LEAST_CYCLES: usize = 4;
const GROUPS: usize = 10;
/// Integration steps over the interval, from five standard deviations below to five above.
const STEPS: i32 = 200;
/// 90 % of a normal distribution is within this many standard deviations of its mean.
const WITHIN_90: f64 = 1.644_853_626_951_472_7;

/// The number of people, their cases, their mean risk and its mean interval.
struct Group {
    people: usize,
    cases: usize,
    risk: f64,
    interval: [f64; 2],
}

pub(crate) fn figures(text: &mut String, everyone: &[&Person], algorithm: Algorithm) -> Outcome<()> {
    writeln!(
        text,
        "\nThe 90 % interval of P(diabetes), each cycle judged by a model of the cycles before it. A group's cases are \
         within when\nthey are between the 5 and the 95 % quantile of a binomial count whose probability varies as the mean \
         interval says.\nBeside it the same of an interval of no width, which only chance widens: with so few cases the \
         lower tenths tell the two\nhardly apart, and the tenths of a cycle share its level. \"Of all\" is the one figure a \
         cycle that tells them apart.\n\n| cycle | people | cases | observed / expected | interval of that, for all | of all: within \
         | tenths within | tenths within no width |\n|---|---|---|---|---|---|---|---|"
    )?;
    let cycles = survey::cycles_with_both_tests(everyone);
    let mut sums = [0; 3];
    for cycle in cycles.iter().skip(LEAST_CYCLES) {
        let before: Vec<&Person> = everyone.iter().copied().filter(|person| person.cycle < *cycle).collect();
        let own: Vec<&Person> =
            everyone.iter().copied().filter(|person| person.cycle == *cycle && person.glucose.is_some()).collect();
        let mut judged = judge(&trained(&before, None, algorithm, 0.0)?, &own);
        judged.sort_by(|a, b| a.answer.diabetes.total_cmp(&b.answer.diabetes));
        let all = Group::of(&judged)?;
        let part = |number: usize| {
            let [from, to] = [number, number + 1].map(|end| end * judged.len() / GROUPS);
            Group::of(judged.get(from..to).unwrap_or_default())
        };
        let tenths = (0..GROUPS).map(part).collect::<Outcome<Vec<Group>>>()?;
        let within = tenths.iter().filter(|tenth| tenth.is_expected()).count();
        let by_chance = tenths.iter().filter(|tenth| tenth.without_width().is_expected()).count();
        let [low, high] = all.interval.map(|end| end / all.risk);
        writeln!(
            text,
            "| {cycle} | {} | {} | {:.2} | {low:.2} to {high:.2} | {} | {within} of {GROUPS} | {by_chance} of {GROUPS} |",
            all.people,
            all.cases,
            all.cases as f64 / (all.risk * all.people as f64),
            if all.is_expected() { "yes" } else { "no" },
        )?;
        for (sum, count) in sums.iter_mut().zip([within, by_chance, GROUPS]) {
            *sum += count;
        }
    }
    let [within, by_chance, tenths] = sums;
    writeln!(text, "\nTogether {within} of {tenths} tenths are within, {by_chance} within no width.")?;
    Ok(())
}

impl Group {
    fn of(own: &[Judged]) -> Outcome<Self> {
        let mean = |of: fn(&Judged) -> f64| own.iter().map(of).sum::<f64>() / own.len() as f64;
        let interval = [mean(|person| person.answer.risk_interval[0]), mean(|person| person.answer.risk_interval[1])];
        if !interval.iter().all(|end| end.is_finite()) {
            return Err("a model does not say how sure it is".into());
        }
        let cases = own.iter().filter(|person| person.has_diabetes()).count();
        Ok(Self { people: own.len(), cases, risk: mean(|person| person.answer.diabetes), interval })
    }

    /// The same group, with an interval of zero width.
    fn without_width(&self) -> Self {
        Self { interval: [self.risk; 2], ..*self }
    }

    /// Whether the number of cases is within 5 to 95 % of the expected distribution.
    fn is_expected(&self) -> bool {
        let [up_to, below] = [self.share_up_to(Some(self.cases)), self.share_up_to(self.cases.checked_sub(1))];
        up_to >= 0.05 && below <= 0.95
    }

    /// The probability of at most this many cases.
    fn share_up_to(&self, cases: Option<usize>) -> f64 {
        let Some(cases) = cases else { return 0.0 };
        let log_odds = |share: f64| libm::log(share / (1.0 - share));
        let [low, high] = self.interval.map(log_odds);
        let deviation = (high - low) / 2.0 / WITHIN_90;
        let (mut sum, mut weights) = (0.0, 0.0);
        for step in 0..=STEPS {
            let z = 10.0 * f64::from(step) / f64::from(STEPS) - 5.0;
            let weight = libm::exp(-z * z / 2.0);
            let odds = libm::exp(log_odds(self.risk) + deviation * z);
            sum += weight * binomial_up_to(cases, self.people, odds);
            weights += weight;
        }
        sum / weights
    }
}

/// The probability of at most this many cases among people with these odds.
fn binomial_up_to(cases: usize, people: usize, odds: f64) -> f64 {
    let mut term = libm::exp(-(people as f64) * libm::log1p(odds));
    let mut sum = term;
    for count in 1..=cases {
        term *= odds * (people + 1 - count) as f64 / count as f64;
        sum += term;
    }
    sum
}

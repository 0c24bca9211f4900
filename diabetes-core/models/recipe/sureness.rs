//! Whether the interval of the risk holds what later cycles saw: models of the years before each, judged by the tenths of
//! their people.

use crate::judged::{Judged, judge};
use crate::survey::{self, Person};
use crate::{Outcome, trained};
use diabetes_core::train::Algorithm;
use std::fmt::Write as _;

/// From so many cycles on a model can say how sure it is.
const LEAST_CYCLES: usize = 3;
const GROUPS: usize = 10;
/// Steps of the integral over the interval, from five standard deviations below to five above.
const STEPS: i32 = 200;
/// 90 % of a normal distribution lie within so many standard deviations of its mean.
const WITHIN_90: f64 = 1.644_853_626_951_472_7;

/// People of one cycle, ordered by risk: how many there are, their cases, their mean risk and its mean interval.
struct Tenth {
    people: usize,
    cases: usize,
    risk: f64,
    interval: [f64; 2],
}

pub(crate) fn figures(text: &mut String, everyone: &[&Person], algorithm: Algorithm) -> Outcome<()> {
    writeln!(
        text,
        "\nThe 90 % interval of P(diabetes), each cycle judged by a model of the cycles before it: of how many tenths by \
         risk the\ncases lie within what the mean interval and chance let expect (5 to 95 % of a binomial count whose \
         log-odds are normal):\n\n| cycle | people | cases | observed / expected | tenths within | mean interval of the \
         highest tenth |\n|---|---|---|---|---|---|"
    )?;
    let cycles = survey::cycles_with_both_tests(everyone);
    let (mut within, mut tenths) = (0, 0);
    for cycle in cycles.iter().skip(LEAST_CYCLES) {
        let before: Vec<&Person> = everyone.iter().copied().filter(|person| person.cycle < *cycle).collect();
        let own: Vec<&Person> =
            everyone.iter().copied().filter(|person| person.cycle == *cycle && person.glucose.is_some()).collect();
        let judged = judge(&trained(&before, None, algorithm, 0.0)?, &own);
        let groups = groups(&judged)?;
        let held = groups.iter().filter(|tenth| tenth.is_expected()).count();
        let cases: usize = groups.iter().map(|tenth| tenth.cases).sum();
        let expected: f64 = groups.iter().map(|tenth| tenth.risk * tenth.people as f64).sum();
        let [low, high] = groups.last().ok_or("nobody")?.interval;
        writeln!(
            text,
            "| {cycle} | {} | {cases} | {:.2} | {held} of {} | {low:.3} to {high:.3} |",
            judged.len(),
            cases as f64 / expected,
            groups.len()
        )?;
        (within, tenths) = (within + held, tenths + groups.len());
    }
    writeln!(text, "\nTogether {within} of {tenths}, {:.1} %.", 100.0 * f64::from(within as u32) / tenths as f64)?;
    Ok(())
}

fn groups(judged: &[Judged]) -> Outcome<Vec<Tenth>> {
    let mut people: Vec<&Judged> = judged.iter().collect();
    people.sort_by(|a, b| a.answer.diabetes.total_cmp(&b.answer.diabetes));
    let tenth = |number: usize| {
        let own = people.get(number * people.len() / GROUPS..(number + 1) * people.len() / GROUPS).unwrap_or_default();
        let mean = |of: fn(&Judged) -> f64| own.iter().map(|person| of(person)).sum::<f64>() / own.len() as f64;
        Tenth {
            people: own.len(),
            cases: own.iter().filter(|person| person.has_diabetes()).count(),
            risk: mean(|person| person.answer.diabetes),
            interval: [mean(|person| person.answer.risk_interval[0]), mean(|person| person.answer.risk_interval[1])],
        }
    };
    let groups: Vec<Tenth> = (0..GROUPS).map(tenth).collect();
    let are_known = groups.iter().all(|tenth| tenth.interval.iter().all(|end| end.is_finite()));
    if are_known { Ok(groups) } else { Err("a model does not say how sure it is".into()) }
}

impl Tenth {
    /// Whether as few cases and as many are within 5 to 95 % of what is expected.
    fn is_expected(&self) -> bool {
        let [up_to, below] = [self.share_up_to(Some(self.cases)), self.share_up_to(self.cases.checked_sub(1))];
        up_to >= 0.05 && below <= 0.95
    }

    /// The probability of so many cases or fewer.
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

/// The probability of so many cases or fewer among people of these odds.
fn binomial_up_to(cases: usize, people: usize, odds: f64) -> f64 {
    let mut term = libm::exp(-(people as f64) * libm::log1p(odds));
    let mut sum = term;
    for count in 1..=cases {
        term *= odds * (people + 1 - count) as f64 / count as f64;
        sum += term;
    }
    sum
}

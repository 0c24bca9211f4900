//! Calibration of the probabilities of later people, and the net benefit of deciding by them.

use crate::Outcome;
use crate::judged::{Answer, Judged};
use crate::ranking::MIN_EVENTS;
use diabetes_core::evaluate::{auroc, calibration_line};
use std::fmt::Write as _;

/// A probability: its name, outcome and estimate.
type Probability = (&'static str, fn(&Judged) -> bool, fn(&Answer) -> f64);

const PROBABILITIES: [Probability; 2] = [
    ("dysglycaemia", Judged::has_dysglycaemia, |answer| answer.dysglycaemia),
    ("diabetes", Judged::has_diabetes, |answer| answer.diabetes),
];

/// A group: its name, and a function for membership.
type Group = (&'static str, fn(&Judged) -> bool);

const GROUPS: [Group; 10] = [
    ("told No", |person| person.told == Some(false)),
    ("told Si", |person| person.told == Some(true)),
    ("men", |person| person.sex == Some("M")),
    ("women", |person| person.sex == Some("F")),
    ("20 to 39 years", |person| person.age < 40.0),
    ("40 to 59 years", |person| (40.0..60.0).contains(&person.age)),
    ("60 years and over", |person| person.age >= 60.0),
    ("body mass index below 25", |person| person.body_mass_index < 25.0),
    ("25 to below 30", |person| (25.0..30.0).contains(&person.body_mass_index)),
    ("30 and over", |person| person.body_mass_index >= 30.0),
];

/// Probabilities at which a test may be worthwhile.
const THRESHOLDS: [f64; 3] = [0.02, 0.05, 0.10];

/// The people whose outcome is based on both tests.
fn with_both_tests(judged: &[Judged]) -> Vec<&Judged> {
    judged.iter().filter(|person| person.glucose.is_some()).collect()
}

struct Level {
    events: usize,
    expected: f64,
    line: (f64, f64),
}

fn level(people: &[&Judged], of: fn(&Judged) -> Answer, (_, outcome, estimate): Probability) -> Outcome<Level> {
    let outcomes: Vec<bool> = people.iter().map(|person| outcome(person)).collect();
    let probabilities: Vec<f64> = people.iter().map(|person| estimate(&of(person))).collect();
    Ok(Level {
        events: outcomes.iter().filter(|outcome| **outcome).count(),
        expected: probabilities.iter().sum(),
        line: calibration_line(&outcomes, &probabilities, None).ok_or("no calibration")?,
    })
}

/// Calibration with the item as known, with it blank, and for the model trained without it.
pub(crate) fn calibration(text: &mut String, judged: &[Judged], without: &[Judged]) -> Outcome<()> {
    writeln!(
        text,
        "\nCalibration on the later rows with both tests (2009 to 2011; 2013 has no fasting glucose). Observed / \
         expected: 1 is\nideal, above 1 the risk is told too low.\n"
    )?;
    writeln!(
        text,
        "| output | `antecedente_glucosa_alta` | rows | events | observed / expected | slope | intercept |"
    )?;
    writeln!(text, "|---|---|---|---|---|---|---|")?;
    let (people, others) = (with_both_tests(judged), with_both_tests(without));
    for probability in PROBABILITIES {
        for (item, people, of) in [
            ("as known", &people, (|person| person.answer) as fn(&Judged) -> Answer),
            ("left blank", &people, |person| person.blank),
            ("not in the model", &others, |person| person.answer),
        ] {
            let Level { events, expected, line: (intercept, slope) } = level(people, of, probability)?;
            let (name, rows, ratio) = (probability.0, people.len(), events as f64 / expected);
            writeln!(text, "| {name} | {item} | {rows} | {events} | {ratio:.3} | {slope:.3} | {intercept:+.3} |")?;
        }
    }
    let thirds = thirds(&people);
    writeln!(
        text,
        "\nThe 90 % interval of the glucose covers {} of the measured values in the thirds of the estimate, lowest first.",
        thirds.map(|share| format!("{share:.3}")).join(", ")
    )?;
    Ok(())
}

fn thirds(people: &[&Judged]) -> [f64; 3] {
    let mut rows: Vec<(Answer, f64)> = people.iter().filter_map(|p| Some((p.answer, p.glucose?))).collect();
    rows.sort_by(|a, b| a.0.glucose.total_cmp(&b.0.glucose));
    [0, 1, 2].map(|third| {
        let own = rows.get(third * rows.len() / 3..(third + 1) * rows.len() / 3).unwrap_or_default();
        let covered = own.iter().filter(|(answer, glucose)| {
            let [low, high] = answer.interval;
            (low..=high).contains(glucose)
        });
        covered.count() as f64 / own.len() as f64
    })
}

/// The net benefit of testing people above a probability, in true cases per 1,000 people; each needless test counts as
/// the odds of the threshold (Vickers & Elkin, 2006).
pub(crate) fn net_benefit(text: &mut String, judged: &[Judged]) -> Outcome<()> {
    let people = with_both_tests(judged);
    writeln!(
        text,
        "\nNet benefit for diabetes, cases found of 1,000 people less the needless tests at the odds of the threshold:\n"
    )?;
    writeln!(text, "| people | threshold | model | FINDRISC >= 12 | ADA >= 5 | test all | test none |")?;
    writeln!(text, "|---|---|---|---|---|---|---|")?;
    let [told_no, ..] = GROUPS;
    for (group, belongs) in [told_no, ("all", |_| true)] {
        let members: Vec<&&Judged> = people.iter().filter(|person| belongs(person)).collect();
        for threshold in THRESHOLDS {
            let benefit = |is_tested: &dyn Fn(&Judged) -> bool| {
                let tested = members.iter().filter(|person| is_tested(person));
                let (cases, others): (Vec<&&&Judged>, Vec<&&&Judged>) = tested.partition(|p| p.has_diabetes());
                let net = cases.len() as f64 - others.len() as f64 * threshold / (1.0 - threshold);
                1000.0 * net / members.len() as f64
            };
            writeln!(
                text,
                "| {group} | {:.0} % | {:.1} | {:.1} | {:.1} | {:.1} | 0 |",
                100.0 * threshold,
                benefit(&|person| person.answer.diabetes >= threshold),
                benefit(&|person| person.findrisc >= 12.0),
                benefit(&|person| person.ada >= 5.0),
                benefit(&|_| true),
            )?;
        }
    }
    Ok(())
}

/// Observed and expected cases by group.
pub(crate) fn groups(text: &mut String, judged: &[Judged]) -> Outcome<()> {
    let people = with_both_tests(judged);
    writeln!(text, "\nGroups among them:\n")?;
    writeln!(text, "| group | output | rows | events | observed / expected | AUROC |\n|---|---|---|---|---|---|")?;
    for (group, belongs) in GROUPS {
        let members: Vec<&Judged> = people.iter().copied().filter(|person| belongs(person)).collect();
        for (name, outcome, estimate) in PROBABILITIES {
            let outcomes: Vec<bool> = members.iter().map(|person| outcome(person)).collect();
            let probabilities: Vec<f64> = members.iter().map(|person| estimate(&person.answer)).collect();
            let events = outcomes.iter().filter(|outcome| **outcome).count();
            write!(text, "| {group} | {name} | {} | {events} |", members.len())?;
            match auroc(&outcomes, &probabilities, None) {
                Some(area) if events >= MIN_EVENTS && members.len() - events >= MIN_EVENTS => {
                    let expected: f64 = probabilities.iter().sum();
                    writeln!(text, " {:.2} | {area:.3} |", events as f64 / expected)?;
                }
                _ => writeln!(text, " | |")?,
            }
        }
    }
    Ok(())
}

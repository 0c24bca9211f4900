//! How well the people of later cycles are ranked, compared with the published scores on the same rows.

use crate::Outcome;
use crate::judged::Judged;
use diabetes_core::evaluate::auroc;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write as _;

/// A group with fewer cases, or fewer non-cases, gets no figure.
pub(crate) const MIN_EVENTS: usize = 10;
const RESAMPLES: usize = 1000;
const SEED: u64 = 42;

type Estimate = fn(&Judged) -> f64;
type Group = (&'static str, fn(&Judged) -> bool);

/// The first is the claim: most of the item's benefit is to identify people who had already been told.
const TOLD_GROUPS: [Group; 4] = [
    ("told No", |person| person.told == Some(false)),
    ("told Si", |person| person.told == Some(true)),
    ("not said", |person| person.told.is_none()),
    ("all", |_| true),
];

/// The published scores.
const SCORES: [(&str, Estimate); 4] = [
    ("FINDRISC", |person| person.findrisc),
    ("FINDRISC without its glucose item", |person| person.findrisc_blank),
    ("AUSDRISK", |person| person.ausdrisk),
    ("ADA", |person| person.ada),
];

/// A test with its cut-off, and the corresponding estimate.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    is_case: fn(&Judged) -> Option<bool>,
    own: Estimate,
}

/// P(diabetes) for the higher cut-off of each test, P(dysglycaemia) for the lower one of HbA1c, and the estimated
/// glucose for the lower one of glucose.
pub(crate) const TARGETS: [Target; 4] = [
    Target { name: "HbA1c >= 6.5", is_case: |p| Some(p.hba1c >= 6.5), own: |p| p.answer.diabetes },
    Target { name: "HbA1c >= 5.7", is_case: |p| Some(p.hba1c >= 5.7), own: |p| p.answer.dysglycaemia },
    Target { name: "FPG >= 126", is_case: |p| p.glucose.map(|glucose| glucose >= 126.0), own: |p| p.answer.diabetes },
    Target { name: "FPG >= 100", is_case: |p| p.glucose.map(|glucose| glucose >= 100.0), own: |p| p.answer.glucose },
];

const GLUCOSE_BY_DYSGLYCAEMIA: Target = Target {
    name: "FPG >= 100",
    is_case: |p| p.glucose.map(|glucose| glucose >= 100.0),
    own: |p| p.answer.dysglycaemia,
};

impl Target {
    /// The people with a known test, and whether each is a case.
    fn known<'j>(&self, judged: &'j [Judged], belongs: fn(&Judged) -> bool) -> (Vec<&'j Judged>, Vec<bool>) {
        let members = judged.iter().filter(|person| belongs(person));
        members.filter_map(|person| Some((person, (self.is_case)(person)?))).unzip()
    }

    /// The area of the corresponding estimate, among all.
    pub(crate) fn area(&self, judged: &[Judged]) -> Outcome<f64> {
        let (people, cases) = self.known(judged, |_| true);
        area(&people, &cases, self.own).ok_or_else(|| "no events".into())
    }
}

fn area(people: &[&Judged], cases: &[bool], score: Estimate) -> Option<f64> {
    let scores: Vec<f64> = people.iter().map(|person| score(person)).collect();
    auroc(cases, &scores, None)
}

/// Writes the tables of areas and differences.
pub(crate) fn figures(text: &mut String, judged: &[Judged]) -> Outcome<()> {
    writeln!(
        text,
        "\nArea under the ROC curve, all on the same rows; first those who were never told of high glucose, the people \
         whom\nscreening is for. Below each score, in brackets: by how much the model is above it, the 95 % interval of \
         {RESAMPLES}\npaired bootstrap samples.\n"
    )?;
    let names: Vec<&str> = SCORES.iter().map(|(name, _)| *name).collect();
    writeln!(text, "| people | outcome | rows | events | model | {} |", names.join(" | "))?;
    writeln!(text, "|---|---|---|---|---|{}", "---|".repeat(names.len()))?;
    for (group, belongs) in TOLD_GROUPS {
        for target in &TARGETS {
            let (people, cases) = target.known(judged, belongs);
            let events = cases.iter().filter(|case| **case).count();
            write!(text, "| {group} | {} | {} | {events} |", target.name, people.len())?;
            if events < MIN_EVENTS || cases.len() - events < MIN_EVENTS {
                writeln!(text, "{}", " |".repeat(1 + SCORES.len()))?;
                continue;
            }
            write!(text, " {:.3} |", area(&people, &cases, target.own).unwrap_or(f64::NAN))?;
            let differences = differences(&people, &cases, target.own);
            for ((_, score), [low, high]) in SCORES.iter().zip(differences) {
                let own = area(&people, &cases, *score).unwrap_or(f64::NAN);
                write!(text, " {own:.3} ({low:+.3} to {high:+.3}) |")?;
            }
            writeln!(text)?;
        }
    }
    writeln!(
        text,
        "\nThe scores count by the points that are certain: the file lacks FINDRISC's and AUSDRISK's diet, AUSDRISK's \
         ancestry\nand the ADA test's gestational diabetes. FPG >= 100 is ranked by the estimated glucose, which ranks it \
         better than\nP(dysglycaemia) ({:.3} among all).",
        GLUCOSE_BY_DYSGLYCAEMIA.area(judged)?
    )?;
    Ok(())
}

/// For each score, the interval of the estimate's advantage, from resamples of the same people.
fn differences(people: &[&Judged], cases: &[bool], own: Estimate) -> [[f64; 2]; SCORES.len()] {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut samples: [Vec<f64>; SCORES.len()] = Default::default();
    for _ in 0..RESAMPLES {
        let chosen = (0..people.len()).map(|_| random.random_range(0..people.len()));
        let (people, cases): (Vec<&Judged>, Vec<bool>) =
            chosen.filter_map(|place| Some((*people.get(place)?, *cases.get(place)?))).unzip();
        let Some(own) = area(&people, &cases, own) else { continue };
        for ((_, score), differences) in SCORES.iter().zip(&mut samples) {
            differences.extend(area(&people, &cases, *score).map(|other| own - other));
        }
    }
    samples.map(|mut differences| {
        differences.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| differences.get((share * differences.len() as f64) as usize).copied();
        [at(0.025), at(0.975)].map(|end| end.unwrap_or(f64::NAN))
    })
}

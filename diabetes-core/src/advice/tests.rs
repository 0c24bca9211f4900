//! Tests every row of the page that a clinician signs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

use super::{Advice, AdviceOptions, Estimated, NextStep, Urgent, advice_texts};
use crate::Locale;
use crate::applicability::NotApplicable;
use crate::date::Date;
use crate::risk::RiskLevel;
use crate::schema::{Field, FieldKind};
use crate::values::{Values, code};

const PAGE: &str = include_str!("../../../docs/advice.md");
const LEVELS: [Option<RiskLevel>; 4] = [None, Some(RiskLevel::Low), Some(RiskLevel::Moderate), Some(RiskLevel::High)];
const SHARES: [Option<f64>; 4] = [None, Some(0.1), Some(0.499), Some(0.5)];

/// The rows of the table whose header starts with this text, split into cells, header first.
fn table(begins: &str) -> Vec<Vec<&'static str>> {
    let lines = PAGE.lines().skip_while(|line| !line.starts_with(&format!("| {begins}")));
    let rows: Vec<Vec<&str>> = lines
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 2, "{begins}");
    rows.into_iter().enumerate().filter(|(place, _)| *place != 1).map(|(_, row)| row).collect()
}

fn step(cell: &str) -> Option<NextStep> {
    let code = cell.strip_prefix('`')?.split('`').next()?;
    NextStep::ALL.into_iter().find(|step| step.code() == code)
}

fn today() -> Date {
    Date::from_text("2026-11-29").unwrap()
}

fn values(of: &[(Field, f64)]) -> Values {
    let mut values = Values::default();
    for (field, value) in of {
        values.set(*field, *value);
    }
    values
}

fn advised(values: &Values, level: Option<RiskLevel>, share: Option<f64>, cut: Option<f64>) -> Advice {
    let not_applicable = crate::applicability::not_applicable(values);
    let options = AdviceOptions::new(cut, Some(today())).unwrap();
    Advice::of(values, &Estimated { not_applicable, level, dysglycaemia: share, likely: 0.5 }, &options)
}

/// The ends of the range in a heading such as `5.7 to below 6.5 %`.
fn ends(heading: &str, field: Field) -> Vec<Option<f64>> {
    let FieldKind::Number { min, max, .. } = field.spec().kind else { panic!("{field:?}") };
    let number = |text: &str| text.trim_end_matches(" %").trim().parse::<f64>().unwrap();
    if heading == "none" {
        return vec![None];
    }
    let ends = if let Some(below) = heading.strip_prefix("below ") {
        [min, number(below).next_down()]
    } else if let Some(from) = heading.strip_prefix("from ") {
        [number(from), max]
    } else {
        let (from, below) = heading.split_once(" to below ").unwrap();
        [number(from), number(below).next_down()]
    };
    ends.map(Some).to_vec()
}

const YES: f64 = code::YES as f64;

#[test]
fn the_table_of_measured_values_holds() {
    let rows = table("fasting glucose, mg/dL");
    let mut seen = 0;
    for row in &rows[1..] {
        for (cell, heading) in row.iter().zip(&rows[0]).skip(1) {
            let heading = heading.strip_prefix("HbA1c ").unwrap();
            for glucose in ends(row[0], Field::FastingGlucoseMgDl) {
                for hba1c in ends(heading, Field::Hba1cPercent) {
                    for (level, share) in LEVELS.into_iter().flat_map(|level| SHARES.map(|share| (level, share))) {
                        seen += look_at_measured(cell, [glucose, hba1c], level, share);
                    }
                }
            }
        }
    }
    assert!(seen > 5000, "{seen}");
}

/// Checks a cell of the table for every date, with and without symptoms; returns the number of checks.
fn look_at_measured(cell: &str, found: [Option<f64>; 2], level: Option<RiskLevel>, share: Option<f64>) -> u32 {
    let mut seen = 0;
    let days = [f64::NAN, (today().days() - 1).into(), Date::EARLIEST.days().into()];
    for (day, symptoms) in days.into_iter().flat_map(|day| [f64::NAN, YES, code::NO as f64].map(|of| (day, of))) {
        let mut of = values(&[(Field::GlucoseDate, day), (Field::Hba1cDate, day), (Field::Symptoms, symptoms)]);
        of.set(Field::FastingGlucoseMgDl, found[0].unwrap_or(f64::NAN));
        of.set(Field::Hba1cPercent, found[1].unwrap_or(f64::NAN));
        let given = advised(&of, level, share, None).next_step();
        let wanted = match cell {
            "normal" if days[1] == day => current(symptoms == YES, level == Some(RiskLevel::High)),
            "normal" | "nothing" => nothing(&of, level, share, None),
            code => match step(code).unwrap() {
                NextStep::Yearly if symptoms == YES => NextStep::Test,
                step => step,
            },
        };
        assert_eq!(given, wanted, "{found:?} {level:?} {share:?} {day} {symptoms}");
        seen += 1;
    }
    seen
}

/// The step for a current normal value, from its table.
fn current(has_symptoms: bool, is_at_risk: bool) -> NextStep {
    let rows = table("normal and");
    step(rows[1 + usize::from(has_symptoms)][if is_at_risk { 1 } else { 2 }]).unwrap()
}

/// The step for people with no current measurement, from its table.
fn nothing(of: &Values, level: Option<RiskLevel>, share: Option<f64>, cut: Option<f64>) -> NextStep {
    let rows = table("nothing current measured");
    let yes =
        [Field::Symptoms, Field::HighGlucoseEver, Field::GestationalDiabetes].iter().any(|field| of.is_yes(*field));
    let is_raised = matches!(level, Some(RiskLevel::Moderate | RiskLevel::High));
    let is_likely = share.is_some_and(|share| share >= 0.5);
    let by_score = cut.is_some_and(|cut| of.get(Field::Findrisc) >= cut);
    let row = if yes || is_raised || is_likely || by_score {
        1
    } else if level.is_none() || share.is_none() {
        2
    } else {
        3
    };
    step(rows[row][1]).unwrap()
}

#[test]
fn the_table_of_normal_values_holds() {
    let rows = table("normal and");
    assert_eq!(rows[3], ["not current", "nothing", "nothing"]);
    for (level, years) in
        [(Some(RiskLevel::Low), 3), (Some(RiskLevel::Moderate), 3), (None, 3), (Some(RiskLevel::High), 1)]
    {
        for told in [None, Some(Field::HighGlucoseEver), Some(Field::GestationalDiabetes)] {
            for symptoms in [code::NO as f64, YES] {
                for (value, day) in [
                    ((Field::FastingGlucoseMgDl, 92.0), Field::GlucoseDate),
                    ((Field::Hba1cPercent, 5.3), Field::Hba1cDate),
                ] {
                    let last = today().years_later(-years).days();
                    for (days, is_current) in
                        [(last, true), (last - 1, false), (today().days(), true), (today().days() + 2, false)]
                    {
                        let mut of = values(&[value, (day, days.into()), (Field::Symptoms, symptoms)]);
                        if let Some(told) = told {
                            of.set(told, YES);
                        }
                        let is_at_risk = told.is_some() || level == Some(RiskLevel::High);
                        let wanted = if is_current {
                            current(symptoms == YES, is_at_risk)
                        } else {
                            nothing(&of, level, Some(0.1), None)
                        };
                        assert_eq!(advised(&of, level, Some(0.1), None).next_step(), wanted, "{of:?} {level:?}");
                    }
                }
            }
        }
    }
    // One normal result is enough, and its own date counts.
    let of = values(&[
        (Field::FastingGlucoseMgDl, 92.0),
        (Field::Hba1cPercent, 5.3),
        (Field::Hba1cDate, today().days().into()),
    ]);
    assert_eq!(advised(&of, Some(RiskLevel::Low), Some(0.1), None).next_step(), NextStep::Repeat3Years);
}

#[test]
fn the_table_of_those_without_current_values_holds() {
    for (level, share) in LEVELS.into_iter().flat_map(|level| SHARES.map(|share| (level, share))) {
        for yes in [None, Some(Field::Symptoms), Some(Field::HighGlucoseEver), Some(Field::GestationalDiabetes)] {
            for (typed, cut) in [(11.0, None), (26.0, None), (11.0, Some(12.0)), (12.0, Some(12.0)), (0.0, Some(0.0))] {
                let mut of = values(&[(Field::Findrisc, typed)]);
                if let Some(yes) = yes {
                    of.set(yes, YES);
                }
                let wanted = nothing(&of, level, share, cut);
                assert_eq!(
                    advised(&of, level, share, cut).next_step(),
                    wanted,
                    "{level:?} {share:?} {yes:?} {typed} {cut:?}"
                );
            }
        }
    }
    // The lowest score that the items allow: 4 for age and 3 for body mass index.
    let of = values(&[(Field::Age, 70.0), (Field::Bmi, 31.0)]);
    for (cut, wanted) in [(7.0, NextStep::Test), (8.0, NextStep::Usual)] {
        assert_eq!(advised(&of, Some(RiskLevel::Low), Some(0.1), Some(cut)).next_step(), wanted);
    }
}

#[test]
fn the_table_of_urgent_codes_holds() {
    let rows = table("code | holds");
    assert_eq!(rows.len(), 1 + Urgent::ALL.len());
    for (row, urgent) in rows[1..].iter().zip(Urgent::ALL) {
        assert_eq!(row[0].trim_matches('`'), urgent.code());
        for (cell, is_pregnant) in [(row[1], false), (row[2], true)] {
            for condition in cell.split(" or ") {
                let words: Vec<&str> = condition.split(' ').collect();
                let (field, limit) =
                    (Field::by_name(words[0].trim_matches('`')).unwrap(), words[2].parse::<f64>().unwrap());
                let held = match words[1] {
                    "from" => [(limit, true), (limit.next_down(), false)],
                    "below" => [(limit, false), (limit.next_down(), true)],
                    other => panic!("{other}"),
                };
                for (value, wanted) in held {
                    let mut of = values(&[(field, value)]);
                    of.set(Field::Pregnant, if is_pregnant { YES } else { code::NO as f64 });
                    let found = advised(&of, None, None, None);
                    assert_eq!(found.urgent().any(|code| code == urgent), wanted, "{condition} {value} {is_pregnant}");
                    // Also if the estimate does not apply.
                    of.set(Field::DiagnosedDiabetes, YES);
                    let found = advised(&of, None, None, None);
                    assert_eq!(found.urgent().any(|code| code == urgent), wanted, "{condition} {value} diagnosed");
                    assert_eq!(found.next_step(), NextStep::OwnCare);
                }
            }
        }
    }
    for advice in (0..8_u16).map(|bits| Advice(bits << super::URGENT)).filter(|advice| advice.urgent_number() & 3 != 3)
    {
        let codes: Vec<&str> = advice.urgent().map(Urgent::code).collect();
        assert_eq!(advice.urgent_codes().unwrap_or_default(), codes.join(";"));
        assert_eq!(advice.is_urgent(), !codes.is_empty());
    }
}

#[test]
fn the_texts_are_those_of_the_page() {
    let rows = table("code | `test_advised`");
    let mut told = advice_texts(Locale::Es).zip(advice_texts(Locale::En));
    for row in &rows[1..] {
        let apart = match row[0] {
            "`own_care`, known diabetes" => Some(values(&[(Field::DiagnosedDiabetes, YES)])),
            "`own_care`, both" => Some(values(&[(Field::DiagnosedDiabetes, YES), (Field::Pregnant, YES)])),
            "`clinician`, two tests" => Some(values(&[(Field::FastingGlucoseMgDl, 126.0), (Field::Hba1cPercent, 6.5)])),
            "`clinician`, pregnancy" => Some(values(&[(Field::Pregnant, YES), (Field::Hba1cPercent, 6.5)])),
            _ => None,
        };
        let (es, en) = if let Some(of) = apart {
            let advice = advised(&of, None, None, None);
            // The rest is about symptoms.
            let begins = |locale, row: &str| advice.text(locale).get(..row.len()).unwrap_or_default().to_owned();
            (begins(Locale::Es, row[2]), begins(Locale::En, row[3]))
        } else {
            let (es, en) = told.next().unwrap();
            assert!(row[0].starts_with(&format!("`{}`", es.code)), "{row:?}");
            let advised = es.test_advised.map_or("null".to_owned(), |advised| advised.to_string());
            assert_eq!(row[1], if es.urgent { "" } else { &advised }, "{row:?}");
            let due = es.due_years.map_or(String::new(), |years| years.to_string());
            assert_eq!(row[5], due, "{row:?}");
            for source in row[4].split(", ").filter(|source| !source.is_empty()) {
                let name = if source == "ADA" { "American Diabetes Association" } else { source };
                assert!(en.source.unwrap().contains(name), "{row:?}");
            }
            assert_eq!(row[4].is_empty(), es.source.is_none());
            (es.text.to_owned(), en.text.to_owned())
        };
        assert_eq!([&*es, &*en], [row[2], row[3]]);
    }
    assert!(told.next().is_none());
}

#[test]
fn a_text_says_what_does_not_count_and_what_was_not_done() {
    let low = Some(RiskLevel::Low);
    let text = |of: &[(Field, f64)]| advised(&values(of), low, Some(0.1), None).text(Locale::En);
    let recent = f64::from(today().days());
    let glucose = (Field::FastingGlucoseMgDl, 92.0);
    assert!(text(&[glucose]).contains("The fasting glucose has no date"));
    assert!(text(&[glucose, (Field::GlucoseDate, 16_800.0)]).contains("The fasting glucose is no longer recent."));
    assert!(
        text(&[glucose, (Field::GlucoseDate, recent)]).contains("after its date. HbA1c was not measured. If you are")
    );
    let hba1c = [(Field::Hba1cPercent, 5.2), (Field::Hba1cDate, recent)];
    assert!(text(&hba1c).contains("Fasting glucose was not measured."));
    let low_glucose = [hba1c[0], hba1c[1], (Field::FastingGlucoseMgDl, 48.0)];
    let low_text = text(&low_glucose);
    assert!(low_text.starts_with("HbA1c is normal: repeat it three years after its date. If you are"), "{low_text}");
    let pressure = text(&[(Field::SystolicMmHg, 215.0)]);
    assert!(pressure.starts_with("The risk of diabetes calls for no test now. If you are"), "{pressure}");
}

#[test]
fn every_text_ends_with_what_symptoms_ask_for() {
    let rows = table("end of");
    let [some_now, others_now, of_some, of_others] = [1, 2, 3, 4].map(|row| &rows[row]);
    for bits in 0..0x2000 {
        let advice = Advice(bits);
        if usize::from(advice.0 & super::STEP) < NextStep::ALL.len() {
            let is_some = of_some[0].contains(&format!("`{}`", advice.next_step().code()))
                || advice.urgent().any(|code| code != Urgent::BloodPressure);
            let row = match (is_some, advice.0 & super::SYMPTOMS != 0) {
                (true, true) => some_now,
                (false, true) => others_now,
                (true, false) => of_some,
                (false, false) => of_others,
            };
            assert!(advice.text(Locale::Es).ends_with(row[1]), "{row:?}");
            assert!(advice.text(Locale::En).ends_with(row[2]), "{row:?}");
        }
    }
    let of = values(&[(Field::Pregnant, YES)]);
    assert_eq!(crate::applicability::not_applicable(&of), Some(NotApplicable::Pregnant));
}

#[test]
fn a_test_is_advised_with_the_reason_of_the_page_unless_the_level_says_it() {
    let rows = table("reason");
    let told = [
        values(&[]),
        values(&[(Field::HighGlucoseEver, YES)]),
        values(&[(Field::GestationalDiabetes, YES)]),
        values(&[(Field::Findrisc, 12.0)]),
    ];
    for (row, of) in rows[1..].iter().zip(told) {
        let share = Some(if row[0].starts_with('P') { 0.5 } else { 0.1 });
        for (level, is_told) in [(RiskLevel::Low, true), (RiskLevel::Moderate, false), (RiskLevel::High, false)] {
            let advice = advised(&of, Some(level), share, Some(12.0));
            assert_eq!(advice.next_step(), NextStep::Test, "{row:?}");
            for (locale, text) in [(Locale::Es, row[1]), (Locale::En, row[2])] {
                assert_eq!(advice.text(locale).contains(&format!(" {text} ")), is_told, "{row:?} {level:?}");
            }
            assert!(Advice::wordings().any(|wording| wording == advice), "{advice:?}");
        }
    }
    // Symptoms have words of their own.
    let symptoms = advised(&values(&[(Field::Symptoms, YES)]), Some(RiskLevel::Low), Some(0.1), None);
    assert_eq!(
        symptoms.text(Locale::En),
        "A laboratory test is advised: fasting glucose or HbA1c. Because there are symptoms, have a test without \
         delay, whatever the risk."
    );
    let numbers: std::collections::BTreeSet<u8> = Advice::wordings().map(Advice::wording).collect();
    assert_eq!(numbers.len(), Advice::wordings().count());
}

#[test]
fn in_pregnancy_only_values_in_the_range_of_diabetes_are_judged() {
    let step = |of: &[(Field, f64)]| {
        let mut values = values(of);
        values.set(Field::Pregnant, YES);
        advised(&values, None, None, None).next_step()
    };
    for (field, cut) in [(Field::FastingGlucoseMgDl, 126.0), (Field::Hba1cPercent, 6.5_f64)] {
        assert_eq!(step(&[(field, cut)]), NextStep::Clinician);
        assert_eq!(step(&[(field, cut.next_down())]), NextStep::OwnCare);
        assert_eq!(step(&[(field, cut), (Field::DiagnosedDiabetes, YES)]), NextStep::OwnCare);
    }
}

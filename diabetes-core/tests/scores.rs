//! What the list of scores says of each, and which cut-offs and names it takes.

use diabetes_core::scores::{self, SCORES, Score};
use diabetes_core::{Locale, PartialRecord};
use std::collections::BTreeSet;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn the_bands_of_a_score_begin_at_the_published_points() -> Outcome {
    // (lowest, highest, name, risk), from the table of each publication.
    type Printed = (f64, f64, &'static str, Option<&'static str>);
    let printed: [(&str, &[Printed]); 3] = [
        (
            "findrisc",
            &[
                (0.0, 6.0, "low", Some("1 in 100")),
                (7.0, 11.0, "slightly_elevated", Some("1 in 25")),
                (12.0, 14.0, "moderate", Some("1 in 6")),
                (15.0, 20.0, "high", Some("1 in 3")),
                (21.0, 26.0, "very_high", Some("1 in 2")),
            ],
        ),
        (
            "findrisc_2003",
            &[
                (0.0, 3.0, "low", Some("0.3\u{a0}%")),
                (4.0, 8.0, "low", Some("2.4\u{a0}%")),
                (9.0, 12.0, "moderate", Some("10.5\u{a0}%")),
                (13.0, 20.0, "high", Some("32.7\u{a0}%")),
            ],
        ),
        ("ada_risk_test", &[(0.0, 4.0, "lower", None), (5.0, 11.0, "high", None)]),
    ];
    for (name, bands) in printed {
        let score = Score::by_name(name)?;
        assert_eq!(score.bands.len(), bands.len(), "{name}");
        for (from, to, band, risk) in bands {
            for points in [*from, *to] {
                let found = score.band(points).ok_or("no band")?;
                let found_risk = found.risk.map(|risk| risk.get(Locale::En));
                assert_eq!((found.name, found_risk), (*band, *risk), "{name}, {points} points");
            }
        }
    }
    Ok(())
}

#[test]
fn scores_are_told_apart_by_name_range_and_items() -> Outcome {
    let names: BTreeSet<&str> = SCORES.iter().map(|score| score.name).collect();
    assert_eq!(names.len(), SCORES.len());
    let [form, paper] = [Score::by_name("findrisc")?, Score::by_name("findrisc_2003")?];
    assert_ne!(form.range, paper.range);
    assert_ne!(
        serde_json::to_value(form.localized(Locale::En))?["items"],
        serde_json::to_value(paper.localized(Locale::En))?["items"]
    );
    for (score, other) in [(form, "2003"), (paper, "26")] {
        assert!(Locale::ALL.iter().all(|locale| score.note.get(*locale).contains(other)), "{}", score.name);
    }
    Ok(())
}

#[test]
fn a_listed_score_says_all_that_is_needed_to_read_its_points() {
    for score in SCORES {
        let texts = [score.title, score.population, score.outcome, score.licence, score.note];
        for text in Locale::ALL.into_iter().flat_map(|locale| texts.map(|text| text.get(locale))) {
            assert!(text.len() > 15 && !text.contains("  "), "{}: {text}", score.name);
        }
        assert!(score.citation.contains("doi:10."), "{}", score.name);
        assert_eq!(score.bands.first().map(|band| band.from), Some(score.range.0), "{}", score.name);
        assert!(score.bands.is_sorted_by(|a, b| a.from < b.from), "{}", score.name);
        for cut in score.default_cut.iter().chain(score.other_cuts) {
            assert!(score.range.0 <= cut.points && cut.points <= score.range.1, "{}", score.name);
        }
    }
}

#[test]
fn a_cut_off_outside_the_points_and_an_unknown_name_are_errors() -> Outcome {
    let nothing = PartialRecord::from_json("{}")?;
    for score in SCORES {
        let (min, max) = score.range;
        for cut in [min - 0.5, max + 0.5, f64::NAN, f64::INFINITY] {
            let refused = scores::score(score.name, &nothing, Some(cut)).map_err(|error| error.code());
            assert_eq!(refused.err(), Some("bad_cut"), "{} from {cut}", score.name);
        }
        for cut in [min, max] {
            assert!(scores::score(score.name, &nothing, Some(cut)).is_ok(), "{} from {cut}", score.name);
        }
    }
    for name in ["", "FINDRISC", "findrisc_2004"] {
        let refused = scores::score(name, &nothing, None).map_err(|error| error.code());
        assert_eq!(refused.err(), Some("unknown_score"));
    }
    Ok(())
}

#[test]
fn the_activity_of_the_2003_paper_is_open_whatever_the_daily_half_hour() -> Outcome {
    for answer in [r#"{"realiza_ejercicio": "Si"}"#, r#"{"realiza_ejercicio": "No"}"#, "{}"] {
        let result = scores::findrisc_2003(&PartialRecord::from_json(answer)?);
        let item = result.items.iter().find(|item| item.field.is_none()).ok_or("no open item")?;
        assert_eq!((item.item, item.value), ("activity_4_hours_a_week", None), "{answer}");
        assert_eq!((item.points_min, item.points_max), (0.0, 2.0), "{answer}");
    }
    Ok(())
}

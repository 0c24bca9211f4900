//! FINDRISC as printed in the 2003 paper: seven items, 0 to 20 points.

use super::item::{Item, Items, levels, steps, waist};
use super::score::{Cutoff, HIGH, LICENCE, LOW, MODERATE, Score, band};
use crate::locale::Text;
use crate::schema::Field;
use crate::scorecard::Cut;

pub(super) static SCORE: Score = Score {
    name: "findrisc_2003",
    title: "Diabetes Risk Score of 2003, the paper's seven items and 0 to 20 points",
    short_title: Text::same("FINDRISC 2003"),
    range: (0.0, 20.0),
    horizon_years: Some(10),
    population: "Finland: men and women aged 35 to 64 without antidiabetic drugs, from 1987",
    outcome: "type 2 diabetes treated with drugs",
    // The lowest two bands have the same name but different risks.
    bands: &[
        band(0.0, LOW, Some("0.3 %")),
        band(4.0, LOW, Some("2.4 %")),
        band(9.0, MODERATE, Some("10.5 %")),
        band(13.0, HIGH, Some("32.7 %")),
    ],
    default_cut: Some(Cutoff { points: 9.0, source: "the paper: sensitivity 0.78, specificity 0.77 in 1987" }),
    other_cuts: &[],
    citation: "Lindström & Tuomilehto, Diabetes Care 2003;26:725, doi:10.2337/diacare.26.3.725",
    licence: LICENCE,
    note: "Not the form of 0 to 26 points (findrisc), and not what puntaje_findrisc holds: no family, no age group \
           from 65, and a body mass index of 25 or a waist of 102 and 88 cm lie on the other side. The bands and \
           their risks, observed in Finland, come from one program's source code alone, not from a second \
           publication. The item on activity asks for four hours a week; neither answer to realiza_ejercicio (30 \
           minutes a day) settles that, so it is always open and the points are an interval: the lower end holds \
           for a person active four hours a week, the upper end for another. The paper asks for blood-pressure \
           medication ever taken; medicamentos_hta asks for today's.",
    items: Items::new(items),
};

fn items() -> Vec<Item> {
    vec![
        steps(Field::Age, &[Cut::from(45.0), Cut::from(55.0)], &[0.0, 2.0, 3.0]),
        steps(Field::Bmi, &[Cut::above(25.0), Cut::above(30.0)], &[0.0, 1.0, 3.0]),
        waist(&[Cut::from(94.0), Cut::from(102.0)], &[Cut::from(80.0), Cut::from(88.0)], &[0.0, 3.0, 4.0]),
        // Half an hour a day is only three and a half hours a week, and four hours may be spread unevenly.
        Item::Unasked {
            name: "activity_4_hours_a_week",
            question: "Physical activity of four hours a week or more?",
            points: (0.0, 2.0),
        },
        levels(Field::DailyVegetables, &[0.0, 1.0]),
        levels(Field::BpMedication, &[2.0, 0.0]),
        levels(Field::HighGlucoseEver, &[5.0, 0.0]),
    ]
}

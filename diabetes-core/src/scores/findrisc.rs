//! FINDRISC, the form with 0 to 26 points.

use super::item::{Item, Items, levels, steps, waist};
use super::score::{Cutoff, HIGH, LICENCE, LOW, MODERATE, SLIGHTLY_ELEVATED, Score, VERY_HIGH, band};
use super::sums::{Sums, SumsTable};
use crate::error::Error;
use crate::locale::Text;
use crate::schema::Field;
use crate::scorecard::Cut;
use crate::values::Values;
use std::sync::LazyLock;

pub(super) static SCORE: Score = Score {
    name: "findrisc",
    title: "FINDRISC, the form of eight items and 0 to 26 points",
    short_title: Text::same("FINDRISC"),
    range: (0.0, 26.0),
    horizon_years: Some(10),
    population: "Finland: men and women aged 35 to 64 without antidiabetic drugs, from 1987; the form adds the \
                 family, and an age group from 65",
    outcome: "type 2 diabetes treated with drugs",
    bands: &[
        band(0.0, LOW, Some("1/100")),
        band(7.0, SLIGHTLY_ELEVATED, Some("1/25")),
        band(12.0, MODERATE, Some("1/6")),
        band(15.0, HIGH, Some("1/3")),
        band(21.0, VERY_HIGH, Some("1/2")),
    ],
    default_cut: None,
    other_cuts: &[
        Cutoff { points: 12.0, source: "Bogotá, Colombia" },
        Cutoff { points: 13.0, source: "Barranquilla, Colombia" },
        Cutoff { points: 15.0, source: "the form's band of high risk, Finland; HUNT, Norway" },
    ],
    citation: "Lindström & Tuomilehto, Diabetes Care 2003;26:725, doi:10.2337/diacare.26.3.725; form with family \
               degree: Saaristo et al., Diab Vasc Dis Res 2005;2:67, doi:10.3132/dvdr.2005.011",
    licence: LICENCE,
    note: "Not the instrument of the paper (findrisc_2003), which has other items and boundaries. The risks are \
           Finnish and do not transfer: in Norway (HUNT, 2019) 13.5 % of those with 15 points and more fell ill, not \
           a third. Cut-offs differ by place, so the caller names one. The form asks for blood-pressure medication \
           ever taken regularly; medicamentos_hta asks for today's.",
    items: Items::new(items),
};

fn items() -> Vec<Item> {
    vec![
        steps(Field::Age, &[Cut::from(45.0), Cut::from(55.0), Cut::from(65.0)], &[0.0, 2.0, 3.0, 4.0]),
        steps(Field::Bmi, &[Cut::from(25.0), Cut::above(30.0)], &[0.0, 1.0, 3.0]),
        waist(&[Cut::from(94.0), Cut::above(102.0)], &[Cut::from(80.0), Cut::above(88.0)], &[0.0, 3.0, 4.0]),
        levels(Field::Exercise, &[0.0, 2.0]),
        levels(Field::DailyVegetables, &[0.0, 1.0]),
        levels(Field::BpMedication, &[2.0, 0.0]),
        levels(Field::HighGlucoseEver, &[5.0, 0.0]),
        levels(Field::FamilyDegree, &[0.0, 3.0, 5.0]),
    ]
}

/// The FINDRISC points that the items of a record allow.
pub(crate) fn findrisc_sums(values: &Values) -> Sums {
    SCORE.items.sums(values)
}

/// Fails with `bad_cut` for a FINDRISC cut-off out of range.
pub(crate) fn check_findrisc_cut(cut: Option<f64>) -> Result<(), Error> {
    SCORE.cut(cut).map(|_| ())
}

/// Computes the FINDRISC points of many rows; `None` if that cannot be done by columns.
pub(crate) fn findrisc_table() -> Option<&'static SumsTable> {
    static TABLE: LazyLock<Option<SumsTable>> = LazyLock::new(|| SumsTable::of(&SCORE.items));
    TABLE.as_ref()
}

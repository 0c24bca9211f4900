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
    title: Text::new(
        "FINDRISC, el formulario de ocho preguntas y de 0 a 26 puntos",
        "FINDRISC, the form of eight items and 0 to 26 points",
    ),
    short_title: Text::same("FINDRISC"),
    range: (0.0, 26.0),
    horizon_years: Some(10),
    population: Text::new(
        "Finlandia: hombres y mujeres de 35 a 64 años sin medicamentos para la diabetes, desde 1987; el formulario añade \
         la familia y un grupo de edad desde los 65",
        "Finland: men and women aged 35 to 64 without antidiabetic drugs, from 1987; the form adds the family, and an \
         age group from 65",
    ),
    outcome: Text::new("diabetes tipo 2 tratada con medicamentos", "type 2 diabetes treated with drugs"),
    bands: &[
        band(0.0, LOW, Some(Text::new("1 de cada 100", "1 in 100"))),
        band(7.0, SLIGHTLY_ELEVATED, Some(Text::new("1 de cada 25", "1 in 25"))),
        band(12.0, MODERATE, Some(Text::new("1 de cada 6", "1 in 6"))),
        band(15.0, HIGH, Some(Text::new("1 de cada 3", "1 in 3"))),
        band(21.0, VERY_HIGH, Some(Text::new("1 de cada 2", "1 in 2"))),
    ],
    default_cut: None,
    other_cuts: &[
        Cutoff { points: 12.0, source: Text::same("Bogotá, Colombia") },
        Cutoff { points: 13.0, source: Text::same("Barranquilla, Colombia") },
        Cutoff {
            points: 15.0,
            source: Text::new(
                "grupo de riesgo alto del formulario, Finlandia; HUNT, Noruega",
                "the form's band of high risk, Finland; HUNT, Norway",
            ),
        },
    ],
    citation: "Lindström & Tuomilehto, Diabetes Care 2003;26:725, doi:10.2337/diacare.26.3.725; form with family \
               degree: Saaristo et al., Diab Vasc Dis Res 2005;2:67, doi:10.3132/dvdr.2005.011",
    licence: LICENCE,
    note: Text::new(
        "No es el instrumento del artículo de 2003, que tiene otras preguntas y otros límites. Los riesgos son \
         finlandeses y no se trasladan: en Noruega (HUNT, 2019) enfermó el 13,5 % de quienes tenían 15 puntos o más, no \
         un tercio. El punto de corte cambia según el lugar: lo fija cada servicio. El formulario pregunta si alguna vez \
         se tomaron con regularidad medicamentos para la tensión; aquí se pregunta por los de hoy.",
        "Not the instrument of the 2003 paper, which has other items and boundaries. The risks are Finnish and do not \
         transfer: in Norway (HUNT, 2019) 13.5 % of those with 15 points and more fell ill, not a third. Cut-offs differ \
         by place: each service sets its own. The form asks for blood-pressure medication ever taken regularly; here \
         today's is asked for.",
    ),
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

/// The items.
#[cfg(feature = "sql")]
pub(crate) fn findrisc_items() -> &'static [Item] {
    SCORE.items.all()
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

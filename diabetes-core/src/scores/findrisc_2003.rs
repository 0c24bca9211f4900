//! FINDRISC as printed in the 2003 paper: seven items, 0 to 20 points.

use super::item::{Item, Items, levels, steps, waist};
use super::score::{Cutoff, HIGH, LICENCE, LOW, MODERATE, Score, band};
use crate::locale::Text;
use crate::schema::Field;
use crate::scorecard::Cut;

pub(super) static SCORE: Score = Score {
    name: "findrisc_2003",
    title: Text::new(
        "FINDRISC del artículo de 2003, siete preguntas y de 0 a 20 puntos",
        "Diabetes Risk Score of 2003, the paper's seven items and 0 to 20 points",
    ),
    short_title: Text::same("FINDRISC 2003"),
    range: (0.0, 20.0),
    horizon_years: Some(10),
    population: Text::new(
        "Finlandia: hombres y mujeres de 35 a 64 años sin medicamentos para la diabetes, desde 1987",
        "Finland: men and women aged 35 to 64 without antidiabetic drugs, from 1987",
    ),
    outcome: Text::new("diabetes tipo 2 tratada con medicamentos", "type 2 diabetes treated with drugs"),
    // The lowest two bands have the same name but different risks.
    bands: &[
        band(0.0, LOW, Some(Text::new("0,3\u{a0}%", "0.3\u{a0}%"))),
        band(4.0, LOW, Some(Text::new("2,4\u{a0}%", "2.4\u{a0}%"))),
        band(9.0, MODERATE, Some(Text::new("10,5\u{a0}%", "10.5\u{a0}%"))),
        band(13.0, HIGH, Some(Text::new("32,7\u{a0}%", "32.7\u{a0}%"))),
    ],
    default_cut: Some(Cutoff {
        points: 9.0,
        source: Text::new(
            "el artículo: sensibilidad de 0,78 y especificidad de 0,77 en 1987",
            "the paper: sensitivity 0.78, specificity 0.77 in 1987",
        ),
    }),
    other_cuts: &[],
    citation: "Lindström & Tuomilehto, Diabetes Care 2003;26:725, doi:10.2337/diacare.26.3.725",
    licence: LICENCE,
    note: Text::new(
        "No es el formulario de 0 a 26 puntos: no pregunta por la familia ni tiene un grupo de edad desde los 65, y un \
         índice de masa corporal de 25 o una cintura de 102 u 88 cm quedan al otro lado del límite. Los grupos y sus \
         riesgos, observados en Finlandia, vienen solo del código de un programa, no de una segunda publicación. Se \
         pregunta por cuatro horas de actividad física a la semana; la respuesta sobre 30 minutos al día no lo decide, de \
         modo que los puntos son un intervalo: el extremo bajo vale para quien hace cuatro horas semanales; el alto, para \
         quien no. El artículo pregunta por medicamentos para la tensión tomados alguna vez; aquí, por los de hoy.",
        "Not the form of 0 to 26 points: no family, no age group from 65, and a body mass index of 25 or a waist of 102 \
         and 88 cm lie on the other side. The bands and their risks, observed in Finland, come from one program's source \
         code alone, not from a second publication. The item on activity asks for four hours a week; the answer about 30 \
         minutes a day does not settle that, so the points are an interval: the lower end holds for a person active four \
         hours a week, the upper end for another. The paper asks for blood-pressure medication ever taken; here today's \
         is asked for.",
    ),
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
            question: Text::new(
                "¿Cuatro horas o más de actividad física a la semana?",
                "Physical activity of four hours a week or more?",
            ),
            points: (0.0, 2.0),
        },
        levels(Field::DailyVegetables, &[0.0, 1.0]),
        levels(Field::BpMedication, &[2.0, 0.0]),
        levels(Field::HighGlucoseEver, &[5.0, 0.0]),
    ]
}

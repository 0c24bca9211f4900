//! The ADA risk test.

use super::item::{Item, Items, levels, steps};
use super::score::{Cutoff, HIGH, LICENCE, LOWER, Score, band};
use crate::locale::Text;
use crate::schema::Field;
use crate::scorecard::Cut;

pub(super) static SCORE: Score = Score {
    name: "ada_risk_test",
    title: Text::new(
        "Prueba de riesgo de la ADA, siete preguntas y de 0 a 11 puntos",
        "ADA risk test, seven items and 0 to 11 points",
    ),
    short_title: Text::new("Prueba de riesgo de la ADA", "ADA risk test"),
    range: (0.0, 11.0),
    horizon_years: None,
    population: Text::new(
        "Estados Unidos: adultos de 20 años o más, NHANES 1999 a 2004",
        "United States: adults aged 20 and over, NHANES 1999 to 2004",
    ),
    outcome: Text::new(
        "diabetes sin diagnosticar, glucosa plasmática en ayunas de 126 mg/dL o más",
        "undiagnosed diabetes, fasting plasma glucose of 126 mg/dL or more",
    ),
    // The form states no absolute risk.
    bands: &[band(0.0, LOWER, None), band(5.0, HIGH, None)],
    default_cut: Some(Cutoff {
        points: 5.0,
        source: Text::new(
            "el formulario; en NHANES, sensibilidad del 79 % y especificidad del 67 %; el 10 % de quienes lo alcanzan \
             tiene diabetes",
            "the form; in NHANES sensitivity 79 %, specificity 67 %, 10 % of those above it with diabetes",
        ),
    }),
    other_cuts: &[],
    citation: "Bang et al., Ann Intern Med 2009;151:775, doi:10.7326/0003-4819-151-11-200912010-00005; ADA risk test \
               form",
    licence: LICENCE,
    note: Text::new(
        "De los 11 puntos de la escala nadie pasa de 10: el punto por ser hombre y el de la diabetes gestacional se \
         excluyen. La pregunta sobre actividad física no dice cuánta; aquí se pregunta por 30 minutos al día.",
        "Of the range's 11 points nobody reaches more than 10: a man's point and that for gestational diabetes exclude \
         each other. The item on activity says no amount; here 30 minutes a day are asked for.",
    ),
    items: Items::new(items),
};

fn items() -> Vec<Item> {
    vec![
        steps(Field::Age, &[Cut::from(40.0), Cut::from(50.0), Cut::from(60.0)], &[0.0, 1.0, 2.0, 3.0]),
        levels(Field::Sex, &[1.0, 0.0]),
        levels(Field::GestationalDiabetes, &[1.0, 0.0]),
        levels(Field::FamilyDegree, &[0.0, 0.0, 1.0]),
        levels(Field::Hypertension, &[1.0, 0.0]),
        levels(Field::Exercise, &[0.0, 1.0]),
        steps(Field::Bmi, &[Cut::from(25.0), Cut::from(30.0), Cut::from(40.0)], &[0.0, 1.0, 2.0, 3.0]),
    ]
}

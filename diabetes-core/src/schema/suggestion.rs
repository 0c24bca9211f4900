//! The field that a column heading probably means, for a person to confirm.

use super::heading::{look_at_unit, plain, unit_of, words};
use super::{FIELD_COUNT, Field, FieldKind};
use crate::Locale;
use crate::units::{OTHER_UNITS, OtherUnit};
use Field::{
    Age, Alcohol, Bmi, BpMedication, DailyVegetables, DiagnosedDiabetes, DiastolicMmHg, Exercise, FamilyDegree,
    FamilyHistory, FastingGlucoseMgDl, Findrisc, GestationalDiabetes, GlucoseDate, Hba1cDate, Hba1cPercent, HeartRate,
    HeightCm, HighGlucoseEver, Hypertension, Pregnant, Sex, Smoker, Symptoms, SystolicMmHg, WaistCm, WeightKg,
};
use serde::Serialize;

/// What a heading probably means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The field; `None` if no field, or one that an earlier column has.
    pub field: Option<Field>,
    /// Whether the heading names the field, so that nobody needs to confirm it.
    pub named: bool,
    /// The English name of the unit, if it is not the field's own: by the heading, or by the values.
    pub unit: Option<&'static str>,
    /// The field whose value the heading gives in a unit that cannot be converted.
    pub other_unit: Option<Field>,
    /// A field that the column is if a person says so: a glucose if it was fasting, a diabetes if it is known.
    pub perhaps: Option<Field>,
}

/// Words, all of which a heading has, and the field it then probably means; more words decide before fewer. Columns
/// without a field look like one but are another matter.
const MEANINGS: &[(Option<Field>, &str)] = &[
    (Some(Age), "edad,anos,age"),
    (None, "edad gestacional,cintura cadera,waist hip,peso nacer,birth weight,hipertension gestacional"),
    (Some(Sex), "sexo,sex,genero,gender"),
    (Some(Bmi), "imc,bmi,masa corporal,body mass"),
    (Some(WaistCm), "cintura,abdominal,waist"),
    (Some(SystolicMmHg), "tas,pas,sistolica,sbp,systolic"),
    (Some(DiastolicMmHg), "tad,pad,diastolica,dbp,diastolic"),
    (Some(Exercise), "ejercicio,actividad fisica,exercise,physical activity"),
    (Some(Alcohol), "alcohol"),
    (Some(Smoker), "fuma,fumador,tabaquismo,smoker,smokes"),
    (
        Some(BpMedication),
        "antihipertensivo,antihipertensivos,medicamentos tension,medicamentos presion,hipertension tratamiento",
    ),
    (Some(FamilyHistory), "familiar diabetes,familiares diabetes,family diabetes"),
    (Some(FamilyDegree), "grado familiar diabetes"),
    (Some(GestationalDiabetes), "diabetes gestacional,gestational diabetes"),
    (Some(HeartRate), "frecuencia cardiaca,pulso,fc,heart rate"),
    (Some(Findrisc), "findrisc"),
    (Some(HeightCm), "talla,estatura,height"),
    (Some(WeightKg), "peso,weight"),
    (Some(Hypertension), "hipertension,hta,hypertension"),
    (Some(DailyVegetables), "verduras,vegetables"),
    (Some(HighGlucoseEver), "glucosa alta,azucar alto,azucar alta,high glucose"),
    (Some(Pregnant), "embarazo,embarazada,gestante,pregnant,pregnancy"),
    (Some(DiagnosedDiabetes), "diagnostico diabetes,diabetico,diagnosed diabetes"),
    (
        Some(FastingGlucoseMgDl),
        "glucosa ayunas,glicemia ayunas,glucemia ayunas,glicemia basal,glucemia basal,fasting glucose",
    ),
    (Some(Hba1cPercent), "hba1c,a1c,glicosilada,glucosilada,glicada"),
    (Some(GlucoseDate), "fecha glucosa,fecha glicemia,fecha glucemia"),
    (Some(Hba1cDate), "fecha hba1c,fecha glicosilada"),
    (Some(Symptoms), "sintomas,symptoms"),
];

/// Words of a heading that leave open whether the column is the field.
const PERHAPS: &[(Field, &str)] = &[
    (FastingGlucoseMgDl, "glucosa glicemia glucemia glucometria glucose"),
    (DiagnosedDiabetes, "diabetes diabetico diabetica dm dm2"),
];

/// Words of a column that is about something else, such as a relative, a date or a comment.
const ELSEWHERE: &str = "padre madre hijo father mother fecha date observaciones codigo";

impl Suggestion {
    /// The suggestions for the headings of a table. A heading that names its field comes before one that only seems to
    /// mean it. A glucose that is not said to be fasting is suggested to nobody.
    ///
    /// ```
    /// use diabetes_core::{Field, schema::Suggestion};
    /// let of = |headings: [&'static str; 2]| {
    ///     Suggestion::all(headings.into_iter()).into_iter().map(|found| found.field).collect::<Vec<_>>()
    /// };
    /// assert_eq!(of(["PAS", "Perímetro cintura"]), [Some(Field::SystolicMmHg), Some(Field::WaistCm)]);
    /// assert_eq!(of(["Años", "edad"]), [None, Some(Field::Age)]);
    /// assert_eq!(of(["Fecha de nacimiento", "Glucosa posprandial"]), [None, None]);
    /// ```
    #[must_use]
    pub fn all<'h>(headings: impl Iterator<Item = &'h str> + Clone) -> Vec<Self> {
        let mut taken = [false; FIELD_COUNT];
        let mut take = |field: Field| {
            let taken = taken.get_mut(field.index());
            taken.is_some_and(|taken| !std::mem::replace(taken, true))
        };
        let named = headings.clone().map(|heading| match Field::by_heading(heading) {
            Ok(Some(field)) if take(field) => Self { field: Some(field), named: true, ..Self::default() },
            _ => Self::default(),
        });
        let named: Vec<Self> = named.collect();
        let suggested = headings.zip(named).map(|(heading, named)| match meaning(heading) {
            _ if named.named => named,
            Some(field) if look_at_unit(heading, field).is_err() => match other_unit(heading, field) {
                Some(unit) if take(field) => Self { field: Some(field), unit: Some(unit), ..named },
                Some(_) => Self { perhaps: perhaps(heading), ..named },
                None => Self { other_unit: Some(field), ..named },
            },
            Some(field) if take(field) => Self { field: Some(field), ..named },
            _ => Self { perhaps: perhaps(heading), ..named },
        });
        suggested.collect()
    }

    /// The same after a look at the values of the column: if most are too small or too large for the field and are
    /// possible in another unit, they are probably in that one, whatever the heading says.
    pub(crate) fn seeing(self, values: &[f64]) -> Self {
        let Some(field) = self.field.filter(|_| self.unit.is_none()) else { return self };
        let FieldKind::Number { min, max, .. } = field.spec().kind else { return self };
        let is_other = |unit: &OtherUnit, value: f64| !(min..=max).contains(&value) && unit.has(value);
        let mostly = |unit: &&OtherUnit| {
            unit.field == field && values.iter().filter(|value| is_other(unit, **value)).count() * 2 > values.len()
        };
        match OTHER_UNITS.iter().filter(|unit| unit.offered).find(mostly) {
            Some(unit) => Self { named: false, unit: Some(unit.name.get(Locale::En)), ..self },
            None => self,
        }
    }
}

/// The field that a column may be, though its heading leaves that open.
fn perhaps(heading: &str) -> Option<Field> {
    PERHAPS.iter().find(|(_, all)| is_any(heading, all)).map(|(field, _)| *field)
}

/// Whether a heading has one of these words and is not about something else.
fn is_any(heading: &str, all: &str) -> bool {
    let said = words(heading);
    let has = |of: &str| of.split(' ').any(|word| said.iter().any(|said| said == word));
    has(all) && !has(ELSEWHERE) && !has(NEITHER)
}

/// Words of a glucose that was not fasting, and of a diabetes that is a relative's, of pregnancy or only at risk.
const NEITHER: &str = "posprandial postprandial casual azar random familiar familiares family gestacional gestational riesgo \
                       risk tipo";

/// The offered unit that stands in the brackets of a heading.
fn other_unit(heading: &str, field: Field) -> Option<&'static str> {
    let said = plain(unit_of(heading)?);
    let is_said = |unit: &&OtherUnit| {
        let names = Locale::ALL.map(|locale| plain(unit.name.get(locale)));
        names.contains(&said) || plain(unit.ucum) == said || ABBREVIATED.contains(&(unit.ucum, &*said))
    };
    OTHER_UNITS
        .iter()
        .filter(|unit| unit.field == field && unit.offered)
        .find(is_said)
        .map(|unit| unit.name.get(Locale::En))
}

/// How people write units that have another UCUM code.
const ABBREVIATED: &[(&str, &str)] = &[
    ("m", "mts"),
    ("m", "mt"),
    ("m", "meters"),
    ("[in_i]", "in"),
    ("[in_i]", "pulg"),
    ("[lb_av]", "lb"),
    ("[lb_av]", "lbs"),
];

fn meaning(heading: &str) -> Option<Field> {
    let said = words(heading);
    let has = |word: &str| said.iter().any(|said| said == word);
    let mut best = (0, None);
    for (field, phrases) in MEANINGS {
        for all in phrases.split(',') {
            let count = all.split(' ').count();
            let is_elsewhere = || ELSEWHERE.split(' ').any(|word| has(word) && !all.split(' ').any(|own| own == word));
            if count > best.0 && all.split(' ').all(has) && !is_elsewhere() {
                best = (count, *field);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<&'static str> {
        Suggestion::all([heading].into_iter())[0].field.map(Field::name)
    }

    #[test]
    fn headings_of_clinics_are_understood() {
        for (heading, meant) in [
            ("Edad (años)", "edad"),
            ("Años cumplidos", "edad"),
            ("GÉNERO", "sexo"),
            ("Perímetro cintura", "perimetro_abdominal"),
            ("Circunferencia abdominal (cm)", "perimetro_abdominal"),
            ("PAS", "tas"),
            ("Presión arterial diastólica (mmHg)", "tad"),
            ("Índice de masa corporal", "imc"),
            ("Hipertensión en tratamiento", "medicamentos_hta"),
            ("HTA", "hipertension"),
            ("Antecedentes familiares de diabetes", "historia_familiar_dm"),
            ("Glicemia en ayunas (mg/dL)", "glucosa_ayunas"),
            ("Hemoglobina glicosilada", "hba1c"),
            ("Fecha HbA1c", "fecha_hba1c"),
            ("Systolic BP", "tas"),
        ] {
            assert_eq!(field(heading), Some(meant), "{heading}");
        }
    }

    #[test]
    fn what_is_about_something_else_is_no_field() {
        for heading in [
            "",
            "Nombre",
            "Documento",
            "Edad del padre",
            "Edad gestacional",
            "Fecha de nacimiento",
            "Fecha de peso",
            "Índice cintura/cadera",
            "Peso al nacer",
            // Whether they were fasting is not said.
            "Glucosa",
            "Glicemia posprandial",
            "Glucosa al azar",
        ] {
            assert_eq!(field(heading), None, "{heading}");
        }
    }

    #[test]
    fn what_may_be_a_field_is_asked_about() {
        for (heading, perhaps) in [
            ("Glucosa (mg/dL)", Some(FastingGlucoseMgDl)),
            ("Glicemia", Some(FastingGlucoseMgDl)),
            ("Glucometría", Some(FastingGlucoseMgDl)),
            ("Diabetes", Some(DiagnosedDiabetes)),
            ("Dx diabetes", Some(DiagnosedDiabetes)),
            ("Glucosa posprandial", None),
            ("Glucosa en ayunas", None),
            ("Diabetes gestacional", None),
            ("Madre con diabetes", None),
            ("Nombre", None),
        ] {
            assert_eq!(Suggestion::all([heading].into_iter())[0].perhaps, perhaps, "{heading}");
        }
    }

    #[test]
    fn another_unit_is_told_by_the_heading_or_by_the_values() {
        let found = |heading: &str| Suggestion::all([heading].into_iter())[0];
        for (heading, field, unit) in [
            ("Estatura (m)", HeightCm, "metres"),
            ("Talla [mts]", HeightCm, "metres"),
            ("Peso (lb)", WeightKg, "pounds"),
            ("Glucosa en ayunas (mmol/L)", FastingGlucoseMgDl, "mmol/L"),
        ] {
            let found = found(heading);
            assert_eq!((found.field, found.unit, found.named), (Some(field), Some(unit), false), "{heading}");
        }
        let unknown = found("Talla (codos)");
        assert_eq!((unknown.field, unknown.unit, unknown.other_unit), (None, None, Some(HeightCm)));
        for heading in ["Talla", "Talla m", "Estatura"] {
            let of = |values: &[f64]| found(heading).seeing(values);
            assert_eq!((of(&[1.52, 1.7, 160.0]).unit, of(&[1.52]).named), (Some("metres"), false), "{heading}");
            assert_eq!(of(&[152.0, 170.0, 1.6]), found(heading), "{heading}");
            assert_eq!(of(&[]), found(heading), "{heading}");
        }
        // A weight may be in kilograms as well as in pounds.
        assert_eq!(found("Peso").seeing(&[150.0, 180.0]).unit, None);
    }

    #[test]
    fn every_meaning_is_written_as_it_is_compared() {
        for all in MEANINGS.iter().flat_map(|(_, phrases)| phrases.split(',')) {
            assert_eq!(words(all).join(" "), all);
        }
    }
}

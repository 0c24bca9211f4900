//! The field table: the single source of names, kinds, units, ranges and help texts.

use crate::Locale;
use crate::date::Date;
use crate::locale::Text;
use crate::text::{fold, joined, lower_first, upper_first};
use crate::words::BLANK;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod choices;
pub mod codes;
pub(crate) mod heading;
mod json_schema;
mod names;
mod set;
#[cfg(feature = "csv-text")]
mod suggestion;

pub use choices::Choices;
pub use json_schema::{JsonSchema, json_schema};
pub(crate) use set::FieldSet;
#[cfg(feature = "csv-text")]
pub use suggestion::Suggestion;

/// A field of the record, in schema order. [`Field::name`] is its wire name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[non_exhaustive]
pub enum Field {
    /// `edad`, years.
    Age,
    /// `sexo`, M or F.
    Sex,
    /// `imc`, kg/m².
    Bmi,
    /// `perimetro_abdominal`, cm.
    WaistCm,
    /// `tas`, mmHg.
    SystolicMmHg,
    /// `tad`, mmHg.
    DiastolicMmHg,
    /// `realiza_ejercicio`.
    Exercise,
    /// `consume_alcohol`.
    Alcohol,
    /// `fuma`.
    Smoker,
    /// `medicamentos_hta`.
    BpMedication,
    /// `historia_familiar_dm`.
    FamilyHistory,
    /// `diabetes_gestacional`.
    GestationalDiabetes,
    /// `frecuencia_cardiaca`, 1/min.
    HeartRate,
    /// `puntaje_findrisc`, points.
    Findrisc,
    /// `riesgo_cardiovascular`, 0–1.
    CardiovascularRisk,
    /// `talla`, cm.
    HeightCm,
    /// `peso`, kg.
    WeightKg,
    /// `zona_residencia`.
    Residence,
    /// `estrato`, 1–6.
    Stratum,
    /// `hipertension`.
    Hypertension,
    /// `consume_verduras_frutas_diario`.
    DailyVegetables,
    /// `antecedente_glucosa_alta`.
    HighGlucoseEver,
    /// `grado_familiar_dm`.
    FamilyDegree,
    /// `embarazo`.
    Pregnant,
    /// `diabetes_diagnosticada`.
    DiagnosedDiabetes,
    /// `glucosa_ayunas`, mg/dL, measured.
    FastingGlucoseMgDl,
    /// `hba1c`, %, measured.
    Hba1cPercent,
    /// `fecha_glucosa`, the date of `glucosa_ayunas`.
    GlucoseDate,
    /// `fecha_hba1c`, the date of `hba1c`.
    Hba1cDate,
    /// `sintomas`.
    Symptoms,
    /// `Resultado`, mg/dL: the training target, never part of a patient's record.
    OutcomeMgDl,
}

/// The number of fields in the schema, including the training target.
pub const FIELD_COUNT: usize = 31;

/// The kind of values of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// A number within hard limits, both inclusive.
    Number {
        /// Lowest accepted value.
        min: f64,
        /// Highest accepted value.
        max: f64,
        /// Whether only whole numbers are accepted.
        whole: bool,
    },
    /// One of these texts; stored as its position in the list.
    Choice(&'static Choices),
    /// A date from [`Date::EARLIEST`] to today; stored as days since 1970-01-01.
    Date,
}

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// May be an input of a model.
    Predictor,
    /// Height and weight: an alternative to entering the body mass index.
    Alternative,
    /// Decides whether an estimate applies to the person.
    Applicability,
    /// A laboratory value, classified and never a model input.
    Measured,
    /// Used only for the advice: the dates of laboratory values, and symptoms.
    Advice,
    /// The outcome that training learns from.
    Target,
}

/// One row of the schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its wire name.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: FieldKind,
    /// The unit of a number; empty if it has none.
    pub unit: &'static str,
    /// Its purpose.
    pub role: Role,
    /// The label in a form.
    pub title: Text,
    /// The article of its Spanish title, which tells its gender and number.
    pub article: &'static str,
    /// One sentence of help.
    pub help: Text,
}

impl FieldSpec {
    /// The title within a sentence, such as `la edad`.
    pub(crate) fn noun(&self, locale: Locale) -> String {
        let title = lower_first(self.title.get(locale));
        if locale.words().has_articles { joined([self.article, &title], " ") } else { title }
    }

    /// A sentence about the field: its place in the text is filled in.
    pub(crate) fn sentence(&self, text: &str, locale: Locale) -> String {
        upper_first(text.replacen(BLANK, &self.noun(locale), 1))
    }

    /// The unit in words of the given language.
    pub(crate) fn unit_in(&self, locale: Locale) -> &'static str {
        let words = UNITS.iter().find(|(unit, _)| *unit == self.unit);
        words.map_or(self.unit, |(_, words)| words.get(locale))
    }
}

/// The units written as words.
const UNITS: [(&str, Text); 3] = [
    ("years", Text::new("años", "years")),
    ("points", Text::new("puntos", "points")),
    ("1/min", Text::new("por minuto", "per minute")),
];

/// The answers to a yes/no question.
pub const YES_NO: &[&str] = choices::ANSWERS.names;

/// The six fields that every prediction needs.
pub const REQUIRED: [Field; 6] =
    [Field::Age, Field::Sex, Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg];

const fn range(min: f64, max: f64) -> FieldKind {
    FieldKind::Number { min, max, whole: false }
}

/// Two lines per row: field, name, kind, unit, role, then title, with its Spanish article, and help in Spanish and
/// English.
macro_rules! rows {
    ($($field:ident $name:literal $kind:expr, $unit:literal $role:ident
        [$article:literal $t_es:literal, $t_en:literal] [$h_es:literal, $h_en:literal];)*) => {
        [$(FieldSpec {
            field: Field::$field, name: $name, kind: $kind, unit: $unit, role: Role::$role,
            title: Text::new($t_es, $t_en), article: $article, help: Text::new($h_es, $h_en),
        }),*]
    };
}

/// The schema: one row per field, in the order of [`Field`].
pub const FIELDS: [FieldSpec; FIELD_COUNT] = rows! {
    Age "edad" range(18.0, 120.0), "years" Predictor
        ["la" "Edad", "Age"] ["Edad en años; puede llevar decimales.", "Age in years; may be fractional."];
    Sex "sexo" FieldKind::Choice(&choices::SEX), "" Predictor
        ["el" "Sexo", "Sex"] ["Sexo biológico.", "Biological sex."];
    Bmi "imc" range(10.0, 100.0), "kg/m²" Predictor
        ["el" "Índice de masa corporal", "Body mass index"]
        ["Peso entre talla al cuadrado; se calcula con la talla y el peso.", "Weight over height squared; computed from height and weight."];
    WaistCm "perimetro_abdominal" range(40.0, 220.0), "cm" Predictor
        ["el" "Perímetro abdominal", "Waist circumference"]
        ["Circunferencia de la cintura en centímetros.", "Waist circumference in centimetres."];
    SystolicMmHg "tas" range(60.0, 300.0), "mmHg" Predictor
        ["la" "Tensión arterial sistólica", "Systolic blood pressure"]
        ["El valor más alto de la tensión arterial.", "The higher value of a blood pressure reading."];
    DiastolicMmHg "tad" range(20.0, 200.0), "mmHg" Predictor
        ["la" "Tensión arterial diastólica", "Diastolic blood pressure"]
        ["El valor más bajo de la tensión arterial; menor que la sistólica.", "The lower value of a blood pressure reading; below the systolic."];
    Exercise "realiza_ejercicio" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["la" "Actividad física", "Physical activity"]
        ["Al menos 30 minutos de actividad física al día.", "At least 30 minutes of physical activity a day."];
    Alcohol "consume_alcohol" FieldKind::Choice(&choices::FREQUENCY), "" Predictor
        ["el" "Consumo de alcohol", "Alcohol"]
        ["Con qué frecuencia consume alcohol.", "How often the person drinks alcohol."];
    Smoker "fuma" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["el" "Consumo de tabaco", "Smoking"] ["Fuma actualmente.", "Smokes now."];
    BpMedication "medicamentos_hta" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["los" "Medicamentos para la tensión", "Blood-pressure medication"]
        ["Toma medicamentos para la tensión arterial.", "Takes medication for blood pressure."];
    FamilyHistory "historia_familiar_dm" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["la" "Historia familiar de diabetes", "Family history of diabetes"]
        ["Algún familiar tiene o tuvo diabetes.", "A relative has or had diabetes."];
    GestationalDiabetes "diabetes_gestacional" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["la" "Diabetes gestacional", "Gestational diabetes"]
        ["Tuvo diabetes en un embarazo; en un hombre siempre es no.", "Had diabetes in a pregnancy; always no for a man."];
    HeartRate "frecuencia_cardiaca" range(30.0, 220.0), "1/min" Predictor
        ["la" "Frecuencia cardíaca", "Heart rate"]
        ["Latidos por minuto en reposo.", "Beats per minute at rest."];
    Findrisc "puntaje_findrisc" FieldKind::Number { min: 0.0, max: 26.0, whole: true }, "points" Predictor
        ["el" "Puntaje FINDRISC", "FINDRISC score"]
        ["Se calcula si están sus preguntas; un valor escrito prevalece.", "Computed when its items are given; a value entered by hand takes precedence."];
    CardiovascularRisk "riesgo_cardiovascular" range(0.0, 1.0), "" Predictor
        ["el" "Riesgo cardiovascular", "Cardiovascular risk"]
        ["Riesgo como proporción, de 0 a 1.", "Risk as a proportion, 0 to 1."];
    HeightCm "talla" range(100.0, 250.0), "cm" Alternative
        ["la" "Talla", "Height"] ["Estatura en centímetros.", "Height in centimetres."];
    WeightKg "peso" range(20.0, 400.0), "kg" Alternative
        ["el" "Peso", "Weight"] ["Peso en kilogramos.", "Weight in kilograms."];
    Residence "zona_residencia" FieldKind::Choice(&choices::RESIDENCE), "" Predictor
        ["la" "Zona de residencia", "Residence"] ["Zona donde vive.", "Where the person lives."];
    Stratum "estrato" FieldKind::Number { min: 1.0, max: 6.0, whole: true }, "" Predictor
        ["el" "Estrato socioeconómico", "Socio-economic stratum"]
        ["Estrato colombiano, de 1 a 6.", "Colombian stratum, 1 to 6."];
    Hypertension "hipertension" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["la" "Hipertensión diagnosticada", "Diagnosed hypertension"]
        ["Un médico le diagnosticó hipertensión.", "A doctor has diagnosed hypertension."];
    DailyVegetables "consume_verduras_frutas_diario" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["las" "Verduras o frutas a diario", "Daily fruit or vegetables"]
        ["Come verduras o frutas todos los días.", "Eats fruit or vegetables every day."];
    HighGlucoseEver "antecedente_glucosa_alta" FieldKind::Choice(&choices::ANSWERS), "" Predictor
        ["el" "Antecedente de glucosa alta", "High glucose ever"]
        ["¿Alguna vez le dijeron que tenía el azúcar alto en la sangre?", "Has the person ever been told of high blood sugar?"];
    FamilyDegree "grado_familiar_dm" FieldKind::Choice(&choices::DEGREE), "" Predictor
        ["el" "Grado del familiar con diabetes", "Degree of the relative with diabetes"]
        ["Primer grado: padres, hermanos o hijos. Segundo grado: abuelos, tíos o primos.", "First degree: parent, sibling or child. Second degree: grandparent, aunt, uncle or cousin."];
    Pregnant "embarazo" FieldKind::Choice(&choices::ANSWERS), "" Applicability
        ["el" "Embarazo", "Pregnancy"]
        ["Está embarazada: la estimación no aplica.", "Is pregnant: the estimate does not apply."];
    DiagnosedDiabetes "diabetes_diagnosticada" FieldKind::Choice(&choices::DIAGNOSED), "" Applicability
        ["la" "Diabetes diagnosticada", "Diagnosed diabetes"]
        ["Ya tiene diagnóstico de diabetes: la estimación no aplica.", "Already has a diagnosis of diabetes: the estimate does not apply."];
    FastingGlucoseMgDl "glucosa_ayunas" range(20.0, 1000.0), "mg/dL" Measured
        ["la" "Glucosa en ayunas medida", "Measured fasting glucose"]
        ["Resultado de laboratorio tras ocho horas sin comer; se clasifica y no entra en la estimación.", "Laboratory result after eight hours without food; classified, but never used in the estimate."];
    Hba1cPercent "hba1c" range(3.0, 20.0), "%" Measured
        ["la" "HbA1c medida", "Measured HbA1c"]
        ["Resultado de laboratorio; se clasifica y no entra en la estimación.", "Laboratory result; classified, but never used in the estimate."];
    GlucoseDate "fecha_glucosa" FieldKind::Date, "" Advice
        ["la" "Fecha de la glucosa", "Date of the glucose"]
        ["El día en que se midió la glucosa en ayunas; un resultado normal cuenta mientras es reciente.", "The day on which the fasting glucose was measured; a normal result counts while it is recent."];
    Hba1cDate "fecha_hba1c" FieldKind::Date, "" Advice
        ["la" "Fecha de la HbA1c", "Date of the HbA1c"]
        ["El día en que se midió la HbA1c; un resultado normal cuenta mientras es reciente.", "The day on which the HbA1c was measured; a normal result counts while it is recent."];
    Symptoms "sintomas" FieldKind::Choice(&choices::ANSWERS), "" Advice
        ["los" "Síntomas de diabetes", "Symptoms of diabetes"]
        ["Mucha sed, orinar mucho o perder peso sin proponérselo.", "Great thirst, passing a lot of urine, or losing weight without trying."];
    OutcomeMgDl "Resultado" range(20.0, 1000.0), "mg/dL" Target
        ["el" "Resultado", "Outcome"]
        ["Glucosa plasmática en ayunas con la que se entrena.", "Fasting plasma glucose that the model is trained on."];
};

impl Field {
    /// Every field, in schema order.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|spec| spec.field)
    }

    /// The field's row of the schema.
    #[must_use]
    pub fn spec(self) -> &'static FieldSpec {
        static FALLBACK: &FieldSpec = &FIELDS[0];
        FIELDS.get(self.index()).unwrap_or(FALLBACK)
    }

    /// The field's position in the schema.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The wire name, such as `edad`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The choices of a choice field; empty for a number and a date.
    #[must_use]
    pub fn choices(self) -> &'static [&'static str] {
        match self.spec().kind {
            FieldKind::Choice(choices) => choices.names,
            FieldKind::Number { .. } | FieldKind::Date => &[],
        }
    }

    /// Alternative texts for the choices, ignoring case and accents, each with the choice it maps to.
    ///
    /// ```
    /// use diabetes_core::Field;
    /// assert!(Field::DiagnosedDiabetes.synonyms().contains(&("Limite", "No")));
    /// ```
    #[must_use]
    pub fn synonyms(self) -> &'static [(&'static str, &'static str)] {
        match self.spec().kind {
            FieldKind::Choice(choices) => choices.synonyms,
            FieldKind::Number { .. } | FieldKind::Date => &[],
        }
    }

    /// Whether every record for a prediction must have the field.
    #[must_use]
    pub fn is_required(self) -> bool {
        REQUIRED.contains(&self)
    }

    /// The record field whose name is nearest to a mistyped one: one that contains it, else by edit distance on
    /// lower-case letters without accents. `Género` maps to `sexo`.
    ///
    /// `Resultado` maps to `glucosa_ayunas`, where a measured glucose belongs.
    #[must_use]
    pub fn nearest(name: &str) -> Field {
        if name == Field::OutcomeMgDl.name() {
            return Field::FastingGlucoseMgDl;
        }
        let wanted = fold(name);
        if matches!(&*wanted, "genero" | "gender") {
            return Field::Sex;
        }
        Field::all()
            .filter(|field| field.spec().role != Role::Target)
            .min_by_key(|field| {
                // A part of a name, such as `perimetro`, is nearer than any other name.
                let mut parts = field.name().as_bytes().windows(wanted.len().max(3));
                let is_part = parts.any(|part| part == wanted.as_bytes());
                (!is_part, edit_distance(&wanted, field.name()))
            })
            .unwrap_or(Field::Age)
    }

    /// The values the field accepts, in the form used in errors: `{"min", "max"}` or `{"allowed"}`.
    #[must_use]
    pub fn limits(self) -> Limits {
        match self.spec().kind {
            FieldKind::Number { min, max, .. } => Limits::Range { min, max },
            FieldKind::Choice(choices) => Limits::Choices { allowed: choices.names },
            FieldKind::Date => Limits::Days { min: Date::EARLIEST, max: "today" },
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Field::by_name(&name).ok_or_else(|| serde::de::Error::custom("no field of the schema"))
    }
}

/// The values a field accepts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Limits {
    /// A number from `min` to `max`, both inclusive.
    Range {
        /// Lowest accepted value.
        min: f64,
        /// Highest accepted value.
        max: f64,
    },
    /// A date from `min` to `max`, both inclusive.
    Days {
        /// The earliest date.
        min: Date,
        /// The word `today`.
        max: &'static str,
    },
    /// One of the allowed texts.
    Choices {
        /// The allowed texts.
        allowed: &'static [&'static str],
    },
}

/// Levenshtein distance over bytes; long names are cut to bound the cost of hostile input.
pub(crate) fn edit_distance(a: &str, b: &str) -> usize {
    let a = a.bytes().take(64);
    let b: Vec<u8> = b.bytes().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let above = *cell;
            left = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_fields() {
        for (position, spec) in FIELDS.iter().enumerate() {
            assert_eq!(spec.field.index(), position, "{}", spec.name);
            assert_eq!(Field::by_name(spec.name), Some(spec.field));
        }
    }

    #[test]
    fn a_typing_error_names_the_field_meant() {
        for (typed, meant) in [
            ("edda", "edad"),
            ("IMC", "imc"),
            ("perimetro", "perimetro_abdominal"),
            ("Resultado", "glucosa_ayunas"),
            ("Género", "sexo"),
        ] {
            assert_eq!(Field::nearest(typed).name(), meant);
        }
    }
}

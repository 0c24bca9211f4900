//! The clinical codes of the fields: where a value of a field is found in a record of a hospital, in which unit, how
//! old it may be, and what only looks like it.
//!
//! LOINC and SNOMED CT name single concepts. A code of the ICD or ATC includes those below it: `E11` also means `E11.9`.

use super::Field;
use crate::locale::{Locale, Text};
use crate::numbers::nearest;
use crate::text::fold;
use crate::units::{OTHER_UNITS, OtherUnit};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// A code system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum System {
    /// Observations.
    Loinc,
    /// Findings, disorders, persons.
    Snomed,
    /// Diagnoses, with the codes below.
    Icd10,
    /// Classes of medicines, with the codes below.
    Atc,
    /// HL7's roles of relatives.
    RoleCode,
    /// FHIR's administrative gender.
    Gender,
}

impl System {
    /// The addresses by which FHIR names the system, the preferred one first.
    #[must_use]
    pub fn urls(self) -> &'static [&'static str] {
        match self {
            System::Loinc => &["http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"],
            System::Snomed => &["http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"],
            System::Icd10 => &[
                "http://hl7.org/fhir/sid/icd-10",
                "http://hl7.org/fhir/sid/icd-10-cm",
                "http://hl7.org/fhir/sid/icd-10-es",
                "urn:oid:2.16.840.1.113883.6.3",
                "urn:oid:2.16.840.1.113883.6.90",
            ],
            System::Atc => &["http://www.whocc.no/atc", "urn:oid:2.16.840.1.113883.6.73"],
            System::RoleCode => &["http://terminology.hl7.org/CodeSystem/v3-RoleCode"],
            System::Gender => &["http://hl7.org/fhir/administrative-gender"],
        }
    }

    fn has_codes_below(self) -> bool {
        matches!(self, System::Icd10 | System::Atc)
    }
}

/// A code and its name in its system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Code {
    /// Its system.
    pub system: System,
    /// The code.
    pub code: &'static str,
    /// Its name in the system, in English.
    pub display: &'static str,
}

impl Code {
    /// Whether a coding, given as the address of its system and its code, is this code or one below it.
    #[must_use]
    pub fn includes(&self, url: &str, code: &str) -> bool {
        let url = url.trim_end_matches('/').replacen("https://", "http://", 1);
        let is_in = self.system.urls().contains(&url.as_str());
        // Some countries write E119 for E11.9.
        let plain = |code: &str| code.replace('.', "").to_ascii_uppercase();
        let is_below = || self.system.has_codes_below() && plain(code).starts_with(&plain(self.code));
        is_in && (code == self.code || is_below())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Code", 3)?;
        object.serialize_field("system", self.system.urls().first().unwrap_or(&""))?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("display", self.display)?;
        object.end()
    }
}

/// The codes of one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldCodes {
    /// The field.
    pub field: Field,
    /// Codes of observations that hold a value of the field; in answers the first is written.
    pub observed: &'static [Code],
    /// What the coded value of such an observation, or of a relative, means: a choice of the field.
    pub answers: &'static [(Code, &'static str)],
    /// Diagnoses or medicines that mean `Si`. That none is recorded never means `No`.
    pub recorded: &'static [Code],
    /// Observations that look like the field but are not, and why.
    pub excluded: &'static [(Code, Text)],
    /// The days for which a value counts; `None` if it does not age.
    pub days: Option<u16>,
    /// Whether a diagnosis or a medicine counts only while it is active, rather than ever.
    pub current: bool,
    /// Where this comes from.
    pub source: &'static str,
}

const fn loinc(code: &'static str, display: &'static str) -> Code {
    Code { system: System::Loinc, code, display }
}
const fn snomed(code: &'static str, display: &'static str) -> Code {
    Code { system: System::Snomed, code, display }
}
const fn icd(code: &'static str, display: &'static str) -> Code {
    Code { system: System::Icd10, code, display }
}
const fn atc(code: &'static str, display: &'static str) -> Code {
    Code { system: System::Atc, code, display }
}
const fn role(code: &'static str, display: &'static str) -> Code {
    Code { system: System::RoleCode, code, display }
}
const fn gender(code: &'static str, display: &'static str) -> Code {
    Code { system: System::Gender, code, display }
}

const YEAR: Option<u16> = Some(365);
const BODY: &str = "LOINC; weight, waist and blood pressure at least yearly: ADA Standards of Care, section 4";
const NONE: FieldCodes = FieldCodes {
    field: Field::Age,
    observed: &[],
    answers: &[],
    recorded: &[],
    excluded: &[],
    days: None,
    current: false,
    source: "",
};

const fn measured(field: Field, observed: &'static [Code], days: Option<u16>) -> FieldCodes {
    FieldCodes { field, observed, days, source: BODY, ..NONE }
}

const fn recorded(field: Field, recorded: &'static [Code], source: &'static str) -> FieldCodes {
    FieldCodes { field, recorded, source, ..NONE }
}

/// Diagnosed diabetes of any type, but not in pregnancy alone.
const DIABETES: &[Code] = &[
    snomed("73211009", "Diabetes mellitus"),
    snomed("44054006", "Diabetes mellitus type 2"),
    snomed("46635009", "Diabetes mellitus type 1"),
    icd("E10", "Type 1 diabetes mellitus"),
    icd("E11", "Type 2 diabetes mellitus"),
    icd("E12", "Malnutrition-related diabetes mellitus"),
    icd("E13", "Other specified diabetes mellitus"),
    icd("E14", "Unspecified diabetes mellitus"),
    icd("O24.0", "Pre-existing type 1 diabetes mellitus, in pregnancy"),
    icd("O24.1", "Pre-existing type 2 diabetes mellitus, in pregnancy"),
    icd("O24.2", "Pre-existing malnutrition-related diabetes mellitus, in pregnancy"),
    icd("O24.3", "Pre-existing diabetes mellitus, unspecified, in pregnancy"),
];

/// Medicines against diabetes. One without a diagnosis is worth a question.
pub const DIABETES_MEDICINES: Code = atc("A10", "Drugs used in diabetes");

const NOT_FASTING: Text = Text::new("no consta que fuera en ayunas", "it is not said to be fasting");
const NOT_PLASMA: Text = Text::new(
    "no se midió en plasma, al que se refieren los límites",
    "it is not from plasma, to which the limits refer",
);
const NOT_A_SHARE: Text =
    Text::new("es una cantidad por volumen, no un porcentaje", "it is an amount per volume, not a percentage");

/// The codes of every field that has any, in the order of the fields.
pub const CODES: &[FieldCodes] = &[
    FieldCodes {
        observed: &[loinc("30525-0", "Age"), loinc("21612-7", "Age - Reported")],
        days: YEAR,
        source: "LOINC; in FHIR, completed years from Patient.birthDate come first",
        ..NONE
    },
    FieldCodes {
        field: Field::Sex,
        observed: &[loinc("76689-9", "Sex assigned at birth")],
        answers: &[
            (loinc("LA2-8", "Male"), "M"),
            (loinc("LA3-6", "Female"), "F"),
            (gender("male", "Male"), "M"),
            (gender("female", "Female"), "F"),
        ],
        source: "LOINC; FHIR R4 administrative-gender, if the sex at birth is not recorded",
        ..NONE
    },
    measured(Field::Bmi, &[loinc("39156-5", "Body mass index (BMI) [Ratio]")], YEAR),
    measured(
        Field::WaistCm,
        &[
            loinc("8280-0", "Waist Circumference at umbilicus by Tape measure"),
            loinc("56086-2", "Adult Waist Circumference Protocol"),
            loinc("56115-9", "Waist Circumference by NHANES"),
        ],
        YEAR,
    ),
    measured(
        Field::SystolicMmHg,
        &[loinc("8480-6", "Systolic blood pressure"), loinc("8459-0", "Systolic blood pressure--sitting")],
        YEAR,
    ),
    measured(
        Field::DiastolicMmHg,
        &[loinc("8462-4", "Diastolic blood pressure"), loinc("8453-3", "Diastolic blood pressure--sitting")],
        YEAR,
    ),
    FieldCodes {
        field: Field::Alcohol,
        observed: &[loinc("68518-0", "How often do you have a drink containing alcohol")],
        answers: &[
            (loinc("LA6270-8", "Never"), "Nunca"),
            (loinc("LA18926-8", "Monthly or less"), "Ocasional"),
            (loinc("LA18927-6", "2-4 times a month"), "Ocasional"),
            (loinc("LA18928-4", "2-3 times a week"), "Frecuente"),
            (loinc("LA18929-2", "4 or more times a week"), "Frecuente"),
        ],
        days: YEAR,
        source: "LOINC answer list LL2179-1 (AUDIT-C); a drink each week or more often counts as frequent",
        ..NONE
    },
    FieldCodes {
        field: Field::Smoker,
        observed: &[loinc("72166-2", "Tobacco smoking status")],
        answers: &[
            (snomed("449868002", "Smokes tobacco daily"), "Si"),
            (snomed("428041000124106", "Occasional tobacco smoker"), "Si"),
            (snomed("428071000124103", "Heavy tobacco smoker"), "Si"),
            (snomed("428061000124105", "Light tobacco smoker"), "Si"),
            (snomed("77176002", "Smoker"), "Si"),
            (snomed("8517006", "Ex-smoker"), "No"),
            (snomed("266919005", "Never smoked tobacco"), "No"),
            (snomed("8392000", "Non-smoker"), "No"),
            (loinc("LA18976-3", "Current every day smoker"), "Si"),
            (loinc("LA18977-1", "Current some day smoker"), "Si"),
            (loinc("LA18981-3", "Heavy tobacco smoker"), "Si"),
            (loinc("LA18982-1", "Light tobacco smoker"), "Si"),
            (loinc("LA18979-7", "Smoker, current status unknown"), "Si"),
            (loinc("LA15920-4", "Former smoker"), "No"),
            (loinc("LA18978-9", "Never smoker"), "No"),
        ],
        days: YEAR,
        source: "LOINC answer list LL2201-3 and SNOMED CT, as in the US Core smoking status",
        ..NONE
    },
    FieldCodes {
        current: true,
        ..recorded(
            Field::BpMedication,
            &[
                atc("C02", "Antihypertensives"),
                atc("C03", "Diuretics"),
                atc("C07", "Beta blocking agents"),
                atc("C08", "Calcium channel blockers"),
                atc("C09", "Agents acting on the renin-angiotensin system"),
            ],
            "WHO ATC; the classes are also given for other reasons, such as heart failure",
        )
    },
    recorded(Field::FamilyHistory, DIABETES, "SNOMED CT and ICD-10, of a relative"),
    recorded(
        Field::GestationalDiabetes,
        &[
            snomed("11687002", "Gestational diabetes mellitus"),
            snomed("472971004", "History of gestational diabetes mellitus"),
            icd("O24.4", "Diabetes mellitus arising in pregnancy"),
            icd("Z86.32", "Personal history of gestational diabetes (ICD-10-CM)"),
        ],
        "SNOMED CT, ICD-10 and ICD-10-CM",
    ),
    measured(Field::HeartRate, &[loinc("8867-4", "Heart rate"), loinc("40443-4", "Heart rate --resting")], YEAR),
    measured(
        Field::HeightCm,
        &[
            loinc("8302-2", "Body height"),
            loinc("3137-7", "Body height Measured"),
            loinc("3138-5", "Body height Stated"),
            loinc("8308-9", "Body height --standing"),
        ],
        None,
    ),
    measured(
        Field::WeightKg,
        &[
            loinc("29463-7", "Body weight"),
            loinc("3141-9", "Body weight Measured"),
            loinc("3142-7", "Body weight Stated"),
        ],
        YEAR,
    ),
    recorded(
        Field::Hypertension,
        &[
            snomed("38341003", "Hypertensive disorder"),
            snomed("59621000", "Essential hypertension"),
            icd("I10", "Essential (primary) hypertension"),
            icd("I11", "Hypertensive heart disease"),
            icd("I12", "Hypertensive renal disease"),
            icd("I13", "Hypertensive heart and renal disease"),
            icd("I15", "Secondary hypertension"),
        ],
        "SNOMED CT and ICD-10",
    ),
    recorded(
        Field::HighGlucoseEver,
        &[
            snomed("714628002", "Prediabetes"),
            snomed("15777000", "Prediabetes"),
            snomed("9414007", "Impaired glucose tolerance"),
            snomed("390951007", "Impaired fasting glycemia"),
            snomed("80394007", "Hyperglycemia"),
            icd("R73", "Elevated blood glucose level"),
        ],
        "SNOMED CT and ICD-10",
    ),
    FieldCodes {
        field: Field::FamilyDegree,
        answers: &[
            (role("PRN", "parent"), "Primero"),
            (role("NPRN", "natural parent"), "Primero"),
            (role("MTH", "mother"), "Primero"),
            (role("NMTH", "natural mother"), "Primero"),
            (role("FTH", "father"), "Primero"),
            (role("NFTH", "natural father"), "Primero"),
            (role("SIB", "sibling"), "Primero"),
            (role("NSIB", "natural sibling"), "Primero"),
            (role("HSIB", "half-sibling"), "Primero"),
            (role("BRO", "brother"), "Primero"),
            (role("NBRO", "natural brother"), "Primero"),
            (role("HBRO", "half-brother"), "Primero"),
            (role("SIS", "sister"), "Primero"),
            (role("NSIS", "natural sister"), "Primero"),
            (role("HSIS", "half-sister"), "Primero"),
            (role("TWIN", "twin"), "Primero"),
            (role("TWINBRO", "twin brother"), "Primero"),
            (role("TWINSIS", "twin sister"), "Primero"),
            (role("CHILD", "child"), "Primero"),
            (role("NCHILD", "natural child"), "Primero"),
            (role("SONC", "son"), "Primero"),
            (role("SON", "natural son"), "Primero"),
            (role("DAUC", "daughter"), "Primero"),
            (role("DAU", "natural daughter"), "Primero"),
            (role("GRPRN", "grandparent"), "Segundo"),
            (role("MGRPRN", "maternal grandparent"), "Segundo"),
            (role("PGRPRN", "paternal grandparent"), "Segundo"),
            (role("GRMTH", "grandmother"), "Segundo"),
            (role("MGRMTH", "maternal grandmother"), "Segundo"),
            (role("PGRMTH", "paternal grandmother"), "Segundo"),
            (role("GRFTH", "grandfather"), "Segundo"),
            (role("MGRFTH", "maternal grandfather"), "Segundo"),
            (role("PGRFTH", "paternal grandfather"), "Segundo"),
            (role("AUNT", "aunt"), "Segundo"),
            (role("MAUNT", "maternal aunt"), "Segundo"),
            (role("PAUNT", "paternal aunt"), "Segundo"),
            (role("UNCLE", "uncle"), "Segundo"),
            (role("MUNCLE", "maternal uncle"), "Segundo"),
            (role("PUNCLE", "paternal uncle"), "Segundo"),
            (role("COUSN", "cousin"), "Segundo"),
            (role("MCOUSN", "maternal cousin"), "Segundo"),
            (role("PCOUSN", "paternal cousin"), "Segundo"),
            (snomed("72705000", "Mother"), "Primero"),
            (snomed("66839005", "Father"), "Primero"),
            (snomed("70924004", "Brother"), "Primero"),
            (snomed("27733009", "Sister"), "Primero"),
        ],
        source: "HL7 v3 RoleCode; the degrees of the FINDRISC form",
        ..NONE
    },
    FieldCodes {
        observed: &[loinc("82810-3", "Pregnancy status")],
        answers: &[
            (snomed("77386006", "Pregnant"), "Si"),
            (snomed("60001007", "Not pregnant"), "No"),
            (loinc("LA15173-0", "Pregnant"), "Si"),
            (loinc("LA26683-5", "Not pregnant"), "No"),
        ],
        days: Some(280),
        current: true,
        ..recorded(
            Field::Pregnant,
            &[
                snomed("77386006", "Pregnant"),
                snomed("72892002", "Normal pregnancy"),
                icd("Z33", "Pregnant state, incidental"),
                icd("Z34", "Supervision of normal pregnancy"),
                icd("Z35", "Supervision of high-risk pregnancy"),
            ],
            "LOINC and SNOMED CT, as in the International Patient Summary; ICD-10; 40 weeks",
        )
    },
    recorded(Field::DiagnosedDiabetes, DIABETES, "SNOMED CT and ICD-10"),
    FieldCodes {
        field: Field::FastingGlucoseMgDl,
        observed: &[
            loinc("1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma"),
            loinc("14771-0", "Fasting glucose [Moles/volume] in Serum or Plasma"),
            loinc("17865-7", "Glucose [Mass/volume] in Serum or Plasma --8 hours fasting"),
            loinc("10450-5", "Glucose [Mass/volume] in Serum or Plasma --10 hours fasting"),
        ],
        excluded: &[
            (loinc("2345-7", "Glucose [Mass/volume] in Serum or Plasma"), NOT_FASTING),
            (loinc("14749-6", "Glucose [Moles/volume] in Serum or Plasma"), NOT_FASTING),
            (loinc("2339-0", "Glucose [Mass/volume] in Blood"), NOT_FASTING),
            (loinc("15074-8", "Glucose [Moles/volume] in Blood"), NOT_FASTING),
            (loinc("41653-7", "Glucose [Mass/volume] in Capillary blood by Glucometer"), NOT_FASTING),
            (loinc("1557-8", "Fasting glucose [Mass/volume] in Venous blood"), NOT_PLASMA),
            (loinc("1556-0", "Fasting glucose [Mass/volume] in Capillary blood"), NOT_PLASMA),
            (loinc("41604-0", "Fasting glucose [Mass/volume] in Capillary blood by Glucometer"), NOT_PLASMA),
            (loinc("14770-2", "Fasting glucose [Moles/volume] in Capillary blood by Glucometer"), NOT_PLASMA),
            (loinc("76629-5", "Fasting glucose [Moles/volume] in Blood"), NOT_PLASMA),
        ],
        source: "LOINC; fasting plasma glucose: ADA Standards of Care, section 2. A normal result ages in the advice",
        ..NONE
    },
    FieldCodes {
        field: Field::Hba1cPercent,
        observed: &[
            loinc("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"),
            loinc("17856-6", "Hemoglobin A1c/Hemoglobin.total in Blood by HPLC"),
            loinc("4549-2", "Hemoglobin A1c/Hemoglobin.total in Blood by Electrophoresis"),
            loinc("17855-8", "Hemoglobin A1c/Hemoglobin.total in Blood by calculation"),
            loinc("59261-8", "Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol"),
        ],
        excluded: &[(loinc("41995-2", "Hemoglobin A1c [Mass/volume] in Blood"), NOT_A_SHARE)],
        source: "LOINC; ADA Standards of Care, section 2. A normal result ages in the advice",
        ..NONE
    },
    FieldCodes {
        days: Some(90),
        current: true,
        ..recorded(
            Field::Symptoms,
            &[
                snomed("28442001", "Polyuria"),
                snomed("17173007", "Excessive thirst"),
                snomed("448765001", "Unintentional weight loss"),
                icd("R35", "Polyuria"),
                icd("R63.1", "Polydipsia"),
                icd("R63.4", "Abnormal weight loss"),
            ],
            "SNOMED CT and ICD-10; three months",
        )
    },
];

/// The UCUM code of each unit of a field, and other spellings.
const SPELLINGS: &[(&str, &str, &[&str])] = &[
    ("years", "a", &["y", "yr", "yrs", "year", "years", "años", "anos"]),
    ("kg/m²", "kg/m2", &["kg/m^2", "kg/m²"]),
    ("cm", "cm", &["centimetros", "centimetres", "centimeters"]),
    ("mmHg", "mm[Hg]", &[]),
    ("kg", "kg", &["kilogramos", "kilograms"]),
    ("1/min", "/min", &["1/min", "beats/min", "{beats}/min", "beats/minute", "bpm", "lpm", "latidos/min"]),
    ("mg/dL", "mg/dL", &[]),
    ("%", "%", &["percent", "%HbA1c", "%NGSP"]),
];

/// Other spellings of units that are not a field's own.
const OTHER_SPELLINGS: &[(&str, &[&str])] =
    &[("[lb_av]", &["lb", "lbs"]), ("[in_i]", &["in", "inch"]), ("[ft_i]", &["ft"]), ("mo", &["month"])];

impl Field {
    /// The field's clinical codes; `None` if it has none.
    ///
    /// ```
    /// use diabetes_core::Field;
    /// assert_eq!(Field::WeightKg.codes().unwrap().observed[0].code, "29463-7");
    /// assert!(Field::Stratum.codes().is_none());
    /// ```
    #[must_use]
    pub fn codes(self) -> Option<&'static FieldCodes> {
        CODES.iter().find(|row| row.field == self)
    }

    /// The UCUM code of the field's unit; empty if it has none.
    #[must_use]
    pub fn ucum(self) -> &'static str {
        let unit = self.spec().unit;
        SPELLINGS.iter().find(|(own, ..)| *own == unit).map_or("", |(_, ucum, _)| ucum)
    }

    /// Converts a value from a unit, given as its UCUM code or its name, to the field's own, with six decimals; `None`
    /// if the unit is not known.
    ///
    /// ```
    /// use diabetes_core::Field;
    /// assert_eq!(Field::WeightKg.from_unit(200.0, "[lb_av]"), Some(90.718_474));
    /// assert_eq!(Field::SystolicMmHg.from_unit(135.0, "mmHg"), Some(135.0));
    /// assert_eq!(Field::WeightKg.from_unit(14.0, "[stone_av]"), None);
    /// ```
    #[must_use]
    pub fn from_unit(self, value: f64, unit: &str) -> Option<f64> {
        let wanted = spelling(unit);
        let is = |name: &str| !name.is_empty() && spelling(name) == wanted;
        let own = SPELLINGS.iter().find(|(own, ..)| *own == self.spec().unit);
        if own.is_some_and(|(own, ucum, others)| is(own) || is(ucum) || others.iter().any(|other| is(other))) {
            return Some(value);
        }
        let others = OTHER_UNITS.iter().filter(|other| other.field == self);
        others
            .filter(|other| is_called(other, &is))
            .find_map(|other| other.convert(value))
            .map(|value| nearest(value, 6))
    }
}

fn is_called(unit: &OtherUnit, is: &impl Fn(&str) -> bool) -> bool {
    let spellings = OTHER_SPELLINGS.iter().find(|(ucum, _)| *ucum == unit.ucum);
    is(unit.ucum)
        || Locale::ALL.iter().any(|locale| is(unit.name.get(*locale)))
        || spellings.is_some_and(|(_, others)| others.iter().any(|other| is(other)))
}

/// A unit without case, accents, spaces and square brackets.
fn spelling(unit: &str) -> String {
    fold(unit).chars().filter(|letter| !letter.is_whitespace() && !"[]".contains(*letter)).collect()
}

/// A unit other than the field's own: `factor` times the number, plus `offset`, is in the field's own.
#[derive(Serialize)]
struct Unit {
    ucum: &'static str,
    factor: f64,
    offset: f64,
}

/// A code and the choice it means.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    code: Code,
    value: &'static str,
}

/// A code and why it is not the field.
#[derive(Serialize)]
struct Excluded {
    #[serde(flatten)]
    code: Code,
    why: Text,
}

impl Serialize for FieldCodes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let others = OTHER_UNITS.iter().filter(|unit| unit.field == self.field && !unit.ucum.is_empty());
        let units = others.filter_map(|unit| unit.conversion.map(|[factor, offset]| (unit.ucum, factor, offset)));
        let units: Vec<Unit> = units.map(|(ucum, factor, offset)| Unit { ucum, factor, offset }).collect();
        let answers: Vec<Answer> = self.answers.iter().map(|(code, value)| Answer { code: *code, value }).collect();
        let excluded: Vec<Excluded> =
            self.excluded.iter().map(|(code, why)| Excluded { code: *code, why: *why }).collect();
        let mut object = serializer.serialize_struct("FieldCodes", 10)?;
        object.serialize_field("field", self.field.name())?;
        object.serialize_field("ucum", self.field.ucum())?;
        object.serialize_field("units", &units)?;
        object.serialize_field("observed", self.observed)?;
        object.serialize_field("answers", &answers)?;
        object.serialize_field("recorded", self.recorded)?;
        object.serialize_field("excluded", &excluded)?;
        object.serialize_field("days", &self.days)?;
        object.serialize_field("current", &self.current)?;
        object.serialize_field("source", self.source)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FieldKind;

    #[test]
    fn a_code_stands_for_one_thing_and_a_meaning_is_a_choice() {
        let mut seen = Vec::new();
        for row in CODES {
            for code in row.observed.iter().chain(row.excluded.iter().map(|(code, _)| code)) {
                assert!(!seen.contains(&code.code), "{code:?} twice");
                seen.push(code.code);
            }
            for (code, choice) in row.answers {
                assert!(row.field.choices().contains(choice), "{code:?} means no choice");
            }
            assert!(row.recorded.is_empty() || row.field.choices().contains(&"Si"), "{:?}", row.field);
            let is_number = matches!(row.field.spec().kind, FieldKind::Number { .. });
            assert!(!is_number || !row.field.ucum().is_empty(), "{:?} has no unit", row.field);
            assert!(!row.source.is_empty());
        }
        assert!(CODES.is_sorted_by_key(|row| row.field), "in the order of the fields");
    }

    #[test]
    fn a_code_of_a_classification_includes_those_below_it() {
        let diabetes = Field::DiagnosedDiabetes.codes().unwrap();
        let is = |url, code| diabetes.recorded.iter().any(|row| row.includes(url, code));
        assert!(is("http://hl7.org/fhir/sid/icd-10", "E11.9"));
        assert!(is("http://hl7.org/fhir/sid/icd-10-cm/", "E119"));
        assert!(is("http://hl7.org/fhir/sid/icd-10", "O241"));
        assert!(is("http://snomed.info/sct", "44054006"));
        assert!(!is("http://snomed.info/sct", "440540061"));
        assert!(!is("http://loinc.org", "E11.9"));
        assert!(!is("http://hl7.org/fhir/sid/icd-10", "O24.4"));
    }

    #[test]
    fn units_are_known_by_code_and_by_name() {
        for (field, value, unit, expected) in [
            (Field::HeightCm, 1.7, "m", 170.0),
            (Field::HeightCm, 70.0, "[in_i]", 177.8),
            (Field::WaistCm, 40.0, "Inches", 101.6),
            (Field::SystolicMmHg, 135.0, "mm Hg", 135.0),
            (Field::HeartRate, 75.0, "{beats}/min", 75.0),
            (Field::Bmi, 28.5, "kg/m²", 28.5),
            (Field::FastingGlucoseMgDl, 5.0, "mmol/L", 90.08),
            (Field::Hba1cPercent, 0.07, "1", 7.0),
        ] {
            assert_eq!(field.from_unit(value, unit), Some(expected), "{unit}");
        }
        for (field, unit) in [(Field::FastingGlucoseMgDl, "mg"), (Field::WeightKg, ""), (Field::HeightCm, "kg")] {
            assert_eq!(field.from_unit(1.0, unit), None, "{unit}");
        }
    }
}

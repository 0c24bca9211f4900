//! Column headings as people write them: `Edad`, `Perímetro abdominal (cm)`.

use super::Field;
use crate::Error;
use crate::text::{fold, joined};

/// The most characters of a heading shown in a message.
const SHOWN: usize = 40;

impl Field {
    /// The field for a column heading: its wire name, ignoring case, accents, spaces and a unit in brackets. A unit
    /// other than the schema's is an error that names the column.
    ///
    /// ```
    /// use diabetes_core::Field;
    /// assert_eq!(Field::by_heading(" Perímetro abdominal (cm)")?, Some(Field::WaistCm));
    /// assert_eq!(Field::by_heading("GLUCOSA")?, None);
    /// assert!(Field::by_heading("Talla (m)").is_err());
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn by_heading(heading: &str) -> Result<Option<Self>, Error> {
        let exact = Self::by_name(heading);
        if exact.is_some() {
            return Ok(exact);
        }
        let name = joined(
            plain(split(heading).0)
                .split(|letter: char| letter.is_whitespace() || matches!(letter, '_' | '-'))
                .filter(|part| !part.is_empty()),
            "_",
        );
        let Some(field) = Self::all().find(|field| field.name().eq_ignore_ascii_case(&name)) else {
            return Ok(None);
        };
        look_at_unit(heading, field)?;
        Ok(Some(field))
    }
}

/// Rejects a heading with a different unit in brackets than the field's.
pub(crate) fn look_at_unit(heading: &str, field: Field) -> Result<(), Error> {
    let spec = field.spec();
    let Some(unit) = split(heading).1.map(plain) else { return Ok(()) };
    let first = unit.split([' ', ',', ';']).next().unwrap_or_default();
    let whole: String = unit.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is = |known: &[&str]| known.contains(&&*whole) || known.contains(&first);
    let is_meant = match spec.unit {
        "years" => is(&["years", "year", "yrs", "y", "anos", "ano", "a"]),
        "cm" => is(&["cm", "centimetros", "centimetres", "centimeters"]),
        "kg" => is(&["kg", "kgs", "kilos", "kilogramos", "kilograms"]),
        "kg/m²" => is(&["kg/m2"]),
        "mmHg" => is(&["mmhg", "mm"]),
        "mg/dL" => is(&["mg/dl"]),
        "1/min" => is(&["1/min", "/min", "lpm", "ppm", "bpm", "min-1", "latidos", "beats"]),
        "points" => is(&["points", "puntos", "pts"]),
        "%" => is(&["%"]),
        // A risk of 12 % is 0.12.
        _ if field == Field::CardiovascularRisk => first.starts_with('0') || first.starts_with("propor"),
        _ => true,
    };
    if is_meant {
        return Ok(());
    }
    let (name, shown) = (field.name(), shown(heading));
    let unit = if spec.unit.is_empty() { "a proportion from 0 to 1" } else { spec.unit };
    Err(Error::Table(format!("column \"{shown}\" is in another unit: {name} is read as {unit}")))
}

/// The words of a heading without its last brackets, in lower case without accents.
#[cfg(feature = "csv-text")]
pub(super) fn words(heading: &str) -> Vec<String> {
    let text = plain(split(heading).0);
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The error for headings that name no field.
#[cfg(feature = "csv-text")]
pub(crate) fn no_field<'h>(headings: impl Iterator<Item = &'h str> + Clone) -> Error {
    use super::{FIELDS, FieldKind};
    const MOST: usize = 8;
    let is_value = |text: &str| {
        let number = crate::numbers::parse(&text.replacen(',', ".", 1)).is_some();
        number
            || FIELDS
                .iter()
                .any(|spec| matches!(spec.kind, FieldKind::Choice(choices) if choices.names.contains(&text)))
    };
    let mut named = headings.filter(|heading| !heading.is_empty());
    let mut text = "its first line does not name any field of the schema".to_owned();
    // Messages must not contain people's values.
    if named.clone().any(is_value) {
        text.push_str(" and looks like a data row: the headings are missing");
        return Error::Table(text);
    }
    let near = |heading| format!("{} (nearest known: {})", shown(heading), Field::nearest(heading).name());
    let first: Vec<String> = named.by_ref().take(MOST).map(near).collect();
    text.push_str(": ");
    text.push_str(&joined(first, ", "));
    if named.next().is_some() {
        text.push_str(", …");
    }
    Error::Table(text)
}

/// A heading, shortened for a message.
pub(crate) fn shown(heading: &str) -> String {
    heading.trim().chars().take(SHOWN).collect()
}

/// The unit in the brackets of a heading.
#[cfg(feature = "csv-text")]
pub(super) fn unit_of(heading: &str) -> Option<&str> {
    split(heading).1
}

/// Splits off the last brackets of a heading and returns their content.
fn split(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let brackets = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (name, unit) = heading.strip_suffix(close)?.rsplit_once(open)?;
        Some((name, Some(unit)))
    });
    brackets.unwrap_or((heading, None))
}

/// Lower case, without accents, tildes or superscripts.
pub(super) fn plain(text: &str) -> String {
    let letter = |letter| match letter {
        'ñ' | 'Ñ' => Some('n'),
        '²' => Some('2'),
        '.' | '^' => None,
        other => Some(other),
    };
    fold(text.trim()).chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FIELDS;

    #[test]
    fn the_name_of_every_field_is_read_in_any_writing_and_with_its_own_unit_only() {
        for spec in &FIELDS {
            let name = spec.name;
            let (capitals, spaced) = (name.to_uppercase(), name.replace('_', " "));
            for heading in [name.to_owned(), capitals, format!(" {spaced}\u{a0}"), name.replace('_', "-")] {
                assert_eq!(Field::by_heading(&heading).unwrap(), Some(spec.field), "{heading}");
                let own = format!("{heading} ({})", if spec.unit.is_empty() { "0-1" } else { spec.unit });
                assert_eq!(Field::by_heading(&own).unwrap(), Some(spec.field), "{own}");
                if !spec.unit.is_empty() || spec.field == Field::CardiovascularRisk {
                    let other = format!("{heading} [mmol/L]");
                    assert!(Field::by_heading(&other).is_err(), "{other}");
                }
            }
        }
    }

    #[test]
    fn units_are_read_as_people_write_them() {
        for heading in [
            "Edad (años)",
            "EDAD (AÑOS)",
            "edad [years]",
            "Índice (IMC)",
            "IMC (Kg/m^2)",
            "imc (kg/m2)",
            "TAS (mm Hg)",
            "tad (mmHg.)",
            "Frecuencia Cardíaca (lpm)",
            "HbA1c (%)",
            "Resultado (mg/dl)",
            "Sexo (M/F)",
            "Fuma (Si/No)",
            "riesgo cardiovascular (0-1)",
            "Edad (años cumplidos)",
            "Antecedente glucosa alta",
        ] {
            assert!(Field::by_heading(heading).is_ok(), "{heading}");
        }
        for heading in [
            "Talla (m)",
            "peso (lb)",
            "Glucosa ayunas (mmol/L)",
            "hba1c (mmol/mol)",
            "Riesgo cardiovascular (%)",
            "perimetro abdominal (in)",
            "edad (meses)",
            "Resultado (mmol/L)",
        ] {
            assert_eq!(Field::by_heading(heading).unwrap_err().code(), "unreadable_table", "{heading}");
        }
        for heading in ["", "()", "(edad)", "Género", "edad del padre", "no_edad", "edad (a) (b)"] {
            assert_eq!(Field::by_heading(heading).unwrap(), None, "{heading}");
        }
    }
}

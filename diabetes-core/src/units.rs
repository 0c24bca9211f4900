//! Alternative units, one per row, for values outside a field's range and for doubtful ones within it.

use crate::locale::Text;
use crate::schema::{FIELD_COUNT, Field, FieldKind};
use crate::{Locale, text};
use std::sync::LazyLock;

/// A unit in which people or devices may give a field instead of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherUnit {
    /// The field.
    pub field: Field,
    /// The lowest and highest values that are probably in this unit.
    pub range: [f64; 2],
    /// Its name.
    pub name: Text,
    /// Its UCUM code; empty if it has none.
    pub ucum: &'static str,
    /// The factor and the offset that convert a value to the field's own unit, in this order. `None` if the conversion
    /// is not linear.
    pub conversion: Option<[f64; 2]>,
    /// Whether a form offers it: people measure in it, rather than mistake it.
    pub offered: bool,
}

/// A unit's name and its UCUM code.
type Named = (Text, &'static str);

const fn unit(field: Field, range: [f64; 2], (name, ucum): Named, factor: f64) -> OtherUnit {
    OtherUnit { field, range, name, ucum, conversion: Some([factor, 0.0]), offered: false }
}

const fn offered(field: Field, range: [f64; 2], named: Named, factor: f64) -> OtherUnit {
    OtherUnit { offered: true, ..unit(field, range, named, factor) }
}

const INCHES: Named = (Text::new("pulgadas", "inches"), "[in_i]");
const METRES: Named = (Text::new("metros", "metres"), "m");
const POUNDS: Named = (Text::new("libras", "pounds"), "[lb_av]");
const PER_CENT: Named = (Text::new("porcentaje", "per cent"), "%");
const CM_HG: Named = (Text::same("cmHg"), "cm[Hg]");
const KPA: Named = (Text::same("kPa"), "kPa");
const MM: Named = (Text::same("mm"), "mm");
const GRAMS_PER_LITRE: Named = (Text::same("g/L"), "g/L");
const MMOL_PER_LITRE: Named = (Text::same("mmol/L"), "mmol/L");
/// mg/dL of glucose per mmol/L.
const GLUCOSE: f64 = 18.016;
/// The IFCC master equation, which converts HbA1c from mmol/mol to %.
const IFCC: OtherUnit = OtherUnit {
    field: Field::Hba1cPercent,
    range: [15.0, 195.0],
    name: Text::same("mmol/mol"),
    ucum: "mmol/mol",
    conversion: Some([0.09148, 2.152]),
    offered: true,
};

/// All alternative units, in the order of the fields.
///
/// A value within the range of both the field *and* a row is doubtful and gives a warning. Such rows are at one end of
/// the field's range.
pub const OTHER_UNITS: &[OtherUnit] = &[
    OtherUnit {
        field: Field::Age,
        range: [1900.0, 2100.0],
        name: Text::new("año de nacimiento", "year of birth"),
        ucum: "",
        conversion: None,
        offered: false,
    },
    unit(Field::Age, [216.0, 1440.0], (Text::new("meses", "months"), "mo"), 1.0 / 12.0),
    unit(Field::WaistCm, [0.4, 2.2], METRES, 100.0),
    // Adults measure more than 55 cm, and waists of 40 inches are common.
    offered(Field::WaistCm, [20.0, 55.0], INCHES, 2.54),
    unit(Field::WaistCm, [400.0, 2200.0], MM, 0.1),
    unit(Field::SystolicMmHg, [6.0, 30.0], CM_HG, 10.0),
    unit(Field::SystolicMmHg, [8.0, 40.0], KPA, 7.500_617),
    unit(Field::DiastolicMmHg, [3.0, 19.9], CM_HG, 10.0),
    unit(Field::DiastolicMmHg, [5.0, 19.9], KPA, 7.500_617),
    unit(Field::CardiovascularRisk, [1.001, 100.0], PER_CENT, 0.01),
    offered(Field::HeightCm, [1.0, 2.5], METRES, 100.0),
    unit(Field::HeightCm, [4.0, 8.2], (Text::new("pies", "feet"), "[ft_i]"), 30.48),
    offered(Field::HeightCm, [40.0, 98.0], INCHES, 2.54),
    unit(Field::HeightCm, [1000.0, 2500.0], MM, 0.1),
    // A value in range is doubted only if nothing but the height can confirm it: see the rules.
    offered(Field::WeightKg, [150.0, 880.0], POUNDS, 0.453_592_37),
    unit(Field::WeightKg, [20_000.0, 400_000.0], (Text::new("gramos", "grams"), "g"), 0.001),
    unit(Field::FastingGlucoseMgDl, [0.2, 3.0], GRAMS_PER_LITRE, 100.0),
    offered(Field::FastingGlucoseMgDl, [1.1, 30.0], MMOL_PER_LITRE, GLUCOSE),
    OtherUnit {
        field: Field::Hba1cPercent,
        range: [0.03, 0.2],
        name: Text::new("tanto por uno", "fractions of 1"),
        ucum: "1",
        conversion: Some([100.0, 0.0]),
        offered: false,
    },
    IFCC,
    unit(Field::OutcomeMgDl, [0.2, 3.0], GRAMS_PER_LITRE, 100.0),
    unit(Field::OutcomeMgDl, [1.1, 19.9], MMOL_PER_LITRE, GLUCOSE),
];

const _: () = assert!(OTHER_UNITS.len() <= 32, "each has a bit");

impl OtherUnit {
    /// Converts a value in this unit to the field's own unit.
    ///
    /// ```
    /// use diabetes_core::{Field, units::OTHER_UNITS};
    /// let metres = OTHER_UNITS.iter().find(|unit| unit.field == Field::HeightCm).unwrap();
    /// assert_eq!(metres.convert(1.5), Some(150.0));
    /// ```
    #[must_use]
    pub fn convert(&self, value: f64) -> Option<f64> {
        self.conversion.map(|[factor, added]| factor * value + added)
    }

    /// The unit that a form offers for a field, by its English name.
    ///
    /// ```
    /// use diabetes_core::{Field, units::OtherUnit};
    /// assert_eq!(OtherUnit::offered_for(Field::HeightCm, "metres").unwrap().ucum, "m");
    /// assert!(OtherUnit::offered_for(Field::HeightCm, "feet").is_none());
    /// ```
    #[must_use]
    pub fn offered_for(field: Field, name: &str) -> Option<&'static Self> {
        let mut offered = OTHER_UNITS.iter().filter(|unit| unit.field == field && unit.offered);
        offered.find(|unit| unit.name.get(Locale::En) == name)
    }

    /// Whether a value of the field is probably in this unit.
    #[must_use]
    pub fn has(&self, value: f64) -> bool {
        let [min, max] = self.range;
        (min..=max).contains(&value)
    }

    /// Whether values in the field's own range may be in this unit.
    fn overlaps(&self) -> bool {
        let [from, to] = self.range;
        matches!(self.field.spec().kind, FieldKind::Number { min, max, .. } if from <= max && to >= min)
    }
}

/// The units that a value is probably in if it is not in the field's own, as bits in the order of [`OTHER_UNITS`].
pub(crate) fn probable(field: Field, value: f64) -> u32 {
    let units = OTHER_UNITS.iter().zip(0..);
    units.filter(|(unit, _)| unit.field == field && unit.has(value)).fold(0, |bits, (_, bit)| bits | 1 << bit)
}

/// The question to ask for bits of [`probable`] units; `None` if there are none.
pub(crate) fn question(bits: u32, locale: Locale) -> Option<String> {
    let units = || OTHER_UNITS.iter().zip(0..).filter(|(_, bit)| bits >> bit & 1 == 1).map(|(unit, _)| unit);
    let words = locale.words();
    let names: Vec<String> = units().map(|unit| unit.name.get(locale).to_owned()).collect();
    let names = text::listed(&names, words.or);
    let is_unit = units().all(|unit| unit.conversion.is_some());
    (bits != 0).then(|| (words.is_it)(&names, is_unit))
}

/// The unit that a value within a field's range may be in; each field has at most one.
pub(crate) fn doubtful(field: Field) -> Option<&'static OtherUnit> {
    OTHER_UNITS.iter().find(|unit| unit.field == field && unit.overlaps())
}

/// The range of a number field in which the unit is beyond doubt.
pub(crate) fn beyond_doubt(field: Field) -> [f64; 2] {
    static RANGES: LazyLock<[[f64; 2]; FIELD_COUNT]> = LazyLock::new(|| {
        let mut ranges = [[f64::NEG_INFINITY, f64::INFINITY]; FIELD_COUNT];
        for (field, range) in Field::all().zip(&mut ranges) {
            if let FieldKind::Number { min, max, .. } = field.spec().kind {
                *range = match doubtful(field).map(|unit| unit.range) {
                    None => [min, max],
                    Some([from, to]) if from <= min => [to.next_up(), max],
                    Some([from, _]) => [min, from.next_down()],
                };
            }
        }
        ranges
    });
    RANGES.get(field.index()).copied().unwrap_or([f64::NEG_INFINITY, f64::INFINITY])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_another_unit_is_possible_in_the_own_one() {
        for unit in OTHER_UNITS {
            let FieldKind::Number { min, max, .. } = unit.field.spec().kind else { panic!("{unit:?} is of no number") };
            let [from, to] = unit.range;
            assert!(from < to, "{unit:?}");
            if let (Some(low), Some(high)) = (unit.convert(from), unit.convert(to)) {
                // A unit's range is only where to look for it; once converted it has to overlap the field's range.
                assert!(low <= max && high >= min, "{unit:?}: {low} to {high}");
            }
        }
    }

    #[test]
    fn doubts_lie_at_one_end_of_a_range() {
        let fields = [Field::WaistCm, Field::WeightKg, Field::FastingGlucoseMgDl, Field::Hba1cPercent];
        for field in Field::all() {
            let overlapping = OTHER_UNITS.iter().filter(|unit| unit.field == field && unit.overlaps());
            assert_eq!(overlapping.count(), usize::from(fields.contains(&field)), "{}", field.name());
        }
        assert_eq!(beyond_doubt(Field::FastingGlucoseMgDl), [30.0_f64.next_up(), 1000.0]);
        assert_eq!(beyond_doubt(Field::Hba1cPercent), [3.0, 15.0_f64.next_down()]);
        assert_eq!(beyond_doubt(Field::Age), [18.0, 120.0]);
    }
}

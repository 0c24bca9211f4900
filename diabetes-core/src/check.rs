//! Checks one record: ranges, and the rules between fields.

use crate::date::Date;
use crate::rules::{self, Asks, RuleId};
use crate::schema::{Field, FieldKind, FieldSet, REQUIRED};
use crate::scores::findrisc_sums;
use crate::units;
use crate::validation::{FieldError, Warning};
use crate::values::Values;

/// Which fields a record must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// None: for the scores.
    Nothing,
    /// Age and sex, and the target is read too: for training and evaluation.
    AgeAndSex,
    /// The six fields of [`REQUIRED`]: for a prediction.
    Six,
}

impl Required {
    /// Whether the training target is read; elsewhere it is an unknown field.
    pub(crate) fn reads_target(self) -> bool {
        self == Required::AgeAndSex
    }

    /// Whether a field of whole numbers accepts a fraction: some training tables come from a generator that draws the
    /// FINDRISC score like a measurement.
    pub(crate) fn takes_fraction(self, field: Field) -> bool {
        self.reads_target() && field == Field::Findrisc
    }

    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Required::Nothing => &[],
            Required::AgeAndSex => &[Field::Age, Field::Sex],
            Required::Six => &REQUIRED,
        }
    }
}

/// The values of a record whose fields have no error of their own; none if nothing can be said about its fields.
pub(crate) fn without_errors(mut values: Values, errors: &[FieldError]) -> Values {
    if errors.iter().any(FieldError::is_about_the_whole) {
        return Values::default();
    }
    for field in errors.iter().filter_map(FieldError::schema_field) {
        values.set(field, f64::NAN);
    }
    values
}

/// Checks ranges and the rules between fields, and fills in fields that others determine.
///
/// `failed` are the fields that are present and could not be read.
#[inline(never)]
pub(crate) fn check(
    values: &mut Values,
    failed: FieldSet,
    required: Required,
    errors: &mut Vec<FieldError>,
    warnings: &mut Vec<Warning>,
) {
    let before = errors.len();
    let filled = rules::compute(values, failed, |rule| errors.push(FieldError::rule(rule)));
    if !required.reads_target() {
        values.set(Field::OutcomeMgDl, f64::NAN);
    }
    for field in Field::all() {
        let Some(value) = values.known(field) else { continue };
        if let Some(([min, max], whole)) = range_of(field) {
            if value.is_infinite() {
                errors.push(FieldError::not_finite(field));
            } else if value < min || value > max {
                errors.push(FieldError::out_of_range(field, value));
            } else if whole && !required.takes_fraction(field) && value.fract() != 0.0 {
                errors.push(FieldError::not_whole(field));
            }
        }
    }
    let unsound = named(errors.iter().skip(before));
    let is_given = |field: &Field| values.known(*field).is_some() || failed.has(*field);
    // If all inputs of a formula are given but it has no result, one of them is invalid and has its own error.
    let is_excused = |field: &Field| {
        let sources = rules::sources(*field);
        !sources.is_empty() && sources.iter().all(is_given)
    };
    let absent = required.fields().iter().filter(|field| !is_given(field) && !is_excused(field));
    errors.extend(absent.map(|field| FieldError::missing(*field)));
    rules::contradictions(values, unsound, |rule| {
        if rule.rule().is_error {
            errors.push(FieldError::rule(rule));
        } else {
            warnings.push(Warning::rule(rule));
        }
    });
    if errors.len() == before && failed.is_empty() {
        doubt_units(values, filled, warnings);
        rules::settle(values, |rule| warnings.push(Warning::rule(rule)));
        settle_findrisc(values, warnings);
    }
}

/// The fields that errors name.
pub(crate) fn named<'e>(errors: impl Iterator<Item = &'e FieldError>) -> FieldSet {
    errors.filter_map(FieldError::schema_field).collect()
}

/// The minimum and maximum of a number or date field, and whether it must be whole; `None` for a choice.
fn range_of(field: Field) -> Option<([f64; 2], bool)> {
    match field.spec().kind {
        FieldKind::Number { min, max, whole } => Some(([min, max], whole)),
        FieldKind::Date => Some((Date::accepted(), false)),
        FieldKind::Choice(_) => None,
    }
}

/// The fields whose unit is in doubt by their value alone.
pub(crate) const DOUBTED: [Field; 3] = [Field::WaistCm, Field::FastingGlucoseMgDl, Field::Hba1cPercent];

/// Warns of values that are within range but may still be in another unit.
fn doubt_units(values: &Values, filled: FieldSet, warnings: &mut Vec<Warning>) {
    let always = DOUBTED.map(|field| (field, false));
    for (field, is_doubted) in rules::doubts(values, filled).chain(always) {
        let [min, max] = units::beyond_doubt(field);
        if values.known(field).is_some_and(|value| is_doubted || value < min || value > max) {
            warnings.push(Warning::unit_doubtful(field));
        }
    }
}

/// Fills in the score that the FINDRISC items determine, and warns of an entered score that they do not allow.
fn settle_findrisc(values: &mut Values, warnings: &mut Vec<Warning>) {
    let sums = findrisc_sums(values);
    for id in RuleId::all().filter(|id| matches!(id.rule().asks, Asks::Score)) {
        let field = id.rule().field;
        match (values.known(field), sums.only()) {
            (Some(typed), _) if !sums.contains(typed) => warnings.push(Warning::score_differs(id, sums)),
            (None, Some(points)) => values.set(field, points),
            _ => {}
        }
    }
}

//! Rules between the fields of a record, one per row. `check` applies them to one record; a table's check is compiled
//! from them.

use crate::arithmetic::Arithmetic;
#[cfg(feature = "sql")]
use crate::arithmetic::Written;
use crate::locale::Text;
use crate::schema::{Field, FieldKind, FieldSet};
use crate::values::{Values, code};
use serde::{Deserialize, Serialize};

/// A rule between fields.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The stable code of the error or warning if the rule is broken.
    pub code: &'static str,
    /// The field that the error or warning names.
    pub field: Field,
    /// Whether a record that breaks it is rejected.
    pub is_error: bool,
    /// The condition.
    pub(crate) asks: Asks,
    /// The message if it is broken.
    pub message: Text,
}

/// An answer to a choice field: the position of the choice.
type Answer = (Field, usize);

/// The condition of a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asks {
    /// The first field is less than the second.
    Below(Field, Field),
    /// The rule's field equals a formula of two others, and is filled in if blank.
    Formula {
        of: [Field; 2],
        formula: fn(f64, f64) -> f64,
        /// The same formula as text.
        #[cfg(feature = "sql")]
        written: fn(Written, Written) -> Written,
        /// How far a given value may differ from the formula.
        tolerance: f64,
        /// From this computed value on, the unit of that field is in doubt.
        doubt: (f64, Field),
    },
    /// The two answers exclude each other.
    Never(Answer, Answer),
    /// Any of these answers implies the other one, which is filled in or corrected.
    Implies(Field, &'static [usize], Answer),
    /// The rule's field is within the points that a score's items allow, and is filled in if only one number is
    /// possible.
    Score,
}

impl Asks {
    /// The two fields of a rule between choices.
    pub(crate) fn choices(&self) -> Option<[Field; 2]> {
        match *self {
            Asks::Never((one, _), (other, _)) | Asks::Implies(one, _, (other, _)) => Some([one, other]),
            Asks::Below(..) | Asks::Formula { .. } | Asks::Score => None,
        }
    }
}

/// All rules, in the order in which they are checked.
pub static RULES: [Rule; 8] = [
    Rule {
        code: "imc_mismatch",
        field: Field::Bmi,
        is_error: true,
        asks: Asks::Formula {
            of: [Field::HeightCm, Field::WeightKg],
            formula: bmi,
            #[cfg(feature = "sql")]
            written: bmi,
            tolerance: 0.5,
            // Few people exceed it, but a true index of 20 does if computed from pounds.
            doubt: (45.0, Field::WeightKg),
        },
        message: Text::new(
            "El índice de masa corporal no concuerda con la talla y el peso: difiere en más de 0,5 kg/m².",
            "Body mass index does not match height and weight: it differs by more than 0.5 kg/m².",
        ),
    },
    Rule {
        code: "tad_not_below_tas",
        field: Field::DiastolicMmHg,
        is_error: true,
        asks: Asks::Below(Field::DiastolicMmHg, Field::SystolicMmHg),
        message: Text::new(
            "La tensión diastólica debe ser menor que la sistólica.",
            "Diastolic pressure must be below systolic pressure.",
        ),
    },
    Rule {
        code: "gestational_man",
        field: Field::GestationalDiabetes,
        is_error: true,
        asks: Asks::Implies(Field::Sex, &[code::MALE], (Field::GestationalDiabetes, code::NO)),
        message: Text::new(
            "Un hombre no puede haber tenido diabetes gestacional: revise el sexo y ese antecedente.",
            "A man cannot have had gestational diabetes: check the sex and that answer.",
        ),
    },
    Rule {
        code: "pregnant_man",
        field: Field::Pregnant,
        is_error: false,
        asks: Asks::Never((Field::Sex, code::MALE), (Field::Pregnant, code::YES)),
        message: Text::new(
            "Figura un embarazo en un hombre: revise el sexo y el embarazo.",
            "A man is entered as pregnant: check the sex and the pregnancy.",
        ),
    },
    family(Field::FamilyDegree, &[code::NO_RELATIVE], (Field::FamilyHistory, code::NO)),
    family(Field::FamilyDegree, &[code::SECOND_DEGREE, code::FIRST_DEGREE], (Field::FamilyHistory, code::YES)),
    family(Field::FamilyHistory, &[code::NO], (Field::FamilyDegree, code::NO_RELATIVE)),
    Rule {
        code: "findrisc_differs",
        field: Field::Findrisc,
        is_error: false,
        asks: Asks::Score,
        message: Text::new(
            "El puntaje FINDRISC difiere del que dan sus preguntas.",
            "The FINDRISC score differs from that of its items.",
        ),
    },
];

/// The degree determines whether there is a family history, and no family history means no degree.
const fn family(field: Field, answers: &'static [usize], implied: Answer) -> Rule {
    Rule {
        code: "family_history_conflict",
        field: Field::FamilyHistory,
        is_error: false,
        asks: Asks::Implies(field, answers, implied),
        message: Text::new(
            "La historia familiar y el grado del familiar se contradicen: se usa el grado.",
            "The family history and the degree of the relative contradict each other: the degree is used.",
        ),
    }
}

/// Whether the field's value in a record, if it is known, follows from a field before it.
#[cfg(feature = "train")]
pub(crate) fn follows(field: Field, values: &Values) -> bool {
    let implies = |rule: &Rule| match rule.asks {
        Asks::Implies(by, answers, (implied, answer)) => {
            implied == field
                && by.index() < field.index()
                && values.is(field, answer)
                && answers.iter().any(|given| values.is(by, *given))
        }
        _ => false,
    };
    values.known(field).is_none() || RULES.iter().any(implies)
}

/// The body mass index from height (cm) and weight (kg), kg/m².
fn bmi<N: Arithmetic>(height_cm: N, weight_kg: N) -> N {
    let metres = height_cm.over(N::number(100.0));
    weight_kg.over(metres.clone().times(metres))
}

/// A rule, identified by its index in [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RuleId(u8);

impl RuleId {
    /// Every rule, in order.
    pub(crate) fn all() -> impl Iterator<Item = RuleId> {
        (0..RULES.len()).map(|place| Self(place as u8))
    }

    pub(crate) fn place(self) -> u64 {
        self.0.into()
    }

    pub(crate) fn rule(self) -> &'static Rule {
        RULES.get(usize::from(self.0)).unwrap_or(&RULES[0])
    }
}

/// Fills in blank fields that have a formula with valid inputs, and reports given values that break one. `failed` are
/// the fields that are present but could not be read; returns the fields filled in.
pub(crate) fn compute(values: &mut Values, failed: FieldSet, mut broken: impl FnMut(RuleId)) -> FieldSet {
    let mut filled = FieldSet::default();
    for id in RuleId::all() {
        let Rule { field, asks: Asks::Formula { of: [one, other], formula, tolerance, .. }, .. } = *id.rule() else {
            continue;
        };
        let (Some(one), Some(other)) = (within(values, one), within(values, other)) else { continue };
        let computed = formula(one, other);
        match (values.known(field), within(values, field)) {
            (None, _) if !failed.has(field) => {
                values.set(field, computed);
                filled.insert(field);
            }
            (_, Some(given)) if (given - computed).abs() > tolerance => broken(id),
            _ => {}
        }
    }
    filled
}

/// The value of a field if it is within its range.
fn within(values: &Values, field: Field) -> Option<f64> {
    values.known(field).filter(|value| match field.spec().kind {
        FieldKind::Number { min, max, .. } => (min..=max).contains(value),
        FieldKind::Choice(_) | FieldKind::Date => true,
    })
}

/// The input fields of a field's formula; empty if it has none.
pub(crate) fn sources(field: Field) -> &'static [Field] {
    let of = RULES.iter().find_map(|rule| match &rule.asks {
        Asks::Formula { of, .. } if rule.field == field => Some(&of[..]),
        _ => None,
    });
    of.unwrap_or_default()
}

/// The fields whose unit nothing confirms because a related field is absent or was `filled` in from them, and whether
/// its computed value casts doubt on it.
pub(crate) fn doubts(values: &Values, filled: FieldSet) -> impl Iterator<Item = (Field, bool)> {
    RULES.iter().filter_map(move |rule| {
        let Asks::Formula { doubt: (from, doubted), .. } = rule.asks else { return None };
        let is_given = values.known(rule.field).is_some() && !filled.has(rule.field);
        (!is_given).then(|| (doubted, values.get(rule.field) >= from))
    })
}

/// Finds contradictions among the given values. `unsound` are the fields with an error of their own.
pub(crate) fn contradictions(values: &Values, unsound: FieldSet, mut broken: impl FnMut(RuleId)) {
    let is_sound = |field: Field| !unsound.has(field);
    let stands = |(field, answer): Answer| values.is(field, answer);
    for id in RuleId::all() {
        let rule = id.rule();
        let is_broken = match rule.asks {
            Asks::Below(low, high) => values.get(low) >= values.get(high) && is_sound(low) && is_sound(high),
            Asks::Never(one, other) => stands(one) && stands(other),
            Asks::Implies(..) => rule.is_error && implied(values, rule).is_some_and(|(_, is_other)| is_other),
            Asks::Formula { .. } | Asks::Score => false,
        };
        if is_broken {
            broken(id);
        }
    }
}

/// Fills in answers that others imply, and reports those that had to be corrected.
pub(crate) fn settle(values: &mut Values, mut broken: impl FnMut(RuleId)) {
    for id in RuleId::all() {
        if let Some(((field, answer), is_other)) = implied(values, id.rule()) {
            if is_other {
                broken(id);
            }
            values.set(field, answer as f64);
        }
    }
}

/// The answer that a rule implies, if one of its conditions holds, and whether a different answer was given.
fn implied(values: &Values, rule: &Rule) -> Option<(Answer, bool)> {
    let Asks::Implies(field, answers, implied) = rule.asks else { return None };
    let (other, answer) = implied;
    let is_other = values.known(other).is_some_and(|given| given != answer as f64);
    answers.iter().any(|answer| values.is(field, *answer)).then_some((implied, is_other))
}

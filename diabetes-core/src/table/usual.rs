//! The check of a table's usual rows, column by column.
//!
//! A usual row is one that [`check`](crate::patient::check) passes without an error and without a warning but that of a
//! typed FINDRISC, which many rows of some tables have. Only that is decided here, and what follows from the row's fields
//! is filled in; of every other row `check` says what it is.

use super::Notes;
use super::column::{Columns, fill, part_of};
use crate::date::Date;
use crate::patient::{BMI_TOLERANCE, Required, bmi, family};
use crate::schema::{FIELDS, Field, Kind};
use crate::scorecard::compiled::{Part, Scratch};
use crate::scores::{self, SumsTable};
use crate::units::{self, DOUBTFUL_BMI};
use crate::validation::Warning;
use crate::values::code;
use diabetes_kernel::{CODES, Pair, Pairs, UNKNOWN, all_within};
use std::ops::Range;

/// A block of rows under check: whether each is usual, and the fields that may follow from others.
#[derive(Debug)]
pub(super) struct UsualRows {
    usual: Vec<bool>,
    /// What deserves a look in usual rows: warnings by their numbers.
    warned: Vec<(usize, u32)>,
    /// The numbers of the warnings that FINDRISC differs, [`UNKNOWN`] as long as there is none; empty until the first.
    differs: Vec<u32>,
    /// A bit for each number or date field that every row of the block has, within its range.
    complete: u32,
    /// What follows from the rows' fields; empty where nothing new does.
    bmi: Vec<f64>,
    findrisc: Vec<f64>,
    sexes: Vec<u8>,
    gestational: Vec<u8>,
    pregnant: Vec<u8>,
    history: Vec<u8>,
    degree: Vec<u8>,
    points: Vec<[f64; 2]>,
    scratch: Scratch,
    places: Vec<u32>,
    sex_and_gestational: Pairs,
    sex_and_pregnant: Pairs,
    family: Pairs,
}

/// More points than FINDRISC can have, which are whole.
const MOST_POINTS: usize = 32;

const MALE: u8 = code::MALE as u8;
const YES: u8 = code::YES as u8;
const NO: u8 = code::NO as u8;

impl Default for UsualRows {
    fn default() -> Self {
        // Without the sex FINDRISC has two sums to choose from.
        let gestational = |sex: u8, gestational: u8| match sex {
            MALE => (sex, NO, gestational != YES),
            _ => (sex, gestational, sex != code::MISSING),
        };
        let family = |history: u8, degree: u8| {
            let (implied, settled) = family(history, degree);
            (implied, settled, history == implied || history == code::MISSING)
        };
        Self {
            usual: Vec::new(),
            warned: Vec::new(),
            differs: Vec::new(),
            complete: 0,
            bmi: Vec::new(),
            findrisc: Vec::new(),
            sexes: Vec::new(),
            gestational: Vec::new(),
            pregnant: Vec::new(),
            history: Vec::new(),
            degree: Vec::new(),
            points: Vec::new(),
            scratch: Scratch::default(),
            places: Vec::new(),
            sex_and_gestational: pairs(gestational),
            sex_and_pregnant: pairs(|sex, pregnant| (sex, pregnant, !(sex == MALE && pregnant == YES))),
            family: pairs(family),
        }
    }
}

impl UsualRows {
    /// Finds the usual rows of a block of a table with `total` rows, none of them in `failed`, and fills in what follows from their fields.
    pub(super) fn check(
        &mut self,
        columns: &mut Columns<'_>,
        total: usize,
        rows: &Range<usize>,
        required: Required,
        failed: impl Iterator<Item = usize>,
        warnings: &mut Notes<Warning>,
    ) -> (&[bool], &[(usize, u32)]) {
        self.warned.clear();
        self.usual.clear();
        self.usual.resize(rows.len(), true);
        for row in failed {
            if let Some(usual) = self.usual.get_mut(row - rows.start) {
                *usual = false;
            }
        }
        let part = |field: Field| part_of(columns, field, rows.clone());
        self.look_at_ranges(required, part);
        self.derive_bmi(part);
        self.look_at_required(required, part);
        self.look_at_pairs(part);
        self.look_at_family(part);
        self.look_at_findrisc(rows.start, part, warnings);
        for (field, settled) in [
            (Field::Bmi, Part::Numbers(&self.bmi)),
            (Field::Findrisc, Part::Numbers(&self.findrisc)),
            (Field::GestationalDiabetes, Part::Codes(&self.gestational)),
            (Field::FamilyHistory, Part::Codes(&self.history)),
            (Field::FamilyDegree, Part::Codes(&self.degree)),
        ] {
            if !settled.is_empty() {
                fill(columns, total, field, rows, settled, &self.usual);
            }
        }
        (&self.usual, &self.warned)
    }

    fn look_at_ranges<'p>(&mut self, required: Required, part: impl Fn(Field) -> Part<'p>) {
        self.complete = 0;
        for spec in FIELDS.iter().filter(|spec| spec.field != Field::OutcomeMgDl || required.reads_target()) {
            let Part::Numbers(numbers) = part(spec.field) else { continue };
            let (whole, [min, max]) = match spec.kind {
                // Of a value in a doubtful unit `check` says what it is.
                Kind::Number { whole, .. } => (whole, units::beyond_doubt(spec.field)),
                Kind::Date => (false, Date::accepted()),
                Kind::Choice(_) => continue,
            };
            if all_within(numbers, min, max) {
                self.complete |= 1 << spec.field.index();
            } else {
                diabetes_kernel::keep_within(&mut self.usual, numbers, min, max);
            }
            if whole && !required.takes_fraction(spec.field) {
                diabetes_kernel::keep_whole(&mut self.usual, numbers);
            }
        }
    }

    fn derive_bmi<'p>(&mut self, part: impl Fn(Field) -> Part<'p>) {
        self.bmi.clear();
        let (Part::Numbers(heights), Part::Numbers(weights), Kind::Number { min, max, .. }) =
            (part(Field::HeightCm), part(Field::WeightKg), Field::Bmi.spec().kind)
        else {
            return;
        };
        copy_numbers(part(Field::Bmi), self.usual.len(), &mut self.bmi);
        let measures = heights.iter().zip(weights);
        for ((usual, given), (height, weight)) in self.usual.iter_mut().zip(&mut self.bmi).zip(measures) {
            let computed = bmi(*height, *weight);
            let is_doubtful = given.is_nan() && computed >= DOUBTFUL_BMI;
            if given.is_nan() {
                *given = computed;
            }
            *usual &= !(is_doubtful || *given < min || *given > max || (*given - computed).abs() > BMI_TOLERANCE);
        }
    }

    fn look_at_required<'p>(&mut self, required: Required, part: impl Fn(Field) -> Part<'p>) {
        for field in required.fields().iter().filter(|field| self.complete >> field.index() & 1 == 0) {
            let derived = *field == Field::Bmi && !self.bmi.is_empty();
            match if derived { Part::Numbers(&self.bmi) } else { part(*field) } {
                Part::Numbers(numbers) => {
                    self.usual.iter_mut().zip(numbers).for_each(|(usual, number)| *usual &= !number.is_nan());
                }
                Part::Codes(codes) if codes.contains(&code::MISSING) => {
                    self.usual.iter_mut().zip(codes).for_each(|(usual, code)| *usual &= *code != code::MISSING);
                }
                Part::Codes(_) => {}
                Part::Absent => self.usual.fill(false),
            }
        }
    }

    /// Pressures, and what a man cannot have.
    fn look_at_pairs<'p>(&mut self, part: impl Fn(Field) -> Part<'p>) {
        if let (Part::Numbers(systolic), Part::Numbers(diastolic)) =
            (part(Field::SystolicMmHg), part(Field::DiastolicMmHg))
        {
            diabetes_kernel::keep_below(&mut self.usual, diastolic, systolic);
        }
        let Part::Codes(sexes) = part(Field::Sex) else {
            self.usual.fill(false);
            return;
        };
        let rows = self.usual.len();
        copy_codes(Part::Codes(sexes), rows, &mut self.sexes);
        copy_codes(part(Field::GestationalDiabetes), rows, &mut self.gestational);
        if !self.sex_and_gestational.settle(&mut self.sexes, &mut self.gestational, &mut self.usual) {
            self.gestational.clear();
        }
        if let pregnant @ Part::Codes(_) = part(Field::Pregnant) {
            copy_codes(pregnant, rows, &mut self.pregnant);
            self.sex_and_pregnant.settle(&mut self.sexes, &mut self.pregnant, &mut self.usual);
        }
    }

    fn look_at_family<'p>(&mut self, part: impl Fn(Field) -> Part<'p>) {
        copy_codes(part(Field::FamilyHistory), self.usual.len(), &mut self.history);
        copy_codes(part(Field::FamilyDegree), self.usual.len(), &mut self.degree);
        self.family.settle(&mut self.history, &mut self.degree, &mut self.usual);
    }

    fn look_at_findrisc<'p>(&mut self, start: usize, part: impl Fn(Field) -> Part<'p>, warnings: &mut Notes<Warning>) {
        let settled = |field: Field| match field {
            Field::Bmi if !self.bmi.is_empty() => Part::Numbers(&self.bmi),
            Field::GestationalDiabetes if !self.gestational.is_empty() => Part::Codes(&self.gestational),
            Field::FamilyHistory => Part::Codes(&self.history),
            Field::FamilyDegree => Part::Codes(&self.degree),
            field => part(field),
        };
        self.findrisc.clear();
        let Some(table) = scores::findrisc_table() else {
            self.usual.fill(false);
            return;
        };
        table.add(self.usual.len(), settled, &mut self.scratch, &mut self.points);
        let typed = part(Field::Findrisc);
        if let Part::Numbers(typed) = typed {
            diabetes_kernel::places_impossible(&self.usual, typed, &self.points, table.above(), &mut self.places);
            self.differ(start, table, warnings);
        }
        if self.complete >> Field::Findrisc.index() & 1 == 0 {
            copy_numbers(typed, self.usual.len(), &mut self.findrisc);
            for (typed, [min, open]) in self.findrisc.iter_mut().zip(&self.points) {
                if typed.is_nan() && *open == 0.0 {
                    *typed = *min;
                }
            }
        }
    }

    /// Warns that FINDRISC differs at the places found.
    fn differ(&mut self, start: usize, table: &SumsTable, warnings: &mut Notes<Warning>) {
        if self.differs.is_empty() && !self.places.is_empty() {
            self.differs.resize(MOST_POINTS * table.above().len(), UNKNOWN);
        }
        for place in self.places.iter().map(|place| *place as usize) {
            let Some(points @ [min, open]) = self.points.get(place) else { continue };
            let Some(number) = self.differs.get_mut(MOST_POINTS * (*open as usize) + *min as usize) else { continue };
            if *number == UNKNOWN {
                *number = warnings.number(Warning::findrisc_differs(table.sums(*points)));
            }
            self.warned.push((start + place, *number));
        }
    }
}

/// What becomes of the pairs of every two codes, the last of which stands for a missing one.
fn pairs(settled: fn(u8, u8) -> Pair) -> Pairs {
    let code = |place: usize| if place + 1 < CODES { place as u8 } else { code::MISSING };
    Pairs((0..CODES * CODES).map(|place| settled(code(place / CODES), code(place % CODES))).collect())
}

fn copy_numbers(part: Part<'_>, rows: usize, into: &mut Vec<f64>) {
    into.clear();
    match part {
        Part::Numbers(numbers) => into.extend_from_slice(numbers),
        _ => into.resize(rows, f64::NAN),
    }
}

fn copy_codes(part: Part<'_>, rows: usize, into: &mut Vec<u8>) {
    into.clear();
    match part {
        Part::Codes(codes) => into.extend_from_slice(codes),
        _ => into.resize(rows, code::MISSING),
    }
}

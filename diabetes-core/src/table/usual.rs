//! The check of a table's usual rows, column by column.
//!
//! A usual row is one that [`check`](crate::patient::check) passes without an error and without a warning but that of a
//! typed FINDRISC, which many rows of some tables have. Only that is decided here, and what follows from the row's fields
//! is filled in; of every other row `check` says what it is.

use super::column::{Columns, fill, part_of};
use crate::patient::{BMI_TOLERANCE, Required, bmi, family};
use crate::schema::{FIELDS, Field, Kind};
use crate::scorecard::compiled::{Part, Scratch};
use crate::scores;
use crate::validation::Warning;
use crate::values::code;
use diabetes_kernel::all_within;
use std::ops::Range;

/// A block of rows under check: whether each is usual, and the fields that may follow from others.
#[derive(Debug, Default)]
pub(super) struct UsualRows {
    usual: Vec<bool>,
    /// What deserves a look in usual rows.
    warnings: Vec<(usize, Warning)>,
    /// A bit for each number field that every row of the block has, within its range.
    complete: u32,
    /// What follows from the rows' fields; empty where nothing new does.
    bmi: Vec<f64>,
    findrisc: Vec<f64>,
    gestational: Vec<u8>,
    history: Vec<u8>,
    degree: Vec<u8>,
    points: Vec<[f64; 2]>,
    scratch: Scratch,
}

const MALE: u8 = code::MALE as u8;
const YES: u8 = code::YES as u8;
const NO: u8 = code::NO as u8;

impl UsualRows {
    /// Finds the usual rows of a block of a table with `total` rows, none of them in `failed`, and fills in what follows from their fields.
    pub(super) fn check(
        &mut self,
        columns: &mut Columns<'_>,
        total: usize,
        rows: &Range<usize>,
        required: Required,
        failed: impl Iterator<Item = usize>,
    ) -> (&[bool], &[(usize, Warning)]) {
        self.warnings.clear();
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
        self.look_at_findrisc(rows.start, part);
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
        (&self.usual, &self.warnings)
    }

    fn look_at_ranges<'p>(&mut self, required: Required, part: impl Fn(Field) -> Part<'p>) {
        self.complete = 0;
        for spec in FIELDS.iter().filter(|spec| spec.field != Field::OutcomeMgDl || required.reads_target()) {
            let (Kind::Number { min, max, whole }, Part::Numbers(numbers)) = (spec.kind, part(spec.field)) else {
                continue;
            };
            if all_within(numbers, min, max) {
                self.complete |= 1 << spec.field.index();
            } else {
                for (usual, number) in self.usual.iter_mut().zip(numbers) {
                    *usual &= !(*number < min || *number > max);
                }
            }
            if whole {
                for (usual, number) in self.usual.iter_mut().zip(numbers) {
                    *usual &= number.is_nan() || number.fract() == 0.0;
                }
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
            if given.is_nan() {
                *given = computed;
            }
            *usual &= !(*given < min || *given > max || (*given - computed).abs() > BMI_TOLERANCE);
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
            for (usual, (systolic, diastolic)) in self.usual.iter_mut().zip(systolic.iter().zip(diastolic)) {
                let is_too_high = diastolic >= systolic;
                *usual &= !is_too_high;
            }
        }
        // Without the sex FINDRISC has two sums to choose from.
        let Part::Codes(sexes) = part(Field::Sex) else {
            self.usual.fill(false);
            return;
        };
        copy_codes(part(Field::GestationalDiabetes), self.usual.len(), &mut self.gestational);
        let mut is_new = false;
        for ((usual, gestational), sex) in self.usual.iter_mut().zip(&mut self.gestational).zip(sexes) {
            let is_man = *sex == MALE;
            *usual &= *sex != code::MISSING && !(is_man && *gestational == YES);
            is_new |= is_man && *gestational != NO;
            *gestational = if is_man { NO } else { *gestational };
        }
        if !is_new {
            self.gestational.clear();
        }
        if let Part::Codes(pregnant) = part(Field::Pregnant) {
            for (usual, (pregnant, sex)) in self.usual.iter_mut().zip(pregnant.iter().zip(sexes)) {
                *usual &= !(*pregnant == YES && *sex == MALE);
            }
        }
    }

    fn look_at_family<'p>(&mut self, part: impl Fn(Field) -> Part<'p>) {
        copy_codes(part(Field::FamilyHistory), self.usual.len(), &mut self.history);
        copy_codes(part(Field::FamilyDegree), self.usual.len(), &mut self.degree);
        let family_of = self.history.iter_mut().zip(&mut self.degree);
        for (usual, (history, degree)) in self.usual.iter_mut().zip(family_of) {
            let (implied, settled) = family(*history, *degree);
            *usual &= *history == implied || *history == code::MISSING;
            (*history, *degree) = (implied, settled);
        }
    }

    fn look_at_findrisc<'p>(&mut self, start: usize, part: impl Fn(Field) -> Part<'p>) {
        let settled = |field: Field| match field {
            Field::Bmi if !self.bmi.is_empty() => Part::Numbers(&self.bmi),
            Field::GestationalDiabetes if !self.gestational.is_empty() => Part::Codes(&self.gestational),
            Field::FamilyHistory => Part::Codes(&self.history),
            Field::FamilyDegree => Part::Codes(&self.degree),
            field => part(field),
        };
        if !scores::findrisc_ranges(self.usual.len(), settled, &mut self.scratch, &mut self.points) {
            self.usual.fill(false);
        }
        let typed = part(Field::Findrisc);
        if let Part::Numbers(typed) = typed {
            for (row, (usual, (typed, [min, max]))) in self.usual.iter().zip(typed.iter().zip(&self.points)).enumerate()
            {
                if *usual && (typed < min || typed > max) {
                    self.warnings.push((start + row, Warning::findrisc_differs(*min, *max)));
                }
            }
        }
        self.findrisc.clear();
        if self.complete >> Field::Findrisc.index() & 1 == 0 {
            copy_numbers(typed, self.usual.len(), &mut self.findrisc);
            for (typed, [min, max]) in self.findrisc.iter_mut().zip(&self.points) {
                if typed.is_nan() && min == max {
                    *typed = *min;
                }
            }
        }
    }
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

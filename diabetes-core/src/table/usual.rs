//! Checks the usual rows of a table column by column.
//!
//! A usual row is one that [`check`](crate::check::check) passes without errors and with no warning except that of an
//! entered FINDRISC score, which many rows of some tables have. Only this is decided here, and derived fields are
//! filled in; every other row is left to `check`.

use super::Notes;
use super::column::{Columns, fill, part_of};
use crate::check::Required;
use crate::date::Date;
use crate::rules::{self, Asks, RULES, Rule, RuleId};
use crate::schema::{FIELDS, Field, FieldKind, FieldSet};
use crate::scorecard::compiled::{ColumnSlice, Scratch};
use crate::scores::{SumsTable, findrisc_table};
use crate::units;
use crate::validation::Warning;
use crate::values::{Values, code};
use diabetes_kernel::{CODES, Pairs, UNKNOWN, all_within};
use std::mem::take;
use std::ops::Range;

/// A block of rows under check: whether each is usual, and the fields that may be derived from others.
#[derive(Debug)]
pub(super) struct UsualRows {
    usual: Vec<bool>,
    /// Warnings on usual rows, by number.
    warned: Vec<(usize, u32)>,
    /// The numbers of the warnings that a score differs, [`UNKNOWN`] if there is none yet; empty until the first.
    differs: Vec<u32>,
    /// The number and date fields that are present and within range in every row of the block.
    complete: FieldSet,
    rules: Vec<ChoiceRules>,
    /// The scores that are read.
    scores: Vec<RuleId>,
    settled: Settled,
    points: Vec<[f64; 2]>,
    scratch: Scratch,
    places: Vec<u32>,
}

/// The columns that rules fill in or correct; empty if nothing changes.
#[derive(Debug, Default)]
struct Settled {
    numbers: Vec<(Field, Vec<f64>)>,
    codes: Vec<(Field, Vec<u8>)>,
}

/// The rules between two choices.
#[derive(Debug)]
struct ChoiceRules {
    fields: [Field; 2],
    /// The result for each pair of codes.
    pairs: Pairs,
    /// Whether they have an effect if the table has only the first field, and only the second.
    act_alone: [bool; 2],
}

fn scores() -> impl Iterator<Item = RuleId> {
    RuleId::all().filter(|id| matches!(id.rule().asks, Asks::Score))
}

/// More points than FINDRISC can have; they are whole numbers.
const MOST_POINTS: usize = 32;

impl UsualRows {
    /// For a table of which these fields are read.
    pub(super) fn new(is_read: impl Fn(Field) -> bool) -> Self {
        let (mut rules, mut settled) = (Vec::<ChoiceRules>::new(), Settled::default());
        for rule in &RULES {
            if let Some(fields) = rule.asks.choices() {
                if !rules.iter().any(|known| fields.iter().all(|field| known.fields.contains(field))) {
                    rules.push(ChoiceRules::of(fields));
                }
            } else if matches!(rule.asks, Asks::Formula { .. } | Asks::Score) {
                settled.numbers.push((rule.field, Vec::new()));
            }
        }
        let is_settled = |field: &Field| rules.iter().any(|rule| rule.fields.contains(field));
        settled.codes = Field::all().filter(is_settled).map(|field| (field, Vec::new())).collect();
        Self {
            usual: Vec::new(),
            warned: Vec::new(),
            differs: Vec::new(),
            complete: FieldSet::default(),
            rules,
            scores: scores().filter(|score| is_read(score.rule().field)).collect(),
            settled,
            points: Vec::new(),
            scratch: Scratch::default(),
            places: Vec::new(),
        }
    }
}

impl ChoiceRules {
    /// Evaluates every pair of codes like a record that has it.
    fn of(fields: [Field; 2]) -> Self {
        let [one, other] = fields;
        let code = |place: usize| if place + 1 < CODES { place as u8 } else { code::MISSING };
        let read = |codes: [u8; 2]| {
            let (mut values, mut stands) = (Values::default(), true);
            for (field, code) in fields.into_iter().zip(codes) {
                values.set(field, code::number(code));
            }
            rules::contradictions(&values, FieldSet::default(), |_| stands = false);
            rules::settle(&mut values, |_| stands = false);
            (code::of(values.get(one)), code::of(values.get(other)), stands)
        };
        let acts = |codes: [u8; 2]| read(codes) != (codes[0], codes[1], true);
        Self {
            fields,
            pairs: Pairs((0..CODES * CODES).map(|place| read([code(place / CODES), code(place % CODES)])).collect()),
            act_alone: [
                (0..CODES).any(|place| acts([code(place), code::MISSING])),
                (0..CODES).any(|place| acts([code::MISSING, code(place)])),
            ],
        }
    }
}

impl Settled {
    fn clear(&mut self) {
        self.numbers.iter_mut().for_each(|(_, numbers)| numbers.clear());
        self.codes.iter_mut().for_each(|(_, codes)| codes.clear());
    }

    /// The rows of a field: settled if available, else as given.
    fn part<'s, 'p: 's>(&'s self, field: Field, given: impl Fn(Field) -> ColumnSlice<'p>) -> ColumnSlice<'s> {
        let numbers = self.numbers.iter().find(|(known, numbers)| *known == field && !numbers.is_empty());
        let codes = self.codes.iter().find(|(known, codes)| *known == field && !codes.is_empty());
        match (numbers, codes) {
            (Some((_, numbers)), _) => ColumnSlice::Numbers(numbers),
            (_, Some((_, codes))) => ColumnSlice::Codes(codes),
            _ => given(field),
        }
    }

    /// The numbers of a field to settle, initialised as given.
    fn numbers(&mut self, field: Field, given: ColumnSlice<'_>, rows: usize) -> Option<&mut Vec<f64>> {
        let (_, numbers) = self.numbers.iter_mut().find(|(known, _)| *known == field)?;
        match given {
            ColumnSlice::Numbers(given) => numbers.extend_from_slice(given),
            _ => numbers.resize(rows, f64::NAN),
        }
        Some(numbers)
    }

    /// Takes out the codes of a field to settle them; also returns whether they are still as given.
    fn take_codes(&mut self, field: Field, given: ColumnSlice<'_>, rows: usize) -> (Vec<u8>, bool) {
        let slot = self.codes.iter_mut().find(|(known, _)| *known == field);
        let mut codes = slot.map(|(_, codes)| take(codes)).unwrap_or_default();
        if !codes.is_empty() {
            return (codes, false);
        }
        match given {
            ColumnSlice::Codes(given) => codes.extend_from_slice(given),
            _ => codes.resize(rows, code::MISSING),
        }
        (codes, true)
    }

    fn put_codes(&mut self, field: Field, codes: Vec<u8>) {
        if let Some((_, slot)) = self.codes.iter_mut().find(|(known, _)| *known == field) {
            *slot = codes;
        }
    }
}

impl UsualRows {
    /// Finds the usual rows of a block of a table with `total` rows, except those in `failed`, and fills in derived
    /// fields.
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
        self.settled.clear();
        self.usual.clear();
        self.usual.resize(rows.len(), true);
        for row in failed {
            if let Some(usual) = self.usual.get_mut(row - rows.start) {
                *usual = false;
            }
        }
        let part = |field: Field| part_of(columns, field, rows.clone());
        self.look_at_ranges(required, part);
        for rule in &RULES {
            self.look_at_numbers(rule, part);
        }
        self.look_at_required(required, part);
        self.look_at_choices(part);
        for score in scores() {
            // An entered score is compared with its items.
            if self.scores.contains(&score) || !matches!(part(score.rule().field), ColumnSlice::Absent) {
                self.look_at_score(score, rows.start, part, warnings);
            }
        }
        let Settled { numbers, codes } = &self.settled;
        let numbers = numbers.iter().map(|(field, numbers)| (*field, ColumnSlice::Numbers(numbers)));
        let codes = codes.iter().map(|(field, codes)| (*field, ColumnSlice::Codes(codes)));
        for (field, settled) in numbers.chain(codes).filter(|(_, settled)| !settled.is_empty()) {
            fill(columns, total, field, rows, settled, &self.usual);
        }
        (&self.usual, &self.warned)
    }

    fn look_at_ranges<'p>(&mut self, required: Required, part: impl Fn(Field) -> ColumnSlice<'p>) {
        self.complete = FieldSet::default();
        for spec in FIELDS.iter().filter(|spec| spec.field != Field::OutcomeMgDl || required.reads_target()) {
            let ColumnSlice::Numbers(numbers) = part(spec.field) else { continue };
            let (whole, [min, max]) = match spec.kind {
                // Values in a doubtful unit are left to `check`.
                FieldKind::Number { whole, .. } => (whole, units::beyond_doubt(spec.field)),
                FieldKind::Date => (false, Date::accepted()),
                FieldKind::Choice(_) => continue,
            };
            if all_within(numbers, min, max) {
                self.complete.insert(spec.field);
            } else {
                diabetes_kernel::keep_within(&mut self.usual, numbers, min, max);
            }
            if whole && !required.takes_fraction(spec.field) {
                diabetes_kernel::keep_whole(&mut self.usual, numbers);
            }
        }
    }

    /// Applies a rule between numbers.
    fn look_at_numbers<'p>(&mut self, rule: &Rule, part: impl Fn(Field) -> ColumnSlice<'p>) {
        match (rule.asks, rule.field.spec().kind) {
            (Asks::Below(low, high), _) => {
                if let (ColumnSlice::Numbers(low), ColumnSlice::Numbers(high)) = (part(low), part(high)) {
                    diabetes_kernel::keep_below(&mut self.usual, low, high);
                }
            }
            (Asks::Formula { of: [one, other], formula, tolerance, doubt, .. }, FieldKind::Number { min, max, .. }) => {
                let (ColumnSlice::Numbers(ones), ColumnSlice::Numbers(others)) = (part(one), part(other)) else {
                    return;
                };
                let Some(given) = self.settled.numbers(rule.field, part(rule.field), self.usual.len()) else { return };
                for ((usual, given), (one, other)) in self.usual.iter_mut().zip(given).zip(ones.iter().zip(others)) {
                    let computed = formula(*one, *other);
                    let is_doubtful = given.is_nan() && computed >= doubt.0;
                    if given.is_nan() {
                        *given = computed;
                    }
                    *usual &= !(is_doubtful || *given < min || *given > max || (*given - computed).abs() > tolerance);
                }
            }
            _ => {}
        }
    }

    fn look_at_required<'p>(&mut self, required: Required, part: impl Fn(Field) -> ColumnSlice<'p>) {
        // Without the sex, FINDRISC has two possible sums.
        let is_required = |field: &Field| *field == Field::Sex || required.fields().contains(field);
        for field in Field::all().filter(is_required).filter(|field| !self.complete.has(*field)) {
            match self.settled.part(field, &part) {
                ColumnSlice::Numbers(numbers) => {
                    self.usual.iter_mut().zip(numbers).for_each(|(usual, number)| *usual &= !number.is_nan());
                }
                ColumnSlice::Codes(codes) if codes.contains(&code::MISSING) => {
                    self.usual.iter_mut().zip(codes).for_each(|(usual, code)| *usual &= *code != code::MISSING);
                }
                ColumnSlice::Codes(_) => {}
                ColumnSlice::Absent => self.usual.fill(false),
            }
        }
    }

    /// Applies the rules between choices.
    fn look_at_choices<'p>(&mut self, part: impl Fn(Field) -> ColumnSlice<'p>) {
        let rows = self.usual.len();
        for ChoiceRules { fields, pairs, act_alone } in &self.rules {
            let acts = match fields.map(|field| matches!(part(field), ColumnSlice::Codes(_))) {
                [true, true] => true,
                [true, false] => act_alone[0],
                [false, true] => act_alone[1],
                [false, false] => false,
            };
            if !acts {
                continue;
            }
            let [(mut ones, is_given), (mut others, are_given)] =
                fields.map(|field| self.settled.take_codes(field, part(field), rows));
            let is_new = pairs.settle(&mut ones, &mut others, &mut self.usual);
            for (field, mut codes, is_given) in [(fields[0], ones, is_given), (fields[1], others, are_given)] {
                if is_given && !is_new {
                    codes.clear();
                }
                self.settled.put_codes(field, codes);
            }
        }
    }

    fn look_at_score<'p>(
        &mut self,
        rule: RuleId,
        start: usize,
        part: impl Fn(Field) -> ColumnSlice<'p>,
        warnings: &mut Notes<Warning>,
    ) {
        let Some(table) = findrisc_table() else {
            self.usual.fill(false);
            return;
        };
        let now = |field| self.settled.part(field, &part);
        table.add(self.usual.len(), now, &mut self.scratch, &mut self.points);
        let field = rule.rule().field;
        let typed = part(field);
        if let ColumnSlice::Numbers(typed) = typed {
            diabetes_kernel::places_impossible(&self.usual, typed, &self.points, table.above(), &mut self.places);
            self.differ(rule, start, table, warnings);
        }
        if !self.complete.has(field)
            && let Some(points) = self.settled.numbers(field, typed, self.usual.len())
        {
            for (typed, [min, open]) in points.iter_mut().zip(&self.points) {
                if typed.is_nan() && *open == 0.0 {
                    *typed = *min;
                }
            }
        }
    }

    /// Warns that a score differs at the places found.
    fn differ(&mut self, rule: RuleId, start: usize, table: &SumsTable, warnings: &mut Notes<Warning>) {
        if self.differs.is_empty() && !self.places.is_empty() {
            self.differs.resize(MOST_POINTS * table.above().len(), UNKNOWN);
        }
        for place in self.places.iter().map(|place| *place as usize) {
            let Some(points @ [min, open]) = self.points.get(place) else { continue };
            let Some(number) = self.differs.get_mut(MOST_POINTS * (*open as usize) + *min as usize) else { continue };
            if *number == UNKNOWN {
                *number = warnings.number(Warning::score_differs(rule, table.sums(*points)));
            }
            self.warned.push((start + place, *number));
        }
    }
}

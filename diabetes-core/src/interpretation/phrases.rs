//! The interpretations of a table, mostly composed of few distinct phrases.

use super::{Glucose, Of100, Risk, closing, level_key, optional, range_key, range_of_100};
use crate::advice::{Advice, NextStep};
use crate::figures::Figures;
use crate::model::Origin;
use crate::{Locale, Prediction, PredictionTable, text};
use diabetes_kernel::{Met, NO_KEY, UNKNOWN};
use std::mem::{replace, take};
use std::sync::Arc;

/// The phrases of many interpretations, each created once.
///
/// ```
/// use diabetes_core::{Locale, Model, PatientTable, Phrases, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n45,M,28.5,95,135,85\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let (model, mut phrases) = (Model::bundled(), Phrases::new(Locale::En));
/// let [risk, rest] = phrases.of(&model.predict_table(&table), 0).unwrap();
/// let text = phrases.fresh().concat();
/// assert_eq!(text, model.predict(&table.patient(0).unwrap()).interpretation(Locale::En));
/// assert_eq!((risk, rest, phrases.of(&model.predict_table(&table), 1)), (0, 1, Some([0, 1])));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Phrases {
    locale: Locale,
    risks: Dictionary,
    rests: Dictionary,
    /// The phrases found for rows with the same rounded figures.
    met: [Met; 2],
    made: u32,
    fresh: Vec<String>,
    /// The origin of the model of the first answers; its sentence ends the phrases.
    origin: Option<Arc<Origin>>,
}

impl Phrases {
    /// Creates an empty collection for this language.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self {
            locale,
            risks: Dictionary::new(),
            rests: Dictionary::new(),
            met: Default::default(),
            made: 0,
            fresh: Vec::new(),
            origin: None,
        }
    }

    /// The numbers of the two phrases that together form the interpretation of a [plain](PredictionTable::is_plain)
    /// row. Phrases are numbered from 0 in the order in which [`Phrases::fresh`] returns them. `None` if the row needs
    /// an interpretation of its own.
    pub fn of(&mut self, answers: &PredictionTable, row: usize) -> Option<[u32; 2]> {
        let figure = |column: &[f64]| column.get(row).copied().filter(|figure| !figure.is_nan());
        let risk = Risk {
            diabetes: figure(&answers.figures.prob_diabetes).map(Of100::of),
            range: answers.told_interval(row).and_then(range_of_100),
            prediabetes: figure(&answers.figures.prob_prediabetes).map(Of100::of),
            level: answers.risk_level.get(row),
        };
        let interval = figure(&answers.figures.interval_low).zip(figure(&answers.figures.interval_high));
        let glucose = Glucose::of(
            figure(&answers.figures.glucose_mg_dl),
            interval.map(|(low, high)| [low, high]),
            answers.category.get(row),
        );
        // Without dysglycaemia the columns have no diabetes probability, but still its level.
        let is_own = self.is_of(answers.origin.as_ref());
        if is_own && risk.level.is_some() == risk.diabetes.is_some() && answers.is_plain(row) {
            self.numbers(risk, glucose, answers.advice(row))
        } else {
            None
        }
    }

    /// The phrase numbers of every row of a table; a pair of `none` if the row needs an interpretation of its own.
    ///
    /// ```
    /// use diabetes_core::{Locale, Model, PatientTable, Phrases, table::Required};
    /// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n7,M,28.5,95,135,85\n";
    /// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
    /// let answers = Model::bundled().predict_table(&table);
    /// assert_eq!(Phrases::new(Locale::En).of_table(&answers, 99), [[0, 1], [99, 99]]);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn of_table(&mut self, answers: &PredictionTable, none: u32) -> Vec<[u32; 2]> {
        let rows = answers.rows();
        if !self.is_of(answers.origin.as_ref()) {
            return vec![[none; 2]; rows];
        }
        let [mut risks, mut rests] = [vec![NO_KEY; rows], vec![NO_KEY; rows]];
        let Figures { prob_diabetes, prob_prediabetes, glucose_mg_dl, interval_low, interval_high, .. } =
            &answers.figures;
        diabetes_kernel::keys_of_shares(prob_diabetes, prob_prediabetes, NEARLY_ALL, &mut risks);
        diabetes_kernel::keys_of_ranges(glucose_mg_dl, interval_low, interval_high, &mut rests);
        // An invalid key stays invalid.
        for (rest, advice) in rests.iter_mut().zip(&answers.advice) {
            *rest |= advice_key(*advice) << 60;
        }
        for (row, (risk, level)) in risks.iter_mut().zip(answers.risk_level.iter()).enumerate() {
            *risk |= level_key(level) << 60 | range_key(answers.told_interval(row).and_then(range_of_100)) << 40;
        }
        let mut found = [vec![0; rows], vec![0; rows]];
        let mut phrases = Vec::with_capacity(rows);
        for from in (0..rows).step_by(TOGETHER) {
            let to = rows.min(from + TOGETHER);
            for ((met, keys), found) in self.met.iter().zip([&risks, &rests]).zip(&mut found) {
                met.find(keys.get(from..to).unwrap_or_default(), found.get_mut(from..to).unwrap_or_default());
            }
            let keys = risks.iter().zip(&rests).skip(from);
            let [ones, others] = &found;
            let found = ones.iter().zip(others).skip(from);
            for ((row, (risk, rest)), (one, other)) in (from..to).zip(keys).zip(found) {
                let known = *one != UNKNOWN && *other != UNKNOWN && answers.is_plain(row);
                phrases.push(if known { [*one, *other] } else { self.look_at(answers, row, [*risk, *rest], none) });
            }
        }
        phrases
    }

    /// The phrases of a row with new keys.
    fn look_at(&mut self, answers: &PredictionTable, row: usize, keys: [u64; 2], none: u32) -> [u32; 2] {
        let plain = answers.is_plain(row).then(|| self.of(answers, row)).flatten();
        let Some(phrases) = plain else { return [none; 2] };
        for ((met, key), phrase) in self.met.iter_mut().zip(keys).zip(phrases) {
            met.put(key, phrase);
        }
        phrases
    }

    /// The phrase numbers of one answer; also `None` if it is not [plain](Prediction::is_plain).
    pub fn of_answer(&mut self, answer: &Prediction) -> Option<[u32; 2]> {
        let glucose = Glucose::of(answer.glucose_mg_dl, answer.interval, answer.category);
        if answer.is_plain() && self.is_of(answer.origin.as_ref()) {
            self.numbers(Risk::of(answer), glucose, answer.advice)
        } else {
            None
        }
    }

    /// Whether the answers come from a model with the same origin as the first ones.
    fn is_of(&mut self, origin: Option<&Arc<Origin>>) -> bool {
        if self.made == 0 {
            self.origin = origin.cloned();
        }
        self.origin.as_ref() == origin
    }

    fn numbers(&mut self, risk: Risk, glucose: Option<Glucose>, advice: Advice) -> Option<[u32; 2]> {
        let locale = self.locale;
        let estimate = glucose.map(Glucose::key);
        if estimate == Some(None) {
            return None;
        }
        let key = optional(estimate.flatten()) << 4 | advice_key(advice);
        let risk = self.risks.number(risk.key(), &mut self.made, || {
            let text: String = risk.sentences(locale).map(|sentence| sentence + " ").collect();
            self.fresh.push(text);
        });
        let rest = self.rests.number(key, &mut self.made, || {
            let glucose = glucose.map(|glucose| glucose.sentence(locale));
            let said = glucose.into_iter().chain([advice.text(locale)]);
            self.fresh.push(text::joined(said.chain(closing(self.origin.as_deref(), locale)), " "));
        });
        Some([risk, rest])
    }

    /// Whether phrases were created since the last call of [`Phrases::fresh`].
    #[must_use]
    pub fn has_fresh(&self) -> bool {
        !self.fresh.is_empty()
    }

    /// The phrases created since the last call.
    pub fn fresh(&mut self) -> Vec<String> {
        take(&mut self.fresh)
    }
}

/// A number below 15 for each advice that a plain row can have.
fn advice_key(advice: Advice) -> u64 {
    match advice.next_step() {
        NextStep::Usual => 0,
        NextStep::Test => 1 + u64::from(advice.reason_and_symptoms()),
        _ => 14,
    }
}

/// Proportions from here on may round to 100 without being 100 %.
const NEARLY_ALL: f64 = 0.99;
/// Rows looked up before the unknown ones among them are examined.
const TOGETHER: usize = 256;

/// Numbers by key, with fast lookup of those in use.
#[derive(Debug)]
struct Dictionary {
    /// Keys placed by hash or in the next free slot: a power of two of slots, half of them free.
    slots: Vec<(u64, u32)>,
    used: usize,
}

/// The initial number of slots.
const SLOTS: usize = 4096;
/// The key of a free slot.
const FREE: u64 = u64::MAX;

impl Dictionary {
    fn new() -> Self {
        Self { slots: vec![(FREE, 0); SLOTS], used: 0 }
    }

    /// The slot of a key, or the one it would get.
    fn place(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        // Fibonacci hashing.
        let mut place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots.get(place).is_some_and(|(known, _)| *known != key && *known != FREE) {
            place = (place + 1) & last;
        }
        place
    }

    fn put(&mut self, key: u64, number: u32) {
        let place = self.place(key);
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = (key, number);
        }
    }

    /// The number of a key; a new key gets `next` and is created with `make`.
    fn number(&mut self, key: u64, next: &mut u32, make: impl FnOnce()) -> u32 {
        if let Some((_, number)) = self.slots.get(self.place(key)).filter(|(known, _)| *known == key) {
            return *number;
        }
        make();
        let number = *next;
        *next += 1;
        self.used += 1;
        if self.used * 2 > self.slots.len() {
            let twice = vec![(FREE, 0); self.slots.len() * 2];
            for (key, number) in replace(&mut self.slots, twice).into_iter().filter(|(key, _)| *key != FREE) {
                self.put(key, number);
            }
        }
        self.put(key, number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splitmix::mix;

    #[test]
    fn a_key_keeps_its_number_however_many_there_are() {
        let (mut dictionary, mut next) = (Dictionary::new(), 0);
        for is_known in [false, true] {
            for count in 0..5 * SLOTS as u32 {
                let mut is_made = false;
                let number = dictionary.number(mix(count.into()), &mut next, || is_made = true);
                assert_eq!((number, is_made), (count, !is_known));
            }
        }
    }
}

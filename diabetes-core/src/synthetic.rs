//! Generated records from a known distribution, for tests, demonstrations and benchmarks.
//!
//! A hidden category (Normal 40 %, Prediabetes 35 %, Diabetes 25 %) determines the glucose and shifts every field. No
//! predictor can exceed R² 0.8395 and a category accuracy of 0.920 on these records.

use crate::provenance::law::{self, Bell, CATEGORIES, GLUCOSE_NOISE};
use crate::schema::Field;
use crate::table::{PatientTable, Required};
use crate::values::{Values, code};
use rand::distr::{Distribution, Uniform};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::Normal;

/// The fields of a generated record, in the order they are drawn and written.
pub const COLUMNS: [Field; 20] = [
    Field::Age,
    Field::Sex,
    Field::Bmi,
    Field::HeightCm,
    Field::WeightKg,
    Field::WaistCm,
    Field::SystolicMmHg,
    Field::DiastolicMmHg,
    Field::HeartRate,
    Field::Exercise,
    Field::Smoker,
    Field::BpMedication,
    Field::FamilyHistory,
    Field::Alcohol,
    Field::Residence,
    Field::Stratum,
    Field::GestationalDiabetes,
    Field::Findrisc,
    Field::CardiovascularRisk,
    Field::OutcomeMgDl,
];

/// Generates records with their outcome. The same seed gives the same records; asking for more only appends rows.
///
/// ```
/// use diabetes_core::{Field, synthetic::generate};
/// let records = generate(100, 42);
/// assert_eq!(records.rows(), 100);
/// assert!(records.valid().iter().all(|valid| *valid));
/// assert!(records.column(Field::OutcomeMgDl).is_some());
/// ```
#[must_use]
pub fn generate(rows: usize, seed: u64) -> PatientTable<'static> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    PatientTable::from_codes((0..rows).map(|_| record(&mut rng)), Required::AgeAndSex)
}

fn record(rng: &mut impl Rng) -> Values {
    let mut values = Values::default();
    let draw: f64 = rng.random();
    let [normal_share, prediabetes_share, _] = CATEGORIES.map(|category| category.share);
    let category = usize::from(draw >= normal_share) + usize::from(draw >= normal_share + prediabetes_share);
    let [low, high] = CATEGORIES.get(category).map_or([0.0; 2], |category| [category.low, category.high]);
    let glucose = uniform(rng, low, high) + normal(rng, 0.0, GLUCOSE_NOISE);
    values.set(Field::OutcomeMgDl, glucose.clamp(50.0, 400.0));
    let age = bell(rng, law::AGE, category);
    let bmi = bell(rng, law::BMI, category);
    let height = bell(rng, law::HEIGHT, category);
    let diastolic = bell(rng, law::DIASTOLIC, category);
    let systolic = bell(rng, law::SYSTOLIC, category);
    values.set(Field::Age, age);
    values.set(Field::Sex, f64::from(rng.random_range(0_u8..2)));
    values.set(Field::Bmi, bmi);
    values.set(Field::HeightCm, height);
    values.set(Field::WeightKg, bmi * (height / 100.0) * (height / 100.0));
    values.set(Field::WaistCm, bell(rng, law::WAIST, category));
    values.set(Field::DiastolicMmHg, diastolic);
    values.set(Field::SystolicMmHg, if systolic > diastolic { systolic } else { diastolic + 1.0 });
    values.set(Field::HeartRate, bell(rng, law::HEART_RATE, category));
    let step = category as f64;
    values.set(Field::Exercise, yes(rng, 0.4 - 0.1 * step));
    values.set(Field::Smoker, yes(rng, 0.2 + 0.1 * step));
    values.set(Field::BpMedication, yes(rng, 0.3 * step));
    values.set(Field::FamilyHistory, yes(rng, 0.3 + 0.2 * step));
    values.set(Field::Alcohol, f64::from(rng.random_range(0_u8..3)));
    values.set(Field::Residence, f64::from(rng.random_range(0_u8..2)));
    values.set(Field::Stratum, f64::from(rng.random_range(1_u8..=6)));
    let gestational = yes(rng, 0.5);
    values.set(
        Field::GestationalDiabetes,
        if values.is(Field::Sex, code::MALE) { code::yes_no(false) } else { gestational },
    );
    values.set(Field::Findrisc, bell(rng, law::FINDRISC, category).round());
    values.set(Field::CardiovascularRisk, 0.35 * step + uniform(rng, 0.0, 0.3));
    values
}

fn bell(rng: &mut impl Rng, bell: Bell, category: usize) -> f64 {
    normal(rng, bell.mean(category), bell.deviation).clamp(bell.min, bell.max)
}

fn normal(rng: &mut impl Rng, mean: f64, deviation: f64) -> f64 {
    // The deviations above are finite and positive, so the fallback is never taken.
    Normal::new(mean, deviation).map_or(mean, |normal| normal.sample(rng))
}

fn uniform(rng: &mut impl Rng, low: f64, high: f64) -> f64 {
    Uniform::new(low, high).map_or(low, |uniform| uniform.sample(rng))
}

fn yes(rng: &mut impl Rng, probability: f64) -> f64 {
    code::yes_no(rng.random::<f64>() < probability)
}

//! The distribution of generated records: a hidden category determines the glucose and shifts every field.

use crate::schema::Field;

/// A category: its proportion of the records, and the range of its uniformly distributed glucose, mg/dL.
#[derive(Clone, Copy)]
pub(crate) struct Category {
    pub(crate) share: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The categories, lowest glucose first.
pub(crate) const CATEGORIES: [Category; 3] = [
    Category { share: 0.40, low: 70.0, high: 99.0 },
    Category { share: 0.35, low: 100.0, high: 126.0 },
    Category { share: 0.25, low: 127.0, high: 200.0 },
];
/// A number for each category.
pub(super) type Shares = [f64; CATEGORIES.len()];

/// Standard deviation of the noise added to the glucose, mg/dL.
pub(crate) const GLUCOSE_NOISE: f64 = 5.0;

/// A normally distributed number; its mean rises by `shift` with each category.
#[derive(Clone, Copy)]
pub(crate) struct Bell {
    pub(crate) field: Field,
    pub(crate) base: f64,
    pub(crate) shift: f64,
    pub(crate) deviation: f64,
    /// Values beyond these limits are set to them.
    pub(crate) min: f64,
    pub(crate) max: f64,
}

const fn bell(field: Field, [base, shift, deviation]: [f64; 3], [min, max]: [f64; 2]) -> Bell {
    Bell { field, base, shift, deviation, min, max }
}

pub(crate) const AGE: Bell = bell(Field::Age, [30.0, 10.0, 15.0], [18.0, 90.0]);
pub(crate) const BMI: Bell = bell(Field::Bmi, [22.0, 4.0, 3.0], [16.0, 45.0]);
pub(crate) const HEIGHT: Bell = bell(Field::HeightCm, [165.0, 0.0, 10.0], [140.0, 200.0]);
pub(crate) const WAIST: Bell = bell(Field::WaistCm, [80.0, 10.0, 10.0], [60.0, 150.0]);
pub(crate) const DIASTOLIC: Bell = bell(Field::DiastolicMmHg, [70.0, 10.0, 7.0], [60.0, 120.0]);
pub(crate) const SYSTOLIC: Bell = bell(Field::SystolicMmHg, [110.0, 15.0, 10.0], [90.0, 200.0]);
pub(crate) const HEART_RATE: Bell = bell(Field::HeartRate, [70.0, 5.0, 10.0], [50.0, 110.0]);
pub(crate) const FINDRISC: Bell = bell(Field::Findrisc, [5.0, 7.0, 3.0], [0.0, 26.0]);

/// The numbers that are independent of each other given the category.
pub(crate) const BELLS: [Bell; 8] = [AGE, BMI, HEIGHT, WAIST, DIASTOLIC, SYSTOLIC, HEART_RATE, FINDRISC];

impl Bell {
    /// The mean in a category, numbered from 0.
    pub(crate) fn mean(&self, category: usize) -> f64 {
        self.base + self.shift * category as f64
    }

    /// The proportion of each category's values that are at most this.
    pub(super) fn shares_to(&self, value: f64) -> Shares {
        let share = |category| normal((value - self.mean(category)) / self.deviation);
        match value {
            _ if value < self.min => [0.0; 3],
            _ if value >= self.max => [1.0; 3],
            _ => [0, 1, 2].map(share),
        }
    }
}

/// The proportion of each category's glucose that is at most this: uniform over a range, with normal noise.
pub(super) fn glucose_shares_to(value: f64) -> Shares {
    // The integral of the normal distribution function.
    let sum_to = |z: f64| z * normal(z) + libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    CATEGORIES.map(|Category { low, high, .. }| {
        let [above_low, above_high] = [low, high].map(|end| sum_to((value - end) / GLUCOSE_NOISE));
        (above_low - above_high) * GLUCOSE_NOISE / (high - low)
    })
}

/// The standard normal distribution function.
fn normal(z: f64) -> f64 {
    libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2) / 2.0
}

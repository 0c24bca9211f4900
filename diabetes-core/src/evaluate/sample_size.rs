//! How many people an external validation needs for the precision wanted.

use super::figures::logit;
use crate::EvaluationError;
use crate::scorecard::Link;
use serde::Serialize;

/// What is expected of the model at a site, and how wide the 95 % intervals of its figures may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    /// The expected share of people with the outcome.
    pub prevalence: f64,
    /// The expected area under the ROC curve.
    pub auroc: f64,
    /// Mean and standard deviation of the expected log-odds; `None` for those of a calibrated model whose log-odds are
    /// normally distributed, with this prevalence and area.
    pub log_odds: Option<[f64; 2]>,
    /// The widest interval of observed over expected cases.
    pub observed_expected_width: f64,
    /// The widest interval of the calibration slope.
    pub slope_width: f64,
    /// The widest interval of the area.
    pub auroc_width: f64,
}

/// The people that a validation needs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SampleSize {
    /// People with a known outcome for observed over expected cases.
    pub observed_expected: u64,
    /// For the calibration slope.
    pub slope: u64,
    /// For the area under the ROC curve.
    pub auroc: u64,
    /// The largest of these.
    pub people: u64,
    /// People with the outcome among them.
    pub events: u64,
    /// Mean and standard deviation of the log-odds that were assumed.
    pub log_odds: [f64; 2],
}

/// The standard normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;
/// Steps of a numerical integral over a normal distribution, and how many standard deviations it reaches.
const STEPS: i32 = 400;
const REACH: f64 = 8.0;
/// Halvings of an interval in which a number is looked for.
const HALVINGS: u32 = 80;
/// A validation of more people than this is not planned.
const MOST: f64 = 1e9;

/// The people needed to estimate observed over expected cases, the calibration slope and the area under the ROC curve
/// as precisely as wanted, by the closed forms of Riley et al. (Statistics in Medicine 2021;40:4230-4251), who follow
/// Archer et al. (Statistics in Medicine 2021;40:133-146). The model is assumed to be calibrated: observed over expected
/// cases 1, slope 1.
///
/// Fails with `bad_option` for a share or an area out of range, or a width of zero or less.
///
/// ```
/// use diabetes_core::evaluate::{Precision, sample_size};
/// let wanted = Precision {
///     prevalence: 0.1, auroc: 0.75, log_odds: None,
///     observed_expected_width: 0.4, slope_width: 0.4, auroc_width: 0.1,
/// };
/// let needed = sample_size(&wanted)?;
/// assert_eq!(needed.people, needed.slope.max(needed.auroc).max(needed.observed_expected));
/// # Ok::<(), diabetes_core::EvaluationError>(())
/// ```
pub fn sample_size(wanted: &Precision) -> Result<SampleSize, EvaluationError> {
    let refuse = |text: &str| Err(EvaluationError::BadOption(text.to_owned()));
    let Precision { prevalence, auroc, .. } = *wanted;
    if !(0.001..=0.999).contains(&prevalence) {
        return refuse("prevalence must be from 0.001 to 0.999");
    }
    if !(0.55..=0.99).contains(&auroc) {
        return refuse("auroc must be from 0.55 to 0.99");
    }
    if ![wanted.observed_expected_width, wanted.slope_width, wanted.auroc_width].iter().all(|width| *width > 0.0) {
        return refuse("the width of an interval must be above 0");
    }
    let log_odds = match wanted.log_odds {
        Some([mean, spread]) if mean.abs() <= 20.0 && (0.01..=10.0).contains(&spread) => [mean, spread],
        Some(_) => return refuse("log_odds must be a mean from -20 to 20 and a standard deviation from 0.01 to 10"),
        None => calibrated(prevalence, auroc),
    };
    let ratio = (1.0 - prevalence) / (prevalence * error_of_ratio(wanted.observed_expected_width).powi(2));
    let slope = people_for_slope(log_odds, wanted.slope_width / (2.0 * Z));
    let area = people_for_area(prevalence, auroc, wanted.auroc_width);
    let largest = ratio.max(slope).max(area);
    if largest.is_nan() || largest >= MOST {
        return refuse("so narrow an interval needs too many people");
    }
    let [observed_expected, slope, auroc, people] = [ratio, slope, area, largest].map(|people| people.ceil() as u64);
    let events = (people as f64 * prevalence).ceil() as u64;
    Ok(SampleSize { observed_expected, slope, auroc, people, events, log_odds })
}

/// The standard error of the logarithm of a ratio of 1 whose interval is this wide: exp(z e) - exp(-z e).
fn error_of_ratio(width: f64) -> f64 {
    libm::asinh(width / 2.0) / Z
}

/// The values of a normal distribution with their weights, which add up to 1.
fn normal([mean, spread]: [f64; 2]) -> impl Iterator<Item = (f64, f64)> {
    let step = REACH / f64::from(STEPS);
    (-STEPS..=STEPS).map(move |place| {
        let z = f64::from(place) * step;
        (mean + z * spread, step * libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt())
    })
}

/// From the information of one person about intercept and slope.
fn people_for_slope(log_odds: [f64; 2], error: f64) -> f64 {
    let (mut both, mut cross, mut intercept) = (0.0, 0.0, 0.0);
    for (value, weight) in normal(log_odds) {
        let probability = Link::Logit.estimate(value);
        let information = weight * probability * (1.0 - probability);
        intercept += information;
        cross += information * value;
        both += information * value * value;
    }
    intercept / (error * error * (intercept * both - cross * cross))
}

/// By the standard error of Newcombe (Statistics in Medicine 2006;25:559-573).
fn people_for_area(prevalence: f64, area: f64, width: f64) -> f64 {
    let error = |people: f64| {
        let half = people / 2.0 - 1.0;
        let spread = 1.0 + half * ((1.0 - area) / (2.0 - area) + area / (1.0 + area));
        (area * (1.0 - area) * spread / (people * people * prevalence * (1.0 - prevalence))).sqrt()
    };
    let (mut low, mut high) = (2.0, 2.0 * MOST);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if 2.0 * Z * error(middle) > width { low = middle } else { high = middle }
    }
    high
}

/// Mean and standard deviation of normally distributed log-odds with this prevalence and area if they are true.
fn calibrated(prevalence: f64, area: f64) -> [f64; 2] {
    let mean_for = |spread: f64| {
        let (mut low, mut high) = (logit(prevalence) - 40.0, logit(prevalence) + 40.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let share: f64 = normal([middle, spread]).map(|(value, weight)| weight * Link::Logit.estimate(value)).sum();
            if share < prevalence { low = middle } else { high = middle }
        }
        high
    };
    let (mut low, mut high) = (0.01, 10.0);
    for _ in 0..HALVINGS / 2 {
        let middle = f64::midpoint(low, high);
        if area_of([mean_for(middle), middle]) < area { low = middle } else { high = middle }
    }
    [mean_for(high), high]
}

/// The chance that a person with the outcome has higher log-odds than one without.
fn area_of(log_odds: [f64; 2]) -> f64 {
    let (mut below, mut cases, mut ranked) = (0.0, 0.0, 0.0);
    for (value, weight) in normal(log_odds) {
        let case = weight * Link::Logit.estimate(value);
        ranked += case * (below + (weight - case) / 2.0);
        below += weight - case;
        cases += case;
    }
    ranked / (cases * below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(prevalence: f64, auroc: f64, log_odds: Option<[f64; 2]>, widths: [f64; 3]) -> Precision {
        let [observed_expected_width, slope_width, auroc_width] = widths;
        Precision { prevalence, auroc, log_odds, observed_expected_width, slope_width, auroc_width }
    }

    #[test]
    fn what_is_out_of_range_is_refused() {
        for bad in [
            wanted(0.0, 0.8, None, [0.2; 3]),
            wanted(0.1, 0.5, None, [0.2; 3]),
            wanted(0.1, 0.8, None, [0.2, 0.0, 0.2]),
            wanted(0.1, 0.8, None, [0.2, f64::NAN, 0.2]),
            wanted(0.1, 0.8, Some([0.0, 0.0]), [0.2; 3]),
            wanted(0.1, 0.8, None, [1e-7; 3]),
        ] {
            assert_eq!(sample_size(&bad).unwrap_err().code(), "bad_option", "{bad:?}");
        }
    }

    #[test]
    fn assumed_log_odds_have_the_prevalence_and_the_area() {
        for (prevalence, area) in [(0.05, 0.8), (0.3, 0.7), (0.018, 0.9)] {
            let found = calibrated(prevalence, area);
            let share: f64 = normal(found).map(|(value, weight)| weight * Link::Logit.estimate(value)).sum();
            assert!((share - prevalence).abs() < 1e-6 && (area_of(found) - area).abs() < 1e-4, "{found:?}");
        }
    }
}

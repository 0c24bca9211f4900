//! The model card: text, facts and figures.

use crate::judged::Judged;
use crate::survey::Person;
use crate::{Candidate, LAST_TRAINED, Outcome, level, ranking, sureness};
use diabetes_core::model::{GlucoseMetrics, ProbabilityMetrics};
use diabetes_core::schema::Role;
use diabetes_core::{Field, Model};
use std::fmt::Write as _;

/// Writes the card. `best` is the candidate with the model's algorithm; `without` is the same without the item.
pub(crate) fn card(
    model: &Model,
    best: &Candidate,
    candidates: &[Candidate],
    without: &[Judged],
    everyone: &[&Person],
) -> Outcome<String> {
    let info = model.info()?;
    let text_of = |key: &str| info.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let mut text = String::from(include_str!("../card.md"));
    let used: Vec<&str> = model.used_fields().iter().map(|field| field.name()).collect();
    let unused: Vec<&str> = Field::all()
        .filter(|field| field.spec().role == Role::Predictor)
        .map(Field::name)
        .filter(|name| !used.contains(name))
        .collect();
    let training = model.training();
    let counts = |map: &std::collections::BTreeMap<String, u64>| {
        map.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    let cutoffs = model.cutoffs().ok_or("the model has no cut-offs")?;
    writeln!(text, "\n## Facts\n\n| what | |\n|---|---|")?;
    writeln!(text, "| version | {} |", text_of("version"))?;
    writeln!(text, "| algorithm | {} |", model.algorithm())?;
    writeln!(text, "| made on | {} |", text_of("created"))?;
    writeln!(text, "| fields used | {} |", used.join(", "))?;
    writeln!(text, "| fields not used | {} |", unused.join(", "))?;
    writeln!(text, "| training rows | {} |", counts(&training.output_rows))?;
    writeln!(text, "| events among them | {} |", counts(&training.events))?;
    let parameters: Vec<String> =
        training.parameters.iter().map(|(name, count)| format!("{name} {count:.1}")).collect();
    writeln!(text, "| numbers fitted, intercepts apart | {} |", parameters.join(", "))?;
    writeln!(text, "| rows skipped | {} |", counts(&training.skipped))?;
    writeln!(text, "| rows held out | {} |", training.held_out)?;
    let [lower, higher] = cutoffs.ascending();
    writeln!(text, "| risk Moderado from P(diabetes) | {lower:.4} |\n| risk Alto from P(diabetes) | {higher:.4} |")?;
    let metrics = model.metrics();
    writeln!(text, "\n## Held-out and cross-fitted figures, of 2009 to 2012")?;
    for (name, set) in [("Held out", &metrics.held_out), ("Cross-fitted on the training rows", &metrics.cross_fitted)] {
        figures(&mut text, name, set)?;
    }
    writeln!(
        text,
        "\n## Development: trained up to {LAST_TRAINED}, measured on 2009 to 2013\n\nFields, weights and algorithm were \
         chosen on these later people, so the figures are of development, no validation.\nThe algorithm is `{}`, whose \
         mean area under the ROC curve is the highest: {}.",
        best.algorithm.name(),
        candidates
            .iter()
            .map(|candidate| format!("{} {:.4}", candidate.algorithm.name(), candidate.mean))
            .collect::<Vec<_>>()
            .join(", ")
    )?;
    ranking::figures(&mut text, &best.judged)?;
    level::calibration(&mut text, &best.judged, without)?;
    sureness::figures(&mut text, everyone, best.algorithm)?;
    level::net_benefit(&mut text, &best.judged)?;
    level::groups(&mut text, &best.judged)?;
    Ok(text)
}

fn figures(text: &mut String, name: &str, set: &diabetes_core::model::MetricSet) -> Outcome<()> {
    writeln!(text, "\n{name}:\n\n| output | rows | figures |\n|---|---|---|")?;
    if let Some(GlucoseMetrics { rows, r2, rmse, mae, category_accuracy, coverage_90, coverage_90_by_third }) =
        &set.glucose
    {
        let [low, middle, high] = coverage_90_by_third.map(|third| third.unwrap_or(f64::NAN));
        writeln!(
            text,
            "| glucose | {rows} | R² {r2:.3}, RMSE {rmse:.1}, MAE {mae:.1} mg/dL, category accuracy {category_accuracy:.3}, \
             90 % interval covers {coverage_90:.3} (by third of the estimate {low:.3}, {middle:.3}, {high:.3}) |"
        )?;
    }
    for (output, metrics) in set.as_ref().probabilities() {
        let ProbabilityMetrics { rows, events, auroc, brier, calibration_slope, calibration_intercept } = metrics;
        let [auroc, slope, intercept] =
            [auroc, calibration_slope, calibration_intercept].map(|figure| figure.unwrap_or(f64::NAN));
        writeln!(
            text,
            "| {output} | {rows}, {events} events | AUROC {auroc:.3}, Brier {brier:.4}, calibration slope {slope:.3}, \
             intercept {intercept:+.3} |"
        )?;
    }
    Ok(())
}

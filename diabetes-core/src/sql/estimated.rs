//! The figures of the outputs: estimate with interval, probabilities, levels.

use super::case::Case;
use super::dialect::Dialect;
use super::logistic;
use super::names::{column, text};
use super::scored::{curve, score};
use super::steps::{Column, Steps, kept};
use crate::model::{Calibration, GlucoseOutput, Model, glucose_range};
use crate::outputs::Output;
use crate::risk::{Category, Confidence, GLUCOSE_CUTS, RiskLevel};

/// The column with the level of the risk.
pub(super) const LEVEL: &str = "risk_level";

/// The column with the probability of an output, of diabetes at most that of dysglycaemia.
pub(super) fn risk(output: Output) -> String {
    format!("probability of {output}")
}

/// Adds the figures; returns their columns.
pub(super) fn add(model: &Model, dialect: Dialect, steps: &mut Steps) -> Vec<Column> {
    let mut columns = probabilities(model, dialect, steps);
    columns.extend(glucose(model, dialect, steps));
    let level = match (&model.outputs.diabetes, &model.cutoffs) {
        (Some(_), Some(cutoffs)) => {
            let [moderate, high] = cutoffs.ascending();
            let starts = [(moderate, RiskLevel::Moderate.name()), (high, RiskLevel::High.name())];
            classes(dialect, &column(&risk(Output::Diabetes)), RiskLevel::Low.name(), &starts)
        }
        _ => "CAST(NULL AS TEXT)".to_owned(),
    };
    steps.add("the level", "The level of the risk of diabetes.", vec![(LEVEL.to_owned(), level)]);
    columns.push(kept(LEVEL));
    columns
}

fn calibrated(output: Output) -> String {
    format!("calibrated {output}")
}

fn apply(dialect: Dialect, output: Output, Calibration { intercept, slope }: Calibration) -> Column {
    let value = format!("{} + {} * {}", dialect.number(intercept), dialect.number(slope), column(&score(output)));
    (calibrated(output), value)
}

/// The names of the classes that begin at increasing values; NULL for no value.
fn classes(dialect: Dialect, value: &str, lowest: &str, starts: &[(f64, &str)]) -> String {
    let from = |(at, name): &(f64, &str)| (format!("{value} >= {}", dialect.bound(*at)), text(name));
    let known = (format!("{value} IS NOT NULL"), text(lowest));
    Case::of(starts.iter().rev().map(from).chain([known])).written()
}

fn probabilities(model: &Model, dialect: Dialect, steps: &mut Steps) -> Vec<Column> {
    let outputs: Vec<(Output, Calibration)> =
        model.outputs.as_ref().probabilities().map(|(output, of)| (output, of.calibration)).collect();
    let log_odds = outputs.iter().map(|(output, calibration)| apply(dialect, *output, *calibration)).collect();
    steps.add("the log-odds", "The calibrated log-odds.", log_odds);
    let is_nested = outputs.len() == 2;
    let alone = |output: Output| if is_nested { format!("{output} alone") } else { risk(output) };
    let named: Vec<(String, String)> =
        outputs.iter().map(|(output, _)| (calibrated(*output), alone(*output))).collect();
    logistic::add(dialect, steps, &named);
    let risks = ["risk_low", "risk_high"];
    let figures = ["prob_Normal", "prob_Prediabetes", "prob_Diabetes"];
    if !is_nested {
        return figures.iter().chain(&risks).map(|name| ((*name).to_owned(), dialect.no_number())).collect();
    }
    let [whole, part] = [Output::Dysglycaemia, Output::Diabetes].map(|output| column(&alone(output)));
    let nested = format!("CASE WHEN {part} > {whole} THEN {whole} ELSE {part} END");
    let nested = vec![(risk(Output::Dysglycaemia), whole), (risk(Output::Diabetes), nested)];
    steps.add("the shares", "Diabetes is at most as likely as dysglycaemia, which includes it.", nested);
    let [whole, part] = [Output::Dysglycaemia, Output::Diabetes].map(|output| column(&risk(output)));
    let one = dialect.number(1.0);
    let shares = [format!("{one} - {whole}"), format!("{whole} - {part}"), part.clone()];
    let mut columns: Vec<Column> = figures.iter().map(|name| (*name).to_owned()).zip(shares).collect();
    let Some(uncertainty) = model.uncertainty() else {
        columns.extend(risks.map(|name| (name.to_owned(), dialect.no_number())));
        return columns;
    };
    let odds = format!("CASE WHEN {part} < {one} THEN {part} / ({one} - {part}) ELSE {} END", dialect.infinity());
    steps.add("the odds", "The odds of diabetes.", vec![("odds".to_owned(), odds)]);
    let (knots, factors) = uncertainty.factors().curve();
    let unknown = (format!("{part} IS NULL"), dialect.no_number());
    let factor = curve(dialect, &column("odds"), &knots, &factors).after([unknown]).written();
    steps.add("the factor", "By how much the odds may be lower or higher.", vec![("factor".to_owned(), factor)]);
    let factor = column("factor");
    let ends = vec![
        ("low".to_owned(), format!("{part} / ({part} + ({one} - {part}) * {factor})")),
        ("high".to_owned(), format!("{part} * {factor} / ({part} * {factor} + ({one} - {part}))")),
    ];
    steps.add("the ends", "The ends of the interval of the risk.", ends);
    let [low, high] = ["low", "high"].map(column);
    let kept = [
        format!("CASE WHEN {low} > {part} THEN {part} ELSE {low} END"),
        format!("CASE WHEN {high} < {part} THEN {part} ELSE {high} END"),
    ];
    columns.extend(risks.map(ToOwned::to_owned).into_iter().zip(kept));
    columns
}

fn glucose(model: &Model, dialect: Dialect, steps: &mut Steps) -> Vec<Column> {
    let names = ["glucose_mg_dl", "interval_low", "interval_high"];
    let Some(output) = &model.outputs.glucose else {
        let nothing = ["category", "confidence"].map(|name| (name.to_owned(), "CAST(NULL AS TEXT)".to_owned()));
        return names.map(|name| (name.to_owned(), dialect.no_number())).into_iter().chain(nothing).collect();
    };
    let [unlimited, low, high] = ["glucose unlimited", "low unlimited", "high unlimited"];
    let (_, value) = apply(dialect, Output::Glucose, output.calibration);
    steps.add("the estimate", "The estimate, calibrated.", vec![(unlimited.to_owned(), value)]);
    let [glucose, ..] = names;
    let own = column(glucose);
    steps.add(
        "the glucose",
        "Kept in the range of a glucose.",
        vec![(glucose.to_owned(), limited(dialect, &column(unlimited)))],
    );
    let reach = |end: usize| {
        let residual = |bin: usize| {
            let residual = output.interval.residuals_90(bin).get(end).copied().unwrap_or_default();
            format!("{own} + {}", dialect.operand(residual))
        };
        let edges = output.interval.edges.iter().enumerate();
        let below = edges.map(|(bin, edge)| (format!("{own} < {}", dialect.bound(*edge)), residual(bin)));
        Case::of(below).or(residual(output.interval.edges.len())).written()
    };
    let ends = vec![(low.to_owned(), reach(0)), (high.to_owned(), reach(1))];
    steps.add("the interval", "Its 90 % interval, by bins of the estimate.", ends);
    let starts = GLUCOSE_CUTS.map(|cut| (cut, Category::of_glucose(cut).name()));
    let (lowest, changes) = confidence(output);
    vec![
        kept(glucose),
        ("interval_low".to_owned(), limited(dialect, &column(low))),
        ("interval_high".to_owned(), limited(dialect, &column(high))),
        ("category".to_owned(), classes(dialect, &own, Category::of_glucose(f64::MIN).name(), &starts)),
        ("confidence".to_owned(), classes(dialect, &own, lowest.name(), &changes)),
    ]
}

fn limited(dialect: Dialect, value: &str) -> String {
    let [min, max] = glucose_range();
    let below = (format!("{value} < {}", dialect.bound(min)), dialect.number(min));
    let above = (format!("{value} > {}", dialect.bound(max)), dialect.number(max));
    Case::of([below, above]).or(value).written()
}

/// The confidence of the lowest estimate, and the estimates at which it changes.
fn confidence(output: &GlucoseOutput) -> (Confidence, Vec<(f64, &'static str)>) {
    let of = |estimate: f64| output.reading(estimate).2;
    let [min, max] = glucose_range();
    let interval = &output.interval;
    // Between these the probability of the category is a straight line.
    let turns = interval.quantiles.iter().flatten().flat_map(|quantile| GLUCOSE_CUTS.map(|cut| cut - quantile));
    let turns = turns.chain(interval.edges.iter().copied()).chain(GLUCOSE_CUTS).chain([min, max]);
    let mut places: Vec<f64> = turns.flat_map(|at| [at.next_down(), at, at.next_up()]).collect();
    places.retain(|at| (min..=max).contains(at));
    places.sort_by(f64::total_cmp);
    let (mut last, mut changes) = (min, Vec::new());
    for place in places {
        while of(last) != of(place) {
            last = first_change(last, place, &|estimate| of(estimate) == of(last));
            changes.push((last, of(last).name()));
        }
        last = place;
    }
    (of(min), changes)
}

/// The first float above `low` that is not the same, where `high` is not.
fn first_change(mut low: f64, mut high: f64, is_same: &dyn Fn(f64) -> bool) -> f64 {
    while low.next_up() < high {
        let middle = f64::midpoint(low, high);
        *(if is_same(middle) { &mut low } else { &mut high }) = middle;
    }
    high
}

//! The figures of the output `diabetes`, and of glucose, in groups of people.

use super::bootstrap::{Figure, Intervals};
use super::calibration::observed_expected;
use super::discrimination::Ranking;
use super::figures::{self, GlucoseRow};
use super::glucose;
use super::grouping::Bands;
use super::judged::{Counts, Judged, JudgedRow};
use super::people::People;
use super::{Grouping, Options};
use crate::model::Model;
use crate::schema::Field;
use crate::table::PatientTable;
use crate::{EvaluationError, Raw};
use serde::Serialize;

/// A group of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubgroupFigures {
    /// What divides the people, such as `sexo`.
    pub by: String,
    /// Which of them these are.
    pub level: String,
    /// Rows on which P(diabetes) is judged.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Under 10 events, or under 10 rows without: no figures of P(diabetes).
    pub withheld: bool,
    /// Area under the ROC curve.
    pub auroc: Option<f64>,
    /// Its bootstrap interval.
    pub auroc_interval: Option<[f64; 2]>,
    /// Cases over expected cases.
    pub observed_expected: Option<f64>,
    /// Its bootstrap interval.
    pub observed_expected_interval: Option<[f64; 2]>,
    /// Rows with a measured and an estimated glucose.
    pub glucose_rows: u64,
    /// Mean absolute error of the glucose, mg/dL; `None` under 10 rows.
    pub glucose_mae: Option<f64>,
    /// Mean of estimate − outcome, mg/dL; `None` under 10 rows.
    pub glucose_bias: Option<f64>,
    /// Share of rows inside their 90 % interval; `None` under 10 rows.
    pub coverage_90: Option<f64>,
}

/// The groupings that are given always, unless one of the same name takes their place.
pub(super) fn groupings(table: &PatientTable<'_>, by: &[Grouping]) -> Result<Vec<Grouping>, EvaluationError> {
    let age = Bands::named(&[45.0, 55.0, 65.0], &["< 45", "45-54", "55-64", ">= 65"]);
    let bmi = Bands::named(
        &[18.5, 25.0, 30.0],
        &["underweight (< 18.5)", "normal weight (18.5-24.9)", "overweight (25-29.9)", "obesity (>= 30)"],
    );
    let mut groupings = Vec::new();
    for (field, bands) in [
        (Field::Sex, None),
        (Field::Age, Some(age)),
        (Field::Bmi, Some(bmi)),
        (Field::Stratum, None),
        (Field::Residence, None),
    ] {
        let is_given = by.iter().any(|grouping| grouping.name == field.name());
        let Some(column) = table.column(field).filter(|_| !is_given) else { continue };
        let known = column.iter().map(|value| Some(*value).filter(|value| !value.is_nan()));
        groupings.push(match bands {
            Some(bands) => {
                let labels = known.map(|value| Some(bands.label(value?).to_owned())).collect();
                Grouping::with_levels(field.name(), labels, bands.labels())?
            }
            None if field.choices().is_empty() => Grouping::of_values(field.name(), known.map(Raw::from))?,
            None => {
                let choice = |value: f64| field.choices().get(value as usize).map(|choice| (*choice).to_owned());
                let levels = field.choices().iter().map(|choice| (*choice).to_owned()).collect();
                Grouping::with_levels(field.name(), known.map(|value| choice(value?)).collect(), levels)?
            }
        });
    }
    Ok(groupings)
}

/// A group with its rows.
pub(super) struct Subgroup {
    by: String,
    level: String,
    judged: Vec<JudgedRow>,
    counts: Counts,
    ranking: Ranking,
    glucose: Vec<GlucoseRow>,
}

impl Subgroup {
    /// The groups with at least one row, by the usual groupings and those that were asked for.
    pub(super) fn all(
        model: &Model,
        table: &PatientTable<'_>,
        people: &People,
        judged: Option<&Judged<'_>>,
        options: &Options,
    ) -> Result<Vec<Self>, EvaluationError> {
        let usual = groupings(table, &options.by)?;
        let of = |grouping: &Grouping| Self::of_grouping(grouping, model, people, judged);
        let given = options.by.iter().map(|grouping| (grouping, true));
        let all = usual.iter().map(|grouping| (grouping, false)).chain(given);
        Ok(all
            .flat_map(|(grouping, is_given)| {
                let groups = of(grouping);
                // A usual grouping with a single level is everyone again.
                if is_given || groups.len() > 1 { groups } else { Vec::new() }
            })
            .collect())
    }

    fn of_grouping(grouping: &Grouping, model: &Model, people: &People, judged: Option<&Judged<'_>>) -> Vec<Self> {
        let level_of = |row: usize| {
            let label = grouping.labels.get(row)?.as_ref()?;
            grouping.levels.iter().position(|level| level == label)
        };
        let levels: Vec<Option<usize>> = people.all.iter().map(|person| level_of(person.row)).collect();
        let groups = grouping.levels.iter().enumerate().filter(|(place, _)| levels.contains(&Some(*place)));
        let interval = model.glucose.as_ref().map(|output| &output.interval);
        let group = |(place, level): (usize, &String)| {
            let is_in = |person: u32| levels.get(person as usize) == Some(&Some(place));
            let rows = judged.map_or(&[][..], |judged| &judged.rows).iter().filter(|row| is_in(row.person));
            let rows: Vec<JudgedRow> = rows.copied().collect();
            let inside = people.numbered().filter(|(number, _)| is_in(*number));
            Self {
                by: grouping.name.clone(),
                level: level.clone(),
                counts: Counts::of(rows.iter().map(|row| row.outcome)),
                ranking: Ranking::of(rows.iter().map(|row| (row.person, row.probability, row.outcome)).collect()),
                judged: rows,
                glucose: inside.filter_map(|(_, person)| glucose::row_of(person, interval?)).collect(),
            }
        };
        groups.map(group).collect()
    }

    pub(super) fn figures(&self, people: &People, intervals: &Intervals) -> SubgroupFigures {
        let found = self.under(&people.weights);
        let at = |position: usize| found.get(position).copied().flatten();
        let interval = |position: usize| intervals.get(position).copied().flatten();
        let metrics = glucose::metrics(&self.glucose);
        SubgroupFigures {
            by: self.by.clone(),
            level: self.level.clone(),
            rows: self.counts.rows,
            events: self.counts.events,
            withheld: self.counts.are_too_few(),
            auroc: at(0),
            auroc_interval: interval(0),
            observed_expected: at(1),
            observed_expected_interval: interval(1),
            glucose_rows: self.glucose.len() as u64,
            glucose_mae: metrics.as_ref().map(|metrics| metrics.mae),
            glucose_bias: metrics.as_ref().map(|_| figures::bias(&self.glucose)),
            coverage_90: metrics.as_ref().map(|metrics| metrics.coverage_90),
        }
    }
}

impl Figure for Subgroup {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        if self.counts.are_too_few() {
            return Vec::new();
        }
        let weight = |row: u32| weights.get(row as usize).copied().unwrap_or_default();
        let ratio = observed_expected(&self.judged, |row| row.weight_in(weights));
        vec![self.ranking.under(weight).auroc, ratio]
    }

    fn work(&self) -> usize {
        if self.counts.are_too_few() { 0 } else { 2 * self.judged.len() }
    }
}

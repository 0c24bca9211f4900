//! The figures of the output `diabetes` and of glucose in groups of people.

use super::bootstrap::{Figure, Intervals};
use super::cohort::Cohort;
use super::discrimination::Ranking;
use super::figures;
use super::glucose::{Glucose, GlucoseFigures, row_of};
use super::grouping::Bands;
use super::sample::{Sample, SampleRow};
use super::{EvaluationOptions, Grouping};
use crate::model::Model;
use crate::outcomes::Counts;
use crate::schema::Field;
use crate::table::PatientTable;
use crate::{EvaluationError, Raw};
use serde::Serialize;

/// A group of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubgroupFigures {
    /// The grouping, such as `sexo`.
    pub by: String,
    /// The level of the grouping.
    pub level: String,
    /// Rows on which P(diabetes) is evaluated.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Under 10 events or under 10 non-events: no figures for P(diabetes).
    pub withheld: bool,
    /// Area under the ROC curve.
    pub auroc: Option<f64>,
    /// Its bootstrap interval.
    pub auroc_interval: Option<[f64; 2]>,
    /// How far a merged area can be from that of all rows together; `None` where it is that of the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auroc_within: Option<f64>,
    /// Ratio of observed to expected cases.
    pub observed_expected: Option<f64>,
    /// Its bootstrap interval.
    pub observed_expected_interval: Option<[f64; 2]>,
    /// Rows with a measured and an estimated glucose.
    pub glucose_rows: u64,
    /// Mean absolute error of the glucose, mg/dL; `None` under 10 rows.
    pub glucose_mae: Option<f64>,
    /// Mean of estimate − outcome, mg/dL; `None` under 10 rows.
    pub glucose_bias: Option<f64>,
    /// Proportion of rows inside their 90 % interval; `None` under 10 rows.
    pub coverage_90: Option<f64>,
}

/// The default groupings, unless replaced by one of the same name, and the requested ones.
pub(super) fn groupings(table: &PatientTable<'_>, by: &[Grouping]) -> Result<Vec<Grouping>, EvaluationError> {
    Ok([usual(table, by)?, by.to_vec()].concat())
}

/// The default groupings, unless replaced by one of the same name.
fn usual(table: &PatientTable<'_>, by: &[Grouping]) -> Result<Vec<Grouping>, EvaluationError> {
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
        let is_given = by.iter().any(|grouping| grouping.name() == field.name());
        let Some(column) = table.column(field).filter(|_| !is_given) else { continue };
        let values = column.iter().copied();
        groupings.push(match bands {
            Some(bands) => Grouping::of_bands(field.name(), values, bands),
            None if field.choices().is_empty() => Grouping::of_values(field.name(), values.map(Raw::from))?,
            None => Grouping::of_choices(field, values),
        });
    }
    Ok(groupings)
}

/// A group with its rows.
pub(super) struct Subgroup<'m> {
    by: String,
    level: String,
    /// The rows on which P(diabetes) is evaluated, and the ones that are in the group.
    judged: &'m [SampleRow],
    members: Vec<u32>,
    counts: Counts,
    ranking: Ranking,
    glucose_rows: u64,
    glucose: Option<GlucoseFigures>,
}

impl<'m> Subgroup<'m> {
    /// The groups with at least one row, from the default and the requested groupings.
    pub(super) fn all(
        model: &Model,
        table: &PatientTable<'_>,
        people: &Cohort,
        judged: Option<&'m Sample<'_>>,
        options: &EvaluationOptions,
    ) -> Result<Vec<Self>, EvaluationError> {
        let judged = judged.map_or(&[][..], |judged| &judged.rows);
        let mut groups = Vec::new();
        for grouping in usual(table, &options.by)? {
            let levels = Self::of_grouping(&grouping, model, people, judged);
            // A single level would contain everyone.
            if levels.len() > 1 {
                groups.extend(levels);
            }
        }
        for grouping in &options.by {
            groups.extend(Self::of_grouping(grouping, model, people, judged));
        }
        Ok(groups)
    }

    fn of_grouping(grouping: &Grouping, model: &Model, people: &Cohort, judged: &'m [SampleRow]) -> Vec<Self> {
        let levels: Vec<Option<usize>> = people.all.iter().map(|person| grouping.level(person.row)).collect();
        let interval = model.outputs.glucose.as_ref().map(|output| &output.interval);
        let group = |(place, level): (usize, &String)| {
            let is_in = |person: u32| levels.get(person as usize) == Some(&Some(place));
            let inside = || judged.iter().zip(0..).filter(|(row, _)| is_in(row.person));
            let people = people.numbered().filter(|(number, _)| is_in(*number));
            let glucose =
                Glucose::of_rows(people.filter_map(|(number, person)| Some((number, row_of(person, interval?)?))));
            Self {
                by: grouping.name().to_owned(),
                level: level.clone(),
                judged,
                members: inside().map(|(_, place)| place).collect(),
                counts: Counts::of(inside().map(|(row, _)| (row.outcome, row.weight))),
                ranking: Ranking::of(inside().map(|(row, _)| (row.person, row.probability, row.outcome)).collect()),
                glucose_rows: glucose.len() as u64,
                glucose: glucose.figures(&Vec::new()),
            }
        };
        let known = grouping.levels().iter().enumerate().filter(|(place, _)| levels.contains(&Some(*place)));
        known.map(group).collect()
    }

    fn rows(&self) -> impl Iterator<Item = &SampleRow> {
        self.members.iter().filter_map(|place| self.judged.get(*place as usize))
    }

    pub(super) fn figures(&self, people: &Cohort, intervals: &Intervals) -> SubgroupFigures {
        let found = self.under(&people.weights);
        let at = |position: usize| found.get(position).copied().flatten();
        let interval = |position: usize| intervals.get(position).copied().flatten();
        SubgroupFigures {
            by: self.by.clone(),
            level: self.level.clone(),
            rows: self.counts.rows,
            events: self.counts.events,
            withheld: self.counts.are_too_few(),
            auroc: at(0),
            auroc_interval: interval(0),
            auroc_within: None,
            observed_expected: at(1),
            observed_expected_interval: interval(1),
            glucose_rows: self.glucose_rows,
            glucose_mae: self.glucose.as_ref().map(|of| of.metrics.mae),
            glucose_bias: self.glucose.as_ref().map(|of| of.bias),
            coverage_90: self.glucose.as_ref().map(|of| of.metrics.coverage_90),
        }
    }
}

impl Figure for Subgroup<'_> {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        if self.counts.are_too_few() {
            return Vec::new();
        }
        let weight = |row: u32| weights.get(row as usize).copied().unwrap_or_default();
        let ratio = figures::observed_expected(self.rows().map(|row| row.measured_in(weights)));
        vec![self.ranking.under(weight).auroc, ratio]
    }

    fn work(&self) -> usize {
        if self.counts.are_too_few() { 0 } else { 2 * self.members.len() }
    }
}

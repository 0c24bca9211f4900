//! The counts and sums of the people of an evaluation, for a merge with those of other sites.

use super::cohort::{Cohort, DataFacts, Person};
use super::decision;
use super::glucose;
use super::grouping::Grouping;
use super::merged::{Resampling, basis, calibration, ranked};
use super::options::EvaluationOptions;
use super::subgroups::groupings;
use super::sums::{
    Counting, Definition, GlucoseTotals, Groups, Judged, JudgedModel, JudgedRow, Level, Levels, Parts, Site, Sums,
};
use crate::model::{Cutoffs, Interval, Model, OutcomeCut, Output};
use crate::risk::{Category, GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::Field;
use crate::scores::SCORES;
use crate::table::PatientTable;
use crate::{Error, Stop};
use std::cell::Cell;

/// The sums; `None` with weights or clusters, for which sums over sites would be wrong, for fewer people than the
/// smallest cell, and if a sum is too large.
pub(super) fn summed(
    model: &Model,
    table: &PatientTable<'_>,
    people: &Cohort,
    options: &EvaluationOptions,
) -> Result<Option<Sums>, Error> {
    if options.weights.is_some() || options.clusters.is_some() || are_too_few(&people.facts, options) {
        return Ok(None);
    }
    let summing = Summing::new(model, options.smallest_cell)?;
    let sums = summing.sums(table, people, &options.by)?;
    sums.map(|sums| sums.of_site(|sums| site(options, sums))).transpose()
}

/// Whether a site has fewer people than the smallest cell.
fn are_too_few(facts: &DataFacts, options: &EvaluationOptions) -> bool {
    (1..options.smallest_cell).contains(&facts.answered)
}

/// The sums that a site shares, made of those of each of its people; `None` for fewer people than the smallest cell.
pub(super) fn shared(model: &Model, each: Sums, options: &EvaluationOptions) -> Result<Option<Sums>, Error> {
    if are_too_few(&each.data, options) {
        return Ok(None);
    }
    let sums = Summing::new(model, options.smallest_cell)?.widened(each);
    sums.of_site(|sums| site(options, sums)).map(Some)
}

/// The figures are those of the sums, so that they tell nothing that the cells do not.
fn site(options: &EvaluationOptions, sums: &Sums) -> Site {
    let definition = sums.model.probabilities.iter().find(|of| of.output == Output::Diabetes);
    let basis = definition.and_then(|of| Some((of, basis(sums, of)?)));
    let none = Resampling { seed: options.seed, asked: 0, taken: Cell::new(0), stop: Stop::default() };
    let calibration = basis.as_ref().map(|(of, basis)| calibration(basis, &of.cuts, &none));
    let ranked = basis.as_ref().map(|(_, basis)| ranked(&basis.judged, &[], &none));
    Site {
        name: options.site.clone(),
        evaluated: crate::date::today(),
        rows: sums.data.rows,
        answered: sums.data.answered,
        judged: calibration.as_ref().map_or(0, |of| of.rows),
        events: calibration.as_ref().map_or(0, |of| of.events),
        auroc: ranked.and_then(|of| of.rankings.first()?.auroc),
        observed_expected: calibration.as_ref().and_then(|of| of.observed_expected),
        slope: calibration.and_then(|of| of.slope),
        sha256: String::new(),
    }
}

/// Counts and sums people for a model.
pub(super) struct Summing<'m> {
    model: JudgedModel,
    interval: Option<&'m Interval>,
    smallest: u64,
    scores: Vec<&'static str>,
    /// The probabilities of diabetes of the risk levels, then those of the decision curve.
    at: Vec<f64>,
}

impl<'m> Summing<'m> {
    pub(super) fn new(model: &'m Model, smallest: u64) -> Result<Self, Error> {
        let definitions = model.outputs.as_ref().probabilities();
        let probabilities = definitions.map(|(output, of)| Definition { output, cuts: of.definition.clone() });
        let cutoffs = model.cutoffs().map(Cutoffs::ascending);
        let mut at: Vec<f64> = cutoffs.into_iter().flatten().collect();
        let others: Vec<f64> = decision::thresholds().filter(|threshold| !at.contains(threshold)).collect();
        at.extend(others);
        Ok(Self {
            model: JudgedModel {
                hash: model.hash()?,
                name: model.name().to_owned(),
                synthetic: model.synthetic(),
                glucose: model.outputs.glucose.is_some(),
                probabilities: probabilities.collect(),
                cutoffs,
            },
            interval: model.outputs.glucose.as_ref().map(|output| &output.interval),
            smallest,
            scores: SCORES.iter().map(|score| score.name).collect(),
            at,
        })
    }

    /// The sums of rows that are not yet a site's; `None` if one is too large.
    pub(super) fn sums(
        &self,
        table: &PatientTable<'_>,
        people: &Cohort,
        by: &[Grouping],
    ) -> Result<Option<Sums>, Error> {
        let everyone: Vec<&Person> = people.all.iter().collect();
        let parts = || {
            let mut groups = Vec::new();
            for grouping in groupings(table, by).ok()? {
                let asked = by.iter().any(|by| by.name() == grouping.name());
                groups.push(self.groups(&grouping, asked, &everyone)?);
            }
            Some(Parts {
                judged: self.outcomes(&everyone)?,
                glucose: self.glucose(&everyone)?,
                groups,
                model: self.model.clone(),
                smallest_cell: self.smallest,
                diagnosis_known: table.column(Field::DiagnosedDiabetes).is_some(),
                data: people.facts.clone(),
                missing: people.missing.clone(),
                scores: people.scores.iter().filter_map(|place| Some(SCORES.get(*place)?.name.to_owned())).collect(),
            })
        };
        parts().map(Sums::bare).transpose()
    }

    /// Sums of each person in cells as wide as these.
    fn widened(&self, mut each: Sums) -> Sums {
        let all = |judged: Vec<Judged>, of_site| {
            let wide = |judged: Judged| {
                let how = self.counting(judged.output, of_site);
                judged.widened(&how)
            };
            judged.into_iter().map(wide).collect()
        };
        each.judged = all(each.judged, true);
        each.glucose = each.glucose.widened(self.smallest);
        for level in each.groups.iter_mut().flat_map(|groups| &mut groups.levels) {
            level.judged = all(std::mem::take(&mut level.judged), false);
            level.glucose = std::mem::take(&mut level.glucose).widened(self.smallest);
        }
        each.smallest_cell = self.smallest;
        each
    }

    /// How people of a whole site, or of a group, are counted.
    fn counting(&self, output: Output, of_site: bool) -> Counting<'_> {
        let smallest = self.smallest;
        // Of a whole site, leaving out few cases would distort more than it hides: its cells hide them.
        let (fewest_with, fewest_without) = match (smallest, of_site) {
            (1, _) => (0, 0),
            (_, true) => (0, 1),
            (_, false) => (smallest, smallest),
        };
        Counting {
            smallest,
            scores: if of_site { self.scores.as_slice() } else { &[] },
            fewest_with,
            fewest_without,
            in_one_cell: smallest > 1 && !of_site,
            // All of this output, so that the same people stand in the same cells.
            at: if output == Output::Diabetes && of_site { self.at.as_slice() } else { &[] },
        }
    }

    /// None or one; `None` if a sum is too large.
    fn counted(
        &self,
        judged: Judged,
        people: &[&Person],
        of_site: bool,
        outcome: impl Fn(&Person) -> Option<bool>,
    ) -> Option<Vec<Judged>> {
        let how = self.counting(judged.output, of_site);
        let row = |person: &&Person| {
            let points = (0..how.scores.len()).filter_map(|score| person.points(score)).collect();
            Some(JudgedRow { probability: person.probability(judged.output)?, outcome: outcome(person)?, points })
        };
        let rows: Vec<JudgedRow> = people.iter().filter_map(row).collect();
        if rows.is_empty() {
            return Some(Vec::new());
        }
        Some(vec![judged.counted(&rows, &how)?])
    }

    /// By each test and ADA cut-off, and by each definition.
    fn outcomes(&self, people: &[&Person]) -> Option<Vec<Judged>> {
        let mut all = Vec::new();
        for (field, cuts) in [(Field::OutcomeMgDl, GLUCOSE_CUTS), (Field::Hba1cPercent, HBA1C_CUTS)] {
            for (at, output) in cuts.into_iter().zip([Output::Dysglycaemia, Output::Diabetes]) {
                let judged = Judged::new(output, Some((field, at)), vec![field]);
                all.extend(self.counted(judged, people, true, |person| Some(person.test(field)? >= at))?);
            }
        }
        for definition in &self.model.probabilities {
            all.extend(self.by_tests(definition, people, true)?);
        }
        Some(all)
    }

    /// By a definition: people with both tests apart from those with one.
    fn by_tests(&self, definition: &Definition, people: &[&Person], of_site: bool) -> Option<Vec<Judged>> {
        let fields: Vec<Field> = definition.cuts.iter().map(|cut| cut.field).collect();
        let mut all = Vec::new();
        for set in 1..1_usize << fields.len() {
            let is_in = |place: usize| set >> place & 1 == 1;
            let tests = fields.iter().enumerate().filter(|(place, _)| is_in(*place)).map(|(_, field)| *field).collect();
            let has_just_these = |person: &Person| {
                fields.iter().enumerate().all(|(place, field)| person.test(*field).is_some() == is_in(place))
            };
            let outcome = |person: &Person| {
                let label = OutcomeCut::label(&definition.cuts, |test| person.test(test));
                label.filter(|_| has_just_these(person))
            };
            let judged = Judged::new(definition.output, None, tests);
            all.extend(self.counted(judged, people, of_site, outcome)?);
        }
        Some(all)
    }

    fn glucose(&self, people: &[&Person]) -> Option<GlucoseTotals> {
        let mut totals = GlucoseTotals::default();
        let Some(interval) = self.interval else { return Some(totals) };
        let rows: Vec<_> = people.iter().filter_map(|person| glucose::row_of(person, interval)).collect();
        for row in &rows {
            let right = Category::of_glucose(row.estimate) == Category::of_glucose(row.outcome);
            totals.add(row.outcome, row.estimate, row.is_covered, right)?;
        }
        Some(if self.smallest == 1 { totals.with_each(&rows) } else { totals.widened(self.smallest) })
    }

    fn groups(&self, grouping: &Grouping, asked: bool, everyone: &[&Person]) -> Option<Groups> {
        let kind = grouping.kind();
        let mut levels = Vec::new();
        let names = if kind == Levels::Own { &[] } else { grouping.levels() };
        for (place, name) in names.iter().enumerate() {
            let is_in = |person: &&&Person| grouping.level(person.row) == Some(place);
            let people: Vec<&Person> = everyone.iter().filter(is_in).copied().collect();
            if people.is_empty() {
                continue;
            }
            let diabetes = self.model.probabilities.iter().find(|of| of.output == Output::Diabetes);
            let judged = diabetes.map_or_else(|| Some(Vec::new()), |of| self.by_tests(of, &people, false))?;
            let place = if kind == Levels::Fixed { place as u64 } else { 0 };
            levels.push(Level::new(name.clone(), place, people.len() as u64, judged, self.glucose(&people)?));
        }
        let outside = everyone.iter().filter(|person| grouping.level(person.row).is_none()).count() as u64;
        Some(Groups { by: grouping.name().to_owned(), kind, asked, outside, levels })
    }
}

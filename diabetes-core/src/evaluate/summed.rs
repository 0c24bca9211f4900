//! The counts and sums of the people of an evaluation, for a merge with those of other sites.

use super::cohort::{Cohort, Person};
use super::decision;
use super::glucose;
use super::grouping::Grouping;
use super::merged::{Resampling, basis, calibration, ranked};
use super::options::EvaluationOptions;
use super::subgroups::groupings;
use super::sums::{
    Counting, Definition, GlucoseTotals, Groups, Judged, JudgedModel, JudgedRow, Level, Levels, Parts, Site, Sums,
};
use crate::Error;
use crate::model::{Cutoffs, Interval, Model, OutcomeCut, Output};
use crate::risk::{Category, GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::Field;
use crate::scores::SCORES;
use crate::table::PatientTable;
use std::cell::Cell;

/// The sums; `None` with weights or clusters, for which sums over sites would be wrong, and for fewer people than the
/// smallest cell.
pub(super) fn summed(
    model: &Model,
    table: &PatientTable<'_>,
    people: &Cohort,
    options: &EvaluationOptions,
) -> Result<Option<Sums>, Error> {
    let answered = people.all.len() as u64;
    let too_few = answered > 0 && answered < options.smallest_cell;
    if options.weights.is_some() || options.clusters.is_some() || too_few {
        return Ok(None);
    }
    let of = Summing::new(model, options.smallest_cell)?;
    let everyone: Vec<&Person> = people.all.iter().collect();
    let parts = || {
        let mut groups = Vec::new();
        for grouping in groupings(table, &options.by).ok()? {
            let asked = options.by.iter().any(|by| by.name() == grouping.name());
            groups.push(of.groups(&grouping, asked, &everyone)?);
        }
        Some(Parts {
            judged: of.outcomes(&everyone)?,
            glucose: of.glucose(&everyone)?,
            groups,
            model: of.model.clone(),
            smallest_cell: options.smallest_cell,
            diagnosis_known: table.column(Field::DiagnosedDiabetes).is_some(),
            data: people.facts.clone(),
            missing: people.missing.clone(),
            scores: people.scores.iter().filter_map(|place| Some(SCORES.get(*place)?.name.to_owned())).collect(),
        })
    };
    // A sum that is too large leaves none.
    parts().map(|parts| Sums::of(parts, |sums| site(options, sums))).transpose()
}

/// The figures are those of the sums, so that they tell nothing that the cells do not.
fn site(options: &EvaluationOptions, sums: &Sums) -> Site {
    let definition = sums.model.probabilities.iter().find(|of| of.output == Output::Diabetes);
    let basis = definition.and_then(|of| Some((of, basis(sums, of)?)));
    let none = Resampling { seed: options.seed, asked: 0, taken: Cell::new(0) };
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
struct Summing<'m> {
    model: JudgedModel,
    interval: Option<&'m Interval>,
    smallest: u64,
    scores: Vec<&'static str>,
    /// The probabilities of diabetes of the risk levels, then those of the decision curve.
    at: Vec<f64>,
}

impl<'m> Summing<'m> {
    fn new(model: &'m Model, smallest: u64) -> Result<Self, Error> {
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

    /// None or one; `None` if a sum is too large.
    fn counted(
        &self,
        judged: Judged,
        people: &[&Person],
        with_scores: bool,
        outcome: impl Fn(&Person) -> Option<bool>,
    ) -> Option<Vec<Judged>> {
        let scores = if with_scores { self.scores.as_slice() } else { &[] };
        let row = |person: &&Person| {
            let points = (0..scores.len()).filter_map(|score| person.points(score)).collect();
            Some(JudgedRow { probability: person.probability(judged.output)?, outcome: outcome(person)?, points })
        };
        let rows: Vec<JudgedRow> = people.iter().filter_map(row).collect();
        if rows.is_empty() {
            return Some(Vec::new());
        }
        // All of this output, so that the same people stand in the same cells.
        let at = if judged.output == Output::Diabetes && with_scores { self.at.as_slice() } else { &[] };
        let smallest = self.smallest;
        // Of a whole site, leaving out few cases would distort more than it hides: its cells hide them.
        let (fewest_with, fewest_without) = match (smallest, with_scores) {
            (1, _) => (0, 0),
            (_, true) => (0, 1),
            (_, false) => (smallest, smallest),
        };
        let in_one_cell = smallest > 1 && !with_scores;
        let how = Counting { smallest, scores, fewest_with, fewest_without, in_one_cell, at };
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
    fn by_tests(&self, definition: &Definition, people: &[&Person], with_scores: bool) -> Option<Vec<Judged>> {
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
            all.extend(self.counted(judged, people, with_scores, outcome)?);
        }
        Some(all)
    }

    fn glucose(&self, people: &[&Person]) -> Option<GlucoseTotals> {
        let mut totals = GlucoseTotals::default();
        let Some(interval) = self.interval else { return Some(totals) };
        let rows: Vec<_> = people.iter().filter_map(|person| glucose::row_of(person, interval)).collect();
        if (rows.len() as u64) < self.smallest {
            return Some(GlucoseTotals::too_few(rows.len() as u64));
        }
        for row in &rows {
            let right = Category::of_glucose(row.estimate) == Category::of_glucose(row.outcome);
            totals.add(row.outcome, row.estimate, row.is_covered, right)?;
        }
        Some(if self.smallest == 1 { totals.with_each(&rows) } else { totals.rounded() })
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

//! The additive model: a smooth curve per number field, a table per choice field, fitted on sums.

use super::linear::PENALTY;
use crate::TrainingError;
use crate::model::Output;
use crate::outcomes::FOLDS;
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard, Shape, Term};
use crate::train::basis::{Basis, Block, BlockKind, Encoded};
use crate::train::centre::{PARTS, added, centred, of_blanks};
use crate::train::crossfit::{CrossFit, Fitted, Fitter, Known, link_of};
use crate::train::inputs::Inputs;
use crate::train::lanes;
use crate::train::newton::{MAX_STEPS, ROUNDING};
use crate::train::pass::Selection;
use crate::train::plan::{CurvePoints, Form, Ground, Plan};
use crate::train::products::{Losses, Products, Target};
use crate::train::smoothing::choose;
use crate::train::sums::Sums;
use crate::train::totals::{Total, Totals};
use crate::train::uncertainty::variance;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Keeps the coefficients of glucose determined if columns are collinear.
const RIDGE: f64 = 1e-8;
/// How often the form of a probability is chosen, each time on the sums of the last Newton step.
const CHOICES: usize = 2;
const MAX_HALVINGS: u32 = 20;
/// The largest change of a score that counts as convergence.
const TOLERANCE: f64 = 1e-7;

/// Established risk factors: by default their curves never fall.
pub const MONOTONE: [Field; 4] = [Field::Age, Field::Bmi, Field::WaistCm, Field::SystolicMmHg];

/// The training rows, encoded as positions in the columns.
pub(super) struct Additive {
    ground: Ground,
    encoded: Encoded,
}

/// For each fold, the tables fitted on the others.
type Folds = [CurvePoints; FOLDS as usize];

fn sums(cross: &CrossFit<'_>, basis: &Basis, encoded: &Encoded, known: &Known, target: Target<'_>) -> Sums {
    cross.pass(&Products { basis: Cow::Borrowed(basis), target }, encoded, known).sums.accumulated(basis)
}

/// The points of a plan, and which of its coefficients are fixed at 0.
struct Solution {
    pinned: Vec<bool>,
    table: CurvePoints,
}

impl Additive {
    /// Places the knots. A field whose columns are combinations of earlier ones is left out of the inputs. `monotone`
    /// says for a field that its curve must not fall (1), must not rise (−1) or may do both (0); other fields follow
    /// [`MONOTONE`].
    pub(super) fn new(inputs: &mut Inputs, cross: &CrossFit<'_>, monotone: &BTreeMap<Field, i8>) -> Self {
        let mut directions: BTreeMap<Field, i8> = MONOTONE.map(|field| (field, 1)).into();
        directions.extend(monotone);
        loop {
            let basis = Basis::new(inputs, cross.rows);
            let encoded = Encoded::of(&basis, cross.rows);
            let direction = |block: &Block| directions.get(&block.field).copied().unwrap_or(0);
            let directions = basis.blocks.iter().map(direction).collect();
            let every = cross.selected(Selection { output: None, without: None });
            let sums = sums(cross, &basis, &encoded, &every, Target::Less(0.0));
            let ground = Ground { basis, sums, directions };
            let aliased = ground.aliased();
            for field in &aliased {
                inputs.leave_out(*field, "aliased");
            }
            if aliased.is_empty() {
                return Self { ground, encoded };
            }
        }
    }
}

impl Fitter for Additive {
    fn fit(&self, inputs: &Inputs, cross: &CrossFit<'_>, output: Output) -> Result<Fitted, TrainingError> {
        let known = cross.selected(Selection { output: Some(output), without: None });
        let (whole, folds, parameters) = if output == Output::Glucose {
            self.least_squares(cross, &known)
        } else {
            self.logistic(cross, output, &known)
        }
        .ok_or(TrainingError::NotConverged { output, steps: MAX_STEPS })?;
        let scorecard = self.scorecard(&whole, link_of(output));
        let blanks = of_blanks(&scorecard, cross.rows);
        let scores = lanes::map(cross.rows.len(), |range| {
            let score = |row: usize| {
                let fold = cross.folds.get(row).copied().unwrap_or_default() as usize;
                let (table, training) = (folds.get(fold)?, cross.rows.get(row)?);
                Some(table.score(&self.encoded, row) + added(&scorecard, &blanks, &training.values))
            };
            range.map(|row| score(row).unwrap_or_default()).collect::<Vec<f64>>()
        });
        let variances = if cross.asks_for_variances(output) {
            let of_folds = |row| folds.each_ref().map(|table| table.score(&self.encoded, row));
            lanes::map(cross.rows.len(), |range| range.map(|row| variance(of_folds(row))).collect::<Vec<f64>>())
        } else {
            Vec::new()
        };
        let scorecard = centred(scorecard, &blanks, inputs);
        Ok(Fitted { scorecard, scores: scores.concat(), variances: variances.concat(), parameters })
    }
}

impl Additive {
    fn least_squares(&self, cross: &CrossFit<'_>, known: &Known) -> Option<(CurvePoints, Folds, f64)> {
        let Total { weight, outcomes, folds } = cross.pass(&Totals, &(), known);
        let mean = outcomes / weight;
        let sums = sums(cross, &self.ground.basis, &self.encoded, known, Target::Less(mean));
        let form = choose(&self.ground, &sums, &folds, RIDGE, self.straight());
        let plan = self.ground.plan(&form, RIDGE);
        let solve = |without: Option<usize>| {
            let others = (0..FOLDS as usize).filter(|fold| Some(*fold) != without);
            let problem = sums.problem_of(&plan.columns, others);
            let mut pinned = vec![false; plan.columns.len()];
            let b = plan.solve(&problem, problem.weight, &mut pinned)?;
            let mut table = self.ground.table(&plan, &b);
            table.intercept += mean;
            Some((table, plan.effective(&problem, problem.weight, &pinned)))
        };
        let folds = lanes::each(FOLDS as usize, |fold| Some(solve(Some(fold))?.0));
        let (whole, parameters) = solve(None)?;
        Some((whole, of_every_fold(folds)?, parameters))
    }

    fn logistic(&self, cross: &CrossFit<'_>, output: Output, known: &Known) -> Option<(CurvePoints, Folds, f64)> {
        let weights = cross.pass(&Totals, &(), known).folds;
        let mut form = self.straight();
        let mut plan = self.ground.plan(&form, PENALTY);
        let mut fit = self.newton(cross, known, &plan, None)?;
        for _ in 0..CHOICES {
            let sums = self.step_sums(cross, known, &fit.table);
            let chosen = choose(&self.ground, &sums, &weights, PENALTY, form.clone());
            if chosen == form {
                break;
            }
            form = chosen;
            plan = self.ground.plan(&form, PENALTY);
            fit = self.newton(cross, known, &plan, Some(&fit.table))?;
        }
        let folds = cross.each_fold(|fold| {
            let others = cross.selected(Selection { output: Some(output), without: Some(fold) });
            Some(self.newton(cross, &others, &plan, Some(&fit.table))?.table)
        });
        let problem = self.step_sums(cross, known, &fit.table).problem_of(&plan.columns, 0..FOLDS as usize);
        let parameters = plan.effective(&problem, weights.iter().sum(), &fit.pinned);
        Some((fit.table, of_every_fold(folds)?, parameters))
    }

    /// Newton steps from a table, each a penalised least-squares problem on sums, halved while the loss would increase.
    fn newton(
        &self,
        cross: &CrossFit<'_>,
        known: &Known,
        plan: &Plan,
        start: Option<&CurvePoints>,
    ) -> Option<Solution> {
        let Total { weight: total, outcomes: cases, .. } = cross.pass(&Totals, &(), known);
        let mut pinned = vec![false; plan.columns.len()];
        let step = |table: &CurvePoints, pinned: &mut [bool]| {
            let problem = self.step_sums(cross, known, table).problem_of(&plan.columns, 0..FOLDS as usize);
            plan.solve(&problem, total, pinned)
        };
        let mut b = vec![0.0; plan.columns.len()];
        if let Some(start) = start {
            b = step(start, &mut pinned)?;
        } else {
            *b.first_mut()? = libm::log(cases / (total - cases));
        }
        let mut table = self.ground.table(plan, &b);
        let mut loss = self.loss(cross, known, &table) + plan.penalty(&b, total) / 2.0;
        for _ in 0..MAX_STEPS {
            let next = step(&table, &mut pinned)?;
            let before = loss;
            let mut share = 1.0;
            let mut largest = f64::INFINITY;
            for _ in 0..MAX_HALVINGS {
                let tried: Vec<f64> = b.iter().zip(&next).map(|(b, next)| b + share * (next - b)).collect();
                let tried_table = self.ground.table(plan, &tried);
                let tried_loss = self.loss(cross, known, &tried_table) + plan.penalty(&tried, total) / 2.0;
                if tried_loss <= loss + ROUNDING * loss.abs() {
                    largest = table.distance(&tried_table);
                    (b, table, loss) = (tried, tried_table, tried_loss);
                    break;
                }
                share /= 2.0;
            }
            if largest < TOLERANCE || before - loss <= ROUNDING * loss.abs() {
                return Some(Solution { pinned, table });
            }
        }
        None
    }

    /// The sums of a Newton step at a table.
    fn step_sums(&self, cross: &CrossFit<'_>, known: &Known, table: &CurvePoints) -> Sums {
        sums(cross, &self.ground.basis, &self.encoded, known, Target::Working(Cow::Borrowed(table)))
    }

    /// Negative log-likelihood.
    fn loss(&self, cross: &CrossFit<'_>, known: &Known, table: &CurvePoints) -> f64 {
        let losses = Losses { basis: Cow::Borrowed(&self.ground.basis), table: Cow::Borrowed(table) };
        cross.pass(&losses, &self.encoded, known)
    }

    fn straight(&self) -> Form {
        Form::straight(self.ground.basis.blocks.len())
    }

    fn scorecard(&self, table: &CurvePoints, link: Link) -> Scorecard {
        let round = |value: &f64| (value * PARTS).round() / PARTS;
        let mut terms = Vec::new();
        for block in &self.ground.basis.blocks {
            let points = table.points.each_ref().map(|points| {
                let own = points.get(block.start..block.start + block.width()).unwrap_or_default();
                own.iter().map(round).collect::<Vec<f64>>()
            });
            let [men, women] = points;
            if men.iter().chain(&women).all(|points| *points == 0.0) {
                continue;
            }
            let shape = match &block.kind {
                BlockKind::Levels { .. } => Shape::Levels { points: men },
                BlockKind::Curve { knots, .. } if men == women => curve(knots, &men),
                BlockKind::Curve { knots, .. } => {
                    Shape::By { field: Field::Sex, shapes: vec![curve(knots, &men), curve(knots, &women)] }
                }
            };
            terms.push(Term { field: block.field, shape });
        }
        Scorecard { intercept: round(&table.intercept), terms, link }
    }
}

/// A curve reduced to the knots at which it bends; the others are on a straight line, up to rounding.
fn curve(knots: &[f64], points: &[f64]) -> Shape {
    let all: Vec<(f64, f64)> = knots.iter().copied().zip(points.iter().copied()).collect();
    let mut kept: Vec<(f64, f64)> = all.first().copied().into_iter().collect();
    let mut between: Vec<(f64, f64)> = Vec::new();
    for pair in all.windows(2) {
        let (Some(start), [last, next]) = (kept.last().copied(), pair) else { break };
        let is_on_line = |knot: &(f64, f64)| {
            let point = start.1 + (knot.0 - start.0) / (next.0 - start.0) * (next.1 - start.1);
            (point - knot.1).abs() <= 1.5 / PARTS
        };
        if last.0 > start.0 {
            between.push(*last);
        }
        if !between.iter().all(is_on_line) {
            kept.push(*last);
            between.clear();
        }
    }
    kept.extend(all.last().filter(|_| all.len() > 1));
    let (knots, points) = kept.into_iter().unzip();
    Shape::Curve { knots, points }
}

fn of_every_fold(tables: Vec<Option<CurvePoints>>) -> Option<Folds> {
    tables.into_iter().collect::<Option<Vec<CurvePoints>>>()?.try_into().ok()
}

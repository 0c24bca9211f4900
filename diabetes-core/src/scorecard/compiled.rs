//! Scorecards as flat tables for many records at once, with the same points added in the same order.

mod axis;
mod slice;

use crate::schema::Field;
use crate::scorecard::{Piece, Scorecard, Shape};
use crate::values::Values;
use axis::{Axis, Classes};
use diabetes_kernel::{Classes as Entries, Lanes};
pub(crate) use slice::ColumnSlice;

/// A larger table would be slow to build and exceed the processor's cache.
const MAX_ENTRIES: usize = 4096;

/// Sums computed side by side, one per lane.
#[derive(Debug)]
pub(crate) struct Compiled<const LANES: usize> {
    base: [f64; LANES],
    axes: Vec<Axis>,
    steps: Vec<Step<LANES>>,
}

/// What the class on one or two axes adds to the sums.
#[derive(Debug)]
struct Step<const LANES: usize> {
    axis: usize,
    by: Option<usize>,
    table: Table<LANES>,
}

/// One entry per class, or with a second axis one per pair, starting with the second axis' first class.
#[derive(Debug)]
enum Table<const LANES: usize> {
    Points(Vec<[f64; LANES]>),
    /// The pieces of the lanes: `x`, `run`, `y` and `rise`, each for every lane.
    Pieces(Vec<[[f64; LANES]; 4]>),
}

/// The draft of a step: a field, possibly a second choice field, and what each lane reads there.
pub(crate) struct Draft<'s, L> {
    pub(crate) field: Field,
    pub(crate) by: Option<Field>,
    pub(crate) shapes: Vec<&'s Shape>,
    pub(crate) lanes: L,
}

/// Buffers of [`Compiled::add`], reused between blocks: the classes on each axis.
pub(crate) type Scratch = Vec<Classes>;

impl<const LANES: usize> Compiled<LANES>
where
    [f64; LANES]: Lanes,
{
    /// Builds the steps in order. `pieces` gives the lanes' pieces for the values of a draft's fields, NaN if one is
    /// missing. `None` if a table would be too large.
    pub(crate) fn new<L>(
        base: [f64; LANES],
        drafts: &[Draft<'_, L>],
        pieces: impl Fn(&L, f64, &Values) -> [Piece; LANES],
    ) -> Option<Self> {
        let mut axes: Vec<Axis> = Vec::new();
        for field in drafts.iter().flat_map(|draft| std::iter::once(draft.field).chain(draft.by)) {
            if axes.iter().all(|axis| axis.field != field) {
                let shapes = drafts.iter().filter(|draft| draft.field == field).flat_map(|draft| &draft.shapes);
                axes.push(Axis::new(field, shapes.copied())?);
            }
        }
        let place = |field: Field| axes.iter().position(|axis| axis.field == field);
        let mut steps = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (own, by) = (place(draft.field)?, draft.by.and_then(place));
            let seconds = by.and_then(|by| axes.get(by)).map_or(vec![f64::NAN], Axis::representatives);
            let firsts = axes.get(own)?.representatives();
            if firsts.len() * seconds.len() > MAX_ENTRIES {
                return None;
            }
            let mut entries = Vec::with_capacity(firsts.len() * seconds.len());
            for second in seconds {
                let mut values = Values::default();
                if let Some(by) = draft.by {
                    values.set(by, second);
                }
                for first in &firsts {
                    values.set(draft.field, *first);
                    entries.push(pieces(&draft.lanes, *first, &values));
                }
            }
            steps.push(Step { axis: own, by, table: Table::of(&entries) });
        }
        Some(Self { base, axes, steps })
    }

    /// Computes the sums of some rows; `part` gives their columns. For a row with a number out of its field's range the
    /// sums are meaningless.
    pub(crate) fn add<'p>(
        &self,
        rows: usize,
        part: impl Fn(Field) -> ColumnSlice<'p>,
        classes: &mut Scratch,
        sums: &mut Vec<[f64; LANES]>,
    ) {
        classes.resize_with(self.axes.len(), Classes::default);
        for (axis, classes) in self.axes.iter().zip(classes.iter_mut()) {
            axis.classify(rows, part(axis.field), classes);
        }
        Lanes::start(sums, rows, self.base);
        for step in &self.steps {
            let (Some(axis), Some(own)) = (self.axes.get(step.axis), classes.get(step.axis)) else { continue };
            let entries = match step.by.and_then(|by| classes.get(by)) {
                Some(by) => Entries::Pairs(&own.classes, &by.classes, axis.count() as u16),
                None => Entries::Of(&own.classes),
            };
            match &step.table {
                Table::Points(points) => Lanes::add_points(sums, entries, points),
                Table::Pieces(pieces) => Lanes::add_pieces(sums, entries, own.numbers(part(axis.field)), pieces),
            }
        }
    }
}

impl<const LANES: usize> Table<LANES> {
    fn of(entries: &[[Piece; LANES]]) -> Self {
        if entries.iter().flatten().all(|piece| *piece == Piece::flat(piece.y)) {
            Self::Points(entries.iter().map(|lanes| lanes.map(|piece| piece.y)).collect())
        } else {
            let transposed = |lanes: &[Piece; LANES]| {
                [
                    lanes.map(|piece| piece.x),
                    lanes.map(|piece| piece.run),
                    lanes.map(|piece| piece.y),
                    lanes.map(|piece| piece.rise),
                ]
            };
            Self::Pieces(entries.iter().map(transposed).collect())
        }
    }
}

/// What each lane reads at a step; `None` if its scorecard has no such term.
type Shapes<'s, const LANES: usize> = [Option<&'s Shape>; LANES];

/// Several scorecards, one per lane: the score before calibration, with base 0 if there is no scorecard.
///
/// Terms that read the same fields share a step if the order of each scorecard's terms allows it.
pub(crate) fn of_scorecards<const LANES: usize>(cards: [Option<&Scorecard>; LANES]) -> Option<Compiled<LANES>>
where
    [f64; LANES]: Lanes,
{
    let mut drafts: Vec<Draft<'_, Shapes<'_, LANES>>> = Vec::new();
    for (lane, card) in cards.iter().enumerate() {
        let mut from = 0;
        for term in card.iter().flat_map(|card| &card.terms) {
            let by = match &term.shape {
                Shape::By { field, .. } => Some(*field),
                _ => None,
            };
            let fits = |draft: &Draft<'_, _>| {
                draft.field == term.field && (draft.by.is_none() || by.is_none() || draft.by == by)
            };
            if let Some(more) = drafts.iter().skip(from).position(fits) {
                from += more;
            } else {
                drafts.insert(from, Draft { field: term.field, by: None, shapes: Vec::new(), lanes: [None; LANES] });
            }
            if let Some(draft) = drafts.get_mut(from) {
                draft.by = draft.by.or(by);
                draft.shapes.push(&term.shape);
                if let Some(slot) = draft.lanes.get_mut(lane) {
                    *slot = Some(&term.shape);
                }
            }
            from += 1;
        }
    }
    let base = cards.map(|card| card.map_or(0.0, |card| card.intercept));
    Compiled::new(base, &drafts, |lanes, value, values| {
        // Adding -0 changes no sum.
        lanes.map(|shape| shape.map_or(Piece::flat(-0.0), |shape| shape.piece(value, values)))
    })
}

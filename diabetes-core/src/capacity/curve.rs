//! What is found for every number of tests, to draw.

use super::choice::{cutoff, tested};
use super::count::CaseCount;
use serde::Serialize;

/// The most steps between nobody and everyone.
const STEPS: usize = 100;

/// What a number of tests finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CapacityPoint {
    /// People tested.
    pub tested: u64,
    /// The probability from which they are tested; `None` for nobody.
    pub cutoff: Option<f64>,
    /// Expected cases among them.
    pub found: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The points from nobody to everyone, with the cases among the `chosen` first people; people are sorted by descending
/// probability.
pub(super) fn curve(sorted: &[f64], chosen: usize) -> (Vec<CapacityPoint>, CaseCount) {
    let people = sorted.len();
    let mut places: Vec<usize> = (0..=STEPS).map(|step| tested(sorted, (people * step / STEPS) as u64)).collect();
    places.push(chosen);
    places.sort_unstable();
    places.dedup();
    let mut count = CaseCount::none();
    let (mut points, mut of_chosen) = (Vec::with_capacity(places.len()), CaseCount::none());
    for place in places {
        for probability in sorted.get(count.people as usize..place).unwrap_or_default() {
            count.add(*probability);
        }
        let [low, high] = count.interval();
        let at = cutoff(sorted, place);
        points.push(CapacityPoint { tested: place as u64, cutoff: at, found: count.mean, low, high });
        if place == chosen {
            of_chosen = count.clone();
        }
    }
    (points, of_chosen)
}

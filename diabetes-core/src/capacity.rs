//! What a number of tests that can be paid finds: whom to test, the cut-off, and what is found and missed.

mod choice;
mod count;
mod curve;
mod expected;
mod observed;
mod people;
mod place;
mod plan;

pub use curve::CapacityPoint;
pub use expected::{CaseFigures, Quantity};
pub use place::Place;
pub use plan::{Capacity, CapacityOptions, PlaceCount, capacity, capacity_of_risks};

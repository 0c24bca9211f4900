//! What a number of tests that can be paid finds: whom to test, the cut-off, and what is found and missed.

mod choice;
mod count;
mod curve;
mod expected;
mod observed;
mod options;
mod people;
mod place;
mod plan;
mod result;

pub use curve::CapacityPoint;
pub use expected::{CaseFigures, Quantity};
pub use options::CapacityOptions;
pub use place::Place;
pub use plan::{capacity, capacity_of_risks};
pub use result::{Capacity, PlaceCount};

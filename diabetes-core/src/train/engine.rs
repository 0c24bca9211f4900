//! Training on an engine that holds the rows in partitions, such as Spark: bytes go to its workers and come back.
//!
//! A [`Partition`] checks rows on a worker and makes blocks of them, which the engine keeps. A [`Driver`] takes the counts
//! of every partition and a sample of the rows, and then makes the model: it asks the [`Workers`] for each pass over all
//! rows, and a [`Summing`] answers with the sums of a partition's blocks.

mod driver;
mod partition;
mod summing;

pub use super::remote::Workers;
pub use driver::Driver;
pub use partition::{Partition, draw};
pub use summing::Summing;

#[cfg(test)]
mod tests;

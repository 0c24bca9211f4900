//! Training: turns records with an outcome into a model.

mod algorithm;
mod basis;
mod block;
mod centre;
mod crossfit;
mod design;
mod fit;
mod free;
mod gather;
mod inputs;
mod lanes;
mod moments;
mod newton;
mod options;
mod pass;
mod penalised;
mod plan;
#[cfg(feature = "parallel")]
mod pool;
mod products;
mod rows;
mod sample;
mod smoothing;
mod solve;
mod split;
mod spool;
mod store;
mod sums;
mod totals;
mod trainer;
mod uncertainty;
mod warnings;

pub use crate::outcomes::Told;
pub use algorithm::{Algorithm, MONOTONE};
pub use free::{least_squares_of_any, logistic_regression};
pub use moments::Moments;
pub use options::TrainingOptions;
pub use solve::{LeastSquares, least_squares};
pub use store::Store;
pub use trainer::{Trainer, train};

use super::*;
use crate::scorecard::Shape;
use crate::train::Algorithm;
use crate::{Field, TrainingError, synthetic};
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicU32, Ordering};

const ROWS: usize = 12_000;

fn options(algorithm: Algorithm) -> TrainingOptions {
    TrainingOptions { algorithm, ..TrainingOptions::default() }
}

/// The rows of `table` from `start` to `end`, as a table.
fn part<'a>(table: &'a PatientTable<'_>, start: usize, end: usize) -> PatientTable<'a> {
    PatientTable::from_codes((start..end).map(|row| table.values(row)), crate::table::Required::AgeAndSex)
}

/// Trains with 1,500 rows in memory and the others in a store, from tables of so many rows.
fn trained(records: &PatientTable<'_>, options: &TrainingOptions, size: usize, weights: Option<&[f64]>) -> Model {
    let mut trainer = Trainer::keeping(1_500, options, Box::new(Vec::new())).unwrap();
    for start in (0..records.rows()).step_by(size) {
        let end = records.rows().min(start + size);
        let weights = weights.map(|weights| &weights[start..end]);
        trainer.add(&part(records, start, end), Told { weights, ..Told::default() }).unwrap();
    }
    trainer.finish().unwrap()
}

#[test]
fn rows_beyond_memory_give_one_model_for_any_tables_and_threads() {
    let records = synthetic::generate(ROWS, 5);
    let weights: Vec<f64> = (0..ROWS).map(|row| (row % 5) as f64).collect();
    for algorithm in Algorithm::ALL {
        let options = options(algorithm);
        let whole = trained(&records, &options, ROWS, Some(&weights));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        for size in [1_000, 7_777] {
            let other = pool.install(|| trained(&records, &options, size, Some(&weights)));
            assert_eq!(other.to_json().unwrap(), whole.to_json().unwrap(), "{algorithm:?} in tables of {size}");
        }
        assert_eq!(whole.training().rows + whole.training().held_out, (ROWS - ROWS / 5) as u64);
    }
}

#[test]
fn coefficients_come_from_all_rows_whether_they_are_in_memory_or_not() {
    let records = synthetic::generate(ROWS, 6);
    let options = options(Algorithm::Linear);
    let (in_memory, stored) = (train(&records, None, &options).unwrap(), trained(&records, &options, 4_096, None));
    let lines = |model: &Model, output| -> Vec<(Field, f64)> {
        let line = |term: &crate::scorecard::Term| match term.shape {
            Shape::Line { coefficient, .. } => Some((term.field, coefficient)),
            _ => None,
        };
        model.scorecard(output).unwrap().terms.iter().filter_map(line).collect()
    };
    for output in crate::Output::ALL {
        let (exact, stored) = (lines(&in_memory, output), lines(&stored, output));
        assert!(exact.len() > 5);
        for ((field, exact), (other, stored)) in exact.into_iter().zip(stored) {
            assert_eq!(field, other);
            assert!((exact - stored).abs() <= 1e-10 * exact.abs().max(1e-3), "{output} {field:?}: {exact}, {stored}");
        }
    }
    assert_eq!(stored.training().output_rows, in_memory.training().output_rows);
    assert_eq!(stored.training().events, in_memory.training().events);
    let figure = |model: &Model| model.metrics().cross_fitted.diabetes.as_ref().unwrap().auroc.unwrap();
    assert!((figure(&stored) - figure(&in_memory)).abs() < 0.02);
}

/// A store that fails.
struct Faulty {
    stored: Vec<u8>,
    writes: u32,
    reads: AtomicU32,
}

impl Store for Faulty {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writes = self.writes.checked_sub(1).ok_or(ErrorKind::StorageFull)?;
        Store::append(&mut self.stored, bytes)
    }

    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let left = self.reads.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map_err(|_| ErrorKind::TimedOut)?;
        self.stored.read(at, bytes)
    }
}

#[test]
fn a_store_that_fails_gives_its_error_and_no_model() {
    let records = synthetic::generate(ROWS, 7);
    let fault = |writes: u32, reads: u32, algorithm| {
        let store = Faulty { stored: Vec::new(), writes, reads: reads.into() };
        let mut trainer = Trainer::keeping(1_500, &options(algorithm), Box::new(store)).unwrap();
        let added = trainer.add(&records, Told::default());
        match added.and_then(|()| trainer.finish()) {
            Err(Error::Io(error)) => Some(error.kind()),
            _ => None,
        }
    };
    assert_eq!(fault(1, u32::MAX, Algorithm::Linear), Some(ErrorKind::StorageFull));
    for reads in [0, 40] {
        for algorithm in Algorithm::ALL {
            assert_eq!(fault(u32::MAX, reads, algorithm), Some(ErrorKind::TimedOut), "{algorithm:?} after {reads}");
        }
    }
}

#[test]
fn a_weight_is_refused_by_its_row_among_all_tables() {
    let records = synthetic::generate(100, 8);
    let mut trainer = Trainer::new(&TrainingOptions::default(), Box::new(Vec::new())).unwrap();
    let (ones, mut bad) = (vec![1.0; 100], vec![1.0; 100]);
    bad[3] = -1.0;
    trainer.add(&records, Told { weights: Some(&ones), ..Told::default() }).unwrap();
    let refused = trainer.add(&records, Told { weights: Some(&bad), ..Told::default() }).unwrap_err();
    assert!(matches!(refused, Error::Training(TrainingError::BadWeights(text)) if text.contains("row 103")));
}

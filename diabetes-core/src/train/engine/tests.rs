use super::*;
use crate::model::Model;
use crate::outcomes::Told;
use crate::table::{PatientTable, Required};
use crate::train::{Algorithm, Trainer, TrainingOptions, train};
use crate::{Error, Field, Output, TrainingError, synthetic};
use serde_json::Value;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const ROWS: usize = 9_000;
const MOST: usize = 1_500;

type Spoil = dyn Fn(&mut Vec<Vec<u8>>) -> io::Result<()> + Send + Sync;

/// Partitions of blocks, and what happens to their answers.
struct Local {
    blocks: Vec<Vec<Vec<u8>>>,
    spoil: Box<Spoil>,
}

impl Workers for Local {
    fn answers(&self, asked: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let answer = |blocks: &Vec<Vec<u8>>| {
            let mut summing = Summing::new(asked)?;
            blocks.iter().try_for_each(|block| summing.add(block))?;
            summing.finish()
        };
        let with_rows = self.blocks.iter().filter(|blocks| !blocks.is_empty());
        let mut answers: Vec<Vec<u8>> =
            with_rows.map(answer).collect::<Result<_, Error>>().map_err(io::Error::other)?;
        (self.spoil)(&mut answers).map(|()| answers)
    }
}

fn options(algorithm: Algorithm) -> TrainingOptions {
    TrainingOptions { algorithm, ..TrainingOptions::default() }
}

/// Records of which some are invalid, and a weight for each, sometimes 0.
fn people() -> (PatientTable<'static>, Vec<f64>) {
    let records = synthetic::generate(ROWS, 5);
    let row = |row: usize| {
        let mut values = records.values(row);
        if row % 50 == 3 || (4_000..4_500).contains(&row) {
            values.set(Field::Age, 7.0);
        }
        values
    };
    let weights = (0..ROWS).map(|row| (row % 5) as f64).collect();
    (PatientTable::from_codes((0..ROWS).map(row), Required::AgeAndSex), weights)
}

fn part<'a>(table: &'a PatientTable<'_>, start: usize, end: usize) -> PatientTable<'a> {
    PatientTable::from_codes((start..end).map(|row| table.values(row)), Required::AgeAndSex)
}

/// The model of partitions that end at these rows.
fn trained(
    most: usize,
    options: &TrainingOptions,
    ends: &[usize],
    weights: Option<&[f64]>,
    spoil: impl Fn(&mut Vec<Vec<u8>>) -> io::Result<()> + Send + Sync + 'static,
) -> Result<Model, Error> {
    let records = people().0;
    let mut driver = Driver::keeping(most, options)?;
    let (mut blocks, mut starts) = (Vec::new(), Vec::new());
    for (start, end) in [0].iter().chain(ends).zip(ends) {
        let mut partition = Partition::new(options);
        let mut own = Vec::new();
        // Tables of a partition may come in any size.
        for from in (*start..*end).step_by(1_000) {
            let to = (*end).min(from + 1_000);
            let told = Told { weights: weights.map(|weights| &weights[from..to]), ..Told::default() };
            own.extend(partition.add(&part(&records, from, to), told)?);
        }
        let (last, counts) = partition.finish()?;
        own.extend(last);
        starts.push(driver.add(&counts)?);
        blocks.push(own);
    }
    let cut = driver.cut()?;
    for (blocks, start) in blocks.iter().zip(starts) {
        let mut position = start;
        for block in blocks {
            let (drawn, next) = draw(block, position, &cut)?;
            driver.keep(&drawn)?;
            position = next;
        }
    }
    driver.finish(Box::new(Local { blocks, spoil: Box::new(spoil) }))
}

/// One, two and seven partitions, with an empty one and one of invalid rows alone.
const DIVIDED: [&[usize]; 3] = [&[ROWS], &[7_001, ROWS], &[1, 1_000, 1_000, 4_000, 4_500, 7_000, ROWS]];

#[test]
fn rows_that_the_driver_holds_give_the_model_of_one_machine() {
    let (records, weights) = people();
    for algorithm in Algorithm::ALL {
        let options = options(algorithm);
        let whole = train(&records, Some(&weights), &options).unwrap();
        for ends in DIVIDED {
            let never = |_: &mut Vec<Vec<u8>>| Err(ErrorKind::Other.into());
            let model = trained(ROWS, &options, ends, Some(&weights), never).unwrap();
            assert_eq!(model.to_json().unwrap(), whole.to_json().unwrap(), "{algorithm:?} {ends:?}");
        }
    }
}

#[test]
fn sums_of_partitions_give_the_model_of_one_machine() {
    let (records, weights) = people();
    for algorithm in Algorithm::ALL {
        let options = options(algorithm);
        for weights in [None, Some(&weights[..])] {
            let mut trainer = Trainer::keeping(MOST, &options, Box::new(Vec::new())).unwrap();
            trainer.add(&records, Told { weights, ..Told::default() }).unwrap();
            let whole = trainer.finish().unwrap();
            for ends in DIVIDED {
                let model = trained(MOST, &options, ends, weights, |_| Ok(())).unwrap();
                assert_near(&parsed(&model), &parsed(&whole), &format!("{algorithm:?} {ends:?}"));
            }
        }
    }
}

fn parsed(model: &Model) -> Value {
    let mut file: Value = serde_json::from_str(&model.to_json().unwrap()).unwrap();
    file.as_object_mut().unwrap().remove("sha256");
    file
}

/// Numbers may differ in their last bits alone.
fn assert_near(own: &Value, other: &Value, at: &str) {
    match (own, other) {
        (Value::Object(own), Value::Object(other)) => {
            assert!(own.keys().eq(other.keys()), "{at}");
            own.iter().zip(other.values()).for_each(|((key, own), other)| {
                assert_near(own, other, &format!("{at} {key}"));
            });
        }
        (Value::Array(own), Value::Array(other)) => {
            assert_eq!(own.len(), other.len(), "{at}");
            own.iter().zip(other).for_each(|(own, other)| assert_near(own, other, at));
        }
        (Value::Number(own), Value::Number(other)) => {
            let (own, other) = (own.as_f64().unwrap(), other.as_f64().unwrap());
            assert!((own - other).abs() <= 1e-10 * own.abs().max(1.0), "{at}: {own}, {other}");
        }
        _ => assert_eq!(own, other, "{at}"),
    }
}

#[test]
fn rows_are_passed_over_once_for_least_squares_and_once_for_all_folds() {
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    let spoil = move |_: &mut Vec<Vec<u8>>| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(())
    };
    let options = TrainingOptions { outputs: vec![Output::Glucose], ..options(Algorithm::Linear) };
    trained(MOST, &options, &[7_001, ROWS], None, spoil).unwrap();
    // Collinear columns, counts, the sums of all folds.
    assert_eq!(asked.load(Ordering::Relaxed), 3);
}

#[test]
fn an_answer_that_cannot_be_used_gives_an_error_and_no_model() {
    let spoils: [fn(&mut Vec<Vec<u8>>); 4] = [
        |answers| answers[1][20] ^= 1,
        |answers| answers[1].truncate(3),
        |answers| answers.swap(0, 1),
        |answers| answers.truncate(1),
    ];
    for algorithm in Algorithm::ALL {
        let code = |spoil: Box<Spoil>| {
            let failed = trained(MOST, &options(algorithm), &[7_001, ROWS], None, spoil).unwrap_err();
            failed.code()
        };
        for (number, spoil) in spoils.into_iter().enumerate() {
            let spoil = move |answers: &mut Vec<Vec<u8>>| {
                spoil(answers);
                Ok(())
            };
            assert_eq!(code(Box::new(spoil)), "bad_part", "{algorithm:?}, case {number}");
        }
        assert_eq!(code(Box::new(|_| Err(ErrorKind::TimedOut.into()))), "io", "{algorithm:?}");
    }
}

#[test]
fn a_damaged_block_or_message_is_refused() {
    let options = options(Algorithm::Linear);
    let mut partition = Partition::new(&options);
    assert!(partition.add(&synthetic::generate(20, 1), Told::default()).unwrap().is_empty());
    let (block, counts) = partition.finish().unwrap();
    let block = block.unwrap();
    let mut driver = Driver::new(&options).unwrap();
    driver.add(&counts).unwrap();
    let cut = driver.cut().unwrap();
    assert!(draw(&block, 0, &cut).is_ok());
    for cut_off in [0, 3, block.len() - 1] {
        assert!(matches!(draw(&block[..cut_off], 0, &cut), Err(Error::Io(_))));
    }
    assert!(matches!(draw(&[&block[..], &[0]].concat(), 0, &cut), Err(Error::Io(_))));
    let other = |message: &[u8]| [&[message[0] ^ 1], &message[1..]].concat();
    let refused = [driver.add(&other(&counts)).unwrap_err(), Summing::new(&other(&counts)).unwrap_err()];
    for error in refused {
        assert!(matches!(error, Error::Training(TrainingError::BadPart(_))));
    }
    // Rows that were drawn and are missing are noticed.
    let workers = Local { blocks: Vec::new(), spoil: Box::new(|_| Ok(())) };
    assert_eq!(driver.finish(Box::new(workers)).unwrap_err().code(), "bad_part");
}

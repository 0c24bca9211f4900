//! The recipe of the bundled model: `make bundled-model`, or
//! `cargo run --release --example bundled_model -- SURVEY.csv FOLDER`.
//!
//! The survey is NHANES 1999–2014, adults of 20 and over. The model learns from non-pregnant people without diagnosed
//! diabetes; "told borderline" counts as undiagnosed. Family history counts as first degree, and hypertension is
//! reported or medicated. Rows with only HbA1c have no survey weight, so weights depend only on the age of a row: they
//! halve for every four years before the last cycle. Calibration, interval, cut-offs and figures come from the last two
//! cycles with both tests. The recipe trains each algorithm on the cycles up to 2007 and evaluates it on the later
//! ones; the one with the higher mean area under the ROC curve is then trained on all cycles and bundled.

mod ausdrisk;
mod card;
mod judged;
mod level;
mod ranking;
mod sureness;
mod survey;

use diabetes_core::Model;
use diabetes_core::model::{Origin, Words};
use diabetes_core::train::{Algorithm, TrainingOptions, train};
use judged::{Judged, TOLD, judge};
use ranking::TARGETS;
use std::path::Path;
use survey::Person;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The last training cycle of the temporal validation.
const LAST_TRAINED: u32 = 2007;
const SOURCE: &str = "NHANES 1999-2014, US adults of 20 and over, not pregnant, without diagnosed diabetes; calibrated on \
                      those of 2009-2012";

/// The population as named in every answer, in Spanish and English.
const PEOPLE: [&str; 2] = ["personas de Estados Unidos", "people in the United States"];

/// An algorithm, the performance of its model of earlier cycles on later ones, and the mean of the areas.
struct Candidate {
    algorithm: Algorithm,
    judged: Vec<Judged>,
    mean: f64,
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(survey), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bundled_model SURVEY.csv FOLDER".into());
    };
    let people = survey::read(Path::new(&survey))?;
    let (earlier, later): (Vec<&Person>, Vec<&Person>) = people.iter().partition(|person| person.cycle <= LAST_TRAINED);
    let mut candidates = Vec::new();
    for algorithm in [Algorithm::Linear, Algorithm::Additive] {
        let judged = judge(&trained(&earlier, None, algorithm, 0.0)?, &later);
        let areas = TARGETS.iter().map(|target| target.area(&judged)).collect::<Outcome<Vec<f64>>>()?;
        candidates.push(Candidate { algorithm, judged, mean: areas.iter().sum::<f64>() / areas.len() as f64 });
    }
    let best = candidates.iter().max_by(|a, b| a.mean.total_cmp(&b.mean)).ok_or("no algorithm")?;
    let without = judge(&trained(&earlier, Some(TOLD), best.algorithm, 0.0)?, &later);
    let everyone: Vec<&Person> = people.iter().collect();
    let model = trained(&everyone, None, best.algorithm, TrainingOptions::default().test_size)?;
    let folder = Path::new(&folder);
    model.save(folder.join("nhanes.json"))?;
    std::fs::write(folder.join("nhanes.md"), card::card(&model, best, &candidates, &without, &everyone)?)?;
    Ok(())
}

/// A model of these people without the field `without`.
fn trained(people: &[&Person], without: Option<&str>, algorithm: Algorithm, test_size: f64) -> Outcome<Model> {
    let options = TrainingOptions {
        algorithm,
        judges: Some(survey::judges(people)),
        periods: Some(survey::periods(people)),
        test_size,
        name: "nhanes".into(),
        source: SOURCE.into(),
        origin: Some(Origin { learned_from: Words { es: PEOPLE[0].into(), en: PEOPLE[1].into() }, recalibrated: None }),
        ..TrainingOptions::default()
    };
    Ok(train(&survey::table(people, without)?, Some(&survey::recency(people)), &options)?)
}

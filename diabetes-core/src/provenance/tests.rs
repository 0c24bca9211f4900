//! The tests of [`super`].

use super::*;
use crate::splitmix::SplitMix64;
use crate::synthetic::{COLUMNS, generate};

/// The fields required for training, and others that records may have.
const FEWEST: [Field; 3] = [Field::Age, Field::Sex, Field::OutcomeMgDl];
const MORE: [&[Field]; 5] = [
    &[],
    &[Field::HeightCm, Field::SystolicMmHg],
    &[Field::HeartRate, Field::SystolicMmHg],
    &[Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg],
    &COLUMNS,
];

fn generated(rows: usize, seed: u64) -> Vec<Values> {
    let table = generate(rows, seed);
    (0..rows).map(|row| table.values(row)).collect()
}

/// The records with only the required fields and these.
fn with_fields(records: &[Values], fields: &[Field]) -> Vec<Values> {
    let only = |record: &Values| {
        let mut values = Values::default();
        FEWEST.iter().chain(fields).for_each(|field| values.set(*field, record.get(*field)));
        values
    };
    records.iter().map(only).collect()
}

/// The records with changed numbers.
fn changed(records: &[Values], change: impl Fn(f64) -> f64) -> Vec<Values> {
    let of = |record: &Values| {
        let mut values = *record;
        let numbers = COLUMNS.iter().filter(|field| field.choices().is_empty());
        numbers.for_each(|field| values.set(*field, change(record.get(*field))));
        values
    };
    records.iter().map(of).collect()
}

fn sample(records: &[Values], rows: usize, random: &mut SplitMix64) -> Vec<Values> {
    (0..rows).map(|_| records[random.below(records.len())]).collect()
}

#[test]
fn generated_records_are_known_whole_and_rounded_with_any_of_their_fields() {
    for seed in 0..3 {
        let whole = generated(1000, seed);
        for fields in MORE {
            let whole = with_fields(&whole, fields);
            assert!(are_generated(whole.iter()), "{fields:?}");
            for unit in [1.0, 0.1, 0.01] {
                assert!(
                    are_generated(changed(&whole, |value| (value / unit).round() * unit).iter()),
                    "{fields:?} {unit}"
                );
            }
            assert!(are_generated(changed(&whole, f64::floor).iter()), "{fields:?}");
            assert!(are_generated(whole.iter().take(200)), "{fields:?}");
        }
    }
}

#[test]
fn selected_and_mixed_generated_records_are_known() {
    let all = generated(6000, 1);
    let chosen = |wanted: &dyn Fn(&Values) -> bool| all.iter().filter(|record| wanted(record)).collect::<Vec<_>>();
    for (name, records) in [
        ("one sex", chosen(&|record| record.get(Field::Sex) == 1.0)),
        ("no glucose of diabetes", chosen(&|record| record.get(Field::OutcomeMgDl) < 126.0)),
        ("high glucose", chosen(&|record| record.get(Field::OutcomeMgDl) > 110.0)),
        ("obese", chosen(&|record| record.get(Field::Bmi) > 30.0)),
        ("smokers", chosen(&|record| record.is_yes(Field::Smoker))),
    ] {
        assert!(are_generated(records.into_iter()), "{name}");
    }
}

#[test]
fn few_records_and_other_laws_are_not_known() {
    assert!(!are_generated(std::iter::empty()));
    assert!(!are_generated(generated(MIN_ROWS - 1, 1).iter()));
    // The same records, but with a correlation of waist and body mass index as in people.
    let mut people = generated(1000, 1);
    for record in &mut people {
        let waist = record.get(Field::Bmi) * 2.0 + 35.0 + 0.5 * (record.get(Field::HeightCm) - 165.0);
        record.set(Field::WaistCm, waist);
    }
    assert!(!are_generated(people.iter()));
}

/// The people of the survey with a measured glucose; those with diagnosed diabetes are marked.
fn survey() -> Vec<(Values, String)> {
    let folder = std::env::var("DIABETES_SHARED").unwrap_or_else(|_| "../../shared".to_owned());
    let text = std::fs::read_to_string(format!("{folder}/data/nhanes_adults_1999_2014_v2.csv")).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let person = |line: &str| {
        let mut values = Values::default();
        let mut group = String::new();
        for (name, cell) in names.iter().zip(line.split(',')) {
            if let (Some(field), Ok(number)) = (Field::by_name(name), cell.parse()) {
                values.set(field, number);
            }
            match *name {
                "sexo" => values.set(Field::Sex, f64::from(u8::from(cell == "F"))),
                "ciclo" | "diabetes_diagnosticada" => group.push_str(cell),
                _ => {}
            }
        }
        (values, group)
    };
    lines.map(person).filter(|(values, _)| values.known(Field::OutcomeMgDl).is_some()).collect()
}

#[test]
#[ignore = "measures the rates of error; needs the survey"]
fn rates_of_error() {
    let mut random = SplitMix64::new(7);
    let people = survey();
    let of = |wanted: &dyn Fn(&Values, &str) -> bool| -> Vec<Values> {
        people.iter().filter(|(values, group)| wanted(values, group)).map(|(values, _)| *values).collect()
    };
    let mut groups: Vec<(String, Vec<Values>)> = vec![
        ("all".into(), of(&|_, _| true)),
        ("women".into(), of(&|v, _| v.get(Field::Sex) == 1.0)),
        ("men".into(), of(&|v, _| v.get(Field::Sex) == 0.0)),
        ("over 60".into(), of(&|v, _| v.get(Field::Age) > 60.0)),
        ("under 35".into(), of(&|v, _| v.get(Field::Age) < 35.0)),
        ("diagnosed".into(), of(&|_, g| g.ends_with("Si"))),
        ("not diagnosed".into(), of(&|_, g| !g.ends_with("Si"))),
        ("obese".into(), of(&|v, _| v.get(Field::Bmi) > 30.0)),
        ("lean".into(), of(&|v, _| v.get(Field::Bmi) < 25.0)),
        ("lean and old".into(), of(&|v, _| v.get(Field::Bmi) < 25.0 && v.get(Field::Age) > 60.0)),
        ("glucose from 100".into(), of(&|v, _| v.get(Field::OutcomeMgDl) >= 100.0)),
        ("glucose from 126".into(), of(&|v, _| v.get(Field::OutcomeMgDl) >= 126.0)),
        ("glucose to 100".into(), of(&|v, _| v.get(Field::OutcomeMgDl) < 100.0)),
        ("hypertensive".into(), of(&|v, _| v.get(Field::SystolicMmHg) > 140.0)),
    ];
    for cycle in ["1999", "2001", "2003", "2005", "2007", "2009", "2011", "2013"] {
        groups.push((cycle.into(), of(&|_, group| group.starts_with(cycle))));
    }
    groups.retain(|(name, group)| {
        eprintln!("{name}: {} people", group.len());
        !group.is_empty()
    });
    let draws: usize = std::env::var("DRAWS").map_or(40, |text| text.parse().unwrap());
    for rows in [100, 200, 300, 1000] {
        let (mut taken, mut drawn) = ([0; MORE.len()], 0);
        for (name, group) in &groups {
            for fields in MORE.into_iter().filter(|_| rows == 100) {
                assert!(!are_generated(with_fields(group, fields).iter()), "{name} {fields:?}");
            }
            for draw in 0..draws {
                // Half of them with the generator's category proportions.
                let records = if draw % 2 == 0 {
                    sample(group, rows, &mut random)
                } else {
                    let bands = [(0.0, 100.0, 40), (100.0, 126.0, 35), (126.0, 1e9, 25)];
                    bands
                        .iter()
                        .flat_map(|(low, high, share)| {
                            let band: Vec<Values> = group
                                .iter()
                                .filter(|v| (*low..*high).contains(&v.get(Field::OutcomeMgDl)))
                                .copied()
                                .collect();
                            let wanted = if band.is_empty() { 0 } else { rows * share / 100 };
                            sample(&band, wanted, &mut random)
                        })
                        .collect()
                };
                drawn += 1;
                for (taken, fields) in taken.iter_mut().zip(MORE) {
                    *taken += usize::from(are_generated(with_fields(&records, fields).iter()));
                }
            }
        }
        eprintln!("people taken for generated: of {drawn} draws of {rows}: {taken:?}");
    }
    let all = generated(100_000, 3);
    for rows in [100, 150, 200, 300, 500, 1000] {
        for (how, change) in [("whole", (|v| v) as fn(f64) -> f64), ("rounded", f64::round), ("floored", f64::floor)] {
            let missed = MORE.map(|fields| {
                let unknown = |_: &usize| {
                    !are_generated(with_fields(&changed(&sample(&all, rows, &mut random), change), fields).iter())
                };
                (0..20 * draws).filter(unknown).count()
            });
            eprintln!("generated not known: of {} draws of {rows} {how}: {missed:?}", 20 * draws);
        }
    }
    for share in [0.1, 0.25, 0.5, 0.75] {
        for rows in [1000, 4000] {
            let [mut appended, mut shuffled] = [0; 2];
            for _ in 0..draws {
                let own = (f64::from(rows) * share) as usize;
                let mut mixed = sample(&all, own, &mut random);
                mixed.extend(sample(&groups[0].1, rows as usize - own, &mut random));
                appended += usize::from(are_generated(mixed.iter()));
                for place in (1..mixed.len()).rev() {
                    mixed.swap(place, random.below(place + 1));
                }
                shuffled += usize::from(are_generated(mixed.iter()));
            }
            eprintln!("a share of {share} of {rows}: known of {draws}, appended {appended}, shuffled {shuffled}");
        }
    }
}

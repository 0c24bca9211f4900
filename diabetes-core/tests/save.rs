//! A saved model is there whole or not at all.

#![cfg(unix)]

mod corpus;

use corpus::Outcome;
use diabetes_core::Model;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Names the file to save to in a process that this test starts.
const FILE: &str = "DIABETES_SAVE_TEST_FILE";
const KILLS: u32 = 60;

fn folder(name: &str) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Starts this test again as a process that does nothing but save.
fn saver(path: &Path) -> Outcome<Child> {
    Ok(Command::new(std::env::current_exe()?)
        .args(["a_kill_while_saving_leaves_a_whole_file", "--exact"])
        .env(FILE, path)
        .stdout(Stdio::null())
        .spawn()?)
}

fn save_for_ever(path: &Path, models: &[Model; 2]) -> Outcome<()> {
    loop {
        for model in models {
            model.save(path)?;
        }
    }
}

#[test]
fn a_kill_while_saving_leaves_a_whole_file() -> Outcome<()> {
    let corpus::Models { tiny, nhanes } = corpus::Models::new()?;
    let models = [tiny, nhanes];
    if let Some(path) = std::env::var_os(FILE) {
        return save_for_ever(Path::new(&path), &models);
    }
    let texts = [models[0].to_json()?, models[1].to_json()?];
    let folder = folder("kill")?;
    let path = folder.join("model.json");
    models[0].save(&path)?;
    let mut seen = [0_u32; 2];
    let mut look = || -> Outcome<()> {
        let text = fs::read_to_string(&path)?;
        let which = texts.iter().position(|whole| *whole == text);
        seen[which.ok_or_else(|| format!("a file of {} bytes that is neither model", text.len()))?] += 1;
        Ok(())
    };
    for kill in 0..KILLS {
        let mut child = saver(&path)?;
        // The moments are spread over 50 ms without a pattern.
        let until = Instant::now() + Duration::from_micros(u64::from(kill) * 7_919 % 50_000);
        let mut looked = Ok(());
        while looked.is_ok() && Instant::now() < until {
            looked = look();
        }
        child.kill()?;
        let status = child.wait()?;
        looked?;
        assert_eq!(status.code(), None, "the process ended by itself: {status}");
        look()?;
        Model::load(&path)?;
    }
    assert!(seen.iter().all(|times| *times > 0), "saw {seen:?}");
    let leftovers = fs::read_dir(&folder)?.count() - 1;
    assert!(leftovers > 0, "no save was interrupted");
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn a_save_replaces_the_old_file_and_leaves_nothing_else() -> Outcome<()> {
    let corpus::Models { tiny, nhanes } = corpus::Models::new()?;
    let folder = folder("replace")?;
    let path = folder.join("model.json");
    for model in [&tiny, &nhanes, &tiny] {
        model.save(&path)?;
        assert!(Model::load(&path)? == *model);
    }
    let names: Vec<_> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<_>>()?;
    assert_eq!(names, ["model.json"]);
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn a_save_that_cannot_be_done_says_so_and_leaves_nothing() -> Outcome<()> {
    let corpus::Models { tiny, .. } = corpus::Models::new()?;
    let folder = folder("refuse")?;
    // A folder stands where the file should go.
    let place = folder.join("model.json");
    fs::create_dir(&place)?;
    for path in [place, folder.join("missing").join("model.json")] {
        assert_eq!(tiny.save(&path).map_err(|error| error.code()), Err("io"), "{}", path.display());
    }
    assert_eq!(fs::read_dir(&folder)?.count(), 1);
    fs::remove_dir_all(folder)?;
    Ok(())
}

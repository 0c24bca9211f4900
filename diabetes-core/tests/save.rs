//! A saved model is there whole or not at all.

#![cfg(unix)]

use diabetes_core::Model;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Names the file to save to in a process that this test starts.
const FILE: &str = "DIABETES_SAVE_TEST_FILE";
const KILLS: u32 = 60;

fn models() -> Outcome<[Model; 2]> {
    Ok([Model::from_json(include_str!("../../fixtures/models/tiny.json"))?, Model::bundled()])
}

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

/// Saves two models in turn until it is killed, or for longer than the test waits.
fn save_over_and_over(path: &Path) -> Outcome<()> {
    let [tiny, nhanes] = models()?;
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end {
        nhanes.save(path)?;
        tiny.save(path)?;
    }
    Ok(())
}

#[test]
fn a_kill_while_saving_leaves_a_whole_file() -> Outcome<()> {
    if let Some(path) = std::env::var_os(FILE) {
        return save_over_and_over(Path::new(&path));
    }
    let [tiny, nhanes] = models()?;
    let texts = [tiny.to_json()?, nhanes.to_json()?];
    let folder = folder("kill")?;
    let path = folder.join("model.json");
    // Which of the two models the file is; anything else is a file that is not whole.
    let look = || -> Outcome<usize> {
        let text = fs::read_to_string(&path)?;
        let which = texts.iter().position(|whole| *whole == text);
        Ok(which.ok_or_else(|| format!("{} bytes that are neither model", text.len()))?)
    };
    for kill in 0..KILLS {
        tiny.save(&path)?;
        let mut child = saver(&path)?;
        let watch = || -> Outcome<()> {
            let patience = Instant::now() + Duration::from_secs(10);
            while look()? == 0 {
                if Instant::now() > patience {
                    return Err("the other process saves nothing".into());
                }
            }
            // The moments are spread over 20 ms without a pattern.
            let until = Instant::now() + Duration::from_micros(u64::from(kill) * 7_919 % 20_000);
            while Instant::now() < until {
                look()?;
            }
            Ok(())
        };
        let watched = watch();
        child.kill()?;
        let status = child.wait()?;
        watched?;
        assert_eq!(status.code(), None, "the process ended by itself: {status}");
        look()?;
        Model::load(&path)?;
    }
    let interrupted = fs::read_dir(&folder)?.count() - 1;
    eprintln!("{interrupted} of {KILLS} kills left a file that was being written");
    assert!(interrupted > 0, "no save was interrupted");
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn a_save_replaces_the_old_file_and_leaves_nothing_else() -> Outcome<()> {
    let [tiny, nhanes] = models()?;
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
    let [tiny, _] = models()?;
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

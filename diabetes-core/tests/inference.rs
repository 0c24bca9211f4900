//! Without its default features the library only predicts, and brings along only what that needs.

use std::process::Command;

/// The names of the packages that a build of the library needs.
fn packages(arguments: &[&str]) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--package", "diabetes-core", "--edges", "normal", "--prefix", "none", "--format", "{lib}"])
        .args(arguments)
        .output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut names: Vec<String> = String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

#[test]
fn a_build_for_inference_brings_no_training_no_random_numbers_and_no_encodings()
-> Result<(), Box<dyn std::error::Error>> {
    let training = ["linfa", "linfa_linear", "rand", "rand_chacha", "rand_distr", "encoding_rs"];
    let whole = packages(&[])?;
    let inference = packages(&["--no-default-features"])?;
    for name in training {
        assert!(whole.iter().any(|found| found == name), "{name} is not in {whole:?}");
    }
    let unwanted = |name: &&String| training.contains(&name.as_str()) || name.contains("getrandom");
    assert_eq!(inference.iter().filter(unwanted).collect::<Vec<_>>(), Vec::<&String>::new());
    for name in ["serde_json", "ndarray", "libm", "sha2"] {
        assert!(inference.iter().any(|found| found == name), "{name} is not in {inference:?}");
    }
    Ok(())
}

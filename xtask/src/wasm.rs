//! Builds `dist` from the crate `diabetes-wasm` with cargo, bindgen and wasm-opt.

use crate::{fields, split};
use anyhow::{Context, Result, ensure};
use diabetes_core::schema::codes::CODES;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use walrus::Module;

/// The argument with which cargo calls this program to run a test module.
pub(crate) const TEST_RUNNER: &str = "test-runner";

const TARGET: &str = "wasm32-unknown-unknown";
/// The name of the wasm file; bindgen's glue expects `NAME_bg.wasm`.
const NAME: &str = "diabetes_wasm";
/// The skipped passes make the file smaller but its compressed size larger: they move similar code apart, or make it
/// less similar. The lowest kilobyte is the end of the stack, so nothing is stored there by address.
const PASSES: [&str; 8] = [
    "-Os",
    "--converge",
    "--low-memory-unused",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=dae-optimizing",
    "--skip-pass=local-cse",
    "--skip-pass=reorder-functions",
    "--skip-pass=ssa-nomerge",
];
/// The features that rustc enables for the target, with `.cargo/config.toml`, and nothing newer: the README lists the
/// browsers that support them.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Builds the module, its glue and the schema types.
pub(crate) fn build() -> Result<()> {
    let package = package();
    let dist = package.join("dist");
    fs::create_dir_all(&dist)?;
    fs::write(package.join("src/fields.ts"), fields::source())?;
    // A file of its own: few pages need the clinical codes, and no page has to load them with the engine.
    fs::write(dist.join("codes.json"), serde_json::to_string_pretty(CODES)? + "\n")?;
    run(cargo("build")?.args(["--profile", "wasm", "--lib"]))?;
    let built = target_dir()?.join(TARGET).join("wasm").join(NAME).with_extension("wasm");
    let out = ["wasm-bindgen".into(), built.into_os_string(), "--out-dir".into(), dist.clone().into_os_string()];
    let options = ["--out-name", NAME, "--target", "bundler", "--remove-producers-section"].map(OsString::from);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(out.into_iter().chain(options))?;
    // The package starts the engine itself; bindgen's types describe the glue.
    fs::rename(dist.join(format!("{NAME}_bg.js")), dist.join(format!("{NAME}.js")))?;
    let whole = dist.join(format!("{NAME}_bg.wasm"));
    let mut module = Module::from_file(&whole)?;
    let (engine, tools) = split::split(&module.emit_wasm(), is_tool)?;
    for (path, module) in [(whole, engine), (dist.join(format!("{NAME}_tools.wasm")), tools)] {
        fs::write(&path, module)?;
        optimize(&package, &path)?;
    }
    Ok(())
}

/// Whether an export is needed by few pages: these form the second module, loaded on demand.
fn is_tool(export: &str) -> bool {
    export.contains("csv") || export.contains("recalibrate")
}

fn optimize(package: &Path, module: &Path) -> Result<()> {
    let wasm_opt = package.join("node_modules/binaryen/bin/wasm-opt");
    ensure!(wasm_opt.exists(), "{} is missing: run npm ci in {}", wasm_opt.display(), package.display());
    run(Command::new("node").arg(wasm_opt).args(PASSES).args(FEATURES).arg(module).arg("-o").arg(module))
}

/// Runs the crate's tests in Node, with this program as the runner.
pub(crate) fn test(arguments: impl Iterator<Item = OsString>) -> Result<()> {
    let runner = env::current_exe()?;
    let runner = runner.to_str().context("this program's path is not UTF-8")?;
    let runner = format!("target.{TARGET}.runner = [{runner:?}, {TEST_RUNNER:?}]");
    run(cargo("test")?.args(["--config", &runner]).args(arguments))
}

/// Runs one test module in Node.
pub(crate) fn run_tests(arguments: impl Iterator<Item = OsString>) -> Result<()> {
    let name = OsString::from("wasm-bindgen-test-runner");
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args([name].into_iter().chain(arguments))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn package() -> PathBuf {
    root().join("diabetes-wasm/js")
}

/// This program is in `TARGET_DIR/PROFILE/`.
fn target_dir() -> Result<PathBuf> {
    let program = env::current_exe()?;
    Ok(program.ancestors().nth(2).context("this program lies in no target directory")?.to_owned())
}

/// `cargo TASK` for the crate and its target.
fn cargo(task: &str) -> Result<Command> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args([task, "--package", "diabetes-wasm", "--target", TARGET, "--target-dir"]);
    command.arg(target_dir()?);
    // Panic messages contain the paths of crates, which must not reveal this machine's folders.
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))) {
        let remap = format!("--remap-path-prefix={}=crates", home.join("registry/src").display());
        command.args(["--config", &format!("target.{TARGET}.rustflags = [{remap:?}]")]);
    }
    Ok(command)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} cannot be started", command.get_program().display()))?;
    ensure!(status.success(), "{} failed: {status}", command.get_program().display());
    Ok(())
}

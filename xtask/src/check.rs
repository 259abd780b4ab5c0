//! The checks `cargo xtask test` is made of, one function each. A check writes what its runner says
//! to the log it is given and returns what it counted; an error means that it could not run.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::tally::{self, Tally};
use crate::tools::WASM;
use crate::{browser, database, process, project, softhsm, tools, validator, web};

/// Points the API suite at a PostgreSQL server on which it may create databases.
const TEST_DATABASE: &str = "PUENTE_TEST_DATABASE_URL";
/// Names the PKCS#11 module that the suite signs with.
const TEST_MODULE: &str = "PUENTE_TEST_PKCS11_MODULE";

/// A named check.
pub(crate) struct Check {
    /// As `--only` takes it.
    pub(crate) name: &'static str,
    pub(crate) run: fn(&Path) -> Result<Tally>,
}

/// In the order they run: cheap ones first, and the screens before what embeds or loads them.
pub(crate) const ALL: [Check; 11] = [
    Check { name: "format", run: format },
    Check { name: "dependencies", run: dependencies },
    Check { name: "screens", run: screens },
    Check { name: "lints", run: lints },
    Check { name: "lints-wasm", run: lints_wasm },
    Check { name: "tests", run: tests },
    Check { name: "tests-postgres", run: tests_postgres },
    Check { name: "sssom", run: sssom },
    Check { name: "tests-wasm", run: tests_wasm },
    Check { name: "types-browser", run: types_browser },
    Check { name: "browser", run: journeys },
];

fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.current_dir(project::root()).env_remove(TEST_DATABASE).args(arguments);
    command
}

/// One command that holds or does not.
fn single(command: &mut Command, log: &Path) -> Result<Tally> {
    Ok(if process::run_logged(command, log)? { Tally::PASSED } else { Tally::FAILED })
}

/// A command that prints libtest summaries.
fn counted(command: &mut Command, log: &Path) -> Result<Tally> {
    let succeeded = process::run_logged(command, log)?;
    let output = fs::read(log).with_context(|| format!("cannot read {}", log.display()))?;
    Ok(tally::of_libtest(&String::from_utf8_lossy(&output)).or_failed(succeeded))
}

fn format(log: &Path) -> Result<Tally> {
    single(&mut cargo(&["fmt", "--all", "--check"]), log)
}

/// Licences, bans and sources always; advisories when their database can be fetched.
fn dependencies(log: &Path) -> Result<Tally> {
    let bin = tools::cargo_deny()?;
    let deny = |what: &[&str], log: &Path| -> Result<bool> {
        let mut command = Command::new(bin.join("cargo-deny"));
        command.current_dir(project::root()).args(["--all-features", "--workspace"]).args(what);
        process::run_logged(&mut command, log)
    };
    let advisories = log.with_extension("advisories.log");
    if !deny(&["fetch", "db"], &advisories)? {
        process::say("deny", "the advisory database cannot be fetched here: advisories were NOT checked");
        return Ok(if deny(&["check", "licenses", "bans", "sources"], log)? { Tally::PASSED } else { Tally::FAILED });
    }
    Ok(if deny(&["check"], log)? { Tally::PASSED } else { Tally::FAILED })
}

fn screens(_log: &Path) -> Result<Tally> {
    web::build()?;
    Ok(Tally::PASSED)
}

fn lints(log: &Path) -> Result<Tally> {
    single(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]), log)
}

fn lints_wasm(log: &Path) -> Result<Tally> {
    tools::ensure_wasm_target()?;
    let arguments =
        ["clippy", "--package", "puente-frontend", "--all-targets", "--target", WASM, "--", "--deny", "warnings"];
    single(&mut cargo(&arguments), log)
}

/// Unit and property tests of every crate, and the API suite on SQLite.
fn tests(log: &Path) -> Result<Tally> {
    let module = softhsm::ensure_module()?;
    counted(cargo(&["test", "--workspace", "--no-fail-fast"]).env(TEST_MODULE, module), log)
}

/// The server's tests once more, on a PostgreSQL cluster of our own.
fn tests_postgres(log: &Path) -> Result<Tally> {
    let cluster = database::Cluster::start()?;
    let module = softhsm::ensure_module()?;
    let mut command = cargo(&["test", "--package", "puente", "--no-fail-fast"]);
    counted(command.env(TEST_DATABASE, cluster.url()).env(TEST_MODULE, module), log)
}

/// Files that we export, read by the validator of the standard's makers; each file is a test.
fn sssom(log: &Path) -> Result<Tally> {
    let python = validator::ensure()?;
    let folder = project::target().join("sssom");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let run = ["run", "--quiet", "--package", "crosswalks", "--example", "sssom_export", "--"];
    process::run(cargo(&run).arg(&folder))?;
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    files.sort();
    let script = project::root().join("xtask/validate_sssom.py");
    let succeeded = process::run_logged(Command::new(python).arg(script).args(&files), log)?;
    let said = fs::read_to_string(log).with_context(|| format!("cannot read {}", log.display()))?;
    Ok(tally::of_lines(&said, files.len()).or_failed(succeeded))
}

fn tests_wasm(log: &Path) -> Result<Tally> {
    tools::ensure_wasm_target()?;
    browser::require_node()?;
    let runner = tools::wasm_bindgen()?.join("wasm-bindgen-test-runner");
    let mut command = cargo(&["test", "--package", "puente-frontend", "--test", "wasm", "--target", WASM]);
    counted(command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner), log)
}

/// The browser tests are TypeScript, which Playwright runs without checking its types.
fn types_browser(log: &Path) -> Result<Tally> {
    browser::ensure()?;
    single(Command::new("npx").current_dir(project::browser_tests()).args(["--no-install", "tsc", "--noEmit"]), log)
}

/// The journeys in Chromium against the debug server, which reads `dist/` from disk.
fn journeys(log: &Path) -> Result<Tally> {
    web::build()?;
    if !process::run_logged(&mut cargo(&["build", "--package", "puente"]), log)? {
        return Ok(Tally::FAILED);
    }
    let report = log.with_extension("json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = browser::playwright(&report)?;
    let succeeded = process::run_logged(&mut command, log)?;
    let counted = match fs::read_to_string(&report) {
        Ok(report) => tally::of_playwright(&report)?,
        Err(_) => Tally::default(),
    };
    Ok(counted.or_failed(succeeded))
}

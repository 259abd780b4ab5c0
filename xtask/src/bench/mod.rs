//! `cargo xtask bench`: what it costs to verify, to look up, to start, to wait, and to load.
//!
//! Every number is of this machine on this day. Look-ups are printed as a share of what the same
//! server does with a small static file, which compares better than a count. What suggestions find is
//! also measured on a published table, when `PUENTE_SUGGEST_YARDSTICK` says where it is
//! (`crosswalks/examples/suggest_speed`).

mod browser;
mod caller;
mod crosswalks;
mod engine;
mod frameworks;
mod http;
mod import;
mod issuing;
mod processor;
mod server;
mod suggestions;
mod verifying;
mod verifying_many;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::{browser_code, process, project, web};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Verifying and signing one certificate.
    Verifying,
    /// Issuing over HTTP, and verifying a file of what was issued.
    Issuing,
    /// Starting, waiting, and answering over HTTP.
    Server,
    /// A large CASE package.
    Frameworks,
    /// A large mapping set.
    Crosswalks,
    /// The engine at the size of a region.
    Engine,
    /// What a browser loads and does.
    Browser,
    /// What suggestions find, and how fast.
    Suggestions,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Only these parts, a comma between each two; else all of them.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Take the screens and the server as they were last built.
    #[arg(long)]
    built: bool,
}

impl Options {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// Builds what is measured, measures, and prints a table.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.built {
        web::build()?;
        process::say("bench", "building the release server and the measured programs");
        process::run(cargo().args(["build", "--release", "--package", "puente"]))?;
    }
    let mut table = Table::default();
    table.number("load, before", load(), "programs that ran or waited to run, on average of a minute");
    if options.wants(Part::Verifying) {
        let native = native()?;
        table.row(
            "verify, native",
            native.get("verify_us"),
            "µs a certificate (eddsa-jcs-2022, status lists, all checks)",
        );
        table.row("verify, native, JSON-LD", native.get("verify_rdfc_us"), "µs a proof (eddsa-rdfc-2022)");
        table.row("issue, native", native.get("issue_us"), "µs a certificate (both proofs)");
        verifying::measure(&mut table)?;
    }
    if options.wants(Part::Issuing) {
        issuing::measure(&native()?, &mut table)?;
    }
    if options.wants(Part::Server) || options.wants(Part::Browser) {
        of_a_server(options, &mut table)?;
    }
    if options.wants(Part::Frameworks) {
        frameworks::measure(&mut table)?;
    }
    if options.wants(Part::Crosswalks) {
        crosswalks::measure(&mut table)?;
    }
    if options.wants(Part::Engine) {
        engine::measure(&mut table)?;
    }
    if options.wants(Part::Suggestions) {
        for (name, value, unit) in suggestions::measure()? {
            table.number(&name, value, unit);
        }
    }
    table.number("load, after", load(), "as above");
    println!("{}", table.0.join("\n"));
    Ok(())
}

/// What takes a running server.
fn of_a_server(options: &Options, table: &mut Table) -> Result<()> {
    let started = server::Server::start()?;
    if options.wants(Part::Server) {
        table.number("start, new registry", started.first_start_ms, "ms until ready, with demonstration data");
        table.number("start, again", started.second_start_ms, "ms until ready");
        table.number("memory, idle", started.idle_mb()?, "MB resident");
        let rates = http::compare(&started.address)?;
        table.number("look-ups over HTTP", rates.look_ups, "a second, four connections, on the cores that also ask");
        table.number("look-ups, each another", rates.new_look_ups, "a second, same; no answer is kept from before");
        let unit =
            format!("a second, same; {} of {} bytes, a look-up has {}", rates.file, rates.file_bytes, rates.bytes);
        table.number("static file over HTTP", rates.files, &unit);
        table.number("look-ups, share of a static file", rates.look_ups / rates.files * 100.0, "%");
        table.number("the same, each another", rates.new_look_ups / rates.files * 100.0, "%");
        table.number("memory, after that", started.idle_mb()?, "MB resident");
    }
    if options.wants(Part::Browser) {
        for (name, value, unit) in browser::measure(&started.address, &wasm_program()?)? {
            table.number(&name, value, &unit);
        }
    }
    Ok(())
}

/// How busy the machine is with everything; Linux.
fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|minute| minute.parse().ok()).unwrap_or(f64::NAN)
}

fn cargo() -> Command {
    let mut command = process::cargo();
    command.current_dir(project::root());
    command
}

/// What the example prints, with JSON-LD.
fn native() -> Result<Value> {
    let arguments = ["run", "--quiet", "--release", "--package", "puente-credentials", "--example", "verify_speed"];
    let said = process::output(cargo().args(arguments))?;
    serde_json::from_str(&said).context("verify_speed prints JSON")
}

/// The same example for the browser, without JSON-LD, as the screens are built.
fn wasm_program() -> Result<std::path::PathBuf> {
    let arguments = [
        "build",
        "--profile=web",
        "--package=puente-credentials",
        "--no-default-features",
        "--example=verify_speed",
        "--target=wasm32-unknown-unknown",
    ];
    process::run(cargo().args(arguments).env(browser_code::FLAGS, browser_code::flags()?))?;
    Ok(project::target().join("wasm32-unknown-unknown/web/examples/verify_speed.wasm"))
}

/// A folder for one measurement; removed by who made it.
fn scratch(name: &str) -> Result<std::path::PathBuf> {
    let folder = std::env::temp_dir().join(format!("puente-bench-{name}-{}", std::process::id()));
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Lines of name, value and unit.
#[derive(Default)]
struct Table(Vec<String>);

impl Table {
    fn row(&mut self, name: &str, value: Option<&Value>, unit: &str) {
        self.number(name, value.and_then(Value::as_f64).unwrap_or(f64::NAN), unit);
    }

    fn number(&mut self, name: &str, value: f64, unit: &str) {
        self.0.push(format!("{name:<38} {value:>10.1} {unit}"));
    }
}

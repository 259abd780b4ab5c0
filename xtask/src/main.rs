//! `cargo xtask setup | serve | test | bench`: everything around the crates that is not Rust
//! compilation, on a machine that has rustup, a C compiler and the package registries.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod browser;
mod browser_code;
mod check;
mod database;
mod gallery;
mod precompress;
mod process;
mod project;
mod serve;
mod softhsm;
mod system;
mod tally;
mod test;
mod tools;
mod validator;
mod web;

/// Tasks around the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what building and testing need: wasm target, trunk, wasm-bindgen, cargo-deny, browser, database, PKCS#11
    /// module, SSSOM validator.
    Setup {
        /// Only what `serve` needs: no browser, no database, no cargo-deny, no validator.
        #[arg(long)]
        minimal: bool,
    },
    /// Build the screens and the release server, load demonstration data once, and serve.
    Serve(serve::Options),
    /// Build the screens only, into `dist/`.
    Web,
    /// Take the pictures of every screen again, into `docs/screens/`.
    Gallery,
    /// Measure verification, look-ups, start-up, memory and weight, and print a table.
    Bench(bench::Options),
    /// Run every check and test; ends with `N passed, N failed`.
    Test(test::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Setup { minimal } => setup(minimal).map(|()| true),
        Task::Serve(options) => serve::run(&options).map(|()| true),
        Task::Web => web::build().map(|_| true),
        Task::Gallery => gallery::run().map(|()| true),
        Task::Bench(options) => bench::run(&options).map(|()| true),
        Task::Test(options) => test::run(&options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn setup(minimal: bool) -> anyhow::Result<()> {
    system::require_compilers()?;
    tools::ensure_wasm_target()?;
    tools::trunk()?;
    tools::wasm_bindgen()?;
    if !minimal {
        tools::cargo_deny()?;
        browser::ensure()?;
        database::ensure_server_binaries()?;
        validator::ensure()?;
        softhsm::ensure_module()?;
    }
    process::say("setup", "everything is in place");
    Ok(())
}

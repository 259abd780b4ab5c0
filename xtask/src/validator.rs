//! The validator that the makers of SSSOM publish: a Python package in an environment of its own, at
//! the version this project needs, once per user and version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::{process, project, system};

/// The package `sssom` (sssom-py).
const SSSOM: &str = "0.4.21";

/// The Python that has the validator.
pub(crate) fn ensure() -> Result<PathBuf> {
    let cache = project::tool_cache()?;
    let home = cache.join(format!("sssom-{SSSOM}"));
    let python = home.join("bin/python");
    // An environment names its own folder and cannot be moved: a mark says that it is whole.
    let whole = home.join("whole");
    if whole.is_file() {
        return Ok(python);
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let lock = fs::File::create(cache.join("sssom.lock"))?;
    lock.lock()?;
    if !whole.is_file() {
        install(&home, &python)?;
        fs::write(&whole, "")?;
    }
    Ok(python)
}

fn install(home: &Path, python: &Path) -> Result<()> {
    process::say("tools", &format!("installing the SSSOM validator {SSSOM}, once per user (one to three minutes)"));
    let started = Instant::now();
    make_environment(home)?;
    let package = format!("sssom=={SSSOM}");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &package];
    process::output(Command::new(python).args(pip))
        .with_context(|| format!("could not install {package}; is the Python package index reachable?"))?;
    process::say("tools", &format!("the SSSOM validator is in place after {} s", started.elapsed().as_secs()));
    Ok(())
}

/// A new environment with pip. Debian keeps the module for that in a package of its own.
fn make_environment(home: &Path) -> Result<()> {
    let make = || -> Result<String> {
        let python = system::find(&["python3"]).context("python3 is not on PATH")?;
        process::output(Command::new(python).args(["-m", "venv", "--clear"]).arg(home))
    };
    if make().is_ok() {
        return Ok(());
    }
    system::install_debian(&["python3-venv"], "Python 3.10 or newer, for the validator of SSSOM files")?;
    make().context("Python cannot make an environment: install Python 3.10 or newer with its module venv").map(drop)
}

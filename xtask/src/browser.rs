//! What the browser tests need: Node.js, Chromium, and the packages locked in `tests/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, project, system};

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where the browser is, after everything the browser tests need is in place.
pub(crate) fn ensure() -> Result<PathBuf> {
    require_node()?;
    let chromium = ensure_chromium()?;
    ensure_packages()?;
    Ok(chromium)
}

/// The browser tests against the debug server, with Playwright's JSON report going to `report`.
pub(crate) fn playwright(report: &Path) -> Result<Command> {
    let chromium = ensure()?;
    let mut command = Command::new("npx");
    command
        .current_dir(project::browser_tests())
        .args(["--no-install", "playwright", "test"])
        .env("PUENTE_CHROMIUM", chromium)
        .env("PUENTE_BINARY", project::target().join("debug").join("puente"))
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", report);
    Ok(command)
}

/// Node.js 20 or newer with npm.
pub(crate) fn require_node() -> Result<()> {
    if system::find(&["node"]).is_none() || system::find(&["npm"]).is_none() {
        bail!("Node.js 20 or newer with npm runs the browser tests: install it from your system or from nodejs.org");
    }
    let version = process::output(Command::new("node").arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("Node.js is {version}; the browser tests need version 20 or newer");
    }
    Ok(())
}

fn ensure_chromium() -> Result<PathBuf> {
    if let Some(found) = system::find(&CHROMIUM) {
        return Ok(found);
    }
    system::install_debian(&["chromium"], "the browser of the browser tests")?;
    system::find(&CHROMIUM).context("Chromium was installed, but is not on PATH")
}

/// `npm ci`, unless the installed packages are those of the lock file.
fn ensure_packages() -> Result<()> {
    let folder = project::browser_tests();
    let locked = fs::read(folder.join("package-lock.json")).context("tests/package-lock.json")?;
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    process::say("npm", "installing the packages of the browser tests");
    process::run(Command::new("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(stamp, locked).context("cannot note which packages are installed")
}

//! Cargo's own tools at the versions this project needs, built once per user and version.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{process, project, system};

/// The newest trunk that Rust 1.95 compiles.
const TRUNK: &str = "0.21.14";
/// Licences, bans, sources, advisories.
const CARGO_DENY: &str = "0.20.2";

/// What browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The folder of the toolchain of `rust-toolchain.toml`.
pub(crate) fn sysroot() -> Result<PathBuf> {
    let rustc = &mut std::process::Command::new("rustc");
    Ok(process::output(rustc.current_dir(project::root()).args(["--print", "sysroot"]))?.into())
}

/// Adds the wasm target to the toolchain of `rust-toolchain.toml` when it is not there.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    if sysroot()?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if system::find(&["rustup"]).is_none() {
        bail!(
            "the Rust target {WASM} is missing and rustup is not on PATH: install rustup, or the target with your system's packages"
        );
    }
    process::say("rustup", &format!("adding the target {WASM}"));
    process::run(std::process::Command::new("rustup").current_dir(project::root()).args(["target", "add", WASM]))
}

/// The folder that holds `trunk`.
pub(crate) fn trunk() -> Result<PathBuf> {
    ensure("trunk", TRUNK, &["--locked", "--no-default-features", "--features", "rustls"])
}

/// The folder that holds `wasm-bindgen` and `wasm-bindgen-test-runner`, of exactly the version in `Cargo.lock`.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    // Without --locked: its lock file names a version that is not to be had.
    ensure("wasm-bindgen-cli", &locked_version("wasm-bindgen")?, &[])
}

/// The folder that holds `cargo-deny`.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    ensure("cargo-deny", CARGO_DENY, &["--locked", "--no-default-features"])
}

/// The version of `package` in the workspace's `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(project::root().join("Cargo.lock")).context("Cargo.lock")?;
    version_in(&lock, package).with_context(|| format!("{package} is not in Cargo.lock"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

/// Builds `krate` at `version` into the cache unless it is there, and returns its `bin` folder.
fn ensure(krate: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    let cache = project::tool_cache()?;
    let home = cache.join(format!("{krate}-{version}"));
    let bin = home.join("bin");
    if bin.is_dir() {
        return Ok(bin);
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    // Two checkouts may ask at the same time: the second waits, and finds it built.
    let lock = fs::File::create(cache.join(format!("{krate}.lock")))?;
    lock.lock()?;
    if !bin.is_dir() {
        install(krate, version, options, &cache, &home)?;
    }
    Ok(bin)
}

fn install(krate: &str, version: &str, options: &[&str], cache: &Path, home: &Path) -> Result<()> {
    process::say("tools", &format!("building {krate} {version}, once per user (one to five minutes)"));
    let started = Instant::now();
    let part = cache.join(format!("{krate}-{version}.part"));
    let build = cache.join(format!("{krate}-{version}.build"));
    let mut command = process::cargo();
    command
        .current_dir(project::root())
        .args(["install", krate, "--version", &format!("={version}"), "--force", "--root"])
        .arg(&part)
        .args(options)
        // These tools wait for the network and for rustc: building them fast matters more than their speed.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_TARGET_DIR", &build);
    process::run(&mut command)
        .with_context(|| format!("could not install {krate} {version}; is the crate registry reachable?"))?;
    fs::rename(&part, home).with_context(|| format!("cannot move {} into place", home.display()))?;
    fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))?;
    process::say("tools", &format!("{krate} {version} built in {} s", started.elapsed().as_secs()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_locked_version_is_found_by_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "trunk"), None);
    }
}

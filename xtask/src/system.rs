//! Programs that come from the operating system: found, installed as root on Debian, or explained.

use std::env;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::process;

/// The first of `names` that is an executable file on `PATH`.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Whether we run as root.
pub(crate) fn is_root() -> bool {
    Path::new("/proc/self").metadata().is_ok_and(|own| own.uid() == 0)
}

/// Fails with the fix when a C compiler or perl, which bundled C libraries are built with, is missing.
pub(crate) fn require_compilers() -> Result<()> {
    let mut missing = Vec::new();
    if env::var_os("CC").is_none() && find(&["cc", "gcc", "clang"]).is_none() {
        missing.push("a C compiler (Debian: apt-get install gcc libc6-dev; Fedora: dnf install gcc)");
    }
    if find(&["perl"]).is_none() {
        missing.push("perl (Debian: apt-get install perl; Fedora: dnf install perl)");
    }
    if find(&["make", "gmake"]).is_none() {
        missing.push("make (Debian: apt-get install make; Fedora: dnf install make)");
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!("SQLite, PostgreSQL's client and OpenSSL are built from source. Missing: {}", missing.join("; "));
}

/// Installs Debian packages when we may; otherwise fails with the command that would.
pub(crate) fn install_debian(packages: &[&str], what_for: &str) -> Result<()> {
    static REFRESHED: Once = Once::new();
    let fix =
        format!("install {} ({what_for}); on Debian: apt-get install {}", packages.join(" and "), packages.join(" "));
    if !is_root() || find(&["apt-get"]).is_none() {
        bail!("please {fix}");
    }
    process::say("apt", &format!("installing {} ({what_for})", packages.join(", ")));
    REFRESHED.call_once(|| {
        if let Err(error) = process::output(apt().arg("update")) {
            process::say("apt", &format!("package lists could not be refreshed: {error:#}"));
        }
    });
    process::output(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .map_err(|error| error.context(fix))?;
    Ok(())
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.args(["-q", "-o", "Dpkg::Use-Pty=0"]).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

//! `SoftHSM2`, which stands for a hardware security module in the tests.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::system;

/// Where distributions put the module.
const PLACES: [&str; 5] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

/// The module; installs Debian's package when it is missing and we may.
pub(crate) fn ensure_module() -> Result<PathBuf> {
    if let Some(found) = module() {
        return Ok(found);
    }
    system::install_debian(&["softhsm2"], "a hardware security module in software, for the tests of PKCS#11")?;
    module().context("softhsm2 was installed, but softhsm2-util or libsofthsm2.so is nowhere to be found")
}

fn module() -> Option<PathBuf> {
    system::find(&["softhsm2-util"])?;
    PLACES.iter().map(PathBuf::from).find(|path| path.is_file())
}

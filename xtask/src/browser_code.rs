//! How code for the browser is compiled, whoever compiles it.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::{project, tools};

/// The variable from which cargo takes flags for the compiler, apart by [`BETWEEN`]. It comes before
/// `RUSTFLAGS`.
pub(crate) const FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";
/// What stands between two flags.
const BETWEEN: &str = "\u{1f}";

/// The value of [`FLAGS`]:
/// - the short form of SHA-2, a loop instead of eighty steps in a row: 4 KB less for a phone to load;
/// - no folder of the machine in the messages of a panic: the same program everywhere.
pub(crate) fn flags() -> Result<String> {
    let mut folders = vec![tools::sysroot()?.join("lib/rustlib/src/rust"), project::root().to_path_buf()];
    folders.extend(sources_of_crates());
    let remaps = folders.iter().map(|folder| format!("--remap-path-prefix={}/=", folder.display()));
    let compact = ["--cfg".to_owned(), "sha2_backend_soft=\"compact\"".to_owned()];
    Ok(compact.into_iter().chain(remaps).collect::<Vec<_>>().join(BETWEEN))
}

/// Where cargo keeps what it downloaded, a folder for each registry.
fn sources_of_crates() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| home.join("registry/src").read_dir().ok());
    let mut folders: Vec<PathBuf> = folders.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

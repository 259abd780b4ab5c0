//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout this xtask was compiled in.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// Cargo's output folder, as `CARGO_TARGET_DIR` sets it.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The built screens, as the server embeds them.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the browser tests (a Node package).
pub(crate) fn browser_tests() -> PathBuf {
    root().join("tests")
}

/// The user's cache for tools, outside the checkout so that a fresh clone finds them built.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set: set one, so that tools have a place")?;
    Ok(cache.join("puente").join("tools"))
}

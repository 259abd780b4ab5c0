//! What the fuzz targets hold, held of their seeds, whole and cut off.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::fs;
use std::path::Path;

#[expect(unreachable_pub, reason = "shared with the fuzz targets")]
#[path = "../fuzz/src/lib.rs"]
mod holds;

/// Every seed of a target, and the beginnings of it.
fn seeds(target: &str) -> impl Iterator<Item = Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(!files.is_empty());
    files.into_iter().flat_map(|bytes| (0..=8).map(move |part| bytes[..bytes.len() * part / 8].to_vec()))
}

#[test]
fn sssom() {
    seeds("sssom").for_each(|bytes| holds::sssom::holds(&bytes));
}

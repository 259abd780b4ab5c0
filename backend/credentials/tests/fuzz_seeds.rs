//! What the fuzz targets hold, held of their seeds, whole and cut off.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::fs;
use std::path::Path;

#[expect(clippy::expect_used, unreachable_pub, reason = "shared with the fuzz targets")]
#[path = "../fuzz/src/lib.rs"]
mod holds;

/// Every seed of a target, and the beginnings of it.
fn seeds(target: &str) -> impl Iterator<Item = Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(!files.is_empty());
    files.into_iter().flat_map(|bytes| (0..=8).map(move |part| bytes[..bytes.len() * part / 8].to_vec()))
}

fn texts(target: &str) -> impl Iterator<Item = String> {
    seeds(target).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(feature = "json-ld")]
#[test]
fn batch() {
    seeds("batch").for_each(|bytes| holds::batch::holds(&bytes));
}

#[test]
fn credential() {
    seeds("credential").for_each(|bytes| holds::credential::holds(&bytes));
}

#[test]
fn did() {
    texts("did").for_each(|text| holds::did::holds(&text));
}

#[test]
fn jose() {
    texts("jose").for_each(|text| holds::jose::holds(&text));
}

#[cfg(feature = "json-ld")]
#[test]
fn json_ld() {
    seeds("json_ld").for_each(|bytes| holds::json_ld::holds(&bytes));
}

#[cfg(feature = "json-ld")]
#[test]
fn jwe() {
    texts("jwe").for_each(|text| holds::jwe::holds(&text));
}

#[test]
fn presentation() {
    seeds("presentation").for_each(|bytes| holds::presentation::holds(&bytes));
}

#[test]
fn openid4vci() {
    texts("openid4vci").for_each(|text| holds::openid4vci::holds(&text));
}

#[test]
fn openid4vp() {
    texts("openid4vp").for_each(|text| holds::openid4vp::holds(&text));
}

#[test]
fn sd_jwt() {
    texts("sd_jwt").for_each(|text| holds::sd_jwt::holds(&text));
}

#[cfg(feature = "json-ld")]
#[test]
fn selective() {
    seeds("selective").for_each(|bytes| holds::selective::holds(&bytes));
}

#[test]
fn status() {
    texts("status").for_each(|text| holds::status::holds(&text));
}

#[test]
fn trust_list() {
    assert_eq!(seeds("trust_list").filter(|bytes| holds::trust_list::holds(bytes)).count(), 1, "only the signed one");
}

#[test]
fn wallet_copy() {
    texts("wallet_copy").for_each(|text| holds::wallet_copy::holds(&text));
}

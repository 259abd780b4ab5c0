//! Issuing and verifying credentials.
//!
//! Two halves. The core, without the `json-ld` feature, is small, has no network and no clock of
//! its own, and also compiles to WebAssembly: keys, `did:key` and `did:web`, the `eddsa-jcs-2022`
//! cryptosuite, status lists, the shape of a certificate, and [`verify::verify`], the one function
//! that says whether a certificate is genuine. With `json-ld` come the `eddsa-rdfc-2022`
//! cryptosuite and issuing; this is the only crate that knows `ssi`.

#![cfg_attr(test, expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly"))]

pub mod achievement;
pub mod bitstring;
mod canonical_json;
mod decimal;
mod deflate;
pub mod did;
pub mod envelope;
pub mod imprint;
pub mod instant;
pub mod jcs;
pub mod jose;
pub mod json;
pub mod jwe;
pub mod keys;
pub mod openid4vci;
pub mod openid4vp;
pub mod presentation;
pub mod proof;
pub mod sd_jwt;
pub mod structure;
pub mod token_status;
pub mod trust_list;
pub mod verify;
pub mod wallet_copy;

#[cfg(feature = "json-ld")]
pub mod batch;
#[cfg(feature = "json-ld")]
pub mod contexts;
#[cfg(feature = "json-ld")]
pub mod issue;
#[cfg(feature = "json-ld")]
pub mod p256;
#[cfg(feature = "json-ld")]
pub mod rdfc;
#[cfg(feature = "json-ld")]
pub mod selective;

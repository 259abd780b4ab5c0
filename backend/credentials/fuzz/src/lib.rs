//! What each fuzz target holds, one module a target. `tests/fuzz_seeds.rs` beside the crate holds the same
//! of the seeds, so that no target rots between two runs.

#[cfg(feature = "json-ld")]
pub mod batch;
pub mod credential;
pub mod did;
pub mod jose;
#[cfg(feature = "json-ld")]
pub mod json_ld;
#[cfg(feature = "json-ld")]
pub mod jwe;
pub mod openid4vci;
pub mod openid4vp;
pub mod presentation;
pub mod sd_jwt;
#[cfg(feature = "json-ld")]
pub mod selective;
pub mod status;
pub mod trust_list;
pub mod wallet_copy;

//! The wallet: keys, certificates and shares on the person's own device, without an account.
//!
//! Everything lives in the browser's IndexedDB. The registry is asked for four things only: an
//! offer and its claim, to keep ciphertext for a link, to count and stop such links, and the
//! person's own part of the audit log.

pub mod answering;
pub mod backup;
#[cfg(all(test, target_arch = "wasm32"))]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
mod browser_tests;
pub mod claiming;
pub mod keys;
pub mod record;
pub mod sharing;
pub mod store;

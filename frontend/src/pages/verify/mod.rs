//! Checking a certificate: in the browser, without an account, by link, text, file or camera.
//!
//! Asking and answering are two programs (`bin/verify.rs`, `bin/result.rs`), so that the page where
//! somebody arrives is small. What was brought waits in the tab until the answering page has it, and
//! is forgotten as soon as it is read: it is somebody's certificate.

mod arrival;
mod ask;
mod ask_form;
pub(in crate::pages) mod camera;
mod checked;
mod input;
mod intake;
mod outcome;
mod result;
mod subject;
mod waiting;

pub use arrival::Verify;
pub use ask::Ask;
pub use checked::{Checked, Shared};

/// Where what was brought waits between the two pages.
const BROUGHT: &str = "puente.brought";

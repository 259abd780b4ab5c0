//! The screens: two Yew programs from one crate.
//!
//! `public` is what a phone loads (front page, wallet, verification, shared certificates); `staff`
//! is what institutions use (desk, workbench, administration). They share everything but their
//! routes, and links between them are ordinary page loads, so that a phone never downloads a desk.
//!
//! `browser` and `api` are the only modules that touch the browser; pages, reducers and messages
//! compile and are tested natively.
#![expect(missing_docs, reason = "two programs that nobody links against: a property says by its name what it is")]

pub mod api;
pub mod browser;
pub mod checking;
pub mod components;
pub mod header;
pub mod hooks;
pub mod i18n;
pub mod layout;
pub mod pages;
pub mod place;
pub mod routes;
pub mod session;
pub mod start;
pub mod wallet;

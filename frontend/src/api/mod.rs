//! The registry's own interface, as functions. One file a resource; each returns wire types.

mod failure;
mod request;
pub mod session;

pub use failure::Failure;
pub use request::{Once, delete, get, patch, post, post_once, put, set_csrf, text};

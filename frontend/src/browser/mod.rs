//! What the browser offers, behind plain Rust functions: the only place, with `api`, that calls it.

pub mod clipboard;
pub mod console;
pub mod page;
pub mod random;
pub mod storage;

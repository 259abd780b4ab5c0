//! What the browser offers, behind plain Rust functions: the only place, with `api`, that calls it.

pub mod aes;
pub mod camera;
pub mod clipboard;
pub mod console;
pub mod files;
pub mod indexed_db;
pub mod jwe;
pub mod page;
pub mod pause;
pub mod random;
pub mod reader;
pub mod sheet;
pub mod storage;
pub mod worker;

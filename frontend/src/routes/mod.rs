//! Which address shows which page.

pub mod public;
pub mod staff;

//! People, organisations, sessions.

pub mod organisations;
pub mod passwords;
pub mod sessions;

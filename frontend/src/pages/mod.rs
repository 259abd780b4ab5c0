//! Pages, a folder a feature.

pub mod home;
pub mod not_found;
pub mod wallet;

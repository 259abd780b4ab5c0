//! Pages, a folder a feature.

pub mod account;
pub mod admin;
pub mod desk;
pub mod home;
pub mod invitation;
pub mod login;
pub mod not_found;
pub mod settings;
pub mod verify;
pub mod wallet;
pub mod workbench;

//! People, organisations, sessions.
//!
//! Endpoints are in [`routes`], one file a resource; each use case in the file of its noun.

pub mod account;
pub mod administration;
pub mod bearers;
pub mod bootstrap;
pub mod error;
pub mod invitations;
pub mod login;
mod look_alikes;
pub mod members;
pub mod organisations;
mod password_rules;
pub mod passwords;
pub mod routes;
pub mod second_factor;
pub mod sessions;
mod throttle;
pub mod tokens;
pub mod users;

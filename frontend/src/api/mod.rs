//! The registry's own interface, as functions. One file a resource; each returns wire types.

pub mod accounts;
pub mod administration;
pub mod claims;
pub mod desk;
pub mod elsewhere;
mod failure;
pub mod frameworks;
pub mod holders;
pub mod issuer_keys;
pub mod issuers;
pub mod members;
pub mod openings;
pub mod presentations;
pub mod recognition;
pub mod registry;
mod request;
pub mod session;
pub mod shares;
pub mod standards;
pub mod statistics;
pub mod workbench;

pub use failure::Failure;
pub use request::{
    Once, be_anonymous, delete, get, patch, post, post_file, post_once, put, segment, set_csrf, text, texts,
};

//! What travels between the registry and its clients: requests, responses, error codes.
//!
//! Types only: this crate knows no database, no HTTP library and no cryptography, so that the
//! browser, the server, the command line and their tests all mean the same thing by the same name.

mod codes;

pub mod accounts;
pub mod administration;
pub mod assessments;
pub mod certificates;
pub mod claims;
pub mod crosswalks;
pub mod effects;
pub mod frameworks;
pub mod holders;
pub mod imports;
pub mod issuer_keys;
pub mod issuers;
pub mod members;
pub mod offers;
pub mod openings;
pub mod people;
pub mod presentations;
pub mod problem;
pub mod recognition;
pub mod registry;
pub mod session;
pub mod shares;
pub mod standards;
pub mod statistics;
pub mod suggestions;
pub mod verification;
pub mod workbench;

//! OpenID4VCI 1.0 (`OpenID` for Verifiable Credential Issuance): how wallets of any maker, this project's own among
//! them, fetch a certificate that was offered to its person.
//!
//! The offer is the one of [`crate::offers`]: its code is the pre-authorised code, its PIN the
//! transaction code. Each body is a credential issuer of its own, `https://<host>/orgs/<slug>`; the
//! registry is the authorisation server of all of them.

mod credential;
mod errors;
mod metadata;
mod notification;
mod proof;
pub mod routes;
mod store;
mod token;

pub use metadata::{DATA_INTEGRITY, SD_JWT};

/// The grant type of offers (section 3.5).
pub const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
/// How many keys one request may bring.
const BATCH: usize = 10;
/// How many copies a wallet is given of one certificate.
const MOST_COPIES: usize = 30;

//! OpenID4VP 1.0: somebody asks a person's wallet for exactly the facts that are needed, and gets
//! them with a proof that the certificate is shown by its holder, to this verifier, now.
//!
//! The registry is the verifier, under an identity of its own (`did:web:<host>`): it signs the
//! request, takes the answer by `direct_post`, checks it, and keeps the finding sealed for whoever
//! asked, for an hour at most.

mod identity;
mod request;
mod response;
pub mod routes;
mod store;

pub(crate) use response::sealing as answer_purpose;

use chrono::Duration;

pub use identity::{client_id, did, document};

/// How long a wallet can answer.
const LIFETIME: Duration = Duration::minutes(10);
/// How long a finding is kept after that.
const KEPT: Duration = Duration::hours(1);

//! The wallet's side of OpenID4VP 1.0: reading a request, finding what answers it, and answering.
//!
//! Nothing here has a network: the caller fetches the request and the asker's document, and sends
//! what comes out.

mod answer;
mod link;
mod query;
mod request;
#[cfg(test)]
mod tests;

pub use answer::{AnswerError, Audience, present_in_part, present_whole};
pub use link::{By, Link};
pub use query::{CredentialQuery, Fact, Form, Held, Query, Showing, Slot};
pub use request::{Asker, Recipient, Request, RequestError, signer_of};

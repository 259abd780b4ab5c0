//! Endpoints of people and organisations, one file a resource.

mod account;
mod administration;
mod demonstration;
mod invitations;
mod members;
mod session;

use crate::http::Endpoint;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    [
        session::endpoints(),
        account::endpoints(),
        members::endpoints(),
        invitations::endpoints(),
        administration::endpoints(),
        demonstration::endpoints(),
    ]
    .concat()
}

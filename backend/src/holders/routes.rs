//! `/api/v1/holder/…`: for whoever proves to hold a wallet's key.

use puente_wire::holders::{AccessPage, HolderCertificates, HolderChallenge, HolderPurpose, HolderRequest};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::HolderError;
use crate::actor::Permission;
use crate::http::call::{created, ok};
use crate::http::problem::{invalid, problem};
use crate::http::{Call, Endpoint};

crate::codes! {
    WRONG_HOLDER_PROOF = 403 "wrong-holder-proof" "The wallet's signature does not match";
    STALE_CHALLENGE = 409 "stale-challenge" "The challenge is too old, was used, or is not of this registry; ask for another";
}

/// How many bytes a request may have.
const LIMIT: usize = 8 * 1024;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/holder/challenges", Permission::Holder, "Something for a wallet to sign, once")
            .creates::<HolderChallenge>()
            .handle(challenge),
        Endpoint::post(
            "/api/v1/holder/accesses",
            Permission::Holder,
            "Who looked at the person's record or changed it",
        )
        .body::<HolderRequest>()
        .limit(LIMIT)
        .returns::<AccessPage>()
        .handle(accesses),
        Endpoint::post(
            "/api/v1/holder/certificates",
            Permission::Holder,
            "The certificates issued to the wallet's key",
        )
        .body::<HolderRequest>()
        .limit(LIMIT)
        .returns::<HolderCertificates>()
        .handle(certificates),
    ]
}

async fn challenge(call: Call) -> Result<Response, Problem> {
    created(&super::make_challenge(&call.app.secrets, call.app.clock.now())?)
}

async fn accesses(call: Call) -> Result<Response, Problem> {
    let request: HolderRequest = call.json()?;
    let now = call.app.clock.now();
    let proven = super::prove(&call.app.secrets, HolderPurpose::Accesses, &request, now)?;
    ok(&call.app.db.write(move |conn| super::accesses(conn, &proven, request.before, now)).await?)
}

async fn certificates(call: Call) -> Result<Response, Problem> {
    let request: HolderRequest = call.json()?;
    let now = call.app.clock.now();
    let proven = super::prove(&call.app.secrets, HolderPurpose::Certificates, &request, now)?;
    ok(&call.app.db.write(move |conn| super::certificates(conn, &proven, now)).await?)
}

impl From<HolderError> for Problem {
    fn from(error: HolderError) -> Self {
        match error {
            HolderError::Invalid(errors) => invalid(errors),
            HolderError::WrongProof => problem(WRONG_HOLDER_PROOF),
            HolderError::StaleChallenge => problem(STALE_CHALLENGE),
            HolderError::Secret(error) => error.into(),
            HolderError::Db(error) => error.into(),
        }
    }
}

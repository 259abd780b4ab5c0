//! `/api/v1/offers/{code}`, `/api/v1/claims`, and making offers again.

use puente_wire::claims::{ClaimRequest, Claimed};
use puente_wire::offers::{NewOffer, OfferPreview, OfferState};
use puente_wire::problem::Problem;
use serde_json::json;
use warp::reply::Response;

use super::{Error, claiming, promises};
use crate::actor::Permission;
use crate::codes;
use crate::http::call::{created, ok};
use crate::http::problem::{IN_PROGRESS, invalid, problem, problem_with};
use crate::http::{Call, Endpoint};

codes! {
    UNKNOWN = 404 "offer-unknown" "There is no offer with this code";
    EXPIRED = 410 "offer-expired" "The offer's days are over; the institution can make a new one";
    WITHDRAWN = 410 "offer-withdrawn" "The institution made a newer offer, or took the certificate back";
    LOCKED = 410 "offer-locked" "The PIN was wrong too often; the institution can make a new offer";
    CLAIMED = 409 "offer-claimed" "The certificate is on another phone already";
    SUSPENDED = 409 "offer-suspended" "The certificate is suspended; ask the institution";
    NOT_WAITING = 409 "assessment-not-waiting" "The assessment does not wait for a signature";
    WRONG_PIN = 403 "wrong-pin" "The PIN is wrong; `current.attempts_left` says how often it may still be tried";
    WRONG_PROOF = 403 "wrong-proof" "The wallet's signature does not match";
    NOT_OFFERABLE = 409 "certificate-not-offerable" "The certificate is on a phone already, or not in force; `current` is the certificate";
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/v1/orgs/{org}/certificates/{id}/offers",
            Permission::ManageCertificates,
            "Offer a certificate again; older offers no longer work",
        )
        .creates::<NewOffer>()
        .handle(make),
        Endpoint::post(
            "/api/v1/orgs/{org}/assessments/{id}/offers",
            Permission::Assess,
            "Promise a certificate that waits for its signature; a wallet gets it once it is signed",
        )
        .creates::<NewOffer>()
        .handle(promise),
        Endpoint::get("/api/v1/offers/{code}", Permission::Holder, "What is offered")
            .returns::<OfferPreview>()
            .handle(preview),
        Endpoint::post("/api/v1/claims", Permission::Holder, "Claim an offered certificate")
            .body::<ClaimRequest>()
            .limit(8 * 1024)
            .returns::<Claimed>()
            .handle(claim),
    ]
}

async fn make(call: Call) -> Result<Response, Problem> {
    created(&super::make(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

async fn promise(call: Call) -> Result<Response, Problem> {
    created(&promises::make(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

async fn preview(call: Call) -> Result<Response, Problem> {
    ok(&super::preview(&call.app, call.param("code")).await?)
}

async fn claim(call: Call) -> Result<Response, Problem> {
    let request: ClaimRequest = call.json()?;
    ok(&claiming::claim(&call.app, &call.actor, request).await?)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Secret(error) => error.into(),
            Error::Invalid(errors) => invalid(errors),
            Error::NotOfferable(current) => {
                Self { current: serde_json::to_value(current).ok(), ..problem(NOT_OFFERABLE) }
            }
            Error::NotWaiting => problem(NOT_WAITING),
            Error::Unknown => problem(UNKNOWN),
            Error::Closed(state) => problem(match state {
                OfferState::Expired => EXPIRED,
                OfferState::Locked => LOCKED,
                OfferState::Claimed => CLAIMED,
                OfferState::Suspended => SUSPENDED,
                OfferState::Withdrawn | OfferState::Open => WITHDRAWN,
            }),
            Error::WrongPin(attempts_left) => {
                Self { current: Some(json!({ "attempts_left": attempts_left })), ..problem(WRONG_PIN) }
            }
            Error::WrongProof => problem(WRONG_PROOF),
            Error::Busy => problem(IN_PROGRESS),
            Error::Key(error) => error.into(),
            Error::Signing(detail) => {
                tracing::error!(error = detail, "a credential could not be signed");
                problem_with(crate::http::problem::INTERNAL, "the credential could not be signed")
            }
        }
    }
}

//! `/api/v1/orgs/{org}/certificates`.

use puente_wire::certificates::{CertificatePage, CertificateRecord, CertificateState, LiftSuspension, StatusChange};
use puente_wire::problem::Problem;
use schemars::JsonSchema;
use serde::Deserialize;
use warp::reply::Response;

use super::{Action, Error};
use crate::actor::Permission;
use crate::codes;
use crate::http::call::ok;
use crate::http::paging::Page;
use crate::http::problem::{invalid, problem};
use crate::http::{Call, Endpoint};

codes! {
    WRONG_STATE = 409 "certificate-not-there" "The certificate does not stand where this can be done; `current` is the certificate";
}

/// `?state=&q=&page=`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    /// Only those that stand here.
    #[serde(default)]
    state: Option<CertificateState>,
    /// Words of the person's name, the number or the standard.
    #[serde(default)]
    q: String,
    /// Page, from 1.
    #[serde(default)]
    page: Option<u32>,
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    let manage = Permission::ManageCertificates;
    vec![
        Endpoint::get("/api/v1/orgs/{org}/certificates", Permission::ReadRecords, "Issued certificates by state")
            .query::<ListQuery>()
            .returns::<CertificatePage>()
            .handle(list),
        Endpoint::get("/api/v1/orgs/{org}/certificates/{id}", Permission::ReadRecords, "A certificate's record")
            .returns::<CertificateRecord>()
            .handle(read),
        Endpoint::post("/api/v1/orgs/{org}/certificates/{id}/suspend", manage, "Suspend a certificate")
            .body::<StatusChange>()
            .limit(16 * 1024)
            .returns::<CertificateRecord>()
            .handle(suspend),
        Endpoint::post("/api/v1/orgs/{org}/certificates/{id}/lift", manage, "End a suspension")
            .body::<LiftSuspension>()
            .limit(16 * 1024)
            .returns::<CertificateRecord>()
            .handle(lift),
        Endpoint::post("/api/v1/orgs/{org}/certificates/{id}/revoke", manage, "Revoke a certificate")
            .body::<StatusChange>()
            .limit(16 * 1024)
            .returns::<CertificateRecord>()
            .handle(revoke),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ReadRecords, call.param("org"))?;
    let query: ListQuery = call.query()?;
    let page = Page::new(&query.q, query.page)?;
    ok(&super::list(&call.app, &call.actor, call.param("org"), query.state, page).await?)
}

async fn read(call: Call) -> Result<Response, Problem> {
    ok(&super::read(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

async fn suspend(call: Call) -> Result<Response, Problem> {
    act(&call, |call| call.json().map(Action::Suspend)).await
}

async fn lift(call: Call) -> Result<Response, Problem> {
    act(&call, |call| call.json().map(Action::Lift)).await
}

async fn revoke(call: Call) -> Result<Response, Problem> {
    act(&call, |call| call.json().map(Action::Revoke)).await
}

async fn act(call: &Call, action: fn(&Call) -> Result<Action, Problem>) -> Result<Response, Problem> {
    call.actor.require(Permission::ManageCertificates, call.param("org"))?;
    let action = action(call)?;
    ok(&super::act(&call.app, &call.actor, call.param("org"), call.param("id"), action).await?)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Secret(error) => error.into(),
            Error::Offer(error) => error.into(),
            Error::Invalid(errors) => invalid(errors),
            Error::WrongState(current) => Self { current: serde_json::to_value(current).ok(), ..problem(WRONG_STATE) },
        }
    }
}

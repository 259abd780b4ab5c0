//! `/api/v1/orgs/{org}/assessments`.

use puente_wire::assessments::{
    Assessment, AssessmentPage, AssessmentState, NewAssessment, OfVersion, ReturnAssessment, SaveAssessment, SignedOff,
};
use puente_wire::problem::Problem;
use schemars::JsonSchema;
use serde::Deserialize;
use warp::reply::Response;

use super::{Error, signing, writing};
use crate::actor::Permission;
use crate::http::call::{created, ok};
use crate::http::paging::Page;
use crate::http::problem::{invalid, problem, stale};
use crate::http::{Call, Endpoint};
use crate::{codes, field_codes};

codes! {
    WRONG_STATE = 409 "assessment-not-there" "The assessment does not stand where this can be done; `current` is the assessment";
    NOT_THE_ASSESSOR = 403 "not-the-assessor" "Somebody else assesses";
    OWN_ASSESSMENT = 403 "own-assessment" "Who assessed may not sign";
}

field_codes! {
    NOT_ACCREDITED = "not-accredited" "The institution is not accredited for this standard today";
}

/// `?state=&q=&page=`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    /// Only those that stand here.
    #[serde(default)]
    state: Option<AssessmentState>,
    /// Words of the candidate's name or of the standard.
    #[serde(default)]
    q: String,
    /// Page, from 1.
    #[serde(default)]
    page: Option<u32>,
}

const LIST: &str = "/api/v1/orgs/{org}/assessments";
const ONE: &str = "/api/v1/orgs/{org}/assessments/{id}";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(LIST, Permission::ReadRecords, "Assessments by state")
            .query::<ListQuery>()
            .returns::<AssessmentPage>()
            .handle(list),
        Endpoint::post(LIST, Permission::Assess, "Start an assessment")
            .body::<NewAssessment>()
            .limit(16 * 1024)
            .creates::<Assessment>()
            .handle(start),
        Endpoint::get(ONE, Permission::ReadRecords, "An assessment").returns::<Assessment>().handle(read),
        Endpoint::put(ONE, Permission::Assess, "Save evidence and verdicts")
            .body::<SaveAssessment>()
            .returns::<Assessment>()
            .handle(save),
        Endpoint::post(
            "/api/v1/orgs/{org}/assessments/{id}/submit",
            Permission::Assess,
            "Hand it on, or close it with gaps",
        )
        .body::<OfVersion>()
        .limit(1024)
        .returns::<Assessment>()
        .handle(submit),
        Endpoint::post(
            "/api/v1/orgs/{org}/assessments/{id}/return",
            Permission::SignOff,
            "Give it back to the assessor",
        )
        .body::<ReturnAssessment>()
        .limit(16 * 1024)
        .returns::<Assessment>()
        .handle(give_back),
        Endpoint::post(
            "/api/v1/orgs/{org}/assessments/{id}/sign-off",
            Permission::SignOff,
            "Sign, issue and offer the certificate",
        )
        .body::<OfVersion>()
        .limit(1024)
        .returns::<SignedOff>()
        .handle(sign_off),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ReadRecords, call.param("org"))?;
    let query: ListQuery = call.query()?;
    let page = Page::new(&query.q, query.page)?;
    ok(&super::list(&call.app, &call.actor, call.param("org"), query.state, page).await?)
}

async fn start(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::Assess, call.param("org"))?;
    let new: NewAssessment = call.json()?;
    created(&writing::start(&call.app, &call.actor, call.param("org"), new).await?)
}

async fn read(call: Call) -> Result<Response, Problem> {
    ok(&super::read(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

async fn save(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::Assess, call.param("org"))?;
    let sent: SaveAssessment = call.json()?;
    ok(&writing::save(&call.app, &call.actor, call.param("org"), call.param("id"), sent).await?)
}

async fn submit(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::Assess, call.param("org"))?;
    let OfVersion { version } = call.json()?;
    ok(&writing::submit(&call.app, &call.actor, call.param("org"), call.param("id"), version).await?)
}

async fn give_back(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::SignOff, call.param("org"))?;
    let sent: ReturnAssessment = call.json()?;
    ok(&signing::give_back(&call.app, &call.actor, call.param("org"), call.param("id"), sent).await?)
}

async fn sign_off(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::SignOff, call.param("org"))?;
    let OfVersion { version } = call.json()?;
    ok(&signing::sign_off(&call.app, &call.actor, call.param("org"), call.param("id"), version).await?)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Issuer(error) => error.into(),
            Error::Certificate(error) => error.into(),
            Error::Offer(error) => error.into(),
            Error::Invalid(errors) => invalid(errors),
            Error::Stale(current) => stale(&current),
            Error::WrongState(current) => Self { current: serde_json::to_value(current).ok(), ..problem(WRONG_STATE) },
            Error::NotTheAssessor => problem(NOT_THE_ASSESSOR),
            Error::OwnAssessment => problem(OWN_ASSESSMENT),
        }
    }
}

//! `/orgs/{slug}/did.json`, `/api/v1/issuers`.

use puente_wire::administration::{Accreditations, EndAccreditation, RecordAccreditation};
use puente_wire::issuers::{Issuer, IssuerQuery};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::{IssuerError, accreditations, published_document};
use crate::actor::Permission;
use crate::hardware::HardwareError;
use crate::http::call::{cacheable, created, ok};
use crate::http::problem::{ALREADY_EXISTS, internal, invalid, problem, problem_with};
use crate::http::{Call, Endpoint};
use crate::secrets::sha256_hex;

crate::codes! {
    KEY_STATE = 409 "key-state" "The key is in another state than this takes";
    NO_SECURITY_MODULE = 409 "no-security-module" "The registry has no hardware security module";
    SECURITY_MODULE_SILENT = 503 "security-module-silent" "The hardware security module does not answer";
    ISSUER_UNKNOWN = 404 "issuer-unknown" "The registry knows no such issuer";
}

const ACCREDITATIONS: &str = "/api/v1/organisations/{slug}/accreditations";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/orgs/{slug}/did.json", Permission::Public, "An organisation's DID document (did:web)")
            .from_anywhere()
            .returns_media("application/did+json")
            .handle(document),
        Endpoint::get(
            "/api/v1/issuers",
            Permission::Public,
            "Bodies that the registry knows as issuers; by DID, or all",
        )
        .query::<IssuerQuery>()
        .returns::<Vec<Issuer>>()
        .handle(list),
        Endpoint::get("/api/v1/issuers/{slug}", Permission::Public, "What the registry says about one issuer")
            .returns::<Issuer>()
            .handle(one),
        Endpoint::get(ACCREDITATIONS, Permission::Operate, "What an organisation is, or was, accredited for")
            .returns::<Accreditations>()
            .handle(accreditations_of),
        Endpoint::post(ACCREDITATIONS, Permission::Operate, "Record what an organisation may certify")
            .body::<RecordAccreditation>()
            .creates::<Accreditations>()
            .handle(record),
        Endpoint::post(
            "/api/v1/organisations/{slug}/accreditations/{id}/end",
            Permission::Operate,
            "End an accreditation on a day, today at the earliest",
        )
        .body::<EndAccreditation>()
        .returns::<Accreditations>()
        .handle(end),
    ]
}

async fn document(call: Call) -> Result<Response, Problem> {
    let document = published_document(&call.app, call.param("slug")).await?;
    let body = serde_json::to_vec(&document).map_err(|error| internal(&error))?;
    let etag = format!("\"{}\"", sha256_hex(&body));
    Ok(cacheable(&call, "application/did+json", body, &etag, 0))
}

async fn list(call: Call) -> Result<Response, Problem> {
    let query = call.query::<IssuerQuery>()?;
    let config = call.app.config.clone();
    let find = move |conn: &mut _| match &query.did {
        Some(did) => super::entry_of_did(conn, &config, did).map(|found| found.into_iter().collect()),
        None => super::accredited(conn, &config),
    };
    ok(&call.app.db.read::<Vec<Issuer>, IssuerError, _>(find).await?)
}

async fn one(call: Call) -> Result<Response, Problem> {
    let (config, slug) = (call.app.config.clone(), call.param("slug").to_owned());
    ok(&call.app.db.read(move |conn| super::entry(conn, &config, &slug)).await?)
}

async fn accreditations_of(call: Call) -> Result<Response, Problem> {
    let (actor, slug) = (call.actor.clone(), call.param("slug").to_owned());
    ok(&call.app.db.read(move |conn| accreditations::list(conn, &actor, &slug)).await?)
}

async fn record(call: Call) -> Result<Response, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    let request: RecordAccreditation = call.json()?;
    let (actor, slug, now) = (call.actor.clone(), call.param("slug").to_owned(), call.app.clock.now());
    created(&call.app.db.write(move |conn| accreditations::record(conn, &actor, &slug, &request, now)).await?)
}

async fn end(call: Call) -> Result<Response, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    let request: EndAccreditation = call.json()?;
    let (actor, now) = (call.actor.clone(), call.app.clock.now());
    let (slug, id) = (call.param("slug").to_owned(), call.param("id").to_owned());
    ok(&call.app.db.write(move |conn| accreditations::end(conn, &actor, &slug, &id, &request, now)).await?)
}

impl From<IssuerError> for Problem {
    fn from(error: IssuerError) -> Self {
        match error {
            IssuerError::Invalid(errors) => invalid(errors),
            IssuerError::Repeated => problem(ALREADY_EXISTS),
            IssuerError::Denied(denied) => denied.into(),
            IssuerError::KeyState(state) => problem_with(KEY_STATE, state.as_str()),
            IssuerError::Unknown => problem(ISSUER_UNKNOWN),
            IssuerError::Db(error) => error.into(),
            IssuerError::Secret(error) => error.into(),
            IssuerError::Hardware(HardwareError::NotConfigured) => problem(NO_SECURITY_MODULE),
            IssuerError::Hardware(error) => silent_module(&error),
            IssuerError::DamagedKey(_) | IssuerError::Sign(_) => internal(&error),
        }
    }
}

/// The hardware security module did not do its part. What it said is for whoever runs the registry.
pub(crate) fn silent_module(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "the hardware security module does not answer");
    problem(SECURITY_MODULE_SILENT)
}

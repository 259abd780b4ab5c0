//! `/vc-api/credentials/*`, `/vc-api/presentations/verify`.

use chrono::{DateTime, Utc};
use http::StatusCode;
use puente_credentials::batch::{Batch, texts as texts_of};
use puente_credentials::did::Purpose;
use puente_credentials::instant;
use puente_credentials::issue::IssueError;
use puente_credentials::json::{self as limited, Limits};
use puente_credentials::presentation::{self, credentials_of};
use puente_credentials::proof::{Cryptosuite, ProofError};
use puente_wire::problem::Problem;
use puente_wire::verification::Verification;
use serde_json::{Value, json};
use warp::reply::Response;

use super::batch;
use super::changes::{MANY, Request};
use super::{
    Expected, IssueOptions, MOST_CREDENTIALS, MOST_IN_BATCH, PresentationOutcome, SCOPE, VcApiError,
    counts_as_verified, problems,
};
use crate::actor::Permission;
use crate::http::call::{self, created, ok};
use crate::http::endpoint::PROBLEM;
use crate::http::problem::{
    BAD_JSON, FieldCode, MALFORMED, NOT_ALLOWED, REQUIRED, TOO_LONG, field_error, problem, problem_with,
};
use crate::http::{Call, Endpoint};
use crate::issuers::routes::silent_module;
use crate::verifications::routes::read;

crate::codes! {
    INVALID_REQUEST = 400 "invalid-request" "The request lacks something, or has it in the wrong form";
    INVALID_CREDENTIAL = 400 "invalid-credential" "The credential breaks a rule of its specification";
    FOREIGN_ISSUER = 403 "foreign-issuer" "The credential names another issuer than the token's organisation";
    CREDENTIAL_UNKNOWN = 404 "credential-unknown" "This organisation issued no such credential";
    NOT_VERIFIED = 400 "not-verified" "It does not verify";
}

const PERMISSION: Permission = Permission::Token(SCOPE);

/// How many bytes a batch may have; each credential in it has its own limits.
const BATCH: usize = 8 * 1024 * 1024;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/vc-api/credentials/issue", PERMISSION, "Sign a credential (VC-API)")
            .any_json()
            .returns_media("application/json")
            .status(201)
            .handle(issue),
        Endpoint::post("/vc-api/credentials/issue-batch", PERMISSION, "Sign up to 500 credentials")
            .any_json()
            .limit(BATCH)
            .returns_media("application/json")
            .handle(issue_batch),
        Endpoint::post("/vc-api/credentials/verify", PERMISSION, "Verify a credential (VC-API)")
            .any_json()
            .returns_media("application/json")
            .handle(verify_credential),
        Endpoint::post("/vc-api/credentials/derive", PERMISSION, "Show only parts of a credential (VC-API)")
            .any_json()
            .returns_media("application/json")
            .status(201)
            .handle(derive),
        Endpoint::post("/vc-api/presentations/verify", PERMISSION, "Verify a presentation (VC-API)")
            .any_json()
            .returns_media("application/json")
            .handle(verify_presentation),
        Endpoint::post("/vc-api/credentials/status", PERMISSION, "Revoke, suspend, or lift it (VC-API)")
            .any_json()
            .limit(MANY.bytes)
            .returns_media("application/json")
            .handle(set_status),
        Endpoint::get("/vc-api/identifiers/{did}", Permission::Public, "Resolve an identifier (DID Resolution)")
            .from_anywhere()
            .returns_media(super::identifiers::RESOLUTION)
            .also_as(super::identifiers::OTHER_FORMS)
            .errors_as(super::identifiers::FORMS_OF_ERRORS)
            .handle(super::identifiers::resolve),
    ]
}

async fn issue(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let body = read(&call.body)?;
    let options = issue_options(body.get("options").unwrap_or(&Value::Null), call.app.clock.now())?;
    let credential = member(body, "credential")?;
    created(&super::issue_credential(&call.app, &call.actor, credential, options).await?)
}

/// A list of outcomes, in the order of the credentials: each `verifiableCredential` or `problem`.
async fn issue_batch(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let batch = Batch::read(&call.body).map_err(|error| problem_with(BAD_JSON, error.to_string()))?;
    let options = batch.options.map_or(Ok(Value::Null), |text| parse(text.get().as_bytes(), Limits::CREDENTIAL))?;
    let options = issue_options(&options, call.app.clock.now())?;
    let list = batch.credentials.ok_or_else(|| wrong("credentials", REQUIRED))?;
    let texts = texts_of(list, MOST_IN_BATCH).ok_or_else(|| wrong("credentials", MALFORMED))?;
    if texts.is_empty() {
        return Err(wrong("credentials", REQUIRED));
    }
    if texts.len() > MOST_IN_BATCH {
        return Err(wrong("credentials", TOO_LONG));
    }
    let texts = texts.into_iter().map(|text| call.body.slice_ref(text.as_bytes())).collect();
    Ok(batch::answer(super::issue_batch(&call.app, &call.actor, texts, options).await?))
}

pub(super) fn parse(body: &[u8], limits: Limits) -> Result<Value, Problem> {
    limited::parse(body, limits).map_err(|error| problem_with(BAD_JSON, error.to_string()))
}

/// How a credential is to be signed: `options.cryptosuite`, one or several, `options.mandatoryPointers`, and what
/// the proof is to say.
fn issue_options(options: &Value, now: DateTime<Utc>) -> Result<IssueOptions, Problem> {
    check_fixed(options)?;
    let suites = texts(options.get("cryptosuite").or_else(|| options.get("cryptosuites")), "options.cryptosuite")?;
    let known = |name: &String| Cryptosuite::from_name(name).filter(|suite| *suite != Cryptosuite::Legacy2020);
    let refused = || wrong("options.cryptosuite", NOT_ALLOWED);
    let mandatory = said(options, "mandatoryPointers");
    let suites = match suites.iter().map(known).collect::<Option<Vec<_>>>().ok_or_else(refused)? {
        named if !named.is_empty() => named,
        // Pointers make sense with one suite only.
        _ if mandatory.is_some() => vec![Cryptosuite::EcdsaSd],
        none => none,
    };
    if suites.len() > 4 {
        return Err(refused());
    }
    if mandatory.is_some() && !suites.contains(&Cryptosuite::EcdsaSd) {
        return Err(wrong("options.mandatoryPointers", NOT_ALLOWED));
    }
    let expires = read_as(options, "expires", instant::parse)?;
    if expires.is_some_and(|end| end <= now) {
        return Err(wrong("options.expires", NOT_ALLOWED));
    }
    Ok(IssueOptions {
        suites,
        mandatory: texts(mandatory, "options.mandatoryPointers")?,
        expires,
        challenge: read_as(options, "challenge", |text| Some(text.to_owned()))?,
        domains: texts(options.get("domain"), "options.domain")?,
    })
}

/// What the server decides may be repeated, not changed: the kind of proof and its purpose. A moment of signing
/// may be there, but proofs say the true one. Which key signs is not the caller's choice, and there is no proof
/// before this one.
fn check_fixed(options: &Value) -> Result<(), Problem> {
    if !(options.is_object() || options.is_null()) {
        return Err(wrong("options", MALFORMED));
    }
    for (name, only) in [("type", "DataIntegrityProof"), ("proofPurpose", "assertionMethod")] {
        if said(options, name).is_some_and(|value| value != only) {
            return Err(wrong(&format!("options.{name}"), NOT_ALLOWED));
        }
    }
    for name in ["previousProof", "verificationMethod"] {
        if said(options, name).is_some() {
            return Err(wrong(&format!("options.{name}"), NOT_ALLOWED));
        }
    }
    read_as(options, "created", instant::parse).map(drop)
}

/// A member; none when it is absent or null.
fn said<'a>(options: &'a Value, name: &str) -> Option<&'a Value> {
    options.get(name).filter(|value| !value.is_null())
}

/// A text of the options, read.
fn read_as<T>(options: &Value, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    let Some(value) = said(options, name) else { return Ok(None) };
    let found = value.as_str().and_then(read);
    found.map(Some).ok_or_else(|| wrong(&format!("options.{name}"), MALFORMED))
}

/// One text, or a list of them; none when it is absent.
pub(super) fn texts(value: Option<&Value>, name: &str) -> Result<Vec<String>, Problem> {
    let malformed = || wrong(name, MALFORMED);
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![text.clone()]),
        Some(Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(malformed)).collect()
        }
        Some(_) => Err(malformed()),
    }
}

async fn derive(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let body = read(&call.body)?;
    let options = body.get("options").unwrap_or(&Value::Null);
    let selective = texts(options.get("selectivePointers"), "options.selectivePointers")?;
    let credential = member(body, "verifiableCredential")?;
    created(&super::derive_credential(&call.app, &call.actor, credential, selective).await?)
}

/// `options.challenge`, `options.domain` (one or several) and `options.expectedProofPurpose`.
fn expected(body: &Value) -> Result<Expected, Problem> {
    let option =
        |name: &str| body.get("options").and_then(|options| options.get(name)).filter(|value| !value.is_null());
    let purpose = option("expectedProofPurpose").map(|value| value.as_str().and_then(Purpose::from_name));
    let unknown = || wrong("options.expectedProofPurpose", NOT_ALLOWED);
    Ok(Expected {
        challenge: texts(option("challenge"), "options.challenge")?.into_iter().next(),
        domains: texts(option("domain"), "options.domain")?,
        purpose: purpose.map_or(Ok(Purpose::Assertion), |purpose| purpose.ok_or_else(unknown))?,
    })
}

async fn verify_credential(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let body = read(&call.body)?;
    let expected = expected(&body)?;
    let credential = member(body, "verifiableCredential")?;
    let verification = super::verify_credential(&call.app, &call.actor, &credential, &expected).await?;
    if counts_as_verified(&verification) { ok(&answer(&verification)) } else { Ok(refusal(&answer(&verification))) }
}

async fn verify_presentation(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let body = read(&call.body)?;
    let expected = expected(&body)?;
    let member_name = if body.get("presentation").is_some() { "presentation" } else { "verifiablePresentation" };
    let presentation = member(body, member_name)?;
    if credentials_of(&presentation::content(&presentation)).len() > MOST_CREDENTIALS {
        return Err(wrong("verifiablePresentation.verifiableCredential", TOO_LONG));
    }
    let outcome = super::verify_presented(&call.app, &call.actor, &presentation, &expected).await?;
    let PresentationOutcome { error, credentials } = outcome;
    let verified = error.is_none() && credentials.iter().all(counts_as_verified);
    let results: Vec<Value> = credentials.iter().map(answer).collect();
    let mut body = json!({"verified": verified, "credentialResults": results});
    if let (Some(error), Some(members)) = (error, body.as_object_mut()) {
        members.insert("problemDetails".into(), json!([problems::of_presentation(&error)]));
    }
    if verified { ok(&body) } else { Ok(refusal(&body)) }
}

async fn set_status(call: Call) -> Result<Response, Problem> {
    call.actor.require_token(SCOPE)?;
    let Request { ids, changes } = Request::read(&call.body)?;
    super::set_status(&call.app, &call.actor, ids, changes).await?;
    ok(&json!({}))
}

/// 400 with the wrong field: VC-API knows no 422.
pub(super) fn wrong(field: &str, code: FieldCode) -> Problem {
    Problem { errors: vec![field_error(field, code)], ..problem(INVALID_REQUEST) }
}

/// An object member of the body.
fn member(mut body: Value, name: &str) -> Result<Value, Problem> {
    match body.get_mut(name).map(Value::take) {
        None => Err(wrong(name, REQUIRED)),
        Some(value) if value.is_object() => Ok(value),
        Some(_) => Err(wrong(name, MALFORMED)),
    }
}

/// The result as VC-API words it, with our own beside it.
fn answer(verification: &Verification) -> Value {
    let verified = counts_as_verified(verification);
    let details = problems::of_credential(verification);
    json!({"verified": verified, "problemDetails": details, "verification": verification})
}

/// 400 with the result and, beside it, what every other problem here has.
fn refusal(result: &Value) -> Response {
    let mut body = serde_json::to_value(problem(NOT_VERIFIED)).unwrap_or_default();
    if let (Some(members), Some(result)) = (body.as_object_mut(), result.as_object()) {
        members.extend(result.clone());
    }
    let mut response = call::json(StatusCode::BAD_REQUEST, &body);
    let media = http::HeaderValue::from_static(PROBLEM);
    response.headers_mut().insert(http::header::CONTENT_TYPE, media);
    response
}

impl From<VcApiError> for Problem {
    fn from(error: VcApiError) -> Self {
        match error {
            VcApiError::Denied(error) => error.into(),
            VcApiError::Issue(IssueError::Proof(ProofError::Sign(error))) => silent_module(&error),
            VcApiError::Issue(
                error @ (IssueError::Structure(_) | IssueError::AlreadySigned | IssueError::Proof(_)),
            ) => problem_with(INVALID_CREDENTIAL, error.to_string()),
            VcApiError::Issue(IssueError::ForeignIssuer) => problem(FOREIGN_ISSUER),
            VcApiError::Unreadable(_) => problem_with(INVALID_CREDENTIAL, error.to_string()),
            VcApiError::ForeignIssuer(_) => problem_with(FOREIGN_ISSUER, error.to_string()),
            VcApiError::UnknownCredential => problem(CREDENTIAL_UNKNOWN),
            VcApiError::Issuer(error) => error.into(),
            VcApiError::Status(error) => error.into(),
            VcApiError::Verification(error) => error.into(),
            VcApiError::Db(error) => error.into(),
        }
    }
}

//! Answers: taken once, and only with a proof of the holder made for this very request
//! (sections 8.2 and 14.1).

use std::collections::BTreeMap;

use puente_credentials::jwe;
use puente_credentials::presentation::{Asked, credentials_of, verify_presentation};
use puente_credentials::sd_jwt::{SdJwt, Step};
use puente_credentials::verify::AskedBinding;
use puente_wire::presentations::{AnswerState, AskedFact, PresentationAnswer};
use puente_wire::problem::Problem;
use puente_wire::verification::{CheckKind, Outcome, Verification};
use serde_json::{Map, Value};

use super::request::{IN_PART, WHOLE, WHOLE_TYPES, path_in_whole, path_of, takes_whole};
use super::store::{self, Row};
use super::{client_id, identity};
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::http::problem::{NOT_FOUND, internal, problem};
use crate::sd_jwt_vc;
use crate::secrets::token_hash;
use crate::verifications;

/// Why an answer is not taken: a reason in English for developers, or a failure of ours.
#[derive(Debug)]
pub(super) enum Refusal {
    /// `invalid_request`.
    Invalid(&'static str),
    /// Anything of ours.
    Ours(Box<Problem>),
}

impl<E: Into<Problem>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Ours(Box::new(error.into()))
    }
}

/// An answer without a fact that is needed.
const TOO_LITTLE: &str = "not everything that was asked for";

/// Takes a wallet's answer.
pub(super) async fn take(app: &App, id: &str, body: &[u8]) -> Result<(), Refusal> {
    let (wanted, now) = (id.to_owned(), app.clock.now());
    let row = app.db.read::<_, DbError, _>(move |conn: &mut DbConn| store::find(conn, &wanted)).await?;
    let row =
        row.filter(|row| row.is_open(now)).ok_or(Refusal::Invalid("there is no such request, or it was answered"))?;
    let fields: BTreeMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    let answer = if fields.contains_key("error") {
        right_state(&row, fields.get("state").map(String::as_str))?;
        None
    } else {
        let found = verify(app, &row, token_in(app, &row, &fields)?).await?;
        let text = serde_json::to_vec(&found).map_err(|error| internal(&error))?;
        Some(app.secrets.seal(&sealing(&row.id), &text).map_err(Problem::from)?)
    };
    let id = row.id;
    let taken = app.db.write::<_, DbError, _>(move |conn| store::answer(conn, &id, answer.as_deref(), now)).await?;
    if taken { Ok(()) } else { Err(Refusal::Invalid("it was answered")) }
}

/// The `vp_token`: plain, or encrypted where it was asked for so (section 8.3).
fn token_in(app: &App, row: &Row, fields: &BTreeMap<String, String>) -> Result<Map<String, Value>, Refusal> {
    let unreadable = || Refusal::Invalid("vp_token is missing or not an object");
    if !row.asked().encrypted {
        right_state(row, fields.get("state").map(String::as_str))?;
        let token = fields.get("vp_token").ok_or_else(unreadable)?;
        return serde_json::from_str(token).map_err(|_| unreadable());
    }
    let sealed = fields.get("response").ok_or(Refusal::Invalid("response, encrypted, is missing"))?;
    let key = identity::answer_key(&app.secrets, &row.id)?;
    let opened = jwe::open(sealed, &key).map_err(|_| Refusal::Invalid("response is not encrypted as was asked"))?;
    let mut answer: Map<String, Value> = serde_json::from_slice(&opened).map_err(|_| unreadable())?;
    right_state(row, answer.get("state").and_then(Value::as_str))?;
    match answer.remove("vp_token") {
        Some(Value::Object(token)) => Ok(token),
        _ => Err(unreadable()),
    }
}

fn right_state(row: &Row, state: Option<&str>) -> Result<(), Refusal> {
    if state == Some(&row.id) { Ok(()) } else { Err(Refusal::Invalid("state is missing or another")) }
}

pub(crate) fn sealing(id: &str) -> String {
    format!("presentation-answer|{id}")
}

/// What was shown, if it was shown by its holder for this request.
async fn verify(app: &App, row: &Row, token: Map<String, Value>) -> Result<Verification, Refusal> {
    let shape = Refusal::Invalid("vp_token is not one presentation of one of the queries");
    let mut queries = token.into_iter();
    let (Some((query, Value::Array(shown))), None) = (queries.next(), queries.next()) else { return Err(shape) };
    let [shown] = shown.as_slice() else { return Err(shape) };
    let asked = row.asked();
    let found = match query.as_str() {
        IN_PART => in_part(app, row, &asked.facts, shown).await?,
        WHOLE if takes_whole(&asked) => whole(app, row, &asked.facts, shown).await?,
        _ => return Err(shape),
    };
    match found.check(CheckKind::Holder).map(|check| check.outcome) {
        Some(Outcome::Passed) => Ok(found),
        _ => Err(Refusal::Invalid("not shown by its holder for this request, or not genuine")),
    }
}

async fn in_part(app: &App, row: &Row, facts: &[AskedFact], shown: &Value) -> Result<Verification, Refusal> {
    let unreadable = || Refusal::Invalid("not an SD-JWT with key binding");
    let text = shown.as_str().ok_or_else(unreadable)?;
    let claims = SdJwt::parse(text).and_then(|whole| whole.claims()).map_err(|_| unreadable())?;
    if claims.get("vct").and_then(Value::as_str) != Some(sd_jwt_vc::vct(&app.config).as_str()) {
        return Err(Refusal::Invalid("of another type"));
    }
    let claims = Value::Object(claims);
    if !facts.iter().all(|fact| is_there(&claims, &steps_of(&path_of(*fact)))) {
        return Err(Refusal::Invalid(TOO_LITTLE));
    }
    let asked = AskedBinding { nonce: row.nonce.clone(), audience: client_id(&app.config) };
    Ok(verifications::verify_bound(app, shown, asked).await?)
}

fn steps_of(path: &Value) -> Vec<Step> {
    let steps = path.as_array().into_iter().flatten();
    steps.map(|step| step.as_str().map_or(Step::Element, |name| Step::Name(name.to_owned()))).collect()
}

/// Whether the claim is there: in every element where the way leads through a list.
fn is_there(value: &Value, steps: &[Step]) -> bool {
    match steps.split_first() {
        None => true,
        Some((Step::Name(name), rest)) => value.get(name).is_some_and(|inner| is_there(inner, rest)),
        Some((Step::Element, rest)) => {
            value.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|inner| is_there(inner, rest)))
        }
    }
}

async fn whole(app: &App, row: &Row, facts: &[AskedFact], shown: &Value) -> Result<Verification, Refusal> {
    let audience = client_id(&app.config);
    let (judged, nonce, now) = (shown.clone(), row.nonce.clone(), app.clock.now());
    let judge = move || {
        let asked = Asked { challenge: Some(&nonce), domains: &[audience], now };
        verify_presentation(&judged, None, asked)
    };
    let presenter = app
        .turns
        .take(judge)
        .await?
        .map_err(|_| Refusal::Invalid("the presentation does not hold for this request"))?;
    let [credential] = credentials_of(shown) else {
        return Err(Refusal::Invalid("one credential was asked for"));
    };
    if !is_of_asked_types(credential) {
        return Err(Refusal::Invalid("of another type"));
    }
    let paths = facts.iter().map(|fact| path_in_whole(*fact));
    if !paths.into_iter().all(|path| path.is_some_and(|path| is_there(credential, &steps_of(&path)))) {
        return Err(Refusal::Invalid(TOO_LITTLE));
    }
    Ok(verifications::verify(app, credential, presenter).await?)
}

/// Whether the credential has all types that were asked for (appendix B.1.1): by their addresses, or by the
/// names that its contexts give them.
fn is_of_asked_types(credential: &Value) -> bool {
    let texts = |name: &str| -> Vec<&str> {
        match credential.get(name) {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect(),
        }
    };
    let (types, contexts) = (texts("type"), texts("@context"));
    WHOLE_TYPES.iter().all(|wanted| {
        let defined = || contexts.iter().any(|context| context.starts_with(wanted.context));
        types.contains(&wanted.address) || (types.contains(&wanted.name) && defined())
    })
}

/// Takes a request back: no wallet can answer it any more, and an answer that is there goes.
pub(super) async fn take_back(app: &App, id: &str, secret: &str) -> Result<(), Problem> {
    let (id, hash) = (id.to_owned(), token_hash(secret));
    let removed = app.db.write::<_, DbError, _>(move |conn| store::remove(conn, &id, &hash)).await?;
    if removed { Ok(()) } else { Err(problem(NOT_FOUND)) }
}

/// What became of a request, for whoever made it.
pub(super) async fn read(app: &App, id: &str, secret: &str) -> Result<PresentationAnswer, Problem> {
    let (wanted, hash, now) = (id.to_owned(), token_hash(secret), app.clock.now());
    let row = app.db.read::<_, DbError, _>(move |conn: &mut DbConn| store::find(conn, &wanted)).await?;
    let row = row.filter(|row| row.secret_hash == hash).ok_or_else(|| problem(NOT_FOUND))?;
    if row.answered_at.is_none() && !row.is_open(now) {
        return Err(problem(NOT_FOUND));
    }
    let verification = match &row.answer {
        None => None,
        Some(sealed) => {
            let text = app.secrets.open(&sealing(&row.id), sealed)?;
            Some(serde_json::from_slice(&text).map_err(|error| internal(&error))?)
        }
    };
    let state = match (row.answered_at, &verification) {
        (None, _) => AnswerState::Waiting,
        (Some(_), Some(_)) => AnswerState::Answered,
        (Some(_), None) => AnswerState::Declined,
    };
    Ok(PresentationAnswer { state, verification })
}

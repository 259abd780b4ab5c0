//! A published decision as a verifiable credential, signed by its ministry (`did:web`).
//!
//! Signed once and kept: at publication, or when somebody first asks for one that was published
//! before. Its own status entries let the ministry revoke it; the next version does so when it takes
//! effect at once.

use chrono::{DateTime, Utc};
use competency_frameworks::{ItemKey, LangMap};
use crosswalks::Decision;
use diesel::prelude::*;
use puente_credentials::bitstring::StatusEntry;
use puente_credentials::instant;
use puente_credentials::issue::{IssueError, issue};
use puente_credentials::structure::CREDENTIALS_V2;
use puente_credentials::verify::DECISION_CREDENTIAL;
use puente_wire::problem::Problem;
use puente_wire::verification::{StatusPurpose, StatusReason};
use puente_wire::workbench::ActState;
use serde_json::{Value, json};

use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::acts::ActKind;
use crate::app::App;
use crate::db::schema::{acts, decision_credentials};
use crate::db::{DbConn, DbError};
use crate::http::problem::internal;
use crate::issuers::{self, IssuerError, IssuingKey, issuing_key};
use crate::recognition::store::{parse, render};
use crate::status::{self, StatusError, store::slot_of};

/// Why a decision is not signed.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// The ministry's key.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// The place in its status lists.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// The signature.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<CredentialError> for Problem {
    fn from(error: CredentialError) -> Self {
        match error {
            CredentialError::Db(error) => error.into(),
            other => internal(&other),
        }
    }
}

/// Everything a signature needs.
struct Unsigned {
    act_id: String,
    decision: Decision,
    ministry: Organisation,
    key: IssuingKey,
    status: Vec<Value>,
}

enum Found {
    Signed(String, String),
    Unsigned(Box<Unsigned>),
}

/// The credential of a version by the act's name and number, with the version's own id; none when no
/// ministry of this registry published it.
pub async fn of_act(app: &App, act: String, version: i32) -> Result<Option<(String, String)>, CredentialError> {
    let id: Option<String> = app
        .db
        .read(move |conn| {
            let found = acts::table
                .filter(acts::kind.eq(ActKind::Decision.as_str()))
                .filter(acts::act.eq(act))
                .filter(acts::version.eq(version))
                .select(acts::id);
            Ok::<_, DbError>(found.first(conn).optional()?)
        })
        .await?;
    match id {
        Some(id) => of_version(app, id).await,
        None => Ok(None),
    }
}

/// The same by the version's own id.
pub async fn of_version(app: &App, id: String) -> Result<Option<(String, String)>, CredentialError> {
    let (now, app_in) = (app.clock.now(), app.clone());
    let asked = id.clone();
    if let Some(kept) = app.db.read(move |conn| kept(conn, &asked)).await? {
        return Ok(Some((id, kept)));
    }
    let found = app.db.write(move |conn| prepare(conn, &app_in, &id, now)).await?;
    let unsigned = match found {
        None => return Ok(None),
        Some(Found::Signed(id, credential)) => return Ok(Some((id, credential))),
        Some(Found::Unsigned(unsigned)) => unsigned,
    };
    let signed = issue(credential(&unsigned, &app.config.origin), &unsigned.key.options(now), &unsigned.key.key)?;
    let (id, text) = (unsigned.act_id.clone(), render(&signed)?);
    let kept = app.db.write(move |conn| keep(conn, &unsigned, &signed, text, now)).await?;
    Ok(Some((id, kept)))
}

fn kept(conn: &mut DbConn, id: &str) -> Result<Option<String>, DbError> {
    Ok(decision_credentials::table.find(id).select(decision_credentials::credential).first(conn).optional()?)
}

fn prepare(conn: &mut DbConn, app: &App, id: &str, now: DateTime<Utc>) -> Result<Option<Found>, CredentialError> {
    if let Some(credential) = kept(conn, id)? {
        return Ok(Some(Found::Signed(id.to_owned(), credential)));
    }
    let document: Option<String> = acts::table
        .filter(acts::id.eq(id))
        .filter(acts::state.eq(ActState::Published.as_str()))
        .filter(acts::organisation_id.is_not_null())
        .select(acts::document)
        .first(conn)
        .optional()
        .map_err(DbError::from)?;
    let Some(document) = document else { return Ok(None) };
    let decision: Decision = parse(&document)?;
    let ministry = organisations::by_slug(conn, &decision.authority)?;
    let key = issuing_key(conn, app, &ministry, now)?;
    let slot = status::allocate(conn, &ministry.id, &subject(&decision.id, decision.version), now)?;
    let status = slot.entries(&app.config.origin, &ministry.slug).iter().map(StatusEntry::to_json).collect();
    Ok(Some(Found::Unsigned(Box::new(Unsigned { act_id: id.to_owned(), decision, ministry, key, status }))))
}

/// Keeps the first signature that arrives, and revokes the version that this one replaces.
fn keep(
    conn: &mut DbConn,
    unsigned: &Unsigned,
    signed: &Value,
    text: String,
    now: DateTime<Utc>,
) -> Result<String, DbError> {
    organisations::lock(conn, &unsigned.ministry.id)?;
    if let Some(other) = kept(conn, &unsigned.act_id)? {
        return Ok(other);
    }
    diesel::insert_into(decision_credentials::table)
        .values((
            decision_credentials::act_id.eq(&unsigned.act_id),
            decision_credentials::credential.eq(&text),
            decision_credentials::signed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    issuers::note_signed(conn, &unsigned.ministry.id, signed, now)?;
    let decision = &unsigned.decision;
    if decision.version > 1 && decision.effective_from <= now.date_naive() {
        let before = subject(&decision.id, decision.version - 1);
        if slot_of(conn, &before)?.is_some() {
            status::set(conn, &before, StatusPurpose::Revocation, Some((now, StatusReason::Superseded)))?;
        }
    }
    Ok(text)
}

/// How the status table names a decision's credential.
fn subject(act: &str, version: u32) -> String {
    format!("decision:{act}:{version}")
}

fn credential(unsigned: &Unsigned, origin: &str) -> Value {
    let Unsigned { decision, ministry, key, status, .. } = unsigned;
    let mut credential = json!({
        "@context": [CREDENTIALS_V2, {"@vocab": "https://w3id.org/puente/recognition#"}],
        "id": format!("{origin}/api/v1/decisions/{}/versions/{}", decision.id, decision.version),
        "type": ["VerifiableCredential", DECISION_CREDENTIAL],
        "issuer": {"id": key.did, "name": ministry.name},
        "name": decision.number,
        "validFrom": instant::format(instant::start_of(decision.effective_from)),
        "credentialSubject": {
            "id": format!("urn:puente:decision:{}", decision.id),
            "type": "RecognitionDecision",
            "version": decision.version.to_string(),
            "number": decision.number,
            "outcome": decision.outcome.as_str(),
            "sourceFramework": decision.source_standard.framework.as_str(),
            "sourceStandard": decision.source_standard.standard.as_str(),
            "destination": decision.destination.as_str(),
            "combines": decision.combines,
            "decidedOn": decision.decided_on.to_string(),
            "publishedOn": decision.published_on.to_string(),
            "legalBasis": decision.legal_bases,
            "illustrative": decision.illustrative,
            "source": decision.source,
            "covers": decision.covers.iter()
                .map(|one| json!({"unit": one.unit.as_str(), "by": one.by.iter().map(ItemKey::as_str).collect::<Vec<_>>()}))
                .collect::<Vec<_>>(),
            "missing": decision.missing.iter().map(|one| json!({"unit": one.unit.as_str()})).collect::<Vec<_>>(),
            "conditions": decision.conditions.iter().map(LangMap::official_text).collect::<Vec<_>>(),
        },
        "credentialStatus": status,
    });
    if !decision.issuers.is_empty()
        && let Some(subject) = credential.get_mut("credentialSubject").and_then(Value::as_object_mut)
    {
        subject.insert("issuers".to_owned(), json!(decision.issuers));
    }
    let until = decision.valid_until().map(|until| instant::format(instant::end_of(until)));
    put(Some(&mut credential), "validUntil", until.as_deref());
    let target = decision.target.as_ref();
    for (name, value) in [
        ("targetFramework", target.map(|target| target.framework.as_str())),
        ("targetStandard", target.map(|target| target.standard.as_str())),
        ("reason", decision.reason.as_ref().map(LangMap::official_text)),
        ("agreement", decision.agreement.as_deref()),
        ("withdrawnFrom", decision.withdrawal.as_ref().map(|one| one.from.to_string()).as_deref()),
    ] {
        put(credential.get_mut("credentialSubject"), name, value);
    }
    credential
}

fn put(object: Option<&mut Value>, name: &str, value: Option<&str>) {
    if let (Some(members), Some(value)) = (object.and_then(Value::as_object_mut), value) {
        members.insert(name.to_owned(), json!(value));
    }
}

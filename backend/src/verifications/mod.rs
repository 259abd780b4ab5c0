//! Whether a certificate is genuine: the one function of `puente-credentials`, with what the
//! registry knows and what it has to fetch from others.

pub mod batch;
pub mod documents;
pub mod fetch;
pub mod routes;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::{try_join, try_join_all};
use puente_credentials::did::{DidDocument, did_web_url};
use puente_credentials::jose::Jws;
use puente_credentials::token_status;
use puente_credentials::verify::{
    self, AskedBinding, Fetch, Materials, Registry, SignedRecord, StatusList, Unavailable, status_entries, wanted,
};
use puente_wire::issuer_keys::SignedQuery;
use puente_wire::verification::{StatusNote, Verification};
use serde::Deserialize as _;
use serde_json::Value;

use self::batch::Held;
use self::documents::Found;
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::issuers::{self, IssuerError};
use crate::status::lists::{self, ListError, ListName};
use crate::status::tokens;

/// The registry itself could not look something up. What others do not deliver is no error but part
/// of the answer.
#[derive(Debug, thiserror::Error)]
pub enum VerificationError {
    /// About an issuer.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// About a status list.
    #[error(transparent)]
    List(#[from] ListError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Verifies a credential; `presenter` is who proved to be showing it.
pub async fn verify(
    app: &App,
    credential: &Value,
    presenter: Option<String>,
) -> Result<Verification, VerificationError> {
    verify_by(app, credential, presenter, verify::verify).await
}

/// [`verify`] by a judge of the caller's own, who takes a turn on the processor for it.
pub async fn verify_by(
    app: &App,
    credential: &Value,
    presenter: Option<String>,
    judge: impl FnOnce(&Value, &Materials, DateTime<Utc>) -> Verification + Send + 'static,
) -> Result<Verification, VerificationError> {
    let materials = Materials { presenter, ..gather(app, credential).await? };
    in_turn(app, credential, materials, judge).await
}

/// Verifies an SD-JWT whose holder was asked to repeat something.
pub async fn verify_bound(
    app: &App,
    credential: &Value,
    asked: AskedBinding,
) -> Result<Verification, VerificationError> {
    let materials = Materials { asked: Some(asked), ..gather(app, credential).await? };
    in_turn(app, credential, materials, verify::verify).await
}

async fn in_turn(
    app: &App,
    credential: &Value,
    materials: Materials,
    judge: impl FnOnce(&Value, &Materials, DateTime<Utc>) -> Verification + Send + 'static,
) -> Result<Verification, VerificationError> {
    let (credential, now) = (credential.clone(), app.clock.now());
    Ok(app.turns.take(move || judge(&credential, &materials, now)).await?)
}

/// Everything that verifying this credential needs, the note beside its status too.
async fn gather(app: &App, credential: &Value) -> Result<Materials, VerificationError> {
    let materials = gather_through(&Held::default(), app, credential).await?;
    let status_note = status_note(app, &verify::content(credential)).await?;
    Ok(Materials { status_note, ..materials })
}

/// What decides, asked for where it is not held yet: about the issuer and about the status side by side.
async fn gather_through(held: &Held, app: &App, credential: &Value) -> Result<Materials, VerificationError> {
    let is_list = |fetch: &Fetch| matches!(fetch, Fetch::StatusList { .. } | Fetch::TokenStatusList { .. });
    let (lists, about_issuer): (Vec<_>, Vec<_>) = wanted(credential).into_iter().partition(is_list);
    let lists = lists.into_iter().map(|fetch| status_list_of(held, app, fetch));
    let (materials, lists) = try_join(materials_of_issuer(held, app, about_issuer), try_join_all(lists)).await?;
    Ok(Materials { status_lists: lists.into_iter().flatten().collect(), ..materials })
}

/// What is known of the issuer; one look-up decides whether the next is needed.
async fn materials_of_issuer(held: &Held, app: &App, fetches: Vec<Fetch>) -> Result<Materials, VerificationError> {
    let mut materials = Materials::none();
    for fetch in fetches {
        match fetch {
            Fetch::Issuer { did } => {
                materials.registry = held.registry.get(&did, registry_entry(app, did.clone())).await?;
            }
            Fetch::DidDocument { did, .. } => {
                materials.issuer_document = held.documents.get(&did, did_document(app, &did)).await?;
            }
            Fetch::JwtIssuer { did, url } if materials.issuer_document.is_err() => {
                materials.issuer_document = held.documents.get(&url, jwt_issuer(app, &did, &url)).await?;
            }
            Fetch::Signed { did, imprint } => {
                if materials.issuer_document.as_ref().is_ok_and(DidDocument::has_revoked_keys) {
                    materials.signed = signed_record(app, did, imprint).await?;
                }
            }
            Fetch::JwtIssuer { .. } | Fetch::TokenStatusList { .. } | Fetch::StatusList { .. } => {}
        }
    }
    Ok(materials)
}

/// A status list under its address.
async fn status_list_of(
    held: &Held,
    app: &App,
    fetch: Fetch,
) -> Result<Option<(String, Result<StatusList, Unavailable>)>, VerificationError> {
    Ok(match fetch {
        Fetch::TokenStatusList { url } => {
            let list = held.lists.get(&url, token_status_list(app, &url)).await?;
            Some((url, list))
        }
        Fetch::StatusList { url } => {
            let list = held.lists.get(&url, status_list(app, &url)).await?;
            Some((url, list))
        }
        _ => None,
    })
}

/// What a document is fetched as: an address that fails as one may do as another.
#[derive(Debug, Clone, Copy)]
enum Role {
    Keys,
    List,
    TokenList,
}

/// What lies at an address, or that nothing does, as it was found a moment ago. Lists themselves are fetched each
/// time, so that a revocation is seen at once.
async fn found_at(app: &App, role: Role, url: &str, is_good: impl Fn(&Value) -> bool) -> Found {
    let name = match role {
        Role::Keys => url.to_owned(),
        Role::List | Role::TokenList => format!("{role:?} {url}"),
    };
    if let Some(held) = app.documents.get(&name, app.clock.now()) {
        return held;
    }
    let loopback = app.config.fetch_loopback;
    let fetched = match role {
        Role::Keys => fetch::json(url, loopback).await,
        Role::List => fetch::credential(url, loopback).await,
        Role::TokenList => fetch::text(url, token_status::MEDIA_TYPE, loopback).await.map(Value::String),
    };
    let found =
        fetched.and_then(|found| if is_good(&found) { Ok(Arc::new(found)) } else { Err(Unavailable::Malformed) });
    if found.is_err() || matches!(role, Role::Keys) {
        app.documents.put(&name, &found, app.clock.now());
    }
    found
}

async fn jwt_issuer(app: &App, did: &str, url: &str) -> Result<Result<DidDocument, Unavailable>, VerificationError> {
    let read = |metadata: &Value| DidDocument::of_jwt_issuer(did, metadata);
    let found = found_at(app, Role::Keys, url, |metadata| read(metadata).is_some()).await;
    Ok(found.and_then(|metadata| read(&metadata).ok_or(Unavailable::Malformed)))
}

async fn registry_entry(app: &App, did: String) -> Result<Registry, VerificationError> {
    let config = app.config.clone();
    let entry = app.db.read(move |conn| issuers::entry_of_did(conn, &config, &did)).await?;
    Ok(entry.map_or(Registry::Unknown, |issuer| Registry::Known(Box::new(issuer))))
}

/// The DID document of an issuer or holder with a `did:web`: from the database when it is ours, else from
/// where it lies, or as it was found there a moment ago.
pub async fn did_document(app: &App, did: &str) -> Result<Result<DidDocument, Unavailable>, VerificationError> {
    if let Some(slug) = issuers::slug_in(&app.config, did) {
        let (config, slug) = (app.config.clone(), slug.to_owned());
        let found = app.db.read(move |conn| issuers::did_document(conn, &config, &slug)).await;
        return match found {
            Ok(document) => Ok(Ok(document)),
            Err(IssuerError::Unknown) => Ok(Err(Unavailable::Unreachable)),
            Err(error) => Err(error.into()),
        };
    }
    let published = foreign_did_document(app, did).await;
    Ok(published.and_then(|document| DidDocument::deserialize(&*document).map_err(|_| Unavailable::Malformed)))
}

/// The DID document of somebody else's `did:web`, as it was published; readable as far as verifying needs it.
pub async fn foreign_did_document(app: &App, did: &str) -> Found {
    let url = did_web_url(did).map_err(|_| Unavailable::Unreachable)?;
    found_at(app, Role::Keys, &url, |document| DidDocument::deserialize(document).is_ok()).await
}

/// When this registry signed a certificate; others' records cannot be asked.
async fn signed_record(app: &App, did: String, imprint: String) -> Result<SignedRecord, VerificationError> {
    let (config, asked) = (app.config.clone(), SignedQuery { did, imprint });
    match app.db.read(move |conn| issuers::keys::record::signed_at(conn, &config, &asked)).await {
        Ok(found) => Ok(found.map_or(SignedRecord::Never, SignedRecord::At)),
        Err(IssuerError::Unknown) => Ok(SignedRecord::Unreachable),
        Err(error) => Err(error.into()),
    }
}

async fn status_list(app: &App, url: &str) -> Result<Result<StatusList, Unavailable>, VerificationError> {
    let now = app.clock.now();
    let credential = match own_list(app, url) {
        Some((slug, name)) => match lists::signed(app, &slug, name).await {
            Ok(list) => serde_json::from_str(&list.credential).map_err(|_| Unavailable::Malformed),
            Err(ListError::Unknown) => Err(Unavailable::Unreachable),
            Err(error) => return Err(error.into()),
        },
        None => found_at(app, Role::List, url, |_| true).await.map(Arc::unwrap_or_clone),
    };
    Ok(credential.map(|credential| StatusList::new(credential, now)))
}

/// A token status list: our own from the database, another's from where it lies.
async fn token_status_list(app: &App, url: &str) -> Result<Result<StatusList, Unavailable>, VerificationError> {
    let own = url.strip_prefix(app.config.origin.as_str()).and_then(|rest| rest.strip_prefix("/status/"));
    let text = |token: Arc<Value>| token.as_str().unwrap_or_default().to_owned();
    let token = match own.and_then(|rest| rest.split_once("/tokens/")) {
        Some((slug, number)) => match tokens::signed(app, slug, tokens::number(number).unwrap_or(i32::MAX)).await {
            Ok(list) => Ok(list.credential),
            Err(ListError::Unknown) => Err(Unavailable::Unreachable),
            Err(error) => return Err(error.into()),
        },
        None => found_at(app, Role::TokenList, url, Value::is_string).await.map(text),
    };
    let fetched_at = app.clock.now();
    Ok(token.map(|token| StatusList::new(Value::String(token.trim().to_owned()), fetched_at)))
}

/// A token status list of any issuer, for a browser; a text.
pub async fn token_list_for_browser(app: &App, url: &str) -> Result<Option<Value>, VerificationError> {
    let list = token_status_list(app, url).await?.ok().map(|list| list.credential.as_ref().clone());
    Ok(list.filter(|token| {
        token.as_str().and_then(|text| Jws::parse(text).ok()).is_some_and(|jws| jws.has_type(token_status::TYPE))
    }))
}

/// A status list of another issuer, fetched for a browser, which may ask this registry only; none when
/// it cannot be had or is no status list.
pub async fn foreign_status_list(app: &App, url: &str) -> Option<Value> {
    let list = found_at(app, Role::List, url, |_| true).await.map(Arc::unwrap_or_clone).ok()?;
    is_list(&verify::content(&list)).then_some(list)
}

fn is_list(credential: &Value) -> bool {
    const LIST: &str = "BitstringStatusListCredential";
    match credential.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == LIST),
        kind => kind.is_some_and(|kind| kind == LIST),
    }
}

/// When and why the credential was revoked, else suspended, if one of our own lists says so.
async fn status_note(app: &App, credential: &Value) -> Result<Option<StatusNote>, DbError> {
    let places: Vec<_> = status_entries(credential)
        .into_iter()
        .filter_map(|entry| Some((own_list(app, &entry.list)?, i32::try_from(entry.index).ok()?)))
        .take(4)
        .collect();
    if places.is_empty() {
        return Ok(None);
    }
    app.db
        .read(move |conn: &mut DbConn| {
            let mut notes = Vec::new();
            for ((slug, name), position) in places {
                notes.extend(lists::note(conn, &slug, name, position)?);
            }
            notes.sort_by_key(|note| note.purpose);
            Ok(notes.into_iter().next())
        })
        .await
}

/// Organisation and name of a list, if the address is one of ours.
fn own_list(app: &App, url: &str) -> Option<(String, ListName)> {
    let rest = url.strip_prefix(app.config.origin.as_str())?.strip_prefix("/status/")?;
    let (slug, name) = rest.split_once('/')?;
    Some((slug.to_owned(), ListName::parse(name)?))
}

//! Whom this registry knows, published so that others need not ask it: a signed list of bodies, what
//! each may certify and its keys, and the same as *Recognized Entities* credentials of the W3C.
//!
//! Both are signed by the operator's organisation. A text is signed when what it says changes, when
//! the operator's key does, or once a day; in between every node answers with the same text.

pub mod entities;
mod list;
mod pages;
pub mod routes;
mod store;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use puente_credentials::did::DidDocument;
use puente_credentials::issue::{IssueError, issue};
use puente_credentials::jcs;
use puente_credentials::proof::ProofError;
use puente_credentials::trust_list::TrustList;
use puente_wire::issuers::Issuer;
use puente_wire::session::OrganisationKind;
use serde_json::Value;

use crate::accounts::bootstrap::OPERATOR;
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::db::schema::organisations as orgs;
use crate::db::{DbConn, DbError};
use crate::issuers::keys::record::signed_before_compromise;
use crate::issuers::{self, IssuerError, IssuingKey, issuing_key};
use crate::secrets::sha256_hex;

/// How long a signed text may be relied on.
const VALID_FOR: Duration = Duration::days(30);
/// How old it may get before it is signed anew though nothing changed.
const SIGNED_AGAIN_AFTER: Duration = Duration::days(1);
/// The most bodies on one page.
pub const PER_PAGE: usize = 100;

/// Why nothing is published.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// There is no such page or body, or nobody operates the registry yet.
    #[error("nothing is published under this name")]
    Unknown,
    /// What the registry knows, or the operator's key.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// The credential could not be signed.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The list could not be signed.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// One of the published texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A page of the plain list, from 1.
    List(usize),
    /// A page of the list as a credential, from 1.
    Entities(usize),
    /// A page of one body's credential: its slug, from 1.
    Entity(String, usize),
}

impl Name {
    /// Where it lies, from the registry's origin.
    pub fn path(&self) -> String {
        match self {
            Self::List(1) => "/trust/list".to_owned(),
            Self::List(page) => format!("/trust/list?page={page}"),
            Self::Entities(1) => "/trust/entities".to_owned(),
            Self::Entities(page) => format!("/trust/entities?page={page}"),
            Self::Entity(slug, 1) => format!("/trust/entities/{slug}"),
            Self::Entity(slug, page) => format!("/trust/entities/{slug}?page={page}"),
        }
    }

    fn page(&self) -> usize {
        match self {
            Self::List(page) | Self::Entities(page) | Self::Entity(_, page) => *page,
        }
    }

    /// The one after it.
    fn next(&self) -> Self {
        match self {
            Self::List(page) => Self::List(page + 1),
            Self::Entities(page) => Self::Entities(page + 1),
            Self::Entity(slug, page) => Self::Entity(slug.clone(), page + 1),
        }
    }
}

/// A signed text.
#[derive(Debug, Clone)]
pub struct Signed {
    /// As it is sent.
    pub document: String,
    /// Changes with it.
    pub version: String,
    /// Where it goes on.
    pub next: Option<Name>,
}

/// A body, with its keys.
#[derive(Debug, Clone)]
pub struct Body {
    /// What the registry says about it.
    pub issuer: Issuer,
    /// Its DID document.
    pub document: DidDocument,
}

/// What a text is made of.
pub(crate) struct Contents {
    operator: Organisation,
    /// The operator's own document.
    own: DidDocument,
    bodies: Vec<Body>,
    page: usize,
    pages: usize,
    kept: Option<store::Kept>,
}

/// When a text was signed and until when it holds.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// When.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
}

impl Period {
    /// From now on.
    pub fn starting(now: DateTime<Utc>) -> Self {
        Self { from: now, until: now + VALID_FOR }
    }
}

/// The text that is in force now.
pub async fn signed(app: &App, name: Name) -> Result<Signed, TrustError> {
    let now = app.clock.now();
    let (app_in, asked) = (app.clone(), name.clone());
    let contents = app.db.read(move |conn| contents(conn, &app_in, &asked)).await?;
    let next = (contents.page < contents.pages).then(|| name.next());
    let hash = content_hash(&contents);
    let young = |kept: &store::Kept| kept.signed_at <= now && now < kept.signed_at + SIGNED_AGAIN_AFTER;
    if let Some(kept) = contents.kept.as_ref().filter(|kept| kept.content_hash == hash && young(kept)) {
        return Ok(Signed { version: sha256_hex(kept.document.as_bytes()), document: kept.document.clone(), next });
    }
    let (app_in, operator) = (app.clone(), contents.operator.clone());
    let (key, own) = app.db.write(move |conn| operator_key(conn, &app_in, &operator, now)).await?;
    let contents = Contents { own, ..contents };
    let hash = content_hash(&contents);
    let document = sign(app, &contents, &name, &key, now)?.to_string();
    let (kept, operator) = (document.clone(), contents.operator.id);
    app.db
        .write(move |conn| {
            organisations::lock(conn, &operator)?;
            store::keep(conn, &name.path(), &hash, &kept, now)
        })
        .await?;
    Ok(Signed { version: sha256_hex(document.as_bytes()), document, next })
}

/// Every body that is, or was, accredited for something, with its keys.
pub fn bodies(conn: &mut DbConn, app: &App) -> Result<Vec<Body>, IssuerError> {
    let found = issuers::accredited(conn, &app.config)?;
    found.into_iter().map(|issuer| with_keys(conn, app, issuer)).collect()
}

/// A list of all bodies on one page, signed now, for a file; with status lists beside.
pub fn signed_for_file(
    conn: &mut DbConn,
    app: &App,
    status_lists: Vec<Value>,
    now: DateTime<Utc>,
) -> Result<Value, TrustError> {
    let operator = operator(conn)?;
    let bodies = bodies(conn, app)?;
    let (key, own) = operator_key(conn, app, &operator, now)?;
    let contents = Contents { operator, own, bodies, page: 1, pages: 1, kept: None };
    let mut unsigned = list::unsigned(app, &contents, now);
    unsigned.status_lists = status_lists;
    for body in &contents.bodies {
        let before = signed_before_compromise(conn, &body.issuer.slug)?;
        if body.document.has_revoked_keys() {
            unsigned.signed_before.insert(body.issuer.did.clone(), before);
        }
    }
    sign_list(&unsigned, &key, now)
}

fn with_keys(conn: &mut DbConn, app: &App, issuer: Issuer) -> Result<Body, IssuerError> {
    Ok(Body { document: issuers::did_document(conn, &app.config, &issuer.slug)?, issuer })
}

fn contents(conn: &mut DbConn, app: &App, name: &Name) -> Result<Contents, TrustError> {
    let operator = operator(conn)?;
    let kept = store::kept(conn, &name.path())?;
    let mut known = issuers::accredited(conn, &app.config)?;
    let pages = match name {
        Name::List(_) => known.chunks(PER_PAGE).map(<[Issuer]>::to_vec).collect(),
        Name::Entities(_) => pages::pages(known),
        Name::Entity(slug, _) => {
            known.retain(|issuer| issuer.slug == *slug);
            pages::pages(known)
        }
    };
    let (page, count) = (name.page(), pages.len().max(1));
    let known = pages.into_iter().nth(page.wrapping_sub(1)).unwrap_or_default();
    // A credential without a subject is none; a list may be empty.
    let empty = known.is_empty() && !matches!(name, Name::List(_));
    if page == 0 || page > count || empty {
        return Err(TrustError::Unknown);
    }
    let bodies = known.into_iter().map(|issuer| with_keys(conn, app, issuer)).collect::<Result<Vec<Body>, _>>()?;
    let own = issuers::did_document(conn, &app.config, &operator.slug)?;
    Ok(Contents { operator, own, bodies, page, pages: count, kept })
}

/// The organisation that operates the registry.
fn operator(conn: &mut DbConn) -> Result<Organisation, TrustError> {
    let slugs: Vec<String> = orgs::table
        .filter(orgs::kind.eq(OrganisationKind::Operator.as_str()))
        .order(orgs::slug)
        .select(orgs::slug)
        .load(conn)
        .map_err(DbError::from)?;
    let slug = slugs.iter().find(|slug| *slug == OPERATOR).or(slugs.first()).ok_or(TrustError::Unknown)?;
    Ok(organisations::by_slug(conn, slug)?)
}

/// The operator's key, made when there is none, and the document that lists it.
fn operator_key(
    conn: &mut DbConn,
    app: &App,
    operator: &Organisation,
    now: DateTime<Utc>,
) -> Result<(IssuingKey, DidDocument), IssuerError> {
    let key = issuing_key(conn, app, operator, now)?;
    Ok((key, issuers::did_document(conn, &app.config, &operator.slug)?))
}

fn content_hash(contents: &Contents) -> String {
    let said: Vec<_> = contents.bodies.iter().map(|body| (&body.issuer, &body.document)).collect();
    let whole = serde_json::json!([contents.operator.name, contents.own, contents.page, contents.pages, said]);
    sha256_hex(whole.to_string().as_bytes())
}

fn sign(
    app: &App,
    contents: &Contents,
    name: &Name,
    key: &IssuingKey,
    now: DateTime<Utc>,
) -> Result<Value, TrustError> {
    match name {
        Name::List(_) => sign_list(&list::unsigned(app, contents, now), key, now),
        Name::Entities(_) | Name::Entity(..) => {
            let id = format!("{}{}", app.config.origin, name.path());
            let credential = entities::credential(&id, contents, &key.did, Period::starting(now));
            Ok(issue(credential, &key.options(now), &key.key)?)
        }
    }
}

fn sign_list(list: &TrustList, key: &IssuingKey, now: DateTime<Utc>) -> Result<Value, TrustError> {
    let mut document = serde_json::to_value(list).map_err(|error| DbError::Damaged(error.to_string()))?;
    let proof = jcs::sign(&document, &key.options(now), &key.key)?;
    if let Some(members) = document.as_object_mut() {
        members.insert("proof".into(), proof);
    }
    Ok(document)
}

//! Bodies that issue: their identity (`did:web`), their signing keys, and what the registry says
//! about them.
//!
//! The private keys are sealed under the operator's master key and opened only to sign. Whoever
//! signs gets a [`puente_credentials::keys::Signer`], so that a hardware module can take the place
//! of the key in memory.

pub mod accreditations;
pub mod keys;
pub mod routes;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::Sector;
use puente_credentials::did::DidDocument;
use puente_credentials::keys::{KeyError, SignError};
use puente_wire::issuer_keys::KeyState;
use puente_wire::issuers::{Accreditation, Issuer};
use puente_wire::problem::FieldError;

use crate::accounts::organisations;
use crate::actor::Denied;
use crate::app::App;
use crate::config::Config;
use crate::db::{DbConn, DbError};
use crate::hardware::HardwareError;
use crate::secrets::SecretError;

pub use keys::record::{note_imprints, note_signed};
pub use keys::{EcdsaKey, IssuingKey, ecdsa_key, issuing_key};

/// What can go wrong with an issuer.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// The registry has no such issuer.
    #[error("the registry knows no such issuer")]
    Unknown,
    /// A stored key is no key.
    #[error("a stored key is damaged: {0}")]
    DamagedKey(#[from] KeyError),
    /// No random numbers for a new key.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The hardware security module, or there is none.
    #[error(transparent)]
    Hardware(#[from] HardwareError),
    /// A key cannot be sealed or opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// This is recorded already, word for word.
    #[error("this is recorded already")]
    Repeated,
    /// The key is in another state than this takes.
    #[error("the key is {0} already, or not in a state for this")]
    KeyState(KeyState),
    /// Who asks may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The identity of an organisation: `did:web:<host>:orgs:<slug>`.
pub fn did_of(config: &Config, slug: &str) -> String {
    format!("did:web:{}:orgs:{slug}", config.did_web_host())
}

/// The address of an organisation as an issuer, `https://<host>/orgs/<slug>`: `iss` of its tokens.
pub fn address_of(config: &Config, slug: &str) -> String {
    format!("{}/orgs/{slug}", config.origin)
}

/// The slug in an identity of this registry; none for anybody else's.
pub fn slug_in<'a>(config: &Config, did: &'a str) -> Option<&'a str> {
    let prefix = format!("did:web:{}:orgs:", config.did_web_host());
    did.strip_prefix(prefix.as_str())
}

/// The DID document of an organisation.
pub fn did_document(conn: &mut DbConn, config: &Config, slug: &str) -> Result<DidDocument, IssuerError> {
    let organisation = find_organisation(conn, slug)?;
    keys::document(conn, &did_of(config, slug), &organisation.id)
}

/// The same for whoever asks from outside: the first time anybody does, the organisation gets its
/// first key.
pub async fn published_document(app: &App, slug: &str) -> Result<DidDocument, IssuerError> {
    let (app_in, slug, now) = (app.clone(), slug.to_owned(), app.clock.now());
    let read = {
        let (app, slug) = (app.clone(), slug.clone());
        app.clone().db.read(move |conn| did_document(conn, &app.config, &slug)).await?
    };
    if !read.verification_method.is_empty() {
        return Ok(read);
    }
    let make = move |conn: &mut _| {
        let organisation = find_organisation(conn, &slug)?;
        issuing_key(conn, &app_in, &organisation, now)?;
        did_document(conn, &app_in.config, &slug)
    };
    app.db.write(make).await
}

/// What the registry says about an organisation as an issuer.
pub fn entry(conn: &mut DbConn, config: &Config, slug: &str) -> Result<Issuer, IssuerError> {
    let found = store::issuers(conn, config, Some(slug))?;
    found.into_iter().next().ok_or(IssuerError::Unknown)
}

/// The entry of whoever has this identity; none when the registry knows nobody by it.
pub fn entry_of_did(conn: &mut DbConn, config: &Config, did: &str) -> Result<Option<Issuer>, IssuerError> {
    let Some(slug) = slug_in(config, did) else { return Ok(None) };
    match entry(conn, config, slug) {
        Ok(issuer) => Ok(Some(issuer)),
        Err(IssuerError::Unknown) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Every body that is, or was, accredited for something.
pub fn accredited(conn: &mut DbConn, config: &Config) -> Result<Vec<Issuer>, IssuerError> {
    let mut all = store::issuers(conn, config, None)?;
    all.retain(|issuer| !issuer.accreditations.is_empty());
    Ok(all)
}

/// A permission to certify, to be recorded.
#[derive(Debug, Clone)]
pub struct NewAccreditation<'a> {
    /// The framework's slug.
    pub framework: &'a str,
    /// The standard's code; none for the whole framework.
    pub standard: Option<&'a str>,
    /// The sector that is covered, with the codes of the standards in it; none when not limited to one.
    pub sector: Option<(Sector, Vec<String>)>,
    /// The centre that the act names.
    pub centre: Option<&'a str>,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it has no end.
    pub until: Option<NaiveDate>,
    /// The legal act.
    pub act: &'a str,
    /// Where the act can be read.
    pub act_url: Option<&'a str>,
    /// Whether it is demonstration data.
    pub illustrative: bool,
}

impl NewAccreditation<'_> {
    /// Whether this is recorded already. What a sector holds now is not part of it.
    fn says_the_same(&self, known: &Accreditation) -> bool {
        let scope = (self.framework, self.standard, self.sector.as_ref().map(|(sector, _)| *sector), self.centre);
        let time = (self.from, self.until, self.act, self.act_url);
        let known_scope = (&*known.framework, known.standard.as_deref(), known.sector, known.centre.as_deref());
        scope == known_scope && time == (known.from, known.until, &*known.act, known.act_url.as_deref())
    }
}

/// Records that an organisation may certify.
pub fn accredit(
    conn: &mut DbConn,
    organisation_id: &str,
    new: &NewAccreditation<'_>,
    now: DateTime<Utc>,
) -> Result<String, DbError> {
    store::insert_accreditation(conn, organisation_id, new, now)
}

fn find_organisation(conn: &mut DbConn, slug: &str) -> Result<crate::actor::Organisation, IssuerError> {
    organisations::by_slug(conn, slug).map_err(|error| match error {
        DbError::NotFound => IssuerError::Unknown,
        other => other.into(),
    })
}

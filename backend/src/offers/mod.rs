//! Claim offers: make, show, claim.
//!
//! A code of 130 random bits finds the offer; a PIN of six digits, told apart from it, opens it. The
//! PIN is kept as a keyed hash and may be wrong five times.

pub mod claiming;
mod credential;
pub(crate) mod links;
mod promise_store;
pub mod promises;
pub mod routes;
pub mod store;
pub mod wallets;

use chrono::{DateTime, Duration, Utc};
use puente_wire::certificates::{CertificateState, CertificateSummary};
use puente_wire::claims::{CODE_ALPHABET, CODE_LENGTH, claim_link};
use puente_wire::offers::{NewOffer, Offer, OfferPreview, OfferState};
use puente_wire::problem::FieldError;

use crate::actor::{Actor, Denied, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::certificates;
use crate::db::{DbConn, DbError};
use crate::issuers::IssuerError;
use crate::secrets::{SecretError, Secrets, random};

/// How long an offer can be claimed.
pub const LIFETIME: Duration = Duration::days(7);
/// How many wrong PINs an offer takes.
pub const ATTEMPTS: i32 = 5;

/// Why something could not be done with an offer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not permitted.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Nothing could be sealed or opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Some fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The certificate is on a phone already, or revoked; this is what it says now.
    #[error("the certificate cannot be offered")]
    NotOfferable(Box<CertificateSummary>),
    /// The assessment does not wait for a signature.
    #[error("the assessment does not wait for a signature")]
    NotWaiting,
    /// There is no such offer.
    #[error("there is no such offer")]
    Unknown,
    /// It cannot be claimed any more, or not now.
    #[error("the offer cannot be claimed: {0}")]
    Closed(OfferState),
    /// The PIN is wrong; this many attempts are left.
    #[error("the PIN is wrong")]
    WrongPin(u32),
    /// The wallet's signature does not match.
    #[error("the wallet's signature does not match")]
    WrongProof,
    /// Another wallet is claiming it at this moment.
    #[error("another wallet is claiming it")]
    Busy,
    /// The institution's key cannot be used.
    #[error(transparent)]
    Key(#[from] IssuerError),
    /// The credential could not be made or signed.
    #[error("the credential could not be signed: {0}")]
    Signing(String),
}

/// Makes a new offer for a certificate that is on no phone; older offers no longer work.
pub async fn make(app: &App, actor: &Actor, org: &str, certificate_id: &str) -> Result<NewOffer, Error> {
    let organisation = actor.require(Permission::ManageCertificates, org)?.clone();
    let (app_in, actor, id, now) = (app.clone(), actor.clone(), certificate_id.to_owned(), app.clock.now());
    app.db.write(move |conn| make_in(conn, &app_in, &actor, &organisation, &id, now)).await
}

/// [`make`] inside a transaction.
pub fn make_in(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    organisation: &Organisation,
    certificate_id: &str,
    now: DateTime<Utc>,
) -> Result<NewOffer, Error> {
    certificates::store::lock(conn, certificate_id)?;
    let certificate = certificates::store::summary(conn, &organisation.id, certificate_id)?;
    if certificate.state != CertificateState::Unclaimed {
        return Err(Error::NotOfferable(Box::new(certificate)));
    }
    store::withdraw(conn, certificate_id, now)?;
    let id = uuid::Uuid::now_v7().to_string();
    let (code, pin) = (new_code()?, new_pin()?);
    let row = store::New {
        id: &id,
        certificate_id,
        code: &code,
        code_sealed: &app.secrets.seal(&sealing(&id), code.as_bytes())?,
        pin_hash: &pin_hash(&app.secrets, &id, &pin),
        expires_at: now + LIFETIME,
    };
    store::insert(conn, &row, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&certificate.candidate_id),
        ..Event::new("certificate-offered", "certificate", certificate_id)
    };
    audit::record(conn, now, actor, event)?;
    let offer = newest(conn, app, organisation, certificate_id, now)?.ok_or(Error::Unknown)?;
    Ok(NewOffer { offer, pin })
}

/// The newest offer of a certificate, as the institution sees it.
pub fn newest(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    certificate_id: &str,
    now: DateTime<Utc>,
) -> Result<Option<Offer>, Error> {
    let Some(row) = store::newest(conn, certificate_id)? else { return Ok(None) };
    let code = app.secrets.open(&sealing(&row.id), &row.code_sealed)?;
    let code = String::from_utf8_lossy(&code).into_owned();
    Ok(Some(Offer {
        link: claim_link(&app.config.origin, &code),
        wallet_link: links::by_reference(&app.config, &code),
        wallet_link_by_value: links::by_value(&app.config, &organisation.slug, &code),
        code,
        state: row.state(now),
        expires_at: row.expires_at.and_utc(),
        attempts_left: row.attempts_left(),
    }))
}

/// What is offered, for whoever has the code. Tells no name.
pub async fn preview(app: &App, code: &str) -> Result<OfferPreview, Error> {
    let code = puente_wire::claims::code_in(code).ok_or(Error::Unknown)?;
    let now = app.clock.now();
    app.db.read(move |conn| store::preview(conn, &code, now)?.ok_or(Error::Unknown)).await
}

pub(crate) fn sealing(offer_id: &str) -> String {
    format!("offer-code|{offer_id}")
}

fn pin_hash(secrets: &Secrets, offer_id: &str, pin: &str) -> String {
    secrets.keyed_hash("offer-pin", &format!("{offer_id}|{pin}"))
}

fn new_code() -> Result<String, SecretError> {
    let letter = |byte: u8| CODE_ALPHABET.get(usize::from(byte % 32)).copied().map_or('0', char::from);
    Ok(random::<CODE_LENGTH>()?.into_iter().map(letter).collect())
}

/// Six digits, each PIN as likely as any other.
fn new_pin() -> Result<String, SecretError> {
    // The largest multiple of a million that fits; numbers above it would favour small PINs.
    const EVEN: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let number = u32::from_be_bytes(random::<4>()?);
        if number < EVEN {
            return Ok(format!("{:06}", number % 1_000_000));
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn codes_and_pins_have_their_form_and_differ() {
        let code = new_code().unwrap();
        assert_eq!(puente_wire::claims::code_in(&code), Some(code.clone()));
        assert_ne!(new_code().unwrap(), code);
        let pin = new_pin().unwrap();
        assert!(pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit()), "{pin}");
    }

    #[test]
    fn the_same_pin_of_two_offers_has_two_hashes() {
        let secrets = Secrets::new([3; 32]);
        assert_ne!(pin_hash(&secrets, "a", "123456"), pin_hash(&secrets, "b", "123456"));
    }
}

//! Token status lists for SD-JWT credentials: made from the same entries as the bitstring lists, so
//! that a certificate has one state. One is signed when its entries change, when the issuer's key
//! does, or when it grows old.

use chrono::{DateTime, Duration, Utc};
use puente_credentials::token_status::{ListToken, TokenEntry, TokenList, TokenStatus};
use puente_wire::verification::StatusPurpose;

use super::lists::{ListError, SignedList};
use super::{Slot, store};
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::issuers::{self, IssuerError, IssuingKey, issuing_key};
use crate::secrets::sha256_hex;

/// How long a signed list may be relied on, for instance by a phone without a network.
const VALID_FOR: Duration = Duration::days(7);
/// How old a signed list may get before a new one is signed though nothing changed.
const SIGNED_AGAIN_AFTER: Duration = Duration::days(1);
/// How these lists are told from the others in the table of signed lists.
const KIND: &str = "token";

/// The address of a list, e.g. `https://registro.example/status/sena/tokens/1`.
pub fn address(origin: &str, slug: &str, list: i32) -> String {
    format!("{origin}/status/{slug}/tokens/{list}")
}

impl Slot {
    /// Where an SD-JWT credential stands.
    pub fn token_entry(self, origin: &str, slug: &str) -> TokenEntry {
        let index = usize::try_from(self.position).unwrap_or_default();
        TokenEntry { uri: address(origin, slug, self.list), index }
    }
}

/// The list's number in an address; one way of writing it only.
pub fn number(text: &str) -> Option<i32> {
    text.parse().ok().filter(|&number: &i32| number > 0 && number.to_string() == text)
}

/// What a list says, read together.
struct Contents {
    organisation: Organisation,
    revoked: Vec<i32>,
    suspended: Vec<i32>,
    kept: Option<store::KeptList>,
}

impl Contents {
    fn hash(&self) -> String {
        let text = |positions: &[i32]| positions.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        sha256_hex(format!("{};{}", text(&self.revoked), text(&self.suspended)).as_bytes())
    }

    /// The kept list, when it says what is true now and is young enough.
    fn in_force(&self, now: DateTime<Utc>) -> Option<SignedList> {
        let kept = self.kept.as_ref()?;
        let young = kept.signed_at <= now && now < kept.signed_at + SIGNED_AGAIN_AFTER;
        (young && kept.content_hash == self.hash()).then(|| signed_list(kept.credential.clone()))
    }

    /// Revoked wins over suspended.
    fn list(&self) -> Result<TokenList, DbError> {
        let mut list = TokenList::default();
        let states = [(&self.suspended, TokenStatus::Suspended), (&self.revoked, TokenStatus::Invalid)];
        for (positions, state) in states {
            for &position in positions {
                let index = usize::try_from(position).unwrap_or(usize::MAX);
                list.set(index, state).map_err(|error| DbError::Damaged(error.to_string()))?;
            }
        }
        Ok(list)
    }
}

fn signed_list(credential: String) -> SignedList {
    SignedList { version: sha256_hex(credential.as_bytes()), credential }
}

/// The signed list that is in force now.
pub async fn signed(app: &App, slug: &str, list: i32) -> Result<SignedList, ListError> {
    let now = app.clock.now();
    let slug = slug.to_owned();
    let contents = app.db.read(move |conn| contents(conn, &slug, list)).await?;
    if let Some(kept) = contents.in_force(now) {
        return Ok(kept);
    }
    let organisation = contents.organisation.clone();
    let app_in = app.clone();
    let key = app.db.write(move |conn| issuing_key(conn, &app_in, &organisation, now)).await?;
    let signed = sign(app, &contents, list, &key, now)?;
    let (keep, hash) = (signed.clone(), contents.hash());
    let id = contents.organisation.id;
    app.db.write(move |conn| store::keep_list(conn, &id, KIND, list, &hash, &keep, now)).await?;
    Ok(signed)
}

fn contents(conn: &mut DbConn, slug: &str, list: i32) -> Result<Contents, ListError> {
    let organisation = organisations::by_slug(conn, slug).map_err(|error| match error {
        DbError::NotFound => ListError::Unknown,
        other => other.into(),
    })?;
    let newest = store::newest_list(conn, &organisation.id)?;
    if list > newest {
        return Err(ListError::Unknown);
    }
    let revoked = store::set_positions(conn, &organisation.id, StatusPurpose::Revocation, list)?;
    let suspended = store::set_positions(conn, &organisation.id, StatusPurpose::Suspension, list)?;
    let kept = store::kept_list(conn, &organisation.id, KIND, list)?;
    Ok(Contents { organisation, revoked, suspended, kept })
}

fn sign(
    app: &App,
    contents: &Contents,
    list: i32,
    key: &IssuingKey,
    now: DateTime<Utc>,
) -> Result<SignedList, ListError> {
    let slug = &contents.organisation.slug;
    let token = ListToken {
        uri: &address(&app.config.origin, slug, list),
        issuer: &issuers::address_of(&app.config, slug),
        kid: key.kid(),
        list: &contents.list()?,
        issued_at: now,
        expires_at: now + VALID_FOR,
    };
    Ok(signed_list(token.sign(&key.key).map_err(IssuerError::from)?))
}

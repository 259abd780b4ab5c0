//! The second factor: a time-based code (TOTP, RFC 6238) of an app on the person's phone.
//!
//! The shared secret is sealed under the master key. A code is good once: the account remembers
//! the time step of the last code it took, and takes later ones only (RFC 6238, section 5.2).

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use puente_wire::accounts::SecondFactorOffer;
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret, Totp};

use super::error::{AccountError, ENROLMENT_ENDED, SECOND_FACTOR_IS_OFF, SECOND_FACTOR_IS_ON, WRONG_CODE};
use super::{sessions, users};
use crate::actor::{Actor, Denied, Identity, Organisation};
use crate::audit::{self, Event};
use crate::db::schema::{organisations, users as user_rows};
use crate::db::{DbConn, DbError};
use crate::secrets::{SecretError, Secrets, random};

/// What the sealed secret is for.
pub(crate) const PURPOSE: &str = "totp";
/// How long an offered secret can be confirmed.
const OFFER: Duration = Duration::minutes(15);

/// An offered secret on its way through the browser, sealed.
#[derive(Serialize, Deserialize)]
struct Enrolment {
    user_id: String,
    secret: String,
    until: DateTime<Utc>,
}

/// Whether this session may sign for the organisation: with a second factor, where the organisation
/// asks for one. The outer error is the database's, the inner one the refusal:
/// `require_for_signing(conn, &actor, organisation)??`.
pub fn require_for_signing(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
) -> Result<Result<(), Denied>, DbError> {
    let required: bool =
        organisations::table.find(&organisation.id).select(organisations::signatory_totp_required).first(conn)?;
    Ok(match &actor.identity {
        Identity::Member(member) if required && !member.second_factor => Err(Denied::SecondFactor),
        Identity::Member(_) | Identity::System => Ok(()),
        Identity::Token(_) => Err(Denied::Forbidden),
        Identity::Anonymous => Err(Denied::NotSignedIn),
    })
}

/// Makes a secret for the account to confirm. Nothing is kept until then.
pub(super) fn offer(
    secrets: &Secrets,
    user: &users::User,
    issuer: &str,
    now: DateTime<Utc>,
) -> Result<SecondFactorOffer, AccountError> {
    if user.totp_secret.is_some() {
        return Err(AccountError::Refused(SECOND_FACTOR_IS_ON));
    }
    let totp = totp(random::<20>()?.to_vec(), issuer, &user.login)?;
    let secret = totp.secret().to_base32();
    let enrolment = Enrolment { user_id: user.id.clone(), secret: secret.clone(), until: now + OFFER };
    let plain = serde_json::to_vec(&enrolment).map_err(|_| SecretError::Unopenable)?;
    let uri = totp.to_url().map_err(|_| SecretError::Unopenable)?;
    Ok(SecondFactorOffer { enrolment: secrets.seal("totp-enrolment", &plain)?, secret, uri })
}

/// Puts an offered secret in use, once a code shows that the phone has it. The session that does it
/// has then passed the second factor; the account's other sessions end.
pub(super) fn confirm(
    conn: &mut DbConn,
    secrets: &Secrets,
    actor: &Actor,
    enrolment: &str,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let member = actor.member()?;
    let ended = AccountError::Refused(ENROLMENT_ENDED);
    let Ok(plain) = secrets.open("totp-enrolment", enrolment) else { return Err(ended) };
    let Ok(enrolment) = serde_json::from_slice::<Enrolment>(&plain) else { return Err(ended) };
    if enrolment.user_id != member.user_id || enrolment.until < now {
        return Err(ended);
    }
    let secret = Secret::try_from_base32(&enrolment.secret).map_err(|_| SecretError::Unopenable)?;
    let step = step_of(secret, code, now)?.ok_or(AccountError::Refused(WRONG_CODE))?;
    let sealed = secrets.seal(PURPOSE, enrolment.secret.as_bytes())?;
    let unset = user_rows::table.filter(user_rows::id.eq(&member.user_id)).filter(user_rows::totp_secret.is_null());
    let changed = diesel::update(unset)
        .set((user_rows::totp_secret.eq(Some(sealed)), user_rows::totp_last_step.eq(step)))
        .execute(conn)
        .map_err(DbError::from)?;
    if changed == 0 {
        return Err(AccountError::Refused(SECOND_FACTOR_IS_ON));
    }
    sessions::end_others(conn, &member.user_id, &member.session)?;
    sessions::mark_second_factor(conn, &member.session, true)?;
    audit::record(conn, now, actor, Event::new("second-factor-added", "account", &member.user_id))?;
    Ok(())
}

/// Takes the second factor away, with one last code.
pub(super) fn remove(
    conn: &mut DbConn,
    secrets: &Secrets,
    actor: &Actor,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let member = actor.member()?;
    let user = users::by_id(conn, &member.user_id)?;
    if user.totp_secret.is_none() {
        return Err(AccountError::Refused(SECOND_FACTOR_IS_OFF));
    }
    if !accept(conn, secrets, &user, code, now)? {
        return Err(AccountError::Refused(WRONG_CODE));
    }
    users::clear_second_factor(conn, &user.id)?;
    sessions::mark_second_factor(conn, &member.session, false)?;
    sessions::end_others(conn, &member.user_id, &member.session)?;
    audit::record(conn, now, actor, Event::new("second-factor-removed", "account", &member.user_id))?;
    Ok(())
}

/// Whether the code is right, and later than every code taken before; then it is taken.
pub(super) fn accept(
    conn: &mut DbConn,
    secrets: &Secrets,
    user: &users::User,
    code: &str,
    now: DateTime<Utc>,
) -> Result<bool, AccountError> {
    let Some(sealed) = &user.totp_secret else { return Ok(false) };
    let plain = secrets.open(PURPOSE, sealed)?;
    let text = std::str::from_utf8(&plain).map_err(|_| SecretError::Unopenable)?;
    let secret = Secret::try_from_base32(text).map_err(|_| SecretError::Unopenable)?;
    let Some(step) = step_of(secret, code, now)? else { return Ok(false) };
    // One statement, so that of two requests with the same code one wins.
    let earlier = user_rows::table.filter(user_rows::id.eq(&user.id)).filter(user_rows::totp_last_step.lt(step));
    let taken = diesel::update(earlier).set(user_rows::totp_last_step.eq(step)).execute(conn).map_err(DbError::from)?;
    Ok(taken == 1)
}

/// The time step whose code this is, the one before and the one after now included.
fn step_of(secret: Secret, code: &str, now: DateTime<Utc>) -> Result<Option<i64>, SecretError> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let totp = Builder::new().with_secret(secret).build().map_err(|_| SecretError::Unopenable)?;
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Ok(totp.check(&digits, seconds).and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: Vec<u8>, issuer: &str, login: &str) -> Result<Totp, SecretError> {
    // A colon separates the two in the address.
    let plain = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(login))
        .build()
        .map_err(|_| SecretError::Unopenable)
}

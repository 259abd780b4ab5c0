//! The table of claim offers.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::assessments::AssessedStandard;
use puente_wire::offers::{OfferPreview, OfferState};

use super::ATTEMPTS;
use crate::actor::Organisation;
use crate::assessments::store::from_json;
use crate::db::schema::{assessments, certificates, offers, organisations, promised_offers};
use crate::db::{DbConn, DbError};
use crate::http::paging::count;
use crate::secrets::token_hash;

/// How long a wallet's reservation holds while its credential is being signed.
const RESERVATION: Duration = Duration::minutes(1);

/// A new offer.
pub(super) struct New<'a> {
    pub(super) id: &'a str,
    pub(super) certificate_id: &'a str,
    pub(super) code: &'a str,
    pub(super) code_sealed: &'a str,
    pub(super) pin_hash: &'a str,
    pub(super) expires_at: DateTime<Utc>,
}

pub(super) fn insert(conn: &mut DbConn, new: &New<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::insert_into(offers::table)
        .values((
            offers::id.eq(new.id),
            offers::certificate_id.eq(new.certificate_id),
            offers::code_hash.eq(token_hash(new.code)),
            offers::code_sealed.eq(new.code_sealed),
            offers::pin_hash.eq(new.pin_hash),
            offers::attempts_left.eq(ATTEMPTS),
            offers::created_at.eq(now.naive_utc()),
            offers::expires_at.eq(new.expires_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends every offer of a certificate that was not claimed.
pub fn withdraw(conn: &mut DbConn, certificate_id: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let open = offers::table
        .filter(offers::certificate_id.eq(certificate_id))
        .filter(offers::claimed_at.is_null())
        .filter(offers::withdrawn_at.is_null());
    diesel::update(open).set(offers::withdrawn_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// An offer with what decides whether it can be claimed.
#[derive(Queryable)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) certificate_id: String,
    pub(super) code_sealed: String,
    pub(super) pin_hash: String,
    attempts_left: i32,
    pub(super) expires_at: NaiveDateTime,
    withdrawn_at: Option<NaiveDateTime>,
    reserved_for: Option<String>,
    reserved_at: Option<NaiveDateTime>,
    claimed_at: Option<NaiveDateTime>,
    certificate_status: String,
    /// The wallet that claimed the certificate, and what it was given.
    pub(super) holder: Option<String>,
    pub(super) credential: Option<String>,
    pub(super) candidate_id: String,
    pub(super) organisation_id: String,
}

impl Row {
    /// Where the offer stands.
    pub(super) fn state(&self, now: DateTime<Utc>) -> OfferState {
        if self.claimed_at.is_some() {
            OfferState::Claimed
        } else if self.withdrawn_at.is_some() || self.certificate_status == "revoked" {
            OfferState::Withdrawn
        } else if self.certificate_status == "suspended" {
            OfferState::Suspended
        } else if self.attempts_left <= 0 {
            OfferState::Locked
        } else if self.expires_at.and_utc() <= now {
            OfferState::Expired
        } else {
            OfferState::Open
        }
    }

    pub(super) fn attempts_left(&self) -> u32 {
        count(self.attempts_left.max(0).into())
    }

    /// Whether another wallet is claiming it at this moment.
    pub(super) fn is_reserved_for_another(&self, holder: &str, now: DateTime<Utc>) -> bool {
        let another = self.reserved_for.as_deref().is_some_and(|wallet| wallet != holder);
        another && self.reserved_at.is_some_and(|at| at.and_utc() + RESERVATION > now)
    }
}

/// The columns of a [`Row`], over offers joined with certificates.
macro_rules! row {
    () => {
        (
            offers::id,
            offers::certificate_id,
            offers::code_sealed,
            offers::pin_hash,
            offers::attempts_left,
            offers::expires_at,
            offers::withdrawn_at,
            offers::reserved_for,
            offers::reserved_at,
            offers::claimed_at,
            certificates::status,
            certificates::holder,
            certificates::credential,
            certificates::candidate_id,
            certificates::organisation_id,
        )
    };
}

/// The newest offer of a certificate.
pub(super) fn newest(conn: &mut DbConn, certificate_id: &str) -> Result<Option<Row>, DbError> {
    Ok(offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .filter(offers::certificate_id.eq(certificate_id))
        .order((offers::created_at.desc(), offers::id.desc()))
        .select(row!())
        .first(conn)
        .optional()?)
}

/// The offer with this code, held until the transaction ends: guesses at its PIN go one by one.
pub(super) fn hold(conn: &mut DbConn, code: &str) -> Result<Option<Row>, DbError> {
    let hash = token_hash(code);
    let this = offers::table.filter(offers::code_hash.eq(&hash));
    diesel::update(this).set(offers::created_at.eq(offers::created_at)).execute(conn)?;
    Ok(offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .filter(offers::code_hash.eq(&hash))
        .select(row!())
        .first(conn)
        .optional()?)
}

/// One attempt less.
pub(super) fn count_wrong_pin(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    diesel::update(offers::table.find(id)).set(offers::attempts_left.eq(offers::attempts_left - 1)).execute(conn)?;
    Ok(())
}

/// Keeps the offer for this wallet while its credential is being signed.
pub(super) fn reserve(conn: &mut DbConn, id: &str, holder: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::update(offers::table.find(id))
        .set((offers::reserved_for.eq(holder), offers::reserved_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(())
}

/// The certificate is on the wallet now.
pub(super) fn finalise(
    conn: &mut DbConn,
    row: &Row,
    holder: &str,
    credential: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(offers::table.find(&row.id)).set(offers::claimed_at.eq(now.naive_utc())).execute(conn)?;
    diesel::update(certificates::table.find(&row.certificate_id))
        .set((
            certificates::claimed_at.eq(now.naive_utc()),
            certificates::holder.eq(holder),
            certificates::credential.eq(credential),
        ))
        .execute(conn)?;
    Ok(())
}

type Shown = (String, String, String, String, NaiveDate, Option<NaiveDate>);

/// What the code's holder may see.
pub(super) fn preview(conn: &mut DbConn, code: &str, now: DateTime<Utc>) -> Result<Option<OfferPreview>, DbError> {
    let found: Option<(Row, Shown)> = offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .inner_join(organisations::table.on(organisations::id.eq(certificates::organisation_id)))
        .filter(offers::code_hash.eq(token_hash(code)))
        .select((
            row!(),
            (
                organisations::name,
                organisations::country,
                certificates::holder_name,
                certificates::standard,
                certificates::issued_on,
                certificates::valid_until,
            ),
        ))
        .first(conn)
        .optional()?;
    let Some((row, (issuer_name, issuer_country, holder_name, standard, issued_on, valid_until))) = found else {
        return Ok(None);
    };
    let standard: AssessedStandard = from_json(&standard)?;
    Ok(Some(OfferPreview {
        state: row.state(now),
        issuer_name,
        issuer_country,
        holder_initials: initials(&holder_name),
        standard_code: standard.code_shown,
        title: standard.title,
        issued_on,
        valid_until,
        expires_at: row.expires_at.and_utc(),
        attempts_left: row.attempts_left(),
    }))
}

/// `Y. C.` of `Yuleidy Contreras`.
fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.map(|letter| format!("{}.", letter.to_uppercase())).collect::<Vec<_>>().join(" ")
}

/// The offer with this id, held until the transaction ends.
pub(super) fn hold_by_id(conn: &mut DbConn, id: &str) -> Result<Option<Row>, DbError> {
    diesel::update(offers::table.find(id)).set(offers::created_at.eq(offers::created_at)).execute(conn)?;
    Ok(offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .filter(offers::id.eq(id))
        .select(row!())
        .first(conn)
        .optional()?)
}

/// The id of the offer or promise with this code, if a wallet may still be told about it.
pub(super) fn open_offer_of_code(conn: &mut DbConn, code: &str, now: DateTime<Utc>) -> Result<Option<String>, DbError> {
    let hash = token_hash(code);
    let row: Option<Row> = offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .filter(offers::code_hash.eq(&hash))
        .select(row!())
        .first(conn)
        .optional()?;
    if let Some(row) = row {
        let told = matches!(row.state(now), OfferState::Open | OfferState::Claimed);
        return Ok(told.then_some(row.id));
    }
    Ok(promised_offers::table
        .filter(promised_offers::code_hash.eq(&hash))
        .filter(promised_offers::expires_at.gt(now.naive_utc()))
        .select(promised_offers::id)
        .first(conn)
        .optional()?)
}

/// Whose certificate an offer, or a promise, is about.
pub(super) fn organisation_of(conn: &mut DbConn, id: &str) -> Result<Option<Organisation>, DbError> {
    let of_offer: Option<String> = offers::table
        .inner_join(certificates::table.on(certificates::id.eq(offers::certificate_id)))
        .filter(offers::id.eq(id))
        .select(certificates::organisation_id)
        .first(conn)
        .optional()?;
    let organisation_id = match of_offer {
        Some(id) => Some(id),
        None => promised_offers::table
            .inner_join(assessments::table.on(assessments::id.eq(promised_offers::assessment_id)))
            .filter(promised_offers::id.eq(id))
            .select(assessments::organisation_id)
            .first(conn)
            .optional()?,
    };
    let Some(organisation_id) = organisation_id else { return Ok(None) };
    let slug: String = organisations::table.find(organisation_id).select(organisations::slug).first(conn)?;
    crate::accounts::organisations::by_slug(conn, &slug).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_the_person_that_it_is_theirs_and_nobody_else_a_name() {
        assert_eq!(initials("Yuleidy  contreras"), "Y. C.");
    }
}

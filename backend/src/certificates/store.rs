//! The tables of certificates and of their numbers.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::assessments::{AssessedStandard, Assessment, Verdict};
use puente_wire::certificates::{
    CertificateCounts, CertificateRecord, CertificateState, CertificateSummary, StatusReason, StatusRecord, UnitVerdict,
};

use crate::actor::Organisation;
use crate::assessments::store::{from_json, to_json};
use crate::db::schema::{certificate_series, certificates, users};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page, count, searchable};

/// In force.
pub(super) const ACTIVE: &str = "active";
/// Not to be relied on for now.
pub(super) const SUSPENDED: &str = "suspended";
/// Taken back for good.
pub(super) const REVOKED: &str = "revoked";

/// A new certificate.
pub(super) struct New<'a> {
    pub(super) organisation_id: &'a str,
    pub(super) assessment: &'a Assessment,
    pub(super) number: &'a str,
    pub(super) units: &'a [UnitVerdict],
    pub(super) assessor_id: &'a str,
    pub(super) signatory_id: &'a str,
    pub(super) issued_on: NaiveDate,
    pub(super) valid_until: Option<NaiveDate>,
}

pub(super) fn insert(conn: &mut DbConn, new: &New<'_>, now: DateTime<Utc>) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    let Assessment { standard, candidate_id, candidate_name, words, .. } = new.assessment;
    let searched =
        searchable([candidate_name.as_str(), new.number, &standard.code_shown, standard.title.official_text()]);
    diesel::insert_into(certificates::table)
        .values((
            certificates::id.eq(&id),
            certificates::organisation_id.eq(new.organisation_id),
            certificates::candidate_id.eq(candidate_id),
            certificates::assessment_id.eq(&new.assessment.id),
            certificates::number.eq(new.number),
            certificates::holder_name.eq(candidate_name),
            certificates::words.eq(searched),
            certificates::standard.eq(to_json(standard)?),
            certificates::units.eq(to_json(new.units)?),
            certificates::verdict_words.eq(words.of(Verdict::Competent)),
            certificates::assessor_id.eq(new.assessor_id),
            certificates::signatory_id.eq(new.signatory_id),
            certificates::issued_on.eq(new.issued_on),
            certificates::valid_until.eq(new.valid_until),
            certificates::status.eq(ACTIVE),
            certificates::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// The next number of an organisation in a year. The caller holds the organisation's row.
pub(super) fn next_in_series(conn: &mut DbConn, organisation_id: &str, year: i32) -> Result<i32, DbError> {
    let series = certificate_series::table.find((organisation_id, year));
    let changed =
        diesel::update(series).set(certificate_series::last.eq(certificate_series::last + 1)).execute(conn)?;
    if changed == 1 {
        return Ok(series.select(certificate_series::last).first(conn)?);
    }
    diesel::insert_into(certificate_series::table)
        .values((
            certificate_series::organisation_id.eq(organisation_id),
            certificate_series::year.eq(year),
            certificate_series::last.eq(1),
        ))
        .execute(conn)?;
    Ok(1)
}

/// Holds the certificate's row until the transaction ends, so that its state is decided once.
pub fn lock(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    let same = certificates::created_at.eq(certificates::created_at);
    let found = diesel::update(certificates::table.find(id)).set(same).execute(conn)?;
    if found == 1 { Ok(()) } else { Err(DbError::NotFound) }
}

pub(super) fn set_status(
    conn: &mut DbConn,
    id: &str,
    status: &str,
    reason: Option<StatusReason>,
    note: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(certificates::table.find(id))
        .set((
            certificates::status.eq(status),
            certificates::status_reason.eq(reason.map(StatusReason::as_str)),
            certificates::status_note.eq(note),
            certificates::status_since.eq(reason.map(|_| now.naive_utc())),
        ))
        .execute(conn)?;
    Ok(())
}

type Line = ((String, String, String, String, String), (NaiveDate, Option<NaiveDate>, String, Option<NaiveDateTime>));

/// The columns of a [`Line`].
macro_rules! line {
    () => {
        (
            (
                certificates::id,
                certificates::number,
                certificates::candidate_id,
                certificates::holder_name,
                certificates::standard,
            ),
            (certificates::issued_on, certificates::valid_until, certificates::status, certificates::claimed_at),
        )
    };
}

fn into_summary(line: Line) -> Result<CertificateSummary, DbError> {
    let ((id, number, candidate_id, holder_name, standard), (issued_on, valid_until, status, claimed_at)) = line;
    let standard: AssessedStandard = from_json(&standard)?;
    Ok(CertificateSummary {
        id,
        number,
        candidate_id,
        holder_name,
        code: standard.code_shown,
        title: standard.title,
        issued_on,
        valid_until,
        state: state(&status, claimed_at.is_some())?,
    })
}

fn state(status: &str, claimed: bool) -> Result<CertificateState, DbError> {
    match (status, claimed) {
        (ACTIVE, false) => Ok(CertificateState::Unclaimed),
        (ACTIVE, true) => Ok(CertificateState::Claimed),
        (SUSPENDED, _) => Ok(CertificateState::Suspended),
        (REVOKED, _) => Ok(CertificateState::Revoked),
        (other, _) => Err(DbError::Damaged(format!("certificate status {other}"))),
    }
}

/// One of the organisation's certificates; [`DbError::NotFound`] when there is none.
pub fn summary(conn: &mut DbConn, organisation_id: &str, id: &str) -> Result<CertificateSummary, DbError> {
    let line: Line = certificates::table
        .filter(certificates::organisation_id.eq(organisation_id))
        .filter(certificates::id.eq(id))
        .select(line!())
        .first(conn)?;
    into_summary(line)
}

/// The certificate of an assessment.
pub fn of_assessment(conn: &mut DbConn, assessment_id: &str) -> Result<Option<CertificateSummary>, DbError> {
    let line: Option<Line> = certificates::table
        .filter(certificates::assessment_id.eq(assessment_id))
        .select(line!())
        .first(conn)
        .optional()?;
    line.map(into_summary).transpose()
}

/// A candidate's certificates, newest first.
pub fn of_candidate(conn: &mut DbConn, candidate_id: &str) -> Result<Vec<CertificateSummary>, DbError> {
    let lines: Vec<Line> = certificates::table
        .filter(certificates::candidate_id.eq(candidate_id))
        .order((certificates::created_at.desc(), certificates::id.desc()))
        .select(line!())
        .limit(100)
        .load(conn)?;
    lines.into_iter().map(into_summary).collect()
}

/// How many certificates match, and one page of them.
pub(super) fn page(
    conn: &mut DbConn,
    organisation_id: &str,
    state: Option<CertificateState>,
    page: &Page,
) -> Result<(u32, Vec<CertificateSummary>), DbError> {
    let matching = || {
        let mut query = certificates::table.filter(certificates::organisation_id.eq(organisation_id)).into_boxed();
        query = match state {
            None => query,
            Some(CertificateState::Unclaimed) => {
                query.filter(certificates::status.eq(ACTIVE)).filter(certificates::claimed_at.is_null())
            }
            Some(CertificateState::Claimed) => {
                query.filter(certificates::status.eq(ACTIVE)).filter(certificates::claimed_at.is_not_null())
            }
            Some(CertificateState::Suspended) => query.filter(certificates::status.eq(SUSPENDED)),
            Some(CertificateState::Revoked) => query.filter(certificates::status.eq(REVOKED)),
        };
        for pattern in &page.patterns {
            query = query.filter(certificates::words.like(pattern));
        }
        query
    };
    let total: i64 = matching().count().get_result(conn)?;
    let lines: Vec<Line> = matching()
        .order((certificates::created_at.desc(), certificates::id.desc()))
        .select(line!())
        .limit(i64::from(PER_PAGE))
        .offset(page.offset())
        .load(conn)?;
    Ok((count(total), lines.into_iter().map(into_summary).collect::<Result<_, _>>()?))
}

/// How many of the organisation's certificates stand where.
pub(super) fn counts(conn: &mut DbConn, organisation_id: &str) -> Result<CertificateCounts, DbError> {
    let of_organisation = || certificates::table.filter(certificates::organisation_id.eq(organisation_id));
    let rows: Vec<(String, i64)> = of_organisation()
        .group_by(certificates::status)
        .select((certificates::status, diesel::dsl::count_star()))
        .load(conn)?;
    let unclaimed: i64 = of_organisation()
        .filter(certificates::status.eq(ACTIVE))
        .filter(certificates::claimed_at.is_null())
        .count()
        .get_result(conn)?;
    let of = |status: &str| rows.iter().find(|(name, _)| name == status).map_or(0, |(_, number)| count(*number));
    let (unclaimed, suspended, revoked) = (count(unclaimed), of(SUSPENDED), of(REVOKED));
    let claimed = of(ACTIVE).saturating_sub(unclaimed);
    Ok(CertificateCounts { all: unclaimed + claimed + suspended + revoked, unclaimed, claimed, suspended, revoked })
}

#[derive(Queryable)]
struct Row {
    standard: String,
    units: String,
    assessment_id: String,
    assessor_id: String,
    signatory_id: String,
    claimed_at: Option<NaiveDateTime>,
    status_reason: Option<String>,
    status_note: String,
    status_since: Option<NaiveDateTime>,
}

/// Everything about a certificate but its offer.
pub(super) fn record(conn: &mut DbConn, organisation: &Organisation, id: &str) -> Result<CertificateRecord, DbError> {
    let summary = summary(conn, &organisation.id, id)?;
    let row: Row = certificates::table
        .find(id)
        .select((
            certificates::standard,
            certificates::units,
            certificates::assessment_id,
            certificates::assessor_id,
            certificates::signatory_id,
            certificates::claimed_at,
            certificates::status_reason,
            certificates::status_note,
            certificates::status_since,
        ))
        .first(conn)?;
    let status = match (row.status_reason, row.status_since) {
        (Some(reason), Some(since)) => Some(StatusRecord {
            reason: reason.parse().map_err(|()| DbError::Damaged(format!("status reason {reason}")))?,
            note: row.status_note,
            since: since.and_utc(),
        }),
        _ => None,
    };
    Ok(CertificateRecord {
        summary,
        organisation_name: organisation.name.clone(),
        standard: from_json(&row.standard)?,
        units: from_json(&row.units)?,
        assessment_id: row.assessment_id,
        assessor_name: user_name(conn, &row.assessor_id)?,
        signatory_name: user_name(conn, &row.signatory_id)?,
        claimed_at: row.claimed_at.map(|at| at.and_utc()),
        status,
        offer: None,
    })
}

/// What somebody who works at an institution is called.
pub fn user_name(conn: &mut DbConn, id: &str) -> Result<String, DbError> {
    Ok(users::table.find(id).select(users::name).first(conn)?)
}

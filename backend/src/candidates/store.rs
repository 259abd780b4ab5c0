//! The tables of candidates and of the documents they showed.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::people::{CandidateSummary, IdentityEvidence};

use super::check::Checked;
use crate::db::schema::{candidates, identity_evidence};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page, count, searchable};

type Row = (String, String, NaiveDate, Option<String>, NaiveDateTime);

fn into_summary((id, name, birth_date, wallet, created_at): Row) -> CandidateSummary {
    CandidateSummary { id, name, birth_date, has_wallet: wallet.is_some(), created_at: created_at.and_utc() }
}

const COLUMNS: (candidates::id, candidates::name, candidates::birth_date, candidates::wallet, candidates::created_at) =
    (candidates::id, candidates::name, candidates::birth_date, candidates::wallet, candidates::created_at);

/// How many candidates match, and one page of them.
pub(super) fn page(
    conn: &mut DbConn,
    organisation_id: &str,
    page: &Page,
) -> Result<(u32, Vec<CandidateSummary>), DbError> {
    let matching = || {
        let mut query = candidates::table.filter(candidates::organisation_id.eq(organisation_id)).into_boxed();
        for pattern in &page.patterns {
            query = query.filter(candidates::name_words.like(pattern));
        }
        query
    };
    let total: i64 = matching().count().get_result(conn)?;
    let rows: Vec<Row> = matching()
        .order((candidates::name_words, candidates::id))
        .select(COLUMNS)
        .limit(i64::from(PER_PAGE))
        .offset(page.offset())
        .load(conn)?;
    Ok((count(total), rows.into_iter().map(into_summary).collect()))
}

/// Who showed this document before.
pub(super) fn by_document(
    conn: &mut DbConn,
    organisation_id: &str,
    number_hash: &str,
) -> Result<Option<CandidateSummary>, DbError> {
    let row: Option<Row> = candidates::table
        .inner_join(identity_evidence::table.on(identity_evidence::candidate_id.eq(candidates::id)))
        .filter(identity_evidence::organisation_id.eq(organisation_id))
        .filter(identity_evidence::number_hash.eq(number_hash))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row.map(into_summary))
}

/// One of the organisation's candidates; [`DbError::NotFound`] when there is none.
pub fn summary(conn: &mut DbConn, organisation_id: &str, id: &str) -> Result<CandidateSummary, DbError> {
    let row: Row = candidates::table
        .filter(candidates::organisation_id.eq(organisation_id))
        .filter(candidates::id.eq(id))
        .select(COLUMNS)
        .first(conn)?;
    Ok(into_summary(row))
}

/// The documents that a candidate showed, oldest first.
pub(super) fn evidence(conn: &mut DbConn, candidate_id: &str) -> Result<Vec<IdentityEvidence>, DbError> {
    let rows: Vec<(String, String, String, NaiveDateTime)> = identity_evidence::table
        .filter(identity_evidence::candidate_id.eq(candidate_id))
        .order(identity_evidence::id)
        .select((
            identity_evidence::document_type,
            identity_evidence::country,
            identity_evidence::assurance,
            identity_evidence::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, country, assurance, created_at)| {
            Ok(IdentityEvidence {
                document_type: kind.parse().map_err(|()| DbError::Damaged(format!("document {kind}")))?,
                country,
                assurance: assurance.parse().map_err(|()| DbError::Damaged(format!("assurance {assurance}")))?,
                recorded_at: created_at.and_utc(),
            })
        })
        .collect()
}

/// Adds a candidate with the document they showed; the new id.
pub(super) fn insert(
    conn: &mut DbConn,
    organisation_id: &str,
    new: &Checked,
    number_hash: &str,
    now: DateTime<Utc>,
) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(candidates::table)
        .values((
            candidates::id.eq(&id),
            candidates::organisation_id.eq(organisation_id),
            candidates::name.eq(&new.name),
            candidates::name_words.eq(searchable([new.name.as_str()])),
            candidates::birth_date.eq(new.birth_date),
            candidates::wallet.eq(new.wallet.as_deref()),
            candidates::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    diesel::insert_into(identity_evidence::table)
        .values((
            identity_evidence::id.eq(uuid::Uuid::now_v7().to_string()),
            identity_evidence::organisation_id.eq(organisation_id),
            identity_evidence::candidate_id.eq(&id),
            identity_evidence::document_type.eq(new.document_type.as_str()),
            identity_evidence::country.eq(&new.country),
            identity_evidence::number_hash.eq(number_hash),
            identity_evidence::assurance.eq(new.assurance.as_str()),
            identity_evidence::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Remembers the wallet of a candidate who had none on record.
pub fn remember_wallet(conn: &mut DbConn, id: &str, wallet: &str) -> Result<(), DbError> {
    diesel::update(candidates::table.filter(candidates::id.eq(id)).filter(candidates::wallet.is_null()))
        .set(candidates::wallet.eq(wallet))
        .execute(conn)?;
    Ok(())
}

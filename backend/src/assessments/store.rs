//! The table of assessments.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::assessments::{
    AssessedStandard, Assessment, AssessmentCounts, AssessmentState, AssessmentSummary, UnitRecord,
};
use puente_wire::people::CandidateSummary;

use super::words;
use crate::actor::{Actor, Organisation};
use crate::certificates;
use crate::db::schema::{assessments, candidates, users};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page, count, searchable};

/// A new assessment.
pub(super) struct New<'a> {
    pub(super) organisation_id: &'a str,
    pub(super) candidate: &'a CandidateSummary,
    pub(super) standard: &'a AssessedStandard,
    pub(super) units: &'a [UnitRecord],
    pub(super) assessor_id: &'a str,
}

pub(super) fn insert(conn: &mut DbConn, new: &New<'_>, now: DateTime<Utc>) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    let standard = new.standard;
    let words = searchable([new.candidate.name.as_str(), &standard.code_shown, standard.title.official_text()]);
    diesel::insert_into(assessments::table)
        .values((
            assessments::id.eq(&id),
            assessments::organisation_id.eq(new.organisation_id),
            assessments::candidate_id.eq(&new.candidate.id),
            assessments::standard.eq(to_json(standard)?),
            assessments::units.eq(to_json(&new.units)?),
            assessments::words.eq(words),
            assessments::observations.eq(""),
            assessments::state.eq(AssessmentState::Draft.as_str()),
            assessments::version.eq(1),
            assessments::assessor_id.eq(new.assessor_id),
            assessments::created_at.eq(now.naive_utc()),
            assessments::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// What changes; what is `None` stays.
pub struct Change<'a> {
    pub(super) state: AssessmentState,
    pub(super) at: DateTime<Utc>,
    pub(super) units: Option<&'a [UnitRecord]>,
    pub(super) observations: Option<&'a str>,
    pub(super) signatory_id: Option<&'a str>,
    pub(super) return_reason: Option<&'a str>,
    pub(super) decided: bool,
}

impl Change<'_> {
    pub(super) const fn to(state: AssessmentState, at: DateTime<Utc>) -> Self {
        Self { state, at, units: None, observations: None, signatory_id: None, return_reason: None, decided: false }
    }
}

#[derive(AsChangeset)]
#[diesel(table_name = assessments)]
struct Changed<'a> {
    state: &'a str,
    version: i32,
    updated_at: NaiveDateTime,
    units: Option<String>,
    observations: Option<&'a str>,
    signatory_id: Option<&'a str>,
    return_reason: Option<&'a str>,
    decided_at: Option<NaiveDateTime>,
}

/// Changes this version into the next; false when it is another version by now.
pub(super) fn update(conn: &mut DbConn, id: &str, version: u32, change: &Change<'_>) -> Result<bool, DbError> {
    let version = i32::try_from(version).map_err(|_| DbError::NotFound)?;
    let changed = Changed {
        state: change.state.as_str(),
        version: version + 1,
        updated_at: change.at.naive_utc(),
        units: change.units.map(to_json).transpose()?,
        observations: change.observations,
        signatory_id: change.signatory_id,
        return_reason: change.return_reason,
        decided_at: change.decided.then(|| change.at.naive_utc()),
    };
    let this = assessments::table.filter(assessments::id.eq(id)).filter(assessments::version.eq(version));
    Ok(diesel::update(this).set(changed).execute(conn)? == 1)
}

#[derive(Queryable)]
struct Row {
    id: String,
    candidate_id: String,
    candidate_name: String,
    birth_date: NaiveDate,
    standard: String,
    units: String,
    observations: String,
    state: String,
    version: i32,
    assessor_id: String,
    assessor_name: String,
    signatory_id: Option<String>,
    return_reason: Option<String>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
}

/// One of the organisation's assessments; [`DbError::NotFound`] when there is none.
pub fn whole(conn: &mut DbConn, actor: &Actor, organisation: &Organisation, id: &str) -> Result<Assessment, DbError> {
    let row: Row = assessments::table
        .inner_join(candidates::table.on(candidates::id.eq(assessments::candidate_id)))
        .inner_join(users::table.on(users::id.eq(assessments::assessor_id)))
        .filter(assessments::organisation_id.eq(&organisation.id))
        .filter(assessments::id.eq(id))
        .select((
            assessments::id,
            assessments::candidate_id,
            candidates::name,
            candidates::birth_date,
            assessments::standard,
            assessments::units,
            assessments::observations,
            assessments::state,
            assessments::version,
            assessments::assessor_id,
            users::name,
            assessments::signatory_id,
            assessments::return_reason,
            assessments::created_at,
            assessments::updated_at,
            assessments::decided_at,
        ))
        .first(conn)?;
    let standard: AssessedStandard = from_json(&row.standard)?;
    let signatory_name = row.signatory_id.as_deref().map(|id| certificates::store::user_name(conn, id)).transpose()?;
    Ok(Assessment {
        mine: is(actor, &row.assessor_id),
        version: u32::try_from(row.version).unwrap_or_default(),
        state: state(&row.state)?,
        candidate_id: row.candidate_id,
        candidate_name: row.candidate_name,
        birth_date: row.birth_date,
        units: from_json(&row.units)?,
        observations: row.observations,
        words: words::of(&standard),
        standard,
        organisation_name: organisation.name.clone(),
        assessor_name: row.assessor_name,
        signatory_name,
        return_reason: row.return_reason,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        decided_at: row.decided_at.map(|at| at.and_utc()),
        certificate: certificates::store::of_assessment(conn, &row.id)?,
        id: row.id,
    })
}

/// Who assessed.
pub fn assessor_of(conn: &mut DbConn, id: &str) -> Result<String, DbError> {
    Ok(assessments::table.find(id).select(assessments::assessor_id).first(conn)?)
}

type Line = (String, String, String, String, String, String, String, NaiveDateTime);

fn into_summary(actor: &Actor, line: Line) -> Result<AssessmentSummary, DbError> {
    let (id, candidate_id, candidate_name, standard, stands, assessor_id, assessor_name, updated_at) = line;
    let standard: AssessedStandard = from_json(&standard)?;
    Ok(AssessmentSummary {
        id,
        candidate_id,
        candidate_name,
        code: standard.code_shown,
        title: standard.title,
        state: state(&stands)?,
        mine: is(actor, &assessor_id),
        assessor_name,
        updated_at: updated_at.and_utc(),
    })
}

/// The columns of a [`Line`], over assessments joined with candidates and users.
macro_rules! line {
    () => {
        (
            assessments::id,
            assessments::candidate_id,
            candidates::name,
            assessments::standard,
            assessments::state,
            assessments::assessor_id,
            users::name,
            assessments::updated_at,
        )
    };
}

/// How many assessments match, and one page of them.
pub(super) fn page(
    conn: &mut DbConn,
    actor: &Actor,
    organisation_id: &str,
    state: Option<AssessmentState>,
    page: &Page,
) -> Result<(u32, Vec<AssessmentSummary>), DbError> {
    let matching = || {
        let mut query = assessments::table
            .inner_join(candidates::table.on(candidates::id.eq(assessments::candidate_id)))
            .inner_join(users::table.on(users::id.eq(assessments::assessor_id)))
            .filter(assessments::organisation_id.eq(organisation_id))
            .into_boxed();
        if let Some(state) = state {
            query = query.filter(assessments::state.eq(state.as_str()));
        }
        for pattern in &page.patterns {
            query = query.filter(assessments::words.like(pattern));
        }
        query
    };
    let total: i64 = matching().count().get_result(conn)?;
    let lines: Vec<Line> = matching()
        .order((assessments::updated_at.desc(), assessments::id.desc()))
        .select(line!())
        .limit(i64::from(PER_PAGE))
        .offset(page.offset())
        .load(conn)?;
    let summaries = lines.into_iter().map(|line| into_summary(actor, line)).collect::<Result<_, _>>()?;
    Ok((count(total), summaries))
}

/// A candidate's assessments, newest first.
pub fn of_candidate(conn: &mut DbConn, actor: &Actor, candidate_id: &str) -> Result<Vec<AssessmentSummary>, DbError> {
    let lines: Vec<Line> = assessments::table
        .inner_join(candidates::table.on(candidates::id.eq(assessments::candidate_id)))
        .inner_join(users::table.on(users::id.eq(assessments::assessor_id)))
        .filter(assessments::candidate_id.eq(candidate_id))
        .order((assessments::created_at.desc(), assessments::id.desc()))
        .select(line!())
        .limit(100)
        .load(conn)?;
    lines.into_iter().map(|line| into_summary(actor, line)).collect()
}

/// How many of the organisation's assessments stand where.
pub(super) fn counts(conn: &mut DbConn, organisation_id: &str) -> Result<AssessmentCounts, DbError> {
    let rows: Vec<(String, i64)> = assessments::table
        .filter(assessments::organisation_id.eq(organisation_id))
        .group_by(assessments::state)
        .select((assessments::state, diesel::dsl::count_star()))
        .load(conn)?;
    let mut counts = AssessmentCounts::default();
    for (name, number) in rows {
        let number = count(number);
        counts.all += number;
        match state(&name)? {
            AssessmentState::Draft => counts.draft = number,
            AssessmentState::Returned => counts.returned = number,
            AssessmentState::Submitted => counts.submitted = number,
            AssessmentState::Certified => counts.certified = number,
            AssessmentState::NotYetCompetent => counts.not_yet_competent = number,
        }
    }
    Ok(counts)
}

fn is(actor: &Actor, user_id: &str) -> bool {
    actor.member().is_ok_and(|member| member.user_id == user_id)
}

fn state(code: &str) -> Result<AssessmentState, DbError> {
    code.parse().map_err(|()| DbError::Damaged(format!("assessment state {code}")))
}

/// A value as the database keeps it.
pub fn to_json(value: &(impl serde::Serialize + ?Sized)) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Damaged(error.to_string()))
}

/// A value from the database.
pub fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Damaged(error.to_string()))
}

//! Who said what on the way of a decision: a technical opinion, a vote or signature, a recusal.
//!
//! A decision goes draft → proposed → technical opinion → vote or signature → published. Whoever
//! wrote it, gave the opinion, or has an interest does not decide. How many votes it takes is
//! written in the agreement it is taken under; without one a single signature decides.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use crosswalks::{Agreement, Decision};
use diesel::prelude::*;
use puente_wire::workbench::{ActState, Ballot, Deliberation, Recusal, Voice, VoiceKind};

use super::{Act, ActError, ActKind, Doer, ready, save};
use crate::actor::Actor;
use crate::db::schema::{accreditations, acts, voices};
use crate::db::{DbConn, DbError};
use crate::recognition::store::parse;

/// A line of the table.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who.
    pub person_id: String,
    /// What screens show.
    pub voice: Voice,
    /// For which text of the act.
    pub round: u32,
}

/// Everything said about an act, oldest first.
pub fn of(conn: &mut DbConn, act_id: &str) -> Result<Vec<Said>, DbError> {
    type Row = (String, String, String, String, i32, NaiveDateTime);
    let rows: Vec<Row> = voices::table
        .filter(voices::act_id.eq(act_id))
        .order((voices::said_at, voices::id))
        .select((voices::person_id, voices::person, voices::kind, voices::words, voices::round, voices::said_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(person_id, person, kind, words, round, at)| {
            let kind = kind.parse().map_err(|()| DbError::Damaged(format!("voice of act {act_id}: {kind}")))?;
            let round = u32::try_from(round).unwrap_or_default();
            Ok(Said { person_id, voice: Voice { person, kind, words, at: at.and_utc(), counts: true }, round })
        })
        .collect()
}

/// Where the deliberation on a decision stands, as its screen shows it to a caller.
pub fn deliberation(conn: &mut DbConn, act: &Act, actor: &Actor) -> Result<Deliberation, DbError> {
    let voices = of(conn, &act.id)?;
    let counted = |said: &Said| said.round == act.round || said.voice.kind == VoiceKind::Recusal;
    Ok(Deliberation {
        votes_needed: votes_needed(conn, act)?,
        voices: voices.iter().map(|said| Voice { counts: counted(said), ..said.voice.clone() }).collect(),
        may_speak: actor.member().is_ok_and(|member| {
            let own = act.author_id.as_deref() == Some(&member.user_id);
            !own && !voices.iter().any(|said| counted(said) && said.person_id == member.user_id)
        }),
    })
}

/// How many votes the agreement asks for; none: one signature decides.
fn votes_needed(conn: &mut DbConn, act: &Act) -> Result<Option<u32>, DbError> {
    let decision: Decision = parse(&act.document)?;
    let Some(agreement) = decision.agreement else { return Ok(None) };
    let document: Option<String> = acts::table
        .filter(acts::kind.eq(ActKind::Agreement.as_str()))
        .filter(acts::act.eq(agreement))
        .filter(acts::state.eq(ActState::Published.as_str()))
        .order(acts::version.desc())
        .select(acts::document)
        .first(conn)
        .optional()?;
    Ok(document.map(|document| parse::<Agreement>(&document)).transpose()?.and_then(|agreement| agreement.votes))
}

/// Refuses whoever wrote it, recused themselves, or works for a body whose standards are compared.
pub(super) fn check_interest(conn: &mut DbConn, doer: &Doer, act: &Act) -> Result<(), ActError> {
    let member = doer.actor.member()?;
    if act.kind != ActKind::Decision {
        return Ok(());
    }
    let recused = |said: &Said| said.person_id == member.user_id && said.voice.kind == VoiceKind::Recusal;
    if of(conn, &act.id)?.iter().any(recused) {
        return Err(ActError::Recused);
    }
    let decision: Decision = parse(&act.document)?;
    let frameworks = [Some(&decision.source_standard), decision.target.as_ref()];
    let frameworks: BTreeSet<&str> = frameworks.into_iter().flatten().map(|at| at.framework.as_str()).collect();
    let bodies: Vec<&str> = member.memberships.iter().map(|one| one.organisation.id.as_str()).collect();
    let interested: i64 = accreditations::table
        .filter(accreditations::organisation_id.eq_any(bodies))
        .filter(accreditations::framework.eq_any(frameworks))
        .count()
        .get_result(conn)
        .map_err(DbError::from)?;
    if interested > 0 { Err(ActError::HasInterest) } else { Ok(()) }
}

/// Keeps what somebody said.
pub(super) fn say(conn: &mut DbConn, doer: &Doer, act: &Act, kind: VoiceKind, words: &str) -> Result<(), ActError> {
    let (person_id, person) = doer.person()?;
    let at: DateTime<Utc> = doer.at;
    diesel::insert_into(voices::table)
        .values((
            voices::id.eq(uuid::Uuid::now_v7().to_string()),
            voices::act_id.eq(&act.id),
            voices::person_id.eq(person_id),
            voices::person.eq(person),
            voices::kind.eq(kind.as_str()),
            voices::words.eq(words),
            voices::round.eq(i32::try_from(act.round).unwrap_or(i32::MAX)),
            voices::said_at.eq(at.naive_utc()),
        ))
        .execute(conn)
        .map_err(DbError::from)?;
    Ok(())
}

/// Whoever has an interest says so, and does not decide; it cannot be taken back.
pub fn recuse(conn: &mut DbConn, doer: &Doer, id: &str, recusal: &Recusal) -> Result<Act, ActError> {
    let open = [ActState::Draft, ActState::Proposed, ActState::Agreed];
    let act = ready(conn, doer, ActKind::Decision, id, recusal.revision, &open)?;
    check_interest(conn, doer, &act)?;
    say(conn, doer, &act, VoiceKind::Recusal, &recusal.reason)?;
    save(conn, doer, &act, "recused", &recusal.reason)
}

/// A vote, or the one signature; decides when there are enough.
pub fn vote(conn: &mut DbConn, doer: &Doer, id: &str, ballot: &Ballot) -> Result<Act, ActError> {
    let mut act = ready(conn, doer, ActKind::Decision, id, ballot.revision, &[ActState::Agreed])?;
    let (person_id, _) = doer.person()?;
    if act.author_id.as_deref() == Some(person_id) {
        return Err(ActError::OwnWork);
    }
    check_interest(conn, doer, &act)?;
    let before = of(conn, &act.id)?;
    let now = |said: &&Said| said.round == act.round && said.voice.kind != VoiceKind::Recusal;
    if before.iter().filter(now).any(|said| said.person_id == person_id) {
        return Err(ActError::SpokeBefore);
    }
    let kind = ballot.vote.kind();
    say(conn, doer, &act, kind, ballot.words.as_deref().unwrap_or_default())?;
    let cast = before.iter().filter(now).map(|said| said.voice.kind).chain([kind]);
    let cast: Vec<VoiceKind> = cast.filter(|kind| kind.is_vote()).collect();
    let of_kind = |wanted: VoiceKind| cast.iter().filter(|kind| **kind == wanted).count();
    if cast.len() >= usize::try_from(votes_needed(conn, &act)?.unwrap_or(1)).unwrap_or(1) {
        if of_kind(VoiceKind::InFavour) > of_kind(VoiceKind::Against) {
            act.state = ActState::Decided;
        } else {
            act.state = ActState::Draft;
            act.note.clone_from(&ballot.words);
            act.round += 1;
        }
    }
    save(conn, doer, &act, "voted", kind.as_str())
}

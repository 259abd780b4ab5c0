//! Revocation and suspension by a Token Status List (draft-ietf-oauth-status-list, section 8.3).

use chrono::{DateTime, TimeDelta, Utc};
use puente_wire::verification::{Detail, Reason};
use serde_json::{Map, Value};

use super::materials::{Materials, StatusList};
use super::opened::Circumstances;
use super::report::Finding;
use super::sd_jwt::key_of;
use crate::did::DidDocument;
use crate::instant::{has_begun, has_ended};
use crate::jose::Jws;
use crate::sd_jwt::{did_of_issuer, instant};
use crate::token_status::{TYPE, TokenEntry, TokenList, TokenStatus};

/// How old a list may be that does not say until when it holds.
const LONGEST_UNDATED: TimeDelta = TimeDelta::days(7);

/// What the list says about revocation and suspension, and as of when.
pub(super) fn check(
    status: Option<&Value>,
    materials: &Materials,
    issuer: &DidDocument,
    now: DateTime<Utc>,
) -> (Finding, Finding, Option<DateTime<Utc>>) {
    let both = |finding| (finding, finding, None);
    let unknown = |detail| both(Finding::warning(detail, Reason::StatusUnavailable));
    let Some(status) = status else {
        return both(Finding::not_checked(Detail::NoStatus));
    };
    let Some(entry) = TokenEntry::from_json(status) else {
        return unknown(Detail::StatusUntrusted);
    };
    let Some(Ok(list)) = materials.status_lists.get(&entry.uri) else {
        return unknown(Detail::StatusUnreachable);
    };
    let passed = Finding::passed(Detail::Ok);
    let (revocation, suspension) = match read(&entry, list, issuer, now) {
        Err(detail) => return unknown(detail),
        Ok(TokenStatus::Valid) => (passed, passed),
        Ok(TokenStatus::Invalid) => (Finding::failed(Detail::Revoked, Reason::Revoked), passed),
        Ok(TokenStatus::Suspended) => (passed, Finding::failed(Detail::Suspended, Reason::Suspended)),
        Ok(TokenStatus::Other(_)) => return unknown(Detail::StatusUntrusted),
    };
    (revocation, suspension, Some(list.fetched_at))
}

/// What a trusted list says.
#[derive(Debug)]
pub(super) struct Tokens {
    claims: Map<String, Value>,
    made_at: DateTime<Utc>,
    states: TokenList,
}

fn read(
    entry: &TokenEntry,
    list: &StatusList,
    issuer: &DidDocument,
    now: DateTime<Utc>,
) -> Result<TokenStatus, Detail> {
    let circumstances = Circumstances { url: &entry.uri, issuer, now };
    let opened = list.tokens.get(circumstances, || open(&list.credential, circumstances))?;
    if is_stale(&opened.claims, opened.made_at, list, now) {
        return Err(Detail::StatusStale);
    }
    opened.states.get(entry.index).map_err(|_| Detail::StatusUntrusted)
}

/// Trusts a list only if the certificate's own issuer signed it, for this address.
fn open(token: &Value, of: Circumstances) -> Result<Tokens, Detail> {
    let token = token.as_str().ok_or(Detail::StatusUntrusted)?;
    let token = Jws::parse(token).map_err(|_| Detail::StatusUntrusted)?;
    let listed = key_of(&token, of.issuer).filter(|listed| listed.counts(Some(of.now)));
    token.check(TYPE, listed.ok_or(Detail::StatusUntrusted)?.key).map_err(|_| Detail::StatusUntrusted)?;
    let Value::Object(claims) = token.payload else { return Err(Detail::StatusUntrusted) };
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let of_issuer = text("iss").is_none_or(|said| did_of_issuer(said).as_deref() == Some(&of.issuer.id));
    let made_at = instant(&claims, "iat").ok_or(Detail::StatusUntrusted)?;
    if text("sub") != Some(of.url) || !of_issuer {
        return Err(Detail::StatusUntrusted);
    }
    let states = claims.get("status_list").ok_or(Detail::StatusUntrusted)?;
    let states = TokenList::from_json(states).map_err(|_| Detail::StatusUntrusted)?;
    Ok(Tokens { claims, made_at, states })
}

fn is_stale(claims: &Map<String, Value>, made_at: DateTime<Utc>, list: &StatusList, now: DateTime<Utc>) -> bool {
    if !has_begun(made_at, now) {
        return true;
    }
    if claims.contains_key("exp") {
        return instant(claims, "exp").is_none_or(|end| has_ended(end, now));
    }
    made_at.min(list.fetched_at) + LONGEST_UNDATED < now
}

//! Revocation and suspension (Bitstring Status List v1.0, section 3.2).

use chrono::{DateTime, TimeDelta, Utc};
use puente_wire::verification::{Detail, Reason, StatusPurpose};
use serde_json::Value;

use super::check_envelope;
use super::materials::{Materials, StatusList};
use super::opened::Circumstances;
use super::report::Finding;
use crate::bitstring::{Bitstring, StatusEntry};
use crate::did::{DidDocument, ListedKey, Purpose};
use crate::envelope::{Envelope, Kind};
use crate::instant;
use crate::json::{self, Limits};
use crate::proof::{Expectation, ProofError, verify_all};
use crate::structure::{check_credential, issuer_of, list};

/// How old a list may be that does not say until when it holds.
const LONGEST_UNDATED: TimeDelta = TimeDelta::days(7);

/// Finds out whether one of the two purposes applies. Beside the finding: as of when. `issuer` is the
/// credential's own, none when it has no keys, and then no list is its own.
pub(super) fn check_status(
    purpose: StatusPurpose,
    credential: &Value,
    materials: &Materials,
    issuer: Option<&DidDocument>,
    key_of: &dyn Fn(&str) -> Option<ListedKey>,
    now: DateTime<Utc>,
) -> (Finding, Option<DateTime<Utc>>) {
    let unknown = |detail| (Finding::warning(detail, Reason::StatusUnavailable), None);
    let entries = match entries_for(purpose, credential) {
        Ok(entries) if entries.is_empty() => {
            return (Finding::not_checked(Detail::NoStatus), None);
        }
        Ok(entries) => entries,
        Err(detail) => return unknown(detail),
    };
    let mut as_of: Option<DateTime<Utc>> = None;
    for entry in entries {
        let Some(Ok(status_list)) = materials.status_lists.get(&entry.list) else {
            return unknown(Detail::StatusUnreachable);
        };
        let Some(issuer) = issuer else { return unknown(Detail::StatusUntrusted) };
        match read_bit(&entry, status_list, issuer, key_of, now) {
            Err(detail) => return unknown(detail),
            Ok(true) => return (applies(purpose), Some(status_list.fetched_at)),
            Ok(false) => {}
        }
        let fetched = status_list.fetched_at;
        as_of = Some(as_of.map_or(fetched, |earlier| earlier.min(fetched)));
    }
    (Finding::passed(Detail::Ok), as_of)
}

const fn applies(purpose: StatusPurpose) -> Finding {
    match purpose {
        StatusPurpose::Revocation => Finding::failed(Detail::Revoked, Reason::Revoked),
        StatusPurpose::Suspension => Finding::failed(Detail::Suspended, Reason::Suspended),
    }
}

/// The entries for a purpose. A status of a form that cannot be read counts for both purposes: it
/// might say "revoked".
fn entries_for(purpose: StatusPurpose, credential: &Value) -> Result<Vec<StatusEntry>, Detail> {
    let written = credential.get("credentialStatus").map(list);
    let mut entries = Vec::new();
    for raw in written.unwrap_or_default() {
        match (StatusEntry::from_json(raw), said_purpose(raw)) {
            (Some(entry), _) if entry.purpose == purpose => entries.push(entry),
            // Another purpose, known or not: nothing to do with this one.
            (Some(_), _) => {}
            (None, Some(said)) if said != purpose.as_str() => {}
            (None, _) => return Err(Detail::StatusUntrusted),
        }
    }
    Ok(entries)
}

fn said_purpose(raw: &Value) -> Option<&str> {
    raw.get("statusPurpose").and_then(Value::as_str)
}

/// What a trusted list says.
#[derive(Debug)]
pub(super) struct Bits {
    purposes: Vec<String>,
    states: Bitstring,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

fn read_bit(
    entry: &StatusEntry,
    status_list: &StatusList,
    issuer: &DidDocument,
    key_of: &dyn Fn(&str) -> Option<ListedKey>,
    now: DateTime<Utc>,
) -> Result<bool, Detail> {
    let circumstances = Circumstances { url: &entry.list, issuer, now };
    let opened = status_list.bits.get(circumstances, || open(&status_list.credential, circumstances, key_of))?;
    if is_stale(&opened, status_list.fetched_at, now) {
        return Err(Detail::StatusStale);
    }
    if !opened.purposes.iter().any(|said| said == entry.purpose.as_str()) {
        return Err(Detail::StatusUntrusted);
    }
    opened.states.get(entry.index).map_err(|_| Detail::StatusUntrusted)
}

/// Trusts a list, by itself or inside a token, only if the credential's own issuer signed it, for this address.
fn open(document: &Value, of: Circumstances, key_of: &dyn Fn(&str) -> Option<ListedKey>) -> Result<Bits, Detail> {
    let envelope = Envelope::open(document, Kind::Credential).map_err(|_| Detail::StatusUntrusted)?;
    let credential = envelope.as_ref().map_or(document, |envelope| &envelope.content);
    let meant = is_list_at(credential, of.url)
        && issuer_of(credential) == Some(of.issuer.id.as_str())
        && json::check(credential, Limits::CREDENTIAL).is_ok()
        && check_credential(credential).is_ok();
    if !meant {
        return Err(Detail::StatusUntrusted);
    }
    let expectation = Expectation::asserting(of.now);
    match &envelope {
        Some(envelope) => check_envelope(envelope, &|method| named(method, of, key_of), expectation).map(drop),
        None => verify_all(credential, expectation, key_of).map(drop),
    }
    .map_err(|error| match error {
        ProofError::Expired => Detail::StatusStale,
        _ => Detail::StatusUntrusted,
    })?;
    let subject = credential.get("credentialSubject").map(list);
    let subject = subject.and_then(<[Value]>::first);
    let subject = subject.ok_or(Detail::StatusUntrusted)?;
    let purposes = subject.get("statusPurpose").map(list).unwrap_or_default();
    let purposes = purposes.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let encoded = subject.get("encodedList").and_then(Value::as_str);
    let states = Bitstring::decode(encoded.unwrap_or_default()).map_err(|_| Detail::StatusUntrusted)?;
    let at = |name: &str| credential.get(name).and_then(Value::as_str).and_then(instant::parse);
    Ok(Bits { purposes, states, from: at("validFrom"), until: at("validUntil") })
}

/// The key that a token names, or the issuer's only one when it names the issuer.
fn named(method: &str, of: Circumstances, key_of: &dyn Fn(&str) -> Option<ListedKey>) -> Option<ListedKey> {
    if method != of.issuer.id {
        return key_of(method);
    }
    of.issuer.only_key_for(Purpose::Assertion).filter(|listed| listed.counts(Some(of.now)))
}

fn is_list_at(credential: &Value, url: &str) -> bool {
    let typed =
        |value: Option<&Value>, wanted: &str| value.is_some_and(|kinds| list(kinds).iter().any(|kind| kind == wanted));
    typed(credential.get("type"), "BitstringStatusListCredential")
        && typed(credential.pointer("/credentialSubject/type"), "BitstringStatusList")
        && credential.get("id").is_none_or(|id| id == url)
}

fn is_stale(list: &Bits, fetched_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    if list.from.is_some_and(|from| !instant::has_begun(from, now)) {
        return true;
    }
    match list.until {
        Some(end) => instant::has_ended(end, now),
        None => fetched_at + LONGEST_UNDATED < now,
    }
}

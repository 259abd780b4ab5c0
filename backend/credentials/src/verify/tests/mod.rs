//! The four states, and everything that must not look valid.

mod changed;
mod lists;

use chrono::{DateTime, Utc};
use puente_wire::issuers::{Accreditation, Contact, Issuer};
use puente_wire::session::OrganisationKind;
use puente_wire::verification::{CheckKind, Detail, Outcome, Reason, State, StatusNote, StatusPurpose, StatusReason};
use serde_json::{Value, json};

use super::*;
use crate::achievement::tests::{credential, facts, status};
use crate::bitstring::{Bitstring, ListCredential};
use crate::did::{KeyState, OrganisationKey, organisation_document};
use crate::jcs;
use crate::keys::{Signer, SigningKey};
use crate::proof::ProofOptions;

const DID: &str = "did:web:example.org:orgs:sena";

fn now() -> DateTime<Utc> {
    instant::parse("2026-06-01T10:42:00Z").unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

fn sign(mut document: Value, key: &SigningKey) -> Value {
    let options = ProofOptions::asserting(format!("{DID}#key-1"), now());
    document["proof"] = jcs::sign(&document, &options, key).unwrap();
    document
}

fn sign_at(mut document: Value, created: DateTime<Utc>) -> Value {
    let options = ProofOptions::asserting(format!("{DID}#key-1"), created);
    document["proof"] = jcs::sign(&document, &options, &key()).unwrap();
    document
}

fn signed() -> Value {
    sign(credential(), &key())
}

fn document() -> DidDocument {
    let key = OrganisationKey { fragment: "key-1".into(), key: key().public_key(), state: KeyState::Retired };
    organisation_document(DID, &[key])
}

fn registry_entry() -> Issuer {
    Issuer {
        did: DID.into(),
        slug: "sena".into(),
        name: "Servicio Nacional de Aprendizaje".into(),
        short_name: Some("SENA".into()),
        kind: OrganisationKind::TrainingBody,
        country: "CO".into(),
        contact: Contact::default(),
        accreditations: vec![Accreditation {
            sector: None,
            sector_standards: Vec::new(),
            centre: None,
            framework: "co-sena-nscl".into(),
            standard: Some("280101175".into()),
            from: "2020-01-01".parse().unwrap(),
            until: Some("2027-12-31".parse().unwrap()),
            act: "Decreto 249 de 2004".into(),
            act_url: None,
            illustrative: false,
        }],
        illustrative: false,
    }
}

/// A list with the given bits, as JSON to be signed.
fn bare_list(entry: &crate::bitstring::StatusEntry, set: bool) -> Value {
    let mut bits = Bitstring::default();
    bits.set(entry.index, set).unwrap();
    ListCredential {
        url: &entry.list,
        issuer: DID,
        purpose: entry.purpose,
        bits: &bits,
        valid_from: now() - chrono::TimeDelta::hours(1),
        valid_until: now() + chrono::TimeDelta::days(1),
    }
    .to_json()
}

fn fetched(credential: Value) -> StatusList {
    StatusList::new(credential, now() - chrono::TimeDelta::minutes(3))
}

/// Everything in order: issuer known and accredited, neither revoked nor suspended.
fn materials() -> Materials {
    let lists = status().map(|entry| {
        let list = fetched(sign(bare_list(&entry, false), &key()));
        (entry.list, Ok(list))
    });
    Materials {
        issuer_document: Ok(document()),
        status_lists: lists.into_iter().collect(),
        registry: Registry::Known(Box::new(registry_entry())),
        signed: SignedRecord::Unreachable,
        status_note: None,
        presenter: None,
        asked: None,
    }
}

fn with_list(purpose: StatusPurpose, change: impl FnOnce(Value) -> Value) -> Materials {
    let mut materials = materials();
    let entry = status().into_iter().find(|entry| entry.purpose == purpose).unwrap();
    let list = change(bare_list(&entry, false));
    materials.status_lists.insert(entry.list, Ok(fetched(list)));
    materials
}

fn set_bit(purpose: StatusPurpose) -> Materials {
    let entry = status().into_iter().find(|entry| entry.purpose == purpose).unwrap();
    with_list(purpose, |_| sign(bare_list(&entry, true), &key()))
}

#[test]
fn a_genuine_certificate_in_force_is_valid_and_every_check_says_so() {
    let result = verify(&signed(), &materials(), now());
    assert_eq!((result.state, result.reason), (State::Valid, Reason::Valid), "{result:#?}");
    for check in &result.checks {
        let expected = match check.check {
            CheckKind::Holder => Outcome::NotChecked,
            _ => Outcome::Passed,
        };
        assert_eq!(check.outcome, expected, "{check:?}");
    }
    assert_eq!(result.certificate, Some(facts()));
    assert_eq!(result.issuer.unwrap().name, "Servicio Nacional de Aprendizaje");
    assert_eq!(result.status_checked_at, Some(now() - chrono::TimeDelta::minutes(3)));
}

/// The issuer's document after its key was revoked, with a second key for what is signed now.
fn revoked_from(moment: DateTime<Utc>) -> Materials {
    let own = |fragment: &str, seed, state| OrganisationKey {
        fragment: fragment.into(),
        key: SigningKey::from_seed(&[seed; 32]).public_key(),
        state,
    };
    let keys = [own("key-1", 9, KeyState::Revoked(moment)), own("key-2", 10, KeyState::Active)];
    let mut materials = Materials { issuer_document: Ok(organisation_document(DID, &keys)), ..materials() };
    for entry in status() {
        let mut list = bare_list(&entry, false);
        let options = ProofOptions::asserting(format!("{DID}#key-2"), now());
        list["proof"] = jcs::sign(&list, &options, &SigningKey::from_seed(&[10; 32])).unwrap();
        materials.status_lists.insert(entry.list, Ok(fetched(list)));
    }
    materials
}

#[test]
fn with_a_revoked_key_only_what_the_registry_signed_before_is_valid() {
    let second = chrono::TimeDelta::seconds(1);
    let reason = |moment, signed| {
        let materials = Materials { signed, ..revoked_from(moment) };
        let found = verify(&self::signed(), &materials, now());
        (found.reason, found.check(CheckKind::Signature).unwrap().detail)
    };
    let (before, after) = (now() - second, now() + second);
    let refused = (Reason::KeyCompromised, Detail::KeyRevoked);
    // Its own date says that it was signed too late, whatever the record says.
    assert_eq!(reason(now(), SignedRecord::At(before)), refused);
    assert_eq!(reason(before, SignedRecord::At(before - second)), refused);
    // Its date is in order: then the record decides, for a thief writes what date he likes.
    assert_eq!(reason(after, SignedRecord::At(now())), (Reason::Valid, Detail::Ok));
    assert_eq!(reason(after, SignedRecord::At(after)), refused);
    assert_eq!(reason(after, SignedRecord::Never), refused);
    let unknown = (Reason::RegistryUnavailable, Detail::RecordUnreachable);
    assert_eq!(reason(after, SignedRecord::Unreachable), unknown);
}

#[test]
fn a_proof_without_a_date_does_not_count_with_a_revoked_key() {
    let mut undated = signed();
    undated["proof"].as_object_mut().unwrap().remove("created");
    let materials = Materials { signed: SignedRecord::At(DateTime::<Utc>::MIN_UTC), ..revoked_from(now()) };
    assert_eq!(verify(&undated, &materials, now()).reason, Reason::KeyCompromised);
}

#[test]
fn each_reason_leads_to_its_state() {
    let at = |text: &str| instant::parse(text).unwrap();
    let unsigned = credential();
    let mut not_accredited = materials();
    if let Registry::Known(entry) = &mut not_accredited.registry {
        entry.accreditations[0].standard = Some("280101182".into());
    }
    let mut accredited_later = materials();
    if let Registry::Known(entry) = &mut accredited_later.registry {
        entry.accreditations[0].from = "2026-03-15".parse().unwrap();
    }
    let no_lists = Materials { status_lists: std::collections::BTreeMap::new(), ..materials() };
    let unknown = Materials { registry: Registry::Unknown, ..materials() };
    let no_registry = Materials { registry: Registry::Unreachable, ..materials() };
    let no_keys = Materials { issuer_document: Err(Unavailable::Unreachable), ..materials() };
    let compromised =
        Materials { issuer_document: Ok(organisation_document::<crate::keys::PublicKey>(DID, &[])), ..materials() };
    let other_holder = Materials { presenter: Some("did:key:z6MkOther".into()), ..materials() };
    let mut no_standard = credential();
    no_standard["credentialSubject"]["achievement"]["alignment"] = json!([]);
    let cases: Vec<(Value, Materials, DateTime<Utc>, Reason)> = vec![
        (signed(), unknown, now(), Reason::IssuerNotInRegistry),
        (signed(), no_registry, now(), Reason::RegistryUnavailable),
        (signed(), not_accredited, now(), Reason::IssuerNotAccredited),
        (signed(), accredited_later, now(), Reason::IssuerNotAccredited),
        (sign(no_standard, &key()), materials(), now(), Reason::StandardNotStated),
        (signed(), materials(), at("2026-03-13T23:58:59Z"), Reason::NotYetValid),
        (signed(), set_bit(StatusPurpose::Suspension), now(), Reason::Suspended),
        (signed(), no_lists, now(), Reason::StatusUnavailable),
        (signed(), other_holder, now(), Reason::OtherHolder),
        (signed(), set_bit(StatusPurpose::Revocation), now(), Reason::Revoked),
        (unsigned, materials(), now(), Reason::NotSigned),
        (sign(credential(), &SigningKey::from_seed(&[8; 32])), materials(), now(), Reason::SignatureWrong),
        (signed(), compromised, now(), Reason::KeyNotIssuers),
        (signed(), revoked_from(now()), now(), Reason::KeyCompromised),
        (signed(), no_keys, now(), Reason::KeysUnavailable),
        (json!({"hello": "world"}), materials(), now(), Reason::Malformed),
    ];
    for (credential, materials, now, reason) in cases {
        let result = verify(&credential, &materials, now);
        assert_eq!(result.reason, reason, "{result:#?}");
        assert_eq!(result.state, reason.state());
    }
}

#[test]
fn it_holds_through_its_last_day_and_no_longer() {
    let mut bare = credential();
    bare.as_object_mut().unwrap().remove("credentialStatus");
    let credential = sign(bare, &key());
    let at = |text: &str| verify(&credential, &materials(), instant::parse(text).unwrap()).reason;
    assert_eq!(at("2029-03-14T23:59:59Z"), Reason::Valid);
    // Clocks may be a minute apart, at both ends.
    assert_eq!(at("2029-03-15T00:00:59Z"), Reason::Valid);
    assert_eq!(at("2029-03-15T00:01:00Z"), Reason::Expired);
    assert_eq!(at("2026-03-13T23:59:00Z"), Reason::Valid);
    assert_eq!(at("2026-03-13T23:58:59Z"), Reason::NotYetValid);
}

#[test]
fn a_revoked_certificate_that_also_expired_is_revoked() {
    let late = instant::parse("2026-06-01T23:00:00Z").unwrap();
    let mut bare = credential();
    bare["validUntil"] = json!("2026-05-01T00:00:00Z");
    let result = verify(&sign(bare, &key()), &set_bit(StatusPurpose::Revocation), late);
    assert_eq!(result.reason, Reason::Revoked);
    assert_eq!(result.check(CheckKind::Validity).unwrap().outcome, Outcome::Failed);
}

#[test]
fn a_stranger_s_proof_does_not_stand_for_the_issuer_s() {
    let stranger = SigningKey::from_seed(&[5; 32]);
    let did = crate::did::to_did_key(stranger.public_key());
    let method = format!("{did}#{}", stranger.public_key().to_multibase());
    let mut forged = credential();
    forged["proof"] = jcs::sign(&forged, &ProofOptions::asserting(method, now()), &stranger).unwrap();
    assert_eq!(verify(&forged, &materials(), now()).reason, Reason::KeyNotIssuers);
    let mut endorsed = signed();
    endorsed["proof"] = json!([endorsed["proof"], forged["proof"]]);
    assert_eq!(verify(&endorsed, &materials(), now()).reason, Reason::Valid);
}

#[test]
fn the_name_in_the_document_is_never_the_issuer_s_name() {
    let mut bare = credential();
    bare["issuer"]["name"] = json!("Ministerio de Todo");
    let signed = sign(bare, &key());
    let result = verify(&signed, &materials(), now());
    assert_eq!(result.issuer.unwrap().name, "Servicio Nacional de Aprendizaje");
    let result = verify(&signed, &Materials { registry: Registry::Unknown, ..materials() }, now());
    assert!(!serde_json::to_string(&result).unwrap().contains("Ministerio de Todo"));
}

#[test]
fn what_to_fetch_is_named() {
    let fetches = wanted(&signed());
    assert_eq!(fetches[0], Fetch::Issuer { did: DID.into() });
    let url = "https://example.org/orgs/sena/did.json".to_owned();
    assert_eq!(fetches[1], Fetch::DidDocument { did: DID.into(), url });
    assert!(matches!(&fetches[2], Fetch::Signed { did, imprint } if did == DID && imprint.len() == 43));
    assert_eq!(fetches.len(), 5);
    assert!(wanted(&json!([])).is_empty());
}

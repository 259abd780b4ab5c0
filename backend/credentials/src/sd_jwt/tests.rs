//! Issuing, showing and verifying, and every way of cheating at it that we could think of.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use puente_wire::verification::{CheckKind, Detail, Reason, State, Verification};
use serde_json::{Value, json};

use super::*;
use crate::did::{DidDocument, KeyState, OrganisationKey, organisation_document, to_did_key};
use crate::jose;
use crate::keys::{Signer, SigningKey};
use crate::token_status::{ListToken, TokenEntry, TokenList, TokenStatus};
use crate::verify::{AskedBinding, Fetch, Materials, StatusList, status_entries, verify_text, wanted};

const ISSUER: &str = "https://example.org/orgs/sena";
const DID: &str = "did:web:example.org:orgs:sena";
const LIST: &str = "https://example.org/status/sena/tokens/1";
const AUDIENCE: &str = "decentralized_identifier:did:web:verifier.example";

fn issuer() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn holder() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

fn now() -> DateTime<Utc> {
    instant_of("2026-06-01T10:42:00Z")
}

fn instant_of(text: &str) -> DateTime<Utc> {
    crate::instant::parse(text).unwrap()
}

/// Salts that differ, as chance would have them.
fn salts() -> impl FnMut() -> Result<[u8; 16], crate::keys::SignError> {
    let mut next = 0_u8;
    move || {
        next += 1;
        Ok([next; 16])
    }
}

fn facts() -> puente_wire::verification::CertificateFacts {
    let mut facts = crate::achievement::tests::facts();
    facts.birth_date = Some("1994-02-11".parse().unwrap());
    facts.holder_did = Some(to_did_key(holder().public_key()));
    facts
}

pub(crate) fn issued() -> String {
    let entry = TokenEntry { uri: LIST.into(), index: 94_567 };
    let facts = facts();
    let certificate = SdJwtCertificate {
        facts: &facts,
        issuer: ISSUER,
        vct: "https://example.org/vct/certificate",
        status: Some(&entry),
        holder: holder().public_key().into(),
    };
    certificate.issue("key-1", &issuer(), &mut salts()).unwrap()
}

fn issuer_document() -> DidDocument {
    let key = OrganisationKey { fragment: "key-1".into(), key: issuer().public_key(), state: KeyState::Active };
    organisation_document(DID, &[key])
}

fn list(status: TokenStatus) -> TokenList {
    let mut list = TokenList::default();
    list.set(94_567, status).unwrap();
    list
}

fn signed_list(status: TokenStatus) -> String {
    let list = list(status);
    let expires_at = instant_of("2026-06-02T00:00:00Z");
    let token = ListToken { uri: LIST, issuer: ISSUER, kid: "key-1", list: &list, issued_at: now(), expires_at };
    token.sign(&issuer()).unwrap()
}

fn materials(list: &str) -> Materials {
    let mut materials = Materials::none();
    materials.issuer_document = Ok(issuer_document());
    let list = StatusList::new(list.into(), now());
    materials.status_lists.insert(LIST.into(), Ok(list));
    materials
}

fn asked(materials: Materials) -> Materials {
    Materials { asked: Some(AskedBinding { nonce: "n-1".into(), audience: AUDIENCE.into() }), ..materials }
}

fn check(text: &str, materials: &Materials) -> Verification {
    verify_text(text.as_bytes(), materials, now())
}

fn show(text: &str, keep: &[&str], key: &SigningKey) -> String {
    let places: Vec<Vec<Step>> = keep.iter().map(|path| steps(path)).collect();
    let all = disclosables(text).unwrap();
    let kept: BTreeSet<usize> =
        all.iter().filter(|one| places.iter().any(|place| one.is_needed_for(place))).map(|one| one.index).collect();
    Present { nonce: "n-1", audience: AUDIENCE, now: now() }.show(text, &kept, key).unwrap()
}

fn steps(path: &str) -> Vec<Step> {
    path.split('/').map(|step| if step == "*" { Step::Element } else { Step::Name(step.into()) }).collect()
}

fn detail(found: &Verification, kind: CheckKind) -> Detail {
    found.check(kind).unwrap().detail
}

#[test]
fn everything_that_was_written_is_read_when_everything_is_shown() {
    let text = issued();
    let whole = SdJwt::parse(&text).unwrap();
    assert_eq!(facts_of(&whole.claims().unwrap()), Some(facts()));
    let found = check(&text, &materials(&signed_list(TokenStatus::Valid)));
    // The registry was not asked: nothing else is missing.
    assert_eq!((found.state, found.reason), (State::IssuerUnknown, Reason::RegistryUnavailable));
    assert_eq!(found.certificate, Some(facts()));
    assert_eq!(found.status_checked_at, Some(now()));
    assert_eq!(detail(&found, CheckKind::Holder), Detail::NotPresented);
}

#[test]
fn what_is_needed_is_named_before_it_is_fetched() {
    let fetches = wanted(&issued().into());
    assert!(
        fetches.contains(&Fetch::DidDocument { did: DID.into(), url: "https://example.org/orgs/sena/did.json".into() })
    );
    let url = "https://example.org/.well-known/jwt-vc-issuer/orgs/sena".into();
    assert!(fetches.contains(&Fetch::JwtIssuer { did: DID.into(), url }));
    assert!(fetches.contains(&Fetch::TokenStatusList { url: LIST.into() }));
    let places: Vec<String> = status_entries(&issued().into()).into_iter().map(|entry| entry.list).collect();
    assert_eq!(
        places,
        ["https://example.org/status/sena/revocation-1", "https://example.org/status/sena/suspension-1"]
    );
    assert!(wanted(&"no~thing".into()).is_empty());
}

#[test]
fn keys_are_taken_from_issuer_metadata_too() {
    let mut jwk = jose::jwk_of(issuer().public_key());
    jwk["kid"] = json!("key-1");
    let metadata = json!({"issuer": ISSUER, "jwks": {"keys": [jwk]}});
    let mut materials = materials(&signed_list(TokenStatus::Valid));
    materials.issuer_document = Ok(DidDocument::of_jwt_issuer(DID, &metadata).unwrap());
    assert_eq!(check(&issued(), &materials).reason, Reason::RegistryUnavailable);
    assert!(DidDocument::of_jwt_issuer("did:web:example.org:orgs:secap", &metadata).is_none());
}

#[test]
fn a_choice_shows_what_was_chosen_and_nothing_else() {
    let text = issued();
    let shown = show(&text, &["name", "units/*"], &holder());
    let claims = SdJwt::parse(&shown).unwrap().claims().unwrap();
    assert_eq!(claims["name"], "Yuleidy Contreras");
    assert_eq!(claims["units"][0], json!({"unit": "01", "title": "Tender canalizaciones"}));
    for hidden in ["birthdate", "certificate_number", "certificate_id", "verdict"] {
        assert!(!claims.contains_key(hidden), "{hidden}");
    }
    assert!(!shown.contains(&URL_SAFE_NO_PAD.encode("1994-02-11")[1..8]));
    let nothing = show(&text, &[], &holder());
    let claims = SdJwt::parse(&nothing).unwrap().claims().unwrap();
    assert_eq!((&claims["title"], &claims["units"]), (&json!(facts().title), &json!([])));
    let found = check(&nothing, &asked(materials(&signed_list(TokenStatus::Valid))));
    assert_eq!((found.reason, detail(&found, CheckKind::Holder)), (Reason::RegistryUnavailable, Detail::Ok));
    let results = show(&text, &["units/*/result"], &holder());
    let facts = facts_of(&SdJwt::parse(&results).unwrap().claims().unwrap()).unwrap();
    assert_eq!((facts.units.len(), facts.holder_name), (2, None));
}

#[test]
fn a_result_cannot_be_shown_without_its_unit() {
    let text = issued();
    let result = disclosables(&text).unwrap().into_iter().find(|one| one.place == steps("units/*/result")).unwrap();
    let present = Present { nonce: "n", audience: "a", now: now() };
    assert!(present.show(&text, &BTreeSet::from([result.index]), &holder()).is_err());
}

#[test]
fn decoys_look_like_the_rest_and_salts_differ() {
    let text = issued();
    let whole = SdJwt::parse(&text).unwrap();
    let digests = whole.token.payload["_sd"].as_array().unwrap();
    assert!(digests.len() > HOLDER_CLAIMS.len(), "at least one decoy");
    assert!(digests.iter().all(|digest| digest.as_str().unwrap().len() == 43));
    let unique: BTreeSet<&str> = whole.disclosures.iter().map(|one| one.encoded).collect();
    assert_eq!(unique.len(), whole.disclosures.len());
}

#[test]
fn one_list_tells_revoked_from_suspended() {
    for (status, reason) in [
        (TokenStatus::Invalid, Reason::Revoked),
        (TokenStatus::Suspended, Reason::Suspended),
        (TokenStatus::Other(3), Reason::StatusUnavailable),
    ] {
        assert_eq!(check(&issued(), &materials(&signed_list(status))).reason, reason);
    }
}

#[test]
fn a_list_that_cannot_be_trusted_tells_nothing() {
    let list = list(TokenStatus::Valid);
    let later = instant_of("2026-06-02T00:00:00Z");
    let good = ListToken { uri: LIST, issuer: ISSUER, kid: "key-1", list: &list, issued_at: now(), expires_at: later };
    let detail_of = |token: String| detail(&check(&issued(), &materials(&token)), CheckKind::Revocation);
    assert_eq!(detail_of(good.sign(&issuer()).unwrap()), Detail::Ok);
    let untrusted = [
        good.sign(&holder()).unwrap(),
        ListToken { uri: "https://example.org/status/sena/tokens/2", ..good.clone() }.sign(&issuer()).unwrap(),
        ListToken { issuer: "https://example.org/orgs/secap", ..good.clone() }.sign(&issuer()).unwrap(),
        ListToken { kid: "key-9", ..good.clone() }.sign(&issuer()).unwrap(),
        "not a list".into(),
    ];
    for token in untrusted {
        assert_eq!(detail_of(token), Detail::StatusUntrusted);
    }
    // Clocks may be a minute apart, at both ends.
    let minute = chrono::TimeDelta::minutes(1);
    let second = chrono::TimeDelta::seconds(1);
    let ending = |at| ListToken { expires_at: at, ..good.clone() }.sign(&issuer()).unwrap();
    let made = |at| ListToken { issued_at: at, ..good.clone() }.sign(&issuer()).unwrap();
    assert_eq!(detail_of(ending(now() - minute)), Detail::Ok);
    assert_eq!(detail_of(ending(now() - minute - second)), Detail::StatusStale);
    assert_eq!(detail_of(made(now() + minute)), Detail::Ok);
    assert_eq!(detail_of(made(now() + minute + second)), Detail::StatusStale);
    let small = json!({"sub": LIST, "iat": now().timestamp(), "exp": later.timestamp(),
        "status_list": {"bits": 1, "lst": "eNrbuRgAAhcBXQ"}});
    let typed = |typ: &str| jose::sign(json!({"typ": typ, "kid": "key-1"}), &small, &issuer()).unwrap();
    assert_eq!(detail_of(typed("statuslist+jwt")), Detail::StatusUntrusted, "the index lies beyond its end");
    assert_eq!(detail_of(typed("jwt")), Detail::StatusUntrusted);
    let bits = |list: Value| {
        let claims = json!({"sub": LIST, "iat": now().timestamp(), "exp": later.timestamp(), "status_list": list});
        jose::sign(json!({"typ": "statuslist+jwt", "kid": "key-1"}), &claims, &issuer()).unwrap()
    };
    assert_eq!(detail_of(bits(TokenList::default().to_json())), Detail::Ok);
    let bomb = TokenList::of_bytes(4_000_000).to_json();
    assert!(bomb.to_string().len() < 64 * 1024);
    assert_eq!(detail_of(bits(bomb)), Detail::StatusUntrusted, "a bomb that the issuer itself signed");
    assert_eq!(detail_of(bits(json!({"bits": 3, "lst": "eNrbuRgAAhcBXQ"}))), Detail::StatusUntrusted);
    let undated = json!({"sub": LIST, "iat": 1, "status_list": TokenList::default().to_json()});
    let token = jose::sign(json!({"typ": "statuslist+jwt", "kid": "key-1"}), &undated, &issuer()).unwrap();
    assert_eq!(detail_of(token), Detail::StatusStale);
    let mut none = materials("");
    none.status_lists.clear();
    assert_eq!(check(&issued(), &none).reason, Reason::StatusUnavailable);
}

#[test]
fn a_proof_of_the_holder_counts_once_for_one_verifier() {
    let shown = show(&issued(), &["name"], &holder());
    let good = asked(materials(&signed_list(TokenStatus::Valid)));
    assert_eq!(detail(&check(&shown, &good), CheckKind::Holder), Detail::Ok);
    let other = |nonce: &str, audience: &str| {
        let asked = AskedBinding { nonce: nonce.into(), audience: audience.into() };
        let found = check(&shown, &Materials { asked: Some(asked), ..good.clone() });
        (found.reason, detail(&found, CheckKind::Holder))
    };
    assert_eq!(other("n-2", AUDIENCE), (Reason::OtherHolder, Detail::WrongPurpose));
    assert_eq!(other("n-1", "someone else"), (Reason::OtherHolder, Detail::WrongPurpose));
    let late = verify_text(shown.as_bytes(), &good, now() + chrono::TimeDelta::hours(1));
    assert_eq!(detail(&late, CheckKind::Holder), Detail::WrongPurpose);
    let early = verify_text(shown.as_bytes(), &good, now() - chrono::TimeDelta::hours(1));
    assert_eq!(detail(&early, CheckKind::Holder), Detail::WrongPurpose);
}

#[test]
fn a_proof_with_another_key_or_over_other_facts_does_not_count() {
    let good = asked(materials(&signed_list(TokenStatus::Valid)));
    let stolen = show(&issued(), &["name"], &SigningKey::from_seed(&[9; 32]));
    assert_eq!(detail(&check(&stolen, &good), CheckKind::Holder), Detail::OtherHolder);
    let unbound = issued();
    assert_eq!(check(&unbound, &good).reason, Reason::OtherHolder);
    // The proof of a showing with less, moved to one with more.
    let (less, more) = (show(&issued(), &[], &holder()), show(&issued(), &["name"], &holder()));
    let moved = format!("{}~{}", more.rsplit_once('~').unwrap().0, less.rsplit_once('~').unwrap().1);
    assert_eq!(detail(&check(&moved, &good), CheckKind::Holder), Detail::WrongPurpose);
    // A credential of the issuer is no proof of the holder, although both are tokens.
    let token = unbound.split('~').next().unwrap();
    assert_eq!(detail(&check(&format!("{unbound}{token}"), &good), CheckKind::Holder), Detail::OtherHolder);
}

#[test]
fn dates_decide_as_they_do_elsewhere() {
    let materials = materials(&signed_list(TokenStatus::Valid));
    let at = |text: &str| verify_text(issued().as_bytes(), &materials, instant_of(text)).reason;
    // Clocks may be a minute apart, at both ends.
    assert_eq!(at("2026-03-13T23:58:59Z"), Reason::NotYetValid);
    assert_ne!(at("2026-03-13T23:59:00Z"), Reason::NotYetValid);
    assert_ne!(at("2029-03-15T00:00:59Z"), Reason::Expired);
    assert_eq!(at("2029-03-15T00:01:01Z"), Reason::Expired);
}

#[test]
fn another_key_algorithm_or_type_is_no_signature_of_the_issuer() {
    let good = materials(&signed_list(TokenStatus::Valid));
    let text = issued();
    let (token, rest) = text.split_once('~').unwrap();
    let payload = Jws::parse(token).unwrap().payload;
    let signed = |header: Value, key: &SigningKey| {
        let token = jose::sign(header, &payload, key).unwrap();
        check(&format!("{token}~{rest}"), &good).reason
    };
    let header = |kid: &str| json!({"typ": TYPE, "kid": kid});
    assert_eq!(signed(header("key-1"), &issuer()), Reason::RegistryUnavailable);
    assert_eq!(signed(header("key-1"), &holder()), Reason::SignatureWrong);
    assert_eq!(signed(header("key-2"), &issuer()), Reason::KeyNotIssuers);
    assert_eq!(signed(header("did:web:example.org:orgs:secap#key-1"), &issuer()), Reason::KeyNotIssuers);
    let own = to_did_key(holder().public_key());
    assert_eq!(signed(header(&format!("{own}#x")), &holder()), Reason::KeyNotIssuers);
    assert_eq!(signed(json!({"typ": "JWT", "kid": "key-1"}), &issuer()), Reason::Malformed);
    assert_eq!(signed(json!({"kid": "key-1"}), &issuer()), Reason::Malformed);
    // A key that the header brings along is not looked at.
    let jwk = jose::jwk_of(holder().public_key());
    assert_eq!(signed(json!({"typ": TYPE, "kid": "key-1", "jwk": jwk}), &holder()), Reason::SignatureWrong);
    for alg in ["none", "HS256", "ES256"] {
        let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "typ": TYPE, "kid": "key-1"}).to_string());
        let (_, tail) = token.split_once('.').unwrap();
        let confused = format!("{header}.{tail}~{rest}");
        assert_eq!(check(&confused, &good).reason, Reason::SignatureUnsupported, "{alg}");
    }
}

fn disclosure(parts: &Value) -> String {
    URL_SAFE_NO_PAD.encode(parts.to_string())
}

fn with(payload: &Value, disclosures: &[String]) -> Result<Map<String, Value>, SdJwtError> {
    let token = jose::sign(json!({"typ": TYPE}), payload, &issuer()).unwrap();
    let text = disclosures.iter().fold(token, |text, one| text + "~" + one) + "~";
    SdJwt::parse(&text)?.claims()
}

#[test]
fn disclosures_that_break_the_rules_are_refused() {
    let one = disclosure(&json!(["salt", "name", "x"]));
    let digest = jose::sha256(&one);
    assert_eq!(with(&json!({"_sd": [digest]}), std::slice::from_ref(&one)).unwrap()["name"], "x");
    let refused = [
        (json!({"_sd": ["other"]}), vec![one.clone()]),
        (json!({"_sd": [digest]}), vec![one.clone(), one.clone()]),
        (json!({"_sd": [digest, digest]}), vec![one.clone()]),
        (json!({"_sd": [digest], "a": {"_sd": [digest]}}), vec![one.clone()]),
        (json!({"_sd": [digest], "name": "y"}), vec![one.clone()]),
        (json!({"a": [{"...": digest}]}), vec![one.clone()]),
        (json!({"_sd": digest}), vec![one.clone()]),
        (json!({"_sd": [7]}), vec![]),
        (json!({"_sd": [digest], "_sd_alg": "sha-512"}), vec![one.clone()]),
        (json!({"_sd": [digest], "...": "x"}), vec![one.clone()]),
        (json!({}), vec!["!".into()]),
        (json!({}), vec![disclosure(&json!({"a": 1}))]),
        (json!({}), vec![disclosure(&json!(["salt"]))]),
        (json!({}), vec![disclosure(&json!([1, "a", "b"]))]),
    ];
    for (payload, disclosures) in refused {
        assert!(with(&payload, &disclosures).is_err(), "{payload}");
    }
    for name in ["_sd", "...", "iss", "cnf", "exp", "nbf", "vct", "status"] {
        let one = disclosure(&json!(["salt", name, "x"]));
        assert!(with(&json!({"_sd": [jose::sha256(&one)]}), &[one]).is_err(), "{name}");
    }
    let twice = URL_SAFE_NO_PAD.encode(r#"["salt","a",{"k":1,"k":2}]"#);
    assert!(with(&json!({"_sd": [jose::sha256(&twice)]}), &[twice]).is_err());
}

#[test]
fn disclosures_inside_each_other_end_somewhere() {
    let mut inner = disclosure(&json!(["salt", "end", 1]));
    let mut all = vec![inner.clone()];
    for _ in 0..40 {
        inner = disclosure(&json!(["salt", "a", {"_sd": [jose::sha256(&inner)]}]));
        all.push(inner.clone());
    }
    assert!(matches!(with(&json!({"_sd": [jose::sha256(&inner)]}), &all), Err(SdJwtError::Json(JsonError::TooLarge))));
    let many: Vec<String> = (0..=500).map(|n| disclosure(&json!([n.to_string(), "a", n]))).collect();
    assert!(matches!(with(&json!({}), &many), Err(SdJwtError::Json(JsonError::TooLarge))));
}

#[test]
fn no_single_changed_character_of_what_is_shown_verifies() {
    let good = asked(materials(&signed_list(TokenStatus::Valid)));
    let shown = show(&issued(), &["name", "units/*/result"], &holder());
    assert_eq!(check(&shown, &good).reason, Reason::RegistryUnavailable);
    for at in 0..shown.len() {
        let was = shown.as_bytes()[at];
        let becomes = if was == b'A' { "B" } else { "A" };
        let changed = format!("{}{becomes}{}", &shown[..at], &shown[at + 1..]);
        assert_ne!(check(&changed, &good).reason, Reason::RegistryUnavailable, "character {at}");
        let shorter = format!("{}{}", &shown[..at], &shown[at + 1..]);
        assert_ne!(check(&shorter, &good).reason, Reason::RegistryUnavailable, "without character {at}");
        for more in ["A", "~", ".", "="] {
            let longer = format!("{}{more}{}", &shown[..at], &shown[at..]);
            assert_ne!(check(&longer, &good).reason, Reason::RegistryUnavailable, "{more} before character {at}");
        }
    }
    // Only blanks around it mean nothing.
    assert_eq!(check(&format!("{shown}\n"), &good).reason, Reason::RegistryUnavailable);
}

#[test]
fn an_address_stands_for_one_identifier() {
    for (issuer, did) in [
        (ISSUER, Some(DID)),
        ("https://example.org", Some("did:web:example.org")),
        ("https://example.org:8443/a", Some("did:web:example.org%3A8443:a")),
        ("http://127.0.0.1:8080/orgs/sena", Some("did:web:127.0.0.1%3A8080:orgs:sena")),
        ("http://example.org/orgs/sena", None),
        ("https://user@example.org/", None),
        ("https://example.org/a?b", None),
        ("https://example.org/../a", None),
        ("https://example.org:80:90/a", None),
        ("ftp://example.org", None),
        (DID, Some(DID)),
    ] {
        assert_eq!(did_of_issuer(issuer).as_deref(), did, "{issuer}");
    }
}

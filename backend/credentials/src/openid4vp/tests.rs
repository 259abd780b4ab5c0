//! Requests and the answers to them, and every way of asking wrongly that we could think of.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::*;
use crate::did::{DidDocument, KeyState, OrganisationKey, organisation_document, to_did_key};
use crate::jose;
use crate::keys::{Signer, SigningKey};
use crate::presentation::{Asked, verify_presentation};
use crate::sd_jwt::{SdJwt, Step};

const DID: &str = "did:web:verifier.example";
const CLIENT: &str = "decentralized_identifier:did:web:verifier.example";

fn now() -> DateTime<Utc> {
    crate::instant::parse("2026-06-01T10:42:00Z").unwrap()
}

fn asker() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn document() -> DidDocument {
    organisation_document(
        DID,
        &[OrganisationKey { fragment: "v".into(), key: asker().public_key(), state: KeyState::Active }],
    )
}

fn link() -> Link {
    Link::read(&format!("openid4vp://?client_id={CLIENT}&request_uri=https%3A%2F%2Fverifier.example%2Fr%2F1")).unwrap()
}

fn query(claims: &Value) -> Value {
    let mut query = json!({"id": "certificate", "format": "dc+sd-jwt",
        "meta": {"vct_values": ["https://example.org/vct/certificate"]}});
    query.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    json!({"credentials": [query]})
}

fn claims() -> Value {
    json!({"client_id": CLIENT, "aud": "https://self-issued.me/v2", "response_type": "vp_token",
        "response_mode": "direct_post", "response_uri": "https://verifier.example/a/1", "nonce": "n0nce", "state": "s",
        "exp": now().timestamp() + 60, "dcql_query": query(&json!({}))})
}

fn signed(claims: &Value) -> Result<Request, RequestError> {
    let token = jose::sign(json!({"typ": "oauth-authz-req+jwt", "kid": format!("{DID}#v")}), claims, &asker()).unwrap();
    assert_eq!(
        signer_of(&token).as_deref(),
        claims["client_id"].as_str().and_then(|id| id.split_once(':')).map(|(_, did)| did)
    );
    Request::signed(&link(), &token, Some(&document()), now())
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

#[test]
fn a_link_is_read_however_it_reaches_the_wallet() {
    let reference = By::Reference("https://verifier.example/r/1".into());
    assert_eq!(link(), Link { client_id: CLIENT.into(), by: reference.clone() });
    for before in ["haip://?", "HTTPS://wallet.example/wallet/answer#", "http://127.0.0.1:1/wallet/answer#"] {
        let text = format!("{before}client_id=x&request_uri=https%3A%2F%2Fverifier.example%2Fr%2F1");
        assert_eq!(Link::read(&text).unwrap().by, reference, "{before}");
    }
    for wrong in [
        "",
        "openid4vp://?",
        "openid4vp://?client_id=x",
        "mailto:a?client_id=x&request=y",
        "openid4vp://?client_id=x&client_id=y&request=z",
        "openid4vp://?client_id=x&request=y&request_uri=z",
    ] {
        assert_eq!(Link::read(wrong), None, "{wrong}");
    }
}

#[test]
fn a_link_says_whether_a_certificate_names_who_asks() {
    let link = |client: &str| Link::read(&format!("openid4vp://?client_id={client}&request=a.b.c")).unwrap();
    assert!(link("x509_san_dns%3Averifier.example").is_by_certificate());
    assert!(link("x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk").is_by_certificate());
    for other in [CLIENT, "redirect_uri%3Ahttps%3A%2F%2Fverifier.example%2Fa", "verifier.example", "x509"] {
        assert!(!link(other).is_by_certificate(), "{other}");
    }
}

#[test]
fn who_asks_has_signed_and_is_whom_the_link_names() {
    let request = signed(&claims()).unwrap();
    assert_eq!((request.asker, request.nonce.as_str()), (Asker::Identifier(DID.into()), "n0nce"));
    let token =
        jose::sign(json!({"typ": "oauth-authz-req+jwt", "kid": format!("{DID}#v")}), &claims(), &asker()).unwrap();
    let check =
        |link: &Link, token: &str, document: Option<&DidDocument>| Request::signed(link, token, document, now());
    assert_eq!(check(&link(), &token, None), Err(RequestError::Unproven));
    let other = Link { client_id: "decentralized_identifier:did:web:other.example".into(), ..link() };
    assert_eq!(check(&other, &token, Some(&document())), Err(RequestError::Unproven));
    for (header, key) in [
        (json!({"typ": "oauth-authz-req+jwt", "kid": format!("{DID}#v")}), SigningKey::from_seed(&[8; 32])),
        (json!({"typ": "oauth-authz-req+jwt", "kid": "did:web:other.example#v"}), asker()),
        (json!({"typ": "JWT", "kid": format!("{DID}#v")}), asker()),
        (json!({"typ": "oauth-authz-req+jwt"}), asker()),
    ] {
        let token = jose::sign(header.clone(), &claims(), &key).unwrap();
        assert_eq!(check(&link(), &token, Some(&document())), Err(RequestError::Unproven), "{header}");
    }
}

#[test]
fn what_is_over_or_not_understood_is_not_answered() {
    assert!(signed(&with("aud", json!("https://verifier.example/r/1"))).is_ok(), "made for who fetches it");
    assert_eq!(signed(&with("exp", json!(now().timestamp()))), Err(RequestError::Expired));
    for (name, value) in [
        ("response_type", json!("code")),
        ("response_mode", json!("fragment")),
        ("response_mode", json!("direct_post.jwt")),
        ("response_uri", json!("http://verifier.example/a")),
        ("response_uri", json!("https://verifier.example@other.example/a")),
        ("aud", json!("https://other.example")),
        ("transaction_data", json!(["e30"])),
        ("nonce", json!("")),
        ("dcql_query", json!({"credentials": []})),
        ("dcql_query", query(&json!({"claims": [{"path": []}]}))),
        ("dcql_query", query(&json!({"claims": [{"path": ["units", 0]}]}))),
    ] {
        assert!(signed(&with(name, value.clone())).is_err(), "{name} {value}");
    }
}

#[test]
fn an_unsigned_request_is_known_by_where_its_answer_goes() {
    let parameters = |client: &str| -> Map<String, Value> {
        let mut claims = claims();
        claims["client_id"] = json!(client);
        claims.as_object().unwrap().clone()
    };
    let request = Request::unsigned(&parameters("redirect_uri:https://verifier.example/a/1")).unwrap();
    assert_eq!((request.asker.clone(), request.host()), (Asker::Address, "verifier.example"));
    for wrong in ["redirect_uri:https://other.example/a/1", CLIENT, "verifier.example"] {
        assert_eq!(Request::unsigned(&parameters(wrong)), Err(RequestError::Unproven), "{wrong}");
    }
}

#[test]
fn the_first_usable_key_and_way_encrypt_the_answer() {
    let metadata = |keys: Value| {
        let mut claims = with("response_mode", json!("direct_post.jwt"));
        claims["client_metadata"] = json!({"jwks": {"keys": keys},
            "encrypted_response_enc_values_supported": ["A192GCM", "A256GCM", "A128GCM"]});
        signed(&claims)
    };
    let key = json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "use": "enc", "kid": "1"});
    let request = metadata(json!([{"kty": "OKP", "crv": "X25519", "x": "AA"}, key])).unwrap();
    assert_eq!(request.recipient, Some(Recipient { key, encryption: crate::jwe::Encryption::A256Gcm }));
    assert!(metadata(json!([{"kty": "OKP", "crv": "X25519", "x": "AA"}])).is_err());
}

fn plan(claims: &Value, text: &str) -> Option<Vec<Slot>> {
    let held = Held { in_part: Some(text), whole: None };
    Query::read(&query(claims)).unwrap().plan(&[held])
}

fn name(name: &str) -> Vec<Step> {
    vec![Step::Name(name.into())]
}

#[test]
fn exactly_the_chosen_facts_are_shown_and_the_needed_ones() {
    let text = crate::sd_jwt::tests::issued();
    let asked = json!({
        "claims": [{"id": "t", "path": ["title"]}, {"id": "n", "path": ["name"]}, {"id": "b", "path": ["birthdate"]}],
        "claim_sets": [["t", "n", "b"], ["t", "n"]],
    });
    let slots = plan(&asked, &text).unwrap();
    let (held, showing) = &slots[0].candidates[0];
    assert_eq!((*held, showing.whole), (0, false));
    let facts: Vec<(Vec<Step>, bool, bool)> =
        showing.facts.iter().map(|fact| (fact.path.clone(), fact.needed, fact.is_always_shown())).collect();
    assert_eq!(facts, [(name("title"), true, true), (name("name"), true, false), (name("birthdate"), false, false)]);
    let to = Audience { client_id: CLIENT, nonce: "n0nce", now: now() };
    let holder = SigningKey::from_seed(&[2; 32]);
    let shown = |chosen: &[usize]| {
        let keep = showing.keep(&chosen.iter().copied().collect()).unwrap();
        let shown = present_in_part(&text, &keep, to, &holder).unwrap();
        Value::Object(SdJwt::parse(&shown).unwrap().claims().unwrap())
    };
    let less = shown(&[]);
    assert!(less["name"].is_string() && less.get("birthdate").is_none() && less.get("certificate_number").is_none());
    assert!(shown(&[2])["birthdate"].is_string());
}

#[test]
fn a_choice_below_what_is_asked_for_at_least_is_no_answer() {
    let text = crate::sd_jwt::tests::issued();
    let asked = json!({
        "claims": [{"id": "n", "path": ["name"]}, {"id": "b", "path": ["birthdate"]}],
        "claim_sets": [["n"], ["b"]],
    });
    let slots = plan(&asked, &text).unwrap();
    let (_, showing) = &slots[0].candidates[0];
    assert_eq!(showing.keep(&BTreeSet::new()), None);
    assert!(showing.keep(&BTreeSet::from([1])).is_some());
}

#[test]
fn what_the_wallet_does_not_have_is_not_offered() {
    let text = crate::sd_jwt::tests::issued();
    assert!(plan(&json!({"claims": [{"path": ["shoe_size"]}]}), &text).is_none());
    assert!(plan(&json!({"claims": [{"path": ["name"], "values": ["Somebody Else"]}]}), &text).is_none());
    assert!(plan(&json!({"meta": {"vct_values": ["https://other.example/vct"]}}), &text).is_none());
    assert!(plan(&json!({"format": "mso_mdoc", "meta": {}}), &text).is_none());
    assert!(plan(&json!({}), "no credential").is_none());
    let units = plan(&json!({"claims": [{"path": ["units", null, "result", "verdict"]}]}), &text).unwrap();
    assert!(units[0].candidates[0].1.facts[0].values.len() > 1);
}

#[test]
fn the_first_way_that_can_be_answered_is_taken_and_a_whole_credential_is_bound_to_its_asker() {
    let whole = json!({"type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "x"});
    let query = json!({
        "credentials": [
            {"id": "part", "format": "dc+sd-jwt", "meta": {"vct_values": ["https://example.org/vct/certificate"]}},
            {"id": "all", "format": "ldp_vc", "meta": {"type_values": [[
                "https://www.w3.org/2018/credentials#VerifiableCredential",
                "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"]]}},
        ],
        "credential_sets": [{"options": [["part"], ["all"]]}, {"options": [["part"]], "required": false}],
    });
    let query = Query::read(&query).unwrap();
    let held = [Held { in_part: None, whole: Some(&whole) }];
    let slots = query.plan(&held).unwrap();
    assert_eq!((slots.len(), slots[0].query.as_str(), slots[0].candidates[0].1.whole), (1, "all", true));
    assert_eq!(query.plan(&[]), None);
    let key = SigningKey::from_seed(&[2; 32]);
    let to = Audience { client_id: CLIENT, nonce: "n0nce", now: now() };
    let credential = json!({"@context": [crate::structure::CREDENTIALS_V2], "type": ["VerifiableCredential"],
        "issuer": "did:web:example.org", "credentialSubject": {"id": to_did_key(key.public_key())}});
    let shown = present_whole(&credential, to, &key).unwrap();
    let (client, another) = ([CLIENT.to_owned()], ["another".to_owned()]);
    let asked = |challenge, domains| Asked { challenge: Some(challenge), domains, now: now() };
    let presenter = verify_presentation(&shown, None, asked("n0nce", &client)).unwrap();
    assert_eq!(presenter, Some(to_did_key(key.public_key())));
    assert!(verify_presentation(&shown, None, asked("n0nce", &another)).is_err());
    assert!(verify_presentation(&shown, None, asked("another", &client)).is_err());
}

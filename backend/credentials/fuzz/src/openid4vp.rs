//! Any text as the link of a verifier's request, any JSON as its claims, signed and unsigned, or as a query: an
//! answer goes to an address that answers may go to, and choosing every fact is always enough.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use puente_credentials::did::{resolve_offline, to_did_key};
use puente_credentials::jose;
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_credentials::openid4vci::{host_of, is_address};
use puente_credentials::openid4vp::{Asker, By, Held, Link, Query, Request, signer_of};
use puente_credentials::sd_jwt::disclosables;
use serde_json::{Value, json};

/// A certificate that can be shown in part.
const IN_PART: &str = include_str!("../corpus/sd_jwt/certificate");

/// Holds it of any text.
pub fn holds(text: &str) {
    signer_of(text);
    if let Some(link) = Link::read(text) {
        link.is_by_certificate();
        if let By::Parameters(parameters) = &link.by
            && let Ok(request) = Request::unsigned(parameters)
        {
            assert_eq!((&request.asker, request.client_id.as_str()), (&Asker::Address, link.client_id.as_str()));
            assert_eq!(request.client_id.strip_prefix("redirect_uri:"), Some(request.response_uri.as_str()));
            answered(&request);
        }
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    if let Some(query) = Query::read(&value) {
        planned(&query, &value);
    }
    signed(value);
}

/// The claims as those of a request that is signed by whom it names.
fn signed(mut claims: Value) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let key = SigningKey::from_seed(&[1; 32]);
    let did = to_did_key(key.public_key());
    let Some(members) = claims.as_object_mut() else { return };
    let client_id = format!("decentralized_identifier:{did}");
    members.insert("client_id".into(), client_id.as_str().into());
    let kid = format!("{did}#{}", key.public_key().to_multibase());
    let token = jose::sign(json!({"typ": "oauth-authz-req+jwt", "kid": kid}), &claims, &key).expect("signed");
    let link = Link { client_id, by: By::Reference("https://verifier.example/r/1".into()) };
    if let Ok(request) = Request::signed(&link, &token, resolve_offline(&did).as_ref(), now) {
        assert_eq!(request.asker, Asker::Identifier(did));
        answered(&request);
    }
    assert!(Request::signed(&link, &token, None, now).is_err());
}

fn answered(request: &Request) {
    assert!(is_address(&request.response_uri) && !request.nonce.is_empty());
    assert_eq!(request.host(), host_of(&request.response_uri));
    planned(&request.query, &Value::Null);
}

fn planned(query: &Query, whole: &Value) {
    let held = [Held { in_part: Some(IN_PART.trim()), whole: None }, Held { in_part: None, whole: Some(whole) }];
    let all = disclosables(IN_PART.trim()).map_or(0, |all| all.len());
    for (_, showing) in query.plan(&held).into_iter().flatten().flat_map(|slot| slot.candidates) {
        let everything = (0..showing.facts.len()).collect();
        let kept = showing.keep(&everything).expect("every fact is enough");
        assert!(kept.iter().all(|index| *index < all));
        if let Some(least) = showing.keep(&BTreeSet::new()) {
            assert!(least.is_subset(&kept));
        }
    }
}

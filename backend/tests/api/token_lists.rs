//! SD-JWT credentials: keys, type metadata, token status lists, verification.

use puente::accounts::organisations;
use puente::db::DbError;
use puente::issuers::{self, issuing_key};
use puente::status::store::slot_of;
use puente_credentials::jose::Jws;
use puente_credentials::keys::{Signer, SigningKey};
use puente_credentials::sd_jwt::SdJwtCertificate;
use puente_credentials::token_status::{TokenEntry, TokenList, TokenStatus};
use puente_wire::verification::{CertificateFacts, StandardFacts};
use serde_json::{Value, json};

use crate::support::desk::Desk;
use crate::support::{Answer, Sender};

/// An SD-JWT that SENA signed for a certificate of its own, with all facts shown.
fn minted(desk: &Desk, certificate_id: &str) -> (String, TokenEntry) {
    let now = desk.test.now();
    let (app, id) = (desk.test.app.clone(), certificate_id.to_owned());
    let (key, slot) = desk.test.db(move |conn| {
        let organisation = organisations::by_slug(conn, "sena")?;
        let key = issuing_key(conn, &app, &organisation, now).map_err(|error| DbError::Damaged(error.to_string()))?;
        Ok((key, slot_of(conn, &id)?.unwrap()))
    });
    let entry = slot.token_entry("https://registro.example", "sena");
    let facts = CertificateFacts {
        id: Some(format!("urn:uuid:{certificate_id}")),
        number: Some("SENA-2026-000001".into()),
        issuer_did: key.did.clone(),
        holder_name: Some("Nidia Prueba".into()),
        birth_date: Some("1990-02-03".parse().unwrap()),
        holder_did: None,
        standard: Some(StandardFacts {
            framework: "co-sena-nscl".into(),
            framework_name: None,
            code: "280101175".into(),
            version: None,
            title: "Instalaciones".into(),
            country: "CO".into(),
            level: None,
            isco08: Vec::new(),
        }),
        title: "Instalaciones".into(),
        verdict_words: None,
        units: Vec::new(),
        issued_on: now.date_naive(),
        valid_until: None,
    };
    let address = issuers::address_of(&desk.test.app.config, "sena");
    let certificate = SdJwtCertificate {
        facts: &facts,
        issuer: &address,
        vct: "https://registro.example/vct/certificate",
        status: Some(&entry),
        holder: SigningKey::from_seed(&[2; 32]).public_key().into(),
    };
    let mut salt = 0_u8;
    let mut random = || {
        salt += 1;
        Ok([salt; 16])
    };
    (certificate.issue(key.kid(), &key.key, &mut random).unwrap(), entry)
}

async fn list(desk: &Desk, entry: &TokenEntry) -> Answer {
    let path = entry.uri.strip_prefix("https://registro.example").unwrap();
    desk.test.get(&Sender::nobody(), path).await.expect(200)
}

fn state(list: &Answer, entry: &TokenEntry) -> TokenStatus {
    let text = list.text();
    let token = Jws::parse(&text).unwrap();
    assert_eq!(token.payload["sub"], entry.uri);
    TokenList::from_json(&token.payload["status_list"]).unwrap().get(entry.index).unwrap()
}

async fn verified(desk: &Desk, credential: &str) -> Value {
    let body = json!({ "credential": credential });
    desk.test.post(&Sender::nobody(), "/api/v1/verifications", &body).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_has_one_state_in_both_kinds_of_list() {
    let desk = Desk::new();
    let id = desk.issued("61000001").await["certificate"]["id"].as_str().unwrap().to_owned();
    let (credential, entry) = minted(&desk, &id);
    let first = list(&desk, &entry).await;
    assert_eq!(first.headers["content-type"], "application/statuslist+jwt");
    assert_eq!(state(&first, &entry), TokenStatus::Valid);
    assert_eq!(verified(&desk, &credential).await["state"], "valid");
    let path = format!("/api/v1/orgs/sena/certificates/{id}");
    let change = json!({ "reason": "under-review", "note": "Revisión." });
    for (action, expected, reason) in
        [("suspend", TokenStatus::Suspended, "suspended"), ("revoke", TokenStatus::Invalid, "revoked")]
    {
        desk.test.post(&desk.signatory, &format!("{path}/{action}"), &change).await.expect(200);
        assert_eq!(state(&list(&desk, &entry).await, &entry), expected);
        let found = verified(&desk, &credential).await;
        assert_eq!((&found["reason"], &found["status_note"]["reason"]), (&json!(reason), &json!("under-review")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_signed_once_a_change_and_kept_by_readers() {
    let desk = Desk::new();
    let id = desk.issued("61000002").await["certificate"]["id"].as_str().unwrap().to_owned();
    let (_, entry) = minted(&desk, &id);
    let first = list(&desk, &entry).await;
    desk.test.advance(chrono::Duration::hours(1));
    assert_eq!(list(&desk, &entry).await.body, first.body, "nothing changed");
    let etag = first.headers["etag"].to_str().unwrap();
    let path = entry.uri.strip_prefix("https://registro.example").unwrap();
    let again = desk.test.get(&Sender::nobody().with("if-none-match", etag), path).await.expect(304);
    assert!(again.body.is_empty());
    desk.test.advance(chrono::Duration::days(1));
    assert_ne!(list(&desk, &entry).await.body, first.body, "it grew old");
    for missing in ["/status/sena/tokens/2", "/status/sena/tokens/01", "/status/nobody/tokens/1"] {
        desk.test.get(&Sender::nobody(), missing).await.expect(404);
    }
    let query = format!("/api/v1/token-status-lists?url={}", entry.uri);
    assert!(desk.test.get(&Sender::nobody(), &query).await.expect(200).json().is_string());
    let outside = "/api/v1/token-status-lists?url=https://127.0.0.1/x";
    desk.test.get(&Sender::nobody(), outside).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_type_are_published_where_the_credential_says() {
    let desk = Desk::new();
    let id = desk.issued("61000003").await["certificate"]["id"].as_str().unwrap().to_owned();
    let (credential, _) = minted(&desk, &id);
    let token = Jws::parse(credential.split('~').next().unwrap()).unwrap();
    let path = "/.well-known/jwt-vc-issuer/orgs/sena";
    let metadata = desk.test.get(&Sender::nobody(), path).await.expect(200).json();
    assert_eq!(metadata["issuer"], token.payload["iss"]);
    let keys = metadata["jwks"]["keys"].as_array().unwrap();
    let key = keys.iter().find(|key| key["kid"] == token.header["kid"]).unwrap();
    assert_eq!((&key["alg"], key.get("d")), (&json!("EdDSA"), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_type_says_its_own_name() {
    let desk = Desk::new();
    let metadata = desk.test.get(&Sender::nobody(), "/vct/certificate").await.expect(200).json();
    assert_eq!(metadata["vct"], "https://registro.example/vct/certificate");
    assert!(metadata["claims"].as_array().unwrap().len() > 5);
    desk.test.get(&Sender::nobody(), "/.well-known/jwt-vc-issuer/orgs/nobody").await.expect(404);
}

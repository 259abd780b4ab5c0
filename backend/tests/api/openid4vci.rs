//! Wallets of any maker fetch certificates (OpenID4VCI 1.0).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use http::Method;
use puente_credentials::did::to_did_key;
use puente_credentials::jose::{self, Jws};
use puente_credentials::keys::{AnyKey, Signer};
use puente_credentials::p256;
use puente_credentials::sd_jwt::{SdJwt, facts_of};
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::{Answer, Sender};

const ISSUER: &str = "https://registro.example/orgs/sena";
const SD_JWT: &str = "certificate-sd-jwt";
const LDP: &str = "certificate-ldp-vc";

fn code(offer: &Value) -> &str {
    offer["offer"]["code"].as_str().unwrap()
}

fn form() -> Sender {
    Sender::nobody().with("content-type", "application/x-www-form-urlencoded")
}

async fn redeem(desk: &Desk, code: &str, pin: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code")
        .append_pair("pre-authorized_code", code)
        .append_pair("tx_code", pin)
        .finish();
    desk.test.send_bytes(&form(), Method::POST, "/openid4vci/token", Some(body.into_bytes())).await
}

/// The access token of an offer with its PIN.
async fn token(desk: &Desk, offer: &Value) -> Sender {
    let answer = redeem(desk, code(offer), offer["pin"].as_str().unwrap()).await.expect(200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let answer = answer.json();
    assert_eq!(answer["token_type"], "Bearer");
    Sender::bearer(answer["access_token"].as_str().unwrap())
}

async fn nonce(desk: &Desk) -> String {
    let answer = desk.test.post(&Sender::nobody(), "/openid4vci/nonce", &json!({})).await.expect(200).json();
    answer["c_nonce"].as_str().unwrap().to_owned()
}

async fn ask_with(desk: &Desk, token: &Sender, configuration: &str, proofs: &[String]) -> Answer {
    let request = json!({ "credential_configuration_id": configuration, "proofs": { "jwt": proofs } });
    desk.test.post(token, "/openid4vci/credential", &request).await
}

async fn ask(desk: &Desk, token: &Sender, configuration: &str, wallets: &[&Wallet]) -> Answer {
    let nonce = nonce(desk).await;
    let proofs: Vec<String> = wallets.iter().map(|wallet| wallet.possession(ISSUER, &nonce, desk.test.now())).collect();
    ask_with(desk, token, configuration, &proofs).await
}

fn error(answer: &Answer) -> String {
    answer.json()["error"].as_str().unwrap_or_default().to_owned()
}

fn first(answer: &Value) -> &Value {
    &answer["credentials"][0]["credential"]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_finds_its_way_from_the_offer_to_both_credentials() {
    let desk = Desk::new();
    let offer = desk.issued("71000001").await["offer"].clone();
    let link = offer["offer"]["wallet_link"].as_str().unwrap();
    let query = link.strip_prefix("openid-credential-offer://?").unwrap();
    let (_, uri) = form_urlencoded::parse(query.as_bytes()).next().unwrap();
    let get = |path: String| async {
        let path = path;
        desk.test.get(&Sender::nobody(), &path).await.expect(200).json()
    };
    let offered = get(uri.strip_prefix("https://registro.example").unwrap().to_owned()).await;
    assert_eq!(offered["credential_issuer"], ISSUER);
    let whole = offer["offer"]["wallet_link_by_value"].as_str().unwrap();
    let query = whole.strip_prefix("openid-credential-offer://?").unwrap();
    let (name, value) = form_urlencoded::parse(query.as_bytes()).next().unwrap();
    assert_eq!((&*name, serde_json::from_str::<Value>(&value).unwrap()), ("credential_offer", offered.clone()));
    let grant = &offered["grants"]["urn:ietf:params:oauth:grant-type:pre-authorized_code"];
    assert_eq!((&grant["pre-authorized_code"], &grant["tx_code"]["length"]), (&offer["offer"]["code"], &json!(6)));
    let metadata = get("/.well-known/openid-credential-issuer/orgs/sena".into()).await;
    assert_eq!(metadata["credential_issuer"], ISSUER);
    for id in offered["credential_configuration_ids"].as_array().unwrap() {
        assert!(metadata["credential_configurations_supported"].get(id.as_str().unwrap()).is_some());
    }
    assert_eq!(
        get("/.well-known/oauth-authorization-server".into()).await["issuer"],
        metadata["authorization_servers"][0]
    );
    let (token, wallet) = (token(&desk, &offer).await, Wallet::new(1));
    let compact = ask(&desk, &token, SD_JWT, &[&wallet]).await.expect(200).json();
    let text = first(&compact).as_str().unwrap();
    let whole = SdJwt::parse(text).unwrap();
    let facts = facts_of(&whole.claims().unwrap()).unwrap();
    assert_eq!(facts.holder_did, Some(wallet.did()));
    assert_eq!(facts.birth_date, Some("1990-02-03".parse().unwrap()));
    let verified = desk.test.post(&Sender::nobody(), "/api/v1/verifications", first(&compact)).await.expect(200);
    assert_eq!(verified.json()["state"], "valid");
    let linked = ask(&desk, &token, LDP, &[&wallet]).await.expect(200).json();
    assert_eq!(first(&linked)["credentialSubject"]["id"], wallet.did());
    assert!(!first(&linked).to_string().contains("1990-02-03"));
    let verified = desk.test.post(&Sender::nobody(), "/api/v1/verifications", first(&linked)).await.expect(200);
    assert_eq!(verified.json()["state"], "valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn metadata_are_signed_for_who_asks_so() {
    let desk = Desk::new();
    let path = "/.well-known/openid-credential-issuer/orgs/sena";
    let plain = desk.test.get(&Sender::nobody(), path).await.expect(200).json();
    let signed = desk.test.get(&Sender::nobody().with("accept", "application/jwt"), path).await.expect(200).text();
    let token = Jws::parse(&signed).unwrap();
    assert!(token.has_type("openidvci-issuer-metadata+jwt"));
    assert_eq!(token.payload["sub"], ISSUER);
    assert_eq!(token.payload["credential_endpoint"], plain["credential_endpoint"]);
    let keys = desk.test.get(&Sender::nobody(), "/.well-known/jwt-vc-issuer/orgs/sena").await.expect(200).json();
    let key = AnyKey::from_jwk(&keys["jwks"]["keys"][0]).unwrap();
    assert_eq!(token.check("openidvci-issuer-metadata+jwt", key), Ok(()));
    desk.test.get(&Sender::nobody(), "/.well-known/openid-credential-issuer/orgs/nobody").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn signed_metadata_are_another_version_once_another_key_signs_them() {
    use puente_wire::session::Role;
    let desk = Desk::new();
    let path = "/.well-known/openid-credential-issuer/orgs/sena";
    let signed = Sender::nobody().with("accept", "application/jwt");
    let before = desk.test.get(&signed, path).await.expect(200);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let asking = signed.clone().with("if-none-match", &tag);
    let plain = desk.test.get(&Sender::nobody(), path).await.expect(200);
    desk.test.advance(Duration::minutes(1));
    let same = desk.test.get(&asking, path).await.expect(304);
    for answer in [&before, &plain, &same] {
        assert_eq!(answer.headers["vary"], "accept");
    }
    assert_ne!(plain.headers["etag"], tag.as_str());
    let operator = desk.test.member("operador", &[Role::Operator]);
    let body = json!({ "from": desk.test.now(), "reason": "Robaron el servidor." });
    desk.test.post(&operator, "/api/v1/organisations/sena/keys/1/compromise", &body).await.expect(200);
    let after = desk.test.get(&asking, path).await.expect(200);
    assert_ne!(after.headers["etag"], tag.as_str());
    let kid = |answer: &Answer| Jws::parse(&answer.text()).unwrap().header["kid"].clone();
    assert_ne!(kid(&after), kid(&before));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_has_one_life_whichever_way_it_is_claimed() {
    let desk = Desk::new();
    let signed_off = desk.issued("71000002").await;
    let offer = &signed_off["offer"];
    let token = token(&desk, offer).await;
    desk.test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(1).claim_of(&signed_off)).await.expect(200);
    let late = ask(&desk, &token, SD_JWT, &[&Wallet::new(2)]).await.expect(400);
    assert_eq!(error(&late), "credential_request_denied");
    let same = ask(&desk, &token, LDP, &[&Wallet::new(1)]).await.expect(200);
    let again = desk.test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(1).claim_of(&signed_off)).await;
    assert_eq!(first(&same.json()), &again.expect(200).json()["credential"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_needs_the_code_and_the_pin_and_wrong_pins_are_counted() {
    let desk = Desk::new();
    let offer = desk.issued("71000003").await["offer"].clone();
    assert_eq!(error(&redeem(&desk, &"0".repeat(26), "123456").await.expect(400)), "invalid_grant");
    assert_eq!(error(&redeem(&desk, code(&offer), "").await.expect(400)), "invalid_request");
    let wrong = if offer["pin"] == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(error(&redeem(&desk, code(&offer), wrong).await.expect(400)), "invalid_grant");
    }
    let locked = redeem(&desk, code(&offer), offer["pin"].as_str().unwrap()).await.expect(400);
    assert_eq!(error(&locked), "invalid_grant");
    let send = |body: &'static str| desk.test.send_bytes(&FORM, Method::POST, "/openid4vci/token", Some(body.into()));
    assert_eq!(error(&send("grant_type=authorization_code&code=x").await.expect(400)), "unsupported_grant_type");
    assert_eq!(error(&send("pre-authorized_code=x").await.expect(400)), "invalid_request");
    assert_eq!(error(&send("grant_type=a&grant_type=b").await.expect(400)), "invalid_request");
}

static FORM: std::sync::LazyLock<Sender> = std::sync::LazyLock::new(form);

#[tokio::test(flavor = "multi_thread")]
async fn only_the_newest_unused_token_works_and_not_for_long() {
    let desk = Desk::new();
    let offer = desk.issued("71000004").await["offer"].clone();
    let old = token(&desk, &offer).await;
    let new = token(&desk, &offer).await;
    let refused = ask(&desk, &old, SD_JWT, &[&Wallet::new(1)]).await.expect(401);
    assert_eq!(error(&refused), "invalid_token");
    assert!(refused.headers["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
    desk.test.advance(Duration::minutes(15));
    ask(&desk, &new, SD_JWT, &[&Wallet::new(1)]).await.expect(401);
    ask(&desk, &Sender::nobody(), SD_JWT, &[&Wallet::new(1)]).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_is_taken_once_and_must_be_ours_and_fresh() {
    let desk = Desk::new();
    let offer = desk.issued("71000005").await["offer"].clone();
    let (token, wallet) = (token(&desk, &offer).await, Wallet::new(1));
    let used = nonce(&desk).await;
    let proof = wallet.possession(ISSUER, &used, desk.test.now());
    ask_with(&desk, &token, SD_JWT, std::slice::from_ref(&proof)).await.expect(200);
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &[proof]).await.expect(400)), "invalid_nonce");
    let foreign = wallet.possession(ISSUER, "1.abc.def", desk.test.now());
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &[foreign]).await.expect(400)), "invalid_nonce");
    let old = nonce(&desk).await;
    desk.test.advance(Duration::minutes(6));
    let late = wallet.possession(ISSUER, &old, desk.test.now());
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &[late]).await.expect(400)), "invalid_nonce");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_with_keys_on_p_256_gets_both_credentials() {
    let desk = Desk::new();
    let offer = desk.issued("71000020").await["offer"].clone();
    let (token, key) = (token(&desk, &offer).await, p256::SigningKey::from_seed(&[5; 32]).unwrap());
    let did = to_did_key(key.public_key());
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    for (configuration, header) in [
        (SD_JWT, json!({ "jwk": jose::jwk_of(key.public_key()) })),
        (LDP, json!({ "kid": format!("{did}#{}", key.public_key().to_multibase()) })),
    ] {
        let mut header = header;
        header["typ"] = json!("openid4vci-proof+jwt");
        header["alg"] = json!("ES256");
        let claims = json!({ "aud": ISSUER, "nonce": nonce(&desk).await, "iat": desk.test.now().timestamp() });
        let signed = format!("{}.{}", part(&header), part(&claims));
        let proof = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes())));
        let given = ask_with(&desk, &token, configuration, &[proof]).await.expect(200).json();
        let verified = desk.test.post(&Sender::nobody(), "/api/v1/verifications", first(&given)).await.expect(200);
        let verified = verified.json();
        assert_eq!((&verified["state"], &verified["certificate"]["holder_did"]), (&json!("valid"), &json!(did)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_of_its_own_key_for_this_issuer_and_of_its_type() {
    let desk = Desk::new();
    let offer = desk.issued("71000006").await["offer"].clone();
    let token = token(&desk, &offer).await;
    let (mine, other) = (Wallet::new(1), Wallet::new(2));
    let nonce = nonce(&desk).await;
    let now = desk.test.now();
    let claims = json!({ "aud": ISSUER, "nonce": nonce, "iat": now.timestamp() });
    let jwk = jose::jwk_of(mine.key().public_key());
    let signed = |header: Value, claims: &Value| jose::sign(header, claims, other.key()).unwrap();
    let typ = "openid4vci-proof+jwt";
    let good = mine.possession(ISSUER, &nonce, now);
    let (_, rest) = good.split_once('.').unwrap();
    let none = format!("{}.{rest}", base64url(&json!({ "alg": "none", "typ": typ, "jwk": jwk }).to_string()));
    let own = json!({ "typ": typ, "jwk": jose::jwk_of(other.key().public_key()) });
    let wrong = [
        signed(json!({ "typ": typ, "jwk": jwk }), &claims),
        signed(json!({ "typ": typ }), &claims),
        signed(json!({ "typ": "JWT", "jwk": jose::jwk_of(other.key().public_key()) }), &claims),
        signed(json!({ "typ": typ, "jwk": jwk, "kid": other.did() }), &claims),
        signed(
            own.clone(),
            &json!({ "aud": "https://registro.example/orgs/secap", "nonce": nonce, "iat": now.timestamp() }),
        ),
        signed(own.clone(), &json!({ "nonce": nonce, "iat": now.timestamp() })),
        signed(own.clone(), &json!({ "aud": ISSUER, "nonce": nonce })),
        signed(own.clone(), &json!({ "aud": ISSUER, "nonce": nonce, "iat": now.timestamp() - 3600 })),
        none,
        "x".into(),
    ];
    for proof in wrong {
        let refused = ask_with(&desk, &token, SD_JWT, std::slice::from_ref(&proof)).await.expect(400);
        assert_eq!(error(&refused), "invalid_proof", "{proof}");
    }
    let without = signed(own, &json!({ "aud": ISSUER, "iat": now.timestamp() }));
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &[without]).await.expect(400)), "invalid_nonce");
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &[]).await.expect(400)), "invalid_proof");
    let twice = [good.clone(), good.clone()];
    assert_eq!(error(&ask_with(&desk, &token, SD_JWT, &twice).await.expect(400)), "invalid_proof");
    ask_with(&desk, &token, SD_JWT, &[good]).await.expect(200);
}

fn base64url(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_request_is_refused_in_the_specifications_words() {
    let desk = Desk::new();
    let offer = desk.issued("71000007").await["offer"].clone();
    let token = token(&desk, &offer).await;
    let send = |body: Value| {
        let (desk, token) = (&desk, &token);
        async move { error(&desk.test.post(token, "/openid4vci/credential", &body).await.expect(400)) }
    };
    assert_eq!(send(json!([])).await, "invalid_credential_request");
    assert_eq!(send(json!({})).await, "invalid_credential_request");
    assert_eq!(send(json!({ "credential_configuration_id": "x" })).await, "unknown_credential_configuration");
    assert_eq!(send(json!({ "credential_identifier": "x" })).await, "unknown_credential_identifier");
    let both = json!({ "credential_identifier": "x", "credential_configuration_id": LDP });
    assert_eq!(send(both).await, "invalid_credential_request");
    let encrypted =
        json!({ "credential_configuration_id": LDP, "credential_response_encryption": { "enc": "A256GCM" } });
    assert_eq!(send(encrypted).await, "invalid_encryption_parameters");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_keys_gets_a_copy_each_until_there_are_enough() {
    let desk = Desk::new();
    let offer = desk.issued("71000008").await["offer"].clone();
    let token = token(&desk, &offer).await;
    let wallets: Vec<Wallet> = (1..=11).map(Wallet::new).collect();
    let all: Vec<&Wallet> = wallets.iter().collect();
    for configuration in [SD_JWT, LDP, SD_JWT] {
        let given = ask(&desk, &token, configuration, &all[..10]).await.expect(200).json();
        assert_eq!(given["credentials"].as_array().unwrap().len(), 10);
        if configuration == LDP {
            let last = &given["credentials"][9]["credential"];
            assert_eq!(last["credentialSubject"]["id"], wallets[9].did());
        }
    }
    assert_eq!(error(&ask(&desk, &token, SD_JWT, &all[..1]).await.expect(400)), "credential_request_denied");
    assert_eq!(error(&ask(&desk, &token, SD_JWT, &all).await.expect(400)), "invalid_proof");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_waits_for_its_signature_is_fetched_once_it_has_one() {
    let desk = Desk::new();
    let submitted = desk.submitted("71000009").await;
    let path = Desk::path(&submitted, "/offers");
    let offer = desk.test.post(&desk.assessor, &path, &json!({})).await.expect(201).json();
    let (token, wallet) = (token(&desk, &offer).await, Wallet::new(1));
    let waiting = ask(&desk, &token, SD_JWT, &[&wallet]).await.expect(202).json();
    assert!(waiting["interval"].as_u64().unwrap() > 0);
    let transaction = json!({ "transaction_id": waiting["transaction_id"] });
    let poll = || desk.test.post(&token, "/openid4vci/deferred", &transaction);
    assert_eq!(poll().await.expect(202).json()["transaction_id"], waiting["transaction_id"]);
    desk.test.advance(Duration::minutes(20));
    desk.sign_off(&submitted).await.expect(200);
    let given = poll().await.expect(200).json();
    let whole = first(&given).as_str().unwrap().to_owned();
    let facts = facts_of(&SdJwt::parse(&whole).unwrap().claims().unwrap()).unwrap();
    assert_eq!(facts.holder_did, Some(wallet.did()));
    assert_eq!(error(&poll().await.expect(400)), "invalid_transaction_id");
    let foreign = json!({ "transaction_id": "x" });
    let refused = desk.test.post(&token, "/openid4vci/deferred", &foreign).await.expect(400);
    assert_eq!(error(&refused), "invalid_transaction_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_form_waits_and_reports_by_itself() {
    let desk = Desk::new();
    let submitted = desk.submitted("71000013").await;
    let offer = desk.test.post(&desk.assessor, &Desk::path(&submitted, "/offers"), &json!({})).await.expect(201).json();
    let (token, wallet) = (token(&desk, &offer).await, Wallet::new(1));
    let in_part = ask(&desk, &token, SD_JWT, &[&wallet]).await.expect(202).json();
    let whole = ask(&desk, &token, LDP, &[&wallet]).await.expect(202).json();
    let poll = async |waiting: &Value| {
        desk.test.post(&token, "/openid4vci/deferred", &json!({ "transaction_id": waiting["transaction_id"] })).await
    };
    poll(&in_part).await.expect(202);
    poll(&whole).await.expect(202);
    desk.sign_off(&submitted).await.expect(200);
    let in_part_given = poll(&in_part).await.expect(200).json();
    assert!(first(&in_part_given).is_string());
    let whole_given = poll(&whole).await.expect(200).json();
    assert_eq!(first(&whole_given)["credentialSubject"]["id"], wallet.did());
    for fetched in [in_part, whole] {
        assert_eq!(error(&poll(&fetched).await.expect(400)), "invalid_transaction_id");
    }
    let other = desk.issued("71000014").await["offer"].clone();
    let stranger = self::token(&desk, &other).await;
    for given in [&in_part_given, &whole_given] {
        let note = json!({ "notification_id": given["notification_id"], "event": "credential_accepted" });
        desk.test.post(&stranger, "/openid4vci/notification", &note).await.expect(400);
        desk.test.post(&token, "/openid4vci/notification", &note).await.expect(204);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_waited_for_counts_as_given() {
    let desk = Desk::new();
    let submitted = desk.submitted("71000015").await;
    let offer = desk.test.post(&desk.assessor, &Desk::path(&submitted, "/offers"), &json!({})).await.expect(201).json();
    let token = token(&desk, &offer).await;
    let wallets: Vec<Wallet> = (1..=10).map(Wallet::new).collect();
    let all: Vec<&Wallet> = wallets.iter().collect();
    for configuration in [SD_JWT, LDP, SD_JWT] {
        ask(&desk, &token, configuration, &all).await.expect(202);
    }
    assert_eq!(error(&ask(&desk, &token, LDP, &all[..1]).await.expect(400)), "credential_request_denied");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_wallets_waited_for_before_is_still_there_after_the_change_of_tables() {
    use diesel::RunQueryDsl as _;
    use diesel::connection::SimpleConnection as _;
    use puente::db::{DbConn, DbError};
    macro_rules! migration {
        ($database:literal, $file:literal) => {
            include_str!(concat!("../../migrations/", $database, "/2026-11-22-002500_wallet_answers/", $file, ".sql"))
        };
    }
    let desk = Desk::new();
    let submitted = desk.submitted("71000016").await;
    let offer = desk.test.post(&desk.assessor, &Desk::path(&submitted, "/offers"), &json!({})).await.expect(201).json();
    let (waiting_token, wallet) = (token(&desk, &offer).await, Wallet::new(1));
    let waiting = ask(&desk, &waiting_token, SD_JWT, &[&wallet]).await.expect(202).json();
    let offer = desk.issued("71000017").await["offer"].clone();
    let given_token = token(&desk, &offer).await;
    let given = ask(&desk, &given_token, SD_JWT, &[&wallet]).await.expect(200).json();
    let run = |sqlite: &'static str, postgres: &'static str| {
        desk.test.db(|conn| match conn {
            DbConn::Sqlite(conn) => Ok(conn.batch_execute(sqlite)?),
            DbConn::Postgres(conn) => Ok(conn.batch_execute(postgres)?),
        });
    };
    run(migration!("sqlite", "down"), migration!("postgres", "down"));
    let old = "UPDATE wallet_grants SET waiting = waiting WHERE waiting IS NOT NULL AND transaction_hash IS NOT NULL";
    assert_eq!(desk.test.db(|conn| diesel::sql_query(old).execute(conn).map_err(DbError::from)), 1);
    run(migration!("sqlite", "up"), migration!("postgres", "up"));
    desk.sign_off(&submitted).await.expect(200);
    let transaction = json!({ "transaction_id": waiting["transaction_id"] });
    desk.test.post(&waiting_token, "/openid4vci/deferred", &transaction).await.expect(200);
    let note = json!({ "notification_id": given["notification_id"], "event": "credential_accepted" });
    desk.test.post(&given_token, "/openid4vci/notification", &note).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_before_anything_is_read_is_in_oauth_s_words_too() {
    let desk = Desk::new();
    for path in ["/openid4vci/credential", "/openid4vci/deferred", "/openid4vci/notification", "/openid4vci/nonce"] {
        let long = desk.test.send_bytes(&form(), Method::POST, path, Some(vec![b' '; 64 * 1024 + 1])).await;
        assert_eq!((error(&long), long.status.as_u16()), ("invalid_request".into(), 413), "{path}");
        assert_eq!(long.headers["content-type"], "application/json");
        assert!(long.json()["error_description"].is_string());
    }
    let form = desk.test.send_bytes(&form(), Method::POST, "/openid4vci/credential", Some(b"a=b".to_vec())).await;
    assert_eq!((error(&form), form.code()), ("invalid_request".into(), "not-json".into()));
    assert_eq!((form.status.as_u16(), &form.headers["cache-control"]), (415, &"no-store".parse().unwrap()));
    let nobody = desk.test.post(&Sender::nobody(), "/openid4vci/credential", &json!({})).await.expect(401);
    assert_eq!(nobody.headers["www-authenticate"], "Bearer");
    assert_eq!((error(&nobody), nobody.code()), ("invalid_token".into(), String::new()));
    let long = redeem(&desk, &"0".repeat(26), &"1".repeat(201)).await.expect(400).json();
    assert_eq!(long["error_description"], "tx_code is too long");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_a_token_whatever_the_letters_of_its_scheme() {
    let desk = Desk::new();
    let offer = desk.issued("71000018").await["offer"].clone();
    let token = token(&desk, &offer).await.bearer.unwrap();
    for scheme in ["bearer", "BEARER"] {
        let sender = Sender::nobody().with("authorization", &format!("{scheme} {token}"));
        ask(&desk, &sender, SD_JWT, &[&Wallet::new(1)]).await.expect(200);
        let program = crate::vc_api::program(&desk.test, "sena").bearer.unwrap();
        let sender = Sender::nobody().with("authorization", &format!("{scheme} {program}"));
        let mut badge = crate::vc_api::badge();
        badge["id"] = json!(format!("urn:uuid:{}", uuid::Uuid::new_v4()));
        let body = json!({ "credential": badge });
        desk.test.post(&sender, "/vc-api/credentials/issue", &body).await.expect(201);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn proofs_are_of_one_kind() {
    let desk = Desk::new();
    let offer = desk.issued("71000019").await["offer"].clone();
    let token = token(&desk, &offer).await;
    let proof = Wallet::new(1).possession(ISSUER, &nonce(&desk).await, desk.test.now());
    let ask = async |proofs: Value| {
        let request = json!({ "credential_configuration_id": LDP, "proofs": proofs });
        desk.test.post(&token, "/openid4vci/credential", &request).await
    };
    let two = ask(json!({ "jwt": [proof], "di_vp": [{}] })).await.expect(400);
    assert_eq!(error(&two), "invalid_proof");
    assert_eq!(error(&ask(json!({ "di_vp": [{}] })).await.expect(400)), "invalid_proof");
    assert_eq!(error(&ask(json!({ "jwt": 5 })).await.expect(400)), "invalid_credential_request");
    ask(json!({ "jwt": [proof] })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_certificate_that_waits_can_be_promised() {
    let desk = Desk::new();
    let started = desk.started("71000010").await;
    let refused = desk.test.post(&desk.assessor, &Desk::path(&started, "/offers"), &json!({})).await.expect(409);
    assert_eq!(refused.code(), "assessment-not-waiting");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_and_the_offer_at_signing_give_one_certificate_to_one_wallet() {
    let desk = Desk::new();
    let submitted = desk.submitted("71000011").await;
    let path = Desk::path(&submitted, "/offers");
    let promise = desk.test.post(&desk.assessor, &path, &json!({})).await.expect(201).json();
    let signed_off = desk.sign_off(&submitted).await.expect(200).json();
    let promised = token(&desk, &promise).await;
    desk.test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(1).claim_of(&signed_off)).await.expect(200);
    let second = ask(&desk, &promised, SD_JWT, &[&Wallet::new(2)]).await.expect(400);
    assert_eq!(error(&second), "credential_request_denied");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_says_what_became_of_the_credential() {
    let desk = Desk::new();
    let offer = desk.issued("71000012").await["offer"].clone();
    let token = token(&desk, &offer).await;
    let given = ask(&desk, &token, SD_JWT, &[&Wallet::new(1)]).await.expect(200).json();
    let id = &given["notification_id"];
    let note = |id: Value, event: &'static str| {
        let (desk, token) = (&desk, &token);
        async move {
            let body = json!({ "notification_id": id, "event": event });
            desk.test.post(token, "/openid4vci/notification", &body).await
        }
    };
    note(id.clone(), "credential_accepted").await.expect(204);
    assert_eq!(error(&note(id.clone(), "eaten").await.expect(400)), "invalid_notification_request");
    assert_eq!(error(&note(json!("x"), "credential_deleted").await.expect(400)), "invalid_notification_id");
}

//! An institution's people at work: register, assess, sign.

use chrono::{DateTime, Utc};
use http::Method;
use puente_credentials::did::to_did_key;
use puente_credentials::jose;
use puente_credentials::keys::{Signer, SigningKey, to_base58btc};
use puente_wire::session::Role;
use serde_json::{Value, json};

use super::{Answer, Sender, TestApp};

/// The members of SENA who do the work.
pub struct Desk {
    pub test: TestApp,
    pub assessor: Sender,
    pub signatory: Sender,
}

impl Desk {
    pub fn new() -> Self {
        let test = TestApp::demo();
        let assessor = test.member("sena", &[Role::Assessor]);
        let signatory = test.member("sena", &[Role::Signatory]);
        Self { test, assessor, signatory }
    }

    pub fn candidate(number: &str) -> Value {
        json!({
            "name": "Nidia Prueba",
            "birth_date": "1990-02-03",
            "evidence": { "document_type": "ppt", "country": "CO", "number": number, "assurance": "seen" },
        })
    }

    /// A registered candidate's id.
    pub async fn registered(&self, number: &str) -> String {
        let answer = self.test.post(&self.assessor, "/api/v1/orgs/sena/candidates", &Self::candidate(number)).await;
        answer.expect(201).json()["id"].as_str().unwrap().to_owned()
    }

    /// An assessment that was just started.
    pub async fn started(&self, number: &str) -> Value {
        let new = json!({
            "candidate_id": self.registered(number).await,
            "framework": "co-sena-nscl",
            "standard": "280101175",
        });
        self.test.post(&self.assessor, "/api/v1/orgs/sena/assessments", &new).await.expect(201).json()
    }

    /// What the assessor sends: the same verdict for every unit.
    pub fn findings(assessment: &Value, verdict: &str) -> Value {
        let gap = if verdict == "competent" { "" } else { "Le falta medir la continuidad." };
        let unit = |unit: &Value| {
            json!({
                "unit": unit["unit"],
                "verdict": verdict,
                "gap": gap,
                "evidence": [{ "kind": "performance", "text": "Tablero trifásico armado y probado.", "score": 87 }],
            })
        };
        let units: Vec<Value> = assessment["units"].as_array().unwrap().iter().map(unit).collect();
        json!({ "version": assessment["version"], "units": units, "observations": "Portafolio revisado." })
    }

    pub fn path(assessment: &Value, action: &str) -> String {
        format!("/api/v1/orgs/sena/assessments/{}{action}", assessment["id"].as_str().unwrap())
    }

    pub async fn save(&self, assessment: &Value, findings: &Value) -> Answer {
        self.test.send(&self.assessor, Method::PUT, &Self::path(assessment, ""), Some(findings)).await
    }

    /// An assessment that waits for a signature.
    pub async fn submitted(&self, number: &str) -> Value {
        let started = self.started(number).await;
        let saved = self.save(&started, &Self::findings(&started, "competent")).await.expect(200).json();
        let version = json!({ "version": saved["version"] });
        self.test.post(&self.assessor, &Self::path(&saved, "/submit"), &version).await.expect(200).json()
    }

    pub async fn sign_off(&self, assessment: &Value) -> Answer {
        let version = json!({ "version": assessment["version"] });
        self.test.post(&self.signatory, &Self::path(assessment, "/sign-off"), &version).await
    }

    /// An issued certificate with its offer.
    pub async fn issued(&self, number: &str) -> Value {
        let submitted = self.submitted(number).await;
        self.sign_off(&submitted).await.expect(200).json()
    }
}

/// A wallet's key.
pub struct Wallet(SigningKey);

impl Wallet {
    pub fn new(seed: u8) -> Self {
        Self(SigningKey::from_seed(&[seed; 32]))
    }

    pub fn did(&self) -> String {
        to_did_key(self.0.public_key())
    }

    /// What the wallet sends to claim.
    pub fn claim(&self, code: &str, pin: &str) -> Value {
        let text = format!("puente-claim|{code}|{}", self.did());
        let proof = to_base58btc(&self.0.sign(text.as_bytes()).unwrap());
        json!({ "code": code, "pin": pin, "holder": self.did(), "proof": proof })
    }

    /// The wallet's key, to sign with.
    pub fn key(&self) -> &SigningKey {
        &self.0
    }

    /// A proof of possession as OpenID4VCI wants it.
    pub fn possession(&self, issuer: &str, nonce: &str, at: DateTime<Utc>) -> String {
        let header = json!({ "typ": "openid4vci-proof+jwt", "jwk": jose::jwk_of(self.0.public_key()) });
        let claims = json!({ "aud": issuer, "nonce": nonce, "iat": at.timestamp() });
        jose::sign(header, &claims, &self.0).unwrap()
    }

    /// What the wallet sends to see what is its person's.
    pub fn ask(&self, purpose: &str, challenge: &str) -> Value {
        let text = format!("puente-holder|{purpose}|{challenge}|{}", self.did());
        let proof = to_base58btc(&self.0.sign(text.as_bytes()).unwrap());
        json!({ "holder": self.did(), "challenge": challenge, "proof": proof })
    }

    /// The same for an offer as sign-off answers it.
    pub fn claim_of(&self, signed_off: &Value) -> Value {
        let offer = &signed_off["offer"];
        self.claim(offer["offer"]["code"].as_str().unwrap(), offer["pin"].as_str().unwrap())
    }
}

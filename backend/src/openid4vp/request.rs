//! Requests: made by whoever wants to know, read by a wallet as a signed object (section 5).

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use puente_credentials::jose::{self, EDDSA, ES256};
use puente_credentials::jwe::{ECDH_ES, Encryption};
use puente_credentials::sd_jwt;
use puente_wire::presentations::{AskedFact, NewPresentationRequest, PresentationRequest};
use serde_json::{Map, Value, json};

use super::store::{self, Row};
use super::{LIFETIME, client_id, identity};
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::http::problem::internal;
use crate::sd_jwt_vc;
use crate::secrets::new_token;
use puente_wire::problem::Problem;

/// The query for certificates that can be shown in part.
pub(super) const IN_PART: &str = "certificate";
/// The query for certificates that are shown whole.
pub(super) const WHOLE: &str = "certificate-whole";

/// A type that a whole credential has to have.
#[derive(Debug, Clone, Copy)]
pub(super) struct WholeType {
    /// Its address, as queries name it (appendix B.1.1).
    pub(super) address: &'static str,
    /// Its name in a credential.
    pub(super) name: &'static str,
    /// How the addresses of the contexts begin that give the name this meaning.
    pub(super) context: &'static str,
}

/// The types of a whole credential.
pub(super) const WHOLE_TYPES: [WholeType; 2] = [
    WholeType {
        address: "https://www.w3.org/2018/credentials#VerifiableCredential",
        name: "VerifiableCredential",
        context: "https://www.w3.org/",
    },
    WholeType {
        address: "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
        name: "OpenBadgeCredential",
        context: "https://purl.imsglobal.org/spec/ob/v3p0/context",
    },
];

/// The claim that is always shown.
const TITLE: &str = "title";

/// Where the claims of a fact lie.
pub(super) fn path_of(fact: AskedFact) -> Value {
    match fact {
        AskedFact::Name => json!(["name"]),
        AskedFact::BirthDate => json!(["birthdate"]),
        AskedFact::Number => json!(["certificate_number"]),
        AskedFact::Verdict => json!(["verdict"]),
        AskedFact::Units => json!(["units", null]),
        AskedFact::Results => json!(["units", null, "result"]),
    }
}

/// Where the same facts lie in a whole credential; none for what only an SD-JWT holds.
pub(super) fn path_in_whole(fact: AskedFact) -> Option<Value> {
    let path = match fact {
        AskedFact::Name => json!(["credentialSubject", "identifier", null, "identityHash"]),
        AskedFact::BirthDate => return None,
        AskedFact::Number => json!(["credentialSubject", "licenseNumber"]),
        AskedFact::Verdict | AskedFact::Results => json!(["credentialSubject", "result", null, "value"]),
        AskedFact::Units => json!(["credentialSubject", "achievement", "resultDescription", null, "name"]),
    };
    Some(path)
}

/// Whether a whole credential is welcome: as far as the verifier says so, and if it can show what is needed.
pub(super) fn takes_whole(asked: &NewPresentationRequest) -> bool {
    asked.whole && asked.facts.iter().all(|fact| path_in_whole(*fact).is_some())
}

/// Makes a request. Anybody may ask; the person decides.
pub(super) async fn make(app: &App, new: NewPresentationRequest) -> Result<PresentationRequest, Problem> {
    let (id, secret, nonce, now) = (new_token()?, new_token()?, new_token()?, app.clock.now());
    let expires_at = now + LIFETIME;
    let asked = serde_json::to_string(&new).map_err(|error| internal(&error))?;
    let row = (id.clone(), secret.clone(), nonce, asked);
    app.db.write::<_, DbError, _>(move |conn| store::insert(conn, &row, expires_at, now)).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &client_id(&app.config))
        .append_pair("request_uri", &format!("{}/openid4vp/requests/{id}", app.config.origin))
        .finish();
    Ok(PresentationRequest { id, secret, link: format!("openid4vp://?{query}"), expires_at })
}

/// The signed request object, while it can be answered.
pub(super) async fn object(app: &App, id: &str) -> Result<Option<String>, Problem> {
    let (id, now) = (id.to_owned(), app.clock.now());
    let row = app.db.read::<_, DbError, _>(move |conn: &mut DbConn| store::find(conn, &id)).await?;
    let Some(row) = row.filter(|row| row.is_open(now)) else { return Ok(None) };
    sign(app, &row, now).map(Some)
}

fn sign(app: &App, row: &Row, now: DateTime<Utc>) -> Result<String, Problem> {
    let (config, asked) = (&app.config, row.asked());
    let encrypted = asked.encrypted;
    let claims = json!({
        "aud": "https://self-issued.me/v2",
        "client_id": client_id(config),
        "response_type": "vp_token",
        "response_mode": if encrypted { "direct_post.jwt" } else { "direct_post" },
        "response_uri": format!("{}/openid4vp/responses/{}", config.origin, row.id),
        "nonce": row.nonce,
        "state": row.id,
        "iat": now.timestamp(),
        "exp": row.expires_at.and_utc().timestamp(),
        "dcql_query": query(app, &asked),
        "client_metadata": metadata(app, &row.id, encrypted)?,
    });
    let header = json!({"typ": "oauth-authz-req+jwt", "kid": identity::verification_method(config)});
    jose::sign(header, &claims, &identity::key(&app.secrets)).map_err(|error| internal(&error))
}

/// What a wallet needs to know of the verifier: formats, and the key for its answer (section 5.1).
fn metadata(app: &App, id: &str, encrypted: bool) -> Result<Value, Problem> {
    let mut metadata = json!({"vp_formats_supported": formats()});
    if let (true, Some(members)) = (encrypted, metadata.as_object_mut()) {
        let mut key = jose::jwk_of(identity::answer_key(&app.secrets, id)?.public_key());
        if let Some(key) = key.as_object_mut() {
            key.extend([("use", "enc"), ("alg", ECDH_ES), ("kid", "answer")].map(|(k, v)| (k.into(), v.into())));
        }
        members.insert("jwks".into(), json!({"keys": [key]}));
        let ways = Encryption::ALL.map(Encryption::name);
        members.insert("encrypted_response_enc_values_supported".into(), json!(ways));
    }
    Ok(metadata)
}

/// What is asked for (section 6): one certificate, in part or whole.
fn query(app: &App, asked: &NewPresentationRequest) -> Value {
    let mut in_part = json!({
        "id": IN_PART,
        "format": sd_jwt::TYPE,
        "meta": {"vct_values": [sd_jwt_vc::vct(&app.config)]},
    });
    if let Some(members) = in_part.as_object_mut() {
        claims(asked, members);
    }
    if !takes_whole(asked) {
        return json!({"credentials": [in_part]});
    }
    let mut whole = json!({
        "id": WHOLE,
        "format": "ldp_vc",
        "meta": {"type_values": [WHOLE_TYPES.map(|kind| kind.address)]},
    });
    // What is optional is in it or not; nothing of it can be kept back.
    let needed = AskedFact::ALL.iter().filter(|fact| asked.facts.contains(fact));
    let claim = |fact: &AskedFact| Some(json!({"id": fact.as_str(), "path": path_in_whole(*fact)?}));
    let needed: Vec<Value> = needed.filter_map(claim).collect();
    if let (false, Some(members)) = (needed.is_empty(), whole.as_object_mut()) {
        members.insert("claims".into(), needed.into());
    }
    json!({"credentials": [in_part, whole], "credential_sets": [{"options": [[IN_PART], [WHOLE]]}]})
}

/// The facts (section 6.3), and which of them may be left out: every set of the optional ones can be
/// shown with the needed ones. The title, which is always shown, makes a set of none possible.
fn claims(asked: &NewPresentationRequest, query: &mut Map<String, Value>) {
    let optional: Vec<AskedFact> = AskedFact::ALL
        .iter()
        .copied()
        .filter(|fact| asked.optional.contains(fact) && !asked.facts.contains(fact))
        .collect();
    let needed = AskedFact::ALL.iter().copied().filter(|fact| asked.facts.contains(fact));
    let needed: Vec<&str> = needed.map(AskedFact::as_str).collect();
    let claim = |id: &str, path: Value| json!({"id": id, "path": path});
    let facts = AskedFact::ALL.iter().filter(|fact| asked.facts.contains(fact) || optional.contains(fact));
    let mut claims: Vec<Value> = facts.map(|fact| claim(fact.as_str(), path_of(*fact))).collect();
    if !optional.is_empty() {
        claims.insert(0, claim(TITLE, json!([TITLE])));
        let mut sets: Vec<Vec<&str>> = (0..1_u32 << optional.len())
            .map(|chosen| {
                let among = optional.iter().enumerate().filter(|(nth, _)| chosen & (1 << nth) != 0);
                [TITLE].into_iter().chain(needed.iter().copied()).chain(among.map(|(_, fact)| fact.as_str())).collect()
            })
            .collect();
        sets.sort_by_key(|set| Reverse(set.len()));
        query.insert("claim_sets".into(), json!(sets));
    }
    if !claims.is_empty() {
        query.insert("claims".into(), claims.into());
    }
}

fn formats() -> Value {
    json!({
        "dc+sd-jwt": {"sd-jwt_alg_values": [EDDSA, ES256], "kb-jwt_alg_values": [EDDSA, ES256]},
        "ldp_vc": {
            "proof_type_values": ["DataIntegrityProof"],
            "cryptosuite_values": ["eddsa-rdfc-2022", "eddsa-jcs-2022"],
        },
    })
}

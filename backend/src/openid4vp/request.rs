//! Requests: made by whoever wants to know, read by a wallet as a signed object (section 5).

use chrono::{DateTime, Utc};
use puente_credentials::jose::{self, EDDSA};
use puente_credentials::keys::SignError;
use puente_credentials::sd_jwt;
use puente_wire::presentations::{AskedFact, NewPresentationRequest, PresentationRequest};
use serde_json::{Value, json};

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
    let signed = sign(app, &row, now).map_err(|error| internal(&error))?;
    Ok(Some(signed))
}

fn sign(app: &App, row: &Row, now: DateTime<Utc>) -> Result<String, SignError> {
    let config = &app.config;
    let claims = json!({
        "iss": client_id(config),
        "aud": "https://self-issued.me/v2",
        "client_id": client_id(config),
        "response_type": "vp_token",
        "response_mode": "direct_post",
        "response_uri": format!("{}/openid4vp/responses/{}", config.origin, row.id),
        "nonce": row.nonce,
        "state": row.id,
        "iat": now.timestamp(),
        "exp": row.expires_at.and_utc().timestamp(),
        "dcql_query": query(app, &row.asked()),
        "client_metadata": {"vp_formats_supported": formats()},
    });
    let header = json!({"typ": "oauth-authz-req+jwt", "kid": identity::verification_method(config)});
    jose::sign(header, &claims, &identity::key(&app.secrets))
}

/// What is asked for (section 6): one certificate, in part or whole.
fn query(app: &App, asked: &NewPresentationRequest) -> Value {
    let claims: Vec<Value> = asked.facts.iter().map(|fact| json!({"path": path_of(*fact)})).collect();
    let mut in_part = json!({
        "id": IN_PART,
        "format": sd_jwt::TYPE,
        "meta": {"vct_values": [sd_jwt_vc::vct(&app.config)]},
    });
    if let (Some(members), false) = (in_part.as_object_mut(), claims.is_empty()) {
        members.insert("claims".into(), claims.into());
    }
    if !asked.whole {
        return json!({"credentials": [in_part]});
    }
    let whole = json!({
        "id": WHOLE,
        "format": "ldp_vc",
        "meta": {"type_values": [[
            "https://www.w3.org/2018/credentials#VerifiableCredential",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
        ]]},
    });
    json!({"credentials": [in_part, whole], "credential_sets": [{"options": [[IN_PART], [WHOLE]]}]})
}

fn formats() -> Value {
    json!({
        "dc+sd-jwt": {"sd-jwt_alg_values": [EDDSA], "kb-jwt_alg_values": [EDDSA]},
        "ldp_vc": {
            "proof_type_values": ["DataIntegrityProof"],
            "cryptosuite_values": ["eddsa-rdfc-2022", "eddsa-jcs-2022"],
        },
    })
}

//! What a wallet reads before it asks (section 12.2 and RFC 8414).

use puente_credentials::achievement::OPEN_BADGES;
use puente_credentials::jose::{EDDSA, ES256};
use puente_credentials::sd_jwt;
use puente_credentials::structure::CREDENTIALS_V2;
use serde_json::{Value, json};

use super::{BATCH, GRANT_TYPE};
use crate::config::Config;
use crate::sd_jwt_vc;

/// The configuration of certificates as W3C credentials.
pub const DATA_INTEGRITY: &str = "certificate-ldp-vc";
/// The configuration of certificates as SD-JWT VC.
pub const SD_JWT: &str = "certificate-sd-jwt";

/// The type of signed metadata (section 12.2.3).
pub(super) const SIGNED_TYPE: &str = "openidvci-issuer-metadata+jwt";

const NAMES: [(&str, &str); 3] =
    [("es", "Certificado de competencia"), ("pt", "Certificado de competência"), ("en", "Certificate of competence")];

/// What an issuer offers and where.
pub(super) fn issuer(config: &Config, issuer: &str, name: &str) -> Value {
    let origin = &config.origin;
    json!({
        "credential_issuer": issuer,
        "authorization_servers": [origin],
        "credential_endpoint": format!("{origin}/openid4vci/credential"),
        "nonce_endpoint": format!("{origin}/openid4vci/nonce"),
        "deferred_credential_endpoint": format!("{origin}/openid4vci/deferred"),
        "notification_endpoint": format!("{origin}/openid4vci/notification"),
        "batch_credential_issuance": {"batch_size": BATCH},
        "display": [{"name": name}],
        "credential_configurations_supported": {
            SD_JWT: sd_jwt_configuration(config),
            DATA_INTEGRITY: data_integrity_configuration(),
        }
    })
}

fn sd_jwt_configuration(config: &Config) -> Value {
    let vct = sd_jwt_vc::vct(config);
    let described = sd_jwt_vc::type_metadata(&vct);
    let claims: Vec<Value> = described
        .get("claims")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|claim| {
            let labels = claim.get("display").and_then(Value::as_array).into_iter().flatten();
            let display: Vec<Value> =
                labels.map(|label| json!({"locale": label.get("locale"), "name": label.get("label")})).collect();
            json!({"path": claim.get("path"), "display": display})
        })
        .collect();
    json!({
        "format": sd_jwt::TYPE,
        "vct": vct,
        "cryptographic_binding_methods_supported": ["jwk", "did:key"],
        "credential_signing_alg_values_supported": [EDDSA],
        "proof_types_supported": proof_types(),
        "credential_metadata": {"display": display(), "claims": claims},
    })
}

fn data_integrity_configuration() -> Value {
    json!({
        "format": "ldp_vc",
        "credential_definition": {
            "@context": [CREDENTIALS_V2, OPEN_BADGES],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
        },
        "cryptographic_binding_methods_supported": ["jwk", "did:key"],
        "credential_signing_alg_values_supported": ["eddsa-rdfc-2022", "eddsa-jcs-2022"],
        "proof_types_supported": proof_types(),
        "credential_metadata": {"display": display()},
    })
}

fn proof_types() -> Value {
    json!({"jwt": {"proof_signing_alg_values_supported": [EDDSA, ES256]}})
}

fn display() -> Value {
    NAMES.iter().map(|(locale, name)| json!({"locale": locale, "name": name})).collect()
}

/// The authorisation server of all issuers here (RFC 8414).
pub(super) fn authorization_server(config: &Config) -> Value {
    let origin = &config.origin;
    json!({
        "issuer": origin,
        "token_endpoint": format!("{origin}/openid4vci/token"),
        "response_types_supported": ["none"],
        "grant_types_supported": [GRANT_TYPE],
        "token_endpoint_auth_methods_supported": ["none"],
        "pre-authorized_grant_anonymous_access_supported": true,
    })
}

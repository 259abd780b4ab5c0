//! Claims to facts.

use chrono::{DateTime, Utc};
use puente_wire::verification::{CertificateFacts, StandardFacts, UnitVerdict};
use serde_json::{Map, Value};

use super::did_of_issuer;
use crate::did::to_did_key;
use crate::keys::AnyKey;

/// What shown claims say as a certificate; none when they are those of something else.
///
/// Nothing here is verified, and what was not shown is absent.
pub fn facts_of(claims: &Map<String, Value>) -> Option<CertificateFacts> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    let standard: Option<StandardFacts> =
        claims.get("standard").and_then(|standard| serde_json::from_value(standard.clone()).ok());
    let units = claims.get("units").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Some(CertificateFacts {
        id: text("certificate_id"),
        number: text("certificate_number"),
        issuer_did: did_of_issuer(&text("iss")?)?,
        holder_name: text("name"),
        birth_date: text("birthdate").and_then(|day| day.parse().ok()),
        holder_did: claims.get("cnf").and_then(|cnf| AnyKey::from_jwk(cnf.get("jwk")?)).map(to_did_key),
        title: text("title").or_else(|| standard.as_ref().map(|standard| standard.title.clone()))?,
        standard,
        verdict_words: text("verdict"),
        units: units.iter().filter_map(unit).collect(),
        issued_on: instant(claims, "nbf").or_else(|| instant(claims, "iat"))?.date_naive(),
        valid_until: instant(claims, "exp").map(|end| end.date_naive()),
    })
}

/// A unit whose result is shown too.
fn unit(unit: &Value) -> Option<UnitVerdict> {
    let text = |pointer: &str| unit.pointer(pointer).and_then(Value::as_str);
    Some(UnitVerdict {
        unit: text("/unit")?.to_owned(),
        title: text("/title")?.to_owned(),
        verdict: text("/result/verdict")?.parse().ok()?,
        words: text("/result/words")?.to_owned(),
    })
}

/// A `NumericDate` (RFC 7519, section 2), whole seconds.
pub(crate) fn instant(claims: &Map<String, Value>, name: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(claims.get(name)?.as_i64()?, 0)
}

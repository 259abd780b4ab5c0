//! The same as credentials: W3C *Recognized Entities v1.0*, Working Draft of 2 August 2026
//! (`WD-vc-recognized-entities-1.0-20260802`), sections 3.2 to 3.4.
//!
//! The draft's own JSON-LD context is left out on purpose: as it stands it defines `issuer`,
//! `credentialSubject` and `validFrom` anew, which the context of credentials forbids, and it is not
//! yet published under its address. Its terms are written into the credential with the draft's own
//! IRIs instead, so that nothing changes for readers of the statements when it is.

use chrono::NaiveDate;
use puente_credentials::instant;
use puente_credentials::structure::CREDENTIALS_V2;
use puente_wire::issuers::{Accreditation, Issuer};
use serde_json::{Map, Value, json};

use super::{Contents, Period};

/// Terms of the draft.
const RECOGNIZED: &str = "https://www.w3.org/ns/credentials/recognized-entities#";
/// What the draft has no terms for: which framework, by which act.
const OWN: &str = "https://w3id.org/puente/recognition#";

/// A credential about these bodies, to be signed.
pub(super) fn credential(id: &str, contents: &Contents, operator: &str, period: Period) -> Value {
    json!({
        "@context": [CREDENTIALS_V2, terms()],
        "id": id,
        "type": ["VerifiableCredential", "RecognizedEntityCredential"],
        "issuer": { "id": operator, "type": "RecognizedIssuer", "name": contents.operator.name },
        "validFrom": instant::format(period.from),
        "validUntil": instant::format(period.until),
        "credentialSubject": contents.bodies.iter().map(|body| entity(&body.issuer, operator)).collect::<Vec<_>>(),
    })
}

fn entity(issuer: &Issuer, operator: &str) -> Value {
    let mut entity = Map::new();
    entity.insert("id".into(), json!(issuer.did));
    entity.insert("type".into(), json!("RecognizedEntity"));
    entity.insert("name".into(), json!(issuer.short_name.as_ref().unwrap_or(&issuer.name)));
    entity.insert("legalName".into(), json!(issuer.name));
    if let Some(website) = &issuer.contact.website {
        entity.insert("url".into(), json!(website));
    }
    entity.insert("country".into(), json!(issuer.country));
    let actions: Vec<Value> = issuer.accreditations.iter().map(|one| action(one, operator)).collect();
    if !actions.is_empty() {
        entity.insert("recognizedTo".into(), json!(actions));
    }
    Value::Object(entity)
}

/// One accreditation: issuing certificates of a framework, a sector or a standard.
fn action(accreditation: &Accreditation, operator: &str) -> Value {
    let mut action = Map::new();
    action.insert("type".into(), json!("RecognizedAction"));
    action.insert("action".into(), json!("issue"));
    action.insert("recognizedBy".into(), json!(operator));
    action.insert("validFrom".into(), json!(instant::format(instant::start_of(accreditation.from))));
    let until = accreditation.until.map(|day: NaiveDate| instant::format(instant::end_of(day)));
    let sector = accreditation.sector.map(|sector| sector.as_str().to_owned());
    let illustrative = accreditation.illustrative.then(|| "true".to_owned());
    for (term, value) in [
        ("validUntil", until),
        ("framework", Some(accreditation.framework.clone())),
        ("standard", accreditation.standard.clone()),
        ("sector", sector),
        ("centre", accreditation.centre.clone()),
        ("act", Some(accreditation.act.clone())),
        ("actUrl", accreditation.act_url.clone()),
        ("illustrative", illustrative),
    ] {
        if let Some(value) = value {
            action.insert(term.into(), json!(value));
        }
    }
    if !accreditation.sector_standards.is_empty() {
        action.insert("sectorStandard".into(), json!(accreditation.sector_standards));
    }
    Value::Object(action)
}

/// The terms, each defined where the draft allows it.
fn terms() -> Value {
    let recognized = |name: &str| format!("{RECOGNIZED}{name}");
    let link = |iri: String| json!({ "@id": iri, "@type": "@id" });
    let instant = |name: &str| {
        json!({
            "@id": format!("https://www.w3.org/2018/credentials#{name}"),
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        })
    };
    let mut action = json!({
        "action": recognized("action"),
        "recognizedBy": link(recognized("recognizedBy")),
        "validFrom": instant("validFrom"),
        "validUntil": instant("validUntil"),
        "actUrl": link(format!("{OWN}actUrl")),
    });
    if let Some(members) = action.as_object_mut() {
        for term in ["framework", "standard", "sector", "sectorStandard", "centre", "act", "illustrative"] {
            members.insert(term.into(), json!(format!("{OWN}{term}")));
        }
    }
    json!({
        "RecognizedEntityCredential": recognized("RecognizedEntityCredential"),
        "RecognizedIssuer": recognized("RecognizedIssuer"),
        "RecognizedEntity": {
            "@id": recognized("RecognizedEntity"),
            "@context": {
                "legalName": recognized("legalName"),
                "url": link(recognized("url")),
                "country": format!("{OWN}country"),
                "recognizedTo": link(recognized("recognizedTo")),
            },
        },
        "RecognizedAction": { "@id": recognized("RecognizedAction"), "@context": action },
    })
}

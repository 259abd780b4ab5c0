//! A certificate of competence as an Open Badges 3.0 credential, and back.
//!
//! Everything a reader needs lies under terms of the Open Badges context:
//!
//! | what | where under `credentialSubject` |
//! |---|---|
//! | framework's slug, standard's code | `achievement.alignment[]` of type `CFItem`: `targetFramework`, `targetCode` |
//! | version, code as people write it | `achievement.version`, `achievement.humanCode` |
//! | ISCO-08 groups | `achievement.alignment[]` whose `targetFramework` is `ISCO-08` |
//! | level | `achievement.alignment[]` of type `CFRubricCriterionLevel` |
//! | country | `achievement.creator.address.addressCountryCode` |
//! | unit's key, title | `achievement.resultDescription[].alignment[]`, `.name` |
//! | verdict, in the body's words | `result[].status`, `.value`, by `resultDescription` |
//! | number, holder's name | `licenseNumber`, `identifier[]` of type `name` |

mod read;
mod write;

pub use read::facts_of;
pub use write::Certificate;

/// The Open Badges 3.0 context; always this exact version.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// How Open Badges names the hub classification here.
const ISCO_08: &str = "ISCO-08";

/// The address of a standard that has no page of its own: framework, code, version.
fn standard_urn(framework: &str, code: &str, version: Option<&str>) -> String {
    let mut urn = format!("urn:puente:standard:{framework}:{}", segment(code));
    if let Some(version) = version {
        urn.push(':');
        urn.push_str(&segment(version));
    }
    urn
}

/// Bytes that a URN segment may hold as they are; the others percent-encoded.
fn segment(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::bitstring::StatusEntry;
    use puente_wire::verification::{CertificateFacts, StandardFacts, StatusPurpose, UnitVerdict, Verdict};
    use serde_json::Value;

    /// The electrician's certificate, as everybody in this crate's tests knows it.
    pub(crate) fn facts() -> CertificateFacts {
        let unit = |code: &str, title: &str, verdict, words: &str| UnitVerdict {
            unit: code.into(),
            title: title.into(),
            verdict,
            words: words.into(),
        };
        CertificateFacts {
            id: Some("urn:uuid:7a6cafb9-11c3-41a8-98d8-8b5a45c2548f".into()),
            number: Some("SENA-2026-000123".into()),
            issuer_did: "did:web:example.org:orgs:sena".into(),
            holder_name: Some("Yuleidy Contreras".into()),
            birth_date: None,
            holder_did: Some("did:key:z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r".into()),
            standard: Some(StandardFacts {
                framework: "co-sena-nscl".into(),
                framework_name: Some("Normas Sectoriales de Competencia Laboral".into()),
                code: "280101175".into(),
                version: Some("1".into()),
                title: "Montar instalaciones eléctricas internas de acuerdo con normativa".into(),
                country: "CO".into(),
                level: Some("3".into()),
                isco08: vec!["7411".into()],
            }),
            title: "Montar instalaciones eléctricas internas de acuerdo con normativa".into(),
            verdict_words: Some("Competente".into()),
            units: vec![
                unit("01", "Tender canalizaciones", Verdict::Competent, "Competente"),
                unit("02", "Conectar tableros", Verdict::NotYetCompetent, "Aún no competente"),
            ],
            issued_on: "2026-03-14".parse().unwrap(),
            valid_until: Some("2029-03-14".parse().unwrap()),
        }
    }

    /// Where the certificate's two status bits are.
    pub(crate) fn status() -> [StatusEntry; 2] {
        [StatusPurpose::Revocation, StatusPurpose::Suspension].map(|purpose| StatusEntry {
            purpose,
            list: format!("https://example.org/status/sena/{purpose}-1"),
            index: 94_567,
        })
    }

    /// The unsigned credential of [`facts`].
    pub(crate) fn credential() -> Value {
        Certificate { facts: &facts(), issuer_name: "SENA", status: &status() }.to_json()
    }

    #[test]
    fn facts_written_are_the_facts_read() {
        assert_eq!(facts_of(&credential()), Some(facts()));
    }

    #[test]
    fn a_certificate_without_end_number_units_or_holder_key_also_comes_back() {
        let mut facts = facts();
        facts.valid_until = None;
        facts.number = None;
        facts.holder_did = None;
        facts.units.clear();
        facts.verdict_words = None;
        if let Some(standard) = &mut facts.standard {
            standard.version = None;
            standard.level = None;
            standard.isco08.clear();
            standard.framework_name = None;
            standard.code = "EC0217.01 \"ñ\"".into();
        }
        let credential = Certificate { facts: &facts, issuer_name: "CONOCER", status: &[] }.to_json();
        assert!(credential.get("validUntil").is_none());
        assert!(credential.get("credentialStatus").is_none());
        crate::structure::check_credential(&credential).unwrap();
        assert_eq!(facts_of(&credential), Some(facts));
    }

    #[test]
    fn a_credential_is_well_formed_and_carries_both_status_entries() {
        let credential = credential();
        crate::structure::check_credential(&credential).unwrap();
        assert_eq!(crate::bitstring::entries_of(&credential), status());
    }

    #[test]
    fn a_plain_badge_has_a_title_but_no_standard() {
        let mut badge = credential();
        badge["credentialSubject"]["achievement"] =
            serde_json::json!({"id": "urn:a", "name": "Curso", "type": ["Achievement"]});
        badge["name"] = Value::Null;
        let facts = facts_of(&badge).unwrap();
        assert_eq!(facts.title, "Curso");
        assert_eq!(facts.standard, None);
        assert!(facts.units.is_empty());
    }
}

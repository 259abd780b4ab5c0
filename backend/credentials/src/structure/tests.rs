//! Each rule of the data model, broken once.
use super::*;
use serde_json::json;

fn credential() -> Value {
    json!({
        "@context": [CREDENTIALS_V2], "id": "urn:uuid:1", "type": ["VerifiableCredential"],
        "issuer": {"id": "did:web:a"}, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:key:z", "x": 1},
    })
}

#[test]
fn a_plain_credential_passes() {
    check_credential(&credential()).unwrap();
}

#[test]
fn each_broken_rule_is_named() {
    for (pointer, value, error) in [
        ("@context", json!(CREDENTIALS_V2), StructureError::Context),
        ("@context", json!(["https://a.example", CREDENTIALS_V2]), StructureError::Context),
        ("@context", json!([CREDENTIALS_V2, 5]), StructureError::Context),
        ("type", json!(["Other"]), StructureError::Property("type")),
        ("type", json!(["VerifiableCredential", 1]), StructureError::Property("type")),
        ("id", json!("not a url"), StructureError::Property("id")),
        ("id", json!(["urn:a", "urn:b"]), StructureError::Property("id")),
        ("issuer", json!("SENA"), StructureError::Property("issuer")),
        ("issuer", json!({"name": "SENA"}), StructureError::Property("issuer")),
        ("credentialSubject", json!("x"), StructureError::Property("credentialSubject")),
        ("credentialSubject", json!([]), StructureError::Property("credentialSubject")),
        ("credentialSubject", json!([{}]), StructureError::Property("credentialSubject")),
        ("validFrom", json!("2026-01-01"), StructureError::Date("validFrom")),
        ("validUntil", json!("2025-01-01T00:00:00Z"), StructureError::Date("validUntil")),
        ("name", json!(5), StructureError::Property("name")),
        ("name", json!({"@value": "a", "x": "b"}), StructureError::Property("name")),
        ("credentialStatus", json!({"id": "urn:a"}), StructureError::Property("credentialStatus")),
        ("credentialSchema", json!({"type": "JsonSchema"}), StructureError::Property("credentialSchema")),
        ("refreshService", json!({"id": "urn:a"}), StructureError::Property("refreshService")),
        ("evidence", json!("x"), StructureError::Property("evidence")),
        ("relatedResource", json!([{"id": "urn:a"}]), StructureError::Property("relatedResource")),
        (
            "relatedResource",
            json!([{"id": "urn:a", "digestSRI": "x"}, {"id": "urn:a", "digestSRI": "x"}]),
            StructureError::Property("relatedResource"),
        ),
    ] {
        let mut broken = credential();
        broken[pointer] = value.clone();
        assert_eq!(check_credential(&broken), Err(error), "{pointer} = {value}");
    }
    for name in ["@context", "type", "issuer", "credentialSubject"] {
        let mut broken = credential();
        broken.as_object_mut().unwrap().remove(name);
        assert!(check_credential(&broken).is_err(), "without {name}");
    }
    assert!(check_credential(&json!([])).is_err());
}

#[test]
fn a_presentation_holds_credentials_that_are_objects() {
    let mut presentation = json!({"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"],
        "holder": "did:key:z", "verifiableCredential": [credential()]});
    check_presentation(&presentation).unwrap();
    presentation["verifiableCredential"] = json!(["text"]);
    assert!(check_presentation(&presentation).is_err());
}

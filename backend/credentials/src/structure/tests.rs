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

/// A property of the credential itself, or an object's in it, with a value that it may have and some that it may
/// not.
struct Rule {
    name: &'static str,
    right: Value,
    wrong: Vec<Value>,
}

fn rule(name: &'static str, right: Value, wrong: &[Value]) -> Rule {
    Rule { name, right, wrong: wrong.to_vec() }
}

#[test]
fn what_hangs_on_a_credential_is_an_object_of_a_kind() {
    let typed = |kind: &str| json!({"id": "https://a.example/1", "type": kind});
    let objects = |kind: &str| {
        [
            json!("https://a.example/1"),
            json!([]),
            json!({}),
            json!({"id": "https://a.example/1"}),
            json!({"type": []}),
            json!({"type": ""}),
            json!({"type": "Two Words"}),
            json!({"type": 5}),
            json!({"id": "not a url", "type": kind}),
            json!([typed(kind), "https://a.example/2"]),
            Value::Null,
        ]
    };
    for (name, kind) in [
        ("renderMethod", "SvgRenderingTemplate2023"),
        ("termsOfUse", "TrustFrameworkPolicy"),
        ("confidenceMethod", "Passport"),
        ("evidence", "Evidence"),
        ("refreshService", "RefreshService"),
    ] {
        let Rule { name, right, wrong } = rule(name, typed(kind), &objects(kind));
        for right in [right.clone(), json!([right]), json!({"type": [kind, "Other"]})] {
            let mut credential = credential();
            credential[name] = right.clone();
            assert_eq!(check_credential(&credential), Ok(()), "{name} = {right}");
        }
        for wrong in wrong {
            let mut credential = credential();
            credential[name] = wrong.clone();
            assert_eq!(check_credential(&credential), Err(StructureError::Property(name)), "{name} = {wrong}");
        }
    }
    let mut presentation = json!({"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"]});
    for wrong in objects("TrustFrameworkPolicy") {
        presentation["termsOfUse"] = wrong.clone();
        assert_eq!(check_presentation(&presentation), Err(StructureError::Property("termsOfUse")), "{wrong}");
    }
}

#[test]
fn texts_say_their_language_and_direction_as_they_must() {
    let value =
        |language: Value, direction: Value| json!({"@value": "a", "@language": language, "@direction": direction});
    let rules = rule(
        "name",
        json!([value(json!("es"), json!("ltr")), value(json!("ar-EG"), json!("rtl")), {"@value": "a"}]),
        &[
            value(json!("es"), json!("LTR")),
            value(json!("es"), json!("auto")),
            value(json!("es"), json!(null)),
            value(json!("es"), json!(["ltr"])),
            value(json!("e"), json!("up")),
            value(json!(""), json!("ltr")),
            value(json!("5s"), json!("ltr")),
            value(json!("es_MX"), json!("ltr")),
            value(json!("es-"), json!("ltr")),
            value(json!("spanishlanguage"), json!("ltr")),
            value(json!(["es"]), json!("ltr")),
            value(json!(null), json!("ltr")),
            json!({"@value": 5}),
            json!({"@language": "es"}),
            json!({"@value": "a", "@type": "x"}),
            json!([]),
            json!([{"@value": "a"}, "b"]),
            json!(null),
        ],
    );
    for name in ["name", "description"] {
        for place in ["", "/issuer"] {
            let with = |value: &Value| {
                let mut credential = credential();
                credential.pointer_mut(place).unwrap()[name] = value.clone();
                check_credential(&credential)
            };
            assert_eq!(with(&json!("a")), Ok(()), "{place}/{name}");
            assert_eq!(with(&rules.right), Ok(()), "{place}/{name}");
            for wrong in &rules.wrong {
                assert_eq!(with(wrong), Err(StructureError::Property(name)), "{place}/{name} = {wrong}");
            }
        }
    }
}

#[test]
fn a_status_of_several_bits_has_a_message_for_each_value() {
    let entry = |more: &Value| {
        let mut entry = json!({"type": "BitstringStatusListEntry", "statusPurpose": "message",
            "statusListIndex": "7", "statusListCredential": "https://a.example/list"});
        for (name, value) in more.as_object().unwrap() {
            entry[name] = value.clone();
        }
        let mut credential = credential();
        credential["credentialStatus"] = entry;
        check_credential(&credential)
    };
    let message = |at: usize| json!({"status": format!("0x{at}"), "message": "m"});
    let messages = |count: usize| json!((0..count).map(message).collect::<Vec<_>>());
    for right in [
        json!({}),
        json!({"statusSize": 1}),
        json!({"statusMessage": messages(2)}),
        json!({"statusSize": 2, "statusMessage": messages(4)}),
        json!({"statusReference": "https://a.example/why"}),
        json!({"statusReference": ["https://a.example/why", "https://a.example/how"]}),
        json!({"id": "https://a.example/list#7"}),
    ] {
        assert_eq!(entry(&right), Ok(()), "{right}");
    }
    for wrong in [
        json!({"statusSize": 2}),
        json!({"statusSize": 0}),
        json!({"statusSize": 17}),
        json!({"statusSize": -1}),
        json!({"statusSize": "2", "statusMessage": messages(4)}),
        json!({"statusMessage": messages(1)}),
        json!({"statusMessage": messages(3)}),
        json!({"statusSize": 2, "statusMessage": messages(2)}),
        json!({"statusMessage": message(0)}),
        json!({"statusMessage": "m"}),
        json!({"statusMessage": [message(0), {"status": "0x1"}]}),
        json!({"statusMessage": [message(0), {"message": "m"}]}),
        json!({"statusMessage": [message(0), {"status": 1, "message": "m"}]}),
        json!({"statusReference": "not a url"}),
        json!({"statusReference": [5]}),
        json!({"statusPurpose": ""}),
        json!({"statusPurpose": 5}),
        json!({"statusListIndex": 7}),
        json!({"statusListIndex": "-1"}),
        json!({"statusListIndex": "07"}),
        json!({"statusListIndex": ""}),
        json!({"statusListCredential": "list"}),
        json!({"id": "https://a.example/list"}),
    ] {
        assert_eq!(entry(&wrong), Err(StructureError::Property("credentialStatus")), "{wrong}");
    }
}

//! `puente verify --ndjson`: many certificates, one a line.

use std::fs;
use std::process::Output;

use puente_credentials::did::to_did_key;
use puente_credentials::issue::issue;
use puente_credentials::keys::{Signer, SigningKey};
use puente_credentials::proof::ProofOptions;
use serde_json::{Value, json};

use crate::support::process::{Installation, text};
use crate::vc_api::badge;

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn certificate(number: usize) -> Value {
    let key = SigningKey::from_seed(&[7; 32]);
    let did = to_did_key(key.public_key());
    let mut credential = badge();
    credential["id"] = json!(format!("urn:example:{number}"));
    credential["issuer"]["id"] = json!(did);
    let method = format!("{did}#{}", key.public_key().to_multibase());
    let created = "2026-01-01T00:00:00Z".parse().unwrap();
    issue(credential, &ProofOptions::asserting(method, created), &key).unwrap()
}

/// Certificates of an issuer of this registry, all on the same two lists; the second is revoked, the
/// fourth suspended, the fifth names a list that is not there.
fn with_status(installation: &Installation) -> Vec<String> {
    let server = installation.serve();
    let token = installation.run(&["token", "create", "--org", "sena", "--scope", "vc-api"]);
    let program = server.caller().with("authorization", &format!("Bearer {}", said(&token).trim()));
    let did = format!("did:web:{}:orgs:sena", server.address.replace(':', "%3A"));
    let issue = |number: usize| {
        let mut credential = badge();
        credential["id"] = json!(format!("urn:example:{number}"));
        credential["issuer"]["id"] = json!(did);
        if number == 5 {
            let list = format!("http://{}/status/sena/revocation-9", server.address);
            credential["credentialStatus"] = json!({"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": "7", "statusListCredential": list, "id": format!("{list}#7")});
        }
        let body = json!({"credential": credential, "options": {}});
        let (status, issued) = program.post("/vc-api/credentials/issue", &body).unwrap();
        assert_eq!(status, 201, "{issued}");
        issued.to_string()
    };
    let lines = (1..=40).map(issue).collect();
    for (number, purpose) in [(2, "revocation"), (4, "suspension")] {
        let body = json!({"credentialId": format!("urn:example:{number}"), "status": true,
            "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": purpose}});
        assert_eq!(program.post("/vc-api/credentials/status", &body).unwrap().0, 200);
    }
    lines
}

#[test]
fn certificates_on_the_same_lists_are_told_apart_on_one_thread_and_on_several_with_and_without_a_registry() {
    let installation = Installation::new();
    let lines = with_status(&installation);
    let (file, trust) = (installation.data.path().join("many.ndjson"), installation.data.path().join("trust.json"));
    fs::write(&file, lines.join("\n")).unwrap();
    let written = installation.run(&["trust", "export"]);
    assert!(written.status.success());
    fs::write(&trust, &written.stdout).unwrap();
    // As in VC-API, a status that nobody could find out is the reader's own business.
    let expected = "line 2: revoked urn:example:2\nline 4: suspended urn:example:4\nverified 38, failed 2\n";
    for threads in ["1", "2", "5"] {
        let with_registry = ["verify", "--ndjson", text(&file), "--report", "--threads", threads];
        let without = [with_registry.as_slice(), &["--trust", text(&trust)]].concat();
        for arguments in [with_registry.as_slice(), &without] {
            assert_eq!(said(&installation.run(arguments)), expected, "{arguments:?}");
        }
    }
}

#[test]
fn every_line_is_counted_and_each_failure_reported_without_a_registry_too() {
    let installation = Installation::new();
    let file = installation.data.path().join("many.ndjson");
    let mut lines: Vec<String> = (0..6).map(|number| certificate(number).to_string()).collect();
    let mut tampered = certificate(6);
    tampered["credentialSubject"]["achievement"]["name"] = json!("280101176");
    lines.push(tampered.to_string());
    lines.push("not JSON".to_owned());
    lines.push(String::new());
    lines.push(format!("\"{}\"", "a".repeat(400 * 1024)));
    fs::write(&file, lines.join("\n")).unwrap();
    let path = file.to_str().unwrap();

    let found = installation.run(&["verify", "--ndjson", path, "--report"]);
    let text = said(&found);
    assert!(text.ends_with("verified 6, failed 3\n"), "{text}");
    assert!(text.contains("line 7: signature-wrong urn:example:6\n"), "{text}");
    assert!(text.contains("line 8: malformed -\n") && text.contains("line 10: too-large -\n"), "{text}");
    assert_eq!(found.status.code(), Some(1));

    let trust = installation.data.path().join("trust.json");
    assert!(!installation.run(&["trust", "export"]).status.success(), "nobody operates it, so nobody signs");
    assert!(installation.run(&["seed", "demo"]).status.success());
    let written = installation.run(&["trust", "export"]);
    assert!(written.status.success());
    fs::write(&trust, &written.stdout).unwrap();
    fs::write(&file, lines[..6].join("\n")).unwrap();
    let offline = installation.run(&["verify", "--ndjson", path, "--trust", trust.to_str().unwrap()]);
    assert_eq!(said(&offline), "verified 6, failed 0\n");
    assert!(offline.status.success());
    let list: Value = serde_json::from_slice(&written.stdout).unwrap();
    let operator = list["documents"].as_array().unwrap().iter().find(|one| one["id"] == list["issuer"]).unwrap();
    let key = operator["verificationMethod"][0]["publicKeyMultibase"].as_str().unwrap();
    let with_key = |key: &str| {
        let arguments = ["verify", "--ndjson", path, "--trust", trust.to_str().unwrap(), "--trust-key", key];
        installation.run(&arguments).status.code()
    };
    assert_eq!(with_key(key), Some(0));
    assert_eq!(with_key("z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r"), Some(2));
    let changed = String::from_utf8_lossy(&written.stdout).replace("Servicio Nacional", "Servicio nacional");
    fs::write(&trust, changed).unwrap();
    let refused = installation.run(&["verify", "--ndjson", path, "--trust", trust.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(installation.run(&["verify", "--ndjson", "/nowhere"]).status.code(), Some(2));
}

//! Keys in a hardware security module: signed for real through `SoftHSM2`, which stands for one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::crash::Desk;
use crate::support::desk::Wallet;
use crate::support::process::{Caller, Installation, Server, said};
use crate::vc_api::badge;

pub const PIN: &str = "4711-prueba";

/// The module: where `cargo xtask` says, or where distributions put it. It is never done without.
fn module() -> PathBuf {
    if let Some(named) = std::env::var_os("PUENTE_TEST_PKCS11_MODULE") {
        return named.into();
    }
    ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"]
        .iter()
        .map(PathBuf::from)
        .find(|path| path.is_file())
        .expect("SoftHSM2 is missing: cargo xtask setup, or apt-get install softhsm2")
}

/// A token of its own, and the settings that lead to it.
pub fn token(folder: &Path) -> Vec<(&'static str, String)> {
    let tokens = folder.join("tokens");
    fs::create_dir(&tokens).unwrap();
    let configuration = folder.join("softhsm2.conf");
    let text = format!("directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n", tokens.display());
    fs::write(&configuration, text).unwrap();
    let pin = folder.join("pin");
    fs::write(&pin, format!("{PIN}\n")).unwrap();
    let made = Command::new("softhsm2-util")
        .env("SOFTHSM2_CONF", &configuration)
        .args(["--init-token", "--free", "--label", "puente", "--pin", PIN, "--so-pin", "0815-prueba"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", said(&made));
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    vec![
        ("SOFTHSM2_CONF", text(&configuration)),
        ("PUENTE_PKCS11_MODULE", text(&module())),
        ("PUENTE_PKCS11_TOKEN", "puente".to_owned()),
        ("PUENTE_PKCS11_PIN_FILE", text(&pin)),
    ]
}

/// A registry whose issuer keys lie in a module.
struct Registry {
    installation: Installation,
    environment: Vec<(&'static str, String)>,
}

impl Registry {
    /// With demonstration data, and with SENA's active keys, number 2 (Ed25519) and 3 (P-256), in the module.
    fn new() -> Self {
        let installation = Installation::new();
        let environment = token(installation.data.path());
        let registry = Self { installation, environment };
        registry.run(&["seed", "demo"]);
        for (number, kind) in [("2", "ed25519"), ("3", "p256")] {
            let made = registry.run(&["key", "create", "--org", "sena", "--kind", kind, "--pkcs11"]);
            assert!(made.contains(" created in the hardware security module; created "), "{made}");
            registry.run(&["key", "activate", "--org", "sena", "--number", number]);
        }
        registry
    }

    fn environment(&self) -> Vec<(&str, &str)> {
        self.environment.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        let found = self.installation.command(arguments).envs(self.environment()).output().unwrap();
        assert!(found.status.success(), "{arguments:?}: {}", said(&found));
        String::from_utf8(found.stdout).unwrap()
    }

    fn serve(&self) -> Server {
        self.installation.serve_with(&self.environment())
    }

    /// A program of SENA's.
    fn program(&self, server: &Server) -> Program {
        let token = self.run(&["token", "create", "--org", "sena", "--scope", "vc-api"]).trim().to_owned();
        let caller = server.caller().with("authorization", &format!("Bearer {token}"));
        Program { caller, did: format!("did:web:{}:orgs:sena", server.address.replace(':', "%3A")) }
    }
}

struct Program {
    caller: Caller,
    did: String,
}

impl Program {
    fn issue(&self, suite: &Value) -> (u16, Value) {
        let mut credential = badge();
        credential["id"] = json!(format!("urn:uuid:{}", uuid::Uuid::new_v4()));
        credential["issuer"]["id"] = json!(self.did);
        let body = json!({"credential": credential, "options": {"cryptosuite": suite}});
        self.caller.post("/vc-api/credentials/issue", &body).unwrap()
    }

    fn verifies(&self, credential: &Value) -> bool {
        let asked = json!({ "verifiableCredential": credential });
        self.caller.post("/vc-api/credentials/verify", &asked).unwrap().0 == 200
    }

    /// Issues with a suite, or with the usual two: every proof is made with this key, and holds.
    #[track_caller]
    fn signs_with(&self, suite: &Value, key: &str) {
        let (status, issued) = self.issue(suite);
        assert_eq!(status, 201, "{issued}");
        let proofs = issued["proof"].as_array().cloned().unwrap_or_else(|| vec![issued["proof"].clone()]);
        assert_eq!(proofs.len(), if suite.is_null() { 2 } else { 1 });
        for proof in proofs {
            assert_eq!(proof["verificationMethod"], format!("{}#{key}", self.did), "{suite}");
        }
        assert!(self.verifies(&issued), "{suite}");
        let mut changed = issued;
        changed["credentialSubject"]["achievement"]["name"] = json!("280101176");
        assert!(!self.verifies(&changed), "{suite}");
    }
}

#[test]
fn a_certificate_signed_in_the_module_verifies_and_the_next_key_is_made_there_too() {
    let registry = Registry::new();
    let server = registry.serve();
    let program = registry.program(&server);
    for suite in [Value::Null, json!("eddsa-rdfc-2022"), json!("eddsa-jcs-2022")] {
        program.signs_with(&suite, "key-2");
    }
    for suite in ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"] {
        program.signs_with(&json!(suite), "key-3");
    }
    // Rotation stays in the module.
    let rotated = registry.run(&["key", "rotate", "--org", "sena"]);
    assert_eq!(rotated.lines().filter(|line| line.contains(" active in the hardware security module; ")).count(), 2);
    program.signs_with(&Value::Null, "key-4");
}

#[test]
fn a_wallet_gets_both_forms_of_a_certificate_signed_in_the_module() {
    let registry = Registry::new();
    let server = registry.serve();
    let signed_off = Desk::open(&server).sign_off("hsm1").unwrap();
    let offer = &signed_off["offer"];
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code")
        .append_pair("pre-authorized_code", offer["offer"]["code"].as_str().unwrap())
        .append_pair("tx_code", offer["pin"].as_str().unwrap())
        .finish();
    let caller = server.caller();
    let (_, token) = caller.form("/openid4vci/token", &form).unwrap();
    let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
    let issuer = format!("http://{}/orgs/sena", server.address);
    for configuration in ["certificate-ldp-vc", "certificate-sd-jwt"] {
        let (_, nonce) = caller.post("/openid4vci/nonce", &json!({})).unwrap();
        let proof = Wallet::new(1).possession(&issuer, nonce["c_nonce"].as_str().unwrap(), chrono::Utc::now());
        let request = json!({"credential_configuration_id": configuration, "proofs": {"jwt": [proof]}});
        let wallet = caller.clone().with("authorization", &bearer);
        let (status, answer) = wallet.post("/openid4vci/credential", &request).unwrap();
        assert_eq!(status, 200, "{answer}");
        let credential = &answer["credentials"][0]["credential"];
        let (_, found) = caller.post("/api/v1/verifications", credential).unwrap();
        assert_eq!(found["state"], "valid", "{configuration}: {found}");
    }
}

#[test]
fn while_the_token_is_gone_nothing_is_signed_and_afterwards_it_goes_on_without_a_restart() {
    let registry = Registry::new();
    let server = registry.serve();
    let program = registry.program(&server);
    program.signs_with(&Value::Null, "key-2");
    let folder = registry.installation.data.path();
    fs::rename(folder.join("tokens"), folder.join("away")).unwrap();
    for _ in 0..2 {
        let (status, problem) = program.issue(&Value::Null);
        assert_eq!((status, problem["code"].as_str()), (503, Some("security-module-silent")), "{problem}");
    }
    assert_eq!(server.caller().get("/api/v1/issuers/sena").unwrap().0, 200, "everything else goes on");
    fs::rename(folder.join("away"), folder.join("tokens")).unwrap();
    program.signs_with(&Value::Null, "key-2");
    program.signs_with(&json!("ecdsa-jcs-2019"), "key-3");
}

#[test]
fn a_wrong_pin_or_token_is_said_at_the_start_and_without_a_module_no_key_is_made_there() {
    let installation = Installation::new();
    let mut environment = token(installation.data.path());
    let without = installation.run(&["key", "create", "--org", "operador", "--pkcs11"]);
    assert!(!without.status.success());
    for (name, wrong, says) in [
        ("PUENTE_PKCS11_TOKEN", "another", "no token \"another\""),
        ("PUENTE_PKCS11_PIN_FILE", "/nowhere", "the PIN file /nowhere"),
        ("PUENTE_PKCS11_MODULE", "/nowhere.so", "the hardware security module"),
    ] {
        let before = environment.clone();
        for (known, value) in &mut environment {
            if *known == name {
                wrong.clone_into(value);
            }
        }
        let found = installation.command(&["audit", "verify"]).envs(environment.iter().cloned()).output().unwrap();
        assert!(!found.status.success() && said(&found).contains(says), "{}", said(&found));
        environment = before;
    }
    fs::write(installation.data.path().join("pin"), "wrong-pin").unwrap();
    let found = installation.command(&["audit", "verify"]).envs(environment).output().unwrap();
    assert!(!found.status.success() && said(&found).contains("the hardware security module"), "{}", said(&found));
}

//! What a registry does when sessions with its hardware security module end behind its back. A second
//! hold on the same module, in the same process, ends them.

use std::process::Command;
use std::sync::Arc;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;
use puente::config::{Config, Settings};
use puente::hardware::{Hardware, HardwareError, TokenKey};
use puente_credentials::keys::{PublicKey, Signer};
use puente_wire::issuer_keys::KeyKind;

use crate::hardware_keys::{PIN, token};
use crate::support::process::said;

const INSIDE: &str = "PUENTE_TEST_INSIDE";

/// Runs a test in a process of its own, with a token of its own: the module reads where its tokens are
/// from the environment, once. True in that process.
#[track_caller]
fn inside(name: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let folder = tempfile::tempdir().unwrap();
    let found = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("hardware_sessions::{name}"), "--nocapture"])
        .envs(token(folder.path()))
        .env(INSIDE, "1")
        .output()
        .unwrap();
    assert!(found.status.success() && said(&found).contains("1 passed"), "{}", said(&found));
    false
}

/// The registry's hold on the token, a key in it, and the second hold.
struct Held {
    key: TokenKey<PublicKey>,
    hardware: Arc<Hardware>,
    name: String,
    other: Pkcs11,
}

impl Held {
    fn new() -> Self {
        let variable = |name: &str| std::env::var_os(name).unwrap();
        let settings = Settings {
            pkcs11_module: Some(variable("PUENTE_PKCS11_MODULE").into()),
            pkcs11_token: Some("puente".to_owned()),
            pkcs11_pin_file: Some(variable("PUENTE_PKCS11_PIN_FILE").into()),
            ..Settings::default()
        };
        let settings = Config::load(settings).unwrap().hardware.unwrap();
        let hardware = Arc::new(Hardware::open(&settings).unwrap());
        let (name, public) = hardware.generate(KeyKind::Ed25519, "prueba").unwrap();
        let key = hardware.key(&name, PublicKey::from_multibase(&public).unwrap()).unwrap();
        Self { key, hardware, name, other: Pkcs11::new(settings.module).unwrap() }
    }

    #[track_caller]
    fn signs(&self) {
        let signature = self.key.sign(b"acta").unwrap();
        assert!(self.key.public_key().verifies(b"acta", &signature));
    }

    fn end(&self) {
        self.other.clone().finalize().unwrap();
    }

    fn start(&self) {
        self.other.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).unwrap();
    }

    fn session(&self) -> cryptoki::session::Session {
        let slot = self.other.get_slots_with_initialized_token().unwrap()[0];
        self.other.open_rw_session(slot).unwrap()
    }
}

#[test]
fn a_session_that_was_logged_out_or_ended_is_opened_again() {
    if !inside("a_session_that_was_logged_out_or_ended_is_opened_again") {
        return;
    }
    let held = Held::new();
    held.signs();
    held.session().logout().unwrap();
    held.signs();
    held.end();
    held.start();
    held.signs();
    assert!(held.hardware.generate(KeyKind::P256, "otra").is_ok());
}

#[test]
fn a_module_that_was_ended_is_started_again_and_many_at_once_find_it() {
    if !inside("a_module_that_was_ended_is_started_again_and_many_at_once_find_it") {
        return;
    }
    let held = Held::new();
    for _ in 0..3 {
        held.end();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| held.signs());
            }
        });
    }
}

#[test]
fn a_key_that_is_not_there_is_said_and_the_others_go_on() {
    if !inside("a_key_that_is_not_there_is_said_and_the_others_go_on") {
        return;
    }
    let held = Held::new();
    let public = held.key.public_key();
    assert!(matches!(held.hardware.key("00ff", public), Err(HardwareError::NoKey(_))));
    assert!(held.hardware.key(&held.name, public).is_ok());
    held.signs();
}

#[test]
fn a_pin_that_was_changed_is_tried_once_so_that_the_token_does_not_lock() {
    if !inside("a_pin_that_was_changed_is_tried_once_so_that_the_token_does_not_lock") {
        return;
    }
    let held = Held::new();
    let (old, new) = (AuthPin::new(PIN.into()), AuthPin::new("0042-prueba".into()));
    held.session().set_pin(&old, &new).unwrap();
    held.signs();
    held.end();
    let refused = held.hardware.key(&held.name, held.key.public_key()).unwrap_err();
    assert!(matches!(refused, HardwareError::Module(_)), "{refused}");
    for _ in 0..20 {
        let refused = held.hardware.key(&held.name, held.key.public_key()).unwrap_err();
        assert!(matches!(refused, HardwareError::PinRefused), "{refused}");
    }
    held.session().login(UserType::User, Some(&new)).unwrap();
}

//! What only a browser can show: keys that never leave it, storage, and encryption.

use puente_credentials::did::from_did_key;
use puente_credentials::keys::base58btc;
use puente_wire::shares::Lifetime;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::backup::{self, BackupError};
use super::store::{self, Kept, KeptShare};
use super::{keys, sharing};
use crate::browser::aes::{AesError, AesKey};
use crate::browser::page;

wasm_bindgen_test_configure!(run_in_browser);

fn kept(id: &str) -> Kept {
    Kept::whole(id.to_owned(), json!({ "id": id, "name": "Ñandú" }))
}

#[wasm_bindgen_test]
async fn what_is_sealed_opens_under_its_own_key_and_context_only() {
    let key = AesKey::generate().await.unwrap();
    let sealed = key.seal(b"one", b"secret").await.unwrap();
    assert_eq!(key.open(b"one", &sealed).await.unwrap(), b"secret");
    assert_eq!(key.open(b"two", &sealed).await, Err(AesError));
    assert_eq!(AesKey::generate().await.unwrap().open(b"one", &sealed).await, Err(AesError));
    let mut changed = sealed.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(key.open(b"one", &changed).await, Err(AesError));
    assert_eq!(key.open(b"one", &sealed[..5]).await, Err(AesError));
}

#[wasm_bindgen_test]
async fn a_wallet_has_one_key_which_signs_for_its_identifier() {
    let first = keys::current().await.unwrap();
    let again = keys::current().await.unwrap();
    assert_eq!(first.did(), again.did());
    let signature = base58btc(&first.sign("a text").await.unwrap(), 100).unwrap();
    let key = from_did_key(first.did()).unwrap();
    assert!(key.verifies(b"a text", &signature));
    assert!(!key.verifies(b"another text", &signature));
}

#[wasm_bindgen_test]
async fn a_certificate_is_kept_and_found_again() {
    store::keep_certificate(&kept("kept-1")).await.unwrap();
    assert_eq!(store::certificate("kept-1").await.unwrap().unwrap().credential, kept("kept-1").credential);
    assert_eq!(store::certificate("unknown").await.unwrap(), None);
    assert!(store::certificates().await.unwrap().iter().any(|kept| kept.id == "kept-1"));
}

#[wasm_bindgen_test]
async fn a_share_opens_with_the_key_of_its_link_and_no_other() {
    let credential = json!({ "name": "Añil" });
    let sealed = sharing::seal(&credential).await.unwrap();
    assert_eq!(sharing::unseal(&sealed.key, &sealed.ciphertext).await.unwrap(), credential);
    let other = sharing::seal(&credential).await.unwrap();
    assert_eq!(sharing::unseal(&other.key, &sealed.ciphertext).await, Err(AesError));
    assert_eq!(sharing::unseal("cut", &sealed.ciphertext).await, Err(AesError));
}

#[wasm_bindgen_test]
async fn a_copy_opens_with_its_passphrase_only_and_brings_everything_back() {
    let words = "cuatro caballos corren lejos";
    store::keep_certificate(&kept("copied")).await.unwrap();
    let share = KeptShare {
        id: "share".to_owned(),
        key: "key".to_owned(),
        secret: "secret".to_owned(),
        certificate: "copied".to_owned(),
        title: "Ñandú".to_owned(),
        lifetime: Lifetime::OneDay,
        created_at: page::now(),
    };
    store::keep_share(&share).await.unwrap();
    let did = keys::current().await.unwrap().did().to_owned();
    let file = backup::encrypt(&backup::collect().await.unwrap(), words).await.unwrap();
    assert_eq!(file.split('.').count(), 5);
    assert!(!file.contains("copied"));
    assert_eq!(backup::decrypt(&file, "otras palabras").await, Err(BackupError::WrongPassphrase));
    assert_eq!(backup::decrypt("not.a.copy", words).await, Err(BackupError::NotABackup));
    let contents = backup::decrypt(&file, words).await.unwrap();
    let restored = backup::restore(&contents).await.unwrap();
    assert_eq!(restored.added, 0, "everything is here already");
    assert_eq!(keys::current().await.unwrap().did(), did);
    assert!(store::shares().await.unwrap().contains(&share));
}

#[wasm_bindgen_test]
async fn a_copy_with_a_character_changed_anywhere_brings_nothing_back() {
    let words = "cuatro caballos corren lejos";
    let file = backup::encrypt(&backup::collect().await.unwrap(), words).await.unwrap();
    let mut start = 0;
    for part in file.split('.') {
        // The last character of a part may hold bits that count for nothing.
        for at in [0, part.len() / 2].map(|at| start + at).into_iter().filter(|_| !part.is_empty()) {
            let other = if file.as_bytes()[at] == b'A' { "B" } else { "A" };
            let mut changed = file.clone();
            changed.replace_range(at..=at, other);
            assert!(backup::decrypt(&changed, words).await.is_err(), "character {at}");
        }
        start += part.len() + 1;
    }
    for text in ["", "....", "a..b.c.d", "e30..AA.AA.AA", "e30=..AA.AA.AA"] {
        assert_eq!(backup::decrypt(text, words).await, Err(BackupError::NotABackup), "{text}");
    }
}

#[wasm_bindgen_test]
async fn restoring_another_wallets_copy_adds_its_key_and_keeps_ours() {
    let ours = keys::current().await.unwrap().did().to_owned();
    let theirs = keys::add(&[9; 32]).await.unwrap();
    assert_ne!(ours, theirs);
    assert_eq!(keys::add(&[9; 32]).await.unwrap(), theirs);
    let all: Vec<String> = keys::all().await.unwrap().iter().map(|key| key.did().to_owned()).collect();
    assert!(all.contains(&ours) && all.contains(&theirs));
    assert_eq!(keys::current().await.unwrap().did(), ours);
}

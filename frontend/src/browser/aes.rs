//! AES-GCM by the browser itself (Web Cryptography API, section 29).

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

use super::random;

/// Bytes of the nonce: 96 bits, as NIST SP 800-38D recommends.
const NONCE: usize = 12;

/// The browser refused, or what was opened is not what was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AesError;

/// A key that the browser holds.
#[derive(Debug, Clone)]
pub struct AesKey(CryptoKey);

impl AesKey {
    /// A new key that never leaves the browser: not even this program can read it.
    pub async fn generate() -> Result<Self, AesError> {
        let kind = AesKeyGenParams::new("AES-GCM", 256);
        let made = subtle()?.generate_key_with_object(&kind, false, &uses());
        let key = JsFuture::from(made.map_err(|_| AesError)?).await.map_err(|_| AesError)?;
        key.dyn_into().map(Self).map_err(|_| AesError)
    }

    /// A key that came from elsewhere: 16 or 32 bytes.
    pub async fn import(bytes: &[u8]) -> Result<Self, AesError> {
        let raw = Uint8Array::from(bytes);
        let imported = subtle()?.import_key_with_str("raw", &raw, "AES-GCM", false, &uses());
        let key = JsFuture::from(imported.map_err(|_| AesError)?).await.map_err(|_| AesError)?;
        key.dyn_into().map(Self).map_err(|_| AesError)
    }

    /// The key as IndexedDB keeps it, and back.
    pub fn handle(&self) -> &CryptoKey {
        &self.0
    }

    pub fn of_handle(key: CryptoKey) -> Self {
        Self(key)
    }

    /// Nonce, ciphertext and tag, in one. `context` is authenticated, not encrypted.
    pub async fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, AesError> {
        let nonce = random::bytes::<NONCE>();
        let sealed = subtle()?.encrypt_with_object_and_js_u8_array(
            &parameters(nonce, context),
            &self.0,
            &Uint8Array::from(plain),
        );
        let sealed = JsFuture::from(sealed.map_err(|_| AesError)?).await.map_err(|_| AesError)?;
        Ok([nonce.as_slice(), &Uint8Array::new(&sealed).to_vec()].concat())
    }

    /// What [`AesKey::seal`] sealed under the same key and context.
    pub async fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, AesError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE>().ok_or(AesError)?;
        let opened = subtle()?.decrypt_with_object_and_js_u8_array(
            &parameters(*nonce, context),
            &self.0,
            &Uint8Array::from(body),
        );
        let opened = JsFuture::from(opened.map_err(|_| AesError)?).await.map_err(|_| AesError)?;
        Ok(Uint8Array::new(&opened).to_vec())
    }
}

pub(super) fn subtle() -> Result<SubtleCrypto, AesError> {
    let crypto = gloo::utils::window().crypto().map_err(|_| AesError)?;
    let subtle = crypto.subtle();
    // Absent on pages that are not served securely.
    if subtle.is_undefined() { Err(AesError) } else { Ok(subtle) }
}

fn uses() -> Array {
    Array::of2(&"encrypt".into(), &"decrypt".into())
}

fn parameters(nonce: [u8; NONCE], context: &[u8]) -> AesGcmParams {
    let parameters = AesGcmParams::new_with_u8_array("AES-GCM", &Uint8Array::from(nonce.as_slice()));
    parameters.set_additional_data_u8_array(&Uint8Array::from(context));
    parameters
}

//! Encrypting an answer for the one who asked: ECDH on P-256 and AES-GCM, both by the browser itself
//! (Web Cryptography API, sections 24 and 29), put together as JSON Web Encryption.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use js_sys::{Array, Object, Reflect, Uint8Array};
use puente_credentials::jwe::{ECDH_ES, NONCE, TAG};
use puente_credentials::openid4vp::Recipient;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::aes::{AesError, AesKey, subtle};

/// Seals a text for a recipient, with a key of our own for this once (RFC 7516; RFC 7518, section
/// 4.6).
pub async fn seal(text: &[u8], to: &Recipient) -> Result<String, AesError> {
    let (shared, own) = agree(&to.key).await.map_err(|_| AesError)?;
    let mut header = json!({"alg": ECDH_ES, "enc": to.encryption.name(), "epk": own});
    if let (Some(kid), Some(members)) = (to.key.get("kid"), header.as_object_mut()) {
        members.insert("kid".into(), kid.clone());
    }
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let protected = part(header.to_string().as_bytes());
    let key = AesKey::import(&to.encryption.content_key(&shared, b"", b"")).await?;
    let sealed = key.seal(protected.as_bytes(), text).await?;
    let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(AesError)?;
    let (ciphertext, tag) = rest.split_at_checked(rest.len().saturating_sub(TAG)).ok_or(AesError)?;
    Ok(format!("{protected}..{}.{}.{}", part(nonce), part(ciphertext), part(tag)))
}

/// The secret that the owner of a public key comes to as well, and the public half that tells how.
async fn agree(other: &Value) -> Result<([u8; 32], Value), JsValue> {
    let subtle = subtle().map_err(|_| JsValue::NULL)?;
    let kind = object(&[("name", &"ECDH".into()), ("namedCurve", &"P-256".into())])?;
    let uses = Array::of1(&"deriveBits".into());
    let pair = JsFuture::from(subtle.generate_key_with_object(&kind, true, &uses)?).await?;
    let half = |name: &str| Reflect::get(&pair, &name.into())?.dyn_into::<CryptoKey>();
    let coordinate = |name: &str| JsValue::from(other.get(name).and_then(Value::as_str).unwrap_or_default());
    let theirs =
        object(&[("kty", &"EC".into()), ("crv", &"P-256".into()), ("x", &coordinate("x")), ("y", &coordinate("y"))])?;
    let imported = subtle.import_key_with_object("jwk", &theirs, &kind, false, &Array::new())?;
    let with = object(&[("name", &"ECDH".into()), ("public", &JsFuture::from(imported).await?)])?;
    let bits = JsFuture::from(subtle.derive_bits_with_object(&with, &half("privateKey")?, 256)?).await?;
    let shared = Uint8Array::new(&bits).to_vec().try_into().map_err(|_| JsValue::NULL)?;
    let own = JsFuture::from(subtle.export_key("jwk", &half("publicKey")?)?).await?;
    let text = |name: &str| Ok::<_, JsValue>(Reflect::get(&own, &name.into())?.as_string().unwrap_or_default());
    Ok((shared, json!({"kty": "EC", "crv": "P-256", "x": text("x")?, "y": text("y")?})))
}

fn object(members: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

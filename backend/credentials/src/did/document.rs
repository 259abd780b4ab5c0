//! DID documents: which keys an identifier stands for, and what each may be used for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::instant;
use crate::jose::{EDDSA, jwk_of};
use crate::keys::{AnyKey, PublicKey};

/// What a key is used for; the name of the relationship in the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// `assertionMethod`: signing credentials.
    #[default]
    Assertion,
    /// `authentication`: signing presentations.
    Authentication,
}

impl Purpose {
    /// By its name in documents and proofs.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Assertion, Self::Authentication].into_iter().find(|purpose| purpose.as_str() == name)
    }

    /// The name in documents and proofs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assertion => "assertionMethod",
            Self::Authentication => "authentication",
        }
    }
}

/// A DID document (DID Core v1.0), as far as verifying needs it; anything else in it is ignored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidDocument {
    /// Contexts; written, not read.
    #[serde(rename = "@context", default, skip_serializing_if = "Value::is_null")]
    context: Value,
    /// The identifier that it describes.
    pub id: String,
    /// Every key.
    #[serde(default)]
    pub verification_method: Vec<VerificationMethod>,
    /// Keys for credentials: ids, or keys embedded here.
    #[serde(default)]
    assertion_method: Vec<Relationship>,
    /// Keys for presentations: ids, or keys embedded here.
    #[serde(default)]
    authentication: Vec<Relationship>,
}

/// One key of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationMethod {
    /// `<did>#<fragment>`; some documents write only the fragment.
    pub id: String,
    /// `Multikey`, `Ed25519VerificationKey2020`, `JsonWebKey` or `JsonWebKey2020`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whose key it is. A key without one counts for nothing, and does not spoil the others.
    #[serde(default)]
    pub controller: String,
    /// The key, when it is written as multibase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key_multibase: Option<String>,
    /// The key, when it is written as a JWK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key_jwk: Option<Value>,
    /// From this moment on nothing made with the key counts, because somebody else may have it
    /// (Controlled Identifiers v1.0, section 2.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<String>,
    /// The same, because its time was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// A key as its owner lists it: with the moments from which it no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedKey {
    /// The key.
    pub key: AnyKey,
    /// From when it is revoked, if it is.
    pub revoked: Option<DateTime<Utc>>,
    /// From when it has expired, if ever.
    pub expires: Option<DateTime<Utc>>,
}

impl ListedKey {
    /// Whether something that was made at this moment counts. What does not say when it was made
    /// counts only while the key has no end.
    pub fn counts(&self, made_at: Option<DateTime<Utc>>) -> bool {
        let ends = [self.revoked, self.expires].into_iter().flatten();
        ends.into_iter().all(|end| made_at.is_some_and(|at| at < end))
    }
}

impl From<AnyKey> for ListedKey {
    fn from(key: AnyKey) -> Self {
        Self { key, revoked: None, expires: None }
    }
}

impl From<PublicKey> for ListedKey {
    fn from(key: PublicKey) -> Self {
        AnyKey::from(key).into()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Relationship {
    Reference(String),
    Embedded(Box<VerificationMethod>),
}

impl VerificationMethod {
    /// A key written as Multikey (Controlled Identifiers v1.0, section 2.2.2).
    pub fn multikey(id: String, controller: String, key: impl Into<AnyKey>) -> Self {
        Self {
            id,
            kind: "Multikey".into(),
            controller,
            public_key_multibase: Some(key.into().to_multibase()),
            public_key_jwk: None,
            revoked: None,
            expires: None,
        }
    }

    /// The key with its ends; none when it is of a kind that cannot be used here. An end that cannot
    /// be read has passed.
    fn listed(&self) -> Option<ListedKey> {
        let end = |text: &Option<String>| {
            let text = text.as_deref()?;
            Some(instant::parse(text).unwrap_or(DateTime::<Utc>::MIN_UTC))
        };
        Some(ListedKey { key: self.any_key()?, revoked: end(&self.revoked), expires: end(&self.expires) })
    }

    /// The Ed25519 key; none when the method holds another kind of key.
    pub fn key(&self) -> Option<PublicKey> {
        self.any_key()?.ed25519()
    }

    /// The key; none when it is of a kind that cannot be used here.
    pub fn any_key(&self) -> Option<AnyKey> {
        let key = match self.kind.as_str() {
            "Multikey" | "Ed25519VerificationKey2020" => {
                AnyKey::from_multibase(self.public_key_multibase.as_deref()?).ok()
            }
            "JsonWebKey" | "JsonWebKey2020" => AnyKey::from_jwk(self.public_key_jwk.as_ref()?),
            _ => None,
        };
        key.filter(|key| self.kind != "Ed25519VerificationKey2020" || key.ed25519().is_some())
    }
}

impl DidDocument {
    /// A document without keys.
    pub(super) fn empty(did: &str) -> Self {
        Self {
            context: serde_json::json!(["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]),
            id: did.to_owned(),
            verification_method: Vec::new(),
            assertion_method: Vec::new(),
            authentication: Vec::new(),
        }
    }

    /// The keys of JWT VC Issuer Metadata (SD-JWT VC, section 5.2), as a document of the `did:web` of
    /// the same address; none when the metadata is somebody else's or refers to keys elsewhere.
    pub fn of_jwt_issuer(did: &str, metadata: &Value) -> Option<Self> {
        let issuer = metadata.get("issuer")?.as_str()?;
        if crate::sd_jwt::did_of_issuer(issuer).as_deref() != Some(did) {
            return None;
        }
        let mut document = Self::empty(did);
        for jwk in metadata.get("jwks")?.get("keys")?.as_array()? {
            let Some(kid) = jwk.get("kid").and_then(Value::as_str) else { continue };
            let method = VerificationMethod {
                id: format!("{did}#{kid}"),
                kind: "JsonWebKey".into(),
                controller: did.to_owned(),
                public_key_multibase: None,
                public_key_jwk: Some(jwk.clone()),
                revoked: None,
                expires: None,
            };
            document.add(method, &[Purpose::Assertion]);
        }
        Some(document)
    }

    /// The keys for credentials as a JWK set's members, each named by its fragment; without those
    /// that end, because a key set cannot say when.
    pub fn jwks(&self) -> Vec<Value> {
        let listed = self.verification_method.iter().filter_map(|method| {
            let key = self.key_for(&method.id, Purpose::Assertion)?;
            let mut jwk = jwk_of(key);
            let members = jwk.as_object_mut()?;
            members.insert("kid".into(), method.id.rsplit('#').next()?.into());
            members.insert("alg".into(), EDDSA.into());
            members.insert("use".into(), "sig".into());
            Some(jwk)
        });
        listed.collect()
    }

    /// Adds a key and what it may be used for.
    pub(super) fn add(&mut self, method: VerificationMethod, purposes: &[Purpose]) {
        for purpose in purposes {
            let reference = Relationship::Reference(method.id.clone());
            match purpose {
                Purpose::Assertion => self.assertion_method.push(reference),
                Purpose::Authentication => self.authentication.push(reference),
            }
        }
        self.verification_method.push(method);
    }

    /// Whether a key in it has been revoked: whoever verifies then has to know what it signed before.
    pub fn has_revoked_keys(&self) -> bool {
        let embedded = [&self.assertion_method, &self.authentication].into_iter().flatten();
        let embedded = embedded.filter_map(|relationship| match relationship {
            Relationship::Embedded(method) => Some(method.as_ref()),
            Relationship::Reference(_) => None,
        });
        self.verification_method.iter().chain(embedded).any(|method| method.revoked.is_some())
    }

    /// The key behind a verification method's id, if this document allows it for this purpose,
    /// controls it, and sets it no end.
    pub fn any_key_for(&self, id: &str, purpose: Purpose) -> Option<AnyKey> {
        self.listed_key(id, purpose).filter(|listed| listed.counts(None)).map(|listed| listed.key)
    }

    /// The key behind a verification method's id, with its ends, if this document allows it for this
    /// purpose and controls it.
    pub fn listed_key(&self, id: &str, purpose: Purpose) -> Option<ListedKey> {
        let listed = match purpose {
            Purpose::Assertion => &self.assertion_method,
            Purpose::Authentication => &self.authentication,
        };
        let method = listed.iter().find_map(|relationship| match relationship {
            Relationship::Reference(reference) if self.same(reference, id) => {
                self.verification_method.iter().find(|method| self.same(&method.id, id))
            }
            Relationship::Embedded(method) if self.same(&method.id, id) => Some(method),
            _ => None,
        })?;
        (method.controller == self.id).then(|| method.listed())?
    }

    /// The key for a purpose, if there is exactly one.
    pub fn only_key_for(&self, purpose: Purpose) -> Option<ListedKey> {
        let listed = match purpose {
            Purpose::Assertion => &self.assertion_method,
            Purpose::Authentication => &self.authentication,
        };
        let [only] = listed.as_slice() else { return None };
        match only {
            Relationship::Embedded(method) => self.listed_key(&method.id, purpose),
            Relationship::Reference(id) => {
                let absolute = if id.starts_with('#') { format!("{}{id}", self.id) } else { id.clone() };
                self.listed_key(&absolute, purpose)
            }
        }
    }

    /// [`DidDocument::any_key_for`], if it is an Ed25519 key.
    pub fn key_for(&self, id: &str, purpose: Purpose) -> Option<PublicKey> {
        self.any_key_for(id, purpose)?.ed25519()
    }

    /// Whether an id in the document, perhaps only a fragment, is this absolute one.
    fn same(&self, written: &str, absolute: &str) -> bool {
        written == absolute || (written.starts_with('#') && absolute.strip_prefix(&self.id) == Some(written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const KEY: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    fn read(document: Value) -> DidDocument {
        serde_json::from_value(document).unwrap()
    }

    #[test]
    fn a_key_counts_only_for_the_purposes_that_list_it() {
        let document = read(json!({"id": "did:web:a", "extra": {"x": 1.5},
            "verificationMethod": [{"id": "did:web:a#k", "type": "Multikey", "controller": "did:web:a", "publicKeyMultibase": KEY}],
            "assertionMethod": ["#k"]}));
        assert!(document.key_for("did:web:a#k", Purpose::Assertion).is_some());
        assert!(document.key_for("did:web:a#k", Purpose::Authentication).is_none());
        assert!(document.key_for("did:web:b#k", Purpose::Assertion).is_none());
    }

    #[test]
    fn a_key_that_somebody_else_controls_does_not_count() {
        let document = read(json!({"id": "did:web:a",
            "assertionMethod": [{"id": "did:web:a#k", "type": "Multikey", "controller": "did:web:b", "publicKeyMultibase": KEY}]}));
        assert!(document.key_for("did:web:a#k", Purpose::Assertion).is_none());
    }

    #[test]
    fn a_key_without_a_controller_does_not_count_and_the_others_do() {
        let document = read(json!({"id": "did:web:a", "verificationMethod": [
            {"id": "did:web:a#x", "type": "Multikey", "publicKeyMultibase": KEY},
            {"id": "did:web:a#k", "type": "Multikey", "controller": "did:web:a", "publicKeyMultibase": KEY}],
            "assertionMethod": ["#x", "#k"]}));
        assert!(document.key_for("did:web:a#k", Purpose::Assertion).is_some());
        assert!(document.key_for("did:web:a#x", Purpose::Assertion).is_none());
    }

    #[test]
    fn a_jwk_on_ed25519_is_read_and_others_are_not() {
        // RFC 8037, appendix A.2.
        let jwk = json!({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
        let method = |jwk: Value| VerificationMethod {
            id: "#k".into(),
            kind: "JsonWebKey".into(),
            controller: "did:web:a".into(),
            public_key_multibase: None,
            public_key_jwk: Some(jwk),
            revoked: None,
            expires: None,
        };
        assert!(method(jwk.clone()).key().is_some());
        let mut other = jwk;
        other["crv"] = json!("X25519");
        assert!(method(other).key().is_none());
    }
}

//! Credentials and presentations inside a JSON Web Token (Securing Verifiable Credentials using JOSE
//! and COSE v1.0, section 3.1), and the envelope object that carries it (VC Data Model v2.0,
//! section 4.13). Tokens of the data model's version 1.1 are read too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::instant::{has_begun, has_ended};
use crate::json::{self, Limits};
use crate::keys::AnyKey;
use crate::proof::{Expectation, ProofError};
use crate::structure::{CREDENTIALS_V2, list};

/// What is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A credential.
    Credential,
    /// A presentation.
    Presentation,
}

impl Kind {
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Credential => ("EnvelopedVerifiableCredential", "vc+jwt", "vc"),
            Self::Presentation => ("EnvelopedVerifiablePresentation", "vp+jwt", "vp"),
        }
    }
}

/// The envelope or the token in it is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the envelope's {0} is missing or wrong")]
pub struct EnvelopeError(pub &'static str);

/// A token that was opened; nothing in it is verified yet.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The credential or presentation.
    pub content: Value,
    /// The key's identifier as the header says; absolute, if the header or the content make it so.
    pub verification_method: Option<String>,
    claims: Value,
    algorithm: Algorithm,
    signed: String,
    signature: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    EdDsa,
    Es256,
}

impl Envelope {
    /// Opens an envelope object; none when the document is no envelope.
    pub fn open(document: &Value, kind: Kind) -> Result<Option<Self>, EnvelopeError> {
        let (name, ..) = kind.names();
        let kinds = document.get("type").map(list).unwrap_or_default();
        let id = document.get("id").and_then(Value::as_str).unwrap_or_default();
        if !kinds.iter().any(|kind| kind == name) {
            // Something that carries a token but says that it is another thing.
            let disguised = document.get("proof").is_none() && id.starts_with("data:");
            return if disguised { Err(EnvelopeError("type")) } else { Ok(None) };
        }
        let contexts = document.get("@context").map(list).unwrap_or_default();
        if !contexts.iter().any(|context| context == CREDENTIALS_V2) {
            return Err(EnvelopeError("@context"));
        }
        let (media, token) =
            id.strip_prefix("data:").and_then(|data| data.split_once(',')).ok_or(EnvelopeError("id"))?;
        let media = media.split(';').next().unwrap_or_default();
        if !is_media(media, kind) {
            return Err(EnvelopeError("id"));
        }
        Self::read(token, kind).map(Some)
    }

    /// The envelope object around a token, whatever is in it.
    pub fn around(token: &str, kind: Kind) -> Value {
        let (name, typ, _) = kind.names();
        json!({"@context": CREDENTIALS_V2, "type": name, "id": format!("data:application/{typ},{token}")})
    }

    /// Reads a token.
    pub fn read(token: &str, kind: Kind) -> Result<Self, EnvelopeError> {
        let (signed, signature) = token.rsplit_once('.').ok_or(EnvelopeError("token"))?;
        let (header, payload) = signed.split_once('.').ok_or(EnvelopeError("token"))?;
        let header = object(header)?;
        let algorithm = match header.get("alg").and_then(Value::as_str) {
            Some("EdDSA" | "Ed25519") => Algorithm::EdDsa,
            Some("ES256") => Algorithm::Es256,
            _ => return Err(EnvelopeError("algorithm")),
        };
        // No key from the token itself, and no extension that is not known here.
        if ["crit", "jwk", "jku", "x5c", "x5u"].iter().any(|name| header.get(*name).is_some()) {
            return Err(EnvelopeError("header"));
        }
        let claims = object(payload)?;
        let content = content_of(&header, &claims, kind)?;
        let verification_method = method_of(&header, &claims, &content, kind);
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| EnvelopeError("signature"))?;
        Ok(Self { content, verification_method, claims, algorithm, signed: signed.to_owned(), signature })
    }

    /// When it says that it was made; none when it does not say.
    pub fn issued_at(&self) -> Option<DateTime<Utc>> {
        ["iat", "nbf"].iter().find_map(|name| instant(self.claims.get(*name)?, name).ok())
    }

    /// Whether this key signed the token, it holds now, and it answers what was asked.
    pub fn check(&self, key: AnyKey, expectation: Expectation) -> Result<(), ProofError> {
        let edwards = key.ed25519().is_some();
        let matching = edwards == (self.algorithm == Algorithm::EdDsa);
        if !matching || !key.verifies(self.signed.as_bytes(), &self.signature) {
            return Err(ProofError::Mismatch);
        }
        let at = |name: &'static str| self.claims.get(name).map(|value| instant(value, name)).transpose();
        if at("exp")?.is_some_and(|end| has_ended(end, expectation.now))
            || at("nbf")?.is_some_and(|from| !has_begun(from, expectation.now))
        {
            return Err(ProofError::Expired);
        }
        let says = |name: &str, wanted: &str| {
            self.claims.get(name).map(list).unwrap_or_default().iter().any(|value| value == wanted)
        };
        if expectation.challenge.is_some_and(|wanted| !says("nonce", wanted)) {
            return Err(ProofError::WrongPurpose("challenge"));
        }
        if !expectation.domains.iter().all(|wanted| says("aud", wanted)) {
            return Err(ProofError::WrongPurpose("domain"));
        }
        Ok(())
    }
}

fn is_media(media: &str, kind: Kind) -> bool {
    let (_, typ, _) = kind.names();
    media == "application/jwt" || media.strip_prefix("application/") == Some(typ)
}

fn object(part: &str) -> Result<Value, EnvelopeError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| EnvelopeError("token"))?;
    let value = json::parse(&bytes, Limits::CREDENTIAL).map_err(|_| EnvelopeError("token"))?;
    if value.is_object() { Ok(value) } else { Err(EnvelopeError("token")) }
}

/// The claims themselves; in version 1.1 one of them, completed from the registered claims.
fn content_of(header: &Value, claims: &Value, kind: Kind) -> Result<Value, EnvelopeError> {
    let (_, typ, claim) = kind.names();
    let said = header.get("typ").and_then(Value::as_str).unwrap_or("JWT").to_ascii_lowercase();
    let said = said.strip_prefix("application/").unwrap_or(&said);
    let owner = if kind == Kind::Credential { "issuer" } else { "holder" };
    let Some(inner) = claims.get(claim) else {
        return if said == typ { without_registered(claims, owner) } else { Err(EnvelopeError("typ")) };
    };
    let mut content = inner.clone();
    let members = content.as_object_mut().ok_or(EnvelopeError("token"))?;
    if said != "jwt" {
        return Err(EnvelopeError("typ"));
    }
    for (registered, name) in [("iss", owner), ("jti", "id")] {
        let Some(value) = claims.get(registered) else { continue };
        let existing = members.entry(name).or_insert_with(|| value.clone());
        let existing = existing.get("id").unwrap_or(existing);
        if existing != value {
            return Err(EnvelopeError("iss"));
        }
    }
    if kind == Kind::Credential {
        complete(members, claims)?;
    }
    Ok(content)
}

/// The content of a token whose claims are the content: without those that belong to the token (VC-JOSE-COSE,
/// section 3.1.3), of which `iss` may say nobody but the content's own issuer or holder.
fn without_registered(claims: &Value, owner: &str) -> Result<Value, EnvelopeError> {
    const REGISTERED: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"];
    let said = claims.get(owner).map(|owner| owner.get("id").unwrap_or(owner));
    if claims.get("iss").is_some_and(|iss| said.is_some_and(|said| said != iss)) {
        return Err(EnvelopeError("iss"));
    }
    let mut content = claims.clone();
    if let Some(members) = content.as_object_mut() {
        members.retain(|name, _| !REGISTERED.contains(&name.as_str()));
    }
    Ok(content)
}

/// What else version 1.1 leaves to the token: whom the credential is about, and from when to when (VC Data Model
/// v1.1, section 6.3.1).
fn complete(members: &mut Map<String, Value>, claims: &Value) -> Result<(), EnvelopeError> {
    for (registered, name) in [("nbf", "issuanceDate"), ("exp", "expirationDate")] {
        let Some(value) = claims.get(registered) else { continue };
        let at = instant(value, registered).map_err(|_| EnvelopeError("dates"))?;
        members.entry(name).or_insert_with(|| Value::String(crate::instant::format(at)));
    }
    let Some(sub) = claims.get("sub") else { return Ok(()) };
    let subject = match members.get_mut("credentialSubject") {
        Some(Value::Array(subjects)) if subjects.len() == 1 => subjects.first_mut(),
        other => other,
    };
    let subject = subject.and_then(Value::as_object_mut).ok_or(EnvelopeError("sub"))?;
    let existing = subject.entry("id").or_insert_with(|| sub.clone());
    (existing == sub).then_some(()).ok_or(EnvelopeError("sub"))
}

/// `kid`: a DID URL, or a fragment of the issuer's or holder's DID. Without one, the identifier alone.
fn method_of(header: &Value, claims: &Value, content: &Value, kind: Kind) -> Option<String> {
    let owner = content.get(if kind == Kind::Credential { "issuer" } else { "holder" });
    let owner = owner.and_then(|owner| owner.as_str().or_else(|| owner.get("id")?.as_str()));
    let owner = owner.or_else(|| claims.get("iss")?.as_str());
    match header.get("kid").and_then(Value::as_str) {
        Some(kid) if kid.starts_with("did:") => Some(kid.to_owned()),
        Some(kid) => Some(format!("{}#{}", owner?, kid.trim_start_matches('#'))),
        None => owner.map(str::to_owned),
    }
}

/// Seconds since 1970, without fraction.
fn instant(value: &Value, name: &'static str) -> Result<DateTime<Utc>, ProofError> {
    value.as_i64().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or(ProofError::Malformed(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::achievement::tests::credential;
    use crate::keys::{Signer, SigningKey};

    fn now() -> DateTime<Utc> {
        crate::instant::parse("2026-06-01T10:42:00Z").unwrap()
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[9; 32])
    }

    fn token(header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = key().sign(signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn envelope(token: &str) -> Value {
        Envelope::around(token, Kind::Credential)
    }

    fn header() -> Value {
        json!({"alg": "EdDSA", "typ": "vc+jwt", "kid": "did:web:example.org:orgs:sena#key-1"})
    }

    fn opened(header: &Value, claims: &Value) -> Result<Envelope, EnvelopeError> {
        Envelope::open(&envelope(&token(header, claims)), Kind::Credential).map(Option::unwrap)
    }

    #[test]
    fn a_token_opens_and_its_signature_counts() {
        let opened = opened(&header(), &credential()).unwrap();
        assert_eq!(opened.content, credential());
        let expectation = Expectation::asserting(now());
        opened.check(key().public_key().into(), expectation).unwrap();
        let other = SigningKey::from_seed(&[8; 32]).public_key();
        assert!(opened.check(other.into(), expectation).is_err());
        let asked = Expectation { challenge: Some("c"), ..expectation };
        assert!(opened.check(key().public_key().into(), asked).is_err());
    }

    #[test]
    fn an_envelope_that_is_not_one_is_refused() {
        let good = envelope(&token(&header(), &credential()));
        for (name, value) in [
            ("@context", json!([])),
            ("@context", json!("https://www.w3.org/ns/credentials/examples/v2")),
            ("type", json!("VerifiableCredential")),
            ("type", json!(null)),
            ("id", json!("eyJhbGciOiJFZERTQSJ9.e30.AA")),
            ("id", json!("data:text/plain,x")),
            ("id", json!("data:application/vc+jwt,a.b")),
        ] {
            let mut bad = good.clone();
            bad[name] = value.clone();
            assert!(Envelope::open(&bad, Kind::Credential).is_err(), "{name} = {value}");
        }
    }

    #[test]
    fn algorithms_keys_and_types_are_never_the_token_s_own_choice() {
        for (name, value) in [
            ("alg", json!("none")),
            ("alg", json!("HS256")),
            ("alg", json!(null)),
            ("typ", json!("vp+jwt")),
            ("typ", json!("JWT")),
            ("crit", json!(["b64"])),
            ("jwk", json!({"kty": "OKP"})),
            ("x5u", json!("https://a.example")),
        ] {
            let mut bad = header();
            bad[name] = value.clone();
            assert!(opened(&bad, &credential()).is_err(), "{name} = {value}");
        }
        let mut es256 = header();
        es256["alg"] = json!("ES256");
        let confused = opened(&es256, &credential()).unwrap();
        assert!(confused.check(key().public_key().into(), Expectation::asserting(now())).is_err());
    }

    #[test]
    fn a_token_out_of_its_time_does_not_hold_and_an_older_one_is_completed() {
        let mut claims = credential();
        claims["exp"] = json!(now().timestamp() - 61);
        let expired = opened(&header(), &claims).unwrap();
        assert!(expired.check(key().public_key().into(), Expectation::asserting(now())).is_err());
        let older = json!({"alg": "EdDSA", "typ": "JWT"});
        let mut inner = credential();
        let issuer = inner["issuer"]["id"].clone();
        inner.as_object_mut().unwrap().remove("issuer");
        let opened_older = opened(&older, &json!({"iss": issuer, "vc": inner})).unwrap();
        assert_eq!(opened_older.content["issuer"], issuer);
        assert!(opened(&older, &json!({"iss": "did:web:other", "vc": credential()})).is_err());
    }

    #[test]
    fn an_older_token_says_when_and_about_whom_where_the_credential_does_not() {
        let older = json!({"alg": "EdDSA", "typ": "JWT"});
        let vc = |subject: Value| json!({"issuer": "did:web:a", "credentialSubject": subject});
        let claims =
            |subject: Value| json!({"sub": "did:key:z", "nbf": 1_780_000_000, "exp": 1_780_000_060, "vc": vc(subject)});
        for subject in [json!({"x": 1}), json!({"id": "did:key:z", "x": 1})] {
            let content = opened(&older, &claims(subject)).unwrap().content;
            assert_eq!(content["credentialSubject"], json!({"id": "did:key:z", "x": 1}));
            assert_eq!(content["issuanceDate"], "2026-05-28T20:26:40Z");
            assert_eq!(content["expirationDate"], "2026-05-28T20:27:40Z");
        }
        assert_eq!(opened(&older, &claims(json!([{}]))).unwrap().content["credentialSubject"][0]["id"], "did:key:z");
        for wrong in [json!({"id": "did:key:other"}), json!([{}, {}]), json!("did:key:z")] {
            assert!(opened(&older, &claims(wrong.clone())).is_err(), "{wrong}");
        }
        let mut dated = claims(json!({"x": 1}));
        dated["vc"]["issuanceDate"] = json!("2020-01-01T00:00:00Z");
        assert_eq!(opened(&older, &dated).unwrap().content["issuanceDate"], "2020-01-01T00:00:00Z");
        dated["nbf"] = json!("yesterday");
        assert!(opened(&older, &dated).is_err());
    }

    #[test]
    fn what_belongs_to_the_token_is_not_part_of_the_credential() {
        let mut claims = credential();
        claims["iss"] = claims["issuer"]["id"].clone();
        for (name, value) in
            [("jti", json!("urn:uuid:1")), ("nonce", json!("n")), ("iat", json!(1)), ("sub", json!("x"))]
        {
            claims[name] = value;
        }
        assert_eq!(opened(&header(), &claims).unwrap().content, credential());
        claims["iss"] = json!("did:web:other.example");
        assert!(opened(&header(), &claims).is_err());
    }

    #[test]
    fn every_domain_that_was_asked_for_is_an_audience() {
        let mut claims = credential();
        claims["aud"] = json!(["a", "b"]);
        let opened = opened(&header(), &claims).unwrap();
        let checked = |domains: &[&str]| {
            let domains: Vec<String> = domains.iter().map(|&domain| domain.to_owned()).collect();
            let expectation = Expectation { domains: &domains, ..Expectation::asserting(now()) };
            opened.check(key().public_key().into(), expectation)
        };
        checked(&["a", "b"]).unwrap();
        assert!(matches!(checked(&["a", "c"]), Err(ProofError::WrongPurpose("domain"))));
    }
}

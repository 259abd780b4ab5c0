//! Data Integrity proofs (VC Data Integrity 1.0): their common rules, sets and chains.

mod chains;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::did::{ListedKey, Purpose};
use crate::instant;
use crate::keys::{AnyKey, SignError, base58btc};
use crate::structure::{is_url, list};
use chains::{bind_previous, check_chains};

/// The cryptosuites this crate knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cryptosuite {
    /// `eddsa-jcs-2022`: over the canonical JSON.
    Jcs,
    /// `eddsa-rdfc-2022`: over the canonical RDF. Only with the `json-ld` feature.
    Rdfc,
    /// `ecdsa-jcs-2019` on P-256: over the canonical JSON. Only with the `json-ld` feature.
    EcdsaJcs,
    /// `ecdsa-rdfc-2019` on P-256: over the canonical RDF. Only with the `json-ld` feature.
    EcdsaRdfc,
    /// `ecdsa-sd-2023`: statements that can be shown one by one. Only with the `json-ld` feature.
    EcdsaSd,
    /// The proof type `Ed25519Signature2020`, which is older than cryptosuites: over the canonical
    /// RDF, for verifying only. Only with the `json-ld` feature.
    Legacy2020,
}

impl Cryptosuite {
    const ALL: [Self; 6] = [Self::Jcs, Self::Rdfc, Self::EcdsaJcs, Self::EcdsaRdfc, Self::EcdsaSd, Self::Legacy2020];

    /// The name in proofs; for the oldest, that of the proof's type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jcs => "eddsa-jcs-2022",
            Self::Rdfc => "eddsa-rdfc-2022",
            Self::EcdsaJcs => "ecdsa-jcs-2019",
            Self::EcdsaRdfc => "ecdsa-rdfc-2019",
            Self::EcdsaSd => "ecdsa-sd-2023",
            Self::Legacy2020 => "Ed25519Signature2020",
        }
    }

    /// By its name; none when it is not known, or not in this build.
    pub fn from_name(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|suite| suite.as_str() == name);
        known.filter(|suite| cfg!(feature = "json-ld") || *suite == Self::Jcs)
    }

    /// Whether it signs with this kind of key: never take an algorithm from the proof alone.
    const fn takes(self, key: &AnyKey) -> bool {
        let edwards = matches!(key, AnyKey::Ed25519(_));
        matches!(self, Self::Jcs | Self::Rdfc | Self::Legacy2020) == edwards
    }
}

/// The most proofs that a document may carry.
pub const MOST_PROOFS: usize = 10;

/// Why a proof does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The document has no proof.
    #[error("there is no proof")]
    Missing,
    /// It has more of them than are looked at.
    #[error("more proofs, or more in a chain, than are looked at")]
    TooMany,
    /// None of its proofs is of a kind that can be checked here.
    #[error("no proof of a supported kind")]
    Unsupported,
    /// A proof lacks a property or has it in the wrong form.
    #[error("the proof's {0} is missing or wrong")]
    Malformed(&'static str),
    /// Made for another purpose, challenge or domain than the one expected.
    #[error("the proof was made for another {0}")]
    WrongPurpose(&'static str),
    /// It has expired.
    #[error("the proof has expired")]
    Expired,
    /// Its key is not one its owner lists for this purpose.
    #[error("the key {0} is not listed for this purpose")]
    KeyNotListed(String),
    /// Its key had been revoked, or had expired, when it was made; or nobody can tell that it had not.
    #[error("the key {0} no longer counted when the proof was made")]
    KeyRevoked(String),
    /// The signature does not match.
    #[error("the signature does not match")]
    Mismatch,
    /// The document cannot be brought into canonical form.
    #[error("the document has no canonical form: {0}")]
    Canonicalization(String),
    /// Signing failed.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// What a new proof says beside the signature.
#[derive(Debug, Clone)]
pub struct ProofOptions {
    /// `<did>#<fragment>` of the signing key.
    pub verification_method: String,
    /// What the key is used for.
    pub purpose: Purpose,
    /// When.
    pub created: DateTime<Utc>,
    /// Until when the proof itself holds; absent on credentials, which have `validUntil`.
    pub expires: Option<DateTime<Utc>>,
    /// What the verifier asked to be repeated, on presentations.
    pub challenge: Option<String>,
    /// For whom, on presentations: nobody named, one, or several.
    pub domains: Vec<String>,
}

impl ProofOptions {
    /// A proof that asserts a credential.
    pub fn asserting(verification_method: impl Into<String>, created: DateTime<Utc>) -> Self {
        Self {
            verification_method: verification_method.into(),
            purpose: Purpose::Assertion,
            created,
            expires: None,
            challenge: None,
            domains: Vec::new(),
        }
    }

    /// The proof without its signature.
    pub(crate) fn configuration(&self, suite: Cryptosuite) -> Map<String, Value> {
        let mut proof = Map::new();
        let mut set = |name: &str, value: String| {
            proof.insert(name.to_owned(), Value::String(value));
        };
        set("type", "DataIntegrityProof".into());
        set("cryptosuite", suite.as_str().into());
        set("created", instant::format(self.created));
        set("verificationMethod", self.verification_method.clone());
        set("proofPurpose", self.purpose.as_str().into());
        if let Some(expires) = self.expires {
            set("expires", instant::format(expires));
        }
        if let Some(challenge) = &self.challenge {
            set("challenge", challenge.clone());
        }
        match self.domains.as_slice() {
            [] => {}
            [one] => set("domain", one.clone()),
            several => drop(proof.insert("domain".into(), json!(several))),
        }
        proof
    }
}

/// What the verifier expects of a proof.
#[derive(Debug, Clone, Copy)]
pub struct Expectation<'a> {
    /// What the key must have been used for.
    pub purpose: Purpose,
    /// The challenge that must be repeated; `None` when none was set.
    pub challenge: Option<&'a str>,
    /// The domains that must all be repeated.
    pub domains: &'a [String],
    /// Now.
    pub now: DateTime<Utc>,
}

impl Expectation<'_> {
    /// For credentials.
    pub const fn asserting(now: DateTime<Utc>) -> Self {
        Self { purpose: Purpose::Assertion, challenge: None, domains: &[], now }
    }
}

/// A document without its proofs.
pub fn unsecured(document: &Value) -> Value {
    let mut document = document.clone();
    if let Some(members) = document.as_object_mut() {
        members.remove("proof");
    }
    document
}

/// Every proof of a document: one, or a set of at most [`MOST_PROOFS`].
pub fn proofs(document: &Value) -> Result<Vec<&Map<String, Value>>, ProofError> {
    let object = |value: &'_ Value| value.is_object();
    match document.get("proof") {
        None => Err(ProofError::Missing),
        Some(Value::Object(proof)) => Ok(vec![proof]),
        Some(Value::Array(set)) if set.is_empty() => Err(ProofError::Missing),
        Some(Value::Array(set)) if set.len() > MOST_PROOFS => Err(ProofError::TooMany),
        Some(Value::Array(set)) if set.iter().all(object) => Ok(set.iter().filter_map(Value::as_object).collect()),
        Some(_) => Err(ProofError::Malformed("proof")),
    }
}

/// Verifies every proof that can be checked here; at least one must be, and all of those must
/// hold. `key_of` finds the key behind a verification method's id.
///
/// Returns the verification methods whose proofs hold.
pub fn verify_all<'a, K: Into<ListedKey>>(
    document: &'a Value,
    expectation: Expectation,
    key_of: &dyn Fn(&str) -> Option<K>,
) -> Result<Vec<&'a str>, ProofError> {
    let proofs = proofs(document)?;
    check_chains(&proofs)?;
    let mut holding = Vec::new();
    let mut forms = Forms::default();
    for proof in &proofs {
        let Some(suite) = suite(proof)? else { continue };
        let method = check_options(proof, expectation)?;
        let listed: ListedKey = key_of(method).ok_or_else(|| ProofError::KeyNotListed(method.to_owned()))?.into();
        if !listed.counts(made_at(proof, expectation)?) {
            return Err(ProofError::KeyRevoked(method.to_owned()));
        }
        let key = listed.key;
        if !suite.takes(&key) {
            return Err(ProofError::Mismatch);
        }
        match bind_previous(document, &proofs, proof)? {
            None => verify_one(suite, document, &["proof"], proof, (key, &mut forms))?,
            Some(bound) => verify_one(suite, &bound, &[], proof, (key, &mut Forms::default()))?,
        }
        holding.push(method);
    }
    if holding.is_empty() {
        return Err(ProofError::Unsupported);
    }
    Ok(holding)
}

/// What was worked out of a document for one of its proofs, and holds for the next.
#[derive(Default)]
struct Forms<'a> {
    /// The hash of its canonical JSON, by the contexts that the proof states.
    json: Vec<(Option<&'a Value>, [u8; 32])>,
    /// The hash of its canonical RDF.
    #[cfg(feature = "json-ld")]
    rdf: Option<[u8; 32]>,
    /// Its statements, to be shown one by one.
    #[cfg(feature = "json-ld")]
    statements: Option<crate::selective::Read>,
}

/// Verifies a proof over a document of which some members, its proofs, are not signed.
fn verify_one<'a>(
    suite: Cryptosuite,
    document: &Value,
    skipped: &[&str],
    proof: &'a Map<String, Value>,
    (key, forms): (AnyKey, &mut Forms<'a>),
) -> Result<(), ProofError> {
    match suite {
        Cryptosuite::Jcs | Cryptosuite::EcdsaJcs => {
            let context = proof.get("@context");
            let held = forms.json.iter().find(|(held, _)| *held == context).map(|(_, hash)| *hash);
            let hash = crate::jcs::verify_without(document, skipped, proof, key, held)?;
            if held.is_none() {
                forms.json.push((context, hash));
            }
            Ok(())
        }
        #[cfg(feature = "json-ld")]
        Cryptosuite::Rdfc | Cryptosuite::EcdsaRdfc | Cryptosuite::Legacy2020 => {
            let hash = match forms.rdf {
                Some(hash) => hash,
                None => *forms.rdf.insert(crate::rdfc::document_hash(document, skipped)?),
            };
            crate::rdfc::verify_hashed(document, hash, proof, key)
        }
        #[cfg(feature = "json-ld")]
        Cryptosuite::EcdsaSd => {
            let read = match &mut forms.statements {
                Some(read) => read,
                none if skipped.is_empty() => none.insert(crate::selective::Read::of(document)?),
                none => none.insert(crate::selective::Read::of(&unsecured(document))?),
            };
            crate::selective::verify_read(document, read, proof, key)
        }
        #[cfg(not(feature = "json-ld"))]
        _ => Err(ProofError::Unsupported),
    }
}

/// The suite of a proof; none when it cannot be checked here.
fn suite(proof: &Map<String, Value>) -> Result<Option<Cryptosuite>, ProofError> {
    Ok(match text(proof, "type")? {
        "DataIntegrityProof" => {
            Cryptosuite::from_name(text(proof, "cryptosuite")?).filter(|suite| *suite != Cryptosuite::Legacy2020)
        }
        "Ed25519Signature2020" => Cryptosuite::from_name("Ed25519Signature2020"),
        _ => None,
    })
}

/// The rules that do not depend on the suite (section 4.4). Returns the verification method's id.
fn check_options<'a>(proof: &'a Map<String, Value>, expectation: Expectation) -> Result<&'a str, ProofError> {
    if text(proof, "proofPurpose")? != expectation.purpose.as_str() {
        return Err(ProofError::WrongPurpose("purpose"));
    }
    let created = instant_of(proof, "created")?;
    if text(proof, "type")? == "Ed25519Signature2020" && created.is_none() {
        return Err(ProofError::Malformed("created"));
    }
    for name in ["challenge", "nonce"] {
        if proof.get(name).is_some_and(|value| !value.is_string()) {
            return Err(ProofError::Malformed(name));
        }
    }
    // One text, or a set of them (section 2.1).
    if proof.get("domain").is_some_and(|said| !list(said).iter().all(Value::is_string)) {
        return Err(ProofError::Malformed("domain"));
    }
    if proof.get("id").is_some_and(|id| !id.as_str().is_some_and(is_url)) {
        return Err(ProofError::Malformed("id"));
    }
    // To the second: it keeps a proof from being shown again, which a tolerance would allow.
    if instant_of(proof, "expires")?.is_some_and(|end| end <= expectation.now) {
        return Err(ProofError::Expired);
    }
    if expectation.challenge.is_some_and(|wanted| !has(proof, "challenge", wanted)) {
        return Err(ProofError::WrongPurpose("challenge"));
    }
    if !expectation.domains.iter().all(|wanted| has(proof, "domain", wanted)) {
        return Err(ProofError::WrongPurpose("domain"));
    }
    text(proof, "verificationMethod")
}

/// When a proof was made, as far as its key's end is concerned: who authenticates does so now,
/// whatever the proof says.
fn made_at(proof: &Map<String, Value>, expectation: Expectation) -> Result<Option<DateTime<Utc>>, ProofError> {
    match expectation.purpose {
        Purpose::Assertion => instant_of(proof, "created"),
        Purpose::Authentication => Ok(Some(expectation.now)),
    }
}

/// Whether a property, one text or a list of them, contains the wanted one.
fn has(proof: &Map<String, Value>, name: &str, wanted: &str) -> bool {
    match proof.get(name) {
        Some(Value::String(text)) => text == wanted,
        Some(Value::Array(texts)) => texts.iter().any(|text| text == wanted),
        _ => false,
    }
}

pub(crate) fn text<'a>(proof: &'a Map<String, Value>, name: &'static str) -> Result<&'a str, ProofError> {
    proof.get(name).and_then(Value::as_str).ok_or(ProofError::Malformed(name))
}

fn instant_of(proof: &Map<String, Value>, name: &'static str) -> Result<Option<DateTime<Utc>>, ProofError> {
    let Some(value) = proof.get(name) else {
        return Ok(None);
    };
    let instant = value.as_str().and_then(instant::parse_in_proof);
    instant.map(Some).ok_or(ProofError::Malformed(name))
}

/// The 64 bytes of `proofValue`, multibase base58-btc.
pub(crate) fn proof_value(proof: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let malformed = ProofError::Malformed("proofValue");
    let bytes = base58btc(text(proof, "proofValue")?, 128);
    match bytes {
        Some(bytes) if bytes.len() == 64 => Ok(bytes),
        _ => Err(malformed),
    }
}

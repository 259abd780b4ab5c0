//! SD-JWT (RFC 9901) and SD-JWT VC (draft-ietf-oauth-sd-jwt-vc): a credential whose facts can be
//! shown one by one, bound to the key of its holder.
//!
//! What the certificate says always: issuer, type, standard, dates, status, holder's key. Name,
//! birth date, number, overall verdict, each unit and each unit's result are disclosures of their
//! own, among decoys.

mod disclosure;
mod present;
mod read;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use serde_json::{Map, Value};

pub use disclosure::Step;
pub use present::{Disclosable, Present, PresentError, disclosables};
pub use read::facts_of;
pub(crate) use read::instant;
pub use write::{HOLDER_CLAIMS, SdJwtCertificate};

use crate::jose::{JoseError, Jws};
use crate::json::{self, JsonError, Limits};
use disclosure::{Disclosure, Resolver};

/// The `typ` of a credential (SD-JWT VC, section 3.2.1), also its name in `OpenID4VC`.
pub const TYPE: &str = "dc+sd-jwt";
/// The `typ` of a key binding token (RFC 9901, section 4.3).
pub const KEY_BINDING_TYPE: &str = "kb+jwt";
/// The way to a claim.
type Place = Vec<Step>;

/// The most disclosures of one credential: a certificate of a hundred units has about two hundred.
const MOST_DISCLOSURES: usize = 500;
/// Claims that no disclosure may bring (SD-JWT VC, section 3.2.2.2).
const NEVER_DISCLOSED: [&str; 7] = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"];

/// Why a text is no SD-JWT that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SdJwtError {
    /// Not `<token>~<disclosure>~…~`.
    #[error("not an SD-JWT in compact form")]
    Form,
    /// Its token cannot be read.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// Larger, deeper or with more disclosures than allowed; or not JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A disclosure breaks a rule of RFC 9901, section 7.1.
    #[error("a disclosure breaks the rules: {0}")]
    Disclosure(&'static str),
}

/// An SD-JWT whose parts were read, and nothing checked yet.
#[derive(Debug, Clone)]
pub struct SdJwt<'a> {
    /// The issuer's token.
    pub token: Jws<'a>,
    /// Proof of who shows it, if there is one.
    pub key_binding: Option<Jws<'a>>,
    /// Everything in front of the proof, over which it has a hash.
    presented: &'a str,
    issued: &'a str,
    disclosures: Vec<Disclosure<'a>>,
}

impl<'a> SdJwt<'a> {
    /// Reads a compact SD-JWT, with or without key binding.
    pub fn parse(text: &'a str) -> Result<Self, SdJwtError> {
        let text = text.trim();
        if text.len() > Limits::CREDENTIAL.bytes {
            return Err(JsonError::TooLarge.into());
        }
        let (before, last) = text.rsplit_once('~').ok_or(SdJwtError::Form)?;
        let key_binding = if last.is_empty() { None } else { Some(Jws::parse(last)?) };
        let mut parts = before.split('~');
        let issued = parts.next().unwrap_or_default();
        let disclosures = parts.map(Disclosure::parse).collect::<Result<Vec<_>, _>>()?;
        if disclosures.len() > MOST_DISCLOSURES {
            return Err(JsonError::TooLarge.into());
        }
        let presented = text.get(..=before.len()).unwrap_or(text);
        Ok(Self { token: Jws::parse(issued)?, key_binding, presented, issued, disclosures })
    }

    /// The claims as they are shown: every disclosure in its place, everything else gone
    /// (RFC 9901, section 7.1). A disclosure that nothing refers to is refused.
    pub fn claims(&self) -> Result<Map<String, Value>, SdJwtError> {
        let (claims, _) = self.resolve()?;
        json::check(&Value::Object(claims.clone()), Limits::CREDENTIAL)?;
        Ok(claims)
    }

    /// The claims, and where each disclosure goes.
    fn resolve(&self) -> Result<(Map<String, Value>, Vec<Place>), SdJwtError> {
        match self.token.payload.get("_sd_alg").map(Value::as_str) {
            None | Some(Some("sha-256")) => {}
            Some(_) => return Err(SdJwtError::Disclosure("another hash than SHA-256")),
        }
        let mut resolver = Resolver::new(&self.disclosures)?;
        let claims = resolver.object(&self.token.payload, &mut Vec::new())?;
        let places = resolver.places()?;
        for place in &places {
            if let [Step::Name(name)] = place.as_slice()
                && NEVER_DISCLOSED.contains(&name.as_str())
            {
                return Err(SdJwtError::Disclosure("a claim that must always be shown"));
            }
        }
        Ok((claims, places))
    }

    /// The hash that a key binding token repeats (RFC 9901, section 4.3.1).
    pub fn presented_hash(&self) -> String {
        crate::jose::sha256(self.presented)
    }
}

/// Whether a text has the form of an SD-JWT rather than of JSON.
pub fn is_compact(text: &str) -> bool {
    let text = text.trim_start();
    !text.starts_with(['{', '[']) && text.contains('~')
}

/// The identifier behind an `iss`: itself when it is one already, else the `did:web` of the address.
///
/// `https://example.org:8443/orgs/sena` and `did:web:example.org%3A8443:orgs:sena` are the same body
/// here; its keys are published under both. Plain `http` is for loopback alone.
pub fn did_of_issuer(issuer: &str) -> Option<String> {
    if issuer.starts_with("did:") {
        return Some(issuer.to_owned());
    }
    let rest = match issuer.strip_prefix("https://") {
        Some(rest) => rest,
        None => issuer.strip_prefix("http://").filter(|rest| {
            let host = rest.split(['/', ':']).next().unwrap_or_default();
            matches!(host, "127.0.0.1" | "localhost")
        })?,
    };
    let mut parts = rest.split('/');
    let host = parts.next()?.replace(':', "%3A");
    let did = parts.fold(format!("did:web:{host}"), |did, part| did + ":" + part);
    crate::did::did_web_url(&did).is_ok().then_some(did)
}

//! Requests: who asks, for what, and where the answer goes (OpenID4VP 1.0, section 5).

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::link::{By, Link};
use super::query::Query;
use crate::did::{DidDocument, Purpose};
use crate::jose::Jws;
use crate::jwe::{ECDH_ES, Encryption};
use crate::openid4vci::{host_of, is_address};

/// The type of a signed request (RFC 9101).
const TYPE: &str = "oauth-authz-req+jwt";
/// In front of a DID (section 5.9.3).
const BY_DID: &str = "decentralized_identifier:";
/// In front of the address of the answer, for requests that nobody signed.
const BY_ADDRESS: &str = "redirect_uri:";
/// The audience of requests that are made for any wallet (section 5.8).
const ANY_WALLET: &str = "https://self-issued.me/v2";

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// It cannot be read, or lacks something.
    #[error("not a request that can be read: {0}")]
    Unreadable(&'static str),
    /// It asks for something that this wallet does not do.
    #[error("it asks for something that is not supported: {0}")]
    Unsupported(&'static str),
    /// Its time is over.
    #[error("its time is over")]
    Expired,
    /// Who asks could not be established.
    #[error("it is not signed by whom it names")]
    Unproven,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// The owner of an identifier, who signed the request.
    Identifier(String),
    /// Nobody signed it: all that is known is where the answer goes.
    Address,
}

/// For whom an answer is encrypted (section 8.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// The public key, on P-256.
    pub key: Value,
    /// How.
    pub encryption: Encryption,
}

/// A request that may be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The whole name of who asks; the audience of the answer.
    pub client_id: String,
    /// Who that is, as far as it is proven.
    pub asker: Asker,
    /// To be repeated in the answer.
    pub nonce: String,
    /// To be repeated beside the answer.
    pub state: Option<String>,
    /// Where the answer goes.
    pub response_uri: String,
    /// For whom it is encrypted, if it is.
    pub recipient: Option<Recipient>,
    /// What is asked for.
    pub query: Query,
}

/// The identifier whose document is needed to check a signed request; none when it names no DID.
pub fn signer_of(token: &str) -> Option<String> {
    let token = Jws::parse(token).ok()?;
    let did = token.payload.get("client_id")?.as_str()?.strip_prefix(BY_DID)?;
    Some(did.to_owned())
}

impl Request {
    /// Checks a signed request: by the owner of the identifier that the link names, for wallets,
    /// still in time.
    pub fn signed(
        link: &Link,
        token: &str,
        document: Option<&DidDocument>,
        now: DateTime<Utc>,
    ) -> Result<Self, RequestError> {
        let token = Jws::parse(token).map_err(|_| RequestError::Unreadable("token"))?;
        let claims = token.payload.as_object().ok_or(RequestError::Unreadable("claims"))?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let client_id = text("client_id").filter(|named| *named == link.client_id).ok_or(RequestError::Unproven)?;
        let did = client_id.strip_prefix(BY_DID).ok_or(RequestError::Unsupported("client_id"))?;
        let kid = token.header_text("kid").filter(|kid| kid.split('#').next() == Some(did));
        let document = document.filter(|document| document.id == did).ok_or(RequestError::Unproven)?;
        let kid = kid.ok_or(RequestError::Unproven)?;
        let key = [Purpose::Authentication, Purpose::Assertion]
            .into_iter()
            .find_map(|purpose| document.any_key_for(kid, purpose))
            .ok_or(RequestError::Unproven)?;
        token.check(TYPE, key).map_err(|_| RequestError::Unproven)?;
        let ends = claims.get("exp").and_then(Value::as_i64).and_then(|end| DateTime::from_timestamp(end, 0));
        if ends.is_some_and(|end| end <= now) {
            return Err(RequestError::Expired);
        }
        // Some name the address of the request instead, which is no less theirs.
        let ours = |audience: &str| audience == ANY_WALLET || link.by == By::Reference(audience.to_owned());
        if text("aud").is_some_and(|audience| !ours(audience)) {
            return Err(RequestError::Unsupported("aud"));
        }
        Self::of_claims(claims, Asker::Identifier(did.to_owned()))
    }

    /// A request that is its own link and that nobody signed: the answer goes to the address by
    /// which it names itself, and nowhere else.
    pub fn unsigned(parameters: &Map<String, Value>) -> Result<Self, RequestError> {
        let text = |name: &str| parameters.get(name).and_then(Value::as_str);
        let address = text("client_id").and_then(|client| client.strip_prefix(BY_ADDRESS));
        let address = address.ok_or(RequestError::Unproven)?;
        if text("response_uri") != Some(address) {
            return Err(RequestError::Unproven);
        }
        Self::of_claims(parameters, Asker::Address)
    }

    fn of_claims(claims: &Map<String, Value>, asker: Asker) -> Result<Self, RequestError> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let needed = |name: &'static str| text(name).map(str::to_owned).ok_or(RequestError::Unreadable(name));
        if text("response_type") != Some("vp_token") {
            return Err(RequestError::Unsupported("response_type"));
        }
        if claims.contains_key("transaction_data") {
            return Err(RequestError::Unsupported("transaction_data"));
        }
        let recipient = match text("response_mode") {
            Some("direct_post") => None,
            Some("direct_post.jwt") => Some(recipient(claims)?),
            _ => return Err(RequestError::Unsupported("response_mode")),
        };
        let response_uri = needed("response_uri").and_then(|address| {
            if is_address(&address) { Ok(address) } else { Err(RequestError::Unsupported("response_uri")) }
        })?;
        let query = claims.get("dcql_query").ok_or(RequestError::Unsupported("dcql_query"))?;
        Ok(Self {
            client_id: needed("client_id")?,
            asker,
            nonce: needed("nonce")?,
            state: text("state").map(str::to_owned),
            response_uri,
            recipient,
            query: Query::read(query).ok_or(RequestError::Unreadable("dcql_query"))?,
        })
    }

    /// The host to which the answer goes, with its port.
    pub fn host(&self) -> &str {
        host_of(&self.response_uri)
    }
}

/// The first key for answers that can be used, and the first way of encrypting.
fn recipient(claims: &Map<String, Value>) -> Result<Recipient, RequestError> {
    let metadata = claims.get("client_metadata").ok_or(RequestError::Unreadable("client_metadata"))?;
    let ways = metadata.get("encrypted_response_enc_values_supported").and_then(Value::as_array);
    let encryption = match ways {
        // The default (section 5.1).
        None => Some(Encryption::A128Gcm),
        Some(ways) => ways.iter().filter_map(Value::as_str).find_map(Encryption::from_name),
    };
    let keys = metadata.pointer("/jwks/keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let fits = |key: &&Value| {
        let says = |name: &str, wanted: &str| key.get(name).is_none_or(|value| value == wanted);
        says("kty", "EC")
            && says("crv", "P-256")
            && says("use", "enc")
            && says("alg", ECDH_ES)
            && key.get("x").is_some()
    };
    match (keys.iter().find(fits), encryption) {
        (Some(key), Some(encryption)) => Ok(Recipient { key: key.clone(), encryption }),
        _ => Err(RequestError::Unsupported("client_metadata")),
    }
}

//! The link or QR code with which a request reaches a wallet (OpenID4VP 1.0, sections 5 and 5.10).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The schemes of links for wallets; a wallet in the browser is opened over http(s).
const SCHEMES: [&str; 7] = ["openid4vp", "haip-vp", "haip", "eudi-openid4vp", "mdoc-openid4vp", "https", "http"];

/// What a link says.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Who asks, as the link says.
    pub client_id: String,
    /// Where the request is.
    pub by: By,
}

/// How the request comes.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// A signed request is at this address.
    Reference(String),
    /// A signed request is in the link.
    Value(String),
    /// The link itself is the request, unsigned.
    Parameters(Map<String, Value>),
}

impl Link {
    /// Reads what was scanned, pasted or opened; none when it is no request.
    pub fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim().split_once(':')?;
        if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            return None;
        }
        let (_, parameters) = rest.split_once('#').or_else(|| rest.split_once('?'))?;
        Self::of_parameters(parameters)
    }

    /// Reads what stands after `?` or `#`. A name that is there twice makes it unreadable.
    pub fn of_parameters(text: &str) -> Option<Self> {
        let mut found = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            if found.insert(name.into_owned(), value.into_owned()).is_some() {
                return None;
            }
        }
        let client_id = found.get("client_id")?.clone();
        let by = match (found.remove("request_uri"), found.remove("request")) {
            (Some(address), None) => By::Reference(address),
            (None, Some(token)) => By::Value(token),
            (None, None) if found.contains_key("response_type") => By::Parameters(parameters(found)?),
            _ => return None,
        };
        Some(Self { client_id, by })
    }

    /// Whether who asks is named by an X.509 certificate (section 5.9.3): wallets here do not answer
    /// such requests, because they hold no root to check a certificate against.
    pub fn is_by_certificate(&self) -> bool {
        ["x509_san_dns:", "x509_hash:"].iter().any(|prefix| self.client_id.starts_with(prefix))
    }
}

/// Parameters as the claims of a request: two of them hold JSON.
fn parameters(found: BTreeMap<String, String>) -> Option<Map<String, Value>> {
    let value = |(name, text): (String, String)| {
        let value = match name.as_str() {
            "dcql_query" | "client_metadata" => serde_json::from_str(&text).ok()?,
            _ => Value::String(text),
        };
        Some((name, value))
    };
    found.into_iter().map(value).collect()
}

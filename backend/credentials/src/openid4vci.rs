//! The wallet's side of OpenID4VCI 1.0: reading an offer and what an issuer says about itself, and
//! proving the wallet's key. Nothing here has a network.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::did::to_did_key;
use crate::jose::{self, EDDSA};
use crate::keys::{SignError, Signer};
use crate::sd_jwt;

/// The grant type of offers (section 3.5).
pub const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
/// The type of a proof of possession (appendix F.1).
const PROOF_TYPE: &str = "openid4vci-proof+jwt";
/// The most configurations that are looked at.
const MOST: usize = 50;

/// The link or QR code of an offer (section 4.1).
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// The offer itself.
    Value(Value),
    /// Where the offer is.
    Reference(String),
}

impl Link {
    /// Reads what was scanned, pasted or opened; none when it is no offer.
    pub fn read(text: &str) -> Option<Self> {
        let (_, parameters) = text.trim().split_once('?')?;
        let parameters = parameters.split('#').next().unwrap_or_default();
        let mut value = None;
        let mut reference = None;
        for (name, text) in form_urlencoded::parse(parameters.as_bytes()) {
            match name.as_ref() {
                "credential_offer" => value = Some(serde_json::from_str(&text).ok()?),
                "credential_offer_uri" => reference = Some(text.into_owned()),
                _ => {}
            }
        }
        match (value, reference) {
            (Some(value), None) => Some(Self::Value(value)),
            (None, Some(address)) => is_address(&address).then_some(Self::Reference(address)),
            _ => None,
        }
    }
}

/// What the person has to type (section 4.1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Digits alone.
    pub numeric: bool,
    /// How many characters, if the issuer says.
    pub length: Option<usize>,
    /// The issuer's own words about it.
    pub description: Option<String>,
}

/// An offer with a pre-authorised code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Address of the issuer.
    pub issuer: String,
    /// What is offered, by names that the issuer's metadata explains.
    pub configurations: Vec<String>,
    /// The code.
    pub code: String,
    /// What goes with it, if anything.
    pub pin: Option<Pin>,
    /// Which of the issuer's authorisation servers takes the code.
    server: Option<String>,
}

impl Offer {
    /// Reads an offer; none when it is none, or needs a log-in at the issuer.
    pub fn read(value: &Value) -> Option<Self> {
        let issuer = value.get("credential_issuer")?.as_str().filter(|issuer| is_address(issuer))?;
        let grant = value.get("grants")?.get(GRANT_TYPE)?;
        let names = value.get("credential_configuration_ids")?.as_array()?;
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let pin = grant.get("tx_code").map(|pin| Pin {
            numeric: text(pin, "input_mode").is_none_or(|mode| mode == "numeric"),
            length: pin.get("length").and_then(Value::as_u64).and_then(|length| usize::try_from(length).ok()),
            description: text(pin, "description").map(|said| said.chars().take(300).collect()),
        });
        Some(Self {
            issuer: issuer.to_owned(),
            configurations: names.iter().take(MOST).filter_map(Value::as_str).map(str::to_owned).collect(),
            code: text(grant, "pre-authorized_code")?,
            pin,
            server: text(grant, "authorization_server"),
        })
    }

    /// The host of the issuer, with its port.
    pub fn host(&self) -> &str {
        host_of(&self.issuer)
    }
}

/// One thing that an issuer issues, in a form that this wallet takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Its name in requests.
    pub id: String,
    /// SD-JWT VC; else a W3C credential.
    pub in_part: bool,
    /// The proof names the key by `did:key`; else it holds it.
    by_did: bool,
    /// What it is called: language and words.
    names: Vec<(String, String)>,
}

impl Configuration {
    /// What it is called in a language, or at all.
    pub fn name(&self, language: &str) -> Option<&str> {
        called(&self.names, language)
    }
}

fn called<'a>(names: &'a [(String, String)], language: &str) -> Option<&'a str> {
    let own = names.iter().find(|(locale, _)| locale.split('-').next() == Some(language));
    own.or_else(|| names.first()).map(|(_, name)| name.as_str())
}

/// What an issuer says about itself (section 12.2.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its address.
    pub address: String,
    /// Where credentials are asked for.
    pub credential_endpoint: String,
    /// Where a nonce is asked for.
    pub nonce_endpoint: Option<String>,
    /// Where is asked again for what was not ready.
    pub deferred_endpoint: Option<String>,
    /// Who is told that it arrived.
    pub notification_endpoint: Option<String>,
    servers: Vec<String>,
    names: Vec<(String, String)>,
    configurations: Vec<Configuration>,
}

impl Issuer {
    /// Where its metadata lie: `/.well-known/openid-credential-issuer` between host and path.
    pub fn metadata_url(address: &str) -> Option<String> {
        well_known(address, "openid-credential-issuer")
    }

    /// Reads metadata; none when they are another issuer's or lack something.
    pub fn read(value: &Value, address: &str) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| is_address(text));
        if value.get("credential_issuer").and_then(Value::as_str) != Some(address) {
            return None;
        }
        let endpoint = |name: &str| text(name).map(str::to_owned);
        let servers = value.get("authorization_servers").and_then(Value::as_array).into_iter().flatten();
        let offered = value.get("credential_configurations_supported")?.as_object()?;
        Some(Self {
            address: address.to_owned(),
            credential_endpoint: endpoint("credential_endpoint")?,
            nonce_endpoint: endpoint("nonce_endpoint"),
            deferred_endpoint: endpoint("deferred_credential_endpoint"),
            notification_endpoint: endpoint("notification_endpoint"),
            servers: servers.filter_map(Value::as_str).map(str::to_owned).collect(),
            names: names(value.get("display")),
            configurations: offered.iter().take(MOST).filter_map(|(id, one)| configuration(id, one)).collect(),
        })
    }

    /// What the issuer calls itself in a language. Its own words: nothing vouches for them.
    pub fn name(&self, language: &str) -> Option<&str> {
        called(&self.names, language)
    }

    /// What of an offer this wallet takes, at most one of each form: what can be shown in part first.
    pub fn taken(&self, offer: &Offer) -> Vec<&Configuration> {
        let of = |in_part: bool| {
            let mut offered =
                offer.configurations.iter().filter_map(|id| self.configurations.iter().find(|one| one.id == *id));
            offered.find(|one| one.in_part == in_part)
        };
        [of(true), of(false)].into_iter().flatten().collect()
    }

    /// Where the metadata of the authorisation server of an offer lie.
    pub fn server_url(&self, offer: &Offer) -> Option<String> {
        let named = offer.server.as_ref().filter(|server| self.servers.contains(server));
        let server = named.or_else(|| self.servers.first()).unwrap_or(&self.address);
        well_known(server, "oauth-authorization-server")
    }

    /// The wallet's proof that it has a key (appendix F.1).
    pub fn proof(
        &self,
        configuration: &Configuration,
        nonce: Option<&str>,
        key: &dyn Signer,
        now: DateTime<Utc>,
    ) -> Result<String, SignError> {
        let public = key.public_key();
        let mut header = json!({"typ": PROOF_TYPE});
        if let Some(members) = header.as_object_mut() {
            if configuration.by_did {
                members.insert("kid".into(), format!("{}#{}", to_did_key(public), public.to_multibase()).into());
            } else {
                members.insert("jwk".into(), jose::jwk_of(public));
            }
        }
        let mut claims = json!({"aud": self.address, "iat": now.timestamp()});
        if let (Some(nonce), Some(members)) = (nonce, claims.as_object_mut()) {
            members.insert("nonce".into(), nonce.into());
        }
        jose::sign(header, &claims, key)
    }
}

/// A configuration whose form and proof this wallet knows.
fn configuration(id: &str, value: &Value) -> Option<Configuration> {
    let in_part = match value.get("format")?.as_str()? {
        sd_jwt::TYPE | "vc+sd-jwt" => true,
        "ldp_vc" => false,
        _ => return None,
    };
    let listed = |pointer: &str, wanted: &str| {
        let list = value.pointer(pointer).and_then(Value::as_array);
        list.map(|list| list.iter().any(|one| one == wanted))
    };
    if listed("/proof_types_supported/jwt/proof_signing_alg_values_supported", EDDSA) == Some(false) {
        return None;
    }
    let methods = "/cryptographic_binding_methods_supported";
    let by_did = listed(methods, "did:key") == Some(true) && listed(methods, "jwk") == Some(false);
    let display = value.pointer("/credential_metadata/display").or_else(|| value.get("display"));
    Some(Configuration { id: id.to_owned(), in_part, by_did, names: names(display) })
}

fn names(display: Option<&Value>) -> Vec<(String, String)> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let entries = display.and_then(Value::as_array).into_iter().flatten().take(MOST);
    let one = |entry: &Value| Some((text(entry, "locale").unwrap_or_default(), text(entry, "name")?));
    entries.filter_map(one).map(|(locale, name)| (locale, name.chars().take(200).collect())).collect()
}

fn well_known(address: &str, what: &str) -> Option<String> {
    if !is_address(address) {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let slash = if path.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{host}/.well-known/{what}{slash}{path}"))
}

/// The host of an address, with its port.
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether an address is one to which something of the wallet's may go: encrypted in transit, or on
/// this very machine; with a host, and no user before it.
pub fn is_address(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once("://") else { return false };
    let authority = host_of(address);
    let host = authority.split(':').next().unwrap_or_default();
    let safe = scheme == "https" || (scheme == "http" && matches!(host, "127.0.0.1" | "localhost"));
    safe && !host.is_empty() && !authority.contains('@') && !address.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::Jws;
    use crate::keys::SigningKey;

    fn offer() -> Value {
        json!({
            "credential_issuer": "https://registro.example/orgs/sena",
            "credential_configuration_ids": ["in-part", "whole", "driving-licence"],
            "grants": {GRANT_TYPE: {"pre-authorized_code": "c0de", "tx_code": {"length": 6, "description": "Por SMS"}}},
        })
    }

    fn metadata() -> Value {
        json!({
            "credential_issuer": "https://registro.example/orgs/sena",
            "credential_endpoint": "https://registro.example/credential",
            "nonce_endpoint": "http://registro.example/nonce",
            "display": [{"name": "SENA"}],
            "credential_configurations_supported": {
                "in-part": {"format": "dc+sd-jwt", "cryptographic_binding_methods_supported": ["jwk"],
                    "credential_metadata": {"display": [{"locale": "es", "name": "Certificado"}, {"locale": "en-US", "name": "Certificate"}]}},
                "whole": {"format": "ldp_vc", "cryptographic_binding_methods_supported": ["did:key"]},
                "driving-licence": {"format": "mso_mdoc"},
                "rsa": {"format": "ldp_vc", "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": ["RS256"]}}},
            }
        })
    }

    #[test]
    fn an_offer_comes_by_value_or_by_reference() {
        let by_value: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("credential_offer", &offer().to_string())
            .finish();
        let link = Link::read(&format!("openid-credential-offer://?{by_value}"));
        assert_eq!(link, Some(Link::Value(offer())));
        assert_eq!(Link::read(&format!("https://wallet.example/add?x=1&{by_value}#top")), link);
        let link = Link::read("openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example%2Fo%2F1");
        assert_eq!(link, Some(Link::Reference("https://a.example/o/1".into())));
        for wrong in [
            "",
            "https://a.example",
            "openid-credential-offer://?credential_offer={",
            "openid-credential-offer://?credential_offer_uri=http%3A%2F%2Fa.example",
            "openid-credential-offer://?credential_offer_uri=file%3A%2F%2F%2Fetc",
            &format!("openid-credential-offer://?{by_value}&credential_offer_uri=https%3A%2F%2Fa.example"),
        ] {
            assert_eq!(Link::read(wrong), None, "{wrong}");
        }
        let read = Offer::read(&offer()).unwrap();
        assert_eq!((read.code.as_str(), read.host()), ("c0de", "registro.example"));
        assert_eq!(read.pin, Some(Pin { numeric: true, length: Some(6), description: Some("Por SMS".into()) }));
        let mut with_log_in = offer();
        with_log_in["grants"] = json!({"authorization_code": {}});
        assert_eq!(Offer::read(&with_log_in), None);
    }

    #[test]
    fn of_what_is_offered_both_known_forms_are_taken() {
        let (offer, issuer) = (Offer::read(&offer()).unwrap(), "https://registro.example/orgs/sena");
        let read = Issuer::read(&metadata(), issuer).unwrap();
        let taken: Vec<&str> = read.taken(&offer).iter().map(|one| one.id.as_str()).collect();
        assert_eq!(taken, ["in-part", "whole"]);
        assert_eq!(read.taken(&offer)[0].name("en"), Some("Certificate"));
        assert_eq!(read.taken(&offer)[0].name("pt"), Some("Certificado"));
        assert_eq!((read.name("es"), &read.nonce_endpoint), (Some("SENA"), &None), "no address without encryption");
        assert_eq!(Issuer::read(&metadata(), "https://registro.example/orgs/other"), None);
        let well_known = "https://registro.example/.well-known/openid-credential-issuer/orgs/sena";
        assert_eq!(Issuer::metadata_url(issuer).as_deref(), Some(well_known));
        let server = "https://registro.example/.well-known/oauth-authorization-server/orgs/sena";
        assert_eq!(read.server_url(&offer).as_deref(), Some(server));
    }

    #[test]
    fn a_proof_is_for_its_issuer_and_names_the_key_as_the_issuer_wants() {
        let read = Issuer::read(&metadata(), "https://registro.example/orgs/sena").unwrap();
        let key = SigningKey::from_seed(&[2; 32]);
        let now = crate::instant::parse("2026-06-01T10:42:00Z").unwrap();
        for (configuration, named) in read.taken(&Offer::read(&offer()).unwrap()).into_iter().zip(["jwk", "kid"]) {
            let text = read.proof(configuration, Some("n"), &key, now).unwrap();
            let proof = Jws::parse(&text).unwrap();
            assert_eq!(proof.check(PROOF_TYPE, key.public_key()), Ok(()));
            assert!(proof.header.get(named).is_some());
            assert_eq!((&proof.payload["aud"], &proof.payload["nonce"]), (&json!(read.address), &json!("n")));
        }
    }
}

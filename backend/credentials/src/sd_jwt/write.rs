//! Facts to SD-JWT VC.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use puente_wire::verification::{CertificateFacts, UnitVerdict};
use serde_json::{Map, Value, json};

use super::TYPE;
use crate::instant;
use crate::jose;
use crate::keys::{AnyKey, SignError, Signer};
use crate::token_status::TokenEntry;

/// The claims that are shown one by one, beside those about units.
pub const HOLDER_CLAIMS: [&str; 5] = ["name", "birthdate", "certificate_number", "certificate_id", "verdict"];

/// Everything that goes into a certificate as SD-JWT VC.
#[derive(Debug, Clone, Copy)]
pub struct SdJwtCertificate<'a> {
    /// What it says.
    pub facts: &'a CertificateFacts,
    /// The issuer's address, whose `did:web` is the issuer's identifier.
    pub issuer: &'a str,
    /// Address of the type's metadata.
    pub vct: &'a str,
    /// Its place in the issuer's token status list.
    pub status: Option<&'a TokenEntry>,
    /// The key of whoever may show it.
    pub holder: AnyKey,
}

/// Collects disclosures while claims are written.
struct Writer<'r> {
    random: &'r mut dyn FnMut() -> Result<[u8; 16], SignError>,
    disclosures: Vec<String>,
}

impl Writer<'_> {
    fn salt(&mut self) -> Result<String, SignError> {
        Ok(URL_SAFE_NO_PAD.encode((self.random)()?))
    }

    /// The digest of a new disclosure.
    fn disclose(&mut self, parts: &[Value]) -> Result<String, SignError> {
        let mut whole = vec![Value::String(self.salt()?)];
        whole.extend_from_slice(parts);
        let encoded = URL_SAFE_NO_PAD.encode(Value::Array(whole).to_string());
        let digest = jose::sha256(&encoded);
        self.disclosures.push(encoded);
        Ok(digest)
    }

    /// Hides members of an object, with as many decoys as chance says: from 1 to `decoys`.
    fn hide(&mut self, members: Vec<(&str, Value)>, decoys: u8) -> Result<Value, SignError> {
        let mut digests = Vec::new();
        for (name, value) in members {
            digests.push(self.disclose(&[name.into(), value])?);
        }
        let [chance, ..] = (self.random)()?;
        for _ in 0..=(chance % decoys) {
            digests.push(jose::sha256(&self.salt()?));
        }
        // In an order that tells nothing about which is which (RFC 9901, section 4.2.4.1).
        digests.sort_unstable();
        Ok(json!(digests))
    }

    /// A unit: an element that can be hidden, with a result that can be hidden in it.
    fn unit(&mut self, unit: &UnitVerdict) -> Result<Value, SignError> {
        let result = json!({"verdict": unit.verdict, "words": unit.words});
        let hidden = self.hide(vec![("result", result)], 2)?;
        let digest = self.disclose(&[json!({"unit": unit.unit, "title": unit.title, "_sd": hidden})])?;
        Ok(json!({"...": digest}))
    }
}

impl SdJwtCertificate<'_> {
    /// Signs it with all disclosures. `random` gives 16 bytes at a time from the system.
    pub fn issue(
        &self,
        kid: &str,
        key: &dyn Signer,
        random: &mut dyn FnMut() -> Result<[u8; 16], SignError>,
    ) -> Result<String, SignError> {
        let mut writer = Writer { random, disclosures: Vec::new() };
        let claims = self.claims(&mut writer)?;
        let token = jose::sign(json!({"typ": TYPE, "kid": kid}), &Value::Object(claims), key)?;
        let disclosures = writer.disclosures;
        Ok(disclosures.into_iter().fold(token, |text, disclosure| text + "~" + &disclosure) + "~")
    }

    fn claims(&self, writer: &mut Writer<'_>) -> Result<Map<String, Value>, SignError> {
        let facts = self.facts;
        let mut claims = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                claims.insert(name.to_owned(), value);
            }
        };
        let seconds = |instant: chrono::DateTime<chrono::Utc>| json!(instant.timestamp());
        put("iss", Some(self.issuer.into()));
        put("vct", Some(self.vct.into()));
        put("cnf", Some(json!({"jwk": jose::jwk_of(self.holder)})));
        // The day alone: a moment would tell two copies of one certificate belong together.
        put("iat", Some(seconds(instant::start_of(facts.issued_on))));
        put("nbf", Some(seconds(instant::start_of(facts.issued_on))));
        put("exp", facts.valid_until.map(|day| seconds(instant::end_of(day))));
        put("status", self.status.map(TokenEntry::to_json));
        put("title", Some(facts.title.clone().into()));
        put("standard", facts.standard.as_ref().map(|standard| json!(standard)));
        let mut units = Vec::new();
        for unit in &facts.units {
            units.push(writer.unit(unit)?);
        }
        put("units", (!units.is_empty()).then_some(Value::Array(units)));
        put("_sd", Some(writer.hide(self.hidden(), 5)?));
        put("_sd_alg", Some("sha-256".into()));
        Ok(claims)
    }

    fn hidden(&self) -> Vec<(&'static str, Value)> {
        let facts = self.facts;
        let birth_date = facts.birth_date.map(|day| day.to_string());
        let values =
            [&facts.holder_name, &birth_date, &facts.number, &facts.id, &facts.verdict_words].map(Clone::clone);
        HOLDER_CLAIMS.into_iter().zip(values).filter_map(|(name, value)| Some((name, value?.into()))).collect()
    }
}

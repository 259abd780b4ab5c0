//! What the registry says about a body that issues certificates.

use chrono::NaiveDate;
use competency_frameworks::Code;
use serde::{Deserialize, Serialize};

use crate::session::OrganisationKind;

/// An issuer as the registry knows it: the only source of an issuer's name on any screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issuer {
    /// The identifier that its certificates carry, `did:web:…`.
    pub did: String,
    /// Its short name in addresses, e.g. `sena`.
    pub slug: String,
    /// Its full official name, in its own language.
    pub name: String,
    /// The name it is called by, e.g. `SENA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// Whom to ask.
    #[serde(default)]
    pub contact: Contact,
    /// What it may certify, and when.
    #[serde(default)]
    pub accreditations: Vec<Accreditation>,
    /// True when the entry is demonstration data and the real body has said nothing.
    #[serde(default)]
    pub illustrative: bool,
}

/// Whom to ask at an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number, international form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The permission of one body to certify a framework, or one of its standards, over a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accreditation {
    /// The framework's slug.
    pub framework: String,
    /// The standard's code; absent when the whole framework is covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// First day it holds.
    pub from: NaiveDate,
    /// Last day it holds; absent while it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The legal act that grants it.
    pub act: String,
    /// Where the act can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act_url: Option<String>,
    /// True when it is demonstration data.
    #[serde(default)]
    pub illustrative: bool,
}

impl Accreditation {
    /// Whether it covers this standard on this day.
    pub fn covers(&self, framework: &str, standard: &str, on: NaiveDate) -> bool {
        self.is_for(framework, standard) && self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    /// Whether it is for this standard, on whatever day. Codes are compared in their normal form.
    pub fn is_for(&self, framework: &str, standard: &str) -> bool {
        let same = |code: &str| Code::normalise(code) == Code::normalise(standard);
        self.framework == framework && self.standard.as_deref().is_none_or(same)
    }
}

impl Issuer {
    /// The accreditation that covers this standard on this day, if there is one.
    pub fn accredited(&self, framework: &str, standard: &str, on: NaiveDate) -> Option<&Accreditation> {
        self.accreditations.iter().find(|accreditation| accreditation.covers(framework, standard, on))
    }
}

/// `GET /api/v1/issuers?did=`: one body by its identifier (an empty list when the registry does not
/// know it), or every accredited one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuerQuery {
    /// `did:web:…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did: Option<String>,
}

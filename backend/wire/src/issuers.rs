//! What the registry says about a body that issues certificates.

use chrono::NaiveDate;
use competency_frameworks::{Code, Sector};
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
    /// The sector of the framework that is covered; absent when it is not limited to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// The codes that the sector held when this was recorded; empty without a sector.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sector_standards: Vec<String>,
    /// The centre at which the body assesses under this act; absent when the act names none.
    /// Certificates name no centre, so that it is shown and not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
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
        let in_sector = self.sector.is_none() || self.sector_standards.iter().any(|code| same(code));
        self.framework == framework && self.standard.as_deref().is_none_or(same) && in_sector
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    fn accreditation(more: &str) -> Accreditation {
        let text = format!(r#"{{"framework": "co-sena-nscl", "from": "2026-01-01", "act": "Acto 1"{more}}}"#);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn an_accreditation_covers_its_framework_standard_or_sector_between_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let whole = accreditation(r#", "until": "2026-12-31""#);
        assert!(whole.covers("co-sena-nscl", "280101175", day("2026-01-01")));
        assert!(whole.covers("co-sena-nscl", "280101175", day("2026-12-31")));
        assert!(!whole.covers("co-sena-nscl", "280101175", day("2027-01-01")));
        assert!(!whole.covers("co-sena-nscl", "280101175", day("2025-12-31")));
        assert!(!whole.covers("mx-conocer-ec", "280101175", day("2026-06-01")));
        let standard = accreditation(r#", "standard": "280101175""#);
        assert!(standard.is_for("co-sena-nscl", "280101175") && !standard.is_for("co-sena-nscl", "280101176"));
        let sector = accreditation(r#", "sector": "energy", "sector_standards": ["280101175"]"#);
        assert!(sector.is_for("co-sena-nscl", "280101175") && !sector.is_for("co-sena-nscl", "280101176"));
        assert!(!accreditation(r#", "sector": "energy""#).is_for("co-sena-nscl", "280101175"));
        assert!(accreditation(r#", "centre": "Centro de Cúcuta""#).is_for("co-sena-nscl", "280101175"));
    }
}

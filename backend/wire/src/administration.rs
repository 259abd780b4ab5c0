//! What the operator sees and does: organisations, the audit log.

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::Sector;
use serde::{Deserialize, Serialize};

use crate::issuers::Accreditation;
use crate::members::IssuedInvitation;
use crate::session::OrganisationKind;

/// Answer of `GET /api/v1/organisations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisations {
    /// Every organisation, by country and name.
    pub organisations: Vec<RegisteredOrganisation>,
}

/// An organisation of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisteredOrganisation {
    /// Lower-case letters, digits and hyphens; part of addresses and of the issuer's identity.
    pub slug: String,
    /// Its name in its own language.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whom to ask; may be empty.
    pub contact: String,
    /// Its site; may be empty.
    pub website: String,
    /// How many people it has.
    pub members: u32,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
}

/// Body of `POST /api/v1/organisations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisterOrganisation {
    /// 2 to 40 lower-case letters, digits and hyphens. Never changes: issuer identities carry it.
    pub slug: String,
    /// Its name in its own language.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whom to ask: an e-mail address or telephone number.
    #[serde(default)]
    pub contact: String,
    /// Its site, `https://…`.
    #[serde(default)]
    pub website: String,
    /// E-mail address of its first administrator.
    pub admin_login: String,
    /// Their name.
    pub admin_name: String,
}

/// Answer of `POST /api/v1/organisations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisteredWithInvitation {
    /// The organisation.
    pub organisation: RegisteredOrganisation,
    /// The invitation of its first administrator.
    pub invitation: IssuedInvitation,
}

/// Answer of `GET /api/v1/organisations/{slug}/accreditations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accreditations {
    /// The organisation's slug.
    pub slug: String,
    /// Its name in its own language.
    pub name: String,
    /// What it may or might certify, by framework and first day.
    pub accreditations: Vec<RecordedAccreditation>,
}

/// A recorded accreditation, with the id by which it is ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedAccreditation {
    /// `UUIDv7`.
    pub id: String,
    /// What was recorded.
    #[serde(flatten)]
    pub accreditation: Accreditation,
}

/// Body of `POST /api/v1/organisations/{slug}/accreditations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordAccreditation {
    /// The slug of a published framework.
    pub framework: String,
    /// The code of one of its standards; absent for the whole framework.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// One of its sectors, instead of a standard: what the sector holds today is covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// The centre at which the body assesses under this act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
    /// First day it holds.
    pub from: NaiveDate,
    /// Last day it holds; absent while it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The legal act that grants it.
    pub act: String,
    /// Where the act can be read, `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act_url: Option<String>,
}

/// Body of `POST /api/v1/organisations/{slug}/accreditations/{id}/end`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndAccreditation {
    /// The last day on which it holds, today at the earliest: what was certified while it held
    /// stays certified by an accredited body.
    pub last_day: NaiveDate,
    /// Why, for the log.
    pub reason: String,
}

/// Query of `GET /api/v1/audit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditQuery {
    /// Entries before this number; the newest when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// How many, 1 to 200; 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Only this action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Only what this person did: their login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// Only in this organisation: its slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

/// Answer of `GET /api/v1/audit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditPage {
    /// The newest first.
    pub entries: Vec<AuditEntry>,
    /// What to ask for as `before` to go on; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditEntry {
    /// Number, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `user:<id>`, `token:<id>`, `system`, `anonymous`.
    pub actor: String,
    /// The person's name, when it was a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_name: Option<String>,
    /// In which organisation: its slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// What, kebab-case.
    pub action: String,
    /// To what kind of thing.
    pub object_kind: String,
    /// To which.
    pub object_id: String,
    /// Why, in the words of who did it; may be empty.
    pub reason: String,
    /// More, without personal data.
    pub detail: serde_json::Value,
    /// The entry's hash in the chain.
    pub hash: String,
}

/// Answer of `GET /api/v1/audit/chain`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditChain {
    /// How many entries the whole part of the chain has.
    pub entries: i64,
    /// The hash of the last, when the chain is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// The first entry that does not fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_at: Option<i64>,
}

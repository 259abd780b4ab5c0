//! Who is logged in.

use serde::{Deserialize, Serialize};

/// What a member of an organisation may do there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// Records evidence and verdicts.
    Assessor,
    /// Signs assessments off and issues, suspends, revokes certificates.
    Signatory,
    /// Edits frameworks, crosswalks, agreements and decisions.
    Curator,
    /// Agrees or disagrees with what a curator proposed.
    Reviewer,
    /// Receives people at a counter.
    CounterOfficer,
    /// Manages the organisation's members.
    OrganisationAdmin,
    /// Runs the registry.
    Operator,
}

impl Role {
    /// Every role, in the order screens list them.
    pub const ALL: [Self; 7] = [
        Self::Assessor,
        Self::Signatory,
        Self::Curator,
        Self::Reviewer,
        Self::CounterOfficer,
        Self::OrganisationAdmin,
        Self::Operator,
    ];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assessor => "assessor",
            Self::Signatory => "signatory",
            Self::Curator => "curator",
            Self::Reviewer => "reviewer",
            Self::CounterOfficer => "counter-officer",
            Self::OrganisationAdmin => "organisation-admin",
            Self::Operator => "operator",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or(())
    }
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OrganisationKind {
    /// Trains people, and may certify.
    TrainingBody,
    /// Assesses and certifies.
    CertificationBody,
    /// Decides what foreign certificates count for.
    Ministry,
    /// Receives people at a counter.
    CityCounter,
    /// Employs people.
    Employer,
    /// Runs this registry.
    Operator,
}

impl OrganisationKind {
    /// Every kind, in the order screens list them.
    pub const ALL: [Self; 6] = [
        Self::TrainingBody,
        Self::CertificationBody,
        Self::Ministry,
        Self::CityCounter,
        Self::Employer,
        Self::Operator,
    ];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TrainingBody => "training-body",
            Self::CertificationBody => "certification-body",
            Self::Ministry => "ministry",
            Self::CityCounter => "city-counter",
            Self::Employer => "employer",
            Self::Operator => "operator",
        }
    }
}

impl std::str::FromStr for OrganisationKind {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(())
    }
}

/// Answer of `GET /api/v1/session`, to anybody: what every screen needs to know first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// Whether this registry holds demonstration data; every screen says so.
    pub demonstration: bool,
    /// What unsafe requests carry in the header `x-puente-csrf`; absent when nobody is logged in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csrf: Option<String>,
    /// Who is logged in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Member>,
}

/// A logged-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// What they log in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Whether this session passed a second factor.
    pub second_factor: bool,
    /// Whether the account has a second factor.
    pub totp: bool,
    /// Whether an organisation for which they sign asks for one.
    pub totp_required: bool,
    /// Where they are members, and as what.
    pub memberships: Vec<Membership>,
}

/// A person's place in one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// The organisation's slug, as in addresses.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Never empty.
    pub roles: Vec<Role>,
}

//! The people of an organisation, and how they are invited.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::session::{OrganisationKind, Role};

/// Answer of `GET /api/v1/orgs/{org}/members`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Members {
    /// The members, by name.
    pub members: Vec<OrganisationMember>,
    /// Whether signatories of the organisation sign with a second factor only.
    pub signatory_totp_required: bool,
}

/// A person of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganisationMember {
    /// The person's id.
    pub id: String,
    /// What they log in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do here; never empty.
    pub roles: Vec<Role>,
    /// Whether they have a second factor.
    pub totp: bool,
    /// Since when they are a member.
    pub since: DateTime<Utc>,
}

/// Body of `PUT /api/v1/orgs/{org}/members/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRoles {
    /// What the person may do from now on; not empty (to remove somebody, DELETE).
    pub roles: Vec<Role>,
}

/// Body of `PUT /api/v1/orgs/{org}/signing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SigningRule {
    /// Whether signatories of the organisation sign with a second factor only.
    pub signatory_totp_required: bool,
}

/// Body of `POST /api/v1/orgs/{org}/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invite {
    /// E-mail address; what the person will log in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do; not empty.
    pub roles: Vec<Role>,
}

/// Answer of `GET /api/v1/orgs/{org}/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitations {
    /// The invitations that can still be accepted, the newest first.
    pub invitations: Vec<Invitation>,
}

/// An invitation that can still be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    /// Its id.
    pub id: String,
    /// Whom it invites.
    pub login: String,
    /// Their name.
    pub name: String,
    /// As what.
    pub roles: Vec<Role>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}

/// A new invitation with its link, which is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedInvitation {
    /// The invitation.
    pub invitation: Invitation,
    /// What to hand to the person. Whoever has it can accept.
    pub link: String,
}

/// Answer of `GET /api/v1/invitations/{token}`, to whoever has the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationPreview {
    /// Who invites: the organisation's name.
    pub organisation: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whom it invites.
    pub login: String,
    /// Their name.
    pub name: String,
    /// As what.
    pub roles: Vec<Role>,
    /// Whether the person has an account already, and gives its password instead of choosing one.
    pub has_account: bool,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}

/// Body of `POST /api/v1/invitations/{token}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptInvitation {
    /// A new account's name; nothing keeps the name of the invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new account's password, or the password that the account has.
    pub password: String,
}

/// Answer of `POST /api/v1/invitations/{token}`: log in next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptedInvitation {
    /// What to log in with.
    pub login: String,
    /// The organisation's slug.
    pub organisation: String,
}

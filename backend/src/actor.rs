//! Who is asking, and what they may do.

use puente_wire::session::{OrganisationKind, Role};

/// Who is asking.
#[derive(Debug, Clone)]
pub struct Actor {
    /// What kind of caller.
    pub identity: Identity,
    /// Network address, for throttling; empty on the command line.
    pub address: String,
}

/// The kinds of caller.
#[derive(Debug, Clone)]
pub enum Identity {
    /// Nobody we know.
    Anonymous,
    /// A logged-in member of organisations.
    Member(Member),
    /// A program with an organisation's token.
    Token(Token),
    /// The command line, on the registry's own machine.
    System,
}

/// A logged-in person.
#[derive(Debug, Clone)]
pub struct Member {
    /// Their id.
    pub user_id: String,
    /// What they log in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The hash of their session's token.
    pub session: String,
    /// What unsafe requests must carry in the header `x-puente-csrf`.
    pub csrf: String,
    /// Whether this session passed a second factor.
    pub second_factor: bool,
    /// Where they are members, and as what.
    pub memberships: Vec<Membership>,
}

/// A person's place in one organisation.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organisation.
    pub organisation: Organisation,
    /// Never empty.
    pub roles: Vec<Role>,
}

/// What permission checks need to know of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: String,
    /// Its slug, as in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// A program with an organisation's bearer token.
#[derive(Debug, Clone)]
pub struct Token {
    /// The token's id (never the token).
    pub id: String,
    /// Whose it is.
    pub organisation: Organisation,
    /// What it is for, e.g. `vc-api`.
    pub scope: String,
}

/// What an endpoint needs. Use cases ask for it with [`Actor::require`] and its sisters; the same
/// value stands in the endpoint table, and a test tries every endpoint as every role against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Anybody.
    Public,
    /// Anybody who holds the secret that the request carries (an offer's code, a share's secret, a
    /// signature of a wallet's key).
    Holder,
    /// Any logged-in person, on their own account.
    SignedIn,
    /// Read the organisation's candidates, assessments and certificates.
    ReadRecords,
    /// Register people.
    ManageCandidates,
    /// Record evidence and verdicts.
    Assess,
    /// Sign assessments off.
    SignOff,
    /// Suspend, revoke, offer again.
    ManageCertificates,
    /// Publish training and assessment that the body offers.
    PublishOpenings,
    /// See drafts of the workbench.
    ReadWorkbench,
    /// Edit frameworks, crosswalks, agreements, decisions.
    Curate,
    /// Agree or disagree with a curator's proposal, publish.
    Review,
    /// Manage the organisation's members.
    ManageMembers,
    /// Run the registry.
    Operate,
    /// A bearer token of this scope.
    Token(&'static str),
}

impl Permission {
    /// Which roles have it.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Public | Self::Holder | Self::SignedIn | Self::Token(_) => &[],
            Self::ReadRecords => &[Role::Assessor, Role::Signatory, Role::CounterOfficer],
            Self::ManageCandidates => &[Role::Assessor, Role::CounterOfficer],
            Self::Assess => &[Role::Assessor],
            Self::SignOff | Self::ManageCertificates => &[Role::Signatory],
            Self::PublishOpenings => &[Role::Signatory, Role::OrganisationAdmin],
            Self::ReadWorkbench => &[Role::Curator, Role::Reviewer],
            Self::Curate => &[Role::Curator],
            Self::Review => &[Role::Reviewer],
            Self::ManageMembers => &[Role::OrganisationAdmin],
            Self::Operate => &[Role::Operator],
        }
    }
}

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is logged in.
    #[error("log in first")]
    NotSignedIn,
    /// Somebody is, who may not do this here.
    #[error("this account may not do this")]
    Forbidden,
    /// The session needs a second factor for this.
    #[error("a second factor is needed")]
    SecondFactor,
}

impl Actor {
    /// The command line.
    pub const fn system() -> Self {
        Self { identity: Identity::System, address: String::new() }
    }

    /// Nobody.
    pub const fn anonymous(address: String) -> Self {
        Self { identity: Identity::Anonymous, address }
    }

    /// The logged-in person.
    pub const fn member(&self) -> Result<&Member, Denied> {
        match &self.identity {
            Identity::Member(member) => Ok(member),
            Identity::Anonymous => Err(Denied::NotSignedIn),
            Identity::Token(_) | Identity::System => Err(Denied::Forbidden),
        }
    }

    /// The organisation with this slug, if the person has the permission there.
    pub fn require(&self, permission: Permission, slug: &str) -> Result<&Organisation, Denied> {
        self.memberships()?
            .iter()
            .find(|membership| membership.organisation.slug == slug && membership.has(permission))
            .map(|membership| &membership.organisation)
            .ok_or(Denied::Forbidden)
    }

    /// The first organisation in which the person has the permission.
    pub fn require_anywhere(&self, permission: Permission) -> Result<&Organisation, Denied> {
        self.memberships()?
            .iter()
            .find(|membership| membership.has(permission))
            .map(|membership| &membership.organisation)
            .ok_or(Denied::Forbidden)
    }

    /// The ministry of this country in which the person has the permission.
    pub fn require_ministry(&self, permission: Permission, country: &str) -> Result<&Organisation, Denied> {
        self.memberships()?
            .iter()
            .filter(|membership| membership.organisation.kind == OrganisationKind::Ministry)
            .find(|membership| membership.organisation.country == country && membership.has(permission))
            .map(|membership| &membership.organisation)
            .ok_or(Denied::Forbidden)
    }

    /// The organisation of the bearer token, if it is of this scope.
    pub fn require_token(&self, scope: &str) -> Result<&Token, Denied> {
        match &self.identity {
            Identity::Token(token) if token.scope == scope => Ok(token),
            Identity::Anonymous => Err(Denied::NotSignedIn),
            _ => Err(Denied::Forbidden),
        }
    }

    /// How the audit log names the caller: `user:<id>`, `token:<id>`, `system`, `anonymous`.
    pub fn audit_name(&self) -> String {
        match &self.identity {
            Identity::Anonymous => "anonymous".to_owned(),
            Identity::Member(member) => format!("user:{}", member.user_id),
            Identity::Token(token) => format!("token:{}", token.id),
            Identity::System => "system".to_owned(),
        }
    }

    fn memberships(&self) -> Result<&[Membership], Denied> {
        self.member().map(|member| member.memberships.as_slice())
    }
}

impl Membership {
    fn has(&self, permission: Permission) -> bool {
        permission.roles().iter().any(|role| self.roles.contains(role))
    }
}

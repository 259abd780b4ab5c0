//! The W3C CCG's VC-API v0.7: issuing, verifying and revoking for programs of an organisation.
//!
//! Issuing signs what the caller sends, in the name of the token's organisation and of nobody else.

mod batch;
mod identifiers;
mod issuing;
mod orders;
mod problems;
pub mod routes;

use puente_credentials::did::Purpose;
use puente_credentials::issue::IssueError;
use puente_credentials::json::JsonError;
use puente_credentials::presentation::{
    self, Asked, PresentationError, credentials_of, signer_of, verify_presentation,
};
use puente_credentials::proof::names_domains;
use puente_credentials::structure::{StructureError, holder_of, presenter_of};
use puente_credentials::verify::{Policy, Unavailable, content, unreadable};
use puente_credentials::{rdfc, selective};
use puente_wire::verification::{Reason, State, StatusPurpose, StatusReason, Verification};
use serde_json::{Value, json};

use crate::actor::{Actor, Denied, Organisation};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::DbError;
use crate::issuers::IssuerError;
use crate::status::{self, StatusError};
use crate::verifications::{self, VerificationError};

pub use issuing::{IssueOptions, MOST_IN_BATCH, issue_batch, issue_credential};
pub use orders::Orders;

/// The scope of tokens for this interface.
pub const SCOPE: &str = "vc-api";

/// Why a call fails.
#[derive(Debug, thiserror::Error)]
pub enum VcApiError {
    /// The token is missing, or of another scope.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The credential breaks a rule of the data model, or cannot be signed.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The credential is larger or deeper than one may be.
    #[error(transparent)]
    Unreadable(#[from] JsonError),
    /// Its issuer is not the token's organisation.
    #[error("the issuer must be {0}")]
    ForeignIssuer(String),
    /// The organisation issued no such credential.
    #[error("this organisation issued no such credential")]
    UnknownCredential,
    /// No key.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// No place in a status list.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// The registry could not look something up.
    #[error(transparent)]
    Verification(#[from] VerificationError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<StructureError> for VcApiError {
    fn from(error: StructureError) -> Self {
        Self::Issue(error.into())
    }
}

/// Makes from a credential with an `ecdsa-sd-2023` base proof one that shows what was chosen.
pub fn derive_credential(actor: &Actor, credential: &Value, selective: &[String]) -> Result<Value, VcApiError> {
    actor.require_token(SCOPE)?;
    Ok(selective::derive(credential, selective).map_err(IssueError::from)?)
}

/// How the status table names a credential that came through this interface.
fn subject(organisation: &Organisation, credential_id: &str) -> String {
    format!("vc-api:{}:{credential_id}", organisation.id)
}

/// Sets or clears a bit of credentials that this organisation issued here: of all, or of none when one
/// is unknown. Their list is signed once afterwards, when somebody asks for it.
pub async fn set_status(
    app: &App,
    actor: &Actor,
    credential_ids: Vec<String>,
    purpose: StatusPurpose,
    set: bool,
) -> Result<(), VcApiError> {
    let organisation = actor.require_token(SCOPE)?.organisation.clone();
    let now = app.clock.now();
    let actor = actor.clone();
    let change = move |conn: &mut _| {
        let since = set.then_some((now, StatusReason::Other));
        for credential_id in &credential_ids {
            status::set(conn, &subject(&organisation, credential_id), purpose, since).map_err(|error| match error {
                DbError::NotFound => VcApiError::UnknownCredential,
                other => other.into(),
            })?;
        }
        let event = |credential_id| Event {
            organisation_id: Some(&organisation.id),
            detail: json!({"purpose": purpose, "set": set}),
            ..Event::new("vc-api-status-set", "credential", credential_id)
        };
        let events = credential_ids.iter().map(|credential_id| (&actor, event(credential_id)));
        Ok(audit::record_many(conn, now, events)?)
    };
    app.db.write(change).await
}

/// What a caller expects of a proof beside its being right.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The challenge to be repeated.
    pub challenge: Option<String>,
    /// The domains to be repeated.
    pub domains: Vec<String>,
    /// What the key must have been used for.
    pub purpose: Purpose,
}

impl Expected {
    fn policy(&self) -> Policy<'_> {
        let domain = self.domains.first().map(String::as_str);
        Policy {
            purpose: self.purpose,
            challenge: self.challenge.as_deref(),
            domain,
            any_signer: true,
            vouched_by: None,
        }
    }
}

/// Verifies a credential for a caller.
pub async fn verify_credential(
    app: &App,
    actor: &Actor,
    credential: &Value,
    expected: &Expected,
) -> Result<Verification, VcApiError> {
    actor.require_token(SCOPE)?;
    if let Err(error) = names_domains(credential, &expected.domains) {
        return Ok(unreadable(&JsonError::Syntax(error.to_string()), app.clock.now()));
    }
    Ok(verify_strictly(app, credential, None, expected.policy()).await?)
}

/// What the registry verifies; beside it, a proof over JSON must not sign terms that no context
/// defines: other readers would drop them.
async fn verify_strictly(
    app: &App,
    credential: &Value,
    presenter: Option<String>,
    policy: Policy<'_>,
) -> Result<Verification, VerificationError> {
    let verification = verifications::verify_with(app, credential, presenter, policy).await?;
    let content = content(credential);
    if verification.state != State::Invalid && !rdfc::keeps_all_terms(&content) {
        return Ok(unreadable(&JsonError::Syntax("a term that no context defines".into()), app.clock.now()));
    }
    Ok(verification)
}

/// Whether this interface calls a credential verified: genuine, in force, not taken back. Whether the
/// registry knows the issuer is the caller's business here, and so is a status nobody could read.
pub fn counts_as_verified(verification: &Verification) -> bool {
    match verification.state {
        State::Valid | State::IssuerUnknown => true,
        State::Lapsed => verification.reason == Reason::StatusUnavailable,
        State::Invalid => false,
    }
}

/// What was found about a presentation.
pub struct PresentationOutcome {
    /// About the presentation itself; none when it holds.
    pub error: Option<PresentationError>,
    /// About each credential in it.
    pub credentials: Vec<Verification>,
}

/// Verifies a presentation and every credential in it.
pub async fn verify_presented(
    app: &App,
    actor: &Actor,
    document: &Value,
    expected: &Expected,
) -> Result<PresentationOutcome, VcApiError> {
    actor.require_token(SCOPE)?;
    let keys = match signer_of(document).filter(|did| did.starts_with("did:web:")) {
        Some(did) => verifications::did_document(app, &did).await?,
        None => Err(Unavailable::Unreachable),
    };
    let asked = Asked {
        challenge: expected.challenge.as_deref(),
        domain: expected.domains.first().map(String::as_str),
        now: app.clock.now(),
    };
    let (presenter, error) = match verify_presentation(document, keys.ok().as_ref(), asked) {
        Ok(presenter) => match names_domains(document, &expected.domains) {
            Ok(()) => (presenter, None),
            Err(error) => (None, Some(error.into())),
        },
        Err(error) => (None, Some(error)),
    };
    let presentation = presentation::content(document);
    let holder = presenter_of(&presentation).filter(|holder| presenter.as_deref() == Some(*holder));
    let policy = Policy { any_signer: true, vouched_by: holder, ..Policy::default() };
    let mut credentials = Vec::new();
    for credential in credentials_of(&presentation).iter().take(MOST_CREDENTIALS) {
        // Whoever shows it need not be its subject here: the caller gets to see who it is.
        let shown_by = presenter.clone().filter(|presenter| holder_of(&content(credential)) == Some(presenter));
        credentials.push(verify_strictly(app, credential, shown_by, policy).await?);
    }
    Ok(PresentationOutcome { error, credentials })
}

/// How many credentials of one presentation are looked at; more are refused.
pub const MOST_CREDENTIALS: usize = 20;

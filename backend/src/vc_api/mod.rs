//! The W3C CCG's VC-API v0.7: issuing, verifying and revoking for programs of an organisation.
//!
//! Issuing signs what the caller sends, in the name of the token's organisation and of nobody else.

mod batch;
mod changes;
mod identifiers;
mod issuing;
mod orders;
mod problems;
pub mod routes;

use futures_util::future::try_join_all;
use puente_credentials::did::Purpose;
use puente_credentials::issue::IssueError;
use puente_credentials::json::JsonError;
use puente_credentials::presentation::{
    self, Asked, PresentationError, credentials_of, signer_of, verify_presentation,
};
use puente_credentials::structure::{StructureError, holder_of, presenter_of};
use puente_credentials::verify::{Materials, Policy, Unavailable, content, unreadable, verify_with};
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
pub async fn derive_credential(
    app: &App,
    actor: &Actor,
    credential: Value,
    pointers: Vec<String>,
) -> Result<Value, VcApiError> {
    actor.require_token(SCOPE)?;
    let derived = app.turns.take(move || selective::derive(&credential, &pointers)).await?;
    Ok(derived.map_err(IssueError::from)?)
}

/// How the status table names a credential that came through this interface.
fn subject(organisation: &Organisation, credential_id: &str) -> String {
    format!("vc-api:{}:{credential_id}", organisation.id)
}

/// Sets or clears bits of credentials that this organisation issued here: of all, or of none when one
/// is unknown. Their list is signed once afterwards, when somebody asks for it.
pub async fn set_status(
    app: &App,
    actor: &Actor,
    credential_ids: Vec<String>,
    changes: Vec<(StatusPurpose, bool)>,
) -> Result<(), VcApiError> {
    let organisation = actor.require_token(SCOPE)?.organisation.clone();
    let now = app.clock.now();
    let actor = actor.clone();
    let change = move |conn: &mut _| {
        let each = || credential_ids.iter().flat_map(|id| changes.iter().map(move |change| (id, *change)));
        for (credential_id, (purpose, set)) in each() {
            let since = set.then_some((now, StatusReason::Other));
            status::set(conn, &subject(&organisation, credential_id), purpose, since).map_err(|error| match error {
                DbError::NotFound => VcApiError::UnknownCredential,
                other => other.into(),
            })?;
        }
        let event = |credential_id, purpose, set| Event {
            organisation_id: Some(&organisation.id),
            detail: json!({"purpose": purpose, "set": set}),
            ..Event::new("vc-api-status-set", "credential", credential_id)
        };
        let events = each().map(|(credential_id, (purpose, set))| (&actor, event(credential_id, purpose, set)));
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
        let challenge = self.challenge.as_deref();
        Policy { purpose: self.purpose, challenge, domains: &self.domains, any_signer: true, vouched_by: None }
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
    Ok(verify_strictly(app, credential, None, expected.clone(), None).await?)
}

/// What the registry verifies; beside it, a proof over JSON must not sign terms that no context
/// defines: other readers would drop them.
async fn verify_strictly(
    app: &App,
    credential: &Value,
    presenter: Option<String>,
    expected: Expected,
    vouched_by: Option<String>,
) -> Result<Verification, VerificationError> {
    let judge = move |credential: &Value, materials: &Materials, now| {
        let policy = Policy { vouched_by: vouched_by.as_deref(), ..expected.policy() };
        let verification = verify_with(credential, materials, now, policy);
        if verification.state != State::Invalid && !rdfc::keeps_all_terms(&content(credential)) {
            return unreadable(&JsonError::Syntax("a term that no context defines".into()), now);
        }
        verification
    };
    verifications::verify_by(app, credential, presenter, judge).await
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
    let (judged, asked, now) = (document.clone(), expected.clone(), app.clock.now());
    let judge = move || {
        let asked = Asked { challenge: asked.challenge.as_deref(), domains: &asked.domains, now };
        let presenter = verify_presentation(&judged, keys.ok().as_ref(), asked)?;
        if rdfc::presentation_keeps_all_terms(&presentation::content(&judged)) {
            Ok(presenter)
        } else {
            Err(PresentationError::from(StructureError::Term))
        }
    };
    let (presenter, error) = match app.turns.take(judge).await? {
        Ok(presenter) => (presenter, None),
        Err(error) => (None, Some(error)),
    };
    let presentation = presentation::content(document);
    let holder = presenter_of(&presentation).filter(|holder| presenter.as_deref() == Some(*holder));
    let all = credentials_of(&presentation);
    let all = all.get(..MOST_CREDENTIALS).unwrap_or(all);
    let mut credentials = Vec::new();
    for some in all.chunks(SIDE_BY_SIDE) {
        let verifying = some.iter().map(|credential| {
            // Whoever shows it need not be its subject here: the caller gets to see who it is.
            let shown_by = presenter.clone().filter(|presenter| holder_of(&content(credential)) == Some(presenter));
            verify_strictly(app, credential, shown_by, Expected::default(), holder.map(str::to_owned))
        });
        credentials.extend(try_join_all(verifying).await?);
    }
    Ok(PresentationOutcome { error, credentials })
}

/// For how many credentials of one presentation others are asked at the same time.
const SIDE_BY_SIDE: usize = 5;

/// How many credentials of one presentation are looked at; more are refused.
pub const MOST_CREDENTIALS: usize = 20;

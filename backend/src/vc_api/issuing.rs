//! Issuing: one credential, or many in one request.
//!
//! What the database must hold for a credential (its place in the status lists, its imprint, the entry
//! in the log) is written first, in one transaction for all that wait; then the credential is signed,
//! beside the database. Nothing is answered that is not on disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use puente_credentials::bitstring::StatusEntry;
use puente_credentials::issue::{IssueError, Issuing, signable, usual_for};
use puente_credentials::json::{self, JsonError, Limits};
use puente_credentials::proof::{Cryptosuite, ProofOptions};
use puente_credentials::structure::{Version, check_credential, issuer_of};
use serde_json::Value;

use super::{SCOPE, VcApiError, subject};
use crate::actor::{Actor, Organisation};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::group::{Group, Work, write_together};
use crate::db::{DbConn, DbError};
use crate::issuers::{self, EcdsaKey, IssuingKey, ecdsa_key, issuing_key};
use crate::status;

/// How many credentials one request may ask for.
pub const MOST_IN_BATCH: usize = 500;

/// How the caller wants a credential signed.
#[derive(Debug, Clone)]
pub struct IssueOptions {
    /// One proof with each of these suites; when empty, with those usual for the credential's version.
    pub suites: Vec<Cryptosuite>,
    /// JSON pointers to what a holder must always show (`ecdsa-sd-2023`).
    pub mandatory: Vec<String>,
    /// Until when the proof holds.
    pub expires: Option<DateTime<Utc>>,
    /// What the proof repeats.
    pub challenge: Option<String>,
    /// For whom it is.
    pub domain: Option<String>,
}

/// Credentials that wait for the transaction in which they are noted.
pub type Orders = Group<Noting>;

/// Signs a credential in the name of the token's organisation. A credential with an `id` and without
/// `credentialStatus` gets entries for revocation and suspension; a caller's own are left alone, and
/// version 1.1, whose context has no words for the entries, gets none.
pub async fn issue_credential(
    app: &App,
    actor: &Actor,
    credential: Value,
    options: IssueOptions,
) -> Result<Value, VcApiError> {
    let organisation = actor.require_token(SCOPE)?.organisation.clone();
    let order = Order::take(app, actor, &organisation, credential, &options)?;
    let only_selective = order.only_selective();
    let noted = app.orders.write(&app.db, &Noting(app.clone()), order).await?;
    let signed = on_thread(move || noted.sign(&options)).await??;
    if only_selective {
        note_selective(app, &organisation, vec![signed.clone()]).await?;
    }
    Ok(signed)
}

/// Signs many credentials in the name of the token's organisation, as [`issue_credential`] does each:
/// their outcomes, in their order. One that is refused hinders no other.
pub async fn issue_batch(
    app: &App,
    actor: &Actor,
    credentials: Vec<Value>,
    options: IssueOptions,
) -> Result<Vec<Result<Value, VcApiError>>, VcApiError> {
    let organisation = actor.require_token(SCOPE)?.organisation.clone();
    let options = Arc::new(options);
    let take = {
        let (app, actor, organisation, options) = (app.clone(), actor.clone(), organisation.clone(), options.clone());
        move |credential| {
            check_size(&credential)?;
            Order::take(&app, &actor, &organisation, credential, &options)
        }
    };
    let mut outcomes: Vec<Result<Value, VcApiError>> = Vec::with_capacity(credentials.len());
    let (mut orders, mut places) = (Vec::new(), Vec::new());
    for (place, taken) in on_threads(credentials, take).await?.into_iter().enumerate() {
        outcomes.push(match taken {
            Ok(order) => {
                places.push(place);
                orders.push(order);
                // Until it is signed.
                Ok(Value::Null)
            }
            Err(refused) => Err(refused),
        });
    }
    let only_selective = orders.iter().any(Order::only_selective);
    let noted = write_together(&app.db, &Noting(app.clone()), orders).await;
    let sign = move |noted: Result<Noted, VcApiError>| noted.and_then(|noted| noted.sign(&options));
    let signed = on_threads(noted, sign).await?;
    if only_selective {
        note_selective(app, &organisation, signed.iter().flatten().cloned().collect()).await?;
    }
    for (place, signed) in places.into_iter().zip(signed) {
        if let Some(outcome) = outcomes.get_mut(place) {
            *outcome = signed;
        }
    }
    Ok(outcomes)
}

/// The limits that a credential has when it comes alone.
fn check_size(credential: &Value) -> Result<(), JsonError> {
    json::check(credential, Limits::CREDENTIAL)?;
    if credential.to_string().len() > Limits::CREDENTIAL.bytes { Err(JsonError::TooLarge) } else { Ok(()) }
}

/// What a holder shows later of a credential with nothing but an `ecdsa-sd-2023` proof has the issuer's
/// signature in common with it, and no more.
async fn note_selective(app: &App, organisation: &Organisation, signed: Vec<Value>) -> Result<(), VcApiError> {
    let (organisation_id, now) = (organisation.id.clone(), app.clock.now());
    let note = move |conn: &mut DbConn| {
        signed.iter().try_for_each(|signed| issuers::note_signed(conn, &organisation_id, signed, now))
    };
    Ok(app.db.write(note).await?)
}

/// A credential that may be signed: whole, unsigned, and in nobody else's name.
pub struct Order {
    organisation: Organisation,
    actor: Actor,
    credential: Value,
    suites: Vec<Cryptosuite>,
}

impl Order {
    fn take(
        app: &App,
        actor: &Actor,
        organisation: &Organisation,
        credential: Value,
        options: &IssueOptions,
    ) -> Result<Self, VcApiError> {
        check_credential(&credential)?;
        let did = issuers::did_of(&app.config, &organisation.slug);
        if issuer_of(&credential) != Some(did.as_str()) {
            return Err(VcApiError::ForeignIssuer(did));
        }
        if credential.get("proof").is_some() {
            return Err(IssueError::AlreadySigned.into());
        }
        let suites = if options.suites.is_empty() { usual_for(&credential).to_vec() } else { options.suites.clone() };
        Ok(Self { organisation: organisation.clone(), actor: actor.clone(), credential, suites })
    }

    fn only_selective(&self) -> bool {
        self.suites == [Cryptosuite::EcdsaSd]
    }

    fn with_ecdsa(&self) -> bool {
        self.suites.iter().any(|suite| suite.as_str().starts_with("ecdsa"))
    }

    fn id(&self) -> Option<&str> {
        self.credential.get("id").and_then(Value::as_str)
    }

    /// Under what name it gets a place in the status lists; none when it gets none.
    fn status_subject(&self) -> Option<String> {
        let wants =
            self.credential.get("credentialStatus").is_none() && Version::of(&self.credential) == Some(Version::V2);
        self.id().filter(|_| wants).map(|id| subject(&self.organisation, id))
    }

    fn event(&self) -> Event<'_> {
        let object = self.id().unwrap_or("without-id");
        Event { organisation_id: Some(&self.organisation.id), ..Event::new("vc-api-issued", "credential", object) }
    }
}

/// Writes what must be on disk before credentials are signed.
#[derive(Clone)]
pub struct Noting(App);

impl Work for Noting {
    type Order = Order;
    type Outcome = Noted;
    type Error = VcApiError;

    fn write(&self, conn: &mut DbConn, orders: &[Order]) -> Result<Vec<Noted>, VcApiError> {
        let now = self.0.clock.now();
        let mut by_issuer: BTreeMap<&str, Vec<(usize, &Order)>> = BTreeMap::new();
        for (place, order) in orders.iter().enumerate() {
            by_issuer.entry(&order.organisation.id).or_default().push((place, order));
        }
        let mut noted = Vec::with_capacity(orders.len());
        for orders in by_issuer.values() {
            noted.extend(self.note_of_issuer(conn, orders, now)?);
        }
        audit::record_many(conn, now, orders.iter().map(|order| (&order.actor, order.event())))?;
        noted.sort_unstable_by_key(|(place, _)| *place);
        Ok(noted.into_iter().map(|(_, noted)| noted).collect())
    }

    fn for_all(error: &VcApiError) -> Option<VcApiError> {
        match error {
            VcApiError::Db(error) => error.for_all().map(VcApiError::Db),
            _ => None,
        }
    }
}

impl Noting {
    fn note_of_issuer(
        &self,
        conn: &mut DbConn,
        orders: &[(usize, &Order)],
        now: DateTime<Utc>,
    ) -> Result<Vec<(usize, Noted)>, VcApiError> {
        let Some((_, Order { organisation, .. })) = orders.first() else { return Ok(Vec::new()) };
        let key = issuing_key(conn, &self.0, organisation, now)?;
        let with_ecdsa = orders.iter().any(|(_, order)| order.with_ecdsa());
        let ecdsa = with_ecdsa.then(|| ecdsa_key(conn, &self.0, organisation, now)).transpose()?;
        let subjects: Vec<Option<String>> = orders.iter().map(|(_, order)| order.status_subject()).collect();
        let wanting: Vec<&str> = subjects.iter().flatten().map(String::as_str).collect();
        let mut slots = status::allocate_many(conn, &organisation.id, &wanting, now)?.into_iter();
        let mut noted = Vec::with_capacity(orders.len());
        for ((place, order), subject) in orders.iter().zip(&subjects) {
            let mut credential = order.credential.clone();
            let slot = subject.as_ref().and_then(|_| slots.next());
            if let (Some(slot), Some(members)) = (slot, credential.as_object_mut()) {
                let entries = slot.entries(&self.0.config.origin, &organisation.slug);
                members.insert("credentialStatus".into(), entries.iter().map(StatusEntry::to_json).collect());
            }
            let (key, ecdsa) = (key.clone(), ecdsa.clone());
            noted.push((
                *place,
                Noted { key, ecdsa, credential: signable(credential), suites: order.suites.clone(), now },
            ));
        }
        let noted_now = noted.iter().zip(orders).filter(|(_, (_, order))| !order.only_selective());
        issuers::note_unsigned(conn, &organisation.id, noted_now.map(|((_, noted), _)| &noted.credential), now)?;
        Ok(noted)
    }
}

/// A credential that may be signed now.
pub struct Noted {
    key: IssuingKey,
    ecdsa: Option<EcdsaKey>,
    credential: Value,
    suites: Vec<Cryptosuite>,
    now: DateTime<Utc>,
}

impl Noted {
    /// Takes processor time, and no database.
    fn sign(self, options: &IssueOptions) -> Result<Value, VcApiError> {
        let IssueOptions { expires, challenge, domain, mandatory, .. } = options.clone();
        let edwards = ProofOptions { expires, challenge, domain, ..self.key.options(self.now) };
        let of_ecdsa =
            |key: EcdsaKey| (ProofOptions { verification_method: key.verification_method, ..edwards.clone() }, key.key);
        let ecdsa = self.ecdsa.map(of_ecdsa);
        let issuing = Issuing {
            edwards: Some((&edwards, &self.key.key)),
            ecdsa: ecdsa.as_ref().map(|(options, key)| (options, key.as_ref())),
            suites: &self.suites,
            mandatory: &mandatory,
        };
        Ok(issuing.sign(self.credential)?)
    }
}

/// Does something that takes processor time where it keeps no other request waiting.
async fn on_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, VcApiError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| DbError::Unavailable(format!("signing ended early: {error}")))?)
}

/// The same with many things, on every core; what comes of each, in their order.
async fn on_threads<T, R>(items: Vec<T>, work: impl Fn(T) -> R + Clone + Send + 'static) -> Result<Vec<R>, VcApiError>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(1);
    let mut items = items.into_iter();
    let mut running = Vec::with_capacity(cores);
    for _ in 0..cores {
        let (share, work): (Vec<T>, _) = (items.by_ref().take(share).collect(), work.clone());
        running.push(tokio::spawn(on_thread(move || share.into_iter().map(work).collect::<Vec<R>>())));
    }
    let mut done = Vec::new();
    for share in running {
        done.extend(share.await.map_err(|error| DbError::Unavailable(error.to_string()))??);
    }
    Ok(done)
}

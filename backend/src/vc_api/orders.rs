//! What the database must hold before a credential is signed: its place in the status lists, its
//! imprint, and the entry in the log; for all that wait, in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use puente_credentials::bitstring::StatusEntry;
use puente_credentials::imprint::imprint_of;
use puente_credentials::issue::{Hash, IssueError, Issuing, Unsigned, usual_for};
use puente_credentials::proof::{Cryptosuite, ProofError, ProofOptions};
use puente_credentials::rdfc::has_own_contexts;
use puente_credentials::structure::{Version, issuer_of};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::{IssueOptions, SCOPE, VcApiError, subject};
use crate::actor::{Actor, Organisation};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::group::{Group, Work};
use crate::db::{DbConn, DbError};
use crate::issuers::{self, EcdsaKey, IssuingKey, ecdsa_key, issuing_key};
use crate::status::{self, Slot};

/// How much is signed in less time than another request need notice: an everyday certificate twice over.
const QUICK_BYTES: usize = 8 * 1024;

/// Credentials that wait for the transaction in which they are noted.
pub type Orders = Group<Noting>;

/// Who has credentials signed, and how.
pub(super) struct Request {
    pub(super) organisation: Organisation,
    actor: Actor,
    did: String,
    options: IssueOptions,
}

impl Request {
    /// Of a caller with a token for it.
    pub(super) fn of(app: &App, actor: &Actor, options: IssueOptions) -> Result<Arc<Self>, VcApiError> {
        let organisation = actor.require_token(SCOPE)?.organisation.clone();
        let did = issuers::did_of(&app.config, &organisation.slug);
        Ok(Arc::new(Self { organisation, actor: actor.clone(), did, options }))
    }
}

/// A credential that may be signed: whole, unsigned, and in nobody else's name.
#[derive(Clone)]
pub struct Order {
    request: Arc<Request>,
    unsigned: Arc<Unsigned>,
}

impl Order {
    pub(super) fn take(request: &Arc<Request>, credential: Value) -> Result<Self, VcApiError> {
        let unsigned = Unsigned::check(credential)?;
        if issuer_of(unsigned.credential()) != Some(request.did.as_str()) {
            return Err(VcApiError::ForeignIssuer(request.did.clone()));
        }
        Ok(Self { request: request.clone(), unsigned: Arc::new(unsigned) })
    }

    fn suites(&self) -> &[Cryptosuite] {
        let named = self.request.options.suites.as_slice();
        if named.is_empty() { usual_for(self.unsigned.credential()) } else { named }
    }

    fn only_selective(&self) -> bool {
        self.suites() == [Cryptosuite::EcdsaSd]
    }

    fn with_ecdsa(&self) -> bool {
        self.suites().iter().any(|suite| suite.as_str().starts_with("ecdsa"))
    }

    fn id(&self) -> Option<&str> {
        self.unsigned.credential().get("id").and_then(Value::as_str)
    }

    /// Under what name it gets a place in the status lists; none when it gets none.
    fn status_subject(&self) -> Option<String> {
        let credential = self.unsigned.credential();
        let wants = credential.get("credentialStatus").is_none() && Version::of(credential) == Some(Version::V2);
        self.id().filter(|_| wants).map(|id| subject(&self.request.organisation, id))
    }

    fn event(&self) -> Event<'_> {
        let object = self.id().unwrap_or("without-id");
        let organisation_id = Some(self.request.organisation.id.as_str());
        Event { organisation_id, ..Event::new("vc-api-issued", "credential", object) }
    }

    /// Whether signing takes so little time that going to another thread for it would take longer.
    pub(super) fn is_quick(&self, noted: &Noted) -> bool {
        self.unsigned.bytes() <= QUICK_BYTES
            && !has_own_contexts(self.unsigned.credential())
            && noted.keys.ecdsa.is_none()
            && noted.keys.edwards.key.is_at_hand()
    }

    /// Takes processor time, and no database.
    pub(super) fn sign(self, noted: Noted) -> Result<Signed, VcApiError> {
        let Noted { keys, place, hash } = noted;
        let only_selective = self.only_selective();
        let Self { request, unsigned } = self;
        // Nobody else has it any more.
        let unsigned = Arc::unwrap_or_clone(unsigned);
        let usual = usual_for(unsigned.credential());
        let IssueOptions { suites, mandatory, expires, challenge, domains } = &request.options;
        let edwards = ProofOptions {
            expires: *expires,
            challenge: challenge.clone(),
            domains: domains.clone(),
            ..keys.edwards.options(keys.now)
        };
        let of_ecdsa = |key: &EcdsaKey| {
            (ProofOptions { verification_method: key.verification_method.clone(), ..edwards.clone() }, key.key.clone())
        };
        let ecdsa = keys.ecdsa.as_ref().map(of_ecdsa);
        let issuing = Issuing {
            edwards: Some((&edwards, &keys.edwards.key)),
            ecdsa: ecdsa.as_ref().map(|(options, key)| (options, key.as_ref())),
            suites: if suites.is_empty() { usual } else { suites },
            mandatory,
        };
        let signed = issuing.sign_placed(unsigned.placed_as(place, hash))?;
        let selective_imprint = if only_selective { imprint_of(&signed) } else { None };
        let json = to_raw_value(&signed).map_err(|error| ProofError::Canonicalization(error.to_string()));
        Ok(Signed { json: json.map_err(IssueError::from)?, selective_imprint })
    }
}

/// A signed credential, as it goes out.
pub(super) struct Signed {
    /// The credential.
    pub(super) json: Box<RawValue>,
    /// What a holder shows later of a credential with nothing but an `ecdsa-sd-2023` proof has the
    /// issuer's signature in common with it, and no more; so this is noted only now.
    pub(super) selective_imprint: Option<String>,
}

/// What is known of a credential that may be signed now.
pub struct Noted {
    keys: Arc<Keys>,
    place: Option<Value>,
    hash: Hash,
}

struct Keys {
    edwards: IssuingKey,
    ecdsa: Option<EcdsaKey>,
    now: DateTime<Utc>,
}

/// Writes what must be on disk before credentials are signed.
#[derive(Clone)]
pub struct Noting(pub(super) App);

impl Work for Noting {
    type Order = Order;
    type Outcome = Noted;
    type Error = VcApiError;

    fn run(&self, conn: &mut DbConn, orders: &[Order]) -> Result<Vec<Noted>, VcApiError> {
        let now = self.0.clock.now();
        let mut by_issuer: BTreeMap<&str, Vec<(usize, &Order)>> = BTreeMap::new();
        for (place, order) in orders.iter().enumerate() {
            by_issuer.entry(&order.request.organisation.id).or_default().push((place, order));
        }
        let mut noted = Vec::with_capacity(orders.len());
        for orders in by_issuer.values() {
            noted.extend(self.note_of_issuer(conn, orders, now)?);
        }
        audit::record_many(conn, now, orders.iter().map(|order| (&order.request.actor, order.event())))?;
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
        let Some((_, Order { request, .. })) = orders.first() else { return Ok(Vec::new()) };
        let organisation = &request.organisation;
        let edwards = issuing_key(conn, &self.0, organisation, now)?;
        let with_ecdsa = orders.iter().any(|(_, order)| order.with_ecdsa());
        let ecdsa = with_ecdsa.then(|| ecdsa_key(conn, &self.0, organisation, now)).transpose()?;
        let keys = Arc::new(Keys { edwards, ecdsa, now });
        let subjects: Vec<Option<String>> = orders.iter().map(|(_, order)| order.status_subject()).collect();
        let wanting: Vec<&str> = subjects.iter().flatten().map(String::as_str).collect();
        let mut slots = status::allocate_many(conn, &organisation.id, &wanting, now)?.into_iter();
        let mut noted = Vec::with_capacity(orders.len());
        let mut imprints = Vec::with_capacity(orders.len());
        for ((place, order), subject) in orders.iter().zip(&subjects) {
            let slot = subject.as_ref().and_then(|_| slots.next());
            let status = slot.map(|slot| self.status(slot, organisation));
            let hash = order.unsigned.hash_at(status.as_ref())?;
            if !order.only_selective() {
                imprints.push(hash.imprint());
            }
            noted.push((*place, Noted { keys: keys.clone(), place: status, hash }));
        }
        issuers::note_imprints(conn, &organisation.id, imprints, now)?;
        Ok(noted)
    }

    fn status(&self, slot: Slot, organisation: &Organisation) -> Value {
        slot.entries(&self.0.config.origin, &organisation.slug).iter().map(StatusEntry::to_json).collect()
    }
}

/// Notes what was signed so that only its signature tells it again.
pub(super) async fn note_selective(
    app: &App,
    organisation: &Organisation,
    imprints: Vec<String>,
) -> Result<(), DbError> {
    if imprints.is_empty() {
        return Ok(());
    }
    let (organisation_id, now) = (organisation.id.clone(), app.clock.now());
    app.db.write(move |conn| issuers::note_imprints(conn, &organisation_id, imprints, now)).await
}

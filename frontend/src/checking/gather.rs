//! Public documents that a check needs, each kept on the device as it was last fetched.

use puente_credentials::bitstring::StatusEntry;
use puente_credentials::did::DidDocument;
use puente_credentials::verify::{Fetch, Materials, Registry, SignedRecord, StatusList, Unavailable};
use puente_wire::issuer_keys::SignedAnswer;
use puente_wire::issuers::Issuer;
use puente_wire::verification::StatusNote;
use serde_json::Value;

use crate::api::{self, Failure};
use crate::browser::page;
use crate::wallet::store::{self, KeptDocument};

/// Fetches one thing into the materials.
pub(super) async fn gather(fetch: &Fetch, materials: &mut Materials) {
    match fetch {
        Fetch::Issuer { did } => materials.registry = issuer(did).await,
        Fetch::DidDocument { did, url } => {
            let document = fresh_or_kept(&local(url).unwrap_or_else(|| api::issuers::document_path(did))).await;
            materials.issuer_document = document.and_then(|mut kept| {
                // Another host's document comes inside the registry's answer about resolving it.
                let resolved = kept.body.get_mut("didDocument").map(Value::take);
                serde_json::from_value(resolved.unwrap_or(kept.body)).map_err(|_| Unavailable::Malformed)
            });
        }
        // The registry resolves another host's identifier; the browser asks nobody else.
        Fetch::JwtIssuer { .. } => {}
        // Only when a key was revoked: asking tells the registry which certificate is looked at.
        Fetch::Signed { did, imprint } => {
            if materials.issuer_document.as_ref().is_ok_and(DidDocument::has_revoked_keys) {
                materials.signed = signed(did, imprint).await;
            }
        }
        Fetch::TokenStatusList { url } => {
            let list = fresh_or_kept(&api::issuers::token_status_list_path(url)).await;
            let list = list.map(|kept| StatusList::new(kept.body, kept.fetched_at));
            materials.status_lists.insert(url.clone(), list);
        }
        Fetch::StatusList { url } => {
            let list = match local(url) {
                Some(path) => fresh_or_kept(&path).await,
                // The browser may ask this registry only; another's lists come through it.
                None => fresh_or_kept(&api::issuers::status_list_path(url)).await,
            };
            let list = list.map(|kept| StatusList::new(kept.body, kept.fetched_at));
            materials.status_lists.insert(url.clone(), list);
        }
    }
}

/// Since when and why, for a certificate that was taken back.
pub(super) async fn note(entry: &StatusEntry) -> Option<StatusNote> {
    let path = local(&entry.list)?;
    let list = path.strip_prefix("/status/")?;
    let kept = fresh_or_kept(&format!("/api/v1/status-notes/{list}/{}", entry.index)).await.ok()?;
    serde_json::from_value(kept.body).ok()
}

async fn signed(did: &str, imprint: &str) -> SignedRecord {
    let Ok(kept) = fresh_or_kept(&api::issuers::signed_path(did, imprint)).await else {
        return SignedRecord::Unreachable;
    };
    match serde_json::from_value::<SignedAnswer>(kept.body) {
        Ok(answer) => answer.signed_at.map_or(SignedRecord::Never, SignedRecord::At),
        Err(_) => SignedRecord::Unreachable,
    }
}

async fn issuer(did: &str) -> Registry {
    let Ok(kept) = fresh_or_kept(&api::issuers::path(did)).await else {
        return Registry::Unreachable;
    };
    match serde_json::from_value::<Vec<Issuer>>(kept.body) {
        Ok(entries) => entries.into_iter().next().map_or(Registry::Unknown, |entry| Registry::Known(Box::new(entry))),
        Err(_) => Registry::Unreachable,
    }
}

/// The path of an address on this very registry.
fn local(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    (host == page::host()).then(|| format!("/{path}"))
}

/// Asks the registry; without a network, what it said last.
async fn fresh_or_kept(path: &str) -> Result<KeptDocument, Unavailable> {
    match api::get::<Value>(path).await {
        Ok(body) => {
            let document = KeptDocument { body, fetched_at: page::now() };
            // Without storage the check goes on; it only cannot be repeated without a network.
            drop(store::keep_document(path, &document).await);
            Ok(document)
        }
        Err(Failure::Unreadable(_)) => Err(Unavailable::Malformed),
        Err(Failure::Problem(problem)) if problem.status < 500 => Err(Unavailable::Unreachable),
        Err(_) => store::document(path).await.ok().flatten().ok_or(Unavailable::Unreachable),
    }
}

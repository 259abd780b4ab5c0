//! Public documents that a check needs, each kept on the device as it was last fetched.

use puente_credentials::verify::{Fetch, Materials, Registry, StatusList, Unavailable};
use puente_wire::issuers::Issuer;
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
            materials.issuer_document =
                document.and_then(|kept| serde_json::from_value(kept.body).map_err(|_| Unavailable::Malformed));
        }
        Fetch::StatusList { url } => {
            let list = match local(url) {
                Some(path) => fresh_or_kept(&path).await,
                // The browser may ask this registry only; another's lists come through it.
                None => Err(Unavailable::Unreachable),
            };
            let list = list.map(|kept| StatusList { credential: kept.body, fetched_at: kept.fetched_at });
            materials.status_lists.insert(url.clone(), list);
        }
    }
}

async fn issuer(did: &str) -> Registry {
    match fresh_or_kept(&api::issuers::path(did)).await {
        Ok(kept) => match serde_json::from_value::<Issuer>(kept.body) {
            Ok(entry) => Registry::Known(Box::new(entry)),
            Err(_) => Registry::Unreachable,
        },
        Err(Unavailable::Malformed) => Registry::Unknown,
        Err(Unavailable::Unreachable) => Registry::Unreachable,
    }
}

/// The path of an address on this very registry.
fn local(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    (host == page::host()).then(|| format!("/{path}"))
}

/// Asks the registry; without a network, what it said last. A refusal is an answer too.
async fn fresh_or_kept(path: &str) -> Result<KeptDocument, Unavailable> {
    match api::get::<Value>(path).await {
        Ok(body) => {
            let document = KeptDocument { body, fetched_at: page::now() };
            // Without storage the check goes on; it only cannot be repeated without a network.
            drop(store::keep_document(path, &document).await);
            Ok(document)
        }
        Err(failure) if failure.status() == Some(404) => Err(Unavailable::Malformed),
        Err(Failure::Unreadable(_)) => Err(Unavailable::Malformed),
        Err(_) => store::document(path).await.ok().flatten().ok_or(Unavailable::Unreachable),
    }
}

//! What the registry has about the person: asked with every key of the wallet.

use std::cmp::Reverse;

use puente_wire::holders::{Access, AccessPage, HolderPurpose, HolderRequest, holder_text};

use super::keys::{self, WalletKey};
use super::store::{self, Kept};
use crate::api::{self, Failure};

/// Who looked at the person's record, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accesses {
    pub entries: Vec<Access>,
    /// There are older ones.
    pub more: bool,
}

/// The newest entries, `pages` pages of them for each key.
pub async fn accesses(pages: usize) -> Result<Accesses, Failure> {
    let mut found = Accesses::default();
    for key in keys::all().await? {
        let mut before = None;
        for _ in 0..pages {
            let request = signed(&key, HolderPurpose::Accesses, before).await?;
            let AccessPage { entries, next } = api::holders::accesses(&request).await?;
            found.entries.extend(entries);
            before = next;
            if before.is_none() {
                break;
            }
        }
        found.more |= before.is_some();
    }
    found.entries.sort_by_key(|access| Reverse(access.at));
    Ok(found)
}

/// Brings certificates that were issued to the wallet's keys and are not on this device, for
/// instance because they were claimed after the copy was made; how many there were.
pub async fn bring_missing() -> Result<usize, Failure> {
    let here = store::certificates().await?;
    let mut brought = 0;
    for key in keys::all().await? {
        let request = signed(&key, HolderPurpose::Certificates, None).await?;
        for given in api::holders::certificates(&request).await?.certificates {
            let id = given.certificate_id;
            if here.iter().any(|kept| kept.id == id) {
                continue;
            }
            store::keep_certificate(&Kept::whole(id, given.credential)).await?;
            brought += 1;
        }
    }
    Ok(brought)
}

async fn signed(key: &WalletKey, purpose: HolderPurpose, before: Option<i64>) -> Result<HolderRequest, Failure> {
    let challenge = api::holders::challenge().await?.challenge;
    let proof = key.sign(&holder_text(purpose, &challenge, key.did())).await?;
    Ok(HolderRequest { holder: key.did().to_owned(), challenge, proof, before })
}

//! What a verifier without a network relies on: issuers, their keys, their status lists, in one file.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use puente_credentials::did::DidDocument;
use puente_credentials::verify::{self, Materials, Registry, StatusList, Unavailable, content};
use puente_wire::issuers::Issuer;
use puente_wire::verification::{StatusPurpose, Verification};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Failure;
use super::verify_many::Verifier;
use crate::app::App;
use crate::issuers;
use crate::status::lists::{self, ListError, ListName};

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrustFile {
    /// As of when it was written.
    generated_at: DateTime<Utc>,
    /// What the registry says about issuers.
    issuers: Vec<Issuer>,
    /// Their DID documents.
    documents: Vec<DidDocument>,
    /// Their status list credentials, each with its address as `id`.
    status_lists: Vec<Value>,
}

impl TrustFile {
    /// Reads one.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(serde_json::from_reader(std::io::BufReader::new(file)).map_err(|error| format!("trust file: {error}"))?)
    }

    /// Ready for looking things up.
    pub(super) fn into_verifier(self, now: DateTime<Utc>) -> Offline {
        let received = self.generated_at;
        let list = |credential: Value| {
            let id = credential.get("id")?.as_str()?.to_owned();
            Some((id, StatusList { credential, fetched_at: received }))
        };
        Offline {
            now,
            issuers: self.issuers.into_iter().map(|issuer| (issuer.did.clone(), issuer)).collect(),
            documents: self.documents.into_iter().map(|document| (document.id.clone(), document)).collect(),
            lists: self.status_lists.into_iter().filter_map(list).collect(),
        }
    }
}

/// Verifies with what the file says, and nothing else.
pub(super) struct Offline {
    now: DateTime<Utc>,
    issuers: BTreeMap<String, Issuer>,
    documents: BTreeMap<String, DidDocument>,
    lists: BTreeMap<String, StatusList>,
}

impl Verifier for Offline {
    fn verify(&self, credential: &Value) -> Result<Verification, Failure> {
        let inner = content(credential);
        let issuer = puente_credentials::structure::issuer_of(&inner).unwrap_or_default();
        let lists = puente_credentials::bitstring::entries_of(&inner).into_iter().map(|entry| {
            let found = self.lists.get(&entry.list).cloned().ok_or(Unavailable::Unreachable);
            (entry.list, found)
        });
        let registry = match self.issuers.get(issuer) {
            Some(entry) => Registry::Known(Box::new(entry.clone())),
            None => Registry::Unknown,
        };
        let materials = Materials {
            issuer_document: self.documents.get(issuer).cloned().ok_or(Unavailable::Unreachable),
            status_lists: lists.collect(),
            registry,
            ..Materials::none()
        };
        Ok(verify::verify(credential, &materials, self.now))
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

/// Writes the registry's issuers, keys and status lists to the standard output.
pub(super) fn export(app: &App) -> Result<ExitCode, Failure> {
    let config = app.config.clone();
    let (issuers, documents) = app.db.read_now(|conn| {
        let issuers = issuers::accredited(conn, &config)?;
        let documents = issuers.iter().map(|issuer| issuers::did_document(conn, &config, &issuer.slug));
        let documents = documents.collect::<Result<Vec<DidDocument>, _>>()?;
        Ok::<_, issuers::IssuerError>((issuers, documents))
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let mut status_lists = Vec::new();
    for issuer in &issuers {
        status_lists.extend(runtime.block_on(lists_of(app, &issuer.slug))?);
    }
    let file = TrustFile { generated_at: app.clock.now(), issuers, documents, status_lists };
    println!("{}", serde_json::to_string(&file)?);
    Ok(ExitCode::SUCCESS)
}

async fn lists_of(app: &App, slug: &str) -> Result<Vec<Value>, Failure> {
    let mut found = Vec::new();
    for list in 1.. {
        for purpose in [StatusPurpose::Revocation, StatusPurpose::Suspension] {
            match lists::signed(app, slug, ListName { purpose, list }).await {
                Ok(signed) => found.push(serde_json::from_str(&signed.credential)?),
                Err(ListError::Unknown) => return Ok(found),
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(found)
}

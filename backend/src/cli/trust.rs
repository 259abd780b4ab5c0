//! What a verifier without a network relies on: issuers, their keys, their status lists, in one file.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Subcommand;
use puente_credentials::did::DidDocument;
use puente_credentials::imprint::imprint_of;
use puente_credentials::trust_list::TrustList;
use puente_credentials::verify::{self, Materials, Registry, SignedRecord, StatusList, Unavailable, content};
use puente_wire::issuers::Issuer;
use puente_wire::verification::{StatusPurpose, Verification};
use serde_json::Value;

use super::Failure;
use super::verify_many::{Round, Verifier};
use crate::app::App;
use crate::issuers;
use crate::status::lists::{self, ListError, ListName};
use crate::trust::{self, TrustError};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the signed list of issuers with their keys and status lists, for `verify --trust`; also
    /// without saying `export`.
    Export,
}

/// The files, ready for looking things up.
pub(super) fn read(paths: &[PathBuf], key: Option<&str>, now: DateTime<Utc>) -> Result<Offline, Failure> {
    let mut offline = Offline {
        now,
        issuers: BTreeMap::new(),
        documents: BTreeMap::new(),
        lists: BTreeMap::new(),
        signed_before: BTreeMap::new(),
    };
    for path in paths {
        let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let list = TrustList::read(&text, key, now).map_err(|error| format!("{}: {error}", path.display()))?;
        offline.add(list);
    }
    Ok(offline)
}

/// Verifies with what the file says, and nothing else.
pub(super) struct Offline {
    now: DateTime<Utc>,
    issuers: BTreeMap<String, Issuer>,
    documents: BTreeMap<String, DidDocument>,
    lists: BTreeMap<String, StatusList>,
    signed_before: BTreeMap<String, BTreeMap<String, DateTime<Utc>>>,
}

impl Offline {
    fn add(&mut self, list: TrustList) {
        let received = list.valid_from;
        let status = |credential: Value| {
            let id = credential.get("id")?.as_str()?.to_owned();
            Some((id, StatusList::new(credential, received)))
        };
        self.lists.extend(list.status_lists.into_iter().filter_map(status));
        self.issuers.extend(list.issuers.into_iter().map(|issuer| (issuer.did.clone(), issuer)));
        self.signed_before.extend(list.signed_before);
        self.documents.extend(list.documents.into_iter().map(|document| (document.id.clone(), document)));
    }

    /// When the registry signed this certificate, if a key of the issuer was revoked since.
    fn record(&self, issuer: &str, certificate: &Value) -> SignedRecord {
        let revoked = self.documents.get(issuer).is_some_and(DidDocument::has_revoked_keys);
        let (Some(signed), true) = (self.signed_before.get(issuer), revoked) else {
            return SignedRecord::Unreachable;
        };
        let found = imprint_of(certificate).and_then(|imprint| signed.get(&imprint).copied());
        found.map_or(SignedRecord::Never, SignedRecord::At)
    }
}

impl Verifier for Offline {
    type Round<'a> = &'a Self;

    fn begin(&self) -> &Self {
        self
    }
}

impl Round for &Offline {
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
            signed: self.record(issuer, credential),
            ..Materials::none()
        };
        Ok(verify::verify(credential, &materials, self.now))
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

/// Writes the signed list, with the status lists, to the standard output.
pub(super) fn export(app: &App) -> Result<ExitCode, Failure> {
    let issuers = app.db.read_now(|conn| issuers::accredited(conn, &app.config))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let mut status_lists = Vec::new();
    for issuer in &issuers {
        status_lists.extend(runtime.block_on(lists_of(app, &issuer.slug))?);
    }
    let now = app.clock.now();
    let signed = app.db.write_now(|conn| trust::signed_for_file(conn, app, status_lists, now));
    println!("{}", signed.map_err(|error| in_words(&error))?);
    Ok(ExitCode::SUCCESS)
}

fn in_words(error: &TrustError) -> String {
    match error {
        TrustError::Unknown => {
            "nobody operates this registry yet, so that nobody can sign: see `puente admin create`".to_owned()
        }
        other => other.to_string(),
    }
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

//! The plain signed list, as it is to be signed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use puente_credentials::did::DidDocument;
use puente_credentials::trust_list::{KIND, TrustList};
use serde_json::Value;

use super::{Contents, Name, Period};
use crate::app::App;

/// What is to be signed.
pub(super) fn unsigned(app: &App, contents: &Contents, now: DateTime<Utc>) -> TrustList {
    let at = |page: usize| format!("{}{}", app.config.origin, Name::List(page).path());
    let Period { from, until } = Period::starting(now);
    let mut documents: Vec<DidDocument> = contents.bodies.iter().map(|body| body.document.clone()).collect();
    if !documents.iter().any(|document| document.id == contents.own.id) {
        documents.push(contents.own.clone());
    }
    TrustList {
        id: at(contents.page),
        kind: KIND.to_owned(),
        issuer: contents.own.id.clone(),
        issuer_name: contents.operator.name.clone(),
        valid_from: from,
        valid_until: until,
        page: contents.page,
        pages: contents.pages,
        next: (contents.page < contents.pages).then(|| at(contents.page + 1)),
        issuers: contents.bodies.iter().map(|body| body.issuer.clone()).collect(),
        documents,
        status_lists: Vec::new(),
        signed_before: BTreeMap::new(),
        proof: Value::Null,
    }
}

//! What the operator sees and does.

use puente_wire::administration::{
    Accreditations, AuditChain, AuditPage, AuditQuery, EndAccreditation, Organisations, RecordAccreditation,
    RegisterOrganisation, RegisteredWithInvitation,
};

use super::{Failure, Once, get, post, post_once, segment, text};
use crate::browser::page;

pub async fn organisations() -> Result<Organisations, Failure> {
    get("/api/v1/organisations").await
}

pub async fn register(request: &RegisterOrganisation, once: &Once) -> Result<RegisteredWithInvitation, Failure> {
    post_once("/api/v1/organisations", request, once).await
}

/// What an organisation may certify.
pub async fn accreditations(slug: &str) -> Result<Accreditations, Failure> {
    get(&format!("/api/v1/organisations/{}/accreditations", segment(slug))).await
}

pub async fn accredit(slug: &str, request: &RecordAccreditation, once: &Once) -> Result<Accreditations, Failure> {
    post_once(&format!("/api/v1/organisations/{}/accreditations", segment(slug)), request, once).await
}

pub async fn end_accreditation(slug: &str, id: &str, request: &EndAccreditation) -> Result<Accreditations, Failure> {
    post(&format!("/api/v1/organisations/{}/accreditations/{}/end", segment(slug), segment(id)), request).await
}

pub async fn audit(query: &AuditQuery) -> Result<AuditPage, Failure> {
    let pairs = [
        ("before", query.before.map(|before| before.to_string())),
        ("action", query.action.clone()),
        ("login", query.login.clone()),
        ("organisation", query.organisation.clone()),
    ];
    let pairs: Vec<(&str, String)> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    get(&format!("/api/v1/audit?{}", page::query_of(&pairs))).await
}

pub async fn chain() -> Result<AuditChain, Failure> {
    get("/api/v1/audit/chain").await
}

/// Whether the server can work: its database answers and is up to date.
pub async fn ready() -> Result<String, Failure> {
    text("/readyz").await
}

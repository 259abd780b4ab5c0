//! An institution's candidates, assessments and certificates.

use puente_wire::assessments::{
    Assessment, AssessmentPage, AssessmentState, NewAssessment, OfVersion, ReturnAssessment, SaveAssessment, SignedOff,
};
use puente_wire::certificates::{CertificatePage, CertificateRecord, CertificateState, LiftSuspension, StatusChange};
use puente_wire::offers::NewOffer;
use puente_wire::people::{Candidate, CandidatePage, NewCandidate};

use super::{Failure, Once, get, post, post_once, put, segment};

fn address(org: &str, rest: &str) -> String {
    format!("/api/v1/orgs/{}/{rest}", segment(org))
}

/// `?q=…&page=…` and the state, where there is one. Pages count from 0 on screens, from 1 on the wire.
fn listing(list: &str, q: &str, page: u64, state: Option<&str>) -> String {
    let state = state.map(|state| format!("&state={state}")).unwrap_or_default();
    format!("{list}?q={}&page={}{state}", segment(q), page + 1)
}

/// Candidates by name.
pub async fn candidates(org: &str, q: &str, page: u64) -> Result<CandidatePage, Failure> {
    get(&address(org, &listing("candidates", q, page, None))).await
}

/// Registers a candidate.
pub async fn register(org: &str, new: &NewCandidate, once: &Once) -> Result<Candidate, Failure> {
    post_once(&address(org, "candidates"), new, once).await
}

/// A candidate's record.
pub async fn candidate(org: &str, id: &str) -> Result<Candidate, Failure> {
    get(&address(org, &format!("candidates/{}", segment(id)))).await
}

/// Assessments, last changed first.
pub async fn assessments(
    org: &str,
    state: Option<AssessmentState>,
    q: &str,
    page: u64,
) -> Result<AssessmentPage, Failure> {
    get(&address(org, &listing("assessments", q, page, state.map(AssessmentState::as_str)))).await
}

/// Starts an assessment.
pub async fn start(org: &str, new: &NewAssessment, once: &Once) -> Result<Assessment, Failure> {
    post_once(&address(org, "assessments"), new, once).await
}

fn assessment_address(org: &str, id: &str, action: &str) -> String {
    address(org, &format!("assessments/{}{action}", segment(id)))
}

/// An assessment.
pub async fn assessment(org: &str, id: &str) -> Result<Assessment, Failure> {
    get(&assessment_address(org, id, "")).await
}

/// Keeps what the assessor wrote.
pub async fn save(org: &str, id: &str, sent: &SaveAssessment) -> Result<Assessment, Failure> {
    put(&assessment_address(org, id, ""), sent).await
}

/// Hands the assessment on.
pub async fn submit(org: &str, id: &str, version: u32) -> Result<Assessment, Failure> {
    post(&assessment_address(org, id, "/submit"), &OfVersion { version }).await
}

/// Gives the assessment back.
pub async fn give_back(org: &str, id: &str, sent: &ReturnAssessment) -> Result<Assessment, Failure> {
    post(&assessment_address(org, id, "/return"), sent).await
}

/// Signs, issues and offers.
pub async fn sign_off(org: &str, id: &str, version: u32, once: &Once) -> Result<SignedOff, Failure> {
    post_once(&assessment_address(org, id, "/sign-off"), &OfVersion { version }, once).await
}

/// Issued certificates, newest first.
pub async fn certificates(
    org: &str,
    state: Option<CertificateState>,
    q: &str,
    page: u64,
) -> Result<CertificatePage, Failure> {
    get(&address(org, &listing("certificates", q, page, state.map(CertificateState::as_str)))).await
}

fn certificate_address(org: &str, id: &str, action: &str) -> String {
    address(org, &format!("certificates/{}{action}", segment(id)))
}

/// A certificate's record.
pub async fn certificate(org: &str, id: &str) -> Result<CertificateRecord, Failure> {
    get(&certificate_address(org, id, "")).await
}

/// Not to be relied on for now.
pub async fn suspend(org: &str, id: &str, change: &StatusChange) -> Result<CertificateRecord, Failure> {
    post(&certificate_address(org, id, "/suspend"), change).await
}

/// The suspension ends.
pub async fn lift(org: &str, id: &str, lift: &LiftSuspension) -> Result<CertificateRecord, Failure> {
    post(&certificate_address(org, id, "/lift"), lift).await
}

/// Taken back for good.
pub async fn revoke(org: &str, id: &str, change: &StatusChange) -> Result<CertificateRecord, Failure> {
    post(&certificate_address(org, id, "/revoke"), change).await
}

/// A new offer; older ones no longer work.
pub async fn offer_again(org: &str, id: &str, once: &Once) -> Result<NewOffer, Failure> {
    post_once(&certificate_address(org, id, "/offers"), &serde_json::json!({}), once).await
}

/// The code for a certificate that waits for its signature.
pub async fn promise(org: &str, id: &str, once: &Once) -> Result<NewOffer, Failure> {
    post_once(&assessment_address(org, id, "/offers"), &serde_json::json!({}), once).await
}

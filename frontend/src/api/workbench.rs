//! The ministry's work: crosswalks, agreements, decisions.

use puente_wire::crosswalks::{
    Finding, FrameworkMove, ImportReport, MappingComment, NewComment, NewImport, NewRejection, Queue, RejectedPair,
    Waiting,
};
use puente_wire::effects::Effects;
use puente_wire::imports::ActImport;
use puente_wire::suggestions::{Coverage, Suggestions, Worklist};
use puente_wire::workbench::{
    ActHead, AgreementAct, AgreementDraft, AgreementEdit, Ballot, BlocAct, BlocDraft, BlocEdit, CrosswalkDetail,
    CrosswalkSummary, DecisionAct, DecisionDraft, DecisionEdit, LegalBases, LegalBasisAct, LegalBasisDraft,
    LegalBasisEdit, MappingDraft, MappingEdit, MappingRow, NewCrosswalk, Recusal, Review, Step,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Failure, Once, delete, get, post, post_file, post_once, put, segment};

fn base(org: &str, what: &str) -> String {
    format!("/api/v1/orgs/{}/{what}", segment(org))
}

pub async fn crosswalks(org: &str) -> Result<Vec<CrosswalkSummary>, Failure> {
    get(&base(org, "crosswalks")).await
}

pub async fn crosswalk(org: &str, id: &str) -> Result<CrosswalkDetail, Failure> {
    get(&base(org, &format!("crosswalks/{}", segment(id)))).await
}

pub async fn start_crosswalk(org: &str, new: &NewCrosswalk, once: &Once) -> Result<CrosswalkDetail, Failure> {
    post_once(&base(org, "crosswalks"), new, once).await
}

pub async fn add_mapping(org: &str, id: &str, draft: &MappingDraft, once: &Once) -> Result<MappingRow, Failure> {
    post_once(&base(org, &format!("crosswalks/{}/mappings", segment(id))), draft, once).await
}

pub async fn edit_mapping(org: &str, id: &str, mapping: &str, edit: &MappingEdit) -> Result<MappingRow, Failure> {
    put(&base(org, &format!("crosswalks/{}/mappings/{}", segment(id), segment(mapping))), edit).await
}

pub async fn review_mapping(org: &str, id: &str, mapping: &str, review: &Review) -> Result<MappingRow, Failure> {
    let path = format!("crosswalks/{}/mappings/{}/review", segment(id), segment(mapping));
    post(&base(org, &path), review).await
}

pub async fn publish_crosswalk(org: &str, id: &str) -> Result<CrosswalkDetail, Failure> {
    post(&base(org, &format!("crosswalks/{}/publish", segment(id))), &serde_json::json!({})).await
}

/// `query` names a sector, or is empty.
pub async fn worklist(org: &str, id: &str, query: &str) -> Result<Worklist, Failure> {
    get(&base(org, &format!("crosswalks/{}/worklist{query}", segment(id)))).await
}

pub async fn suggestions(org: &str, id: &str, subject: &str) -> Result<Suggestions, Failure> {
    get(&base(org, &format!("crosswalks/{}/suggestions?subject={}", segment(id), segment(subject)))).await
}

pub async fn coverage(org: &str) -> Result<Coverage, Failure> {
    get(&base(org, "coverage")).await
}

pub async fn withdraw_mapping(org: &str, id: &str, mapping: &str, revision: u32) -> Result<MappingRow, Failure> {
    let path = format!("crosswalks/{}/mappings/{}/withdraw", segment(id), segment(mapping));
    post(&base(org, &path), &Step { revision }).await
}

pub async fn reject_pair(org: &str, id: &str, pair: &NewRejection, once: &Once) -> Result<RejectedPair, Failure> {
    post_once(&base(org, &format!("crosswalks/{}/rejections", segment(id))), pair, once).await
}

pub async fn rejected(org: &str, id: &str) -> Result<Vec<RejectedPair>, Failure> {
    get(&base(org, &format!("crosswalks/{}/rejections", segment(id)))).await
}

/// Rows that wait, for a reason or for any; `page` from 1.
pub async fn queue(org: &str, id: &str, waiting: Option<Waiting>, page: u32) -> Result<Queue, Failure> {
    let reason = waiting.map(|waiting| format!("&waiting={}", waiting.as_str())).unwrap_or_default();
    get(&base(org, &format!("crosswalks/{}/queue?page={page}{reason}", segment(id)))).await
}

pub async fn comment(org: &str, id: &str, mapping: &str, text: &str, once: &Once) -> Result<MappingComment, Failure> {
    let path = format!("crosswalks/{}/mappings/{}/comments", segment(id), segment(mapping));
    post_once(&base(org, &path), &NewComment { text: text.to_owned() }, once).await
}

pub async fn findings(org: &str, id: &str) -> Result<Vec<Finding>, Failure> {
    get(&base(org, &format!("crosswalks/{}/findings", segment(id)))).await
}

/// What the newest framework versions would reopen.
pub async fn framework_move(org: &str, id: &str) -> Result<FrameworkMove, Failure> {
    get(&base(org, &format!("crosswalks/{}/framework-versions", segment(id)))).await
}

pub async fn take_framework_versions(org: &str, id: &str) -> Result<FrameworkMove, Failure> {
    post(&base(org, &format!("crosswalks/{}/framework-versions", segment(id))), &serde_json::json!({})).await
}

pub async fn import_rows(org: &str, id: &str, file: &NewImport) -> Result<ImportReport, Failure> {
    post(&base(org, &format!("crosswalks/{}/import", segment(id))), file).await
}

/// What publishing it would change for holders; `kind` is `agreements`, `crosswalks`, `decisions` or
/// `framework-drafts`.
pub async fn effects(org: &str, kind: &str, id: &str) -> Result<Effects, Failure> {
    get(&base(org, &format!("{kind}/{}/effects", segment(id)))).await
}

pub async fn restore_pair(org: &str, id: &str, rejection: &str) -> Result<(), Failure> {
    delete(&base(org, &format!("crosswalks/{}/rejections/{}", segment(id), segment(rejection)))).await
}

pub async fn legal_bases() -> Result<LegalBases, Failure> {
    get("/api/v1/legal-bases").await
}

/// Agreements and decisions go the same way.
pub trait Act: DeserializeOwned + PartialEq + 'static {
    /// Their place in addresses.
    const PLACE: &'static str;
    /// As it is written.
    type Draft: Serialize;
    /// A change, based on a revision.
    type Edit: Serialize;

    fn edit(revision: u32, draft: Self::Draft) -> Self::Edit;
}

impl Act for DecisionAct {
    const PLACE: &'static str = "decisions";
    type Draft = DecisionDraft;
    type Edit = DecisionEdit;

    fn edit(revision: u32, decision: DecisionDraft) -> DecisionEdit {
        DecisionEdit { revision, decision }
    }
}

impl Act for AgreementAct {
    const PLACE: &'static str = "agreements";
    type Draft = AgreementDraft;
    type Edit = AgreementEdit;

    fn edit(revision: u32, agreement: AgreementDraft) -> AgreementEdit {
        AgreementEdit { revision, agreement }
    }
}

impl Act for BlocAct {
    const PLACE: &'static str = "blocs";
    type Draft = BlocDraft;
    type Edit = BlocEdit;

    fn edit(revision: u32, bloc: BlocDraft) -> BlocEdit {
        BlocEdit { revision, bloc }
    }
}

impl Act for LegalBasisAct {
    const PLACE: &'static str = "legal-bases";
    type Draft = LegalBasisDraft;
    type Edit = LegalBasisEdit;

    fn edit(revision: u32, legal_basis: LegalBasisDraft) -> LegalBasisEdit {
        LegalBasisEdit { revision, legal_basis }
    }
}

pub async fn acts<A: Act>(org: &str) -> Result<Vec<A>, Failure> {
    get(&base(org, A::PLACE)).await
}

pub async fn act<A: Act>(org: &str, id: &str) -> Result<A, Failure> {
    get(&base(org, &format!("{}/{}", A::PLACE, segment(id)))).await
}

pub async fn draft<A: Act>(org: &str, draft: &A::Draft, once: &Once) -> Result<A, Failure> {
    post_once(&base(org, A::PLACE), draft, once).await
}

pub async fn edit<A: Act>(org: &str, id: &str, revision: u32, draft: A::Draft) -> Result<A, Failure> {
    put(&base(org, &format!("{}/{}", A::PLACE, segment(id))), &A::edit(revision, draft)).await
}

/// What would become of a table; `place` is [`Act::PLACE`].
pub async fn try_import(org: &str, place: &str, content: &[u8]) -> Result<ActImport, Failure> {
    post_file(&base(org, &format!("{place}/import?dry_run=true")), content, None).await
}

/// Drafts of a table's good rows.
pub async fn import_acts(org: &str, place: &str, content: &[u8], once: &Once) -> Result<ActImport, Failure> {
    post_file(&base(org, &format!("{place}/import")), content, Some(once)).await
}

/// Where a version stands, whatever it says.
#[derive(Deserialize)]
struct Stands {
    head: ActHead,
}

async fn stands<Body: Serialize>(path: &str, body: &Body) -> Result<ActHead, Failure> {
    let stands: Stands = post(path, body).await?;
    Ok(stands.head)
}

/// `propose` or `publish`; `place` is [`Act::PLACE`].
pub async fn step(org: &str, place: &str, id: &str, step: &str, revision: u32) -> Result<ActHead, Failure> {
    stands(&base(org, &format!("{place}/{}/{step}", segment(id))), &Step { revision }).await
}

pub async fn review(org: &str, place: &str, id: &str, review: &Review) -> Result<ActHead, Failure> {
    stands(&base(org, &format!("{place}/{}/review", segment(id))), review).await
}

/// A vote on a decision, or its signature.
pub async fn vote(org: &str, id: &str, ballot: &Ballot) -> Result<ActHead, Failure> {
    stands(&base(org, &format!("decisions/{}/vote", segment(id))), ballot).await
}

/// Saying that one has an interest.
pub async fn recuse(org: &str, id: &str, recusal: &Recusal) -> Result<ActHead, Failure> {
    stands(&base(org, &format!("decisions/{}/recuse", segment(id))), recusal).await
}

/// A draft of the next version.
pub async fn correct(org: &str, place: &str, id: &str) -> Result<ActHead, Failure> {
    stands(&base(org, &format!("{place}/{}/correct", segment(id))), &serde_json::json!({})).await
}

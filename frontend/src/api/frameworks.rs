//! Versions of frameworks: drafts made from files, published ones, and what differs.

use puente_wire::frameworks::{
    Diff, DraftItem, DraftItems, FrameworkDraft, FrameworkDraftDetail, FrameworkFile, FrameworkPreview,
    FrameworkVersions, ItemEdit, ItemRemoval, NewFrameworkDraft,
};
use puente_wire::workbench::Step;

use super::{Failure, Once, get, post, post_once, put, segment};
use crate::browser::page;

fn drafts_of(org: &str) -> String {
    format!("/api/v1/orgs/{}/framework-drafts", segment(org))
}

/// What a file would change; nothing is stored.
pub async fn preview(org: &str, file: &FrameworkFile) -> Result<FrameworkPreview, Failure> {
    post(&format!("{}/preview", drafts_of(org)), file).await
}

/// Makes a draft of a file.
pub async fn import(org: &str, file: &FrameworkFile, once: &Once) -> Result<FrameworkDraft, Failure> {
    post_once(&format!("{}/import", drafts_of(org)), file, once).await
}

/// Begins a draft from a framework's newest version.
pub async fn start(org: &str, new: &NewFrameworkDraft, once: &Once) -> Result<FrameworkDraft, Failure> {
    post_once(&drafts_of(org), new, once).await
}

pub async fn drafts(org: &str) -> Result<Vec<FrameworkDraft>, Failure> {
    get(&drafts_of(org)).await
}

pub async fn draft(org: &str, id: &str) -> Result<FrameworkDraftDetail, Failure> {
    get(&format!("{}/{}", drafts_of(org), segment(id))).await
}

/// A page of a draft's items, from 1, in the order of the tree.
pub async fn items(org: &str, id: &str, words: &str, page: u64) -> Result<DraftItems, Failure> {
    let query = page::query_of(&[("q", words.to_owned()), ("page", page.to_string())]);
    get(&format!("{}/{}/items?{query}", drafts_of(org), segment(id))).await
}

pub async fn item(org: &str, id: &str, key: &str) -> Result<DraftItem, Failure> {
    let query = page::query_of(&[("key", key.to_owned())]);
    get(&format!("{}/{}/item?{query}", drafts_of(org), segment(id))).await
}

/// Adds an item, or changes one.
pub async fn edit(org: &str, id: &str, edit: &ItemEdit) -> Result<FrameworkDraftDetail, Failure> {
    put(&format!("{}/{}/items", drafts_of(org), segment(id)), edit).await
}

/// Takes an item out, with everything below it.
pub async fn remove(org: &str, id: &str, gone: &ItemRemoval) -> Result<FrameworkDraftDetail, Failure> {
    post(&format!("{}/{}/items/remove", drafts_of(org), segment(id)), gone).await
}

/// Takes the newest edit back.
pub async fn undo(org: &str, id: &str, revision: u32) -> Result<FrameworkDraftDetail, Failure> {
    post(&format!("{}/{}/undo", drafts_of(org), segment(id)), &Step { revision }).await
}

/// `publish` or `discard`.
pub async fn step(org: &str, id: &str, step: &str, revision: u32) -> Result<(), Failure> {
    post(&format!("{}/{}/{step}", drafts_of(org), segment(id)), &Step { revision }).await
}

pub async fn versions(framework: &str) -> Result<FrameworkVersions, Failure> {
    get(&format!("/api/v1/frameworks/{}/versions", segment(framework))).await
}

pub async fn diff(framework: &str, from: &str, to: &str) -> Result<Diff, Failure> {
    let query = page::query_of(&[("from", from.to_owned()), ("to", to.to_owned())]);
    get(&format!("/api/v1/frameworks/{}/diff?{query}", segment(framework))).await
}

/// Where a published version lies as a file; `form` is `case`, `csv` or `tsv`.
pub fn file_address(framework: &str, form: &str) -> String {
    format!("/api/v1/frameworks/{}/file?format={form}", segment(framework))
}

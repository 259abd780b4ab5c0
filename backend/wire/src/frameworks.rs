//! Versions of frameworks: made from files or by editing, compared, published.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use competency_frameworks::diff::{Change, Diff, Entry, FieldChange, Move, Renumbering};
pub use competency_frameworks::formats::table::{Column, ColumnUse, Delimiter, Encoding, Shape};
pub use competency_frameworks::formats::{Finding, Kept, Reason, Report};
pub use competency_frameworks::{
    Country, Framework, FrameworkId, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Sector, Status,
};

/// A file with a framework's version: a CASE package or a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkFile {
    /// The bytes of the file, Base64 with padding (RFC 4648, section 4): it may be in any encoding.
    pub content: String,
    /// The framework; a table needs it, a package may say it itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkId>,
    /// The body as people call it, for a framework that is not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What a framework that is not known yet is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The version's label; absent: the file's own, or today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The official language of a file that names none; absent: Spanish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Where the data was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which column of a table holds what, by its header; the rest is found by the headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
    pub columns: BTreeMap<Column, String>,
    /// Headers of columns whose cells are kept aside, whatever their name says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<String>,
}

/// What a file would change. Nothing was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkPreview {
    /// Whose it is.
    pub framework: Framework,
    /// The version it would become.
    pub version: FrameworkVersion,
    /// What was found in the file; with an error in it the file cannot be imported.
    pub report: Report,
    /// How a table was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// The version it is compared with; absent for a framework that is not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// What would change.
    pub diff: Diff,
}

/// A draft to begin from a framework's newest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewFrameworkDraft {
    /// The framework.
    pub framework: FrameworkId,
    /// The label of the version it will be.
    pub label: String,
}

/// A version that is worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkDraft {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub framework: Framework,
    /// The version it will be; it counts from the day it is published.
    pub version: FrameworkVersion,
    /// The version it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Goes up with every change.
    pub revision: u32,
    /// How many items it has.
    pub items: u32,
    /// Whether the caller began it or edited it last, and so cannot publish it.
    pub mine: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The newest edit that can be taken back; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<DraftEdit>,
}

/// One edit of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftEdit {
    /// The revision that it made.
    pub revision: u32,
    /// What happened to the item.
    pub done: EditDone,
    /// The item, as it is after the edit; a removed one as it was.
    pub item: Entry,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What an edit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EditDone {
    /// It added the item.
    Added,
    /// It changed, renumbered or moved the item.
    Changed,
    /// It took the item out, with everything below it.
    Removed,
    /// It took back what an edit had done to the item.
    Undone,
}

impl EditDone {
    /// Every kind of edit.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Removed, Self::Undone];

    /// The kebab-case name used on the wire, in the database and in message ids (`edit-done-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Undone => "undone",
        }
    }
}

/// What stands now, for whoever read an older revision: `current` of the problem `stale`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaleDraft {
    /// The draft.
    pub draft: FrameworkDraft,
    /// What was edited since the revision that was read, oldest first.
    pub since: Vec<DraftEdit>,
}

/// `GET …/framework-drafts/{id}/items`: a page of a draft's items, in the order of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftItems {
    /// The draft's revision.
    pub revision: u32,
    /// The items of this page.
    pub items: Vec<DraftItemLine>,
    /// How many a page has.
    pub per_page: u32,
    /// How many items answer the query.
    pub total: u32,
}

/// An item of a draft in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftItemLine {
    /// The item.
    pub item: Entry,
    /// Under how many items it stands: 0 at the top.
    pub depth: u32,
    /// Whether the body still uses it.
    pub status: Status,
    /// How many items stand below it, at any depth.
    pub below: u32,
}

/// The query of `GET …/framework-drafts/{id}/item`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftItemQuery {
    /// The item's key.
    pub key: ItemKey,
}

/// One item of a draft, with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftItem {
    /// The draft.
    pub draft: FrameworkDraft,
    /// The item.
    pub item: Item,
    /// The same item in the newest published version; absent when it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Item>,
    /// What differs from it; empty for a new one.
    pub changes: Vec<FieldChange>,
    /// The items it stands under, from the top.
    pub above: Vec<Entry>,
    /// How many items stand below it, at any depth.
    pub below: u32,
    /// What replaces it, as far as the draft has it.
    pub replaced_by: Vec<Entry>,
}

/// A draft with what it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkDraftDetail {
    /// The draft.
    pub draft: FrameworkDraft,
    /// What differs from the framework's newest published version.
    pub diff: Diff,
}

/// An item to add to a draft, or to change in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemEdit {
    /// The revision of the draft that was read.
    pub revision: u32,
    /// The key of the item to change; absent: the item is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<ItemKey>,
    /// What it says; another key renumbers it, another parent moves it with everything below.
    pub item: Item,
}

/// An item to take out of a draft, with everything below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemRemoval {
    /// The revision of the draft that was read.
    pub revision: u32,
    /// The item.
    pub key: ItemKey,
}

/// `GET /api/v1/frameworks/{framework}/versions`: the published versions, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkVersions {
    /// Whose they are.
    pub framework: Framework,
    /// Newest first.
    pub versions: Vec<PublishedFrameworkVersion>,
}

/// A published version in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedFrameworkVersion {
    /// Its label, and the day from which it counts.
    pub version: FrameworkVersion,
    /// How many items it has.
    pub items: u32,
}

/// The query of `GET /api/v1/frameworks/{framework}/diff`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffQuery {
    /// The label of the older version.
    pub from: String,
    /// The label of the newer version.
    pub to: String,
}

//! Frameworks and their standards: lists, trees, search.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use competency_frameworks::{
    Code, Country, Framework, FrameworkId, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Sector, Status,
};

/// `GET /api/v1/standards?q=&framework=&country=&page=`: one page of standards, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardPage {
    /// How many there are on all pages.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many a page holds at most.
    pub per_page: u32,
    /// The standards of this page.
    pub standards: Vec<StandardSummary>,
}

/// A standard in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardSummary {
    /// The framework.
    pub framework: FrameworkId,
    /// The body, e.g. `SENA`.
    pub body: String,
    /// The body's country; absent for a regional one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The key within the framework: what questions and addresses carry.
    pub key: ItemKey,
    /// Code and version as people write them; empty when it has none.
    pub code: String,
    /// Official title and translations.
    pub title: LangMap,
    /// Level, in the body's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Whether the body still uses it.
    pub status: Status,
    /// No body published it: made for the demonstration.
    pub illustrative: bool,
}

/// `GET /api/v1/frameworks`: every framework with its newest published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkList {
    /// By country, then body.
    pub frameworks: Vec<FrameworkSummary>,
}

/// A framework in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkSummary {
    /// The framework.
    pub framework: Framework,
    /// Its newest version.
    pub version: FrameworkVersion,
    /// How many standards that has.
    pub standards: u32,
}

/// `GET /api/v1/frameworks/{id}/standards/{key}`: one standard with everything under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardTree {
    /// The framework.
    pub framework: Framework,
    /// The version it was read from: the newest, or the last one that lists it.
    pub version: FrameworkVersion,
    /// The standard and its parts. One that is no longer listed is `withdrawn`, if it was not replaced.
    pub standard: ItemNode,
    /// The framework's newest version no longer lists it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_longer_listed: bool,
    /// What it is in other words, by occupation group.
    pub occupations: Vec<Occupation>,
    /// As of this day.
    pub as_of: NaiveDate,
}

/// An item with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemNode {
    /// The item.
    pub item: Item,
    /// Its parts, in order.
    pub children: Vec<ItemNode>,
}

/// An occupation group of ISCO-08.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Occupation {
    /// Four digits.
    pub isco08: String,
    /// Its title.
    pub title: LangMap,
}

/// The query of `GET /api/v1/standards`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardQuery {
    /// Code or words; blank: everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Of this framework only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkId>,
    /// Of this country only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

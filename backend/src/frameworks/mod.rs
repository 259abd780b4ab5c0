//! Frameworks: lists, trees, search. Public: standards are published by their bodies.

pub mod draft_items;
pub mod draft_routes;
pub mod drafts;
pub mod export;
pub mod import;
pub mod routes;
pub mod store;

use std::collections::HashMap;

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, Item, ItemKey, Package};
use crosswalks::StandardAt;
use puente_wire::frameworks::{Diff, DiffQuery, FrameworkVersions, PublishedFrameworkVersion};
use puente_wire::standards::{
    FrameworkList, FrameworkSummary, ItemNode, Occupation, StandardPage, StandardQuery, StandardSummary, StandardTree,
};

use crate::db::{DbConn, DbError};
use crate::http::paging;
use crate::recognition::Edition;

/// How many standards a page has.
pub const PER_PAGE: u32 = 20;
/// Longest query that is searched; the rest is cut off.
const LONGEST_QUERY: usize = 200;

/// Every framework with its newest version, by country and body.
pub fn list(edition: &Edition, day: NaiveDate) -> FrameworkList {
    let packages = edition.snapshot.published().packages.iter();
    let current = packages.filter(|package| {
        let newest = edition.snapshot.package(&package.framework.id, day);
        newest.is_some_and(|newest| std::ptr::eq(newest, *package))
    });
    let mut frameworks: Vec<FrameworkSummary> = current
        .map(|package| FrameworkSummary {
            framework: package.framework.clone(),
            version: package.version.clone(),
            standards: count(package.standards().count()),
        })
        .collect();
    frameworks.sort_by(|a, b| {
        let key = |one: &FrameworkSummary| (one.framework.country, one.framework.id.clone());
        key(a).cmp(&key(b))
    });
    FrameworkList { frameworks }
}

/// One page of the standards that answer a query.
pub fn search(edition: &Edition, query: &StandardQuery, day: NaiveDate) -> StandardPage {
    let words: String = query.q.as_deref().unwrap_or_default().chars().take(LONGEST_QUERY).collect();
    let wanted = |at: &StandardAt<'_>| {
        let framework = &at.package.framework;
        query.framework.as_ref().is_none_or(|id| id == &framework.id)
            && query.country.is_none_or(|country| framework.country == Some(country))
    };
    let found: Vec<StandardAt<'_>> = edition.search(&words, day).into_iter().filter(wanted).collect();
    let page = query.page.unwrap_or(1).max(1);
    let skipped = (page - 1).saturating_mul(PER_PAGE) as usize;
    StandardPage {
        total: count(found.len()),
        page,
        per_page: PER_PAGE,
        standards: found.iter().skip(skipped).take(PER_PAGE as usize).map(summary).collect(),
    }
}

/// One standard with its parts, as of a day.
pub fn tree(edition: &Edition, framework: &FrameworkId, code: &str, day: NaiveDate) -> Option<StandardTree> {
    let at = edition.standard(framework, code, day)?;
    let children = at.package.children();
    let groups = at.item.isco08.iter();
    let mut standard = node(at.item, &children);
    standard.item.status = at.status();
    Some(StandardTree {
        framework: at.package.framework.clone(),
        version: at.package.version.clone(),
        standard,
        no_longer_listed: !at.listed,
        occupations: groups
            .filter_map(|group| {
                let title = edition.occupations.get(group)?.clone();
                Some(Occupation { isco08: group.clone(), title })
            })
            .collect(),
        as_of: day,
    })
}

/// The published versions of a framework, newest first; `None` when nobody knows it.
pub fn versions(conn: &mut DbConn, framework: &FrameworkId) -> Result<Option<FrameworkVersions>, DbError> {
    let mut versions = Vec::new();
    let mut newest = None;
    for version in store::published(conn)?.into_iter().rev() {
        if version.head.framework.id == *framework {
            let items = paging::count(store::count(conn, &version.id)?);
            newest.get_or_insert(version.head.framework);
            versions.push(PublishedFrameworkVersion { version: version.head.version, items });
        }
    }
    Ok(newest.map(|framework| FrameworkVersions { framework, versions }))
}

/// What differs between two published versions of a framework; `None` when one of them is unknown.
pub fn diff(conn: &mut DbConn, framework: &FrameworkId, query: &DiffQuery) -> Result<Option<Diff>, DbError> {
    let mut package = |label: &str| -> Result<Option<Package>, DbError> {
        let found = store::labelled(conn, framework, label)?.filter(|version| version.published);
        found.map(|version| store::package(conn, version)).transpose()
    };
    let (Some(old), Some(new)) = (package(&query.from)?, package(&query.to)?) else { return Ok(None) };
    Ok(Some(Diff::between(&old, &new)))
}

/// The units of a standard, by key.
pub fn units<'a>(package: &'a Package, standard: &ItemKey) -> Vec<&'a Item> {
    package.items.iter().filter(|item| item.parent.as_ref() == Some(standard)).collect()
}

fn node(item: &Item, children: &HashMap<&ItemKey, Vec<&Item>>) -> ItemNode {
    let parts = children.get(&item.key).map(Vec::as_slice).unwrap_or_default();
    ItemNode { item: item.clone(), children: parts.iter().map(|part| node(part, children)).collect() }
}

fn summary(at: &StandardAt<'_>) -> StandardSummary {
    let view = at.view();
    StandardSummary {
        framework: view.framework,
        body: view.body,
        country: view.country,
        key: view.key,
        code: view.code,
        title: view.title,
        level: view.level,
        status: view.status,
        illustrative: view.illustrative,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

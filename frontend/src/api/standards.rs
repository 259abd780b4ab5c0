//! Frameworks and their standards.

use puente_wire::standards::{FrameworkList, StandardPage, StandardQuery, StandardTree};

use super::{Failure, get, segment};
use crate::browser::page;

pub async fn search(query: &StandardQuery) -> Result<StandardPage, Failure> {
    let pairs = [
        ("q", query.q.clone()),
        ("framework", query.framework.as_ref().map(ToString::to_string)),
        ("country", query.country.map(|country| country.to_string())),
        ("page", query.page.map(|page| page.to_string())),
    ];
    let pairs: Vec<(&str, String)> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    get(&format!("/api/v1/standards?{}", page::query_of(&pairs))).await
}

pub async fn frameworks() -> Result<FrameworkList, Failure> {
    get("/api/v1/frameworks").await
}

/// One standard with its parts.
pub async fn tree(framework: &str, key: &str) -> Result<StandardTree, Failure> {
    get(&format!("/api/v1/frameworks/{}/standards/{}", segment(framework), segment(key))).await
}

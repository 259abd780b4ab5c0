//! Files that frameworks travel in: one module a format, reading and writing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Item;

mod order;
mod report;

pub mod case;
pub mod table;

pub use report::{Finding, Reason, Report};

/// What a file says of something and the registry has no field for, by name. Kept, so that an export
/// says it again.
pub type Members = BTreeMap<String, Value>;

/// An item with everything its file said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kept {
    /// The item.
    pub item: Item,
    /// What the registry has no field for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub members: Members,
}

impl From<Item> for Kept {
    fn from(item: Item) -> Self {
        Self { item, members: Members::new() }
    }
}

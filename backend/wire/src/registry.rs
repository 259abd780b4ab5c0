//! The registry itself.

use serde::{Deserialize, Serialize};

use crate::session::Role;

/// What this registry is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Registry {
    /// The address people use.
    pub origin: String,
    /// Version of the software.
    pub version: String,
    /// Whether it holds demonstration data; screens then say so.
    pub demonstration: bool,
}

/// The accounts of a demonstration, so that a stranger can try every part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Demonstration {
    /// The password of each.
    pub password: String,
    /// The accounts, in the order screens list them.
    pub accounts: Vec<DemonstrationAccount>,
}

/// One account of a demonstration; the person is invented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemonstrationAccount {
    /// What to log in with.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// What they may do there.
    pub roles: Vec<Role>,
}

//! The registry itself.

use serde::{Deserialize, Serialize};

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

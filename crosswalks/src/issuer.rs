//! Bodies that issue certificates, as the registry names them.

use serde::{Deserialize, Serialize};

/// A body of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its name in addresses of the registry, e.g. `sena`.
    pub id: String,
    /// What else its certificates call it: its DID, its address.
    pub also: Vec<String>,
    /// Its official name.
    pub name: String,
}

/// An issuer, with what a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuerView {
    /// Its name in addresses of the registry; its identity as it was given when the registry does not know it.
    pub id: String,
    /// Its official name; the same as `id` when the registry does not know it.
    pub name: String,
}

//! What readers of SD-JWT credentials need beside them: the issuers' keys and the type's metadata.

pub mod routes;
mod type_metadata;

pub use type_metadata::type_metadata;

use crate::config::Config;

/// Where the type's metadata lie.
pub const TYPE_PATH: &str = "/vct/certificate";

/// The type of a certificate: the address of its metadata.
pub fn vct(config: &Config) -> String {
    format!("{}{TYPE_PATH}", config.origin)
}

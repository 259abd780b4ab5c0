//! What this registry is.

use puente_wire::registry::Registry;

use super::{Failure, get};

pub async fn registry() -> Result<Registry, Failure> {
    get("/api/v1/registry").await
}

//! Who is logged in.

use puente_wire::session::Session;

use super::{Failure, get, set_csrf};

/// The session, and from then on its token on every write.
pub async fn session() -> Result<Session, Failure> {
    let session: Session = get("/api/v1/session").await?;
    set_csrf(session.csrf.as_deref().unwrap_or_default());
    Ok(session)
}

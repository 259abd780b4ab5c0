//! The own account: log-in, password, second factor, sessions.

use puente_wire::accounts::{
    ChangePassword, ConfirmSecondFactor, LogIn, OpenSessions, RemoveSecondFactor, SecondFactorOffer, StartSecondFactor,
};
use puente_wire::registry::{Demonstration, Registry};
use puente_wire::session::Session;

use super::{Failure, delete, get, post, set_csrf};

/// Logs in; from then on every write carries the session's token.
pub async fn log_in(request: &LogIn) -> Result<Session, Failure> {
    let session: Session = post("/api/v1/session", request).await?;
    set_csrf(session.csrf.as_deref().unwrap_or_default());
    Ok(session)
}

pub async fn log_out() -> Result<(), Failure> {
    delete("/api/v1/session").await
}

pub async fn log_out_everywhere() -> Result<(), Failure> {
    delete("/api/v1/sessions").await
}

pub async fn sessions() -> Result<OpenSessions, Failure> {
    get("/api/v1/sessions").await
}

pub async fn end_session(id: &str) -> Result<(), Failure> {
    delete(&format!("/api/v1/sessions/{id}")).await
}

pub async fn change_password(request: &ChangePassword) -> Result<(), Failure> {
    post("/api/v1/account/password", request).await
}

pub async fn offer_second_factor(request: &StartSecondFactor) -> Result<SecondFactorOffer, Failure> {
    post("/api/v1/account/second-factor", request).await
}

pub async fn confirm_second_factor(request: &ConfirmSecondFactor) -> Result<(), Failure> {
    post("/api/v1/account/second-factor/confirm", request).await
}

pub async fn remove_second_factor(request: &RemoveSecondFactor) -> Result<(), Failure> {
    post("/api/v1/account/second-factor/remove", request).await
}

/// The accounts of a demonstration; nothing in a registry that is none.
pub async fn demonstration() -> Result<Option<Demonstration>, Failure> {
    let registry: Registry = get("/api/v1/registry").await?;
    if registry.demonstration { get("/api/v1/demonstration").await.map(Some) } else { Ok(None) }
}

//! Asking a person's wallet for facts.

use puente_wire::presentations::{NewPresentationRequest, PresentationAnswer, PresentationRequest, ReadAnswer};

use super::{Failure, Once, post, post_once, segment};

pub async fn ask(new: &NewPresentationRequest, once: &Once) -> Result<PresentationRequest, Failure> {
    post_once("/api/v1/presentation-requests", new, once).await
}

/// What became of a request.
pub async fn answer(request: &PresentationRequest) -> Result<PresentationAnswer, Failure> {
    post(&path(request, "answer"), &secret(request)).await
}

/// Takes a request back: no wallet can answer it any more.
pub async fn take_back(request: &PresentationRequest) -> Result<(), Failure> {
    post(&path(request, "cancel"), &secret(request)).await
}

fn path(request: &PresentationRequest, what: &str) -> String {
    format!("/api/v1/presentation-requests/{}/{what}", segment(&request.id))
}

fn secret(request: &PresentationRequest) -> ReadAnswer {
    ReadAnswer { secret: request.secret.clone() }
}

//! An organisation's people, and invitations.

use puente_wire::members::{
    AcceptInvitation, AcceptedInvitation, ChangeRoles, InvitationPreview, Invitations, Invite, IssuedInvitation,
    Members, SigningRule,
};

use super::{Failure, Once, delete, get, post, post_once, put};

pub async fn members(org: &str) -> Result<Members, Failure> {
    get(&format!("/api/v1/orgs/{org}/members")).await
}

pub async fn change_roles(org: &str, id: &str, request: &ChangeRoles) -> Result<(), Failure> {
    put(&format!("/api/v1/orgs/{org}/members/{id}"), request).await
}

pub async fn remove(org: &str, id: &str) -> Result<(), Failure> {
    delete(&format!("/api/v1/orgs/{org}/members/{id}")).await
}

pub async fn set_signing_rule(org: &str, rule: &SigningRule) -> Result<(), Failure> {
    put(&format!("/api/v1/orgs/{org}/signing"), rule).await
}

pub async fn invitations(org: &str) -> Result<Invitations, Failure> {
    get(&format!("/api/v1/orgs/{org}/invitations")).await
}

pub async fn invite(org: &str, request: &Invite, once: &Once) -> Result<IssuedInvitation, Failure> {
    post_once(&format!("/api/v1/orgs/{org}/invitations"), request, once).await
}

pub async fn withdraw(org: &str, id: &str) -> Result<(), Failure> {
    delete(&format!("/api/v1/orgs/{org}/invitations/{id}")).await
}

pub async fn preview(token: &str) -> Result<InvitationPreview, Failure> {
    get(&format!("/api/v1/invitations/{token}")).await
}

pub async fn accept(token: &str, request: &AcceptInvitation) -> Result<AcceptedInvitation, Failure> {
    post(&format!("/api/v1/invitations/{token}"), request).await
}

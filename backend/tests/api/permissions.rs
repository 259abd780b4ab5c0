//! Every endpoint, as nobody, as every role, and as every role of another organisation.
//!
//! The table says which permission an endpoint has; the use case asks for it. Here both are held
//! together: who lacks the permission is refused, who has it is not. Bodies are empty, so "not
//! refused" means any other answer, such as 404 or 422.

use http::Method;
use puente::actor::Permission;
use puente::http::Endpoint;
use puente_wire::session::Role;
use serde_json::json;

use crate::support::{Sender, TestApp};

/// The template with every parameter filled in; `{org}` with the organisation's slug.
fn address(endpoint: &Endpoint, org: &str) -> String {
    let filled = endpoint.path.replace("{org}", org);
    let mut out = String::new();
    let mut rest = filled.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("00000000-0000-7000-8000-000000000000");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

async fn is_refused(test: &TestApp, sender: &Sender, endpoint: &Endpoint, org: &str) -> bool {
    let body = (endpoint.method != Method::GET).then(|| json!({}));
    let answer = test.send(sender, endpoint.method.clone(), &address(endpoint, org), body.as_ref()).await;
    assert_ne!(answer.status.as_u16(), 500, "{} {}: {}", endpoint.method, endpoint.path, answer.text());
    matches!(answer.code().as_str(), "not-signed-in" | "forbidden")
}

/// An organisation in which a role makes sense, and another of the same kind.
const fn homes(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Curator | Role::Reviewer => ("mdt-ec", "stps-mx"),
        Role::CounterOfficer => ("cucuta", "sena"),
        Role::Operator => ("operador", "sena"),
        Role::Assessor | Role::Signatory | Role::OrganisationAdmin => ("sena", "secap"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_refused_wherever_a_log_in_is_needed() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints() {
        let open = matches!(endpoint.permission, Permission::Public | Permission::Holder);
        let refused = is_refused(&test, &Sender::nobody(), &endpoint, "sena").await;
        assert_eq!(refused, !open, "{} {} as nobody", endpoint.method, endpoint.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_is_refused_exactly_where_it_lacks_the_permission() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints() {
        let roles = endpoint.permission.roles();
        if roles.is_empty() {
            continue;
        }
        for role in Role::ALL {
            let (home, _) = homes(role);
            // Anonymous sessions would hide a lost one: each try logs in anew.
            let member = test.member(home, &[role]);
            let refused = is_refused(&test, &member, &endpoint, home).await;
            assert_eq!(refused, !roles.contains(&role), "{} {} as {}", endpoint.method, endpoint.path, role.as_str());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_is_logged_in_reaches_their_own_account() {
    let test = TestApp::demo();
    let own = |endpoint: &Endpoint| endpoint.permission == Permission::SignedIn;
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| own(endpoint)) {
        for role in Role::ALL {
            let member = test.member(homes(role).0, &[role]);
            let refused = is_refused(&test, &member, endpoint, homes(role).0).await;
            assert!(!refused, "{} {} as {}", endpoint.method, endpoint.path, role.as_str());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_role_of_another_organisation_is_refused() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.path.contains("{org}")) {
        for role in endpoint.permission.roles() {
            let (home, other) = homes(*role);
            let stranger = test.member(other, &[*role]);
            assert!(
                is_refused(&test, &stranger, endpoint, home).await,
                "{} {} as {} of another organisation",
                endpoint.method,
                endpoint.path,
                role.as_str()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_without_the_sessions_token_is_refused() {
    let test = TestApp::demo();
    let member = test.member("sena", &Role::ALL);
    let without = Sender { csrf: None, ..member };
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.method != Method::GET) {
        let answer = test.send(&without, endpoint.method.clone(), &address(endpoint, "sena"), Some(&json!({}))).await;
        assert_eq!(answer.code(), "csrf", "{} {}", endpoint.method, endpoint.path);
    }
}

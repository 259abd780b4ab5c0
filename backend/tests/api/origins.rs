//! Pages of other origins: wallets and verifiers of other makers may use the protocols, and nothing else.

use http::Method;

use crate::support::{Sender, TestApp};

/// Every route that a page of another origin may use, beside the catalogues of standards (CASE).
const OPEN: [&str; 17] = [
    "/.well-known/did.json",
    "/.well-known/jwt-vc-issuer/orgs/{slug}",
    "/.well-known/oauth-authorization-server",
    "/.well-known/openid-credential-issuer/orgs/{slug}",
    "/openid4vci/credential",
    "/openid4vci/deferred",
    "/openid4vci/nonce",
    "/openid4vci/notification",
    "/openid4vci/offers/{code}",
    "/openid4vci/token",
    "/openid4vp/requests/{id}",
    "/openid4vp/responses/{id}",
    "/orgs/{slug}/did.json",
    "/status/{slug}/tokens/{list}",
    "/status/{slug}/{list}",
    "/vc-api/identifiers/{did}",
    "/vct/certificate",
];

fn page() -> Sender {
    Sender::nobody().with("origin", "https://wallet.example")
}

#[test]
fn the_protocols_are_open_to_other_origins_and_nothing_else_is() {
    let mut open: Vec<&str> = puente::table::endpoints()
        .iter()
        .filter(|endpoint| endpoint.from_anywhere && !endpoint.path.starts_with("/ims/case/"))
        .map(|endpoint| endpoint.path)
        .collect();
    open.sort_unstable();
    assert_eq!(open, OPEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_origin_asks_before_it_sends_and_reads_even_refusals() {
    let test = TestApp::demo();
    let asked = test.send(&page(), Method::OPTIONS, "/openid4vci/credential", None).await.expect(204);
    assert_eq!(asked.headers["access-control-allow-origin"], "*");
    assert_eq!(asked.headers["access-control-allow-methods"], "POST");
    assert_eq!(asked.headers["access-control-allow-headers"], "authorization, content-type");
    assert!(!asked.headers.contains_key("access-control-allow-credentials"));
    let refused = test.send(&page(), Method::POST, "/openid4vci/credential", None).await.expect(401);
    assert_eq!(refused.headers["access-control-allow-origin"], "*");
    let unknown = test.get(&page(), "/openid4vp/requests/unknown").await.expect(404);
    assert_eq!(unknown.headers["access-control-allow-origin"], "*");
    let list = test.get(&page(), "/vct/certificate").await.expect(200);
    assert_eq!(list.headers["access-control-allow-origin"], "*");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_another_origin_reaches_what_a_session_can_do() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| !endpoint.from_anywhere) {
        let path = endpoint.path.replace(['{', '}', '*'], "");
        let asked = test.send(&page(), Method::OPTIONS, &path, None).await;
        assert!(!asked.headers.contains_key("access-control-allow-origin"), "{path}");
        if endpoint.method == Method::GET {
            let read = test.get(&page(), &path).await;
            assert!(!read.headers.contains_key("access-control-allow-origin"), "{path}");
        }
    }
}

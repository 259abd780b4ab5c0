//! No answer of any test has a media type that the table of endpoints, and so the OpenAPI document,
//! does not name.

use std::sync::OnceLock;

use http::{HeaderMap, Method, StatusCode};
use puente::http::Endpoint;

/// Fails the test when an endpoint answers in a form that its documentation does not know.
pub fn check(method: &Method, path: &str, status: StatusCode, headers: &HeaderMap) {
    let path = path.split('?').next().unwrap_or_default();
    let Some(media) = headers.get("content-type").and_then(|value| value.to_str().ok()) else { return };
    let Some(endpoint) = router().at(path).ok().and_then(|found| found.value.iter().find(|one| one.method == method))
    else {
        return;
    };
    let media = media.split(';').next().unwrap_or_default();
    let failed = status.is_client_error() || status.is_server_error();
    assert!(
        endpoint.answers_with(media, failed),
        "{method} {path} answers {status} with {media}, which its documentation does not name"
    );
}

fn router() -> &'static matchit::Router<Vec<Endpoint>> {
    static ROUTER: OnceLock<matchit::Router<Vec<Endpoint>>> = OnceLock::new();
    ROUTER.get_or_init(|| {
        let mut router = matchit::Router::new();
        let mut paths: Vec<&str> = puente::table::endpoints().iter().map(|endpoint| endpoint.path).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let here = puente::table::endpoints().into_iter().filter(|endpoint| endpoint.path == path).collect();
            router.insert(path, here).unwrap();
        }
        router
    })
}

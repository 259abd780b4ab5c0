//! The screens, embedded: pages, scripts, styles, each with its compressed forms; and the headers
//! that protect every answer.
//!
//! Release builds carry the files; debug builds read `dist/` at run time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName,
    HeaderValue, IF_NONE_MATCH, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, Method, StatusCode};
use puente_wire::problem::Problem;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use warp::reply::Response;

use super::call::typed;
use super::problem::{METHOD_NOT_ALLOWED, NOT_FOUND, problem};

#[derive(RustEmbed)]
#[folder = "../dist"]
#[allow_missing = true]
struct Dist;

/// First segments of the institution's screens.
const STAFF: [&str; 6] = ["login", "invitation", "account", "desk", "workbench", "admin"];
/// The page of what a holder does with certificates.
const HOLDER: &str = "holder.html";

/// The page of a screen's address: each public program has its own (`frontend/src/routes/public.rs`).
fn page_of(name: &str) -> Option<&'static str> {
    let first = name.split('/').next().unwrap_or_default();
    match first {
        "" => Some("index.html"),
        "wallet" if name.trim_end_matches('/') == "wallet" => Some("wallet.html"),
        "wallet" => Some(HOLDER),
        "verify" if name.trim_end_matches('/') == "verify" => Some("verify.html"),
        "verify" | "s" => Some("result.html"),
        _ if STAFF.contains(&first) => Some("staff.html"),
        _ => None,
    }
}

/// First segments that are never a screen.
const MACHINES: [&str; 6] = ["api", "vc-api", "orgs", "status", "ims", ".well-known"];

/// The embedded files and the headers of every answer.
pub struct Assets {
    policy: HeaderValue,
    /// Of the wallet's pages that answer and claim: their protocols lead to other places.
    wallet_policy: HeaderValue,
    https: bool,
}

impl Assets {
    /// Reads the pages once, to allow exactly their inline start scripts.
    pub fn load(https: bool) -> Self {
        let mut hashes: Vec<String> = Dist::iter()
            .filter(|name| name.ends_with(".html"))
            .filter_map(|name| Dist::get(&name))
            .flat_map(|page| inline_scripts(&String::from_utf8_lossy(&page.data)))
            .map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
            .collect();
        hashes.sort();
        hashes.dedup();
        let hashes = hashes.join(" ");
        // Without encryption only where everything runs on one machine.
        let elsewhere = if https { "'self' https:" } else { "'self' https: http://127.0.0.1:* http://localhost:*" };
        Self { policy: policy(&hashes, "'self'"), wallet_policy: policy(&hashes, elsewhere), https }
    }

    /// Sets the headers that every answer has.
    pub fn protect(&self, response: &mut Response) {
        let headers = response.headers_mut();
        headers.entry(CONTENT_SECURITY_POLICY).or_insert_with(|| self.policy.clone());
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
        headers.insert("permissions-policy", HeaderValue::from_static("camera=(self), geolocation=(), microphone=()"));
        if self.https {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
        }
        if !headers.contains_key(CACHE_CONTROL) {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }

    /// A file, a page, or 404.
    pub fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
        let name = path.trim_start_matches('/');
        let first = name.split('/').next().unwrap_or_default();
        let is_file = name.rsplit('/').next().is_some_and(|last| last.contains('.'));
        if MACHINES.contains(&first) {
            return Err(problem(NOT_FOUND));
        }
        if method != Method::GET && method != Method::HEAD {
            return Err(problem(METHOD_NOT_ALLOWED));
        }
        if is_file {
            return file(name, headers, StatusCode::OK).ok_or_else(|| problem(NOT_FOUND));
        }
        let (page, status) = page_of(name).map_or(("index.html", StatusCode::NOT_FOUND), |page| (page, StatusCode::OK));
        let mut response = file(page, headers, status).ok_or_else(|| problem(NOT_FOUND))?;
        if page == HOLDER {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, self.wallet_policy.clone());
        }
        Ok(response)
    }
}

/// What a page may load and run, and which places it may talk to.
fn policy(hashes: &str, connect: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self'; img-src 'self' data: blob:; \
         media-src 'self' blob:; connect-src {connect}; worker-src 'self'; manifest-src 'self'; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

fn file(name: &str, headers: &HeaderMap, status: StatusCode) -> Option<Response> {
    if [".br", ".gz"].iter().any(|ending| name.ends_with(ending)) {
        return None;
    }
    let plain = Dist::get(name)?;
    let etag = format!("\"{}\"", crate::secrets::hex(plain.metadata.sha256_hash().get(..12)?));
    let unchanged = headers.get(IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let (body, encoding) = if unchanged { (Bytes::new(), None) } else { encoded(name, plain.data, headers) };
    let status = if unchanged { StatusCode::NOT_MODIFIED } else { status };
    let mut response = typed(status, "application/octet-stream", body);
    let set = response.headers_mut();
    set.insert(CONTENT_TYPE, HeaderValue::from_str(&media_type(name)).ok()?);
    set.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }),
    );
    set.insert(ETAG, HeaderValue::from_str(&etag).ok()?);
    set.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        set.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    set.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    Some(response)
}

/// The best form that the caller takes and the build made.
fn encoded(name: &str, plain: std::borrow::Cow<'static, [u8]>, headers: &HeaderMap) -> (Bytes, Option<&'static str>) {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').map(str::trim).any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            name.trim() == coding && weight.trim() != "q=0"
        })
    };
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        if takes(coding)
            && let Some(file) = Dist::get(&format!("{name}.{ending}"))
        {
            return (into_bytes(file.data), Some(coding));
        }
    }
    (into_bytes(plain), None)
}

fn into_bytes(data: std::borrow::Cow<'static, [u8]>) -> Bytes {
    match data {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
    }
}

fn media_type(name: &str) -> String {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8".to_owned(),
        "js" => "text/javascript; charset=utf-8".to_owned(),
        "css" => "text/css; charset=utf-8".to_owned(),
        "ftl" | "txt" => "text/plain; charset=utf-8".to_owned(),
        "wasm" => "application/wasm".to_owned(),
        "svg" => "image/svg+xml".to_owned(),
        "png" => "image/png".to_owned(),
        "ico" => "image/x-icon".to_owned(),
        "woff2" => "font/woff2".to_owned(),
        "json" => "application/json".to_owned(),
        "webmanifest" => "application/manifest+json".to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// Whether the name holds the content's hash, as the build writes it: `name-0123456789abcdef.js`.
/// Leading zeros of the 64 bits are left out.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.', '/'])
        .any(|part| (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The contents of every `<script>` without a `src`.
fn inline_scripts(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, body)) = after.split_once('>') else { break };
        let Some((script, next)) = body.split_once("</script>") else { break };
        if !attributes.contains("src=") {
            found.push(script.to_owned());
        }
        rest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("public-0123456789abcdef.js"));
        assert!(is_hashed("public-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("print-ba3a7c3451e8f13.css"));
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("locales/es/common.ftl"));
    }

    #[test]
    fn every_address_has_the_page_of_its_program() {
        let pages = ["", "wallet", "wallet/", "wallet/claim", "verify", "s/abc", "desk/people", "nowhere"].map(page_of);
        let expected = ["index", "wallet", "wallet", "holder", "verify", "result", "staff"];
        let expected: Vec<_> = expected.iter().map(|name| Some(format!("{name}.html"))).chain([None]).collect();
        assert_eq!(pages.map(|page| page.map(str::to_owned)).to_vec(), expected);
    }

    #[test]
    fn inline_scripts_are_found_and_linked_ones_are_not() {
        let page = "<script src=\"/a.js\"></script><script type=\"module\">start()</script>";
        assert_eq!(inline_scripts(page), ["start()"]);
    }
}

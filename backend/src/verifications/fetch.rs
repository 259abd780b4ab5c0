//! Fetching documents of other issuers, without letting their credentials choose what this server
//! talks to: https only, no private address, no redirect, a time limit and a size limit.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use puente_credentials::envelope::{Envelope, Kind};
use puente_credentials::json::{self, Limits};
use puente_credentials::verify::Unavailable;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Url};
use serde_json::Value;

/// How long a document may take, from the first byte sent to the last received.
const PATIENCE: Duration = Duration::from_secs(3);
/// How large a document may be.
const LARGEST: usize = Limits::CREDENTIAL.bytes;

/// Fetches a JSON document. With `loopback`, this machine's own addresses are allowed too, also
/// without TLS; that is for development only.
pub async fn json(url: &str, loopback: bool) -> Result<Value, Unavailable> {
    let accept = "application/json, application/did+json, */*;q=0.1";
    let body = bytes(url, accept, loopback).await?;
    json::parse(&body, Limits::CREDENTIAL).map_err(|_| Unavailable::Malformed)
}

/// Fetches a credential: JSON, or a token (`application/vc+jwt`), which comes in its envelope.
pub async fn credential(url: &str, loopback: bool) -> Result<Value, Unavailable> {
    let accept = "application/vc, application/vc+jwt;q=0.9, application/json;q=0.9, */*;q=0.1";
    let body = bytes(url, accept, loopback).await?;
    match std::str::from_utf8(&body).map(str::trim) {
        Ok(token) if is_token(token) => Ok(Envelope::around(token, Kind::Credential)),
        _ => json::parse(&body, Limits::CREDENTIAL).map_err(|_| Unavailable::Malformed),
    }
}

/// Three parts in base64url (RFC 7515, section 7.1); JSON never looks like that.
fn is_token(text: &str) -> bool {
    let of_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.split('.').count() == 3 && text.split('.').all(|part| !part.is_empty() && part.bytes().all(of_part))
}

/// Fetches a text, in the same way.
pub async fn text(url: &str, accept: &str, loopback: bool) -> Result<String, Unavailable> {
    String::from_utf8(bytes(url, accept, loopback).await?).map_err(|_| Unavailable::Malformed)
}

async fn bytes(url: &str, accept: &str, loopback: bool) -> Result<Vec<u8>, Unavailable> {
    let url = allowed(url, loopback).ok_or(Unavailable::Unreachable)?;
    let client = client(loopback).ok_or(Unavailable::Unreachable)?;
    let mut response = client.get(url).header("accept", accept).send().await.map_err(|_| Unavailable::Unreachable)?;
    if !response.status().is_success() {
        return Err(Unavailable::Unreachable);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Unavailable::Unreachable)? {
        if body.len() + chunk.len() > LARGEST {
            return Err(Unavailable::Malformed);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The address, if it may be asked as far as can be told before its name is looked up.
fn allowed(url: &str, loopback: bool) -> Option<Url> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let literal: Option<IpAddr> = host.parse().ok();
    let own = literal.is_some_and(|address| address.is_loopback()) || host == "localhost";
    let scheme_ok = url.scheme() == "https" || (loopback && own && url.scheme() == "http");
    let address_ok = literal.is_none_or(|address| may_be_asked(address, loopback));
    (scheme_ok && address_ok).then_some(url)
}

fn client(loopback: bool) -> Option<&'static Client> {
    static CLIENTS: [OnceLock<Option<Client>>; 2] = [OnceLock::new(), OnceLock::new()];
    let slot = CLIENTS.get(usize::from(loopback))?;
    slot.get_or_init(|| {
        Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .dns_resolver(Arc::new(Filtering { loopback }))
            .user_agent(concat!("puente/", env!("CARGO_PKG_VERSION")))
            .build()
            .ok()
    })
    .as_ref()
}

/// Looks names up and leaves out every address that may not be asked; the connection goes to one of
/// these addresses, so that a name cannot change its meaning in between.
struct Filtering {
    loopback: bool,
}

impl Resolve for Filtering {
    fn resolve(&self, name: Name) -> Resolving {
        let loopback = self.loopback;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|found| may_be_asked(found.ip(), loopback)).collect();
            if allowed.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether a connection to this address may be opened at all.
fn may_be_asked(address: IpAddr, loopback: bool) -> bool {
    (loopback && address.is_loopback()) || is_public(address)
}

/// Whether an address belongs to the public Internet (IANA special-purpose address registries,
/// RFC 6890 and its updates).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4() {
        return is_public_v4(mapped);
    }
    match address.segments() {
        // NAT64 and 6to4 carry an IPv4 address.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_v4(v4_in(high, low)),
        // NAT64 for local use, Teredo, benchmarking, ORCHID, documentation.
        [0x64, 0xff9b, ..] | [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // Global unicast; everything else is local, multicast or reserved.
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// The IPv4 address in two segments of an IPv6 address.
fn v4_in(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_asked() {
        for public in ["8.8.8.8", "186.154.1.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for special in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "2001::1",
            "2001:db8::1",
            "100::1",
            "5f00::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }

    #[test]
    fn an_address_is_https_and_names_nobody_inside() {
        assert!(allowed("https://example.org/orgs/x/did.json", false).is_some());
        for refused in [
            "http://example.org/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://127.1/",
            "https://①②⑦.0.0.1/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[fe80::1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://user@example.org/",
            "file:///etc/passwd",
            "gopher://example.org/",
            "https://",
            "did.json",
        ] {
            assert!(allowed(refused, false).is_none(), "{refused}");
        }
        assert!(allowed("http://127.0.0.1:8080/", true).is_some());
        assert!(allowed("http://10.0.0.1/", true).is_none());
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_followed() {
        for url in ["https://localhost:1/did.json", "https://LOCALHOST:1/", "https://localhost.:1/"] {
            assert_eq!(json(url, false).await, Err(Unavailable::Unreachable), "{url}");
        }
    }

    /// A server that gives every caller the same bytes, then keeps the connection open.
    async fn server(answer: Vec<u8>) -> String {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 2048];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(&answer).await;
                open.push(stream);
            }
        });
        format!("http://{address}/did.json")
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
    }

    #[tokio::test]
    async fn a_document_is_fetched_and_one_that_leads_elsewhere_is_not() {
        let good = server(answer("200 OK", br#"{"id": "did:web:a"}"#)).await;
        assert_eq!(json(&good, true).await, Ok(serde_json::json!({"id": "did:web:a"})));
        for head in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
            let redirect = server(answer(&format!("{head}\r\nlocation: {good}"), b"{}")).await;
            assert_eq!(json(&redirect, true).await, Err(Unavailable::Unreachable), "{head}");
        }
        let missing = server(answer("404 Not Found", b"{}")).await;
        assert_eq!(json(&missing, true).await, Err(Unavailable::Unreachable));
        let twice = server(answer("200 OK", br#"{"id": "a", "id": "b"}"#)).await;
        assert_eq!(json(&twice, true).await, Err(Unavailable::Malformed));
        // Nothing is unpacked on the way, so that nothing can grow on the way.
        let packed = server(answer("200 OK\r\ncontent-encoding: gzip", b"\x1f\x8b\x08\x00")).await;
        assert_eq!(json(&packed, true).await, Err(Unavailable::Malformed));
    }

    #[tokio::test]
    async fn a_document_that_is_too_large_or_too_slow_is_let_go() {
        let declared = server(answer("200 OK", &vec![b' '; LARGEST + 1])).await;
        assert_eq!(json(&declared, true).await, Err(Unavailable::Malformed));
        let mut chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
        for _ in 0..=LARGEST / 4096 {
            chunked.extend_from_slice(b"1000\r\n");
            chunked.extend_from_slice(&[b' '; 4096]);
            chunked.extend_from_slice(b"\r\n");
        }
        assert_eq!(json(&server(chunked).await, true).await, Err(Unavailable::Malformed));
        // Says that more will come, which never does.
        let waiting = server(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec()).await;
        let silent = server(Vec::new()).await;
        let (waiting, silent) = tokio::join!(json(&waiting, true), json(&silent, true));
        assert_eq!((waiting, silent), (Err(Unavailable::Unreachable), Err(Unavailable::Unreachable)));
    }
}

//! Related resources: what a credential points to, and the digest it must have (VC Data Model v2.0,
//! section 5.3).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::{Result, StructureError, is_url, list};
use crate::keys::base58btc;

/// Resources whose bytes are published once and for all, with their SHA-256 and SHA-384 (VC Data
/// Model v2.0, appendix B.1; v1.1, appendix B.1).
const KNOWN: [(&str, &str, Option<&str>); 2] = [
    (
        super::CREDENTIALS_V2,
        "WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
        Some("l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"),
    ),
    (super::CREDENTIALS_V1, "q03dmlMXWIB6eaW0UFENYa6NFH6rlmzJogDAcJWwzcw=", None),
];

/// Every entry has an address of its own and a digest; the digest is the right one where the
/// resource is known here.
pub(super) fn check(credential: &Value) -> Result {
    let wrong = StructureError::Property("relatedResource");
    let Some(resources) = credential.get("relatedResource").map(list) else {
        return Ok(());
    };
    let ids: Vec<&str> = resources.iter().filter_map(|resource| resource.get("id")?.as_str()).collect();
    let unique = ids.iter().enumerate().all(|(at, id)| is_url(id) && !ids.iter().take(at).any(|other| other == id));
    let ok = !resources.is_empty() && ids.len() == resources.len() && unique && resources.iter().all(is_resource);
    ok.then_some(()).ok_or(wrong)
}

fn is_resource(resource: &Value) -> bool {
    let digests = ["digestSRI", "digestMultibase"].map(|name| resource.get(name));
    let known = resource.get("id").and_then(Value::as_str).and_then(|id| KNOWN.iter().find(|(url, ..)| *url == id));
    digests.iter().any(Option::is_some)
        && resource.get("mediaType").is_none_or(Value::is_string)
        && digests[0].is_none_or(|digest| digest.as_str().is_some_and(|text| sri_holds(text, known)))
        && digests[1].is_none_or(|digest| digest.as_str().is_some_and(|text| multibase_holds(text, known)))
}

type Known<'a> = Option<&'a (&'static str, &'static str, Option<&'static str>)>;

/// Subresource integrity: `sha256-…`, `sha384-…` or `sha512-…`, perhaps several.
fn sri_holds(text: &str, known: Known) -> bool {
    let holds = |digest: &str| {
        let Some((algorithm, value)) = digest.split_once('-') else { return false };
        let bytes = STANDARD.decode(value).map_or(0, |bytes| bytes.len());
        match algorithm {
            "sha256" => bytes == 32 && known.is_none_or(|(_, sha256, _)| *sha256 == value),
            "sha384" => bytes == 48 && known.is_none_or(|(.., sha384)| sha384.is_none_or(|sha384| sha384 == value)),
            "sha512" => bytes == 64,
            _ => false,
        }
    };
    !text.trim().is_empty() && text.split_whitespace().all(holds)
}

/// Multibase (`u…` or `z…`): a digest of SHA-256, SHA-384 or SHA-512, bare or as a multihash.
fn multibase_holds(text: &str, known: Known) -> bool {
    let bytes = match text.strip_prefix('u') {
        Some(digits) => URL_SAFE_NO_PAD.decode(digits).ok(),
        None => base58btc(text, 128),
    };
    let Some(bytes) = bytes else { return false };
    let digest = match bytes.split_at_checked(2) {
        Some(([0x12, length @ 32] | [0x20, length @ 48] | [0x13, length @ 64], rest))
            if rest.len() == usize::from(*length) =>
        {
            rest
        }
        _ => &bytes,
    };
    let encoded = STANDARD.encode(digest);
    match digest.len() {
        32 => known.is_none_or(|(_, sha256, _)| *sha256 == encoded),
        48 => known.is_none_or(|(.., sha384)| sha384.is_none_or(|sha384| sha384 == encoded)),
        64 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn checked(resources: &Value) -> bool {
        check(&json!({ "relatedResource": resources })).is_ok()
    }

    #[test]
    fn a_digest_must_be_the_one_of_the_published_context() {
        let v2 = super::super::CREDENTIALS_V2;
        let sri = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU";
        let multibase = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ";
        assert!(checked(&json!({"id": v2, "digestSRI": sri, "digestMultibase": multibase})));
        assert!(checked(&json!([{"id": v2, "digestSRI": sri}, {"id": "urn:a", "digestMultibase": multibase}])));
        for (code, length) in [(0x12, 32), (0x20, 48), (0x13, 64)] {
            let multihash = [vec![code, length], vec![7; usize::from(length)]].concat();
            let multihash = format!("u{}", URL_SAFE_NO_PAD.encode(multihash));
            assert!(checked(&json!({"id": "urn:a", "digestMultibase": multihash})), "{code}");
        }
        for wrong in [
            json!({"id": v2, "digestSRI": sri.replace("YU", "YA")}),
            json!({"id": v2, "digestMultibase": multibase.replace("zQ", "zA")}),
            json!({"id": v2, "digestSRI": "sha384-short"}),
            json!({"id": v2, "digestSRI": "md5-WZVc"}),
            json!({"id": v2, "digestMultibase": "WZVc"}),
            json!({"id": "urn:a", "digestMultibase": "uZTQ0MjM1NiAgcmVwb3J0cy9yZXBvcnQtb2YtdG9kYXkuanNvbgo"}),
            json!({"id": v2, "digestMultibase": 5}),
            json!({"id": v2, "digestSRI": sri, "mediaType": 5}),
            json!([]),
            json!("urn:a"),
            json!([{"id": v2, "digestSRI": sri}, {"id": v2, "digestSRI": sri}]),
        ] {
            assert!(!checked(&wrong), "{wrong}");
        }
    }

    #[test]
    fn the_digests_known_here_are_those_that_are_published() {
        let hex = "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc";
        let bytes: Vec<u8> = (0..64).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        assert_eq!(KNOWN[1].1, STANDARD.encode(bytes));
    }
}

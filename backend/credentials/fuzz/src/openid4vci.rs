//! Any text as the link of an offer, any JSON as an offer and as what an issuer says about itself: nothing of the
//! wallet's goes to an address that is none, or to another host than the issuer's for its metadata.

use puente_credentials::openid4vci::{Issuer, Link, Offer, host_of, is_address};
use serde_json::Value;

/// Holds it of any text.
pub fn holds(text: &str) {
    match Link::read(text) {
        Some(Link::Value(value)) => {
            Offer::read(&value);
        }
        Some(Link::Reference(address)) => assert!(is_address(&address)),
        None => {}
    }
    if let Some(url) = Issuer::metadata_url(text) {
        assert_eq!(host_of(&url), host_of(text));
        assert!(is_address(&url) && url.contains("/.well-known/openid-credential-issuer"));
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let offer = Offer::read(&value);
    if let Some(offer) = &offer {
        assert!(is_address(&offer.issuer) && !offer.host().is_empty());
    }
    let Some(address) = value.get("credential_issuer").and_then(Value::as_str) else { return };
    let Some(issuer) = Issuer::read(&value, address) else { return };
    let others = [&issuer.nonce_endpoint, &issuer.deferred_endpoint, &issuer.notification_endpoint];
    assert!(is_address(&issuer.credential_endpoint) && others.into_iter().flatten().all(|other| is_address(other)));
    assert!(issuer.name("es").is_none_or(|name| name.chars().count() <= 200));
    if let Some(offer) = offer {
        let taken = issuer.taken(&offer);
        assert!(taken.iter().filter(|one| one.in_part).count() <= 1 && taken.len() <= 2);
        assert!(issuer.server_url(&offer).is_none_or(|url| is_address(&url)));
    }
}

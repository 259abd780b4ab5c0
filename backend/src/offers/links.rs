//! An offer for wallets of any maker, and the links that lead to it (OpenID4VCI, section 4.1).

use serde_json::{Value, json};

use crate::config::Config;
use crate::issuers::address_of;
use crate::openid4vci::{DATA_INTEGRITY, GRANT_TYPE, SD_JWT};

/// Where the offer of a code lies.
const OFFER_PATH: &str = "/openid4vci/offers/";

/// The credential offer of a body (section 4.1.1).
pub(crate) fn credential_offer(config: &Config, slug: &str, code: &str) -> Value {
    json!({
        "credential_issuer": address_of(config, slug),
        "credential_configuration_ids": [SD_JWT, DATA_INTEGRITY],
        "grants": {
            GRANT_TYPE: {
                "pre-authorized_code": code,
                "tx_code": {"input_mode": "numeric", "length": 6},
            }
        }
    })
}

/// By reference (section 4.1.3): short enough for any QR code, and read when it is used.
pub(super) fn by_reference(config: &Config, code: &str) -> String {
    link("credential_offer_uri", &format!("{}{OFFER_PATH}{code}", config.origin))
}

/// By value (section 4.1.2): for wallets that fetch nothing from an address they do not know.
pub(super) fn by_value(config: &Config, slug: &str, code: &str) -> String {
    link("credential_offer", &credential_offer(config, slug, code).to_string())
}

fn link(name: &str, value: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    format!("openid-credential-offer://?{query}")
}

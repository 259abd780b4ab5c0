//! Claim offers: how a certificate gets from the institution onto the person's phone.
//!
//! The institution hands over a link (or its QR code) and, apart from it, a PIN. The wallet shows
//! the preview, asks for the PIN, and claims with a signature of its own key.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::standards::LangMap;

codes! {
    /// Where an offer stands. Message ids: `offer-state-<code>`.
    OfferState {
        /// It can be claimed.
        Open = "open",
        /// Its days are over.
        Expired = "expired",
        /// The PIN was wrong too often.
        Locked = "locked",
        /// The institution made a newer one, or took the certificate back.
        Withdrawn = "withdrawn",
        /// The certificate is suspended for now.
        Suspended = "suspended",
        /// The certificate is on a phone.
        Claimed = "claimed",
    }
}

/// An offer as the institution sees it, without the PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// The address the phone opens, `https://…/wallet/claim#<code>`.
    pub link: String,
    /// The same offer for wallets of other makers, `openid-credential-offer://…`, by reference (OpenID4VCI,
    /// section 4.1.3).
    pub wallet_link: String,
    /// The same link with the offer in it (section 4.1.2).
    pub wallet_link_by_value: String,
    /// The code alone, to type or paste.
    pub code: String,
    /// Where it stands.
    pub state: OfferState,
    /// Until when it can be claimed.
    pub expires_at: DateTime<Utc>,
    /// How many wrong PINs are left.
    pub attempts_left: u32,
}

/// A new offer, with the PIN that is told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewOffer {
    /// The offer.
    pub offer: Offer,
    /// Six digits. The registry keeps its keyed hash only.
    pub pin: String,
}

impl std::fmt::Debug for NewOffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewOffer").finish_non_exhaustive()
    }
}

/// `GET /api/v1/offers/{code}`: what is offered, for whoever has the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferPreview {
    /// Where it stands.
    pub state: OfferState,
    /// The body, by its name in the registry.
    pub issuer_name: String,
    /// The body's country, ISO 3166-1 alpha-2.
    pub issuer_country: String,
    /// Initials of the person, so that they see it is theirs; nobody else learns a name.
    pub holder_initials: String,
    /// Code of the standard as people write it.
    pub standard_code: String,
    /// Title of the standard.
    pub title: LangMap,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day of validity; absent when it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// Until when it can be claimed.
    pub expires_at: DateTime<Utc>,
    /// How many wrong PINs are left.
    pub attempts_left: u32,
}

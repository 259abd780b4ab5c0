//! Why nothing was received, in words.

use yew::AttrValue;

use crate::i18n::T;
use crate::wallet::claiming::ClaimError;

/// Why nothing was received, in words.
pub(super) fn claim_trouble(t: &T, error: &ClaimError) -> AttrValue {
    match error {
        ClaimError::Failed(failure) => t.failure(failure),
        ClaimError::NoOffer => t.text("claim-no-offer"),
        ClaimError::NothingKnown => t.text("claim-nothing-known"),
        ClaimError::WrongPin => t.text("claim-wrong-pin"),
        ClaimError::Denied => t.text("claim-denied"),
        ClaimError::NotOurs => t.text("claim-not-ours"),
    }
}

//! Challenges: `<end>.<random>.<keyed hash of both>`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use puente_wire::holders::HolderChallenge;
use subtle::ConstantTimeEq;

use crate::secrets::{SecretError, Secrets, random};

/// How long a wallet has to sign.
const LIFETIME: Duration = Duration::minutes(5);
const PURPOSE: &str = "holder-challenge";

/// A new challenge. Nothing is stored.
pub fn make(secrets: &Secrets, now: DateTime<Utc>) -> Result<HolderChallenge, SecretError> {
    let expires_at = now + LIFETIME;
    let body = format!("{}.{}", expires_at.timestamp(), URL_SAFE_NO_PAD.encode(random::<16>()?));
    let hash = secrets.keyed_hash(PURPOSE, &body);
    Ok(HolderChallenge { challenge: format!("{body}.{hash}"), expires_at })
}

/// Until when a challenge of this registry can be used; nothing when it is another's.
pub(crate) fn end_of(secrets: &Secrets, challenge: &str) -> Option<DateTime<Utc>> {
    if challenge.len() > 200 {
        return None;
    }
    let (body, hash) = challenge.rsplit_once('.')?;
    let ours = secrets.keyed_hash(PURPOSE, body);
    if !bool::from(ours.as_bytes().ct_eq(hash.as_bytes())) {
        return None;
    }
    let (end, _) = body.split_once('.')?;
    DateTime::from_timestamp(end.parse().ok()?, 0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn only_a_challenge_of_this_registry_has_an_end() {
        let secrets = Secrets::new([7; 32]);
        let now = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        let made = make(&secrets, now).unwrap();
        assert_eq!(end_of(&secrets, &made.challenge), Some(made.expires_at));
        assert_eq!(end_of(&Secrets::new([8; 32]), &made.challenge), None);
        let later = made.challenge.replacen('1', "9", 1);
        assert_eq!(end_of(&secrets, &later), None);
        assert_eq!(end_of(&secrets, "nonsense"), None);
    }
}

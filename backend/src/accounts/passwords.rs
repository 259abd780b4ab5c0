//! Passwords: Argon2id with the parameters that OWASP's Password Storage Cheat Sheet gives
//! (19 MiB, two passes, one lane).

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

/// Characters a password must have; longer is better than stranger (NIST SP 800-63B, 3.1.1.2).
pub const MIN_LENGTH: usize = 12;
/// Characters a password may have.
pub const MAX_LENGTH: usize = 200;

static TURNS: Semaphore = Semaphore::const_new(4);

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// The hash to keep, as a PHC string. `None` only when the system gives no randomness.
pub fn hash(password: &str) -> Option<String> {
    hasher().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether this is the password. Takes the same time for an account that does not exist, when
/// called with [`nobody`].
pub fn is_right(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// [`is_right`] on a thread of its own. A few at a time: each takes 19 MiB. `None` when the server
/// is stopping.
pub async fn check(password: String, hash: String) -> Option<bool> {
    let _turn = TURNS.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || is_right(&password, &hash)).await.ok()
}

/// [`hash`] on a thread of its own, a few at a time.
pub async fn hash_new(password: String) -> Option<String> {
    let _turn = TURNS.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || hash(&password)).await.ok()?
}

/// A hash that no password has.
pub const fn nobody() -> &'static str {
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_is_right() {
        let kept = hash("correcto caballo bateria").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("correcto caballo bateria", &kept));
        assert!(!is_right("correcto caballo bateriA", &kept));
        assert!(!is_right("", nobody()));
    }
}

//! Random bytes from the system.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Fills with bytes from the system's generator.
///
/// # Panics
/// When the browser has no generator: nothing that is kept secret may go on without one.
#[expect(clippy::expect_used, reason = "every browser that runs WebAssembly has crypto.getRandomValues")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the browser offers random numbers");
    bytes
}

/// 128 random bits as URL-safe text.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<16>())
}

//! Any text as the copy of a wallet: what is read keeps a phone busy for seconds at most, and is written again as
//! it was.

use puente_credentials::wallet_copy::WalletCopy;

/// Holds it of any text.
pub fn holds(text: &str) {
    let Ok(copy) = WalletCopy::read(text) else { return };
    assert!(copy.kdf.m <= 262_144 && copy.kdf.t <= 10 && copy.kdf.p <= 4 && copy.salt.len() >= 16);
    if let Some(file) = WalletCopy::write(&copy.protected, &copy.sealed) {
        assert_eq!(WalletCopy::read(&file), Ok(copy));
    }
}

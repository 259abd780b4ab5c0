//! Bringing a certificate into the wallet.

use puente_wire::claims::{ClaimRequest, claim_text};

use super::keys;
use super::store::{self, Kept};
use crate::api::{self, Failure};
use crate::browser::page;

/// Claims with the wallet's key; the certificate is on the device when this returns.
pub async fn claim(code: &str, pin: &str) -> Result<Kept, Failure> {
    let key = keys::current().await?;
    let proof = key.sign(&claim_text(code, key.did())).await?;
    let request = ClaimRequest { code: code.to_owned(), pin: pin.to_owned(), holder: key.did().to_owned(), proof };
    let claimed = api::claims::claim(&request).await?;
    let kept = Kept { id: claimed.certificate_id, credential: claimed.credential, received_at: page::now() };
    store::keep_certificate(&kept).await?;
    Ok(kept)
}

/// The code in what a person pasted or a QR code said: the code itself, or a link that has it in
/// its fragment (`…/wallet/claim#code=…`) or at the end of its path (`…/wallet/claim/…`).
pub fn code_in(text: &str) -> Option<String> {
    let text = text.trim();
    let code = match text.split_once("#code=") {
        Some((_, code)) => code.split('&').next().unwrap_or_default(),
        None => match text.split_once("/wallet/claim/") {
            Some((_, rest)) => rest.split(['?', '#', '/']).next().unwrap_or_default(),
            None => text,
        },
    };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    ((6..=100).contains(&code.len()) && code.bytes().all(fits)).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn a_code_is_found_in_a_link_and_alone() {
        let code = Some("AB12-CD34_x".to_owned());
        assert_eq!(code_in("AB12-CD34_x"), code);
        assert_eq!(code_in("  https://r.example/wallet/claim#code=AB12-CD34_x\n"), code);
        assert_eq!(code_in("https://r.example/wallet/claim/AB12-CD34_x?lang=pt"), code);
        assert_eq!(code_in("https://other.example/"), None);
        assert_eq!(code_in("short"), None);
        assert_eq!(code_in(""), None);
    }
}

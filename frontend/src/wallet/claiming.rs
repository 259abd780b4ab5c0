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

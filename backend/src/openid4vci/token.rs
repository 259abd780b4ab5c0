//! The token endpoint (section 6): a code and its PIN become access to one offer.

use chrono::Duration;
use serde_json::{Value, json};

use super::errors::{Refusal, refuse, token_refusal};
use super::{GRANT_TYPE, store};
use crate::app::App;
use crate::offers::{self, wallets};
use crate::secrets::new_token;

/// How long a wallet has to fetch what it was granted.
const LIFETIME: Duration = Duration::minutes(15);

/// How many bytes a parameter may have.
const LONGEST: usize = 200;

/// What a wallet sends.
struct Request {
    code: String,
    pin: String,
}

/// Grants access. A wallet whose connection broke may redeem its code again: the token it did not
/// use ends, and a certificate that was given goes to the same key only.
pub(super) async fn grant(app: &App, body: &[u8]) -> Result<Value, Refusal> {
    let Request { code, pin } = read(body)?;
    let (token, now) = (new_token()?, app.clock.now());
    let (app_in, granted) = (app.clone(), token.clone());
    let redeem = move |conn: &mut _| {
        // The outer result decides what is committed: a wrong PIN must be counted.
        let offer = wallets::redeem(conn, &app_in, &code, &pin, now);
        if let Ok(offer) = &offer {
            store::insert(conn, &granted, offer, now + LIFETIME, now)?;
        }
        Ok::<_, offers::Error>(offer)
    };
    app.db.write(redeem).await?.map_err(token_refusal)?;
    Ok(json!({"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME.num_seconds()}))
}

fn read(body: &[u8]) -> Result<Request, Refusal> {
    let mut fields = std::collections::BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        if fields.insert(name.into_owned(), value.into_owned()).is_some() {
            return Err(refuse("invalid_request", "a parameter is there twice"));
        }
    }
    match fields.get("grant_type").map(String::as_str) {
        Some(GRANT_TYPE) => {}
        Some(_) => return Err(refuse("unsupported_grant_type", GRANT_TYPE)),
        None => return Err(refuse("invalid_request", "grant_type is missing")),
    }
    let mut take = |name: &str| match fields.remove(name).filter(|value| !value.is_empty()) {
        None => Err(refuse("invalid_request", format!("{name} is missing"))),
        Some(value) if value.len() > LONGEST => Err(refuse("invalid_request", format!("{name} is too long"))),
        Some(value) => Ok(value),
    };
    let (code, pin) = (take("pre-authorized_code")?, take("tx_code")?);
    Ok(Request { code, pin: pin.chars().filter(|c| !c.is_whitespace()).collect() })
}

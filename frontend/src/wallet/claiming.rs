//! Bringing certificates into the wallet (OpenID4VCI): from this registry and from issuers elsewhere
//! in the same way, in both forms, at once or when they are signed.

use chrono::TimeDelta;
use puente_credentials::jose::sha256;
use puente_credentials::openid4vci::{Configuration, GRANT_TYPE, Issuer, Link, Offer, host_of, is_address};
use puente_credentials::sd_jwt::{self, SdJwt};
use puente_wire::verification::CertificateFacts;
use serde_json::{Value, json};

use super::keys::{self, WalletKey};
use super::store::{self, Kept, KeptPromise};
use crate::api::Failure;
use crate::api::elsewhere::{self, Answer};
use crate::browser::indexed_db::StorageError;
use crate::browser::page;

/// Seconds between two questions about a promised certificate, unless its issuer says otherwise.
const INTERVAL: i64 = 300;

/// Why nothing was received.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimError {
    /// No network, no storage, or an answer that cannot be read.
    Failed(Failure),
    /// Not an offer, or one that needs a log-in at the issuer.
    NoOffer,
    /// None of what is offered has a form that this wallet knows.
    NothingKnown,
    /// Code and PIN do not fit, or the code was used.
    WrongPin,
    /// The issuer does not give it to this wallet.
    Denied,
    /// What came is not for this wallet's key.
    NotOurs,
}

impl From<Failure> for ClaimError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<StorageError> for ClaimError {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<keys::KeyError> for ClaimError {
    fn from(error: keys::KeyError) -> Self {
        Self::Failed(error.into())
    }
}

/// An offer, with what its issuer says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    pub offer: Offer,
    pub issuer: Issuer,
    raw: Value,
}

impl Offered {
    /// The issuer by its own words, or its host.
    pub fn issuer_name(&self, language: &str) -> String {
        self.issuer.name(language).unwrap_or_else(|| self.offer.host()).to_owned()
    }

    /// What is offered, by the issuer's words.
    pub fn title(&self, language: &str) -> Option<String> {
        self.issuer.taken(&self.offer).first()?.name(language).map(str::to_owned)
    }
}

/// What claiming came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// It is on the device.
    Kept(Box<Kept>),
    /// It is not signed yet; the wallet asks again.
    Promised(KeptPromise),
}

/// The link of one of this registry's own offers.
pub fn own_link(code: &str) -> String {
    let address = format!("{}/openid4vci/offers/{code}", page::origin());
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("credential_offer_uri", &address).finish();
    format!("openid-credential-offer://?{query}")
}

/// The code of an own offer in a link for wallets, which people get shown with more words here.
pub fn own_code(link: &str) -> Option<String> {
    let Link::Reference(address) = Link::read(link)? else { return None };
    address.strip_prefix(&format!("{}/openid4vci/offers/", page::origin())).map(str::to_owned)
}

/// Reads an offer's link, and asks its issuer what it is.
pub async fn read(link: &str) -> Result<Offered, ClaimError> {
    let raw = match Link::read(link).ok_or(ClaimError::NoOffer)? {
        Link::Value(value) => value,
        Link::Reference(address) => {
            let answer = elsewhere::json(&address).await?;
            if answer.is_good() { answer.body } else { return Err(ClaimError::NoOffer) }
        }
    };
    of_value(raw).await
}

async fn of_value(raw: Value) -> Result<Offered, ClaimError> {
    let offer = Offer::read(&raw).ok_or(ClaimError::NoOffer)?;
    let address = Issuer::metadata_url(&offer.issuer).ok_or(ClaimError::NoOffer)?;
    let metadata = elsewhere::json(&address).await?;
    let issuer = Issuer::read(&metadata.body, &offer.issuer).ok_or(ClaimError::NoOffer)?;
    if issuer.taken(&offer).is_empty() {
        return Err(ClaimError::NothingKnown);
    }
    Ok(Offered { offer, issuer, raw })
}

/// Claims an offer; what was received is on the device when this returns.
pub async fn claim(offered: &Offered, pin: &str, language: &str) -> Result<Claimed, ClaimError> {
    let token = redeem(offered, pin).await?;
    let key = keys::current().await?;
    let issuer = &offered.issuer;
    let taken = issuer.taken(&offered.offer);
    let Some(first) = taken.first() else { return Err(ClaimError::NothingKnown) };
    let answer = ask(issuer, first, &token, &key).await?;
    if answer.status == 202 {
        let promise = promise(offered, first, &token, &answer, language).ok_or(ClaimError::Denied)?;
        store::keep_promise(&promise).await?;
        return Ok(Claimed::Promised(promise));
    }
    receive(offered, first, &token, &key, &answer).await.map(|kept| Claimed::Kept(Box::new(kept)))
}

/// The access token for a code and its PIN.
async fn redeem(offered: &Offered, pin: &str) -> Result<String, ClaimError> {
    let address = offered.issuer.server_url(&offered.offer).ok_or(ClaimError::NoOffer)?;
    let server = elsewhere::json(&address).await?;
    let endpoint = server.member("token_endpoint").filter(|address| is_address(address)).ok_or(ClaimError::NoOffer)?;
    let mut pairs = vec![("grant_type", GRANT_TYPE), ("pre-authorized_code", offered.offer.code.as_str())];
    if offered.offer.pin.is_some() {
        pairs.push(("tx_code", pin));
    }
    let granted = elsewhere::form(endpoint, &pairs).await?;
    match granted.member("access_token") {
        Some(token) if granted.is_good() => Ok(token.to_owned()),
        _ => Err(ClaimError::WrongPin),
    }
}

/// Asks for one form, with a proof of the wallet's key.
async fn ask(
    issuer: &Issuer,
    configuration: &Configuration,
    token: &str,
    key: &WalletKey,
) -> Result<Answer, ClaimError> {
    let nonce = match &issuer.nonce_endpoint {
        Some(endpoint) => elsewhere::form(endpoint, &[]).await?.member("c_nonce").map(str::to_owned),
        None => None,
    };
    let signing = key.signing().await?;
    let proof = issuer.proof(configuration, nonce.as_deref(), &signing, page::now());
    let proof = proof.map_err(|_| ClaimError::Failed(Failure::Storage))?;
    let request = json!({"credential_configuration_id": configuration.id, "proofs": {"jwt": [proof]}});
    let answer = elsewhere::post(&issuer.credential_endpoint, Some(token), &request).await?;
    if answer.is_good() { Ok(answer) } else { Err(ClaimError::Denied) }
}

/// Keeps what came, with the other form where the issuer has it, and tells the issuer.
async fn receive(
    offered: &Offered,
    first: &Configuration,
    token: &str,
    key: &WalletKey,
    answer: &Answer,
) -> Result<Kept, ClaimError> {
    let issuer = &offered.issuer;
    let mut answers = vec![(first.in_part, answer.clone())];
    for other in issuer.taken(&offered.offer).into_iter().filter(|other| other.id != first.id) {
        // One form is a certificate; the other is a convenience.
        if let Ok(answer) = ask(issuer, other, token, key).await {
            answers.push((other.in_part, answer));
        }
    }
    let given = |in_part: bool| {
        let (_, answer) = answers.iter().find(|(form, _)| *form == in_part)?;
        answer.body.pointer("/credentials/0/credential").cloned()
    };
    let kept = kept(given(false), given(true), key.did(), &offered.offer.issuer);
    let event = if kept.is_some() { "credential_accepted" } else { "credential_failure" };
    if let Some(kept) = &kept {
        store::keep_certificate(kept).await?;
    }
    for (_, answer) in &answers {
        if let (Some(endpoint), Some(id)) = (&issuer.notification_endpoint, answer.member("notification_id")) {
            let said = json!({"notification_id": id, "event": event});
            // The certificate is here, whether the issuer hears of it or not.
            drop(elsewhere::post(endpoint, Some(token), &said).await);
        }
    }
    kept.ok_or(ClaimError::NotOurs)
}

/// A certificate for the wallet to keep, if every form of it is for this wallet's key.
fn kept(whole: Option<Value>, in_part: Option<Value>, holder: &str, issuer: &str) -> Option<Kept> {
    let whole = whole.filter(Value::is_object);
    let in_part = in_part.and_then(|text| text.as_str().map(str::to_owned));
    let told = match &in_part {
        Some(text) => Some(sd_jwt::facts_of(&SdJwt::parse(text).ok()?.claims().ok()?)?),
        None => None,
    };
    let read = whole.as_ref().map(puente_credentials::achievement::facts_of);
    let ours = |facts: &CertificateFacts| facts.holder_did.as_deref() == Some(holder);
    let facts = match (read, told) {
        (Some(read), told) => read.filter(|facts| ours(facts) && told.is_none_or(|told| ours(&told)))?,
        (None, told) => told.filter(ours)?,
    };
    let text = in_part.clone().unwrap_or_default();
    let id = id_of(&facts, issuer, whole.as_ref().map_or(text.as_str(), |_| ""));
    let credential = whole.or_else(|| in_part.clone().map(Value::String))?;
    let facts = credential.is_string().then_some(facts);
    Some(Kept { in_part, facts, ..Kept::whole(id, credential) })
}

/// The name of a certificate in this wallet: this registry's own id for its own; for others one that
/// no issuer can make equal to another's.
fn id_of(facts: &CertificateFacts, issuer: &str, otherwise: &str) -> String {
    let own = facts.id.as_deref().and_then(|id| id.strip_prefix("urn:uuid:"));
    match own {
        Some(id) if host_of(issuer) == page::host() => id.to_owned(),
        _ => format!("x{}", sha256(&format!("{issuer}|{}|{otherwise}", facts.id.as_deref().unwrap_or_default()))),
    }
}

fn promise(
    offered: &Offered,
    asked: &Configuration,
    token: &str,
    answer: &Answer,
    language: &str,
) -> Option<KeptPromise> {
    Some(KeptPromise {
        transaction: answer.member("transaction_id")?.to_owned(),
        token: token.to_owned(),
        offer: offered.raw.clone(),
        configuration: asked.id.clone(),
        issuer: offered.issuer_name(language),
        title: asked.name(language).unwrap_or_default().to_owned(),
        asked_at: page::now(),
        not_before: page::now() + pause_of(answer),
    })
}

/// How long the issuer wants to be left alone: a minute at least, a day at most.
fn pause_of(answer: &Answer) -> TimeDelta {
    let asked = answer.body.get("interval").and_then(Value::as_i64).unwrap_or(INTERVAL);
    TimeDelta::seconds(asked.clamp(60, 86_400))
}

/// How a promised certificate stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Not signed yet, as far as is known.
    Waiting,
    /// It has come.
    Came(Box<Kept>),
    /// The issuer does not give it any more.
    Refused,
}

/// Asks for a promised certificate, unless its issuer wants to be left alone or cannot be reached.
/// `now` asks in any case, because the person did.
pub async fn ask_again(promise: &KeptPromise, now: bool) -> Result<Standing, ClaimError> {
    if !now && page::now() < promise.not_before {
        return Ok(Standing::Waiting);
    }
    let offered = of_value(promise.offer.clone()).await?;
    let taken = offered.issuer.taken(&offered.offer);
    let asked = taken.iter().find(|one| one.id == promise.configuration).copied();
    let (Some(asked), Some(endpoint)) = (asked, &offered.issuer.deferred_endpoint) else {
        return Err(ClaimError::NothingKnown);
    };
    let request = json!({"transaction_id": promise.transaction});
    let answer = elsewhere::post(endpoint, Some(&promise.token), &request).await?;
    match answer.status {
        202 => {
            let later = KeptPromise { not_before: page::now() + pause_of(&answer), ..promise.clone() };
            store::keep_promise(&later).await?;
            Ok(Standing::Waiting)
        }
        200 => {
            let key = keys::current().await?;
            let kept = receive(&offered, asked, &promise.token, &key, &answer).await?;
            store::forget_promise(&promise.transaction).await?;
            Ok(Standing::Came(Box::new(kept)))
        }
        400..=499 => Ok(Standing::Refused),
        _ => Err(ClaimError::Failed(Failure::Network)),
    }
}

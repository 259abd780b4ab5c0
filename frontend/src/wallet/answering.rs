//! Answering somebody who asks for facts (OpenID4VP): the request is checked, the person chooses, and
//! exactly what they chose goes to the one who asked. Each answer leaves a line in the wallet.

use std::collections::BTreeSet;

use puente_credentials::did::{DidDocument, did_web_url, resolve_offline};
use puente_credentials::keys::Signer;
use puente_credentials::openid4vci::{host_of, is_address};
use puente_credentials::openid4vp::{
    Asker, Audience, By, Held, Link, Request, RequestError, Showing, Slot, present_in_part, present_whole, signer_of,
};
use puente_credentials::sd_jwt::Step;
use puente_wire::issuers::Issuer;
use serde_json::{Map, Value, json};

use super::keys;
use super::store::{self, Kept, KeptAnswer, Shown};
use crate::api::{self, Failure, elsewhere};
use crate::browser::{jwe, page, random};

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerError {
    /// No network, or no storage.
    Failed(Failure),
    /// Its time is over, or it was answered.
    Gone,
    /// Not a request, or one that this wallet does not understand.
    NotUnderstood,
    /// Who asks is named by a certificate (X.509), which this wallet cannot check.
    ByCertificate,
    /// It is not signed by whom it names.
    Unproven,
    /// What was chosen is less than what is needed.
    TooLittle,
    /// Whoever asked did not take the answer.
    NotTaken,
}

impl From<Failure> for AnswerError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<RequestError> for AnswerError {
    fn from(error: RequestError) -> Self {
        crate::browser::console::error(&error.to_string());
        match error {
            RequestError::Expired => Self::Gone,
            RequestError::Unproven => Self::Unproven,
            RequestError::Unreadable(_) | RequestError::Unsupported(_) => Self::NotUnderstood,
        }
    }
}

/// Who asks, in terms that people know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// This registry's page for checking, which anybody can use.
    ThisRegistry,
    /// A body that the registry knows, by its name there.
    Known(String),
    /// The owner of an address, who signed.
    Host(String),
    /// Nobody signed: only where the answer goes is known.
    Unsigned(String),
}

/// A request, and what the wallet has for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub request: Request,
    pub who: Who,
    /// The certificates that can be shown, because their key is here.
    pub certificates: Vec<Kept>,
    /// What has to be shown; none when something is missing.
    pub slots: Option<Vec<Slot>>,
}

/// What the person chose for one slot: a candidate, and facts by their place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    pub candidate: usize,
    pub facts: BTreeSet<usize>,
}

/// Reads a request: fetches and checks it, and looks for what answers it.
pub async fn open(link: &Link) -> Result<Asked, AnswerError> {
    let request = request(link).await?;
    let who = who(&request).await;
    let keys = keys::all().await.map_err(Failure::from)?;
    let mut certificates = store::certificates().await.map_err(Failure::from)?;
    certificates.retain(|kept| {
        let holder = kept.facts().and_then(|facts| facts.holder_did);
        keys.iter().any(|key| Some(key.did()) == holder.as_deref())
    });
    let slots = request.query.plan(&certificates.iter().map(held).collect::<Vec<_>>());
    Ok(Asked { request, who, certificates, slots })
}

fn held(kept: &Kept) -> Held<'_> {
    let text = kept.in_part.as_deref().or_else(|| kept.credential.as_str());
    Held { in_part: text, whole: Some(&kept.credential).filter(|credential| credential.is_object()) }
}

async fn request(link: &Link) -> Result<Request, AnswerError> {
    // Before anything is fetched: whoever asks need not learn that somebody looked.
    if link.is_by_certificate() {
        return Err(AnswerError::ByCertificate);
    }
    let token = match &link.by {
        By::Parameters(parameters) => return Ok(Request::unsigned(parameters)?),
        By::Value(token) => token.clone(),
        By::Reference(address) if !is_address(address) => return Err(AnswerError::NotUnderstood),
        By::Reference(address) => {
            let (status, token) = elsewhere::text(address, "application/oauth-authz-req+jwt").await?;
            match status {
                200 => token,
                404 | 410 => return Err(AnswerError::Gone),
                _ => return Err(AnswerError::NotUnderstood),
            }
        }
    };
    let document = match signer_of(token.trim()) {
        Some(did) => document(&did).await,
        None => None,
    };
    Ok(Request::signed(link, token.trim(), document.as_ref(), page::now())?)
}

/// The document of whoever signed. Another host's comes through the registry, which resolves it with
/// more care than a page can.
async fn document(did: &str) -> Option<DidDocument> {
    if let Some(document) = resolve_offline(did) {
        return Some(document);
    }
    if did == own_did() {
        return serde_json::from_value(elsewhere::json("/.well-known/did.json").await.ok()?.body).ok();
    }
    let mut answer = elsewhere::json(&api::issuers::document_path(did)).await.ok()?;
    serde_json::from_value(answer.body.get_mut("didDocument")?.take()).ok()
}

fn own_did() -> String {
    format!("did:web:{}", page::host().replace(':', "%3A"))
}

async fn who(request: &Request) -> Who {
    let Asker::Identifier(did) = &request.asker else { return Who::Unsigned(request.host().to_owned()) };
    if *did == own_did() {
        return Who::ThisRegistry;
    }
    if let Ok(found) = api::get::<Vec<Issuer>>(&api::issuers::path(did)).await
        && let Some(known) = found.into_iter().next()
    {
        return Who::Known(known.name);
    }
    match did_web_url(did) {
        Ok(address) => Who::Host(host_of(&address).to_owned()),
        // A key of its own says no name.
        Err(_) => Who::Unsigned(request.host().to_owned()),
    }
}

impl Asked {
    /// How a choice is shown: the certificate and what of it.
    pub fn chosen(&self, slot: &Slot, choice: &Choice) -> Option<(Kept, Showing)> {
        let (held, showing) = slot.candidates.get(choice.candidate)?;
        Some((self.certificates.get(*held)?.clone(), showing.clone()))
    }
}

/// Sends the chosen facts. Where to go on from here, if whoever asked says so.
pub async fn send(asked: &Asked, choices: &[Choice]) -> Result<Option<String>, AnswerError> {
    let request = &asked.request;
    let mut token = Map::new();
    let mut shown = Vec::new();
    for (slot, choice) in asked.slots.iter().flatten().zip(choices) {
        let (kept, showing) = asked.chosen(slot, choice).ok_or(AnswerError::TooLittle)?;
        let keep = showing.keep(&choice.facts).ok_or(AnswerError::TooLittle)?;
        token.insert(slot.query.clone(), json!([present(request, &kept, &showing, &keep).await?]));
        shown.push(line(&kept, &showing, choice));
    }
    let answer = post(request, token).await?;
    if !(200..300).contains(&answer.status) {
        return Err(if answer.status == 404 { AnswerError::Gone } else { AnswerError::NotTaken });
    }
    note(asked, shown).await?;
    Ok(answer.member("redirect_uri").filter(|address| is_address(address)).map(str::to_owned))
}

async fn present(
    request: &Request,
    kept: &Kept,
    showing: &Showing,
    keep: &BTreeSet<usize>,
) -> Result<Value, AnswerError> {
    let storage = || AnswerError::Failed(Failure::Storage);
    let holder = kept.facts().and_then(|facts| facts.holder_did).ok_or_else(storage)?;
    let key = keys::of_did(&holder).await.map_err(Failure::from)?.ok_or_else(storage)?;
    let key: &dyn Signer = &key.signing().await.map_err(Failure::from)?;
    let to = Audience { client_id: &request.client_id, nonce: &request.nonce, now: page::now() };
    if showing.whole {
        return present_whole(&kept.credential, to, key).map_err(|_| storage());
    }
    let text = held(kept).in_part.ok_or_else(storage)?;
    present_in_part(text, keep, to, key).map(Value::String).map_err(|_| storage())
}

/// Plain, or encrypted for whoever asked (sections 8.2 and 8.3).
async fn post(request: &Request, token: Map<String, Value>) -> Result<elsewhere::Answer, AnswerError> {
    let state = request.state.as_deref();
    let Some(recipient) = &request.recipient else {
        let token = Value::Object(token).to_string();
        let mut pairs = vec![("vp_token", token.as_str())];
        pairs.extend(state.map(|state| ("state", state)));
        return Ok(elsewhere::form(&request.response_uri, &pairs).await?);
    };
    let mut answer = json!({"vp_token": token});
    if let (Some(state), Some(members)) = (state, answer.as_object_mut()) {
        members.insert("state".into(), state.into());
    }
    let sealed = jwe::seal(answer.to_string().as_bytes(), recipient).await;
    let sealed = sealed.map_err(|_| AnswerError::NotUnderstood)?;
    Ok(elsewhere::form(&request.response_uri, &[("response", &sealed)]).await?)
}

/// Tells whoever asked that the person does not want to; nothing else goes there.
pub async fn refuse(asked: &Asked) -> Result<(), AnswerError> {
    let mut pairs = vec![("error", "access_denied")];
    pairs.extend(asked.request.state.as_deref().map(|state| ("state", state)));
    let answer = elsewhere::form(&asked.request.response_uri, &pairs).await?;
    note(asked, Vec::new()).await?;
    if answer.is_good() { Ok(()) } else { Err(AnswerError::Gone) }
}

async fn note(asked: &Asked, shown: Vec<Shown>) -> Result<(), AnswerError> {
    let asker = match &asked.who {
        Who::ThisRegistry => page::host(),
        Who::Known(name) => name.clone(),
        Who::Host(host) | Who::Unsigned(host) => host.clone(),
    };
    let answer = KeptAnswer { id: random::token(), at: page::now(), asker, shown };
    store::keep_answer(&answer).await.map_err(|error| AnswerError::Failed(error.into()))
}

fn line(kept: &Kept, showing: &Showing, choice: &Choice) -> Shown {
    let title = kept.facts().map(|facts| facts.title).unwrap_or_default();
    let shown = showing
        .facts
        .iter()
        .enumerate()
        .filter(|(at, fact)| !fact.is_always_shown() && (fact.needed || choice.facts.contains(at)));
    let facts = (!showing.whole).then(|| shown.map(|(_, fact)| place_of(&fact.path)).collect());
    Shown { title, facts }
}

/// The way to a claim as text, without the steps through lists: `units/result`.
pub fn place_of(path: &[Step]) -> String {
    let names: Vec<&str> = path
        .iter()
        .filter_map(|step| match step {
            Step::Name(name) => Some(name.as_str()),
            Step::Element => None,
        })
        .collect();
    names.join("/")
}

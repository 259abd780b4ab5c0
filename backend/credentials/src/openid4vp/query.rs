//! What is asked for (DCQL, OpenID4VP 1.0, section 6), and what a wallet has that answers it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sd_jwt::{self, SdJwt, Step, disclosables};
use crate::structure::list;

/// The most credentials, claims or sets that are looked at.
const MOST: usize = 200;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    credentials: Vec<CredentialQuery>,
    /// Ways to answer, each with whether it is needed; none: everything is needed.
    sets: Vec<(Vec<Vec<String>>, bool)>,
}

/// One credential that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CredentialQuery {
    /// Its name in the answer.
    pub id: String,
    /// In which form.
    pub form: Form,
    claims: Vec<Claim>,
    claim_sets: Vec<Vec<String>>,
}

/// In which form a credential is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// SD-JWT VC of one of these types.
    InPart(Vec<String>),
    /// A W3C credential of all types of one of these lists.
    Whole(Vec<Vec<String>>),
    /// A form that nothing here has.
    Other,
}

#[derive(Debug, Clone, PartialEq)]
struct Claim {
    id: Option<String>,
    path: Vec<Step>,
    values: Vec<Value>,
}

/// A certificate of the wallet, in the forms it has.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The SD-JWT VC.
    pub in_part: Option<&'a str>,
    /// The W3C credential.
    pub whole: Option<&'a Value>,
}

/// A fact that is asked for and that the certificate can show.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Where it lies.
    pub path: Vec<Step>,
    /// What it says; several where the way leads through a list.
    pub values: Vec<Value>,
    /// Without it the answer is none.
    pub needed: bool,
    disclosures: BTreeSet<usize>,
    id: Option<String>,
}

/// How one certificate answers one query.
#[derive(Debug, Clone, PartialEq)]
pub struct Showing {
    /// The facts that a choice is about, beside what is always shown.
    pub facts: Vec<Fact>,
    /// Everything in it is shown: it cannot be shown in part.
    pub whole: bool,
    sets: Vec<Vec<String>>,
}

/// A query that has to be answered, and the certificates that can.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Which query, by its name in the answer.
    pub query: String,
    /// Which certificates, by their place among those held, and how.
    pub candidates: Vec<(usize, Showing)>,
}

impl Query {
    /// Reads a query; none when it breaks a rule of section 6.
    pub fn read(value: &Value) -> Option<Self> {
        let credentials = value.get("credentials")?.as_array()?;
        if credentials.is_empty() || credentials.len() > MOST {
            return None;
        }
        let credentials = credentials.iter().map(CredentialQuery::read).collect::<Option<Vec<_>>>()?;
        let sets = match value.get("credential_sets") {
            None => Vec::new(),
            Some(sets) => sets.as_array()?.iter().map(set).collect::<Option<Vec<_>>>()?,
        };
        Some(Self { credentials, sets })
    }

    /// What has to be shown, out of what is held: each needed set in the first way that can be
    /// answered. None when something needed is not there.
    pub fn plan(&self, held: &[Held<'_>]) -> Option<Vec<Slot>> {
        let slots: Vec<Slot> = self
            .credentials
            .iter()
            .map(|query| Slot {
                query: query.id.clone(),
                candidates: held.iter().enumerate().filter_map(|(at, one)| Some((at, query.showing(one)?))).collect(),
            })
            .collect();
        let can = |id: &String| slots.iter().any(|slot| slot.query == *id && !slot.candidates.is_empty());
        let wanted: Vec<&String> = if self.sets.is_empty() {
            self.credentials.iter().map(|query| &query.id).collect()
        } else {
            let needed = self.sets.iter().filter(|(_, needed)| *needed);
            let ways = needed.map(|(options, _)| options.iter().find(|option| option.iter().all(can)));
            ways.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect()
        };
        if !wanted.iter().all(|id| can(id)) {
            return None;
        }
        Some(slots.into_iter().filter(|slot| wanted.contains(&&slot.query)).collect())
    }
}

/// One of `credential_sets`: its options, and whether it is needed.
fn set(value: &Value) -> Option<(Vec<Vec<String>>, bool)> {
    let needed = value.get("required").is_none_or(|required| required != &Value::Bool(false));
    Some((lists(value.get("options")?)?, needed))
}

fn lists(value: &Value) -> Option<Vec<Vec<String>>> {
    let lists = value.as_array()?;
    if lists.is_empty() || lists.len() > MOST {
        return None;
    }
    lists.iter().map(texts).collect()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    let texts = value.as_array()?;
    if texts.is_empty() {
        return None;
    }
    texts.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

impl CredentialQuery {
    fn read(value: &Value) -> Option<Self> {
        let meta = |name: &str| value.get("meta").and_then(|meta| meta.get(name));
        let form = match value.get("format")?.as_str()? {
            sd_jwt::TYPE => Form::InPart(meta("vct_values").and_then(texts)?),
            "ldp_vc" => Form::Whole(meta("type_values").and_then(lists)?),
            _ => Form::Other,
        };
        let claims = match value.get("claims") {
            None => Vec::new(),
            Some(claims) => claims.as_array()?.iter().map(Claim::read).collect::<Option<Vec<_>>>()?,
        };
        let claim_sets = value.get("claim_sets").map_or(Some(Vec::new()), lists)?;
        (claims.len() <= MOST).then_some(())?;
        Some(Self { id: value.get("id")?.as_str()?.to_owned(), form, claims, claim_sets })
    }

    /// How a certificate answers; none when it cannot.
    pub fn showing(&self, held: &Held<'_>) -> Option<Showing> {
        let facts = match &self.form {
            Form::InPart(types) => self.in_part(held.in_part?, types)?,
            Form::Whole(types) => self.whole(held.whole?, types)?,
            Form::Other => return None,
        };
        let has = |name: &String| facts.iter().any(|fact| fact.id.as_ref() == Some(name));
        let sets: Vec<Vec<String>> = self.claim_sets.iter().filter(|set| set.iter().all(has)).cloned().collect();
        let enough = if self.claim_sets.is_empty() { facts.len() == self.claims.len() } else { !sets.is_empty() };
        if !enough {
            return None;
        }
        let needed = |fact: &Fact| sets.iter().all(|set| fact.id.as_ref().is_some_and(|id| set.contains(id)));
        let whole = matches!(self.form, Form::Whole(_));
        let shown = facts.into_iter().map(|fact| Fact { needed: needed(&fact), ..fact });
        Some(Showing { facts: shown.collect(), whole, sets })
    }

    fn in_part(&self, text: &str, types: &[String]) -> Option<Vec<Fact>> {
        let claims = Value::Object(SdJwt::parse(text).ok()?.claims().ok()?);
        let vct = claims.get("vct")?.as_str()?;
        if !types.iter().any(|wanted| wanted == vct) {
            return None;
        }
        let hidden = disclosables(text).ok()?;
        let fact = |claim: &Claim| {
            let needed = hidden.iter().filter(|one| one.is_needed_for(&claim.path)).map(|one| one.index);
            claim.fact(&claims, needed.collect())
        };
        Some(self.claims.iter().filter_map(fact).collect())
    }

    fn whole(&self, credential: &Value, types: &[Vec<String>]) -> Option<Vec<Fact>> {
        let own: Vec<&str> = list(credential.get("type")?).iter().filter_map(Value::as_str).collect();
        let is = |wanted: &String| own.iter().any(|name| wanted == name || ends_in(wanted, name));
        if !types.iter().any(|all| all.iter().all(is)) {
            return None;
        }
        Some(self.claims.iter().filter_map(|claim| claim.fact(credential, BTreeSet::new())).collect())
    }
}

/// Whether the address of a type ends in its name: `https://…/vocab.html#OpenBadgeCredential`.
fn ends_in(address: &str, name: &str) -> bool {
    address.strip_suffix(name).is_some_and(|before| before.ends_with(['#', '/']))
}

impl Claim {
    fn read(value: &Value) -> Option<Self> {
        let path = value.get("path")?.as_array()?;
        if path.is_empty() || path.len() > 32 {
            return None;
        }
        let step = |step: &Value| match step {
            Value::String(name) => Some(Step::Name(name.clone())),
            Value::Null => Some(Step::Element),
            // One element by its number is never needed of a certificate, and all would be too much.
            _ => None,
        };
        let values = value.get("values").map_or(Some(Vec::new()), |values| values.as_array().cloned())?;
        let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        Some(Self { id, path: path.iter().map(step).collect::<Option<_>>()?, values })
    }

    fn fact(&self, claims: &Value, disclosures: BTreeSet<usize>) -> Option<Fact> {
        let mut values = Vec::new();
        collect(claims, &self.path, &mut values);
        if !self.values.is_empty() {
            values.retain(|value| self.values.contains(value));
        }
        if values.is_empty() {
            return None;
        }
        Some(Fact { path: self.path.clone(), values, needed: false, disclosures, id: self.id.clone() })
    }
}

fn collect(value: &Value, path: &[Step], found: &mut Vec<Value>) {
    match path.split_first() {
        None => found.push(value.clone()),
        Some((Step::Name(name), rest)) => {
            if let Some(inner) = value.get(name) {
                collect(inner, rest, found);
            }
        }
        Some((Step::Element, rest)) => {
            for inner in value.as_array().into_iter().flatten() {
                collect(inner, rest, found);
            }
        }
    }
}

impl Showing {
    /// The disclosures to keep, with the facts that were chosen by their place among
    /// [`Showing::facts`]; what is needed goes along in any case. None when the choice is less than
    /// what was asked for at least.
    pub fn keep(&self, chosen: &BTreeSet<usize>) -> Option<BTreeSet<usize>> {
        let shown: Vec<&Fact> = self
            .facts
            .iter()
            .enumerate()
            .filter(|(at, fact)| fact.needed || chosen.contains(at))
            .map(|(_, fact)| fact)
            .collect();
        let has = |name: &String| shown.iter().any(|fact| fact.id.as_ref() == Some(name));
        let enough = self.sets.is_empty() || self.sets.iter().any(|set| set.iter().all(has));
        enough.then(|| shown.iter().flat_map(|fact| fact.disclosures.iter().copied()).collect())
    }
}

impl Fact {
    /// Whether it is shown anyway, so that there is no choice about it.
    pub fn is_always_shown(&self) -> bool {
        self.disclosures.is_empty()
    }
}

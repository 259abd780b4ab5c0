//! Facts to credential.

use puente_wire::verification::{CertificateFacts, StandardFacts, UnitVerdict, Verdict};
use serde_json::{Map, Value, json};

use super::{ISCO_08, OPEN_BADGES, segment, standard_urn};
use crate::bitstring::StatusEntry;
use crate::instant;
use crate::structure::CREDENTIALS_V2;

/// Everything that goes into a certificate.
#[derive(Debug, Clone, Copy)]
pub struct Certificate<'a> {
    /// What it says.
    pub facts: &'a CertificateFacts,
    /// The issuer's name as written in it. Readers show the registry's instead.
    pub issuer_name: &'a str,
    /// Its bits for revocation and suspension.
    pub status: &'a [StatusEntry],
}

impl Certificate<'_> {
    /// The unsigned credential (VC Data Model v2.0, Open Badges 3.0 `AchievementCredential`).
    pub fn to_json(&self) -> Value {
        let facts = self.facts;
        let mut credential = json!({
            "@context": [CREDENTIALS_V2, OPEN_BADGES],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": self.issuer(),
            "name": facts.title,
            "validFrom": instant::format(instant::start_of(facts.issued_on)),
            "awardedDate": instant::format(instant::start_of(facts.issued_on)),
            "credentialSubject": self.subject(),
        });
        if let Some(members) = credential.as_object_mut() {
            put(members, "id", facts.id.as_ref());
            let end = facts.valid_until.map(|day| instant::format(instant::end_of(day)));
            put(members, "validUntil", end);
            if !self.status.is_empty() {
                let entries: Vec<Value> = self.status.iter().map(StatusEntry::to_json).collect();
                put(members, "credentialStatus", Some(entries));
            }
        }
        credential
    }

    fn issuer(&self) -> Value {
        json!({"id": self.facts.issuer_did, "type": ["Profile"], "name": self.issuer_name})
    }

    fn subject(&self) -> Value {
        let facts = self.facts;
        let mut subject = Map::new();
        put(&mut subject, "id", facts.holder_did.as_ref());
        put(&mut subject, "type", Some(json!(["AchievementSubject"])));
        let name = facts.holder_name.as_ref().map(
            |name| json!([{"type": "IdentityObject", "hashed": false, "identityHash": name, "identityType": "name"}]),
        );
        put(&mut subject, "identifier", name);
        put(&mut subject, "licenseNumber", facts.number.as_ref());
        put(&mut subject, "source", Some(self.issuer()));
        put(&mut subject, "achievement", Some(self.achievement()));
        let results = self.results();
        put(&mut subject, "result", (!results.is_empty()).then_some(results));
        Value::Object(subject)
    }

    fn achievement(&self) -> Value {
        let facts = self.facts;
        let mut achievement = Map::new();
        put(&mut achievement, "id", Some(self.achievement_id()));
        put(&mut achievement, "type", Some(json!(["Achievement"])));
        put(&mut achievement, "achievementType", Some("Certification"));
        let standard = facts.standard.as_ref();
        let title = standard.map_or(&facts.title, |standard| &standard.title);
        put(&mut achievement, "name", Some(title));
        put(&mut achievement, "description", Some(title));
        put(&mut achievement, "criteria", Some(json!({"narrative": title})));
        if let Some(standard) = standard {
            put(&mut achievement, "humanCode", Some(&standard.code));
            put(&mut achievement, "version", standard.version.as_ref());
            put(&mut achievement, "creator", Some(creator(standard)));
            put(&mut achievement, "alignment", Some(alignments(standard)));
        }
        let descriptions = self.descriptions();
        let descriptions = (!descriptions.is_empty()).then_some(descriptions);
        put(&mut achievement, "resultDescription", descriptions);
        Value::Object(achievement)
    }

    fn achievement_id(&self) -> String {
        match &self.facts.standard {
            Some(standard) => urn_of(standard),
            None => format!("urn:puente:achievement:{}", segment(&self.facts.title)),
        }
    }

    fn overall_id(&self) -> String {
        format!("{}#verdict", self.achievement_id())
    }

    fn unit_id(&self, unit: &UnitVerdict) -> String {
        format!("{}#unit-{}", self.achievement_id(), segment(&unit.unit))
    }

    /// What can result: the overall verdict, then one for each unit.
    fn descriptions(&self) -> Vec<Value> {
        let overall = self.facts.verdict_words.iter().map(|_| {
            json!({"id": self.overall_id(), "type": ["ResultDescription"],
                "name": self.facts.title, "resultType": "Status"})
        });
        let units = self.facts.units.iter().map(|unit| {
            let framework = self.facts.standard.as_ref().map(|standard| &standard.framework);
            let id = self.unit_id(unit);
            json!({"id": id, "type": ["ResultDescription"], "name": unit.title, "resultType": "Status",
                "alignment": [{"type": ["Alignment"], "targetName": unit.title, "targetUrl": id,
                    "targetCode": unit.unit, "targetType": "CFItem",
                    "targetFramework": framework.map_or("", String::as_str)}]})
        });
        overall.chain(units).collect()
    }

    /// What did result.
    fn results(&self) -> Vec<Value> {
        let result = |description: String, verdict: Verdict, words: &str| {
            json!({"type": ["Result"], "resultDescription": description,
                "status": status_of(verdict), "value": words})
        };
        let words = self.facts.verdict_words.iter();
        let overall = words.map(|words| result(self.overall_id(), Verdict::Competent, words));
        let units = self.facts.units.iter();
        let units = units.map(|unit| result(self.unit_id(unit), unit.verdict, &unit.words));
        overall.chain(units).collect()
    }
}

/// Open Badges' nearest word; the body's own stand beside it. Nobody "fails" a competence: who is
/// not yet competent is on the way.
const fn status_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Competent => "Completed",
        Verdict::NotYetCompetent => "InProgress",
    }
}

fn urn_of(standard: &StandardFacts) -> String {
    standard_urn(&standard.framework, &standard.code, standard.version.as_deref())
}

/// Whose standard it is: known here by its framework and country.
fn creator(standard: &StandardFacts) -> Value {
    let name = standard.framework_name.as_ref().unwrap_or(&standard.framework);
    json!({"id": format!("urn:puente:framework:{}", standard.framework), "type": ["Profile"],
        "name": name,
        "address": {"type": ["Address"], "addressCountryCode": standard.country}})
}

fn alignments(standard: &StandardFacts) -> Vec<Value> {
    let mut item = json!({"type": ["Alignment"], "targetType": "CFItem", "targetName": standard.title,
        "targetUrl": urn_of(standard), "targetCode": standard.code, "targetFramework": standard.framework});
    if let (Some(members), Some(name)) = (item.as_object_mut(), &standard.framework_name) {
        put(members, "targetDescription", Some(name));
    }
    let level = standard.level.as_ref().map(|level| {
        json!({"type": ["Alignment"], "targetType": "CFRubricCriterionLevel", "targetName": level,
            "targetUrl": format!("urn:puente:level:{}:{}", standard.framework, segment(level)),
            "targetCode": level, "targetFramework": standard.framework})
    });
    let isco = standard.isco08.iter().map(|code| {
        json!({"type": ["Alignment"], "targetType": "CFItem", "targetName": format!("{ISCO_08} {code}"),
            "targetUrl": format!("http://data.europa.eu/esco/isco/C{}", segment(code)),
            "targetCode": code, "targetFramework": ISCO_08})
    });
    std::iter::once(item).chain(level).chain(isco).collect()
}

fn put(members: &mut Map<String, Value>, name: &str, value: Option<impl Into<PutValue>>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), value.into().0);
    }
}

/// Lets [`put`] take texts, lists and ready values alike.
struct PutValue(Value);

impl From<&String> for PutValue {
    fn from(text: &String) -> Self {
        Self(Value::String(text.clone()))
    }
}

impl From<&str> for PutValue {
    fn from(text: &str) -> Self {
        Self(Value::String(text.to_owned()))
    }
}

impl From<String> for PutValue {
    fn from(text: String) -> Self {
        Self(Value::String(text))
    }
}

impl From<Value> for PutValue {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<Vec<Value>> for PutValue {
    fn from(values: Vec<Value>) -> Self {
        Self(Value::Array(values))
    }
}

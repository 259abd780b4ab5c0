//! Credential to facts.

use puente_wire::verification::{CertificateFacts, StandardFacts, UnitVerdict, Verdict};
use serde_json::Value;

use super::ISCO_08;
use crate::instant;
use crate::structure::{holder_of, issuer_of, list};

/// What a credential says as a certificate; none when it is no achievement at all.
///
/// Nothing here is verified: the facts are worth what [`crate::verify::verify`] says.
pub fn facts_of(credential: &Value) -> Option<CertificateFacts> {
    let subject = list(credential.get("credentialSubject")?).first()?;
    let achievement = list(subject.get("achievement")?).first()?;
    let issued = ["awardedDate", "validFrom"].iter().find_map(|name| instant::parse(text(credential, name)?))?;
    let overall = overall_words(subject);
    Some(CertificateFacts {
        id: owned(credential, "id"),
        number: owned(subject, "licenseNumber"),
        issuer_did: issuer_of(credential)?.to_owned(),
        holder_name: holder_name(subject),
        birth_date: None,
        holder_did: holder_of(credential).map(str::to_owned),
        standard: standard_of(achievement),
        title: owned(credential, "name").or_else(|| owned(achievement, "name"))?,
        verdict_words: overall,
        units: units_of(subject, achievement),
        issued_on: issued.date_naive(),
        valid_until: text(credential, "validUntil").and_then(instant::parse).map(|end| end.date_naive()),
    })
}

fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

fn owned(object: &Value, name: &str) -> Option<String> {
    text(object, name).map(str::to_owned)
}

fn members<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object.get(name).map(list).unwrap_or_default()
}

fn holder_name(subject: &Value) -> Option<String> {
    let identity = members(subject, "identifier").iter().find(|identity| {
        text(identity, "identityType") == Some("name") && identity.get("hashed") == Some(&Value::Bool(false))
    })?;
    owned(identity, "identityHash")
}

/// The alignment to an item of a framework, with what else is said about that item.
fn standard_of(achievement: &Value) -> Option<StandardFacts> {
    let alignments = members(achievement, "alignment");
    let of_type =
        |kind: &'static str| alignments.iter().filter(move |alignment| text(alignment, "targetType") == Some(kind));
    let is_isco = |alignment: &&Value| text(alignment, "targetFramework") == Some(ISCO_08);
    let item = of_type("CFItem").find(|alignment| !is_isco(alignment))?;
    let framework = owned(item, "targetFramework")?;
    let same = |alignment: &&Value| text(alignment, "targetFramework") == Some(&framework);
    let level = of_type("CFRubricCriterionLevel").find(same);
    let country = achievement.pointer("/creator/address/addressCountryCode");
    Some(StandardFacts {
        code: owned(item, "targetCode")?,
        version: owned(achievement, "version"),
        title: owned(item, "targetName")?,
        country: country?.as_str()?.to_owned(),
        level: level.and_then(|level| owned(level, "targetCode")),
        isco08: alignments.iter().filter(is_isco).filter_map(|alignment| owned(alignment, "targetCode")).collect(),
        framework_name: owned(item, "targetDescription"),
        framework,
    })
}

/// The words of the result that belongs to no unit.
fn overall_words(subject: &Value) -> Option<String> {
    let overall = members(subject, "result")
        .iter()
        .find(|result| text(result, "resultDescription").is_some_and(|id| id.ends_with("#verdict")))?;
    owned(overall, "value")
}

/// One verdict for each described unit that has a result.
fn units_of(subject: &Value, achievement: &Value) -> Vec<UnitVerdict> {
    let results = members(subject, "result");
    let unit = |description: &Value| {
        let id = text(description, "id")?;
        let alignment = members(description, "alignment").first()?;
        let result = results.iter().find(|result| text(result, "resultDescription") == Some(id))?;
        Some(UnitVerdict {
            unit: owned(alignment, "targetCode")?,
            title: owned(description, "name")?,
            verdict: match text(result, "status")? {
                "Completed" => Verdict::Competent,
                _ => Verdict::NotYetCompetent,
            },
            words: owned(result, "value")?,
        })
    };
    members(achievement, "resultDescription").iter().filter_map(unit).collect()
}

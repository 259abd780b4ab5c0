//! What a request to `/vc-api/credentials/status` asks for. Nothing is guessed: to take a certificate back
//! for good because a word was misspelled would be worse than to refuse.

use puente_credentials::json::Limits;
use puente_wire::problem::Problem;
use puente_wire::verification::StatusPurpose;
use serde_json::Value;

use super::routes::{parse, texts, wrong};
use crate::http::problem::{MALFORMED, NOT_ALLOWED, REQUIRED};

/// How much one change of status may name: five thousand certificates and more.
pub(super) const MANY: Limits = Limits { bytes: 1024 * 1024, depth: 8, members: 10_000 };

const STATUS: &str = "credentialStatus";
const PURPOSE: &str = "credentialStatus.statusPurpose";

/// A change of the status of some credentials.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Which credentials.
    pub(super) ids: Vec<String>,
    /// What each purpose is set to; each purpose once.
    pub(super) changes: Vec<(StatusPurpose, bool)>,
}

impl Request {
    /// Reads a request. Without `credentialStatus` a revocation is meant; where it is there, it says what is.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let body = parse(body, MANY)?;
        if body.get("credentialIds").is_some() && body.get("credentialId").is_some() {
            return Err(wrong("credentialIds", NOT_ALLOWED));
        }
        let ids = texts(body.get("credentialIds").or_else(|| body.get("credentialId")), "credentialId")?;
        if ids.is_empty() {
            return Err(wrong("credentialId", REQUIRED));
        }
        let status = body.get("status");
        let changes = match body.get(STATUS) {
            None => vec![(StatusPurpose::Revocation, set(status)?)],
            Some(Value::Array(entries)) if entries.is_empty() => return Err(wrong(STATUS, REQUIRED)),
            Some(Value::Array(entries)) => {
                entries.iter().map(|entry| change(entry, status)).collect::<Result<_, _>>()?
            }
            Some(entry) => vec![change(entry, status)?],
        };
        let purposes = || changes.iter().map(|(purpose, _)| purpose);
        if purposes().enumerate().any(|(nth, purpose)| purposes().take(nth).any(|before| before == purpose)) {
            return Err(wrong(PURPOSE, NOT_ALLOWED));
        }
        Ok(Self { ids, changes })
    }
}

/// What an entry asks for; its own `status`, or the one beside all entries.
fn change(entry: &Value, beside: Option<&Value>) -> Result<(StatusPurpose, bool), Problem> {
    if !entry.is_object() {
        return Err(wrong(STATUS, MALFORMED));
    }
    if entry.get("type").is_some_and(|kind| kind != "BitstringStatusListEntry") {
        return Err(wrong("credentialStatus.type", NOT_ALLOWED));
    }
    let purpose = match entry.get("statusPurpose") {
        None => return Err(wrong(PURPOSE, REQUIRED)),
        Some(Value::String(name)) => name.parse().map_err(|()| wrong(PURPOSE, NOT_ALLOWED))?,
        Some(_) => return Err(wrong(PURPOSE, MALFORMED)),
    };
    let set = match (entry.get("status"), beside) {
        (Some(own), Some(beside)) if set(Some(own))? != set(Some(beside))? => return Err(wrong("status", NOT_ALLOWED)),
        (own, beside) => set(own.or(beside))?,
    };
    Ok((purpose, set))
}

fn set(said: Option<&Value>) -> Result<bool, Problem> {
    match said {
        Some(Value::Bool(set)) => Ok(*set),
        Some(Value::String(text)) if matches!(text.as_str(), "0" | "1") => Ok(text == "1"),
        Some(_) => Err(wrong("status", MALFORMED)),
        None => Err(wrong("status", REQUIRED)),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(status: &Value) -> Result<Vec<(StatusPurpose, bool)>, (String, String)> {
        of(&json!({"credentialId": "urn:a", "status": true, "credentialStatus": status}))
    }

    fn of(body: &Value) -> Result<Vec<(StatusPurpose, bool)>, (String, String)> {
        Request::read(body.to_string().as_bytes()).map(|request| request.changes).map_err(|problem| {
            let error = problem.errors.into_iter().next().unwrap();
            (error.field, error.code)
        })
    }

    #[test]
    fn a_purpose_that_cannot_be_read_is_refused_by_its_name() {
        let entry = |purpose: Value| json!({"type": "BitstringStatusListEntry", "statusPurpose": purpose});
        let misspelled = json!({"type": "BitstringStatusListEntry", "StatusPurpose": "suspension"});
        let foreign = json!({"type": "Foo", "statusPurpose": "revocation"});
        for (status, field, code) in [
            (entry(json!(5)), PURPOSE, "malformed"),
            (entry(Value::Null), PURPOSE, "malformed"),
            (entry(json!(["revocation"])), PURPOSE, "malformed"),
            (entry(json!("message")), PURPOSE, "not-allowed"),
            (misspelled, PURPOSE, "required"),
            (json!({}), PURPOSE, "required"),
            (foreign, "credentialStatus.type", "not-allowed"),
            (json!("x"), STATUS, "malformed"),
            (Value::Null, STATUS, "malformed"),
            (json!([]), STATUS, "required"),
            (json!(["x"]), STATUS, "malformed"),
            (json!([entry(json!("revocation")), entry(json!("Suspension"))]), PURPOSE, "not-allowed"),
            (json!([entry(json!("revocation")), entry(json!("revocation"))]), PURPOSE, "not-allowed"),
        ] {
            assert_eq!(read(&status), Err((field.to_owned(), code.to_owned())), "{status}");
        }
    }

    #[test]
    fn every_entry_counts_with_its_own_status_or_the_common_one() {
        let both = json!([{"statusPurpose": "revocation"}, {"statusPurpose": "suspension"}]);
        assert_eq!(read(&both), Ok(vec![(StatusPurpose::Revocation, true), (StatusPurpose::Suspension, true)]));
        let own =
            json!([{"statusPurpose": "revocation", "status": "1"}, {"statusPurpose": "suspension", "status": "0"}]);
        let body = json!({"credentialIds": ["urn:a"], "credentialStatus": own});
        assert_eq!(of(&body), Ok(vec![(StatusPurpose::Revocation, true), (StatusPurpose::Suspension, false)]));
        let refused = read(&json!({"statusPurpose": "suspension", "status": false}));
        assert_eq!(refused, Err(("status".to_owned(), "not-allowed".to_owned())));
    }

    #[test]
    fn without_an_entry_a_revocation_is_meant_and_nothing_else_is_guessed() {
        let revoked = json!({"credentialId": "urn:a", "status": true});
        assert_eq!(of(&revoked), Ok(vec![(StatusPurpose::Revocation, true)]));
        for (body, field) in [
            (json!({"credentialId": "urn:a"}), "status"),
            (json!({"credentialId": "urn:a", "status": 1}), "status"),
            (json!({"status": true}), "credentialId"),
            (json!({"credentialId": "urn:a", "credentialIds": ["urn:b"], "status": true}), "credentialIds"),
        ] {
            assert_eq!(of(&body).unwrap_err().0, field, "{body}");
        }
    }
}

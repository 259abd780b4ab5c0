//! Errors as clients see them: RFC 9457 problem details with a stable code.

use serde::{Deserialize, Serialize};

/// An error answer, `application/problem+json` (RFC 9457, section 3).
///
/// `code` is kebab-case, stable, and the id of the Fluent message that explains it to people:
/// `error-<code>` in `static/locales/*/errors.ftl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `about:blank#<code>`; identifies the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words, in English, for developers.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable, kebab-case.
    pub code: String,
    /// What was wrong this time, in English, for developers. Never holds a secret or personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Every field that was wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What the stored object says now, when an edit was based on an older version (409).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<serde_json::Value>,
    /// After how many seconds to try again (429, 503); also in the header `retry-after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The request id that the operator finds in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

/// One wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// Path of the field in the request body, e.g. `evidence[2].score`.
    pub field: String,
    /// Stable, kebab-case; `field-<code>` in the locales.
    pub code: String,
    /// In English, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

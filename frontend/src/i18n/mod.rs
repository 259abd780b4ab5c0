//! Every word on a screen, in the person's language.
//!
//! Words live in Fluent files under `static/locales/<locale>/`; only the chosen locale's are
//! fetched, and of those only the files that a program names (`WORDS` in its `bin/`): a test holds
//! that what its screens use is in them. A component takes `let t = use_t();` and writes `t.text("wallet-title")`.
//!
//! Convention, on which the test in `coverage.rs` relies: a message id appears in the source as a
//! string literal, either as the first argument of `.text("…")`, `.with("…", …)` or inside `id!("…")`
//! where it is chosen first and used later. Only the families listed in [`FAMILIES`] are put
//! together at run time.

mod catalogue;
mod context;
#[cfg(test)]
#[expect(clippy::expect_used, reason = "tests fail loudly")]
mod coverage;
mod dates;
mod locale;
mod message;
#[cfg(test)]
#[expect(clippy::expect_used, reason = "tests fail loudly")]
mod programs;

pub use catalogue::{Catalogue, LocaleFiles};
pub use context::{T, WordsProvider, use_t};
pub use locale::Locale;
pub use message::Value;

/// Message ids that are put together at run time from a prefix and a value of the data.
pub const FAMILIES: &[&str] = &[
    "error-",
    "voice-",
    "field-",
    "country-",
    "role-",
    "organisation-kind-",
    "audit-action-",
    "verification-state-",
    "verification-reason-",
    "verification-next-",
    "status-reason-",
    "verdict-",
    "check-",
    "outcome-",
    "predicate-",
    "means-",
    "agreement-status-",
    "sector-",
    "time-band-",
    "row-state-",
    "membership-",
    "justification-",
    "mapping-state-",
    "act-state-",
    "mode-",
    "lifetime-",
    "access-",
    "offer-refused-",
    "offer-state-",
    "assessment-state-",
    "certificate-state-",
    "document-type-",
    "assurance-",
    "evidence-kind-",
    "item-field-",
    "item-kind-",
    "item-status-",
    "found-",
    "key-state-",
    "key-kind-",
    "waiting-",
    "rule-",
    "effect-",
    "asked-fact-",
    "shown-fact-",
];

/// Marks a string literal as a message id that is used elsewhere: `id!("state-valid")`.
#[macro_export]
macro_rules! id {
    ($id:literal) => {
        $id
    };
}

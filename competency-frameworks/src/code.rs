//! Codes of standards and units, as bodies write them.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use serde::Deserialize;

use crate::text;

/// A code such as `EC0217.01`, `280101182` or `NTE INEN 2432:2007`.
///
/// Published lists carry trailing blanks and no-break spaces (`EC1681\u{a0}`), so two codes are the
/// same when their normal forms are: compatibility-folded, blanks trimmed and collapsed, upper case.
/// The text as it was received is kept and is what screens and exports show.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Code {
    raw: String,
    normal: String,
}

/// The text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing but blanks.
    #[error("a code cannot be blank")]
    Blank,
    /// Longer than [`Code::MAX`] characters.
    #[error("a code has at most {} characters", Code::MAX)]
    TooLong,
}

impl Code {
    /// Longest accepted code, in characters.
    pub const MAX: usize = 120;

    /// The code as it was received.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The code without the blanks around it: what screens show.
    pub fn shown(&self) -> &str {
        self.raw.trim_matches(text::is_blank)
    }

    /// The form that is compared and indexed.
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// The normal form of any text, without making a code of it.
    pub fn normalise(text: &str) -> String {
        if text.is_ascii() {
            return text::collapse(text).to_ascii_uppercase();
        }
        // Upper case can take composed letters apart, so they are put together again.
        text::collapse(&text::collapse(text).to_uppercase())
    }
}

impl FromStr for Code {
    type Err = CodeError;
    fn from_str(raw: &str) -> Result<Self, CodeError> {
        let normal = Self::normalise(raw);
        if normal.is_empty() {
            return Err(CodeError::Blank);
        }
        if normal.chars().count() > Self::MAX {
            return Err(CodeError::TooLong);
        }
        Ok(Self { raw: raw.to_owned(), normal })
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;
    fn try_from(raw: String) -> Result<Self, CodeError> {
        raw.parse()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normal.cmp(&other.normal)
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal.hash(state);
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dirty_codes_from_real_lists_are_the_clean_ones_and_keep_their_raw_form() {
        let clean: Code = "EC1681".parse().unwrap();
        for raw in ["EC1681\u{a0}", " ec1681 ", "EC1681\u{200b}", "ＥＣ1681"] {
            let dirty: Code = raw.parse().unwrap();
            assert_eq!(dirty, clean, "{raw:?}");
            assert_eq!(dirty.raw(), raw);
        }
        assert_eq!(Code::normalise("NTE  INEN\u{a0}2432:2007"), "NTE INEN 2432:2007");
    }

    #[test]
    fn a_blank_code_is_refused() {
        assert_eq!(" \u{a0}\u{200b}".parse::<Code>(), Err(CodeError::Blank));
        assert_eq!("x".repeat(121).parse::<Code>(), Err(CodeError::TooLong));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            let once = Code::normalise(&text);
            prop_assert_eq!(Code::normalise(&once), once);
        }

        #[test]
        fn blanks_around_and_case_do_not_matter(code in "[A-Za-z]{2}[0-9]{4}(\\.[0-9]{2})?", blank in "[ \u{a0}\t]{0,3}") {
            let dirty = format!("{blank}{}{blank}", code.to_lowercase());
            prop_assert_eq!(Code::normalise(&dirty), Code::normalise(&code));
        }
    }
}

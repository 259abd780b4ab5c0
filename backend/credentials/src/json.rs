//! Reading JSON from strangers: limits and duplicate keys before anything is built from it.

use std::borrow::Cow;

use serde_json::Value;

use crate::decimal::Decimal;

/// How much a document may hold. What exceeds it is refused before it is parsed.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Arrays and objects inside each other.
    pub depth: usize,
    /// Members of one array or object.
    pub members: usize,
}

impl Limits {
    /// For a credential: a certificate of a hundred units stays below a tenth of it.
    pub const CREDENTIAL: Self = Self { bytes: 256 * 1024, depth: 24, members: 1_000 };
}

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// More bytes, depth or members than [`Limits`] allow.
    #[error("larger, deeper or with longer lists than allowed")]
    TooLarge,
    /// The same key twice in one object: readers would disagree on what it says.
    #[error("an object has the same key twice")]
    DuplicateKey,
    /// A number that JSON readers do not agree on (RFC 8785, section 3.2.2.3 and I-JSON).
    #[error("a number has more digits than can be relied on")]
    InexactNumber,
    /// Not JSON.
    #[error("not JSON: {0}")]
    Syntax(String),
}

/// Parses a text within limits; refuses an object that has the same key twice.
pub fn parse(text: &[u8], limits: Limits) -> Result<Value, JsonError> {
    if text.len() > limits.bytes {
        return Err(JsonError::TooLarge);
    }
    Scan::new(text, limits).run()?;
    let text = std::str::from_utf8(text).map_err(|error| JsonError::Syntax(error.to_string()))?;
    let value = serde_json::from_str(text).map_err(|error| JsonError::Syntax(error.to_string()))?;
    check(&value, limits)?;
    Ok(value)
}

/// Checks the limits, and the numbers, of a value that was parsed elsewhere.
pub fn check(value: &Value, limits: Limits) -> Result<(), JsonError> {
    match value {
        Value::Array(items) => {
            let inner = descend(limits, items.len())?;
            items.iter().try_for_each(|item| check(item, inner))
        }
        Value::Object(members) => {
            let inner = descend(limits, members.len())?;
            members.values().try_for_each(|item| check(item, inner))
        }
        Value::Number(number) => check_number(&number.to_string()),
        _ => Ok(()),
    }
}

fn descend(limits: Limits, members: usize) -> Result<Limits, JsonError> {
    if limits.depth == 0 || members > limits.members {
        return Err(JsonError::TooLarge);
    }
    Ok(Limits { depth: limits.depth - 1, ..limits })
}

/// Two different numbers must never become the same signed bytes.
fn check_number(text: &str) -> Result<(), JsonError> {
    let exact = Decimal::parse(text).is_some_and(|number| number.is_exact());
    exact.then_some(()).ok_or(JsonError::InexactNumber)
}

/// Walks the tokens of a text without building anything. Syntax is left to the parser: here only
/// nesting, counts and keys matter.
struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    limits: Limits,
    open: Vec<Container<'a>>,
}

/// An array or object that is open: its keys (objects only) and how many members were begun.
struct Container<'a> {
    keys: Option<Vec<Cow<'a, str>>>,
    members: usize,
    expects_key: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a [u8], limits: Limits) -> Self {
        Self { text, at: 0, limits, open: Vec::new() }
    }

    fn run(mut self) -> Result<(), JsonError> {
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'{' => self.enter(true)?,
                b'[' => self.enter(false)?,
                b'}' | b']' => {
                    self.open.pop();
                    self.at += 1;
                }
                b',' => self.next_member()?,
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number()?,
                _ => self.at += 1,
            }
        }
        self.open.is_empty().then_some(()).ok_or_else(|| JsonError::Syntax("ends too early".into()))
    }

    fn enter(&mut self, object: bool) -> Result<(), JsonError> {
        if self.open.len() >= self.limits.depth {
            return Err(JsonError::TooLarge);
        }
        self.open.push(Container { keys: object.then(Vec::new), members: 1, expects_key: object });
        self.at += 1;
        Ok(())
    }

    fn next_member(&mut self) -> Result<(), JsonError> {
        self.at += 1;
        if let Some(container) = self.open.last_mut() {
            container.members += 1;
            container.expects_key = container.keys.is_some();
            if container.members > self.limits.members {
                return Err(JsonError::TooLarge);
            }
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                break;
            }
        }
        match self.open.last_mut() {
            Some(container) if container.expects_key => {
                container.expects_key = false;
                let end = self.at.min(self.text.len());
                let raw = self.text.get(start..end).unwrap_or_default();
                Self::remember(container, raw)
            }
            _ => Ok(()),
        }
    }

    /// A number as it was written: what a parser makes of it may have fewer digits. What is no number
    /// is the parser's to say.
    fn number(&mut self) -> Result<(), JsonError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let of_number = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        let length = rest.iter().take_while(|byte| of_number(byte)).count();
        self.at += length;
        let number = rest.get(..length).and_then(|raw| std::str::from_utf8(raw).ok()).and_then(Decimal::parse);
        if number.is_some_and(|number| !number.is_exact()) { Err(JsonError::InexactNumber) } else { Ok(()) }
    }

    fn remember(container: &mut Container<'a>, raw: &'a [u8]) -> Result<(), JsonError> {
        let key = match plain(raw) {
            Some(key) => Cow::Borrowed(key),
            None => Cow::Owned(unescaped(raw)?),
        };
        // serde_json keeps numbers under names like this; a document has no business with them.
        if key.starts_with("$serde_json::private") {
            return Err(JsonError::Syntax("reserved key".into()));
        }
        let Some(keys) = container.keys.as_mut() else {
            return Ok(());
        };
        if keys.contains(&key) {
            return Err(JsonError::DuplicateKey);
        }
        keys.push(key);
        Ok(())
    }
}

/// A text that escapes something, as it reads.
fn unescaped(raw: &[u8]) -> Result<String, JsonError> {
    let text = std::str::from_utf8(raw).map_err(|error| JsonError::Syntax(error.to_string()))?;
    serde_json::from_str(text).map_err(|error| JsonError::Syntax(error.to_string()))
}

/// What stands between the quotation marks of a text that escapes nothing.
fn plain(raw: &[u8]) -> Option<&str> {
    let inner = raw.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    if inner.contains(&b'\\') { None } else { std::str::from_utf8(inner).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value, JsonError> {
        parse(text.as_bytes(), Limits::CREDENTIAL)
    }

    #[test]
    fn ordinary_json_is_read() {
        let value = read(r#" {"a": [1, 2.5, {"a": "\"}{"}], "b": {"a": null}} "#).unwrap();
        assert_eq!(value["a"][2]["a"], "\"}{");
    }

    #[test]
    fn a_key_twice_is_refused_however_it_is_written() {
        assert_eq!(read(r#"{"a":1,"a":2}"#), Err(JsonError::DuplicateKey));
        assert_eq!(read(r#"{"a":1,"\u0061":2}"#), Err(JsonError::DuplicateKey));
        assert_eq!(read(r#"[{"x":{"k":1,"k":1}}]"#), Err(JsonError::DuplicateKey));
        assert!(read(r#"{"a":{"a":"a"},"b":["a","a"]}"#).is_ok());
    }

    #[test]
    fn what_exceeds_a_limit_is_refused() {
        let deep = "[".repeat(25) + &"]".repeat(25);
        assert_eq!(read(&deep), Err(JsonError::TooLarge));
        let deep_but_open = "[".repeat(100_000);
        assert_eq!(read(&deep_but_open), Err(JsonError::TooLarge));
        let long = format!("[{}0]", "0,".repeat(1_000));
        assert_eq!(read(&long), Err(JsonError::TooLarge));
        let large = format!("\"{}\"", "a".repeat(256 * 1024));
        assert_eq!(read(&large), Err(JsonError::TooLarge));
    }

    #[test]
    fn numbers_that_readers_disagree_on_are_refused() {
        for bad in ["9007199254740993", "-9007199254740993", "1e999", "1e-999", "[0.1000000000000000055]"] {
            assert_eq!(read(bad), Err(JsonError::InexactNumber), "{bad}");
        }
        for good in ["0", "-0.5", "9007199254740991", "1.5e10", "0.000001"] {
            assert!(read(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn broken_text_is_a_syntax_error() {
        for bad in ["", "{", "{\"a\"", "{\"a", "[1,]", "nul", "{\"$serde_json::private::Number\":\"1\"}"] {
            assert!(matches!(read(bad), Err(JsonError::Syntax(_))), "{bad}");
        }
    }
}

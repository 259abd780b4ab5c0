//! What somebody brought to be checked: a document, a link, or something else.

/// What was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Brought {
    /// A text that is meant to be a certificate; reading it is the check's first step.
    Document(String),
    /// A link to a shared certificate: its id and the key.
    Link { id: String, key: String },
}

/// Why nothing can be checked; each has its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Nothing was given.
    Empty,
    /// A link without the part after `#`.
    CutLink,
    /// A link of another registry.
    OtherRegistry,
    /// A link or code for receiving a certificate.
    Claim,
    /// None of all that.
    Unknown,
}

/// Understands a text: pasted, scanned, or from a file. `host` is this registry's own.
pub(super) fn understand(text: &str, host: &str) -> Result<Brought, Refused> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    if text.starts_with(['{', '[']) || looks_compact(text) {
        return Ok(Brought::Document(text.to_owned()));
    }
    if text.contains("/wallet/claim") {
        return Err(Refused::Claim);
    }
    link(text, host)
}

/// An SD-JWT: a token of three parts, and disclosures after tildes.
fn looks_compact(text: &str) -> bool {
    let token = text.split('~').next().unwrap_or_default();
    text.contains('~') && token.starts_with("ey") && token.split('.').count() == 3
}

fn link(text: &str, host: &str) -> Result<Brought, Refused> {
    let (before, rest) = text.split_once("/s/").ok_or(Refused::Unknown)?;
    let named = before.rsplit("//").next().unwrap_or_default();
    if !named.is_empty() && named != host {
        return Err(Refused::OtherRegistry);
    }
    let (id, key) = rest.split_once('#').ok_or(Refused::CutLink)?;
    let fits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if fits(id) && fits(key) {
        Ok(Brought::Link { id: id.to_owned(), key: key.to_owned() })
    } else {
        Err(Refused::CutLink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "registro.example";

    #[test]
    fn a_link_is_understood_with_and_without_its_host() {
        let expected = Ok(Brought::Link { id: "aB_1".into(), key: "k-2".into() });
        assert_eq!(understand(" https://registro.example/s/aB_1#k-2\n", HOST), expected);
        assert_eq!(understand("/s/aB_1#k-2", HOST), expected);
        assert_eq!(understand("https://registro.example/s/aB_1", HOST), Err(Refused::CutLink));
        assert_eq!(understand("https://registro.example/s/aB_1#", HOST), Err(Refused::CutLink));
        assert_eq!(understand("https://other.example/s/aB_1#k", HOST), Err(Refused::OtherRegistry));
    }

    #[test]
    fn a_text_in_braces_is_a_document() {
        let expected = Ok(Brought::Document("{cut".to_owned()));
        assert_eq!(understand("\u{feff} {cut ", HOST), expected);
        let compact = "eyJ0.eyJp.c2ln~WyJz~";
        assert_eq!(understand(compact, HOST), Ok(Brought::Document(compact.to_owned())));
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        assert_eq!(understand("  ", HOST), Err(Refused::Empty));
        assert_eq!(understand("https://registro.example/wallet/claim#code=AB", HOST), Err(Refused::Claim));
        assert_eq!(understand("hola", HOST), Err(Refused::Unknown));
    }
}

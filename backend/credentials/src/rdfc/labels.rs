//! RDF Dataset Canonicalization (RDFC-1.0) for statements whose nodes without identifier can all be
//! told apart by what is said of each: nearly every certificate. Others go the long way.

use sha2::{Digest, Sha256};

use super::statements::{Name, Object, Statement, Statements};

/// The canonical N-Quads; none when two nodes look the same at first sight, or the same is said twice
/// of a node without identifier.
pub(super) fn canonical(statements: &Statements) -> Option<String> {
    let labels = labels(statements)?;
    let label = |blank: usize, text: &mut String| {
        text.push_str("_:c14n");
        text.push_str(labels.get(blank).map_or("", String::as_str));
    };
    let mut text = Lines::default();
    for statement in &statements.list {
        text.add(statement, &label);
    }
    let mut lines = text.sorted();
    let twice = |pair: &[&str]| matches!(pair, [one, other] if one == other && one.starts_with("_:"));
    if lines.windows(2).any(twice) {
        return None;
    }
    lines.dedup();
    Some(lines.concat())
}

/// The number of each node in canonical order (section 4.4.3, steps 3 and 4).
fn labels(statements: &Statements) -> Option<Vec<String>> {
    let mut about: Vec<Vec<&Statement>> = vec![Vec::new(); statements.blanks];
    for statement in &statements.list {
        let blanks = [Some(statement.subject), statement.object.node()];
        for blank in blanks.into_iter().flatten() {
            if let Name::Blank(blank) = blank {
                about.get_mut(blank)?.push(statement);
            }
        }
    }
    let mut hashes = Vec::with_capacity(about.len());
    for (blank, about) in about.iter().enumerate() {
        hashes.push((first_degree(blank, about), blank));
    }
    hashes.sort_unstable();
    if hashes.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
        return None;
    }
    let mut labels = vec![String::new(); hashes.len()];
    for (number, (_, blank)) in hashes.iter().enumerate() {
        *labels.get_mut(*blank)? = number.to_string();
    }
    Some(labels)
}

/// "Hash First Degree Quads" (section 4.6): what is said of a node, when every other is the same.
fn first_degree(blank: usize, about: &[&Statement]) -> [u8; 32] {
    let mut lines = Lines::default();
    for statement in about {
        lines.add(statement, &|other, text| text.push_str(if other == blank { "_:a" } else { "_:z" }));
    }
    let hash = lines.sorted().into_iter().fold(Sha256::new(), Sha256::chain_update);
    hash.finalize().into()
}

/// Lines of N-Quads, one after the other in one text.
#[derive(Default)]
struct Lines {
    text: String,
    ends: Vec<usize>,
}

impl Lines {
    fn add(&mut self, statement: &Statement, label: &dyn Fn(usize, &mut String)) {
        self.name(statement.subject, label);
        self.text.push(' ');
        self.name(Name::Iri(statement.predicate), label);
        self.text.push(' ');
        match &statement.object {
            Object::Node(name) => self.name(*name, label),
            Object::Literal(value, datatype) => {
                self.quote(value);
                if let Some(datatype) = datatype {
                    self.text.push_str("^^");
                    self.name(Name::Iri(datatype), label);
                }
            }
        }
        self.text.push_str(" .\n");
        self.ends.push(self.text.len());
    }

    fn name(&mut self, name: Name, label: &dyn Fn(usize, &mut String)) {
        match name {
            Name::Blank(blank) => label(blank, &mut self.text),
            Name::Iri(iri) => {
                self.text.push('<');
                self.text.push_str(iri);
                self.text.push('>');
            }
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        let mut rest = value;
        while let Some(at) = rest.find(['"', '\\', '\n', '\r']) {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            let mut signs = special.chars();
            self.text.push_str(match signs.next() {
                Some('"') => "\\\"",
                Some('\\') => "\\\\",
                Some('\n') => "\\n",
                _ => "\\r",
            });
            rest = signs.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// In code point order.
    fn sorted(&self) -> Vec<&str> {
        let mut lines = Vec::with_capacity(self.ends.len());
        let mut start = 0;
        for &end in &self.ends {
            lines.extend(self.text.get(start..end));
            start = end;
        }
        lines.sort_unstable();
        lines
    }
}

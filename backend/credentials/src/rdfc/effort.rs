//! How much work the contexts of a document may make. All of them are built in or in the document, but
//! one that stands inside an object, or belongs to a term or type, is processed again wherever it
//! holds: a short document could keep a processor busy for minutes.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use ssi::json_ld::{Iri, LoadError, Loader, LoadingResult, UnknownContext};

use super::MOST_QUADS;
use crate::contexts::BuiltIn;

/// The most times that a document may have built-in contexts processed. A presentation of twenty
/// credentials with three contexts each needs sixty.
const MOST_LOADS: usize = 150;
/// The most objects with contexts of their own.
const MOST_EMBEDDED: usize = 100;
/// The most that terms with contexts of their own, which a document defines itself, may bring about:
/// terms that are in force, for each value that could have them read anew.
const MOST_READINGS: usize = 400_000;
/// About as many terms as the built-in contexts have.
const BUILT_IN_TERMS: usize = 100;

/// Hands out built-in contexts, but only so many times.
#[derive(Debug, Default)]
pub(super) struct Few(AtomicUsize);

impl Loader for Few {
    async fn load(&self, url: &Iri) -> LoadingResult {
        if self.0.fetch_add(1, Ordering::Relaxed) >= MOST_LOADS {
            return Err(LoadError::new(url.to_owned(), UnknownContext));
        }
        BuiltIn.load(url).await
    }
}

/// Whether the work is that of an honest document, as far as can be told without doing it.
pub(super) fn is_bounded(document: &Value) -> bool {
    let mut found = Found::default();
    found.look(document, true);
    let readings = (found.terms + BUILT_IN_TERMS) * found.values;
    // Each object and each type is part of a statement of its own.
    found.nodes <= MOST_QUADS && found.embedded <= MOST_EMBEDDED && (found.scoped == 0 || readings <= MOST_READINGS)
}

/// Whether a document has contexts other than built-in ones at its top.
pub fn has_own_contexts(document: &Value) -> bool {
    let mut found = Found::default();
    found.look(document, true);
    found.terms > 0 || found.embedded > 0
}

/// What makes work in a document.
#[derive(Default)]
struct Found {
    /// Values of any kind.
    values: usize,
    /// Objects, and texts that could be types.
    nodes: usize,
    /// Objects below the top that have a context.
    embedded: usize,
    /// Members of contexts that stand in the document, at any depth.
    terms: usize,
    /// Those with a context of their own.
    scoped: usize,
}

impl Found {
    fn look(&mut self, value: &Value, at_top: bool) {
        self.values += 1;
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.look(item, false)),
            Value::Object(members) => {
                self.nodes += 1;
                for (name, member) in members {
                    if name == "@context" {
                        self.embedded += usize::from(!at_top);
                        self.look_at_context(member);
                    } else {
                        self.look(member, false);
                    }
                }
            }
            Value::String(text) => self.nodes += usize::from(!text.contains([':', ' '])),
            _ => {}
        }
    }

    fn look_at_context(&mut self, context: &Value) {
        match context {
            Value::Array(items) => items.iter().for_each(|item| self.look_at_context(item)),
            Value::Object(members) => {
                self.terms += members.len();
                for definition in members.values() {
                    self.scoped += usize::from(definition.get("@context").is_some());
                    self.look_at_context(definition);
                }
            }
            // An address among others is at most what the loader allows.
            _ => {}
        }
    }
}

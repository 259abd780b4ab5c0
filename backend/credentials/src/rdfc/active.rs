//! Contexts, processed once.
//!
//! Nearly every document names the same few contexts, and `ssi` would read their hundreds of terms
//! anew for each of them and for each type inside. Here every context that a document can bring about
//! is processed by `ssi` the first time and kept for good. What documents can bring about is bounded:
//! contexts are built in, and there is a limit on how many are kept.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

use serde_json::{Value, json};
use ssi::json_ld::context::{BindingRef, NormalTermDefinition};
use ssi::json_ld::context_processing::Options;
use ssi::json_ld::syntax::context::{Context as Local, ContextEntry};
use ssi::json_ld::syntax::{Keyword, TryFromJson as _};
use ssi::json_ld::{Container, Context as Processed, Id, IriBuf, Process as _, Term as Mapped, Type, ValidId};

use super::ready;
use crate::contexts::{BuiltIn, is_built_in};

/// The most contexts that are kept, about 100 KB each.
const MOST_KEPT: usize = 200;
/// The most lists of contexts, and contexts in one list, that are kept.
const MOST_LISTS: usize = 32;
const LONGEST_LIST: usize = 8;
/// The most combinations of types that are kept for one context.
const MOST_COMBINATIONS: usize = 32;

/// How many contexts are kept so far.
static KEPT: AtomicUsize = AtomicUsize::new(0);
/// By the addresses that a document names.
static LISTS: RwLock<Vec<(Vec<String>, &Active)>> = RwLock::new(Vec::new());

/// A processed context (JSON-LD 1.1 API, section 4.1), and those that follow from it.
pub(super) struct Active {
    terms: HashMap<String, Term>,
    /// What holds again in the next object, because this one holds for one type only.
    pub(super) previous: Option<&'static Active>,
    processed: Processed,
    by_types: RwLock<Vec<(Vec<String>, &'static Active)>>,
}

/// What a term means.
pub(super) struct Term {
    pub(super) means: Means,
    pub(super) values: Values,
    /// Whether `means` may be put in front of what follows a colon.
    pub(super) is_prefix: bool,
    pub(super) scope: Option<Scope>,
}

/// What a term stands for.
pub(super) enum Means {
    /// `@id`.
    Id,
    /// `@type`.
    Type,
    /// A property or type.
    Iri(String),
    /// Anything else, which only `ssi` reads.
    Other,
}

/// How a property's values are read.
pub(super) enum Values {
    /// As what they are.
    Plain,
    /// Texts are identifiers.
    Ids,
    /// Texts are terms or identifiers.
    Terms,
    /// Of this data type.
    Typed(String),
    /// In a way that only `ssi` knows: lists, maps, graphs, languages, and so on.
    Other,
}

/// A context of its own, for what is inside a property or of a type: processed when it is first
/// needed, for each use.
#[derive(Default)]
pub(super) struct Scope {
    scalars: OnceLock<Option<&'static Active>>,
    objects: OnceLock<Option<&'static Active>>,
    objects_after: OnceLock<Option<&'static Active>>,
}

impl Active {
    /// The context that a document states; none when it is not made of built-in ones only.
    pub(super) fn stated(context: &Value) -> Option<&'static Self> {
        let stated = std::slice::from_ref(context);
        let stated = context.as_array().map_or(stated, Vec::as_slice);
        let same =
            |kept: &[String]| kept.len() == stated.len() && kept.iter().zip(stated).all(|(one, other)| other == one);
        let find = |lists: &[(Vec<String>, &'static Self)]| {
            lists.iter().find(|(list, _)| same(list)).map(|(_, active)| *active)
        };
        if let Some(active) = find(&LISTS.read().unwrap_or_else(PoisonError::into_inner)) {
            return Some(active);
        }
        if stated.is_empty() || stated.len() > LONGEST_LIST {
            return None;
        }
        let list: Option<Vec<String>> = stated.iter().map(|entry| entry.as_str().map(str::to_owned)).collect();
        let list = list.filter(|list| list.iter().all(|url| is_built_in(url)))?;
        let mut lists = LISTS.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(active) = find(&lists) {
            return Some(active);
        }
        let plain: Vec<&Value> = stated.iter().filter(|entry| !super::repeats(stated, entry)).collect();
        let local = Local::try_from_json(super::parse(&json!(plain)).ok()?).ok();
        let local = local.filter(|_| lists.len() < MOST_LISTS)?;
        let active = keep(process(&Processed::default(), &local, None, Options::default())?, None)?;
        lists.push((list, active));
        Some(active)
    }

    /// What a term means here.
    pub(super) fn term(&self, name: &str) -> Option<&Term> {
        self.terms.get(name)
    }

    /// The context for a text, number or truth value of a property.
    pub(super) fn for_scalar(&'static self, name: &str) -> Option<&'static Self> {
        let Some(scope) = &self.term(name)?.scope else { return Some(self) };
        *scope.scalars.get_or_init(|| self.scoped(self, name, Options::default()))
    }

    /// The context for an object that is a property's value; `bare` when the object is nothing but an
    /// identifier.
    pub(super) fn for_object(&'static self, name: &str, bare: bool) -> Option<&'static Self> {
        let base = self.previous.filter(|_| !bare).unwrap_or(self);
        let Some(scope) = &self.term(name)?.scope else { return Some(base) };
        let kept = if bare { &scope.objects } else { &scope.objects_after };
        *kept.get_or_init(|| self.scoped(base, name, Options::default().with_override()))
    }

    /// The context inside an object of these types, as they are written.
    pub(super) fn for_types(&'static self, types: &[&str]) -> Option<&'static Self> {
        let has_scope = |name: &str| self.term(name).is_some_and(|term| term.scope.is_some());
        let mut scoped: Vec<&str> = types.iter().copied().filter(|name| has_scope(name)).collect();
        if scoped.is_empty() {
            return Some(self);
        }
        scoped.sort_unstable();
        let find = |kept: &[(Vec<String>, &'static Self)]| {
            kept.iter().find(|(names, _)| *names == scoped).map(|(_, active)| *active)
        };
        if let Some(active) = find(&self.by_types.read().unwrap_or_else(PoisonError::into_inner)) {
            return Some(active);
        }
        let mut kept = self.by_types.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(active) = find(&kept) {
            return Some(active);
        }
        if kept.len() >= MOST_COMBINATIONS {
            return None;
        }
        let active = self.inside(&scoped)?;
        kept.push((scoped.into_iter().map(str::to_owned).collect(), active));
        Some(active)
    }

    /// One type after the other, each as it is defined out here.
    fn inside(&'static self, types: &[&str]) -> Option<&'static Self> {
        let mut inner: Option<Processed> = None;
        for name in types {
            let base = inner.as_ref().unwrap_or(&self.processed);
            inner = Some(self.process_scope(base, name, Options::default().without_propagation())?);
        }
        keep(inner?, Some(self))
    }

    fn scoped(&'static self, base: &'static Self, name: &str, options: Options) -> Option<&'static Self> {
        keep(self.process_scope(&base.processed, name, options)?, Some(base))
    }

    fn process_scope(&self, base: &Processed, name: &str, options: Options) -> Option<Processed> {
        let definition = self.processed.get_normal(name)?;
        process(base, definition.context.as_ref()?, definition.base_url.clone(), options)
    }
}

/// None when `ssi` finds a fault in it, or when it starts from nothing again.
fn process(base: &Processed, local: &Local, url: Option<IriBuf>, options: Options) -> Option<Processed> {
    if local.iter().any(|entry| matches!(entry, ContextEntry::Null)) {
        return None;
    }
    let found = ready(local.process_with(&mut (), base, &BuiltIn, url, options))?;
    found.ok().map(ssi::json_ld::context_processing::Processed::into_processed)
}

/// Keeps a processed context that was made from `outer`; none when there are too many already, or when it
/// states something about all values, which only `ssi` reads.
fn keep(processed: Processed, outer: Option<&'static Active>) -> Option<&'static Active> {
    let plain = processed.base_iri().is_none()
        && processed.default_language().is_none()
        && processed.default_base_direction().is_none();
    if !plain || KEPT.fetch_add(1, Ordering::Relaxed) >= MOST_KEPT {
        return None;
    }
    let mut terms = HashMap::new();
    for binding in processed.definitions() {
        match binding {
            BindingRef::Normal(key, definition) => drop(terms.insert(key.as_str().to_owned(), Term::of(definition))),
            // `@type` itself is defined anew.
            BindingRef::Type(_) => return None,
        }
    }
    let previous = outer.filter(|_| processed.previous_context().is_some());
    let previous = previous.map(|outer| outer.previous.unwrap_or(outer));
    Some(Box::leak(Box::new(Active { terms, previous, processed, by_types: RwLock::default() })))
}

impl Term {
    fn of(definition: &NormalTermDefinition) -> Self {
        let means = match &definition.value {
            Some(Mapped::Keyword(Keyword::Id)) => Means::Id,
            Some(Mapped::Keyword(Keyword::Type)) => Means::Type,
            Some(Mapped::Id(Id::Valid(ValidId::Iri(iri)))) => Means::Iri(iri.as_str().to_owned()),
            _ => Means::Other,
        };
        Self {
            means,
            values: Values::of(definition),
            is_prefix: definition.prefix,
            scope: definition.context.as_ref().map(|_| Scope::default()),
        }
    }
}

impl Values {
    fn of(definition: &NormalTermDefinition) -> Self {
        let simple = matches!(definition.container, Container::None | Container::Set)
            && !definition.reverse_property
            && definition.direction.is_none()
            && definition.index.is_none()
            && definition.language.is_none()
            && definition.nest.is_none();
        match &definition.typ {
            _ if !simple => Self::Other,
            None | Some(Type::None) => Self::Plain,
            Some(Type::Id) => Self::Ids,
            Some(Type::Vocab) => Self::Terms,
            Some(Type::Iri(iri)) => Self::Typed(iri.as_str().to_owned()),
            Some(Type::Json) => Self::Other,
        }
    }
}

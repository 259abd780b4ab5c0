//! A form: what was typed, what is wrong with it, whether it is on its way.
//!
//! What is typed survives a reload of the page (kept for the tab only); secrets do not.

use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Once};
use crate::browser::storage;
use crate::i18n::T;

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    name: &'static str,
    first: String,
    secret: bool,
}

impl FormField {
    /// The value it has before anything is typed.
    #[must_use]
    pub fn starting(mut self, value: impl Into<String>) -> Self {
        self.first = value.into();
        self
    }
}

/// A field whose value is kept across a reload.
pub fn field(name: &'static str) -> FormField {
    FormField { name, first: String::new(), secret: false }
}

/// A field that is never kept: passwords, PINs, document numbers.
pub fn secret(name: &'static str) -> FormField {
    FormField { secret: true, ..field(name) }
}

/// What a form holds.
#[derive(Debug, Clone, PartialEq)]
struct State {
    values: BTreeMap<&'static str, String>,
    /// Wrong fields with their messages, in the order to be fixed.
    wrong: Vec<(String, AttrValue)>,
    /// What is wrong with the whole.
    refused: Option<AttrValue>,
    sending: bool,
    /// Counts refusals, so that the summary takes focus each time.
    refusals: u32,
    once: Once,
}

enum Change {
    Typed(&'static str, String),
    Sending,
    Refused(Option<AttrValue>, Vec<(String, AttrValue)>),
    Accepted,
    Cleared(BTreeMap<&'static str, String>),
}

impl Reducible for State {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Typed(name, value) => {
                // Another intention from here on.
                next.once = Once::new();
                next.values.insert(name, value);
            }
            Change::Sending => {
                next.sending = true;
            }
            Change::Refused(refused, wrong) => {
                next.sending = false;
                next.refusals += 1;
                next.refused = refused;
                next.wrong = wrong;
            }
            Change::Accepted => {
                (next.wrong, next.refused, next.sending) = (Vec::new(), None, false);
            }
            Change::Cleared(values) => {
                next =
                    Self { values, wrong: Vec::new(), refused: None, sending: false, refusals: 0, once: Once::new() };
            }
        }
        next.into()
    }
}

/// A form within reach of its fields, its summary and its button.
#[derive(Clone, PartialEq)]
pub struct Form {
    name: AttrValue,
    fields: Rc<Vec<FormField>>,
    state: UseReducerHandle<State>,
}

impl Form {
    /// What stands in a field.
    pub fn value(&self, name: &str) -> String {
        self.state.values.get(name).cloned().unwrap_or_default()
    }

    /// What stands in a field without the spaces around it, or nothing.
    pub fn given(&self, name: &str) -> Option<String> {
        let value = self.value(name);
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// Puts a value in a field, as if it was typed.
    pub fn set(&self, name: &str, value: impl Into<String>) {
        let Some(field) = self.fields.iter().find(|field| field.name == name) else {
            crate::browser::console::error(&format!("the form has no field {name}"));
            return;
        };
        let value = value.into();
        if !field.secret {
            storage::keep(&key(&self.name, field.name), &value);
        }
        self.state.dispatch(Change::Typed(field.name, value));
    }

    /// The element id of a field, which the summary links to.
    pub fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.name)
    }

    /// What is wrong with a field.
    pub fn wrong(&self, name: &str) -> Option<AttrValue> {
        let found = self.state.wrong.iter().find(|(field, _)| field == name);
        found.map(|(_, message)| message.clone())
    }

    /// All that is wrong, field by field.
    pub fn all_wrong(&self) -> &[(String, AttrValue)] {
        &self.state.wrong
    }

    /// What is wrong with the whole.
    pub fn refused(&self) -> Option<&AttrValue> {
        self.state.refused.as_ref()
    }

    /// How often the form was refused.
    pub fn refusals(&self) -> u32 {
        self.state.refusals
    }

    /// Whether the last attempt was refused; the page's title says so.
    pub fn failed(&self) -> bool {
        self.state.refused.is_some() || !self.state.wrong.is_empty()
    }

    pub fn is_sending(&self) -> bool {
        self.state.sending
    }

    /// The key of this intention, the same until something else is typed.
    pub fn once(&self) -> Once {
        self.state.once.clone()
    }

    /// The form is on its way.
    pub fn sending(&self) {
        self.state.dispatch(Change::Sending);
    }

    /// Sends what was typed, unless it is on its way. When it was accepted the form forgets it and
    /// `done` gets what came of it; otherwise the form says what was refused.
    pub fn send<R: 'static>(
        &self,
        t: &T,
        request: impl Future<Output = Result<R, Failure>> + 'static,
        done: impl FnOnce(R) + 'static,
    ) {
        if self.is_sending() {
            return;
        }
        self.sending();
        let (form, t) = (self.clone(), t.clone());
        spawn_local(async move {
            match request.await {
                Ok(result) => {
                    form.clear();
                    done(result);
                }
                Err(failure) => form.refuse_with(&t, &failure),
            }
        });
    }

    /// Refuses with a message for each wrong field.
    pub fn refuse_fields(&self, wrong: Vec<(&'static str, AttrValue)>) {
        let wrong = wrong.into_iter().map(|(name, m)| (name.to_owned(), m));
        self.state.dispatch(Change::Refused(None, wrong.collect()));
    }

    /// Refuses with one message for the whole.
    pub fn refuse(&self, message: AttrValue) {
        self.state.dispatch(Change::Refused(Some(message), Vec::new()));
    }

    /// Refuses with what the server said: field by field where it named fields of this form.
    pub fn refuse_with(&self, t: &T, failure: &Failure) {
        let mut wrong = Vec::new();
        if let Failure::Problem(problem) = failure {
            for error in &problem.errors {
                if self.fields.iter().any(|field| field.name == error.field) {
                    wrong.push((error.field.clone(), t.field_error(&error.code)));
                }
            }
        }
        let whole = wrong.is_empty().then(|| t.failure(failure));
        self.state.dispatch(Change::Refused(whole, wrong));
    }

    /// It was understood: nothing is wrong, and what was typed stays.
    pub fn accept(&self) {
        self.state.dispatch(Change::Accepted);
    }

    /// It was accepted: forgets what was typed.
    pub fn clear(&self) {
        for field in self.fields.iter() {
            storage::forget(&key(&self.name, field.name));
        }
        let values = self.fields.iter().map(|f| (f.name, f.first.clone()));
        self.state.dispatch(Change::Cleared(values.collect()));
    }
}

fn key(form: &str, field: &str) -> String {
    format!("puente.form.{form}.{field}")
}

/// A form of a name that no other form in the program has.
#[hook]
pub fn use_form(name: impl Into<AttrValue>, fields: Vec<FormField>) -> Form {
    let name = name.into();
    let state = {
        let name = name.clone();
        let fields = fields.clone();
        use_reducer(move || State {
            values: fields
                .iter()
                .map(|field| {
                    let kept = (!field.secret).then(|| storage::kept(&key(&name, field.name))).flatten();
                    (field.name, kept.unwrap_or_else(|| field.first.clone()))
                })
                .collect(),
            wrong: Vec::new(),
            refused: None,
            sending: false,
            refusals: 0,
            once: Once::new(),
        })
    };
    Form { name, fields: Rc::new(fields), state }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> Rc<State> {
        Rc::new(State {
            values: BTreeMap::from([("code", String::new())]),
            wrong: Vec::new(),
            refused: None,
            sending: false,
            refusals: 0,
            once: Once::new(),
        })
    }

    #[test]
    fn sending_again_is_the_same_intention_and_typing_is_another() {
        let first = state();
        let once = first.once.clone();
        let sent = first.reduce(Change::Sending);
        let refused = sent.reduce(Change::Refused(Some("no network".into()), Vec::new()));
        assert_eq!(refused.once, once);
        let typed = refused.reduce(Change::Typed("code", "A".to_owned()));
        assert_ne!(typed.once, once);
    }

    #[test]
    fn a_refusal_keeps_what_was_typed() {
        let typed = state().reduce(Change::Typed("code", "ABCD".to_owned()));
        let refused = typed.reduce(Change::Refused(None, vec![("code".to_owned(), "too short".into())]));
        assert_eq!(refused.values.get("code").map(String::as_str), Some("ABCD"));
        assert_eq!(refused.refusals, 1);
        assert!(!refused.sending);
    }
}

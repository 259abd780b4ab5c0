//! The question before a key changes: what it means, why, and since when.

use chrono::{NaiveDate, NaiveTime};
use puente_wire::issuer_keys::{CompromiseKey, EndKey};
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{ButtonKind, Confirm, ErrorSummary, Field, TextArea};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyAction {
    /// Replace the active keys.
    Rotate,
    /// Let this key sign.
    Activate(i32),
    /// End this key.
    Retire(i32),
    /// This key may be in other hands.
    Compromise(i32),
}

impl KeyAction {
    /// A name for each dialog of its own.
    pub(super) fn name(self) -> String {
        format!("{self:?}")
    }

    fn words(self, t: &T) -> [AttrValue; 3] {
        match self {
            Self::Rotate => [t.text("key-rotate-title"), t.text("key-rotate-text"), t.text("key-rotate")],
            Self::Activate(_) => [t.text("key-activate-title"), t.text("key-activate-text"), t.text("key-activate")],
            Self::Retire(_) => [t.text("key-retire-title"), t.text("key-retire-text"), t.text("key-retire")],
            Self::Compromise(_) => {
                [t.text("key-compromise-title"), t.text("key-compromise-text"), t.text("key-compromise")]
            }
        }
    }

    const fn kind(self) -> ButtonKind {
        match self {
            Self::Rotate | Self::Activate(_) => ButtonKind::Main,
            Self::Retire(_) | Self::Compromise(_) => ButtonKind::Danger,
        }
    }
}

/// What the server is told.
enum Request {
    Rotate(EndKey),
    Activate(i32),
    Retire(i32, EndKey),
    Compromise(i32, CompromiseKey),
}

impl Request {
    async fn send(self, slug: &str) -> Result<(), Failure> {
        match self {
            Self::Rotate(request) => api::issuer_keys::rotate(slug, &request).await,
            Self::Activate(number) => api::issuer_keys::activate(slug, number).await,
            Self::Retire(number, request) => api::issuer_keys::retire(slug, number, &request).await,
            Self::Compromise(number, request) => api::issuer_keys::compromise(slug, number, &request).await,
        }
        .map(drop)
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct KeyDialogProps {
    pub(super) slug: AttrValue,
    pub(super) action: KeyAction,
    pub(super) close: Callback<()>,
    pub(super) done: Callback<()>,
}

#[component]
pub(super) fn KeyDialog(props: &KeyDialogProps) -> Html {
    let t = use_t();
    let now = page::now();
    let (day, time) = (now.date_naive().to_string(), now.format("%H:%M").to_string());
    let form = use_form("key", vec![field("from").starting(day), field("time").starting(time), field("reason")]);
    let on_yes = {
        let (form, t, slug) = (form.clone(), t.clone(), props.slug.clone());
        let (action, done) = (props.action, props.done.clone());
        Callback::from(move |()| {
            let Some(request) = complete(action, &form, &t) else { return };
            let (slug, done) = (slug.clone(), done.clone());
            let sent = async move { request.send(&slug).await };
            form.send(&t, sent, move |()| done.emit(()));
        })
    };
    let [title, text, yes] = props.action.words(&t);
    html! {
        <Confirm {title} {yes} kind={props.action.kind()} {on_yes} on_no={props.close.clone()} busy={form.is_sending()}>
            <p>{ text }</p>
            <ErrorSummary form={form.clone()} />
            if matches!(props.action, KeyAction::Compromise(_)) {
                <Field form={form.clone()} name="from" label={t.text("key-from-day")} hint={t.text("key-from-hint")} kind="date" class="short" required=true />
                <Field form={form.clone()} name="time" label={t.text("key-from-time")} hint={t.text("key-from-time-hint")} kind="time" class="short" required=true />
            }
            if !matches!(props.action, KeyAction::Activate(_)) {
                <TextArea form={form.clone()} name="reason" label={t.text("key-reason")} rows=3 required=true />
            }
        </Confirm>
    }
}

/// The request, or the refusal of what is missing.
fn complete(action: KeyAction, form: &Form, t: &T) -> Option<Request> {
    let day = form.given("from").and_then(|day| day.parse::<NaiveDate>().ok());
    let time = form.given("time").and_then(|time| NaiveTime::parse_from_str(time.get(..5)?, "%H:%M").ok());
    let reason = form.given("reason");
    let dated = matches!(action, KeyAction::Compromise(_));
    let reasoned = !matches!(action, KeyAction::Activate(_));
    let missing =
        [("from", dated && day.is_none()), ("time", dated && time.is_none()), ("reason", reasoned && reason.is_none())];
    let wrong: Vec<_> = missing
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| (name, t.field_error("required")))
        .collect();
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    Some(match action {
        KeyAction::Rotate => Request::Rotate(EndKey { reason: reason? }),
        KeyAction::Activate(number) => Request::Activate(number),
        KeyAction::Retire(number) => Request::Retire(number, EndKey { reason: reason? }),
        KeyAction::Compromise(number) => {
            Request::Compromise(number, CompromiseKey { from: day?.and_time(time?).and_utc(), reason: reason? })
        }
    })
}

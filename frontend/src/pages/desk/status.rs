//! Suspending, restoring, revoking: each asks for a reason first.

use puente_wire::certificates::{
    CertificateRecord, CertificateState, CertificateSummary, LiftSuspension, StatusChange, StatusReason,
};
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind, Confirm, ErrorSummary, Select, TextArea};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::id;
use crate::place::use_place;

/// What can be done to a certificate's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Suspend,
    Lift,
    Revoke,
}

impl Action {
    /// Title, explanation, and the words of the button.
    const fn words(self) -> [&'static str; 3] {
        match self {
            Self::Suspend => [id!("suspend-title"), id!("suspend-text"), id!("suspend")],
            Self::Lift => [id!("lift-title"), id!("lift-text"), id!("lift")],
            Self::Revoke => [id!("revoke-title"), id!("revoke-text"), id!("revoke")],
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Lift => "lift",
            Self::Revoke => "revoke",
        }
    }

    const fn kind(self) -> ButtonKind {
        match self {
            Self::Lift => ButtonKind::Main,
            Self::Suspend | Self::Revoke => ButtonKind::Danger,
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct StatusActionsProps {
    pub(super) certificate: CertificateSummary,
    pub(super) changed: Callback<CertificateRecord>,
}

/// What a signatory may do to the certificate as it stands.
#[component]
pub(super) fn StatusActions(props: &StatusActionsProps) -> Html {
    let t = use_t();
    let open = use_state(|| None::<Action>);
    let possible: &[Action] = match props.certificate.state {
        CertificateState::Unclaimed | CertificateState::Claimed => &[Action::Suspend, Action::Revoke],
        CertificateState::Suspended => &[Action::Lift, Action::Revoke],
        CertificateState::Revoked => &[],
    };
    let button = |action: &Action| {
        let action = *action;
        let [_, _, label] = action.words();
        let onclick = {
            let open = open.setter();
            Callback::from(move |()| open.set(Some(action)))
        };
        html! { <Button kind={ButtonKind::Quiet} label={t.text(label)} {onclick} /> }
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let changed = {
        let (open, changed) = (open.setter(), props.changed.clone());
        Callback::from(move |record: CertificateRecord| {
            open.set(None);
            changed.emit(record);
        })
    };
    html! {
        <>
            <div class="actions no-print">{ for possible.iter().map(button) }</div>
            <div>{ for open.map(|action| html! {
                <Ask key={action.form()} {action} certificate={props.certificate.clone()} close={close.clone()} changed={changed.clone()} />
            }) }</div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AskProps {
    action: Action,
    certificate: CertificateSummary,
    close: Callback<()>,
    changed: Callback<CertificateRecord>,
}

/// The reason, before it is done.
#[component]
fn Ask(props: &AskProps) -> Html {
    let t = use_t();
    let place = use_place();
    let action = props.action;
    let form = use_form(action.form(), vec![field("reason"), field("note")]);
    let on_yes = {
        let (form, t, org, id, changed) =
            (form.clone(), t.clone(), place.organisation.clone(), props.certificate.id.clone(), props.changed.clone());
        Callback::from(move |()| {
            let Some((reason, note)) = read(&form, &t, action) else { return };
            let (org, id, changed) = (org.clone(), id.clone(), changed.clone());
            let sent = async move {
                match action {
                    Action::Suspend => api::desk::suspend(&org, &id, &StatusChange { reason, note }).await,
                    Action::Lift => api::desk::lift(&org, &id, &LiftSuspension { note }).await,
                    Action::Revoke => api::desk::revoke(&org, &id, &StatusChange { reason, note }).await,
                }
            };
            form.send(&t, sent, move |record| changed.emit(record));
        })
    };
    let [title, text, yes] = action.words();
    html! {
        <Confirm title={t.text(title)} yes={t.text(yes)} kind={action.kind()} {on_yes} on_no={props.close.clone()} busy={form.is_sending()}>
            <p>{ t.text(text) }</p>
            <ErrorSummary form={form.clone()} />
            if action != Action::Lift {
                <Select form={form.clone()} name="reason" label={t.text("status-why-public")} hint={t.text("status-why-public-hint")}
                    none={t.text("desk-choose")} options={reasons(&t)} required=true />
            }
            <TextArea form={form.clone()} name="note" label={t.text("status-note")} hint={t.text("status-note-hint")} rows=3 required=true />
        </Confirm>
    }
}

fn reasons(t: &T) -> Vec<(AttrValue, AttrValue)> {
    let words = |reason: &StatusReason| (AttrValue::from(reason.as_str()), t.code("status-reason-", reason.as_str()));
    StatusReason::ALL.iter().map(words).collect()
}

fn read(form: &Form, t: &T, action: Action) -> Option<(StatusReason, String)> {
    let reason = if action == Action::Lift { Some(StatusReason::Other) } else { form.value("reason").parse().ok() };
    let note = form.given("note");
    let mut wrong = Vec::new();
    if reason.is_none() {
        wrong.push(("reason", t.field_error("required")));
    }
    if note.is_none() {
        wrong.push(("note", t.field_error("required")));
    }
    let read = reason.zip(note);
    if read.is_none() {
        form.refuse_fields(wrong);
    }
    read
}

//! Making a link to a certificate: for sending, or for the QR code of a printed sheet.

use puente_wire::shares::Lifetime;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::{page, pause, sheet};
use crate::components::{Button, ButtonKind, CopyButton, ErrorSummary, IconName, Qr, Radios};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::wallet::sharing::{self, ShareError};
use crate::wallet::store::{Kept, KeptShare};

/// What a link is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Share,
    Print,
}

#[derive(Properties, PartialEq)]
pub(super) struct SharePanelProps {
    pub purpose: Purpose,
    pub kept: Kept,
    /// The certificate's title, for the list of links.
    pub title: AttrValue,
    pub close: Callback<()>,
}

/// The panel takes focus when it opens.
#[component]
pub(super) fn SharePanel(props: &SharePanelProps) -> Html {
    let t = use_t();
    let made = use_state(|| None::<KeptShare>);
    let form = use_form("share", vec![field("lifetime").starting(Lifetime::ThirtyDays.as_str())]);
    use_effect_with(props.purpose, |_| page::focus("share-title"));
    let heading = match props.purpose {
        Purpose::Share => t.text("share-title"),
        Purpose::Print => t.text("share-title-print"),
    };
    let body = if let Some(share) = &*made {
        html! { <Made key="made" share={share.clone()} purpose={props.purpose} /> }
    } else {
        let onsubmit = submit(&t, &form, props, made.setter());
        html! { <div key="form">{ choose(&t, &form, props.purpose, onsubmit) }</div> }
    };
    html! {
        <section class="card" aria-labelledby="share-title">
            <h2 id="share-title" tabindex="-1">{ heading }</h2>
            <div>{ body }</div>
            <div class="actions no-print">
                <Button kind={ButtonKind::Plain} label={t.text("close")} onclick={props.close.clone()} />
            </div>
        </section>
    }
}

fn choose(t: &T, form: &Form, purpose: Purpose, onsubmit: Callback<SubmitEvent>) -> Html {
    let option = |lifetime: &Lifetime| {
        let code = lifetime.as_str();
        (AttrValue::Static(code), t.code("lifetime-", code), None)
    };
    let (text, button) = match purpose {
        Purpose::Share => (t.text("share-text"), t.text("share-make")),
        Purpose::Print => (t.text("share-text-print"), t.text("share-make-print")),
    };
    let without = Callback::from(|()| page::print());
    html! {
        <form {onsubmit}>
            <ErrorSummary form={form.clone()} />
            <p>{ text }</p>
            <Radios form={form.clone()} name="lifetime" label={t.text("share-lifetime")} hint={t.text("share-lifetime-hint")}
                options={Lifetime::ALL.iter().map(option).collect::<Vec<_>>()} />
            <div class="actions">
                <Button submit=true label={button} busy={form.is_sending()} />
                if purpose == Purpose::Print {
                    <Button kind={ButtonKind::Quiet} label={t.text("print-without")} onclick={without} />
                }
            </div>
        </form>
    }
}

fn submit(
    t: &T,
    form: &Form,
    props: &SharePanelProps,
    made: UseStateSetter<Option<KeptShare>>,
) -> Callback<SubmitEvent> {
    let (t, form, kept, title, purpose) =
        (t.clone(), form.clone(), props.kept.clone(), props.title.clone(), props.purpose);
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_sending() {
            return;
        }
        form.sending();
        let lifetime = form.value("lifetime").parse().unwrap_or(Lifetime::ThirtyDays);
        let (t, form, kept, title, made) = (t.clone(), form.clone(), kept.clone(), title.clone(), made.clone());
        spawn_local(async move {
            match sharing::share(&kept, &title, lifetime, &form.once()).await {
                Ok(share) => {
                    form.clear();
                    made.set(Some(share));
                    if purpose == Purpose::Print {
                        // The code must be on the page before it is printed.
                        pause::pause(300).await;
                        page::print();
                    }
                }
                Err(ShareError::Failed(failure)) => form.refuse_with(&t, &failure),
                Err(ShareError::WrongKey) => form.refuse(t.text("failure-storage")),
            }
        });
    })
}

#[derive(Properties, PartialEq)]
pub(super) struct MadeProps {
    pub share: KeptShare,
    pub purpose: Purpose,
}

/// The link, its code, and the ways to pass it on.
#[component]
pub(super) fn Made(props: &MadeProps) -> Html {
    let t = use_t();
    let link = sharing::link(&props.share);
    let send = {
        let (link, title) = (link.clone(), props.share.title.clone());
        Callback::from(move |()| {
            let (link, title) = (link.clone(), title.clone());
            spawn_local(async move { sheet::share(&title, &link).await });
        })
    };
    html! {
        <div class="stack">
            <Qr text={link.clone()} label={t.text("share-qr")} />
            <p><span class="code">{ link.clone() }</span></p>
            <div class="actions no-print">
                if sheet::available() {
                    <Button icon={IconName::Share} label={t.text("share-send")} onclick={send} />
                }
                <CopyButton text={link} label={t.text("share-copy")} />
                if props.purpose == Purpose::Print {
                    <Button kind={ButtonKind::Quiet} icon={IconName::Print} label={t.text("print")} onclick={Callback::from(|()| page::print())} />
                }
            </div>
            <p class="hint">{ t.text("share-note") }</p>
        </div>
    }
}

//! An offer in the words of its issuer: from elsewhere, or of a certificate that is not signed yet.

use puente_credentials::openid4vci::Pin;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::certificate::RECEIVED;
use super::trouble::claim_trouble;
use crate::browser::{page, storage};
use crate::components::{Band, Button, ButtonKind, ErrorSummary, Fact, Facts, Field, Tone};
use crate::hooks::{Form, use_query};
use crate::i18n::{T, use_t};
use crate::routes::public::PublicRoute;
use crate::wallet::claiming::{self, ClaimError, Claimed, Offered};

#[derive(Properties, PartialEq)]
pub(super) struct ForeignOfferProps {
    pub link: AttrValue,
    /// Field `pin`.
    pub form: Form,
    /// Back to asking for a code.
    pub forget: Callback<()>,
}

#[component]
pub(super) fn ForeignOffer(props: &ForeignOfferProps) -> Html {
    let t = use_t();
    let form = props.form.clone();
    let offered = use_query(props.link.clone(), |link| async move {
        match claiming::read(&link).await {
            Err(ClaimError::Failed(failure)) => Err(failure),
            other => Ok(other),
        }
    });
    let claimed = use_claimed(&props.forget);
    let shown = offered.view(|found| match found.as_ref() {
        Ok(offered) => html! {
            <div class="card">
                { what(&t, offered) }
                { pin(&t, &form, offered.offer.pin.as_ref(), submit(&t, &form, offered, claimed.clone())) }
            </div>
        },
        Err(error) => html! { <Band tone={Tone::Past} said={claim_trouble(&t, error)} live=true><p>{ t.text("offer-ask-again") }</p></Band> },
    });
    html! {
        <div class="stack">
            <ErrorSummary form={form.clone()} />
            { shown }
            <Button kind={ButtonKind::Plain} label={t.text("offer-other-code")} onclick={props.forget.clone()} />
        </div>
    }
}

/// Where to go when something was claimed.
#[hook]
pub(super) fn use_claimed(forget: &Callback<()>) -> Callback<Claimed> {
    let (navigator, forget) = (use_navigator(), forget.clone());
    Callback::from(move |claimed| {
        forget.emit(());
        let Some(navigator) = &navigator else { return };
        match claimed {
            Claimed::Kept(kept) => {
                storage::keep(RECEIVED, &kept.id);
                navigator.replace(&PublicRoute::Certificate { id: kept.id.clone() });
            }
            Claimed::Promised(_) => navigator.replace(&PublicRoute::Waiting),
        }
    })
}

fn what(t: &T, offered: &Offered) -> Html {
    let language = t.locale().tag();
    let host = offered.offer.host();
    let facts = vec![
        Fact::new(t.text("offer-issuer"), offered.issuer_name(language)),
        Fact::new(t.text("offer-host"), host.to_owned()),
    ];
    html! {
        <>
            <h2>{ offered.title(language).unwrap_or_default() }</h2>
            <Facts {facts} />
            <div>
                if host != page::host() {
                    <p class="hint">{ t.text("offer-elsewhere") }</p>
                }
            </div>
            <hr />
        </>
    }
}

fn pin(t: &T, form: &Form, pin: Option<&Pin>, onsubmit: Callback<SubmitEvent>) -> Html {
    let field = pin.map(|pin| {
        let hint = pin.description.clone().map_or_else(|| t.text("offer-pin-hint"), AttrValue::from);
        let inputmode = if pin.numeric { "numeric" } else { "text" };
        html! {
            <Field form={form.clone()} name="pin" label={t.text("offer-pin-any")} {hint}
                class="narrow" {inputmode} autocomplete="one-time-code" required=true verbatim=true />
        }
    });
    html! {
        <form {onsubmit}>
            <div>{ for field }</div>
            <Button submit=true label={t.text("offer-claim")} busy={form.is_sending()} />
        </form>
    }
}

fn submit(t: &T, form: &Form, offered: &Offered, claimed: Callback<Claimed>) -> Callback<SubmitEvent> {
    let (t, form, offered) = (t.clone(), form.clone(), offered.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let pin: String = form.value("pin").chars().filter(|c| !c.is_whitespace()).collect();
        if form.is_sending() {
            return;
        }
        if offered.offer.pin.is_some() && pin.is_empty() {
            form.refuse_fields(vec![("pin", t.text("offer-pin-missing"))]);
            return;
        }
        form.sending();
        let (t, form, offered, claimed) = (t.clone(), form.clone(), offered.clone(), claimed.clone());
        spawn_local(async move {
            match claiming::claim(&offered, &pin, t.locale().tag()).await {
                Ok(done) => claimed.emit(done),
                Err(ClaimError::WrongPin) if offered.offer.pin.is_some() => {
                    form.refuse_fields(vec![("pin", claim_trouble(&t, &ClaimError::WrongPin))]);
                }
                Err(error) => form.refuse(claim_trouble(&t, &error)),
            }
        });
    })
}

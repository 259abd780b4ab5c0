//! What is offered, and the PIN that brings it in.

use puente_wire::offers::{OfferPreview, OfferState};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::foreign_offer::{ForeignOffer, use_claimed};
use super::trouble::claim_trouble;
use crate::api;
use crate::components::{Band, Button, ButtonKind, ErrorSummary, Fact, Facts, Field, Tone};
use crate::hooks::{Form, Load, use_query};
use crate::i18n::{T, use_t};
use crate::wallet::claiming::{self, ClaimError, Claimed};

/// PINs have this many digits.
const PIN_DIGITS: usize = 6;

#[derive(Properties, PartialEq)]
pub(super) struct OfferFormProps {
    pub code: AttrValue,
    /// Field `pin`.
    pub form: Form,
    /// Back to asking for a code.
    pub forget: Callback<()>,
}

#[component]
pub(super) fn OfferForm(props: &OfferFormProps) -> Html {
    let t = use_t();
    let form = props.form.clone();
    let preview = use_query(props.code.clone(), |code| async move { api::claims::preview(&code).await });
    let claimed = use_claimed(&props.forget);
    let onsubmit = submit(&t, &form, props.code.clone(), preview.again.clone(), claimed);
    if let Load::Failed(failure) = &preview.state
        && failure.code() == Some("offer-unknown")
    {
        // It may be the promise of a certificate that is not signed yet.
        let link = AttrValue::from(claiming::own_link(&props.code));
        return html! { <ForeignOffer key="promised" {link} {form} forget={props.forget.clone()} /> };
    }
    let shown = preview.view(|offer| {
        if offer.state == OfferState::Open || offer.state == OfferState::Claimed {
            html! { <div class="card">{ offered(&t, offer) }{ pin(&t, &form, offer, onsubmit) }</div> }
        } else {
            let said = t.code("offer-refused-", offer.state.as_str());
            html! { <Band tone={Tone::Past} {said} live=true><p>{ t.text("offer-ask-again") }</p></Band> }
        }
    });
    html! {
        <div class="stack">
            <ErrorSummary form={form.clone()} />
            { shown }
            <Button kind={ButtonKind::Plain} label={t.text("offer-other-code")} onclick={props.forget.clone()} />
        </div>
    }
}

fn offered(t: &T, offer: &OfferPreview) -> Html {
    let title = offer.title.official_text();
    let issuer = format!("{} · {}", offer.issuer_name, t.country(&offer.issuer_country));
    let facts = vec![
        Fact::new(t.text("offer-issuer"), issuer),
        Fact::new(t.text("offer-for"), offer.holder_initials.clone()),
        Fact::new(t.text("fact-issued"), t.date(offer.issued_on)),
        Fact::new(t.text("offer-until"), t.instant(offer.expires_at)),
    ];
    html! {
        <>
            <h2>{ title.to_owned() }</h2>
            <p><span class="code">{ offer.standard_code.clone() }</span></p>
            <Facts {facts} />
            <hr />
        </>
    }
}

fn pin(t: &T, form: &Form, offer: &OfferPreview, onsubmit: Callback<SubmitEvent>) -> Html {
    let left = t.with("offer-attempts", &[("n", offer.attempts_left.into())]);
    html! {
        <form {onsubmit}>
            <Field form={form.clone()} name="pin" label={t.text("offer-pin")} hint={t.text("offer-pin-hint")}
                class="narrow" inputmode="numeric" autocomplete="one-time-code" required=true verbatim=true />
            <p class="hint">{ left }</p>
            <Button submit=true label={t.text("offer-claim")} busy={form.is_sending()} />
        </form>
    }
}

fn submit(
    t: &T,
    form: &Form,
    code: AttrValue,
    again: Callback<()>,
    claimed: Callback<Claimed>,
) -> Callback<SubmitEvent> {
    let (t, form) = (t.clone(), form.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let pin: String = form.value("pin").chars().filter(char::is_ascii_digit).collect();
        if form.is_sending() {
            return;
        }
        if pin.len() != PIN_DIGITS {
            form.refuse_fields(vec![("pin", t.text("offer-pin-wrong"))]);
            return;
        }
        form.sending();
        let (t, form, code, again, claimed) = (t.clone(), form.clone(), code.clone(), again.clone(), claimed.clone());
        spawn_local(async move {
            match receive(&code, &pin, t.locale().tag()).await {
                Ok(done) => claimed.emit(done),
                Err(error) => {
                    let said = claim_trouble(&t, &error);
                    if error == ClaimError::WrongPin {
                        form.refuse_fields(vec![("pin", said)]);
                    } else {
                        form.refuse(said);
                    }
                    again.emit(());
                }
            }
        });
    })
}

/// The same way as from any other issuer.
async fn receive(code: &str, pin: &str, language: &str) -> Result<Claimed, ClaimError> {
    let offered = claiming::read(&claiming::own_link(code)).await?;
    claiming::claim(&offered, pin, language).await
}

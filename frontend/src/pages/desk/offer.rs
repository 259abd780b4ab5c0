//! Handing a certificate over: QR code, link, PIN.

use puente_wire::certificates::{CertificateState, CertificateSummary};
use puente_wire::offers::{NewOffer, Offer, OfferState};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, Once};
use crate::browser::page;
use crate::components::{Band, Button, ButtonKind, CopyButton, IconName, Qr, Tone};
use crate::i18n::{T, use_t};
use crate::place::use_place;

use super::may_sign;

#[derive(Properties, PartialEq)]
pub(super) struct HandOverProps {
    pub(super) certificate: CertificateSummary,
    /// The newest offer.
    pub(super) offer: Option<Offer>,
    /// The PIN, where the offer was made just now.
    #[prop_or_default]
    pub(super) pin: Option<String>,
    /// A new offer was made.
    #[prop_or_default]
    pub(super) made: Callback<NewOffer>,
}

/// How the person gets the certificate onto their phone.
#[component]
pub(super) fn HandOver(props: &HandOverProps) -> Html {
    let t = use_t();
    let place = use_place();
    let sending = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let again = {
        let (org, id, made) = (place.organisation.clone(), props.certificate.id.clone(), props.made.clone());
        let (sending, failure) = (sending.clone(), failure.setter());
        Callback::from(move |()| {
            if *sending {
                return;
            }
            sending.set(true);
            let (org, id, made, sending, failure) =
                (org.clone(), id.clone(), made.clone(), sending.setter(), failure.clone());
            spawn_local(async move {
                match api::desk::offer_again(&org, &id, &Once::new()).await {
                    Ok(offer) => {
                        failure.set(None);
                        made.emit(offer);
                    }
                    Err(problem) => failure.set(Some(problem)),
                }
                sending.set(false);
            });
        })
    };
    let can_make = may_sign(&place) && props.certificate.state == CertificateState::Unclaimed;
    let open = props.offer.as_ref().filter(|offer| offer.state == OfferState::Open);
    html! {
        <section class="card hand-over" aria-labelledby="hand-over">
            <h2 id="hand-over">{ t.text("hand-over-title") }</h2>
            <div>{ for failure.iter().map(|failure| html! { <Band tone={Tone::Bad} said={t.failure(failure)} live=true /> }) }</div>
            <div>{ match (open, &props.offer) {
                (Some(offer), _) => open_offer(&t, &props.certificate.holder_name, offer, props.pin.as_deref()),
                (None, Some(offer)) => closed_offer(&t, offer),
                (None, None) => Html::default(),
            } }</div>
            <div class="actions no-print">
                if open.is_some() {
                    <Button kind={ButtonKind::Quiet} icon={IconName::Print} label={t.text("print")} onclick={|()| page::print()} />
                }
                if can_make {
                    <Button kind={if open.is_some() { ButtonKind::Quiet } else { ButtonKind::Main }} label={t.text("hand-over-again")} onclick={again} busy={*sending} />
                }
            </div>
            <div class="no-print">
                if can_make && open.is_some() {
                    <p class="hint">{ t.text("hand-over-again-hint") }</p>
                }
            </div>
        </section>
    }
}

/// Code, link and PIN of an offer that can be claimed.
pub(super) fn open_offer(t: &T, name: &str, offer: &Offer, pin: Option<&str>) -> Html {
    let until = t.instant(offer.expires_at);
    html! {
        <>
            <ol class="steps">
                <li>{ t.text("hand-over-step-scan") }</li>
                <li>{ t.text("hand-over-step-pin") }</li>
                <li>{ t.text("hand-over-step-save") }</li>
            </ol>
            <div class="handed">
                <Qr text={offer.link.clone()} label={t.with("hand-over-qr-label", &[("name", name.into())])} />
                <div class="stack">
                    { the_pin(t, pin) }
                    <div>
                        <p class="label">{ t.text("hand-over-link") }</p>
                        <p><span class="code">{ offer.link.clone() }</span></p>
                        <div class="no-print"><CopyButton text={offer.link.clone()} label={t.text("hand-over-copy-link")} /></div>
                    </div>
                    <p class="hint">{ t.with("hand-over-until", &[("until", until.as_str().into())]) }</p>
                </div>
            </div>
            <details class="no-print">
                <summary>{ t.text("hand-over-other") }</summary>
                <p>{ t.text("hand-over-other-text") }</p>
                <Qr text={offer.wallet_link.clone()} label={t.text("hand-over-other-qr")} />
                <p><span class="code">{ offer.wallet_link.clone() }</span></p>
                <div class="actions">
                    <CopyButton text={offer.wallet_link.clone()} label={t.text("hand-over-copy-link")} />
                    <CopyButton text={offer.wallet_link_by_value.clone()} label={t.text("hand-over-copy-whole")} />
                </div>
            </details>
        </>
    }
}

/// The PIN is told once, when the offer is made.
fn the_pin(t: &T, pin: Option<&str>) -> Html {
    match pin {
        Some(pin) => html! {
            <div>
                <p class="label">{ t.text("hand-over-pin") }</p>
                <p class="pin" id="offer-pin">{ pin.to_owned() }</p>
                <p class="hint">{ t.text("hand-over-pin-once") }</p>
            </div>
        },
        None => {
            html! { <Band tone={Tone::Info} said={t.text("hand-over-pin-told")}><p>{ t.text("hand-over-pin-told-text") }</p></Band> }
        }
    }
}

fn closed_offer(t: &T, offer: &Offer) -> Html {
    let tone = match offer.state {
        OfferState::Claimed => Tone::Ok,
        OfferState::Locked => Tone::Bad,
        _ => Tone::Past,
    };
    let until = t.instant(offer.expires_at);
    html! {
        <Band {tone} said={t.code("offer-state-", offer.state.as_str())}>
            if offer.state == OfferState::Expired {
                <p>{ t.with("hand-over-ended", &[("until", until.as_str().into())]) }</p>
            }
        </Band>
    }
}

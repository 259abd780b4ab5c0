//! Handing the code over before the certificate is signed: the person need not come back for it.

use puente_wire::assessments::Assessment;
use puente_wire::offers::NewOffer;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::offer::open_offer;
use crate::api::{self, Failure, Once};
use crate::components::{Band, Button, ButtonKind, Tone};
use crate::i18n::use_t;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct PromiseProps {
    /// Waits for its signature.
    pub(super) assessment: Assessment,
}

#[component]
pub(super) fn Promise(props: &PromiseProps) -> Html {
    let t = use_t();
    let place = use_place();
    let made = use_state(|| None::<NewOffer>);
    let failure = use_state(|| None::<Failure>);
    let sending = use_state_eq(|| false);
    let make = {
        let (org, id) = (place.organisation.clone(), props.assessment.id.clone());
        let (made, failure, sending) = (made.setter(), failure.setter(), sending.clone());
        Callback::from(move |()| {
            if *sending {
                return;
            }
            sending.set(true);
            let (org, id) = (org.clone(), id.clone());
            let (made, failure, sending) = (made.clone(), failure.clone(), sending.setter());
            spawn_local(async move {
                match api::desk::promise(&org, &id, &Once::new()).await {
                    Ok(offer) => {
                        failure.set(None);
                        made.set(Some(offer));
                    }
                    Err(problem) => failure.set(Some(problem)),
                }
                sending.set(false);
            });
        })
    };
    let name = props.assessment.candidate_name.as_str();
    let body = match &*made {
        Some(new) => html! { <div key="made">{ open_offer(&t, name, &new.offer, Some(new.pin.as_str())) }</div> },
        None => html! {
            <div key="make" class="actions">
                <Button kind={ButtonKind::Quiet} label={t.text("promise-make")} onclick={make} busy={*sending} />
            </div>
        },
    };
    html! {
        <section class="card hand-over" aria-labelledby="promise">
            <h2 id="promise">{ t.text("promise-title") }</h2>
            <p>{ t.text("promise-text") }</p>
            <div>{ for failure.iter().map(|failure| html! { <Band tone={Tone::Bad} said={t.failure(failure)} live=true /> }) }</div>
            <div>{ body }</div>
        </section>
    }
}

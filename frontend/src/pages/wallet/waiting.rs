//! Certificates that were promised: each is asked for again until it is signed.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::BackToList;
use super::certificate::RECEIVED;
use super::trouble::claim_trouble;
use crate::browser::storage;
use crate::components::{Band, Button, Empty, Fact, Facts, IconName, Tone};
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::layout::Page;
use crate::routes::public::PublicRoute;
use crate::wallet::claiming::{self, ClaimError, Standing};
use crate::wallet::store::{self, KeptPromise};

#[component]
pub fn Waiting() -> Html {
    let t = use_t();
    let promises = use_query((), |()| async { Ok(store::promises().await?) });
    let one =
        |promise: &KeptPromise| html! { <Promised key={promise.transaction.clone()} promise={promise.clone()} /> };
    html! {
        <Page title={t.text("awaited-title")} lead={t.text("awaited-lead")} back={html! { <BackToList /> }}>
            { promises.view(|found| if found.is_empty() {
                html! { <Empty icon={IconName::Clock} title={t.text("awaited-empty-title")} text={t.text("awaited-empty-text")} /> }
            } else {
                html! { <div class="stack">{ for found.iter().map(one) }</div> }
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct PromisedProps {
    promise: KeptPromise,
}

/// Asks when the page opens, as far as the issuer wants to be asked, and when the person does.
#[component]
fn Promised(props: &PromisedProps) -> Html {
    let t = use_t();
    let promise = &props.promise;
    let standing = use_state(|| None::<Result<Standing, ClaimError>>);
    let busy = use_state_eq(|| false);
    let navigator = use_navigator();
    let ask = {
        let (promise, standing, busy) = (promise.clone(), standing.setter(), busy.setter());
        Callback::from(move |now: bool| {
            let (promise, standing, busy, navigator) =
                (promise.clone(), standing.clone(), busy.clone(), navigator.clone());
            busy.set(true);
            spawn_local(async move {
                let found = claiming::ask_again(&promise, now).await;
                busy.set(false);
                if let (Ok(Standing::Came(kept)), Some(navigator)) = (&found, &navigator) {
                    storage::keep(RECEIVED, &kept.id);
                    navigator.replace(&PublicRoute::Certificate { id: kept.id.clone() });
                }
                standing.set(Some(found));
            });
        })
    };
    {
        let ask = ask.clone();
        use_effect_with((), move |()| ask.emit(false));
    }
    let forget = {
        let (transaction, standing) = (promise.transaction.clone(), standing.setter());
        Callback::from(move |()| {
            let (transaction, standing) = (transaction.clone(), standing.clone());
            spawn_local(async move {
                drop(store::forget_promise(&transaction).await);
                standing.set(None);
                crate::browser::page::load("/wallet");
            });
        })
    };
    let said = match &*standing {
        Some(Ok(Standing::Refused)) => html! {
            <Band tone={Tone::Past} said={t.text("awaited-refused")} live=true>
                <p>{ t.text("awaited-refused-text") }</p>
                <Button small=true label={t.text("awaited-forget")} onclick={forget} />
            </Band>
        },
        Some(Err(error)) => html! { <Band tone={Tone::Note} said={claim_trouble(&t, error)} live=true /> },
        _ => {
            html! { <Band tone={Tone::Info} said={t.text("awaited-not-ready")} live=true><p>{ t.text("awaited-not-ready-text") }</p></Band> }
        }
    };
    let facts = vec![
        Fact::new(t.text("offer-issuer"), promise.issuer.clone()),
        Fact::new(t.text("awaited-since"), t.instant(promise.asked_at)),
    ];
    html! {
        <section class="card">
            <h2>{ promise.title.clone() }</h2>
            <Facts {facts} />
            <div>{ said }</div>
            <div class="actions">
                <Button label={t.text("awaited-ask")} busy={*busy} onclick={ask.reform(|()| true)} />
            </div>
        </section>
    }
}

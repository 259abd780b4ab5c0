//! The links that the person made: how often they were opened, and stopping them.

use puente_wire::shares::ShareState;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Places;
use super::answers::Answers;
use super::share_panel::{Made, Purpose};
use crate::api::Failure;
use crate::browser::page;
use crate::components::{Button, ButtonKind, Confirm, Empty, Fact, Facts, IconName, Pill, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::wallet::sharing;
use crate::wallet::store::KeptShare;

#[component]
pub fn Shares() -> Html {
    let t = use_t();
    let shares = use_query((), |()| sharing::states());
    let changed = shares.again.clone();
    let list = |found: &Vec<(KeptShare, Option<ShareState>)>| {
        let one = |(share, state): &(KeptShare, Option<ShareState>)| {
            html! { <ShareCard key={share.id.clone()} share={share.clone()} state={state.clone()} changed={changed.clone()} /> }
        };
        html! { <div class="stack">{ for found.iter().map(one) }</div> }
    };
    html! {
        <Page title={t.text("shares-title")} lead={t.text("shares-lead")}>
            <Places />
            { shares.view(|found| if found.is_empty() {
                html! { <Empty icon={IconName::Link} title={t.text("shares-empty-title")} text={t.text("shares-empty-text")} /> }
            } else {
                list(found)
            }) }
            <Answers />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShareCardProps {
    share: KeptShare,
    /// What the registry knows; nothing when it has forgotten the link.
    state: Option<ShareState>,
    changed: Callback<()>,
}

#[component]
fn ShareCard(props: &ShareCardProps) -> Html {
    let t = use_t();
    let shown = use_state_eq(|| false);
    let asking = use_state_eq(|| false);
    let failed = use_state(|| None::<Failure>);
    let works = props.state.as_ref().is_some_and(|state| state.works(page::now()));
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(!*shown))
    };
    let ask = |open: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(open))
    };
    let stop = {
        let (share, changed, asking, failed) =
            (props.share.clone(), props.changed.clone(), asking.setter(), failed.setter());
        Callback::from(move |()| {
            let (share, changed, asking, failed) = (share.clone(), changed.clone(), asking.clone(), failed.clone());
            spawn_local(async move {
                failed.set(sharing::stop(&share).await.err());
                asking.set(false);
                changed.emit(());
            });
        })
    };
    html! {
        <section class="card">
            <h2 class="name">{ props.share.title.clone() }</h2>
            <p>{ standing(&t, props.state.as_ref(), works) }</p>
            <Facts facts={facts(&t, &props.share, props.state.as_ref())} />
            <div>{ for failed.iter().map(|failure| html! { <p class="err" role="alert">{ t.failure(failure) }</p> }) }</div>
            <div>
                if works {
                    <div class="actions">
                        <Button kind={ButtonKind::Quiet} onclick={toggle}
                            label={if *shown { t.text("share-hide") } else { t.text("share-show") }} />
                        <Button kind={ButtonKind::Danger} label={t.text("share-stop")} onclick={ask(true)} />
                    </div>
                }
            </div>
            <div>
                if works && *shown {
                    <Made share={props.share.clone()} purpose={Purpose::Share} />
                }
            </div>
            <div>
                if *asking {
                    <Confirm title={t.text("share-stop-title")} yes={t.text("share-stop-yes")} on_yes={stop} on_no={ask(false)}>
                        <p>{ t.text("share-stop-text") }</p>
                    </Confirm>
                }
            </div>
        </section>
    }
}

fn standing(t: &T, state: Option<&ShareState>, works: bool) -> Html {
    let (tone, label) = match state {
        Some(_) if works => (Tone::Ok, t.text("share-works")),
        Some(state) => match state.stopped_at {
            Some(at) => (Tone::Past, t.with("share-stopped-at", &[("instant", t.instant(at).as_str().into())])),
            None => (Tone::Past, t.text("share-over")),
        },
        None => (Tone::Unknown, t.text("share-forgotten")),
    };
    html! { <Pill {tone} {label} /> }
}

fn facts(t: &T, share: &KeptShare, state: Option<&ShareState>) -> Vec<Fact> {
    let mut facts = vec![Fact::new(t.text("share-made"), t.instant(share.created_at))];
    if let Some(state) = state {
        facts.push(Fact::new(t.text("share-opens"), t.with("share-opens-count", &[("n", state.opens.into())])));
        if let Some(at) = state.last_opened_at {
            facts.push(Fact::new(t.text("share-last-open"), t.instant(at)));
        }
        let ends = state.expires_at.map_or_else(|| t.code("lifetime-", "until-stopped"), |end| t.instant(end));
        facts.push(Fact::new(t.text("share-ends"), ends));
    }
    facts
}

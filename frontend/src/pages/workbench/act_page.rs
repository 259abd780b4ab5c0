//! Where a version of an act stands, and the next step of whoever may take it.

use puente_wire::session::Role;
use puente_wire::workbench::{ActHead, ActState, Review};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::acts::state_pill;
use super::effects::EffectsSummary;
use crate::api::{self, Failure};
use crate::components::{Band, Button, ButtonKind, Confirm, ErrorSummary, Fact, Facts, TextArea, Tone};
use crate::hooks::{field, use_form};
use crate::i18n::use_t;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Where the page of an act is: read, or being edited.
pub(super) struct Stepping {
    pub(super) editing: bool,
    /// Begins to edit.
    pub(super) edit: Callback<()>,
    /// A step is done: shows the version it led to, here or on its own page.
    pub(super) stepped: Callback<ActHead>,
}

/// The page of the version `own`; `again` reads it again, `route` is the page of another version.
#[hook]
pub(super) fn use_stepping(own: &str, again: &Callback<()>, route: fn(String) -> StaffRoute) -> Stepping {
    let navigator = use_navigator();
    let editing = use_state(|| false);
    let setter = editing.setter();
    let edit = Callback::from(move |()| setter.set(true));
    let (again, setter, own) = (again.clone(), editing.setter(), own.to_owned());
    let stepped = Callback::from(move |head: ActHead| {
        setter.set(false);
        match &navigator {
            Some(navigator) if head.id != own => navigator.push(&route(head.id)),
            _ => again.emit(()),
        }
    });
    Stepping { editing: *editing, edit, stepped }
}

#[derive(Properties, PartialEq)]
pub(super) struct ActStepsProps {
    pub(super) head: ActHead,
    /// `agreements`, `decisions`, `blocs` or `legal-bases`.
    pub(super) place: &'static str,
    /// The step is done; with the version to show, which a correction makes anew.
    pub(super) stepped: Callback<ActHead>,
    pub(super) edit: Callback<()>,
}

/// Version, state, who; and below it what can be done.
#[component]
pub(super) fn ActSteps(props: &ActStepsProps) -> Html {
    let t = use_t();
    let head = &props.head;
    let mut facts = vec![
        Fact { name: t.text("act-state"), value: state_pill(&t, head.state) },
        Fact::new(t.text("version"), head.version.to_string()),
        Fact::new(t.text("act-by"), head.author.clone()),
    ];
    facts.extend(head.reviewer.clone().map(|name| Fact::new(t.text("act-reviewer"), name)));
    facts.extend(head.published_on.map(|day| Fact::new(t.text("version-day"), t.date(day))));
    html! {
        <section class="card no-print" aria-label={t.text("act-state")}>
            <Facts {facts} />
            <div>{ for head.note.iter().map(|note| html! { <p><b>{ t.text("review-note-shown") }</b>{ " " }{ note.clone() }</p> }) }</div>
            <Steps ..props.clone() />
        </section>
    }
}

impl Clone for ActStepsProps {
    fn clone(&self) -> Self {
        Self { head: self.head.clone(), place: self.place, stepped: self.stepped.clone(), edit: self.edit.clone() }
    }
}

#[component]
fn Steps(props: &ActStepsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let failure = use_state(|| None::<Failure>);
    let asking = use_state(|| false);
    let disagreeing = use_state(|| false);
    let (curates, reviews) = (place.roles.contains(&Role::Curator), place.roles.contains(&Role::Reviewer));
    let head = &props.head;
    let take = |step: Taken| {
        let (org, at, head) = (place.organisation.clone(), props.place, head.clone());
        let (stepped, failure, asking) = (props.stepped.clone(), failure.setter(), asking.setter());
        Callback::from(move |()| {
            let (org, head, stepped, failure) = (org.clone(), head.clone(), stepped.clone(), failure.clone());
            asking.set(false);
            spawn_local(async move {
                match run(step, &org, at, &head).await {
                    Ok(head) => stepped.emit(head),
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    let set = |state: &UseStateHandle<bool>, to: bool| {
        let state = state.setter();
        Callback::from(move |()| state.set(to))
    };
    let unpublished = head.state != ActState::Published;
    // On a decision people speak by opinion and vote: see `deliberation`.
    let decision = props.place == "decisions";
    let ready = if decision { ActState::Decided } else { ActState::Agreed };
    html! {
        <div>
            <div>{ for failure.iter().map(|failure| html! { <Band tone={Tone::Bad} said={t.failure(failure)} live=true /> }) }</div>
            <div class="actions">
                if curates && head.state == ActState::Draft {
                    <Button label={t.text("act-propose")} onclick={take(Taken::Propose)} />
                }
                if reviews && head.state == ActState::Proposed && !head.mine && !decision {
                    <Button label={t.text("review-agree")} onclick={take(Taken::Agree)} />
                    <Button kind={ButtonKind::Quiet} label={t.text("review-return")} onclick={set(&disagreeing, true)} />
                }
                if reviews && head.state == ready {
                    <Button label={t.text("act-publish")} onclick={set(&asking, true)} />
                }
                if curates && unpublished {
                    <Button kind={ButtonKind::Quiet} label={t.text("act-edit")} onclick={props.edit.clone()} />
                }
                if curates && !unpublished {
                    <Button kind={ButtonKind::Quiet} label={t.text("act-correct")} onclick={take(Taken::Correct)} />
                }
            </div>
            <div>
                if head.state == ActState::Proposed && head.mine {
                    <p class="hint">{ t.text("act-own-work") }</p>
                }
            </div>
            <div>
                if *disagreeing {
                    <Return head={head.clone()} place={props.place} stepped={props.stepped.clone()} close={set(&disagreeing, false)} />
                }
            </div>
            <div>
                if *asking {
                    <Confirm title={t.text("act-publish")} yes={t.text("publish-yes")} kind={ButtonKind::Main}
                        on_yes={take(Taken::Publish)} on_no={set(&asking, false)}>
                        if matches!(props.place, "agreements" | "decisions") {
                            <EffectsSummary kind={props.place} id={head.id.clone()} />
                        }
                        if props.place == "agreements" {
                            <p class="hint">{ t.text("effects-agreement") }</p>
                        }
                        <p>{ t.text("act-publish-text") }</p>
                    </Confirm>
                }
            </div>
        </div>
    }
}

#[derive(Clone, Copy)]
enum Taken {
    Propose,
    Agree,
    Publish,
    Correct,
}

async fn run(step: Taken, org: &str, place: &str, head: &ActHead) -> Result<ActHead, Failure> {
    match step {
        Taken::Propose => api::workbench::step(org, place, &head.id, "propose", head.revision).await,
        Taken::Publish => api::workbench::step(org, place, &head.id, "publish", head.revision).await,
        Taken::Correct => api::workbench::correct(org, place, &head.id).await,
        Taken::Agree => {
            let review = Review { revision: head.revision, agree: true, note: None };
            api::workbench::review(org, place, &head.id, &review).await
        }
    }
}

#[derive(Properties, PartialEq)]
struct ReturnProps {
    head: ActHead,
    place: &'static str,
    stepped: Callback<ActHead>,
    close: Callback<()>,
}

/// Sending it back, with the reason.
#[component]
fn Return(props: &ReturnProps) -> Html {
    let t = use_t();
    let organisation = use_place().organisation;
    let form = use_form(format!("return-{}", props.head.id), vec![field("note")]);
    let onsubmit = {
        let (form, t, head, place, stepped) =
            (form.clone(), t.clone(), props.head.clone(), props.place, props.stepped.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(note) = form.given("note") else {
                form.refuse_fields(vec![("note", t.field_error("required"))]);
                return;
            };
            let (head, org, stepped) = (head.clone(), organisation.clone(), stepped.clone());
            let sent = async move {
                let review = Review { revision: head.revision, agree: false, note: Some(note) };
                api::workbench::review(&org, place, &head.id, &review).await
            };
            form.send(&t, sent, move |head| stepped.emit(head));
        })
    };
    html! {
        <form novalidate=true {onsubmit}>
            <ErrorSummary form={form.clone()} />
            <TextArea form={form.clone()} name="note" label={t.text("review-note")} required=true />
            <div class="actions">
                <Button submit=true label={t.text("review-return")} busy={form.is_sending()} />
                <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
            </div>
        </form>
    }
}

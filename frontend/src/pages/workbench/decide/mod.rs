//! Deciding what corresponds, one standard after another, with the keyboard alone if one likes.

mod keys;
mod saving;
mod sides;
mod work;

pub(super) use self::sides::marked;

use std::rc::Rc;

use puente_wire::suggestions::Worklist;
use puente_wire::workbench::{Framework, Predicate};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::keys::{Key, key_of};
use self::saving::Desk;
use self::sides::{Candidates, Sides};
use self::work::Work;
use crate::api;
use crate::browser::page;
use crate::components::{BackLink, Band, Button, ButtonKind, Empty, IconName, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Candidates of so many standards are fetched before they are needed, so that the next one is there
/// as soon as a key is pressed.
const AHEAD: usize = 4;
const PANEL: &str = "deciding";

#[derive(Properties, PartialEq)]
pub struct DecidePageProps {
    pub id: String,
}

#[component]
pub fn DecidePage(props: &DecidePageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let part = part();
    let asked = (place.organisation, props.id.clone(), part);
    let query = use_query(asked, |(org, id, part)| async move { api::workbench::worklist(&org, &id, &part).await });
    let title = query.ready().map_or_else(|| t.text("decide-title"), |list| names(&t, &list.frameworks));
    let back = StaffRoute::Crosswalk { id: props.id.clone() };
    html! {
        <Page {title} lead={t.text("decide-lead")} back={html! { <BackLink<StaffRoute> to={back} label={t.text("back-crosswalk")} /> }}>
            { query.view(|list| html! { <Deciding crosswalk={props.id.clone()} list={list.clone()} /> }) }
        </Page>
    }
}

/// Which part of the work the address asks for, as a query; empty: all.
pub(super) fn part() -> String {
    let sector = page::query_parameter("sector").map(|sector| [("sector", sector)]);
    let unclassified = page::query_parameter("unclassified").map(|yes| [("unclassified", yes)]);
    sector.or(unclassified).map(|pairs| format!("?{}", page::query_of(&pairs))).unwrap_or_default()
}

/// The two bodies of a crosswalk, with their countries.
pub(super) fn names(t: &T, frameworks: &[Framework]) -> AttrValue {
    frameworks.iter().map(|one| name(t, one).to_string()).collect::<Vec<_>>().join(" → ").into()
}

/// A framework by its body and country.
pub(super) fn name(t: &T, framework: &Framework) -> AttrValue {
    match framework.country {
        Some(country) => format!("{} ({})", framework.body, t.country(country.as_str())).into(),
        None => framework.body.clone().into(),
    }
}

#[derive(Properties, PartialEq)]
struct DecidingProps {
    crosswalk: String,
    list: Rc<Worklist>,
}

#[component]
fn Deciding(props: &DecidingProps) -> Html {
    let t = use_t();
    let place = use_place();
    let work = use_reducer(|| Work::new(&props.list));
    let desk = Desk { org: place.organisation, crosswalk: props.crosswalk.clone(), work: work.dispatcher() };
    use_effect_with(work.wanted(AHEAD), {
        let desk = desk.clone();
        move |wanted| wanted.iter().for_each(|key| spawn_local(desk.clone().fetch(key.clone())))
    });
    use_effect_with(work.due().cloned(), {
        let desk = desk.clone();
        move |due| due.iter().for_each(|past| spawn_local(desk.clone().undo(past.clone())))
    });
    use_effect_with((), |()| page::focus(PANEL));
    let act = {
        let work = work.clone();
        Callback::from(move |key: Key| keys::act(&work, &desk, key))
    };
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(key) = key_of(&event) {
                event.prevent_default();
                act.emit(key);
            }
        })
    };
    html! {
        <section id={PANEL} class="deciding stack" tabindex="0" aria-label={t.text("decide-panel")} {onkeydown}>
            <div>{ for work.failure.iter().map(|failure| html! { <Band tone={Tone::Bad} said={t.failure(failure)} live=true /> }) }</div>
            <p class="progress" role="status">{ progress(&t, &work) }</p>
            { at_hand(&t, &work, &act) }
            <Choices relation={work.relation} any={work.looked_at().is_some()} left={work.at_hand().is_some()}
                undo={!work.past.is_empty()} {act} at={work.number()} />
        </section>
    }
}

fn progress(t: &T, work: &Work) -> AttrValue {
    let counts = [
        ("decided", work.decided.into()),
        ("total", work.total.into()),
        ("open", (work.total - work.decided).into()),
        ("aside", work.aside.into()),
    ];
    t.with("decide-progress", &counts)
}

fn at_hand(t: &T, work: &Work, act: &Callback<Key>) -> Html {
    let Some(standard) = work.at_hand() else {
        return html! { <Empty title={t.text("decide-done")} text={t.text("decide-done-text")} icon={IconName::Check} /> };
    };
    let found = work.found.get(&standard.key);
    let candidates: Option<Vec<_>> = work.candidates().map(|all| all.into_iter().cloned().collect());
    html! {
        <>
            <Sides title={standard.title.clone()} subject={found.map(|found| found.subject.clone())}
                candidate={work.looked_at().cloned()} />
            <Candidates {candidates} at={work.candidate} act={act.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ChoicesProps {
    relation: Option<Predicate>,
    /// There is a candidate to relate to.
    any: bool,
    /// There is a standard to decide about.
    left: bool,
    undo: bool,
    act: Callback<Key>,
    /// Changes with every step, so that no choice outlives it.
    at: u32,
}

/// The relations as radio buttons, for who points; each has its key, for who types.
#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let t = use_t();
    let act = |key: Key| {
        let act = props.act.clone();
        Callback::from(move |()| act.emit(key))
    };
    let radio = |relation: Predicate| {
        let choose = {
            let act = props.act.clone();
            Callback::from(move |_: Event| act.emit(Key::Choose(relation)))
        };
        html! {
            <label key={format!("{}-{}", props.at, relation.as_str())}>
                <input type="radio" name="relation" value={relation.as_str()} checked={props.relation == Some(relation)} onchange={choose} />
                <span>{ t.code("predicate-", relation.as_str()) }</span>{ " " }<kbd>{ keys::letter(relation) }</kbd>
            </label>
        }
    };
    let keyed = |words: AttrValue, key: &str| AttrValue::from(format!("{words} ({key})"));
    html! {
        <div class="choices">
            if props.left && props.any {
                <fieldset class="relations"><legend>{ t.text("decide-relation") }</legend>{ for Predicate::ALL.into_iter().map(radio) }</fieldset>
            }
            <div class="actions">
                if props.left && props.any {
                    <Button label={t.text("decide-save")} onclick={act(Key::SaveChosen)} />
                    <Button kind={ButtonKind::Quiet} label={keyed(t.text("decide-reject"), "X")} onclick={act(Key::Reject)} />
                }
                if props.left {
                    <Button kind={ButtonKind::Quiet} label={keyed(t.text("decide-none"), "0")} onclick={act(Key::Nothing)} />
                    <Button kind={ButtonKind::Quiet} label={keyed(t.text("decide-unsure"), "U")} onclick={act(Key::Aside)} />
                }
                if props.undo {
                    <Button kind={ButtonKind::Plain} label={keyed(t.text("decide-undo"), "Z")} onclick={act(Key::Undo)} />
                }
            </div>
            <p class="hint">{ t.text("decide-keys") }</p>
        </div>
    }
}

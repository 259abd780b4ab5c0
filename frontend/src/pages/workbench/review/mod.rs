//! The rows of a crosswalk that wait for somebody: agree, or disagree and say why; with the keyboard
//! alone if one likes.

mod comments;
mod row;

use std::rc::Rc;

use puente_wire::crosswalks::{Queue, QueuedRow, Waiting};
use puente_wire::session::Role;
use puente_wire::workbench::{CrosswalkDetail, Review};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::row::Row;
use super::parts::{Parts, back, title_of, titled};
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{Band, Empty, IconName, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::desk::filter;
use crate::place::use_place;

const PANEL: &str = "reviewing";

#[derive(Properties, PartialEq)]
pub struct ReviewPageProps {
    pub id: String,
}

/// Which part of the queue is shown.
#[derive(Debug, Clone, Default, PartialEq)]
struct Asked {
    waiting: Option<Waiting>,
    /// From 1.
    page: u32,
}

#[component]
pub fn ReviewPage(props: &ReviewPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = use_state(|| Asked { waiting: None, page: 1 });
    let org = place.organisation;
    let head =
        use_query(
            (org.clone(), props.id.clone()),
            |(org, id)| async move { api::workbench::crosswalk(&org, &id).await },
        );
    let query = use_query((org, props.id.clone(), (*asked).clone()), |(org, id, asked)| async move {
        api::workbench::queue(&org, &id, asked.waiting, asked.page).await
    });
    let title = titled(&t, &t.text("review-title"), head.ready().map(|detail| detail.frameworks.as_slice()));
    let choose = {
        let asked = asked.clone();
        Callback::from(move |waiting| asked.set(Asked { waiting, page: 1 }))
    };
    html! {
        <Page {title} lead={t.text("review-lead")} back={back(&t)}>
            <Parts id={props.id.clone()} />
            { head.view(|detail| html! {
                { query.view(|queue| html! {
                    <>
                        { filter(t.text("review-filter"), reasons(&t, queue), asked.waiting, &choose) }
                        <Reviewing key={format!("{:?}-{}", asked.waiting, asked.page)} detail={detail.clone()} queue={queue.clone()}
                            changed={query.again.clone()} />
                        { pages(&t, queue, &asked) }
                    </>
                }) }
            }) }
        </Page>
    }
}

fn reasons(t: &T, queue: &Queue) -> Vec<(Option<Waiting>, AttrValue, u32)> {
    let one = |waiting: Waiting, count| (Some(waiting), t.code("waiting-", waiting.as_str()), count);
    vec![
        (None, t.text("waiting-all"), queue.proposed + queue.disagreed + queue.reopened),
        one(Waiting::Proposed, queue.proposed),
        one(Waiting::Disagreed, queue.disagreed),
        one(Waiting::Reopened, queue.reopened),
    ]
}

fn pages(t: &T, queue: &Queue, asked: &UseStateHandle<Asked>) -> Html {
    let to = |page: u32| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(Asked { page, ..(*asked).clone() }))
    };
    html! {
        <div class="actions">
            if queue.page > 1 {
                <crate::components::Button kind={crate::components::ButtonKind::Quiet} label={t.text("pager-previous")} onclick={to(queue.page - 1)} />
            }
            if queue.more {
                <crate::components::Button kind={crate::components::ButtonKind::Quiet} label={t.text("pager-next")} onclick={to(queue.page + 1)} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReviewingProps {
    detail: Rc<CrosswalkDetail>,
    queue: Rc<Queue>,
    changed: Callback<()>,
}

/// What the keys do.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Key {
    Next,
    Previous,
    Agree,
    Disagree,
}

/// The key, unless something is being written or a modifier is held.
fn key_of(event: &KeyboardEvent) -> Option<Key> {
    let writing = event.target_dyn_into::<web_sys::HtmlTextAreaElement>().is_some();
    if writing || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    match event.key().to_lowercase().as_str() {
        "j" | "arrowdown" => Some(Key::Next),
        "k" | "arrowup" => Some(Key::Previous),
        "a" => Some(Key::Agree),
        "d" => Some(Key::Disagree),
        _ => None,
    }
}

#[component]
fn Reviewing(props: &ReviewingProps) -> Html {
    let t = use_t();
    let place = use_place();
    let (at, disagreeing) = (use_state(|| 0_usize), use_state(|| false));
    let said = use_state(|| None::<Result<AttrValue, Failure>>);
    use_effect_with((), |()| page::focus(PANEL));
    let rows = &props.queue.rows;
    if rows.is_empty() {
        return html! { <Empty title={t.text("review-none")} text={t.text("review-none-text")} icon={IconName::Check} /> };
    }
    let here = (*at).min(rows.len() - 1);
    let Some(row) = rows.get(here).cloned() else { return Html::default() };
    let reviews = place.roles.contains(&Role::Reviewer);
    let may = reviews && !row.row.mine;
    let look = {
        let (at, disagreeing, last) = (at.setter(), disagreeing.setter(), rows.len() - 1);
        Callback::from(move |to: usize| {
            at.set(to.min(last));
            disagreeing.set(false);
        })
    };
    let done = {
        let (said, disagreeing, changed) = (said.setter(), disagreeing.setter(), props.changed.clone());
        Callback::from(move |outcome: Result<AttrValue, Failure>| {
            if outcome.is_ok() {
                disagreeing.set(false);
            }
            said.set(Some(outcome));
            changed.emit(());
            page::focus(PANEL);
        })
    };
    let agree = {
        let (org, id, t) = (place.organisation, props.detail.crosswalk.id.clone(), t.clone());
        let (row, done) = (row.clone(), done.clone());
        Callback::from(move |()| {
            let (org, id, t, row, done) = (org.clone(), id.clone(), t.clone(), row.clone(), done.clone());
            spawn_local(async move {
                let review = Review { revision: row.row.revision, agree: true, note: None };
                let answer = api::workbench::review_mapping(&org, &id, &row.row.id, &review).await;
                done.emit(
                    answer.map(|_| t.with("review-agreed", &[("item", row.row.mapping.subject.to_string().into())])),
                );
            });
        })
    };
    let onkeydown = {
        let (agree, look, disagreeing) = (agree.clone(), look.clone(), disagreeing.setter());
        Callback::from(move |event: KeyboardEvent| {
            let Some(key) = key_of(&event) else { return };
            event.prevent_default();
            match key {
                Key::Next => look.emit(here + 1),
                Key::Previous => look.emit(here.saturating_sub(1)),
                Key::Agree if may => agree.emit(()),
                Key::Disagree if may => disagreeing.set(true),
                Key::Agree | Key::Disagree => {}
            }
        })
    };
    let ask = {
        let disagreeing = disagreeing.setter();
        Callback::from(move |yes: bool| disagreeing.set(yes))
    };
    html! {
        <section id={PANEL} class="deciding stack" tabindex="0" aria-label={t.text("review-panel")} {onkeydown}>
            <div role="status">{ for said.iter().map(|said| spoken(&t, said)) }</div>
            <p class="progress">{ t.with("review-at", &[("n", (here + 1).into()), ("total", rows.len().into())]) }</p>
            <Row key={row.row.id.clone()} queued={row.clone()} detail={props.detail.clone()} titles={props.queue.titles.clone()}
                {may} disagreeing={*disagreeing} {agree} {ask} {done} />
            <p class="hint">{ t.text("review-keys") }</p>
            { list(&t, props, here, &look) }
        </section>
    }
}

fn spoken(t: &T, said: &Result<AttrValue, Failure>) -> Html {
    match said {
        Ok(words) => html! { <Band tone={Tone::Ok} said={words.clone()} /> },
        Err(why) => html! { <Band tone={Tone::Bad} said={t.failure(why)} /> },
    }
}

/// All rows of the page, to go to one of them.
fn list(t: &T, props: &ReviewingProps, here: usize, look: &Callback<usize>) -> Html {
    let crosswalk = &props.detail.crosswalk;
    let line = |(place, one): (usize, &QueuedRow)| {
        let mapping = &one.row.mapping;
        let onclick = {
            let look = look.clone();
            Callback::from(move |_: MouseEvent| look.emit(place))
        };
        let object = mapping.object.as_ref().map_or_else(
            || t.text("mapping-nothing").to_string(),
            |object| title_of(&props.queue.titles, &crosswalk.object_framework, object),
        );
        html! {
            <li key={one.row.id.clone()}>
                <button type="button" class="candidate" aria-pressed={(place == here).to_string()} {onclick}>
                    <b>{ title_of(&props.queue.titles, &crosswalk.subject_framework, &mapping.subject) }</b>
                    <span>{ t.code("predicate-", mapping.predicate.as_str()) }{ " → " }{ object }</span>
                    <small>{ t.code("waiting-", one.waiting.as_str()) }{ " · " }{ mapping.author.clone() }</small>
                </button>
            </li>
        }
    };
    html! {
        <section aria-labelledby="queue-title">
            <h2 id="queue-title">{ t.text("review-list") }</h2>
            <ol class="candidates">{ for props.queue.rows.iter().enumerate().map(line) }</ol>
        </section>
    }
}

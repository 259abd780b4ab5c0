//! The items of a draft: in the order of the tree, by words, page by page; and the newest edit, which
//! can be taken back.

use puente_wire::frameworks::{DraftEdit, DraftItemLine, EditDone, Entry, FrameworkDraft, Status};
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::browser::{page, storage};
use crate::components::{Band, Button, ButtonKind, Empty, IconName, Pager, Pill, RouteLink, SearchBox, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Deeper items are not moved in further.
const DEEPEST: u32 = 5;
const LIST: &str = "draft-items";

#[derive(Properties, PartialEq)]
pub(super) struct ItemsProps {
    pub(super) draft: FrameworkDraft,
    /// Something was taken back.
    pub(super) changed: Callback<()>,
}

/// What is looked at; kept, so that one comes back to the same place of a long list.
fn kept(draft: &str) -> (String, u64) {
    let kept = storage::kept(&format!("puente.draft-items.{draft}")).unwrap_or_default();
    let (page, words) = kept.split_once('|').unwrap_or_default();
    (words.to_owned(), page.parse().unwrap_or_default())
}

#[component]
pub(super) fn Items(props: &ItemsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let draft = &props.draft;
    let asked = {
        let id = draft.id.clone();
        use_state(move || kept(&id))
    };
    let ask = {
        let (asked, id) = (asked.setter(), draft.id.clone());
        Callback::from(move |(words, page): (String, u64)| {
            storage::keep(&format!("puente.draft-items.{id}"), &format!("{page}|{words}"));
            asked.set((words, page));
        })
    };
    let about = (place.organisation.clone(), draft.id.clone(), draft.revision, (*asked).clone());
    let found = use_query(about, |(org, id, _, (words, page))| async move {
        api::frameworks::items(&org, &id, &words, page + 1).await
    });
    let curates = place.roles.contains(&Role::Curator);
    let search = ask.reform(|words: String| (words, 0));
    let go = {
        let words = asked.0.clone();
        ask.reform(move |page: u64| (words.clone(), page))
    };
    let columns = vec![t.text("standard-code"), t.text("diff-title"), t.text("draft-below"), t.text("mapping-do")];
    html! {
        <section class="stack">
            <h2 id={LIST} tabindex="-1">{ t.text("draft-items") }</h2>
            if curates {
                <div class="actions above">
                    <RouteLink<StaffRoute> class="btn" to={StaffRoute::NewDraftItem { id: draft.id.clone() }}>{ t.text("draft-add") }</RouteLink<StaffRoute>>
                </div>
                <Undo draft={draft.clone()} changed={props.changed.clone()} />
            }
            <SearchBox id="draft-items-search" label={t.text("draft-search")} of={t.text("draft-items")} {search} value={asked.0.clone()} />
            { found.view(|page| html! {
                <>
                    <div>
                        if page.items.is_empty() {
                            <Empty title={t.text("draft-none")} text={t.text("draft-none-text")} icon={IconName::Search} />
                        } else {
                            <Table caption={t.text("draft-items")} {columns}>
                                { for page.items.iter().map(|line| row(&t, &draft.id, line, curates)) }
                            </Table>
                        }
                    </div>
                    <Pager page={asked.1} per_page={u64::from(page.per_page)} total={u64::from(page.total)} of={t.text("draft-items")} {go} />
                </>
            }) }
        </section>
    }
}

/// Code and title of an item, as buttons and sentences name it.
pub(super) fn named(item: &Entry) -> String {
    let title = item.title.official_text();
    if item.code.is_empty() { title.to_owned() } else { format!("{} {title}", item.code) }
}

fn row(t: &T, draft: &str, line: &DraftItemLine, curates: bool) -> Html {
    let DraftItemLine { item, depth, status, below } = line;
    let (id, key) = (draft.to_owned(), item.key.to_string());
    let open = StaffRoute::DraftItem { id: id.clone(), key: key.clone() };
    let under = StaffRoute::DraftItemUnder { id, under: key.clone() };
    let says = format!("{}: {}", t.text("draft-add-below"), named(item));
    let tone = if *status == Status::Withdrawn { Tone::Past } else { Tone::Note };
    html! {
        <tr {key}>
            <td><span class="code">{ if item.code.is_empty() { "—".to_owned() } else { item.code.clone() } }</span></td>
            <th scope="row" class={format!("depth-{}", (*depth).min(DEEPEST))}>
                <RouteLink<StaffRoute> to={open}>{ item.title.official_text().to_owned() }</RouteLink<StaffRoute>>
                <br /><small>{ t.code("item-kind-", item.kind.as_str()) }</small>{ " " }
                if *status != Status::Active {
                    <Pill {tone} label={t.code("item-status-", status.as_str())} />
                }
            </th>
            <td>{ *below }</td>
            <td>
                if curates {
                    <RouteLink<StaffRoute> class="btn quiet small" to={under} says={AttrValue::from(says)}>{ t.text("draft-add-below") }</RouteLink<StaffRoute>>
                }
            </td>
        </tr>
    }
}

/// What an edit did, in a sentence.
pub(super) fn told(t: &T, edit: &DraftEdit) -> AttrValue {
    let item = named(&edit.item);
    let args = [("by", edit.by.as_str().into()), ("item", item.as_str().into())];
    match edit.done {
        EditDone::Added => t.with("draft-edit-added", &args),
        EditDone::Changed => t.with("draft-edit-changed", &args),
        EditDone::Removed => t.with("draft-edit-removed", &args),
        EditDone::Undone => t.with("draft-edit-undone", &args),
    }
}

#[derive(Properties, PartialEq)]
struct UndoProps {
    draft: FrameworkDraft,
    changed: Callback<()>,
}

/// Takes the newest edit back, and says which it is.
#[component]
fn Undo(props: &UndoProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let busy = use_state(|| false);
    let said = use_state(|| None::<Result<AttrValue, Failure>>);
    let onclick = {
        let (t, draft, changed) = (t.clone(), props.draft.clone(), props.changed.clone());
        let (busy, said) = (busy.clone(), said.setter());
        Callback::from(move |()| {
            let Some(edit) = draft.undo.clone().filter(|_| !*busy) else { return };
            busy.set(true);
            let (t, org, draft, changed) = (t.clone(), org.clone(), draft.clone(), changed.clone());
            let (busy, said) = (busy.setter(), said.clone());
            spawn_local(async move {
                let item = named(&edit.item);
                let done = api::frameworks::undo(&org, &draft.id, draft.revision).await;
                said.set(Some(done.map(|_| t.with("draft-undone", &[("item", item.as_str().into())]))));
                busy.set(false);
                changed.emit(());
                page::focus(LIST);
            });
        })
    };
    let band = |said: &Result<AttrValue, Failure>| match said {
        Ok(words) => html! { <Band tone={Tone::Ok} said={words.clone()} live=true /> },
        Err(why) => html! { <Band tone={Tone::Bad} said={t.failure(why)} live=true /> },
    };
    html! {
        <div class="undo">
            <div>{ for props.draft.undo.iter().map(|edit| html! {
                <>
                    <Button kind={ButtonKind::Quiet} label={t.text("draft-undo")} busy={*busy} onclick={onclick.clone()} />
                    <p class="hint">{ told(&t, edit) }{ " · " }{ t.instant(edit.at) }</p>
                </>
            }) }</div>
            <div>{ for said.iter().map(band) }</div>
        </div>
    }
}

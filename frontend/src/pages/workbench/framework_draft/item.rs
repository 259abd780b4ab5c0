//! One item of a draft on a page of its own: writing it beside what is published, and taking it out.

use std::rc::Rc;

use puente_wire::frameworks::{DraftItem, Entry, FrameworkDraft, Item, ItemKey, ItemKind, ItemRemoval, Lang, LangMap};
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::item_form::ItemForm;
use super::items::named;
use crate::api::{self, Failure};
use crate::components::{BackLink, Band, Button, ButtonKind, Confirm, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::workbench::words::word_diff;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

fn back(t: &T, draft: &str) -> Html {
    let to = StaffRoute::FrameworkDraft { id: draft.to_owned() };
    html! { <BackLink<StaffRoute> {to} label={t.text("back-draft")} /> }
}

#[derive(Properties, PartialEq)]
pub struct DraftItemPageProps {
    /// The draft.
    pub id: String,
    /// The item's key.
    pub item: String,
}

#[component]
pub fn DraftItemPage(props: &DraftItemPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone(), props.item.clone());
    let query = use_query(asked, |(org, id, item)| async move { api::frameworks::item(&org, &id, &item).await });
    let title = query.ready().map_or_else(|| t.text("draft-item"), |found| named(&Entry::of(&found.item)).into());
    html! {
        <Page {title} back={back(&t, &props.id)}>
            { query.view(|found| html! { <Shown found={found.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    found: Rc<DraftItem>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = use_t();
    let curates = use_place().roles.contains(&Role::Curator);
    let DraftItem { draft, item, above, below, replaced_by, .. } = &*props.found;
    let parent = above.last().map(named).unwrap_or_default();
    let titled = |key: &ItemKey| {
        let found = replaced_by.iter().find(|entry| entry.key == *key);
        (key.to_string(), found.map_or_else(|| key.to_string(), named))
    };
    let replaced_by: Vec<_> = item.replaced_by.iter().map(titled).collect();
    html! {
        <div class="stack">
            { place_of(&t, above) }
            <section class="card" aria-labelledby="against-published">
                <h2 id="against-published">{ t.text("draft-against") }</h2>
                { against(&t, &props.found) }
            </section>
            if curates {
                <ItemForm draft={draft.clone()} item={item.clone()} fresh=false {parent} {replaced_by} />
                <Remove draft={draft.clone()} entry={Entry::of(item)} below={*below} />
            }
        </div>
    }
}

/// The items above, from the top.
fn place_of(t: &T, above: &[Entry]) -> Html {
    if above.is_empty() {
        return html! { <p class="hint">{ t.text("draft-at-top") }</p> };
    }
    let names: Vec<String> = above.iter().map(named).collect();
    html! { <p class="hint">{ names.join(" › ") }</p> }
}

/// What the draft says otherwise than the published version.
fn against(t: &T, found: &DraftItem) -> Html {
    let Some(published) = &found.published else { return html! { <p>{ t.text("draft-is-new") }</p> } };
    let key = |key: Option<&ItemKey>| key.map_or_else(|| t.text("diff-top").to_string(), ToString::to_string);
    let moved = (published.parent != found.item.parent).then(|| {
        let (from, to) = (key(published.parent.as_ref()), key(found.item.parent.as_ref()));
        html! { <li><b>{ t.text("diff-moved") }</b>{ ": " }{ t.with("diff-moved-how", &[("from", from.into()), ("to", to.into())]) }</li> }
    });
    if found.changes.is_empty() && moved.is_none() {
        return html! { <p>{ t.text("draft-as-published") }</p> };
    }
    let line = |one: &puente_wire::frameworks::FieldChange| {
        html! { <li key={one.field.clone()}><b>{ t.code("item-field-", &one.field) }</b>{ ": " }{ word_diff(t, &one.before, &one.after) }</li> }
    };
    html! { <ul class="plain">{ for found.changes.iter().map(line) }{ for moved }</ul> }
}

#[derive(Properties, PartialEq)]
struct RemoveProps {
    draft: FrameworkDraft,
    entry: Entry,
    below: u32,
}

/// Taking it out, with everything below it.
#[component]
fn Remove(props: &RemoveProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let navigator = use_navigator();
    let (asking, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let ask = |to: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(to))
    };
    let remove = {
        let (draft, key) = (props.draft.clone(), props.entry.key.clone());
        let (asking, failure) = (asking.setter(), failure.setter());
        Callback::from(move |()| {
            let gone = ItemRemoval { revision: draft.revision, key: key.clone() };
            let (org, id, navigator, failure) = (org.clone(), draft.id.clone(), navigator.clone(), failure.clone());
            asking.set(false);
            spawn_local(async move {
                match api::frameworks::remove(&org, &id, &gone).await {
                    Ok(_) => {
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::FrameworkDraft { id });
                        }
                    }
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    let name = named(&props.entry);
    let what = t.with("draft-remove-text", &[("item", name.into()), ("below", props.below.into())]);
    html! {
        <section>
            <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={refused(&t, why)} live=true /> }) }</div>
            <div class="actions">
                <Button kind={ButtonKind::Quiet} label={t.text("draft-remove")} onclick={ask(true)} />
            </div>
            <p class="hint">{ t.text("draft-remove-hint") }</p>
            <div>
                if *asking {
                    <Confirm title={t.text("draft-remove")} yes={t.text("draft-remove")} on_yes={remove} on_no={ask(false)}>
                        <p>{ what }</p>
                    </Confirm>
                }
            </div>
        </section>
    }
}

/// The field's own message where there is one: there is no form to show it in.
fn refused(t: &T, why: &Failure) -> AttrValue {
    match why {
        Failure::Problem(problem) => {
            problem.errors.first().map_or_else(|| t.failure(why), |error| t.field_error(&error.code))
        }
        Failure::Network | Failure::Unreadable(_) | Failure::Storage => t.failure(why),
    }
}

#[derive(Properties, PartialEq)]
pub struct NewDraftItemProps {
    /// The draft.
    pub id: String,
    /// The item it is added below; absent: at the top.
    #[prop_or_default]
    pub under: Option<String>,
}

#[component]
pub fn NewDraftItem(props: &NewDraftItemProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone(), props.under.clone());
    let query = use_query(asked, |(org, id, under)| async move {
        match under {
            Some(key) => api::frameworks::item(&org, &id, &key).await.map(|found| {
                let DraftItem { draft, item, .. } = found;
                (draft, Some(item))
            }),
            None => api::frameworks::draft(&org, &id).await.map(|found| (found.draft, None)),
        }
    });
    html! {
        <Page title={t.text("draft-add")} back={back(&t, &props.id)}>
            { query.view(|found| {
                let (draft, above) = &**found;
                let parent = above.as_ref().map(|item| named(&Entry::of(item))).unwrap_or_default();
                html! { <ItemForm draft={draft.clone()} item={blank(draft, above.as_ref())} fresh=true {parent} /> }
            }) }
        </Page>
    }
}

/// A new item in the language, and with the source, of what it is added to.
fn blank(draft: &FrameworkDraft, above: Option<&Item>) -> Item {
    let kind = above.map_or(ItemKind::Standard, |above| above.kind.below());
    let lang: Lang = above.map_or(&draft.framework.title.official, |above| &above.title.official).clone();
    let source = above.map_or(&draft.framework.source, |above| &above.source).clone();
    let mut item = Item::new(kind, ItemKey::parse("~"), LangMap::new(lang, ""), source);
    item.parent = above.map(|above| above.key.clone());
    item.illustrative = above.map_or(draft.framework.illustrative, |above| above.illustrative);
    item
}

//! A framework version on its way: its items, what it changes, and publishing it by somebody else.

mod item;
mod item_form;
mod item_picker;
mod items;
mod start;
mod written;

use std::rc::Rc;

use puente_wire::frameworks::{FrameworkDraft, FrameworkDraftDetail};
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use self::items::Items;
use super::diff_list::DiffList;
use super::effects::EffectsSummary;
use crate::api::{self, Failure};
use crate::components::{BackLink, Band, Button, ButtonKind, Confirm, Fact, Facts, RouteLink, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

pub use item::{DraftItemPage, NewDraftItem};
pub(super) use start::StartDraft;

/// The ministry's drafts, where there are any.
#[component]
pub(super) fn Drafts() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::frameworks::drafts(&org).await });
    let line = |one: &FrameworkDraft| {
        let to = StaffRoute::FrameworkDraft { id: one.id.clone() };
        html! {
            <tr key={one.id.clone()}>
                <th scope="row">
                    <RouteLink<StaffRoute> {to}>{ one.framework.title.official_text().to_owned() }</RouteLink<StaffRoute>>
                    <br /><small>{ one.framework.body.clone() }</small>
                </th>
                <td>{ one.version.label.clone() }</td>
                <td>{ one.items }</td>
                <td class="when">{ t.instant(one.updated_at) }</td>
            </tr>
        }
    };
    query.view(|drafts| {
        if drafts.is_empty() {
            return html! {};
        }
        let columns =
            vec![t.text("framework"), t.text("framework-version"), t.text("draft-items"), t.text("draft-changed")];
        html! {
            <section>
                <h2>{ t.text("drafts-title") }</h2>
                <Table caption={t.text("drafts-title")} {columns}>{ for drafts.iter().map(line) }</Table>
            </section>
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct FrameworkDraftPageProps {
    pub id: String,
}

#[component]
pub fn FrameworkDraftPage(props: &FrameworkDraftPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone());
    let query = use_query(asked, |(org, id)| async move { api::frameworks::draft(&org, &id).await });
    let title = query.ready().map_or_else(
        || t.text("drafts-title"),
        |found| {
            let (framework, version) = (&found.draft.framework, &found.draft.version);
            format!("{} · {}", framework.title.official_text(), version.label).into()
        },
    );
    let back = html! { <BackLink<StaffRoute> to={StaffRoute::Workbench} label={t.text("back-frameworks")} /> };
    html! {
        <Page {title} lead={t.text("draft-lead")} {back}>
            { query.view(|found| html! { <Detail found={found.clone()} again={query.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct DetailProps {
    found: Rc<FrameworkDraftDetail>,
    again: Callback<()>,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let t = use_t();
    let FrameworkDraftDetail { draft, diff } = &*props.found;
    let mut facts = vec![
        Fact::new(t.text("framework-version"), draft.version.label.clone()),
        Fact::new(t.text("draft-items"), draft.items.to_string()),
        Fact::new(t.text("draft-changed"), t.instant(draft.updated_at)),
    ];
    facts.extend(draft.base.clone().map(|base| Fact::new(t.text("draft-base"), base)));
    html! {
        <div class="stack">
            <section class="card" aria-label={t.text("draft-state")}>
                <Facts {facts} />
                <Steps draft={draft.clone()} />
            </section>
            <Items draft={draft.clone()} changed={props.again.clone()} />
            <section aria-labelledby="draft-changes">
                <h2 id="draft-changes">{ t.text("import-changes-title") }</h2>
                <DiffList diff={Rc::new(diff.clone())} />
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    draft: FrameworkDraft,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Publish,
    Discard,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let navigator = use_navigator();
    let (asking, failure) = (use_state(|| Asking::Nothing), use_state(|| None::<Failure>));
    let ask = |what: Asking| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(what))
    };
    let take = |step: &'static str| {
        let (org, draft, navigator) = (place.organisation.clone(), props.draft.clone(), navigator.clone());
        let (asking, failure) = (asking.setter(), failure.setter());
        Callback::from(move |()| {
            let (org, draft, navigator, failure) = (org.clone(), draft.clone(), navigator.clone(), failure.clone());
            asking.set(Asking::Nothing);
            spawn_local(async move {
                match api::frameworks::step(&org, &draft.id, step, draft.revision).await {
                    Ok(()) => {
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::Framework { id: draft.framework.id.to_string() });
                        }
                    }
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    let (curates, reviews) = (place.roles.contains(&Role::Curator), place.roles.contains(&Role::Reviewer));
    html! {
        <div>
            <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={t.failure(why)} live=true /> }) }</div>
            <div class="actions">
                if reviews && !props.draft.mine {
                    <Button label={t.text("draft-publish")} onclick={ask(Asking::Publish)} />
                }
                if curates {
                    <Button kind={ButtonKind::Quiet} label={t.text("draft-discard")} onclick={ask(Asking::Discard)} />
                }
                if props.draft.mine {
                    <p class="hint">{ t.text("draft-own-work") }</p>
                }
            </div>
            <div>
                if *asking == Asking::Publish {
                    <Confirm title={t.text("draft-publish")} yes={t.text("publish-yes")} kind={ButtonKind::Main}
                        on_yes={take("publish")} on_no={ask(Asking::Nothing)}>
                        <EffectsSummary kind="framework-drafts" id={props.draft.id.clone()} />
                        <p>{ t.text("draft-publish-text") }</p>
                    </Confirm>
                }
            </div>
            <div>
                if *asking == Asking::Discard {
                    <Confirm title={t.text("draft-discard")} yes={t.text("draft-discard")} on_yes={take("discard")}
                        on_no={ask(Asking::Nothing)}>
                        <p>{ t.text("draft-discard-text") }</p>
                    </Confirm>
                }
            </div>
        </div>
    }
}

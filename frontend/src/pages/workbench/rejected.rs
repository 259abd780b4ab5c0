//! Pairs that neither suggestions nor imports bring back, and letting one come back.

use std::rc::Rc;

use puente_wire::crosswalks::RejectedPair;
use puente_wire::session::Role;
use puente_wire::workbench::CrosswalkDetail;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::parts::{Parts, back, item_link, title_of, titled};
use crate::api::{self, Failure};
use crate::components::{Band, Button, ButtonKind, Empty, IconName, Pager, SearchBox, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;

const PER_PAGE: u64 = 20;

#[derive(Properties, PartialEq)]
pub struct RejectedPageProps {
    pub id: String,
}

#[component]
pub fn RejectedPage(props: &RejectedPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query((place.organisation, props.id.clone()), |(org, id)| async move {
        let detail = api::workbench::crosswalk(&org, &id).await?;
        Ok((Rc::new(detail), api::workbench::rejected(&org, &id).await?))
    });
    let title = titled(&t, &t.text("rejected-title"), query.ready().map(|found| found.0.frameworks.as_slice()));
    html! {
        <Page {title} lead={t.text("rejected-lead")} back={back(&t)}>
            <Parts id={props.id.clone()} />
            { query.view(|found| html! {
                <Rejected detail={found.0.clone()} pairs={found.1.clone()} changed={query.again.clone()} />
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct RejectedProps {
    detail: Rc<CrosswalkDetail>,
    pairs: Vec<RejectedPair>,
    changed: Callback<()>,
}

#[component]
fn Rejected(props: &RejectedProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = use_state(|| (String::new(), 0_u64));
    let failure = use_state(|| None::<Failure>);
    if props.pairs.is_empty() {
        return html! { <Empty title={t.text("rejected-none")} text={t.text("rejected-none-text")} icon={IconName::Check} /> };
    }
    let restore = {
        let (org, id, changed, failure) =
            (place.organisation.clone(), props.detail.crosswalk.id.clone(), props.changed.clone(), failure.setter());
        Callback::from(move |pair: String| {
            let (org, id, changed, failure) = (org.clone(), id.clone(), changed.clone(), failure.clone());
            spawn_local(async move {
                match api::workbench::restore_pair(&org, &id, &pair).await {
                    Ok(()) => changed.emit(()),
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    let search = {
        let asked = asked.setter();
        Callback::from(move |words: String| asked.set((words, 0)))
    };
    let go = {
        let asked = asked.clone();
        Callback::from(move |page| asked.set((asked.0.clone(), page)))
    };
    let words = asked.0.to_lowercase();
    let fits = |one: &&RejectedPair| {
        let texts = [one.subject.as_str(), one.object.as_str(), &one.reason, &one.rejected_by];
        texts.iter().any(|text| text.to_lowercase().contains(&words))
    };
    let found: Vec<&RejectedPair> = props.pairs.iter().filter(fits).collect();
    let first = usize::try_from(asked.1 * PER_PAGE).unwrap_or(usize::MAX);
    let page = found.iter().skip(first).take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let curates = place.roles.contains(&Role::Curator);
    let columns = vec![
        t.text("mapping-subject"),
        t.text("mapping-object"),
        t.text("rejected-why"),
        t.text("rejected-by"),
        t.text("mapping-do"),
    ];
    html! {
        <div>
            <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={t.failure(why)} live=true /> }) }</div>
            <SearchBox id="rejected-search" label={t.text("rejected-search")} {search} value={asked.0.clone()} />
            <Table caption={t.text("rejected-title")} {columns}>
                { for page.map(|one| line(&t, one, &props.detail, curates.then_some(&restore))) }
            </Table>
            <Pager page={asked.1} per_page={PER_PAGE} total={found.len() as u64} {go} />
        </div>
    }
}

fn line(t: &T, one: &RejectedPair, detail: &CrosswalkDetail, restore: Option<&Callback<String>>) -> Html {
    let (from, to) = (&detail.crosswalk.subject_framework, &detail.crosswalk.object_framework);
    let side = |framework, key| item_link(framework, key, &title_of(&detail.titles, framework, key));
    let button = restore.map(|restore| {
        let onclick = {
            let (restore, id) = (restore.clone(), one.id.clone());
            Callback::from(move |()| restore.emit(id.clone()))
        };
        let says = format!("{}: {} → {}", t.text("rejected-restore"), one.subject, one.object);
        html! { <Button kind={ButtonKind::Quiet} small=true label={t.text("rejected-restore")} {says} {onclick} /> }
    });
    html! {
        <tr key={one.id.clone()}>
            <td>{ side(from, &one.subject) }</td>
            <td>{ side(to, &one.object) }</td>
            <td>{ if one.reason.is_empty() { "—".to_owned() } else { one.reason.clone() } }</td>
            <td>{ one.rejected_by.clone() }<br /><small class="hint">{ t.instant(one.rejected_at) }</small></td>
            <td>{ for button }</td>
        </tr>
    }
}

//! Who looked at the person's data.

use puente_wire::holders::Access;
use yew::prelude::*;

use super::Places;
use crate::components::{Button, ButtonKind, Empty, IconName};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::wallet::record::{self, Accesses as Found};

#[component]
pub fn Accesses() -> Html {
    let t = use_t();
    let pages = use_state_eq(|| 1_usize);
    let found = use_query(*pages, record::accesses);
    let more = {
        let pages = pages.clone();
        Callback::from(move |()| pages.set(*pages + 1))
    };
    html! {
        <Page title={t.text("accesses-title")} lead={t.text("accesses-lead")}>
            <Places />
            { found.view(|found| if found.entries.is_empty() {
                html! { <Empty icon={IconName::Eye} title={t.text("accesses-empty-title")} text={t.text("accesses-empty-text")} /> }
            } else {
                list(&t, found, more.clone())
            }) }
        </Page>
    }
}

fn list(t: &T, found: &Found, more: Callback<()>) -> Html {
    html! {
        <div class="card">
            <ul class="units">{ for found.entries.iter().map(|access| line(t, access)) }</ul>
            <div>
                if found.more {
                    <div class="actions">
                        <Button kind={ButtonKind::Quiet} label={t.text("accesses-more")} onclick={more} />
                    </div>
                }
            </div>
        </div>
    }
}

fn line(t: &T, access: &Access) -> Html {
    let what = t.of_family("access-", &access.action).unwrap_or_else(|| t.text("access-other"));
    let by = t.code("access-by-", access.by.as_str());
    let who = match &access.organisation {
        Some(name) => AttrValue::from(format!("{name} · {by}")),
        None => by,
    };
    let why = (!access.reason.is_empty()).then(|| t.with("accesses-why", &[("reason", access.reason.as_str().into())]));
    html! {
        <li>
            <span class="what">
                <b>{ what }</b>
                <small>{ who }</small>
                { for why.map(|why| html! { <small>{ why }</small> }) }
            </span>
            <span class="muted">{ t.instant(access.at) }</span>
        </li>
    }
}

//! Whether the registry works, and whether its log is whole.

use puente_wire::administration::AuditChain;
use yew::prelude::*;

use super::AdminTabs;
use crate::api;
use crate::components::{Band, Tone};
use crate::hooks::{Load, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;

#[component]
pub fn Health() -> Html {
    let t = use_t();
    let ready = use_query((), |()| api::administration::ready());
    let chain = use_query((), |()| api::administration::chain());
    let said = match &ready.state {
        Load::Ready(_) => html! { <Band tone={Tone::Ok} said={t.text("health-ready")}><></></Band> },
        Load::Failed(failure) => html! {
            <Band tone={Tone::Bad} said={t.text("health-not-ready")}><p>{ t.failure(failure) }</p></Band>
        },
        Load::Pending => Html::default(),
    };
    html! {
        <Page title={t.text("admin-health")}>
            <AdminTabs />
            <div>{ said }</div>
            { chain.view(|chain| whole(&t, chain)) }
            <p><a href="/metrics">{ t.text("health-measures") }</a></p>
        </Page>
    }
}

fn whole(t: &T, chain: &AuditChain) -> Html {
    match chain.broken_at {
        Some(entry) => html! {
            <Band tone={Tone::Bad} said={t.with("health-log-broken", &[("entry", entry.into())])}>
                <p>{ t.text("health-log-broken-text") }</p>
            </Band>
        },
        None => html! {
            <Band tone={Tone::Ok} said={t.with("health-log-whole", &[("entries", chain.entries.into())])}>
                <details>
                    <summary>{ t.text("technical-details") }</summary>
                    <p><span class="code">{ chain.head.clone() }</span></p>
                </details>
            </Band>
        },
    }
}

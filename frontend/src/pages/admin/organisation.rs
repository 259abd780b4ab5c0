//! One organisation: what it may certify, and the keys that it signs with.

use puente_wire::administration::{Accreditations, RecordedAccreditation};
use yew::prelude::*;

use super::AdminTabs;
use super::accredit::Accredit;
use super::end_accreditation::EndAccreditationDialog;
use super::keys::Keys;
use crate::api;
use crate::browser::page;
use crate::components::{BackLink, Button, ButtonKind, Empty, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::settings::{AccreditationRow, accreditation_columns};
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct OrganisationProps {
    /// The organisation's slug.
    pub slug: AttrValue,
}

#[component]
pub fn Organisation(props: &OrganisationProps) -> Html {
    let t = use_t();
    let query = use_query(props.slug.clone(), |slug| async move { api::administration::accreditations(&slug).await });
    let ending = use_state(|| None::<RecordedAccreditation>);
    let title = query.ready().map_or_else(|| t.text("accreditations-title"), |found| found.name.clone().into());
    let back = html! {
        <BackLink<StaffRoute> to={StaffRoute::Admin} label={t.text("admin-organisations")} />
    };
    let close = {
        let ending = ending.setter();
        Callback::from(move |()| ending.set(None))
    };
    let ended = {
        let (close, again) = (close.clone(), query.again.clone());
        Callback::from(move |()| {
            close.emit(());
            again.emit(());
        })
    };
    html! {
        <Page {title} lead={t.text("accreditations-lead")} {back}>
            <AdminTabs />
            <div class="stack">
                { query.view(|found| table(&t, found, &ending.setter())) }
                <Accredit slug={props.slug.clone()} recorded={query.again.clone()} />
                <Keys slug={props.slug.clone()} />
            </div>
            <div>{ for ending.iter().map(|accreditation| html! {
                <EndAccreditationDialog key={accreditation.id.clone()} slug={props.slug.clone()} accreditation={accreditation.clone()}
                    close={close.clone()} ended={ended.clone()} />
            }) }</div>
        </Page>
    }
}

fn table(t: &T, found: &Accreditations, ending: &UseStateSetter<Option<RecordedAccreditation>>) -> Html {
    if found.accreditations.is_empty() {
        return html! { <Empty title={t.text("accreditations-none")} text={t.text("accreditations-none-text")}><></></Empty> };
    }
    let row = |one: &RecordedAccreditation| {
        let open = {
            let (ending, one) = (ending.clone(), one.clone());
            Callback::from(move |()| ending.set(Some(one.clone())))
        };
        let over = one.accreditation.until.is_some_and(|until| until < page::now().date_naive());
        html! {
            <AccreditationRow key={one.id.clone()} accreditation={one.accreditation.clone()}>
                <td>
                    if !over {
                        <Button kind={ButtonKind::Quiet} small=true label={t.text("accreditation-end")} onclick={open} />
                    }
                </td>
            </AccreditationRow>
        }
    };
    let mut columns = accreditation_columns(t);
    columns.push(t.text("organisation-action"));
    html! {
        <Table caption={t.text("accreditations-title")} {columns}>{ for found.accreditations.iter().map(row) }</Table>
    }
}

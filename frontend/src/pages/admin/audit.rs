//! The audit log: who did what, when, why.

use puente_wire::administration::{AuditEntry, AuditQuery};
use yew::prelude::*;

use super::AdminTabs;
use crate::api;
use crate::components::{Button, ButtonKind, Field, Select, Table};
use crate::hooks::{field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;

#[component]
pub fn Audit() -> Html {
    let t = use_t();
    let form = use_form("audit", vec![field("login"), field("organisation"), field("action")]);
    let query = use_state(AuditQuery::default);
    // The numbers to go back to, newest first page at the bottom.
    let before = use_state(Vec::<Option<i64>>::new);
    let page = use_query((*query).clone(), |query| async move { api::administration::audit(&query).await });
    let onsubmit = {
        let (form, query, before) = (form.clone(), query.setter(), before.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            before.set(Vec::new());
            query.set(AuditQuery {
                login: form.given("login"),
                organisation: form.given("organisation"),
                action: form.given("action"),
                ..AuditQuery::default()
            });
        })
    };
    let older = {
        let (query, before) = (query.clone(), before.clone());
        Callback::from(move |next: i64| {
            before.set([(*before).clone(), vec![query.before]].concat());
            query.set(AuditQuery { before: Some(next), ..(*query).clone() });
        })
    };
    let newer = {
        let (query, before) = (query.clone(), before.clone());
        Callback::from(move |()| {
            let mut stack = (*before).clone();
            if let Some(previous) = stack.pop() {
                query.set(AuditQuery { before: previous, ..(*query).clone() });
                before.set(stack);
            }
        })
    };
    html! {
        <Page title={t.text("admin-audit")} lead={t.text("audit-lead")}>
            <AdminTabs />
            <form role="search" class="card filter" {onsubmit}>
                <Field form={form.clone()} name="login" label={t.text("login-label")} verbatim=true />
                <Field form={form.clone()} name="organisation" label={t.text("audit-organisation")} verbatim=true />
                <Select form={form.clone()} name="action" label={t.text("audit-action")} options={actions(&t)} none={t.text("audit-any-action")} />
                <Button submit=true kind={ButtonKind::Quiet} label={t.text("search")} />
            </form>
            { page.view(|found| html! {
                <div>
                    <Entries entries={found.entries.clone()} />
                    <nav class="pager" aria-label={t.text("pager-label")}>
                        <span role="status">{ found.entries.is_empty().then(|| t.text("pager-none")) }</span>
                        <span class="actions">
                            if !before.is_empty() {
                                <Button kind={ButtonKind::Quiet} small=true label={t.text("audit-newer")} onclick={newer.clone()} />
                            }
                            if let Some(next) = found.next {
                                <Button kind={ButtonKind::Quiet} small=true label={t.text("audit-older")}
                                    onclick={let older = older.clone(); Callback::from(move |()| older.emit(next))} />
                            }
                        </span>
                    </nav>
                </div>
            }) }
        </Page>
    }
}

/// What can have been done, by its words.
fn actions(t: &T) -> Vec<(AttrValue, AttrValue)> {
    let mut all = t.family("audit-action-");
    all.sort_by(|(_, a), (_, b)| a.as_str().cmp(b.as_str()));
    all
}

#[derive(Properties, PartialEq)]
struct EntriesProps {
    entries: Vec<AuditEntry>,
}

#[component]
fn Entries(props: &EntriesProps) -> Html {
    let t = use_t();
    let columns = vec![
        t.text("audit-when"),
        t.text("audit-who"),
        t.text("audit-action"),
        t.text("audit-what"),
        t.text("audit-why"),
    ];
    html! {
        <Table caption={t.text("admin-audit")} {columns}>
            { for props.entries.iter().map(|entry| row(&t, entry)) }
        </Table>
    }
}

fn row(t: &T, entry: &AuditEntry) -> Html {
    let who = match (&entry.actor_name, entry.actor.as_str()) {
        (Some(name), _) => AttrValue::from(name.clone()),
        (None, "system") => t.text("audit-system"),
        (None, "anonymous") => t.text("audit-anonymous"),
        (None, other) => AttrValue::from(other.to_owned()),
    };
    html! {
        <tr key={entry.seq}>
            <td class="when">{ t.instant(entry.at) }<br /><small>{ format!("{} · ", entry.seq) }<span class="mono">{ entry.hash.chars().take(8).collect::<String>() }</span></small></td>
            <td>{ who }<br /><small>{ entry.organisation.clone() }</small></td>
            <td>{ t.code("audit-action-", &entry.action) }<br /><small class="mono">{ entry.action.clone() }</small></td>
            <td><span class="mono">{ entry.object_kind.clone() }</span><br /><small class="mono">{ entry.object_id.clone() }</small></td>
            <td>{ entry.reason.clone() }</td>
        </tr>
    }
}

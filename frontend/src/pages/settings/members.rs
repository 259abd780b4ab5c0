//! The members, and what they may do.

use puente_wire::members::{ChangeRoles, Members, OrganisationMember};
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::grantable;
use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, Checkbox, Confirm, ErrorSummary, FailedWithRetry, Pill, Table, Tone};
use crate::hooks::{Form, FormField, field, use_form};
use crate::i18n::use_t;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct MemberTableProps {
    pub(super) people: Members,
    pub(super) changed: Callback<()>,
}

/// What is being done to a member.
#[derive(Clone, PartialEq)]
enum Open {
    Roles(OrganisationMember),
    Removal(OrganisationMember),
}

#[component]
pub(super) fn MemberTable(props: &MemberTableProps) -> Html {
    let t = use_t();
    let open = use_state(|| None::<Open>);
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let done = {
        let (close, changed) = (close.clone(), props.changed.clone());
        Callback::from(move |()| {
            close.emit(());
            changed.emit(());
        })
    };
    let choose = {
        let open = open.setter();
        Callback::from(move |what: Open| open.set(Some(what)))
    };
    let columns =
        vec![t.text("name-label"), t.text("roles-label"), t.text("second-factor-short"), t.text("what-to-do")];
    html! {
        <section>
            <h2>{ t.text("members-title") }</h2>
            <Table caption={t.text("members-title")} {columns}>
                { for props.people.members.iter().map(|member| html! {
                    <MemberRow key={member.id.clone()} member={member.clone()} choose={choose.clone()} />
                }) }
            </Table>
            <div>{ match &*open {
                None => Html::default(),
                Some(Open::Roles(member)) => html! {
                    <EditRoles key={member.id.clone()} member={member.clone()} done={done.clone()} close={close.clone()} />
                },
                Some(Open::Removal(member)) => html! {
                    <Remove member={member.clone()} done={done.clone()} close={close.clone()} />
                },
            } }</div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct MemberRowProps {
    member: OrganisationMember,
    choose: Callback<Open>,
}

#[component]
fn MemberRow(props: &MemberRowProps) -> Html {
    let t = use_t();
    let member = &props.member;
    let opening = |what: Open| {
        let choose = props.choose.clone();
        Callback::from(move |()| choose.emit(what.clone()))
    };
    let name: [(&str, _); 1] = [("name", member.name.as_str().into())];
    let roles: Vec<_> = member.roles.iter().map(|role| t.code("role-", role.as_str()).to_string()).collect();
    let (tone, factor) =
        if member.totp { (Tone::Ok, t.text("second-factor-on")) } else { (Tone::Past, t.text("second-factor-off")) };
    html! {
        <tr>
            <th scope="row">{ member.name.clone() }<br /><small>{ member.login.clone() }</small></th>
            <td>{ roles.join(", ") }</td>
            <td><Pill {tone} label={factor} /></td>
            <td><div class="actions">
                <Button kind={ButtonKind::Quiet} small=true label={t.text("roles-change")} says={t.with("roles-change-of", &name)}
                    onclick={opening(Open::Roles(member.clone()))} />
                <Button kind={ButtonKind::Quiet} small=true label={t.text("member-remove")} says={t.with("member-remove-of", &name)}
                    onclick={opening(Open::Removal(member.clone()))} />
            </div></td>
        </tr>
    }
}

/// One checkbox a role, named by the role.
pub(super) fn role_fields(has: &[Role]) -> Vec<FormField> {
    let one = |role: Role| field(role.as_str()).starting(if has.contains(&role) { "yes" } else { "" });
    Role::ALL.into_iter().map(one).collect()
}

pub(super) fn chosen_roles(form: &Form) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| form.value(role.as_str()) == "yes").collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct RoleChoiceProps {
    pub(super) form: Form,
}

/// The roles with what each may do.
#[component]
pub(super) fn RoleChoice(props: &RoleChoiceProps) -> Html {
    let t = use_t();
    let place = use_place();
    let role = |role: Role| {
        html! {
            <Checkbox key={role.as_str()} form={props.form.clone()} name={role.as_str()} label={t.code("role-", role.as_str())}
                hint={t.of_family("role-does-", role.as_str())} />
        }
    };
    html! {
        <fieldset>
            <legend>{ t.text("roles-label") }</legend>
            { for grantable(place.kind, &place.roles).into_iter().map(role) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct EditProps {
    member: OrganisationMember,
    done: Callback<()>,
    close: Callback<()>,
}

#[component]
fn EditRoles(props: &EditProps) -> Html {
    let t = use_t();
    let place = use_place();
    let member = &props.member;
    let form = use_form(format!("roles-{}", member.id), role_fields(&member.roles));
    let send = {
        let (form, t, org, id, done) =
            (form.clone(), t.clone(), place.organisation, member.id.clone(), props.done.clone());
        Callback::from(move |()| {
            let roles = chosen_roles(&form);
            if roles.is_empty() {
                form.refuse(t.text("roles-none"));
                return;
            }
            let (org, id, done) = (org.clone(), id.clone(), done.clone());
            let sent = async move { api::members::change_roles(&org, &id, &ChangeRoles { roles }).await };
            form.send(&t, sent, move |()| done.emit(()));
        })
    };
    let close = {
        let (form, close) = (form.clone(), props.close.clone());
        Callback::from(move |()| {
            form.clear();
            close.emit(());
        })
    };
    let title = t.with("roles-change-of", &[("name", member.name.as_str().into())]);
    html! {
        <Confirm {title} yes={t.text("save")} kind={ButtonKind::Main} on_yes={send} on_no={close} busy={form.is_sending()}>
            <ErrorSummary form={form.clone()} />
            <RoleChoice form={form.clone()} />
        </Confirm>
    }
}

#[component]
fn Remove(props: &EditProps) -> Html {
    let t = use_t();
    let place = use_place();
    let failed = use_state(|| None::<Failure>);
    let send = {
        let (failed, org, id, done) =
            (failed.setter(), place.organisation, props.member.id.clone(), props.done.clone());
        Callback::from(move |()| {
            let (failed, org, id, done) = (failed.clone(), org.clone(), id.clone(), done.clone());
            spawn_local(async move {
                match api::members::remove(&org, &id).await {
                    Ok(()) => done.emit(()),
                    Err(failure) => failed.set(Some(failure)),
                }
            });
        })
    };
    let title = t.with("member-remove-of", &[("name", props.member.name.as_str().into())]);
    html! {
        <Confirm {title} yes={t.text("member-remove")} on_yes={send.clone()} on_no={props.close.clone()}>
            <p>{ t.text("member-remove-text") }</p>
            <div>{ for failed.iter().map(|failure| html! {
                <FailedWithRetry failure={failure.clone()} again={send.clone()} />
            }) }</div>
        </Confirm>
    }
}

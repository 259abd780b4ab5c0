//! Inviting somebody, and the invitations that can still be accepted.

use puente_wire::members::{Invitation, Invite as Request, IssuedInvitation};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::members::{RoleChoice, chosen_roles, role_fields};
use crate::api;
use crate::components::{Button, ButtonKind, CopyButton, ErrorSummary, Field, Table};
use crate::hooks::{Form, Query, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[component]
pub(super) fn Invite() -> Html {
    let t = use_t();
    let place = use_place();
    let open = use_query(place.organisation.clone(), |org| async move { api::members::invitations(&org).await });
    let issued = use_state(|| None::<IssuedInvitation>);
    let invited = {
        let (issued, again) = (issued.setter(), open.again.clone());
        Callback::from(move |made: IssuedInvitation| {
            issued.set(Some(made));
            again.emit(());
        })
    };
    html! {
        <>
            <section class="card" aria-labelledby="invite-title">
                <h2 id="invite-title">{ t.text("invite-title") }</h2>
                <p>{ t.text("invite-text") }</p>
                <div role="status">{ for issued.iter().map(|made| html! { <Issued made={made.clone()} /> }) }</div>
                <InviteForm {invited} />
            </section>
            <OpenInvitations {open} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct IssuedProps {
    pub made: IssuedInvitation,
}

/// The link, this once.
#[component]
pub fn Issued(props: &IssuedProps) -> Html {
    let t = use_t();
    let made = &props.made;
    html! {
        <div class="band ok">
            <div>
                <p class="said">{ t.with("invite-made", &[("name", made.invitation.name.as_str().into())]) }</p>
                <p>{ t.with("invite-hand-over", &[("until", t.instant(made.invitation.expires_at).as_str().into())]) }</p>
                <p><span class="code" id="invitation-link">{ made.link.clone() }</span></p>
                <CopyButton text={made.link.clone()} label={t.text("invite-copy")} />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct InviteFormProps {
    invited: Callback<IssuedInvitation>,
}

#[component]
fn InviteForm(props: &InviteFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let fields = [vec![field("name"), field("login")], role_fields(&[])].concat();
    let form = use_form("invite", fields);
    let onsubmit = {
        let (form, t, org, invited) = (form.clone(), t.clone(), place.organisation, props.invited.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let request = Request { login: form.value("login"), name: form.value("name"), roles: chosen_roles(&form) };
            if !is_complete(&form, &t, &request) {
                return;
            }
            let (org, invited, once) = (org.clone(), invited.clone(), form.once());
            let sent = async move { api::members::invite(&org, &request, &once).await };
            form.send(&t, sent, move |made| invited.emit(made));
        })
    };
    html! {
        <>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Field form={form.clone()} name="name" label={t.text("name-label")} required=true />
                <Field form={form.clone()} name="login" label={t.text("login-label")} kind="email" inputmode="email"
                    required=true verbatim=true />
                <RoleChoice form={form.clone()} />
                <Button submit=true label={t.text("invite-send")} busy={form.is_sending()} />
            </form>
        </>
    }
}

fn is_complete(form: &Form, t: &T, request: &Request) -> bool {
    let empty = [("name", request.name.trim().is_empty()), ("login", request.login.trim().is_empty())];
    let wrong: Vec<_> =
        empty.into_iter().filter(|(_, empty)| *empty).map(|(name, _)| (name, t.field_error("required"))).collect();
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
    } else if request.roles.is_empty() {
        form.refuse(t.text("roles-none"));
    } else {
        return true;
    }
    false
}

#[derive(Properties, PartialEq)]
struct OpenInvitationsProps {
    open: Query<puente_wire::members::Invitations>,
}

#[component]
fn OpenInvitations(props: &OpenInvitationsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let withdraw = {
        let (org, again) = (place.organisation, props.open.again.clone());
        Callback::from(move |id: String| {
            let (org, again) = (org.clone(), again.clone());
            spawn_local(async move {
                // Whatever happened, the list then says what holds.
                drop(api::members::withdraw(&org, &id).await);
                again.emit(());
            });
        })
    };
    let columns = vec![t.text("name-label"), t.text("roles-label"), t.text("invitation-until"), t.text("what-to-do")];
    html! {
        <section>
            <h2>{ t.text("invitations-title") }</h2>
            { props.open.view(|open| if open.invitations.is_empty() {
                html! { <p class="muted">{ t.text("invitations-none") }</p> }
            } else {
                html! {
                    <Table caption={t.text("invitations-title")} {columns}>
                        { for open.invitations.iter().map(|one| row(&t, one, &withdraw)) }
                    </Table>
                }
            }) }
        </section>
    }
}

fn row(t: &T, invitation: &Invitation, withdraw: &Callback<String>) -> Html {
    let onclick = {
        let (withdraw, id) = (withdraw.clone(), invitation.id.clone());
        Callback::from(move |()| withdraw.emit(id.clone()))
    };
    let roles: Vec<_> = invitation.roles.iter().map(|role| t.code("role-", role.as_str()).to_string()).collect();
    let says = t.with("invitation-withdraw-of", &[("name", invitation.name.as_str().into())]);
    html! {
        <tr key={invitation.id.clone()}>
            <th scope="row">{ invitation.name.clone() }<br /><small>{ invitation.login.clone() }</small></th>
            <td>{ roles.join(", ") }</td>
            <td>{ t.instant(invitation.expires_at) }</td>
            <td><Button kind={ButtonKind::Quiet} small=true label={t.text("invitation-withdraw")} {says} {onclick} /></td>
        </tr>
    }
}

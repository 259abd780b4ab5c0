//! An invitation's link: who invites, as what, and the password.

use puente_wire::accounts::LogIn;
use puente_wire::members::{AcceptInvitation as Request, InvitationPreview};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::components::{Button, ErrorSummary, Fact, Facts, Field};
use crate::hooks::{Form, Load, field, secret, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::login::explain;
use crate::routes::staff::StaffRoute;
use crate::session::use_session;

#[derive(Properties, PartialEq)]
pub struct AcceptInvitationProps {
    pub token: String,
}

#[component]
pub fn AcceptInvitation(props: &AcceptInvitationProps) -> Html {
    let t = use_t();
    let query = use_query(props.token.clone(), |token| async move { api::members::preview(&token).await });
    let ended = matches!(&query.state, Load::Failed(failure) if failure.code() == Some("invitation-ended"));
    let inner = if ended {
        html! { <Page title={t.text("invitation-ended-title")} lead={t.text("invitation-ended-text")}>{ Html::default() }</Page> }
    } else {
        query.view(|preview| html! { <Offer token={props.token.clone()} preview={(**preview).clone()} /> })
    };
    html! { <div>{ inner }</div> }
}

#[derive(Properties, PartialEq)]
struct OfferProps {
    token: String,
    preview: InvitationPreview,
}

#[component]
fn Offer(props: &OfferProps) -> Html {
    let t = use_t();
    let who = use_session();
    let navigator = use_navigator();
    let preview = &props.preview;
    let form = use_form("invitation", vec![field("name").starting(&preview.name), secret("password"), secret("again")]);
    let onsubmit = {
        let (form, t, token, preview) = (form.clone(), t.clone(), props.token.clone(), preview.clone());
        let (refresh, navigator) = (who.refresh.clone(), navigator.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.is_sending() || !is_complete(&form, &t, preview.has_account) {
                return;
            }
            form.sending();
            let (form, t, token, preview) = (form.clone(), t.clone(), token.clone(), preview.clone());
            let (refresh, navigator) = (refresh.clone(), navigator.clone());
            spawn_local(async move {
                if accept(&form, &t, &token, &preview).await {
                    if let Some(navigator) = navigator {
                        navigator.replace(&StaffRoute::LogIn);
                    }
                    refresh.emit(());
                }
            });
        })
    };
    let title = t.with("invitation-title", &[("organisation", preview.organisation.as_str().into())]);
    html! {
        <Page {title}>
            <Facts facts={facts(&t, preview)} />
            <ErrorSummary form={form.clone()} />
            <form class="card" novalidate=true {onsubmit}>
                <Passwords form={form.clone()} has_account={preview.has_account} />
                <Button submit=true label={t.text("invitation-accept")} busy={form.is_sending()} />
            </form>
        </Page>
    }
}

fn facts(t: &T, preview: &InvitationPreview) -> Vec<Fact> {
    let roles: Vec<_> = preview.roles.iter().map(|role| t.code("role-", role.as_str()).to_string()).collect();
    vec![
        Fact::new(t.text("login-label"), preview.login.clone()),
        Fact::new(t.text("roles-label"), roles.join(", ")),
        Fact::new(t.text("country-label"), t.country(&preview.country)),
        Fact::new(t.text("invitation-until"), t.instant(preview.expires_at)),
    ]
}

#[derive(Properties, PartialEq)]
struct PasswordsProps {
    form: Form,
    has_account: bool,
}

/// The password of the account they have, or the name and password of a new one.
#[component]
fn Passwords(props: &PasswordsProps) -> Html {
    let t = use_t();
    let form = &props.form;
    if props.has_account {
        return html! {
            <Field form={form.clone()} name="password" label={t.text("password-label")} hint={t.text("invitation-known")}
                kind="password" autocomplete="current-password" required=true />
        };
    }
    html! {
        <div>
            <Field form={form.clone()} name="name" label={t.text("name-label")} autocomplete="name" required=true />
            <Field form={form.clone()} name="password" label={t.text("password-choose")} hint={t.text("password-hint")}
                kind="password" autocomplete="new-password" required=true />
            <Field form={form.clone()} name="again" label={t.text("password-again")}
                kind="password" autocomplete="new-password" required=true />
        </div>
    }
}

fn is_complete(form: &Form, t: &T, has_account: bool) -> bool {
    let asked: &[&'static str] = if has_account { &["password"] } else { &["name", "password", "again"] };
    let missing = asked.iter().filter(|name| form.value(name).trim().is_empty());
    let mut wrong: Vec<_> = missing.map(|name| (*name, t.field_error("required"))).collect();
    if wrong.is_empty() && !has_account && form.value("password") != form.value("again") {
        wrong.push(("again", t.text("password-differs")));
    }
    let complete = wrong.is_empty();
    if !complete {
        form.refuse_fields(wrong);
    }
    complete
}

/// Accepts and logs in with the same password; the page of log-in asks for a second factor.
async fn accept(form: &Form, t: &T, token: &str, preview: &InvitationPreview) -> bool {
    let name = (!preview.has_account).then(|| form.value("name"));
    let request = Request { name, password: form.value("password") };
    match api::members::accept(token, &request).await {
        Err(failure) if failure.code() == Some("log-in-blocked") => form.refuse(explain(t, &failure)),
        Err(failure) => form.refuse_with(t, &failure),
        Ok(accepted) => {
            let log_in = LogIn { login: accepted.login, password: request.password, code: None };
            drop(api::accounts::log_in(&log_in).await);
            form.clear();
            return true;
        }
    }
    false
}

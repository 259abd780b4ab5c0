//! Logging in, with the second step for those who have a second factor.

mod demonstration;

use puente_wire::accounts::LogIn as Request;
use puente_wire::session::Member;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{Button, ButtonKind, ErrorSummary, Field};
use crate::hooks::{Form, field, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::home_of;
use crate::routes::staff::StaffRoute;
use crate::session::use_session;
use demonstration::DemonstrationAccounts;

#[component]
pub fn LogIn() -> Html {
    let t = use_t();
    let who = use_session();
    let navigator = use_navigator();
    let form = use_form("log-in", vec![field("login"), secret("password"), secret("code")]);
    let second_step = use_state(|| false);
    {
        let member = who.member().cloned();
        use_effect_with(member, move |member| {
            if let (Some(member), Some(navigator)) = (member, navigator) {
                go_on(member, &navigator);
            }
        });
    }
    let onsubmit = {
        let (form, t, second_step, refresh) = (form.clone(), t.clone(), second_step.clone(), who.refresh.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !form.is_sending() && is_complete(&form, &t, *second_step) {
                form.sending();
                spawn_local(send(form.clone(), t.clone(), second_step.clone(), refresh.clone()));
            }
        })
    };
    let step = if *second_step {
        html! { <SecondStep form={form.clone()} back={{
            let second_step = second_step.setter();
            Callback::from(move |()| second_step.set(false))
        }} /> }
    } else {
        html! { <FirstStep form={form.clone()} /> }
    };
    html! {
        <Page title={t.text("log-in-title")} lead={t.text("log-in-lead")}>
            <div class="cols">
                <div>
                    <ErrorSummary form={form.clone()} />
                    <form class="card" novalidate=true {onsubmit}>{ step }</form>
                </div>
                <DemonstrationAccounts form={form.clone()} />
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct StepProps {
    form: Form,
    #[prop_or_default]
    back: Callback<()>,
}

#[component]
fn FirstStep(props: &StepProps) -> Html {
    let t = use_t();
    let form = &props.form;
    html! {
        <div>
            <Field form={form.clone()} name="login" label={t.text("login-label")} kind="email"
                autocomplete="username" inputmode="email" required=true verbatim=true />
            <Field form={form.clone()} name="password" label={t.text("password-label")} kind="password"
                autocomplete="current-password" required=true />
            <Button submit=true id="log-in-send" label={t.text("log-in")} busy={form.is_sending()} />
        </div>
    }
}

#[component]
fn SecondStep(props: &StepProps) -> Html {
    let t = use_t();
    let form = &props.form;
    {
        let id = form.id("code");
        use_effect_with((), move |()| page::focus(&id));
    }
    html! {
        <div>
            <p>{ t.with("log-in-as", &[("login", form.value("login").into())]) }</p>
            <Field form={form.clone()} name="code" label={t.text("code-label")} hint={t.text("code-hint")}
                autocomplete="one-time-code" inputmode="numeric" required=true verbatim=true class={classes!("short")} />
            <div class="actions">
                <Button submit=true label={t.text("log-in")} busy={form.is_sending()} />
                <Button kind={ButtonKind::Quiet} label={t.text("log-in-other")} onclick={props.back.clone()} />
            </div>
        </div>
    }
}

fn is_complete(form: &Form, t: &T, second_step: bool) -> bool {
    let asked: &[&'static str] = if second_step { &["code"] } else { &["login", "password"] };
    let missing: Vec<_> = asked
        .iter()
        .filter(|name| form.value(name).trim().is_empty())
        .map(|name| (*name, t.field_error("required")))
        .collect();
    let complete = missing.is_empty();
    if !complete {
        form.refuse_fields(missing);
    }
    complete
}

async fn send(form: Form, t: T, second_step: UseStateHandle<bool>, refresh: Callback<()>) {
    let code = second_step.then(|| form.value("code"));
    let request = Request { login: form.value("login"), password: form.value("password"), code };
    match api::accounts::log_in(&request).await {
        Ok(_) => {
            form.clear();
            refresh.emit(());
        }
        Err(failure) => match failure.code() {
            Some("second-factor-required") => {
                form.refuse_fields(Vec::new());
                second_step.set(true);
            }
            Some("wrong-code") => form.refuse_fields(vec![("code", t.failure(&failure))]),
            _ => {
                second_step.set(false);
                form.refuse(explain(&t, &failure));
            }
        },
    }
}

/// What was refused; with the time to wait, where there is one.
pub fn explain(t: &T, failure: &Failure) -> AttrValue {
    match failure {
        Failure::Problem(problem) if problem.code == "log-in-blocked" => {
            let seconds = problem.retry_after.unwrap_or(60);
            t.with("log-in-wait", &[("minutes", seconds.div_ceil(60).into())])
        }
        other => t.failure(other),
    }
}

/// To the page that asked for the log-in, or to where the person's work is. Never to another site.
fn go_on(member: &Member, navigator: &Navigator) {
    let next = page::query_parameter("next").filter(|next| is_own_path(next));
    match next {
        None => navigator.replace(&home_of(member)),
        Some(next) => match StaffRoute::recognize(next.split('?').next().unwrap_or_default()) {
            Some(StaffRoute::LogIn | StaffRoute::NotFound) | None => navigator.replace(&home_of(member)),
            // Loaded anew when it has a query, which a route does not hold.
            Some(route) if !next.contains('?') => navigator.replace(&route),
            Some(_) => page::load(&next),
        },
    }
}

fn is_own_path(next: &str) -> bool {
    next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_in_leads_to_pages_of_this_site_only() {
        assert!(is_own_path("/desk/settings"));
        for elsewhere in ["https://evil.example/", "//evil.example/", "/\\evil.example", "desk", "/\t/evil.example"] {
            assert!(!is_own_path(elsewhere), "{elsewhere}");
        }
    }
}

//! The accounts of a demonstration, so that a stranger can try every part.

use puente_wire::registry::DemonstrationAccount;
use yew::prelude::*;

use crate::api;
use crate::browser::page;
use crate::hooks::{Form, use_query};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub(super) struct DemonstrationAccountsProps {
    /// The log-in form, which choosing an account fills.
    pub(super) form: Form,
}

/// Lists the accounts; nothing in a registry that is no demonstration.
#[component]
pub(super) fn DemonstrationAccounts(props: &DemonstrationAccountsProps) -> Html {
    let t = use_t();
    let query = use_query((), |()| api::accounts::demonstration());
    let demonstration = query.ready().and_then(|answer| (**answer).clone());
    let account = |account: &DemonstrationAccount, password: &str| {
        let onclick = {
            let (form, login, password) = (props.form.clone(), account.login.clone(), password.to_owned());
            Callback::from(move |_: MouseEvent| {
                form.set("login", login.clone());
                form.set("password", password.clone());
                page::focus("log-in-send");
            })
        };
        let roles: Vec<_> = account.roles.iter().map(|role| t.code("role-", role.as_str()).to_string()).collect();
        html! {
            <li key={account.login.clone()}>
                <button type="button" class="account" {onclick}>
                    <b>{ account.name.clone() }{ " · " }{ roles.join(", ") }</b>
                    <small>{ account.organisation.clone() }</small>
                    <small class="mono">{ account.login.clone() }</small>
                </button>
            </li>
        }
    };
    html! {
        <div>
            if let Some(demonstration) = demonstration {
                <section class="card" aria-labelledby="demonstration-accounts">
                    <h2 id="demonstration-accounts">{ t.text("demonstration-accounts") }</h2>
                    <p>{ t.with("demonstration-accounts-text", &[("password", demonstration.password.as_str().into())]) }</p>
                    <ul class="accounts">
                        { for demonstration.accounts.iter().map(|one| account(one, &demonstration.password)) }
                    </ul>
                </section>
            }
        </div>
    }
}

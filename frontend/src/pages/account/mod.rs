//! The own account: who one is, password, second factor, open sessions.

mod password;
mod second_factor;
mod sessions;

use puente_wire::session::Membership;
use yew::prelude::*;

use crate::components::{Fact, Facts};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::session::use_session;
use password::Password;
use second_factor::SecondFactor;
use sessions::Sessions;

#[component]
pub fn Account() -> Html {
    let t = use_t();
    let who = use_session();
    let member = who.member();
    html! {
        <Page title={t.text("account-title")}>
            <div class="stack">
                if let Some(member) = member {
                    <section class="card" aria-labelledby="account-who">
                        <h2 id="account-who">{ member.name.clone() }</h2>
                        <Facts facts={vec![Fact::new(t.text("login-label"), member.login.clone())]} />
                        <ul class="places-of">{ for member.memberships.iter().map(|place| place_of(&t, place)) }</ul>
                    </section>
                    <SecondFactor totp={member.totp} required={member.totp_required} passed={member.second_factor} />
                }
                <Password />
                <Sessions />
            </div>
        </Page>
    }
}

fn place_of(t: &T, place: &Membership) -> Html {
    let roles: Vec<_> = place.roles.iter().map(|role| t.code("role-", role.as_str()).to_string()).collect();
    html! {
        <li key={place.organisation.clone()}>
            <b>{ place.name.clone() }</b>{ format!(" ({})", t.country(&place.country)) }
            <br />{ roles.join(", ") }
        </li>
    }
}

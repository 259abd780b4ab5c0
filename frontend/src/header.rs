//! The institutions' header: the places a person may go to, their name, the way out.

use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind};
use crate::i18n::use_t;
use crate::place::{ADMINISTRATORS, DESK, OPERATORS, WORKBENCH};
use crate::routes::staff::StaffRoute;
use crate::session::use_session;

/// Links to the places in which the person has something to do.
#[component]
pub fn StaffPlaces() -> Html {
    let t = use_t();
    let who = use_session();
    let here = use_location().map(|location| location.path().to_owned()).unwrap_or_default();
    let any = |roles: &[Role]| roles.iter().any(|role| who.has(*role));
    let places = [
        (any(DESK), StaffRoute::Desk, t.text("place-desk"), here.starts_with("/desk") && here != "/desk/settings"),
        (any(WORKBENCH), StaffRoute::Workbench, t.text("place-workbench"), here.starts_with("/workbench")),
        (any(ADMINISTRATORS), StaffRoute::Settings, t.text("place-people"), here == "/desk/settings"),
        (any(OPERATORS), StaffRoute::Admin, t.text("place-admin"), here.starts_with("/admin")),
    ];
    let link = |(_, to, label, current): (bool, StaffRoute, AttrValue, bool)| {
        html! { <PlaceLink {to} {label} {current} /> }
    };
    html! {
        <nav class="places" aria-label={t.text("places")}>
            { for places.into_iter().filter(|(shown, ..)| *shown).map(link) }
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct PlaceLinkProps {
    to: StaffRoute,
    label: AttrValue,
    current: bool,
}

/// A link within the program that says when it is where one is.
#[component]
fn PlaceLink(props: &PlaceLinkProps) -> Html {
    let navigator = use_navigator();
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            if event.meta_key() || event.ctrl_key() || event.shift_key() {
                return;
            }
            if let Some(navigator) = &navigator {
                event.prevent_default();
                navigator.push(&to);
            }
        })
    };
    html! {
        <a href={props.to.to_path()} aria-current={props.current.then_some("page")} {onclick}>{ props.label.clone() }</a>
    }
}

/// The person's name, which leads to their account, and the way out.
#[component]
pub fn StaffEnd() -> Html {
    let t = use_t();
    let who = use_session();
    let navigator = use_navigator();
    let leave = {
        let refresh = who.refresh.clone();
        Callback::from(move |()| {
            let (refresh, navigator) = (refresh.clone(), navigator.clone());
            spawn_local(async move {
                // A session that ended already is as good as ended now.
                drop(api::accounts::log_out().await);
                if let Some(navigator) = navigator {
                    navigator.push(&StaffRoute::LogIn);
                }
                refresh.emit(());
            });
        })
    };
    html! {
        <span class="who">
            if let Some(member) = who.member() {
                <Link<StaffRoute> to={StaffRoute::Account}>{ member.name.clone() }</Link<StaffRoute>>
                <Button kind={ButtonKind::Plain} small=true label={t.text("log-out")} onclick={leave} />
            }
        </span>
    }
}

//! Where a logged-in person works now: pages behind a log-in stand in a [`Guard`], and take the
//! organisation from [`use_place`].

use puente_wire::session::{Member, Membership, Role};
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::Failure;
use crate::browser::{page, storage};
use crate::components::{FailedWithRetry, LinkButton, Loading};
use crate::i18n::use_t;
use crate::layout::Page;
use crate::routes::staff::StaffRoute;
use crate::session::use_session;

/// What is remembered of which organisation a person of several works for now.
const CHOSEN: &str = "puente.organisation";

#[derive(Properties, PartialEq)]
pub struct GuardProps {
    /// Any of these; every logged-in person when empty.
    #[prop_or_default]
    pub roles: &'static [Role],
    pub children: Html,
}

/// Shows its children to a logged-in person who has one of the roles somewhere, and gives them the
/// organisation. Everybody else is asked to log in, or told what they lack. Only for what to show:
/// permission is the server's to give.
#[component]
pub fn Guard(props: &GuardProps) -> Html {
    let who = use_session();
    let chosen = use_state(|| storage::saved(CHOSEN));
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |slug: String| {
            storage::save(CHOSEN, &slug);
            chosen.set(Some(slug));
        })
    };
    let inner = match who.member() {
        None if !who.asked => html! { <Loading /> },
        None if who.is_unreachable() => {
            html! { <FailedWithRetry failure={Failure::Network} again={who.refresh.clone()} /> }
        }
        None => html! { <ToLogIn /> },
        Some(member) => {
            let places = places(member, props.roles);
            let place = places.iter().find(|place| chosen.as_ref() == Some(&place.organisation)).or(places.first());
            match place {
                None => html! { <NoPermission /> },
                Some(place) => html! {
                    <ContextProvider<Membership> context={(*place).clone()}>
                        <PlaceSwitch places={places.iter().map(|place| (*place).clone()).collect::<Vec<_>>()} {choose} />
                        <div key={place.organisation.clone()}>{ props.children.clone() }</div>
                    </ContextProvider<Membership>>
                },
            }
        }
    };
    html! { <div>{ inner }</div> }
}

/// The person's organisations in which they have any of the roles.
fn places<'a>(member: &'a Member, roles: &[Role]) -> Vec<&'a Membership> {
    let fits = |place: &&Membership| roles.is_empty() || place.roles.iter().any(|role| roles.contains(role));
    member.memberships.iter().filter(fits).collect()
}

/// The organisation in which the person works now, with their roles there.
///
/// # Panics
/// Outside of a [`Guard`].
#[hook]
#[expect(clippy::expect_used, reason = "a page of an organisation without a guard is a mistake in this crate")]
pub fn use_place() -> Membership {
    use_context::<Membership>().expect("use_place inside Guard")
}

#[component]
fn ToLogIn() -> Html {
    let navigator = use_navigator();
    use_effect_with((), move |()| {
        if let Some(navigator) = navigator {
            let next = [("next", page::path_and_query())];
            // An address that cannot be made is the plain page of log-in.
            if navigator.replace_with_query(&StaffRoute::LogIn, &next).is_err() {
                navigator.replace(&StaffRoute::LogIn);
            }
        }
    });
    html! { <Loading /> }
}

#[component]
fn NoPermission() -> Html {
    let t = use_t();
    html! {
        <Page title={t.text("no-permission-title")} lead={t.text("no-permission-text")}>
            <div class="actions"><LinkButton href="/account" label={t.text("account-title")} /></div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct PlaceSwitchProps {
    places: Vec<Membership>,
    choose: Callback<String>,
}

/// The choice of organisation, for those who have several.
#[component]
fn PlaceSwitch(props: &PlaceSwitchProps) -> Html {
    let t = use_t();
    let place = use_place();
    let onchange = {
        let choose = props.choose.clone();
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            choose.emit(input.value());
        })
    };
    let option = |one: &Membership| {
        let selected = one.organisation == place.organisation;
        html! { <option value={one.organisation.clone()} {selected}>{ one.name.clone() }</option> }
    };
    html! {
        <div class="no-print">
            if props.places.len() > 1 {
                <div class="field">
                    <label for="place">{ t.text("place-label") }</label>
                    <select id="place" {onchange}>{ for props.places.iter().map(option) }</select>
                </div>
            }
        </div>
    }
}

/// Where a person's work is, by what they may do.
pub fn home_of(member: &Member) -> StaffRoute {
    let has = |roles: &[Role]| !places(member, roles).is_empty();
    if has(DESK) {
        StaffRoute::Desk
    } else if has(WORKBENCH) {
        StaffRoute::Workbench
    } else if has(OPERATORS) {
        StaffRoute::Admin
    } else if has(ADMINISTRATORS) {
        StaffRoute::Settings
    } else {
        StaffRoute::Account
    }
}

/// Who works at a desk.
pub const DESK: &[Role] = &[Role::Assessor, Role::Signatory, Role::CounterOfficer];
/// Who registers people.
pub const REGISTRARS: &[Role] = &[Role::Assessor, Role::CounterOfficer];
/// Who signs.
pub const SIGNATORIES: &[Role] = &[Role::Signatory];
/// Who publishes training and assessment that a body offers.
pub const PUBLISHERS: &[Role] = &[Role::Signatory, Role::OrganisationAdmin];
/// Who works at the workbench.
pub const WORKBENCH: &[Role] = &[Role::Curator, Role::Reviewer];
/// Who manages an organisation's people.
pub const ADMINISTRATORS: &[Role] = &[Role::OrganisationAdmin];
/// Who runs the registry.
pub const OPERATORS: &[Role] = &[Role::Operator];

#[cfg(test)]
mod tests {
    use puente_wire::session::OrganisationKind;

    use super::*;

    fn member(places: &[(&str, &[Role])]) -> Member {
        let membership = |(slug, roles): &(&str, &[Role])| Membership {
            organisation: (*slug).to_owned(),
            name: (*slug).to_owned(),
            country: "CO".to_owned(),
            kind: OrganisationKind::TrainingBody,
            roles: roles.to_vec(),
        };
        Member {
            login: "ana@sena.example".to_owned(),
            name: "Ana".to_owned(),
            second_factor: false,
            totp: false,
            totp_required: false,
            memberships: places.iter().map(membership).collect(),
        }
    }

    #[test]
    fn a_page_is_shown_for_the_organisations_in_which_one_has_the_role() {
        let ana = member(&[("sena", &[Role::Assessor]), ("mdt-ec", &[Role::Curator])]);
        let slugs =
            |roles: &[Role]| places(&ana, roles).iter().map(|place| place.organisation.clone()).collect::<Vec<_>>();
        assert_eq!(slugs(WORKBENCH), ["mdt-ec"]);
        assert_eq!(slugs(&[]), ["sena", "mdt-ec"]);
        assert!(slugs(OPERATORS).is_empty());
    }

    #[test]
    fn work_starts_where_the_roles_are() {
        assert_eq!(home_of(&member(&[("sena", &[Role::OrganisationAdmin, Role::Signatory])])), StaffRoute::Desk);
        assert_eq!(home_of(&member(&[("sena", &[Role::OrganisationAdmin])])), StaffRoute::Settings);
        assert_eq!(home_of(&member(&[("operador", &[Role::Operator])])), StaffRoute::Admin);
        assert_eq!(home_of(&member(&[])), StaffRoute::Account);
    }
}

//! The organisation's people: members, what they may do, invitations.

mod accreditations;
mod accredited;
mod invitations;
mod members;

use puente_wire::members::SigningRule;
use puente_wire::session::{OrganisationKind, Role};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, FailedWithRetry, Pill, Tone};
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::layout::Page;
use crate::place::use_place;
use accredited::Accredited;
use invitations::Invite;
use members::MemberTable;

pub use accreditations::{AccreditationRow, accreditation_columns};
pub use invitations::Issued;

#[component]
pub fn Settings() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation.clone(), |org| async move { api::members::members(&org).await });
    html! {
        <Page title={t.text("people-title")} lead={place.name.clone()}>
            <div class="stack">
                { query.view(|people| html! {
                    <div class="stack">
                        <MemberTable people={(**people).clone()} changed={query.again.clone()} />
                        <Signing required={people.signatory_totp_required} changed={query.again.clone()} />
                    </div>
                }) }
                <Invite />
                <Accredited />
            </div>
        </Page>
    }
}

/// The roles that can be given here: an operator's only where operators are, and by one.
pub(super) fn grantable(kind: OrganisationKind, own: &[Role]) -> Vec<Role> {
    let fits = |role: &Role| *role != Role::Operator || kind == OrganisationKind::Operator && own.contains(role);
    Role::ALL.into_iter().filter(fits).collect()
}

#[derive(Properties, PartialEq)]
struct SigningProps {
    required: bool,
    changed: Callback<()>,
}

/// Whether signing needs a second factor.
#[component]
fn Signing(props: &SigningProps) -> Html {
    let t = use_t();
    let place = use_place();
    let failed = use_state(|| None::<Failure>);
    let change = {
        let (required, changed, failed, org) =
            (props.required, props.changed.clone(), failed.setter(), place.organisation.clone());
        Callback::from(move |()| {
            let (changed, failed, org) = (changed.clone(), failed.clone(), org.clone());
            spawn_local(async move {
                let rule = SigningRule { signatory_totp_required: !required };
                match api::members::set_signing_rule(&org, &rule).await {
                    Ok(()) => changed.emit(()),
                    Err(failure) => failed.set(Some(failure)),
                }
            });
        })
    };
    let (tone, state, action) = if props.required {
        (Tone::Ok, t.text("signing-with-code"), t.text("signing-stop-asking"))
    } else {
        (Tone::Note, t.text("signing-without-code"), t.text("signing-ask"))
    };
    html! {
        <section class="card" aria-labelledby="signing-title">
            <h2 id="signing-title">{ t.text("signing-title") }</h2>
            <p><Pill {tone} label={state} /></p>
            <p>{ t.text("signing-text") }</p>
            <div>{ for failed.iter().map(|failure| html! {
                <FailedWithRetry failure={failure.clone()} again={change.clone()} />
            }) }</div>
            <Button kind={ButtonKind::Quiet} label={action} onclick={change.clone()} />
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_operators_make_operators() {
        let admin = [Role::OrganisationAdmin];
        assert!(!grantable(OrganisationKind::TrainingBody, &[Role::Operator]).contains(&Role::Operator));
        assert!(!grantable(OrganisationKind::Operator, &admin).contains(&Role::Operator));
        assert!(grantable(OrganisationKind::Operator, &[Role::Operator]).contains(&Role::Operator));
    }
}

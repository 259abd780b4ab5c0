//! Starting an assessment: choose the standard.

use std::rc::Rc;

use puente_wire::assessments::NewAssessment;
use puente_wire::standards::{FrameworkId, ItemKey, StandardQuery, StandardSummary};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure, Once};
use crate::components::{Button, Combobox, Proposal};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub(super) struct StartProps {
    pub(super) candidate: AttrValue,
}

#[component]
pub(super) fn Start(props: &StartProps) -> Html {
    let t = use_t();
    let place = use_place();
    let navigator = use_navigator();
    let text = use_state(String::new);
    let chosen = use_state(|| None::<(FrameworkId, ItemKey)>);
    let wrong = use_state(|| None::<AttrValue>);
    let sending = use_state(|| false);
    let found = use_query(((*text).clone(), place.country.clone()), |(text, country)| async move {
        api::standards::search(&query(text, &country)).await
    });
    let proposals =
        found.ready().map(|page| Rc::new(page.standards.iter().map(|one| proposal(&t, one)).collect::<Vec<_>>()));
    let typed = {
        let (text, chosen) = (text.setter(), chosen.setter());
        Callback::from(move |typed: String| {
            chosen.set(None);
            text.set(typed);
        })
    };
    let choose = {
        let (text, chosen, wrong) = (text.setter(), chosen.setter(), wrong.setter());
        Callback::from(move |proposal: Proposal| {
            chosen.set(named(&proposal.value));
            wrong.set(None);
            text.set(proposal.label.to_string());
        })
    };
    let onsubmit = {
        let (t, org, candidate) = (t.clone(), place.organisation.clone(), props.candidate.to_string());
        let (chosen, wrong, sending) = (chosen.clone(), wrong.setter(), sending.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((framework, standard)) = (*chosen).clone() else {
                wrong.set(Some(t.text("start-choose")));
                crate::browser::page::focus("standard");
                return;
            };
            if *sending {
                return;
            }
            sending.set(true);
            let new = NewAssessment { candidate_id: candidate.clone(), framework, standard };
            let (t, org, wrong, sending, navigator) =
                (t.clone(), org.clone(), wrong.clone(), sending.setter(), navigator.clone());
            spawn_local(async move {
                match api::desk::start(&org, &new, &Once::new()).await {
                    Ok(started) => {
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::Assessment { id: started.id });
                        }
                    }
                    Err(failure) => {
                        sending.set(false);
                        wrong.set(Some(said(&t, &failure)));
                    }
                }
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="start-title">
            <h2 id="start-title">{ t.text("start-title") }</h2>
            <form novalidate=true {onsubmit}>
                <Combobox id="standard" label={t.text("start-standard")} hint={t.text("start-standard-hint")}
                    wrong={(*wrong).clone()} text={(*text).clone()} proposals={proposals.unwrap_or_default()} {typed} chosen={choose} />
                <Button submit=true label={t.text("start-now")} busy={*sending} />
            </form>
        </section>
    }
}

/// Standards of the institution's own country.
fn query(text: String, country: &str) -> StandardQuery {
    StandardQuery { q: Some(text), framework: None, country: country.parse().ok(), page: None }
}

/// What is wrong with the standard, or with the whole.
fn said(t: &T, failure: &Failure) -> AttrValue {
    match failure {
        Failure::Problem(problem) => match problem.errors.first() {
            Some(error) => t.field_error(&error.code),
            None => t.failure(failure),
        },
        _ => t.failure(failure),
    }
}

fn proposal(t: &T, standard: &StandardSummary) -> Proposal {
    let title = standard.title.official_text();
    let illustrative =
        if standard.illustrative { format!(" · {}", t.text("desk-illustrative")) } else { String::new() };
    let translation = standard.title.translation(t.locale().tag()).map(|text| format!(" · {text}")).unwrap_or_default();
    Proposal {
        value: format!("{}|{}", standard.framework, standard.key).into(),
        label: format!("{} {title}", standard.code).trim().to_owned().into(),
        more: Some(format!("{}{translation}{illustrative}", standard.body).into()),
    }
}

/// Framework and key of a proposal.
fn named(value: &str) -> Option<(FrameworkId, ItemKey)> {
    let (framework, key) = value.split_once('|')?;
    Some((framework.parse().ok()?, ItemKey::parse(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_names_its_framework_and_standard() {
        let Some((framework, key)) = named("co-sena-nscl|280101182 V1") else { panic!("named") };
        assert_eq!((framework.as_str(), key.as_str()), ("co-sena-nscl", "280101182 V1"));
        assert!(named("nothing").is_none());
    }
}

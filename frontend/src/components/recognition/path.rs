//! Where an answer comes from.

use puente_wire::recognition::{AgreementStatus, DecisionView, LegalBasisView};
use yew::prelude::*;

use super::{OneAnswerProps, illustrative, read};
use crate::i18n::{T, use_t};

/// Where the result comes from: the act, the agreement, the legal bases.
#[component]
pub(super) fn Path(props: &OneAnswerProps) -> Html {
    let t = use_t();
    let answer = &props.answer;
    let decisions = std::iter::once(&answer.decision).chain(&answer.combined_with);
    html! {
        <details open=true>
            <summary>{ t.text("recognition-path") }</summary>
            <ol class="path">
                { for decisions.map(|decision| decision_step(&t, decision)) }
                { for answer.agreement.iter().chain(&answer.further_agreements).map(|agreement| html! {
                    <li>
                        <b>{ read(&t, &agreement.title) }</b>
                        { " " }{ illustrative(&t, agreement.illustrative) }
                        <small>
                            { t.code("agreement-status-", agreement.status.as_str()) }
                            { for agreement.sectors.iter().map(|sector| html! { <>{ " · " }{ t.code("sector-", sector.as_str()) }</> }) }
                        </small>
                        <div>
                            if agreement.status == AgreementStatus::Ended {
                                <small>{ t.text("agreement-ended-remains") }</small>
                            }
                        </div>
                    </li>
                }) }
                { for answer.legal_bases.iter().map(|basis| legal_step(&t, basis)) }
            </ol>
            <details>
                <summary>{ t.text("recognition-step-by-step") }</summary>
                <ol>{ for answer.sentences.iter().map(|one| html! { <li>{ one.read_in(t.locale().tag()).to_owned() }</li> }) }</ol>
            </details>
        </details>
    }
}

fn decision_step(t: &T, decision: &DecisionView) -> Html {
    let authority = decision.authority.as_ref().map(|authority| authority.name.clone()).unwrap_or_default();
    let day = t.date(decision.decided_on);
    let version = (decision.version > 1).then(|| t.with("version-number", &[("n", decision.version.into())]));
    html! {
        <li>
            <b>{ decision.number.clone() }</b>{ " " }{ illustrative(t, decision.illustrative) }
            <small>{ authority }{ " · " }{ day }{ for version.map(|version| html! { <>{ " · " }{ version }</> }) }</small>
            <div>{ for only(t, decision).map(|only| html! { <small>{ only }</small> }) }</div>
        </li>
    }
}

/// Whose certificates the decision counts, when not everybody's.
pub(super) fn only(t: &T, decision: &DecisionView) -> Option<AttrValue> {
    let names: Vec<&str> = decision.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    (!names.is_empty()).then(|| t.with("recognition-only-issuers", &[("names", names.join(", ").into())]))
}

fn legal_step(t: &T, basis: &LegalBasisView) -> Html {
    let subject = basis.subject.as_ref().map(|subject| read(t, subject)).unwrap_or_default();
    html! {
        <li>
            <b>{ read(t, &basis.title) }</b>
            <small>{ subject }</small>
            <div>
                if !basis.applies {
                    <small>{ t.text("legal-basis-not-applicable") }</small>
                }
            </div>
        </li>
    }
}

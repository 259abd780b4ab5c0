//! What exists where nobody decided.

use std::rc::Rc;

use puente_wire::recognition::{Information, Recognition};
use yew::prelude::*;

use super::path::only;
use super::{illustrative, read, standard};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct InformationProps {
    pub(super) recognition: Rc<Recognition>,
}

/// What exists although nobody decided; never recognition, and it says so.
#[component]
pub(super) fn InformationList(props: &InformationProps) -> Html {
    let t = use_t();
    let Recognition { information, holdings, .. } = props.recognition.as_ref();
    let of = |fact: &Information| {
        let several = holdings.get(about(fact)).filter(|_| holdings.len() > 1);
        several.and_then(|holding| holding.standard.as_ref()).map(standard)
    };
    html! {
        <section>
            <h3>{ t.text("information-title") }</h3>
            <p class="hint">{ t.text("information-text") }</p>
            <ul class="units">{ for information.iter().map(|one| fact(&t, one, of(one))) }</ul>
        </section>
    }
}

/// Which certificate a fact is about.
const fn about(fact: &Information) -> usize {
    match fact {
        Information::Mapping { holding, .. }
        | Information::SameOccupation { holding, .. }
        | Information::Agreement { holding, .. }
        | Information::OtherIssuers { holding, .. }
        | Information::OtherTarget { holding, .. }
        | Information::EndedDecision { holding, .. } => *holding,
    }
}

/// One fact; of several certificates also which one it is about.
fn fact(t: &T, fact: &Information, of: Option<String>) -> Html {
    let (label, what, more, made_up) = match fact {
        Information::Mapping { target, predicate, not, illustrative, .. } => {
            let relation = t.code("predicate-", predicate.as_str());
            let more =
                if *not { t.with("information-not", &[("relation", relation.as_str().into())]) } else { relation };
            (t.text("information-mapping"), standard(target), more, *illustrative)
        }
        Information::SameOccupation { target, isco08, .. } => {
            let more = t.with("information-isco", &[("code", isco08.as_str().into())]);
            (t.text("information-occupation"), standard(target), more, target.illustrative)
        }
        Information::Agreement { agreement, .. } => {
            let more = t.code("agreement-status-", agreement.status.as_str());
            (t.text("information-agreement"), read(t, &agreement.title), more, agreement.illustrative)
        }
        Information::OtherIssuers { decision, .. } => {
            let more = only(t, decision).unwrap_or_default();
            (t.text("information-other-issuers"), decision.number.clone(), more, decision.illustrative)
        }
        Information::OtherTarget { decision, target, .. } => {
            let more = target.as_deref().map(standard).unwrap_or_default();
            (t.text("information-other-target"), decision.number.clone(), more.into(), decision.illustrative)
        }
        Information::EndedDecision { decision, ended_on, withdrawal, .. } => {
            let more = match withdrawal {
                Some(withdrawal) => t.with("information-withdrawn", &[("reason", read(t, &withdrawal.reason).into())]),
                None => t.with("information-ended-on", &[("day", t.date(*ended_on).as_str().into())]),
            };
            (t.text("information-ended"), decision.number.clone(), more, decision.illustrative)
        }
    };
    html! {
        <li>
            <span class="what">
                <small>{ label }</small>{ what }{ " " }{ illustrative(t, made_up) }
                <small>{ more }</small>
                { for of.map(|of| html! { <small>{ of }</small> }) }
            </span>
        </li>
    }
}

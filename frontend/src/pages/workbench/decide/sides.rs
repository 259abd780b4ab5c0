//! Two standards side by side, and the candidates with their reasons.

use puente_wire::suggestions::{Candidate, ComparedStandard, SuggestionReason, compare};
use puente_wire::workbench::LangMap;
use yew::prelude::*;

use super::keys::Key;
use crate::components::{Fact, Facts, Loading};
use crate::i18n::{T, use_t};
use crate::pages::workbench::frameworks::illustrative;

#[derive(Properties, PartialEq)]
pub(super) struct SidesProps {
    /// The title of the standard at hand, known before the rest.
    pub(super) title: LangMap,
    pub(super) subject: Option<ComparedStandard>,
    pub(super) candidate: Option<Candidate>,
}

/// The standard at hand, and the candidate that is looked at.
#[component]
pub(super) fn Sides(props: &SidesProps) -> Html {
    let t = use_t();
    let object = props.candidate.as_ref().map(|candidate| &candidate.object);
    let other = object.map(|object| object.title.official_text()).unwrap_or_default();
    let title = props.title.official_text();
    html! {
        <div class="sides">
            <article class="card" aria-label={t.text("mapping-subject")}>
                <h2>{ marked(title, other) }</h2>
                { for props.subject.iter().map(|subject| about(&t, subject, object)) }
            </article>
            <article class="card" aria-label={t.text("mapping-object")}>
                if let Some(object) = object {
                    <h2>{ marked(other, title) }</h2>
                    { about(&t, object, props.subject.as_ref()) }
                } else {
                    <p class="hint">{ t.text("decide-no-candidate") }</p>
                }
            </article>
        </div>
    }
}

/// A title in which the words of the other one are marked.
pub(in crate::pages::workbench) fn marked(title: &str, other: &str) -> Html {
    let stretch = |(place, one): (usize, puente_wire::suggestions::Stretch<'_>)| {
        let text = one.text.to_owned();
        if one.shared {
            html! { <mark key={place}>{ text }</mark> }
        } else {
            html! { <span key={place}>{ text }</span> }
        }
    };
    html! { <span class="diff">{ for compare(title, other).into_iter().enumerate().map(stretch) }</span> }
}

fn about(t: &T, one: &ComparedStandard, other: Option<&ComparedStandard>) -> Html {
    let mut facts = vec![];
    if !one.code.is_empty() {
        facts.push(Fact::new(t.text("standard-code"), one.code.clone()));
    }
    facts.extend(one.level.clone().map(|level| Fact::new(t.text("standard-level"), level)));
    facts.extend(one.sector.clone().map(|sector| Fact::new(t.text("standard-sector"), sector)));
    facts.extend(one.hours.map(|hours| Fact::new(t.text("decide-hours"), hours.to_string())));
    let theirs =
        other.map(|other| other.units.iter().map(|unit| unit.title.official_text()).collect::<Vec<_>>().join(" "));
    let theirs = theirs.unwrap_or_default();
    let unit = |unit: &puente_wire::suggestions::ComparedUnit| {
        html! { <li key={unit.key.to_string()}>{ marked(unit.title.official_text(), &theirs) }</li> }
    };
    html! {
        <>
            <div>{ for one.title.translation(t.locale().tag()).map(|text| html! { <p class="hint">{ text.to_owned() }{ " — " }{ t.text("unofficial-translation") }</p> }) }</div>
            { illustrative(t, one.illustrative) }
            <Facts {facts} />
            if !one.units.is_empty() {
                <h3>{ t.text("standard-parts") }</h3>
                <ul>{ for one.units.iter().map(unit) }</ul>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct CandidatesProps {
    /// Best first; absent while they are on their way.
    pub(super) candidates: Option<Vec<Candidate>>,
    /// The one that is looked at.
    pub(super) at: usize,
    pub(super) act: Callback<Key>,
}

/// The candidates, each with its reasons and the digit that chooses it.
#[component]
pub(super) fn Candidates(props: &CandidatesProps) -> Html {
    let t = use_t();
    let Some(candidates) = &props.candidates else {
        return html! { <Loading /> };
    };
    let line = |(place, one): (usize, &Candidate)| {
        let look = {
            let act = props.act.clone();
            Callback::from(move |_: MouseEvent| act.emit(Key::Look(place)))
        };
        html! {
            <li key={one.object.key.to_string()}>
                <button type="button" class="candidate" aria-pressed={(place == props.at).to_string()} onclick={look}>
                    <kbd>{ place + 1 }</kbd>
                    <b>{ one.object.title.official_text().to_owned() }</b>
                    <span class="code">{ one.object.code.clone() }</span>
                    <small>{ t.with("decide-score", &[("n", one.score.into())]) }</small>
                    <small>{ one.reasons.iter().map(|one| reason(&t, one).to_string()).collect::<Vec<_>>().join(" · ") }</small>
                </button>
            </li>
        }
    };
    html! {
        <section>
            <h2>{ t.text("decide-candidates") }</h2>
            if candidates.is_empty() {
                <p>{ t.text("decide-candidates-none") }</p>
            } else {
                <ol class="candidates">{ for candidates.iter().enumerate().map(line) }</ol>
            }
        </section>
    }
}

fn reason(t: &T, one: &SuggestionReason) -> AttrValue {
    let read = |title: &LangMap| title.read_in(t.locale().tag()).to_owned();
    match one {
        SuggestionReason::SharedWords { words } => t.with("reason-words", &[("words", words.join(", ").into())]),
        SuggestionReason::WordParts { parts } => t.with("reason-parts", &[("parts", parts.join(", ").into())]),
        SuggestionReason::UnitTitles { words } => t.with("reason-units", &[("words", words.join(", ").into())]),
        SuggestionReason::Occupation { title, .. } => t.with("reason-occupation", &[("group", read(title).into())]),
        SuggestionReason::Sector { sector } => {
            t.with("reason-sector", &[("sector", t.code("sector-", sector.as_str()).as_str().into())])
        }
        SuggestionReason::Level { level } => t.with("reason-level", &[("level", level.as_str().into())]),
        SuggestionReason::Neighbour { title, .. } => {
            t.with("reason-neighbour", &[("title", title.official_text().into())])
        }
    }
}

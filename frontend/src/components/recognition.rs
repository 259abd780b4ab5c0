//! What certificates count for in one country: outcome, units, where it comes from, whom to ask.

use puente_wire::recognition::{Answer, Authority, Close, LangMap, Outcome, Recognition};
use yew::prelude::*;

use super::{Band, OutcomeBand, Pill, Tone, UnitLine, UnitList};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub struct RecognitionCardProps {
    pub recognition: Recognition,
}

/// The best answer as a band, every answer below it, and what is known although nobody decided.
#[component]
pub fn RecognitionCard(props: &RecognitionCardProps) -> Html {
    let t = use_t();
    let found = &props.recognition;
    let country = t.country(found.destination.as_str());
    html! {
        <>
            { outcome_band(&t, found.outcome, found.answers.first(), &country) }
            { for found.answers.iter().map(|answer| html! { <AnswerView answer={answer.clone()} /> }) }
            <InformationList recognition={found.clone()} />
            <Ask authorities={found.ask.clone()} />
        </>
    }
}

const fn look(outcome: Outcome) -> OutcomeBand {
    match outcome {
        Outcome::Full => OutcomeBand::Full,
        Outcome::Partial => OutcomeBand::Partial,
        Outcome::Provisional => OutcomeBand::Provisional,
        Outcome::Refused => OutcomeBand::Refused,
        Outcome::NotExamined => OutcomeBand::NotExamined,
    }
}

fn outcome_band(t: &T, outcome: Outcome, best: Option<&Answer>, country: &str) -> Html {
    let (tone, icon) = look(outcome).look();
    let said = t.code("recognition-outcome-", outcome.as_str());
    let covered = best.filter(|_| outcome == Outcome::Partial).map(|answer| {
        let covered = answer.covered.len();
        t.with("recognition-covers", &[("n", covered.into()), ("all", (covered + answer.missing.len()).into())])
    });
    let until = best.and_then(|answer| answer.valid_until).filter(|_| outcome == Outcome::Provisional);
    html! {
        <Band {tone} {said} {icon} live=true>
            <div>{ for covered.map(|covered| html! { <p>{ covered }</p> }) }</div>
            <div>{ for until.map(|day| html! { <p>{ t.with("recognition-until", &[("day", t.date(day).as_str().into())]) }</p> }) }</div>
            <p>{ t.code("recognition-next-", outcome.as_str()) }</p>
            <p class="hidden-visually">{ country.to_owned() }</p>
        </Band>
    }
}

/// The official title, and below it the unofficial translation where the reader's language has one.
fn title_and_translation(t: &T, title: &LangMap) -> (AttrValue, Option<AttrValue>) {
    let official = title.official_text();
    let translated = title.translation(t.locale().tag()).filter(|text| *text != official);
    let marked = translated.map(|text| t.with("unofficial-translation", &[("text", text.into())]));
    (official.to_owned().into(), marked)
}

#[derive(Properties, PartialEq)]
struct AnswerProps {
    answer: Answer,
}

/// What it counts as, unit by unit, and why.
#[component]
fn AnswerView(props: &AnswerProps) -> Html {
    let t = use_t();
    let answer = &props.answer;
    let target = answer.target.as_ref().map(|target| {
        let (title, translated) = title_and_translation(&t, &target.title);
        html! {
            <p><b>{ t.text("recognition-as") }</b>{ " " }{ title }{ for translated.map(|text| html! { <small>{ " " }{ text }</small> }) }</p>
        }
    });
    html! {
        <div class="stack">
            <div>{ for target }</div>
            <div>
                if answer.illustrative {
                    <p><Pill tone={Tone::Info} label={t.text("illustrative")} />{ " " }{ t.text("illustrative-text") }</p>
                }
            </div>
            <UnitList units={unit_lines(&t, answer)} />
            { conditions(&t, answer) }
            { origin(&t, answer) }
        </div>
    }
}

fn unit_lines(t: &T, answer: &Answer) -> Vec<UnitLine> {
    let covered = answer.covered.iter().map(|unit| {
        let (title, more) = title_and_translation(t, &unit.title);
        UnitLine { title, more, tone: Tone::Ok, state: t.text("unit-covered") }
    });
    let missing = answer.missing.iter().map(|unit| {
        let (title, translated) = title_and_translation(t, &unit.title);
        let more =
            if unit.not_held { Some(t.text("unit-not-held")) } else { unit.close.as_ref().map(|c| closing(t, c)) };
        UnitLine { title, more: more.or(translated), tone: Tone::Note, state: t.text("unit-missing") }
    });
    covered.chain(missing).collect()
}

/// “Se completa con una evaluación, unas 8 horas, en SECAP Quito.”
fn closing(t: &T, close: &Close) -> AttrValue {
    use puente_wire::recognition::Means;
    let how = match close.means {
        Means::Assessment => t.text("close-assessment"),
        Means::Training => t.text("close-training"),
        Means::TrainingAndAssessment => t.text("close-training-and-assessment"),
    };
    let hours = close.hours.map(|hours| t.with("close-hours", &[("n", hours.into())]));
    let place = close.provider.as_deref().map(|name| t.with("close-at", &[("place", name.into())]));
    let parts = [Some(how), hours, place].into_iter().flatten();
    AttrValue::from(parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" · "))
}

fn conditions(t: &T, answer: &Answer) -> Html {
    let reads = |text: &LangMap| html! { <li>{ text.read_in(t.locale().tag()).to_owned() }</li> };
    let decision = &answer.decision;
    html! {
        <div>
            if !decision.conditions.is_empty() {
                <p><b>{ t.text("recognition-conditions") }</b></p>
                <ul>{ for decision.conditions.iter().map(reads) }</ul>
            }
            { for decision.reason.iter().map(|reason| html! {
                <p><b>{ t.text("recognition-reason") }</b>{ " " }{ reason.read_in(t.locale().tag()).to_owned() }</p>
            }) }
        </div>
    }
}

/// The act, the agreement, the legal bases.
fn origin(t: &T, answer: &Answer) -> Html {
    let decision = &answer.decision;
    let who = decision.authority.as_ref().map(|authority| authority.name.clone()).unwrap_or_default();
    let since = t.with("decision-since", &[("day", t.date(answer.valid_from).as_str().into())]);
    let tag = t.locale().tag();
    let agreement = answer.agreement.iter().map(|agreement| {
        html! { <li><b>{ agreement.title.read_in(tag).to_owned() }</b></li> }
    });
    let bases = answer.legal_bases.iter().filter(|basis| basis.applies).map(|basis| {
        let subject = basis.subject.iter().map(|subject| html! { <small>{ subject.read_in(tag).to_owned() }</small> });
        html! { <li><b>{ basis.title.read_in(tag).to_owned() }</b>{ for subject }</li> }
    });
    html! {
        <details open=true>
            <summary>{ t.text("recognition-origin") }</summary>
            <ol class="path">
                <li>
                    <b>{ decision.number.clone() }</b>
                    <small>{ who }{ " · " }{ t.with("decision-of", &[("day", t.date(decision.decided_on).as_str().into())]) }{ " · " }{ since }</small>
                </li>
                { for agreement }
                { for bases }
            </ol>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct InformationProps {
    recognition: Recognition,
}

/// What exists although nobody decided. Says so first: none of it is recognition.
#[component]
fn InformationList(props: &InformationProps) -> Html {
    use puente_wire::recognition::Information;
    let t = use_t();
    let tag = t.locale().tag();
    let line = |information: &Information| {
        let (text, subject) = match information {
            Information::Mapping { not: true, target, .. } => {
                (t.text("information-not-mapped"), target.title.read_in(tag))
            }
            Information::Mapping { target, .. } => (t.text("information-mapped"), target.title.read_in(tag)),
            Information::SameOccupation { target, .. } => (t.text("information-occupation"), target.title.read_in(tag)),
            Information::Agreement { agreement, .. } => (t.text("information-agreement"), agreement.title.read_in(tag)),
            Information::EndedDecision { decision, .. } => (t.text("information-ended"), decision.number.as_str()),
        };
        html! { <li>{ text }{ " " }<b>{ subject.to_owned() }</b></li> }
    };
    let information = &props.recognition.information;
    html! {
        <div>
            if !information.is_empty() {
                <details>
                    <summary>{ t.text("information-title") }</summary>
                    <p>{ t.text("information-text") }</p>
                    <ul>{ for information.iter().map(line) }</ul>
                </details>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AskProps {
    authorities: Vec<Authority>,
}

/// Whom to ask in the country.
#[component]
fn Ask(props: &AskProps) -> Html {
    let t = use_t();
    let one = |authority: &Authority| {
        let contact = &authority.contact;
        let page =
            contact.url.iter().map(|url| html! { <a href={url.clone()} rel="noreferrer">{ contact.name.clone() }</a> });
        let name = contact.url.is_none().then(|| contact.name.clone());
        let reach = [&contact.email, &contact.phone]
            .into_iter()
            .flatten()
            .map(|text| html! { <small>{ " " }{ text.clone() }</small> });
        html! { <li><b>{ authority.name.clone() }</b>{ " · " }{ for page }{ for name }{ for reach }</li> }
    };
    html! {
        <div>
            if !props.authorities.is_empty() {
                <h3>{ t.text("recognition-ask") }</h3>
                <ul>{ for props.authorities.iter().map(one) }</ul>
            }
        </div>
    }
}

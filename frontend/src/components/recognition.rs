//! What certificates count for in a country: outcome, units, where it comes from, whom to ask.
//!
//! Used by the look-up, the wallet and the verification page. *Not examined* has its own colour,
//! icon and words, and what exists without a decision stands under “information”.

use std::rc::Rc;

use puente_wire::recognition::{
    AgreementStatus, Answer, Authority, Close, CoveredUnit, DecisionView, HoldingView, Information, LangMap,
    LegalBasisView, Opening, Outcome, PathStep, Provisional, Recognition, StandardView, Status,
};
use yew::prelude::*;

use super::{Band, IconName, OutcomeBand, Pill, Tone, UnitLine, UnitList};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub struct RecognitionResultProps {
    pub recognition: Rc<Recognition>,
}

#[component]
pub fn RecognitionResult(props: &RecognitionResultProps) -> Html {
    let t = use_t();
    let found = &props.recognition;
    let country = t.country(found.destination.as_str());
    let examined = found.outcome != Outcome::NotExamined;
    html! {
        <div class="recognition stack">
            <div>{ for found.holdings.iter().map(|holding| holding_note(&t, holding)) }</div>
            <div>
                if examined {
                    { for found.answers.iter().map(|answer| html! {
                        <AnswerView answer={answer.clone()} recognition={found.clone()} country={country.clone()} />
                    }) }
                } else {
                    <NotExamined country={country.clone()} />
                }
            </div>
            <div>
                if !found.information.is_empty() {
                    <InformationList recognition={found.clone()} />
                }
            </div>
            <WhomToAsk ask={found.ask.clone()} />
        </div>
    }
}

fn look(outcome: Outcome) -> (Tone, IconName) {
    match outcome {
        Outcome::Full => OutcomeBand::Full,
        Outcome::Partial => OutcomeBand::Partial,
        Outcome::Provisional => OutcomeBand::Provisional,
        Outcome::Refused => OutcomeBand::Refused,
        Outcome::NotExamined => OutcomeBand::NotExamined,
    }
    .look()
}

/// What the reader must know of how the certificate was understood.
fn holding_note(t: &T, holding: &HoldingView) -> Html {
    let note = match &holding.standard {
        None => Some(t.with("recognition-unknown-standard", &[("code", holding.code.as_str().into())])),
        Some(standard) if standard.status != Status::Active => Some(t.text("recognition-not-in-use")),
        Some(standard) if holding.version_assumed => {
            Some(t.with("recognition-version-assumed", &[("code", standard.code.as_str().into())]))
        }
        Some(_) => None,
    };
    html! { <div>{ for note.map(|note| html! { <p class="hint">{ note }</p> }) }</div> }
}

#[component]
fn NotExamined(props: &CountryProps) -> Html {
    let t = use_t();
    let (tone, icon) = look(Outcome::NotExamined);
    html! {
        <Band {tone} {icon} said={t.text("outcome-not-examined")} live=true>
            <p>{ t.with("recognition-nobody-decided", &[("country", props.country.as_str().into())]) }</p>
        </Band>
    }
}

#[derive(Properties, PartialEq)]
struct CountryProps {
    country: AttrValue,
}

#[derive(Properties, PartialEq)]
struct AnswerProps {
    answer: Answer,
    recognition: Rc<Recognition>,
    country: AttrValue,
}

#[component]
fn AnswerView(props: &AnswerProps) -> Html {
    let t = use_t();
    let answer = &props.answer;
    let (tone, icon) = look(answer.outcome);
    html! {
        <div class="stack">
            <Band {tone} {icon} said={t.code("outcome-", answer.outcome.as_str())} live=true>
                <p>{ sentence(&t, answer, &props.country) }</p>
                <div>{ for together(answer).map(|n| html! { <p>{ t.with("recognition-together", &[("n", n.into())]) }</p> }) }</div>
                <div>
                    if answer.illustrative {
                        <p><b>{ t.text("recognition-illustrative") }</b></p>
                    }
                </div>
            </Band>
            <div>{ for reason(&t, &answer.decision) }</div>
            <UnitList units={units(&t, answer, &props.recognition.holdings)} />
            <Openings answer={answer.clone()} />
            <Conditions decision={answer.decision.clone()} />
            <Dates answer={answer.clone()} />
            <Path answer={answer.clone()} />
        </div>
    }
}

fn sentence(t: &T, answer: &Answer, country: &AttrValue) -> AttrValue {
    let covered = answer.covered.len();
    let all = covered + answer.missing.len();
    let Some(target) = &answer.target else {
        return t.with("recognition-refused", &[("country", country.as_str().into())]);
    };
    let title = target.title.official_text().to_owned();
    match answer.outcome {
        Outcome::Full => t.with("recognition-full", &[("title", title.into())]),
        Outcome::Refused => t.with("recognition-refused", &[("country", country.as_str().into())]),
        Outcome::Partial | Outcome::Provisional | Outcome::NotExamined => {
            let args = [("covered", covered.into()), ("all", all.into()), ("title", title.into())];
            t.with("recognition-covers", &args)
        }
    }
}

fn reason(t: &T, decision: &DecisionView) -> Option<Html> {
    let reason = decision.reason.as_ref()?;
    Some(html! { <p>{ t.with("recognition-reason", &[("reason", read(t, reason).into())]) }</p> })
}

fn read(t: &T, text: &LangMap) -> String {
    text.read_in(t.locale().tag()).to_owned()
}

/// How many certificates were put together for an answer.
fn together(answer: &Answer) -> Option<usize> {
    answer.path.iter().find_map(|step| match step {
        PathStep::Combined { count } => Some(*count),
        _ => None,
    })
}

/// The units, each with its state; of several certificates also which of them covers it.
fn units(t: &T, answer: &Answer, holdings: &[HoldingView]) -> Vec<UnitLine> {
    let by = |unit: &CoveredUnit| {
        let all = std::iter::once(&unit.holding).chain(&unit.with);
        let names: Vec<String> = all.filter_map(|number| holdings.get(*number)).map(held).collect();
        t.with("unit-covered-by", &[("names", names.join(" + ").into())])
    };
    let covered = answer.covered.iter().map(|unit| UnitLine {
        title: read(t, &unit.title).into(),
        more: (holdings.len() > 1).then(|| by(unit)),
        tone: Tone::Ok,
        state: t.text("unit-covered"),
    });
    let missing = answer.missing.iter().map(|unit| UnitLine {
        title: read(t, &unit.title).into(),
        more: unit.close.as_ref().map(|close| how_to_close(t, close)),
        tone: Tone::Note,
        state: if unit.not_held { t.text("unit-not-held") } else { t.text("unit-missing") },
    });
    covered.chain(missing).collect()
}

/// A certificate by its standard and whoever issued it.
fn held(holding: &HoldingView) -> String {
    let name = holding.standard.as_ref().map_or_else(|| holding.code.clone(), standard);
    match &holding.issuer {
        Some(issuer) if issuer.id != issuer.name => format!("{name}, {}", issuer.name),
        _ => name,
    }
}

fn how_to_close(t: &T, close: &Close) -> AttrValue {
    let means = t.code("means-", close.means.as_str());
    let hours = close.hours.map(|hours| t.with("close-hours", &[("hours", hours.into())]));
    let provider = close.provider.as_ref().map(|name| t.with("close-provider", &[("name", name.as_str().into())]));
    let parts = std::iter::once(means).chain(hours).chain(provider);
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" · ").into()
}

/// Where missing units can be closed, nearest first, as bodies have published it.
#[component]
fn Openings(props: &OneAnswerProps) -> Html {
    let t = use_t();
    let mut all: Vec<&Opening> = Vec::new();
    for opening in props.answer.missing.iter().flat_map(|unit| &unit.openings) {
        if !all.iter().any(|known| known.id == opening.id) {
            all.push(opening);
        }
    }
    html! {
        <div>
            if !all.is_empty() {
                <h3>{ t.text("openings-title") }</h3>
                <ul class="plain">{ for all.into_iter().map(|opening| opening_line(&t, opening)) }</ul>
            }
        </div>
    }
}

fn opening_line(t: &T, opening: &Opening) -> Html {
    let means = t.code("means-", opening.means.as_str());
    let hours = opening.hours.map(|hours| t.with("close-hours", &[("hours", hours.into())]));
    let place = opening.place.clone().map(|place| format!("{place}, {}", t.country(opening.country.as_str())).into());
    let remote = opening.remote.then(|| t.text("opening-remote"));
    let until = opening.until.map(|day| t.with("recognition-until", &[("day", t.date(day).as_str().into())]));
    let parts = std::iter::once(means).chain(hours).chain(place).chain(remote).chain(until);
    let said = parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" · ");
    let body = match &opening.url {
        Some(url) => html! { <a href={url.clone()} rel="noreferrer">{ opening.body.clone() }</a> },
        None => html! { <b>{ opening.body.clone() }</b> },
    };
    html! { <li>{ body }{ " · " }{ said }{ " " }{ illustrative(t, opening.illustrative) }</li> }
}

#[derive(Properties, PartialEq)]
struct DecisionProps {
    decision: DecisionView,
}

#[component]
fn Conditions(props: &DecisionProps) -> Html {
    let t = use_t();
    let conditions = &props.decision.conditions;
    html! {
        <div>
            if !conditions.is_empty() {
                <h3>{ t.text("recognition-conditions") }</h3>
                <ul>{ for conditions.iter().map(|one| html! { <li>{ read(&t, one) }</li> }) }</ul>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OneAnswerProps {
    answer: Answer,
}

#[component]
fn Dates(props: &OneAnswerProps) -> Html {
    let t = use_t();
    let answer = &props.answer;
    let from = t.with("recognition-from", &[("day", t.date(answer.valid_from).as_str().into())]);
    let until = answer.valid_until.map(|day| t.with("recognition-until", &[("day", t.date(day).as_str().into())]));
    let months = match answer.decision.provisional {
        Some(Provisional::Months(months)) => Some(t.with("recognition-months", &[("months", months.into())])),
        Some(Provisional::Until(_)) | None => None,
    };
    let line = |text: AttrValue| html! { <li>{ text }</li> };
    html! { <ul class="plain">{ for std::iter::once(from).chain(until).chain(months).map(line) }</ul> }
}

/// Where the result comes from: the act, the agreement, the legal bases.
#[component]
fn Path(props: &OneAnswerProps) -> Html {
    let t = use_t();
    let answer = &props.answer;
    let decisions = std::iter::once(&answer.decision).chain(&answer.combined_with);
    html! {
        <details open=true>
            <summary>{ t.text("recognition-path") }</summary>
            <ol class="path">
                { for decisions.map(|decision| decision_step(&t, decision)) }
                { for answer.agreement.iter().map(|agreement| html! {
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
fn only(t: &T, decision: &DecisionView) -> Option<AttrValue> {
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

fn illustrative(t: &T, shown: bool) -> Html {
    html! {
        <span>
            if shown {
                <Pill tone={Tone::Info} label={t.text("illustrative")} />
            }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct InformationProps {
    recognition: Rc<Recognition>,
}

/// What exists although nobody decided; never recognition, and it says so.
#[component]
fn InformationList(props: &InformationProps) -> Html {
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

fn standard(view: &StandardView) -> String {
    let title = view.title.official_text();
    if view.code.is_empty() {
        format!("{title} ({})", view.body)
    } else {
        format!("{title} ({} {})", view.body, view.code)
    }
}

#[derive(Properties, PartialEq)]
struct AskProps {
    ask: Vec<Authority>,
}

#[component]
fn WhomToAsk(props: &AskProps) -> Html {
    let t = use_t();
    let one = |authority: &Authority| {
        let contact = &authority.contact;
        let name = contact.name.clone();
        html! {
            <li>
                { match &contact.url {
                    Some(url) => html! { <a href={url.clone()} rel="noreferrer">{ name }</a> },
                    None => html! { <b>{ name }</b> },
                } }
                { for contact.phone.iter().map(|phone| html! { <>{ " · " }{ phone.clone() }</> }) }
                { for contact.email.iter().map(|email| html! { <>{ " · " }<a href={format!("mailto:{email}")}>{ email.clone() }</a></> }) }
            </li>
        }
    };
    html! {
        <section>
            if !props.ask.is_empty() {
                <h3>{ t.text("recognition-ask") }</h3>
                <ul class="plain ask">{ for props.ask.iter().map(one) }</ul>
            }
        </section>
    }
}

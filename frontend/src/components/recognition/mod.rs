//! What certificates count for in a country: outcome, units, where it comes from, whom to ask.
//!
//! Used by the look-up, the wallet and the verification page. *Not examined* has its own colour,
//! icon and words, and what exists without a decision stands under “information”.

mod information;
mod path;

use std::rc::Rc;

use puente_wire::recognition::{
    Answer, Authority, Close, CoveredUnit, DecisionView, HoldingView, Information, LangMap, Opening, Outcome, PathStep,
    Provisional, Recognition, StandardView,
};
use yew::prelude::*;

use self::information::InformationList;
use self::path::Path;
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
                    <NotExamined recognition={found.clone()} country={country.clone()} />
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
        Outcome::NotHeld => OutcomeBand::NotHeld,
        Outcome::Refused => OutcomeBand::Refused,
        Outcome::NotExamined => OutcomeBand::NotExamined,
    }
    .look()
}

/// What the reader must know of how the certificate was understood.
fn holding_note(t: &T, holding: &HoldingView) -> Html {
    let note = match &holding.standard {
        None => Some(t.with("recognition-unknown-standard", &[("code", holding.code.as_str().into())])),
        Some(standard) if holding.version_assumed => {
            Some(t.with("recognition-version-assumed", &[("code", standard.code.as_str().into())]))
        }
        Some(_) => None,
    };
    let more = holding.notes.iter().map(|note| AttrValue::from(note.read_in(t.locale().tag()).to_owned()));
    html! { <div>{ for note.into_iter().chain(more).map(|note| html! { <p class="hint">{ note }</p> }) }</div> }
}

/// Nobody decided; or what was decided does not answer this question, and then it says why.
#[component]
fn NotExamined(props: &NotExaminedProps) -> Html {
    let t = use_t();
    let (tone, icon) = look(Outcome::NotExamined);
    let found = &props.recognition;
    let decided = found.information.iter().any(Information::is_decision);
    let (said, text) = if decided {
        (t.text("recognition-none-applies"), found.summary.read_in(t.locale().tag()).to_owned().into())
    } else {
        let country = [("country", props.country.as_str().into())];
        (t.text("outcome-not-examined"), t.with("recognition-nobody-decided", &country))
    };
    html! {
        <Band {tone} {icon} {said} live=true>
            <p>{ text }</p>
        </Band>
    }
}

#[derive(Properties, PartialEq)]
struct NotExaminedProps {
    recognition: Rc<Recognition>,
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
    let named = answer.decision.target.as_ref().map(|target| target.standard.to_string());
    let Some(title) = answer.target.as_ref().map(|target| target.title.official_text().to_owned()).or(named) else {
        return t.with("recognition-refused", &[("country", country.as_str().into())]);
    };
    match answer.outcome {
        Outcome::Full => t.with("recognition-full", &[("title", title.into())]),
        Outcome::Refused => t.with("recognition-refused", &[("country", country.as_str().into())]),
        Outcome::NotHeld if all == 0 => t.with("recognition-not-whole", &[("title", title.into())]),
        Outcome::NotHeld => t.with("recognition-not-held", &[("title", title.into())]),
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
    let lacking = answer.path.iter().flat_map(|step| match step {
        PathStep::NotWhole { units, .. } if answer.missing.is_empty() => units.as_slice(),
        _ => &[],
    });
    let lacking = lacking.map(|unit| UnitLine {
        title: read(t, &unit.title).into(),
        more: None,
        tone: Tone::Note,
        state: t.text("unit-not-held"),
    });
    covered.chain(missing).chain(lacking).collect()
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

fn illustrative(t: &T, shown: bool) -> Html {
    html! {
        <span>
            if shown {
                <Pill tone={Tone::Info} label={t.text("illustrative")} />
            }
        </span>
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

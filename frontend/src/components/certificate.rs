//! A certificate as it looks: issuer, title, verdict, dates, state.

use chrono::NaiveDate;
use puente_wire::issuers::Issuer;
use puente_wire::verification::{CertificateFacts, Reason, State, Verification};
use serde::Deserialize;
use yew::prelude::*;

use super::{Fact, Facts, Pill, Tone};
use crate::i18n::{T, use_t};
use crate::id;

/// What a card says of a [`Verification`]; the list reads no more than this of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Standing {
    pub state: State,
    pub reason: Reason,
    pub issuer: Option<Issuer>,
    #[serde(default)]
    status_note: Option<Since>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Since {
    since: NaiveDate,
}

impl Standing {
    pub fn of(found: &Verification) -> Self {
        Self {
            state: found.state,
            reason: found.reason,
            issuer: found.issuer.clone(),
            status_note: found.status_note.as_ref().map(|note| Since { since: note.since }),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct CertificateCardProps {
    pub facts: CertificateFacts,
    /// The issuer as the registry knows it; without it the card says that it is not known.
    pub issuer: Option<Issuer>,
    /// State of the certificate, when it is known; the card does not repeat a band beside it.
    #[prop_or_default]
    pub found: Option<Standing>,
    /// The state is being found out: nothing is said yet about the issuer's standing.
    #[prop_or_default]
    pub checking: bool,
    /// 1, 2 or 3: the level of the title among the page's headings.
    #[prop_or(2)]
    pub level: u8,
    /// What can be done with it.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn CertificateCard(props: &CertificateCardProps) -> Html {
    let t = use_t();
    let facts = &props.facts;
    let code = facts.standard.as_ref().map(|standard| match &standard.version {
        Some(version) if version.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{} v{version}", standard.code)
        }
        Some(version) => format!("{} {version}", standard.code),
        None => standard.code.clone(),
    });
    html! {
        <article class="card cert">
            <div class="head">
                { issuer_line(&t, facts, props.issuer.as_ref(), props.checking) }
                { heading(props.level, &facts.title) }
                <div class="tags">
                    { for code.map(|code| html! { <span class="code">{ code }</span> }) }
                    { for props.found.iter().map(|found| state_pill(&t, found, facts.valid_until)) }
                </div>
            </div>
            <div class="body">
                <Facts facts={card_facts(&t, facts)} />
                { props.children.clone() }
            </div>
        </article>
    }
}

fn heading(level: u8, title: &str) -> Html {
    let title = title.to_owned();
    match level {
        1 => html! { <h1 class="name" tabindex="-1">{ title }</h1> },
        3 => html! { <h3 class="name">{ title }</h3> },
        _ => html! { <h2 class="name">{ title }</h2> },
    }
}

/// The issuer's name comes from the registry, never from the document.
fn issuer_line(t: &T, facts: &CertificateFacts, issuer: Option<&Issuer>, checking: bool) -> Html {
    let Some(issuer) = issuer else {
        if checking {
            return html! { <div class="issuer"><span class="seal" aria-hidden="true" /><span>{ t.text("checking") }</span></div> };
        }
        return html! {
            <div class="issuer">
                <span class="seal" aria-hidden="true">{ "?" }</span>
                <span><b>{ t.text("issuer-not-known") }</b></span>
            </div>
        };
    };
    let short = issuer.short_name.clone().unwrap_or_else(|| issuer.slug.to_ascii_uppercase());
    let accredited = facts
        .standard
        .as_ref()
        .is_some_and(|standard| issuer.accredited(&standard.framework, &standard.code, facts.issued_on).is_some());
    let standing = if accredited { t.text("issuer-accredited") } else { t.text("issuer-not-accredited") };
    html! {
        <div class="issuer">
            <span class="seal" aria-hidden="true">{ short.chars().take(6).collect::<String>() }</span>
            <span><b>{ issuer.name.clone() }</b>{ t.country(&issuer.country) }{ " · " }{ standing }</span>
        </div>
    }
}

fn card_facts(t: &T, facts: &CertificateFacts) -> Vec<Fact> {
    let mut shown = Vec::new();
    if let Some(name) = &facts.holder_name {
        shown.push(Fact::new(t.text("fact-holder"), name.clone()));
    }
    if let Some(day) = facts.birth_date {
        shown.push(Fact::new(t.text("fact-birth-date"), t.date(day)));
    }
    if let Some(verdict) = &facts.verdict_words {
        shown.push(Fact::new(t.text("fact-verdict"), verdict.clone()));
    }
    shown.push(Fact::new(t.text("fact-issued"), t.date(facts.issued_on)));
    let until = facts.valid_until.map_or_else(|| t.text("fact-no-end"), |day| t.date(day));
    shown.push(Fact::new(t.text("fact-valid-until"), until));
    if let Some(number) = &facts.number {
        shown.push(Fact::new(t.text("fact-number"), number.clone()));
    }
    shown
}

/// The state in a word or three: “Valid”, “Expired on 2 Feb 2026”.
fn state_pill(t: &T, found: &Standing, until: Option<NaiveDate>) -> Html {
    let label = match (found.state, found.reason) {
        (State::Lapsed, Reason::Expired | Reason::Suspended) | (State::Invalid, Reason::Revoked) => {
            reason_sentence(t, found, until)
        }
        (_, reason) if reason.is_undecided() => t.text("verification-undecided"),
        _ => t.code("verification-state-", found.state.as_str()),
    };
    html! { <Pill tone={Tone::of_verification(found.state, found.reason)} {label} /> }
}

/// Why a certificate that holds `until` is in its state, in one sentence with its dates.
pub(super) fn reason_sentence(t: &T, found: &Standing, until: Option<NaiveDate>) -> AttrValue {
    let since = found.status_note.as_ref().map(|note| note.since);
    let on = |id: &str, day: NaiveDate| t.with(id, &[("day", t.date(day).as_str().into())]);
    match (found.reason, until, since) {
        (Reason::Expired, Some(day), _) => on(id!("reason-expired-on"), day),
        (Reason::Revoked, _, Some(day)) => on(id!("reason-revoked-on"), day),
        (Reason::Suspended, _, Some(day)) => on(id!("reason-suspended-on"), day),
        (reason, ..) => t.code("verification-reason-", reason.as_str()),
    }
}

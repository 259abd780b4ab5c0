//! The band that answers the question of a page: one sentence, one next step, never colour alone.

use puente_wire::verification::{Reason, State, Verification};
use yew::prelude::*;

use super::{Icon, IconName};
use crate::i18n::{T, use_t};

/// How something stands. Each tone has its colour, its icon, and always words beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Ok,
    Note,
    Info,
    Past,
    Bad,
    Unknown,
}

impl Tone {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Info => "info",
            Self::Past | Self::Unknown => "past",
            Self::Bad => "bad-s",
        }
    }

    pub const fn icon(self) -> IconName {
        match self {
            Self::Ok => IconName::Check,
            Self::Note => IconName::Half,
            Self::Info => IconName::Info,
            Self::Past => IconName::Clock,
            Self::Bad => IconName::Cross,
            Self::Unknown => IconName::Question,
        }
    }

    /// The tone of one of the four answers about a certificate. What could only not be found out
    /// does not look like a finding.
    pub const fn of_verification(found: &Verification) -> Self {
        match found.state {
            _ if found.reason.is_undecided() => Self::Note,
            State::Valid => Self::Ok,
            State::IssuerUnknown => Self::Info,
            State::Lapsed => Self::Past,
            State::Invalid => Self::Bad,
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct BandProps {
    pub tone: Tone,
    /// The answer in one sentence.
    pub said: AttrValue,
    /// Another icon than the tone's own.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Announced when it appears: the answer to something the person just did.
    #[prop_or_default]
    pub live: bool,
    /// The next step, and what else belongs to the answer.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Band(props: &BandProps) -> Html {
    html! {
        <div class={classes!("band", props.tone.class())} role={props.live.then_some("status")}>
            <Icon name={props.icon.unwrap_or(props.tone.icon())} size=32 />
            <div>
                <p class="said">{ props.said.clone() }</p>
                { props.children.clone() }
            </div>
        </div>
    }
}

/// Why a certificate is in its state, in one sentence with its dates.
pub(super) fn reason_sentence(t: &T, found: &Verification) -> AttrValue {
    let day = match found.reason {
        Reason::Expired => found.certificate.as_ref().and_then(|c| c.valid_until),
        Reason::Revoked | Reason::Suspended => found.status_note.as_ref().map(|note| note.since),
        _ => None,
    };
    match (found.reason, day) {
        (Reason::Expired, Some(day)) => t.with("reason-expired-on", &[("day", t.date(day).as_str().into())]),
        (Reason::Revoked, Some(day)) => t.with("reason-revoked-on", &[("day", t.date(day).as_str().into())]),
        (Reason::Suspended, Some(day)) => t.with("reason-suspended-on", &[("day", t.date(day).as_str().into())]),
        (reason, _) => t.code("verification-reason-", reason.as_str()),
    }
}

#[derive(Properties, PartialEq)]
pub struct StateBandProps {
    pub found: Verification,
}

/// The answer of a verification.
#[component]
pub fn StateBand(props: &StateBandProps) -> Html {
    let t = use_t();
    let found = &props.found;
    let icon = (found.state == State::IssuerUnknown).then_some(IconName::Warning);
    let why = found.status_note.as_ref().map(|note| {
        let reason = t.code("status-reason-", note.reason.as_str());
        t.with("status-why", &[("reason", reason.as_str().into())])
    });
    html! {
        <Band tone={Tone::of_verification(found)} said={reason_sentence(&t, found)} {icon} live=true>
            <p>{ t.code("verification-next-", found.reason.as_str()) }</p>
            <div>{ for why.map(|why| html! { <p>{ why }</p> }) }</div>
            <div>
                if let Some(instant) = found.status_checked_at {
                    <p>{ t.with("status-checked-at", &[("instant", t.instant(instant).as_str().into())]) }</p>
                }
            </div>
        </Band>
    }
}

/// What a certificate counts for in another country, as a band shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeBand {
    Full,
    Partial,
    Provisional,
    Refused,
    NotExamined,
}

impl OutcomeBand {
    /// Tone and icon: *refused* and *not examined* differ in both.
    pub const fn look(self) -> (Tone, IconName) {
        match self {
            Self::Full => (Tone::Ok, IconName::Check),
            Self::Partial => (Tone::Note, IconName::Half),
            Self::Provisional => (Tone::Info, IconName::Clock),
            Self::Refused => (Tone::Bad, IconName::Cross),
            Self::NotExamined => (Tone::Unknown, IconName::Question),
        }
    }
}

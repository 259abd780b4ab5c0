//! The band that answers the question of a page: one sentence, one next step, never colour alone.

use puente_wire::verification::{Reason, State};
use yew::prelude::*;

use super::{Icon, IconName};

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
    pub const fn of_verification(state: State, reason: Reason) -> Self {
        match state {
            _ if reason.is_undecided() => Self::Note,
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

/// What a certificate counts for in another country, as a band shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeBand {
    Full,
    Partial,
    Provisional,
    NotHeld,
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
            Self::NotHeld => (Tone::Past, IconName::Half),
            Self::Refused => (Tone::Bad, IconName::Cross),
            Self::NotExamined => (Tone::Unknown, IconName::Question),
        }
    }
}

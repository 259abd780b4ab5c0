//! What people say on the way of a decision: technical opinion, vote or signature, recusal.

use puente_wire::session::Role;
use puente_wire::workbench::{ActHead, ActState, Ballot, DecisionAct, Deliberation, Recusal, Review, Voice, Vote};
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, ErrorSummary, TextArea};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct DeliberationCardProps {
    pub(super) act: DecisionAct,
    pub(super) stepped: Callback<ActHead>,
}

/// What was said, and the words of whoever may speak now.
#[component]
pub(super) fn DeliberationCard(props: &DeliberationCardProps) -> Html {
    let t = use_t();
    let reviews = use_place().roles.contains(&Role::Reviewer);
    let head = &props.act.head;
    let Some(said) = props.act.deliberation.clone() else { return Html::default() };
    let speaks = reviews && said.may_speak && matches!(head.state, ActState::Proposed | ActState::Agreed);
    let credential = format!("/api/v1/decisions/{}/versions/{}/credential", head.act, head.version);
    html! {
        <section class="card" aria-label={t.text("deliberation-title")}>
            <h2>{ t.text("deliberation-title") }</h2>
            <p class="hint">{ takes(&t, &said) }</p>
            <ul class="plain">{ for said.voices.iter().map(|voice| line(&t, voice)) }</ul>
            <div>
                if speaks {
                    <Speak head={head.clone()} stepped={props.stepped.clone()} signature={said.votes_needed.is_none()} />
                }
            </div>
            <div>
                if head.state == ActState::Published {
                    <p><a href={credential} download={format!("{}.json", head.act)}>{ t.text("decision-credential") }</a></p>
                }
            </div>
        </section>
    }
}

fn takes(t: &T, said: &Deliberation) -> AttrValue {
    match said.votes_needed {
        Some(votes) => t.with("deliberation-votes", &[("votes", votes.into())]),
        None => t.text("deliberation-signature"),
    }
}

fn line(t: &T, voice: &Voice) -> Html {
    let day = t.date(voice.at.date_naive());
    html! {
        <li>
            <b>{ voice.person.clone() }</b>{ " · " }{ t.code("voice-", voice.kind.as_str()) }{ " · " }{ day }
            <div>
                if !voice.counts {
                    <small class="hint">{ t.text("voice-earlier-text") }</small>
                }
            </div>
            <div>{ for (!voice.words.is_empty()).then(|| html! { <p>{ voice.words.clone() }</p> }) }</div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct SpeakProps {
    head: ActHead,
    stepped: Callback<ActHead>,
    /// One signature decides.
    signature: bool,
}

/// What a person can do with their words.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Opinion(bool),
    Vote(Vote),
    Recusal,
}

impl Said {
    /// Only a vote for it, or for neither, can do without words.
    const fn needs_words(self) -> bool {
        !matches!(self, Self::Vote(Vote::InFavour | Vote::Abstain))
    }
}

async fn send(said: Said, org: &str, head: &ActHead, words: Option<String>) -> Result<ActHead, Failure> {
    let revision = head.revision;
    match said {
        Said::Opinion(agree) => {
            api::workbench::review(org, "decisions", &head.id, &Review { revision, agree, note: words }).await
        }
        Said::Vote(vote) => api::workbench::vote(org, &head.id, &Ballot { revision, vote, words }).await,
        Said::Recusal => {
            let reason = words.unwrap_or_default();
            api::workbench::recuse(org, &head.id, &Recusal { revision, reason }).await
        }
    }
}

#[component]
fn Speak(props: &SpeakProps) -> Html {
    let t = use_t();
    let organisation = use_place().organisation;
    let form = use_form(format!("speak-{}-{}", props.head.id, props.head.revision), vec![field("note")]);
    let say = |said: Said| {
        let (form, t, org) = (form.clone(), t.clone(), organisation.clone());
        let (head, stepped) = (props.head.clone(), props.stepped.clone());
        Callback::from(move |()| {
            let words = form.given("note");
            if words.is_none() && said.needs_words() {
                form.refuse_fields(vec![("note", t.field_error("required"))]);
                return;
            }
            let (org, head, stepped) = (org.clone(), head.clone(), stepped.clone());
            let sent = async move { send(said, &org, &head, words).await };
            form.send(&t, sent, move |head| stepped.emit(head));
        })
    };
    let opinion = props.head.state == ActState::Proposed;
    let label = if opinion { t.text("opinion-words") } else { t.text("vote-words") };
    html! {
        <div>
            <ErrorSummary form={form.clone()} />
            <TextArea form={form.clone()} name="note" {label} hint={t.text("speak-hint")} rows=4 />
            <div class="actions">{ buttons(&t, &form, opinion, props.signature, say) }</div>
        </div>
    }
}

fn buttons(t: &T, form: &Form, opinion: bool, signature: bool, say: impl Fn(Said) -> Callback<()>) -> Html {
    let quiet = |label: AttrValue, said: Said| {
        html! {
            <Button kind={ButtonKind::Quiet} {label} onclick={say(said)} />
        }
    };
    if opinion {
        return html! {
            <>
                <Button label={t.text("opinion-favourable")} onclick={say(Said::Opinion(true))} busy={form.is_sending()} />
                { quiet(t.text("review-return"), Said::Opinion(false)) }
                { quiet(t.text("recuse"), Said::Recusal) }
            </>
        };
    }
    let yes = if signature { t.text("vote-sign") } else { t.text("vote-in-favour") };
    html! {
        <>
            <Button label={yes} onclick={say(Said::Vote(Vote::InFavour))} busy={form.is_sending()} />
            { quiet(t.text("vote-against"), Said::Vote(Vote::Against)) }
            { if signature { Html::default() } else { quiet(t.text("vote-abstain"), Said::Vote(Vote::Abstain)) } }
            { quiet(t.text("recuse"), Said::Recusal) }
        </>
    }
}

//! From what was brought to the answer about it.

use puente_credentials::verify::unreadable;
use puente_wire::verification::Verification;
use serde_json::Value;
use yew::prelude::*;

use super::result::ResultView;
use super::subject::Subject;
use crate::api::Failure;
use crate::browser::page;
use crate::checking;
use crate::components::{Band, FailedWithRetry, Loading, Tone};
use crate::hooks::{Load, use_query};
use crate::i18n::{T, use_t};
use crate::id;
use crate::wallet::sharing::{self, ShareError};

/// What checking came to.
#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Checked {
        credential: Option<Value>,
        found: Box<Verification>,
    },
    /// The link's key does not fit: cut off or changed.
    WrongKey,
}

#[derive(Properties, PartialEq)]
pub(super) struct OutcomeProps {
    pub subject: Subject,
}

#[component]
pub(super) fn Outcome(props: &OutcomeProps) -> Html {
    let t = use_t();
    let answer = use_query(props.subject.clone(), check);
    let shown = match &answer.state {
        Load::Pending => html! { <Loading /> },
        Load::Ready(answer) => match answer.as_ref() {
            Answer::Checked { credential, found } => {
                html! { <ResultView credential={credential.clone()} found={found.as_ref().clone()} /> }
            }
            Answer::WrongKey => problem(&t, Tone::Note, id!("share-wrong-key"), id!("share-wrong-key-next")),
        },
        Load::Failed(failure) => refused(&t, failure, &answer.again),
    };
    html! { <div>{ shown }</div> }
}

async fn check(subject: Subject) -> Result<Answer, Failure> {
    let credential = match subject {
        Subject::Document(document) => document,
        Subject::Broken(error) => {
            return Ok(Answer::Checked { credential: None, found: Box::new(unreadable(&error, page::now())) });
        }
        Subject::Link { id, key } => match sharing::open(&id, &key).await {
            Ok(credential) => credential,
            Err(ShareError::WrongKey) => return Ok(Answer::WrongKey),
            Err(ShareError::Failed(failure)) => return Err(failure),
        },
    };
    let found = Box::new(checking::check(&credential).await?);
    Ok(Answer::Checked { credential: Some(credential), found })
}

/// A link that has ended says nothing about the certificate, and says that.
fn refused(t: &T, failure: &Failure, again: &Callback<()>) -> Html {
    match failure.code() {
        Some("share-expired") => problem(t, Tone::Past, id!("share-expired"), id!("share-ended-next")),
        Some("share-stopped") => problem(t, Tone::Past, id!("share-was-stopped"), id!("share-ended-next")),
        Some("share-not-found") => problem(t, Tone::Unknown, id!("share-unknown"), id!("share-unknown-next")),
        _ => html! { <FailedWithRetry failure={failure.clone()} again={again.clone()} /> },
    }
}

fn problem(t: &T, tone: Tone, said: &'static str, next: &'static str) -> Html {
    html! { <Band {tone} said={t.text(said)} live=true><p>{ t.text(next) }</p></Band> }
}

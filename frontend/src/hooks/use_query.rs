//! Something asked for, and its three states.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::Failure;
use crate::components::{FailedWithRetry, Loading};

/// The three states of something asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Load<Answer> {
    Pending,
    Ready(Rc<Answer>),
    Failed(Failure),
}

/// Something asked for, and the way to ask again.
#[derive(Clone, PartialEq)]
pub struct Query<Answer: PartialEq> {
    pub state: Load<Answer>,
    /// Asks again; what is shown stays until the new answer comes.
    pub again: Callback<()>,
}

impl<Answer: PartialEq> Query<Answer> {
    /// The answer, once it is there.
    pub fn ready(&self) -> Option<&Rc<Answer>> {
        match &self.state {
            Load::Ready(answer) => Some(answer),
            Load::Pending | Load::Failed(_) => None,
        }
    }

    /// The answer shown by `view`, or that it is on its way, or that it failed, with a retry.
    pub fn view(&self, view: impl FnOnce(&Rc<Answer>) -> Html) -> Html {
        let inner = match &self.state {
            Load::Pending => html! { <Loading /> },
            Load::Ready(answer) => view(answer),
            Load::Failed(failure) => {
                html! { <FailedWithRetry failure={failure.clone()} again={self.again.clone()} /> }
            }
        };
        html! { <div>{ inner }</div> }
    }
}

/// Asks with `fetch` when the component appears, and again whenever `about` changes. An answer
/// that comes after a newer question is dropped.
#[hook]
pub fn use_query<About, Answer, Fetch, Answering>(about: About, fetch: Fetch) -> Query<Answer>
where
    About: Clone + PartialEq + 'static,
    Answer: PartialEq + 'static,
    Fetch: Fn(About) -> Answering + 'static,
    Answering: Future<Output = Result<Answer, Failure>> + 'static,
{
    let state = use_state(|| Load::Pending);
    let asked = use_state(|| 0_u32);
    let newest = use_mut_ref(|| 0_u32);
    let previous = use_mut_ref(|| None::<About>);
    {
        let state = state.setter();
        use_effect_with((about, *asked), move |(about, _)| {
            let about = about.clone();
            let turn = {
                let mut newest = newest.borrow_mut();
                *newest += 1;
                *newest
            };
            if previous.borrow().as_ref() != Some(&about) {
                state.set(Load::Pending);
                *previous.borrow_mut() = Some(about.clone());
            }
            let answering = fetch(about);
            spawn_local(async move {
                let answer = answering.await;
                if *newest.borrow() == turn {
                    state.set(match answer {
                        Ok(answer) => Load::Ready(Rc::new(answer)),
                        Err(failure) => Load::Failed(failure),
                    });
                }
            });
        });
    }
    let again = Callback::from(move |()| asked.set(*asked + 1));
    Query { state: (*state).clone_state(), again }
}

impl<Answer> Load<Answer> {
    /// A copy that shares the answer.
    fn clone_state(&self) -> Self {
        match self {
            Self::Pending => Self::Pending,
            Self::Ready(answer) => Self::Ready(Rc::clone(answer)),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

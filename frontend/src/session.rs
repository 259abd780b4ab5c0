//! Who is logged in, within reach of every component.

use puente_wire::session::{Member, Role, Session};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;

/// What is known of the session so far.
#[derive(Clone, PartialEq)]
pub struct Who {
    /// Nothing while the first answer is on its way, or without a network.
    session: Option<Session>,
    /// Whether an answer, good or bad, has come.
    pub asked: bool,
    /// Asks again: after log-in and log-out.
    pub refresh: Callback<()>,
}

impl Who {
    /// Whether the registry was asked and could not be reached.
    pub fn is_unreachable(&self) -> bool {
        self.asked && self.session.is_none()
    }

    pub fn member(&self) -> Option<&Member> {
        self.session.as_ref()?.member.as_ref()
    }

    /// Whether the person has the role in any organisation. Only for what to show: permission is
    /// the server's to give.
    pub fn has(&self, role: Role) -> bool {
        self.member().is_some_and(|member| member.memberships.iter().any(|place| place.roles.contains(&role)))
    }
}

#[derive(Properties, PartialEq)]
pub struct SessionProps {
    pub children: Html,
}

/// Provides [`Who`] to everything inside.
#[component]
pub fn SessionProvider(props: &SessionProps) -> Html {
    let session = use_state(|| (None::<Session>, false));
    let refresh = {
        let session = session.setter();
        use_callback((), move |(), ()| {
            let session = session.clone();
            spawn_local(async move {
                let answer = api::session::session().await.ok();
                session.set((answer, true));
            });
        })
    };
    {
        let refresh = refresh.clone();
        use_effect_with((), move |()| refresh.emit(()));
    }
    let who = Who { session: session.0.clone(), asked: session.1, refresh };
    html! { <ContextProvider<Who> context={who}>{ props.children.clone() }</ContextProvider<Who>> }
}

/// What is known of the session.
///
/// # Panics
/// Outside of a [`SessionProvider`], which both programs put around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a program without a session provider is a mistake in this crate")]
pub fn use_session() -> Who {
    use_context::<Who>().expect("use_session inside SessionProvider")
}

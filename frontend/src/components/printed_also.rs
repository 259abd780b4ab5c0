//! The certificate a second time on paper, for who reads it elsewhere.

use std::rc::Rc;

use puente_wire::recognition::Recognition;
use yew::prelude::*;

use super::RecognitionResult;
use crate::api::Failure;
use crate::browser::page;
use crate::hooks::use_query;
use crate::i18n::{Catalogue, Locale, T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct PrintedAlsoProps {
    /// Where the paper is shown: the country decides the language.
    pub destination: AttrValue,
    pub recognition: Rc<Recognition>,
    /// What comes before the recognition: the certificate and its units.
    pub children: Html,
}

/// While the page is printed: the same in the destination's language, on a sheet of its own.
/// Nothing where that is the page's own language.
#[component]
pub(super) fn PrintedAlso(props: &PrintedAlsoProps) -> Html {
    let t = use_t();
    let printing = use_printing();
    let files = t.files();
    let other = Some(Locale::of_country(&props.destination)).filter(|locale| *locale != t.locale());
    // Fetched before anybody prints: nothing can be waited for then.
    let words = use_query(other, move |other| async move {
        let Some(locale) = other else { return Ok(None) };
        Catalogue::load(locale, files).await.map(Some).map_err(|problem| Failure::Unreadable(problem.into()))
    });
    match words.ready().and_then(|words| words.as_ref().clone()) {
        Some(catalogue) if printing => sheet(T::new(catalogue, files, Callback::noop()), props),
        _ => html! {},
    }
}

fn sheet(t: T, props: &PrintedAlsoProps) -> Html {
    let lang = t.locale().tag();
    html! {
        <section class="print-only sheet" {lang}>
            <ContextProvider<T> context={t}>
                <div class="stack">
                    { props.children.clone() }
                    <RecognitionResult recognition={props.recognition.clone()} />
                </div>
            </ContextProvider<T>>
        </section>
    }
}

/// Whether the page is being printed; see [`page::print`].
#[hook]
fn use_printing() -> bool {
    let printing = use_state_eq(|| false);
    let setter = printing.setter();
    use_effect_with((), move |()| {
        let listeners = page::around_printing(move |now| setter.set(now));
        move || drop(listeners)
    });
    *printing
}

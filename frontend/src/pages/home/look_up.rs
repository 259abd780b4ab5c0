//! “What is my certificate worth in…?”, without log-in.

use yew::prelude::*;

use crate::i18n::use_t;

#[component]
pub fn LookUp() -> Html {
    let t = use_t();
    html! {
        <section class="card" aria-labelledby="look-up-title">
            <h2 id="look-up-title">{ t.text("look-up-title") }</h2>
        </section>
    }
}

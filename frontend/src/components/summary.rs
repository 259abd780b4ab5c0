//! What is wrong with a form, at its top.

use yew::prelude::*;

use crate::browser::page;
use crate::hooks::{Form, use_marked_title};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    pub form: Form,
}

/// Takes focus after each refusal, links every wrong field and repeats its message. While it shows,
/// the page's title says “Error:” first.
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let id = form.id("summary");
    {
        let id = id.clone();
        use_effect_with(form.refusals(), move |refusals| {
            if *refusals > 0 {
                page::focus(&id);
            }
        });
    }
    use_marked_title(form.failed());
    let several = form.all_wrong().len() > 1;
    let line = |(name, message): &(String, AttrValue)| {
        let target = form.id(name);
        let onclick = {
            let target = target.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                page::focus(&target);
            })
        };
        // Of several wrong fields each is named: their messages may be the same.
        let field = if several { page::label_of(&target).map(|label| format!("{label}: ")) } else { None };
        html! { <li key={name.clone()}><a href={format!("#{target}")} {onclick}>{ field }{ message.clone() }</a></li> }
    };
    html! {
        <div>
            if form.failed() {
                <div class="errsum" role="alert" tabindex="-1" id={id} aria-labelledby={form.id("summary-title")}>
                    <h2 id={form.id("summary-title")}>{ t.text("error-summary-title") }</h2>
                    { for form.refused().map(|message| html! { <p>{ message.clone() }</p> }) }
                    <ul>{ for form.all_wrong().iter().map(line) }</ul>
                </div>
            }
        </div>
    }
}

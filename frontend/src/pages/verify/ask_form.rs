//! What is needed to know: each fact by itself.

use puente_wire::presentations::{AskedFact, NewPresentationRequest, PresentationRequest};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, Checkbox, ErrorSummary, Select};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};

/// The values of a fact's field.
const NEEDED: &str = "needed";
const WELCOME: &str = "welcome";
const NOT: &str = "no";

/// Each fact, what it starts with.
const FACTS: [(AskedFact, &str, &str); 6] = [
    (AskedFact::Name, "name", NEEDED),
    (AskedFact::Results, "results", NEEDED),
    (AskedFact::Verdict, "verdict", NOT),
    (AskedFact::Units, "units", NOT),
    (AskedFact::Number, "number", NOT),
    (AskedFact::BirthDate, "birth-date", NOT),
];

#[derive(Properties, PartialEq)]
pub(super) struct AskFormProps {
    pub made: Callback<PresentationRequest>,
}

#[component]
pub(super) fn AskForm(props: &AskFormProps) -> Html {
    let t = use_t();
    let fields = FACTS.iter().map(|(_, name, first)| field(name).starting(*first)).chain([field("whole")]);
    let form = use_form("ask", fields.collect());
    let onsubmit = {
        let (t, form, made) = (t.clone(), form.clone(), props.made.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.is_sending() {
                return;
            }
            form.sending();
            let (t, form, made) = (t.clone(), form.clone(), made.clone());
            spawn_local(async move {
                match api::presentations::ask(&asked(&form), &form.once()).await {
                    Ok(request) => {
                        form.clear();
                        made.emit(request);
                    }
                    Err(failure) => form.refuse_with(&t, &failure),
                }
            });
        })
    };
    html! {
        <form class="card" {onsubmit}>
            <ErrorSummary form={form.clone()} />
            <h2>{ t.text("ask-facts") }</h2>
            <p class="hint">{ t.text("ask-facts-hint") }</p>
            <div class="asked-facts">{ for FACTS.iter().map(|(fact, name, _)| choice(&t, &form, *fact, name)) }</div>
            <p>{ t.text("ask-always") }</p>
            <Checkbox form={form.clone()} name="whole" label={t.text("ask-whole")} hint={t.text("ask-whole-hint")} />
            <div class="actions"><Button submit=true label={t.text("ask-make")} busy={form.is_sending()} /></div>
        </form>
    }
}

fn choice(t: &T, form: &Form, fact: AskedFact, name: &'static str) -> Html {
    let option = |value: &'static str, words: AttrValue| (AttrValue::Static(value), words);
    let options = vec![
        option(NEEDED, t.text("ask-needed")),
        option(WELCOME, t.text("ask-welcome")),
        option(NOT, t.text("ask-not")),
    ];
    html! { <Select form={form.clone()} name={name} label={t.code("asked-fact-", fact.as_str())} {options} /> }
}

fn asked(form: &Form) -> NewPresentationRequest {
    let with = |wanted: &str| {
        FACTS.iter().filter(|(_, name, _)| form.value(name) == wanted).map(|(fact, _, _)| *fact).collect()
    };
    let whole = form.value("whole") == "yes";
    NewPresentationRequest { facts: with(NEEDED), optional: with(WELCOME), whole, encrypted: true }
}

//! “What is my certificate worth in…?”, without log-in. The question stands in the address, so that
//! an answer can be sent to somebody.

use std::rc::Rc;

use puente_wire::recognition::{Recognition, RecognitionQuery};
use puente_wire::standards::{StandardQuery, StandardSummary};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::browser::{page, pause::pause};
use crate::components::{
    Button, Combobox, CopyButton, ErrorSummary, Field, Proposal, RecognitionResult, Select, destinations,
};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::routes::public::PublicRoute;

/// How long typing must rest before proposals are fetched, in milliseconds.
const REST: u32 = 150;
const MOST_PROPOSALS: usize = 8;

#[component]
pub fn LookUp() -> Html {
    let t = use_t();
    // The component renders anew whenever the address changes.
    let _here = use_location();
    let asked = asked();
    let form = use_form("look-up", vec![field("standard"), field("chosen"), field("to"), field("on")]);
    {
        let form = form.clone();
        use_effect_with(asked.clone(), move |asked| {
            if let Some(asked) = asked {
                form.set("to", asked.destination.as_str());
                form.set("on", asked.on.map(|day| day.to_string()).unwrap_or_default());
            }
        });
    }
    html! {
        <section class="card" aria-labelledby="look-up-title">
            <h2 id="look-up-title">{ t.text("look-up-title") }</h2>
            <ErrorSummary form={form.clone()} />
            <LookUpForm form={form.clone()} />
            <div>{ for asked.map(|query| html! { <Looked {query} form={form.clone()} /> }) }</div>
        </section>
    }
}

/// The question in the address.
fn asked() -> Option<RecognitionQuery> {
    Some(RecognitionQuery {
        framework: page::query_parameter("framework")?.parse().ok()?,
        code: page::query_parameter("code")?,
        version: page::query_parameter("version"),
        issued_on: page::query_parameter("issued_on").and_then(|day| day.parse().ok()),
        issuer: page::query_parameter("issuer"),
        destination: page::query_parameter("to")?.parse().ok()?,
        on: page::query_parameter("on").and_then(|day| day.parse().ok()),
    })
}

#[derive(Properties, PartialEq)]
struct LookUpFormProps {
    form: Form,
}

#[component]
fn LookUpForm(props: &LookUpFormProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let navigator = use_navigator();
    let typed = form.value("standard");
    let found = use_query(typed.clone(), |typed| async move {
        pause(REST).await;
        let q = Some(typed.trim().to_owned()).filter(|q| !q.is_empty());
        match q {
            None => Ok(Vec::new()),
            Some(_) => api::standards::search(&StandardQuery { q, ..StandardQuery::default() })
                .await
                .map(|page| page.standards),
        }
    });
    let proposals = found.ready().map(|all| all.iter().take(MOST_PROPOSALS).map(|one| proposal(&t, one)).collect());
    let proposals: Rc<Vec<Proposal>> = Rc::new(proposals.unwrap_or_default());
    let unchosen = form.value("chosen").is_empty() && typed.trim().chars().count() > 2;
    let nothing = unchosen && found.ready().is_some_and(|all| all.is_empty());
    let hint = if nothing { t.text("look-up-nothing") } else { t.text("look-up-standard-hint") };
    let on_typed = {
        let form = form.clone();
        Callback::from(move |text: String| {
            form.set("standard", text);
            form.set("chosen", "");
        })
    };
    let on_chosen = {
        let form = form.clone();
        Callback::from(move |one: Proposal| {
            form.set("standard", one.label.as_str());
            form.set("chosen", one.value.as_str());
        })
    };
    let onsubmit = {
        let (form, t, proposals) = (form.clone(), t.clone(), Rc::clone(&proposals));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(query) = complete(&form, &t, &proposals)
                && let Some(navigator) = &navigator
            {
                drop(navigator.push_with_query(&PublicRoute::Home, &query));
            }
        })
    };
    html! {
        <form class="lookup" novalidate=true {onsubmit}>
            <Combobox id={form.id("standard")} label={t.text("look-up-standard")} {hint}
                wrong={form.wrong("standard")} text={typed} {proposals} typed={on_typed} chosen={on_chosen} />
            <Select form={form.clone()} name="to" label={t.text("look-up-country")} options={destinations(&t)}
                none={t.text("worth-choose")} required=true />
            <Field form={form.clone()} name="on" kind="date" label={t.text("look-up-date")} hint={t.text("look-up-date-hint")} />
            <div class="go"><Button submit=true label={t.text("look-up-send")} /></div>
        </form>
    }
}

fn proposal(t: &T, one: &StandardSummary) -> Proposal {
    let country = one.country.map(|country| t.country(country.as_str()).to_string());
    let place = [Some(one.body.clone()), country, Some(one.code.clone()).filter(|code| !code.is_empty())];
    let illustrative = one.illustrative.then(|| t.text("illustrative").to_string());
    let translated = one.title.translation(t.locale().tag()).map(ToOwned::to_owned);
    let more: Vec<String> = place.into_iter().chain([translated, illustrative]).flatten().collect();
    Proposal {
        value: format!("{}|{}", one.framework, one.key).into(),
        label: one.title.official_text().to_owned().into(),
        more: Some(more.join(" · ").into()),
    }
}

/// The address's query, or the refusal of what is missing. A code typed in full need not be chosen.
fn complete(form: &Form, t: &T, proposals: &[Proposal]) -> Option<Vec<(&'static str, String)>> {
    let typed = form.given("standard").unwrap_or_default().to_uppercase();
    let by_code = || proposals.iter().find(|one| one.value.rsplit('|').next() == Some(typed.as_str()));
    let chosen = form.given("chosen").or_else(|| by_code().map(|one| one.value.to_string()));
    let mut missing = Vec::new();
    if chosen.is_none() {
        let message = if typed.is_empty() { t.field_error("required") } else { t.text("look-up-choose-one") };
        missing.push(("standard", message));
    }
    if form.given("to").is_none() {
        missing.push(("to", t.field_error("required")));
    }
    if !missing.is_empty() {
        form.refuse_fields(missing);
        return None;
    }
    let chosen = chosen?;
    let (framework, code) = chosen.split_once('|')?;
    let mut query = vec![("framework", framework.to_owned()), ("code", code.to_owned()), ("to", form.given("to")?)];
    query.extend(form.given("on").map(|day| ("on", day)));
    Some(query)
}

#[derive(Properties, PartialEq)]
struct LookedProps {
    query: RecognitionQuery,
    form: Form,
}

/// The answer to the question in the address.
#[component]
fn Looked(props: &LookedProps) -> Html {
    let t = use_t();
    let answer = use_query(props.query.clone(), |query| async move { api::recognition::of_standard(&query).await });
    {
        let form = props.form.clone();
        use_effect_with((props.query.clone(), answer.ready().cloned()), move |(query, answer)| {
            // Somebody else's address: the form shows what was asked.
            let standard = answer.as_ref().and_then(|answer| answer.holdings.first()?.standard.clone());
            if let Some(standard) = standard {
                form.set("standard", standard.title.official_text());
                form.set("chosen", format!("{}|{}", query.framework, standard.key));
            }
        });
    }
    html! {
        <div class="looked">
            { answer.view(|found| html! {
                <>
                    { heading(&t, found) }
                    <RecognitionResult recognition={found.clone()} />
                    <div class="actions no-print">
                        <CopyButton text={format!("{}{}", page::origin(), page::path_and_query())} label={t.text("look-up-copy")} />
                    </div>
                </>
            }) }
        </div>
    }
}

fn heading(t: &T, found: &Recognition) -> Html {
    let country = t.country(found.destination.as_str());
    let on = t.date(found.as_of);
    let standard = found.holdings.first().and_then(|holding| holding.standard.as_ref());
    html! {
        <>
            <h3>{ t.with("look-up-in", &[("country", country.as_str().into()), ("day", on.as_str().into())]) }</h3>
            { for standard.map(|standard| html! {
                <p>
                    <b>{ standard.title.official_text().to_owned() }</b>{ " " }
                    <span class="code">{ format!("{} {}", standard.body, standard.code).trim().to_owned() }</span>
                    { for standard.title.translation(t.locale().tag()).map(|text| html! {
                        <><br /><span class="hint">{ text.to_owned() }{ " — " }{ t.text("unofficial-translation") }</span></>
                    }) }
                </p>
            }) }
        </>
    }
}

//! Writing an agreement.

use puente_wire::standards::FrameworkSummary;
use puente_wire::workbench::{
    ActHead, AgreementAct, AgreementDraft, AgreementStatus, FrameworkId, LegalBasis, Mode, Party, Sector, StandardRef,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::agreements::compared;
use super::decision_form::text_of;
use super::meanwhile::Meanwhile;
use crate::api;
use crate::components::{Button, Checkbox, ErrorSummary, Field, Select, TextArea};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct AgreementFormProps {
    /// The version that is edited; absent: a new agreement.
    #[prop_or_default]
    pub(super) act: Option<AgreementAct>,
    pub(super) saved: Callback<ActHead>,
}

const FIELDS: [&str; 14] = [
    "title",
    "parties",
    "mode",
    "status",
    "sectors",
    "frameworks",
    "standards",
    "legal_bases",
    "starts_on",
    "ends_on",
    "rule",
    "votes",
    "illustrative",
    "source",
];

#[component]
pub(super) fn AgreementForm(props: &AgreementFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_agreement_form(props.act.as_ref());
    let newer = use_state(|| None::<AgreementAct>);
    let onsubmit = {
        let (form, t, act, saved) = (form.clone(), t.clone(), props.act.clone(), props.saved.clone());
        let newer = newer.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let draft = complete(&form, &t, &place.country, act.as_ref()).filter(|_| !form.is_sending());
            let Some(draft) = draft else { return };
            form.sending();
            let (form, t, org, saved) = (form.clone(), t.clone(), place.organisation.clone(), saved.clone());
            let (act, newer) = ((*newer).clone().or(act.clone()), newer.setter());
            spawn_local(async move {
                let answer = match act {
                    Some(act) => {
                        api::workbench::edit::<AgreementAct>(&org, &act.head.id, act.head.revision, draft).await
                    }
                    None => api::workbench::draft::<AgreementAct>(&org, &draft, &form.once()).await,
                };
                match answer {
                    Ok(act) => {
                        form.clear();
                        saved.emit(act.head);
                    }
                    Err(failure) => {
                        newer.set(failure.current());
                        form.refuse_with(&t, &failure);
                    }
                }
            });
        })
    };
    html! {
        <section class="card">
            <ErrorSummary form={form.clone()} />
            <div>{ for props.act.iter().zip(newer.iter()).map(|(act, newer)| html! {
                <Meanwhile head={newer.head.clone()} before={compared(&t, &act.agreement)} now={compared(&t, &newer.agreement)} />
            }) }</div>
            <form novalidate=true {onsubmit}>
                <AgreementFields form={form.clone()} />
                <Button submit=true label={t.text("save-draft")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

#[hook]
fn use_agreement_form(act: Option<&AgreementAct>) -> Form {
    let agreement = act.map(|act| &act.agreement);
    let value = |name: &str| -> String {
        let Some(agreement) = agreement else { return String::new() };
        match name {
            "title" => agreement.title.official_text().to_owned(),
            "parties" => {
                let line = |party: &Party| format!("{} {}", party.country, party.body);
                agreement.parties.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            "mode" => agreement.mode.as_str().to_owned(),
            "status" => agreement.status.as_str().to_owned(),
            "sectors" => agreement.sectors.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(","),
            "frameworks" => agreement.frameworks.iter().map(FrameworkId::as_str).collect::<Vec<_>>().join(","),
            "standards" => agreement.standards.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
            "legal_bases" => agreement.legal_bases.join(","),
            "starts_on" => agreement.starts_on.map(|day| day.to_string()).unwrap_or_default(),
            "ends_on" => agreement.ends_on.map(|day| day.to_string()).unwrap_or_default(),
            "rule" => agreement.rule.as_ref().map(|rule| rule.official_text().to_owned()).unwrap_or_default(),
            "votes" => agreement.votes.map(|votes| votes.to_string()).unwrap_or_default(),
            "illustrative" => {
                if agreement.illustrative {
                    "yes".to_owned()
                } else {
                    String::new()
                }
            }
            _ => agreement.source.clone(),
        }
    };
    let name = act
        .map_or_else(|| "agreement-new".to_owned(), |act| format!("agreement-{}-{}", act.head.id, act.head.revision));
    use_form(name, FIELDS.into_iter().map(|name| field(name).starting(value(name))).collect())
}

#[derive(Properties, PartialEq)]
pub(super) struct FormOnly {
    pub(super) form: Form,
}

#[component]
fn AgreementFields(props: &FormOnly) -> Html {
    let t = use_t();
    let form = &props.form;
    let modes: Vec<_> = Mode::ALL.iter().map(|one| (one.as_str().into(), t.code("mode-", one.as_str()))).collect();
    let statuses: Vec<_> = AgreementStatus::ALL
        .iter()
        .map(|one| (one.as_str().into(), t.code("agreement-status-", one.as_str())))
        .collect();
    let sectors: Vec<_> =
        Sector::ALL.iter().map(|one| (one.as_str().to_owned(), t.code("sector-", one.as_str()).to_string())).collect();
    html! {
        <div>
            <Field form={form.clone()} name="title" label={t.text("agreement-title")} required=true />
            <TextArea form={form.clone()} name="parties" label={t.text("agreement-parties")} hint={t.text("agreement-parties-hint")} rows=3 required=true />
            <Select form={form.clone()} name="mode" label={t.text("agreement-mode")} options={modes} none={t.text("pick")} required=true />
            <Select form={form.clone()} name="status" label={t.text("agreement-status")} options={statuses} none={t.text("pick")} required=true />
            <Ticks form={form.clone()} name="sectors" label={t.text("agreement-sectors")} hint={t.text("agreement-sectors-hint")} options={sectors} />
            <FrameworkChoice form={form.clone()} />
            <TextArea form={form.clone()} name="standards" label={t.text("agreement-standards")} hint={t.text("agreement-standards-hint")} rows=2 verbatim=true />
            <LegalBasisChoice form={form.clone()} />
            <Field form={form.clone()} name="starts_on" kind="date" label={t.text("agreement-starts")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            <Field form={form.clone()} name="ends_on" kind="date" label={t.text("agreement-ends")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            <TextArea form={form.clone()} name="rule" label={t.text("agreement-rule")} rows=2 />
            <Field form={form.clone()} name="votes" label={t.text("agreement-votes")} hint={t.text("agreement-votes-hint")} inputmode="numeric" class={classes!("short")} />
            <Field form={form.clone()} name="source" label={t.text("source")} hint={t.text("source-hint")} required=true />
            <Checkbox form={form.clone()} name="illustrative" label={t.text("mark-illustrative")} />
        </div>
    }
}

/// Which frameworks; the form holds their ids.
#[component]
fn FrameworkChoice(props: &FormOnly) -> Html {
    let t = use_t();
    let all = use_query((), |()| api::standards::frameworks());
    let option = |one: &FrameworkSummary| {
        (one.framework.id.to_string(), one.framework.title.read_in(t.locale().tag()).to_owned())
    };
    let options: Vec<_> = all.ready().map(|all| all.frameworks.iter().map(option).collect()).unwrap_or_default();
    html! { <Ticks form={props.form.clone()} name="frameworks" label={t.text("agreement-frameworks")} hint={t.text("agreement-frameworks-hint")} {options} /> }
}

/// Which legal bases; the form holds their ids.
#[component]
pub(super) fn LegalBasisChoice(props: &FormOnly) -> Html {
    let t = use_t();
    let all = use_query((), |()| api::workbench::legal_bases());
    let option = |one: &LegalBasis| (one.id.clone(), one.title.read_in(t.locale().tag()).to_owned());
    let options: Vec<_> = all.ready().map(|all| all.legal_bases.iter().map(option).collect()).unwrap_or_default();
    html! { <Ticks form={props.form.clone()} name="legal_bases" label={t.text("legal-bases")} {options} /> }
}

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct TicksProps {
    pub(in crate::pages) form: Form,
    pub(in crate::pages) name: &'static str,
    pub(in crate::pages) label: AttrValue,
    #[prop_or_default]
    pub(in crate::pages) hint: Option<AttrValue>,
    /// Value and words.
    pub(in crate::pages) options: Vec<(String, String)>,
}

/// Any of a few; the form holds the values with commas between.
#[component]
pub(in crate::pages) fn Ticks(props: &TicksProps) -> Html {
    let TicksProps { form, name, .. } = props;
    let chosen: Vec<String> =
        form.value(name).split(',').filter(|one| !one.is_empty()).map(ToOwned::to_owned).collect();
    let id = form.id(name);
    let tick = |(at, (value, words)): (usize, &(String, String))| {
        let onchange = {
            let (form, name, value, chosen) = (form.clone(), *name, value.clone(), chosen.clone());
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let mut next: Vec<String> = chosen.iter().filter(|one| **one != value).cloned().collect();
                next.extend(input.checked().then(|| value.clone()));
                form.set(name, next.join(","));
            })
        };
        let own = if at == 0 { id.clone() } else { format!("{id}-{at}") };
        html! {
            <label class="choice" key={value.clone()} for={own.clone()}>
                <input type="checkbox" id={own} checked={chosen.contains(value)} {onchange} />
                <span>{ words.clone() }</span>
            </label>
        }
    };
    html! {
        <fieldset>
            <legend>{ props.label.clone() }</legend>
            <div>{ for props.hint.iter().map(|hint| html! { <span class="hint">{ hint.clone() }</span> }) }</div>
            <div>{ for form.wrong(name).map(|message| html! { <span class="err">{ message }</span> }) }</div>
            { for props.options.iter().enumerate().map(tick) }
        </fieldset>
    }
}

fn complete(form: &Form, t: &T, country: &str, act: Option<&AgreementAct>) -> Option<AgreementDraft> {
    let mut wrong: Vec<(&'static str, AttrValue)> = ["title", "parties", "mode", "status", "source"]
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    let votes = form.given("votes");
    if votes.is_some_and(|votes| votes.parse::<u32>().is_err()) {
        wrong.push(("votes", t.field_error("malformed")));
    }
    let parties = parties(&form.value("parties"));
    let standards = standards(&form.value("standards"));
    if standards.is_none() {
        wrong.push(("standards", t.text("agreement-standards-wrong")));
    }
    if wrong.is_empty() && parties.is_none() {
        wrong.push(("parties", t.text("agreement-parties-wrong")));
    }
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    let before = act.map(|act| &act.agreement);
    let day = |name: &str| form.given(name).and_then(|day| day.parse().ok());
    let list = |name: &str| {
        form.value(name).split(',').filter(|one| !one.is_empty()).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let same =
        |one: Option<&puente_wire::workbench::LangMap>| one.map(std::slice::from_ref).unwrap_or_default().to_vec();
    Some(AgreementDraft {
        title: text_of(&form.given("title")?, country, &same(before.map(|before| &before.title))),
        parties: parties?,
        mode: Mode::ALL.into_iter().find(|one| one.as_str() == form.value("mode"))?,
        status: AgreementStatus::ALL.into_iter().find(|one| one.as_str() == form.value("status"))?,
        sectors: list("sectors").iter().filter_map(|one| one.parse().ok()).collect(),
        frameworks: list("frameworks").iter().filter_map(|one| one.parse().ok()).collect(),
        standards: standards?,
        legal_bases: list("legal_bases"),
        starts_on: day("starts_on"),
        ends_on: day("ends_on"),
        rule: form
            .given("rule")
            .map(|text| text_of(&text, country, &same(before.and_then(|before| before.rule.as_ref())))),
        votes: form.given("votes").and_then(|votes| votes.parse().ok()),
        illustrative: form.value("illustrative") == "yes",
        source: form.given("source")?,
    })
}

/// One party a line: the country's two letters, then the body's name.
fn parties(text: &str) -> Option<Vec<Party>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (country, body) = line.split_once(' ')?;
            Some(Party { country: country.parse().ok()?, body: body.trim().to_owned() })
        })
        .collect()
}

/// One standard a line: the framework, a colon, the standard's key.
fn standards(text: &str) -> Option<Vec<StandardRef>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (framework, key) = line.split_once(':')?;
            Some(StandardRef { framework: framework.trim().parse().ok()?, standard: key.trim().to_owned().into() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_a_country_and_a_name_a_line() {
        let two = parties("CO SENA\n\nec  Servicio Ecuatoriano\n").unwrap_or_default();
        let shown: Vec<_> = two.iter().map(|party| (party.country.as_str(), party.body.as_str())).collect();
        assert_eq!(shown, [("CO", "SENA"), ("EC", "Servicio Ecuatoriano")]);
        assert_eq!(parties("SENA"), None);
        assert_eq!(parties("Colombia SENA"), None);
    }

    #[test]
    fn standards_are_a_framework_and_a_key_a_line() {
        let one = standards("co-sena-nscl: 280101175\n\n").unwrap_or_default();
        assert_eq!(one.iter().map(ToString::to_string).collect::<Vec<_>>(), ["co-sena-nscl:280101175"]);
        assert_eq!(standards(""), Some(Vec::new()));
        assert_eq!(standards("280101175"), None);
    }
}

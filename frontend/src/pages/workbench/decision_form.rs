//! Writing a decision.

use std::collections::BTreeMap;
use std::rc::Rc;

use puente_wire::standards::Item;
use puente_wire::workbench::{
    ActHead, AgreementAct, DecisionAct, DecisionDraft, DecisionOutcome, LangMap, Provisional, StandardRef,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::agreement_form::Ticks;
use super::decisions::compared;
use super::meanwhile::Meanwhile;
use super::picker::{StandardPicker, chosen};
use super::taking_back::{TakingBack, withdrawal};
use super::unit_editor::{UnitEditor, read, written};
use crate::api::{self, Failure};
use crate::components::{Button, Checkbox, ErrorSummary, Field, Radios, Select, TextArea};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct DecisionFormProps {
    /// The version that is edited; absent: a new decision.
    #[prop_or_default]
    pub(super) act: Option<DecisionAct>,
    pub(super) saved: Callback<ActHead>,
}

#[component]
pub(super) fn DecisionForm(props: &DecisionFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_decision_form(props.act.as_ref());
    let newer = use_state(|| None::<DecisionAct>);
    let (source, target) = (use_units(&form, "source"), use_units(&form, "target"));
    let onsubmit = {
        let (form, t, place) = (form.clone(), t.clone(), place.clone());
        let (act, saved, target) = (props.act.clone(), props.saved.clone(), target.clone());
        let newer = newer.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let draft = complete(&form, &t, &place.country, act.as_ref(), &target);
            let Some(draft) = draft.filter(|_| !form.is_sending()) else { return };
            form.sending();
            let (form, t, org, saved) = (form.clone(), t.clone(), place.organisation.clone(), saved.clone());
            let (act, newer) = ((*newer).clone().or(act.clone()), newer.setter());
            spawn_local(async move {
                match save(&org, act, draft, &form).await {
                    Ok(head) => {
                        form.clear();
                        saved.emit(head);
                    }
                    Err(failure) => {
                        newer.set(failure.current());
                        refuse(&form, &t, &failure);
                    }
                }
            });
        })
    };
    html! {
        <section class="card">
            <ErrorSummary form={form.clone()} />
            <div>{ for props.act.iter().zip(newer.iter()).map(|(act, newer)| html! {
                <Meanwhile head={newer.head.clone()} before={compared(&t, &act.decision)} now={compared(&t, &newer.decision)} />
            }) }</div>
            <form novalidate=true {onsubmit}>
                <WhatIsDecided form={form.clone()} country={place.country.clone()} />
                <div>
                    if !target.is_empty() && form.value("outcome") != DecisionOutcome::Refused.as_str() {
                        <UnitEditor form={form.clone()} name="units" {source} {target} />
                    }
                </div>
                <Terms form={form.clone()} />
                <div>
                    if props.act.as_ref().is_some_and(|act| act.head.version > 1) {
                        <TakingBack form={form.clone()} />
                    }
                </div>
                <Grounds form={form.clone()} />
                <Button submit=true label={t.text("save-draft")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

async fn save(org: &str, act: Option<DecisionAct>, draft: DecisionDraft, form: &Form) -> Result<ActHead, Failure> {
    let saved = match act {
        Some(act) => api::workbench::edit::<DecisionAct>(org, &act.head.id, act.head.revision, draft).await?,
        None => api::workbench::draft::<DecisionAct>(org, &draft, &form.once()).await?,
    };
    Ok(saved.head)
}

/// The server speaks of the request's fields; the form has one for all units.
fn refuse(form: &Form, t: &T, failure: &Failure) {
    let Failure::Problem(problem) = failure else {
        form.refuse_with(t, failure);
        return;
    };
    let mut wrong: BTreeMap<&'static str, AttrValue> = BTreeMap::new();
    for error in &problem.errors {
        let field = error.field.split(['[', '.']).next().unwrap_or_default();
        let name = match field {
            "source_standard" => "source",
            "covers" | "missing" => "units",
            "provisional" => "months",
            "withdrawal" if error.field == "withdrawal.from" => "withdrawn_from",
            "withdrawal" => "withdrawn_why",
            known => FIELDS.iter().find(|name| **name == known).copied().unwrap_or("number"),
        };
        wrong.entry(name).or_insert_with(|| t.field_error(&error.code));
    }
    if wrong.is_empty() { form.refuse_with(t, failure) } else { form.refuse_fields(wrong.into_iter().collect()) }
}

const FIELDS: [&str; 22] = [
    "number",
    "source_typed",
    "source",
    "target_typed",
    "target",
    "outcome",
    "units",
    "months",
    "conditions",
    "reason",
    "decided_on",
    "effective_from",
    "effective_until",
    "legal_bases",
    "agreement",
    "illustrative",
    "combines",
    "issuers",
    "origin",
    "withdrawn_from",
    "withdrawn_always",
    "withdrawn_why",
];

#[hook]
fn use_decision_form(act: Option<&DecisionAct>) -> Form {
    let decision = act.map(|act| &act.decision);
    let text = |text: &LangMap| text.official_text().to_owned();
    let pick = |at: &StandardRef| format!("{}|{}", at.framework, at.standard);
    let value = |name: &str| -> String {
        let Some(decision) = decision else { return String::new() };
        let target = decision.target.as_ref();
        match name {
            "number" => decision.number.clone(),
            "source_typed" => decision.source_standard.standard.to_string(),
            "source" => pick(&decision.source_standard),
            "target_typed" => target.map(|target| target.standard.to_string()).unwrap_or_default(),
            "target" => target.map(pick).unwrap_or_default(),
            "outcome" => decision.outcome.as_str().to_owned(),
            "units" => written(&decision.covers, &decision.missing),
            "months" => match decision.provisional {
                Some(Provisional::Months(months)) => months.to_string(),
                Some(Provisional::Until(day)) => day.to_string(),
                None => String::new(),
            },
            "conditions" => decision.conditions.iter().map(text).collect::<Vec<_>>().join("\n"),
            "reason" => decision.reason.as_ref().map(text).unwrap_or_default(),
            "decided_on" => decision.decided_on.to_string(),
            "effective_from" => decision.effective_from.to_string(),
            "effective_until" => decision.effective_until.map(|day| day.to_string()).unwrap_or_default(),
            "legal_bases" => decision.legal_bases.join(","),
            "agreement" => decision.agreement.clone().unwrap_or_default(),
            "illustrative" => {
                if decision.illustrative {
                    "yes".to_owned()
                } else {
                    String::new()
                }
            }
            "combines" => {
                if decision.combines {
                    "yes".to_owned()
                } else {
                    String::new()
                }
            }
            "issuers" => decision.issuers.join(","),
            "withdrawn_from" => {
                decision.withdrawal.as_ref().map(|withdrawal| withdrawal.from.to_string()).unwrap_or_default()
            }
            "withdrawn_always" => match &decision.withdrawal {
                Some(withdrawal) if withdrawal.retroactive => "yes".to_owned(),
                _ => String::new(),
            },
            "withdrawn_why" => {
                decision.withdrawal.as_ref().map(|withdrawal| text(&withdrawal.reason)).unwrap_or_default()
            }
            _ => decision.source.clone(),
        }
    };
    let name =
        act.map_or_else(|| "decision-new".to_owned(), |act| format!("decision-{}-{}", act.head.id, act.head.revision));
    use_form(name, FIELDS.into_iter().map(|name| field(name).starting(value(name))).collect())
}

/// The units of a chosen standard.
#[hook]
fn use_units(form: &Form, name: &'static str) -> Rc<Vec<Item>> {
    let tree = use_query(chosen(form, name), |asked| async move {
        match asked {
            Some((framework, key)) => {
                let tree = api::standards::tree(&framework, &key).await?;
                Ok(tree.standard.children.into_iter().map(|node| node.item).collect::<Vec<Item>>())
            }
            None => Ok(Vec::new()),
        }
    });
    tree.ready().cloned().unwrap_or_default()
}

#[derive(Properties, PartialEq)]
struct PartProps {
    form: Form,
    #[prop_or_default]
    country: AttrValue,
}

#[component]
fn WhatIsDecided(props: &PartProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let outcomes: Vec<_> = DecisionOutcome::ALL
        .iter()
        .map(|one| (AttrValue::Static(one.as_str()), t.code("outcome-", one.as_str()), None))
        .collect();
    html! {
        <div>
            <Field form={form.clone()} name="number" label={t.text("decision-number")} hint={t.text("decision-number-hint")} required=true />
            <StandardPicker form={form.clone()} typed="source_typed" name="source" label={t.text("decision-source")} />
            <Radios form={form.clone()} name="outcome" label={t.text("decision-outcome")} options={outcomes} />
            <StandardPicker form={form.clone()} typed="target_typed" name="target" label={t.text("decision-target")}
                country={props.country.parse::<puente_wire::standards::Country>().ok()} />
        </div>
    }
}

#[component]
fn Terms(props: &PartProps) -> Html {
    let t = use_t();
    let form = &props.form;
    html! {
        <div>
            <div>
                if form.value("outcome") == DecisionOutcome::Provisional.as_str() {
                    <Field form={form.clone()} name="months" label={t.text("decision-months")} hint={t.text("decision-months-hint")}
                        inputmode="numeric" class={classes!("short")} required=true />
                }
            </div>
            <TextArea form={form.clone()} name="conditions" label={t.text("decision-conditions")} hint={t.text("decision-conditions-hint")} rows=3 />
            <TextArea form={form.clone()} name="reason" label={t.text("decision-reason")} hint={t.text("decision-reason-hint")} rows=3 />
            <Checkbox form={form.clone()} name="combines" label={t.text("decision-combines")} hint={t.text("decision-combines-hint")} />
            <IssuerChoice form={form.clone()} />
            <Field form={form.clone()} name="decided_on" kind="date" label={t.text("decision-decided")} class={classes!("short")} required=true />
            <Field form={form.clone()} name="effective_from" kind="date" label={t.text("decision-from")} class={classes!("short")} required=true />
            <Field form={form.clone()} name="effective_until" kind="date" label={t.text("decision-ends")} hint={t.text("leave-blank-open")} class={classes!("short")} />
        </div>
    }
}

/// Whose certificates are meant; the form holds their names in addresses.
#[component]
fn IssuerChoice(props: &PartProps) -> Html {
    let t = use_t();
    let all = use_query((), |()| api::issuers::all());
    let known = all.ready().map(|all| all.as_slice()).unwrap_or_default();
    let mut options: Vec<(String, String)> = known.iter().map(|one| (one.slug.clone(), one.name.clone())).collect();
    // Bodies that the registry does not know come by import, under their own names.
    for other in props.form.value("issuers").split(',').filter(|other| !other.is_empty()) {
        if !options.iter().any(|(slug, _)| slug == other) {
            options.push((other.to_owned(), other.to_owned()));
        }
    }
    html! {
        <Ticks form={props.form.clone()} name="issuers" label={t.text("decision-issuers")} hint={t.text("decision-issuers-hint")} {options} />
    }
}

/// Legal bases, agreement, source.
#[component]
fn Grounds(props: &PartProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let org = use_place().organisation;
    let agreements = use_query(org, |org| async move { api::workbench::acts::<AgreementAct>(&org).await });
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    for act in agreements.ready().map(|all| all.as_slice()).unwrap_or_default() {
        let id = AttrValue::from(act.head.act.clone());
        if act.head.published_on.is_some() && !options.iter().any(|(known, _)| *known == id) {
            options.push((id, act.agreement.title.read_in(t.locale().tag()).to_owned().into()));
        }
    }
    html! {
        <div>
            <super::agreement_form::LegalBasisChoice form={form.clone()} />
            <Select form={form.clone()} name="agreement" label={t.text("decision-agreement")} {options} none={t.text("decision-no-agreement")} />
            <Field form={form.clone()} name="origin" label={t.text("source")} hint={t.text("source-hint")} required=true />
            <Checkbox form={form.clone()} name="illustrative" label={t.text("mark-illustrative")} />
        </div>
    }
}

/// The draft, or the refusal of what is missing.
fn complete(form: &Form, t: &T, country: &str, act: Option<&DecisionAct>, target: &[Item]) -> Option<DecisionDraft> {
    let outcome = DecisionOutcome::ALL.into_iter().find(|one| one.as_str() == form.value("outcome"));
    let mut needed = vec!["number", "source", "outcome", "decided_on", "effective_from", "origin"];
    match outcome {
        Some(DecisionOutcome::Refused) => needed.push("reason"),
        Some(DecisionOutcome::Provisional) => needed.extend(["target", "months"]),
        _ => needed.push("target"),
    }
    let missing: Vec<_> = needed
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    if !missing.is_empty() {
        form.refuse_fields(missing);
        return None;
    }
    let outcome = outcome?;
    let refused = outcome == DecisionOutcome::Refused;
    let standard = |name: &str| {
        let (framework, key) = chosen(form, name)?;
        Some(StandardRef { framework: framework.parse().ok()?, standard: key.into() })
    };
    let day = |name: &str| form.given(name).and_then(|day| day.parse().ok());
    let list = |name: &str| {
        form.value(name).split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect::<Vec<String>>()
    };
    let (covers, missing) = if refused { (Vec::new(), Vec::new()) } else { read(form, "units", target) };
    let before = act.map(|act| &act.decision);
    let conditions = form.value("conditions");
    Some(DecisionDraft {
        number: form.given("number")?,
        source_standard: standard("source")?,
        target: standard("target"),
        outcome,
        covers,
        missing,
        combines: form.value("combines") == "yes",
        issuers: list("issuers"),
        conditions: conditions
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| text_of(line, country, before.map(|before| before.conditions.as_slice()).unwrap_or_default()))
            .collect(),
        reason: form.given("reason").map(|text| {
            text_of(
                &text,
                country,
                before.and_then(|before| before.reason.as_ref()).map(std::slice::from_ref).unwrap_or_default(),
            )
        }),
        provisional: form.given("months").filter(|_| outcome == DecisionOutcome::Provisional).and_then(|text| {
            text.parse().map(Provisional::Months).ok().or_else(|| text.parse().map(Provisional::Until).ok())
        }),
        decided_on: day("decided_on")?,
        effective_from: day("effective_from")?,
        effective_until: day("effective_until"),
        withdrawal: withdrawal(form, country, before),
        legal_bases: list("legal_bases"),
        agreement: form.given("agreement"),
        illustrative: form.value("illustrative") == "yes",
        source: form.given("origin")?,
    })
}

/// A text in the country's official language; an unchanged one keeps its translations.
pub(super) fn text_of(text: &str, country: &str, before: &[LangMap]) -> LangMap {
    let text = text.trim();
    if let Some(same) = before.iter().find(|one| one.official_text() == text) {
        return same.clone();
    }
    let official = if country == "BR" { "pt" } else { "es" };
    let lang = official.parse().unwrap_or_else(|_| puente_wire::standards::Lang::spanish());
    LangMap::new(lang, text)
}

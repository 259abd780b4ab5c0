//! Unit by unit: which units of the source cover a unit of the target, or how it can be closed.

use std::rc::Rc;

use puente_wire::standards::{Item, ItemKey};
use puente_wire::workbench::{Close, Means, MissingUnit, UnitCoverage};
use serde::{Deserialize, Serialize};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::hooks::Form;
use crate::i18n::use_t;

/// What is decided about one unit of the target.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct UnitChoice {
    unit: String,
    /// Source units; all of them are needed.
    by: Vec<String>,
    /// The certificate as a whole covers it.
    whole: bool,
    means: String,
    hours: String,
}

impl UnitChoice {
    fn covered(&self) -> bool {
        self.whole || !self.by.is_empty()
    }

    fn close(&self) -> Option<Close> {
        let means = Means::ALL.into_iter().find(|means| means.as_str() == self.means)?;
        Some(Close { means, hours: self.hours.trim().parse().ok(), provider: None, url: None })
    }
}

/// As the form keeps it.
pub(super) fn written(covers: &[UnitCoverage], missing: &[MissingUnit]) -> String {
    let close = |close: &Option<Close>| {
        let means = close.as_ref().map(|close| close.means.as_str().to_owned()).unwrap_or_default();
        let hours = close.as_ref().and_then(|close| close.hours).map(|hours| hours.to_string()).unwrap_or_default();
        (means, hours)
    };
    let covered = covers.iter().map(|one| {
        let (means, hours) = close(&one.close);
        let by: Vec<String> = one.by.iter().map(ToString::to_string).collect();
        UnitChoice { unit: one.unit.to_string(), whole: by.is_empty(), by, means, hours }
    });
    let missing = missing.iter().map(|one| {
        let (means, hours) = close(&one.close);
        UnitChoice { unit: one.unit.to_string(), means, hours, ..UnitChoice::default() }
    });
    serde_json::to_string(&covered.chain(missing).collect::<Vec<_>>()).unwrap_or_default()
}

/// What the form keeps, for the units the target has.
fn choices(form: &Form, name: &str, target: &[Item]) -> Vec<UnitChoice> {
    let kept: Vec<UnitChoice> = serde_json::from_str(&form.value(name)).unwrap_or_default();
    let choice = |unit: &Item| {
        let key = unit.key.to_string();
        kept.iter().find(|one| one.unit == key).cloned().unwrap_or(UnitChoice { unit: key, ..UnitChoice::default() })
    };
    target.iter().map(choice).collect()
}

/// The two lists of a decision.
pub(super) fn read(form: &Form, name: &str, target: &[Item]) -> (Vec<UnitCoverage>, Vec<MissingUnit>) {
    let all = choices(form, name, target);
    let covers = all.iter().filter(|one| one.covered()).map(|one| UnitCoverage {
        unit: ItemKey::parse(&one.unit),
        by: if one.whole { Vec::new() } else { one.by.iter().map(|unit| ItemKey::parse(unit)).collect() },
        close: one.close(),
    });
    let missing = all.iter().filter(|one| !one.covered());
    let missing = missing.map(|one| MissingUnit { unit: ItemKey::parse(&one.unit), close: one.close() });
    (covers.collect(), missing.collect())
}

#[derive(Properties, PartialEq)]
pub(super) struct UnitEditorProps {
    pub(super) form: Form,
    pub(super) name: &'static str,
    pub(super) source: Rc<Vec<Item>>,
    pub(super) target: Rc<Vec<Item>>,
}

#[component]
pub(super) fn UnitEditor(props: &UnitEditorProps) -> Html {
    let t = use_t();
    let all = choices(&props.form, props.name, &props.target);
    let change = {
        let (form, name, all) = (props.form.clone(), props.name, all.clone());
        Callback::from(move |changed: UnitChoice| {
            let next: Vec<_> =
                all.iter().map(|one| if one.unit == changed.unit { changed.clone() } else { one.clone() }).collect();
            form.set(name, serde_json::to_string(&next).unwrap_or_default());
        })
    };
    let one = |(unit, choice): (&Item, UnitChoice)| {
        html! { <UnitField key={choice.unit.clone()} unit={unit.clone()} choice={choice.clone()} source={props.source.clone()} change={change.clone()} id={props.form.id(&unit.key.to_string())} /> }
    };
    html! {
        <fieldset id={props.form.id(props.name)} tabindex="-1">
            <legend>{ t.text("decision-units") }</legend>
            <p class="hint">{ t.text("decision-units-hint") }</p>
            <div>{ for props.form.wrong(props.name).map(|message| html! { <span class="err">{ message }</span> }) }</div>
            { for props.target.iter().zip(all).map(one) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct UnitFieldProps {
    id: String,
    unit: Item,
    choice: UnitChoice,
    source: Rc<Vec<Item>>,
    change: Callback<UnitChoice>,
}

#[component]
fn UnitField(props: &UnitFieldProps) -> Html {
    let t = use_t();
    let UnitFieldProps { id, unit, choice, .. } = props;
    let whole = {
        let (choice, change) = (choice.clone(), props.change.clone());
        Callback::from(move |checked: bool| {
            change.emit(UnitChoice { whole: checked, by: Vec::new(), ..choice.clone() });
        })
    };
    let source_unit = |(at, source): (usize, &Item)| {
        let key = source.key.to_string();
        let toggle = {
            let (choice, change, key) = (choice.clone(), props.change.clone(), key.clone());
            Callback::from(move |checked: bool| {
                let mut by: Vec<String> = choice.by.iter().filter(|one| **one != key).cloned().collect();
                by.extend(checked.then(|| key.clone()));
                change.emit(UnitChoice { whole: false, by, ..choice.clone() });
            })
        };
        html! { <Tick id={format!("{id}-{at}")} label={source.title.official_text().to_owned()} checked={choice.by.contains(&key)} {toggle} /> }
    };
    html! {
        <fieldset class="unit-field">
            <legend>{ unit.title.official_text().to_owned() }</legend>
            <Tick id={format!("{id}-whole")} label={t.text("decision-whole")} checked={choice.whole} toggle={whole} />
            { for props.source.iter().enumerate().map(source_unit) }
            <HowToClose id={id.clone()} choice={choice.clone()} change={props.change.clone()} />
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct TickProps {
    id: String,
    label: AttrValue,
    checked: bool,
    toggle: Callback<bool>,
}

#[component]
fn Tick(props: &TickProps) -> Html {
    let onchange = {
        let toggle = props.toggle.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            toggle.emit(input.checked());
        })
    };
    html! {
        <label class="choice" for={props.id.clone()}>
            <input type="checkbox" id={props.id.clone()} checked={props.checked} {onchange} />
            <span>{ props.label.clone() }</span>
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct HowToCloseProps {
    id: String,
    choice: UnitChoice,
    change: Callback<UnitChoice>,
}

/// How it can be closed by who lacks it.
#[component]
fn HowToClose(props: &HowToCloseProps) -> Html {
    let t = use_t();
    let HowToCloseProps { id, choice, change } = props;
    let onchange = {
        let (choice, change) = (choice.clone(), change.clone());
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            change.emit(UnitChoice { means: input.value(), ..choice.clone() });
        })
    };
    let oninput = {
        let (choice, change) = (choice.clone(), change.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            change.emit(UnitChoice { hours: input.value(), ..choice.clone() });
        })
    };
    let option = |means: &Means| {
        let name = means.as_str();
        html! { <option value={name} selected={choice.means == name}>{ t.code("means-", name) }</option> }
    };
    html! {
        <div class="cols">
            <div class="field">
                <label for={format!("{id}-means")}>{ t.text("decision-close") }</label>
                <select id={format!("{id}-means")} {onchange}>
                    <option value="" selected={choice.means.is_empty()}>{ t.text("decision-close-unknown") }</option>
                    { for Means::ALL.iter().map(option) }
                </select>
            </div>
            <div class="field narrow">
                <label for={format!("{id}-hours")}>{ t.text("decision-hours") }</label>
                <input id={format!("{id}-hours")} type="text" inputmode="numeric" value={choice.hours.clone()} {oninput} />
            </div>
        </div>
    }
}

//! Fields of a form: label, hint, message, and the value kept by the form.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Icon, IconName};
use crate::hooks::Form;

/// What stands around every field, and the ids that tie it together.
pub(super) fn surround(
    form: &Form,
    name: &str,
    label: &AttrValue,
    hint: Option<&AttrValue>,
    extra: Classes,
    control: Html,
) -> Html {
    let id = form.id(name);
    let wrong = form.wrong(name);
    html! {
        <div class={classes!("field", wrong.is_some().then_some("bad"), extra)}>
            <label for={id.clone()}>{ label.clone() }</label>
            <div>{ for hint.map(|hint| html! { <span class="hint" id={format!("{id}-hint")}>{ hint.clone() }</span> }) }</div>
            <div>{ for wrong.map(|message| wrong_message(&id, &message)) }</div>
            { control }
        </div>
    }
}

fn wrong_message(id: &str, message: &AttrValue) -> Html {
    html! {
        <span class="err" id={format!("{id}-wrong")}>
            <Icon name={IconName::Warning} size=18 />{ message.clone() }
        </span>
    }
}

/// The ids of hint and message, for `aria-describedby`.
pub(super) fn described(form: &Form, name: &str, hint: bool) -> Option<String> {
    let id = form.id(name);
    let mut ids = Vec::new();
    if hint {
        ids.push(format!("{id}-hint"));
    }
    if form.wrong(name).is_some() {
        ids.push(format!("{id}-wrong"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub form: Form,
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// `text`, `password`, `date`, `number`, `search`, …
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    /// `short`, `narrow`, or nothing for the full width.
    #[prop_or_default]
    pub class: Classes,
    /// Codes and the like, in fixed-width letters, never corrected.
    #[prop_or_default]
    pub verbatim: bool,
}

/// One line of text.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps { form, name, .. } = props;
    let oninput = {
        let (form, name) = (form.clone(), name.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            form.set(&name, input.value());
        })
    };
    let control = html! {
        <input id={form.id(name)} name={name.clone()} type={props.kind.clone()} value={form.value(name)}
            autocomplete={props.autocomplete.clone()} inputmode={props.inputmode.clone()}
            class={classes!(props.verbatim.then_some("mono"))}
            spellcheck={props.verbatim.then_some("false")}
            autocapitalize={props.verbatim.then_some("none")}
            aria-required={props.required.then_some("true")}
            aria-invalid={form.wrong(name).map(|_| "true")}
            aria-describedby={described(form, name, props.hint.is_some())} {oninput} />
    };
    surround(form, name, &props.label, props.hint.as_ref(), props.class.clone(), control)
}

#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    pub form: Form,
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or(4)]
    pub rows: u8,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub verbatim: bool,
}

/// Several lines of text.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let TextAreaProps { form, name, .. } = props;
    let oninput = {
        let (form, name) = (form.clone(), name.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlTextAreaElement = event.target_unchecked_into();
            form.set(&name, input.value());
        })
    };
    let control = html! {
        <textarea id={form.id(name)} name={name.clone()} rows={props.rows.to_string()} value={form.value(name)}
            class={classes!(props.verbatim.then_some("mono"))}
            spellcheck={props.verbatim.then_some("false")}
            aria-required={props.required.then_some("true")}
            aria-invalid={form.wrong(name).map(|_| "true")}
            aria-describedby={described(form, name, props.hint.is_some())} {oninput} />
    };
    surround(form, name, &props.label, props.hint.as_ref(), Classes::new(), control)
}

#[derive(Properties, PartialEq)]
pub struct SelectProps {
    pub form: Form,
    pub name: AttrValue,
    pub label: AttrValue,
    /// Value and words of each choice.
    pub options: Vec<(AttrValue, AttrValue)>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The words for no choice; without them there is always one.
    #[prop_or_default]
    pub none: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
}

/// One of a list.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let SelectProps { form, name, .. } = props;
    let chosen = form.value(name);
    let onchange = {
        let (form, name) = (form.clone(), name.clone());
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            form.set(&name, input.value());
        })
    };
    let option = |(value, words): &(AttrValue, AttrValue)| {
        html! { <option key={value.to_string()} value={value.clone()} selected={*value == chosen}>{ words.clone() }</option> }
    };
    let none = props.none.clone().map(|words| (AttrValue::Static(""), words));
    let control = html! {
        <select id={form.id(name)} name={name.clone()} {onchange}
            aria-required={props.required.then_some("true")}
            aria-invalid={form.wrong(name).map(|_| "true")}
            aria-describedby={described(form, name, props.hint.is_some())}>
            { for none.iter().map(option) }
            { for props.options.iter().map(option) }
        </select>
    };
    surround(form, name, &props.label, props.hint.as_ref(), Classes::new(), control)
}

#[derive(Properties, PartialEq)]
pub struct RadiosProps {
    pub form: Form,
    pub name: AttrValue,
    pub label: AttrValue,
    /// Value, words and explanation of each choice.
    pub options: Vec<(AttrValue, AttrValue, Option<AttrValue>)>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// One of a few, all visible. The summary's link leads to the first.
#[component]
pub fn Radios(props: &RadiosProps) -> Html {
    let RadiosProps { form, name, .. } = props;
    let id = form.id(name);
    let chosen = form.value(name);
    let choice = |at: usize, (value, words, more): &(AttrValue, AttrValue, Option<AttrValue>)| {
        let onchange = {
            let (form, name, value) = (form.clone(), name.clone(), value.clone());
            Callback::from(move |_: Event| form.set(&name, value.to_string()))
        };
        let own = if at == 0 { id.clone() } else { format!("{id}-{at}") };
        html! {
            <label class="choice" key={value.to_string()} for={own.clone()}>
                <input type="radio" id={own} name={id.clone()} value={value.clone()} checked={*value == chosen} {onchange} />
                <span>{ words.clone() }{ for more.iter().map(|more| html! { <small>{ more.clone() }</small> }) }</span>
            </label>
        }
    };
    html! {
        <fieldset aria-describedby={described(form, name, props.hint.is_some())}>
            <legend>{ props.label.clone() }</legend>
            <div>{ for props.hint.iter().map(|hint| html! { <span class="hint" id={format!("{id}-hint")}>{ hint.clone() }</span> }) }</div>
            <div>{ for form.wrong(name).map(|message| wrong_message(&id, &message)) }</div>
            { for props.options.iter().enumerate().map(|(at, option)| choice(at, option)) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    pub form: Form,
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// Yes or no; the form holds `yes` or nothing.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let CheckboxProps { form, name, .. } = props;
    let id = form.id(name);
    let onchange = {
        let (form, name) = (form.clone(), name.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            form.set(&name, if input.checked() { "yes" } else { "" });
        })
    };
    html! {
        <div class={classes!("field", form.wrong(name).map(|_| "bad"))}>
            <div>{ for form.wrong(name).map(|message| wrong_message(&id, &message)) }</div>
            <label class="choice" for={id.clone()}>
                <input type="checkbox" id={id.clone()} name={name.clone()} checked={form.value(name) == "yes"}
                    aria-describedby={described(form, name, false)} {onchange} />
                <span>{ props.label.clone() }{ for props.hint.iter().map(|hint| html! { <small>{ hint.clone() }</small> }) }</span>
            </label>
        </div>
    }
}

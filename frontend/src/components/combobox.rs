//! A text field that proposes: WAI-ARIA Authoring Practices, combobox with a list.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::use_t;

/// One proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What is chosen, for the program.
    pub value: AttrValue,
    /// What stands in the field once it is chosen.
    pub label: AttrValue,
    /// Below it, smaller.
    pub more: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct ComboboxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub wrong: Option<AttrValue>,
    /// What stands in the field.
    pub text: AttrValue,
    pub proposals: Rc<Vec<Proposal>>,
    /// The person typed; propose anew.
    pub typed: Callback<String>,
    pub chosen: Callback<Proposal>,
}

/// Arrow keys move, Enter chooses, Escape closes.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    let t = use_t();
    let open = use_state_eq(|| false);
    let at = use_state_eq(|| None::<usize>);
    let count = props.proposals.len();
    let choose = {
        let (open, at, chosen) = (open.setter(), at.setter(), props.chosen.clone());
        Callback::from(move |proposal: Proposal| {
            open.set(false);
            at.set(None);
            chosen.emit(proposal);
        })
    };
    let oninput = {
        let (open, at, typed) = (open.setter(), at.setter(), props.typed.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            open.set(true);
            at.set(None);
            typed.emit(input.value());
        })
    };
    let onkeydown = {
        let (open, at, choose) = (open.clone(), at.clone(), choose.clone());
        let proposals = Rc::clone(&props.proposals);
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                open.set(true);
                at.set(Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                open.set(true);
                at.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            "Enter" if *open => {
                if let Some(proposal) = at.and_then(|at| proposals.get(at)) {
                    event.prevent_default();
                    choose.emit(proposal.clone());
                }
            }
            "Escape" => open.set(false),
            _ => {}
        })
    };
    let onblur = {
        let open = open.setter();
        Callback::from(move |_: FocusEvent| open.set(false))
    };
    let shown = *open && count > 0;
    let list = format!("{}-list", props.id);
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    let option = |(index, proposal): (usize, &Proposal)| {
        let pick = {
            let (choose, proposal) = (choose.clone(), proposal.clone());
            // Before the field loses focus, which would close the list.
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                choose.emit(proposal.clone());
            })
        };
        html! {
            <li role="option" id={option_id(index)} aria-selected={(*at == Some(index)).to_string()} onmousedown={pick}>
                <span>{ proposal.label.clone() }</span>
                { for proposal.more.iter().map(|more| html! { <small>{ more.clone() }</small> }) }
            </li>
        }
    };
    html! {
        <div class={classes!("field", "combo", props.wrong.as_ref().map(|_| "bad"))}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <div>{ for props.hint.iter().map(|hint| html! { <span class="hint" id={format!("{}-hint", props.id)}>{ hint.clone() }</span> }) }</div>
            <div>{ for props.wrong.iter().map(|wrong| html! { <span class="err" id={format!("{}-wrong", props.id)}>{ wrong.clone() }</span> }) }</div>
            <input type="text" role="combobox" id={props.id.clone()} value={props.text.clone()} autocomplete="off" spellcheck="false"
                aria-autocomplete="list" aria-expanded={shown.to_string()} aria-controls={list.clone()}
                aria-activedescendant={at.filter(|_| shown).map(option_id)}
                aria-describedby={format!("{0}-hint {0}-wrong", props.id)}
                aria-invalid={props.wrong.as_ref().map(|_| "true")} {oninput} {onkeydown} {onblur} />
            <ul class="combo-list" role="listbox" id={list} aria-label={props.label.clone()} hidden={!shown}>
                { for props.proposals.iter().enumerate().map(option) }
            </ul>
            <span class="hidden-visually" role="status">
                { if shown { t.with("combobox-count", &[("n", count.into())]) } else { AttrValue::default() } }
            </span>
        </div>
    }
}

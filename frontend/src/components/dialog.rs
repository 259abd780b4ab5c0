//! A question before something that cannot be undone.

use yew::prelude::*;

use super::{Button, ButtonKind};
use crate::browser::page;
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    pub title: AttrValue,
    /// The words on the button that does it.
    pub yes: AttrValue,
    #[prop_or(ButtonKind::Danger)]
    pub kind: ButtonKind,
    pub on_yes: Callback<()>,
    /// Also called for Escape.
    pub on_no: Callback<()>,
    #[prop_or_default]
    pub busy: bool,
    /// What it means.
    pub children: Html,
}

/// Render it while the question is open: the browser keeps focus inside.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let t = use_t();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| page::open_dialog(&node));
    }
    let oncancel = {
        let no = props.on_no.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            no.emit(());
        })
    };
    html! {
        <dialog ref={node} aria-labelledby="confirm-title" {oncancel}>
            <h2 id="confirm-title">{ props.title.clone() }</h2>
            { props.children.clone() }
            <div class="actions">
                <Button kind={props.kind} label={props.yes.clone()} onclick={props.on_yes.clone()} busy={props.busy} />
                <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.on_no.clone()} />
            </div>
        </dialog>
    }
}

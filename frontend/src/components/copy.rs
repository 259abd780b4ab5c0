//! Copies a text.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Button, ButtonKind, IconName};
use crate::browser::clipboard;
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// Other words than “Copy”.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// A button that copies, and says whether it did.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let t = use_t();
    let done = use_state(|| None::<bool>);
    let onclick = {
        let (text, done) = (props.text.clone(), done.setter());
        Callback::from(move |()| {
            let (text, done) = (text.clone(), done.clone());
            spawn_local(async move { done.set(Some(clipboard::copy(&text).await)) });
        })
    };
    let label = props.label.clone().unwrap_or_else(|| t.text("copy"));
    html! {
        <>
            <Button kind={ButtonKind::Quiet} icon={IconName::Copy} {label} {onclick} />
            <span class="copied" role="status">
                { match *done {
                    None => AttrValue::default(),
                    Some(true) => t.text("copied"),
                    Some(false) => t.text("copy-failed"),
                } }
            </span>
        </>
    }
}

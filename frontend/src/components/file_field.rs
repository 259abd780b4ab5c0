//! A field that takes a file. The browser's own chooser speaks the browser's language, so it lies
//! unseen over a button that speaks the page's.

use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::field::{described, surround};
use super::{Icon, IconName};
use crate::browser::files;
use crate::hooks::Form;
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct FileFieldProps {
    pub form: Form,
    /// The form's field; its value, if any, is shown as the name of the chosen file.
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or(IconName::File)]
    pub icon: IconName,
    /// What the chooser offers, as in HTML's `accept`.
    pub accept: AttrValue,
    pub onchoose: Callback<File>,
}

/// One file, chosen with pointer or keyboard. Choosing the same file again counts.
#[component]
pub fn FileField(props: &FileFieldProps) -> Html {
    let FileFieldProps { form, name, .. } = props;
    let t = use_t();
    let onchange = {
        let onchoose = props.onchoose.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let file = files::chosen(&input);
            input.set_value("");
            if let Some(file) = file {
                onchoose.emit(file);
            }
        })
    };
    let control = html! {
        <div class="chooser">
            <input type="file" id={form.id(name)} accept={props.accept.clone()}
                aria-invalid={form.wrong(name).map(|_| "true")}
                aria-describedby={described(form, name, props.hint.is_some())} {onchange} />
            <span class="btn quiet" aria-hidden="true"><Icon name={props.icon} />{ t.text("choose-file") }</span>
            <span class="chosen">{ form.value(name) }</span>
        </div>
    };
    surround(form, name, &props.label, props.hint.as_ref(), Classes::new(), control)
}

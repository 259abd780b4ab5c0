//! Tables with their search and their pages.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Button, ButtonKind};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// What the table shows, for screen readers.
    pub caption: AttrValue,
    pub columns: Vec<AttrValue>,
    /// `<tr>` elements.
    pub children: Html,
}

/// A table that scrolls within itself on a narrow screen.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let column = |name: &AttrValue| html! { <th scope="col">{ name.clone() }</th> };
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={props.caption.clone()}>
            <table>
                <caption class="hidden-visually">{ props.caption.clone() }</caption>
                <thead><tr>{ for props.columns.iter().map(column) }</tr></thead>
                <tbody>{ props.children.clone() }</tbody>
            </table>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PagerProps {
    /// Zero-based.
    pub page: u64,
    pub per_page: u64,
    /// How many there are in all.
    pub total: u64,
    /// What the list is, where a page has several.
    #[prop_or_default]
    pub of: Option<AttrValue>,
    pub go: Callback<u64>,
}

/// Which part of a list is shown, and the way to the others.
#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let t = use_t();
    let first = props.page * props.per_page + 1;
    let last = (first + props.per_page - 1).min(props.total);
    let to = |page: u64| {
        let go = props.go.clone();
        Callback::from(move |()| go.emit(page))
    };
    let shown = t.with("pager-shown", &[("first", first.into()), ("last", last.into()), ("total", props.total.into())]);
    let label = match &props.of {
        Some(of) => format!("{}: {of}", t.text("pager-label")).into(),
        None => t.text("pager-label"),
    };
    html! {
        <nav class="pager" aria-label={label}>
            <span role="status">{ if props.total == 0 { t.text("pager-none") } else { shown } }</span>
            <span class="actions">
                if props.page > 0 {
                    <Button kind={ButtonKind::Quiet} small=true label={t.text("pager-previous")} onclick={to(props.page - 1)} />
                }
                if last < props.total {
                    <Button kind={ButtonKind::Quiet} small=true label={t.text("pager-next")} onclick={to(props.page + 1)} />
                }
            </span>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
pub struct SearchBoxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// Called with what was typed, when the person presses search or Enter.
    pub search: Callback<String>,
    #[prop_or_default]
    pub value: AttrValue,
    /// What is searched, where a page has several lists.
    #[prop_or_default]
    pub of: Option<AttrValue>,
}

/// A search field above a list.
#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let t = use_t();
    let input = use_node_ref();
    let onsubmit = {
        let (input, search) = (input.clone(), props.search.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                search.emit(input.value().trim().to_owned());
            }
        })
    };
    html! {
        <form role="search" class="field" aria-label={props.of.clone()} {onsubmit}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <div class="with-button">
                <input ref={input} type="search" id={props.id.clone()} value={props.value.clone()} autocomplete="off" />
                <Button submit=true kind={ButtonKind::Quiet} label={t.text("search")} />
            </div>
        </form>
    }
}

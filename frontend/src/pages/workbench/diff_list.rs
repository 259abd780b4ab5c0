//! What differs between two versions of a framework: one list, with its filter and its pages.

use std::rc::Rc;

use puente_wire::frameworks::{Diff, Entry, FieldChange, ItemKey};
use yew::prelude::*;

use super::words::word_diff;
use crate::components::{Empty, IconName, Pager, Pill, SearchBox, Table, Tone};
use crate::i18n::{T, use_t};
use crate::pages::desk::filter;

const PER_PAGE: u64 = 20;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Happened {
    Added,
    Removed,
    Changed,
    Moved,
    Renumbered,
}

/// One line of the list.
struct Line<'a> {
    happened: Happened,
    item: &'a Entry,
    more: More<'a>,
}

enum More<'a> {
    Nothing,
    Fields(&'a [FieldChange]),
    Parents(Option<&'a ItemKey>, Option<&'a ItemKey>),
    From(&'a ItemKey),
}

fn lines(diff: &Diff) -> Vec<Line<'_>> {
    let plain = |happened: Happened| move |item| Line { happened, item, more: More::Nothing };
    let changed = diff.changed.iter().map(|one| Line {
        happened: Happened::Changed,
        item: &one.item,
        more: More::Fields(&one.fields),
    });
    let moved = diff.moved.iter().map(|one| Line {
        happened: Happened::Moved,
        item: &one.item,
        more: More::Parents(one.from.as_ref(), one.to.as_ref()),
    });
    let renumbered = diff.renumbered.iter().map(|one| Line {
        happened: Happened::Renumbered,
        item: &one.item,
        more: More::From(&one.from),
    });
    let whole = diff.added.iter().map(plain(Happened::Added));
    whole
        .chain(diff.removed.iter().map(plain(Happened::Removed)))
        .chain(changed)
        .chain(moved)
        .chain(renumbered)
        .collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct DiffListProps {
    pub(super) diff: Rc<Diff>,
}

#[derive(Default, Clone, PartialEq)]
struct Asked {
    happened: Option<Happened>,
    words: String,
    page: u64,
}

#[component]
pub(super) fn DiffList(props: &DiffListProps) -> Html {
    let t = use_t();
    let asked = use_state(Asked::default);
    let diff = &props.diff;
    if diff.is_empty() {
        return html! { <Empty title={t.text("diff-none")} text={t.text("diff-none-text")} icon={IconName::Check} /> };
    }
    let choose = {
        let asked = asked.clone();
        Callback::from(move |happened| asked.set(Asked { happened, page: 0, ..(*asked).clone() }))
    };
    let search = {
        let asked = asked.clone();
        Callback::from(move |words: String| asked.set(Asked { words, page: 0, ..(*asked).clone() }))
    };
    let go = {
        let asked = asked.clone();
        Callback::from(move |page: u64| asked.set(Asked { page, ..(*asked).clone() }))
    };
    let all = lines(diff);
    let found: Vec<&Line<'_>> = all.iter().filter(|line| fits(line, &asked)).collect();
    let first = usize::try_from(asked.page * PER_PAGE).unwrap_or(usize::MAX);
    let page = found.iter().skip(first).take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let columns = vec![t.text("diff-what"), t.text("standard-code"), t.text("diff-title"), t.text("diff-detail")];
    html! {
        <div>
            { filter(t.text("diff-filter"), parts(&t, diff, all.len()), asked.happened, &choose) }
            <SearchBox id="diff-search" label={t.text("diff-search")} {search} value={asked.words.clone()} />
            <Table caption={t.text("diff-list")} {columns}>{ for page.map(|line| row(&t, line)) }</Table>
            <Pager page={asked.page} per_page={PER_PAGE} total={found.len() as u64} {go} />
        </div>
    }
}

fn fits(line: &Line<'_>, asked: &Asked) -> bool {
    let words = asked.words.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&words);
    asked.happened.is_none_or(|happened| happened == line.happened)
        && (words.is_empty()
            || says(&line.item.code)
            || says(line.item.key.as_str())
            || says(line.item.title.official_text()))
}

fn parts(t: &T, diff: &Diff, all: usize) -> Vec<(Option<Happened>, AttrValue, u32)> {
    let part = |happened: Happened, count: usize| (Some(happened), name(t, happened), count);
    let parts = [
        (None, t.text("diff-all"), all),
        part(Happened::Added, diff.added.len()),
        part(Happened::Removed, diff.removed.len()),
        part(Happened::Changed, diff.changed.len()),
        part(Happened::Moved, diff.moved.len()),
        part(Happened::Renumbered, diff.renumbered.len()),
    ];
    parts.into_iter().map(|(one, words, count)| (one, words, u32::try_from(count).unwrap_or(u32::MAX))).collect()
}

fn name(t: &T, happened: Happened) -> AttrValue {
    match happened {
        Happened::Added => t.text("diff-added"),
        Happened::Removed => t.text("diff-removed"),
        Happened::Changed => t.text("diff-changed"),
        Happened::Moved => t.text("diff-moved"),
        Happened::Renumbered => t.text("diff-renumbered"),
    }
}

fn row(t: &T, line: &Line<'_>) -> Html {
    let (tone, icon) = match line.happened {
        Happened::Added => (Tone::Ok, IconName::Plus),
        Happened::Removed => (Tone::Bad, IconName::Trash),
        Happened::Changed => (Tone::Note, IconName::Edit),
        Happened::Moved => (Tone::Info, IconName::Share),
        Happened::Renumbered => (Tone::Info, IconName::Copy),
    };
    let item = line.item;
    let code = if item.code.is_empty() { item.key.to_string() } else { item.code.clone() };
    html! {
        <tr key={format!("{:?}-{}", line.happened, item.key)}>
            <td><Pill {tone} {icon} label={name(t, line.happened)} /></td>
            <td><span class="code">{ code }</span></td>
            <th scope="row">
                { item.title.official_text().to_owned() }
                <br /><small>{ t.code("item-kind-", item.kind.as_str()) }</small>
            </th>
            <td>{ more(t, &line.more) }</td>
        </tr>
    }
}

fn more(t: &T, more: &More<'_>) -> Html {
    let place = |key: Option<&ItemKey>| key.map_or_else(|| t.text("diff-top").to_string(), ToString::to_string);
    match more {
        More::Nothing => html! { "—" },
        More::Fields(fields) => html! { <ul class="plain">{ for fields.iter().map(|one| field(t, one)) }</ul> },
        More::Parents(from, to) => {
            html! { { t.with("diff-moved-how", &[("from", place(*from).into()), ("to", place(*to).into())]) } }
        }
        More::From(key) => html! { { t.with("diff-renumbered-how", &[("from", key.to_string().into())]) } },
    }
}

fn field(t: &T, one: &FieldChange) -> Html {
    html! {
        <li key={one.field.clone()}>
            <b>{ t.code("item-field-", &one.field) }</b>{ ": " }{ word_diff(t, &one.before, &one.after) }
        </li>
    }
}

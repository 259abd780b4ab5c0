//! What a body may certify, as rows of a table.

use puente_wire::issuers::Accreditation;
use yew::prelude::*;

use crate::browser::page;
use crate::components::{Pill, Tone};
use crate::i18n::{T, use_t};

/// The heads of the columns that [`AccreditationRow`] fills.
pub fn accreditation_columns(t: &T) -> Vec<AttrValue> {
    vec![t.text("accreditation-scope"), t.text("accreditation-act"), t.text("accreditation-time")]
}

#[derive(Properties, PartialEq)]
pub struct AccreditationRowProps {
    pub accreditation: Accreditation,
    /// Further cells.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn AccreditationRow(props: &AccreditationRowProps) -> Html {
    let t = use_t();
    let one = &props.accreditation;
    let scope = scope(&t, one);
    html! {
        <tr>
            <th scope="row"><span class="code">{ one.framework.clone() }</span><br /><small>{ scope }</small>{ for one.centre.iter().map(|centre| html! { <><br /><small>{ centre.clone() }</small></> }) }</th>
            <td>{ act(one) }{ " " }{ for one.illustrative.then(|| html! { <Pill tone={Tone::Info} label={t.text("illustrative")} /> }) }</td>
            <td>{ standing(&t, one) }<br /><small>{ time(&t, one) }</small></td>
            { props.children.clone() }
        </tr>
    }
}

fn scope(t: &T, one: &Accreditation) -> AttrValue {
    match (&one.standard, one.sector) {
        (Some(standard), _) => standard.clone().into(),
        (None, Some(sector)) => {
            let name = t.code("sector-", sector.as_str());
            t.with("accreditation-sector", &[("sector", name.as_str().into())])
        }
        (None, None) => t.text("accreditation-whole"),
    }
}

fn act(one: &Accreditation) -> Html {
    match &one.act_url {
        Some(url) => html! { <a href={url.clone()} rel="noopener noreferrer">{ one.act.clone() }</a> },
        None => html! { { one.act.clone() } },
    }
}

fn standing(t: &T, one: &Accreditation) -> Html {
    let today = page::now().date_naive();
    if one.until.is_some_and(|until| until < today) {
        return html! { <Pill tone={Tone::Past} label={t.text("accreditation-over")} /> };
    }
    if one.from > today {
        return html! { <Pill tone={Tone::Info} label={t.text("accreditation-later")} /> };
    }
    html! { <Pill tone={Tone::Ok} label={t.text("accreditation-holds")} /> }
}

fn time(t: &T, one: &Accreditation) -> AttrValue {
    let from = t.date(one.from);
    match one.until {
        Some(until) => {
            let until = t.date(until);
            t.with("accreditation-from-to", &[("from", from.as_str().into()), ("until", until.as_str().into())])
        }
        None => t.with("accreditation-from", &[("from", from.as_str().into())]),
    }
}

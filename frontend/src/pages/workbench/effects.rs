//! What a publication changes for holders, shown before it is confirmed.

use puente_wire::effects::{Effect, EffectKind, Effects};
use yew::prelude::*;

use super::parts::item_link;
use crate::api;
use crate::components::{Pill, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::place::use_place;

/// So many of the changes are shown.
const SHOWN: usize = 10;

#[derive(Properties, PartialEq)]
pub(super) struct EffectsSummaryProps {
    /// `agreements`, `crosswalks`, `decisions` or `framework-drafts`.
    pub(super) kind: &'static str,
    pub(super) id: String,
}

#[component]
pub(super) fn EffectsSummary(props: &EffectsSummaryProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.kind, props.id.clone());
    let query = use_query(asked, |(org, kind, id)| async move { api::workbench::effects(&org, kind, &id).await });
    html! {
        <section class="effects">
            <h3>{ t.text("effects-title") }</h3>
            { query.view(|effects| summary(&t, effects)) }
        </section>
    }
}

fn summary(t: &T, effects: &Effects) -> Html {
    let counts = [
        ("lookups", effects.lookups.into()),
        ("outcomes", effects.outcomes.into()),
        ("answers", effects.answers.into()),
        ("information", effects.information.into()),
    ];
    let changed = effects.outcomes + effects.answers + effects.information;
    let shown = u32::try_from(effects.changes.len().min(SHOWN)).unwrap_or(u32::MAX);
    let day = t.date(effects.as_of);
    let columns = vec![
        t.text("effects-standard"),
        t.text("effects-destination"),
        t.text("effects-kind"),
        t.text("effects-outcome"),
    ];
    html! {
        <>
            <p role="status">
                if changed == 0 { { t.text("effects-none") } } else { { t.with("effects-counts", &counts) } }
                { " " }<small class="hint">{ t.with("effects-as-of", &[("day", day.as_str().into())]) }</small>
            </p>
            if changed > 0 {
                <Table caption={t.text("effects-title")} {columns}>
                    { for effects.changes.iter().take(SHOWN).map(|one| line(t, one)) }
                </Table>
            }
            if changed > shown {
                <p class="hint">{ t.with("effects-more", &[("n", (changed - shown).into())]) }</p>
            }
            if effects.beyond > 0 {
                <p class="hint">{ t.with("effects-beyond", &[("n", effects.beyond.into())]) }</p>
            }
        </>
    }
}

fn line(t: &T, one: &Effect) -> Html {
    let tone = match one.kind {
        EffectKind::Outcome => Tone::Note,
        EffectKind::Answer | EffectKind::Information => Tone::Info,
    };
    let issuer = one.issuer.as_ref().map_or("", |issuer| &issuer.id);
    let (before, after) = (t.code("outcome-", one.before.as_str()), t.code("outcome-", one.after.as_str()));
    html! {
        <tr key={format!("{}-{}-{}-{issuer}", one.framework, one.standard, one.destination)}>
            <th scope="row">
                { item_link(&one.framework, &one.standard, one.title.official_text()) }
                <div>{ for one.issuer.iter().map(|issuer| html! { <small>{ issuer.name.clone() }</small> }) }</div>
            </th>
            <td>{ t.country(one.destination.as_str()) }</td>
            <td><Pill {tone} label={t.code("effect-", one.kind.as_str())} /></td>
            <td>if one.before == one.after { { after } } else { { before }{ " → " }<b>{ after }</b> }</td>
        </tr>
    }
}

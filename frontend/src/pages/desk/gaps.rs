//! The gap statement, on paper: what was shown, what is missing, and what to do about it.

use puente_wire::assessments::{Assessment, UnitRecord, Verdict};
use yew::prelude::*;

use super::{DeskTabs, standard_line};
use crate::api;
use crate::browser::page;
use crate::components::{Button, Fact, Facts, IconName, Tone, UnitLine, UnitList};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub struct GapsProps {
    pub id: AttrValue,
}

#[component]
pub fn Gaps(props: &GapsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let found = use_query((place.organisation.clone(), props.id.clone()), |(org, id)| async move {
        api::desk::assessment(&org, &id).await
    });
    html! {
        <Page title={t.text("gaps-title")} back={html! { <DeskTabs /> }}>
            { found.view(|assessment| statement(&t, assessment)) }
        </Page>
    }
}

fn statement(t: &T, assessment: &Assessment) -> Html {
    let of = |verdict: Verdict| assessment.units.iter().filter(move |unit| unit.verdict == Some(verdict));
    let line = |unit: &UnitRecord| UnitLine {
        title: unit.title.official_text().to_owned().into(),
        more: None,
        tone: Tone::Ok,
        state: assessment.words.competent.clone().into(),
    };
    let shown: Vec<_> = of(Verdict::Competent).map(line).collect();
    let gap = |unit: &UnitRecord| {
        html! {
            <li>
                <h3 lang={unit.title.official.as_str().to_owned()}>{ unit.title.official_text().to_owned() }</h3>
                <p class="said-by">{ unit.gap.clone() }</p>
            </li>
        }
    };
    let day = assessment.decided_at.unwrap_or(assessment.updated_at);
    let facts = vec![
        Fact::new(t.text("desk-column-person"), assessment.candidate_name.clone()),
        Fact::new(t.text("desk-column-birth-date"), t.date(assessment.birth_date)),
        Fact::new(t.text("fact-verdict"), assessment.words.not_yet_competent.clone()),
        Fact::new(t.text("gaps-day"), t.instant(day)),
        Fact::new(t.text("desk-column-assessor"), assessment.assessor_name.clone()),
    ];
    html! {
        <article class="card paper">
            <p class="issuer"><span><b>{ assessment.organisation_name.clone() }</b>{ assessment.standard.framework_title.official_text().to_owned() }</span></p>
            <p>{ standard_line(t, &assessment.standard.code_shown, &assessment.standard.title) }</p>
            <Facts {facts} />
            <h2>{ t.text("gaps-missing") }</h2>
            <ol class="found">{ for of(Verdict::NotYetCompetent).map(gap) }</ol>
            if !shown.is_empty() {
                <h2>{ t.text("gaps-shown") }</h2>
                <UnitList units={shown} lang={assessment.standard.title.official.as_str().to_owned()} />
            }
            if !assessment.observations.is_empty() {
                <h2>{ t.text("desk-observations") }</h2>
                <p class="said-by">{ assessment.observations.clone() }</p>
            }
            <p>{ t.text("gaps-next") }</p>
            <p class="hint">{ t.text("gaps-no-certificate") }</p>
            <div class="actions no-print">
                <Button icon={IconName::Print} label={t.text("print")} onclick={|()| page::print()} />
            </div>
        </article>
    }
}

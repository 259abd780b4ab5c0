//! What was assessed, with the body's own words for each verdict.

use puente_wire::verification::{UnitVerdict, Verdict};
use yew::prelude::*;

use super::{Tone, UnitLine, UnitList};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub struct AssessedUnitsProps {
    pub units: Vec<UnitVerdict>,
}

/// A card with every unit; nothing when the certificate names none.
#[component]
pub fn AssessedUnits(props: &AssessedUnitsProps) -> Html {
    let t = use_t();
    let line = |unit: &UnitVerdict| UnitLine {
        title: unit.title.clone().into(),
        more: None,
        tone: if unit.verdict == Verdict::Competent { Tone::Ok } else { Tone::Note },
        state: unit.words.clone().into(),
    };
    html! {
        <div>
            if !props.units.is_empty() {
                <section class="card">
                    <h2>{ t.text("units-assessed") }</h2>
                    <UnitList units={props.units.iter().map(line).collect::<Vec<_>>()} />
                </section>
            }
        </div>
    }
}

//! The three steps of writing: evidence, verdicts, review.

use puente_wire::assessments::{Assessment, EvidenceKind, UnitRecord, Verdict};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::draft::{Change, Draft, Piece, Unit};
use super::review::found;
use crate::components::{Button, ButtonKind, Icon, IconName};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct StepProps {
    pub(super) draft: UseReducerHandle<Draft>,
    pub(super) assessment: Assessment,
}

/// Units as the standard has them, each with what was typed.
fn units(props: &StepProps) -> impl Iterator<Item = (usize, &UnitRecord, &Unit)> {
    props
        .assessment
        .units
        .iter()
        .zip(&props.draft.written.units)
        .enumerate()
        .map(|(at, (unit, typed))| (at, unit, typed))
}

fn unit_title(t: &T, at: usize, unit: &UnitRecord) -> Html {
    let translation = unit.title.translation(t.locale().tag()).map(str::to_owned);
    html! {
        <>
            { format!("{} · ", at + 1) }
            <span lang={unit.title.official.as_str().to_owned()}>{ unit.title.official_text().to_owned() }</span>
            { for translation.map(|text| html! { <small class="muted block">{ t.with("desk-unofficial-translation", &[("text", text.into())]) }</small> }) }
        </>
    }
}

fn wrong_message(id: &str, said: Option<AttrValue>) -> Html {
    html! {
        <div>{ for said.map(|said| html! {
            <span class="err" id={format!("{id}-wrong")}><Icon name={IconName::Warning} size=18 />{ said }</span>
        }) }</div>
    }
}

/// Step 1: what was seen, unit by unit.
#[component]
pub(super) fn EvidenceStep(props: &StepProps) -> Html {
    let t = use_t();
    let card = |(at, unit, typed): (usize, &UnitRecord, &Unit)| {
        let add = {
            let draft = props.draft.clone();
            Callback::from(move |()| draft.dispatch(Change::Add(at)))
        };
        let id = format!("u{at}-add");
        let wrong = props.draft.wrong_at(&id);
        html! {
            <section class={classes!("card", "field", wrong.is_some().then_some("bad"))} aria-labelledby={format!("u{at}")} key={at}>
                <h3 id={format!("u{at}")}>{ unit_title(&t, at, unit) }</h3>
                { wrong_message(&id, wrong) }
                { for typed.evidence.iter().enumerate().map(|(nth, piece)| html! {
                    <PieceFields key={nth} draft={props.draft.clone()} {at} {nth} piece={piece.clone()} />
                }) }
                <div><Button {id} kind={ButtonKind::Quiet} icon={IconName::Plus} label={t.text("evidence-add")}
                    says={t.with("evidence-add-to", &[("n", (at + 1).into())])} onclick={add} /></div>
            </section>
        }
    };
    html! {
        <div class="stack">
            <h2 id="step-title" tabindex="-1">{ t.text("step-evidence") }</h2>
            <p class="muted">{ t.text("step-evidence-text") }</p>
            { for units(props).map(card) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    draft: UseReducerHandle<Draft>,
    at: usize,
    nth: usize,
    piece: Piece,
}

/// One piece of evidence.
#[component]
fn PieceFields(props: &PieceProps) -> Html {
    let t = use_t();
    let PieceProps { draft, at, nth, piece } = props;
    let (at, nth) = (*at, *nth);
    let id = |name: &str| format!("u{at}-e{nth}-{name}");
    let change = |change: Callback<String, Change>| {
        let draft = draft.clone();
        Callback::from(move |value: String| draft.dispatch(change.emit(value)))
    };
    let kind = {
        let draft = draft.clone();
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(kind) = input.value().parse() {
                draft.dispatch(Change::Kind(at, nth, kind));
            }
        })
    };
    let text = area_input(change(Callback::from(move |value| Change::Text(at, nth, value))));
    let score = line_input(change(Callback::from(move |value| Change::Score(at, nth, value))));
    let remove = {
        let draft = draft.clone();
        Callback::from(move |()| draft.dispatch(Change::Remove(at, nth)))
    };
    let (text_wrong, score_wrong) = (draft.wrong_at(&id("text")), draft.wrong_at(&id("score")));
    html! {
        <fieldset class="piece">
            <legend>{ t.with("evidence-nth", &[("n", (nth + 1).into())]) }</legend>
            <div class="piece-head">
                <div class="field">
                    <label for={id("kind")}>{ t.text("kind-of-evidence") }</label>
                    <select id={id("kind")} onchange={kind}>
                        { for EvidenceKind::ALL.iter().map(|kind| html! {
                            <option value={kind.as_str()} selected={*kind == piece.kind}>{ t.code("evidence-kind-", kind.as_str()) }</option>
                        }) }
                    </select>
                </div>
                <div class={classes!("field", "narrow", score_wrong.is_some().then_some("bad"))}>
                    <label for={id("score")}>{ t.text("score-of-evidence") }</label>
                    { wrong_message(&id("score"), score_wrong.clone()) }
                    <input id={id("score")} inputmode="numeric" autocomplete="off" value={piece.score.clone()} oninput={score}
                        aria-invalid={score_wrong.map(|_| "true")} aria-describedby={format!("{}-wrong", id("score"))} />
                </div>
            </div>
            <div class={classes!("field", text_wrong.is_some().then_some("bad"))}>
                <label for={id("text")}>{ t.text("text-of-evidence") }</label>
                { wrong_message(&id("text"), text_wrong.clone()) }
                <textarea id={id("text")} rows="2" value={piece.text.clone()} oninput={text}
                    aria-invalid={text_wrong.map(|_| "true")} aria-describedby={format!("{}-wrong", id("text"))} />
            </div>
            <Button kind={ButtonKind::Plain} small=true label={t.text("evidence-remove")}
                says={t.with("evidence-remove-nth", &[("n", (nth + 1).into())])} onclick={remove} />
        </fieldset>
    }
}

fn area_input(typed: Callback<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        let input: HtmlTextAreaElement = event.target_unchecked_into();
        typed.emit(input.value());
    })
}

fn line_input(typed: Callback<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        typed.emit(input.value());
    })
}

/// Step 2: the verdict on each unit, in the body's own words.
#[component]
pub(super) fn VerdictStep(props: &StepProps) -> Html {
    let t = use_t();
    let observations = {
        let draft = props.draft.clone();
        area_input(Callback::from(move |text| draft.dispatch(Change::Observations(text))))
    };
    html! {
        <div class="stack">
            <h2 id="step-title" tabindex="-1">{ t.text("step-verdicts") }</h2>
            <p class="muted">{ t.text("step-verdicts-text") }</p>
            { for units(props).map(|(at, unit, typed)| html! {
                <section class="card" key={at}>{ verdict_fields(&t, props, at, unit, typed) }</section>
            }) }
            <section class="card">
                <div class="field">
                    <label for="desk-observations">{ t.text("desk-observations") }</label>
                    <span class="hint" id="observations-hint">{ t.text("observations-hint") }</span>
                    <textarea id="observations" rows="4" value={props.draft.written.observations.clone()} oninput={observations}
                        aria-describedby="observations-hint" />
                </div>
            </section>
        </div>
    }
}

fn verdict_fields(t: &T, props: &StepProps, at: usize, unit: &UnitRecord, typed: &Unit) -> Html {
    let id = format!("u{at}-verdict");
    let wrong = props.draft.wrong_at(&id);
    let choice = |(nth, verdict): (usize, &Verdict)| {
        let verdict = *verdict;
        let onchange = {
            let draft = props.draft.clone();
            Callback::from(move |_: Event| draft.dispatch(Change::Verdict(at, verdict)))
        };
        let own = if nth == 0 { id.clone() } else { format!("{id}-{nth}") };
        html! {
            <label class="choice" for={own.clone()}>
                <input type="radio" id={own} name={id.clone()} checked={typed.verdict == Some(verdict)} {onchange} />
                <span>{ props.assessment.words.of(verdict).to_owned() }</span>
            </label>
        }
    };
    html! {
        <>
            <fieldset aria-describedby={format!("{id}-wrong")}>
                <legend>{ unit_title(t, at, unit) }</legend>
                { wrong_message(&id, wrong) }
                { for Verdict::ALL.iter().enumerate().map(choice) }
            </fieldset>
            <div>
                if typed.verdict == Some(Verdict::NotYetCompetent) {
                    { gap_field(t, props, at, typed) }
                }
            </div>
        </>
    }
}

fn gap_field(t: &T, props: &StepProps, at: usize, typed: &Unit) -> Html {
    let id = format!("u{at}-gap");
    let wrong = props.draft.wrong_at(&id);
    let gap = {
        let draft = props.draft.clone();
        area_input(Callback::from(move |text| draft.dispatch(Change::Gap(at, text))))
    };
    html! {
        <div class={classes!("field", wrong.is_some().then_some("bad"))}>
            <label for={id.clone()}>{ t.text("gap-label") }</label>
            <span class="hint" id={format!("{id}-hint")}>{ t.text("gap-hint") }</span>
            { wrong_message(&id, wrong.clone()) }
            <textarea id={id.clone()} rows="3" value={typed.gap.clone()} oninput={gap}
                aria-invalid={wrong.map(|_| "true")} aria-describedby={format!("{id}-hint {id}-wrong")} />
        </div>
    }
}

/// Step 3: everything, before it leaves the assessor's hands.
#[component]
pub(super) fn ReviewStep(props: &StepProps) -> Html {
    let t = use_t();
    let sent = props.draft.written.to_send().ok();
    let mut shown = props.assessment.clone();
    for (unit, written) in shown.units.iter_mut().zip(sent.into_iter().flat_map(|sent| sent.units)) {
        unit.evidence = written.evidence;
        unit.verdict = written.verdict;
        unit.gap = written.gap;
    }
    shown.observations.clone_from(&props.draft.written.observations);
    let all_competent = shown.units.iter().all(|unit| unit.verdict == Some(Verdict::Competent));
    let next = if all_competent { t.text("hand-on-to-signature") } else { t.text("hand-on-closes") };
    html! {
        <div class="stack">
            <h2 id="step-title" tabindex="-1">{ t.text("step-review") }</h2>
            { found(&t, &shown) }
            <p class="next">{ next }</p>
        </div>
    }
}

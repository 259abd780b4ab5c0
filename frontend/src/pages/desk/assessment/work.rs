//! Writing an assessment: three steps, saved whenever a step is left.

use std::rc::Rc;

use puente_wire::assessments::Assessment;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::draft::{Change, Draft, Step, Written, Wrong, step_of, target_of};
use super::steps::{EvidenceStep, ReviewStep, VerdictStep};
use crate::api::{self, Failure};
use crate::browser::{page, storage};
use crate::components::{Band, Button, ButtonKind, Tone};
use crate::hooks::use_marked_title;
use crate::i18n::{T, use_t};
use crate::id;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct WorkProps {
    pub(super) assessment: Assessment,
    /// It was handed on: ask for it again.
    pub(super) changed: Callback<()>,
}

/// What happens after saving.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Stay,
    Go(Step),
    Submit,
}

fn key(id: &str) -> String {
    format!("puente.assessment.{id}")
}

#[component]
pub(super) fn Work(props: &WorkProps) -> Html {
    let t = use_t();
    let place = use_place();
    let assessment = &props.assessment;
    let draft = use_reducer(|| {
        let kept = storage::kept(&key(&assessment.id)).and_then(|text| serde_json::from_str::<Written>(&text).ok());
        Draft::new(assessment, kept)
    });
    {
        let id = assessment.id.clone();
        use_effect_with(draft.written.clone(), move |written| {
            storage::keep(&key(&id), &serde_json::to_string(written).unwrap_or_default());
        });
    }
    {
        let failed = !draft.wrong.is_empty() || draft.refused.is_some();
        use_marked_title(failed);
        use_effect_with((draft.refusals, failed), |(refusals, failed)| {
            if *refusals > 0 && *failed {
                page::focus("assessment-summary");
            }
        });
    }
    let save = {
        let (t, org, assessment, changed, draft) =
            (t.clone(), place.organisation.clone(), assessment.clone(), props.changed.clone(), draft.clone());
        Callback::from(move |then: Then| save(&t, &org, &assessment, &draft, then, &changed))
    };
    let then = |then: Then| {
        let save = save.clone();
        Callback::from(move |()| save.emit(then))
    };
    html! {
        <>
            { steps(&t, draft.step, &save) }
            <Summary draft={draft.clone()} />
            { other_version(&t, &draft) }
            <div>{ match draft.step {
                Step::Evidence => html! { <EvidenceStep draft={draft.clone()} assessment={assessment.clone()} /> },
                Step::Verdicts => html! { <VerdictStep draft={draft.clone()} assessment={assessment.clone()} /> },
                Step::Review => html! { <ReviewStep draft={draft.clone()} assessment={assessment.clone()} /> },
            } }</div>
            <div class="actions">
                <div>{ match draft.step {
                    Step::Evidence => html! { <Button label={t.text("step-to-verdicts")} onclick={then(Then::Go(Step::Verdicts))} busy={draft.sending} /> },
                    Step::Verdicts => html! { <Button label={t.text("step-to-review")} onclick={then(Then::Go(Step::Review))} busy={draft.sending} /> },
                    Step::Review => html! { <Button label={t.text("hand-on")} onclick={then(Then::Submit)} busy={draft.sending} /> },
                } }</div>
                <Button kind={ButtonKind::Quiet} label={t.text("desk-save")} onclick={then(Then::Stay)} busy={draft.sending} />
                <span class="desk-saved" role="status">{ if draft.changed { t.text("not-saved-yet") } else { t.text("desk-saved") } }</span>
            </div>
        </>
    }
}

/// The steps as buttons; leaving one saves it.
fn steps(t: &T, now: Step, save: &Callback<Then>) -> Html {
    let names = [
        (Step::Evidence, id!("step-evidence")),
        (Step::Verdicts, id!("step-verdicts")),
        (Step::Review, id!("step-review")),
    ];
    let step = |(at, (step, name)): (usize, (Step, &'static str))| {
        let onclick = {
            let save = save.clone();
            Callback::from(move |_: MouseEvent| save.emit(Then::Go(step)))
        };
        html! {
            <li><button type="button" aria-current={(step == now).then_some("step")} {onclick}>
                <span class="nth">{ at + 1 }</span>{ t.text(name) }
            </button></li>
        }
    };
    html! { <nav aria-label={t.text("desk-steps")}><ol class="stepper">{ for names.into_iter().enumerate().map(step) }</ol></nav> }
}

/// Keeps what was written, then goes on.
fn save(
    t: &T,
    org: &str,
    assessment: &Assessment,
    draft: &UseReducerHandle<Draft>,
    then: Then,
    changed: &Callback<()>,
) {
    if draft.sending {
        return;
    }
    let sent = match draft.written.to_send() {
        Ok(sent) => sent,
        Err(targets) => {
            let wrong = targets.into_iter().map(|target| Wrong { target, said: t.text("score-wrong") }).collect();
            draft.dispatch(Change::Refused(None, wrong));
            return;
        }
    };
    let unchanged = !draft.changed;
    draft.dispatch(Change::Sending);
    let (t, org, assessment, draft, changed) =
        (t.clone(), org.to_owned(), assessment.clone(), draft.clone(), changed.clone());
    spawn_local(async move {
        let id = &assessment.id;
        let saved =
            if unchanged { Ok(sent.version) } else { api::desk::save(&org, id, &sent).await.map(|one| one.version) };
        let version = match saved {
            Ok(version) => version,
            Err(failure) => return refuse(&t, &draft, &assessment, &failure),
        };
        draft.dispatch(Change::Saved(version));
        match then {
            Then::Stay => {}
            Then::Go(step) => {
                draft.dispatch(Change::Step(step));
                page::focus("step-title");
            }
            Then::Submit => match api::desk::submit(&org, id, version).await {
                Ok(_) => {
                    storage::forget(&key(id));
                    changed.emit(());
                }
                Err(failure) => refuse(&t, &draft, &assessment, &failure),
            },
        }
    });
}

/// Says what was refused, unit by unit.
fn refuse(t: &T, draft: &UseReducerHandle<Draft>, assessment: &Assessment, failure: &Failure) {
    let Failure::Problem(problem) = failure else {
        return draft.dispatch(Change::Refused(Some(t.failure(failure)), Vec::new()));
    };
    if let (true, Some(current)) = (problem.code == "stale", failure.current()) {
        return draft.dispatch(Change::Stale(Rc::new(current)));
    }
    let wrong: Vec<Wrong> = problem
        .errors
        .iter()
        .filter_map(|error| {
            let (target, unit, _) = target_of(&error.field)?;
            Some(Wrong { said: said(t, assessment, unit, &error.field, &error.code), target })
        })
        .collect();
    let whole = wrong.is_empty().then(|| t.failure(failure));
    draft.dispatch(Change::Refused(whole, wrong));
}

fn said(t: &T, assessment: &Assessment, unit: usize, field: &str, code: &str) -> AttrValue {
    let title = assessment.units.get(unit).map(|unit| unit.title.official_text()).unwrap_or_default();
    let names: [(&str, _); 2] = [("n", (unit + 1).into()), ("unit", title.into())];
    match (field.rsplit('.').next(), code) {
        (Some("verdict"), "required") => t.with("missing-verdict", &names),
        (Some("evidence"), "required") => t.with("missing-evidence", &names),
        (Some("gap"), "required") => t.with("missing-gap", &names),
        _ => t.field_error(code),
    }
}

#[derive(Properties, PartialEq)]
struct SummaryProps {
    draft: UseReducerHandle<Draft>,
}

/// All that is wrong; each line leads to its element, on whatever step that is.
#[component]
fn Summary(props: &SummaryProps) -> Html {
    let t = use_t();
    let draft = &props.draft;
    let wanted = use_state(|| None::<String>);
    {
        let wanted = wanted.clone();
        use_effect_with((draft.step, (*wanted).clone()), move |(_, target)| {
            if let Some(target) = target {
                page::focus(target);
                wanted.set(None);
            }
        });
    }
    let line = |wrong: &Wrong| {
        let onclick = {
            let (draft, wanted, target) = (draft.clone(), wanted.setter(), wrong.target.clone());
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                draft.dispatch(Change::Step(step_of(&target)));
                wanted.set(Some(target.clone()));
            })
        };
        html! { <li key={wrong.target.clone()}><a href={format!("#{}", wrong.target)} {onclick}>{ wrong.said.clone() }</a></li> }
    };
    html! {
        <div>
            if draft.refused.is_some() || !draft.wrong.is_empty() {
                <div class="errsum" role="alert" tabindex="-1" id="assessment-summary" aria-labelledby="assessment-summary-title">
                    <h2 id="assessment-summary-title">{ t.text("error-summary-title") }</h2>
                    { for draft.refused.iter().map(|said| html! { <p>{ said.clone() }</p> }) }
                    <ul>{ for draft.wrong.iter().map(line) }</ul>
                </div>
            }
        </div>
    }
}

/// Another version was saved in the meantime: which one holds?
fn other_version(t: &T, draft: &UseReducerHandle<Draft>) -> Html {
    let choose = |change: fn() -> Change| {
        let draft = draft.clone();
        Callback::from(move |()| draft.dispatch(change()))
    };
    html! {
        <div>
            if let Some(other) = &draft.other {
                <Band tone={Tone::Note} live=true said={t.text("other-version-said")}>
                    <p>{ t.with("other-version-text", &[("at", t.instant(other.updated_at).as_str().into())]) }</p>
                    <div class="actions">
                        <Button small=true label={t.text("other-version-mine")} onclick={choose(|| Change::KeepMine)} />
                        <Button small=true kind={ButtonKind::Quiet} label={t.text("other-version-take")} onclick={choose(|| Change::TakeOther)} />
                    </div>
                </Band>
            }
        </div>
    }
}

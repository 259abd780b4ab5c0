//! Reading an assessment; signing it, or giving it back.

use puente_wire::assessments::{
    Assessment, AssessmentState, Evidence, ReturnAssessment, SignedOff, UnitRecord, Verdict,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure, Once};
use crate::components::{Band, Button, ButtonKind, Confirm, ErrorSummary, Pill, RouteLink, TextArea, Tone};
use crate::hooks::{field, use_form};
use crate::i18n::{T, use_t};
use crate::pages::desk::may_sign;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub(super) struct ReviewProps {
    pub(super) assessment: Assessment,
    pub(super) changed: Callback<()>,
    pub(super) signed: Callback<SignedOff>,
}

#[component]
pub(super) fn Review(props: &ReviewProps) -> Html {
    let t = use_t();
    let place = use_place();
    let assessment = &props.assessment;
    let waits = assessment.state == AssessmentState::Submitted;
    html! {
        <div class="stack">
            { where_it_stands(&t, assessment) }
            { found(&t, assessment) }
            <div>
                if waits && may_sign(&place) && !assessment.mine {
                    <Sign assessment={assessment.clone()} changed={props.changed.clone()} signed={props.signed.clone()} />
                } else if waits && may_sign(&place) {
                    <Band tone={Tone::Info} said={t.text("own-assessment-said")}><p>{ t.text("own-assessment-text") }</p></Band>
                }
            </div>
        </div>
    }
}

/// What became of it, with the way to what follows.
fn where_it_stands(t: &T, assessment: &Assessment) -> Html {
    let decided = assessment.decided_at.map(|at| t.instant(at)).unwrap_or_default();
    html! {
        <div>
            if let Some(certificate) = &assessment.certificate {
                <Band tone={Tone::Ok} said={t.with("certified-said", &[("number", certificate.number.as_str().into())])}>
                    <p>{ t.with("certified-text", &[("name", assessment.signatory_name.clone().unwrap_or_default().into()), ("at", decided.as_str().into())]) }</p>
                    <p><Link<StaffRoute> to={StaffRoute::Certificate { id: certificate.id.clone() }}>{ t.text("issued-open") }</Link<StaffRoute>></p>
                </Band>
            } else if assessment.state == AssessmentState::NotYetCompetent {
                <Band tone={Tone::Note} said={assessment.words.not_yet_competent.clone()}>
                    <p>{ t.with("not-yet-text", &[("at", decided.as_str().into())]) }</p>
                    <div class="actions">
                        <RouteLink<StaffRoute> to={StaffRoute::Gaps { id: assessment.id.clone() }} class="btn">{ t.text("gaps-print") }</RouteLink<StaffRoute>>
                    </div>
                </Band>
            }
        </div>
    }
}

/// Evidence and verdicts, unit by unit.
pub(super) fn found(t: &T, assessment: &Assessment) -> Html {
    html! {
        <section class="card" aria-labelledby="found-title">
            <h2 id="found-title">{ t.text("desk-units-title") }</h2>
            <ol class="found">{ for assessment.units.iter().map(|unit| unit_found(t, assessment, unit)) }</ol>
            if !assessment.observations.is_empty() {
                <h3>{ t.text("desk-observations") }</h3>
                <p class="said-by">{ assessment.observations.clone() }</p>
            }
        </section>
    }
}

fn unit_found(t: &T, assessment: &Assessment, unit: &UnitRecord) -> Html {
    let (tone, words) = match unit.verdict {
        Some(Verdict::Competent) => (Tone::Ok, AttrValue::from(assessment.words.competent.clone())),
        Some(Verdict::NotYetCompetent) => (Tone::Note, AttrValue::from(assessment.words.not_yet_competent.clone())),
        None => (Tone::Unknown, t.text("no-verdict-yet")),
    };
    let piece = |evidence: &Evidence| {
        let score = evidence.score.map(|score| t.with("score-points", &[("score", score.into())]));
        html! {
            <li><b>{ t.code("evidence-kind-", evidence.kind.as_str()) }</b>{ for score.map(|score| format!(" · {score}")) }
                <span class="said-by">{ evidence.text.clone() }</span></li>
        }
    };
    html! {
        <li>
            <div class="unit-head">
                <h3 lang={unit.title.official.as_str().to_owned()}>{ unit.title.official_text().to_owned() }</h3>
                <Pill {tone} label={words} />
            </div>
            if unit.evidence.is_empty() {
                <p class="muted">{ t.text("no-evidence-yet") }</p>
            }
            <ul class="evidence">{ for unit.evidence.iter().map(piece) }</ul>
            if !unit.gap.is_empty() && unit.verdict == Some(Verdict::NotYetCompetent) {
                <p class="gap"><b>{ t.text("gap-label") }</b>{ " " }{ unit.gap.clone() }</p>
            }
        </li>
    }
}

/// What the signatory may do.
#[component]
fn Sign(props: &ReviewProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asking = use_state(|| None::<Asking>);
    let sending = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let once = use_memo((), |()| Once::new());
    let assessment = &props.assessment;
    let open = |what: Asking| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(Some(what)))
    };
    let close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(None))
    };
    let sign = {
        let (org, id, version) = (place.organisation.clone(), assessment.id.clone(), assessment.version);
        let (sending, failure, asking, signed) =
            (sending.clone(), failure.setter(), asking.setter(), props.signed.clone());
        Callback::from(move |()| {
            if *sending {
                return;
            }
            sending.set(true);
            let (org, id, once) = (org.clone(), id.clone(), Once::clone(&once));
            let (sending, failure, asking, signed) =
                (sending.setter(), failure.clone(), asking.clone(), signed.clone());
            spawn_local(async move {
                let answer = api::desk::sign_off(&org, &id, version, &once).await;
                sending.set(false);
                asking.set(None);
                match answer {
                    Ok(answer) => signed.emit(answer),
                    Err(problem) => failure.set(Some(problem)),
                }
            });
        })
    };
    let name: [(&str, _); 1] = [("name", assessment.candidate_name.as_str().into())];
    html! {
        <section class="card" aria-labelledby="sign-title">
            <h2 id="sign-title">{ t.text("sign-title") }</h2>
            <p>{ t.text("sign-text") }</p>
            <div>{ for failure.iter().map(|failure| html! { <Band tone={Tone::Bad} live=true said={t.failure(failure)} /> }) }</div>
            <div class="actions">
                <Button label={t.text("desk-sign")} onclick={open(Asking::Signature)} />
                <Button kind={ButtonKind::Quiet} label={t.text("give-back")} onclick={open(Asking::Return)} />
            </div>
            <div>{ match *asking {
                None => Html::default(),
                Some(Asking::Signature) => html! {
                    <Confirm title={t.with("sign-question", &name)} yes={t.text("desk-sign")} kind={ButtonKind::Main}
                        on_yes={sign} on_no={close.clone()} busy={*sending}><p>{ t.text("sign-consequence") }</p></Confirm>
                },
                Some(Asking::Return) => html! {
                    <GiveBack assessment={assessment.clone()} done={props.changed.clone()} close={close.clone()} />
                },
            } }</div>
        </section>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Signature,
    Return,
}

#[derive(Properties, PartialEq)]
struct GiveBackProps {
    assessment: Assessment,
    done: Callback<()>,
    close: Callback<()>,
}

/// The reason for giving it back.
#[component]
fn GiveBack(props: &GiveBackProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_form("give-back", vec![field("reason")]);
    let on_yes = {
        let (form, t, org, done) = (form.clone(), t.clone(), place.organisation.clone(), props.done.clone());
        let (id, version) = (props.assessment.id.clone(), props.assessment.version);
        Callback::from(move |()| {
            let Some(reason) = form.given("reason") else {
                form.refuse_fields(vec![("reason", t.field_error("required"))]);
                return;
            };
            let (org, id, done) = (org.clone(), id.clone(), done.clone());
            let sent = async move { api::desk::give_back(&org, &id, &ReturnAssessment { version, reason }).await };
            form.send(&t, sent, move |_| done.emit(()));
        })
    };
    html! {
        <Confirm title={t.text("give-back-title")} yes={t.text("give-back")} kind={ButtonKind::Main} {on_yes}
            on_no={props.close.clone()} busy={form.is_sending()}>
            <ErrorSummary form={form.clone()} />
            <TextArea form={form.clone()} name="reason" label={t.text("give-back-reason")} hint={t.text("give-back-hint")} rows=4 required=true />
        </Confirm>
    }
}

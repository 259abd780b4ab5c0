//! The answer: state, certificate, checks, and what it counts for elsewhere.

use puente_wire::verification::{Check, Reason, State, Verification};
use serde_json::Value;
use yew::prelude::*;

use crate::browser::{files, page};
use crate::components::{
    AssessedUnits, Button, ButtonKind, CertificateCard, IconName, Pill, StateBand, Tone, Worth, holding_of,
};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct ResultViewProps {
    /// The document itself, when there is one.
    pub credential: Option<Value>,
    pub found: Verification,
}

#[component]
pub(super) fn ResultView(props: &ResultViewProps) -> Html {
    let t = use_t();
    let ResultViewProps { credential, found } = props;
    let believable = found.state != State::Invalid || found.reason == Reason::Revoked;
    let certificate = found.certificate.as_ref().filter(|_| believable);
    let counts = certificate.filter(|_| found.state != State::Invalid);
    let worth = counts.and_then(|facts| Some((holding_of(facts)?, facts.standard.as_ref()?.country.clone())));
    html! {
        <>
            <StateBand found={found.clone()} />
            <div class={classes!(worth.is_some().then_some("cols"))}>
                <div class="stack">
                    { for certificate.map(|facts| html! {
                        <CertificateCard facts={facts.clone()} issuer={found.issuer.clone()} />
                    }) }
                    { for certificate.map(|facts| html! { <AssessedUnits units={facts.units.clone()} /> }) }
                    { checks(&t, found) }
                    { details(&t, credential.as_ref(), found) }
                    <div class="actions no-print">
                        <Button kind={ButtonKind::Quiet} icon={IconName::Print} label={t.text("print")} onclick={Callback::from(|()| page::print())} />
                    </div>
                </div>
                { for certificate.zip(worth).map(|(facts, (own, home))| html! {
                    <Worth {own} {home}>
                        <StateBand found={found.clone()} />
                        <CertificateCard facts={facts.clone()} issuer={found.issuer.clone()} />
                        <AssessedUnits units={facts.units.clone()} />
                    </Worth>
                }) }
            </div>
        </>
    }
}

/// Every check in words, with what it found.
fn checks(t: &T, found: &Verification) -> Html {
    let line = |check: &Check| {
        let tone = match check.outcome.as_str() {
            "passed" => Tone::Ok,
            "failed" => Tone::Bad,
            "warning" => Tone::Note,
            _ => Tone::Unknown,
        };
        html! {
            <li>
                <span class="what">
                    <span>{ t.code("check-", check.check.as_str()) }</span>
                    <small>{ t.code("check-detail-", check.detail.as_str()) }</small>
                </span>
                <Pill {tone} label={t.code("check-outcome-", check.outcome.as_str())} />
            </li>
        }
    };
    html! {
        <details class="card">
            <summary>{ t.text("checks-title") }</summary>
            <ul class="units">{ for found.checks.iter().map(line) }</ul>
        </details>
    }
}

/// For those who want the file itself, and the identifiers in it.
fn details(t: &T, credential: Option<&Value>, found: &Verification) -> Html {
    let Some(credential) = credential else { return html! {} };
    let issuer = found.certificate.as_ref().map(|facts| facts.issuer_did.clone());
    let give = {
        let credential = credential.clone();
        Callback::from(move |()| {
            let text = serde_json::to_vec_pretty(&credential).unwrap_or_default();
            files::give("certificado.json", "application/json", &text);
        })
    };
    html! {
        <details class="card no-print">
            <summary>{ t.text("technical-details") }</summary>
            <p>{ t.with("checked-at", &[("instant", t.instant(found.checked_at).as_str().into())]) }</p>
            <div>{ for issuer.map(|did| html! { <p><code class="code">{ did }</code></p> }) }</div>
            <div class="actions">
                <Button kind={ButtonKind::Quiet} icon={IconName::File} label={t.text("details-file")} onclick={give} />
            </div>
        </details>
    }
}

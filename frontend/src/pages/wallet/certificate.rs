//! One certificate: what it says, its units, what it counts for, sharing and printing.

use std::rc::Rc;

use puente_wire::verification::{CertificateFacts, Reason, State, Verification};
use serde_json::Value;
use yew::prelude::*;

use super::BackToList;
use super::share_panel::{Purpose, SharePanel};
use crate::api::Failure;
use crate::browser::{files, storage};
use crate::checking;
use crate::components::{
    AssessedUnits, Band, Button, ButtonKind, CertificateCard, IconName, Other, RouteLink, Standing, StateBand, Tone,
    Worth, holding_of,
};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::public::PublicRoute;
use crate::wallet::store::{self, Kept};

/// Says for one page view that a certificate has just arrived.
pub(super) const RECEIVED: &str = "puente.received";

#[derive(Properties, PartialEq)]
pub struct CertificateProps {
    /// The registry's id of the certificate.
    pub id: AttrValue,
}

#[component]
pub fn Certificate(props: &CertificateProps) -> Html {
    let t = use_t();
    let kept = use_query(props.id.clone(), |id| async move { Ok(store::certificate(&id).await?) });
    let Some(found) = kept.ready() else {
        let title = t.text("certificate-title");
        return html! { <Page {title} back={html! { <BackToList /> }}>{ kept.view(|_| html! {}) }</Page> };
    };
    match found.as_ref().as_ref().and_then(|kept| Some((kept.clone(), kept.facts()?))) {
        Some((kept, facts)) => html! { <Shown key="shown" {kept} {facts} /> },
        None => html! {
            <Page key="none" title={t.text("certificate-missing-title")} lead={t.text("certificate-missing-text")}
                back={html! { <BackToList /> }}>
                <div class="actions">
                    <RouteLink<PublicRoute> to={PublicRoute::Backup} class="btn">{ t.text("wallet-restore") }</RouteLink<PublicRoute>>
                </div>
            </Page>
        },
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    kept: Kept,
    facts: CertificateFacts,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = use_t();
    let ShownProps { kept, facts } = props;
    let check =
        use_query(
            kept.credential.clone(),
            |credential| async move { checking::check::<Verification>(&credential).await },
        );
    let others = use_query(kept.id.clone(), |id| async move { others(&id).await });
    let panel = use_state_eq(|| None::<Purpose>);
    let open = |purpose: Purpose| {
        let panel = panel.setter();
        Callback::from(move |()| panel.set(Some(purpose)))
    };
    let close = {
        let panel = panel.setter();
        Callback::from(move |()| panel.set(None))
    };
    let found = check.ready().cloned();
    let issuer = found.as_ref().and_then(|found| found.issuer.clone());
    let again = issuer.clone();
    html! {
        <Page title={facts.title.clone()} own_heading=true back={html! { <BackToList /> }}>
            <Received id={kept.id.clone()} />
            <div>{ for found.iter().map(standing) }</div>
            <div class="cols">
                <div class="stack">
                    <CertificateCard level=1 facts={facts.clone()} {issuer} checking={found.is_none()} found={found.as_deref().map(Standing::of)}>
                        <div>{ for found.iter().filter_map(|found| checked_at(&t, found)) }</div>
                        <div class="actions">
                            <Button icon={IconName::Share} label={t.text("share")} onclick={open(Purpose::Share)} />
                            <Button kind={ButtonKind::Quiet} icon={IconName::Print} label={t.text("print")} onclick={open(Purpose::Print)} />
                        </div>
                    </CertificateCard>
                    <div>
                        if let Some(purpose) = *panel {
                            <SharePanel {purpose} kept={kept.clone()} title={facts.title.clone()} {close} />
                        }
                    </div>
                    <AssessedUnits units={facts.units.clone()} />
                    <Details kept={kept.clone()} />
                </div>
                { for holding_of(facts).zip(facts.standard.as_ref()).map(|(own, standard)| html! {
                    <Worth {own} home={standard.country.clone()} others={others.ready().map(|all| all.to_vec()).unwrap_or_default()}>
                        <CertificateCard facts={facts.clone()} issuer={again.clone()} checking={found.is_none()} found={found.as_deref().map(Standing::of)} />
                        <AssessedUnits units={facts.units.clone()} />
                    </Worth>
                }) }
            </div>
        </Page>
    }
}

/// The person's other certificates that are still in force, with what is asked about each.
async fn others(own: &str) -> Result<Vec<Other>, Failure> {
    let mut found = Vec::new();
    for kept in store::certificates().await?.into_iter().filter(|kept| kept.id != own) {
        let Some(facts) = kept.facts() else { continue };
        let (Some(holding), Some(standard)) = (holding_of(&facts), &facts.standard) else { continue };
        let stands =
            checking::check::<Standing>(&kept.credential).await.is_ok_and(|found| found.state != State::Invalid);
        if stands {
            found.push(Other {
                id: kept.id.into(),
                title: facts.title.clone().into(),
                more: standard.code.clone().into(),
                home: standard.country.clone(),
                holding,
            });
        }
    }
    Ok(found)
}

/// The band above the certificate: only when there is something to say that the card does not.
fn standing(found: &Rc<Verification>) -> Html {
    let quiet = found.state == State::Valid && found.reason == Reason::Valid;
    html! {
        <div>
            if !quiet {
                <StateBand found={(**found).clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReceivedProps {
    id: AttrValue,
}

/// “It is on this phone now; make a copy.”
#[component]
fn Received(props: &ReceivedProps) -> Html {
    let t = use_t();
    let id = props.id.clone();
    let shown = use_memo((), move |()| storage::kept(RECEIVED).is_some_and(|kept| kept == id.as_str()));
    use_effect_with((), |()| storage::forget(RECEIVED));
    html! {
        <div class="no-print">
            if *shown {
                <Band tone={Tone::Ok} said={t.text("received-title")} live=true>
                    <p>
                        { t.text("received-text") }{ " " }
                        <RouteLink<PublicRoute> to={PublicRoute::Backup}>{ t.text("wallet-backup") }</RouteLink<PublicRoute>>
                    </p>
                </Band>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DetailsProps {
    kept: Kept,
}

/// For those who want the file itself.
#[component]
fn Details(props: &DetailsProps) -> Html {
    let t = use_t();
    let kept = &props.kept;
    let give = {
        let kept = kept.clone();
        Callback::from(move |()| {
            let (ending, media, text) = file_of(&kept.credential);
            files::give(&format!("{}.{ending}", kept.id), media, &text);
        })
    };
    html! {
        <details class="card">
            <summary>{ t.text("technical-details") }</summary>
            <p>{ received_on(&t, kept) }</p>
            <p>{ t.text("details-text") }</p>
            <div class="actions">
                <Button kind={ButtonKind::Quiet} icon={IconName::File} label={t.text("details-file")} onclick={give} />
            </div>
        </details>
    }
}

/// As of when the card's state is known: without a network that may be days ago.
fn checked_at(t: &T, found: &Verification) -> Option<Html> {
    let instant = t.instant(found.status_checked_at?);
    Some(html! { <p class="hint">{ t.with("status-checked-at", &[("instant", instant.as_str().into())]) }</p> })
}

fn received_on(t: &T, kept: &Kept) -> AttrValue {
    t.with("details-received", &[("instant", t.instant(kept.received_at).as_str().into())])
}

/// Ending, media type and contents of a certificate's file.
fn file_of(credential: &Value) -> (&'static str, &'static str, Vec<u8>) {
    match credential {
        Value::String(text) => ("txt", "application/dc+sd-jwt", text.clone().into_bytes()),
        credential => ("json", "application/json", serde_json::to_vec_pretty(credential).unwrap_or_default()),
    }
}

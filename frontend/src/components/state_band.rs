//! The band that answers whether a certificate is genuine.

use puente_wire::verification::{State, Verdict, Verification};
use yew::prelude::*;

use super::certificate::{Standing, reason_sentence};
use super::{Band, IconName, Tone};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub struct StateBandProps {
    pub found: Verification,
}

/// The answer of a verification.
#[component]
pub fn StateBand(props: &StateBandProps) -> Html {
    let t = use_t();
    let found = &props.found;
    let icon = (found.state == State::IssuerUnknown).then_some(IconName::Warning);
    let until = found.certificate.as_ref().and_then(|certificate| certificate.valid_until);
    let said = reason_sentence(&t, &Standing::of(found), until);
    let why = found.status_note.as_ref().map(|note| {
        let reason = t.code("status-reason-", note.reason.as_str());
        t.with("status-why", &[("reason", reason.as_str().into())])
    });
    html! {
        <Band tone={Tone::of_verification(found.state, found.reason)} {said} {icon} live=true>
            <p>{ t.code("verification-next-", found.reason.as_str()) }</p>
            <div>{ for not_all_reached(&t, found).map(|said| html! { <p>{ said }</p> }) }</div>
            <div>{ for why.map(|why| html! { <p>{ why }</p> }) }</div>
            <div>
                if let Some(instant) = found.status_checked_at {
                    <p>{ t.with("status-checked-at", &[("instant", t.instant(instant).as_str().into())]) }</p>
                }
            </div>
        </Band>
    }
}

/// That a certificate, genuine as it may be, says of some units that they were not reached.
fn not_all_reached(t: &T, found: &Verification) -> Option<AttrValue> {
    let certificate = found.certificate.as_ref().filter(|_| found.state != State::Invalid)?;
    let all = certificate.units.len();
    let reached = certificate.units.iter().filter(|unit| unit.verdict == Verdict::Competent).count();
    (reached < all).then(|| t.with("units-reached", &[("reached", reached.into()), ("all", all.into())]))
}

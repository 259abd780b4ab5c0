//! One certificate in the list.

use yew::prelude::*;

use crate::checking;
use crate::components::{CertificateCard, RouteLink, Standing};
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::routes::public::PublicRoute;
use crate::wallet::store::Kept;

#[derive(Properties, PartialEq)]
pub(super) struct WalletCardProps {
    pub kept: Kept,
}

/// Shows what the certificate says at once, and its state as soon as it has been checked.
#[component]
pub(super) fn WalletCard(props: &WalletCardProps) -> Html {
    let t = use_t();
    let check =
        use_query(
            props.kept.credential.clone(),
            |credential| async move { checking::check::<Standing>(&credential).await },
        );
    let Some(facts) = props.kept.facts() else {
        return html! { <div class="card"><p>{ t.text("certificate-unreadable") }</p></div> };
    };
    let found = check.ready().map(|found| (**found).clone());
    let issuer = found.as_ref().and_then(|found| found.issuer.clone());
    let says = t.with("wallet-open-says", &[("title", facts.title.as_str().into())]);
    html! {
        <CertificateCard {facts} {issuer} checking={found.is_none()} {found}>
            <div class="actions">
                <RouteLink<PublicRoute> to={PublicRoute::Certificate { id: props.kept.id.clone() }} class="btn" {says}>
                    { t.text("wallet-open") }
                </RouteLink<PublicRoute>>
            </div>
        </CertificateCard>
    }
}

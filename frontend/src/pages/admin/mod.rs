//! The operator's pages: organisations, audit log, health.

mod accredit;
mod audit;
mod end_accreditation;
mod health;
mod key_dialog;
mod key_schedule;
mod keys;
mod organisation;
mod organisations;
mod register;

use yew::prelude::*;

use crate::components::{Tab, Tabs};
use crate::i18n::use_t;
use crate::routes::staff::StaffRoute;

pub use audit::Audit;
pub use health::Health;
pub use organisation::Organisation;
pub use organisations::Organisations;
pub(super) use register::COUNTRIES;

/// The places of administration.
#[component]
fn AdminTabs() -> Html {
    let t = use_t();
    let tabs = vec![
        Tab { to: StaffRoute::Admin, label: t.text("admin-organisations") },
        Tab { to: StaffRoute::Audit, label: t.text("admin-audit") },
        Tab { to: StaffRoute::Health, label: t.text("admin-health") },
    ];
    html! { <Tabs<StaffRoute> label={t.text("place-admin")} {tabs} /> }
}

//! The ministry's pages: frameworks, crosswalks, agreements, decisions.

mod act_import;
mod act_page;
mod acts;
mod agreement_form;
mod agreements;
mod counted;
mod covered;
mod crosswalk;
mod crosswalks;
mod decide;
mod decision_form;
mod decisions;
mod deliberation;
mod diff_list;
mod effects;
mod findings;
mod framework_diff;
mod framework_draft;
mod framework_import;
mod frameworks;
mod gaps;
mod grounds;
mod mapping_form;
mod meanwhile;
mod new_versions;
mod parts;
mod picker;
mod problems;
mod rejected;
mod review;
mod sssom_import;
mod standard;
mod taking_back;
mod unit_editor;
mod words;

use yew::prelude::*;

use crate::components::{Tab, Tabs};
use crate::i18n::use_t;
use crate::routes::staff::StaffRoute;

pub use act_import::{ImportActs, Imported};
pub(super) use agreement_form::Ticks;
pub use agreements::{AgreementPage, Agreements, NewAgreement};
pub use counted::StatisticsPage;
pub use covered::CoveragePage;
pub use crosswalk::CrosswalkPage;
pub use crosswalks::Crosswalks;
pub use decide::DecidePage;
pub use decisions::{DecisionPage, Decisions, NewDecision};
pub use findings::FindingsPage;
pub use framework_diff::FrameworkDiffPage;
pub use framework_draft::{DraftItemPage, FrameworkDraftPage, NewDraftItem};
pub use framework_import::FrameworkImport;
pub use frameworks::{FrameworkPage, Frameworks};
pub use gaps::GapsPage;
pub use grounds::{GroundList, GroundPage, NewGround};
pub(super) use picker::{StandardPicker, chosen};
pub use rejected::RejectedPage;
pub use review::ReviewPage;
pub use sssom_import::CrosswalkImport;
pub use standard::StandardPage;

/// The places of the workbench.
#[component]
fn WorkbenchTabs() -> Html {
    let t = use_t();
    let tabs = vec![
        Tab { to: StaffRoute::Workbench, label: t.text("tab-frameworks") },
        Tab { to: StaffRoute::Crosswalks, label: t.text("tab-crosswalks") },
        Tab { to: StaffRoute::Agreements, label: t.text("tab-agreements") },
        Tab { to: StaffRoute::Decisions, label: t.text("tab-decisions") },
        Tab { to: StaffRoute::LegalBases, label: t.text("tab-bases") },
        Tab { to: StaffRoute::Blocs, label: t.text("tab-blocs") },
        Tab { to: StaffRoute::Coverage, label: t.text("tab-coverage") },
        Tab { to: StaffRoute::Statistics, label: t.text("tab-statistics") },
    ];
    html! { <Tabs<StaffRoute> label={t.text("place-workbench")} {tabs} /> }
}

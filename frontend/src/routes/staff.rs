//! The institutions' program's addresses.

use puente_wire::workbench::{BlocAct, LegalBasisAct};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::Place;
use crate::header::{StaffEnd, StaffPlaces};
use crate::i18n::WordsProvider;
use crate::layout::Layout;
use crate::pages::account::Account;
use crate::pages::admin::{Audit, Health, Organisation, Organisations};
use crate::pages::desk;
use crate::pages::invitation::AcceptInvitation;
use crate::pages::login::LogIn;
use crate::pages::not_found::NotFound;
use crate::pages::settings::Settings;
use crate::pages::workbench::{
    AgreementPage, Agreements, CoveragePage, CrosswalkImport, CrosswalkPage, Crosswalks, DecidePage, DecisionPage,
    Decisions, DraftItemPage, FindingsPage, FrameworkDiffPage, FrameworkDraftPage, FrameworkImport, FrameworkPage,
    Frameworks, GapsPage, GroundList, GroundPage, ImportActs, Imported, NewAgreement, NewDecision, NewDraftItem,
    NewGround, RejectedPage, ReviewPage, StandardPage, StatisticsPage,
};
use crate::place::{ADMINISTRATORS, DESK, Guard, OPERATORS, PUBLISHERS, REGISTRARS, SIGNATORIES, WORKBENCH};
use crate::session::SessionProvider;
use crate::start::StartProps;

/// Addresses of the institutions' program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum StaffRoute {
    #[at("/login")]
    LogIn,
    #[at("/invitation/:token")]
    Invitation { token: String },
    #[at("/account")]
    Account,
    #[at("/desk")]
    Desk,
    #[at("/desk/candidates")]
    Candidates,
    #[at("/desk/candidates/new")]
    Register,
    #[at("/desk/candidates/:id")]
    Candidate { id: String },
    #[at("/desk/assessments")]
    Assessments,
    #[at("/desk/assessments/:id")]
    Assessment { id: String },
    #[at("/desk/assessments/:id/gaps")]
    Gaps { id: String },
    #[at("/desk/signoff")]
    SignOff,
    #[at("/desk/certificates")]
    Certificates,
    #[at("/desk/certificates/:id")]
    Certificate { id: String },
    #[at("/desk/openings")]
    Openings,
    #[at("/desk/settings")]
    Settings,
    #[at("/workbench")]
    Workbench,
    #[at("/workbench/frameworks/import")]
    FrameworkImport,
    #[at("/workbench/framework-drafts/:id")]
    FrameworkDraft { id: String },
    #[at("/workbench/framework-drafts/:id/add")]
    NewDraftItem { id: String },
    #[at("/workbench/framework-drafts/:id/add/:under")]
    DraftItemUnder { id: String, under: String },
    #[at("/workbench/framework-drafts/:id/items/:key")]
    DraftItem { id: String, key: String },
    #[at("/workbench/frameworks/:id")]
    Framework { id: String },
    #[at("/workbench/frameworks/:id/diff")]
    FrameworkDiff { id: String },
    #[at("/workbench/frameworks/:id/:key")]
    Standard { id: String, key: String },
    #[at("/workbench/crosswalks")]
    Crosswalks,
    #[at("/workbench/crosswalks/:id")]
    Crosswalk { id: String },
    #[at("/workbench/crosswalks/:id/gaps")]
    CrosswalkGaps { id: String },
    #[at("/workbench/crosswalks/:id/review")]
    Review { id: String },
    #[at("/workbench/crosswalks/:id/findings")]
    Findings { id: String },
    #[at("/workbench/crosswalks/:id/rejected")]
    Rejected { id: String },
    #[at("/workbench/crosswalks/:id/import")]
    CrosswalkImport { id: String },
    #[at("/workbench/crosswalks/:id/decide")]
    Decide { id: String },
    #[at("/workbench/coverage")]
    Coverage,
    #[at("/workbench/statistics")]
    Statistics,
    #[at("/workbench/blocs")]
    Blocs,
    #[at("/workbench/blocs/new")]
    NewBloc,
    #[at("/workbench/blocs/:id")]
    Bloc { id: String },
    #[at("/workbench/legal-bases")]
    LegalBases,
    #[at("/workbench/legal-bases/new")]
    NewLegalBasis,
    #[at("/workbench/legal-bases/:id")]
    LegalBasis { id: String },
    #[at("/workbench/agreements")]
    Agreements,
    #[at("/workbench/agreements/new")]
    NewAgreement,
    #[at("/workbench/agreements/import")]
    ImportAgreements,
    #[at("/workbench/agreements/:id")]
    Agreement { id: String },
    #[at("/workbench/decisions")]
    Decisions,
    #[at("/workbench/decisions/new")]
    NewDecision,
    #[at("/workbench/decisions/import")]
    ImportDecisions,
    #[at("/workbench/decisions/:id")]
    Decision { id: String },
    #[at("/admin")]
    Admin,
    #[at("/admin/organisations/:slug")]
    Organisation { slug: String },
    #[at("/admin/audit")]
    Audit,
    #[at("/admin/health")]
    Health,
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Place for StaffRoute {}

/// The institutions' program.
#[component]
pub fn StaffApp(props: &StartProps) -> Html {
    html! {
        <WordsProvider catalogue={props.catalogue.clone()} files={props.files}>
            <SessionProvider>
                <BrowserRouter>
                    <Layout places={html! { <StaffPlaces /> }} end={html! { <StaffEnd /> }}>
                        <Switch<StaffRoute> render={show} />
                    </Layout>
                </BrowserRouter>
            </SessionProvider>
        </WordsProvider>
    }
}

fn show(route: StaffRoute) -> Html {
    match route {
        StaffRoute::Workbench
        | StaffRoute::Framework { .. }
        | StaffRoute::FrameworkImport
        | StaffRoute::FrameworkDraft { .. }
        | StaffRoute::NewDraftItem { .. }
        | StaffRoute::DraftItemUnder { .. }
        | StaffRoute::DraftItem { .. }
        | StaffRoute::FrameworkDiff { .. }
        | StaffRoute::Standard { .. }
        | StaffRoute::Crosswalks
        | StaffRoute::Crosswalk { .. }
        | StaffRoute::Decide { .. }
        | StaffRoute::CrosswalkGaps { .. }
        | StaffRoute::Review { .. }
        | StaffRoute::Findings { .. }
        | StaffRoute::Rejected { .. }
        | StaffRoute::CrosswalkImport { .. }
        | StaffRoute::Coverage
        | StaffRoute::Statistics
        | StaffRoute::Blocs
        | StaffRoute::NewBloc
        | StaffRoute::Bloc { .. }
        | StaffRoute::LegalBases
        | StaffRoute::NewLegalBasis
        | StaffRoute::LegalBasis { .. }
        | StaffRoute::Agreements
        | StaffRoute::NewAgreement
        | StaffRoute::ImportAgreements
        | StaffRoute::Agreement { .. }
        | StaffRoute::Decisions
        | StaffRoute::NewDecision
        | StaffRoute::ImportDecisions
        | StaffRoute::Decision { .. } => {
            let inner = workbench(route);
            html! { <Guard roles={WORKBENCH}>{ inner }</Guard> }
        }
        StaffRoute::LogIn => html! { <LogIn /> },
        StaffRoute::Invitation { token } => html! { <AcceptInvitation {token} /> },
        StaffRoute::Account => html! { <Guard><Account /></Guard> },
        StaffRoute::Settings => html! { <Guard roles={ADMINISTRATORS}><Settings /></Guard> },
        StaffRoute::Admin => html! { <Guard roles={OPERATORS}><Organisations /></Guard> },
        StaffRoute::Organisation { slug } => html! { <Guard roles={OPERATORS}><Organisation {slug} /></Guard> },
        StaffRoute::Audit => html! { <Guard roles={OPERATORS}><Audit /></Guard> },
        StaffRoute::Health => html! { <Guard roles={OPERATORS}><Health /></Guard> },
        StaffRoute::Desk => html! { <Guard roles={DESK}><desk::Overview /></Guard> },
        StaffRoute::Candidates => html! { <Guard roles={DESK}><desk::Candidates /></Guard> },
        StaffRoute::Register => html! { <Guard roles={REGISTRARS}><desk::Register /></Guard> },
        StaffRoute::Candidate { id } => html! { <Guard roles={DESK}><desk::CandidatePage {id} /></Guard> },
        StaffRoute::Assessments => html! { <Guard roles={DESK}><desk::Assessments /></Guard> },
        StaffRoute::Assessment { id } => html! { <Guard roles={DESK}><desk::AssessmentPage {id} /></Guard> },
        StaffRoute::Gaps { id } => html! { <Guard roles={DESK}><desk::Gaps {id} /></Guard> },
        StaffRoute::SignOff => html! { <Guard roles={SIGNATORIES}><desk::SignOff /></Guard> },
        StaffRoute::Certificates => html! { <Guard roles={DESK}><desk::Certificates /></Guard> },
        StaffRoute::Certificate { id } => html! { <Guard roles={DESK}><desk::CertificatePage {id} /></Guard> },
        StaffRoute::Openings => html! { <Guard roles={PUBLISHERS}><desk::Openings /></Guard> },
        StaffRoute::NotFound => html! { <NotFound /> },
    }
}

/// The ministry's pages. Each has a key of its own, so that none inherits another's state.
fn workbench(route: StaffRoute) -> Html {
    match route {
        StaffRoute::Workbench => html! { <Frameworks key="frameworks" /> },
        StaffRoute::Framework { id } => html! { <FrameworkPage key={id.clone()} id={id.clone()} /> },
        StaffRoute::FrameworkImport => html! { <FrameworkImport key="framework-import" /> },
        StaffRoute::FrameworkDraft { id } => html! { <FrameworkDraftPage key={id.clone()} id={id.clone()} /> },
        StaffRoute::NewDraftItem { id } => html! { <NewDraftItem key={format!("{id}/add")} id={id.clone()} /> },
        StaffRoute::DraftItemUnder { id, under } => {
            html! { <NewDraftItem key={format!("{id}/add/{under}")} id={id.clone()} under={under.clone()} /> }
        }
        StaffRoute::DraftItem { id, key } => {
            html! { <DraftItemPage key={format!("{id}/{key}")} id={id.clone()} item={key.clone()} /> }
        }
        StaffRoute::FrameworkDiff { id } => html! { <FrameworkDiffPage key={format!("{id}/diff")} id={id.clone()} /> },
        StaffRoute::Standard { id, key } => {
            html! { <StandardPage key={format!("{id}/{key}")} id={id.clone()} item={key.clone()} /> }
        }
        StaffRoute::Crosswalks => html! { <Crosswalks key="crosswalks" /> },
        StaffRoute::Crosswalk { id } => html! { <CrosswalkPage key={id.clone()} id={id.clone()} /> },
        StaffRoute::Decide { id } => html! { <DecidePage key={format!("{id}/decide")} id={id.clone()} /> },
        StaffRoute::CrosswalkGaps { id } => html! { <GapsPage key={format!("{id}/gaps")} id={id.clone()} /> },
        StaffRoute::Review { id } => html! { <ReviewPage key={format!("{id}/review")} id={id.clone()} /> },
        StaffRoute::Findings { id } => html! { <FindingsPage key={format!("{id}/findings")} id={id.clone()} /> },
        StaffRoute::Rejected { id } => html! { <RejectedPage key={format!("{id}/rejected")} id={id.clone()} /> },
        StaffRoute::CrosswalkImport { id } => {
            html! { <CrosswalkImport key={format!("{id}/import")} id={id.clone()} /> }
        }
        StaffRoute::Coverage => html! { <CoveragePage key="coverage" /> },
        StaffRoute::Statistics => html! { <StatisticsPage key="statistics" /> },
        StaffRoute::Blocs => html! { <GroundList<BlocAct> key="blocs" /> },
        StaffRoute::NewBloc => html! { <NewGround<BlocAct> key="new-bloc" /> },
        StaffRoute::Bloc { id } => html! { <GroundPage<BlocAct> key={id.clone()} id={id.clone()} /> },
        StaffRoute::LegalBases => html! { <GroundList<LegalBasisAct> key="legal-bases" /> },
        StaffRoute::NewLegalBasis => html! { <NewGround<LegalBasisAct> key="new-legal-basis" /> },
        StaffRoute::LegalBasis { id } => html! { <GroundPage<LegalBasisAct> key={id.clone()} id={id.clone()} /> },
        StaffRoute::Agreements => html! { <Agreements key="agreements" /> },
        StaffRoute::NewAgreement => html! { <NewAgreement key="new-agreement" /> },
        StaffRoute::ImportAgreements => html! { <ImportActs key="import-agreements" what={Imported::Agreements} /> },
        StaffRoute::Agreement { id } => html! { <AgreementPage key={id.clone()} id={id.clone()} /> },
        StaffRoute::Decisions => html! { <Decisions key="decisions" /> },
        StaffRoute::NewDecision => html! { <NewDecision key="new-decision" /> },
        StaffRoute::ImportDecisions => html! { <ImportActs key="import-decisions" what={Imported::Decisions} /> },
        StaffRoute::Decision { id } => html! { <DecisionPage key={id.clone()} id={id.clone()} /> },
        _ => html! { <NotFound /> },
    }
}

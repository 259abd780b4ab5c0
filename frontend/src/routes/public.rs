//! The public addresses, and the programs that share them.

use std::cell::Cell;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::{Place, RouteLink};
use crate::i18n::{WordsProvider, use_t};
use crate::layout::Layout;
use crate::pages::not_found::NotFound;
use crate::start::{StartProps, start};

/// Addresses of the public program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum PublicRoute {
    #[at("/")]
    Home,
    #[at("/wallet")]
    Wallet,
    #[at("/wallet/claim")]
    Claim,
    #[at("/wallet/c/:id")]
    Certificate { id: String },
    #[at("/wallet/shares")]
    Shares,
    #[at("/wallet/backup")]
    Backup,
    #[at("/wallet/access")]
    Accesses,
    #[at("/wallet/answer")]
    Answer,
    #[at("/wallet/waiting")]
    Waiting,
    #[at("/verify")]
    Verify,
    #[at("/verify/result")]
    Checked,
    #[at("/verify/ask")]
    Ask,
    #[at("/s/:id")]
    Shared { id: String },
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// The programs that share the public addresses. Each page loads one of them, so that nobody
/// downloads what they do not use; between two of them a link loads a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The front page and its look-up.
    Front,
    /// The list of certificates.
    Wallet,
    /// Everything a holder does with certificates.
    Holder,
    /// Asking for a certificate to check.
    Verifier,
    /// What checking came to.
    Result,
}

thread_local! {
    static HERE: Cell<Program> = const { Cell::new(Program::Front) };
}

impl PublicRoute {
    /// Which program answers. The server knows the same (`backend/src/http/assets.rs`).
    const fn program(&self) -> Program {
        match self {
            Self::Home | Self::NotFound => Program::Front,
            Self::Wallet => Program::Wallet,
            Self::Claim
            | Self::Certificate { .. }
            | Self::Shares
            | Self::Backup
            | Self::Accesses
            | Self::Answer
            | Self::Waiting => Program::Holder,
            Self::Verify => Program::Verifier,
            Self::Checked | Self::Ask | Self::Shared { .. } => Program::Result,
        }
    }
}

impl Place for PublicRoute {
    fn is_here(&self) -> bool {
        self.program() == HERE.get()
    }
}

/// One of the public programs: which it is, and what it shows at an address.
pub trait Screens: 'static {
    /// Which program.
    const PROGRAM: Program;
    /// The files of words that its screens use. The build names them in its page too, so that they
    /// come beside the program.
    const WORDS: &'static [&'static str];
    /// The page at an address of this program; anything elsewhere. Every address has a key of its
    /// own, so that a page never inherits another's state.
    fn show(route: PublicRoute) -> Html;
}

/// A public program around its screens.
#[component]
pub fn PublicApp<S: Screens>(props: &StartProps) -> Html {
    html! {
        <WordsProvider catalogue={props.catalogue.clone()} files={props.files}>
            <BrowserRouter>
                <Layout places={html! { <Places /> }}>
                    <Switch<PublicRoute> render={S::show} />
                </Layout>
            </BrowserRouter>
        </WordsProvider>
    }
}

/// Starts a public program.
pub fn start_program<S: Screens>() {
    HERE.set(S::PROGRAM);
    crate::api::be_anonymous();
    start::<PublicApp<S>>(S::WORDS);
}

/// The page for an address that this program does not know.
pub fn not_found() -> Html {
    html! { <NotFound key="not-found" /> }
}

#[component]
fn Places() -> Html {
    let t = use_t();
    html! {
        <nav class="places" aria-label={t.text("places")}>
            <RouteLink<PublicRoute> to={PublicRoute::Wallet}>{ t.text("place-wallet") }</RouteLink<PublicRoute>>
            <RouteLink<PublicRoute> to={PublicRoute::Verify}>{ t.text("place-verify") }</RouteLink<PublicRoute>>
        </nav>
    }
}

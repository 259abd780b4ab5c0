//! The list of certificates: what a phone loads first.

use puente_frontend::pages::wallet::Wallet;
use puente_frontend::routes::public::{Program, PublicRoute, Screens, not_found, start_program};
use yew::prelude::*;

struct Here;

impl Screens for Here {
    const PROGRAM: Program = Program::Wallet;
    // Nothing here asks the registry for what it could refuse.
    const WORDS: &'static [&'static str] = &["common", "cards", "wallet"];

    fn show(route: PublicRoute) -> Html {
        match route {
            PublicRoute::Wallet => html! { <Wallet key="wallet" /> },
            _ => not_found(),
        }
    }
}

fn main() {
    start_program::<Here>();
}

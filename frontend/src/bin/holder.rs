//! What a holder does with certificates: receive, read, share, keep a copy, see who looked.

use puente_frontend::pages::wallet::{Accesses, Answer, Backup, Certificate, Claim, Shares, Waiting};
use puente_frontend::routes::public::{Program, PublicRoute, Screens, not_found, start_program};
use yew::prelude::*;

struct Here;

impl Screens for Here {
    const PROGRAM: Program = Program::Holder;
    const WORDS: &'static [&'static str] =
        &["common", "errors", "cards", "certificate", "recognition", "wallet", "holder"];

    fn show(route: PublicRoute) -> Html {
        match route {
            PublicRoute::Claim => html! { <Claim key="claim" /> },
            PublicRoute::Certificate { id } => html! { <Certificate key={id.clone()} id={id.clone()} /> },
            PublicRoute::Shares => html! { <Shares key="shares" /> },
            PublicRoute::Backup => html! { <Backup key="backup" /> },
            PublicRoute::Accesses => html! { <Accesses key="accesses" /> },
            PublicRoute::Answer => html! { <Answer key="answer" /> },
            PublicRoute::Waiting => html! { <Waiting key="waiting" /> },
            _ => not_found(),
        }
    }
}

fn main() {
    start_program::<Here>();
}

//! What checking a certificate came to, and what it counts for.

use puente_frontend::pages::verify::{Ask, Checked, Shared};
use puente_frontend::routes::public::{Program, PublicRoute, Screens, not_found, start_program};
use yew::prelude::*;

struct Here;

impl Screens for Here {
    const PROGRAM: Program = Program::Result;
    const WORDS: &'static [&'static str] = &["common", "errors", "cards", "certificate", "recognition", "result"];

    fn show(route: PublicRoute) -> Html {
        match route {
            PublicRoute::Checked => html! { <Checked key="checked" /> },
            PublicRoute::Shared { id } => html! { <Shared key={id.clone()} id={id.clone()} /> },
            PublicRoute::Ask => html! { <Ask key="ask" /> },
            _ => not_found(),
        }
    }
}

fn main() {
    start_program::<Here>();
}

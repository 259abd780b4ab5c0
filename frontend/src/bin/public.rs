//! The front page and its look-up.

use puente_frontend::pages::home::Home;
use puente_frontend::routes::public::{Program, PublicRoute, Screens, not_found, start_program};
use yew::prelude::*;

struct Here;

impl Screens for Here {
    const PROGRAM: Program = Program::Front;
    const WORDS: &'static [&'static str] = &["common", "errors", "recognition", "home"];

    fn show(route: PublicRoute) -> Html {
        match route {
            PublicRoute::Home => html! { <Home key="home" /> },
            _ => not_found(),
        }
    }
}

fn main() {
    start_program::<Here>();
}

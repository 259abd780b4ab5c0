//! Asking for a certificate to check: pasted, from a file, a picture or the camera.

use puente_frontend::pages::verify::Verify;
use puente_frontend::routes::public::{Program, PublicRoute, Screens, not_found, start_program};
use yew::prelude::*;

struct Here;

impl Screens for Here {
    const PROGRAM: Program = Program::Verifier;
    // Nothing here asks the registry for what it could refuse.
    const WORDS: &'static [&'static str] = &["common", "verify"];

    fn show(route: PublicRoute) -> Html {
        match route {
            PublicRoute::Verify => html! { <Verify key="verify" /> },
            _ => not_found(),
        }
    }
}

fn main() {
    start_program::<Here>();
}

//! What a phone loads: front page, wallet, verification, shared certificates.

use puente_frontend::routes::public::PublicApp;
use puente_frontend::start::start;

fn main() {
    start::<PublicApp>(&["common", "errors", "public"]);
}

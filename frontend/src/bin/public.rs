//! What a phone loads: front page, wallet, verification, shared certificates.

use puente_frontend::routes::public::PublicApp;
use puente_frontend::start::start;

fn main() {
    puente_frontend::api::be_anonymous();
    start::<PublicApp>(&["common", "errors", "public"]);
}

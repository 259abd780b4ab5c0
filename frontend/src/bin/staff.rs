//! What institutions use: desk, workbench, administration.

use puente_frontend::routes::staff::StaffApp;
use puente_frontend::start::start;

const WORDS: &[&str] = &["common", "errors", "cards", "certificate", "recognition", "desk", "workbench", "admin"];

fn main() {
    start::<StaffApp>(WORDS);
}

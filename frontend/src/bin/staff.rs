//! What institutions use: desk, workbench, administration.

use puente_frontend::routes::staff::StaffApp;
use puente_frontend::start::start;

fn main() {
    start::<StaffApp>(&["common", "errors", "desk", "workbench", "admin"]);
}

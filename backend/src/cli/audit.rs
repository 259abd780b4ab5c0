//! `puente audit`.

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use crate::app::App;
use crate::audit::{self, ChainState};
use crate::db::DbError;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Walk the whole chain of hashes; exit code 1 where it is broken.
    Verify,
}

pub(super) fn run(app: &App, command: &Command) -> Result<ExitCode, Failure> {
    let Command::Verify = command;
    match app.db.read_now(|conn| audit::verify(conn).map_err(|error: DbError| error))? {
        ChainState::Whole { entries, head } => {
            println!("The audit log is whole: {entries} entries, ending in {head}");
            Ok(ExitCode::SUCCESS)
        }
        ChainState::Broken { seq } => {
            println!("The audit log is broken at entry {seq}");
            Ok(ExitCode::from(1))
        }
    }
}

//! `puente token`.

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use crate::accounts::tokens;
use crate::actor::Actor;
use crate::app::App;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a token for a program of an organisation, and print it: the only time it can be seen.
    Create {
        /// The organisation's short name, e.g. `sena`.
        #[arg(long, value_name = "SLUG")]
        org: String,
        /// What the token is for.
        #[arg(long, value_name = "SCOPE", value_parser = clap::builder::PossibleValuesParser::new(tokens::SCOPES))]
        scope: String,
    },
    /// End a token at once.
    Revoke {
        /// The token's id, which `create` prints on the error output.
        id: String,
    },
}

pub(super) fn run(app: &App, command: &Command) -> Result<ExitCode, Failure> {
    let now = app.clock.now();
    let actor = Actor::system();
    match command {
        Command::Create { org, scope } => {
            let new = app
                .db
                .write_now(|conn| tokens::create(conn, &actor, org, scope, now))
                .map_err(|error| format!("organisation {org}: {error}"))?;
            eprintln!("token {} of {org} for {scope}; end it with: puente token revoke {}", new.id, new.id);
            println!("{}", new.token);
        }
        Command::Revoke { id } => {
            app.db
                .write_now(|conn| tokens::revoke(conn, &actor, id, now))
                .map_err(|error| format!("token {id}: {error}"))?;
            println!("The token {id} works no more.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

//! `puente key`.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::Failure;
use crate::accounts::organisations;
use crate::actor::Actor;
use crate::app::App;
use crate::audit::{self, Event};
use crate::issuers::{self, IssuerError};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Retire an organisation's signing key and make the next. What the old one signed still verifies.
    Rotate {
        /// The organisation's short name, e.g. `sena`.
        #[arg(long, value_name = "SLUG")]
        org: String,
    },
    /// Take a compromised key out of the organisation's document: nothing it signed verifies any more.
    /// Makes a new key when it was the current one.
    Withdraw {
        /// The organisation's short name, e.g. `sena`.
        #[arg(long, value_name = "SLUG")]
        org: String,
        /// The key's number: the 2 of `#key-2`.
        #[arg(long, value_name = "N")]
        number: i32,
    },
}

pub(super) fn run(app: &App, command: &Command) -> Result<ExitCode, Failure> {
    let (org, action, number) = match command {
        Command::Rotate { org } => (org, "issuer-key-rotated", None),
        Command::Withdraw { org, number } => (org, "issuer-key-withdrawn", Some(*number)),
    };
    let now = app.clock.now();
    let document = app
        .db
        .write_now(|conn| {
            let organisation = organisations::by_slug(conn, org)?;
            match number {
                None => issuers::retire_current_key(conn, &app.secrets, &organisation.id, now)?,
                Some(number) => {
                    issuers::withdraw_key(conn, &organisation.id, number, now)?;
                    issuers::issuing_key(conn, app, &organisation, now)?;
                }
            }
            let event = Event {
                organisation_id: Some(&organisation.id),
                detail: json!({ "number": number }),
                ..Event::new(action, "organisation", &organisation.id)
            };
            audit::record(conn, now, &Actor::system(), event)?;
            issuers::did_document(conn, &app.config, org)
        })
        .map_err(|error: IssuerError| format!("organisation {org}: {error}"))?;
    for method in &document.verification_method {
        println!("{} {}", method.id, method.public_key_multibase.as_deref().unwrap_or_default());
    }
    Ok(ExitCode::SUCCESS)
}

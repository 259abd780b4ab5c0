//! `puente admin`.

use std::io::Read;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;
use crate::accounts::bootstrap::{self, NewAdministrator, OPERATOR};
use crate::accounts::error::AccountError;
use crate::accounts::passwords;
use crate::app::App;
use crate::db::DbError;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an administrator: prints an invitation link, good for seven days and for one person, or
    /// makes the account at once with a password from standard input.
    ///
    /// The administrator of the organisation `operador` is also the registry's operator, who registers
    /// all other organisations; that organisation is made when it is missing. So a new registry begins
    /// with: puente admin create --login you@example.org
    Create(Create),
    /// Give a locked-out person a new password, read from standard input: their second factor is
    /// taken away, their sessions end, their failed attempts are forgotten.
    Reset(Reset),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// Slug of the organisation.
    #[arg(long, value_name = "SLUG", default_value = OPERATOR)]
    org: String,
    /// E-mail address; what the person logs in with.
    #[arg(long, value_name = "E-MAIL")]
    login: String,
    /// The person's name; the login when left out.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Country of the organisation `operador`, when it is made now (ISO 3166-1 alpha-2).
    #[arg(long, value_name = "CODE", default_value = "CO")]
    country: String,
    /// Read a password of twelve characters or more from standard input and make the account now,
    /// instead of printing a link.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct Reset {
    /// What the person logs in with.
    #[arg(long, value_name = "E-MAIL")]
    login: String,
}

pub(super) fn run(app: &App, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Create(arguments) => create(app, arguments),
        Command::Reset(arguments) => reset(app, &arguments),
    }
}

fn create(app: &App, arguments: Create) -> Result<ExitCode, Failure> {
    let name = arguments.name.unwrap_or_else(|| arguments.login.clone());
    let Create { org: organisation, login, country, .. } = arguments;
    let new = NewAdministrator { organisation, country, login, name };
    let now = app.clock.now();
    if arguments.password_stdin {
        let password = password_from_stdin()?;
        new.check(&password).map_err(|error| explain(&error, &new.organisation))?;
        let hash = passwords::hash(&password).ok_or("the system gives no random bytes")?;
        let made = app.db.write_now(|conn| bootstrap::create_administrator(conn, &new, &hash, now));
        made.map_err(|error| explain(&error, &new.organisation))?;
        println!("{} can log in at {}/login", new.login, app.config.origin);
    } else {
        let made = app.db.write_now(|conn| bootstrap::invite_administrator(conn, &new, &app.config.origin, now));
        let made = made.map_err(|error| explain(&error, &new.organisation))?;
        eprintln!("Hand this link to {}; it works once, until {}:", new.login, made.invitation.expires_at.to_rfc3339());
        println!("{}", made.link);
    }
    Ok(ExitCode::SUCCESS)
}

fn reset(app: &App, arguments: &Reset) -> Result<ExitCode, Failure> {
    let password = password_from_stdin()?;
    let checked = NewAdministrator {
        organisation: String::new(),
        country: String::new(),
        login: arguments.login.clone(),
        name: arguments.login.clone(),
    };
    checked.check(&password).map_err(|error| explain(&error, ""))?;
    let hash = passwords::hash(&password).ok_or("the system gives no random bytes")?;
    let now = app.clock.now();
    match app.db.write_now(|conn| bootstrap::reset(conn, &app.secrets, &arguments.login, &hash, now)) {
        Err(AccountError::Db(DbError::NotFound)) => Err(format!("there is no account {}", arguments.login).into()),
        other => {
            other?;
            println!("{} can log in with the new password", arguments.login);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The first line of standard input.
fn password_from_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    if password.is_empty() { Err("no password on standard input".into()) } else { Ok(password) }
}

fn explain(error: &AccountError, organisation: &str) -> Failure {
    match error {
        AccountError::Db(DbError::NotFound) => {
            format!("there is no organisation {organisation:?}; its administrator registers it under /admin").into()
        }
        AccountError::Fields(errors) => {
            let wrong: Vec<_> = errors.iter().map(|error| format!("{}: {}", error.field, error.code)).collect();
            wrong.join("; ").into()
        }
        other => other.to_string().into(),
    }
}

//! The command line: one binary, a subcommand for each thing an operator does.

mod acts;
mod admin;
mod audit;
mod backup;
mod crosswalk;
mod framework;
mod key;
mod lock;
mod master_key;
mod recognise;
mod serve;
mod statistics;
mod suggest;
mod token;
mod trust;
mod verify;
mod verify_many;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::agreements::Agreements;
use crate::app::App;
use crate::at_rest;
use crate::clock::Clock;
use crate::config::{Config, Settings};
use crate::db::{self, Db, DbError};
use crate::decisions::Decisions;
use crate::demo;
use crate::hardware::Hardware;
use crate::recognition::{self, Library};
use crate::secrets::Secrets;
use crate::settings;
use crate::turns::Turns;
use crate::vc_api::Orders;
use crate::verifications::documents::Documents;

/// What a subcommand may fail with; printed for people.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Puente: an open registry for skills certification and cross-border recognition of credentials.
#[derive(Debug, Parser)]
#[command(name = "puente", version, about, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the registry: screens and interface over HTTP. Applies pending migrations first.
    Serve(serve::Arguments),
    /// Apply pending migrations, then stop. Safe beside a running server of the same version.
    Migrate,
    /// Load data.
    Seed {
        #[command(subcommand)]
        what: Seed,
    },
    /// Bring something in from files; a dry run stores nothing.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Write something to a file.
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Write a consistent copy of an SQLite registry to a file, beside a running server if need be.
    Backup(backup::Backup),
    /// Bring an SQLite registry back from such a copy.
    Restore(backup::Restore),
    /// Tokens for programs of an organisation.
    Token {
        #[command(subcommand)]
        what: token::Command,
    },
    /// Signing keys of organisations.
    Key {
        #[command(subcommand)]
        what: key::Command,
    },
    /// Check a certificate in a file: exit code 0 when it is valid, 1 when not, 2 when nobody can tell.
    Verify(verify::Arguments),
    /// Suggest counterparts: for each item of one table, ranked candidates of another. Needs no registry.
    Suggest(suggest::Arguments),
    /// Say what certificates count for in a country, as JSON or in plain words.
    Recognise(recognise::Arguments),
    /// Count decisions and coverage, as they may be published.
    Statistics(statistics::Arguments),
    /// Whom this registry knows, as `verify --trust` relies on it without a network.
    Trust {
        #[command(subcommand)]
        what: Option<trust::Command>,
    },
    /// Administrators: the first one, and people who are locked out.
    Admin {
        #[command(subcommand)]
        what: admin::Command,
    },
    /// The audit log.
    Audit {
        #[command(subcommand)]
        what: audit::Command,
    },
}

#[derive(Debug, Subcommand)]
enum Import {
    /// A framework's new version, from a CASE package or a table.
    Framework(framework::Import),
    /// Rows of a crosswalk, from SSSOM.
    Crosswalk(crosswalk::Import),
    /// Drafts of recognition decisions, from a table.
    Decisions(acts::Import),
    /// Drafts of agreements, from a table.
    Agreements(acts::Import),
}

#[derive(Debug, Subcommand)]
enum Export {
    /// A framework's version, as a CASE package or a table.
    Framework(framework::Export),
    /// A crosswalk's published version, as SSSOM.
    Crosswalk(crosswalk::Export),
}

#[derive(Debug, Subcommand)]
enum Seed {
    /// Load the demonstration: institutions, accounts, standards, an electrician's way from Cúcuta
    /// to Quito. Does nothing when it is loaded already.
    Demo,
}

/// Reads the arguments, runs the subcommand, and prints what went wrong.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = Config::load(cli.settings).map_err(Failure::from).and_then(|config| {
        start_log(&config.log);
        execute(cli.command, config)
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("puente: {error}");
            ExitCode::from(2)
        }
    }
}

fn execute(command: Command, config: Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve(arguments) => serve::run(config, &arguments),
        Command::Migrate => {
            let app = open(config)?;
            for name in app.db.read_now(db::migrate)? {
                println!("applied {name}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Seed { what: Seed::Demo } => {
            let app = open_current(config)?;
            let loaded = demo::load(&app)?;
            println!("{}", if loaded { "Demonstration data loaded." } else { "Demonstration data was loaded before." });
            Ok(ExitCode::SUCCESS)
        }
        Command::Import { what: Import::Framework(arguments) } => {
            framework::import(&open_as_served(config)?, &arguments)
        }
        Command::Export { what: Export::Framework(arguments) } => {
            framework::export(&open_as_served(config)?, &arguments)
        }
        Command::Import { what: Import::Crosswalk(arguments) } => {
            crosswalk::import(&open_as_served(config)?, &arguments)
        }
        Command::Import { what: Import::Decisions(arguments) } => {
            acts::import::<Decisions>(&open_as_served(config)?, &arguments)
        }
        Command::Import { what: Import::Agreements(arguments) } => {
            acts::import::<Agreements>(&open_as_served(config)?, &arguments)
        }
        Command::Export { what: Export::Crosswalk(arguments) } => {
            crosswalk::export(&open_as_served(config)?, &arguments)
        }
        Command::Backup(arguments) => backup::back_up(&config, &arguments),
        Command::Restore(arguments) => backup::restore(&config, &arguments),
        Command::Token { what } => token::run(&open_current(config)?, &what),
        Command::Key { what: key::Command::RotateMaster(arguments) } => master_key::rotate(config, &arguments),
        Command::Key { what } => key::run(&open_as_served(config)?, &what),
        Command::Verify(arguments) => verify::run(config, &arguments),
        Command::Trust { what: None | Some(trust::Command::Export) } => trust::export(&open_as_served(config)?),
        Command::Suggest(arguments) => suggest::run(&arguments),
        Command::Recognise(arguments) => recognise::run(&open_current(config)?, &arguments),
        Command::Statistics(arguments) => statistics::run(&open_current(config)?, &arguments),
        Command::Admin { what } => admin::run(&open_as_served(config)?, what),
        Command::Audit { what } => audit::run(&open_current(config)?, &what),
    }
}

/// The registry of this configuration; makes its directory when it is missing.
pub fn open(config: Config) -> Result<App, Failure> {
    std::fs::create_dir_all(&config.data).map_err(|error| format!("directory {}: {error}", config.data.display()))?;
    let secrets = secrets_of(&config)?;
    let db = Db::open(config.database.clone(), config.pool_size);
    let (library, documents) = (Library::default(), Documents::default());
    let hardware = config.hardware.as_ref().map(Hardware::open).transpose()?.map(Arc::new);
    let (clock, orders, turns) = (Clock::system(), Orders::default(), Turns::default());
    Ok(App { db, clock, secrets, hardware, orders, library, documents, turns, config: Arc::new(config) })
}

fn secrets_of(config: &Config) -> Result<Secrets, Failure> {
    Ok(match &config.master_key {
        Some(hex) => Secrets::from_hex(hex)?,
        None => Secrets::from_file(&config.master_key_file)?,
    })
}

/// [`open`], with every migration applied and the bundled facts in place.
pub fn open_current(config: Config) -> Result<App, Failure> {
    let app = open(config)?;
    app.db.read_now(|conn| db::migrate(conn).map(drop).map_err(|error: DbError| error))?;
    let given = app.secrets.clone();
    let secrets = app.db.write_now(|conn| at_rest::complete(conn, given))?;
    let app = App { secrets, ..app };
    let now = app.clock.now();
    app.db.write_now(|conn| recognition::seed::load(conn, now, false))?;
    Ok(app)
}

/// [`open_current`] with the address that the registry is served at, unless another was set: what the
/// identities of its issuers are made of.
pub fn open_as_served(config: Config) -> Result<App, Failure> {
    let app = open_current(config)?;
    let served_at = app.db.read_now(|conn| settings::get(conn, settings::ORIGIN))?;
    let Some(origin) = served_at.filter(|_| !app.config.origin_is_set) else { return Ok(app) };
    let config = Arc::new(Config { origin, ..app.config.as_ref().clone() });
    Ok(App { config, ..app })
}

fn start_log(filter: &str) {
    let filter =
        tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

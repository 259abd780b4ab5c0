//! `puente key`.

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use puente_wire::issuer_keys::{CompromiseKey, CreateKey, IssuerKey, IssuerKeys, KeyKind};

use super::Failure;
use crate::actor::Actor;
use crate::app::App;
use crate::issuers::IssuerError;
use crate::issuers::keys::life::{self, Change};

#[derive(Debug, Args)]
pub(super) struct Organisation {
    /// The organisation's short name, e.g. `sena`.
    #[arg(long, value_name = "SLUG")]
    org: String,
}

#[derive(Debug, Args)]
pub(super) struct Numbered {
    #[command(flatten)]
    organisation: Organisation,
    /// The key's number: the 2 of `#key-2`.
    #[arg(long, value_name = "N")]
    number: i32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    /// Certificates, status lists, everything by default.
    Ed25519,
    /// ECDSA on P-256.
    P256,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Seal everything in the database under another master key: all of it, or nothing. Stop the
    /// servers first.
    RotateMaster(super::master_key::Rotate),
    /// Print an organisation's keys with their states and moments.
    List(Organisation),
    /// Make a key that signs nothing yet; verifiers can learn of it before it does.
    Create {
        #[command(flatten)]
        organisation: Organisation,
        /// What it is to sign with.
        #[arg(long, value_enum, default_value = "ed25519")]
        kind: Kind,
        /// Make it in the hardware security module; it never leaves it.
        #[arg(long)]
        pkcs11: bool,
    },
    /// Let a key that was made beforehand sign from now on; the active one of its kind retires.
    Activate(Numbered),
    /// Retire the active keys and put the next in their place. What the old ones signed still verifies.
    Rotate {
        #[command(flatten)]
        organisation: Organisation,
        /// Why, for the log.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// End a key; what it signed still verifies. An active one is replaced.
    Retire {
        #[command(flatten)]
        key: Numbered,
        /// Why, for the log.
        #[arg(long)]
        reason: String,
    },
    /// Somebody else may have a key: nothing signed with it from a moment on verifies. An active one
    /// is replaced.
    Compromise {
        #[command(flatten)]
        key: Numbered,
        /// The moment, e.g. `2026-05-01T12:00:00Z`; now, when left out. It can be moved to an earlier
        /// one later, never to a later one.
        #[arg(long, value_name = "INSTANT")]
        from: Option<DateTime<Utc>>,
        /// Why, for the log.
        #[arg(long)]
        reason: String,
    },
    /// Replace the active keys by themselves after so many days.
    Schedule {
        #[command(flatten)]
        organisation: Organisation,
        /// 1 to 3650; leave it out to end the schedule.
        #[arg(long, value_name = "N")]
        days: Option<i32>,
    },
}

pub(super) fn run(app: &App, command: &Command) -> Result<ExitCode, Failure> {
    let slug = match command {
        Command::List(organisation)
        | Command::Create { organisation, .. }
        | Command::Rotate { organisation, .. }
        | Command::Schedule { organisation, .. } => &organisation.org,
        Command::Activate(key) | Command::Retire { key, .. } | Command::Compromise { key, .. } => &key.organisation.org,
        Command::RotateMaster(_) => return Err("the master key is changed without opening the registry".into()),
    };
    let actor = Actor::system();
    let found = app
        .db
        .write_now(|conn| {
            let change = Change { app, actor: &actor, slug, now: app.clock.now() };
            match command {
                Command::List(_) | Command::RotateMaster(_) => Ok(()),
                Command::Create { kind, pkcs11, .. } => {
                    life::create(conn, &change, &CreateKey { kind: kind_of(*kind), in_token: *pkcs11 })
                }
                Command::Activate(key) => life::activate(conn, &change, key.number),
                Command::Rotate { reason, .. } => life::rotate(conn, &change, reason),
                Command::Retire { key, reason } => life::retire(conn, &change, key.number, reason),
                Command::Compromise { key, from, reason } => {
                    let request = CompromiseKey { from: from.unwrap_or(change.now), reason: reason.clone() };
                    life::compromise(conn, &change, key.number, &request)
                }
                Command::Schedule { days, .. } => life::set_schedule(conn, &change, *days),
            }?;
            life::list(conn, app, &actor, slug)
        })
        .map_err(|error: IssuerError| format!("organisation {slug}: {error}"))?;
    print(&found);
    Ok(ExitCode::SUCCESS)
}

const fn kind_of(kind: Kind) -> KeyKind {
    match kind {
        Kind::Ed25519 => KeyKind::Ed25519,
        Kind::P256 => KeyKind::P256,
    }
}

fn print(found: &IssuerKeys) {
    for key in &found.keys {
        let place = if key.in_token { " in the hardware security module" } else { "" };
        println!("{} {} {}{place}{}", key.verification_method, key.public_key, key.state, moments(key));
    }
    if let Some(days) = found.rotate_every_days {
        println!("replaced every {days} days");
    }
}

/// What happened to a key, in order.
fn moments(key: &IssuerKey) -> String {
    let steps = [
        ("created", Some(key.created_at)),
        ("active", key.activated_at),
        ("retired", key.retired_at),
        ("compromised from", key.compromised_from),
        ("noted", key.compromise_noted_at),
    ];
    let told = steps.into_iter().filter_map(|(word, at)| Some(format!("; {word} {}", at?.format("%FT%TZ"))));
    told.chain(key.end_reason.iter().map(|reason| format!("; {reason}"))).collect()
}

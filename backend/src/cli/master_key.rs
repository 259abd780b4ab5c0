//! `puente key rotate-master`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, lock, open, secrets_of};
use crate::at_rest;
use crate::config::Config;
use crate::db;
use crate::secrets::Secrets;

#[derive(Debug, Args)]
pub(super) struct Rotate {
    /// File with the new master key, 64 hexadecimal digits; made when missing.
    #[arg(long, value_name = "FILE")]
    new_key_file: PathBuf,
    /// File with the old one, when it is not the configured one any more.
    #[arg(long, value_name = "FILE")]
    old_key_file: Option<PathBuf>,
}

/// Works while no server uses the directory: what one sealed meanwhile would be under the old key.
pub(super) fn rotate(config: Config, arguments: &Rotate) -> Result<ExitCode, Failure> {
    let alone = lock::alone(&config.data)?;
    let Some(_alone) = alone else {
        return Err(format!("a server uses {}; stop it, and every other node, first", config.data.display()).into());
    };
    let old = match &arguments.old_key_file {
        Some(file) if file.is_file() => Secrets::from_file(file)?,
        Some(file) => return Err(format!("{}: no such file", file.display()).into()),
        None => secrets_of(&config)?,
    };
    let new = Secrets::from_file(&arguments.new_key_file)?;
    let app = open(config)?;
    app.db.read_now(|conn| db::migrate(conn).map(drop))?;
    let now = app.clock.now();
    let count = app.db.write_now(|conn| at_rest::change_master_key(conn, &old, &new, now))?;
    println!("{count} values are sealed under the master key {} now, and none under {}.", new.id(), old.id());
    println!("Set master-key-file to {} on every node, then start them.", arguments.new_key_file.display());
    Ok(ExitCode::SUCCESS)
}

//! `puente backup` and `puente restore`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, lock};
use crate::config::Config;
use crate::db::backup::{self, BackupError};
use crate::db::{DatabaseUrl, Db, DbConn};

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// File to write. It holds people's data: keep it as safe as the registry.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Replace the file when it is there.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// File that `puente backup` wrote.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Replace the registry in the data directory; the one that is there is kept beside it.
    #[arg(long)]
    force: bool,
}

pub(super) fn back_up(config: &Config, arguments: &Backup) -> Result<ExitCode, Failure> {
    let database = sqlite(config, "pg_dump --format=custom --file FILE \"$DATABASE_URL\"")?;
    if !database.is_file() {
        return Err(BackupError::Missing(database.to_owned()).into());
    }
    let db = Db::open(config.database.clone(), 1);
    db.read_now(|conn| match conn {
        DbConn::Sqlite(conn) => backup::copy(conn, &arguments.to, arguments.force),
        DbConn::Postgres(_) => Ok(()),
    })?;
    println!("The registry is copied to {}.", arguments.to.display());
    println!("{}", about_the_key(config));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn restore(config: &Config, arguments: &Restore) -> Result<ExitCode, Failure> {
    let database = sqlite(config, "pg_restore --clean --if-exists --dbname \"$DATABASE_URL\" FILE")?;
    let Some(_alone) = lock::alone(&config.data)? else {
        return Err(BackupError::InUse(config.data.clone()).into());
    };
    let kept = backup::bring_back(&arguments.from, database, arguments.force)?;
    println!("The registry in {} is the one of {}.", config.data.display(), arguments.from.display());
    if let Some(kept) = kept {
        println!("The one that was there is kept as {}.", kept.display());
    }
    println!("{}", about_the_key(config));
    Ok(ExitCode::SUCCESS)
}

/// The file of an SQLite registry; on PostgreSQL, the tool to use instead.
fn sqlite<'a>(config: &'a Config, instead: &str) -> Result<&'a Path, Failure> {
    match &config.database {
        DatabaseUrl::Sqlite(path) => Ok(path),
        DatabaseUrl::Postgres(_) => Err(format!("PostgreSQL brings its own tools for this: {instead}").into()),
    }
}

fn about_the_key(config: &Config) -> String {
    format!(
        "The master key is not part of it: without {} the keys that sign certificates cannot be opened. \
         Keep a copy of it elsewhere.",
        config.master_key_file.display()
    )
}

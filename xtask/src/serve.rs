//! `cargo xtask serve`: from a checkout to a running registry.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::{process, project, system, web};

/// Handed to `puente serve` as they are.
#[derive(Args)]
pub(crate) struct Options {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    addr: String,
    /// Folder of the SQLite database and the keys.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Use PostgreSQL instead of SQLite: `postgres://user:password@host/database`.
    #[arg(long)]
    database_url: Option<String>,
    /// Start empty, without demonstration organisations and accounts.
    #[arg(long)]
    no_demo: bool,
}

/// Builds what is not built, then becomes the server.
pub(crate) fn run(options: &Options) -> Result<()> {
    system::require_compilers()?;
    web::build()?;
    process::say("server", "building the release server (minutes the first time, then seconds)");
    process::run(process::cargo().current_dir(project::root()).args(["build", "--release", "--package", "puente"]))?;
    let server = project::target().join("release").join("puente");
    process::say("server", &format!("starting on {}, data in {}", options.addr, options.data.display()));
    let mut command = Command::new(&server);
    command.arg("serve").args(["--addr", &options.addr]).arg("--data").arg(&options.data);
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    if !options.no_demo {
        command.arg("--demo");
    }
    Err(command.exec()).with_context(|| format!("cannot start {}", server.display()))
}

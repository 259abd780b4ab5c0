//! `puente serve`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use super::{Failure, lock, open_current};
use crate::config::Config;
use crate::demo;
use crate::http::dispatch::Dispatcher;
use crate::http::server;
use crate::issuers;
use crate::registry::routes::recorder;
use crate::settings;
use crate::table;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Load demonstration data when there is none yet, and print the demonstration accounts.
    #[arg(long)]
    demo: bool,
}

pub(super) fn run(config: Config, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(config, arguments))
}

async fn serve(mut config: Config, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let listener =
        TcpListener::bind(config.addr).await.map_err(|error| format!("cannot listen on {}: {error}", config.addr))?;
    let address = listener.local_addr()?;
    let _in_use = lock::share(&config.data)?;
    if !config.origin_is_set {
        config.origin = format!("http://{address}");
    }
    let behind_proxy = config.behind_proxy;
    let demonstrate = arguments.demo;
    let app = tokio::task::spawn_blocking(move || {
        let app = open_current(config)?;
        let origin = app.config.origin.clone();
        app.db.write_now(|conn| settings::set(conn, settings::ORIGIN, &origin))?;
        if demonstrate {
            demo::load(&app).map_err(Failure::from)?;
        }
        Ok::<_, Failure>(app)
    })
    .await??;
    recorder();
    let dispatcher = Arc::new(Dispatcher::new(app.clone(), table::endpoints())?);
    let schedule = tokio::spawn(issuers::keys::schedule::watch(app.clone()));
    println!("Puente is at {}", app.config.origin);
    if demonstrate {
        print!("{}", demo::accounts_text());
    }
    server::serve(listener, server::filter(dispatcher, behind_proxy), stop_signal()).await;
    schedule.abort();
    Ok(ExitCode::SUCCESS)
}

async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

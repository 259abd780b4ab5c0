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

/// Ends when the process is asked to stop. `SIGTERM` is caught from this call on, not from the first
/// time that somebody waits: until then it would end the process at once.
fn stop_signal() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        #[cfg(unix)]
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
        let _ = tokio::signal::ctrl_c().await;
    }
}

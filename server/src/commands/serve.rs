//! `halle serve`

use crate::{house, pages::Server, router::router, settings::Settings};
use anyhow::{Context, Result};
use axum::serve::ListenerExt;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tracing_subscriber::EnvFilter;

pub async fn run(settings: &Settings) -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&settings.log))
        .with_writer(std::io::stderr)
        .init();
    let house = house::open(settings).await?;
    let listener = TcpListener::bind(settings.addr)
        .await
        .with_context(|| {
            format!(
                "nothing can listen on {}: is another halle running?",
                settings.addr
            )
        })?
        // Without it a page in several pieces waits for the other side to confirm the first.
        .tap_io(|stream| drop(stream.set_nodelay(true)));
    let (stop, stopping) = watch::channel(());
    tracing::info!(address = %settings.base_url, "serving");
    axum::serve(listener, router(Server::new(house, stopping)))
        .with_graceful_shutdown(async move {
            told_to_stop().await;
            tracing::info!("finishing what was begun, then stopping");
            drop(stop);
        })
        .await
        .context("the server ended by itself")
}

async fn told_to_stop() {
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}

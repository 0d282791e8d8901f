//! `halle serve`

use crate::{
    backups, entrance, house, journal, metrics, pages::Server, postman::Postman, router::router,
    settings::Settings, visits,
};
use anyhow::{Context, Result, ensure};
use app::error::incident;
use services::{catalogue, db::Db};
use std::net::SocketAddr;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

pub async fn run(settings: &Settings) -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(journal::filter(&settings.log))
        .with_writer(std::io::stderr)
        .init();
    known_operator(settings)?;
    let house = house::open(settings).await?;
    let listener = listen(settings.addr).await?;
    let figures = match settings.metrics_addr {
        Some(addr) => Some(listen(addr).await?),
        None => None,
    };
    let (stop, stopping) = watch::channel(());
    let postman = Postman::open(settings, &house)?;
    let to_tills = tokio::spawn(employ(postman.for_tills(), stopping.clone()));
    let postman = tokio::spawn(employ(postman, stopping.clone()));
    let catching_up = tokio::spawn(catch_up(house.db.clone()));
    tracing::info!(address = %settings.base_url, "serving");
    let market = Server::new(house.clone(), stopping.clone()).trusting(settings.trusted_proxies.clone());
    let tally = market.visits.clone();
    if let Some(figures) = figures {
        let asked = metrics::router(market.clone());
        let mut stopping = stopping.clone();
        let stopped = async move { while stopping.changed().await.is_ok() {} };
        tokio::spawn(entrance::serve(figures, asked, entrance::PATIENCE, stopped));
    }
    let nights = tokio::spawn(backups::nightly(
        settings.clone(),
        house.clone(),
        stopping.clone(),
    ));
    let counting = tokio::spawn(visits::write(house.clone(), tally.clone(), stopping));
    let stopped = async move {
        told_to_stop().await;
        tracing::info!("finishing what was begun, then stopping");
        drop(stop);
    };
    entrance::serve(listener, router(market), entrance::PATIENCE, stopped).await;
    catching_up.abort();
    counting.await.context("the count of visits ended by itself")?;
    visits::last(&house, &tally).await;
    // One that is being taken is begun again next time.
    nights.abort();
    // They hand back what they could not finish.
    to_tills.await.context("the tills' postman ended by itself")?;
    postman.await.context("the postman ended by itself")
}

async fn listen(addr: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(addr)
        .await
        .with_context(|| format!("nothing can listen on {addr}: is another halle running?"))
}

/// Nobody opens a market to the public without saying who they are.
fn known_operator(settings: &Settings) -> Result<()> {
    let unsaid = settings.unsaid();
    ensure!(
        unsaid.is_empty() || !settings.is_public(),
        "the law wants everybody to read who runs a market that is public at {}:\n- {}",
        settings.base_url,
        unsaid.join("\n- ")
    );
    Ok(())
}

/// One message that nobody can cope with must not leave all others lying.
async fn employ(postman: Postman, stopping: watch::Receiver<()>) {
    while let Err(broken) = tokio::spawn(postman.clone().work(stopping.clone())).await {
        tracing::error!(%broken, "the postman fell; another takes over");
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
}

/// Products that yesterday's program listed, or that older rules chose words for, are found once their words are kept.
async fn catch_up(db: Db) {
    match catalogue::words::catch_up(&db).await {
        Ok(0) => {}
        Ok(read) => tracing::info!(read, "products can be found by their words"),
        Err(failed) => drop(incident(&failed)),
    }
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

//! Lets people in: one task a connection. Nobody keeps a place for long without asking for something, and whoever is being
//! answered when the server stops is answered to the end.

use crate::limits::Peer;
use axum::Router;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{future::Future, io, pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};
use tower::ServiceExt;

/// How long a connection may take to say what it asks for, the next time too. Longer than proxies keep a connection in reserve
/// (nginx one minute, Caddy two): they would otherwise send a form into one that is just being closed.
pub const PATIENCE: Duration = Duration::from_secs(150);
/// When there is no room for one more connection, somebody must leave first.
const NO_ROOM: Duration = Duration::from_secs(1);

/// Answers who comes until `stop` is done, and returns when the last one was answered.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let (running, stopping) = watch::channel(());
    // Each connection holds a sender; none is left when all are over.
    let (open, mut all_over) = mpsc::channel::<()>(1);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let peer = Peer(peer.ip());
                let answering = answer(stream, peer, router.clone(), patience, stopping.clone());
                let open = open.clone();
                tokio::spawn(async move {
                    answering.await;
                    drop(open);
                });
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "nobody can come in");
                tokio::time::sleep(NO_ROOM).await;
            }
        }
    }
    drop((listener, running, open));
    all_over.recv().await;
}

async fn answer(
    stream: TcpStream,
    peer: Peer,
    router: Router,
    patience: Duration,
    mut stopping: watch::Receiver<()>,
) {
    // Without it a page in several pieces waits for the other side to confirm the first. Failing means it is gone.
    let _ = stream.set_nodelay(true);
    let router = router.map_request(move |mut asked: Request<Incoming>| {
        asked.extensions_mut().insert(peer);
        asked
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(patience);
    let connection = protocol.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    tokio::select! {
        // Whoever hangs up in the middle of an answer is nobody's failure.
        _ = connection.as_mut() => return,
        // The other end was dropped: the server stops.
        _ = stopping.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// Whether only this one could not come in.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Extension, routing::get};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn entrance(
        patience: Duration,
    ) -> (
        std::net::SocketAddr,
        watch::Sender<()>,
        tokio::task::JoinHandle<()>,
    ) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (running, mut stopping) = watch::channel(());
        let here = |Extension(Peer(address)): Extension<Peer>| async move { format!("{address} is here") };
        let router = Router::new().route("/", get(here));
        let stop = async move { while stopping.changed().await.is_ok() {} };
        let serving = tokio::spawn(serve(listener, router, patience, stop));
        (address, running, serving)
    }

    #[tokio::test]
    async fn whoever_never_ends_the_question_is_shown_out_and_others_are_answered_meanwhile() {
        let (address, running, serving) = entrance(Duration::from_millis(300)).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nhost: halle.example\r\nx-slow: ")
            .await
            .unwrap();
        let mut quick = TcpStream::connect(address).await.unwrap();
        quick
            .write_all(b"GET / HTTP/1.1\r\nhost: halle.example\r\nconnection: close\r\n\r\n")
            .await
            .unwrap();
        let mut answer = String::new();
        quick.read_to_string(&mut answer).await.unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1 is here"),
            "{answer}"
        );
        // Ends by itself; if it did not, this test would never end.
        let mut nothing = Vec::new();
        slow.read_to_end(&mut nothing).await.unwrap();
        assert!(!String::from_utf8(nothing).unwrap().contains("200 OK"));
        drop(running);
        serving.await.unwrap();
    }

    #[tokio::test]
    async fn a_stopping_server_waits_for_no_idle_connection() {
        let (address, running, serving) = entrance(PATIENCE).await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET / HTTP/1.1\r\nhost: halle.example\r\n\r\n")
            .await
            .unwrap();
        let mut first = [0; 12];
        idle.read_exact(&mut first).await.unwrap();
        drop(running);
        serving.await.unwrap();
    }
}

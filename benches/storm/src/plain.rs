//! The floor of a page: a handler that has its bytes in memory and gives them out, in a process of its own.

use anyhow::{Context, Result};
use axum::{Router, routing::get, serve::ListenerExt};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tokio::net::TcpListener;

/// The tag under which it knows its page.
pub const TAG: &str = "\"plain\"";

/// `storm plain FILE`: says where it listens, then serves until it is killed.
#[derive(Clone, Debug, clap::Args)]
pub struct Plain {
    file: PathBuf,
}

impl Plain {
    pub async fn serve(&self) -> Result<()> {
        let page = Bytes::from(std::fs::read(&self.file)?);
        let answer = move |asked: HeaderMap| {
            let page = page.clone();
            async move {
                let head = [
                    (
                        header::CONTENT_TYPE,
                        HeaderValue::from_static("text/html; charset=utf-8"),
                    ),
                    (header::ETAG, HeaderValue::from_static(TAG)),
                ];
                if asked.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == TAG) {
                    (StatusCode::NOT_MODIFIED, head, Bytes::new())
                } else {
                    (StatusCode::OK, head, page)
                }
            }
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("{}", listener.local_addr()?);
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        Ok(axum::serve(listener, Router::new().route("/", get(answer))).await?)
    }
}

/// Such a server; it is stopped when this is dropped.
pub struct Floor {
    pub addr: SocketAddr,
    server: Child,
}

impl Floor {
    /// Serves these bytes.
    pub fn of(page: &[u8], folder: &Path) -> Result<Self> {
        let file = folder.join(format!("floor-{}", page.len()));
        std::fs::write(&file, page)?;
        let mut server = Command::new(std::env::current_exe()?)
            .arg("plain")
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()?;
        let said = server.stdout.take().context("the floor says nothing")?;
        let mut addr = String::new();
        BufReader::new(said).read_line(&mut addr)?;
        let addr = addr.trim().parse().context("the floor does not serve")?;
        Ok(Self { addr, server })
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.server.id()
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

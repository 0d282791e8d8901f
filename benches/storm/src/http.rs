//! A shopper's browser, as far as the market can tell: one connection that is kept, and nothing sent twice by itself.

use anyhow::{Context, Result};
use bytes::Bytes;
use http::{HeaderName, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// One connection to the market.
pub struct Client {
    addr: SocketAddr,
    says: Vec<(HeaderName, String)>,
    line: Option<SendRequest<Full<Bytes>>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    /// Where the browser is sent.
    pub location: Option<String>,
    /// The cookie that was set, as it is sent back.
    pub cookie: Option<String>,
    /// By which the browser asks whether it has the page already.
    pub tag: Option<String>,
    pub body: Bytes,
}

impl Answer {
    /// The page's words.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Connects when it first has something to ask.
    pub fn new(addr: SocketAddr) -> Self {
        Self {
            addr,
            says: Vec::new(),
            line: None,
        }
    }

    /// The same for somebody who is signed in.
    pub fn signed_in(addr: SocketAddr, cookie: String) -> Self {
        Self::saying(addr, vec![(header::COOKIE, cookie)])
    }

    /// The same for a browser that says this with all it asks.
    pub fn saying(addr: SocketAddr, says: Vec<(HeaderName, String)>) -> Self {
        Self {
            says,
            ..Self::new(addr)
        }
    }

    /// Connects now, so that the first answer is not measured with it.
    pub async fn connect(&mut self) -> Result<()> {
        let line = self.line().await?;
        self.line = Some(line);
        Ok(())
    }

    /// Asks for a page.
    pub async fn get(&mut self, address: &str) -> Result<Answer> {
        self.send("GET", address, None, Bytes::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, address: &str, form: String) -> Result<Answer> {
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", address, Some(kind), form.into()).await
    }

    /// Sends a body of any kind.
    pub async fn send(
        &mut self,
        method: &str,
        address: &str,
        kind: Option<&str>,
        body: Bytes,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, self.addr.to_string());
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.says {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(body))?;
        let mut line = self.line().await?;
        let answer = line.send_request(request).await.context("no answer")?;
        let (head, body) = answer.into_parts();
        let text = |name| {
            let value = head.headers.get(name)?;
            Some(value.to_str().ok()?.to_owned())
        };
        let answer = Answer {
            status: head.status,
            location: text(header::LOCATION),
            tag: text(header::ETAG),
            cookie: text(header::SET_COOKIE).and_then(|all| Some(all.split_once(';')?.0.to_owned())),
            body: body.collect().await.context("half an answer")?.to_bytes(),
        };
        self.line = Some(line);
        Ok(answer)
    }

    /// The connection that was kept if it still stands, else a new one.
    async fn line(&mut self) -> Result<SendRequest<Full<Bytes>>> {
        if let Some(mut kept) = self.line.take()
            && kept.ready().await.is_ok()
        {
            return Ok(kept);
        }
        let stream = TcpStream::connect(self.addr)
            .await
            .context("the market does not listen")?;
        stream.set_nodelay(true)?;
        let (mut line, talks) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(talks);
        line.ready().await?;
        Ok(line)
    }
}

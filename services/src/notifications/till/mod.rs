//! Calling a shop's own till. Its address was typed by somebody, so this is where care is taken of whom this server calls: only
//! addresses of the public internet, looked up here and connected to as looked up, over TLS, without following anybody
//! anywhere else, and not for long.

mod note;
mod prepare;
mod public;

pub use note::{TillLine, TillNote, TillOrder, TillPickup};
pub(super) use prepare::{order, test};

use super::{Outcome, push::retry_after};
use crate::{
    accounts::proof::{Nonce, SealKey},
    error::Failed,
    tills::TillAddress,
};
use chrono::{DateTime, Duration, Utc};
use domain::id::ShopId;
use public::{NotPublic, OnlyPublic};
use reqwest::{Client, ClientBuilder, Response, StatusCode, Url, header, redirect};
use std::{error::Error, time};
use uuid::Uuid;

/// From the first byte to the last.
const PATIENCE: time::Duration = time::Duration::from_secs(8);
/// Until somebody answers at all.
const TO_CONNECT: time::Duration = time::Duration::from_secs(4);

/// Something to be said to a till.
#[derive(Clone, Debug)]
pub struct Call {
    /// Whose.
    pub shop: ShopId,
    /// Where it listens, as its owner typed it.
    pub address: String,
    /// From which the secret is made that signs.
    pub nonce: Nonce,
    /// What is said.
    pub note: TillNote,
}

/// Who calls tills.
#[derive(Clone, Debug)]
pub struct Caller {
    client: Client,
    reach: Reach,
}

/// Who is called.
#[derive(Clone, Copy, Debug)]
enum Reach {
    Public,
    #[cfg(feature = "testing")]
    ThisMachine,
}

impl Caller {
    /// Calls whoever listens on the public internet.
    pub fn new() -> Result<Self, Failed> {
        let client = calm().https_only(true).dns_resolver(OnlyPublic);
        Ok(Self {
            client: client.build().map_err(Failed::new)?,
            reach: Reach::Public,
        })
    }

    /// For tests: calls only this machine, and without encryption.
    #[cfg(feature = "testing")]
    pub fn of_this_machine() -> Result<Self, Failed> {
        Ok(Self {
            client: calm().build().map_err(Failed::new)?,
            reach: Reach::ThisMachine,
        })
    }

    /// Says it once; the id is the same each time that it is said again.
    pub async fn call(&self, seal: &SealKey, call: &Call, id: Uuid, at: DateTime<Utc>) -> Outcome {
        let Some(address) = self.reach.allowed(&call.address) else {
            return never("its address is none that this server calls");
        };
        let Ok(body) = serde_json::to_vec(&call.note) else {
            return never("it cannot be written");
        };
        let signature = seal.till(call.shop, &call.nonce).sign(id, at, &body);
        let request = self
            .client
            .post(address)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id.to_string())
            .header("webhook-timestamp", at.timestamp())
            .header("webhook-signature", signature);
        match request.body(body).send().await {
            // What it answers is not read: its status says all.
            Ok(answer) => heard(&answer, at),
            Err(error) if leads_nowhere(&error) => never("its name leads to no public address"),
            Err(error) if error.is_timeout() => later("the till did not answer in time".to_owned(), None),
            // Its own words would name the address, which may hold a key.
            Err(_) => later("the till was not reached".to_owned(), None),
        }
    }
}

fn calm() -> ClientBuilder {
    // Taken already when this is the second client of the process: it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(concat!("Halle/", env!("CARGO_PKG_VERSION")))
        .timeout(PATIENCE)
        .connect_timeout(TO_CONNECT)
        // A redirection would lead past the look at where it goes, and so would a proxy.
        .redirect(redirect::Policy::none())
        .no_proxy()
}

impl Reach {
    fn allowed(self, address: &str) -> Option<Url> {
        match self {
            Self::Public => Url::parse(address.parse::<TillAddress>().ok()?.as_str()).ok(),
            #[cfg(feature = "testing")]
            Self::ThisMachine => Url::parse(address)
                .ok()
                .filter(|url| url.host_str() == Some("127.0.0.1")),
        }
    }
}

fn heard(answer: &Response, at: DateTime<Utc>) -> Outcome {
    let status = answer.status();
    let says = format!("the till answered {}", status.as_u16());
    if status.is_success() {
        return Outcome::Sent;
    }
    if status == StatusCode::GONE {
        return Outcome::Never { why: says };
    }
    let asked = answer
        .headers()
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    later(says, asked.and_then(|asked| retry_after(asked, at)))
}

/// Whether it failed because the name leads to no public address.
fn leads_nowhere(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(known) = cause {
        if known.is::<NotPublic>() {
            return true;
        }
        cause = known.source();
    }
    false
}

fn later(why: String, after: Option<Duration>) -> Outcome {
    Outcome::Later { why, after }
}

fn never(why: &str) -> Outcome {
    Outcome::Never { why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_never_connected_to() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
        let caller = Caller::new().unwrap();
        let refused = caller.client.post(address).send().await.unwrap_err();
        assert!(leads_nowhere(&refused), "{refused:?}");
    }
}

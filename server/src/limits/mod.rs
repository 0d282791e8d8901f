//! How much anybody may ask for: by address, by person and by shop. Where keys and codes are tried, the database counts
//! ([`services::tries`]), so that several servers count as one; everything else is counted here, in memory. Addresses are
//! personal data: they are written down nowhere, and counted only as hashes whose key turns every day.

mod caller;
mod counter;
mod networks;
mod wanted;

pub use caller::Peer;
pub use networks::Networks;

use crate::{api::problem, pages::Server};
use app::{
    error::bare,
    page::NoPage,
    routes::{API, api},
    session,
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use caller::{block, caller};
use chrono::{DateTime, NaiveDate, Utc};
use counter::Counter;
use domain::{
    id::MemberId,
    limits::{Limited, TooMany},
    text::Email,
};
use http::{HeaderMap, StatusCode, header, request::Parts};
use services::{
    error::{Error, Failed},
    tries,
};
use std::sync::Arc;
use tokio::sync::Mutex;
use wanted::Wanted;

/// What is counted, and whose word about addresses is believed.
#[derive(Clone)]
pub struct Limits(Arc<Inner>);

struct Inner {
    trusted: Networks,
    counter: Counter,
    /// The database's key of the day.
    key: Mutex<Option<(NaiveDate, String)>>,
}

impl Limits {
    /// Counts from nothing.
    pub fn new(trusted: Networks, now: DateTime<Utc>) -> Self {
        Self(Arc::new(Inner {
            trusted,
            counter: Counter::new(now.date_naive()),
            key: Mutex::new(None),
        }))
    }

    /// The address that is counted for a request, cut down to its block; none when nobody knows.
    fn block(&self, asked: &Request) -> Option<Vec<u8>> {
        let peer = asked.extensions().get::<Peer>()?;
        caller(*peer, asked.headers(), &self.0.trusted).map(block)
    }

    /// The same as the database knows it.
    async fn hashed(&self, server: &Server, block: &[u8]) -> Result<String, Failed> {
        let today = server.house.clock.now().date_naive();
        let mut known = self.0.key.lock().await;
        let key = match known.take() {
            Some((day, key)) if day == today => key,
            _ => tries::key_of(&server.house.db, today).await?,
        };
        let hashed = tries::hashed(&key, block);
        *known = Some((today, key));
        Ok(hashed)
    }

    /// Counts a request; the first allowance that is used up refuses it.
    async fn count(
        &self,
        server: &Server,
        wanted: &Wanted,
        headers: &HeaderMap,
        block: Option<&[u8]>,
    ) -> Result<(), TooMany> {
        let (now, counter) = (server.house.clock.now(), &self.0.counter);
        for limited in wanted.by_address {
            if let Some(block) = block {
                counter.take(*limited, block, now)?;
            }
        }
        if let (Some(limited), Some(device)) = (wanted.by_person, session::device(&server.house, headers)) {
            counter.take(limited, device.as_bytes(), now)?;
        }
        if let Some(limited) = wanted.by_shop
            && let Ok(who) = session::at_shelf(&server.house, headers).await
        {
            counter.take(limited, who.shop().0.as_bytes(), now)?;
        }
        Ok(())
    }
}

/// Puts the limits around all addresses.
pub fn around(router: Router, server: &Server) -> Router {
    router.layer(from_fn_with_state(Arc::new(server.clone()), guard))
}

async fn guard(State(server): State<Arc<Server>>, mut asked: Request, next: Next) -> Response {
    let Some(wanted) = Wanted::of(&asked) else {
        return next.run(asked).await;
    };
    let limits = &server.limits;
    let block = limits.block(&asked);
    let headers = asked.headers().clone();
    if let Err(too_many) = limits.count(&server, &wanted, &headers, block.as_deref()).await {
        // A form that can be shown again with what was typed does that itself.
        if wanted.shows_form_again {
            asked.extensions_mut().insert(too_many);
            return next.run(asked).await;
        }
        return refuse(&server, asked, too_many).await;
    }
    let answer = match (wanted.guess, wanted.tries, block) {
        (Some(guess), _, Some(block)) => watch(&server, guess, &block, asked, next).await,
        (None, Some(tried), Some(block)) => try_once(&server, tried, &block, asked, next).await,
        _ => return next.run(asked).await,
    };
    match answer {
        Ok(response) => response,
        Err(failed) => bare(&failed).into_response(),
    }
}

/// Answers only who has not guessed too often, and counts what was no key at all. Who follows a link that was made for
/// them guesses nothing, however many come from one address.
async fn watch(
    server: &Server,
    guess: Limited,
    block: &[u8],
    asked: Request,
    next: Next,
) -> Result<Response, Failed> {
    let (db, now) = (&server.house.db, server.house.clock.now());
    let who = server.limits.hashed(server, block).await?;
    match tries::allowed(db, guess, &who, now).await {
        Ok(()) | Err(Error::NotFound) => {}
        Err(Error::Refused(too_many)) => return Ok(refuse(server, asked, too_many).await),
        Err(Error::Failed(failed)) => return Err(failed),
    }
    let response = next.run(asked).await;
    if response.status() == StatusCode::NOT_FOUND
        && let Err(Error::Failed(failed)) = tries::take(db, guess, &who, now).await
    {
        return Err(failed);
    }
    Ok(response)
}

/// Takes a try before anybody looks at what was typed, so that of many at the same instant no more than that pass; given back
/// when it led on, which only the right thing does.
async fn try_once(
    server: &Server,
    tried: Limited,
    block: &[u8],
    asked: Request,
    next: Next,
) -> Result<Response, Failed> {
    let (db, now) = (&server.house.db, server.house.clock.now());
    let who = server.limits.hashed(server, block).await?;
    match tries::take(db, tried, &who, now).await {
        Ok(()) | Err(Error::NotFound) => {}
        Err(Error::Refused(too_many)) => return Ok(refuse(server, asked, too_many).await),
        Err(Error::Failed(failed)) => return Err(failed),
    }
    let response = next.run(asked).await;
    if response.status() == StatusCode::SEE_OTHER {
        tries::give_back(db, tried, &who).await?;
    }
    Ok(response)
}

async fn refuse(server: &Server, asked: Request, too_many: TooMany) -> Response {
    let (asked, body) = asked.into_parts();
    drop::<Body>(body);
    let seconds = too_many.seconds(server.house.clock.now());
    if asked.uri.path().starts_with(api::V1) {
        let why = "Too much was asked for; Retry-After says when to come again.";
        return again_in(
            seconds,
            problem(StatusCode::TOO_MANY_REQUESTS, "Too many requests", why),
        );
    }
    if asked.uri.path().starts_with(API) {
        // Scripts know the status, and what to tell.
        return again_in(seconds, StatusCode::TOO_MANY_REQUESTS.into_response());
    }
    server.instead(&asked, NoPage::TooMany(seconds)).await
}

/// Says when to come again.
pub fn again_in(seconds: u64, mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

impl Server {
    /// Counts a link that somebody makes; the page to show instead when it is one too many.
    pub async fn may_make_link(&self, by: MemberId) -> Result<(), NoPage> {
        self.take(Limited::NewLink, &by.to_string()).await
    }

    /// Counts a letter that somebody asks for, by where they ask from and by where it would go. Whether somebody confirmed that
    /// address makes no difference.
    pub async fn may_ask_for_letter(&self, asked: &Parts, to: &Email) -> Result<(), NoPage> {
        let peer = asked.extensions.get::<Peer>();
        let from = peer.and_then(|peer| caller(*peer, &asked.headers, &self.limits.0.trusted));
        if let Some(from) = from {
            self.take_hashed(Limited::Letter, &block(from)).await?;
        }
        self.may_write_to(to).await
    }

    /// Counts a letter to an address: nobody's mailbox is filled by us.
    pub async fn may_write_to(&self, to: &Email) -> Result<(), NoPage> {
        self.take_hashed(Limited::LetterTo, to.small().as_str().as_bytes())
            .await
    }

    async fn take_hashed(&self, what: Limited, who: &[u8]) -> Result<(), NoPage> {
        let hashed = self.limits.hashed(self, who).await?;
        self.take(what, &hashed).await
    }

    async fn take(&self, what: Limited, who: &str) -> Result<(), NoPage> {
        let (db, now) = (&self.house.db, self.house.clock.now());
        match tries::take(db, what, who, now).await {
            Ok(()) => Ok(()),
            Err(Error::Refused(too_many)) => Err(NoPage::TooMany(too_many.seconds(now))),
            Err(Error::NotFound) => Err(NoPage::NotFound),
            Err(Error::Failed(failed)) => Err(failed.into()),
        }
    }
}

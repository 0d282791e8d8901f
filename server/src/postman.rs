//! What runs beside the answers: it lets the orders' clock tick, addresses what was told, and sends what is due. It is
//! woken by changes and by time; several servers on one database share the work.

use crate::{broom::Broom, house, settings::Settings};
use anyhow::{Context, Result};
use app::{error::incident, letters, state::House};
use chrono::{DateTime, Utc};
use futures::{StreamExt, stream};
use services::{
    error::Failed,
    notifications::{self, Caller, Hosts, Mailer, Outcome, Parcel, Prepared, Pusher, entity::delivery},
    orders, secret,
};
use std::{
    fs,
    future::{self, Future},
    pin::pin,
    time::Duration,
};
use tokio::{select, sync::watch, time};
use uuid::Uuid;

/// What one carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// All that is told to people; and lets the clock tick, addresses, and sweeps.
    People,
    /// What tills are told, for whose answers nobody else waits.
    Tills,
}

/// Sent at the same time. Each waits for somebody else's answer, and the lease is long enough for all of them.
const AT_ONCE: usize = 16;
/// Between two looks when nobody calls.
const LOOK: Duration = Duration::from_secs(2);
/// After a look that failed: the database is away, and looking again at once does not bring it back.
const REST: Duration = Duration::from_secs(10);
/// How long what is being sent may take when the server stops.
const LAST: Duration = Duration::from_secs(5);

/// Who carries messages out.
#[derive(Clone)]
pub struct Postman {
    house: House,
    pusher: Pusher,
    mailer: Mailer,
    caller: Caller,
    round: Round,
    node: Uuid,
}

/// Opens what letters leave by.
pub fn mailer(settings: &Settings) -> Result<Mailer> {
    match &settings.smtp {
        // The address holds a password: it is not repeated.
        Some(server) => {
            let authority = settings.smtp_authority.as_ref();
            let authority = authority.map(|path| {
                fs::read(path)
                    .with_context(|| format!("HALLE_SMTP_AUTHORITY: {} cannot be read", path.display()))
            });
            Mailer::smtp(server, authority.transpose()?.as_deref(), &settings.mail_from).context(
                "HALLE_SMTP, HALLE_SMTP_AUTHORITY or HALLE_MAIL_FROM cannot be understood; docs/settings.md has examples",
            )
        }
        None => Mailer::folder(&settings.data.join("mail"), &settings.mail_from)
            .context("HALLE_MAIL_FROM is no address, as in marche@mairie.example"),
    }
}

/// Where push services can reach the operator: an address, or the site itself.
pub fn contact(settings: &Settings) -> String {
    match settings.contact.as_deref().map(str::trim) {
        Some(address) if address.starts_with("https:") || address.starts_with("mailto:") => {
            address.to_owned()
        }
        Some(address) if address.contains('@') => format!("mailto:{address}"),
        _ => settings.base_url.clone(),
    }
}

impl Postman {
    /// As the settings say.
    pub fn open(settings: &Settings, house: &House) -> Result<Self> {
        let hosts = Hosts::and(&settings.push_hosts);
        let pusher = Pusher::new(house::push_key(settings)?, hosts, &contact(settings))
            .context("nothing can be sent to push services")?;
        let caller = Caller::new().context("nobody's till can be called")?;
        Ok(Self::with(house, pusher, mailer(settings)?, caller))
    }

    /// With these carriers.
    pub fn with(house: &House, pusher: Pusher, mailer: Mailer, caller: Caller) -> Self {
        Self {
            house: house.clone(),
            pusher,
            mailer,
            caller,
            round: Round::People,
            node: secret::id(),
        }
    }

    /// A colleague for the tills.
    #[must_use]
    pub fn for_tills(&self) -> Self {
        Self {
            round: Round::Tills,
            node: secret::id(),
            ..self.clone()
        }
    }

    /// Works until the server stops. What is being sent then is finished, and the rest handed back to others.
    pub async fn work(self, mut stopping: watch::Receiver<()>) {
        let mut changes = self.house.live.listen();
        let mut broom = Broom::new(self.house.clock.now());
        loop {
            let pause = match finish(&mut stopping, self.round()).await {
                None => break,
                Some(Ok(true)) => continue,
                Some(Ok(false)) => LOOK,
                Some(Err(failed)) => {
                    incident(&failed);
                    REST
                }
            };
            if self.round == Round::People
                && let Err(failed) = broom.sweep(&self.house, &self.mailer).await
            {
                incident(&failed);
            }
            select! {
                _ = stopping.changed() => break,
                () = self.called() => {}
                _ = changes.recv() => {}
                () = time::sleep(pause) => {}
            }
        }
        if let Err(failed) = notifications::hand_back(&self.house.db, self.node, self.house.clock.now()).await
        {
            incident(&failed);
        }
    }

    /// Waits until somebody calls; nobody calls who goes to tills.
    async fn called(&self) {
        match self.round {
            Round::People => self.house.postbox.woken().await,
            Round::Tills => future::pending().await,
        }
    }

    /// One look at everything; true when there was something to do, and so there may be more.
    pub async fn round(&self) -> Result<bool, Failed> {
        match self.round {
            Round::People => self.for_people().await,
            Round::Tills => {
                let (db, now) = (&self.house.db, self.house.clock.now());
                let taken = notifications::take_calls(db, self.node, AT_ONCE as u64, now).await?;
                self.carry(taken).await
            }
        }
    }

    async fn for_people(&self) -> Result<bool, Failed> {
        let db = &self.house.db;
        let ticked = orders::clock::tick(db, self.house.clock.now()).await?;
        for change in &ticked.changes {
            self.house.live.tell(*change);
        }
        let addressed = notifications::address(db, self.house.clock.now()).await?;
        for failed in ticked.failed.iter().chain(&addressed.failed) {
            incident(failed);
        }
        let taken = notifications::take(db, self.node, AT_ONCE as u64, self.house.clock.now()).await?;
        let busy = !ticked.changes.is_empty() || addressed.count > 0;
        Ok(self.carry(taken).await? || busy)
    }

    /// Carries them out; true when there were any.
    async fn carry(&self, taken: Vec<delivery::Model>) -> Result<bool, Failed> {
        let busy = !taken.is_empty();
        let mut sent = pin!(
            stream::iter(taken)
                // A conversation with a mail server is a large thing to carry around.
                .map(|delivery| Box::pin(self.deliver(delivery)))
                .buffer_unordered(AT_ONCE)
                .ready_chunks(AT_ONCE)
        );
        // Those that are done at the same time are written down together.
        while let Some(outcomes) = sent.next().await {
            notifications::settle(&self.house.db, self.node, outcomes, self.house.clock.now()).await?;
        }
        Ok(busy)
    }

    async fn deliver(&self, delivery: delivery::Model) -> (delivery::Model, Outcome) {
        let now = self.house.clock.now();
        let outcome =
            match notifications::prepare(self.house.db.read(), &self.house.seal, &delivery, now).await {
                Ok(Prepared::Send(parcel)) => self.send(parcel, delivery.id, now).await,
                Ok(Prepared::NotYet(until)) => Outcome::NotYet(until),
                Ok(Prepared::Pointless) => Outcome::Pointless,
                Err(failed) => {
                    let code = incident(&failed);
                    Outcome::Later {
                        why: format!("incident {code}"),
                        after: None,
                    }
                }
            };
        (delivery, outcome)
    }

    async fn send(&self, parcel: Parcel, id: Uuid, now: DateTime<Utc>) -> Outcome {
        match parcel {
            Parcel::Ring { to, ring } => {
                let (notification, how) = letters::notification(&ring);
                self.pusher.ring(&to, &notification, &how, now).await
            }
            Parcel::Till(call) => self.caller.call(&self.house.seal, &call, id, now).await,
            Parcel::Letter { to, locale, wish } => {
                match letters::letter(&self.house.base_url, &locale, &wish) {
                    Ok(letter) => self.mailer.write(&to, &letter, id, now).await,
                    Err(failed) => Outcome::Never {
                        why: format!("incident {}", incident(&failed)),
                    },
                }
            }
        }
    }
}

/// What it comes to, unless the server stops and it takes too long.
async fn finish<T>(stopping: &mut watch::Receiver<()>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    select! {
        done = &mut work => return Some(done),
        _ = stopping.changed() => {}
    }
    let _ = time::timeout(LAST, work).await;
    None
}

//! Tells open screens that something changed, so that they ask again. Nothing is lost if nobody listens: the database
//! holds the truth, this only saves the waiting. On PostgreSQL all servers hear each other ([`Live::across`]).

mod line;
mod past;

use domain::id::{OrderId, ShopId};
use line::Line;
use past::Past;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;

use crate::db::Db;

/// Changes a slow listener may fall behind before it has to ask for everything again (it does so anyway).
const BACKLOG: usize = 256;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Whose inbox.
    pub shop: ShopId,
    /// Whose page.
    pub order: OrderId,
}

/// What listeners hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// This changed.
    Changed(Change),
    /// Something may have changed while nobody could hear: whoever listens looks again.
    LookAgain,
}

impl Heard {
    /// Whether it is about what somebody watches.
    pub fn concerns(&self, mine: impl Fn(&Change) -> bool) -> bool {
        match self {
            Self::Changed(change) => mine(change),
            Self::LookAgain => true,
        }
    }
}

/// Something that was told, with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Counts what this server told or heard.
    pub number: u64,
    /// What it was.
    pub heard: Heard,
}

/// Where changes are told and heard. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    here: Arc<Here>,
    line: Option<Arc<Line>>,
}

/// The screens of this server.
#[derive(Debug)]
struct Here {
    told: broadcast::Sender<Told>,
    past: Mutex<Past>,
}

impl Here {
    fn tell(&self, heard: Heard) {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let number = past.add(heard);
        // Told in the order of the numbers. An error only means that no screen is open.
        let _ = self.told.send(Told { number, heard });
    }
}

impl Default for Live {
    fn default() -> Self {
        Self {
            here: Arc::new(Here {
                told: broadcast::Sender::new(BACKLOG),
                past: Mutex::default(),
            }),
            line: None,
        }
    }
}

impl Live {
    /// Also tells and hears the other servers on a PostgreSQL, as long as this is kept; `url` is the database's. For a
    /// database in a file there are no others.
    pub fn across(url: &str, db: &Db) -> Self {
        let alone = Self::default();
        if url.starts_with("sqlite:") {
            return alone;
        }
        Self {
            line: Some(Arc::new(Line::open(url, db, &alone.here))),
            ..alone
        }
    }

    /// Tells everybody who listens; call it after the commit.
    pub fn tell(&self, change: Change) {
        self.here.tell(Heard::Changed(change));
        if let Some(line) = &self.line {
            line.tell(change);
        }
    }

    /// Hears every change from now on.
    pub fn listen(&self) -> broadcast::Receiver<Told> {
        self.here.told.subscribe()
    }

    /// Stands for all that was told so far. A screen that lost the connection says it when it comes back.
    pub fn mark(&self) -> String {
        self.past().mark(None)
    }

    /// The same for something that was told.
    pub fn mark_of(&self, told: &Told) -> String {
        self.past().mark(Some(told.number))
    }

    /// Whether something may have changed for a screen since a mark. True of marks that this server did not make or no
    /// longer remembers: then it is better to look.
    pub fn changed_since(&self, mark: &str, mine: impl Fn(&Change) -> bool) -> bool {
        self.past().changed_since(mark, mine)
    }

    fn past(&self) -> std::sync::MutexGuard<'_, Past> {
        self.here.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

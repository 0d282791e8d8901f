//! Tells open screens of this process that something changed, so that they ask again. Nothing is lost if nobody
//! listens: the database holds the truth, this only saves the waiting.

use domain::id::{OrderId, ShopId};
use tokio::sync::broadcast;

/// Changes a slow listener may fall behind before it has to ask for everything again (it does so anyway).
const BACKLOG: usize = 256;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose inbox.
    pub shop: ShopId,
    /// Whose page.
    pub order: OrderId,
}

/// Where changes are told and heard.
#[derive(Clone, Debug)]
pub struct Live(broadcast::Sender<Change>);

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Live {
    /// Tells everybody who listens; call it after the commit.
    pub fn tell(&self, change: Change) {
        // An error only means that no screen is open.
        let _ = self.0.send(change);
    }

    /// Hears every change from now on.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
    }
}

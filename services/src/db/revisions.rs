//! What was committed, counted: whoever keeps a page made from the database can tell whether it still holds.

use domain::id::TownId;
use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Where people may see that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Where {
    /// On the pages of one town.
    Town(TownId),
    /// Nobody knows.
    Everywhere,
}

/// Counts what this server committed, and what it heard from others. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Revisions(Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    last: AtomicU64,
    everywhere: AtomicU64,
    towns: RwLock<HashMap<TownId, u64>>,
    /// To the other servers.
    outward: OnceLock<UnboundedSender<Where>>,
    /// They cannot be heard just now.
    deaf: AtomicBool,
}

impl Revisions {
    /// Take it before the database is read; what is made from it then holds as long as [`hold`](Self::hold) says so.
    pub fn mark(&self) -> u64 {
        self.0.last.load(Ordering::SeqCst)
    }

    /// Whether nothing that a page of this town shows has changed since then; none: a page of no town.
    pub fn hold(&self, mark: u64, town: Option<TownId>) -> bool {
        if self.0.deaf.load(Ordering::SeqCst) || self.0.everywhere.load(Ordering::SeqCst) > mark {
            return false;
        }
        let towns = self.0.towns.read().unwrap_or_else(PoisonError::into_inner);
        town.and_then(|town| towns.get(&town))
            .is_none_or(|changed| *changed <= mark)
    }

    /// Something was committed here.
    pub(crate) fn changed(&self, place: Where) {
        self.heard(place);
        if let Some(others) = self.0.outward.get() {
            // An error only means that the server is stopping.
            let _ = others.send(place);
        }
    }

    /// Something was committed, here or elsewhere.
    pub(crate) fn heard(&self, place: Where) {
        let mut towns = self.0.towns.write().unwrap_or_else(PoisonError::into_inner);
        let number = self.0.last.fetch_add(1, Ordering::SeqCst) + 1;
        match place {
            Where::Town(town) => drop(towns.insert(town, number)),
            Where::Everywhere => {
                self.0.everywhere.store(number, Ordering::SeqCst);
                towns.clear();
            }
        }
    }

    /// Whether other servers' commits are heard. While they are not, nothing holds.
    pub(crate) fn hears(&self, hears: bool) {
        self.heard(Where::Everywhere);
        self.0.deaf.store(!hears, Ordering::SeqCst);
    }

    /// What is committed here from now on, for the other servers. A database has one line to them; a second hears nothing.
    pub(crate) fn tell(&self) -> UnboundedReceiver<Where> {
        let (outward, changed) = unbounded_channel();
        let _ = self.0.outward.set(outward);
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_page_holds_until_its_town_changes() {
        let revisions = Revisions::default();
        let [ours, theirs] = [1, 2].map(|n| TownId(Uuid::from_u128(n)));
        let mark = revisions.mark();
        revisions.changed(Where::Town(theirs));
        assert!(revisions.hold(mark, Some(ours)) && revisions.hold(mark, None));
        assert!(!revisions.hold(mark, Some(theirs)));
        revisions.changed(Where::Town(ours));
        assert!(!revisions.hold(mark, Some(ours)));
        let mark = revisions.mark();
        assert!(revisions.hold(mark, Some(ours)) && revisions.hold(mark, Some(theirs)));
        revisions.changed(Where::Everywhere);
        assert!(!revisions.hold(mark, Some(ours)) && !revisions.hold(mark, None));
        assert!(revisions.hold(revisions.mark(), Some(ours)));
    }

    #[test]
    fn nothing_holds_while_others_are_not_heard() {
        let revisions = Revisions::default();
        revisions.hears(false);
        assert!(!revisions.hold(revisions.mark(), None));
        let mark = revisions.mark();
        revisions.hears(true);
        assert!(!revisions.hold(mark, None));
        assert!(revisions.hold(revisions.mark(), None));
    }
}

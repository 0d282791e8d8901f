//! What was committed, counted: whoever keeps a page made from the database can tell whether it still holds.

use domain::id::{ShopId, TownId};
use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Where people may see that something changed; of a page, what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Where {
    /// On a shop's own pages and on those that show several shops of its town. Of a page: this shop, and what is true of
    /// the whole town.
    Shop(TownId, ShopId),
    /// On the pages of one town. Of a page: anything of it.
    Town(TownId),
    /// Nobody knows. Of a page: which towns there are, and what they are called.
    Everywhere,
}

impl From<TownId> for Where {
    fn from(town: TownId) -> Self {
        Self::Town(town)
    }
}

/// Counts what this server committed, and what it heard from others. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Revisions(Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    last: AtomicU64,
    everywhere: AtomicU64,
    /// The last change that was a whole town's.
    whole_town: AtomicU64,
    towns: RwLock<HashMap<TownId, Changed>>,
    /// To the other servers.
    outward: OnceLock<UnboundedSender<Where>>,
    /// They cannot be heard just now.
    deaf: AtomicBool,
}

/// The numbers of a town's last changes.
#[derive(Debug, Default)]
struct Changed {
    anything: u64,
    whole: u64,
    shops: HashMap<ShopId, u64>,
}

impl Changed {
    fn of(&self, shop: ShopId) -> u64 {
        self.shops
            .get(&shop)
            .map_or(self.whole, |shop| self.whole.max(*shop))
    }
}

impl Revisions {
    /// Take it before the database is read; what is made from it then holds as long as [`hold`](Self::hold) says so.
    pub fn mark(&self) -> u64 {
        self.0.last.load(Ordering::SeqCst)
    }

    /// Whether nothing that a page shows has changed since then.
    pub fn hold(&self, mark: u64, shown: Where) -> bool {
        if self.0.deaf.load(Ordering::SeqCst) || self.0.everywhere.load(Ordering::SeqCst) > mark {
            return false;
        }
        let towns = self.0.towns.read().unwrap_or_else(PoisonError::into_inner);
        let changed = match shown {
            Where::Shop(town, shop) => towns.get(&town).map(|town| town.of(shop)),
            Where::Town(town) => towns.get(&town).map(|town| town.anything),
            Where::Everywhere => Some(self.0.whole_town.load(Ordering::SeqCst)),
        };
        changed.is_none_or(|changed| changed <= mark)
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
            Where::Shop(town, shop) => {
                let town = towns.entry(town).or_default();
                town.anything = number;
                town.shops.insert(shop, number);
            }
            Where::Town(town) => {
                self.0.whole_town.store(number, Ordering::SeqCst);
                let changed = Changed {
                    anything: number,
                    whole: number,
                    shops: HashMap::new(),
                };
                towns.insert(town, changed);
            }
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

    fn towns() -> [TownId; 2] {
        [1, 2].map(|n| TownId(Uuid::from_u128(n)))
    }

    #[test]
    fn a_page_holds_until_its_town_changes() {
        let revisions = Revisions::default();
        let [ours, theirs] = towns();
        let mark = revisions.mark();
        revisions.changed(Where::Town(theirs));
        assert!(revisions.hold(mark, Where::Town(ours)));
        assert!(!revisions.hold(mark, Where::Town(theirs)));
        assert!(!revisions.hold(mark, Where::Everywhere));
        revisions.changed(Where::Town(ours));
        assert!(!revisions.hold(mark, Where::Town(ours)));
        let mark = revisions.mark();
        let all = [Where::Town(ours), Where::Town(theirs), Where::Everywhere];
        assert!(all.iter().all(|shown| revisions.hold(mark, *shown)));
        revisions.changed(Where::Everywhere);
        assert!(!all.iter().any(|shown| revisions.hold(mark, *shown)));
        assert!(revisions.hold(revisions.mark(), Where::Town(ours)));
    }

    #[test]
    fn a_shops_page_holds_while_its_neighbours_sell() {
        let revisions = Revisions::default();
        let [town, elsewhere] = towns();
        let [ours, next_door] = [3, 4].map(|n| ShopId(Uuid::from_u128(n)));
        let (our_page, their_page) = (Where::Shop(town, ours), Where::Shop(town, next_door));
        let mark = revisions.mark();
        revisions.changed(their_page);
        assert!(revisions.hold(mark, our_page) && !revisions.hold(mark, their_page));
        // Those that show several shops, and those that show none.
        assert!(!revisions.hold(mark, Where::Town(town)) && revisions.hold(mark, Where::Everywhere));
        assert!(revisions.hold(mark, Where::Town(elsewhere)));
        revisions.changed(Where::Town(town));
        assert!(!revisions.hold(mark, our_page));
        let mark = revisions.mark();
        assert!(revisions.hold(mark, our_page) && revisions.hold(mark, their_page));
        revisions.changed(our_page);
        assert!(!revisions.hold(mark, our_page) && revisions.hold(mark, their_page));
        revisions.changed(Where::Everywhere);
        assert!(!revisions.hold(mark, their_page));
    }

    #[test]
    fn nothing_holds_while_others_are_not_heard() {
        let revisions = Revisions::default();
        revisions.hears(false);
        assert!(!revisions.hold(revisions.mark(), Where::Everywhere));
        let mark = revisions.mark();
        revisions.hears(true);
        assert!(!revisions.hold(mark, Where::Everywhere));
        assert!(revisions.hold(revisions.mark(), Where::Everywhere));
    }
}

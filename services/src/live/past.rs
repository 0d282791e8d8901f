//! What was told lately, so that a screen whose connection broke for a moment asks again only if it missed something.

use super::{Change, Heard};
use crate::secret;
use std::collections::VecDeque;

/// A quarter of an hour of the busiest market.
const KEPT: usize = 4_096;

/// The last things that were told.
#[derive(Debug)]
pub(super) struct Past {
    /// Numbers of different runs must not be taken for each other.
    run: String,
    number: u64,
    last: VecDeque<Heard>,
}

impl Default for Past {
    fn default() -> Self {
        Self {
            run: secret::unguessable(),
            number: 0,
            last: VecDeque::new(),
        }
    }
}

impl Past {
    pub(super) fn add(&mut self, heard: Heard) -> u64 {
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(heard);
        self.number += 1;
        self.number
    }

    pub(super) fn mark(&self, number: Option<u64>) -> String {
        format!("{}.{}", self.run, number.unwrap_or(self.number))
    }

    pub(super) fn changed_since(&self, mark: &str, mine: impl Fn(&Change) -> bool) -> bool {
        let number = mark.rsplit_once('.').filter(|(run, _)| *run == self.run);
        let Some(seen) = number.and_then(|(_, number)| number.parse::<u64>().ok()) else {
            return true;
        };
        let Some(missed) = self.number.checked_sub(seen).and_then(|missed| usize::try_from(missed).ok()) else {
            return true;
        };
        if missed > self.last.len() {
            return true;
        }
        self.last
            .iter()
            .rev()
            .take(missed)
            .any(|heard| heard.concerns(&mine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{OrderId, ShopId};

    fn change() -> Change {
        Change {
            shop: ShopId(secret::id()),
            order: OrderId(secret::id()),
        }
    }

    #[test]
    fn only_who_missed_something_of_theirs_asks_again() {
        let mut past = Past::default();
        let (ours, theirs) = (change(), change());
        let mine = |change: &Change| *change == ours;
        past.add(Heard::Changed(ours));
        let mark = past.mark(None);
        assert!(!past.changed_since(&mark, mine));
        past.add(Heard::Changed(theirs));
        assert!(!past.changed_since(&mark, mine));
        past.add(Heard::Changed(ours));
        assert!(past.changed_since(&mark, mine));
        let mark = past.mark(None);
        past.add(Heard::LookAgain);
        assert!(past.changed_since(&mark, mine));
    }

    #[test]
    fn what_is_not_remembered_is_looked_at() {
        let mut past = Past::default();
        let mine = |_: &Change| false;
        let first = past.mark(None);
        for _ in 0..KEPT {
            past.add(Heard::Changed(change()));
        }
        assert!(!past.changed_since(&first, mine));
        past.add(Heard::Changed(change()));
        assert!(past.changed_since(&first, mine));
        for strange in ["", "12", &Past::default().mark(None), &past.mark(Some(99_999)), "é.é"] {
            assert!(past.changed_since(strange, mine), "{strange}");
        }
    }
}

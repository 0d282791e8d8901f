//! Pages that say the same to everybody: the server may keep them, and give them out again as long as they are true.

use chrono::{DateTime, Utc};
use domain::{
    shops::{Door, DoorState, Shop},
    towns::Town,
};
use http::request::Parts;
use leptos::prelude::use_context;
use services::{
    db::Where,
    pickup::{self, Front},
};
use std::sync::{Arc, Mutex, PoisonError};

/// For how long a page may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Until something of this changes.
    pub shows: Where,
    /// No longer than this: what it says of doors and days is true until then.
    pub until: DateTime<Utc>,
}

/// Where the page that is being drawn says that it may be kept; unless it does, it is not. Whoever draws it puts this into
/// the request.
#[derive(Clone, Debug, Default)]
pub struct ToKeep(Arc<Mutex<Option<Keep>>>);

impl ToKeep {
    /// That of the page that is being drawn. Take it before waiting for anything.
    pub fn here() -> Self {
        use_context::<Parts>()
            .and_then(|asked| asked.extensions.get::<Self>().cloned())
            .unwrap_or_default()
    }

    /// The page shows nothing but this town, at this time: what a shopper reads changes at most every quarter of an hour, or
    /// when a door does ([`door`](Self::door)).
    pub fn town(&self, town: &Town, now: DateTime<Utc>) {
        self.set(Where::Town(town.id), now);
    }

    /// The page shows nothing but this shop, and what is true of its whole town.
    pub fn shop(&self, shop: &Shop, town: &Town, now: DateTime<Utc>) {
        self.set(Where::Shop(town.id, shop.id), now);
    }

    /// The page shows which towns there are.
    pub fn towns(&self, now: DateTime<Utc>) {
        self.set(Where::Everywhere, now);
    }

    fn set(&self, shows: Where, now: DateTime<Utc>) {
        let until = pickup::next_quarter(now + chrono::Duration::seconds(1));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Keep { shows, until });
    }

    /// Doors that the page looks at, though it may not show them.
    pub fn doors<'a>(&self, doors: impl IntoIterator<Item = &'a Door>, town: &Town) {
        for door in doors {
            self.until_it_moves(door, town);
        }
    }

    /// A shop's door, for a page that is then kept until it opens or closes.
    pub fn door(&self, shop: &Shop, town: &Town, now: DateTime<Utc>) -> Door {
        let door = pickup::door(shop, town, now);
        self.until_it_moves(&door, town);
        door
    }

    /// The fronts of many shops, for a page that is then kept until the first of their doors opens or closes.
    pub fn fronts(&self, shops: &[Shop], town: &Town, now: DateTime<Utc>) -> Vec<Front> {
        let fronts = pickup::fronts(shops, town, now);
        self.doors(fronts.iter().map(|front| &front.door), town);
        fronts
    }

    fn until_it_moves(&self, door: &Door, town: &Town) {
        if let DoorState::Open(Some(change)) | DoorState::Closed(Some(change)) = door.state {
            let change = pickup::instant_at(&town.time_zone, change);
            let mut keep = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(keep) = keep.as_mut() {
                keep.until = keep.until.min(change);
            }
        }
    }

    /// What it said.
    pub fn said(&self) -> Option<Keep> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

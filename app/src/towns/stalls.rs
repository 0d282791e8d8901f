//! What lies on a town's stalls, chosen for its page: no product twice.

use crate::state::House;
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, Product},
    id::{ProductId, ShopId},
    photos::Photo,
    pickup::Lead,
    shops::{DoorState, Shop},
    towns::Town,
};
use services::{
    catalogue,
    error::Error,
    orders,
    pickup::{self, Front},
};
use std::collections::{HashMap, HashSet};

/// Products that can be collected today.
const TODAY: usize = 9;
/// The others.
const NEWEST: usize = 24;
/// Last pieces.
const ENDING: u64 = 8;
/// Read at once: those that are shown, and some more so that most shops have pictures for their cards.
const READ: u64 = 48;
/// Shops that are asked one by one for what can be collected today, when the newest of the town cannot.
const ASKED: usize = 40;
/// Pictures on a shop's card.
const ON_CARD: usize = 3;

/// A shop as it is seen from the street.
pub type Seen = (Shop, Front);

/// A town's stalls.
pub struct Stalls {
    /// What can still be ready today: where one can walk in now first, then the newest.
    pub today: Vec<Product>,
    /// Whose last pieces are being sold.
    pub ending: Vec<Product>,
    /// The newest of the others.
    pub newest: Vec<Product>,
    /// The newest of all, as other sites and programs are told.
    pub told: Vec<Product>,
    /// What there is of each category.
    pub aisles: Vec<(Category, u64)>,
    /// Pictures of some shops' products.
    pub pictures: HashMap<ShopId, Vec<Photo>>,
}

impl Stalls {
    /// Reads them.
    pub async fn of(house: &House, town: &Town, shops: &[Seen]) -> Result<Self, Error> {
        let db = house.db.read();
        let mut today = Today::of(house, town, shops);
        let newest = catalogue::newest_in_town(db, town.id, READ).await?;
        let pictures = pictures(&newest);
        let told = newest.iter().take(NEWEST).cloned().collect();
        let (mut now, mut later) = (Vec::new(), Vec::new());
        for product in newest {
            if now.len() < TODAY && today.has(&product).await? {
                now.push(product);
            } else {
                later.push(product);
            }
        }
        if now.len() < TODAY {
            let some: Vec<ShopId> = today_first_open(shops).take(ASKED).collect();
            let known: HashSet<ProductId> = now.iter().map(|product| product.id).collect();
            for product in catalogue::newest_of(db, &some, TODAY as u64).await? {
                if now.len() < TODAY && !known.contains(&product.id) && today.has(&product).await? {
                    now.push(product);
                }
            }
        }
        // One can walk in there, and nowhere sooner.
        now.sort_by_key(|product| !today.is_open(product.shop.id));
        let shown: Vec<ProductId> = now.iter().map(|product| product.id).collect();
        let ending = catalogue::ending_in_town(db, town.id, &shown, ENDING).await?;
        let ends: HashSet<ProductId> = ending.iter().map(|product| product.id).collect();
        later.retain(|product| !ends.contains(&product.id) && !shown.contains(&product.id));
        later.truncate(NEWEST);
        Ok(Self {
            today: now,
            ending,
            newest: later,
            told,
            aisles: catalogue::aisles(db, town.id).await?,
            pictures,
        })
    }

    /// How many products can be bought.
    pub fn on_sale(&self) -> u64 {
        self.aisles.iter().map(|(_, count)| count).sum()
    }
}

/// What can still be collected today.
struct Today<'a> {
    house: &'a House,
    town: &'a Town,
    at: DateTime<Utc>,
    shops: HashMap<ShopId, &'a Seen>,
    /// Asked already.
    known: HashMap<(ShopId, Lead), bool>,
}

impl<'a> Today<'a> {
    fn of(house: &'a House, town: &'a Town, shops: &'a [Seen]) -> Self {
        Self {
            house,
            town,
            at: house.clock.now(),
            shops: shops.iter().map(|seen| (seen.0.id, seen)).collect(),
            known: HashMap::new(),
        }
    }

    fn is_open(&self, shop: ShopId) -> bool {
        self.shops
            .get(&shop)
            .is_some_and(|(_, front)| front.door.is_open())
    }

    /// Whether this product can: it may need longer than its shop, whose last place today may be taken.
    async fn has(&mut self, product: &Product) -> Result<bool, Error> {
        let Some((shop, front)) = self.shops.get(&product.shop.id) else {
            return Ok(false);
        };
        let lead = orders::lead(shop, std::iter::once(product));
        if !front.today || (lead == shop.lead && shop.slots.capacity.is_none()) {
            return Ok(front.today);
        }
        if let Some(known) = self.known.get(&(shop.id, lead)) {
            return Ok(*known);
        }
        let date = pickup::wall_clock(&self.town.time_zone, self.at).date();
        let offered =
            orders::offered(self.house.db.read(), shop, lead, &self.town.time_zone, self.at).await?;
        let has = offered
            .iter()
            .any(|offered| offered.has_room && offered.window.local_from.date() == date);
        self.known.insert((shop.id, lead), has);
        Ok(has)
    }
}

/// Shops that still hand over today: those that one can walk into first.
fn today_first_open(shops: &[Seen]) -> impl Iterator<Item = ShopId> {
    let of = |open: bool| {
        let some = shops
            .iter()
            .filter(move |(_, front)| front.today && front.door.is_open() == open);
        some.map(|(shop, _)| shop.id)
    };
    of(true).chain(of(false))
}

fn pictures(products: &[Product]) -> HashMap<ShopId, Vec<Photo>> {
    let mut of_shops: HashMap<ShopId, Vec<Photo>> = HashMap::new();
    for product in products {
        let Some(photo) = &product.photo else { continue };
        let of_shop = of_shops.entry(product.shop.id).or_default();
        if of_shop.len() < ON_CARD && of_shop.iter().all(|other| other.hash != photo.hash) {
            of_shop.push(Photo {
                placeholder: None,
                ..photo.clone()
            });
        }
    }
    of_shops
}

/// Those that one can walk into, and the others as they open, soonest first; those whose hours nobody told come last.
pub fn by_door(shops: Vec<Seen>) -> (Vec<Seen>, Vec<Seen>) {
    let (open, mut closed): (Vec<_>, Vec<_>) = shops.into_iter().partition(|(_, front)| front.door.is_open());
    closed.sort_by_key(|(_, front)| match front.door.state {
        // Goods are handed over through it.
        DoorState::Open(_) => (0, None),
        DoorState::Closed(Some(until)) => (1, Some(until)),
        DoorState::Closed(None) => (2, None),
        DoorState::Unknown => (3, None),
    });
    (open, closed)
}

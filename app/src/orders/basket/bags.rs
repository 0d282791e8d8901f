//! The basket by shop.

use crate::{page::NoPage, state::House};
use domain::{
    basket::Basket,
    catalogue::Product,
    id::ProductId,
    money::Price,
    orders::OrderKind,
    shops::{Door, Shop},
    towns::Town,
    walk::{Errand, Plan, plans},
};
use services::{
    catalogue, duties,
    orders::{self, Offered},
    pickup, shops,
};

/// Moments of one walk that are offered.
const MOMENTS: usize = 4;

/// A line of the basket as it stands now.
pub(super) struct Wanted {
    pub(super) product: Product,
    /// As many as the shopper asked for.
    pub(super) asked: u32,
    /// As many of them as can be had; none of it is left at 0.
    pub(super) quantity: u32,
    /// The price that was seen before, when it was another.
    pub(super) before: Option<Price>,
}

/// A shop's share of the basket.
pub(super) struct Bag {
    pub(super) shop: Shop,
    pub(super) door: Door,
    pub(super) windows: Vec<Offered>,
    pub(super) lines: Vec<Wanted>,
}

/// The basket laid out on the counter.
pub(super) struct LaidOut {
    /// What can be had, at today's prices: what the page's forms and links carry on.
    pub(super) basket: Basket,
    pub(super) bags: Vec<Bag>,
    /// Something in it is not known to this town's market.
    pub(super) has_strangers: bool,
    /// Shops whose products were taken out, because the town hall has suspended them.
    pub(super) suspended: Vec<Shop>,
    /// What could only be reserved, because the law misses a fact of it in the offer; empty where a shop takes no firm orders.
    pub(super) unsaid: Vec<Product>,
    /// How to visit all its shops; empty when there is but one.
    pub(super) plans: Vec<Plan>,
}

impl Bag {
    /// Whether anything of it can still be had.
    pub(super) fn has_goods(&self) -> bool {
        self.lines.iter().any(|line| line.quantity > 0)
    }

    /// Whether the shop is closed to the public when one could come first, and hands over at its door.
    pub(super) fn hands_out(&self, town: &Town) -> bool {
        let first = self.windows.first();
        first.is_some_and(|first| self.shop.hands_out(town, first.window.local_from.date()))
    }

    /// Whether anything is to be collected there. Where the shop offers no time to come, nothing is.
    pub(super) fn is_wanted(&self) -> bool {
        self.has_goods() && !self.windows.is_empty()
    }
}

impl LaidOut {
    /// Every line of every bag.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Wanted> {
        self.bags.iter().flat_map(|bag| &bag.lines)
    }

    /// Every line that would be ordered.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &Wanted> {
        let bags = self.bags.iter().filter(|bag| bag.is_wanted());
        bags.flat_map(|bag| &bag.lines)
    }

    /// Whether the shopper has to hear of another price or of a thing that is gone.
    pub(super) fn has_news(&self) -> bool {
        self.lines()
            .any(|line| line.before.is_some() || line.quantity < line.asked)
    }

    /// Whether something of it is not for everybody.
    pub(super) fn has_alcohol(&self) -> bool {
        self.wanted()
            .any(|line| line.quantity > 0 && line.product.category.is_alcohol())
    }

    /// The shops at which something is to be collected.
    pub(super) fn shops(&self) -> Vec<Shop> {
        let wanted = self.bags.iter().filter(|bag| bag.is_wanted());
        wanted.map(|bag| bag.shop.clone()).collect()
    }
}

/// Looks everything up again.
pub(super) async fn lay_out(house: &House, town: &Town, asked: &Basket) -> Result<LaidOut, NoPage> {
    let db = house.db.read();
    let now = house.clock.now();
    let ids: Vec<ProductId> = asked.lines().map(|(id, _)| id).collect();
    let known = catalogue::by_ids(db, town.id, &ids).await?;
    let mut basket = Basket::default();
    let mut bags: Vec<Bag> = Vec::new();
    for (id, quantity) in asked.lines() {
        let Some(product) = known.iter().find(|product| product.id == id) else {
            continue;
        };
        let line = Wanted {
            asked: quantity,
            quantity: quantity.min(product.stock.on_offer()),
            before: asked.seen(id).filter(|seen| *seen != product.price),
            product: product.clone(),
        };
        basket.set(id, line.quantity);
        basket.see(id, product.price);
        if let Some(bag) = bags.iter_mut().find(|bag| bag.shop.id == product.shop.id) {
            bag.lines.push(line);
            continue;
        }
        let shop = shops::by_id(db, product.shop.id).await?;
        let door = pickup::door(&shop, town, now);
        bags.push(Bag {
            shop,
            door,
            windows: Vec::new(),
            lines: vec![line],
        });
    }
    for bag in bags.iter_mut().filter(|bag| bag.has_goods()) {
        let wanted = bag.lines.iter().filter(|line| line.quantity > 0);
        let lead = orders::lead(&bag.shop, wanted.map(|line| &line.product));
        bag.windows = orders::offered(db, &bag.shop, lead, &town.time_zone, now).await?;
    }
    let is_whole = bags.iter().map(|bag| bag.lines.len()).sum::<usize>() == ids.len();
    let suspended = if is_whole {
        Vec::new()
    } else {
        shops::suspended_sellers(db, &ids).await?
    };
    Ok(LaidOut {
        unsaid: unsaid(house, &bags).await?,
        has_strangers: !is_whole && suspended.is_empty(),
        suspended,
        plans: together(&bags),
        basket,
        bags,
    })
}

/// Of what is wanted, what cannot be ordered firmly yet.
async fn unsaid(house: &House, bags: &[Bag]) -> Result<Vec<Product>, NoPage> {
    let wanted = bags.iter().filter(|bag| bag.is_wanted());
    if !wanted.clone().all(|bag| bag.shop.sells_at_a_distance) {
        return Ok(Vec::new());
    }
    let lines = wanted.flat_map(|bag| &bag.lines).filter(|line| line.quantity > 0);
    let products: Vec<Product> = lines.map(|line| line.product.clone()).collect();
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    let unsaid = duties::unsaid(house.db.read(), &ids, OrderKind::Firm).await?;
    Ok(products
        .into_iter()
        .filter(|product| unsaid.contains(&product.id))
        .collect())
}

fn together(bags: &[Bag]) -> Vec<Plan> {
    let errands: Vec<Errand> = bags
        .iter()
        .filter(|bag| bag.is_wanted())
        .map(|bag| Errand {
            shop: bag.shop.id,
            position: bag.shop.position,
            windows: bag
                .windows
                .iter()
                .filter(|offered| offered.has_room)
                .map(|offered| offered.window)
                .collect(),
        })
        .collect();
    if errands.iter().filter(|errand| !errand.windows.is_empty()).count() < 2 {
        return Vec::new();
    }
    plans(&errands, MOMENTS)
}

//! The basket by shop.

use crate::{page::NoPage, state::House};
use domain::{
    basket::Basket,
    catalogue::Product,
    id::ProductId,
    shops::{Door, Shop},
    towns::Town,
};
use services::{
    catalogue,
    orders::{self, Offered},
    pickup, shops,
};

/// A shop's share of the basket.
pub(super) struct Bag {
    pub(super) shop: Shop,
    pub(super) door: Door,
    pub(super) windows: Vec<Offered>,
    pub(super) lines: Vec<(Product, u32)>,
}

/// The basket by shop, without what the market does not know; whether something was left out.
pub(super) async fn bags(
    house: &House,
    town: &Town,
    basket: &Basket,
) -> Result<(Basket, Vec<Bag>, bool), NoPage> {
    let db = house.db.read();
    let now = house.clock.now();
    let ids: Vec<ProductId> = basket.lines().map(|(id, _)| id).collect();
    let known = catalogue::by_ids(db, town.id, &ids).await?;
    let mut kept = Basket::default();
    let mut bags: Vec<Bag> = Vec::new();
    for (id, quantity) in basket.lines() {
        let Some(product) = known.iter().find(|product| product.id == id) else {
            continue;
        };
        kept.set(id, quantity);
        let line = (product.clone(), quantity);
        if let Some(bag) = bags.iter_mut().find(|bag| bag.shop.id == product.shop.id) {
            bag.lines.push(line);
            continue;
        }
        let shop = shops::by_id(db, product.shop.id).await?;
        let door = pickup::door(&shop, &town.time_zone, now);
        bags.push(Bag {
            shop,
            door,
            windows: Vec::new(),
            lines: vec![line],
        });
    }
    for bag in &mut bags {
        let lead = orders::lead(&bag.shop, bag.lines.iter().map(|(product, _)| product));
        bag.windows = orders::offered(db, &bag.shop, lead, &town.time_zone, now).await?;
    }
    let lost = kept.lines().count() < ids.len();
    Ok((kept, bags, lost))
}

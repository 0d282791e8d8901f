//! Many orders in one go: what all of them ask is read once, and their rows are written with one statement a table. Only what
//! plainly goes well is done here; whatever has to be counted, refused or answered again is left to be placed alone.

use super::{
    PlaceRefused, Placed, Wanted, contents_hash,
    goods::{self, ByShop, Known, Shops},
    windows::{self, Windows},
    write,
};
use crate::{catalogue, db::Transaction, notifications, orders::entity::order};
use domain::{
    catalogue::Stock,
    id::{ProductId, TownId},
    orders::OrderKind,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, HashSet};

/// Places them on SQLite, whose one writer sees to it that what was read here still holds when it is written.
pub(super) async fn place(tx: &Transaction, all: &[Wanted]) -> Result<Vec<Option<Placed>>, DbErr> {
    let mut by_town: BTreeMap<TownId, Vec<usize>> = BTreeMap::new();
    let mut keys = known_keys(tx, all).await?;
    for (place, wanted) in all.iter().enumerate() {
        // The same key twice: the second one is answered like the first, alone.
        if keys.insert(wanted.reservation.key.clone()) {
            by_town.entry(wanted.town.id).or_default().push(place);
        }
    }
    let mut placed: Vec<Option<Placed>> = all.iter().map(|_| None).collect();
    for (town, places) in by_town {
        let wanted: Vec<&Wanted> = places.iter().map(|place| &all[*place]).collect();
        for (place, done) in places.into_iter().zip(in_town(tx, town, &wanted).await?) {
            placed[place] = done;
        }
    }
    Ok(placed)
}

async fn known_keys(tx: &Transaction, all: &[Wanted]) -> Result<HashSet<String>, DbErr> {
    let keys = all.iter().map(|wanted| wanted.reservation.key.as_str());
    let known: Vec<String> = order::Entity::find()
        .select_only()
        .column(order::Column::IdempotencyKey)
        .filter(order::Column::IdempotencyKey.is_in(keys))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(known.into_iter().collect())
}

/// What an order takes from where, when.
struct Plan {
    by_shop: ByShop,
    windows: Windows,
}

async fn in_town(tx: &Transaction, town: TownId, all: &[&Wanted]) -> Result<Vec<Option<Placed>>, DbErr> {
    let ids = all.iter().flat_map(|wanted| goods::ids_of(&wanted.reservation));
    let known = goods::known(tx, town, ids)
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    let sellers = known.values().map(|product| product.shop.id);
    let shops = goods::shops_of(tx, sellers.collect::<HashSet<_>>()).await?;
    let mut shelf = Shelf::default();
    let plans: Vec<Option<Plan>> = all
        .iter()
        .map(|wanted| {
            plan(wanted, &known, &shops)
                .ok()
                .flatten()
                .filter(|plan| shelf.take(plan))
        })
        .collect();
    let orders: Vec<Option<write::Order<'_>>> = all
        .iter()
        .zip(&plans)
        .map(|(wanted, plan)| {
            let Plan { by_shop, windows } = plan.as_ref()?;
            let contents = contents_hash(&wanted.reservation);
            Some(write::Order::new(wanted, contents, by_shop, &shops, windows))
        })
        .collect();
    let answers = orders
        .iter()
        .map(|order| order.as_ref().map(write::Order::placed))
        .collect();
    let orders: Vec<write::Order<'_>> = orders.into_iter().flatten().collect();
    let Some(at) = all
        .iter()
        .map(|wanted| wanted.at)
        .max()
        .filter(|_| !orders.is_empty())
    else {
        return Ok(answers);
    };
    tx.seen_in_shops(town, shops.keys().copied());
    write::orders(tx, &orders).await?;
    if !catalogue::take_all(tx, &shelf.taken()).await? {
        return Err(DbErr::RecordNotUpdated);
    }
    write::parts(tx, &orders).await?;
    let messages: Vec<_> = orders.iter().flat_map(write::Order::messages).collect();
    notifications::tell(tx, &messages, at).await?;
    Ok(answers)
}

/// None: it has to be looked at alone.
fn plan(wanted: &Wanted, known: &Known, shops: &Shops) -> Result<Option<Plan>, PlaceRefused> {
    if wanted.reservation.kind != OrderKind::Reservation {
        return Ok(None);
    }
    let products = goods::among(known, &wanted.reservation).map_err(PlaceRefused::Gone)?;
    goods::as_shown(&wanted.reservation, &products)?;
    let by_shop = goods::group(products);
    let has_counted_windows = by_shop.keys().any(|id| shops[id].slots().capacity.is_some());
    if by_shop.is_empty() || has_counted_windows {
        return Ok(None);
    }
    let windows = windows::offered(wanted, &by_shop, shops)?;
    windows::in_one_go(wanted, &windows, shops)?;
    Ok(Some(Plan { by_shop, windows }))
}

/// What the orders of one round take off the shelves, of what is counted: how many there were of each product, and how many
/// of them are taken.
#[derive(Default)]
struct Shelf(BTreeMap<ProductId, (u32, u32)>);

impl Shelf {
    /// Takes all of it, or nothing and says no.
    fn take(&mut self, plan: &Plan) -> bool {
        let mut wanted: BTreeMap<ProductId, (u32, u32)> = BTreeMap::new();
        for (product, quantity) in plan.by_shop.values().flatten() {
            match product.stock {
                Stock::Always | Stock::Plenty | Stock::Few => {}
                Stock::Out => return false,
                Stock::Pieces(there) => {
                    let known = self.0.get(&product.id).copied().unwrap_or((there, 0));
                    let (there, taken) = wanted.entry(product.id).or_insert(known);
                    *taken = taken.saturating_add(*quantity);
                    if *taken > *there {
                        return false;
                    }
                }
            }
        }
        self.0.extend(wanted);
        true
    }

    /// Each product with how many are taken, and how many there are afterwards.
    fn taken(&self) -> Vec<(ProductId, u32, u32)> {
        let all = self.0.iter();
        all.map(|(product, (there, taken))| (*product, *taken, there - taken))
            .collect()
    }
}

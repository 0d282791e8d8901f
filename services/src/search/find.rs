//! A page of what was found, and what is offered while one types.

use super::hunt::{Candidate, Hunt, hunt};
use crate::{catalogue, error::Error, pickup, shops};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, Product},
    id::ProductId,
    search::{Filters, PriceBand, Query, may_have, spelled},
    shops::{Door, Shop},
    text::Name,
    towns::Town,
};
use sea_orm::ConnectionTrait;
use std::{cmp::Reverse, collections::HashMap};

/// Products on one page.
pub const PAGE: usize = 24;
/// Shops above them.
const SHOPS: usize = 6;
/// Shops to choose from: more is no choice, and a large town's would weigh more than the page.
const SHOP_CHOICES: usize = 20;
/// Products that are offered while one types, and shops above those.
const OFFERS: usize = 6;
const SHOP_OFFERS: usize = 2;

/// One page of what answers a query.
#[derive(Clone, Debug)]
pub struct Found {
    /// Shops that answer it, each with its door; only when nothing is narrowed.
    pub shops: Vec<(Shop, Door)>,
    /// The products of this page, the best first.
    pub products: Vec<Product>,
    /// Products in all.
    pub total: usize,
    /// Which page this is, from 1 to `pages`.
    pub page: usize,
    /// How many there are, at least 1.
    pub pages: usize,
    /// How each filter would narrow it.
    pub facets: Facets,
    /// Doors that were looked at for all this: it is the answer until one of them moves.
    pub doors: Vec<Door>,
    /// Words that were looked for instead of those that nothing answers, as products spell them.
    pub instead: Vec<String>,
    /// Nothing answers all of its words.
    pub is_partial: bool,
    /// When nothing was found: who may have it, with a number to call.
    pub ask: Option<Shop>,
}

/// How many products each filter would leave, given all the others. What would leave none is not in it.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// Of shops whose door is open.
    pub open: usize,
    /// By price, the lowest first.
    pub prices: Vec<(PriceBand, usize)>,
    /// By aisle, in their order.
    pub categories: Vec<(Category, usize)>,
    /// By shop (slug and sign), in the order of their names: those that have most of it, and the one that is chosen.
    pub shops: Vec<(String, Name, usize)>,
    /// How many other shops have some of it.
    pub other_shops: usize,
}

/// What may be meant by what is being typed.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// Shops, the best first.
    pub shops: Vec<Shop>,
    /// Products that can be bought, the best first.
    pub products: Vec<Product>,
}

/// A page of the products and shops of a town that answer a query, what can be bought first. An empty query is answered by
/// everything, the newest first. A page behind the last is the last.
pub async fn find(
    db: &impl ConnectionTrait,
    town: &Town,
    query: Query,
    filters: &Filters,
    page: usize,
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    let says_nothing = query.terms().is_empty();
    let all = shops::in_town(db, town.id).await?;
    let hunt = hunt(db, town.id, all, query, now, false).await?;
    let doors = doors(&hunt, town, now);
    let sieve = Sieve {
        hunt: &hunt,
        doors: &doors,
        filters,
    };
    let left: Vec<&Candidate> = hunt
        .products
        .iter()
        .filter(|product| sieve.lets(product, None))
        .collect();
    let total = left.len();
    let pages = total.div_ceil(PAGE).max(1);
    let page = page.clamp(1, pages);
    let ids: Vec<ProductId> = left
        .iter()
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .map(|product| product.id)
        .collect();
    let products = in_order(db, town, &ids).await?;
    let instead = instead(&hunt, &products);
    let shown = if filters.is_empty() && page == 1 {
        hunt.signs.iter().take(SHOPS)
    } else {
        [].iter().take(0)
    };
    let shown: Vec<(Shop, Door)> = shown.map(|at| (hunt.shops[*at].clone(), doors[at])).collect();
    let ask = (hunt.products.is_empty() && hunt.signs.is_empty() && !says_nothing)
        .then(|| ask(&hunt, town, now))
        .flatten();
    Ok(Found {
        shops: shown,
        facets: sieve.facets(),
        doors: doors.values().copied().collect(),
        products,
        total,
        page,
        pages,
        instead,
        is_partial: hunt.is_partial && total > 0,
        ask,
    })
}

/// The best few of what can be bought, and the shops meant by name.
pub async fn suggest(
    db: &impl ConnectionTrait,
    town: &Town,
    query: Query,
    now: DateTime<Utc>,
) -> Result<Suggested, Error> {
    if query.terms().is_empty() {
        return Ok(Suggested {
            shops: Vec::new(),
            products: Vec::new(),
        });
    }
    let all = shops::in_town(db, town.id).await?;
    let hunt = hunt(db, town.id, all, query, now, true).await?;
    let best = hunt
        .products
        .iter()
        .filter(|product| product.rank.is_available && !hunt.is_partial);
    let ids: Vec<ProductId> = best.take(OFFERS).map(|product| product.id).collect();
    Ok(Suggested {
        products: in_order(db, town, &ids).await?,
        shops: hunt
            .signs
            .iter()
            .take(SHOP_OFFERS)
            .map(|at| hunt.shops[*at].clone())
            .collect(),
    })
}

/// Products by their ids, in the order of the ids.
async fn in_order(db: &impl ConnectionTrait, town: &Town, ids: &[ProductId]) -> Result<Vec<Product>, Error> {
    let mut products = catalogue::by_ids(db, town.id, ids).await?;
    products.sort_by_key(|product| ids.iter().position(|id| *id == product.id));
    Ok(products)
}

/// Of shops that are asked about only: opening hours are not free to read.
fn doors(hunt: &Hunt, town: &Town, now: DateTime<Utc>) -> HashMap<usize, Door> {
    let asked = hunt
        .products
        .iter()
        .map(|product| product.shop)
        .chain(hunt.signs.iter().copied());
    let mut doors = HashMap::new();
    for at in asked {
        doors
            .entry(at)
            .or_insert_with(|| pickup::door(&hunt.shops[at], town, now));
    }
    doors
}

/// What stands in the products' names where a term was corrected.
fn instead(hunt: &Hunt, products: &[Product]) -> Vec<String> {
    let mut instead: Vec<String> = Vec::new();
    let names = || products.iter().filter_map(|product| product.name.as_ref());
    for term in hunt.query.terms() {
        let spelling = term
            .meant()
            .iter()
            .find_map(|meant| names().find_map(|name| spelled(name.as_str(), meant)));
        let spelling = spelling.or_else(|| term.meant().first().cloned());
        instead.extend(spelling.filter(|word| !products.is_empty() && !instead.contains(word)));
    }
    instead
}

/// Somebody who may have it, has a telephone, and is there if possible.
fn ask(hunt: &Hunt, town: &Town, now: DateTime<Utc>) -> Option<Shop> {
    let stems = || hunt.query.terms().iter().map(domain::search::Term::stem);
    let mut may: Vec<&Shop> = hunt
        .shops
        .iter()
        .filter(|shop| shop.phone.is_some() && may_have(shop.kind, Category::usual(shop.kind), stems()))
        .collect();
    may.sort_by_key(|shop| !pickup::door(shop, town, now).is_open());
    may.first().copied().cloned()
}

/// One of the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Open,
    Price,
    Category,
    Shop,
}

struct Sieve<'a> {
    hunt: &'a Hunt,
    doors: &'a HashMap<usize, Door>,
    filters: &'a Filters,
}

impl Sieve<'_> {
    /// Whether a product passes all filters but one.
    fn lets(&self, product: &Candidate, but: Option<Filter>) -> bool {
        let asked = |filter| but != Some(filter);
        let (from, to) = self.hunt.query.prices();
        let price = product.price.cents();
        from.is_none_or(|from| price >= from)
            && to.is_none_or(|to| price <= to)
            && (!asked(Filter::Open) || !self.filters.open || self.is_open(product))
            && (!asked(Filter::Price)
                || self
                    .filters
                    .price
                    .is_none_or(|band| band == PriceBand::of(product.price)))
            && (!asked(Filter::Category)
                || self
                    .filters
                    .category
                    .is_none_or(|category| category == product.category))
            && (!asked(Filter::Shop)
                || self
                    .filters
                    .shop
                    .as_ref()
                    .is_none_or(|slug| *slug == self.hunt.shops[product.shop].slug))
    }

    fn is_open(&self, product: &Candidate) -> bool {
        self.doors.get(&product.shop).is_some_and(Door::is_open)
    }

    fn facets(&self) -> Facets {
        let but = |filter| {
            self.hunt
                .products
                .iter()
                .filter(move |product| self.lets(product, Some(filter)))
        };
        let prices = PriceBand::ALL.iter().map(|band| {
            (
                *band,
                but(Filter::Price)
                    .filter(|product| PriceBand::of(product.price) == *band)
                    .count(),
            )
        });
        let categories = Category::ALL.iter().map(|category| {
            (
                *category,
                but(Filter::Category)
                    .filter(|product| product.category == *category)
                    .count(),
            )
        });
        let mut by_shop: HashMap<usize, usize> = HashMap::new();
        for product in but(Filter::Shop) {
            *by_shop.entry(product.shop).or_default() += 1;
        }
        let of_shops = by_shop.len();
        let shops = self.most_of(by_shop);
        Facets {
            open: but(Filter::Open).filter(|product| self.is_open(product)).count(),
            prices: prices.filter(|(_, count)| *count > 0).collect(),
            categories: categories.filter(|(_, count)| *count > 0).collect(),
            other_shops: of_shops - shops.len(),
            shops,
        }
    }

    /// The shop that is chosen, and those that have most; as they stand in the town's list.
    fn most_of(&self, by_shop: HashMap<usize, usize>) -> Vec<(String, Name, usize)> {
        let is_chosen = |at: usize| self.filters.shop.as_ref() == Some(&self.hunt.shops[at].slug);
        let mut most: Vec<(usize, usize)> = by_shop.into_iter().collect();
        most.sort_unstable_by_key(|(at, count)| (!is_chosen(*at), Reverse(*count), *at));
        most.truncate(SHOP_CHOICES);
        most.sort_unstable_by_key(|(at, _)| *at);
        let named = most.into_iter().map(|(at, count)| {
            let shop = &self.hunt.shops[at];
            (shop.slug.clone(), shop.name.clone(), count)
        });
        named.collect()
    }
}

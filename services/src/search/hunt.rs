//! From the rows of the database to products in their order.

use super::candidates::{self, Row};
use crate::error::Error;
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, Stock, is_stale},
    id::{ProductId, ShopId, TownId},
    money::Price,
    search::{Hit, Place, Quality, Query, Rank, Word, words},
    shops::Shop,
};
use sea_orm::ConnectionTrait;
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// Behind the last place of a name.
const NO_HEAD: u8 = 10;
/// Words of so few letters begin too many others to mean them, once they are words themselves.
const SHORT: usize = 3;

/// A product that answers.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub id: ProductId,
    /// Its shop's place in [`Hunt::shops`].
    pub shop: usize,
    pub price: Price,
    pub category: Category,
    pub rank: Rank,
    /// How each term is answered.
    hits: Vec<Option<Hit>>,
}

/// Everything that was found for a query, the best first.
pub(super) struct Hunt {
    /// The shops of the town.
    pub shops: Vec<Shop>,
    /// What was looked for in the end: some of its terms may be corrected.
    pub query: Query,
    /// What answers all terms, or, when nothing does, most of them.
    pub products: Vec<Candidate>,
    /// Shops that answer all terms, as places in `shops`.
    pub signs: Vec<usize>,
    /// Nothing answers all terms.
    pub is_partial: bool,
}

/// What is the same for every try.
struct Ground<'a> {
    town: TownId,
    shops: &'a [Shop],
    signs: Vec<Vec<Word>>,
    now: DateTime<Utc>,
}

/// Looks for what was typed; then for what may have been meant by the words that nothing answers; then for what may have
/// been meant by any of them; then for what answers some of them. `is_typing`: the last word may not be finished.
pub(super) async fn hunt(
    db: &impl ConnectionTrait,
    town: TownId,
    shops: Vec<Shop>,
    mut query: Query,
    now: DateTime<Utc>,
    is_typing: bool,
) -> Result<Hunt, Error> {
    let signs = shops.iter().map(|shop| words(shop.name.as_str())).collect();
    let ground = Ground {
        town,
        shops: &shops,
        signs,
        now,
    };
    let mut tried = ground.attempt(db, &query, is_typing).await?;
    let unanswered: Vec<usize> = (0..query.terms().len())
        .filter(|term| !tried.answered.contains(term))
        .collect();
    if !unanswered.is_empty() && ground.correct(db, &mut query, &unanswered).await? {
        tried = ground.attempt(db, &query, is_typing).await?;
    }
    let mut is_partial = false;
    if tried.full.is_empty() && tried.signs.is_empty() && !query.terms().is_empty() {
        let mut other = query.clone();
        let all: Vec<usize> = (0..query.terms().len()).collect();
        if ground.correct(db, &mut other, &all).await? {
            let again = ground.attempt(db, &other, is_typing).await?;
            if !again.full.is_empty() || !again.signs.is_empty() {
                (tried, query) = (again, other);
            }
        }
        if tried.full.is_empty() && tried.signs.is_empty() {
            is_partial = true;
            tried.full = most_answered(tried.some, &query);
        }
    }
    let Attempt { full, signs, .. } = tried;
    let mut products = full;
    products.sort_by_key(|product| Reverse((product.rank, product.id)));
    Ok(Hunt {
        shops,
        query,
        products,
        signs,
        is_partial,
    })
}

/// One look with one query.
struct Attempt {
    /// Products that answer all terms.
    full: Vec<Candidate>,
    /// Products that answer some.
    some: Vec<Candidate>,
    signs: Vec<usize>,
    /// Terms that anything answers.
    answered: HashSet<usize>,
}

impl Ground<'_> {
    /// Looks among the words of the town for what these terms may have meant; false when nothing came of it.
    async fn correct(
        &self,
        db: &impl ConnectionTrait,
        query: &mut Query,
        which: &[usize],
    ) -> Result<bool, Error> {
        if which.iter().all(|term| !query.terms()[*term].is_word()) {
            return Ok(false);
        }
        let mut known = candidates::vocabulary(db, self.town).await?;
        known.extend(self.signs.iter().flatten().map(|word| word.stem.clone()));
        let mut some = false;
        for term in which {
            some |= query.terms_mut()[*term].correct(known.iter().map(String::as_str));
        }
        Ok(some)
    }

    async fn attempt(
        &self,
        db: &impl ConnectionTrait,
        query: &Query,
        is_typing: bool,
    ) -> Result<Attempt, Error> {
        let terms = query.terms();
        let by_shop: Vec<Vec<Option<Hit>>> = self
            .shops
            .iter()
            .zip(&self.signs)
            .map(|(shop, sign)| terms.iter().map(|term| term.hit_shop(sign, shop.kind)).collect())
            .collect();
        let mut signs: Vec<usize> = (0..self.shops.len())
            .filter(|shop| !terms.is_empty() && by_shop[*shop].iter().all(Option::is_some))
            .collect();
        signs.sort_by_key(|shop| Reverse(points(&by_shop[*shop])));
        let mut rows = if terms.is_empty() {
            candidates::of_town(db, self.town).await?
        } else {
            candidates::by_words(db, self.town, query).await?
        };
        if !signs.is_empty() {
            let ids: Vec<ShopId> = signs.iter().map(|shop| self.shops[*shop].id).collect();
            rows.extend(candidates::of_shops(db, &ids).await?);
        }
        let mut found = self.gather(rows, query, &by_shop);
        if !is_typing {
            leave_short_beginnings(&mut found, query);
        }
        let mut answered: HashSet<usize> = HashSet::new();
        let all = found.iter().map(|candidate| &candidate.hits).chain(&by_shop);
        for hits in all {
            answered.extend((0..hits.len()).filter(|term| hits[*term].is_some()));
        }
        for candidate in &mut found {
            candidate.rank.points = points(&candidate.hits);
        }
        let (full, some) = found
            .into_iter()
            .partition(|candidate| candidate.hits.iter().all(Option::is_some));
        Ok(Attempt {
            full,
            some,
            signs,
            answered,
        })
    }

    /// Rows of one product become one; of shops that are not on the market, none.
    fn gather(&self, rows: Vec<Row>, query: &Query, by_shop: &[Vec<Option<Hit>>]) -> Vec<Candidate> {
        let places: HashMap<ShopId, usize> = self
            .shops
            .iter()
            .zip(0..)
            .map(|(shop, at)| (shop.id, at))
            .collect();
        let mut found: HashMap<ProductId, Candidate> = HashMap::new();
        for row in rows {
            let Some(shop) = places.get(&row.shop_id).copied() else {
                continue;
            };
            let candidate = found
                .entry(row.id)
                .or_insert_with(|| self.candidate(&row, shop, &by_shop[shop]));
            let (Some(word), Some(place)) = (row.word, row.place) else {
                continue;
            };
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            for (term, hit) in query.terms().iter().zip(&mut candidate.hits) {
                let Some(by_word) = term.hit(&word, place) else {
                    continue;
                };
                if by_word.place == Place::Name {
                    candidate.rank.head = candidate.rank.head.max(Reverse(place));
                }
                *hit = (*hit).max(Some(by_word));
            }
        }
        found.into_values().collect()
    }

    fn candidate(&self, row: &Row, shop: usize, by_shop: &[Option<Hit>]) -> Candidate {
        let kind = self.shops[shop].kind;
        Candidate {
            id: row.id,
            shop,
            price: row.price,
            category: row.category.unwrap_or_else(|| Category::usual(kind)),
            rank: Rank {
                points: 0,
                is_available: Stock::from_parts(row.stock_kind, row.stock_count).on_offer() > 0,
                head: Reverse(NO_HEAD),
                is_fresh: !is_stale(kind, row.confirmed_at.unwrap_or(row.listed_at), self.now),
                listed_at: row.listed_at,
            },
            hits: by_shop.to_vec(),
        }
    }
}

/// "vin" does not mean "vingt" where there is wine.
fn leave_short_beginnings(found: &mut [Candidate], query: &Query) {
    for (at, term) in query.terms().iter().enumerate() {
        let is = |hit: Option<Hit>, quality| hit.is_some_and(|hit| hit.quality == quality);
        let is_a_word = found
            .iter()
            .any(|candidate| is(candidate.hits[at], Quality::Whole));
        if is_a_word && term.written().chars().count() <= SHORT {
            for candidate in found
                .iter_mut()
                .filter(|candidate| is(candidate.hits[at], Quality::Beginning))
            {
                candidate.hits[at] = None;
            }
        }
    }
}

/// Those that answer the most words; a number alone is no answer.
fn most_answered(some: Vec<Candidate>, query: &Query) -> Vec<Candidate> {
    let answered = |candidate: &Candidate| {
        let words = query
            .terms()
            .iter()
            .zip(&candidate.hits)
            .filter(|(term, _)| term.is_word());
        words.filter(|(_, hit)| hit.is_some()).count()
    };
    let most = some.iter().map(answered).max().unwrap_or(0);
    some.into_iter()
        .filter(|candidate| most > 0 && answered(candidate) == most)
        .collect()
}

fn points(hits: &[Option<Hit>]) -> u32 {
    hits.iter().flatten().map(|hit| hit.points()).sum()
}

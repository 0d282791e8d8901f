//! What is still to be said at a shop, and of what is in a basket.

use super::{goods_of, label_of};
use crate::{
    accounts::ShelfOf,
    catalogue::{self, entity::product},
    error::Error,
    pickup, shops,
};
use chrono::NaiveDate;
use domain::{
    catalogue::Product,
    duties::{Goods, Label, Licence, Meter, Waiting, blocking, by, missing},
    id::ProductId,
    orders::OrderKind,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// A product with what is known of it, and what is still to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The product as everybody sees it.
    pub product: Product,
    /// What decides its rules.
    pub goods: Goods,
    /// What is known of it.
    pub label: Label,
    /// The day on which it was listed, on the shop's calendar.
    pub listed: NaiveDate,
    /// What is missing; none: nothing is.
    pub waiting: Option<Waiting>,
}

/// What a shop offers, as far as something of it is still to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkList {
    /// Of what something is missing, the longest waiting first.
    pub articles: Vec<Article>,
    /// By which right the shop sells alcohol; none: nobody said.
    pub licence: Option<Licence>,
    /// Until when that is to be said; none: it is, or the shop sells no alcohol.
    pub licence_by: Option<NaiveDate>,
    /// Of all that it offers.
    pub meter: Meter,
}

/// What is to be said at a merchant's shop of what can be bought there; `today` is the day on its calendar. What is hidden or sold
/// out may wait until it is offered again.
pub async fn work_list(
    db: &impl ConnectionTrait,
    who: &ShelfOf,
    today: NaiveDate,
) -> Result<WorkList, Error> {
    let (shop, calendar) = shop_of(db, who).await?;
    let offered: Vec<Article> = catalogue::offered(db, who)
        .await?
        .into_iter()
        .map(|(row, product)| calendar.article(&row, product))
        .collect();
    let first_alcohol = offered
        .iter()
        .filter(|article| article.goods.category.is_alcohol())
        .map(|article| article.listed)
        .min();
    let meter = Meter::of(
        offered.len(),
        offered.iter().filter_map(|article| article.waiting.as_ref()),
        today,
    );
    // Of one day, the first listed first.
    let mut articles: Vec<Article> = offered
        .into_iter()
        .rev()
        .filter(|article| article.waiting.is_some())
        .collect();
    articles.sort_by_key(|article| article.waiting.as_ref().map(|waiting| waiting.by));
    Ok(WorkList {
        articles,
        licence: shop.licence,
        licence_by: first_alcohol.filter(|_| shop.licence.is_none()).map(by),
        meter,
    })
}

/// One product of this shop, whether something of it is missing or not.
pub async fn article(db: &impl ConnectionTrait, who: &ShelfOf, id: ProductId) -> Result<Article, Error> {
    let (_, calendar) = shop_of(db, who).await?;
    let (row, product) = catalogue::one_of_shop(db, who, id).await?;
    Ok(calendar.article(&row, product))
}

/// Of these products, those that cannot be ordered in that way before something is said of them.
pub async fn unsaid(
    db: &impl ConnectionTrait,
    ids: &[ProductId],
    way: OrderKind,
) -> Result<Vec<ProductId>, Error> {
    let rows = product::Entity::find()
        .find_also_related(shops::entity::Entity)
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let unsaid = rows.into_iter().filter_map(|(row, shop)| {
        let goods = goods_of(&row, shop?.kind);
        (!blocking(goods, &label_of(&row), way).is_empty()).then_some(row.id)
    });
    let mut unsaid: Vec<ProductId> = unsaid.collect();
    unsaid.sort_unstable();
    Ok(unsaid)
}

/// How a shop counts days, and how it sells.
struct Calendar {
    time_zone: String,
    at_a_distance: bool,
}

async fn shop_of(
    db: &impl ConnectionTrait,
    who: &ShelfOf,
) -> Result<(shops::entity::Model, Calendar), Error> {
    let shop = shops::entity::Entity::find_by_id(who.shop())
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let town = shops::town_of(db, who.shop()).await?;
    let calendar = Calendar {
        time_zone: town.time_zone,
        at_a_distance: shop.sells_at_a_distance,
    };
    Ok((shop, calendar))
}

impl Calendar {
    fn article(&self, row: &product::Model, product: Product) -> Article {
        let (goods, label) = (goods_of(row, product.shop.kind), label_of(row));
        let listed = pickup::wall_clock(&self.time_zone, row.listed_at).date();
        let facts = missing(goods, &label, self.at_a_distance);
        let waiting = (!facts.is_empty()).then(|| Waiting {
            facts,
            by: by(listed),
        });
        Article {
            product,
            goods,
            label,
            listed,
            waiting,
        }
    }
}

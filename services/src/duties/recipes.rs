//! What was said once need not be asked again: of the same shop's product of the same name, and of goods under the same
//! barcode, whoever sells them.

use super::{label_of, rows::maker_of};
use crate::{
    accounts::ShelfOf,
    catalogue::{self, entity::product},
    error::Error,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::folded,
    duties::{Fact, Label, Maker},
    id::ProductId,
    text::Name,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};

/// Products of a shop among which one of the same name is looked for: those of a season.
const REMEMBERED: u64 = 1_000;
/// Makers that a shop is offered again.
const MAKERS: usize = 12;

/// What another product says of facts that are missing of this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The other one.
    pub from: ProductId,
    /// What it is called.
    pub name: Option<Name>,
    /// When it was listed.
    pub listed_at: DateTime<Utc>,
    /// Another shop's, of the same barcode.
    pub of_another_shop: bool,
    /// What it says, of the missing facts only.
    pub label: Label,
    /// Of the missing facts, those that it says.
    pub facts: Vec<Fact>,
}

/// Who could answer for a product: one of the same name in this shop first, also one that was taken off the shelf; else
/// one of the same barcode. The newest that says most of what is missing.
pub async fn recipe(
    db: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
    missing: &[Fact],
) -> Result<Option<Recipe>, Error> {
    let (row, _) = catalogue::one_of_shop(db, who, id).await?;
    let called = row.name.as_ref().map(|name| folded(name.as_str()));
    let own = others(db, &row, product::Column::ShopId.eq(who.shop()).into()).await?;
    let own = own.into_iter().filter(|other| {
        let name = other.name.as_ref().map(|name| folded(name.as_str()));
        name.is_some() && name == called
    });
    if let Some(best) = best(own, who, missing) {
        return Ok(Some(best));
    }
    let Some(ean) = row.ean.clone().filter(|ean| !ean.is_in_store()) else {
        return Ok(None);
    };
    let same = Condition::all()
        .add(product::Column::Ean.eq(ean))
        .add(product::Column::WithdrawnAt.is_null());
    Ok(best(others(db, &row, same).await?.into_iter(), who, missing))
}

/// Those who make what this shop sells, as it said before; at most a dozen, by name.
pub async fn makers(db: &impl ConnectionTrait, who: &ShelfOf) -> Result<Vec<Maker>, Error> {
    let rows = product::Entity::find()
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::MakerName.is_not_null())
        .order_by(product::Column::ChangedAt, Order::Desc)
        .limit(REMEMBERED)
        .all(db)
        .await?;
    let mut makers: Vec<Maker> = Vec::new();
    for maker in rows.iter().filter_map(maker_of) {
        if makers.len() < MAKERS && !makers.contains(&maker) {
            makers.push(maker);
        }
    }
    let itself = itself(db, who).await?;
    makers.extend(itself.filter(|itself| !makers.contains(itself)));
    makers.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(makers)
}

/// The shop as the maker of its own goods, once it said who sells.
async fn itself(db: &impl ConnectionTrait, who: &ShelfOf) -> Result<Option<Maker>, Error> {
    let shop = shops::by_id(db, who.shop()).await?;
    let town = shops::town_of(db, who.shop()).await?;
    let trader = shops::trader(db, who.shop()).await?;
    let address = format!("{}, {}", shop.address, town.name);
    Ok(trader.filter(|_| !shop.address.is_empty()).and_then(|trader| {
        Some(Maker {
            name: shop.name,
            address: address.parse().ok()?,
            online: trader.email.as_str().parse().ok()?,
        })
    }))
}

async fn others(
    db: &impl ConnectionTrait,
    row: &product::Model,
    which: Condition,
) -> Result<Vec<product::Model>, Error> {
    let others = product::Entity::find()
        .filter(which)
        .filter(product::Column::Id.ne(row.id))
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(REMEMBERED);
    Ok(others.all(db).await?)
}

fn best(of: impl Iterator<Item = product::Model>, who: &ShelfOf, missing: &[Fact]) -> Option<Recipe> {
    let recipes = of.filter_map(|row| {
        let known = label_of(&row);
        let facts: Vec<Fact> = missing.iter().copied().filter(|fact| known.says(*fact)).collect();
        let mut label = Label::default();
        for fact in &facts {
            label.take(*fact, &known);
        }
        (!facts.is_empty()).then_some(Recipe {
            from: row.id,
            of_another_shop: row.shop_id != who.shop(),
            listed_at: row.listed_at,
            name: row.name,
            label,
            facts,
        })
    });
    // The first of those that say most: they come newest first.
    recipes.reduce(|best, next| {
        if next.facts.len() > best.facts.len() {
            next
        } else {
            best
        }
    })
}

//! What whoever works there does to the shelf.

use super::{entity::product, prices, words};
use crate::{
    accounts::{InGoodStanding, ShelfOf},
    addresses::{self, entity::Kind},
    error::Error,
    ledger::{self, Note},
    photos::{Stored, known},
    shops, slugs,
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Change, Content, Listing, StockKind, Unit},
    duties::Fact,
    id::ProductId,
    ledger::Deed,
    pickup::Lead,
    text::Name,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, OnConflict},
};

/// Puts a product on sale. Sent again under the same id, it changes nothing and answers as the first time; an id
/// that belongs to another shop's product is not found.
pub async fn put_on_sale(
    tx: &impl ConnectionTrait,
    who: &InGoodStanding<impl AsRef<ShelfOf>>,
    id: ProductId,
    listing: Listing,
    at: DateTime<Utc>,
) -> Result<ProductId, Error> {
    let who = who.shelf();
    let mut row = product::ActiveModel {
        id: Set(id),
        shop_id: Set(who.shop()),
        town_id: Set(Some(shops::town_id_of(tx, who.shop()).await?)),
        name: Set(listing.name.clone()),
        price: Set(listing.price),
        unit: Set(listing.unit),
        content_amount: Set(listing
            .content
            .and_then(|content| i32::try_from(content.amount()).ok())),
        content_measure: Set(listing.content.map(Content::measure)),
        stock_kind: Set(listing.stock.kind()),
        stock_count: Set(listing.stock.count()),
        photo_hash: Set(None),
        category: Set(listing.category),
        ean: Set(listing.ean.clone()),
        brand: Set(listing.brand.clone().map(String::from)),
        allergens: Set(listing.allergens.clone().map(String::from)),
        hidden: Set(false),
        priced_at: Set(Some(super::edits::instant(listing.wished, at))),
        priced_by: Set(listing.wished.by),
        listed_at: Set(at),
        changed_at: Set(at),
        ..Default::default()
    };
    // Somebody may list at the same instant: this very product, and the next round finds it there; or one of the same
    // name, and the next round finds another address.
    loop {
        if let Some(known) = product::Entity::find_by_id(id).one(tx).await? {
            return if known.shop_id == who.shop() {
                Ok(id)
            } else {
                Err(Error::NotFound)
            };
        }
        row.slug = Set(free_slug(tx, who, id, listing.name.as_ref()).await?);
        let inserted = product::Entity::insert(row.clone())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(tx)
            .await;
        match inserted {
            Ok(1..) => {
                learn(tx, id).await?;
                let price = listing.price.cents().typed();
                let note = Note::of(Deed::Listed).on(id).from_to(None, Some(price));
                ledger::note(tx, &who.doer(), note, at).await?;
                return Ok(id);
            }
            Ok(0) | Err(sea_orm::DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Changes a product of this shop.
pub async fn change(
    tx: &impl ConnectionTrait,
    who: &InGoodStanding<impl AsRef<ShelfOf>>,
    id: ProductId,
    change: Change,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    set(tx, who.shelf(), id, change, at).await
}

/// Names a product of this shop as its label does: what the law wants said may be said while the shop is suspended too.
pub(crate) async fn name(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
    name: Name,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    set(tx, who, id, Change::Name(name), at).await
}

async fn set(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
    change: Change,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let known = mine(tx, who, id).await?;
    if let Some(note) = noted(&known, &change) {
        ledger::note(tx, &who.doer(), note, at).await?;
    }
    match change {
        Change::Sold => return Ok(super::stock::sold_at_the_counter(tx, known.id, at).await?),
        // On the heap: a whole row in it would make every change of a product large.
        Change::Duplicate(id) => return Box::pin(duplicate(tx, who, known, id, at)).await,
        _ => {}
    }
    let mut row = product::ActiveModel {
        id: Set(known.id),
        changed_at: Set(at),
        // Whoever changes a product has it in hand.
        confirmed_at: Set(Some(at)),
        ..Default::default()
    };
    let is_announced = matches!(change, Change::Reduced(_));
    match change {
        Change::Price(price) | Change::Reduced(price) => {
            prices::leave(tx, &known, price, at).await?;
            row.reduced_from = Set(if is_announced {
                prices::reduced_from(tx, &known, price, at).await?
            } else {
                None
            });
            row.price = Set(price);
            row.priced_at = Set(Some(at));
            row.priced_by = Set(None);
        }
        Change::Name(name) => {
            row.slug = Set(rename(tx, who, &known, &name, at).await?);
            row.name = Set(Some(name));
        }
        Change::Unit(unit) if unit != known.unit => {
            // What a piece cost compares with no price of a kilogram.
            prices::forget(tx, known.id).await?;
            row.reduced_from = Set(None);
            row.unit = Set(unit);
            if unit != Unit::Piece {
                (row.content_amount, row.content_measure) = (Set(None), Set(None));
            }
        }
        Change::Content(content) => {
            row.content_amount = Set(content.and_then(|content| i32::try_from(content.amount()).ok()));
            row.content_measure = Set(content.map(Content::measure));
        }
        Change::Category(category) => row.category = Set(Some(category)),
        Change::Lead(lead) => row.lead_minutes = Set(lead.map(Lead::minutes)),
        Change::Off => row.stock_kind = Set(StockKind::Out),
        Change::Back if known.stock_count.is_some_and(|left| left > 0) => {
            row.stock_kind = Set(StockKind::Pieces);
        }
        Change::Back => {
            row.stock_kind = Set(StockKind::Plenty);
            row.stock_count = Set(None);
        }
        Change::Stock(stock) => {
            row.stock_kind = Set(stock.kind());
            row.stock_count = Set(stock.count());
        }
        Change::Hide => row.hidden = Set(true),
        Change::Show => row.hidden = Set(false),
        Change::Withdraw => row.withdrawn_at = Set(Some(at)),
        Change::Still | Change::Sold | Change::Unit(_) | Change::Duplicate(_) => {}
    }
    words::keep(tx, &row.update(tx).await?).await?;
    Ok(())
}

/// What the ledger says of a change; nothing of what only sorts or confirms.
fn noted(known: &product::Model, change: &Change) -> Option<Note> {
    let note = |deed| Some(Note::of(deed).on(known.id));
    match change {
        Change::Price(price) | Change::Reduced(price) => Some(
            Note::of(Deed::Priced)
                .on(known.id)
                .from_to(Some(known.price.cents().typed()), Some(price.cents().typed())),
        ),
        Change::Name(name) => Some(Note::of(Deed::Named).on(known.id).from_to(
            known.name.clone().map(String::from),
            Some(name.as_str().to_owned()),
        )),
        Change::Unit(unit) if *unit == known.unit => None,
        Change::Unit(_) | Change::Content(_) => Some(
            Note::of(Deed::Labelled)
                .on(known.id)
                .from_to(None, Some(Fact::Amount.to_string())),
        ),
        Change::Stock(stock) if stock.on_offer() == 0 => note(Deed::Off),
        Change::Stock(_) => note(Deed::Stocked),
        Change::Off => note(Deed::Off),
        Change::Back => note(Deed::Back),
        Change::Sold => note(Deed::Sold),
        Change::Hide => note(Deed::Hidden),
        Change::Show => note(Deed::Shown),
        Change::Withdraw => note(Deed::Withdrawn),
        // The new one is written down under its own id.
        Change::Duplicate(id) => Some(
            Note::of(Deed::Listed)
                .on(*id)
                .from_to(None, Some(known.price.cents().typed())),
        ),
        Change::Category(_) | Change::Lead(_) | Change::Still => None,
    }
}

/// Gives a product its picture. The picture's files are stored already.
pub async fn attach_photo(
    tx: &impl ConnectionTrait,
    who: &InGoodStanding<impl AsRef<ShelfOf>>,
    id: ProductId,
    stored: &Stored,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let mine = mine(tx, who.shelf(), id).await?;
    known::note(tx, stored, at).await?;
    product::Entity::update_many()
        .col_expr(product::Column::PhotoHash, Expr::value(stored.hash.to_string()))
        .col_expr(product::Column::ChangedAt, Expr::value(at))
        .filter(product::Column::Id.eq(mine.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Another product like a known one, out of shoppers' sight until its merchant tells them apart.
async fn duplicate(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    like: product::Model,
    id: ProductId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let slug = free_slug(tx, who, id, like.name.as_ref()).await?;
    let another = product::Model {
        id,
        slug,
        hidden: true,
        ean: None,
        confirmed_at: None,
        priced_at: Some(at),
        priced_by: None,
        reduced_from: None,
        listed_at: at,
        changed_at: at,
        words: None,
        words_version: 0,
        ..like
    };
    let row = product::ActiveModel::from(another).reset_all();
    product::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(learn(tx, id).await?)
}

/// Keeps the words of a product that was just listed.
async fn learn(tx: &impl ConnectionTrait, id: ProductId) -> Result<(), DbErr> {
    match product::Entity::find_by_id(id).one(tx).await? {
        Some(row) => words::keep(tx, &row).await,
        None => Ok(()),
    }
}

/// A product of this shop that was not taken back.
pub(crate) async fn mine(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
) -> Result<product::Model, Error> {
    let row = product::Entity::find_by_id(id)
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::WithdrawnAt.is_null())
        .one(tx)
        .await?;
    row.ok_or(Error::NotFound)
}

/// The slug of a product under another name: its address says what it is, and the address it had leads there.
async fn rename(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    known: &product::Model,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<String, Error> {
    if wanted_slug(Some(name)) == wanted_slug(known.name.as_ref()) {
        return Ok(known.slug.clone());
    }
    let slug = free_slug(tx, who, known.id, Some(name)).await?;
    if slug != known.slug {
        let place = (Kind::Product, known.shop_id.0);
        addresses::leave(tx, place, &known.slug, known.id.0, at).await?;
    }
    Ok(slug)
}

fn wanted_slug(name: Option<&Name>) -> String {
    slugs::slug(name.map_or("", Name::as_str), "article")
}

/// A slug that no other product of the shop has, or had.
async fn free_slug(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    of: ProductId,
    name: Option<&Name>,
) -> Result<String, Error> {
    let wanted = wanted_slug(name);
    let taken = product::Entity::find()
        .select_only()
        .column(product::Column::Slug)
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::Id.ne(of))
        .filter(product::Column::Slug.starts_with(&wanted));
    let mut taken: Vec<String> = taken.into_tuple().all(tx).await?;
    taken.extend(addresses::had_by_others(tx, Kind::Product, who.shop().0, of.0, &wanted).await?);
    Ok(slugs::free(&wanted, &taken))
}

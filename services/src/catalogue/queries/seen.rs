//! A product as shoppers see it, read from the columns that they see: a row of all three tables is four times as long, and
//! every value of it is copied twice on its way here.

use super::{Rows, content_of};
use crate::{
    catalogue::entity::product,
    photos::known,
    shops::entity::{self as shop},
};
use domain::{
    catalogue::{Category, Product, SoldBy, Stock},
    photos::Photo,
    pickup::Lead,
};
use sea_orm::{
    DbErr, FromQueryResult, QueryResult, QuerySelect, QueryTrait, TryGetable, sea_query::SelectStatement,
};

pub(super) struct Seen(pub(super) Product);

/// The same rows with these columns only, in the order in which [`Seen`] reads them.
pub(super) fn columns(rows: Rows) -> SelectStatement {
    use product::Column as Of;
    rows.select_only()
        .columns([
            Of::Id,
            Of::Slug,
            Of::Name,
            Of::Price,
            Of::ReducedFrom,
            Of::Unit,
            Of::ContentAmount,
            Of::ContentMeasure,
            Of::StockKind,
            Of::StockCount,
            Of::Category,
            Of::ListedAt,
            Of::ConfirmedAt,
            Of::LeadMinutes,
        ])
        .columns([
            shop::Column::Id,
            shop::Column::Slug,
            shop::Column::Name,
            shop::Column::Kind,
        ])
        .columns([
            known::Column::Hash,
            known::Column::Width,
            known::Column::Height,
            known::Column::Thumbhash,
        ])
        .into_query()
}

/// Reads one column after the other.
struct Line<'a> {
    row: &'a QueryResult,
    at: usize,
}

impl Line<'_> {
    fn next<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        let value = self.row.try_get_by(self.at);
        self.at += 1;
        value
    }

    fn photo(&mut self) -> Result<Option<Photo>, DbErr> {
        let Some(hash) = self.next()? else {
            return Ok(None);
        };
        let (width, height): (i32, i32) = (self.next()?, self.next()?);
        let blur: Vec<u8> = self.next()?;
        Ok(Some(known::shown(hash, (width, height), &blur)))
    }
}

impl FromQueryResult for Seen {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut line = Line { row, at: 0 };
        let (id, slug, name) = (line.next()?, line.next()?, line.next()?);
        let (price, reduced_from, unit) = (line.next()?, line.next()?, line.next()?);
        let content = content_of(line.next()?, line.next()?);
        let stock = Stock::from_parts(line.next()?, line.next()?);
        let category: Option<Category> = line.next()?;
        let listed_at = line.next()?;
        let confirmed_at: Option<_> = line.next()?;
        let lead: Option<i32> = line.next()?;
        let shop = SoldBy {
            id: line.next()?,
            slug: line.next()?,
            name: line.next()?,
            kind: line.next()?,
        };
        Ok(Self(Product {
            id,
            slug,
            name,
            price,
            reduced_from,
            unit,
            content,
            stock,
            photo: line.photo()?,
            category: category.unwrap_or_else(|| Category::usual(shop.kind)),
            confirmed_at: confirmed_at.unwrap_or(listed_at),
            lead: lead.and_then(Lead::of_minutes),
            shop,
        }))
    }
}

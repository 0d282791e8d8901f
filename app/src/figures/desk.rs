//! The tables, in the words of the page.

use super::Table;
use crate::{i18n::Locale, speech, state::House};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    id::ShopId,
    money::Cents,
    orders::{Actor, OrderKind},
    towns::Town,
};
use leptos_i18n::td_string;
use services::{
    accounts::OfficialOf,
    catalogue,
    error::Error,
    oversight::{self, Step, figures, sheet},
    pickup, towns,
};
use std::collections::HashMap;

/// Products in one table: more than the largest town has.
const MOST: u64 = 100_000;

type Rows = Vec<Vec<String>>;

/// The file; `year` on the town's calendar, this one if it is not said. Not found for a year that no calendar has.
pub async fn file(
    house: &House,
    who: &OfficialOf,
    table: Table,
    year: Option<i32>,
    locale: Locale,
) -> Result<Vec<u8>, Error> {
    let town = towns::by_id(house.db.read(), who.town()).await?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let year = year.unwrap_or(today.year());
    let rows = match table {
        Table::Shops => shops(house, who, locale).await?,
        Table::Products => products(house, &town, locale).await?,
        Table::Sales => sales(house, who, &town, year, locale).await?,
        Table::Visits => visits(house, who, &town, year, locale).await?,
        Table::Sellers => sellers(house, who, &town, year, locale).await?,
    };
    let comma = match locale {
        Locale::fr => b';',
        Locale::en => b',',
    };
    Ok(sheet::csv(rows, comma)?)
}

async fn shops(house: &House, who: &OfficialOf, locale: Locale) -> Result<Rows, Error> {
    let board = oversight::board(house.db.read(), who).await?;
    let mut rows = vec![words([
        td_string!(locale, figures.shop),
        td_string!(locale, figures.kind),
        td_string!(locale, figures.address),
        td_string!(locale, figures.phone),
        td_string!(locale, figures.step),
        td_string!(locale, figures.products_count),
    ])];
    rows.extend(board.shops.into_iter().map(|on| {
        let step = match on.step {
            Step::Selling => td_string!(locale, hall.selling),
            Step::Claimed => td_string!(locale, hall.claimed),
            Step::Invited => td_string!(locale, hall.invited),
            Step::ToInvite => td_string!(locale, hall.to_invite),
        };
        vec![
            on.shop.name.to_string(),
            speech::kind(locale, on.shop.kind).to_owned(),
            on.shop.address,
            on.shop.phone.map(|phone| phone.to_string()).unwrap_or_default(),
            step.to_owned(),
            on.products.to_string(),
        ]
    }));
    Ok(rows)
}

async fn products(house: &House, town: &Town, locale: Locale) -> Result<Rows, Error> {
    let mut rows = vec![words([
        td_string!(locale, figures.shop),
        td_string!(locale, figures.product),
        td_string!(locale, figures.aisle),
        td_string!(locale, figures.price),
        td_string!(locale, figures.unit),
    ])];
    let on_sale = catalogue::newest_in_town(house.db.read(), town.id, MOST).await?;
    rows.extend(on_sale.into_iter().map(|product| {
        let kind = product.shop.kind;
        vec![
            product.shop.name.to_string(),
            speech::name_or_kind(locale, product.name.as_ref(), kind),
            speech::category(locale, product.category).to_owned(),
            money(locale, product.price.cents()),
            speech::unit(locale, product.unit).to_owned(),
        ]
    }));
    Ok(rows)
}

async fn sales(
    house: &House,
    who: &OfficialOf,
    town: &Town,
    year: i32,
    locale: Locale,
) -> Result<Rows, Error> {
    let [from, .., to] = quarters(town, year)?;
    let names = names(house, who).await?;
    let mut rows = vec![words([
        td_string!(locale, figures.ordered_on),
        td_string!(locale, figures.collected_on),
        td_string!(locale, figures.shop),
        td_string!(locale, figures.state),
        td_string!(locale, figures.contract),
        td_string!(locale, figures.entered_by),
        td_string!(locale, figures.lines),
        td_string!(locale, figures.total),
    ])];
    let day = |at: DateTime<Utc>| pickup::wall_clock(&town.time_zone, at).date().to_string();
    for sale in figures::sales(house.db.read(), who, from, to).await? {
        let contract = match sale.kind {
            OrderKind::Firm => td_string!(locale, figures.firm),
            OrderKind::Reservation => td_string!(locale, figures.reservation),
        };
        let entered = match sale.entered_as {
            Actor::Shopper => td_string!(locale, figures.by_shopper).to_owned(),
            other => speech::entered_as(locale, other).to_owned(),
        };
        rows.push(vec![
            day(sale.placed_at),
            day(sale.pickup_from),
            names.get(&sale.shop).cloned().unwrap_or_default(),
            speech::state(locale, sale.state).to_owned(),
            contract.to_owned(),
            entered,
            sale.lines.to_string(),
            money(locale, sale.total),
        ]);
    }
    Ok(rows)
}

async fn visits(
    house: &House,
    who: &OfficialOf,
    town: &Town,
    year: i32,
    locale: Locale,
) -> Result<Rows, Error> {
    let mut rows = vec![words([
        td_string!(locale, figures.day),
        td_string!(locale, figures.shop),
        td_string!(locale, figures.views),
        td_string!(locale, figures.scans),
        td_string!(locale, figures.shared),
    ])];
    let first = first_of(year, 1)?;
    let seen = figures::visits(house.db.read(), who, first).await?;
    rows.extend(
        seen.into_iter()
            .filter(|seen| seen.day.year() == year)
            .map(|seen| {
                vec![
                    seen.day.to_string(),
                    seen.shop
                        .map_or_else(|| town.name.clone(), |name| name.to_string()),
                    seen.views.to_string(),
                    seen.scans.to_string(),
                    seen.shared.to_string(),
                ]
            }),
    );
    Ok(rows)
}

async fn sellers(
    house: &House,
    who: &OfficialOf,
    town: &Town,
    year: i32,
    locale: Locale,
) -> Result<Rows, Error> {
    let mut head = words([
        td_string!(locale, figures.shop),
        td_string!(locale, figures.seller),
        td_string!(locale, figures.number),
        td_string!(locale, figures.email),
        td_string!(locale, figures.address),
        td_string!(locale, figures.sales_count),
        td_string!(locale, figures.total),
    ]);
    for quarter in 1..=4 {
        head.push(td_string!(locale, figures.quarter_sales, quarter = quarter));
        head.push(td_string!(locale, figures.quarter_total, quarter = quarter));
    }
    let mut rows = vec![head];
    for seller in figures::yearly(house.db.read(), who, &quarters(town, year)?).await? {
        let (count, total) = seller.total();
        let (name, number, email) = seller.trader.map_or_else(Default::default, |trader| {
            (
                trader.name.to_string(),
                trader.number.to_string(),
                trader.email.to_string(),
            )
        });
        let mut row = vec![
            seller.shop.name.to_string(),
            name,
            number,
            email,
            seller.shop.address,
            count.to_string(),
            money(locale, total),
        ];
        for (count, total) in seller.quarters {
            row.extend([count.to_string(), money(locale, total)]);
        }
        rows.push(row);
    }
    Ok(rows)
}

async fn names(house: &House, who: &OfficialOf) -> Result<HashMap<ShopId, String>, Error> {
    let board = oversight::board(house.db.read(), who).await?;
    Ok(board
        .shops
        .into_iter()
        .map(|on| (on.shop.id, on.shop.name.to_string()))
        .collect())
}

/// When the quarters of a year begin on the town's clock, and when the year ends.
fn quarters(town: &Town, year: i32) -> Result<[DateTime<Utc>; 5], Error> {
    let mut begins = [DateTime::UNIX_EPOCH; 5];
    for (at, begin) in (0_u32..).zip(&mut begins) {
        let first = if at == 4 {
            first_of(year + 1, 1)?
        } else {
            first_of(year, at * 3 + 1)?
        };
        *begin = pickup::instant_at(&town.time_zone, first.and_time(chrono::NaiveTime::MIN));
    }
    Ok(begins)
}

fn first_of(year: i32, month: u32) -> Result<NaiveDate, Error> {
    let year = (2020..2200)
        .contains(&year)
        .then_some(year)
        .ok_or(Error::NotFound)?;
    NaiveDate::from_ymd_opt(year, month, 1).ok_or(Error::NotFound)
}

/// A sum that a spreadsheet adds up: no sign, no blanks.
fn money(locale: Locale, amount: Cents) -> String {
    let point = match locale {
        Locale::fr => ',',
        Locale::en => '.',
    };
    let (sign, cents) = (if amount.0 < 0 { "-" } else { "" }, amount.0.unsigned_abs());
    format!("{sign}{}{point}{:02}", cents / 100, cents % 100)
}

fn words<const N: usize>(words: [&'static str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

//! The day's pickups of a shop, to be prepared and ticked off with a pen.

use super::desk::NothingToPrint;
use crate::{error::ApiError, i18n::Locale, speech, state::House};
use ::printing::{Pickup, Pickups};
use chrono::NaiveDate;
use domain::{
    catalogue::Unit,
    orders::{Given, Line, PartState, Ticket, total},
};
use leptos_i18n::td_string;
use services::{accounts::MerchantOf, orders, pickup, shops};
use std::collections::BTreeMap;

/// Who comes today, and whoever should have come already; in the order in which they come.
pub async fn pickups(
    house: &House,
    who: &MerchantOf,
    locale: Locale,
) -> Result<Pickups, ApiError<NothingToPrint>> {
    let (db, now) = (house.db.read(), house.clock.now());
    let (shop, town) = (
        shops::by_id(db, who.shop()).await?,
        shops::town_of(db, who.shop()).await?,
    );
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let mut tickets = orders::inbox(db, who, now).await?;
    tickets.retain(|ticket| !ticket.state().is_over() && ticket.window.local_from.date() <= today);
    if tickets.is_empty() {
        return Err(ApiError::Refused(NothingToPrint));
    }
    let shop = shop.name.to_string();
    Ok(Pickups {
        language: locale.to_string(),
        title: td_string!(locale, pickups.title, shop = shop.clone()),
        shop,
        day: td_string!(locale, pickups.day, date = speech::date(locale, today)),
        pickups: tickets.iter().map(|ticket| one(locale, ticket, today)).collect(),
        together: td_string!(locale, pickups.together).to_owned(),
        all: together(locale, &tickets),
    })
}

fn one(locale: Locale, ticket: &Ticket, today: NaiveDate) -> Pickup {
    let window = &ticket.window;
    let given = ticket.lines.iter().filter(|line| !line.is_missing());
    let hours = format!(
        "{} – {}",
        speech::hour(locale, window.local_from),
        speech::hour(locale, window.local_to)
    );
    let day = window.local_from.date();
    Pickup {
        // Whoever should have come on an earlier day stands among those of today.
        when: if day == today {
            hours
        } else {
            format!("{}, {hours}", speech::date(locale, day))
        },
        name: ticket.name.to_string(),
        goods: given
            .map(|line| {
                let name = speech::name_or_kind(locale, line.name.as_ref(), ticket.kind);
                format!(
                    "{} {name}",
                    speech::given_quantity(locale, line.unit, amount(line))
                )
            })
            .collect(),
        total: speech::euros(locale, total(&ticket.lines)),
        state: match ticket.state() {
            PartState::Ready => td_string!(locale, pickups.ready).to_owned(),
            _ => String::new(),
        },
    }
}

/// What is still to be prepared for all of them, by name.
fn together(locale: Locale, tickets: &[Ticket]) -> Vec<String> {
    let mut sums: BTreeMap<(String, Unit), i32> = BTreeMap::new();
    for ticket in tickets.iter().filter(|ticket| ticket.state() != PartState::Ready) {
        for line in ticket.lines.iter().filter(|line| !line.is_missing()) {
            let name = speech::name_or_kind(locale, line.name.as_ref(), ticket.kind);
            let sum = sums.entry((name, line.unit)).or_default();
            *sum = sum.saturating_add(amount(line).thousandths());
        }
    }
    sums.into_iter()
        .map(|((name, unit), thousandths)| {
            let sum = Given::of_thousandths(thousandths);
            format!("{} {name}", speech::given_quantity(locale, unit, sum))
        })
        .collect()
}

fn amount(line: &Line) -> Given {
    line.given.unwrap_or(Given::whole(line.quantity))
}

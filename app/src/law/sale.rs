//! `/conditions/{town}/{shop}`: the terms of sale of a shop, made from what the shop says (Code de la consommation, art.
//! L111-1, L112-1, L221-5, L221-18 to L221-28 and L616-1).

use super::{Section, sheet};
use crate::{
    i18n::Locale,
    page::{NoPage, page, param},
    session,
    state::House,
};
use domain::{
    orders::DAYS_TO_WITHDRAW,
    shops::{Shop, Trader},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{shops, towns};

/// `/conditions/{town}/{shop}`
#[component]
pub fn SalePage() -> impl IntoView {
    let (town, shop) = (param("town"), param("shop"));
    page(async move { content(&town, &shop).await })
}

async fn content(town: &str, shop: &str) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let town = towns::by_slug(house.db.read(), town).await?;
    // Whoever ordered there may read them also while the shop is suspended.
    let shop = shops::known_by_slug(house.db.read(), town.id, shop).await?;
    let trader = shops::trader(house.db.read(), shop.id).await?;
    let one = |text: &str| vec![text.to_owned()];
    let mut sections = vec![
        Section::of(
            td_string!(locale, law.sale_seller),
            seller(locale, &shop, trader.as_ref(), &town.name),
        ),
        Section::of(
            td_string!(locale, law.sale_prices),
            one(td_string!(locale, law.sale_prices_says)),
        ),
        Section::of(td_string!(locale, law.sale_order), order(locale, &shop)),
        Section::of(
            td_string!(locale, law.sale_collect),
            one(td_string!(locale, law.sale_collect_says)),
        ),
    ];
    if shop.sells_at_a_distance {
        sections.push(Section::of(
            td_string!(locale, law.sale_withdraw),
            vec![
                td_string!(locale, law.sale_withdraw_says, days = DAYS_TO_WITHDRAW),
                td_string!(locale, law.sale_withdraw_perishes).to_owned(),
            ],
        ));
    }
    sections.push(Section::of(
        td_string!(locale, law.sale_warranty),
        vec![
            td_string!(locale, law.sale_conformity).to_owned(),
            td_string!(locale, law.sale_hidden).to_owned(),
        ],
    ));
    let mediator = trader.and_then(|trader| trader.mediator).map_or_else(
        || td_string!(locale, law.sale_mediator_unsaid).to_owned(),
        |mediator| td_string!(locale, law.sale_mediator, mediator = mediator.to_string()),
    );
    sections.push(Section::of(
        td_string!(locale, law.sale_complaint),
        vec![td_string!(locale, law.sale_complaint_says).to_owned(), mediator],
    ));
    Ok(sheet(
        td_string!(locale, law.sale_title, shop = shop.name.to_string()),
        td_string!(locale, law.sale_lead).to_owned(),
        sections,
        Some(town),
    ))
}

/// Who sells, and how to reach them.
fn seller(locale: Locale, shop: &Shop, trader: Option<&Trader>, town: &str) -> Vec<String> {
    let address = if shop.address.is_empty() {
        town.to_owned()
    } else {
        format!("{}, {town}", shop.address)
    };
    let name = trader.map_or_else(
        || shop.name.to_string(),
        |trader| format!("{} ({})", trader.name, shop.name),
    );
    let mut says = vec![td_string!(
        locale,
        law.sale_seller_is,
        shop = name,
        address = address
    )];
    says.extend(
        shop.phone
            .as_ref()
            .map(|phone| td_string!(locale, law.sale_phone, phone = phone.to_string())),
    );
    match trader {
        Some(trader) => {
            says.push(td_string!(
                locale,
                law.sale_email,
                email = trader.email.to_string()
            ));
            says.push(td_string!(
                locale,
                law.number_is,
                number = trader.number.to_string()
            ));
            says.push(td_string!(locale, law.sale_certified).to_owned());
        }
        None => says.push(td_string!(locale, law.sale_unknown).to_owned()),
    }
    says
}

fn order(locale: Locale, shop: &Shop) -> Vec<String> {
    let mut says = vec![td_string!(locale, law.sale_reserve).to_owned()];
    if shop.sells_at_a_distance {
        says.push(td_string!(locale, law.sale_firm).to_owned());
    }
    says
}

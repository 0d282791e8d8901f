//! Ways out of the counter, and to paper; and the shop's page at the counter for a helper, who settles nothing there.

use crate::{
    areas::{AtCounter, Counter, Tab},
    i18n::Locale,
    page::NoPage,
    routes,
    ui::Icon,
    visits::ShopVisits,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{accounts::MerchantOf, visits};

/// Each where whoever works here may go.
#[component]
pub(super) fn Doors(locale: Locale, window: String, who: MerchantOf) -> impl IntoView {
    let door = |address: String, icon: &'static str, word: &'static str| {
        view! { <li><a class="button button--quiet button--wide" href=address><Icon name=icon />" "{word}</a></li> }
    };
    let of_owner = who.owner().map(|_| {
        (
            door(routes::HELPERS.into(), "user", td_string!(locale, hand.title)),
            door(routes::TILL.into(), "receipt", td_string!(locale, till.title)),
        )
    });
    let settled = who
        .as_owner()
        .map(|_| door(routes::TRADER.into(), "pencil", td_string!(locale, trader.title)));
    let own = who.in_person().map(|_| {
        (
            door(routes::BELL.into(), "bell", td_string!(locale, bell.title)),
            door(routes::DEVICE.into(), "qr", td_string!(locale, counter.device)),
            door(routes::ACCOUNT.into(), "user", td_string!(locale, account.title)),
        )
    });
    view! {
        <ul class="doors" role="list">
            {door(window, "store", td_string!(locale, counter.my_window))}
            {door(routes::POSTERS.into(), "printer", td_string!(locale, printing.title))}
            {settled.ok()}
            {door(routes::TO_COMPLETE.into(), "check", td_string!(locale, duties.title))}
            {of_owner.ok()}
            {own.ok()}
            {door(routes::LEDGER.into(), "clock", td_string!(locale, ledger.title))}
            {door(routes::INSTALL.into(), "home", td_string!(locale, install.title))}
        </ul>
    }
}

/// `/comptoir/boutique` for a helper: how the shop does, and the ways from here.
pub(super) async fn for_helper(at: AtCounter) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = at;
    let week = visits::of_shop(house.db.read(), &who, &town.time_zone, house.clock.now()).await?;
    let window = routes::shop(&town.slug, &shop.slug);
    Ok(view! {
        <Title text=td_string!(locale, description.title) />
        <Counter shop=shop.name.to_string() window=window.clone() tab=Tab::Shop post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, description.title)}</h1><p>{td_string!(locale, hand.owners_word)}</p></div>
                <ShopVisits locale=locale week=week kind=shop.kind />
                <Doors locale=locale window=window who=who />
            </div>
        </Counter>
    }
    .into_any())
}

//! The devices on which somebody is signed in, and a merchant's way back in when the only one is lost.

use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session, speech,
    state::House,
    ui::{Notice, Qr},
    way_back::{OwnAddressForm, own_address},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::{self, Device},
    pickup,
    secret::Secret,
    shops,
};

/// A fresh link that lets a merchant back in, to be shown once.
#[derive(Clone, Debug)]
pub struct BackInPosted {
    /// The shop's name.
    pub shop: String,
    /// The link's secret.
    pub secret: Secret,
}

/// What the list shows: each device, and the day since which it is signed in.
#[derive(Clone, Debug)]
pub struct Devices(Vec<(Device, String)>);

/// Looks up the devices of whoever asks.
pub async fn devices(house: &House, locale: Locale, time_zone: &str) -> Result<Devices, NoPage> {
    let who = session::signed_in(house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let known = accounts::devices(house.db.read(), &who, house.clock.now()).await?;
    let known = known.into_iter().map(|device| {
        let day = pickup::wall_clock(time_zone, device.since).date();
        (device, speech::date(locale, day))
    });
    Ok(Devices(known.collect()))
}

/// Each device with a button that closes it, but for the one in hand.
#[component]
pub fn DevicesList(
    /// For the words.
    locale: Locale,
    /// What is known.
    devices: Devices,
    /// Where the button posts to.
    action: &'static str,
) -> impl IntoView {
    let done = use_query_map().read_untracked().get("ferme").is_some();
    let lines = devices.0.into_iter().map(|(device, day)| {
        let name = if device.name.is_empty() {
            td_string!(locale, devices.unknown).to_owned()
        } else {
            device.name
        };
        let of = td_string!(locale, devices.sign_out_of, device = name.clone(), day = day.clone());
        let act = if device.is_this {
            view! { <span class="chip chip--ready">{td_string!(locale, devices.this)}</span> }.into_any()
        } else {
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="device" value=device.id.to_string() />
                    <button class="button button--quiet" type="submit">
                        {td_string!(locale, devices.sign_out)}<span class="visually-hidden">" "{of}</span>
                    </button>
                </form>
            }
            .into_any()
        };
        view! {
            <li class="devices__device">
                <div><p class="devices__name">{name}</p><p class="devices__since">{td_string!(locale, devices.since, day = day)}</p></div>
                {act}
            </li>
        }
    });
    view! {
        <section class="section devices" aria-labelledby="devices">
            <h2 id="devices">{td_string!(locale, devices.yours)}</h2>
            {done.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, devices.done)}</p></Notice> })}
            <p>{td_string!(locale, devices.yours_lead)}</p>
            <ul class="devices__list" role="list">{lines.collect_view()}</ul>
        </section>
    }
}

/// `/mairie/appareils`: a merchant who lost the phone is let back in; and the official's own devices.
#[component]
pub fn TownDevicesPage() -> impl IntoView {
    page(async move { of_town().await })
}

async fn of_town() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    if let Some(posted) = use_context::<BackInPosted>() {
        let link = house.absolute(&routes::invitation(posted.secret.reveal()));
        return Ok(
            view! { <TownHall town=town><BackIn locale=locale shop=posted.shop link=link /></TownHall> }
                .into_any(),
        );
    }
    let known = devices(&house, locale, &town.time_zone).await?;
    let own = own_address(&house).await?;
    let has_key = Some(who.grace().is_none());
    let shops = shops::in_town(house.db.read(), town.id).await?;
    let shops = shops
        .into_iter()
        .map(|shop| (shop.id.to_string(), shop.name.to_string()));
    let shops: Vec<(String, String)> = shops.collect();
    let title = td_string!(locale, devices.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                <Lost locale=locale shops=shops />
                <DevicesList locale=locale devices=known action=routes::TOWN_DEVICES />
                <OwnAddressForm locale=locale own=own action=routes::TOWN_DEVICES has_key=has_key />
                <p><a href=routes::ACCOUNT>{td_string!(locale, account.title)}</a></p>
            </div>
        </TownHall>
    }
    .into_any())
}

#[component]
fn Lost(locale: Locale, shops: Vec<(String, String)>) -> impl IntoView {
    let form = if shops.is_empty() {
        view! { <p>{td_string!(locale, devices.none)}</p> }.into_any()
    } else {
        let options = shops
            .into_iter()
            .map(|(id, name)| view! { <option value=id>{name}</option> })
            .collect_view();
        view! {
            <div class="field">
                <label class="field__label" for="lost-shop">{td_string!(locale, devices.shop)}</label>
                <select class="field__input" id="lost-shop" name="shop">{options}</select>
            </div>
            <button class="button" type="submit">{td_string!(locale, devices.make)}</button>
        }
        .into_any()
    };
    view! {
        <section class="section panel" aria-labelledby="lost">
            <form class="fields" method="post" action=routes::TOWN_DEVICES>
                <h2 id="lost">{td_string!(locale, devices.lost)}</h2>
                <p>{td_string!(locale, devices.lost_lead)}</p>
                {form}
            </form>
        </section>
    }
}

#[component]
fn BackIn(locale: Locale, shop: String, link: String) -> impl IntoView {
    let title = td_string!(locale, devices.back_title, shop = shop.clone());
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, devices.back_lead)}</p></div>
            <div class="device">
                <Qr holds=link label=td_string!(locale, devices.qr, shop = shop) size="qr--big" />
                <p>{td_string!(locale, devices.words)}</p>
                <a class="button button--quiet" href=routes::TOWN_DEVICES>{td_string!(locale, devices.back)}</a>
            </div>
        </div>
    }
}

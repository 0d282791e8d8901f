//! The doors: a link that lets somebody in once, and a second device.

use crate::{
    areas::{AtCounter, Counter, Market, Tab},
    devices::{DevicesList, devices},
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::{Drawing, EmptyState, Qr},
    way_back::{OwnAddressForm, own_address},
};
use domain::shops::Shop;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    accounts::{self, InvitationRefused},
    error::Error,
    secret::Secret,
    shops,
};

/// A fresh link for a second device, to be shown once.
#[derive(Clone, Debug)]
pub struct DevicePosted(pub Secret);

/// `/invitation/{secret}`: shows what the link opens; only the button goes through, because mail programs open links.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let secret = param("secret");
    page(async move { invitation(&secret).await })
}

async fn invitation(secret: &str) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let db = house.db.read();
    match accounts::look(db, &Secret::presented(secret), house.clock.now()).await {
        Ok(invitation) => {
            let secret = secret.to_owned();
            let Some(shop) = invitation.claims else {
                let name = invitation.name.map(String::from).unwrap_or_default();
                return Ok(another_device(locale, secret, name).into_any());
            };
            let town = shops::town_of(db, shop.id).await?;
            Ok(claim(locale, secret, &shop, town.name).into_any())
        }
        Err(Error::Refused(why)) => Ok(closed(locale, why).into_any()),
        Err(Error::NotFound) => Err(NoPage::NotFound),
        Err(Error::Failed(failed)) => Err(failed.into()),
    }
}

fn claim(locale: Locale, secret: String, shop: &Shop, town: String) -> impl IntoView + use<> {
    let name = shop.name.to_string();
    let title = td_string!(locale, invitation.title, shop = name.clone());
    let facts = [speech::kind(locale, shop.kind).to_owned(), shop.address.clone()];
    let facts = facts
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                <div class="invitation">
                    <div class="invitation__sign"><p class="invitation__shop">{name}</p><p class="invitation__facts">{facts}</p></div>
                    <p>{td_string!(locale, invitation.lead, town = town)}</p>
                    <ol class="invitation__steps">
                        <li>{td_string!(locale, invitation.step_photo)}</li>
                        <li>{td_string!(locale, invitation.step_price)}</li>
                        <li>{td_string!(locale, invitation.step_sale)}</li>
                    </ol>
                    <GoThrough secret=secret word=td_string!(locale, invitation.yes) />
                    <p class="small soft">{td_string!(locale, invitation.words)}</p>
                    <p class="small">{td_string!(locale, invitation.no)}</p>
                </div>
            </div>
        </Market>
    }
}

fn another_device(locale: Locale, secret: String, name: String) -> impl IntoView + use<> {
    let title = td_string!(locale, invitation.device_title, name = name);
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, invitation.device_lead)}</p></div>
                <GoThrough secret=secret word=td_string!(locale, invitation.go_on) />
            </div>
        </Market>
    }
}

#[component]
fn GoThrough(secret: String, word: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=routes::invitation(&secret)>
            <button class="button button--big button--wide" type="submit">{word}</button>
        </form>
    }
}

fn closed(locale: Locale, why: InvitationRefused) -> impl IntoView {
    let (title, words) = match why {
        InvitationRefused::Used => (
            td_string!(locale, invitation.used_title),
            td_string!(locale, invitation.used),
        ),
        InvitationRefused::Expired => (
            td_string!(locale, invitation.expired_title),
            td_string!(locale, invitation.expired),
        ),
    };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::GONE);
    }
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::NotFound>
                <p>{words}</p>
                <div class="empty-state__actions">
                    <a class="button" href=routes::COUNTER>{td_string!(locale, invitation.open_counter)}</a>
                    <a class="button button--quiet" href=routes::WAY_BACK>{td_string!(locale, way_back.title)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}

/// `/comptoir/appareil`: a button, and once pressed a QR that another phone opens.
#[component]
pub fn DevicePage() -> impl IntoView {
    page(async move { device().await })
}

async fn device() -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        shop,
        town,
        who,
    } = AtCounter::here().await?;
    who.in_person()?;
    let known = devices(&house, locale, &town.time_zone).await?;
    let own = own_address(&house).await?;
    let fresh =
        use_context::<DevicePosted>().map(|posted| house.absolute(&routes::invitation(posted.0.reveal())));
    let button = if fresh.is_some() {
        td_string!(locale, device.again)
    } else {
        td_string!(locale, device.make)
    };
    Ok(view! {
        <Title text=td_string!(locale, device.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, device.title)}</h1><p>{td_string!(locale, device.lead)}</p></div>
                <div class="device">
                    {fresh.map(|link| view! { <Qr holds=link label=td_string!(locale, device.qr).to_owned() size="qr--big" /> })}
                    <p>{td_string!(locale, device.words)}</p>
                    <form method="post" action=routes::DEVICE>
                        <button class="button" type="submit">{button}</button>
                    </form>
                    <form method="post" action=routes::SIGN_OUT>
                        <button class="button button--plain" type="submit">{td_string!(locale, device.sign_out)}</button>
                    </form>
                </div>
                <DevicesList locale=locale devices=known action=routes::DEVICE />
                <OwnAddressForm locale=locale own=own action=routes::DEVICE />
            </div>
        </Counter>
    }
    .into_any())
}

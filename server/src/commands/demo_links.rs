//! `halle demo-links`

use crate::{house, settings::Settings};
use anyhow::{Context, Result};
use app::routes;
use domain::{id::TownId, shops::Shop};
use sea_orm::ConnectionTrait;
use services::{accounts, shops, slugs, towns};

pub async fn run(settings: &Settings) -> Result<()> {
    let house = house::open(settings).await?;
    let demo = demo::dourdan()?;
    let grocer = demo.shops.first().context("the demo town has no shop")?;
    let db = house.db.read();
    let town = towns::by_slug(db, &demo.town.slug)
        .await
        .context("there is no demo town: run `halle seed --demo`")?;
    let mut on_market = shops::in_town(db, town.id).await?.into_iter();
    let shop = match on_market.find(|shop| shop.name.as_str() == grocer.name) {
        Some(shop) => shop,
        None => suspended(db, town.id, &grocer.name).await?,
    };
    let now = house.clock.now();
    let tx = house.db.write().await?;
    let merchant = accounts::may_sign_in(&tx, None, Some(shop.id), now).await?;
    let official = accounts::may_sign_in(&tx, Some(town.id), None, now).await?;
    tx.commit().await?;
    let link = |path: &str| house.absolute(path);
    println!(
        "The market of {}      {}",
        town.name,
        link(&routes::town(&town.slug))
    );
    println!(
        "The counter of {}    {}",
        shop.name,
        link(&routes::invitation(merchant.reveal()))
    );
    println!(
        "The town hall             {}",
        link(&routes::invitation(official.reveal()))
    );
    if shops::is_suspended(db, shop.id).await? {
        println!(
            "{} is suspended: its counter says why, and the town hall can lift it.",
            shop.name
        );
    }
    println!("The last two sign in once, within a quarter of an hour; `halle demo-links` makes new ones.");
    Ok(())
}

/// Out of people's sight, and at its address all the same.
async fn suspended(db: &impl ConnectionTrait, town: TownId, name: &str) -> Result<Shop> {
    shops::known_by_slug(db, town, &slugs::slug(name, "commerce"))
        .await
        .context("the demo's grocer is gone: nobody acts for it any more, or it was renamed")
}

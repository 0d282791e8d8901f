//! `halle demo-links`

use crate::{house, settings::Settings};
use anyhow::{Context, Result};
use app::routes;
use services::{accounts, shops, towns};

pub async fn run(settings: &Settings) -> Result<()> {
    let house = house::open(settings).await?;
    let demo = demo::dourdan()?;
    let grocer = demo.shops.first().context("the demo town has no shop")?;
    let db = house.db.read();
    let town = towns::by_slug(db, &demo.town.slug)
        .await
        .context("there is no demo town: run `halle seed --demo`")?;
    let shop = shops::in_town(db, town.id).await?;
    let shop = shop
        .iter()
        .find(|shop| shop.name.as_str() == grocer.name)
        .context("the demo's grocer is gone")?;
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
    println!("The last two sign in once, within a quarter of an hour; `halle demo-links` makes new ones.");
    Ok(())
}

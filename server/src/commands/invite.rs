//! `halle invite`

use crate::{house, settings::Settings};
use anyhow::{Context, Result, ensure};
use app::routes;
use clap::Args;
use domain::{
    shops::{Shop, ShopKind},
    text::Name,
    towns::Town,
};
use services::{
    accounts, pickup,
    shops::{self, NewShop},
    towns,
};

#[derive(Debug, Args)]
pub struct Invite {
    /// Slug of the town, as in its address.
    #[arg(long)]
    town: String,
    /// The shop's sign.
    #[arg(long)]
    shop: Name,
    /// What it mainly sells; a word that is none lists them all.
    #[arg(long, value_parser = kind)]
    kind: ShopKind,
    /// Opening hours in OpenStreetMap's syntax, as in "Tu-Sa 09:00-12:30,14:30-19:00"; the merchant can set them later.
    #[arg(long, default_value = "")]
    hours: String,
}

fn kind(word: &str) -> Result<ShopKind, String> {
    let words: Vec<&str> = ShopKind::ALL.iter().map(|kind| kind.as_str()).collect();
    word.parse().map_err(|_| format!("one of {}", words.join(", ")))
}

impl Invite {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        ensure!(
            pickup::are_readable(&self.hours),
            "these hours cannot be read: write for example \"Tu-Sa 09:00-19:00\""
        );
        let house = house::open(settings).await?;
        let town = towns::by_slug(house.db.read(), &self.town)
            .await
            .with_context(|| format!("there is no town at /{}", self.town))?;
        let now = house.clock.now();
        let tx = house.db.write().await?;
        let shop = self.on_roster(&tx, &town, now).await?;
        let secret = accounts::invite_merchant(&tx, shop.id, now).await?;
        tx.commit().await?;
        println!("{}", house.absolute(&routes::invitation(secret.reveal())));
        Ok(())
    }

    async fn on_roster(
        self,
        tx: &services::db::Transaction,
        town: &Town,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Shop> {
        if let Some(known) = shops::unclaimed_by_name(tx, town.id, &self.shop).await? {
            return Ok(known);
        }
        let new = NewShop {
            hours: self.hours,
            ..NewShop::named(self.shop, self.kind)
        };
        Ok(shops::add(tx, town.id, new, now).await?)
    }
}

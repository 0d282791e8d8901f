//! The demo town, opened by the same verbs as a real one: every shop is invited, claimed and filled by its merchant.

use anyhow::{Context, Result};
use app::state::House;
use chrono::{DateTime, Duration, Utc};
use demo::Dourdan;
use domain::{
    catalogue::{Listing, ListingForm, StockKind},
    duties::{Fact, LabelForm, Labelled, amount_in},
    id::{ProductId, TownId},
    towns::Town,
};
use services::{
    accounts::{self, InGoodStanding},
    catalogue,
    db::Transaction,
    duties,
    error::Error,
    photos::Stored,
    secret,
    shops::{self, NewShop},
    towns::{self, NewTown},
};
use std::io::{IsTerminal, Write};
use tokio::task::{JoinSet, spawn_blocking};

/// Pixels of a drawing's side: what a phone would send.
const SIDE: u32 = 1200;
/// Between two products on the shelves, so that "newest first" goes from shop to shop.
const PACE: Duration = Duration::minutes(7);

pub async fn open(house: &House) -> Result<()> {
    let demo = demo::dourdan()?;
    if towns::by_slug(house.db.read(), &demo.town.slug).await.is_ok() {
        println!("{} is open already.", demo.town.name);
        return Ok(());
    }
    let pictures = draw(house, &demo).await?;
    let now = house.clock.now();
    let tx = house.db.write().await?;
    let town = open_town(&tx, &demo, now).await?;
    let mut merchants = Vec::new();
    for shop in &demo.shops {
        merchants.push(
            claim(&tx, town.id, shop, now)
                .await
                .with_context(|| shop.name.clone())?,
        );
    }
    let mut waiting: Vec<_> = demo.shops.iter().map(|shop| shop.products.iter()).collect();
    let mut pictures: Vec<_> = pictures.iter().map(|of_shop| of_shop.iter()).collect();
    let all: i32 = demo
        .shops
        .iter()
        .map(|shop| i32::try_from(shop.products.len()).unwrap_or_default())
        .sum();
    let mut at = now - PACE * all;
    // Round after round, one product of each shop.
    while waiting.iter().any(|products| products.len() > 0) {
        for (shop, who) in merchants.iter().enumerate() {
            let (Some(product), Some(picture)) = (waiting[shop].next(), pictures[shop].next()) else {
                continue;
            };
            put_on_sale(&tx, who, product, picture, at)
                .await
                .with_context(|| product.name.clone())?;
            at += PACE;
        }
    }
    tx.commit().await?;
    println!(
        "{} is open: {} shops, {all} products.",
        town.name,
        demo.shops.len()
    );
    Ok(())
}

/// Draws every product and stores the pictures, as many at once as there are processors.
async fn draw(house: &House, demo: &Dourdan) -> Result<Vec<Vec<Stored>>> {
    let mut jobs = JoinSet::new();
    for (shop, products) in demo.shops.iter().map(|shop| &shop.products).enumerate() {
        for (place, product) in products.iter().enumerate() {
            let (picture, photos) = (product.picture.clone(), house.photos.clone());
            jobs.spawn(async move {
                let drawn = spawn_blocking(move || demo::drawing::draw(&picture, SIDE)).await??;
                Ok::<_, anyhow::Error>(((shop, place), photos.accept(drawn).await?))
            });
        }
    }
    let all = jobs.len();
    let mut done = Vec::with_capacity(all);
    while let Some(job) = jobs.join_next().await {
        done.push(job??);
        progress(done.len(), all);
    }
    done.sort_by_key(|(place, _)| *place);
    let mut by_shop = vec![Vec::new(); demo.shops.len()];
    for ((shop, _), stored) in done {
        by_shop[shop].push(stored);
    }
    Ok(by_shop)
}

fn progress(done: usize, all: usize) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        // A terminal that went away does not stop the work.
        let _ = write!(
            out,
            "\rPainting {done} of {all} products{}",
            if done == all { "\n" } else { "" }
        );
        let _ = out.flush();
    }
}

async fn open_town(tx: &Transaction, demo: &Dourdan, at: DateTime<Utc>) -> Result<Town> {
    let new = NewTown {
        insee_code: demo.town.insee_code.clone(),
        name: demo.town.name.clone(),
        slug: demo.town.slug.clone(),
        postcodes: demo.town.postcodes.clone(),
        time_zone: demo.town.time_zone.clone(),
    };
    let town = towns::open(tx, new, at)
        .await
        .map_err(|error| anyhow::anyhow!("{error:?}"))?;
    accounts::invite_official(tx, town.id, demo.town.official.parse()?, at).await?;
    Ok(town)
}

async fn claim(
    tx: &Transaction,
    town: TownId,
    shop: &demo::Shop,
    at: DateTime<Utc>,
) -> Result<InGoodStanding> {
    let new = NewShop {
        name: shop.name.parse()?,
        kind: shop.kind.parse()?,
        address: shop.address.clone(),
        phone: Some(shop.phone.parse()?),
        position: Some((shop.latitude, shop.longitude)),
        hours: shop.hours.clone(),
        about: shop.about.clone(),
    };
    let licence = &shop.licence;
    let shop = shops::add(tx, town, new, at).await?;
    let link = accounts::invite_merchant(tx, shop.id, at).await?;
    let session = match accounts::accept(tx, &link, "the demo", at).await {
        Ok(session) => session,
        Err(Error::Failed(failed)) => return Err(failed.into()),
        Err(error) => anyhow::bail!("a fresh link opens nothing: {error:?}"),
    };
    let who = accounts::signed_in(tx, &session.secret, at).await?;
    let merchant = who.merchant(tx).await?;
    if let Ok(licence) = licence.parse() {
        duties::license(tx, &merchant.as_owner()?, licence, at).await?;
    }
    // Nobody holds this device.
    accounts::sign_out(tx, &who, at).await?;
    match merchant.in_good_standing(tx).await {
        Ok(standing) => Ok(standing),
        Err(Error::Failed(failed)) => Err(failed.into()),
        Err(error) => anyhow::bail!("a new shop may not sell: {error:?}"),
    }
}

async fn put_on_sale(
    tx: &Transaction,
    who: &InGoodStanding,
    product: &demo::Product,
    picture: &Stored,
    at: DateTime<Utc>,
) -> Result<()> {
    let id = catalogue::put_on_sale(tx, who, ProductId(secret::id()), listing(product)?, at).await?;
    catalogue::attach_photo(tx, who, id, picture, at).await?;
    Ok(duties::label(tx, who, id, &label(product)?, at).await?)
}

/// What its merchant said of it so far; of some goods nothing, as in life.
fn label(product: &demo::Product) -> Result<Labelled> {
    let mut maker = product.maker.split(';').map(|part| part.trim().to_owned());
    let mut part = || maker.next().unwrap_or_default();
    let is_said = |text: &str| !text.is_empty() && text != "none";
    let form = LabelForm {
        asked: Fact::ALL
            .iter()
            .copied()
            .filter(|fact| *fact != Fact::Name)
            .collect(),
        allergens: product
            .allergens
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect(),
        no_allergens: product.allergens == "none",
        strength: product.strength.clone(),
        amount: amount_in(&product.name)
            // Whoever turned the jar round to read it read that too.
            .filter(|_| !product.allergens.is_empty())
            .map(String::from)
            .unwrap_or_default(),
        maker: part(),
        maker_address: part(),
        maker_online: part(),
        warnings: if is_said(&product.warnings) {
            product.warnings.clone()
        } else {
            String::new()
        },
        no_warnings: product.warnings == "none",
        ..LabelForm::default()
    };
    Ok(form.parse()?)
}

fn listing(product: &demo::Product) -> Result<Listing> {
    let is_counted = product.stock.parse::<StockKind>().is_err();
    let form = ListingForm {
        price: product.price.clone(),
        name: product.name.clone(),
        unit: product.unit.clone(),
        category: product.category.clone(),
        stock: if is_counted {
            StockKind::Pieces.to_string()
        } else {
            product.stock.clone()
        },
        pieces: if is_counted {
            product.stock.clone()
        } else {
            String::new()
        },
        ..ListingForm::default()
    };
    Ok(form.parse()?)
}

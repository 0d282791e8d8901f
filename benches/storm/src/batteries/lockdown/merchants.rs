//! Those behind the counters: products with photos go on sale, and the inbox is looked at.

use super::{Day, Deed};
use crate::{goods::TOWN, http::Client, load::at, market::Market};
use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// Between two things that a merchant does.
const PACE: Duration = Duration::from_secs(3);
/// Every so many of them a product goes on sale, else the inbox is looked at.
const LISTING: u64 = 5;
/// Drawings that are made when there are no photographs.
const DRAWN: usize = 12;
/// Pixels of a drawing's side: what a phone would send.
const SIDE: u32 = 1_200;
const BOUNDARY: &str = "the-lockdown-day";

/// Links that open the counters of so many more shops.
pub fn links(market: &Market, merchants: u32) -> Result<Vec<String>> {
    let link = |number| {
        let shop = format!("Comptoir {number}");
        let hours = "Mo-Su 00:00-11:45,12:00-23:45";
        let said = market.run(&[
            "invite", "--town", TOWN, "--shop", &shop, "--kind", "grocer", "--hours", hours,
        ])?;
        let (_, link) = said.trim().split_once("/invitation/").context("no link")?;
        Ok(format!("/invitation/{link}"))
    };
    (1..=merchants).map(link).collect()
}

/// Goes through the links; each counter has a first product, so that its inbox has something to wait for.
pub async fn open(market: &Market, links: Vec<String>) -> Result<Vec<Client>> {
    let mut counters = Vec::with_capacity(links.len());
    for link in links {
        let answer = Client::new(market.addr).post(&link, String::new()).await?;
        let cookie = answer.cookie.context("the link opened nothing")?;
        let mut counter = Client::signed_in(market.addr, cookie);
        for (price, name) in [("2,50", "Pain"), ("4,50", "Confiture"), ("9,80", "Miel")] {
            let listed = counter
                .send("POST", "/comptoir", Some(&kind()), form(price, name, None))
                .await?;
            ensure!(
                listed.status.is_redirection(),
                "nothing can be put on sale: {}",
                listed.status
            );
        }
        counters.push(counter);
    }
    Ok(counters)
}

/// The photographs of a folder, or drawings.
pub fn pictures(folder: Option<&Path>) -> Result<Vec<Bytes>> {
    let Some(folder) = folder else { return drawings() };
    let mut pictures = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let is_photo = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("jpg") || end.eq_ignore_ascii_case("jpeg"));
        if is_photo {
            pictures.push(fs::read(path)?.into());
        }
    }
    ensure!(
        !pictures.is_empty(),
        "there is no photograph in {}",
        folder.display()
    );
    Ok(pictures)
}

fn drawings() -> Result<Vec<Bytes>> {
    let town = demo::dourdan()?;
    let products = town.shops.iter().flat_map(|shop| &shop.products);
    let drawn = products
        .step_by(11)
        .take(DRAWN)
        .map(|product| Ok(demo::drawing::draw(&product.picture, SIDE)?.into()));
    drawn.collect()
}

/// Works until the day ends.
pub async fn work(day: Day, number: usize, mut counter: Client, pictures: Arc<Vec<Bytes>>) {
    let mut done = number as u64;
    let mut due = Instant::now() + PACE.mul_f64(crate::load::count(number as u64) / 10.0);
    while due < day.end {
        let since = at(due).await;
        done += 1;
        if done.is_multiple_of(LISTING) {
            let turn = usize::try_from(done).unwrap_or_default();
            let picture = new_photo(&pictures[turn % pictures.len()], number, done);
            let name = format!("Arrivage {done}");
            let body = form("3,50", &name, Some(&picture));
            let answer = counter.send("POST", "/comptoir", Some(&kind()), body).await;
            let wrong = match answer {
                Ok(answer) if answer.location.as_deref() == Some("/comptoir?vendu=1") => None,
                Ok(answer) => Some(format!("{} to {:?}", answer.status, answer.location)),
                Err(error) => Some(format!("{error:#}")),
            };
            day.diary.note(Deed::Listing, since, wrong);
        } else {
            let wrong = match counter.get("/comptoir/commandes").await {
                Ok(answer) if answer.status.is_success() => None,
                Ok(answer) => Some(answer.status.to_string()),
                Err(error) => Some(format!("{error:#}")),
            };
            day.diary.note(Deed::Inbox, since, wrong);
        }
        // Who is slow does not hurry afterwards.
        due = (due + PACE).max(Instant::now());
    }
}

/// The same picture in a file that the market has not seen: a comment is put behind the JPEG's first two bytes.
fn new_photo(picture: &Bytes, number: usize, done: u64) -> Vec<u8> {
    let words = format!("merchant {number:06} product {done:010}");
    let mut photo = picture[..2].to_vec();
    photo.extend([0xFF, 0xFE, 0, u8::try_from(words.len() + 2).unwrap_or(u8::MAX)]);
    photo.extend(words.bytes());
    photo.extend(&picture[2..]);
    photo
}

fn kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

fn form(price: &str, name: &str, photo: Option<&[u8]>) -> Bytes {
    let mut body = Vec::new();
    for (field, value) in [
        ("price", price),
        ("name", name),
        ("unit", "piece"),
        ("stock", "always"),
        ("pieces", ""),
    ] {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    if let Some(photo) = photo {
        let head = "content-disposition: form-data; name=\"photo\"; filename=\"photo.jpg\"\r\ncontent-type: image/jpeg";
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").bytes());
        body.extend(photo);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body.into()
}

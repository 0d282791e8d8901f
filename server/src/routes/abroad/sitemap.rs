//! The list of all pages: of each town its market, its aisles in which there is something, its shops and its plan; then all
//! products. It is written as it is read, a thousand products at a time: a market of a million is never held
//! in memory, and no reader of the database for longer than one of these thousands.

use super::{broken, nothing};
use crate::pages::Server;
use app::{abroad, routes, state::House};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use domain::id::{ProductId, TownId};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use http::header;
use services::{
    catalogue,
    error::{Error, Failed},
    shops, towns,
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use uuid::Uuid;

/// What a list may hold at most, as sitemaps.org says.
const PART: u64 = 50_000;
/// Products read at once.
const AT_ONCE: u64 = 1_000;
/// The part with the towns, their aisles and their shops.
const PLACES: &str = "places.xml";

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
const END: &str = "</urlset>\n";
const INDEX: (&str, &str) = (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    "</sitemapindex>\n",
);

/// `/robots.txt`. What is listed is a beginning: a basket is named with its question mark, or every "panier garni" of the
/// market would be shut with it, and the town hall with what follows it, or Mairieux would.
pub async fn robots(State(server): State<Server>) -> Response {
    let says = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /commande/\nDisallow: /comptoir/\nDisallow: /entrer/\n\
         Disallow: /exploitant/\nDisallow: /invitation/\nDisallow: /mairie/\nDisallow: /*/panier?\n\nSitemap: {}\n",
        server.house.absolute(routes::SITEMAP)
    );
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, says).into_response()
}

/// `/sitemap.xml`: all pages, or the list of the lists when they are too many for one.
pub async fn all(State(server): State<Server>) -> Response {
    match try_all(&server.house, PART).await {
        Ok(response) => response,
        Err(error) => nothing(error),
    }
}

async fn try_all(house: &House, part: u64) -> Result<Response, Error> {
    let towns = towns_by_id(house).await?;
    let places = places(house, &towns).await?;
    let first = ProductId(Uuid::nil());
    let room = part.saturating_sub(places.len() as u64);
    if catalogue::nth_listed(house.db.read(), first, room + 1)
        .await?
        .is_none()
    {
        return Ok(xml(Body::from_stream(list(
            house,
            places.concat(),
            towns,
            first,
            room,
        ))));
    }
    let mut index = INDEX.0.to_owned();
    let mut add = |part: &str| {
        index.push_str(&abroad::index_entry(&house.absolute(&routes::sitemap_part(part))));
    };
    add(PLACES);
    let mut after = first;
    loop {
        add(&format!("{after}.xml"));
        // What follows the last full list, if anything does.
        let Some(last) = catalogue::nth_listed(house.db.read(), after, part).await? else {
            break;
        };
        if catalogue::nth_listed(house.db.read(), last, 1).await?.is_none() {
            break;
        }
        after = last;
    }
    index.push_str(INDEX.1);
    Ok(xml(Body::from(index)))
}

/// `/sitemap/{part}`: the towns with their aisles and shops, or the products behind one.
pub async fn part(State(server): State<Server>, Path(part): Path<String>) -> Response {
    match try_part(&server.house, &part).await {
        Ok(response) => response,
        Err(error) => nothing(error),
    }
}

async fn try_part(house: &House, part: &str) -> Result<Response, Error> {
    let towns = towns_by_id(house).await?;
    if part == PLACES {
        let places = places(house, &towns).await?.concat();
        return Ok(xml(Body::from(format!("{BEGIN}{places}{END}"))));
    }
    let after = part.strip_suffix(".xml").and_then(|id| id.parse().ok());
    let after = after.ok_or(Error::NotFound)?;
    Ok(xml(Body::from_stream(list(
        house,
        String::new(),
        towns,
        after,
        PART,
    ))))
}

fn xml(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, body).into_response()
}

/// Slugs of all towns.
async fn towns_by_id(house: &House) -> Result<HashMap<TownId, String>, Error> {
    let towns = towns::all(house.db.read()).await?;
    Ok(towns.into_iter().map(|town| (town.id, town.slug)).collect())
}

/// Entries of the towns, their aisles and their shops; at most as many as one list holds.
async fn places(house: &House, towns: &HashMap<TownId, String>) -> Result<Vec<String>, Error> {
    let db = house.db.read();
    let mut paths: BTreeSet<String> = towns.values().map(|town| routes::town(town)).collect();
    for (town, category) in catalogue::all_aisles(db).await? {
        paths.extend(towns.get(&town).map(|town| routes::aisle(town, category)));
    }
    for shop in shops::all_addresses(db).await? {
        let Some(town) = towns.get(&shop.town) else {
            continue;
        };
        paths.insert(routes::shops(town));
        if shop.is_placed {
            paths.insert(routes::plan(town));
        }
        paths.insert(routes::shop(town, &shop.slug));
    }
    let entries = paths
        .iter()
        .take(usize::try_from(PART).unwrap_or(usize::MAX))
        .map(|path| abroad::entry(&house.absolute(path), None));
    Ok(entries.collect())
}

/// Where the list stands.
enum At {
    Begin(String),
    Behind(ProductId, u64),
    End,
    Over,
}

/// A whole list: what it begins with, then at most `room` products behind one.
fn list(
    house: &House,
    places: String,
    towns: HashMap<TownId, String>,
    after: ProductId,
    room: u64,
) -> impl Stream<Item = Result<Bytes, Failed>> + Send + use<> {
    let (house, towns) = (house.clone(), Arc::new(towns));
    stream::try_unfold(At::Begin(places), move |at| {
        let (house, towns) = (house.clone(), Arc::clone(&towns));
        async move {
            Ok(match at {
                At::Begin(places) => Some((format!("{BEGIN}{places}"), At::Behind(after, room))),
                At::Behind(after, room) => {
                    let wanted = room.min(AT_ONCE);
                    let (text, next) = chunk(&house, &towns, after, wanted).await?;
                    let next = next.map_or(At::End, |last| At::Behind(last, room - wanted));
                    Some((text, next))
                }
                At::End => Some((END.to_owned(), At::Over)),
                At::Over => None,
            })
        }
    })
    // The answer has begun: all that can be done is to break it off, which its reader sees.
    .inspect_err(|failed| drop(broken(failed)))
    .map(|chunk| chunk.map(Bytes::from))
}

/// Entries, and the last product among them; none when nothing follows.
async fn chunk(
    house: &House,
    towns: &HashMap<TownId, String>,
    after: ProductId,
    wanted: u64,
) -> Result<(String, Option<ProductId>), Failed> {
    if wanted == 0 {
        return Ok((String::new(), None));
    }
    let listed = catalogue::listed(house.db.read(), after, wanted).await;
    let listed = listed.map_err(|error| match error {
        Error::Failed(failed) => failed,
        Error::NotFound => Failed::new("a list is never missing"),
        Error::Refused(never) => match never {},
    })?;
    let is_full = listed.len() as u64 == wanted;
    let last = listed.last().map(|page| page.id).filter(|_| is_full);
    let mut text = String::new();
    for page in listed {
        if let Some(town) = towns.get(&page.town) {
            let address = house.absolute(&routes::product(town, &page.shop, &page.slug));
            text.push_str(&abroad::entry(&address, Some(page.changed_at)));
        }
    }
    Ok((text, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    async fn text(response: Response) -> String {
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn what_is_too_much_for_one_list_goes_into_several() {
        let db = services::testing::sqlite().await;
        let cast = services::testing::Cast::on_stage(&db).await;
        for at in 0..5 {
            let stock = domain::catalogue::Stock::Always;
            cast.product(&db, &cast.grocer_merchant, &format!("Bocal {at}"), "3", stock)
                .await;
        }
        let house = House {
            db: db.clone(),
            photos: services::photos::Photos::memory(),
            food_facts: None,
            live: services::live::Live::default(),
            postbox: services::notifications::Postbox::default(),
            seal: services::accounts::proof::SealKey::generate(),
            clock: services::clock::Clock::at(cast.at),
            base_url: "https://halle.example".into(),
            version: "test".into(),
            counter_script: "halle-counter".into(),
            hall_script: "halle-hall".into(),
            operator: std::sync::Arc::default(),
            look: app::state::Look::default(),
            machine: app::state::Machine::default(),
        };
        // A town with its list of shops, its plan, an aisle and two shops: with five products they fill a list of eleven.
        let whole = text(try_all(&house, 11).await.unwrap()).await;
        assert_eq!(whole.matches("<url>").count(), 11, "{whole}");
        let index = text(try_all(&house, 10).await.unwrap()).await;
        assert_eq!(index.matches("<sitemap>").count(), 2, "{index}");
        let index = text(try_all(&house, 2).await.unwrap()).await;
        assert_eq!(index.matches("<sitemap>").count(), 4, "{index}");
        // No list is empty, none is longer than it may be, and together they have everything.
        let mut found = Vec::new();
        for part in index.split("halle.example/sitemap/").skip(2) {
            let after: ProductId = part.split(".xml").next().unwrap().parse().unwrap();
            let towns = towns_by_id(&house).await.unwrap();
            let list: Vec<Bytes> = list(&house, String::new(), towns, after, 2)
                .try_collect()
                .await
                .unwrap();
            let list = String::from_utf8(list.concat()).unwrap();
            let pages: Vec<String> = list
                .split("<loc>")
                .skip(1)
                .map(|page| page.split('<').next().unwrap().to_owned())
                .collect();
            assert!((1..=2).contains(&pages.len()), "{list}");
            found.extend(pages);
        }
        found.sort();
        let wanted: Vec<String> = (0..5)
            .map(|at| format!("https://halle.example/dourdan/la-pause/bocal-{at}"))
            .collect();
        assert_eq!(found, wanted);
    }
}

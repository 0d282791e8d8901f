//! What other sites and programs are told of the market.

use crate::support::{Stage, picture};
use app::catalogue::desk;
use axum_test::TestResponse;
use domain::{
    catalogue::{Change, Stock},
    id::ProductId,
    money::Price,
};
use http::{StatusCode, header};
use serde_json::Value;
use services::{addresses, catalogue, db::Db, on_both_engines};

const HONEY: &str = "/dourdan/la-pause/miel-de-tilleul";

pub async fn honey(stage: &Stage, db: &Db) -> ProductId {
    let who = &stage.cast.grocer_merchant;
    let honey = stage
        .cast
        .product(db, who, "Miel de tilleul", "9,80", Stock::Plenty)
        .await;
    let photo = desk::take_photo(&stage.house, picture()).await.unwrap();
    desk::hang_photo(&stage.house, who, honey, &photo).await.unwrap();
    honey
}

async fn change(stage: &Stage, product: ProductId, change: Change) {
    let tx = stage.house.db.write().await.unwrap();
    catalogue::change(&tx, &stage.cast.grocer_merchant, product, change, stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The things in a page's block of data.
fn data(html: &str) -> Vec<Value> {
    let block = html
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let mut block: Value = serde_json::from_str(block.split("</script>").next().unwrap()).unwrap();
    assert_eq!(block["@context"], "https://schema.org");
    serde_json::from_value(block["@graph"].take()).unwrap()
}

fn of_kind<'a>(things: &'a [Value], kind: &str) -> &'a Value {
    things.iter().find(|thing| thing["@type"] == kind).unwrap()
}

/// The content of a `<meta>` or the address of a `<link>`.
fn said(html: &str, begins: &str) -> String {
    let rest = html
        .split(begins)
        .nth(1)
        .unwrap_or_else(|| panic!("{begins} in {html}"));
    rest.split('"').next().unwrap().replace("&amp;", "&")
}

fn feed(answer: &TestResponse) -> feed_rs::model::Feed {
    answer.assert_status_ok();
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/rss+xml; charset=utf-8"
    );
    feed_rs::parser::parse(answer.as_bytes().as_ref()).unwrap()
}

on_both_engines! {
    async fn a_product_says_what_it_costs_and_who_has_it(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let things = data(&stage.get(HONEY).await.text());
        let product = of_kind(&things, "Product");
        assert_eq!(product["name"], "Miel de tilleul");
        let offer = &product["offers"];
        assert_eq!((offer["price"].as_str(), offer["priceCurrency"].as_str()), (Some("9.80"), Some("EUR")));
        assert_eq!(offer["availability"], "https://schema.org/InStock");
        assert!(product["image"][0].as_str().unwrap().starts_with("https://halle.example/photos/"));
        let shop = of_kind(&things, "GroceryStore");
        assert_eq!(offer["seller"]["@id"], shop["@id"]);
        assert_eq!(shop["telephone"], "01 99 00 00 12");
        assert_eq!(shop["address"]["streetAddress"], "12 rue de Chartres");
        assert_eq!(shop["address"]["addressLocality"], "Dourdan");
        let hours = shop["openingHoursSpecification"].as_array().unwrap();
        assert_eq!(hours.len(), 10, "{hours:?}");
        assert_eq!(hours[0]["dayOfWeek"], "https://schema.org/Tuesday");
        assert_eq!((hours[0]["opens"].as_str(), hours[0]["closes"].as_str()), (Some("09:00"), Some("12:30")));
        let crumbs = of_kind(&things, "BreadcrumbList")["itemListElement"].as_array().unwrap();
        let steps: Vec<&str> = crumbs.iter().map(|step| step["item"].as_str().unwrap()).collect();
        let whole = |path: &str| format!("https://halle.example{path}");
        assert_eq!(steps, [whole("/dourdan"), whole("/dourdan/la-pause"), whole(HONEY)]);
    }

    async fn a_town_and_a_shop_say_what_they_are(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let shop = data(&stage.get("/dourdan/la-pause").await.text());
        assert!(of_kind(&shop, "GroceryStore")["image"][0].is_string());
        assert_eq!(of_kind(&shop, "BreadcrumbList")["itemListElement"].as_array().unwrap().len(), 2);
        let town = data(&stage.get("/dourdan").await.text());
        let list = &of_kind(&town, "CollectionPage")["mainEntity"]["itemListElement"];
        assert_eq!(list[0]["url"], format!("https://halle.example{HONEY}"));
        let toys = data(&stage.get("/dourdan/le-cheval-de-bois").await.text());
        assert_eq!(of_kind(&toys, "ToyStore")["name"], "Le cheval de bois");
    }

    async fn a_name_cannot_get_out_of_the_data_nor_of_the_feed(db: &Db) {
        let stage = Stage::on(db).await;
        let evil = "</title></script><script>alert(1)</script><!-- ]]>&\"'";
        stage.cast.product(db, &stage.cast.grocer_merchant, evil, "9,80", Stock::Plenty).await;
        let rss = feed(&stage.get("/dourdan/nouveautes.rss").await);
        assert!(rss.entries[0].title.as_ref().unwrap().content.starts_with(evil));
        let address = rss.entries[0].links[0].href.replace("https://halle.example", "");
        for page in ["/dourdan", "/dourdan/la-pause", &address] {
            let html = stage.get(page).await.text();
            assert!(!html.contains("<script>alert"), "{page}: {html}");
            assert_eq!(html.matches("</title>").count(), 1, "{page}: {html}");
            assert!(data(&html).iter().any(|thing| thing["@type"] == "BreadcrumbList"));
        }
        assert_eq!(of_kind(&data(&stage.get(&address).await.text()), "Product")["name"], evil);
        let showcase = stage.get("/dourdan/vitrine").await.text();
        assert!(!showcase.contains("<script"), "{showcase}");
    }

    async fn each_page_has_one_address_and_a_complete_preview(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        for page in ["/dourdan", "/dourdan/la-pause", HONEY, "/dourdan/panier"] {
            let html = stage.get(&format!("{page}?panier=&q=prix")).await.text();
            let link = html.split("<link ").find(|link| link.contains("rel=\"canonical\"")).unwrap();
            assert_eq!(said(link, "href=\""), format!("https://halle.example{page}"));
        }
        for page in ["/dourdan", "/dourdan/la-pause", HONEY] {
            let html = stage.get(page).await.text();
            for property in ["og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:image:alt"] {
                assert!(!said(&html, &format!("<meta property=\"{property}\" content=\"")).is_empty(), "{property} of {page}");
            }
            assert_eq!(said(&html, "<meta name=\"twitter:card\" content=\""), "summary_large_image");
            let card = said(&html, "<meta property=\"og:image\" content=\"").replace("https://halle.example", "");
            let drawn = stage.get(&card).await;
            drawn.assert_status_ok();
            assert_eq!(drawn.header(header::CONTENT_TYPE), "image/jpeg");
            assert_eq!(drawn.header("cross-origin-resource-policy"), "cross-origin");
            assert!(drawn.header(header::CACHE_CONTROL).to_str().unwrap().contains("immutable"), "{card}");
            let size = image::load_from_memory(drawn.as_bytes()).unwrap();
            assert_eq!((size.width(), size.height()), (1200, 630));
        }
        let unknown = stage.get("/nulle-part").await.text();
        assert!(!unknown.contains("rel=\"canonical\""), "{unknown}");
    }

    async fn each_page_of_a_long_list_has_an_address_of_its_own(db: &Db) {
        let stage = Stage::on(db).await;
        for n in 1..=49 {
            stage.cast.product(db, &stage.cast.grocer_merchant, &format!("Miel {n}"), "9,80", Stock::Plenty).await;
        }
        for (asked, named) in [
            ("/dourdan/rayon/epicerie", "/dourdan/rayon/epicerie"),
            ("/dourdan/rayon/epicerie?page=1", "/dourdan/rayon/epicerie"),
            ("/dourdan/rayon/epicerie?page=2&q=prix", "/dourdan/rayon/epicerie?page=2"),
            ("/dourdan/la-pause?page=2", "/dourdan/la-pause?page=2"),
            // Narrowed or sorted otherwise it is the same list.
            ("/dourdan/la-pause?rayon=epicerie", "/dourdan/la-pause"),
            ("/dourdan/la-pause?rayon=epicerie&page=2", "/dourdan/la-pause"),
            ("/dourdan/boutiques?par=nom", "/dourdan/boutiques"),
            // Nothing else has pages, whatever is asked.
            ("/dourdan?page=2", "/dourdan"),
            ("/dourdan/la-pause/miel-1?page=2", "/dourdan/la-pause/miel-1"),
        ] {
            let page = stage.get(asked).await;
            page.assert_status_ok();
            let html = page.text();
            let link = html.split("<link ").find(|link| link.contains("rel=\"canonical\"")).unwrap();
            assert_eq!(said(link, "href=\""), format!("https://halle.example{named}"), "{asked}");
        }
        let second = stage.get("/dourdan/rayon/epicerie?page=2").await.text();
        assert_eq!(said(&second, "<meta property=\"og:url\" content=\""), "https://halle.example/dourdan/rayon/epicerie?page=2");
    }

    async fn a_card_changes_with_its_price_and_not_with_the_hour(db: &Db) {
        let stage = Stage::on(db).await;
        let product = honey(&stage, db).await;
        let card = format!("{HONEY}/carte.jpg");
        let first = stage.get(&card).await;
        assert!(!first.header(header::CACHE_CONTROL).to_str().unwrap().contains("immutable"));
        let tag = first.header(header::ETAG);
        stage.house.clock.set(stage.cast.at + chrono::Duration::hours(5));
        let again = stage.server.get(&card).add_header(header::IF_NONE_MATCH, tag.clone()).await;
        again.assert_status(StatusCode::NOT_MODIFIED);
        change(&stage, product, Change::Price(Price::parse("8,50").unwrap())).await;
        let cheaper = stage.server.get(&card).add_header(header::IF_NONE_MATCH, tag).await;
        cheaper.assert_status_ok();
        assert_ne!(cheaper.as_bytes(), first.as_bytes());
        for none in ["/dourdan/la-pause/rien/carte.jpg", "/dourdan/personne/carte.jpg", "/nulle-part/carte.jpg"] {
            stage.get(none).await.assert_status(StatusCode::NOT_FOUND);
        }
    }

    async fn what_is_new_comes_as_a_feed(db: &Db) {
        let stage = Stage::on(db).await;
        let product = honey(&stage, db).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie", "5", Stock::Always).await;
        let pages = [("/dourdan", 2), ("/dourdan/la-pause", 1)];
        for (page, count) in pages {
            let html = stage.get(page).await.text();
            let link = html.split("<link ").find(|link| link.contains("application/rss+xml")).unwrap();
            assert_eq!(said(link, "href=\""), format!("https://halle.example{page}/nouveautes.rss"));
            assert!(link.contains("rel=\"alternate\""), "{link}");
            let answer = stage.get(&format!("{page}/nouveautes.rss")).await;
            let feed = feed(&answer);
            assert_eq!(feed.entries.len(), count, "{page}");
            let entry = feed.entries.iter().find(|entry| entry.id == format!("urn:uuid:{product}")).unwrap();
            assert_eq!(entry.title.as_ref().unwrap().content, "Miel de tilleul, 9,80\u{202F}€");
            assert_eq!(entry.links[0].href, format!("https://halle.example{HONEY}"));
            assert_eq!(entry.published, Some(stage.cast.at));
            let picture = &entry.media[0].content[0];
            let url = picture.url.as_ref().unwrap().as_str().replace("https://halle.example", "");
            let bytes = stage.get(&url).await.as_bytes().len() as u64;
            assert_eq!(picture.size, Some(bytes));
            let tag = answer.header(header::ETAG);
            let again = stage.server.get(&format!("{page}/nouveautes.rss")).add_header(header::IF_NONE_MATCH, tag).await;
            again.assert_status(StatusCode::NOT_MODIFIED);
        }
        for none in ["/nulle-part/nouveautes.rss", "/dourdan/personne/nouveautes.rss"] {
            stage.get(none).await.assert_status(StatusCode::NOT_FOUND);
        }
    }

    async fn robots_are_shown_every_page_that_there_is_and_no_other(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let hidden = stage.cast.product(db, &stage.cast.grocer_merchant, "Secret", "1", Stock::Always).await;
        change(&stage, hidden, Change::Hide).await;
        let robots = stage.get("/robots.txt").await.text();
        assert!(robots.contains("Sitemap: https://halle.example/sitemap.xml"), "{robots}");
        let shuts = |path: &str| {
            let mut rules = robots.lines().filter_map(|line| line.strip_prefix("Disallow: "));
            rules.any(|begins| match begins.split_once('*') {
                None => path.starts_with(begins),
                Some((begins, goes_on)) => path.strip_prefix(begins).is_some_and(|rest| rest.contains(goes_on)),
            })
        };
        assert!(shuts("/dourdan/panier?panier=x") && shuts("/comptoir/etal"), "{robots}");
        assert!(!shuts("/dourdan/la-pause/panier-garni"), "{robots}");
        let list = stage.get("/sitemap.xml").await;
        assert_eq!(list.header(header::CONTENT_TYPE), "application/xml; charset=utf-8");
        let list = list.text();
        let pages: Vec<&str> = list.split("<loc>https://halle.example").skip(1).map(|page| page.split('<').next().unwrap()).collect();
        let wanted = [
            "/dourdan", "/dourdan/boutiques", "/dourdan/la-pause", "/dourdan/le-cheval-de-bois", "/dourdan/plan", "/dourdan/rayon/epicerie", HONEY,
        ];
        assert_eq!(pages, wanted);
        for page in pages {
            stage.get(page).await.assert_status_ok();
        }
        assert!(list.contains("<lastmod>2026-11-24T09:00:00Z</lastmod>"), "{list}");
        for none in ["/sitemap/rien", "/sitemap/rien.xml"] {
            stage.get(none).await.assert_status(StatusCode::NOT_FOUND);
        }
    }

    async fn a_link_on_paper_outlives_the_name_of_its_product(db: &Db) {
        let stage = Stage::on(db).await;
        let product = stage.cast.product(db, &stage.cast.grocer_merchant, "", "9,80", Stock::Always).await;
        change(&stage, product, Change::Name("Miel de tilleul".parse().unwrap())).await;
        let old = stage.get("/dourdan/la-pause/article?q=prix").await;
        old.assert_status(StatusCode::MOVED_PERMANENTLY);
        assert_eq!(old.header(header::LOCATION), format!("{HONEY}?q=prix"));
        // No browser may remember it for ever: the product can be called otherwise again.
        assert!(old.header(header::CACHE_CONTROL).to_str().unwrap().contains("no-cache"));
        stage.get(HONEY).await.assert_status_ok();
        // What belongs to the page goes with it.
        let card = stage.get("/dourdan/la-pause/article/carte.jpg").await;
        card.assert_status(StatusCode::MOVED_PERMANENTLY);
        assert_eq!(card.header(header::LOCATION), format!("{HONEY}/carte.jpg"));
        let tx = db.write().await.unwrap();
        addresses::move_town(&tx, &stage.cast.town, "dourdan-91", stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for file in ["nouveautes.rss", "vitrine", "carte.jpg", "la-pause/nouveautes.rss"] {
            let old = stage.get(&format!("/dourdan/{file}")).await;
            old.assert_status(StatusCode::MOVED_PERMANENTLY);
            assert_eq!(old.header(header::LOCATION), format!("/dourdan-91/{file}"));
            stage.get(&format!("/dourdan-91/{file}")).await.assert_status_ok();
        }
    }

    async fn what_is_gone_says_so_and_shows_what_is_there(db: &Db) {
        let stage = Stage::on(db).await;
        let product = honey(&stage, db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Confiture", "4", Stock::Always).await;
        change(&stage, product, Change::Hide).await;
        let away = stage.get(HONEY).await;
        away.assert_status(StatusCode::NOT_FOUND);
        assert!(away.text().contains("pas sur l’étal en ce moment"));
        change(&stage, product, Change::Withdraw).await;
        let gone = stage.get(HONEY).await;
        gone.assert_status(StatusCode::GONE);
        let html = gone.text();
        assert!(html.contains("n’est plus en vente") && html.contains("/dourdan/la-pause/confiture"), "{html}");
        // What its merchant took down is not told again.
        assert!(!html.contains("Miel") && !html.contains("9,80"), "{html}");
    }

    async fn the_towns_site_frames_the_showcase_and_nothing_else(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let showcase = stage.server.get("/dourdan/vitrine").add_header("sec-fetch-site", "cross-site").await;
        showcase.assert_status_ok();
        let policy = showcase.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
        assert!(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("script-src"));
        assert!(showcase.headers().get(header::SET_COOKIE).is_none());
        let html = showcase.text();
        assert!(html.contains("<base target=\"_top\"") && html.contains(HONEY), "{html}");
        assert!(!html.contains("<script") && !html.contains(" style=\""), "{html}");
        let framed = stage.get("/dourdan").await.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
        assert!(framed.contains("frame-ancestors 'none'"), "{framed}");
        stage.get("/nulle-part/vitrine").await.assert_status(StatusCode::NOT_FOUND);
        let board = stage.get_as(&stage.cast.official_session, "/mairie").await.text();
        assert!(board.contains("https://halle.example/dourdan/vitrine"), "{board}");
    }
}

//! Pages that are given out again: never after they stopped being true, and never to somebody else.

use crate::{
    reserving::{form, send},
    support::{Stage, cookie, location, picture},
};
use axum_test::{
    TestResponse,
    multipart::{MultipartForm, Part},
};
use domain::catalogue::Stock;
use http::{StatusCode, header};
use sea_orm::ConnectionTrait;
use services::{db::Db, on_both_engines, testing::Cast};

const TOWN: &str = "/dourdan";
const SHOP: &str = "/dourdan/la-pause";
const HONEY: &str = "/dourdan/la-pause/miel";
const SEARCH: &str = "/dourdan/recherche?q=miel";

async fn with_honey(db: &Db, stock: Stock) -> (Stage, domain::id::ProductId) {
    let stage = Stage::on(db).await;
    let honey = stage
        .cast
        .product(db, &stage.cast.grocer_merchant, "Miel", "9,80", stock)
        .await;
    (stage, honey)
}

fn tag(page: &TestResponse) -> String {
    page.header(header::ETAG).to_str().unwrap().to_owned()
}

/// The same page for somebody who brings a cookie: drawn anew, without what is only for one answer.
async fn drawn_anew(stage: &Stage, address: &str) -> String {
    let page = stage
        .server
        .get(address)
        .add_header(header::COOKIE, "other=1")
        .await;
    assert!(
        page.maybe_header(header::ETAG).is_none(),
        "{address} was kept for somebody"
    );
    for_everybody(&page)
}

/// What a page says, without what is only for one answer; one that was kept has nothing of it.
fn for_everybody(page: &TestResponse) -> String {
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    let Some((_, nonce)) = policy.to_str().unwrap().split_once("'nonce-") else {
        return page.text();
    };
    let (nonce, _) = nonce.split_once('\'').unwrap();
    page.text()
        .replace(&format!(" nonce=\"{nonce}\""), "")
        .replace(nonce, "")
}

async fn all_true(stage: &Stage, after: &str) {
    for address in [TOWN, SHOP, SEARCH] {
        let kept = for_everybody(&stage.get(address).await);
        assert!(
            kept == drawn_anew(stage, address).await,
            "after {after}, {address} says\n{kept}"
        );
    }
}

/// Changes something behind the market's back: whoever asks again and does not see it was given what was kept.
async fn secretly(db: &Db, statement: &str) {
    db.for_migrations().execute_unprepared(statement).await.unwrap();
}

on_both_engines! {
    async fn a_page_is_drawn_once_and_given_out_again(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        for address in [TOWN, SHOP, HONEY, SEARCH] {
            let first = stage.get(address).await;
            secretly(db, "UPDATE products SET name = 'Confiture'").await;
            let second = stage.get(address).await;
            assert!(second.text().contains("Miel"), "{address}");
            assert_eq!(tag(&first), tag(&second));
            secretly(db, "UPDATE products SET name = 'Miel'").await;
        }
    }

    async fn who_comes_by_a_poster_gets_the_same_page(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        for address in [TOWN, SHOP, HONEY] {
            let plain = stage.get(address).await;
            let scanned = stage.get(&format!("{address}?q=vitrine")).await;
            assert_eq!(tag(&scanned), tag(&plain), "{address}");
        }
        // What is typed is no way by which somebody came.
        for looked in ["/dourdan?q=miel", "/dourdan?q=vitrine&panier=", "/dourdan/recherche?q=miel&panier="] {
            let answer = stage.get(looked).await;
            answer.assert_status_ok();
            assert!(answer.maybe_header(header::ETAG).is_none(), "{looked}");
        }
    }

    async fn each_search_has_its_own_page(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let found = stage.get(SEARCH).await;
        assert!(found.text().contains(HONEY));
        let other = stage.get("/dourdan/recherche?q=vitrine").await;
        assert!(!other.text().contains(HONEY));
        let narrow = stage.get(&format!("{SEARCH}&prix=5-a-15")).await;
        assert_ne!(tag(&found), tag(&narrow));
        // Whom to call when there is nothing depends on doors that nobody watches.
        let nothing = stage.get("/dourdan/recherche?q=xylophone").await;
        nothing.assert_status_ok();
        assert!(nothing.text().contains("tel:") == nothing.maybe_header(header::ETAG).is_none());
        all_true(&stage, "four searches").await;
    }

    async fn a_shops_pages_stay_while_its_neighbour_sells(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let all = [TOWN, SEARCH, SHOP, HONEY];
        for address in all {
            stage.get(address).await;
        }
        secretly(db, "UPDATE products SET name = 'Confiture'").await;
        let listing = stage.server.post("/comptoir").add_header(header::COOKIE, cookie(&stage.cast.toys_session));
        location(&listing.multipart(MultipartForm::new().add_text("price", "5").add_text("name", "Toupie")).await);
        for address in all {
            let is_old = !stage.get(address).await.text().contains("Confiture");
            assert_eq!(is_old, [SHOP, HONEY].contains(&address), "{address}");
        }
        // What the town hall says stands on all of them.
        secretly(db, "UPDATE products SET name = 'Miel'").await;
        let tx = db.write_in(stage.cast.town.id).await.unwrap();
        tx.execute_unprepared("UPDATE towns SET name = 'Dourdan-la-Neuve'").await.unwrap();
        tx.commit().await.unwrap();
        for address in all {
            assert!(stage.get(address).await.text().contains("Dourdan-la-Neuve"), "{address}");
        }
    }

    async fn the_towns_that_there_are_are_told_at_once(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let there = Cast::named(db, "etampes").await;
        assert!(!stage.get("/").await.text().contains("Neuville"));
        let tx = db.write_in(there.town.id).await.unwrap();
        tx.execute_unprepared("UPDATE towns SET name = 'Neuville' WHERE slug = 'etampes'").await.unwrap();
        tx.commit().await.unwrap();
        assert!(stage.get("/").await.text().contains("Neuville"));
    }

    async fn who_has_it_is_told_so_and_who_unpacks_gets_it_packed(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let plain = stage.get(TOWN).await;
        let known = stage.server.get(TOWN).add_header(header::IF_NONE_MATCH, tag(&plain)).await;
        known.assert_status(StatusCode::NOT_MODIFIED);
        assert!(known.as_bytes().is_empty());
        let old = stage.server.get(TOWN).add_header(header::IF_NONE_MATCH, "W/\"old\"").await;
        old.assert_status_ok();

        let packed = stage.server.get(TOWN).add_header(header::ACCEPT_ENCODING, "gzip, br").await;
        assert_eq!(packed.header(header::CONTENT_ENCODING), "br");
        let mut unpacked = String::new();
        std::io::Read::read_to_string(&mut brotli::Decompressor::new(&packed.as_bytes()[..], 4_096), &mut unpacked).unwrap();
        assert_eq!(unpacked, plain.text());
        assert_eq!(packed.header(header::VARY), "accept-encoding, accept-language, cookie");
        // A page that is not kept is packed as ever.
        let basket = stage.server.get("/dourdan/panier").add_header(header::ACCEPT_ENCODING, "br").await;
        assert_eq!(basket.header(header::CONTENT_ENCODING), "br");
        assert!(basket.maybe_header(header::ETAG).is_none());
    }

    async fn a_kept_page_names_its_scripts_by_their_hashes(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let page = stage.get(TOWN).await;
        let policy = page.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
        assert!(policy.contains("script-src 'self' 'sha256-"), "{policy}");
        assert!(!policy.contains("nonce") && !policy.contains("unsafe-inline"), "{policy}");
        assert!(!page.text().contains("nonce"));
        for guard in ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "strict-transport-security"] {
            assert!(page.maybe_header(guard).is_some(), "{guard}");
        }
    }

    async fn whatever_changes_is_seen_at_once(db: &Db) {
        let (stage, honey) = with_honey(db, Stock::Pieces(2)).await;
        let grocer = &stage.cast.grocer_session;
        all_true(&stage, "opening").await;
        let id = honey.to_string();
        let shelf = "/comptoir/etal";
        for (after, address, fields) in [
            ("a price", shelf, vec![("product", id.as_str()), ("wish", "price"), ("typed", "9,90")]),
            ("a name", shelf, vec![("product", &id), ("wish", "name"), ("typed", "Miel de tilleul")]),
            ("a sale at the counter", shelf, vec![("product", &id), ("wish", "sold")]),
            ("hiding", shelf, vec![("product", &id), ("wish", "hide")]),
            ("showing", shelf, vec![("product", &id), ("wish", "show")]),
            ("closing", "/comptoir/fermeture", vec![("day", "today")]),
            ("words about the shop", "/comptoir/boutique", vec![("about", "Du miel et du thé.")]),
        ] {
            let before = stage.get(SHOP).await;
            location(&stage.post_as(grocer, address, &fields).await);
            // A change that changes nothing would prove nothing.
            assert_ne!(tag(&before), tag(&stage.get(SHOP).await), "{after}");
            all_true(&stage, after).await;
        }
        let listing = stage.server.post("/comptoir").add_header(header::COOKIE, cookie(grocer));
        let nougat = MultipartForm::new().add_text("price", "4,50").add_text("name", "Nougat");
        location(&listing.multipart(nougat).await);
        assert!(stage.get(TOWN).await.text().contains("Nougat"));
        all_true(&stage, "a listing").await;
        let photo = Part::bytes(picture()).file_name("photo.jpg").mime_type("image/jpeg");
        let cover = stage.server.post("/comptoir/couverture").add_header(header::COOKIE, cookie(grocer));
        location(&cover.multipart(MultipartForm::new().add_part("photo", photo)).await);
        all_true(&stage, "a picture").await;
    }

    async fn the_last_piece_is_gone_and_back_at_once(db: &Db) {
        let (stage, honey) = with_honey(db, Stock::Pieces(1)).await;
        let full = stage.get(SHOP).await;
        let order = location(&send(&stage, &form(&stage, "last", honey, 1)).await);
        let empty = stage.get(SHOP).await;
        assert_ne!(tag(&full), tag(&empty));
        all_true(&stage, "the last piece").await;
        let tickets = services::orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap();
        location(&stage.post(&order, &[("part", &tickets[0].part.to_string())]).await);
        assert_eq!(tag(&full), tag(&stage.get(SHOP).await));
    }

    async fn a_full_shelf_is_sold_from_and_its_pages_stay(db: &Db) {
        let (stage, honey) = with_honey(db, Stock::Pieces(15)).await;
        let before = stage.get(SHOP).await;
        assert!(stage.get(HONEY).await.text().contains("Il y en a encore pas mal"));
        location(&send(&stage, &form(&stage, "two", honey, 2)).await);
        assert_eq!(tag(&before), tag(&stage.get(SHOP).await));
        all_true(&stage, "two of fifteen").await;
        // Whoever sells it reads the number all the same.
        let shelf = stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.text();
        assert!(shelf.contains("Plus que 13"), "{shelf}");
        location(&send(&stage, &form(&stage, "one", honey, 1)).await);
        assert!(stage.get(HONEY).await.text().contains("Plus que 12"));
        all_true(&stage, "one of thirteen").await;
    }

    async fn a_shop_that_is_claimed_is_there_at_once(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        stage.get(TOWN).await;
        location(&stage.post_as(&stage.cast.official_session, "/mairie", &[("name", "Brasserie du Puits"), ("kind", "brewery")]).await);
        let name = "Brasserie du Puits".parse().unwrap();
        let shop = services::shops::unclaimed_by_name(db.read(), stage.cast.town.id, &name).await.unwrap().unwrap();
        let tx = db.write().await.unwrap();
        let link = stage.cast.official.invite(&tx, shop.id, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.get(TOWN).await.text().contains("Brasserie"));
        location(&stage.post(&format!("/invitation/{}", link.reveal()), &[]).await);
        assert!(stage.get(TOWN).await.text().contains("Brasserie"));
    }

    async fn another_town_changes_nothing_here(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        let there = Cast::named(db, "etampes").await;
        stage.get(TOWN).await;
        stage.get("/").await;
        secretly(db, "UPDATE products SET name = 'Confiture'").await;
        let tx = db.write_in(there.town.id).await.unwrap();
        services::shops::add(&tx, there.town.id, services::shops::NewShop::named("Fleurs".parse().unwrap(), domain::shops::ShopKind::Other), there.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(stage.get(TOWN).await.text().contains("Miel"));
        // A transaction that does not say where: everywhere.
        there.product(db, &there.toys_merchant, "Toupie", "5", Stock::Plenty).await;
        assert!(stage.get(TOWN).await.text().contains("Confiture"));
    }

    async fn what_was_undone_changes_nothing(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        stage.get(TOWN).await;
        secretly(db, "UPDATE products SET name = 'Confiture'").await;
        let tx = db.write().await.unwrap();
        tx.execute_unprepared("UPDATE products SET price = 1").await.unwrap();
        tx.rollback().await.unwrap();
        assert!(stage.get(TOWN).await.text().contains("Miel"));
    }

    async fn nothing_about_somebody_is_kept(db: &Db) {
        let (stage, honey) = with_honey(db, Stock::Plenty).await;
        let mine = location(&send(&stage, &form(&stage, "mine", honey, 1)).await);
        let basket = format!("/dourdan?panier={}.1", honey.0.simple());
        for address in [mine.as_str(), "/dourdan/panier", "/comptoir", "/mairie", "/nulle-part", "/dourdan/personne", &basket, "/healthz"] {
            for _ in 0..2 {
                let answer = stage.get(address).await;
                assert!(answer.maybe_header(header::ETAG).is_none(), "{address}");
            }
        }
        drawn_anew(&stage, TOWN).await;
        let english = stage.server.get(TOWN).add_header(header::ACCEPT_LANGUAGE, "en").await;
        assert!(english.text().contains("lang=\"en\""));
        assert!(stage.get(TOWN).await.text().contains("lang=\"fr\""));
    }

    async fn a_page_lives_no_longer_than_what_it_says_of_the_door(db: &Db) {
        let (stage, _) = with_honey(db, Stock::Plenty).await;
        // Closes at half past twelve.
        for (at, is_open) in [("11:29:59", true), ("11:30:00", false), ("13:29:00", false), ("13:30:00", true)] {
            stage.house.clock.set(format!("2026-11-24T{at}Z").parse().unwrap());
            assert_eq!(stage.get(SHOP).await.text().contains("ouvert jusqu"), is_open, "{at}");
        }
    }
}

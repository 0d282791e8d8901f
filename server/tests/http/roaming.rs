//! Walking around a town's market: its stalls, aisles, shops and plan.

use crate::support::{Stage, picture};
use app::{
    catalogue::desk,
    state::{House, Look, Tiles},
};
use axum_test::TestServer;
use domain::{catalogue::Stock, shops::ShopKind};
use http::{StatusCode, header};
use server::{pages::Server, router::router};
use services::{
    accounts::{self, MerchantOf},
    db::Db,
    on_both_engines, shops,
};
use tokio::sync::watch;

/// The same house with another look, before another door.
async fn get_looking(stage: &Stage, look: Look, address: &str) -> axum_test::TestResponse {
    let house = House {
        look,
        ..stage.house.clone()
    };
    let (_running, stopping) = watch::channel(());
    TestServer::new(router(Server::new(house, stopping)))
        .get(address)
        .await
}

/// Another shop of the town, claimed.
async fn claimed(
    stage: &Stage,
    db: &Db,
    name: &str,
    kind: ShopKind,
    address: &str,
    hours: &str,
) -> MerchantOf {
    let tx = db.write().await.unwrap();
    let new = shops::NewShop {
        address: address.into(),
        hours: hours.into(),
        ..shops::NewShop::named(name.parse().unwrap(), kind)
    };
    let shop = shops::add(&tx, stage.cast.town.id, new, stage.cast.at)
        .await
        .unwrap();
    let link = accounts::invite_merchant(&tx, shop.id, stage.cast.at)
        .await
        .unwrap();
    let session = accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
    let who = accounts::signed_in(&tx, &session.secret, stage.cast.at)
        .await
        .unwrap();
    let merchant = who.merchant(&tx).await.unwrap();
    tx.commit().await.unwrap();
    merchant
}

/// Which of these stand in a text, in which order.
fn order<'a>(html: &str, words: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<_> = words
        .iter()
        .filter_map(|word| Some((html.find(word)?, *word)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, word)| word).collect()
}

on_both_engines! {
    async fn what_can_be_collected_today_comes_first_and_nothing_hangs_twice(db: &Db) {
        let stage = Stage::on(db).await;
        let merchant = claimed(&stage, db, "Au four", ShopKind::Bakery, "1 rue Haute", "Th-Sa 09:00-12:00").await;
        stage.cast.product(db, &merchant, "Brioche", "6", Stock::Plenty).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie", "12", Stock::Pieces(1)).await;
        let html = stage.get("/dourdan").await.text();
        // Tuesday at ten: the baker opens on Thursday.
        let sections = ["À retirer aujourd’hui", "Ouvert maintenant", "Sur les étals", "Ils ouvrent bientôt"];
        assert_eq!(order(&html, &sections), sections, "{html}");
        assert_eq!(order(&html, &[">Brioche<", ">Miel<", "id=\"newest\""]), [">Miel<", "id=\"newest\"", ">Brioche<"]);
        for name in [">Brioche<", ">Miel<", ">Toupie<"] {
            assert_eq!(html.matches(name).count(), 1, "{name}");
        }
        assert!(html.contains("2 commerces ouverts maintenant") && html.contains("ouvre jeudi à 9\u{A0}h"), "{html}");
    }

    async fn a_town_without_shops_is_a_page_all_the_same(db: &Db) {
        let stage = Stage::on(db).await;
        let tx = db.write().await.unwrap();
        let new = services::towns::NewTown {
            insee_code: "91001".into(), name: "Vide".into(), slug: "vide".into(), postcodes: "91000".into(), time_zone: "Europe/Paris".into(),
        };
        services::towns::open(&tx, new, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for (address, says) in [("/vide", "Les étals se remplissent"), ("/vide/boutiques", "Les boutiques arrivent"), ("/vide/plan", "Aucun commerce n’a encore sa place"), ("/vide/rayon/epicerie", "Rien dans ce rayon")] {
            let page = stage.get(address).await;
            page.assert_status_ok();
            assert!(page.text().contains(says), "{address}");
        }
    }

    async fn an_aisle_has_pages_and_an_end(db: &Db) {
        let stage = Stage::on(db).await;
        for n in 1..=25 {
            stage.cast.product(db, &stage.cast.grocer_merchant, &format!("Miel {n}"), "9,80", Stock::Plenty).await;
        }
        let first = stage.get("/dourdan/rayon/epicerie").await.text();
        assert!(first.contains("/dourdan/rayon/epicerie?page=2") && !first.contains("rel=\"prev\""), "{first}");
        let second = stage.get("/dourdan/rayon/epicerie?page=2").await.text();
        assert!(second.contains("rel=\"prev\" href=\"/dourdan/rayon/epicerie\"") && !second.contains("rel=\"next\""), "{second}");
        for (address, status) in [
            ("/dourdan/rayon/epicerie?page=3", StatusCode::NOT_FOUND),
            ("/dourdan/rayon/grocery", StatusCode::NOT_FOUND),
            ("/dourdan/rayon/%00", StatusCode::NOT_FOUND),
            ("/nulle-part/rayon/epicerie", StatusCode::NOT_FOUND),
            ("/dourdan/rayon/epicerie?page=99999999999999999999", StatusCode::OK),
            ("/dourdan/rayon/epicerie?page=-1", StatusCode::OK),
            ("/dourdan/la-pause?page=2", StatusCode::NOT_FOUND),
            ("/dourdan/la-pause?rayon=%3Cscript%3E", StatusCode::OK),
            ("/dourdan/boutiques?page=2", StatusCode::NOT_FOUND),
            ("/dourdan/plan?page=2", StatusCode::NOT_FOUND),
        ] {
            stage.get(address).await.assert_status(status);
        }
    }

    async fn the_shops_are_listed_by_trade_by_street_and_by_name(db: &Db) {
        let stage = Stage::on(db).await;
        claimed(&stage, db, "Écrins", ShopKind::Clothes, "3 rue Haute", "").await;
        claimed(&stage, db, "Au four", ShopKind::Bakery, "9 rue Haute", "We 09:00-12:00").await;
        let names = ["La pause", "Le cheval de bois", "Écrins", "Au four"].map(|name| format!(">{name}<"));
        let [pause, horse, jewels, oven] = names.each_ref().map(String::as_str);
        let all = [pause, horse, jewels, oven];
        let get = |address: &'static str| { let stage = &stage; async move { stage.get(address).await.text() } };
        assert_eq!(order(&get("/dourdan/boutiques").await, &all), [pause, oven, horse, jewels]);
        assert_eq!(order(&get("/dourdan/boutiques?par=nom").await, &all), [oven, jewels, pause, horse]);
        let by_street = get("/dourdan/boutiques?par=rue").await;
        assert_eq!(order(&by_street, &all), [pause, horse, jewels, oven]);
        assert!(by_street.contains(">Rue Haute<") && by_street.contains(">Rue de Chartres<"), "{by_street}");
        let open = get("/dourdan/boutiques?ouverts=1").await;
        assert_eq!(order(&open, &all), [pause, horse]);
    }

    async fn the_plan_shows_each_shop_with_the_number_it_has_in_the_list(db: &Db) {
        let stage = Stage::on(db).await;
        claimed(&stage, db, "Au four", ShopKind::Bakery, "9 rue Haute", "").await;
        let page = stage.get("/dourdan/plan").await;
        let policy = page.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
        let html = page.text();
        assert!(policy.contains("img-src 'self' data: blob:;"), "{policy}");
        assert!(html.contains("id=\"p-la-pause\"") && html.contains("id=\"p-le-cheval-de-bois\"") && !html.contains("id=\"p-au-four\""), "{html}");
        assert_eq!(order(&html, &["shop-line__number--open\">1<", ">La pause</a>", "shop-line__number--open\">2<", ">Le cheval de bois</a>", ">Au four</a>"]).len(), 5, "{html}");
        assert!(html.contains("pas encore sur le plan"), "{html}");
    }

    async fn tiles_are_asked_for_on_the_plan_only_and_only_where_the_operator_says(db: &Db) {
        let stage = Stage::on(db).await;
        let look = Look {
            tiles: Some(Tiles { template: "https://tiles.example/{z}/{x}/{y}.png".into(), origin: "https://tiles.example".into(), credit: "© Voisins".into() }),
            ..Look::default()
        };
        let plan = get_looking(&stage, look.clone(), "/dourdan/plan").await;
        assert!(plan.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().contains("img-src 'self' data: blob: https://tiles.example;"));
        let html = plan.text();
        assert!(html.contains("https://tiles.example/18/") && html.contains("© Voisins"), "{html}");
        for elsewhere in ["/dourdan", "/dourdan/la-pause", "/dourdan/boutiques"] {
            let page = get_looking(&stage, look.clone(), elsewhere).await;
            assert!(!page.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().contains("tiles.example"), "{elsewhere}");
        }
    }

    async fn a_closing_of_the_next_weeks_is_told_on_the_shops_page(db: &Db) {
        let stage = Stage::on(db).await;
        stage.post_as(&stage.cast.grocer_session, "/comptoir/fermeture", &[("from", "2026-12-01"), ("to", "2026-12-05")]).await;
        let html = stage.get("/dourdan/la-pause").await.text();
        assert!(html.contains("Fermé du mardi 1 décembre au samedi 5 décembre"), "{html}");
        stage.post_as(&stage.cast.grocer_session, "/comptoir/fermeture", &[("day", "today")]).await;
        let html = stage.get("/dourdan").await.text();
        assert!(html.contains("Un commerce ouvert maintenant") && html.contains("ouvre demain à 9\u{A0}h"), "{html}");
    }

    async fn food_says_its_allergens_or_whom_to_ask(db: &Db) {
        let stage = Stage::on(db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie", "12", Stock::Pieces(0)).await;
        let honey = stage.get("/dourdan/la-pause/miel").await.text();
        assert!(honey.contains("Allergènes") && honey.contains("Demandez à la boutique") && honey.contains("J’arrive le chercher"), "{honey}");
        assert!(honey.contains("formaction=\"/dourdan/panier#reserve\"") && honey.contains("/dourdan/plan#p-la-pause"), "{honey}");
        let top = stage.get("/dourdan/le-cheval-de-bois/toupie").await.text();
        assert!(!top.contains("Allergènes") && !top.contains("J’arrive le chercher") && top.contains("Il n’y en a plus pour l’instant"), "{top}");
    }

    async fn browsers_are_told_what_they_may_fetch_early(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.get("/dourdan").await;
        assert_eq!(page.header("speculation-rules"), "\"/regles.json\"");
        let rules = stage.get("/regles.json").await;
        assert_eq!(rules.header(header::CONTENT_TYPE), "application/speculationrules+json");
        assert!(stage.get_as(&stage.cast.grocer_session, "/comptoir").await.maybe_header("speculation-rules").is_none());
    }

    async fn the_parts_are_shown_only_where_the_operator_asks_for_them(db: &Db) {
        let stage = Stage::on(db).await;
        stage.get("/design").await.assert_status(StatusCode::NOT_FOUND);
        let look = Look { shows_design: true, ..Look::default() };
        let page = get_looking(&stage, look, "/design").await;
        page.assert_status_ok();
        let html = page.text();
        assert!(html.contains("lang=\"fr\"") && html.contains("lang=\"en\"") && html.contains("Dernière pièce") && html.contains("Last one"), "{html}");
        for part in ["PriceLabel", "ProductGrid", "ShopCard", "TownSays", "AlcoholBanner", "ClosedToPublic", "TownVisits", "Figures", "Chip", "Notice", "EmptyPart", "Field", "Button", "Tags", "Pager"] {
            assert!(html.contains(&format!("<h2>{part}")), "{part} is not shown");
        }
        assert!(!html.contains("<picture>"), "nobody took a photograph yet");
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let photo = desk::take_photo(&stage.house, picture()).await.unwrap();
        desk::hang_photo(&stage.house, &stage.cast.grocer_merchant, honey, &photo).await.unwrap();
        let look = Look { shows_design: true, ..Look::default() };
        assert!(get_looking(&stage, look, "/design").await.text().contains("<picture>"));
    }
}

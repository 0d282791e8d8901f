use crate::{
    reserving::{form, send},
    support::{Stage, location},
};
use axum_test::TestResponse;
use domain::catalogue::Stock;
use http::{StatusCode, header};
use services::{db::Db, on_both_engines};

const POSTER: &str = "/comptoir/affiches/vitrine.pdf";
const PRICES: &str = "/comptoir/affiches/prix.pdf";
const PICKUPS: &str = "/comptoir/commandes/retraits.pdf";
const TOWN_POSTERS: &str = "/mairie/papier/affiches.pdf";
const COUNCIL: &str = "/mairie/papier/conseil.pdf";
const CATALOGUE: &str = "/mairie/papier/catalogue.pdf";

/// Pages of the PDF that came.
fn sheets(answer: &TestResponse) -> usize {
    answer.assert_status_ok();
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/pdf");
    assert!(
        answer
            .header(header::CONTENT_DISPOSITION)
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    assert!(
        answer
            .header(header::CACHE_CONTROL)
            .to_str()
            .unwrap()
            .contains("private")
    );
    lopdf::Document::load_mem(answer.as_bytes())
        .unwrap()
        .get_pages()
        .len()
}

/// What the PDF says.
fn text(answer: &TestResponse) -> String {
    let read = lopdf::Document::load_mem(answer.as_bytes()).unwrap();
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    read.extract_text(&pages).unwrap()
}

/// Puts so many products on the grocer's shelf.
async fn fill_shelf(stage: &Stage, db: &Db, count: usize) {
    for at in 0..count {
        stage
            .cast
            .product(
                db,
                &stage.cast.grocer_merchant,
                &format!("Bocal {at}"),
                "3,50",
                Stock::Always,
            )
            .await;
    }
}

on_both_engines! {
    async fn a_merchant_prints_the_poster_of_the_window(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        for format in ["", "?format=a4", "?format=a5"] {
            let answer = stage.get_as(me, &format!("{POSTER}{format}")).await;
            assert_eq!(sheets(&answer), 1);
            let says = text(&answer);
            for words in ["La pause", "Commandez ici,", "halle.example/dourdan/la-pause", "Le marché de Dourdan"] {
                assert!(says.contains(words), "{words} in {says}");
            }
        }
        let english = stage.get_as(me, &format!("{POSTER}?langue=en")).await;
        assert!(text(&english).contains("Order here"));
    }

    async fn what_is_on_sale_goes_onto_cards(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        fill_shelf(&stage, db, 12).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Bocal vide", "1", Stock::Out).await;
        for (ask, count) in [("", 2), ("?format=cartes", 2), ("?format=a5", 12), ("?format=etiquettes", 1), ("?format=a5&lesquels=nouveaux", 10)] {
            let answer = stage.get_as(me, &format!("{PRICES}{ask}")).await;
            assert_eq!(sheets(&answer), count, "{ask}");
            assert!(!text(&answer).contains("Bocal vide"), "{ask}");
        }
    }

    async fn only_what_is_ticked_is_printed(db: &Db) {
        let stage = Stage::on(db).await;
        fill_shelf(&stage, db, 3).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel de tilleul", "9,80", Stock::Plenty).await;
        let answer = stage.get_as(&stage.cast.grocer_session, &format!("{PRICES}?lesquels=nouveaux&product={honey}")).await;
        assert_eq!(sheets(&answer), 1);
        let says = text(&answer);
        assert!(says.contains("Miel de tilleul") && !says.contains("Bocal"), "{says}");
    }

    async fn nobody_prints_for_somebody_else(db: &Db) {
        let stage = Stage::on(db).await;
        let mine = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel de tilleul", "9,80", Stock::Plenty).await;
        for address in ["/comptoir/affiches", POSTER, PRICES, PICKUPS] {
            let answer = stage.get(address).await;
            answer.assert_status(StatusCode::UNAUTHORIZED);
            assert!(answer.text().contains("Ce téléphone n’est pas un comptoir"), "{address}");
        }
        for address in ["/mairie/papier", TOWN_POSTERS, CATALOGUE, COUNCIL] {
            stage.get(address).await.assert_status(StatusCode::UNAUTHORIZED);
            stage.get_as(&stage.cast.grocer_session, address).await.assert_status(StatusCode::UNAUTHORIZED);
        }
        let stranger = stage.get_as(&stage.cast.toys_session, &format!("{PRICES}?product={mine}")).await;
        stranger.assert_status(StatusCode::NOT_FOUND);
        let official = stage.get_as(&stage.cast.official_session, POSTER).await;
        official.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn what_is_no_paper_is_not_found(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        fill_shelf(&stage, db, 1).await;
        for ask in [format!("{POSTER}?format=a0"), format!("{PRICES}?format=a0"), format!("{PRICES}?product=bocal")] {
            stage.get_as(me, &ask).await.assert_status(StatusCode::NOT_FOUND);
        }
    }

    async fn an_empty_shelf_has_no_prices_but_a_poster(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let page = stage.get_as(me, "/comptoir/affiches").await.text();
        assert!(page.contains("vitrine.pdf") && !page.contains("prix.pdf"), "{page}");
        let nothing = stage.get_as(me, PRICES).await;
        assert_eq!(location(&nothing), "/comptoir/affiches");
    }

    async fn the_page_offers_every_product_on_sale(db: &Db) {
        let stage = Stage::on(db).await;
        fill_shelf(&stage, db, 11).await;
        let page = stage.get_as(&stage.cast.grocer_session, "/comptoir/affiches").await.text();
        assert_eq!(page.matches("name=\"product\"").count(), 11);
        let shop = stage.get_as(&stage.cast.grocer_session, "/comptoir/boutique").await.text();
        assert!(shop.contains("href=\"/comptoir/affiches\""));
    }

    async fn the_days_pickups_are_listed_with_what_is_to_prepare(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let nothing = stage.get_as(me, PICKUPS).await;
        assert_eq!(location(&nothing), "/comptoir/commandes");
        assert!(!stage.get_as(me, "/comptoir/commandes").await.text().contains(PICKUPS));
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(9)).await;
        location(&send(&stage, &form(&stage, "one", honey, 2)).await);
        location(&send(&stage, &form(&stage, "two", honey, 3)).await);
        assert!(stage.get_as(me, "/comptoir/commandes").await.text().contains(PICKUPS));
        let list = stage.get_as(me, PICKUPS).await;
        assert_eq!(sheets(&list), 1);
        let says = text(&list);
        for words in ["La pause", "2\u{a0}× Miel", "3\u{a0}× Miel", "À préparer en tout", "5\u{a0}× Miel", "19,60"] {
            assert!(says.contains(words), "{words} in {says}");
        }
        let stranger = stage.get_as(&stage.cast.toys_session, PICKUPS).await;
        assert_eq!(location(&stranger), "/comptoir/commandes");
    }

    async fn the_town_hall_prints_every_shops_poster(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shops = services::shops::in_town(db.read(), stage.cast.town.id).await.unwrap();
        let posters = stage.get_as(me, TOWN_POSTERS).await;
        assert_eq!(sheets(&posters), shops.len());
        let says = text(&posters);
        for shop in shops {
            assert!(says.contains(shop.name.as_str()), "{} in {says}", shop.name);
        }
    }

    async fn the_catalogue_shows_the_market_by_shop_or_by_aisle(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        assert_eq!(location(&stage.get_as(me, CATALOGUE).await), "/mairie/papier?vide=1");
        assert!(stage.get_as(me, "/mairie/papier?vide=1").await.text().contains("il n’y a encore rien à imprimer"));
        fill_shelf(&stage, db, 12).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie bleue", "7", Stock::Plenty).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie partie", "7", Stock::Out).await;
        let by_shop = text(&stage.get_as(me, CATALOGUE).await);
        for words in ["La pause", "Toupie bleue", "Bocal 11", "Bocal 2", "Le marché de Dourdan"] {
            assert!(by_shop.contains(words), "{words} in {by_shop}");
        }
        // The ten newest, and nothing that cannot be bought.
        assert!(!by_shop.contains("Bocal 0") && !by_shop.contains("Toupie partie"), "{by_shop}");
        let by_aisle = text(&stage.get_as(me, &format!("{CATALOGUE}?ordre=rayons&combien=tout&langue=en")).await);
        for words in ["Toys", "Toupie bleue", "Bocal 0", "The market of Dourdan"] {
            assert!(by_aisle.contains(words), "{words} in {by_aisle}");
        }
        for ask in ["?ordre=hasard", "?combien=mille"] {
            stage.get_as(me, &format!("{CATALOGUE}{ask}")).await.assert_status(StatusCode::NOT_FOUND);
        }
    }
    async fn the_councils_page_says_how_the_market_is_doing(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let page = stage.get_as(me, "/mairie/papier").await.text();
        assert!(page.contains("action=\"/mairie/papier/conseil.pdf\""), "{page}");
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(9)).await;
        location(&send(&stage, &form(&stage, "one", honey, 2)).await);
        location(&send(&stage, &form(&stage, "two", honey, 3)).await);
        // An empty shelf is nobody's worry before an hour has gone by.
        stage.house.clock.set(stage.cast.at + chrono::Duration::hours(2));
        let sheet = stage.get_as(me, &format!("{COUNCIL}?langue=fr")).await;
        assert_eq!(sheets(&sheet), 1);
        let says = text(&sheet);
        for words in [
            "Le marché de Dourdan",
            "Du mercredi 28 octobre 2026 au mardi 24 novembre 2026",
            "Le chemin des commerces",
            "Première commande",
            "1 sur 2",
            "du mercredi 18 novembre au mardi 24 novembre",
            "Le cheval de bois",
        ] {
            assert!(says.contains(words), "{words} in {says}");
        }
        // Never who ordered.
        assert!(!says.contains("Jeanne") && !says.contains("Miel"), "{says}");
        let english = text(&stage.get_as(me, &format!("{COUNCIL}?langue=en")).await);
        assert!(english.contains("Week after week"), "{english}");
    }
}

use crate::support::Stage;
use domain::catalogue::Stock;
use http::{StatusCode, header};
use services::on_both_engines;

on_both_engines! {
    async fn shoppers_do_not_download_the_counter(db: &Db) {
        let stage = Stage::on(db).await;
        let market = stage.get("/dourdan").await.text();
        assert!(market.contains("/halle.js") && !market.contains("halle-counter"), "{market}");
        let counter = stage.get_as(&stage.cast.grocer_session, "/comptoir").await.text();
        assert!(counter.contains("/halle-counter.js") && !counter.contains("/halle.js"), "{counter}");
        assert!(!counter.contains("halle-hall"), "{counter}");
        let hall = stage.get_as(&stage.cast.official_session, "/mairie").await.text();
        assert!(hall.contains("/halle-hall.js") && !hall.contains("/halle-counter.js"), "{hall}");
    }

    async fn the_only_town_is_where_one_lands(db: &Db) {
        let stage = Stage::on(db).await;
        let home = stage.get("/").await;
        home.assert_status_see_other();
        assert_eq!(home.header(header::LOCATION), "/dourdan");
    }

    async fn a_town_shows_what_is_on_sale_with_its_price(db: &Db) {
        let stage = Stage::on(db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel de tilleul", "9,80", Stock::Plenty).await;
        let page = stage.get("/dourdan").await;
        page.assert_status_ok();
        let html = page.text();
        assert!(html.contains("Miel de tilleul"), "{html}");
        assert!(html.contains("La pause"));
        assert!(html.contains("og:title"));
    }

    async fn a_product_page_can_be_shared(db: &Db) {
        let stage = Stage::on(db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel de tilleul", "9,80", Stock::Plenty).await;
        let html = stage.get("/dourdan/la-pause/miel-de-tilleul").await.text();
        assert!(html.contains("<meta property=\"og:title\" content=\"Miel de tilleul, 9,80\u{202F}€\""), "{html}");
        assert!(html.contains("https://halle.example/dourdan/la-pause/miel-de-tilleul"));
        assert!(html.contains("9,80\u{202F}€"));
    }

    async fn what_is_not_there_is_a_page_that_helps(db: &Db) {
        let stage = Stage::on(db).await;
        for address in ["/nulle-part", "/dourdan/personne", "/dourdan/la-pause/rien", "/commande/inconnue", "/a/b/c/d", "/nulle-part/panier"] {
            let page = stage.get(address).await;
            page.assert_status(StatusCode::NOT_FOUND);
            assert!(page.text().contains("href=\"/\""), "{address}");
        }
    }

    async fn pages_speak_the_language_that_the_browser_asks_for(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.server.get("/dourdan").add_header(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9").await;
        assert!(page.text().contains("lang=\"en\""));
        assert!(stage.get("/dourdan").await.text().contains("lang=\"fr\""));
    }

    async fn the_server_says_that_it_can_serve(db: &Db) {
        Stage::on(db).await.get("/healthz").await.assert_status_ok();
    }
}

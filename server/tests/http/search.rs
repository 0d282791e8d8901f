use crate::support::Stage;
use domain::{
    catalogue::{Change, Stock},
    id::ProductId,
};
use http::{StatusCode, header};
use services::{catalogue, on_both_engines};

async fn honey(db: &services::db::Db, stage: &Stage) -> ProductId {
    stage
        .cast
        .product(
            db,
            &stage.cast.grocer_merchant,
            "Miel de tilleul, 500 g",
            "9,80",
            Stock::Plenty,
        )
        .await
}

on_both_engines! {
    async fn a_form_without_scripts_finds_what_was_typed(db: &Db) {
        let stage = Stage::on(db).await;
        honey(db, &stage).await;
        let town = stage.get("/dourdan").await.text();
        assert!(town.contains("action=\"/dourdan/recherche\"") && town.contains("name=\"q\""), "{town}");
        let page = stage.get("/dourdan/recherche?q=miels+500g").await;
        page.assert_status_ok();
        let html = page.text();
        assert!(html.contains("/dourdan/la-pause/miel-de-tilleul-500-g") && html.contains("noindex"), "{html}");
        assert!(html.contains("value=\"miels 500g\""), "what was typed is still there: {html}");
    }

    async fn the_basket_travels_through_a_search(db: &Db) {
        let stage = Stage::on(db).await;
        let id = honey(db, &stage).await;
        let basket = format!("{}.2", id.0.simple());
        let html = stage.get(&format!("/dourdan/recherche?q=miel&panier={basket}")).await.text();
        assert!(html.contains(&format!("/dourdan/la-pause/miel-de-tilleul-500-g?panier={basket}")), "{html}");
        assert!(html.contains(&format!("<input type=\"hidden\" name=\"panier\" value=\"{basket}\"")), "{html}");
    }

    async fn filters_and_pages_are_links_that_keep_what_was_typed(db: &Db) {
        let stage = Stage::on(db).await;
        for at in 1..=30 {
            let price = if at % 2 == 0 { "4" } else { "12" };
            stage.cast.product(db, &stage.cast.grocer_merchant, &format!("Crème & café {at}"), price, Stock::Plenty).await;
        }
        let html = stage.get("/dourdan/recherche?q=cr%C3%A8me+%26+caf%C3%A9").await.text();
        let typed = "q=cr%C3%A8me%20%26%20caf%C3%A9";
        assert!(html.contains(&format!("/dourdan/recherche?{typed}&amp;prix=moins-de-5")), "{html}");
        assert!(html.contains(&format!("/dourdan/recherche?{typed}&amp;page=2")), "{html}");
        let second = stage.get(&format!("/dourdan/recherche?{typed}&page=2")).await.text();
        assert_eq!(second.matches("product-card__name").count(), 6);
        let cheap = stage.get(&format!("/dourdan/recherche?{typed}&prix=moins-de-5")).await.text();
        assert_eq!(cheap.matches("product-card__name").count(), 15);
        assert!(cheap.contains(&format!("href=\"/dourdan/recherche?{typed}\" class=\"filter filter--on\"")), "{cheap}");
    }

    async fn where_nothing_is_found_the_page_says_whom_to_ask(db: &Db) {
        let stage = Stage::on(db).await;
        honey(db, &stage).await;
        let html = stage.get("/dourdan/recherche?q=puzzle").await.text();
        assert!(html.contains("Rien sous ce nom à Dourdan") && html.contains("Demandez au magasin de jouets"), "{html}");
        assert!(html.contains("href=\"tel:0199000012\""), "{html}");
        let slip = stage.get("/dourdan/recherche?q=meil").await.text();
        assert!(slip.contains("miel-de-tilleul-500-g") && slip.contains("Voici pour"), "{slip}");
        let narrow = stage.get("/dourdan/recherche?q=miel&prix=plus-de-30").await.text();
        assert!(narrow.contains("Rien de tel avec ces choix") && narrow.contains("href=\"/dourdan/recherche?q=miel\""), "{narrow}");
    }

    async fn hostile_questions_get_a_clear_page(db: &Db) {
        let stage = Stage::on(db).await;
        honey(db, &stage).await;
        let long = "a".repeat(10_000);
        let spaced = "miel%20".repeat(1_400);
        for q in [
            "", "%22", "%27%20OR%201%3D1--", "miel*%20NEAR(%22", "%00%01%1B", "%F0%9F%8D%AF", "de+la", "%FF%FE", "%", "%E2%80%AE",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E", &long, &spaced,
        ] {
            for rest in ["", "&page=0", "&page=-1", "&page=99999999999999999999", "&prix=x&rayon=x&commerce=x&ouvert=x"] {
                let page = stage.get(&format!("/dourdan/recherche?q={q}{rest}")).await;
                page.assert_status_ok();
                let html = page.text();
                assert!(html.contains("<h1") && !html.contains("<script>alert"), "{q}{rest}");
                assert!(html.len() < 60_000, "{q}{rest} is echoed at length");
            }
            stage.get(&format!("/api/recherche/dourdan?q={q}")).await.assert_status_ok();
        }
        stage.get("/nulle-part/recherche?q=miel").await.assert_status(StatusCode::NOT_FOUND);
        stage.get("/api/recherche/nulle-part?q=miel").await.assert_status(StatusCode::NOT_FOUND);
    }

    async fn a_few_letters_are_answered_with_lines(db: &Db) {
        let stage = Stage::on(db).await;
        let id = honey(db, &stage).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "<b>Miellerie</b>", "3", Stock::Plenty).await;
        let lines = stage.get("/api/recherche/dourdan?q=mie").await;
        assert!(lines.header(header::CONTENT_TYPE).to_str().unwrap().starts_with("text/html"));
        let lines = lines.text();
        assert_eq!(lines.matches("role=\"option\"").count(), 2, "{lines}");
        assert!(lines.contains("data-to=\"/dourdan/la-pause/miel-de-tilleul-500-g\"") && lines.contains("9,80\u{202F}€"), "{lines}");
        assert!(lines.contains("&lt;b&gt;") && lines.contains("id=\"offer-1\""), "{lines}");
        let tx = db.write().await.unwrap();
        catalogue::change(&tx, &stage.cast.grocer_merchant, id, Change::Hide, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.get("/api/recherche/dourdan?q=miel+de").await.text().contains("tilleul"));
        let shop = stage.get("/api/recherche/dourdan?q=cheval").await.text();
        assert!(shop.contains("data-to=\"/dourdan/le-cheval-de-bois\""), "{shop}");
    }

    async fn an_empty_town_can_be_searched(db: &Db) {
        let stage = Stage::on(db).await;
        for q in ["", "miel", "jouets"] {
            stage.get(&format!("/dourdan/recherche?q={q}")).await.assert_status_ok();
        }
    }
}

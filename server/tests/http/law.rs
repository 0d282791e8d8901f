//! What everybody may read about the market: who runs it, what it keeps, under which terms it sells.

use crate::support::{Stage, location};
use domain::{
    accessibility::{CRITERIA, Gap, Tally},
    catalogue::{Category, Change, Stock},
    orders::REMEMBERED,
};
use http::{StatusCode, header};
use services::{accounts, catalogue, db::Db, on_both_engines, orders};

const PAGES: [&str; 6] = [
    "/mentions-legales",
    "/conditions",
    "/vie-privee",
    "/classement",
    "/accessibilite",
    "/api",
];

/// A basket of one jam, sent; the address of its page.
async fn ordered(db: &Db, stage: &Stage) -> String {
    let cast = &stage.cast;
    let jam = cast
        .product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(5))
        .await;
    let window = cast.first_window(&cast.grocer).key();
    let field = format!("window-{}", cast.grocer.id);
    let sent = stage
        .post(
            "/dourdan/panier",
            &[
                ("key", "k"),
                ("basket", &format!("{jam}.1")),
                ("name", "Philomène Quatremère"),
                ("phone", "01 99 73 51 86"),
                ("kind", "reservation"),
                (&field, &window),
            ],
        )
        .await;
    location(&sent)
}

async fn handed_over(db: &Db, stage: &Stage, page: &str) {
    let key = page.trim_start_matches("/commande/");
    let (_, order) = orders::page(db.read(), key).await.unwrap();
    let who = &stage.cast.grocer_merchant;
    let tx = db.write().await.unwrap();
    for part in &order.parts {
        orders::make_ready(&tx, who, part.id, stage.cast.at)
            .await
            .unwrap();
        orders::hand_over(&tx, who, part.id, &order.code, stage.cast.at)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn every_page_of_the_market_leads_to_who_runs_it(db: &Db) {
        let stage = Stage::on(db).await;
        for page in ["/dourdan", "/dourdan/la-pause", "/dourdan/panier", "/nothing/here"] {
            let html = stage.get(page).await.text();
            for law in PAGES {
                assert!(html.contains(&format!("href=\"{law}\"")), "{law} on {page}");
            }
        }
        for law in PAGES {
            let answer = stage.get(law).await;
            answer.assert_status_ok();
            assert!(!answer.text().contains("(non renseigné)"), "{law}");
        }
        let notice = stage.get("/mentions-legales").await.text();
        for said in ["Commune de Dourdan", "219 102 001", "Camille Roux", "Halle Hébergement", "marche@mairie.example"] {
            assert!(notice.contains(said), "{said}");
        }
        assert!(stage.get("/vie-privee").await.text().contains("donnees@mairie.example"));
    }

    async fn the_statement_of_accessibility_is_reckoned_from_the_criteria(db: &Db) {
        let stage = Stage::on(db).await;
        let tally = Tally::of(&CRITERIA);
        let french = stage.get("/accessibilite").await.text();
        let english = stage.server.get("/accessibilite").add_header(header::ACCEPT_LANGUAGE, "en").await.text();
        let said = format!("Sur les {} critères qui s’appliquent à ce site, {} sont respectés, soit {}\u{a0}%.", tally.applies(), tally.kept, tally.rate());
        assert!(french.contains(&said), "{said} in {french}");
        let said = format!("Of the {} criteria that apply to this site, {} are met: {}%.", tally.applies(), tally.kept, tally.rate());
        assert!(english.contains(&said), "{said} in {english}");
        for gap in Gap::ALL {
            let numbers: Vec<String> = gap.of(&CRITERIA).map(ToString::to_string).collect();
            let numbers = format!(" ({})</li>", numbers.join(", "));
            assert!(french.contains(&numbers) && english.contains(&numbers), "{gap:?} {numbers}");
        }
    }

    async fn a_shop_has_terms_of_sale_and_a_stranger_has_none(db: &Db) {
        let stage = Stage::on(db).await;
        let shop = stage.get("/dourdan/la-pause").await.text();
        assert!(shop.contains("href=\"/conditions/dourdan/la-pause\""));
        let terms = stage.get("/conditions/dourdan/la-pause").await;
        terms.assert_status_ok();
        assert!(terms.text().contains("12 rue de Chartres, Dourdan"));
        assert!(!terms.text().contains("Renoncer au contrat ici"), "it sells in the shop only");
        for nobody in ["/conditions/dourdan/personne", "/conditions/ailleurs/la-pause"] {
            assert_eq!(stage.get(nobody).await.status_code(), StatusCode::NOT_FOUND, "{nobody}");
        }
    }

    async fn where_alcohol_is_sold_the_town_says_who_may_buy_it(db: &Db) {
        let stage = Stage::on(db).await;
        let cast = &stage.cast;
        let who = &cast.grocer_merchant;
        let wine = cast.product(db, who, "Chinon", "9", Stock::Always).await;
        let shows = async || stage.get("/dourdan").await.text().contains("alcohol-banner");
        assert!(!shows().await);
        let change = async |what| {
            let tx = db.write_in(cast.town.id).await.unwrap();
            catalogue::change(&tx, who, wine, what, cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        change(Change::Category(Category::BeerAndWine)).await;
        assert!(shows().await);
        let basket = stage.get(&format!("/dourdan/panier?panier={wine}.1")).await.text();
        assert!(basket.contains("alcohol-banner"));
        change(Change::Off).await;
        assert!(!shows().await);
    }

    async fn a_reduction_strikes_the_price_that_the_law_compares_with(db: &Db) {
        let stage = Stage::on(db).await;
        let cast = &stage.cast;
        let horse = cast.product(db, &cast.toys_merchant, "Cheval", "20", Stock::Always).await;
        let struck = "<s>20,00\u{202f}€</s>";
        let page = "/dourdan/le-cheval-de-bois/cheval";
        assert!(!stage.get(page).await.text().contains("<s>"));
        let chosen = horse.to_string();
        let bulk = [("wish", "bulk"), ("act", "less"), ("percent", "20"), ("product", &chosen)];
        let sent = stage.post_as(&cast.toys_session, "/comptoir/etal", &bulk).await;
        assert_eq!(location(&sent), "/comptoir/etal");
        for shown in [page, "/dourdan", "/dourdan/le-cheval-de-bois"] {
            let html = stage.get(shown).await.text();
            assert!(html.contains("au lieu de") && html.contains(struck), "{shown}: {html}");
        }
        assert!(stage.get(page).await.text().contains("le prix le plus bas des trente jours"));
        let single = [("wish", "price"), ("typed", "16"), ("product", &chosen)];
        stage.post_as(&cast.toys_session, "/comptoir/etal", &single).await;
        assert!(!stage.get(page).await.text().contains("<s>"), "a price without words is no reduction");
    }

    async fn a_merchant_takes_their_data_along_and_leaves_for_good(db: &Db) {
        let stage = Stage::on(db).await;
        let phone = &stage.cast.grocer_session;
        let order = ordered(db, &stage).await;
        for nobody in ["/comptoir/mes-donnees", "/comptoir/mes-donnees.json"] {
            assert_eq!(stage.get(nobody).await.status_code(), StatusCode::UNAUTHORIZED, "{nobody}");
        }
        let page = stage.get_as(phone, "/comptoir/mes-donnees").await;
        page.assert_status_ok();
        let export = stage.get_as(phone, "/comptoir/mes-donnees.json").await.text();
        assert!(export.contains("La pause") && export.contains("devices"), "{export}");
        let leave = || stage.post_as(phone, "/comptoir/mes-donnees", &[("leave", "yes")]);
        let refused = leave().await;
        assert_eq!(refused.status_code(), StatusCode::CONFLICT);
        assert!(refused.text().contains("rien n’a été effacé"));
        handed_over(db, &stage, &order).await;
        assert_eq!(location(&leave().await), "/");
        assert_eq!(stage.get_as(phone, "/comptoir").await.status_code(), StatusCode::UNAUTHORIZED);
        assert_eq!(leave().await.status_code(), StatusCode::UNAUTHORIZED);
        let left = stage.get("/dourdan/la-pause").await;
        left.assert_status(StatusCode::GONE);
        assert!(left.text().contains("La pause n’est plus sur le marché"));
        stage.get("/dourdan/le-cheval-de-bois").await.assert_status_ok();
        stage.get(&order).await.assert_status_ok();
    }

    async fn an_official_leaves_too_and_somebody_with_a_key_stays(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let page = stage.get_as(me, "/comptoir/mes-donnees").await;
        page.assert_status_ok();
        assert!(page.text().contains("Camille Roux") && page.text().contains("Vos collègues continuent."));
        assert!(stage.get_as(me, "/comptoir/mes-donnees.json").await.text().contains("Camille Roux"));
        let last = stage.post_as(me, "/comptoir/mes-donnees", &[("leave", "yes")]).await;
        last.assert_status(StatusCode::CONFLICT);
        assert!(last.text().contains("personne à la mairie ne pourrait faire entrer"), "{}", last.text());
        // Not without a code of a moment ago, nor on a device that has yet to prove itself.
        stage.house.clock.set(stage.cast.at + chrono::Duration::minutes(20));
        let device = crate::support::cookie(me);
        let asks = stage.server.post("/comptoir/mes-donnees").add_header(header::COOKIE, device).form(&[("leave", "yes")][..]).await;
        asks.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let tx = db.write().await.unwrap();
        let link = accounts::may_sign_in(&tx, Some(stage.cast.town.id), None, stage.cast.at).await.unwrap();
        let unproven = accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for file in ["/comptoir/mes-donnees", "/comptoir/mes-donnees.json"] {
            stage.get_as(&unproven, file).await.assert_status_unauthorized();
        }
        stage.post_as(&unproven, "/comptoir/mes-donnees", &[("leave", "yes")]).await.assert_status_unauthorized();
        stage.get_as(me, "/mairie").await.assert_status_ok();
    }

    async fn a_merchant_says_once_who_sells(db: &Db) {
        let stage = Stage::on(db).await;
        let phone = &stage.cast.grocer_session;
        let counter = stage.get_as(phone, "/comptoir/boutique").await.text();
        assert!(counter.contains("ne savent pas encore qui vend"), "{counter}");
        let refused = stage
            .post_as(phone, "/comptoir/identite", &[("name", "Blanchard <i>& fils"), ("number", "732 829 321")])
            .await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let html = refused.text();
        assert!(html.contains("732 829 321") && html.contains("Blanchard &lt;i&gt;&amp; fils"), "{html}");
        assert!(html.contains("certified-error") && html.contains("number-error") && html.contains("email-error"));
        let said = [
            ("name", "Épicerie Blanchard"),
            ("number", "732829320"),
            ("email", "bonjour@lapause.example"),
            ("mediator", "Médiation du commerce, mediation.example"),
            ("certified", "yes"),
        ];
        assert_eq!(stage.post("/comptoir/identite", &said).await.status_code(), StatusCode::UNAUTHORIZED);
        for _ in 0..2 {
            let taken = stage.post_as(phone, "/comptoir/identite", &said).await;
            assert_eq!(location(&taken), "/comptoir/identite?note=1");
        }
        let terms = stage.get("/conditions/dourdan/la-pause").await.text();
        for known in ["Épicerie Blanchard (La pause)", "732 829 320", "bonjour@lapause.example", "mediation.example"] {
            assert!(terms.contains(known), "{known}");
        }
        let toys = stage.get("/conditions/dourdan/le-cheval-de-bois").await.text();
        assert!(!toys.contains("Blanchard") && toys.contains("n’ont pas encore été donnés"));
        assert!(!stage.get_as(phone, "/comptoir/boutique").await.text().contains("ne savent pas encore qui vend"));
    }

    async fn a_shopper_takes_their_data_along_and_has_them_erased(db: &Db) {
        let stage = Stage::on(db).await;
        let page = ordered(db, &stage).await;
        let open = stage.get(&page).await.text();
        assert!(open.contains("Trente jours après sa fin") && !open.contains("name=\"oublier\""));
        let export = stage.get(&format!("{page}/donnees.json")).await;
        export.assert_status_ok();
        assert!(export.text().contains("Philomène Quatremère"));
        stage.get("/commande/nobody/donnees.json").await.assert_status_not_found();
        let ask = || stage.post(&page, &[("oublier", "1")]);
        assert_eq!(ask().await.status_code(), StatusCode::CONFLICT, "a shop waits for them");
        handed_over(db, &stage, &page).await;
        assert_eq!(ask().await.status_code(), StatusCode::CONFLICT, "it could be taken back");
        stage.house.clock.set(stage.cast.at + chrono::Duration::hours(1));
        assert!(stage.get(&page).await.text().contains("name=\"oublier\""));
        assert_eq!(location(&ask().await), page);
        assert_eq!(location(&ask().await), page, "asked twice, it is done once");
        let known = stage.get(&page).await.text();
        assert!(known.contains("sont effacés depuis"), "{known}");
        for file in [page.clone(), format!("{page}/donnees.json"), format!("{page}/bon")] {
            let answer = stage.get(&file).await;
            answer.assert_status_ok();
            assert!(!answer.text().contains("Quatremère"), "{file}");
        }
        assert_eq!(stage.post("/commande/nobody", &[("oublier", "1")]).await.status_code(), StatusCode::NOT_FOUND);
        assert!(REMEMBERED > chrono::Duration::days(14));
    }
}

//! What the law wants said of goods: asked at the counter, shown to shoppers.

use crate::support::{Stage, location};
use domain::{
    catalogue::{Category, Change, Stock},
    id::ProductId,
};
use http::StatusCode;
use services::{accounts::InGoodStanding, catalogue, db::Db, on_both_engines};

const PAGE: &str = "/comptoir/a-completer";

async fn change(db: &Db, stage: &Stage, who: &InGoodStanding, product: ProductId, what: Change) {
    let tx = db.write_in(stage.cast.town.id).await.unwrap();
    catalogue::change(&tx, who, product, what, stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn sent(stage: &Stage, form: &[(&str, &str)]) -> axum_test::TestResponse {
    stage.post_as(&stage.cast.grocer_session, PAGE, form).await
}

async fn seen(stage: &Stage, address: &str) -> String {
    stage.get_as(&stage.cast.grocer_session, address).await.text()
}

on_both_engines! {
    async fn nothing_stands_before_a_sale_and_the_shelf_says_what_is_left(db: &Db) {
        let stage = Stage::on(db).await;
        let phone = &stage.cast.grocer_session;
        let put = stage.server.post("/comptoir").add_header(http::header::COOKIE, crate::support::cookie(phone));
        let form = axum_test::multipart::MultipartForm::new().add_text("price", "4,50").add_text("name", "Confiture");
        assert_eq!(location(&put.multipart(form).await), "/comptoir?vendu=1");
        stage.get("/dourdan/la-pause/confiture").await.assert_status_ok();
        for page in ["/comptoir/etal", "/comptoir/boutique"] {
            let html = seen(&stage, page).await;
            assert!(html.contains("Un produit à compléter d’ici mardi 1 décembre.") && html.contains(PAGE), "{page}: {html}");
        }
        // The camera is for taking pictures.
        assert!(!seen(&stage, "/comptoir").await.contains("à compléter"));
        stage.house.clock.set(stage.cast.at + chrono::Duration::days(8));
        assert!(seen(&stage, "/comptoir/etal").await.contains("le délai de sept jours est passé"));
    }

    async fn a_jar_is_completed_by_one_form_and_shoppers_read_it(db: &Db) {
        let stage = Stage::on(db).await;
        let jam = stage.cast.product(db, &stage.cast.grocer_merchant, "Confiture de lait, 370 g", "4,50", Stock::Plenty).await;
        let page = "/dourdan/la-pause/confiture-de-lait-370-g";
        assert!(stage.get(page).await.text().contains("Demandez à la boutique"));
        let html = seen(&stage, PAGE).await;
        assert!(html.contains("value=\"370 g\""), "the name says how much there is: {html}");
        assert!(html.contains("Règlement (UE) 1169/2011"));
        let jam = jam.to_string();
        let form = [("product", &*jam), ("facts", "allergens amount"), ("amount", "370 g"), ("allergen", "milk"), ("allergen", "nuts"), ("act", "save")];
        assert_eq!(location(&sent(&stage, &form).await), "/comptoir/a-completer?note=1");
        let shown = stage.get(page).await.text();
        assert!(shown.contains("<strong>lait</strong>") && shown.contains("<strong>fruits à coque</strong>"), "{shown}");
        assert!(shown.contains("12,16"), "the price of a kilogram follows");
        let done = seen(&stage, PAGE).await;
        assert!(done.contains("Tout est dit") && done.contains("1 sur 1"), "{done}");
        let again = seen(&stage, &format!("{PAGE}?article={jam}")).await;
        assert!(again.contains("rien ne manque") && again.contains("checked"), "{again}");
        assert!(seen(&stage, "/comptoir/cahier").await.contains("Étiquette complétée\u{a0}: allergènes, quantité."));
    }

    async fn none_of_them_is_one_tap_and_contradictions_are_said(db: &Db) {
        let stage = Stage::on(db).await;
        let jam = stage.cast.product(db, &stage.cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9", Stock::Plenty).await;
        let (jam, honey) = (jam.to_string(), honey.to_string());
        let both = [("product", &*jam), ("facts", "allergens amount"), ("allergen", "milk"), ("amount", "beaucoup <i>"), ("act", "none")];
        let refused = sent(&stage, &both).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let html = refused.text();
        assert!(html.contains("allergens-error") && html.contains("amount-error") && html.contains("beaucoup &lt;i&gt;"), "{html}");
        assert!(stage.get("/dourdan/la-pause/confiture").await.text().contains("Demandez à la boutique"));
        let none = [("product", &*jam), ("facts", "allergens amount"), ("amount", "370 g"), ("act", "none"), ("next", &*honey)];
        assert_eq!(location(&sent(&stage, &none).await), format!("/comptoir/a-completer?note=1&article={honey}"));
        assert!(stage.get("/dourdan/la-pause/confiture").await.text().contains("aucun des quatorze"));
    }

    async fn another_shops_product_and_nobodys_are_not_found(db: &Db) {
        let stage = Stage::on(db).await;
        let train = stage.cast.product(db, &stage.cast.toys_merchant, "Train", "32", Stock::Always).await.to_string();
        for id in [&*train, "018f0000-0000-7000-8000-000000000000", "rien"] {
            let page = stage.get_as(&stage.cast.grocer_session, &format!("{PAGE}?article={id}")).await;
            assert_eq!(page.status_code(), StatusCode::NOT_FOUND, "{id}");
            for act in ["none", "like"] {
                let form = [("product", id), ("facts", "allergens"), ("act", act), ("from", id)];
                assert_eq!(sent(&stage, &form).await.status_code(), StatusCode::NOT_FOUND, "{act} {id}");
            }
        }
        assert_eq!(stage.post(PAGE, &[("act", "none"), ("product", &train)]).await.status_code(), StatusCode::UNAUTHORIZED);
        assert_eq!(stage.get(PAGE).await.status_code(), StatusCode::UNAUTHORIZED);
    }

    async fn a_toy_says_who_makes_it_and_what_it_warns_of(db: &Db) {
        let stage = Stage::on(db).await;
        let train = stage.cast.product(db, &stage.cast.toys_merchant, "Train", "32", Stock::Always).await.to_string();
        let page = "/dourdan/le-cheval-de-bois/train";
        let unsaid = stage.get(page).await.text();
        assert!(unsaid.contains("Fabricant") && unsaid.contains("Pas encore indiqué ici\u{a0}: demandez à la boutique."), "{unsaid}");
        let toys = &stage.cast.toys_session;
        let mut form = vec![("product", &*train), ("facts", "maker warnings"), ("maker", "Vilac"), ("under_three", "yes")];
        let half = stage.post_as(toys, PAGE, &form).await;
        half.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let html = half.text();
        assert!(html.contains("Il manque l’adresse postale.") && html.contains("value=\"Vilac\""), "{html}");
        form.extend([("maker_address", "39260 Moirans-en-Montagne"), ("maker_online", "vilac.example")]);
        location(&stage.post_as(toys, PAGE, &form).await);
        let said = stage.get(page).await.text();
        for told in ["39260 Moirans-en-Montagne", "https://vilac.example", "Ne convient pas aux enfants de moins de 36 mois", "\"manufacturer\""] {
            assert!(said.contains(told), "{told}");
        }
        // The next toy takes the same maker, by its name.
        let top = stage.cast.product(db, &stage.cast.toys_merchant, "Toupie", "12", Stock::Always).await.to_string();
        let asked = stage.get_as(toys, PAGE).await.text();
        assert!(asked.contains("<option value=\"Vilac\">"), "{asked}");
        let same = [("product", &*top), ("facts", "maker warnings"), ("maker_like", "Vilac"), ("no_warnings", "yes")];
        location(&stage.post_as(toys, PAGE, &same).await);
        assert!(stage.get("/dourdan/le-cheval-de-bois/toupie").await.text().contains("39260 Moirans-en-Montagne"));
    }

    async fn a_recipe_is_said_once(db: &Db) {
        let stage = Stage::on(db).await;
        let cast = &stage.cast;
        let who = &cast.grocer_merchant;
        let before = cast.product(db, who, "Cake au citron", "8", Stock::Plenty).await;
        cast.says_all(db, who, before).await;
        let today = cast.product(db, who, "Cake au citron", "8", Stock::Plenty).await.to_string();
        let html = seen(&stage, PAGE).await;
        assert!(html.contains("Comme «\u{a0}Cake au citron\u{a0}»") && html.contains("C’est pareil"), "{html}");
        let before = before.to_string();
        let form = [("act", "like"), ("product", &*today), ("from", &*before)];
        location(&sent(&stage, &form).await);
        assert!(seen(&stage, PAGE).await.contains("Tout est dit"));
    }

    async fn beer_says_how_strong_it_is_and_its_shop_which_licence_it_has(db: &Db) {
        let stage = Stage::on(db).await;
        let who = &stage.cast.grocer_merchant;
        let beer = stage.cast.product(db, who, "Blonde", "3", Stock::Always).await;
        change(db, &stage, who, beer, Change::Category(Category::BeerAndWine)).await;
        let page = seen(&stage, PAGE).await;
        assert!(page.contains("Petite licence à emporter") && page.contains("Degré d’alcool"), "{page}");
        let unchosen = sent(&stage, &[("act", "licence")]).await;
        unchosen.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unchosen.text().contains("Choisissez votre licence."));
        location(&sent(&stage, &[("act", "licence"), ("licence", "small")]).await);
        let said = seen(&stage, PAGE).await;
        assert!(said.contains("Votre licence pour l’alcool\u{a0}: Petite licence"), "{said}");
        let beer = beer.to_string();
        let strong = [("product", &*beer), ("facts", "allergens strength amount"), ("strength", "525"), ("amount", "75 cl"), ("allergen", "gluten")];
        let refused = sent(&stage, &strong).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("C’est plus fort que l’alcool pur."));
        let right = [("product", &*beer), ("facts", "allergens strength amount"), ("strength", "5,5 % vol"), ("amount", "75 cl"), ("allergen", "gluten")];
        location(&sent(&stage, &right).await);
        let shown = stage.get("/dourdan/la-pause/blonde").await.text();
        assert!(shown.contains("5,5\u{a0}%\u{a0}vol") && shown.contains("alcoholByVolume"), "{shown}");
    }
}

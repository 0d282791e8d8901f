//! The basket's page as a shopper without scripts meets it: one walk, prices that are told, and what the law wants.

use crate::support::{Stage, location};
use domain::{
    basket::Basket,
    catalogue::{Category, ListingForm, Stock},
    id::ProductId,
    money::Price,
};
use http::StatusCode;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{catalogue, on_both_engines, orders::entity, secret};

const PAGE: &str = "/dourdan/panier";

fn basket(of: &[(ProductId, u32, Option<i64>)]) -> Basket {
    let mut basket = Basket::default();
    for (product, quantity, seen) in of {
        basket.set(*product, *quantity);
        if let Some(cents) = seen {
            basket.see(*product, Price::from_cents(*cents).unwrap());
        }
    }
    basket
}

async fn page(stage: &Stage, basket: &Basket) -> String {
    let page = stage.get(&format!("{PAGE}?panier={basket}")).await;
    page.assert_status_ok();
    page.text()
}

/// What the page's forms would send.
fn value(html: &str, name: &str) -> String {
    let tag = html
        .split('<')
        .find(|tag| tag.contains(&format!("name=\"{name}\"")))
        .unwrap();
    let (_, value) = tag.split_once("value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

fn form(html: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = vec![
        ("key".to_owned(), value(html, "key")),
        ("basket".to_owned(), value(html, "basket")),
        ("name".to_owned(), "Jeanne Martin".to_owned()),
        ("phone".to_owned(), "01 99 00 12 34".to_owned()),
    ];
    form.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    form
}

async fn send(stage: &Stage, form: &[(String, String)]) -> axum_test::TestResponse {
    stage.server.post(PAGE).form(form).await
}

async fn orders(stage: &Stage) -> u64 {
    entity::order::Entity::find()
        .count(stage.house.db.read())
        .await
        .unwrap()
}

fn own_window(stage: &Stage) -> (String, String) {
    let grocer = &stage.cast.grocer;
    (
        format!("window-{}", grocer.id),
        stage.cast.first_window(grocer).key(),
    )
}

async fn beer(stage: &Stage) -> ProductId {
    let form = ListingForm {
        name: "Bière blonde".into(),
        price: "3,20".into(),
        category: Category::BeerAndWine.to_string(),
        ..ListingForm::default()
    };
    let (tx, id) = (stage.house.db.write().await.unwrap(), ProductId(secret::id()));
    let who = &stage.cast.grocer_merchant;
    catalogue::put_on_sale(&tx, who, id, form.parse().unwrap(), stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

on_both_engines! {
    async fn one_walk_over_two_shops_is_chosen_by_one_button(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let train = stage.cast.product(db, &stage.cast.toys_merchant, "Train", "32", Stock::Pieces(3)).await;
        let html = page(&stage, &basket(&[(honey, 1, None), (train, 1, None)])).await;
        assert!(html.contains("Tout en une fois, aujourd’hui entre 11\u{A0}h et 12\u{A0}h\u{A0}30"), "{html}");
        assert!(html.contains("environ 10 minutes"));

        let unsaid = send(&stage, &form(&html, &[])).await;
        unsaid.assert_status(StatusCode::CONFLICT);
        assert!(unsaid.text().contains("Choisissez quand passer"));
        assert_eq!(orders(&stage).await, 0);

        let plan = value(&html, "plan");
        let placed = location(&send(&stage, &form(&html, &[("plan", &plan)])).await);
        let (_, order) = services::orders::page(db.read(), placed.rsplit('/').next().unwrap()).await.unwrap();
        assert_eq!(order.parts.len(), 2);
        assert!(order.parts.iter().all(|part| part.window.key() == stage.cast.first_window(&stage.cast.grocer).key()));
        assert!(stage.get(&placed).await.text().contains("walk-line__sign"));
    }

    async fn a_window_of_a_plan_that_has_filled_is_asked_again(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let train = stage.cast.product(db, &stage.cast.toys_merchant, "Train", "32", Stock::Pieces(3)).await;
        let html = page(&stage, &basket(&[(honey, 1, None), (train, 1, None)])).await;
        let week = [("day-1-0-from", "9h"), ("day-1-0-to", "12h30"), ("day-2-0-from", "9h"), ("day-2-0-to", "12h30"), ("capacity", "1")];
        location(&stage.post_as(&stage.cast.toys_session, "/comptoir/boutique", &week).await);
        let plan = value(&html, "plan");
        location(&send(&stage, &form(&html, &[("plan", &plan)])).await);

        let late = page(&stage, &basket(&[(honey, 1, None), (train, 1, None)])).await;
        let refused = send(&stage, &form(&late, &[("plan", &plan)])).await;
        refused.assert_status(StatusCode::CONFLICT);
        let html = refused.text();
        assert!(html.contains("Cette tournée n’est plus possible"), "{html}");
        assert!(html.contains("Le cheval de bois ne remet plus"), "{html}");
        assert_eq!(orders(&stage).await, 1);
        let other = value(&html, "plan");
        assert_ne!(other, plan);
        location(&send(&stage, &form(&html, &[("plan", &other)])).await);
    }

    async fn another_price_is_told_and_asked_again(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Pieces(3)).await;
        let told = page(&stage, &basket(&[(honey, 1, Some(390))])).await;
        assert!(told.contains("Le prix a changé\u{A0}: 4,20\u{202F}€ au lieu de 3,90\u{202F}€."), "{told}");
        let unchanged = page(&stage, &basket(&[(honey, 1, Some(420))])).await;
        assert!(!unchanged.contains("Le prix a changé"));

        let (window, key) = own_window(&stage);
        let mut old = form(&told, &[(&window, &key)]);
        old[1].1 = basket(&[(honey, 1, Some(390))]).to_string();
        let asked = send(&stage, &old).await;
        asked.assert_status(StatusCode::CONFLICT);
        let html = asked.text();
        assert!(html.contains("4,20\u{202F}€ au lieu de 3,90\u{202F}€. Si cela vous va"), "{html}");
        assert_eq!(orders(&stage).await, 0);

        let placed = location(&send(&stage, &form(&html, &[(&window, &key)])).await);
        assert!(stage.get(&placed).await.text().contains("4,20"));
    }

    async fn the_price_of_the_products_page_travels_along(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Pieces(3)).await;
        let html = stage.get("/dourdan/la-pause/miel").await.text();
        assert_eq!(value(&html, "vu"), "420");
        let added = location(&stage.get(&format!("{PAGE}?panier=&ajouter={honey}&vu=420&nombre=2")).await);
        let carried = format!("{}.2.420", honey.0.simple());
        assert_eq!(added, format!("{PAGE}?panier={carried}&ajoute={carried}"));
    }

    async fn what_is_gone_or_unknown_is_told_and_the_rest_stands(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Pieces(2)).await;
        let jam = stage.cast.product(db, &stage.cast.grocer_merchant, "Confiture", "4,50", Stock::Out).await;
        let unknown = ProductId(secret::id());
        let html = page(&stage, &basket(&[(jam, 1, None), (unknown, 1, None), (honey, 5, None)])).await;
        assert!(html.contains("Il n’y en a plus."), "{html}");
        assert!(html.contains("n’est plus sur le marché"));
        assert!(html.contains("Il n’en reste que 2"));
        assert_eq!(value(&html, "basket"), format!("{}.2.420", honey.0.simple()));
        let (window, key) = own_window(&stage);
        location(&send(&stage, &form(&html, &[(&window, &key)])).await);
        let nothing = page(&stage, &basket(&[(jam, 1, None)])).await;
        assert!(nothing.contains("Il ne reste rien à réserver") && !nothing.contains("id=\"reserve\""));
    }

    async fn what_was_tampered_with_stores_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Pieces(2)).await;
        let html = page(&stage, &basket(&[(honey, 1, None)])).await;
        let stranger = secret::id().simple();
        for (plan, kind) in [
            ("", ""),
            ("'; drop table orders", "firm"),
            (format!("{stranger}.1_{stranger}.1").as_str(), "gift"),
            (format!("{stranger}.99999999999").as_str(), "reservation"),
            (format!("{}.1", stage.cast.grocer.id.0.simple()).as_str(), ""),
        ] {
            let answer = send(&stage, &form(&html, &[("plan", plan), ("kind", kind)])).await;
            assert!(answer.status_code().is_client_error(), "{plan} {kind}: {}", answer.status_code());
        }
        for basket in ["x.1.420", &format!("{}.1.1", honey.0.simple()), &format!("{}.-1", honey.0.simple())] {
            let (window, key) = own_window(&stage);
            let mut form = form(&html, &[(&window, &key)]);
            form[1].1 = basket.into();
            let answer = send(&stage, &form).await;
            assert!(answer.status_code().is_client_error(), "{basket}: {}", answer.status_code());
        }
        assert_eq!(orders(&stage).await, 0);
    }

    async fn alcohol_shows_the_law_and_asks_for_the_age(db: &Db) {
        let stage = Stage::on(db).await;
        let (beer, honey) = (beer(&stage).await, stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Always).await);
        let sober = page(&stage, &basket(&[(honey, 1, None)])).await;
        assert!(!sober.contains("alcohol-banner") && !sober.contains("name=\"age\""));
        let html = page(&stage, &basket(&[(beer, 1, None), (honey, 1, None)])).await;
        assert!(html.contains("interdite aux moins de 18 ans") && html.contains("avec modération"), "{html}");

        let (window, key) = own_window(&stage);
        let unsaid = send(&stage, &form(&html, &[(&window, &key)])).await;
        unsaid.assert_status(StatusCode::CONFLICT);
        assert!(unsaid.text().contains("Cochez cette case"));
        assert_eq!(orders(&stage).await, 0);
        location(&send(&stage, &form(&html, &[(&window, &key), ("age", "18")])).await);
        let inbox = stage.get_as(&stage.cast.grocer_session, "/comptoir/commandes").await.text();
        assert!(inbox.contains("demandez l’âge"), "{inbox}");
    }

    async fn a_shop_that_sells_at_a_distance_offers_a_contract(db: &Db) {
        const BUTTON: &str = "Commander avec obligation de paiement";
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "4,20", Stock::Always).await;
        assert!(!page(&stage, &basket(&[(honey, 1, None)])).await.contains(BUTTON));
        let mut week = vec![("day-1-0-from", "9h"), ("day-1-0-to", "12h30"), ("distance", "yes"), ("address", "12 rue de Chartres")];
        let refused = stage.post_as(&stage.cast.grocer_session, "/comptoir/boutique", &week).await;
        refused.assert_status_unprocessable_entity();
        assert!(refused.text().contains("il faut une adresse et un téléphone"));
        week.push(("phone", "01 99 00 00 12"));
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/boutique", &week).await);

        let html = page(&stage, &basket(&[(honey, 2, None)])).await;
        assert!(!html.contains(BUTTON) && html.contains("Acheter en ligne n’est pas encore possible"));
        let (window, key) = own_window(&stage);
        let asked = [(&*window, &*key), ("kind", "firm"), ("email", "jeanne@exemple.fr")];
        let unsaid = send(&stage, &form(&html, &asked)).await;
        unsaid.assert_status(StatusCode::CONFLICT);
        assert!(unsaid.text().contains("«\u{a0}Miel\u{a0}»"));
        assert_eq!(orders(&stage).await, 0);
        stage.cast.says_all(db, &stage.cast.grocer_merchant, honey).await;

        let html = page(&stage, &basket(&[(honey, 2, None)])).await;
        let (facts, _) = html.split_once(BUTTON).unwrap();
        for told in ["La pause, 12 rue de Chartres, 01 99 00 00 12", "8,40", "renoncer au contrat", "garantie légale de conformité"] {
            assert!(facts.contains(told), "{told} is not told before the button");
        }
        let (window, key) = own_window(&stage);
        let unwritten = send(&stage, &form(&html, &[(&window, &key), ("kind", "firm")])).await;
        unwritten.assert_status_unprocessable_entity();
        location(&send(&stage, &form(&html, &[(&window, &key), ("kind", "firm"), ("email", "jeanne@exemple.fr")])).await);
        let rows = entity::order::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["firm"]);
    }
}

use crate::support::{Stage, location};
use domain::{basket::Basket, catalogue::Stock, id::ProductId};
use services::on_both_engines;

/// The basket's form for one product of the grocer.
pub fn form(stage: &Stage, key: &str, product: ProductId, quantity: u32) -> Vec<(String, String)> {
    let mut basket = Basket::default();
    basket.add(product, quantity);
    let window = stage.cast.first_window(&stage.cast.grocer).key();
    [
        ("key".to_owned(), key.to_owned()),
        ("basket".to_owned(), basket.to_string()),
        ("name".to_owned(), "Jeanne Martin".to_owned()),
        ("phone".to_owned(), "06 12 34 56 78".to_owned()),
        (format!("window-{}", stage.cast.grocer.id), window),
    ]
    .to_vec()
}

pub async fn send(stage: &Stage, form: &[(String, String)]) -> axum_test::TestResponse {
    stage.server.post("/dourdan/panier").form(form).await
}

on_both_engines! {
    async fn a_basket_is_sent_seen_and_handed_over(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let page = location(&send(&stage, &form(&stage, "a", honey, 2)).await);
        let order = stage.get(&page).await.text();
        assert!(order.contains("La pause"), "{order}");
        assert!(order.contains("19,60"));

        let inbox = stage.get_as(&stage.cast.grocer_session, "/comptoir/commandes").await.text();
        assert!(inbox.contains("Jeanne Martin"), "{inbox}");
        let tickets = services::orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap();
        let part = tickets[0].part.to_string();
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &[("part", &part), ("act", "pret")]).await);
        let key = page.rsplit('/').next().unwrap();
        let (_, known) = services::orders::page(db.read(), key).await.unwrap();

        let wrong = stage
            .post_as(&stage.cast.grocer_session, "/comptoir/commandes", &[("part", &part), ("act", "remettre"), ("code", "00000")])
            .await;
        wrong.assert_status(http::StatusCode::CONFLICT);
        let handed = [("part", part.as_str()), ("act", "remettre"), ("code", known.code.as_str())];
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &handed).await);
        assert!(stage.get(&page).await.text().contains("Remise"));
    }

    async fn the_same_form_twice_is_one_order(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let first = location(&send(&stage, &form(&stage, "twice", honey, 1)).await);
        let second = location(&send(&stage, &form(&stage, "twice", honey, 1)).await);
        assert_eq!(first, second);
        send(&stage, &form(&stage, "twice", honey, 2)).await.assert_status(http::StatusCode::CONFLICT);
    }

    async fn what_is_wrong_is_said_and_what_was_typed_is_kept(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let mut form = form(&stage, "b", honey, 1);
        form[3].1 = "12".into();
        let page = send(&stage, &form).await;
        page.assert_status_unprocessable_entity();
        let html = page.text();
        assert!(html.contains("Vérifiez le numéro de téléphone"), "{html}");
        assert!(html.contains("value=\"Jeanne Martin\""));
        assert!(html.contains("value=\"12\""));
    }

    async fn what_cannot_be_served_goes_back_to_the_shelf(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(1)).await;
        let page = location(&send(&stage, &form(&stage, "r", honey, 1)).await);
        let tickets = services::orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap();
        let part = tickets[0].part.to_string();
        let refuse = [("part", part.as_str()), ("act", "refuser")];
        stage.post_as(&stage.cast.toys_session, "/comptoir/commandes", &refuse).await.assert_status(http::StatusCode::NOT_FOUND);
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &refuse).await);
        assert!(stage.get(&page).await.text().contains("Refusée"));
        location(&send(&stage, &form(&stage, "s", honey, 1)).await);
    }

    async fn the_last_piece_is_told_to_be_gone(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(1)).await;
        location(&send(&stage, &form(&stage, "c", honey, 1)).await);
        let late = send(&stage, &form(&stage, "d", honey, 1)).await;
        late.assert_status(http::StatusCode::CONFLICT);
        assert!(late.text().contains("Miel"));
    }

    async fn a_shopper_takes_a_part_back_until_it_is_ready(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(1)).await;
        let page = location(&send(&stage, &form(&stage, "e", honey, 1)).await);
        let tickets = services::orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap();
        let part = tickets[0].part.to_string();
        assert_eq!(location(&stage.post(&page, &[("part", &part)]).await), page);
        assert_eq!(location(&stage.post(&page, &[("part", &part)]).await), page);
        location(&send(&stage, &form(&stage, "f", honey, 1)).await);
    }
}

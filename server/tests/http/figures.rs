use crate::{
    orders::{act, ordered},
    support::Stage,
};
use axum_test::TestResponse;
use domain::catalogue::Stock;
use http::{StatusCode, header};
use services::{on_both_engines, orders};

const FIGURES: &str = "/mairie/chiffres";

/// The lines of the table that came.
fn lines(answer: &TestResponse) -> Vec<String> {
    answer.assert_status_ok();
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
    let text = answer.text();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    text.lines().map(str::to_owned).collect()
}

async fn table(stage: &Stage, file: &str) -> Vec<String> {
    lines(
        &stage
            .get_as(&stage.cast.official_session, &format!("{FIGURES}/{file}"))
            .await,
    )
}

on_both_engines! {
    async fn what_was_ordered_is_told_without_who_ordered_it(db: &Db) {
        let stage = Stage::on(db).await;
        ordered(db, &stage).await;
        let sales = table(&stage, "commandes.csv").await;
        assert_eq!(sales.len(), 2);
        assert!(sales[1].contains(";La pause;") && sales[1].ends_with(";réservation;le client;1;19,60"), "{}", sales[1]);
        let ticket = orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap().remove(0);
        let said = sales.join("\n");
        for secret in [ticket.name.to_string(), ticket.phone.to_string()] {
            assert!(!secret.is_empty() && !said.contains(&secret), "{said}");
        }
        assert_eq!(table(&stage, "commandes.csv?annee=2025").await.len(), 1);
    }

    async fn a_seller_was_paid_when_the_goods_were_handed_over(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        assert_eq!(table(&stage, "vendeurs.csv").await.len(), 1, "nobody was paid yet");
        let key = page.rsplit('/').next().unwrap().to_owned();
        let (_, order) = orders::page(db.read(), &key).await.unwrap();
        let code = order.code.to_string();
        for moved in [vec![("act", "accepter")], vec![("act", "pret")], vec![("act", "remettre"), ("code", code.as_str())]] {
            act(&stage, &part, &moved).await;
        }
        let paid = table(&stage, "vendeurs.csv").await;
        assert_eq!(paid.len(), 2);
        assert!(paid[1].starts_with("La pause;"), "{}", paid[1]);
        assert!(paid[1].contains(";1;19,60;"), "{}", paid[1]);
        assert_eq!(paid[1].matches("19,60").count(), 2, "once in all, once in its quarter: {}", paid[1]);
        assert_eq!(table(&stage, "vendeurs.csv?annee=2025").await.len(), 1);
    }

    async fn shops_and_products_are_told_and_nothing_is_calculated(db: &Db) {
        let stage = Stage::on(db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "=HYPERLINK(\"x\")", "3,50", Stock::Always).await;
        let products = table(&stage, "produits.csv").await;
        assert!(products[1].contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", products[1]);
        assert!(products[1].ends_with(";3,50;"), "{}", products[1]);
        let shops = table(&stage, "boutiques.csv").await.join("\n");
        assert!(shops.contains("La pause;") && shops.contains("Le cheval de bois;"), "{shops}");
        assert_eq!(table(&stage, "visites.csv").await.len(), 1);
    }

    async fn only_the_town_hall_takes_them_along(db: &Db) {
        let stage = Stage::on(db).await;
        for address in ["", "/boutiques.csv", "/commandes.csv"] {
            let address = format!("{FIGURES}{address}");
            stage.get_as(&stage.cast.grocer_session, &address).await.assert_status(StatusCode::UNAUTHORIZED);
        }
        for file in ["/fournisseurs.csv", "/boutiques", "/commandes.csv?annee=demain", "/commandes.csv?annee=99999"] {
            let answer = stage.get_as(&stage.cast.official_session, &format!("{FIGURES}{file}")).await;
            answer.assert_status(StatusCode::NOT_FOUND);
        }
        let page = stage.get_as(&stage.cast.official_session, FIGURES).await.text();
        assert!(page.contains("/mairie/chiffres/vendeurs.csv?annee="), "{page}");
    }
}

use crate::support::{Stage, cookie};
use app::catalogue::api::Describe;
use axum::{Router, routing::get};
use axum_test::TestResponse;
use domain::catalogue::{Described, ListingForm, Source};
use http::{StatusCode, header};
use leptos::server_fn::ServerFn;
use services::{accounts::NewSession, catalogue, food_facts::FoodFacts, on_both_engines, secret};
use tokio::net::TcpListener;

const SPREAD: &str = "3017620422003";

async fn describe(stage: &Stage, who: &NewSession, ean: &str) -> TestResponse {
    stage
        .server
        .post(Describe::PATH)
        .add_header(header::COOKIE, cookie(who))
        .add_header(header::ACCEPT_LANGUAGE, "en")
        .json(&serde_json::json!({ "ean": ean }))
        .await
}

/// Knows the spread.
async fn catalogue_outside() -> FoodFacts {
    let told = r#"{"code":"3017620422003","status":1,"status_verbose":"product found","product":{
        "product_name":"Pâte à tartiner","quantity":"400 g","brands":"Bonne Noisette",
        "allergens_tags":["en:nuts","en:milk"]}}"#;
    let router = Router::new().route("/api/v2/product/3017620422003.json", get(async move || told));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    FoodFacts::at(&address, "mairie@halle.example").unwrap()
}

on_both_engines! {
    async fn only_a_merchant_asks_about_a_barcode(db: &Db) {
        let stage = Stage::on(db).await;
        let asked = serde_json::json!({ "ean": SPREAD });
        stage.server.post(Describe::PATH).json(&asked).await.assert_status(StatusCode::UNAUTHORIZED);
        describe(&stage, &stage.cast.official_session, SPREAD).await.assert_status(StatusCode::UNAUTHORIZED);
        let me = &stage.cast.toys_session;
        describe(&stage, me, "3017620422004").await.assert_status_unprocessable_entity();
        assert_eq!(describe(&stage, me, SPREAD).await.json::<Option<Described>>(), None);
    }

    async fn a_shops_own_words_come_before_those_from_outside(db: &Db) {
        let stage = Stage::asking(db, Some(catalogue_outside().await)).await;
        let me = &stage.cast.toys_session;
        let outside = Described {
            name: "Pâte à tartiner".into(),
            quantity: "400 g".into(),
            brand: "Bonne Noisette".into(),
            allergens: "milk, nuts".into(),
            source: Source::FoodFacts,
        };
        assert_eq!(describe(&stage, me, SPREAD).await.json::<Option<Described>>(), Some(outside));

        let form = ListingForm {
            name: "Pâte à tartiner de La pause".into(),
            price: "4".into(),
            ean: SPREAD.into(),
            ..ListingForm::default()
        };
        let tx = db.write().await.unwrap();
        let id = domain::id::ProductId(secret::id());
        catalogue::put_on_sale(&tx, &stage.cast.grocer_merchant, id, form.parse().unwrap(), stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let known = describe(&stage, me, "3 017620 422003").await.json::<Option<Described>>().unwrap();
        assert_eq!((known.name.as_str(), known.source), ("Pâte à tartiner de La pause", Source::TownMemory));
    }

    async fn what_a_shop_took_over_from_outside_is_still_credited(db: &Db) {
        let stage = Stage::asking(db, Some(catalogue_outside().await)).await;
        let me = &stage.cast.toys_session;
        let outside = describe(&stage, me, SPREAD).await.json::<Option<Described>>().unwrap();
        for (name, hours) in [(outside.name.clone(), 1), ("Ma pâte préférée".to_owned(), 2)] {
            let form = ListingForm {
                name,
                price: "4".into(),
                ean: SPREAD.into(),
                brand: outside.brand.clone(),
                ..ListingForm::default()
            };
            let (tx, at) = (db.write().await.unwrap(), stage.cast.at + chrono::Duration::hours(hours));
            let id = domain::id::ProductId(secret::id());
            catalogue::put_on_sale(&tx, &stage.cast.grocer_merchant, id, form.parse().unwrap(), at).await.unwrap();
            tx.commit().await.unwrap();
            let known = describe(&stage, me, SPREAD).await.json::<Option<Described>>().unwrap();
            assert_eq!((known.name, known.source), (form.name, Source::FoodFacts));
        }
    }
}

//! Open Food Facts, as a server that says what was written down beforehand. Whatever it does, nobody waits for it.

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, Duration, Utc};
use domain::catalogue::{Allergen, Ean};
use services::{
    food_facts::{Facts, FoodFacts},
    on_both_engines,
};
use std::{
    sync::{Arc, Mutex},
    time,
};
use tokio::net::TcpListener;

const SPREAD: &str = "3017620422003";
const UNKNOWN: &str = "4006381333931";
const NOWHERE: &str = "5901234123457";
const BROKEN: &str = "7622210449283";
const SLOW: &str = "8076809513753";
const GARBAGE: &str = "9780201379624";
const BUSY: &str = "0012345678905";

const FOUND: &str = r#"{
  "code": "3017620422003",
  "product": {
    "allergens_tags": ["en:milk", "en:nuts", "en:soybeans"],
    "brands": "Bonne Noisette,Ateliers du Matin",
    "product_name": "Hazelnut spread",
    "product_name_fr": "Pâte à tartiner aux noisettes",
    "quantity": "400 g"
  },
  "status": 1,
  "status_verbose": "product found"
}"#;
const NO_SUCH: &str =
    r#"{"code":"4006381333931","errors":[],"status":0,"status_verbose":"product not found"}"#;

/// What they were asked, in order: the number, the query and who asked.
#[derive(Clone, Default)]
struct Asked(Arc<Mutex<Vec<(String, String, String)>>>);

impl Asked {
    fn numbers(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .map(|(number, ..)| number.clone())
            .collect()
    }
}

async fn answer(
    State(asked): State<Asked>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let number = file.trim_end_matches(".json").to_owned();
    let who = headers["user-agent"].to_str().unwrap().to_owned();
    asked
        .0
        .lock()
        .unwrap()
        .push((number.clone(), query.unwrap_or_default(), who));
    match number.as_str() {
        SPREAD => FOUND.into_response(),
        UNKNOWN => (StatusCode::NOT_FOUND, NO_SUCH).into_response(),
        NOWHERE => (StatusCode::NOT_FOUND, "<!doctype html><h1>Not Found</h1>").into_response(),
        BROKEN => (StatusCode::INTERNAL_SERVER_ERROR, FOUND).into_response(),
        BUSY => (StatusCode::SERVICE_UNAVAILABLE, "too many requests").into_response(),
        // Never: only the asker's patience ends it.
        SLOW => std::future::pending().await,
        GARBAGE => r#"{"status": 1, "product": ["#.into_response(),
        other => panic!("nobody asks for {other}"),
    }
}

/// Somewhere to ask, and what is asked there.
async fn recorded() -> (FoodFacts, Asked) {
    let asked = Asked::default();
    let router = Router::new()
        .route("/api/v2/product/{file}", get(answer))
        .with_state(asked.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (FoodFacts::at(&address, "mairie@halle.example").unwrap(), asked)
}

fn ean(digits: &str) -> Ean {
    digits.parse().unwrap()
}

fn morning() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn spread() -> Facts {
    Facts {
        name: "Pâte à tartiner aux noisettes".into(),
        quantity: "400 g".into(),
        brand: "Bonne Noisette".into(),
        allergens: vec![Allergen::Soybeans, Allergen::Milk, Allergen::Nuts],
    }
}

on_both_engines! {
    async fn a_product_is_asked_for_once_a_month(db: &Db) {
        let (facts, asked) = recorded().await;
        for days in [0, 1, 29] {
            let about = facts.about(db, &ean(SPREAD), morning() + Duration::days(days)).await.unwrap();
            assert_eq!(about, Some(spread()), "after {days} days");
            assert_eq!(asked.numbers().len(), 1);
        }
        facts.about(db, &ean(SPREAD), morning() + Duration::days(30)).await.unwrap();
        assert_eq!(asked.numbers(), [SPREAD, SPREAD]);
    }

    async fn a_product_that_nobody_knows_is_asked_for_once_a_week(db: &Db) {
        let (facts, asked) = recorded().await;
        for days in [0, 6] {
            let about = facts.about(db, &ean(UNKNOWN), morning() + Duration::days(days)).await.unwrap();
            assert_eq!(about, None);
        }
        assert_eq!(asked.numbers().len(), 1);
        facts.about(db, &ean(UNKNOWN), morning() + Duration::days(7)).await.unwrap();
        assert_eq!(asked.numbers().len(), 2);
    }

    async fn what_went_wrong_is_asked_again(db: &Db) {
        let (facts, asked) = recorded().await;
        for digits in [BROKEN, GARBAGE, NOWHERE] {
            for _ in 0..2 {
                assert_eq!(facts.about(db, &ean(digits), morning()).await.unwrap(), None, "{digits}");
            }
        }
        assert_eq!(asked.numbers(), [BROKEN, BROKEN, GARBAGE, GARBAGE, NOWHERE, NOWHERE]);
    }

    async fn nobody_waits_for_a_slow_answer(db: &Db) {
        let (facts, asked) = recorded().await;
        let patience = time::Duration::from_millis(50);
        let about = facts.patient(patience).about(db, &ean(SLOW), morning()).await.unwrap();
        assert_eq!(about, None);
        assert_eq!(asked.numbers(), [SLOW]);
    }
}

#[tokio::test]
async fn who_asks_and_for_what_is_said() {
    let db = services::testing::sqlite().await;
    let (facts, asked) = recorded().await;
    facts.about(&db, &ean(SPREAD), morning()).await.unwrap();
    let (_, query, who) = asked.0.lock().unwrap().first().cloned().unwrap();
    assert_eq!(
        query,
        "fields=product_name,product_name_fr,quantity,brands,allergens_tags"
    );
    assert!(
        who.starts_with("Halle/") && who.ends_with("(mairie@halle.example)"),
        "{who}"
    );
}

#[tokio::test]
async fn a_minute_has_sixty_questions() {
    let db = services::testing::sqlite().await;
    let (facts, asked) = recorded().await;
    for _ in 0..70 {
        facts.about(&db, &ean(BROKEN), morning()).await.unwrap();
    }
    assert_eq!(asked.numbers().len(), 60);
    assert_eq!(facts.about(&db, &ean(SPREAD), morning()).await.unwrap(), None);
    let later = morning() + Duration::seconds(1);
    assert_eq!(
        facts.about(&db, &ean(SPREAD), later).await.unwrap(),
        Some(spread())
    );
}

#[tokio::test]
async fn who_is_told_to_slow_down_does() {
    let db = services::testing::sqlite().await;
    let (facts, asked) = recorded().await;
    facts.about(&db, &ean(BUSY), morning()).await.unwrap();
    facts
        .about(&db, &ean(SPREAD), morning() + Duration::seconds(59))
        .await
        .unwrap();
    assert_eq!(asked.numbers(), [BUSY]);
    facts
        .about(&db, &ean(SPREAD), morning() + Duration::seconds(62))
        .await
        .unwrap();
    assert_eq!(asked.numbers(), [BUSY, SPREAD]);
}

#[tokio::test]
async fn what_was_known_stays_when_nobody_answers() {
    let db = services::testing::sqlite().await;
    let (facts, _) = recorded().await;
    facts.about(&db, &ean(SPREAD), morning()).await.unwrap();
    // Nothing listens there.
    let gone = FoodFacts::at("http://127.0.0.1:9", "mairie@halle.example").unwrap();
    let about = gone
        .about(&db, &ean(SPREAD), morning() + Duration::days(90))
        .await
        .unwrap();
    assert_eq!(about, Some(spread()));
    assert_eq!(gone.about(&db, &ean(UNKNOWN), morning()).await.unwrap(), None);
}

#[tokio::test]
async fn a_shops_own_number_is_not_told_to_others() {
    let db = services::testing::sqlite().await;
    let (facts, asked) = recorded().await;
    assert_eq!(
        facts.about(&db, &ean("2000000000015"), morning()).await.unwrap(),
        None
    );
    assert!(asked.numbers().is_empty());
}

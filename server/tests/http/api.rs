//! What programs read: all that a shopper sees and no more, as the document says, and only anew when something changed.

use crate::{
    abroad::honey,
    orders::ordered,
    reporting::suspend,
    support::{Stage, location},
};
use axum_test::TestResponse;
use chrono::{DateTime, Utc};
use domain::catalogue::Stock;
use http::{StatusCode, header};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use server::router::listed;
use services::{on_both_engines, orders};
use std::collections::BTreeSet;

const DOCUMENT: &str = "/api/v1/openapi.json";
const SHOPS: &str = "/api/v1/towns/dourdan/shops";
const SHOP: &str = "/api/v1/towns/dourdan/shops/la-pause";
const OF_TOWN: &str = "/api/v1/towns/dourdan/products";
const HONEY: &str = "/api/v1/towns/dourdan/shops/la-pause/products/miel-de-tilleul";

async fn json(stage: &Stage, address: &str) -> Value {
    let answer = stage.get(address).await;
    answer.assert_status_ok();
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/json",
        "{address}"
    );
    answer.json()
}

/// Panics unless it is told in the way in which all troubles are.
fn is_problem(answer: &TestResponse, status: StatusCode) {
    answer.assert_status(status);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    assert_eq!(answer.json::<Value>()["status"], status.as_u16());
}

/// Panics unless a value is what a schema says, and the schema speaks of all that there is.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let meant = document.pointer(name.trim_start_matches('#'));
        return fits(
            document,
            meant.unwrap_or_else(|| panic!("{at}: no {name}")),
            value,
            at,
        );
    }
    if let Some(either) = schema["oneOf"].as_array() {
        let is_null = |schema: &&Value| schema["type"] == "null";
        let meant = either.iter().find(|schema| is_null(schema) == value.is_null());
        return fits(
            document,
            meant.unwrap_or_else(|| panic!("{at}: {value}")),
            value,
            at,
        );
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        other => panic!("{at}: {other} is no type"),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&is), "{at}: {value} is none of {types:?}");
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at}: {value} is none of {words:?}");
    }
    if let (Some("date-time"), Some(text)) = (schema["format"].as_str(), value.as_str()) {
        assert!(text.parse::<DateTime<Utc>>().is_ok(), "{at}: {text}");
    }
    for (place, one) in value.as_array().into_iter().flatten().enumerate() {
        fits(document, &schema["items"], one, &format!("{at}[{place}]"));
    }
    if let Some(fields) = value.as_object() {
        let said = schema["properties"]
            .as_object()
            .unwrap_or_else(|| panic!("{at}: {schema}"));
        assert_eq!(
            said.keys().collect::<BTreeSet<_>>(),
            fields.keys().collect::<BTreeSet<_>>(),
            "{at}: left what is documented, right what is answered"
        );
        for (name, field) in fields {
            assert!(is_explained(&said[name]), "{at}.{name} is not explained");
            fits(document, &said[name], field, &format!("{at}.{name}"));
        }
    }
}

/// Of what may be null, it is said where it is not.
fn is_explained(schema: &Value) -> bool {
    let mut either = schema["oneOf"].as_array().into_iter().flatten();
    schema["description"].is_string() || either.any(|one| one["description"].is_string())
}

/// One that is there behind each address of the document.
fn filled(path: &str) -> String {
    path.replace("{town}", "dourdan")
        .replace("{shop}", "la-pause")
        .replace("{product}", "miel-de-tilleul")
}

async fn on_sale(stage: &Stage) -> String {
    json(stage, OF_TOWN).await.to_string()
}

on_both_engines! {
    async fn the_document_says_what_is_answered(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        // Neither named nor photographed yet.
        stage.cast.product(db, &stage.cast.toys_merchant, "", "12", Stock::Pieces(2)).await;
        let document = json(&stage, DOCUMENT).await;
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{document}");
        let paths = document["paths"].as_object().unwrap();
        for (path, ways) in paths {
            let (address, answers) = (filled(path), &ways["get"]["responses"]);
            let schema = &answers["200"]["content"]["application/json"]["schema"];
            fits(&document, schema, &json(&stage, &address).await, path);
            let missing = address.replace("dourdan", "nulle-part");
            if missing != address {
                let answer = stage.get(&missing).await;
                is_problem(&answer, StatusCode::NOT_FOUND);
                let schema = &answers["404"]["content"]["application/problem+json"]["schema"];
                fits(&document, schema, &answer.json(), path);
            }
            for given in ways["get"]["parameters"].as_array().into_iter().flatten() {
                assert!(given["description"].is_string(), "{path}: {given}");
            }
        }
        let mut addresses: BTreeSet<String> = listed().into_paths().into_iter().filter(|path| path.starts_with("/api/v1/")).collect();
        for beside in [DOCUMENT, "/api/v1/{*rest}"] {
            assert!(addresses.remove(beside));
        }
        assert_eq!(paths.keys().cloned().collect::<BTreeSet<_>>(), addresses);
    }

    async fn each_example_on_the_page_can_be_followed(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        for language in ["fr", "en"] {
            let page = stage.server.get("/api").add_header(header::ACCEPT_LANGUAGE, language).await;
            page.assert_status_ok();
            let page = page.text();
            let examples: Vec<String> = page
                .split("<a href=\"/api/v1")
                .skip(1)
                .filter_map(|rest| Some(format!("/api/v1{}", rest.split('"').next()?)))
                .collect();
            assert_eq!(examples.len(), 7, "{page}");
            for example in examples {
                json(&stage, &example).await;
                assert!(page.contains(&format!(">https://halle.example{example}</a>")), "{example}");
            }
        }
    }

    async fn a_shop_tells_its_hours_and_when_it_opens_next(db: &Db) {
        let stage = Stage::on(db).await;
        let told = json(&stage, SHOP).await;
        assert_eq!(told["shop"]["opening_hours"], "Tu-Sa 09:00-12:30,14:30-19:00");
        assert_eq!(told["shop"]["phone"], "01 99 00 00 12");
        assert_eq!(told["at_the_door"], false);
        assert_eq!(told["next_openings"][0]["from"], "2026-11-24T08:00:00Z");
        assert_eq!(told["next_openings"][0]["to"], "2026-11-24T11:30:00Z");
        stage.house.clock.set("2026-11-24T11:30:00Z".parse().unwrap());
        assert_eq!(json(&stage, SHOP).await["next_openings"][0]["from"], "2026-11-24T13:30:00Z");
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/fermeture", &[("day", "today")]).await);
        assert_eq!(json(&stage, SHOP).await["next_openings"][0]["from"], "2026-11-25T08:00:00Z");
    }

    async fn what_did_not_change_is_not_sent_again(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = honey(&stage, db).await.to_string();
        let first = stage.get(OF_TOWN).await;
        let tag = first.header(header::ETAG);
        let again = || stage.server.get(OF_TOWN).add_header(header::IF_NONE_MATCH, tag.clone());
        let known = again().await;
        known.assert_status(StatusCode::NOT_MODIFIED);
        assert!(known.as_bytes().is_empty());
        assert_eq!(known.header(header::ETAG), tag);
        assert_eq!(known.header(header::CACHE_CONTROL), "public, no-cache");
        // Nobody looks into the database for it.
        db.for_migrations().execute_unprepared("UPDATE products SET name = 'Confiture'").await.unwrap();
        again().await.assert_status(StatusCode::NOT_MODIFIED);
        db.for_migrations().execute_unprepared("UPDATE products SET name = 'Miel de tilleul'").await.unwrap();
        // What is written and changes nothing that is told.
        let form = [("product", honey.as_str()), ("wish", "price"), ("typed", "9,80")];
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/etal", &form).await);
        let form = [("product", honey.as_str()), ("wish", "price"), ("typed", "9,90")];
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/etal", &form).await);
        let changed = again().await;
        changed.assert_status_ok();
        assert_eq!(changed.json::<Value>()["products"][0]["price_cents"], 990);
    }

    async fn what_shoppers_do_not_see_is_not_told(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = honey(&stage, db).await.to_string();
        for (wish, status) in [("hide", 404), ("show", 200), ("withdraw", 410)] {
            let form = [("product", honey.as_str()), ("wish", wish)];
            location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/etal", &form).await);
            let status = StatusCode::from_u16(status).unwrap();
            let answer = stage.get(HONEY).await;
            if status.is_success() {
                answer.assert_status_ok();
            } else {
                is_problem(&answer, status);
            }
            assert_eq!(on_sale(&stage).await.contains(&honey), status.is_success(), "{wish}");
        }
        is_problem(&stage.get(&HONEY.replace("tilleul", "sapin")).await, StatusCode::NOT_FOUND);
        is_problem(&stage.get("/api/v1/rien/de/tel").await, StatusCode::NOT_FOUND);
    }

    async fn a_shop_that_is_suspended_or_has_left_is_not_told(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        stage.cast.product(db, &stage.cast.toys_merchant, "Toupie", "12", Stock::Pieces(2)).await;
        assert!(on_sale(&stage).await.contains("la-pause"));
        suspend(&stage).await;
        is_problem(&stage.get(SHOP).await, StatusCode::NOT_FOUND);
        is_problem(&stage.get(HONEY).await, StatusCode::NOT_FOUND);
        let told = json(&stage, SHOPS).await.to_string() + &on_sale(&stage).await;
        assert!(!told.contains("la-pause") && told.contains("le-cheval-de-bois"), "{told}");
        location(&stage.post_as(&stage.cast.toys_session, "/comptoir/mes-donnees", &[("leave", "1")]).await);
        is_problem(&stage.get(&SHOP.replace("la-pause", "le-cheval-de-bois")).await, StatusCode::GONE);
        assert!(!on_sale(&stage).await.contains("cheval"));
    }

    async fn what_has_another_name_is_found_under_it(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = honey(&stage, db).await.to_string();
        let form = [("product", honey.as_str()), ("wish", "name"), ("typed", "Miel de sapin")];
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/etal", &form).await);
        let moved = stage.get(HONEY).await;
        moved.assert_status(StatusCode::MOVED_PERMANENTLY);
        let to = moved.header(header::LOCATION).to_str().unwrap().to_owned();
        assert_eq!(to, HONEY.replace("tilleul", "sapin"));
        assert_eq!(json(&stage, &to).await["id"], honey);
    }

    async fn a_long_list_is_read_piece_by_piece(db: &Db) {
        let stage = Stage::on(db).await;
        let mut all = BTreeSet::new();
        for name in ["Miel", "Confiture", "Farine", "Sel", "Riz"] {
            all.insert(stage.cast.product(db, &stage.cast.grocer_merchant, name, "3", Stock::Plenty).await.to_string());
        }
        for list in [OF_TOWN.to_owned(), format!("{SHOP}/products")] {
            let (mut read, mut sizes) = (Vec::new(), Vec::new());
            let mut next = Some(format!("{list}?limit=2"));
            while let Some(address) = next {
                let piece = json(&stage, &address).await;
                let products = piece["products"].as_array().unwrap();
                sizes.push(products.len());
                read.extend(products.iter().map(|product| product["id"].as_str().unwrap().to_owned()));
                next = piece["next"].as_str().map(|next| next.strip_prefix("https://halle.example").unwrap().to_owned());
            }
            assert_eq!(sizes, [2, 2, 1]);
            assert_eq!((read.len(), BTreeSet::from_iter(read)), (5, all.clone()));
        }
        let stranger = services::secret::id();
        for asked in ["limit=0", "limit=101", "limit=viele", "limit=1&limit=2", "after=rien", &format!("after={stranger}")] {
            is_problem(&stage.get(&format!("{OF_TOWN}?{asked}")).await, StatusCode::BAD_REQUEST);
        }
    }

    async fn any_site_may_read_it_and_nobody_is_known_by_it(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let for_all = stage.get(OF_TOWN).await;
        assert_eq!(for_all.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
        assert_eq!(for_all.header("cross-origin-resource-policy"), "cross-origin");
        let signed_in = stage.get_as(&stage.cast.grocer_session, OF_TOWN).await;
        assert_eq!(signed_in.text(), for_all.text());
        assert!(signed_in.maybe_header(header::SET_COOKIE).is_none());
        let sent = stage.server.post(OF_TOWN).await;
        sent.assert_status(StatusCode::METHOD_NOT_ALLOWED);
        assert!(sent.maybe_header(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_none());
        // Nowhere else.
        assert!(stage.get("/dourdan").await.maybe_header(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_none());
    }

    async fn nobody_who_ordered_is_told_of(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage, db).await;
        let (page, part) = ordered(db, &stage).await;
        let ticket = orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at).await.unwrap().remove(0);
        let key = page.trim_start_matches("/commande/").to_owned();
        let document = json(&stage, DOCUMENT).await;
        for path in document["paths"].as_object().unwrap().keys() {
            let told = json(&stage, &filled(path)).await.to_string();
            for secret in [ticket.name.to_string(), ticket.phone.to_string(), key.clone(), part.clone()] {
                assert!(!secret.is_empty() && !told.contains(&secret), "{path}: {told}");
            }
        }
    }
}

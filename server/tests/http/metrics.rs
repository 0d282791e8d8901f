//! What an operator's monitoring is told: exact counts by route, and nothing of what anybody asked for.

use crate::{
    orders::ordered,
    permissions::{
        ask,
        asked::ROWS,
        things::{Things, Whose},
    },
    support::Stage,
};
use axum::body::Body;
use chrono::Duration;
use domain::catalogue::Stock;
use http::{HeaderMap, Method, StatusCode, header};
use server::router::listed;
use services::{on_both_engines, testing::Cast};
use std::collections::BTreeSet;

async fn told(stage: &Stage) -> String {
    let told = stage.monitoring.get("/metrics").await;
    told.assert_status_ok();
    assert_eq!(
        told.header(header::CONTENT_TYPE),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    told.text()
}

/// What follows a name and its labels.
fn value(told: &str, of: &str) -> u64 {
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix(of)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{of} in\n{told}")).parse().unwrap()
}

fn lines<'t>(told: &'t str, of: &str) -> BTreeSet<&'t str> {
    told.lines().filter_map(|line| line.strip_prefix(of)).collect()
}

on_both_engines! {
    async fn requests_are_counted_by_route_method_and_class(db: &Db) {
        let stage = Stage::on(db).await;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        assert_eq!(lines(&told(&stage).await, "halle_requests_total"), BTreeSet::new());
        let first = stage.get("/dourdan").await;
        stage.get("/dourdan").await.assert_status_ok();
        let tag = first.header(header::ETAG);
        let known = stage.server.get("/dourdan").add_header(header::IF_NONE_MATCH, tag).await;
        known.assert_status(StatusCode::NOT_MODIFIED);
        stage.get("/dourdan/la-pause").await.assert_status_ok();
        stage.get("/nulle-part").await.assert_status_not_found();
        stage.get("/nulle/part/du/tout").await.assert_status_not_found();
        stage.get("/healthz").await.assert_status_ok();
        stage.get("/robots.txt").await.assert_status_ok();
        let file = format!("/{}", server::site::files().remove(0));
        stage.get(&file).await.assert_status_ok();
        stage.post("/langue", &[("langue", "en"), ("ou", "/dourdan")]).await.assert_status_see_other();
        ask(&stage, Method::DELETE, "/healthz", &HeaderMap::new(), Body::empty()).await;

        let told = told(&stage).await;
        assert_eq!(
            lines(&told, "halle_requests_total"),
            BTreeSet::from([
                r#"{route="/{town}",method="GET",status="2xx"} 2"#,
                r#"{route="/{town}",method="GET",status="3xx"} 1"#,
                r#"{route="/{town}",method="GET",status="4xx"} 1"#,
                r#"{route="/{town}/{shop}",method="GET",status="2xx"} 1"#,
                r#"{route="none",method="GET",status="4xx"} 1"#,
                r#"{route="/healthz",method="GET",status="2xx"} 1"#,
                r#"{route="/healthz",method="other",status="4xx"} 1"#,
                r#"{route="/robots.txt",method="GET",status="2xx"} 1"#,
                r#"{route="file",method="GET",status="2xx"} 1"#,
                r#"{route="/langue",method="POST",status="3xx"} 1"#,
            ])
        );
        let took = |ending: &str| format!("halle_request_duration_seconds{ending}");
        let town = r#"route="/{town}",method="GET""#;
        assert_eq!(value(&told, &took(&format!("_count{{{town}}}"))), 4);
        assert_eq!(value(&told, &took(&format!("_bucket{{{town},le=\"+Inf\"}}"))), 4);
        // The town was drawn once and given out twice, the shop was drawn; the rest is never kept.
        assert_eq!(value(&told, "halle_kept_pages_total{outcome=\"hit\"}"), 2);
        assert_eq!(value(&told, "halle_kept_pages_total{outcome=\"miss\"}"), 2);
        assert!(value(&told, "halle_statement_duration_seconds_count") > 0);
        assert_eq!(value(&told, "halle_database_up"), 1);
        assert_eq!(value(&told, "halle_photos_being_made"), 0);
    }

    async fn what_was_told_grows_old_until_it_is_sent(db: &Db) {
        let stage = Stage::on(db).await;
        assert_eq!(value(&told(&stage).await, "halle_outbox_waiting"), 0);
        ordered(db, &stage).await;
        stage.house.clock.set(stage.cast.at + Duration::seconds(90));
        let told = told(&stage).await;
        assert!(value(&told, "halle_outbox_waiting") > 0);
        assert_eq!(value(&told, "halle_outbox_oldest_seconds"), 90);
        assert_eq!(value(&told, "halle_outbox_dead"), 0);
    }

    async fn the_public_is_told_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.get("/metrics").await;
        page.assert_status_not_found();
        assert!(!page.text().contains("halle_requests"));
        // And where figures are told, there is no market.
        stage.monitoring.get("/dourdan").await.assert_status_not_found();
    }

    async fn no_label_holds_what_anybody_asked_for(db: &Db) {
        let stage = Stage::on(db).await;
        let there = Cast::named(db, "etampes").await;
        let things = Things::of(&stage, &there).await;
        let words = things.standing(Whose::Ours);
        for row in ROWS {
            let (method, _) = row.endpoint.split_once(' ').unwrap();
            let fill = |text: &str| words.fill(text, true);
            let (headers, body) = row.sends.request(fill, None);
            ask(&stage, method.parse().unwrap(), &fill(row.address), &headers, body).await;
        }
        let phone = "0199001234";
        stage.get(&format!("/{phone}?telephone={phone}")).await;
        let told = told(&stage).await;
        for word in words.values().chain([phone]) {
            assert!(!told.contains(word), "{word} in\n{told}");
        }
        let mut routes = listed().into_paths();
        routes.extend(["none", "file"].map(str::to_owned));
        let mut seen = BTreeSet::new();
        for line in told.lines().filter(|line| line.contains("route=")) {
            let route = line.split('"').nth(1).unwrap();
            assert!(routes.contains(route), "{line}");
            seen.insert(route);
        }
        assert!(seen.len() > ROWS.len() / 2, "{seen:?}");
    }
}

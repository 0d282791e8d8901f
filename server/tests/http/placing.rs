//! Where a shop stands, as its merchant says at the counter and an official at its door.

use crate::support::{Stage, location};
use axum_test::TestResponse;
use domain::{id::ShopId, shops::ShopKind, walk::Position};
use http::StatusCode;
use services::{db::Db, on_both_engines, shops};

const SHOP: &str = "/comptoir/boutique";
const PLACE: &str = "/comptoir/emplacement";
const STALLS: &str = "/mairie/etals";

async fn stands(db: &Db, shop: ShopId) -> Option<Position> {
    shops::by_id(db.read(), shop).await.unwrap().position
}

fn at(latitude: f64, longitude: f64) -> Option<Position> {
    Position::new(Some(latitude), Some(longitude))
}

/// A shop that is only on the roster.
async fn lucette(db: &Db, stage: &Stage) -> ShopId {
    let tx = db.write().await.unwrap();
    let new = shops::NewShop::named("Chez Lucette".parse().unwrap(), ShopKind::Grocer);
    let shop = shops::add(&tx, stage.cast.town.id, new, stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    shop.id
}

async fn at_the_door(stage: &Stage, shop: ShopId, typed: &str) -> TestResponse {
    let shop = shop.to_string();
    let form = [("act", "placer"), ("shop", &*shop), ("position", typed)];
    stage.post_as(&stage.cast.official_session, STALLS, &form).await
}

/// What pages let scripts ask of the device.
fn permissions(page: &TestResponse) -> String {
    page.header("permissions-policy").to_str().unwrap().to_owned()
}

on_both_engines! {
    async fn a_merchant_says_where_the_shop_stands(db: &Db) {
        let stage = Stage::on(db).await;
        let (me, shop) = (&stage.cast.grocer_session, stage.cast.grocer.id);
        let page = stage.get_as(me, SHOP).await.text();
        assert!(page.contains("value=\"48.52900, 2.01200\"") && page.contains("/dourdan/plan#p-la-pause"), "{page}");
        // The town's plan was looked at before: what is given out again must not be yesterday's.
        stage.get("/dourdan/plan").await.assert_status_ok();
        for typed in ["48,5286 2,0094", "geo:48.5286,2.0094", "https://www.openstreetmap.org/#map=19/48.5286/2.0094"] {
            let answer = stage.post_as(me, PLACE, &[("position", typed)]).await;
            assert_eq!(location(&answer), format!("{SHOP}?note=1#place"));
            assert_eq!(stands(db, shop).await, at(48.5286, 2.0094), "{typed}");
        }
        assert!(stage.get("/dourdan/plan").await.text().contains("id=\"p-la-pause\""));
        location(&stage.post_as(me, PLACE, &[("position", " ")]).await);
        assert_eq!(stands(db, shop).await, None);
        assert!(!stage.get("/dourdan/plan").await.text().contains("id=\"p-la-pause\""));
        let ledger = stage.get_as(me, "/comptoir/cahier").await;
        ledger.assert_status_ok();
        assert_eq!(location(&stage.get_as(me, PLACE).await), SHOP);
    }

    async fn what_is_no_place_is_said_and_kept_in_its_field(db: &Db) {
        let stage = Stage::on(db).await;
        let (me, shop) = (&stage.cast.grocer_session, stage.cast.grocer.id);
        let before = stands(db, shop).await;
        for (typed, says) in [
            ("derrière l’église", "Cela ne se lit pas comme une place"),
            ("48,5286", "Cela ne se lit pas comme une place"),
            ("148.5 2.0", "nulle part sur Terre"),
            ("\"><script>alert(1)</script>", "Cela ne se lit pas comme une place"),
        ] {
            let page = stage.post_as(me, PLACE, &[("position", typed)]).await;
            page.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            let html = page.text();
            assert!(html.contains(says) && !html.contains("<script>alert"), "{typed}: {html}");
            assert!(html.contains("aria-invalid=\"true\"") && html.contains("id=\"position-error\""), "{html}");
            if !typed.contains('"') {
                assert!(html.contains(&format!("value=\"{typed}\"")), "{html}");
            }
            assert_eq!(stands(db, shop).await, before);
        }
    }

    async fn an_official_says_it_at_the_door_of_a_shop_without_merchant(db: &Db) {
        let stage = Stage::on(db).await;
        let shop = lucette(db, &stage).await;
        let page = format!("{STALLS}?commerce={shop}");
        let html = stage.get_as(&stage.cast.official_session, &page).await.text();
        assert!(html.contains("name=\"position\"") && html.contains("value=\"placer\""), "{html}");
        let wrong = at_the_door(&stage, shop, "là-bas").await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"là-bas\""));
        assert_eq!(location(&at_the_door(&stage, shop, "48.5286, 2.0094").await), format!("{page}#place"));
        assert_eq!(stands(db, shop).await, at(48.5286, 2.0094));
        // A shop that has its merchant is theirs to place.
        let theirs = stage.cast.grocer.id;
        let before = stands(db, theirs).await;
        at_the_door(&stage, theirs, "48.5286, 2.0094").await.assert_status(StatusCode::NOT_FOUND);
        assert_eq!(stands(db, theirs).await, before);
        let html = stage.get_as(&stage.cast.official_session, &format!("{STALLS}?commerce={theirs}")).await.text();
        assert!(!html.contains("name=\"position\""), "{html}");
        let stranger = [("act", "placer"), ("shop", &*shop.to_string()), ("position", "1 1")];
        stage.post_as(&stage.cast.grocer_session, STALLS, &stranger).await.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn only_these_pages_may_ask_the_phone_where_it_is(db: &Db) {
        let stage = Stage::on(db).await;
        let shop = lucette(db, &stage).await;
        let refused = stage.post_as(&stage.cast.grocer_session, PLACE, &[("position", "?")]).await;
        let stall = stage.get_as(&stage.cast.official_session, &format!("{STALLS}?commerce={shop}")).await;
        for page in [stage.get_as(&stage.cast.grocer_session, SHOP).await, refused, stall] {
            assert!(permissions(&page).contains("geolocation=(self)"), "{}", permissions(&page));
        }
        for elsewhere in ["/dourdan", "/dourdan/plan", "/comptoir/etal", "/comptoir", "/healthz"] {
            let page = stage.get_as(&stage.cast.grocer_session, elsewhere).await;
            assert!(permissions(&page).contains("geolocation=()"), "{elsewhere}");
            assert!(permissions(&page).contains("camera=(self)"), "{elsewhere}");
        }
    }
}

use crate::support::{Stage, cookie, location, picture};
use app::routes::NO_SUCH_PRODUCT;
use axum_test::multipart::{MultipartForm, Part};
use domain::catalogue::{Product, Stock, Unit};
use http::{StatusCode, header};
use serde_json::json;
use services::{accounts::NewSession, catalogue, db::Db, on_both_engines};

pub fn form(price: &str) -> MultipartForm {
    MultipartForm::new()
        .add_text("price", price.to_owned())
        .add_text("name", "Confiture de fraise")
        .add_text("unit", "piece")
        .add_text("stock", "always")
        .add_text("pieces", "")
}

fn with_photo(form: MultipartForm, bytes: Vec<u8>) -> MultipartForm {
    form.add_part(
        "photo",
        Part::bytes(bytes).file_name("photo.jpg").mime_type("image/jpeg"),
    )
}

pub async fn sell(stage: &Stage, form: MultipartForm) -> axum_test::TestResponse {
    stage
        .server
        .post("/comptoir")
        .add_header(header::COOKIE, cookie(&stage.cast.grocer_session))
        .multipart(form)
        .await
}

async fn shelf(stage: &Stage, db: &Db) -> Vec<Product> {
    let shelf = catalogue::all_of_shop(db.read(), &stage.cast.grocer_merchant)
        .await
        .unwrap();
    shelf.into_iter().map(|shelved| shelved.product).collect()
}

on_both_engines! {
    async fn a_photo_and_a_price_are_on_sale(db: &Db) {
        let stage = Stage::on(db).await;
        assert_eq!(location(&sell(&stage, with_photo(form("3,50"), picture())).await), "/comptoir?vendu=1");
        let shelf = shelf(&stage, db).await;
        let photo = shelf[0].photo.clone().unwrap();
        let served = stage.get(&photo.url(640, "webp")).await;
        served.assert_status_ok();
        assert_eq!(served.header(header::CONTENT_TYPE), "image/webp");
        assert!(served.header(header::CACHE_CONTROL).to_str().unwrap().contains("immutable"));
        stage.get(&photo.url(641, "webp")).await.assert_status(StatusCode::NOT_FOUND);
    }

    async fn one_product_is_handed_on_with_its_picture_and_its_price(db: &Db) {
        let stage = Stage::on(db).await;
        sell(&stage, with_photo(form("3,50"), picture())).await;
        let product = shelf(&stage, db).await.remove(0);
        let photo = product.photo.unwrap().url(1200, "jpg");
        let address = format!("{}?produit={}", app::routes::HAND_ON, product.id);
        let page = stage.get_as(&stage.cast.grocer_session, &address).await;
        page.assert_status_ok();
        for part in ["Confiture de fraise", "3,50", photo.as_str()] {
            assert!(page.text().contains(part), "{part}");
        }
        stage.get(&photo).await.assert_status_ok();
    }

    async fn a_price_that_is_none_says_why_and_loses_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        for (typed, says) in [
            ("", "Il manque le prix"),
            ("0", "Un prix de zéro"),
            ("-3", "sous zéro"),
            ("12,345", "Deux chiffres"),
            ("1e9", "ne se lit pas"),
            ("trois", "ne se lit pas"),
        ] {
            let page = sell(&stage, with_photo(form(typed), picture())).await;
            page.assert_status_unprocessable_entity();
            let html = page.text();
            assert!(html.contains(says), "{typed}: {html}");
            assert!(html.contains("value=\"Confiture de fraise\""));
            assert!(html.contains("name=\"kept\""), "the picture was lost for {typed}");
        }
        assert!(shelf(&stage, db).await.is_empty());
    }

    async fn a_picture_that_was_kept_need_not_be_chosen_again(db: &Db) {
        let stage = Stage::on(db).await;
        let html = sell(&stage, with_photo(form("0"), picture())).await.text();
        let kept = html.split("name=\"kept\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        location(&sell(&stage, form("3,50").add_text("kept", kept.clone())).await);
        assert_eq!(shelf(&stage, db).await[0].photo.as_ref().unwrap().hash, kept);
    }

    async fn a_file_that_is_no_picture_leaves_the_product_on_sale(db: &Db) {
        let stage = Stage::on(db).await;
        let answer = location(&sell(&stage, with_photo(form("3,50"), b"not a picture at all".to_vec())).await);
        let page = stage.get_as(&stage.cast.grocer_session, &answer).await.text();
        assert!(page.contains("role=\"alert\""), "{page}");
        let shelf = shelf(&stage, db).await;
        assert_eq!((shelf.len(), shelf[0].photo.is_none()), (1, true));
    }

    async fn a_phone_sends_its_picture_on_its_own(db: &Db) {
        let stage = Stage::on(db).await;
        location(&sell(&stage, form("3,50")).await);
        let id = shelf(&stage, db).await[0].id;
        let address = format!("/api/comptoir/photos/{id}");
        let put = |bytes: Vec<u8>| stage.server.put(&address).add_header(header::COOKIE, cookie(&stage.cast.grocer_session)).bytes(bytes.into());
        let refused = put(b"<svg onload=alert(1)>".to_vec()).await;
        refused.assert_status_unprocessable_entity();
        assert!(!refused.text().is_empty());
        put(picture()).await.assert_status(StatusCode::NO_CONTENT);
        assert!(shelf(&stage, db).await[0].photo.is_some());
        put(vec![0; 12_000_001]).await.assert_status_unprocessable_entity();
        stage.server.put(&address).bytes(picture().into()).await.assert_status(StatusCode::UNAUTHORIZED);
        let other = stage.server.put(&address).add_header(header::COOKIE, cookie(&stage.cast.toys_session));
        other.bytes(picture().into()).await.assert_status(StatusCode::NOT_FOUND);
    }

    async fn what_a_page_of_another_counter_sends_waits_for_its_own(db: &Db) {
        let stage = Stage::on(db).await;
        location(&sell(&stage, form("3,50")).await);
        let id = shelf(&stage, db).await[0].id;
        let (mine, other) = (stage.cast.grocer_merchant.shop(), stage.cast.toys_merchant.shop());
        let put = |shop, who: &NewSession| {
            let address = format!("/api/comptoir/photos/{id}?pour={shop}");
            stage.server.put(&address).add_header(header::COOKIE, cookie(who)).bytes(picture().into())
        };
        // The phone went into the toy shop since: that is no word about the picture, which it keeps.
        put(mine, &stage.cast.toys_session).await.assert_status(StatusCode::UNAUTHORIZED);
        let gone = put(other, &stage.cast.toys_session).await;
        gone.assert_status(StatusCode::NOT_FOUND);
        assert_eq!(gone.text(), NO_SUCH_PRODUCT);
        put(mine, &stage.cast.grocer_session).await.assert_status(StatusCode::NO_CONTENT);

        let edit = |who: &NewSession| {
            let edit = json!({ "id": id, "shop": mine, "product": id, "wished": { "by": null, "age": 0 }, "wish": "Off" });
            let asked = stage.server.post("/apiapp/catalogue/api//edit_shelf").add_header(header::COOKIE, cookie(who));
            asked.json(&json!({ "edits": [edit] }))
        };
        edit(&stage.cast.toys_session).await.assert_status(StatusCode::UNAUTHORIZED);
        assert!(shelf(&stage, db).await[0].stock.on_offer() > 0);
        edit(&stage.cast.grocer_session).await.assert_status_ok();
        assert_eq!(shelf(&stage, db).await[0].stock.on_offer(), 0);
    }

    async fn a_product_of_the_shelf_gets_another_picture_and_another_unit(db: &Db) {
        let stage = Stage::on(db).await;
        location(&sell(&stage, form("3,50")).await);
        let id = shelf(&stage, db).await[0].id.to_string();
        let (me, other) = (&stage.cast.grocer_session, &stage.cast.toys_session);
        let page = format!("/comptoir?photo-de={id}");
        let html = stage.get_as(me, &page).await.text();
        assert!(html.contains("Refaire la photo de Confiture de fraise"), "{html}");
        stage.get_as(other, &page).await.assert_status(StatusCode::NOT_FOUND);
        let send = |who: &NewSession, bytes: Vec<u8>| {
            let form = with_photo(MultipartForm::new().add_text("photo_of", id.clone()), bytes);
            stage.server.post("/comptoir").add_header(header::COOKIE, cookie(who)).multipart(form)
        };
        send(other, picture()).await.assert_status(StatusCode::NOT_FOUND);
        assert_eq!(location(&send(me, b"no picture".to_vec()).await), format!("{page}&photo=autre"));
        assert_eq!(location(&send(me, picture()).await), "/comptoir/etal");
        let goods = shelf(&stage, db).await;
        assert_eq!((goods.len(), goods[0].photo.is_some()), (1, true));

        for (wish, typed) in [("unit", "kilogram"), ("content", "500 g"), ("pieces", "0")] {
            location(&stage.post_as(me, "/comptoir/etal", &[("product", &id), ("wish", wish), ("typed", typed)]).await);
        }
        let goods = shelf(&stage, db).await;
        assert_eq!((goods[0].unit, goods[0].content, goods[0].stock), (Unit::Kilogram, "500 g".parse().ok(), Stock::Pieces(0)));
        let wrong = stage.post_as(me, "/comptoir/etal", &[("product", &id), ("wish", "content"), ("typed", "beaucoup")]).await;
        wrong.assert_status_unprocessable_entity();
        assert!(wrong.text().contains("value=\"beaucoup\""));
    }

    async fn another_price_is_two_taps(db: &Db) {
        let stage = Stage::on(db).await;
        location(&sell(&stage, form("3,50")).await);
        let id = shelf(&stage, db).await[0].id.to_string();
        let me = &stage.cast.grocer_session;
        let wrong = stage.post_as(me, "/comptoir/etal", &[("product", &id), ("wish", "price"), ("typed", "quatre")]).await;
        wrong.assert_status_unprocessable_entity();
        assert!(wrong.text().contains("value=\"quatre\""));
        location(&stage.post_as(me, "/comptoir/etal", &[("product", &id), ("wish", "price"), ("typed", "4,20")]).await);
        assert_eq!(shelf(&stage, db).await[0].price.cents().typed(), "4,20");
        stage.post_as(&stage.cast.toys_session, "/comptoir/etal", &[("product", &id), ("wish", "price"), ("typed", "1")]).await.assert_status(StatusCode::NOT_FOUND);
    }

    async fn many_are_changed_at_once(db: &Db) {
        let stage = Stage::on(db).await;
        for price in ["10", "3,33", "5"] {
            location(&sell(&stage, form(price)).await);
        }
        let goods = shelf(&stage, db).await;
        let (last, middle) = (goods[0].id.to_string(), goods[1].id.to_string());
        let me = &stage.cast.grocer_session;
        let fifth_off = [("wish", "bulk"), ("act", "less"), ("percent", "20"), ("product", &last), ("product", &middle)];
        location(&stage.post_as(me, "/comptoir/etal", &fifth_off).await);
        let prices: Vec<String> = shelf(&stage, db).await.iter().map(|product| product.price.cents().typed()).collect();
        assert_eq!(prices, ["4,00", "2,66", "10,00"]);
        // Another shop's merchant chooses nothing here.
        location(&stage.post_as(&stage.cast.toys_session, "/comptoir/etal", &fifth_off).await);
        assert_eq!(shelf(&stage, db).await[0].price.cents().typed(), "4,00");
    }
}

use crate::support::{Stage, cookie, location, picture};
use axum_test::{
    TestResponse,
    multipart::{MultipartForm, Part},
};
use domain::shops::Shop;
use http::{StatusCode, header};
use services::{db::Db, on_both_engines, shops};

const PAGE: &str = "/comptoir/boutique";
const CLOSING: &str = "/comptoir/fermeture";
const COVER: &str = "/comptoir/couverture";
const WINDOW: &str = "/dourdan/la-pause";

async fn grocer(stage: &Stage, db: &Db) -> Shop {
    shops::by_id(db.read(), stage.cast.grocer.id).await.unwrap()
}

async fn close(stage: &Stage, form: &[(&str, &str)]) -> TestResponse {
    stage.post_as(&stage.cast.grocer_session, CLOSING, form).await
}

async fn page(stage: &Stage) -> String {
    stage.get_as(&stage.cast.grocer_session, PAGE).await.text()
}

async fn hang(stage: &Stage, form: MultipartForm) -> TestResponse {
    stage
        .server
        .post(COVER)
        .add_header(header::COOKIE, cookie(&stage.cast.grocer_session))
        .multipart(form)
        .await
}

fn photo(bytes: Vec<u8>) -> MultipartForm {
    let part = Part::bytes(bytes).file_name("photo.jpg").mime_type("image/jpeg");
    MultipartForm::new().add_part("photo", part)
}

on_both_engines! {
    async fn today_is_closed_by_one_tap_and_opened_by_another(db: &Db) {
        let stage = Stage::on(db).await;
        assert!(stage.get(WINDOW).await.text().contains("ouvert jusqu’à"));
        assert_eq!(location(&close(&stage, &[("day", "today")]).await), "/comptoir/boutique?note=1");
        let html = page(&stage).await;
        assert!(html.contains("Fermé aujourd’hui") && !html.contains("value=\"today\""), "{html}");
        assert!(html.contains("value=\"tomorrow\""));
        assert!(stage.get(WINDOW).await.text().contains("ouvre demain"));
        location(&close(&stage, &[("from", "2026-11-24"), ("to", "2026-11-24"), ("reopen", "1")]).await);
        assert_eq!(grocer(&stage, db).await.hours, stage.cast.grocer.hours);
    }

    async fn tomorrow_is_tomorrow_at_the_shop(db: &Db) {
        let stage = Stage::on(db).await;
        // Half past midnight in Dourdan, still the day before in Greenwich.
        stage.house.clock.set("2026-11-24T23:30:00Z".parse().unwrap());
        location(&close(&stage, &[("day", "tomorrow")]).await);
        assert!(grocer(&stage, db).await.hours.ends_with("; 2026 Nov 26 off"));
    }

    async fn other_days_are_closed_by_their_dates(db: &Db) {
        let stage = Stage::on(db).await;
        for (from, to, says) in [
            ("", "", "Il manque un jour"),
            ("2026-12-24", "2026-12-23", "vient avant le premier"),
            ("2026-11-20", "2026-11-21", "déjà passés"),
            ("2062-12-24", "", "plus de deux ans"),
        ] {
            let refused = close(&stage, &[("from", from), ("to", to)]).await;
            refused.assert_status_unprocessable_entity();
            let html = refused.text();
            assert!(html.contains(says) && html.contains("Votre boutique"), "{from}: {html}");
            assert!(from.is_empty() || html.contains(&format!("value=\"{from}\"")), "{from} is lost");
        }
        assert_eq!(grocer(&stage, db).await.hours, stage.cast.grocer.hours);
        location(&close(&stage, &[("from", "2026-12-24"), ("to", "2027-01-02")]).await);
        assert!(page(&stage).await.contains("Fermé du jeudi 24 décembre au samedi 2 janvier"));
    }

    async fn who_loads_a_refusal_again_comes_back_to_the_page(db: &Db) {
        let stage = Stage::on(db).await;
        for address in [CLOSING, COVER] {
            assert_eq!(location(&stage.get_as(&stage.cast.grocer_session, address).await), PAGE);
        }
    }

    async fn nobody_else_closes_a_shop_or_hangs_a_picture(db: &Db) {
        let stage = Stage::on(db).await;
        stage.post(CLOSING, &[("day", "today")]).await.assert_status(StatusCode::UNAUTHORIZED);
        stage.server.post(COVER).multipart(photo(picture())).await.assert_status(StatusCode::UNAUTHORIZED);
        assert_eq!(grocer(&stage, db).await.hours, stage.cast.grocer.hours);
    }

    async fn a_shop_that_sells_at_its_door_is_not_called_open(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let mut form = vec![("door", "only"), ("lead", "240")];
        form.extend([("day-1-0-from", "9h"), ("day-1-0-to", "19h")]);
        location(&stage.post_as(me, PAGE, &form).await);
        let html = stage.get(WINDOW).await.text();
        assert!(html.contains("Fermé au public. Vos réservations vous sont remises à la porte."), "{html}");
        assert!(html.contains("remise à la porte jusqu’à 19\u{A0}h") && !html.contains("ouvert jusqu’à"), "{html}");
        assert!(stage.get("/dourdan").await.text().contains("Fermé au public."));
        assert!(page(&stage).await.contains("value=\"240\" selected"));
    }

    async fn a_picture_is_hung_and_taken_down(db: &Db) {
        let stage = Stage::on(db).await;
        assert_eq!(location(&hang(&stage, photo(picture())).await), "/comptoir/boutique?note=1#cover");
        let cover = shops::cover(db.read(), stage.cast.grocer.id).await.unwrap().unwrap();
        stage.get(&cover.url(640, "webp")).await.assert_status_ok();
        let html = stage.get(WINDOW).await.text();
        let shown = format!("\"image\":[\"https://halle.example{}\"]", cover.url(1200, "jpg"));
        assert!(html.contains(&shown) && html.contains(&cover.url(640, "jpg")), "{html}");
        for (form, says) in [
            (photo(Vec::new()), "Choisissez d’abord une photo."),
            (photo(b"du pain, du beurre".to_vec()), "Ce fichier n’est pas une photo."),
            (photo(vec![0; 12_100_000]), "trop lourde"),
        ] {
            let refused = hang(&stage, form).await;
            refused.assert_status_unprocessable_entity();
            assert!(refused.text().contains(says), "{says}");
        }
        assert!(stage.get(WINDOW).await.text().contains(&shown));
        location(&hang(&stage, photo(Vec::new()).add_text("remove", "1")).await);
        assert!(!stage.get(WINDOW).await.text().contains(&cover.hash));
    }
}

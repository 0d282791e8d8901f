use crate::support::{Stage, location};
use app::notifications::api::{AllowRing, TestRing};
use axum_test::TestResponse;
use http::{StatusCode, header};
use leptos::server_fn::ServerFn;
use serde_json::json;
use services::{
    accounts::{self, NewSession},
    notifications::{self, Outcome},
    on_both_engines, secret,
};

const BELL: &str = "/comptoir/sonnette";
/// A point of the curve, as a browser would give it.
const P256DH: &str =
    "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY";

async fn allow(stage: &Stage, who: &NewSession, endpoint: &str, key: &str) -> TestResponse {
    // As `PushSubscription.toJSON()` writes it, with a field that we have no use for.
    let device = json!({
        "endpoint": endpoint,
        "expirationTime": null,
        "keys": { "p256dh": key, "auth": "_ordMnz7uTCmrpBTeUV4Bw" },
    });
    stage
        .server
        .post(AllowRing::PATH)
        .add_header(header::COOKIE, crate::support::cookie(who))
        .json(&json!({ "device": device }))
        .await
}

async fn test_ring(stage: &Stage, who: &NewSession) -> TestResponse {
    stage
        .server
        .post(TestRing::PATH)
        .add_header(header::COOKIE, crate::support::cookie(who))
        .json(&json!({}))
        .await
}

on_both_engines! {
    async fn a_device_rings_and_is_heard(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let page = stage.get_as(grocer, BELL).await.text();
        assert!(page.contains("Pas encore vérifiée"), "{page}");
        let led = async |page: &str| stage.get_as(grocer, page).await.text().matches("Dernier geste").count();
        assert_eq!((led("/comptoir").await, led("/comptoir?vendu=1").await), (1, 2), "scripts show the first themselves");
        test_ring(&stage, grocer).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        allow(&stage, grocer, "https://fcm.googleapis.com/fcm/send/abc", P256DH).await.assert_status_ok();
        test_ring(&stage, grocer).await.assert_status_ok();

        let heard = [("act", "entendue")];
        let early = stage.post_as(grocer, BELL, &heard).await;
        early.assert_status(StatusCode::CONFLICT);
        assert!(early.text().contains("Faites-la sonner d’abord"));
        let node = secret::id();
        notifications::address(db, stage.cast.at).await.unwrap();
        let held = notifications::take(db, node, 1, stage.cast.at).await.unwrap().remove(0);
        notifications::settle(db, node, vec![(held, Outcome::Sent)], stage.cast.at).await.unwrap();
        assert_eq!(location(&stage.post_as(grocer, BELL, &heard).await), "/comptoir/sonnette?note=entendue");
        let page = stage.get_as(grocer, BELL).await.text();
        assert!(page.contains("Vérifiée le mardi 24 novembre à 10\u{A0}h."), "{page}");
        let page = stage.get_as(grocer, &format!("{BELL}?note=entendue")).await.text();
        assert!(page.contains("Prendre un autre produit en photo"), "{page}");
        assert_eq!(led("/comptoir?vendu=1").await, 0);
        // Another shop's bell is another bell.
        assert!(stage.get_as(&stage.cast.toys_session, BELL).await.text().contains("Pas encore vérifiée"));
    }

    async fn only_people_who_are_signed_in_ring_and_only_push_services_are_called(db: &Db) {
        let stage = Stage::on(db).await;
        let nobody = NewSession { secret: secret::Secret::generate(), expires_at: stage.cast.at };
        let good = "https://fcm.googleapis.com/fcm/send/abc";
        allow(&stage, &nobody, good, P256DH).await.assert_status_unauthorized();
        test_ring(&stage, &nobody).await.assert_status_unauthorized();
        stage.get(BELL).await.assert_status_unauthorized();
        stage.post(BELL, &[("act", "entendue")]).await.assert_status_unauthorized();
        stage.post("/mairie/sonnette", &[("contact", "a@b.example")]).await.assert_status_unauthorized();
        stage
            .post_as(&stage.cast.grocer_session, "/mairie/sonnette", &[("contact", "a@b.example")])
            .await
            .assert_status_unauthorized();
        for (endpoint, key) in [("http://169.254.169.254/latest", P256DH), ("https://localhost/x", P256DH), (good, "AAAA")] {
            allow(&stage, &stage.cast.grocer_session, endpoint, key).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let who = accounts::signed_in(db.read(), &stage.cast.grocer_session.secret, stage.cast.at).await.unwrap();
        assert!(!notifications::rings(db.read(), &who).await.unwrap());
        // Officials ring too.
        allow(&stage, &stage.cast.official_session, good, P256DH).await.assert_status_ok();
    }

    async fn a_bell_is_set_and_what_is_wrong_is_said(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let form = |contact: &'static str, from: &'static str| {
            [("act", "regler"), ("contact", contact), ("patience", "30"), ("quiet-from", from), ("quiet-to", "7h30")]
        };
        let wrong = stage.post_as(grocer, BELL, &form("lea", "soir")).await;
        wrong.assert_status_unprocessable_entity();
        let html = wrong.text();
        assert!(html.contains("value=\"lea\"") && html.contains("value=\"soir\""), "{html}");
        assert!(html.contains("Ces heures ne se lisent pas"));
        let set = stage.post_as(grocer, BELL, &form("lea@commerce.example", "21 h")).await;
        assert_eq!(location(&set), "/comptoir/sonnette?note=1");
        let html = stage.get_as(grocer, BELL).await.text();
        assert!(html.contains("value=\"lea@commerce.example\"") && html.contains("value=\"21:00\""), "{html}");
        let bell = notifications::bell(db.read(), &stage.cast.grocer_merchant).await.unwrap();
        assert_eq!(bell.patience.minutes(), 30);
        let other = notifications::bell(db.read(), &stage.cast.toys_merchant).await.unwrap();
        assert_eq!(other.second_contact, None);
    }

    async fn an_official_says_who_is_written_to(db: &Db) {
        let stage = Stage::on(db).await;
        let official = &stage.cast.official_session;
        let wrong = stage.post_as(official, "/mairie/sonnette", &[("contact", "mairie")]).await;
        wrong.assert_status_unprocessable_entity();
        assert!(wrong.text().contains("value=\"mairie\""));
        let set = stage.post_as(official, "/mairie/sonnette", &[("contact", "mairie@dourdan.example")]).await;
        assert_eq!(location(&set), "/mairie");
        assert!(stage.get_as(official, "/mairie").await.text().contains("mairie@dourdan.example"));
        location(&stage.post_as(official, "/mairie/sonnette", &[("contact", " ")]).await);
        assert!(!stage.get_as(official, "/mairie").await.text().contains("mairie@dourdan.example"));
        assert_eq!(location(&stage.get_as(official, "/mairie/sonnette").await), "/mairie");
    }
}

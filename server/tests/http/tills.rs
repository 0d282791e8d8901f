//! The shop's own till, as its owner sees it.

use crate::{
    reserving::{form, send},
    support::{Stage, location},
};
use axum::{Router, body::Bytes, routing::post};
use domain::catalogue::Stock;
use http::StatusCode;
use sea_orm::ConnectionTrait;
use server::postman::Postman;
use services::{
    notifications::{Caller, Hosts, Mailer, PushKey, Pusher},
    on_both_engines,
};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const PAGE: &str = "/comptoir/caisse";
const ADDRESS: (&str, &str) = ("address", "https://caisse.example/halle?cle=K7");

async fn page(stage: &Stage) -> String {
    stage.get_as(&stage.cast.grocer_session, PAGE).await.text()
}

async fn act(stage: &Stage, form: &[(&str, &str)]) -> axum_test::TestResponse {
    stage.post_as(&stage.cast.grocer_session, PAGE, form).await
}

/// What stands between two marks.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

on_both_engines! {
    async fn a_secret_is_shown_once_and_kept_nowhere(db: &Db) {
        let stage = Stage::on(db).await;
        let shop = stage.get_as(&stage.cast.grocer_session, "/comptoir/boutique").await.text();
        assert!(shop.contains("href=\"/comptoir/caisse\""), "{shop}");
        let shown = act(&stage, &[ADDRESS]).await;
        shown.assert_status_ok();
        let shown = shown.text();
        let secret = between(&shown, "whsec_", "<").unwrap();
        assert_eq!(secret.len(), 44, "{secret}");
        assert!(shown.contains("Branchée sur caisse.example depuis"), "{shown}");
        let later = page(&stage).await;
        assert!(!later.contains("whsec_") && later.contains("Rien n’y est encore arrivé."), "{later}");
        let rows = sea_orm::Statement::from_string(db.read().get_database_backend(), "SELECT till_address, till_nonce FROM shops WHERE till_address <> ''");
        let row = db.read().query_one_raw(rows).await.unwrap().unwrap();
        let kept: (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        assert!(!kept.0.contains(secret) && !kept.1.contains(secret));
        let again = act(&stage, &[ADDRESS]).await.text();
        assert_ne!(between(&again, "whsec_", "<").unwrap(), secret);
        // The ledger names the machine, and not the rest: it may hold a key.
        let ledger = stage.get_as(&stage.cast.grocer_session, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Caisse branchée\u{a0}: caisse.example.") && !ledger.contains("cle=K7"), "{ledger}");
        // Nobody else's counter is.
        let theirs = stage.get_as(&stage.cast.toys_session, PAGE).await.text();
        assert!(!theirs.contains("Branchée sur"), "{theirs}");
    }

    async fn an_address_that_cannot_be_taken_is_said_and_kept(db: &Db) {
        let stage = Stage::on(db).await;
        for (typed, says) in [
            ("", "Collez ici l’adresse"),
            ("caisse", "Ce n’est pas une adresse"),
            ("http://caisse.example/", "ne commence pas par https://"),
            ("https://192.168.1.20/", "n’est pas sur internet"),
            ("https://\"><script>alert(1)</script>.example/", "Ce n’est pas une adresse"),
        ] {
            let refused = act(&stage, &[("address", typed)]).await;
            refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            let text = refused.text();
            assert!(text.contains(says) && !text.contains("<script>alert"), "{typed}: {text}");
        }
        let kept = act(&stage, &[("address", "http://caisse.example/")]).await.text();
        assert!(kept.contains("value=\"http://caisse.example/\""), "{kept}");
    }

    async fn a_test_arrives_and_so_does_an_order(db: &Db) {
        let stage = Stage::on(db).await;
        act(&stage, &[("act", "essai")]).await.assert_status(StatusCode::CONFLICT);
        act(&stage, &[ADDRESS]).await.assert_status_ok();
        let heard: Arc<Mutex<Vec<Bytes>>> = Arc::default();
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let kept = heard.clone();
        let till = Router::new().route("/halle", post(move |body: Bytes| {
            kept.lock().unwrap().push(body);
            async {}
        }));
        let listens = format!("UPDATE shops SET till_address = 'http://{}/halle' WHERE till_address <> ''", socket.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(socket, till).await });
        db.for_migrations().execute_unprepared(&listens).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let pusher = Pusher::new(PushKey::generate(), Hosts::default(), "mailto:halle@mairie.example").unwrap();
        let mailer = Mailer::folder(&folder.path().join("mail"), "marche@mairie.example").unwrap();
        let postman = Postman::with(&stage.house, pusher, mailer, Caller::of_this_machine().unwrap());
        let to_tills = postman.for_tills();
        assert_eq!(location(&act(&stage, &[("act", "essai")]).await), format!("{PAGE}?note=essai"));
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        location(&send(&stage, &form(&stage, "k", honey, 2)).await);
        while postman.round().await.unwrap() {}
        assert!(heard.lock().unwrap().is_empty(), "whoever carries letters calls no till");
        while to_tills.round().await.unwrap() {}
        let mut events: Vec<String> = heard.lock().unwrap().iter().map(|body| {
            let note: serde_json::Value = serde_json::from_slice(body).unwrap();
            assert!(!note.to_string().contains("Jeanne"), "{note}");
            note["event"].as_str().unwrap().to_owned()
        }).collect();
        events.sort();
        assert_eq!(events, ["order.placed", "test"]);
    }

    async fn what_is_unplugged_says_so(db: &Db) {
        let stage = Stage::on(db).await;
        act(&stage, &[ADDRESS]).await.assert_status_ok();
        assert_eq!(location(&act(&stage, &[("act", "debrancher")]).await), format!("{PAGE}?note=debrancher"));
        let text = page(&stage).await;
        assert!(!text.contains("Branchée sur") && text.contains("Brancher la caisse"), "{text}");
        let ledger = stage.get_as(&stage.cast.grocer_session, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Caisse débranchée\u{a0}: caisse.example."), "{ledger}");
    }
}

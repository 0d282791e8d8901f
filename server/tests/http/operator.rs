//! Whoever runs the instance, at its pages.

use crate::support::{Stage, location};
use chrono::Duration;
use http::StatusCode;
use services::{
    accounts::{self, NewSession, proof::Nonce},
    db::Db,
    on_both_engines,
    testing::{operator, seal},
};

const NAME: &str = "Solène Hébert";

/// A device that has come in, and has no key yet.
async fn newcomer(db: &Db, stage: &Stage) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::invite_operator(&tx, &NAME.parse().unwrap(), stage.cast.at).await;
    let device = accounts::accept(&tx, &link.unwrap(), "test", stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    device
}

/// The code that the phone of whoever holds this device shows now.
async fn code(db: &Db, stage: &Stage, device: &NewSession, nonce: &Nonce) -> String {
    let now = stage.house.clock.now();
    let who = accounts::signed_in(db.read(), &device.secret, now).await.unwrap();
    seal().key(who.member(), nonce).code(now)
}

on_both_engines! {
    async fn a_link_leads_to_the_key_and_the_key_to_the_towns(db: &Db) {
        let stage = Stage::on(db).await;
        let tx = db.write().await.unwrap();
        let link = accounts::invite_operator(&tx, &NAME.parse().unwrap(), stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let address = format!("/invitation/{}", link.reveal());
        stage.get(&address).await.assert_text_contains("Bonjour Solène Hébert");
        assert_eq!(location(&stage.post(&address, &[]).await), "/exploitant");
        let device = newcomer(db, &stage).await;
        assert_eq!(location(&stage.get_as(&device, "/exploitant").await), "/exploitant/cle");
        let page = stage.get_as(&device, "/exploitant/cle").await;
        page.assert_status_ok();
        let page = page.text();
        assert!(page.contains("action=\"/exploitant/cle\"") && !page.contains("La mairie a du pouvoir"), "{page}");
        let nonce = page.split_once("name=\"nonce\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let typed = code(db, &stage, &device, &Nonce::presented(&nonce)).await;
        let done = stage.post_as(&device, "/exploitant/cle", &[("nonce", &nonce), ("proof", &typed)]).await;
        done.assert_status_ok();
        assert!(done.text().contains("href=\"/exploitant\""));
        stage.get_as(&device, "/exploitant").await.assert_status_ok();
    }

    async fn a_device_that_has_yet_to_prove_itself_is_led_to_the_code(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, nonce) = operator(db, NAME, stage.cast.at).await;
        stage.house.clock.set(stage.cast.at + Duration::hours(13));
        let to = location(&stage.get_as(&device, "/exploitant").await);
        assert_eq!(to, "/exploitant/preuve?vers=%2Fexploitant");
        stage.get_as(&device, &to).await.assert_status_ok();
        let typed = code(db, &stage, &device, &nonce).await;
        let wrong = stage.post_as(&device, "/exploitant/preuve", &[("proof", "rien"), ("vers", "/mairie")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let through = stage.post_as(&device, "/exploitant/preuve", &[("proof", &typed), ("vers", "/mairie")]).await;
        assert_eq!(location(&through), "/exploitant");
        stage.get_as(&device, "/exploitant").await.assert_status_ok();
    }

    async fn neither_place_is_the_others(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, _) = operator(db, NAME, stage.cast.at).await;
        for page in ["/mairie", "/mairie/cle", "/mairie/preuve", "/mairie/equipe", "/comptoir"] {
            stage.get_as(&device, page).await.assert_status_unauthorized();
        }
        for page in ["/exploitant", "/exploitant/cle", "/exploitant/preuve"] {
            for other in [&stage.cast.official_session, &stage.cast.grocer_session] {
                stage.get_as(other, page).await.assert_status_unauthorized();
            }
            stage.get(page).await.assert_status_unauthorized();
        }
    }
}

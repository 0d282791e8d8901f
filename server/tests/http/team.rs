//! Who works at the town hall: the page, the links that it makes, and the access that it takes away.

use crate::support::{Stage, cookie, location};
use axum_test::TestResponse;
use chrono::Duration;
use http::{StatusCode, header};
use services::{accounts, db::Db, on_both_engines};

const TEAM: &str = "/mairie/equipe";

/// The link on the page that shows it once.
fn link(page: &TestResponse) -> String {
    page.assert_status_ok();
    let text = page.text();
    let (_, rest) = text.split_once("value=\"https://halle.example").expect("a link");
    rest.split('"').next().unwrap().to_owned()
}

/// Goes through a link and gives the device's cookie.
async fn come_in(stage: &Stage, link: &str) -> String {
    let through = stage.post(link, &[]).await;
    assert_eq!(location(&through), "/mairie");
    let set = through.header(header::SET_COOKIE);
    set.to_str().unwrap().split(';').next().unwrap().to_owned()
}

async fn id_of(db: &Db, stage: &Stage, name: &str) -> String {
    let team = accounts::team(db.read(), &stage.cast.official, stage.house.clock.now())
        .await
        .unwrap();
    let found = team.iter().find(|colleague| colleague.name.as_str() == name);
    found.expect(name).id.to_string()
}

async fn invite(stage: &Stage, name: &str) -> TestResponse {
    let form = [("act", "inviter"), ("name", name)];
    stage.post_as(&stage.cast.official_session, TEAM, &form).await
}

on_both_engines! {
    async fn an_official_invites_a_colleague_who_comes_in(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let board = stage.get_as(me, "/mairie").await.text();
        assert!(board.contains("href=\"/mairie/equipe\""), "{board}");
        let made = invite(&stage, "Noé Blanc").await;
        let text = made.text();
        assert!(text.contains("Un lien pour Noé Blanc") && text.contains("<svg"), "{text}");
        let page = stage.get_as(me, TEAM).await.text();
        assert!(page.contains("lien pas encore ouvert") && page.contains("clé en place"), "{page}");
        let device = come_in(&stage, &link(&made)).await;
        let board = stage.server.get("/mairie").add_header(header::COOKIE, device.clone()).await;
        assert!(board.text().contains("Il vous manque une clé."));
        assert!(stage.get_as(me, TEAM).await.text().contains("clé à préparer"));
        // On the first day they see who works here, and let nobody in.
        let theirs = stage.server.get(TEAM).add_header(header::COOKIE, device.clone()).await.text();
        assert!(theirs.contains("il vous faut d’abord votre clé") && !theirs.contains("name=\"act\""), "{theirs}");
        let tried = stage.server.post(TEAM).add_header(header::COOKIE, device)
            .form(&[("act", "inviter"), ("name", "Zoé Noir")][..]).await;
        assert_eq!(location(&tried), "/mairie/cle");
        assert!(!stage.get_as(me, TEAM).await.text().contains("Zoé Noir"));
        let ledger = stage.get_as(me, "/mairie/cahier").await.text();
        assert!(ledger.contains("Noé Blanc travaille pour la mairie."), "{ledger}");
        // The link is used up.
        stage.get(&link(&made)).await.assert_status(StatusCode::GONE);
    }

    async fn a_name_that_cannot_be_taken_is_shown_again(db: &Db) {
        let stage = Stage::on(db).await;
        let empty = invite(&stage, "  ").await;
        empty.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Il manque le nom."));
        let taken = invite(&stage, "Camille Roux").await;
        taken.assert_status(StatusCode::CONFLICT);
        let taken = taken.text();
        assert!(taken.contains("Quelqu’un de ce nom travaille déjà ici.") && taken.contains("value=\"Camille Roux\""), "{taken}");
        assert_eq!(location(&stage.post_as(&stage.cast.official_session, TEAM, &[("act", "rien")]).await), TEAM);
    }

    async fn a_colleague_gets_another_link(db: &Db) {
        let stage = Stage::on(db).await;
        let first = link(&invite(&stage, "Noé Blanc").await);
        let noe = id_of(db, &stage, "Noé Blanc").await;
        let again = stage.post_as(&stage.cast.official_session, TEAM, &[("act", "lien"), ("who", &noe)]).await;
        let second = link(&again);
        stage.get(&first).await.assert_status(StatusCode::NOT_FOUND);
        come_in(&stage, &second).await;
        let ledger = stage.get_as(&stage.cast.official_session, "/mairie/cahier").await.text();
        assert!(ledger.contains("Lien fait pour un appareil de Noé Blanc."), "{ledger}");
    }

    async fn an_access_is_taken_away_and_never_ones_own(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let device = come_in(&stage, &link(&invite(&stage, "Noé Blanc").await)).await;
        let noe = id_of(db, &stage, "Noé Blanc").await;
        let own = stage.cast.official.member().to_string();
        let kept = stage.post_as(me, TEAM, &[("act", "retirer"), ("who", &own)]).await;
        kept.assert_status(StatusCode::CONFLICT);
        assert!(kept.text().contains("Votre propre accès se retire par un collègue"));
        let gone = stage.post_as(me, TEAM, &[("act", "retirer"), ("who", &noe)]).await;
        assert_eq!(location(&gone), "/mairie/equipe?retire=1");
        let page = stage.get_as(me, "/mairie/equipe?retire=1").await.text();
        assert!(page.contains("Cette personne n’entre plus à la mairie.") && !page.contains("Noé Blanc"), "{page}");
        let shut = stage.server.get("/mairie").add_header(header::COOKIE, device).await;
        shut.assert_status_unauthorized();
        stage.post_as(me, TEAM, &[("act", "retirer"), ("who", &noe)]).await.assert_status_not_found();
        let ledger = stage.get_as(me, "/mairie/cahier").await.text();
        assert!(ledger.contains("Noé Blanc ne travaille plus pour la mairie"), "{ledger}");
    }

    async fn who_comes_in_and_who_no_longer_does_asks_for_a_code(db: &Db) {
        let stage = Stage::on(db).await;
        let unproven = stage.unproven().await;
        invite(&stage, "Noé Blanc").await.assert_status_ok();
        let noe = id_of(db, &stage, "Noé Blanc").await;
        // Proved a while ago: good for the pages, and not for this.
        stage.house.clock.set(stage.cast.at + Duration::minutes(20));
        let device = cookie(&stage.cast.official_session);
        for form in [[("act", "inviter"), ("name", "Zoé Noir")], [("act", "retirer"), ("who", noe.as_str())]] {
            let asked = stage.server.post(TEAM).add_header(header::COOKIE, device.clone()).form(&form[..]).await;
            asked.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            let asked = asked.text();
            assert!(asked.contains("Un code pour confirmer") && asked.contains(form[1].1), "{asked}");
        }
        let team = accounts::team(db.read(), &stage.cast.official, stage.cast.at).await.unwrap();
        assert_eq!(team.len(), 2);
        for nobody in [&stage.cast.grocer_session, &unproven] {
            let refused = stage.post_as(nobody, TEAM, &[("act", "retirer"), ("who", &noe)]).await;
            refused.assert_status_unauthorized();
        }
        stage.get(TEAM).await.assert_status_unauthorized();
        stage.get_as(&stage.cast.grocer_session, TEAM).await.assert_status_unauthorized();
    }
}

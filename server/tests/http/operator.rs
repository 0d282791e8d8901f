//! Whoever runs the instance, at its pages.

use crate::{
    reserving::{form, send},
    support::{Stage, location},
};
use chrono::Duration;
use domain::catalogue::Stock;
use http::StatusCode;
use services::{
    accounts::{self, NewSession, proof::Nonce},
    db::Db,
    notifications::{self, Outcome},
    on_both_engines, secret,
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

    async fn a_town_is_opened_from_the_list_of_communes_once(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, _) = operator(db, NAME, stage.cast.at).await;
        let found = stage.get_as(&device, "/exploitant/ouvrir?commune=91410").await.text();
        assert!(found.contains("Corbreuse") && found.contains("href=\"/exploitant/villes/dourdan\""), "{found}");
        let nothing = stage.get_as(&device, "/exploitant/ouvrir?commune=nulle-part").await.text();
        assert!(nothing.contains("Aucune commune ne répond"), "{nothing}");
        let opened = stage.post_as(&device, "/exploitant/ouvrir", &[("insee", "91175")]).await;
        assert_eq!(location(&opened), "/exploitant/villes/corbreuse?ouverte=1");
        let page = stage.get_as(&device, "/exploitant/villes/corbreuse?ouverte=1").await.text();
        assert!(page.contains("Il reste à inviter un agent") && page.contains("Personne encore."), "{page}");
        stage.get("/corbreuse").await.assert_status_ok();
        let again = stage.post_as(&device, "/exploitant/ouvrir", &[("insee", "91175")]).await;
        again.assert_status(StatusCode::CONFLICT);
        assert!(again.text().contains("Corbreuse a déjà son marché ici"), "{}", again.text());
        stage.post_as(&device, "/exploitant/ouvrir", &[("insee", "00000")]).await.assert_status_not_found();
        let list = stage.get_as(&device, "/exploitant?q=corb").await.text();
        assert!(list.contains("Corbreuse") && !list.contains("villes/dourdan"), "{list}");
    }

    async fn the_first_official_gets_a_link_and_a_square(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, nonce) = operator(db, NAME, stage.cast.at).await;
        let town = "/exploitant/villes/dourdan";
        let invite = [("act", "inviter"), ("name", "Inès Roy")];
        let made = stage.post_as(&device, town, &invite).await;
        made.assert_status_ok();
        let page = made.text();
        let link = page.split_once("value=\"https://halle.example").unwrap().1.split('"').next().unwrap().to_owned();
        assert!(link.starts_with("/invitation/") && page.contains("<svg"), "{page}");
        stage.post_as(&device, town, &invite).await.assert_status(StatusCode::CONFLICT);
        stage.post_as(&device, town, &[("act", "inviter"), ("name", " ")]).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(location(&stage.post(&link, &[]).await), "/mairie");
        // What is grave asks for a code of a moment ago, and keeps what was typed.
        stage.house.clock.set(stage.cast.at + Duration::minutes(11));
        let later = [("act", "inviter"), ("name", "Omar Petit")];
        let asks = stage.post_as(&device, town, &later).await;
        asks.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asks.text().contains("name=\"name\" value=\"Omar Petit\""), "{}", asks.text());
        let typed = code(db, &stage, &device, &nonce).await;
        let made = stage.post_as(&device, town, &[later[0], later[1], ("proof", &typed)]).await;
        made.assert_status_ok();
        assert!(made.text().contains("Un lien pour Omar Petit"), "{}", made.text());
    }

    async fn whether_all_is_well_is_said_in_sentences(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, _) = operator(db, NAME, stage.cast.at).await;
        let page = stage.get_as(&device, "/exploitant/sante").await;
        page.assert_status_ok();
        let page = page.text();
        for says in ["Rien n’attend d’être envoyé.", "Personne ne fait de sauvegarde", "Base de données", "Photos"] {
            assert!(page.contains(says), "{says}: {page}");
        }
        let again = stage.post_as(&device, "/exploitant/sante", &[("which", "all")]).await;
        assert_eq!(location(&again), "/exploitant/sante?renvoyes=0");
        assert_eq!(location(&stage.post_as(&device, "/exploitant/sante", &[("which", "rien")]).await), "/exploitant/sante");
    }

    async fn what_was_given_up_is_seen_with_its_reason_and_leaves_again(db: &Db) {
        let stage = Stage::on(db).await;
        let (device, _) = operator(db, NAME, stage.cast.at).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let mut order = form(&stage, "a", honey, 1);
        order.push(("email".to_owned(), "jeanne@exemple.fr".to_owned()));
        location(&send(&stage, &order).await);
        let (node, at, why) = (secret::id(), stage.cast.at, "the mail server answered 550");
        notifications::address(db, at).await.unwrap();
        let held = notifications::take(db, node, 50, at).await.unwrap();
        let given_up = held.into_iter().map(|letter| (letter, Outcome::Never { why: why.into() }));
        notifications::settle(db, node, given_up.collect(), at).await.unwrap();
        let dead = notifications::dead_letters(db.read()).await.unwrap();
        assert_eq!(dead.len(), 1);
        let id = dead[0].id.to_string();
        let page = stage.get_as(&device, "/exploitant/sante").await.text();
        let by_id = format!("name=\"which\" value=\"{id}\"");
        for says in ["Un message n’a pas pu partir.", "Ce qui n’a pas pu partir", why, by_id.as_str()] {
            assert!(page.contains(says), "{says}: {page}");
        }
        let again = location(&stage.post_as(&device, "/exploitant/sante", &[("which", &id)]).await);
        assert_eq!(again, "/exploitant/sante?renvoyes=1");
        let page = stage.get_as(&device, &again).await.text();
        assert!(page.contains("Un message repart.") && !page.contains(why), "{page}");
        assert_eq!(notifications::take(db, node, 50, at).await.unwrap().len(), 1, "it leaves again");
    }
}

//! An official's key, the code that each device asks for, and the code before what is grave.

use crate::support::{Stage, location};
use chrono::Duration;
use domain::limits::Limited;
use http::{StatusCode, header};
use services::{
    accounts::{self, NewSession, proof::Nonce},
    db::Db,
    on_both_engines,
    testing::seal,
};

const PROOF: &str = "/mairie/preuve";
const KEY: &str = "/mairie/cle";

async fn newcomer(db: &Db, stage: &Stage) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::invite_official(
        &tx,
        stage.cast.town.id,
        "Noé Blanc".parse().unwrap(),
        stage.cast.at,
    )
    .await
    .unwrap();
    let device = accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
    tx.commit().await.unwrap();
    device
}

/// The code that the official's phone shows now.
fn code(stage: &Stage) -> String {
    let who = stage.cast.official.member();
    seal()
        .key(who, &stage.cast.official_nonce)
        .code(stage.house.clock.now())
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect(name);
    rest.split('"').next().unwrap().to_owned()
}

on_both_engines! {
    async fn an_official_who_has_not_proved_it_is_led_to_the_code_and_on(db: &Db) {
        let stage = Stage::on(db).await;
        let device = stage.unproven().await;
        stage.house.clock.set(stage.cast.at + Duration::minutes(2));
        let to = location(&stage.get_as(&device, "/mairie/tournee").await);
        assert_eq!(to, "/mairie/preuve?vers=%2Fmairie%2Ftournee");
        let page = stage.get_as(&device, &to).await;
        page.assert_status_ok();
        let page = page.text();
        assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("inputmode=\"numeric\""), "{page}");
        assert_eq!(hidden(&page, "vers"), "/mairie/tournee");
        // A form, or a file, answers as to nobody.
        stage.post_as(&device, "/mairie/ville", &[("what", "reopen")]).await.assert_status_unauthorized();
        stage.get_as(&device, "/mairie/chiffres/boutiques.csv").await.assert_status_unauthorized();
        let wrong = stage.post_as(&device, PROOF, &[("proof", "rien"), ("vers", "/mairie/tournee")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = wrong.text();
        assert!(wrong.contains("Ce code ne convient pas") && hidden(&wrong, "vers") == "/mairie/tournee", "{wrong}");
        let code = code(&stage);
        let through = stage.post_as(&device, PROOF, &[("proof", &code), ("vers", "/mairie/tournee")]).await;
        assert_eq!(location(&through), "/mairie/tournee");
        stage.get_as(&device, "/mairie/tournee").await.assert_status_ok();
        // The same code lets no second device in, nor does a way on lead elsewhere.
        let second = stage.unproven().await;
        stage.post_as(&second, PROOF, &[("proof", &code)]).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        stage.house.clock.set(stage.cast.at + Duration::minutes(3));
        let code = self::code(&stage);
        let through = stage.post_as(&second, PROOF, &[("proof", &code), ("vers", "https://evil.example/")]).await;
        assert_eq!(location(&through), "/mairie");
    }

    async fn nobody_else_proves_anything(db: &Db) {
        let stage = Stage::on(db).await;
        for page in [PROOF, KEY] {
            stage.get(page).await.assert_status_unauthorized();
            stage.get_as(&stage.cast.grocer_session, page).await.assert_status_unauthorized();
            stage.post(page, &[("proof", "000000"), ("nonce", "x")]).await.assert_status_unauthorized();
            let merchant = stage.post_as(&stage.cast.grocer_session, page, &[("proof", "000000"), ("nonce", "x")]).await;
            merchant.assert_status_unauthorized();
        }
    }

    async fn five_wrong_codes_are_enough_for_a_while(db: &Db) {
        let stage = Stage::on(db).await;
        let (one, other) = (stage.unproven().await, stage.unproven().await);
        stage.house.clock.set(stage.cast.at + Duration::minutes(2));
        let mut bodies = Vec::new();
        for _ in 0..Limited::Proof.allowance().most() {
            let wrong = stage.post_as(&one, PROOF, &[("proof", "rien")]).await;
            wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            bodies.push(wrong.text().len());
        }
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]), "{bodies:?}");
        // Also the right one, and on another device.
        let code = code(&stage);
        for device in [&one, &other] {
            let refused = stage.post_as(device, PROOF, &[("proof", &code)]).await;
            refused.assert_status(StatusCode::TOO_MANY_REQUESTS);
            assert!(refused.headers().contains_key(header::RETRY_AFTER));
        }
        stage.house.clock.set(stage.cast.at + Duration::minutes(6));
        let code = self::code(&stage);
        assert_eq!(location(&stage.post_as(&one, PROOF, &[("proof", &code)]).await), "/mairie");
        // A right one costs nothing.
        for minutes in 7..20 {
            stage.house.clock.set(stage.cast.at + Duration::minutes(minutes));
            let code = self::code(&stage);
            location(&stage.post_as(&one, PROOF, &[("proof", &code)]).await);
        }
    }

    async fn a_newcomer_sets_up_a_key_within_a_day(db: &Db) {
        let stage = Stage::on(db).await;
        let device = newcomer(db, &stage).await;
        let board = stage.get_as(&device, "/mairie").await;
        board.assert_status_ok();
        assert!(board.text().contains("Il vous manque une clé."));
        assert!(!stage.get_as(&stage.cast.official_session, "/mairie").await.text().contains("Il vous manque une clé."));
        stage.house.clock.set(stage.cast.at + Duration::days(1));
        assert_eq!(location(&stage.get_as(&device, "/mairie").await), KEY);
        assert_eq!(location(&stage.get_as(&device, PROOF).await), KEY);
        let page = stage.get_as(&device, KEY).await;
        page.assert_status_ok();
        assert_eq!(page.header(header::CACHE_CONTROL), "private, no-store");
        let page = page.text();
        let nonce = hidden(&page, "nonce");
        let who = accounts::signed_in(db.read(), &device.secret, stage.house.clock.now()).await.unwrap();
        let key = seal().key(who.member(), &Nonce::presented(&nonce));
        assert!(page.contains(&key.by_hand()) && page.contains("otpauth://totp/"), "{page}");
        let wrong = stage.post_as(&device, KEY, &[("nonce", &nonce), ("proof", "rien")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        // The key that was scanned stays the one to confirm.
        assert_eq!(hidden(&wrong.text(), "nonce"), nonce);
        let set = stage.post_as(&device, KEY, &[("nonce", &nonce), ("proof", &key.code(stage.house.clock.now()))]).await;
        set.assert_status_ok();
        let set = set.text();
        assert_eq!(set.matches("proof__kept").count(), 8, "{set}");
        stage.get_as(&device, "/mairie").await.assert_status_ok();
        let ledger = stage.get_as(&device, "/mairie/cahier").await.text();
        assert!(ledger.contains("Clé de la mairie mise en place."), "{ledger}");
        // One of the codes opens another device.
        let recovery = set.split("proof__kept\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let page = stage.get_as(&device, "/mairie/preuve?secours=1").await.text();
        assert!(page.contains("Dix lettres et chiffres"), "{page}");
        assert_eq!(location(&stage.post_as(&device, PROOF, &[("rescue", &recovery)]).await), "/mairie");
        let again = stage.post_as(&device, PROOF, &[("rescue", &recovery)]).await;
        again.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("il a déjà servi"));
        let ledger = stage.get_as(&device, "/mairie/cahier").await.text();
        assert!(ledger.contains("Un code de secours a servi."), "{ledger}");
    }

    async fn a_key_is_changed_only_after_a_code(db: &Db) {
        let stage = Stage::on(db).await;
        let device = stage.unproven().await;
        assert_eq!(location(&stage.get_as(&device, KEY).await), "/mairie/preuve?vers=%2Fmairie%2Fcle");
        let posted = stage.post_as(&device, KEY, &[("nonce", "x"), ("proof", "000000")]).await;
        assert_eq!(location(&posted), "/mairie/preuve?vers=%2Fmairie%2Fcle");
        let page = stage.get_as(&stage.cast.official_session, KEY).await.text();
        assert!(page.contains("Codes de secours encore bons\u{a0}: 8."), "{page}");
    }

    async fn what_is_grave_asks_for_a_code_and_keeps_what_was_typed(db: &Db) {
        let stage = Stage::on(db).await;
        let device = stage.unproven().await;
        stage.house.clock.set(stage.cast.at + Duration::minutes(2));
        let proof = code(&stage);
        location(&stage.post_as(&device, PROOF, &[("proof", &proof)]).await);
        stage.house.clock.set(stage.cast.at + Duration::minutes(20));
        // What is not grave goes on as before.
        location(&stage.post_as(&device, "/mairie/ville", &[("what", "announcement"), ("words", "Bonjour")]).await);
        let shop = stage.cast.grocer.id.to_string();
        let suspend = [
            ("shop", shop.as_str()),
            ("measure", "suspended"),
            ("rule", "terms"),
            ("why", "Clause \"cinq\""),
            ("facts", "Rien n’est remis."),
        ];
        for (address, form) in [
            ("/mairie/ville", &[("what", "close"), ("essential", "grocer")][..]),
            ("/mairie/appareils", &[("shop", shop.as_str())]),
            ("/mairie/decisions", &suspend),
        ] {
            let asked = stage.post_as(&device, address, form).await;
            asked.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            let asked = asked.text();
            assert!(asked.contains("Un code pour confirmer"), "{asked}");
            for (name, _) in form {
                assert!(asked.contains(&format!("name=\"{name}\"")), "{name} in {asked}");
            }
            let wrong = stage.post_as(&device, address, &[form, &[("proof", "rien")]].concat()).await;
            wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text().contains("Ce code ne convient pas"));
        }
        assert!(!stage.get("/dourdan").await.text().contains("fermés au public"));
        stage.get("/dourdan/la-pause").await.assert_status_ok();
        // With the code it is done, and for ten minutes nobody asks again.
        let proof = code(&stage);
        let done = stage.post_as(&device, "/mairie/decisions", &[&suspend[..], &[("proof", &proof)]].concat()).await;
        assert!(location(&done).starts_with("/mairie/decisions/"));
        stage.get("/dourdan/la-pause").await.assert_status_not_found();
        let closed = stage.post_as(&device, "/mairie/ville", &[("what", "close"), ("essential", "grocer")]).await;
        assert_eq!(location(&closed), "/mairie/ville?fait=ferme");
    }
}

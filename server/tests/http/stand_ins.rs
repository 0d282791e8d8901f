//! The town hall at a shop's counter: opened at the door, handed over by a square, given back.

use crate::support::{Stage, cookie, location};
use chrono::Duration;
use domain::{id::ShopId, shops::ShopKind};
use http::{StatusCode, header};
use services::{db::Db, on_both_engines, shops::NewShop};

const STALLS: &str = "/mairie/etals";
const COUNTER: &str = "/comptoir";

/// A shop that is only on the roster.
async fn lucette(db: &Db, stage: &Stage) -> ShopId {
    let tx = db.write().await.unwrap();
    let new = NewShop::named("Chez Lucette".parse().unwrap(), ShopKind::Grocer);
    let shop = services::shops::add(&tx, stage.cast.town.id, new, stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    shop.id
}

/// The official opens it, and stands at its counter.
async fn open(stage: &Stage, shop: ShopId, term: &str) {
    let shop = shop.to_string();
    let form = [
        ("act", "ouvrir"),
        ("shop", &shop),
        ("by", "Mme Martin"),
        ("term", term),
        ("heard", "yes"),
    ];
    assert_eq!(
        location(&stage.post_as(&stage.cast.official_session, STALLS, &form).await),
        COUNTER
    );
}

async fn act(stage: &Stage, act: &str, shop: ShopId) -> axum_test::TestResponse {
    let shop = shop.to_string();
    stage
        .post_as(
            &stage.cast.official_session,
            STALLS,
            &[("act", act), ("shop", &shop)],
        )
        .await
}

/// The link in a square's page.
async fn square(stage: &Stage, db: &Db, shop: ShopId) -> String {
    act(stage, "carre", shop).await.assert_status_ok();
    // The page holds the link in its picture only.
    let tx = db.write().await.unwrap();
    let secret = stage
        .cast
        .official
        .invite(&tx, shop, stage.house.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    format!("/invitation/{}", secret.reveal())
}

on_both_engines! {
    async fn a_stall_is_opened_at_the_door_and_sells_at_once(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shop = lucette(db, &stage).await;
        let tour = stage.get_as(me, "/mairie/tournee").await.text();
        assert!(tour.contains(&format!("{STALLS}?commerce={shop}")) && tour.contains("Ouvrir l’étal maintenant"), "{tour}");
        assert!(stage.get_as(me, "/mairie").await.text().contains(&format!("{STALLS}?commerce={shop}")));
        let page = stage.get_as(me, &format!("{STALLS}?commerce={shop}")).await.text();
        assert!(page.contains("Qui a dit oui\u{a0}?"), "{page}");
        open(&stage, shop, "visit").await;
        let counter = stage.get_as(me, COUNTER).await.text();
        assert!(counter.contains("Vous tenez le comptoir de Chez Lucette pour Mme Martin"), "{counter}");
        let listing = axum_test::multipart::MultipartForm::new()
            .add_text("price", "9,80")
            .add_text("name", "Miel")
            .add_text("shop", shop.to_string());
        let sold = stage.server.post(COUNTER).add_header(header::COOKIE, cookie(me)).multipart(listing).await;
        assert!(location(&sold).contains("vendu=1"));
        assert!(stage.get("/dourdan/chez-lucette").await.text().contains("Miel"));
        let ledger = stage.get_as(me, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Mme Martin a dit oui.") && ledger.contains("Camille Roux · mairie"), "{ledger}");
        // In turn: out, and in again.
        assert_eq!(location(&act(&stage, "sortir", shop).await), format!("{STALLS}?commerce={shop}"));
        stage.get_as(me, COUNTER).await.assert_status(StatusCode::UNAUTHORIZED);
        assert!(stage.get_as(me, STALLS).await.text().contains("Chez Lucette"));
        assert_eq!(location(&act(&stage, "entrer", shop).await), COUNTER);
        stage.get_as(me, COUNTER).await.assert_status_ok();
    }

    async fn without_a_yes_nothing_is_opened_and_what_was_typed_stays(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shop = lucette(db, &stage).await;
        let id = shop.to_string();
        let refused = stage.post_as(me, STALLS, &[("act", "ouvrir"), ("shop", &id), ("by", "Mme <Martin>"), ("term", "month")]).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains("Mme &lt;Martin&gt;") && page.contains("Cochez cette case une fois que"), "{page}");
        stage.post_as(me, STALLS, &[("act", "ouvrir"), ("shop", &id), ("heard", "yes")]).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        stage.get_as(me, COUNTER).await.assert_status(StatusCode::UNAUTHORIZED);
        stage.get("/dourdan/chez-lucette").await.assert_status(StatusCode::NOT_FOUND);
        // A shop that somebody owns is theirs to open.
        let owned = stage.cast.grocer.id.to_string();
        let form = [("act", "ouvrir"), ("shop", &*owned), ("by", "Moi"), ("heard", "yes")];
        assert_eq!(location(&stage.post_as(me, STALLS, &form).await), format!("{STALLS}?commerce={owned}"));
        assert!(stage.get_as(me, &format!("{STALLS}?commerce={owned}")).await.text().contains("Son commerçant le tient déjà"));
        stage.get_as(me, COUNTER).await.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn what_is_the_owners_alone_is_not_there(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shop = lucette(db, &stage).await;
        open(&stage, shop, "month").await;
        for page in ["/comptoir/mes-donnees", "/comptoir/mes-donnees.json", "/comptoir/appareil", "/comptoir/sonnette", "/comptoir/caisse"] {
            stage.get_as(me, page).await.assert_status(StatusCode::NOT_FOUND);
        }
        for (form, fields) in [
            ("/comptoir/mes-donnees", &[("leave", "yes")][..]),
            ("/comptoir/appareil", &[]),
            ("/comptoir/sonnette", &[("act", "entendue")]),
            ("/comptoir/sonnette", &[("contact", "a@b.example"), ("patience", "10")]),
            ("/comptoir/caisse", &[("address", "https://caisse.example/halle")]),
            ("/comptoir/caisse", &[("act", "essai")]),
        ] {
            stage.post_as(me, form, fields).await.assert_status(StatusCode::NOT_FOUND);
        }
        let page = stage.get_as(me, "/comptoir/boutique").await.text();
        assert!(!page.contains("/comptoir/mes-donnees") && !page.contains("/comptoir/appareil") && page.contains("/comptoir/identite"), "{page}");
        for page in ["/comptoir/etal", "/comptoir/commandes", "/comptoir/identite", "/comptoir/cahier", "/comptoir/affiches"] {
            stage.get_as(me, page).await.assert_status_ok();
        }
        // The official is still one.
        stage.get_as(me, "/mairie").await.assert_status_ok();
    }

    async fn the_merchant_takes_it_over_and_the_officials_open_page_says_so(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shop = lucette(db, &stage).await;
        open(&stage, shop, "visit").await;
        let link = square(&stage, db, shop).await;
        let invited = stage.get(&link).await.text();
        assert!(invited.contains("Chez Lucette"), "{invited}");
        let through = stage.post(&link, &[]).await;
        assert_eq!(location(&through), COUNTER);
        let phone = through.header(header::SET_COOKIE).to_str().unwrap().split(';').next().unwrap().to_owned();
        let theirs = stage.server.get("/comptoir/cahier").add_header(header::COOKIE, phone).await.text();
        assert!(theirs.contains("son commerçant l’a repris") && theirs.contains("Mme Martin a dit oui."), "{theirs}");
        for page in [COUNTER, "/comptoir/etal"] {
            let over = stage.get_as(me, page).await;
            over.assert_status(StatusCode::UNAUTHORIZED);
            assert!(over.text().contains("repris sur le téléphone de la boutique"), "{}", over.text());
        }
        let priced = stage.post_as(me, "/comptoir/boutique", &[("address", "3 rue Haute")]).await;
        priced.assert_status(StatusCode::UNAUTHORIZED);
        let page = stage.get_as(me, &format!("{STALLS}?commerce={shop}")).await.text();
        assert!(page.contains("Chez Lucette tient son étal") && page.contains("Porte suivante"), "{page}");
        stage.post_as(me, STALLS, &[("act", "entrer"), ("shop", &shop.to_string())]).await.assert_status(StatusCode::CONFLICT);
        stage.get(&link).await.assert_status(StatusCode::GONE);
    }

    async fn past_its_time_an_open_page_changes_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let shop = lucette(db, &stage).await;
        open(&stage, shop, "visit").await;
        stage.house.clock.set(stage.cast.at + Duration::hours(3));
        let late = stage.post_as(me, "/comptoir/boutique", &[("address", "3 rue Haute")]).await;
        late.assert_status(StatusCode::UNAUTHORIZED);
        assert!(late.text().contains("Le temps convenu est passé"), "{}", late.text());
        let shop_now = services::shops::by_id(db.read(), shop).await.unwrap();
        assert!(shop_now.address.is_empty());
        assert!(stage.get_as(me, STALLS).await.text().contains("temps passé"));
    }

    async fn a_page_of_one_counter_is_taken_for_no_other(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let lucette = lucette(db, &stage).await;
        let tx = db.write().await.unwrap();
        let new = NewShop::named("La mercerie".parse().unwrap(), ShopKind::Other);
        let mercerie = services::shops::add(&tx, stage.cast.town.id, new, stage.cast.at).await.unwrap().id;
        tx.commit().await.unwrap();
        open(&stage, lucette, "month").await;
        let page = stage.get_as(me, "/comptoir/identite").await.text();
        let form = format!("/comptoir/identite?pour={lucette}");
        assert!(page.contains(&form) && page.contains("Posez ces questions au commerçant"), "{page}");
        open(&stage, mercerie, "month").await;
        let trader = [("name", "Lucette Petit"), ("email", "lucette@example.fr"), ("number", "732 829 320"), ("certified", "yes")];
        let strange = stage.post_as(me, &form, &trader).await;
        strange.assert_status(StatusCode::UNAUTHORIZED);
        assert!(strange.text().contains("Vous êtes à un autre comptoir"), "{}", strange.text());
        let listing = axum_test::multipart::MultipartForm::new().add_text("price", "2").add_text("shop", lucette.to_string());
        let strange = stage.server.post(COUNTER).add_header(header::COOKIE, cookie(me)).multipart(listing).await;
        strange.assert_status(StatusCode::UNAUTHORIZED);
        for shop in [lucette, mercerie] {
            assert!(services::shops::trader(db.read(), shop).await.unwrap().is_none());
        }
        // Back at the first one, it is taken, and the meter at the door rises.
        act(&stage, "entrer", lucette).await;
        location(&stage.post_as(me, &form, &trader).await);
        let door = stage.get_as(me, &format!("{STALLS}?commerce={lucette}")).await.text();
        assert!(door.contains("Qui vend\u{a0}: 4 sur 6") && door.contains("l’adresse de la boutique, son téléphone"), "{door}");
        assert!(stage.get_as(me, "/mairie/tournee").await.text().contains("Qui vend\u{a0}: 4 sur 6"));
    }

    async fn given_back_it_leaves_the_market(db: &Db) {
        let stage = Stage::on(db).await;
        let shop = lucette(db, &stage).await;
        open(&stage, shop, "month").await;
        stage.get("/dourdan/chez-lucette").await.assert_status_ok();
        assert_eq!(location(&act(&stage, "rendre", shop).await), format!("{STALLS}?commerce={shop}"));
        stage.get("/dourdan/chez-lucette").await.assert_status(StatusCode::NOT_FOUND);
        let there = &stage.cast.official_session;
        assert!(stage.get_as(there, STALLS).await.text().contains("ne tient aucun étal"));
        assert!(stage.get_as(there, "/mairie/cahier").await.text().contains("La mairie a rendu l’étal."));
        // A shop of nobody, or no shop at all.
        let nobody = ShopId(services::secret::id());
        for what in ["ouvrir", "rendre", "carre", "entrer"] {
            let answer = stage.post_as(there, STALLS, &[("act", what), ("shop", &nobody.to_string()), ("by", "x"), ("heard", "yes")]).await;
            answer.assert_status(StatusCode::NOT_FOUND);
        }
        assert_eq!(location(&stage.post_as(there, STALLS, &[("act", "ouvrir"), ("shop", "x")]).await), STALLS);
        stage.get_as(there, &format!("{STALLS}?commerce=x")).await.assert_status(StatusCode::NOT_FOUND);
    }
}

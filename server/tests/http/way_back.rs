//! The way back in by e-mail: an address on the page of one's devices, a letter, and a link that lets in once.

use crate::support::{Stage, cookie, location};
use axum_test::TestResponse;
use chrono::Duration;
use domain::notifications::AccessNews;
use http::{StatusCode, header};
use sea_orm::{EntityTrait, QueryOrder};
use services::{
    accounts::{
        self,
        entity::{access_letter, session},
        way_back,
    },
    db::Db,
    on_both_engines,
    secret::Secret,
    testing::seal,
};

const DEVICE: &str = "/comptoir/appareil";
const HALL: &str = "/mairie/appareils";
const ASK: &str = "/entrer/lettre";
const LEA: &str = "lea@commerce.example";
const CAMILLE: &str = "camille@mairie.example";

/// The link in the letter that was written last.
async fn link(db: &Db, what: AccessNews) -> String {
    let rows = access_letter::Entity::find()
        .order_by_desc(access_letter::Column::Id)
        .all(db.read())
        .await
        .unwrap();
    let row = rows.iter().find(|row| row.what == what).expect("a letter");
    format!("{ASK}/{}", seal().letter(row.id).reveal())
}

/// The grocer's address is known.
async fn confirmed(db: &Db, stage: &Stage) {
    let form = [("act", "adresse"), ("address", LEA)];
    location(&stage.post_as(&stage.cast.grocer_session, DEVICE, &form).await);
    location(&stage.post(&link(db, AccessNews::Confirm).await, &[]).await);
}

/// A fresh link that lets the grocer in.
async fn asked(db: &Db, stage: &Stage) -> String {
    location(&stage.post(ASK, &[("address", LEA)]).await);
    link(db, AccessNews::Enter).await
}

fn device(through: &TestResponse) -> String {
    let set = through.header(header::SET_COOKIE);
    set.to_str().unwrap().split(';').next().unwrap().to_owned()
}

async fn sessions(db: &Db) -> Vec<session::Model> {
    session::Entity::find().all(db.read()).await.unwrap()
}

on_both_engines! {
    async fn a_merchant_confirms_an_address_and_comes_back_by_a_letter(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let wrong = stage.post_as(me, DEVICE, &[("act", "adresse"), ("address", "lea<at>commerce")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"lea&lt;at&gt;commerce\""), "{}", wrong.text());
        let taken = stage.post_as(me, DEVICE, &[("act", "adresse"), ("address", LEA)]).await;
        assert_eq!(location(&taken), DEVICE);
        let page = stage.get_as(me, DEVICE).await.text();
        assert!(page.contains("Un e-mail est parti à lea@commerce.example."), "{page}");
        let confirms = link(db, AccessNews::Confirm).await;
        // A mail program that opens links confirms nothing.
        for _ in 0..2 {
            let shown = stage.get(&confirms).await;
            shown.assert_status_ok();
            assert!(shown.text().contains(LEA) && shown.text().contains("La pause"));
            assert!(shown.header(header::CACHE_CONTROL).to_str().unwrap().contains("private"));
        }
        assert_eq!(location(&stage.post(&confirms, &[]).await), "/entrer/lettre?note=confirmee");
        assert!(stage.get("/entrer/lettre?note=confirmee").await.text().contains("C’est confirmé."));
        stage.get(&confirms).await.assert_status(StatusCode::GONE);
        let page = stage.get_as(me, DEVICE).await.text();
        assert!(page.contains("Un e-mail à lea@commerce.example vous fait rentrer."), "{page}");
        // Nobody else's page has it.
        assert!(!stage.get_as(&stage.cast.toys_session, DEVICE).await.text().contains(LEA));

        let enters = asked(db, &stage).await;
        let shown = stage.get(&enters).await.text();
        let who = stage.cast.grocer_merchant.member().to_string();
        assert!(shown.contains("La pause") && shown.contains(&format!("name=\"who\" value=\"{who}\"")), "{shown}");
        let through = stage.post(&enters, &[("who", &who)]).await;
        assert_eq!(location(&through), "/comptoir");
        let cookie = through.header(header::SET_COOKIE).to_str().unwrap().to_owned();
        for word in ["__Host-halle=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        let phone = device(&through);
        let counter = stage.server.get("/comptoir/etal").add_header(header::COOKIE, phone.clone()).await;
        assert!(counter.text().contains("La pause"));
        // Out is out, on the server too.
        location(&stage.server.post("/sortie").add_header(header::COOKIE, phone.clone()).await);
        stage.server.get("/comptoir/etal").add_header(header::COOKIE, phone).await.assert_status_unauthorized();

        let gone = stage.post_as(me, DEVICE, &[("act", "sans-adresse")]).await;
        let page = stage.get_as(me, &location(&gone)).await.text();
        assert!(page.contains("C’est retiré.") && !page.contains(LEA), "{page}");
        let ledger = stage.get_as(me, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Adresse e-mail confirmée") && ledger.contains("Adresse e-mail pour rentrer retirée.") && !ledger.contains(LEA), "{ledger}");
    }

    async fn a_known_address_and_an_unknown_one_are_answered_alike(db: &Db) {
        let stage = Stage::on(db).await;
        confirmed(db, &stage).await;
        let answer = async |address: &str| {
            let answer = stage.post(ASK, &[("address", address)]).await;
            let headers: Vec<_> = answer.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            (answer.status_code(), headers, answer.as_bytes().to_vec())
        };
        assert_eq!(answer(LEA).await, answer("nobody@commerce.example").await);
        let page = stage.get("/entrer/lettre?note=demandee").await;
        page.assert_status_ok();
        assert!(page.text().contains("Si cette adresse est confirmée chez nous"));
        let wrong = stage.post(ASK, &[("address", "lea")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"lea\""));
    }

    async fn what_the_browser_had_ends_at_the_same_moment(db: &Db) {
        let stage = Stage::on(db).await;
        confirmed(db, &stage).await;
        let enters = asked(db, &stage).await;
        let before = sessions(db).await;
        let who = stage.cast.grocer_merchant.member().to_string();
        let through = stage.post_as(&stage.cast.grocer_session, &enters, &[("who", &who)]).await;
        let phone = device(&through);
        assert_ne!(phone, cookie(&stage.cast.grocer_session));
        let after = sessions(db).await;
        assert_eq!(before.len(), after.len());
        assert_eq!(after.iter().filter(|row| before.iter().all(|old| old.id != row.id)).count(), 1);
        stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.assert_status_unauthorized();
        // The same by an invitation, and by the square of another phone.
        let tx = db.write().await.unwrap();
        let square = accounts::another_device(&tx, &stage.cast.toys_merchant.in_person().unwrap(), stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let address = format!("/invitation/{}", square.reveal());
        let through = stage.server.post(&address).add_header(header::COOKIE, phone.clone()).await;
        assert_eq!(location(&through), "/comptoir");
        stage.server.get("/comptoir/etal").add_header(header::COOKIE, phone).await.assert_status_unauthorized();
        stage.get_as(&stage.cast.toys_session, "/comptoir/etal").await.assert_status_ok();
        let there = stage.server.get("/comptoir/etal").add_header(header::COOKIE, device(&through)).await;
        assert!(there.text().contains("Le cheval de bois"));
    }

    async fn a_link_opens_nothing_twice_nor_late_nor_for_others_nor_from_elsewhere(db: &Db) {
        let stage = Stage::on(db).await;
        confirmed(db, &stage).await;
        let enters = asked(db, &stage).await;
        let who = stage.cast.grocer_merchant.member().to_string();
        let toys = stage.cast.toys_merchant.member().to_string();
        let through = async |form: &[(&str, &str)]| stage.post(&enters, form).await;
        // As somebody else, as nobody, and from another site.
        for form in [&[("who", toys.as_str())][..], &[]] {
            let refused = through(form).await;
            refused.assert_status_not_found();
            assert!(refused.maybe_header(header::SET_COOKIE).is_none());
        }
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example"), ("origin", "null")] {
            for (address, form) in [(enters.as_str(), [("who", who.as_str())]), (ASK, [("address", LEA)])] {
                let sent = stage.server.post(address).add_header(name, value).form(&form[..]).await;
                sent.assert_status(StatusCode::FORBIDDEN);
            }
        }
        let before = sessions(db).await.len();
        let form = [("who", who.as_str())];
        let (one, other) = tokio::join!(through(&form), through(&form));
        let mut places = [location(&one), location(&other)];
        places.sort();
        assert_eq!(places, ["/comptoir".to_owned(), enters.clone()]);
        assert_eq!(sessions(db).await.len(), before + 1);
        let used = stage.get(&enters).await;
        used.assert_status(StatusCode::GONE);
        assert!(used.text().contains("Ce lien a déjà servi") && used.text().contains("href=\"/entrer/lettre\""));
        let late = asked(db, &stage).await;
        stage.house.clock.set(stage.cast.at + way_back::ENTERS_WITHIN);
        let over = stage.get(&late).await;
        over.assert_status(StatusCode::GONE);
        assert!(over.text().contains("Ce lien n’est plus valable"));
        assert_eq!(location(&stage.post(&late, &[("who", &who)]).await), late);
        let nobodys = format!("{ASK}/{}", Secret::generate().reveal());
        for answer in [stage.get(&nobodys).await, stage.post(&nobodys, &[("who", &who)]).await] {
            answer.assert_status_not_found();
            assert!(answer.text().contains("Ce lien n’est plus valable"));
        }
        assert_eq!(sessions(db).await.len(), before + 1);
    }

    async fn an_official_confirms_by_a_code_and_proves_it_again_after_a_letter(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let form = [("act", "adresse"), ("address", CAMILLE)];
        stage.post(HALL, &form).await.assert_status_unauthorized();
        // Proved a while ago is not enough, and what was typed is kept.
        stage.house.clock.set(stage.cast.at + Duration::minutes(20));
        let asks = stage.server.post(HALL).add_header(header::COOKIE, cookie(me)).form(&form[..]).await;
        asks.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asks.text().contains("Un code pour confirmer") && asks.text().contains(CAMILLE));
        assert_eq!(location(&stage.post_as(me, HALL, &form).await), HALL);
        assert!(stage.get_as(me, HALL).await.text().contains("Un e-mail est parti à camille@mairie.example."));
        location(&stage.post(&link(db, AccessNews::Confirm).await, &[]).await);
        location(&stage.post(ASK, &[("address", CAMILLE)]).await);
        let enters = link(db, AccessNews::Enter).await;
        assert!(stage.get(&enters).await.text().contains("la mairie de Dourdan"));
        let who = stage.cast.official.member().to_string();
        let through = stage.post(&enters, &[("who", &who)]).await;
        assert_eq!(location(&through), "/mairie");
        let board = stage.server.get("/mairie").add_header(header::COOKIE, device(&through)).await;
        assert_eq!(location(&board), "/mairie/preuve?vers=%2Fmairie");
    }

    async fn a_newcomer_at_the_town_hall_needs_a_key_first(db: &Db) {
        let stage = Stage::on(db).await;
        let tx = db.write().await.unwrap();
        let link = accounts::invite_official(&tx, stage.cast.town.id, "Noé Blanc".parse().unwrap(), stage.cast.at).await.unwrap();
        let noe = accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let page = stage.get_as(&noe, HALL).await.text();
        assert!(page.contains("Il vous faut d’abord votre clé.") && !page.contains("name=\"address\""), "{page}");
        let posted = stage.post_as(&noe, HALL, &[("act", "adresse"), ("address", CAMILLE)]).await;
        assert_eq!(location(&posted), "/mairie/cle");
        assert!(access_letter::Entity::find().all(db.read()).await.unwrap().is_empty());
    }

    async fn whoever_is_no_longer_signed_in_is_shown_the_way_back(db: &Db) {
        let stage = Stage::on(db).await;
        for page in ["/comptoir", "/mairie", "/comptoir/commandes"] {
            let answer = stage.get(page).await;
            answer.assert_status_unauthorized();
            assert!(answer.text().contains("href=\"/entrer/lettre\""), "{page}");
        }
        stage.get(ASK).await.assert_status_ok();
    }
}

//! A person's devices, the way back in, and what the ledger's pages say of it all.

use crate::support::{Stage, cookie, location};
use domain::catalogue::Stock;
use http::{StatusCode, header};
use services::{
    accounts::{self, NewSession},
    db::Db,
    on_both_engines,
};

const DEVICE: &str = "/comptoir/appareil";
const HALL: &str = "/mairie/appareils";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";

/// A link from the page that shows its square: an English page names the link only in the picture, so it is asked for.
async fn second_phone(stage: &Stage, db: &Db) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::another_device(
        &tx,
        &stage.cast.grocer_merchant.in_person().unwrap(),
        stage.cast.at,
    )
    .await
    .unwrap();
    let phone = accounts::accept(&tx, &link, IPHONE, stage.cast.at).await.unwrap();
    tx.commit().await.unwrap();
    phone
}

async fn id_of(db: &Db, device: &NewSession, stage: &Stage) -> String {
    let who = accounts::signed_in(db.read(), &device.secret, stage.cast.at)
        .await
        .unwrap();
    who.session().to_string()
}

on_both_engines! {
    async fn a_lost_phone_is_closed_from_another(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let phone = second_phone(&stage, db).await;
        let page = stage.get_as(grocer, DEVICE).await.text();
        assert!(page.contains("iPhone, Safari") && page.contains("cet appareil"), "{page}");
        let lost = id_of(db, &phone, &stage).await;
        // Not by a neighbour, who is told of no such device.
        stage.post_as(&stage.cast.toys_session, DEVICE, &[("device", &lost)]).await.assert_status(StatusCode::NOT_FOUND);
        stage.get_as(&phone, "/comptoir/etal").await.assert_status_ok();
        assert_eq!(location(&stage.post_as(grocer, DEVICE, &[("device", &lost)]).await), "/comptoir/appareil?ferme=1");
        stage.get_as(&phone, "/comptoir/etal").await.assert_status(StatusCode::UNAUTHORIZED);
        stage.get_as(grocer, "/comptoir/etal").await.assert_status_ok();
        let page = stage.get_as(grocer, "/comptoir/appareil?ferme=1").await.text();
        assert!(page.contains("C’est fermé.") && !page.contains("iPhone"), "{page}");
        stage.post_as(grocer, DEVICE, &[("device", &lost)]).await.assert_status(StatusCode::NOT_FOUND);
        stage.post_as(grocer, DEVICE, &[("device", "x")]).await.assert_status(StatusCode::NOT_FOUND);
        let ledger = stage.get_as(grocer, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Appareil fermé à distance\u{a0}: iPhone, Safari."), "{ledger}");
    }

    async fn a_merchant_without_a_phone_is_let_back_in_and_the_others_are_told(db: &Db) {
        let stage = Stage::on(db).await;
        let (official, shop) = (&stage.cast.official_session, stage.cast.grocer.id.to_string());
        assert!(stage.get_as(official, HALL).await.text().contains("La pause"));
        let page = stage.post_as(official, HALL, &[("shop", &shop)]).await;
        page.assert_status_ok();
        assert!(page.text().contains("Rouvrir La pause") && page.text().contains("<svg"), "{}", page.text());
        let told = "La mairie a fait un code pour entrer dans votre boutique";
        assert!(stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.text().contains(told));
        assert!(!stage.get_as(&stage.cast.toys_session, "/comptoir/etal").await.text().contains(told));
        for (who, address) in [(&stage.cast.grocer_session, "/comptoir/cahier"), (official, "/mairie/cahier")] {
            let ledger = stage.get_as(who, address).await.text();
            assert!(ledger.contains("Code fait par la mairie pour rouvrir la boutique.") && ledger.contains("Camille Roux"), "{ledger}");
        }
        stage.house.clock.set(stage.cast.at + chrono::Duration::days(4));
        assert!(!stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.text().contains(told));
        // A shop that nobody claimed has an invitation, and no way back.
        let tx = db.write().await.unwrap();
        let new = services::shops::NewShop::named("Fleurs".parse().unwrap(), domain::shops::ShopKind::Florist);
        let new = services::shops::add(&tx, stage.cast.town.id, new, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        stage.post_as(official, HALL, &[("shop", &new.id.to_string())]).await.assert_status(StatusCode::NOT_FOUND);
        assert_eq!(location(&stage.post_as(official, HALL, &[("shop", "x")]).await), HALL);
    }

    async fn the_link_back_in_signs_in_the_owner_once(db: &Db) {
        let stage = Stage::on(db).await;
        let tx = db.write().await.unwrap();
        let link = stage.cast.official_just_proved.let_back_in(&tx, stage.cast.grocer.id, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let link = format!("/invitation/{}", link.reveal());
        let through = stage.post(&link, &[]).await;
        assert_eq!(location(&through), "/comptoir");
        let device = through.header(header::SET_COOKIE).to_str().unwrap().split(';').next().unwrap().to_owned();
        assert_ne!(device, cookie(&stage.cast.grocer_session));
        let counter = stage.server.get("/comptoir/etal").add_header(header::COOKIE, device).await;
        assert!(counter.text().contains("La pause"));
        assert_eq!(location(&stage.post(&link, &[]).await), link);
        stage.get(&link).await.assert_status(StatusCode::GONE);
    }

    async fn a_product_has_its_own_page_of_the_ledger(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await.to_string();
        stage.cast.product(db, &stage.cast.grocer_merchant, "Pain", "3,20", Stock::Plenty).await;
        location(&stage.post_as(grocer, "/comptoir/etal", &[("product", &honey), ("wish", "price"), ("typed", "10,50")]).await);
        location(&stage.post_as(grocer, "/comptoir/etal", &[("product", &honey), ("wish", "name"), ("typed", "<b>Miel</b>")]).await);
        let page = stage.get_as(grocer, &format!("/comptoir/cahier?article={honey}")).await.text();
        assert!(page.contains("Le prix passe de 9,80\u{202f}€ à 10,50\u{202f}€."), "{page}");
        assert!(!page.contains("<b>Miel") && !page.contains("Pain"), "{page}");
        let whole = stage.get_as(grocer, "/comptoir/cahier").await.text();
        assert!(whole.contains("Pain") && whole.contains("Le commerce a son commerçant."), "{whole}");
        let stranger = stage.get_as(&stage.cast.toys_session, &format!("/comptoir/cahier?article={honey}")).await;
        stranger.assert_status(StatusCode::NOT_FOUND);
        stage.get_as(grocer, "/comptoir/cahier?article=x").await.assert_status(StatusCode::NOT_FOUND);
    }
}

use crate::support::{Stage, location};
use domain::shops::ShopKind;
use http::{StatusCode, header};
use services::{
    accounts,
    db::Db,
    on_both_engines,
    shops::{self, NewShop},
};

/// A link to a shop that nobody has claimed.
async fn link(stage: &Stage, db: &Db) -> String {
    let tx = db.write().await.unwrap();
    let shop = NewShop::named("Brasserie du Pont".parse().unwrap(), ShopKind::Brewery);
    let shop = shops::add(&tx, stage.cast.town.id, shop, stage.cast.at)
        .await
        .unwrap();
    let secret = accounts::invite_merchant(&tx, shop.id, stage.cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    format!("/invitation/{}", secret.reveal())
}

on_both_engines! {
    async fn a_link_opens_the_counter_once(db: &Db) {
        let stage = Stage::on(db).await;
        let link = link(&stage, db).await;
        assert!(stage.get(&link).await.text().contains("Brasserie du Pont"));
        // A mail program that opens links takes nothing away.
        stage.get(&link).await.assert_status_ok();
        let through = stage.post(&link, &[]).await;
        assert_eq!(location(&through), "/comptoir");
        let cookie = through.header(header::SET_COOKIE).to_str().unwrap().to_owned();
        for word in ["__Host-halle=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        let device = cookie.split(';').next().unwrap();
        let counter = stage.server.get("/comptoir").add_header(header::COOKIE, device).await;
        counter.assert_status_ok();
        assert!(counter.text().contains("Brasserie du Pont"));

        assert_eq!(location(&stage.post(&link, &[]).await), link);
        let used = stage.get(&link).await;
        used.assert_status(StatusCode::GONE);
    }

    async fn a_second_link_to_a_claimed_shop_opens_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        let first = link(&stage, db).await;
        let tx = db.write().await.unwrap();
        let name = "Brasserie du Pont".parse().unwrap();
        let shop = shops::unclaimed_by_name(&tx, stage.cast.town.id, &name).await.unwrap().unwrap();
        let second = accounts::invite_merchant(&tx, shop.id, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        location(&stage.post(&first, &[]).await);
        let second = format!("/invitation/{}", second.reveal());
        stage.get(&second).await.assert_status(StatusCode::GONE);
        assert_eq!(location(&stage.post(&second, &[]).await), second);
    }

    async fn hours_that_the_form_cannot_say_stay_when_nobody_touched_them(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let page = stage.get_as(me, "/comptoir/boutique").await.text();
        assert!(page.contains("name=\"day-1-0-from\""), "{page}");
        let mut form = vec![("phone".to_owned(), "06 12 34 56 78".to_owned())];
        for day in 1..6 {
            for (at, from, to) in [(0, "09:00", "12:30"), (1, "14:30", "19:00")] {
                form.push((format!("day-{day}-{at}-from"), from.to_owned()));
                form.push((format!("day-{day}-{at}-to"), to.to_owned()));
            }
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        location(&stage.post_as(me, "/comptoir/boutique", &form).await);
        let shop = shops::by_id(db.read(), stage.cast.grocer.id).await.unwrap();
        assert_eq!(shop.hours, stage.cast.grocer.hours);
        assert_eq!(shop.phone.unwrap().as_str(), "06 12 34 56 78");
    }

    async fn a_link_that_waited_too_long_says_whom_to_ask(db: &Db) {
        let stage = Stage::on(db).await;
        let link = link(&stage, db).await;
        stage.house.clock.set(stage.cast.at + chrono::Duration::days(31));
        let page = stage.get(&link).await;
        page.assert_status(StatusCode::GONE);
        assert!(page.text().contains("mairie"));
    }

    async fn a_link_that_nobody_made_is_not_found(db: &Db) {
        let stage = Stage::on(db).await;
        stage.get("/invitation/nobody").await.assert_status(StatusCode::NOT_FOUND);
        stage.post("/invitation/nobody", &[]).await.assert_status(StatusCode::NOT_FOUND);
    }

    async fn a_second_phone_is_let_in_once(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.post_as(&stage.cast.grocer_session, "/comptoir/appareil", &[]).await;
        page.assert_status_ok();
        assert!(page.text().contains("<svg"));
    }

    async fn who_leaves_is_out_on_the_server_too(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        stage.get_as(me, "/comptoir/etal").await.assert_status_ok();
        assert_eq!(location(&stage.post_as(me, "/sortie", &[]).await), "/");
        stage.get_as(me, "/comptoir/etal").await.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn a_merchant_says_when_the_door_is_open(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.grocer_session;
        let wrong = stage.post_as(me, "/comptoir/boutique", &[("day-1-0-from", "9h"), ("phone", "01 99 00 00 12")]).await;
        wrong.assert_status_unprocessable_entity();
        assert!(wrong.text().contains("value=\"9h\""));
        location(&stage.post_as(me, "/comptoir/boutique", &[("day-1-0-from", "9h"), ("day-1-0-to", "1830"), ("holidays", "off")]).await);
        let shop = shops::by_id(db.read(), stage.cast.grocer.id).await.unwrap();
        assert_eq!(shop.hours, "Tu 09:00-18:30; PH off");
    }

    async fn the_town_hall_adds_a_shop_and_hands_out_its_link(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let nameless = stage.post_as(me, "/mairie", &[("name", " "), ("kind", "toys")]).await;
        nameless.assert_status_unprocessable_entity();
        location(&stage.post_as(me, "/mairie", &[("name", "Le Moulin"), ("kind", "bakery")]).await);
        let shop = shops::unclaimed_by_name(db.read(), stage.cast.town.id, &"Le Moulin".parse().unwrap()).await.unwrap();
        let invited = stage.post_as(me, "/mairie", &[("shop", &shop.unwrap().id.to_string())]).await;
        invited.assert_status_ok();
        assert!(invited.text().contains("https://halle.example/invitation/"));
    }
}

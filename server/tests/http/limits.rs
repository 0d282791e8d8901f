//! Who asks for too much is told when to come again; a town behind one address is not locked out.

use crate::{
    reserving::form,
    support::{Stage, cookie, location},
};
use axum::body::{Body, to_bytes};
use chrono::Duration;
use domain::{catalogue::Stock, limits::Limited, orders::PartState};
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use sea_orm::EntityTrait;
use server::{limits::Peer, pages::Server, router::router};
use services::{accounts, on_both_engines, tries::entity::tried};
use tokio::sync::watch;
use tower::ServiceExt;

const HOME: &str = "203.0.113.7";
const ELSEWHERE: &str = "198.51.100.9";

/// Asks from an address.
pub async fn from(
    router: &axum::Router,
    peer: &str,
    (method, address): (Method, &str),
    headers: &[(&'static str, &str)],
    body: String,
) -> Response<Body> {
    let mut asked = Request::builder()
        .method(method)
        .uri(address)
        .extension(Peer(peer.parse().unwrap()))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        asked = asked.header(*name, *value);
    }
    router
        .clone()
        .oneshot(asked.body(Body::from(body)).unwrap())
        .await
        .unwrap()
}

async fn get(stage: &Stage, peer: &str, address: &str) -> Response<Body> {
    from(&stage.router, peer, (Method::GET, address), &[], String::new()).await
}

async fn text(answer: Response<Body>) -> String {
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn waits(headers: &HeaderMap) -> u64 {
    headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap()
}

fn encoded(form: &[(String, String)]) -> String {
    serde_urlencoded::to_string(form).unwrap()
}

on_both_engines! {
    async fn whoever_tries_links_is_stopped_and_their_neighbours_are_not(db: &Db) {
        let stage = Stage::on(db).await;
        for at in 0..Limited::Link.allowance().most() {
            let answer = get(&stage, HOME, &format!("/invitation/guess-{at}")).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        }
        // Of whichever kind the link is.
        assert_eq!(get(&stage, HOME, "/entrer/lettre/one-more").await.status(), StatusCode::TOO_MANY_REQUESTS);
        for method in [Method::GET, Method::POST] {
            let stopped = from(&stage.router, HOME, (method, "/invitation/one-more"), &[], String::new()).await;
            assert_eq!(stopped.status(), StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(waits(stopped.headers()), 45);
            let page = text(stopped).await;
            assert!(page.contains("Beaucoup de demandes à la fois") && page.contains("réessayer dans une minute"), "{page}");
        }
        let english = from(&stage.router, HOME, (Method::GET, "/invitation/one-more"), &[("accept-language", "en")], String::new()).await;
        assert!(text(english).await.contains("You can try again in a minute."));
        // The market is open to them, and the door to everybody else.
        assert_eq!(get(&stage, HOME, "/dourdan").await.status(), StatusCode::OK);
        assert_eq!(get(&stage, ELSEWHERE, "/invitation/guess").await.status(), StatusCode::NOT_FOUND);
        // Of addresses nothing is kept but a hash.
        let kept = tried::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().all(|row| row.who.len() == 64 && !row.who.contains(HOME)));
        stage.house.clock.set(stage.cast.at + Duration::seconds(45));
        assert_eq!(get(&stage, HOME, "/invitation/one-more").await.status(), StatusCode::NOT_FOUND);
    }

    async fn a_second_server_is_no_second_chance(db: &Db) {
        let stage = Stage::on(db).await;
        let (_running, stopping) = watch::channel(());
        let other = router(Server::new(stage.house.clone(), stopping));
        for at in 0..Limited::OrderKey.allowance().most() {
            let door = if at % 2 == 0 { &stage.router } else { &other };
            let answer = from(door, HOME, (Method::GET, "/commande/guess"), &[], String::new()).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        }
        for door in [&stage.router, &other] {
            let answer = from(door, HOME, (Method::GET, "/commande/guess/donnees.json"), &[], String::new()).await;
            assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        }
        // A file of five segments is no page; it says the same.
        let file = format!("/commande/guess/retractation/{}/accuse.txt", uuid::Uuid::nil());
        let answer = get(&stage, HOME, &file).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(text(answer).await.contains("Beaucoup de demandes"));
        assert_eq!(get(&stage, HOME, "/api/commande/guess/evenements").await.status(), StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_whole_town_looks_at_its_orders_through_one_address(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let page = location(&stage.server.post("/dourdan/panier").form(&form(&stage, "a", honey, 1)).await);
        for _ in 0..2 * Limited::OrderKey.allowance().most() {
            assert_eq!(get(&stage, HOME, &page).await.status(), StatusCode::OK);
        }
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &stage.cast.grocer_merchant.in_person().unwrap(), stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 * Limited::Link.allowance().most() {
            assert_eq!(get(&stage, HOME, &format!("/invitation/{}", link.reveal())).await.status(), StatusCode::OK);
        }
    }

    async fn an_order_too_many_is_not_sent_and_nothing_typed_is_lost(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let order = (Method::POST, "/dourdan/panier");
        let send = |peer: &'static str, form: String| from(&stage.router, peer, order.clone(), &[("accept-language", "fr")], form);
        let mut wrong = form(&stage, "wrong", honey, 1);
        wrong[3].1 = "12".into();
        for _ in 0..Limited::Order.allowance().most() {
            assert_eq!(send(HOME, encoded(&wrong)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let good = encoded(&form(&stage, "good", honey, 1));
        let stopped = send(HOME, good.clone()).await;
        assert_eq!(stopped.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits(stopped.headers()), 5);
        let page = text(stopped).await;
        assert!(page.contains("pas encore envoyée") && page.contains("value=\"Jeanne Martin\"") && page.contains("value=\"good\""), "{page}");
        let inbox = || services::orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at);
        assert_eq!(inbox().await.unwrap().len(), 0);
        // The same form a little later, or from next door.
        assert_eq!(send(ELSEWHERE, encoded(&wrong)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        stage.house.clock.set(stage.cast.at + Duration::seconds(5));
        assert_eq!(send(HOME, good).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(inbox().await.unwrap().len(), 1);
    }

    async fn only_a_trusted_proxy_speaks_for_others(db: &Db) {
        let stage = Stage::on(db).await;
        let (_running, stopping) = watch::channel(());
        let server = Server::new(stage.house.clone(), stopping).trusting("10.0.0.1".parse().unwrap());
        let door = router(server);
        let guess = async |peer: &str, said: &str| {
            let said = [("x-forwarded-for", said)];
            from(&door, peer, (Method::GET, "/invitation/guess"), &said, String::new()).await.status()
        };
        for at in 0..Limited::Link.allowance().most() {
            // Whatever stands further left was said by the stranger.
            assert_eq!(guess("10.0.0.1", &format!("192.0.2.{at}, {HOME}")).await, StatusCode::NOT_FOUND);
        }
        assert_eq!(guess("10.0.0.1", &format!("192.0.2.200, {HOME}")).await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(guess("10.0.0.1", ELSEWHERE).await, StatusCode::NOT_FOUND);
        // The stranger itself, without the proxy, is who it is.
        assert_eq!(guess(HOME, ELSEWHERE).await, StatusCode::TOO_MANY_REQUESTS);
        // A proxy that nobody named would be a whole town.
        for _ in 0..2 * Limited::Link.allowance().most() {
            assert_eq!(guess("10.0.0.2", ELSEWHERE).await, StatusCode::NOT_FOUND);
        }
    }

    async fn wrong_codes_run_out_and_right_ones_do_not(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let page = location(&stage.server.post("/dourdan/panier").form(&form(&stage, "a", honey, 1)).await);
        let (_, order) = services::orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
        let part = order.parts[0].id.to_string();
        let hand_over = |code: &str| {
            let form = [("part", part.as_str()), ("act", "remettre"), ("code", code)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            stage.server.post("/comptoir/commandes").add_header(header::COOKIE, cookie(&stage.cast.grocer_session)).form(&form)
        };
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &[("part", &part), ("act", "pret")]).await);
        let most = Limited::Code.allowance().most();
        for _ in 0..most / 2 {
            hand_over("00000").await.assert_status(StatusCode::CONFLICT);
            // At the page that a scan opens too.
            stage.get_as(&stage.cast.grocer_session, "/comptoir/remise/00000").await.assert_status_ok();
        }
        let stopped = hand_over(order.code.as_str()).await;
        stopped.assert_status(StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits(stopped.headers()), 30);
        assert!(stopped.text().contains("Trop de codes faux"));
        stage.get_as(&stage.cast.grocer_session, "/comptoir/remise/00000").await.assert_status(StatusCode::TOO_MANY_REQUESTS);
        // The shop next door hands over as before.
        stage.get_as(&stage.cast.toys_session, "/comptoir/remise/00000").await.assert_status_ok();
        stage.house.clock.set(stage.cast.at + Duration::seconds(30));
        for _ in 0..2 * most {
            location(&hand_over(order.code.as_str()).await);
            let (_, now) = services::orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
            assert_eq!(now.parts[0].state(), PartState::HandedOver);
            location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &[("part", &part), ("act", "annuler")]).await);
        }
    }

    async fn letters_run_out_by_who_asks_and_by_where_they_go(db: &Db) {
        let stage = Stage::on(db).await;
        let ask = async |peer: &str, to: &str| {
            let form = [("address".to_owned(), to.to_owned())];
            from(&stage.router, peer, (Method::POST, "/entrer/lettre"), &[], encoded(&form)).await.status()
        };
        // Whether somebody confirmed it makes no difference, nor does how it is written.
        for at in 0..Limited::LetterTo.allowance().most() {
            let to = if at % 2 == 0 { "lea@commerce.example" } else { "LEA@commerce.example" };
            assert_eq!(ask(HOME, to).await, StatusCode::SEE_OTHER);
        }
        for peer in [HOME, ELSEWHERE] {
            assert_eq!(ask(peer, "lea@commerce.example").await, StatusCode::TOO_MANY_REQUESTS);
        }
        for at in Limited::LetterTo.allowance().most() + 1..Limited::Letter.allowance().most() {
            assert_eq!(ask(HOME, &format!("somebody-{at}@commerce.example")).await, StatusCode::SEE_OTHER);
        }
        assert_eq!(ask(HOME, "nobody@commerce.example").await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask(ELSEWHERE, "nobody@commerce.example").await, StatusCode::SEE_OTHER);
        let kept = tried::Entity::find().all(db.read()).await.unwrap();
        assert!(kept.iter().all(|row| row.who.len() == 64 && !row.who.contains('@')));
        stage.house.clock.set(stage.cast.at + Limited::LetterTo.allowance().step());
        assert_eq!(ask(ELSEWHERE, "lea@commerce.example").await, StatusCode::SEE_OTHER);
    }

    async fn links_are_made_one_after_another(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        for _ in 0..Limited::NewLink.allowance().most() {
            stage.post_as(me, "/mairie/appareils", &[("shop", &stage.cast.grocer.id.to_string())]).await.assert_status_ok();
        }
        let stopped = stage.post_as(me, "/mairie/appareils", &[("shop", &stage.cast.grocer.id.to_string())]).await;
        stopped.assert_status(StatusCode::TOO_MANY_REQUESTS);
        assert!(stopped.maybe_header(header::RETRY_AFTER).is_some());
        stage.post_as(&stage.cast.grocer_session, "/comptoir/appareil", &[]).await.assert_status_ok();
    }

    async fn a_counter_that_sends_without_end_is_asked_to_wait(db: &Db) {
        let stage = Stage::on(db).await;
        let send = |who| stage.server.put("/api/comptoir/photos/none").add_header(header::COOKIE, cookie(who));
        for _ in 0..Limited::Upload.allowance().most() {
            send(&stage.cast.grocer_session).await.assert_status_not_found();
        }
        let stopped = send(&stage.cast.grocer_session).await;
        stopped.assert_status(StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits(stopped.headers()), 1);
        send(&stage.cast.toys_session).await.assert_status_not_found();
        // Looking is not sending.
        stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.assert_status_ok();
    }
}

//! The shopper's page of truth and what belongs to it: what can be taken back, the agenda, withdrawing from a firm order,
//! the list of a device's orders, and the worker that keeps them.

use crate::{
    reserving::{form, send},
    support::{Stage, location},
};
use app::orders::api::MyOrders;
use domain::{
    catalogue::{Category, Stock},
    orders::OrderKind,
};
use http::{StatusCode, header};
use icalendar::{Calendar, CalendarComponent, Component};
use leptos::server_fn::ServerFn;
use sea_orm::{ActiveModelTrait, Set};
use server::{postman::Postman, site};
use services::{
    catalogue::entity::product,
    db::Db,
    notifications::{Caller, Hosts, Mailer, PushKey, Pusher},
    on_both_engines,
    orders::{self, entity::order},
};

const INBOX: &str = "/comptoir/commandes";

/// An order for honey and a loaf at the grocer's: its page, and its part.
async fn ordered(db: &Db, stage: &Stage, key: &str) -> (String, String) {
    let who = &stage.cast.grocer_merchant;
    let honey = stage
        .cast
        .product(db, who, "Miel; d’acacia, 500 g", "9,80", Stock::Pieces(3))
        .await;
    let loaf = stage
        .cast
        .product(db, who, "Pain", "3,20", Stock::Pieces(3))
        .await;
    let row = product::ActiveModel {
        id: Set(loaf),
        category: Set(Some(Category::BreadAndPastry)),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
    let mut fields = form(stage, key, honey, 2);
    let mut basket: domain::basket::Basket = fields[1].1.parse().unwrap();
    basket.add(loaf, 1);
    fields[1].1 = basket.to_string();
    let page = location(&send(stage, &fields).await);
    let (_, order) = orders::page(db.read(), key_of(&page)).await.unwrap();
    (page, order.parts[0].id.to_string())
}

fn key_of(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

async fn firm(db: &Db, page: &str) {
    let (id, _) = orders::page(db.read(), key_of(page)).await.unwrap();
    let row = order::ActiveModel {
        id: Set(id),
        kind: Set(OrderKind::Firm),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
}

async fn make_ready(stage: &Stage, part: &str) {
    let ready = [("part", part), ("act", "pret")];
    location(&stage.post_as(&stage.cast.grocer_session, INBOX, &ready).await);
}

on_both_engines! {
    async fn the_order_page_says_what_where_and_until_when(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage, "a").await;
        let told = stage.get(&page).await.text();
        for wanted in [
            "Envoyée. La boutique va la regarder.",
            "tel:0199000012",
            "https://www.openstreetmap.org/search?query=12%20rue%20de%20Chartres%2C%20Dourdan",
            "Ouvert ce jour-là\u{a0}: 9\u{a0}h – 12\u{a0}h\u{a0}30, 14\u{a0}h\u{a0}30 – 19\u{a0}h",
            "agenda.ics",
            "Oui, annuler chez La pause",
        ] {
            assert!(told.contains(wanted), "{wanted} in {told}");
        }
        assert!(!told.contains("Tout annuler"), "one part is not everything");
        assert!(!told.contains("Renoncer au contrat"), "a reservation binds nobody");
        make_ready(&stage, &part).await;
        let told = stage.get(&page).await.text();
        assert!(told.contains("Gardée pour vous jusqu’à demain, 12\u{a0}h\u{a0}30."), "{told}");
        assert!(!told.contains("Oui, annuler"));
        assert!(told.contains("Un empêchement\u{a0}?"));
        let late = location(&stage.post(&page, &[("part", &part)]).await);
        assert!(stage.get(&late).await.text().contains("C’est déjà prêt chez La pause, et cela ne s’annule plus ici."));
        let late = location(&stage.post(&page, &[("tout", "1")]).await);
        assert!(late.ends_with("?tard=1"), "{late}");
        assert!(!stage.get(&page).await.text().contains("ne s’annule plus ici"));
    }

    async fn an_order_taken_back_twice_is_simply_taken_back(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage, "a").await;
        for form in [[("part", part.as_str())], [("part", part.as_str())], [("tout", "1")]] {
            assert_eq!(location(&stage.post(&page, &form).await), page);
        }
        let told = stage.get(&page).await.text();
        assert!(told.contains("Vous l’avez annulée. Il n’y a rien à payer."), "{told}");
        assert!(!told.contains("order-receipt"), "nothing is left to show at a counter");
    }

    async fn an_order_goes_into_an_agenda_and_is_read_back(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage, "a").await;
        let file = stage.get(&format!("{page}/agenda.ics")).await;
        assert_eq!(file.header(header::CONTENT_TYPE), "text/calendar; charset=utf-8");
        assert!(file.text().split("\r\n").all(|line| line.len() <= 75));
        let (_, order) = orders::page(db.read(), key_of(&page)).await.unwrap();
        let event = only_event(&file.text());
        assert_eq!(event.get_uid(), Some(format!("{part}@halle.example").as_str()));
        assert_eq!(event.get_summary(), Some("À retirer chez La pause"));
        assert_eq!(event.property_value("DTSTART"), Some("20261124T100000Z"));
        assert_eq!(event.property_value("DTEND"), Some("20261124T113000Z"));
        assert_eq!(event.property_value("STATUS"), Some("CONFIRMED"));
        assert_eq!(event.get_url(), Some(format!("https://halle.example{page}").as_str()));
        let about = event.get_description().unwrap().replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",");
        assert!(about.contains(order.code.as_str()), "{about}");
        assert!(about.contains("2\u{a0}× Miel; d’acacia, 500 g"), "{about}");
        // Given up, it is the same event.
        location(&stage.post(&page, &[("part", &part)]).await);
        let again = only_event(&stage.get(&format!("{page}/agenda.ics")).await.text());
        assert_eq!(again.get_uid(), event.get_uid());
        assert_eq!((again.property_value("STATUS"), again.property_value("SEQUENCE")), (Some("CANCELLED"), Some("1")));
        stage.get("/commande/nobody/agenda.ics").await.assert_status_not_found();
    }

    async fn an_order_from_a_closed_shop_says_everywhere_that_it_is_handed_over_at_the_door(db: &Db) {
        let mut stage = Stage::on(db).await;
        stage.cast.settle(db, |row| row.at_the_door = Set(true)).await;
        let (page, _) = ordered(db, &stage, "a").await;
        let (_, order) = orders::page(db.read(), key_of(&page)).await.unwrap();
        let mut basket = domain::basket::Basket::default();
        basket.add(order.parts[0].lines[0].product, 1);
        let words = "Fermé au public. Vos réservations vous sont remises à la porte.";
        for address in [format!("/dourdan/panier?panier={basket}"), page.clone(), format!("{page}/bon")] {
            let told = stage.get(&address).await.text();
            assert!(told.contains(words), "{address}: {told}");
        }
        let event = only_event(&stage.get(&format!("{page}/agenda.ics")).await.text());
        assert!(event.get_description().unwrap().contains(words), "{event:?}");
    }

    async fn a_firm_order_is_withdrawn_from_in_two_steps_with_a_dated_receipt(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage, "a").await;
        let step = format!("{page}/retractation/{part}");
        assert!(stage.get(&step).await.text().contains("Une réservation n’engage à rien"));
        location(&stage.post(&step, &[("name", "Jeanne"), ("email", "")]).await);
        assert!(!stage.get(&step).await.text().contains("Reçue le"), "nothing was declared");
        firm(db, &page).await;
        assert!(stage.get(&page).await.text().contains("Renoncer au contrat ici"));
        let told = stage.get(&step).await.text();
        for wanted in ["Confirmer la rétractation", "value=\"Jeanne Martin\"", "Restent commandés", "La boutique ne les prépare plus"] {
            assert!(told.contains(wanted), "{wanted} in {told}");
        }
        let wrong = stage.post(&step, &[("name", " "), ("email", "jeanne@")]).await;
        wrong.assert_status_unprocessable_entity();
        assert!(wrong.text().contains("Il manque le nom."));
        assert!(wrong.text().contains("value=\"jeanne@\""));
        for _ in 0..2 {
            assert_eq!(location(&stage.post(&step, &[("name", "Jeanne Martin"), ("email", "jeanne@exemple.fr")]).await), step);
        }
        let receipt = stage.get(&step).await.text();
        assert!(receipt.contains("Reçue le mardi 24 novembre 2026 à 10\u{a0}h."), "{receipt}");
        assert!(receipt.contains("jeanne@exemple.fr"));
        let kept = stage.get(&format!("{step}/accuse.txt")).await;
        assert_eq!(kept.header(header::CONTENT_TYPE), "text/plain; charset=utf-8");
        assert!(kept.text().contains("19,60") && kept.text().contains("24 novembre 2026"), "{}", kept.text());
        let order = stage.get(&page).await.text();
        assert!(order.contains("Vous avez renoncé au contrat le mardi 24 novembre à 10\u{a0}h."), "{order}");
        assert!(!order.contains("Renoncer au contrat ici"));
        let inbox = stage.get_as(&stage.cast.grocer_session, INBOX).await.text();
        assert!(inbox.contains("Jeanne Martin a renoncé à sa commande"), "{inbox}");
        assert!(!stage.get_as(&stage.cast.toys_session, INBOX).await.text().contains("a renoncé"));
        assert_eq!(letters(&stage).await, [("jeanne@exemple.fr".to_owned(), "Accusé de réception de votre rétractation chez La pause".to_owned())]);
    }

    async fn nobody_withdraws_from_an_order_whose_key_is_not_theirs(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage, "a").await;
        firm(db, &page).await;
        let declared = [("name", "Jeanne"), ("email", "")];
        for address in [format!("/commande/nobody/retractation/{part}"), format!("{page}/retractation/x"), format!("{page}/retractation/{}", services::secret::id())] {
            stage.get(&address).await.assert_status_not_found();
            stage.post(&address, &declared).await.assert_status_not_found();
            stage.get(&format!("{address}/accuse.txt")).await.assert_status_not_found();
        }
        stage.get(&format!("{page}/retractation/{part}/accuse.txt")).await.assert_status_not_found();
        let foreign = stage.server.post(&format!("{page}/retractation/{part}")).add_header("sec-fetch-site", "cross-site").form(&declared).await;
        foreign.assert_status(StatusCode::FORBIDDEN);
        // A name is only words.
        let step = format!("{page}/retractation/{part}");
        location(&stage.post(&step, &[("name", "<script>alert(1)</script>"), ("email", "")]).await);
        assert!(!stage.get(&step).await.text().contains("<script>alert"));
    }

    async fn a_device_asks_after_its_orders_and_learns_nothing_of_others(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, _) = ordered(db, &stage, "a").await;
        let keys = serde_json::json!({ "keys": [key_of(&page), "nobody", ""] });
        let answer = stage.server.post(MyOrders::PATH).json(&keys).await;
        answer.assert_status_ok();
        let orders: serde_json::Value = answer.json();
        assert_eq!(orders.as_array().unwrap().len(), 1);
        assert_eq!(orders[0]["shops"], "La pause");
        assert_eq!(orders[0]["now"], "C’est réservé.");
        assert!(!answer.text().contains("Jeanne"));
        let list = stage.get("/mes-commandes").await.text();
        assert!(list.contains("<noscript>") && list.contains("gardez la page de chaque commande"), "{list}");
    }

    async fn the_worker_of_orders_knows_its_build_and_every_file_of_it_is_there(db: &Db) {
        let stage = Stage::on(db).await;
        let worker = stage.get("/commandes.js").await;
        assert_eq!(worker.header(header::CACHE_CONTROL), "no-cache");
        assert_eq!(worker.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; connect-src 'self'");
        let text = worker.text();
        let line = text.lines().find_map(|line| line.strip_prefix("const BUILD = ")).unwrap();
        let build: serde_json::Value = serde_json::from_str(line.trim_end_matches(';')).unwrap();
        let files: Vec<&str> = build["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
        if site::version() != site::UNBUILT {
            for file in ["/pkg/test/halle-market.css", "/pkg/test/halle.js", "/pkg/test/halle_bg.wasm", "/icons.svg"] {
                assert!(files.contains(&file), "{file} is missing in {files:?}");
            }
        }
        assert!(!files.iter().any(|file| file.contains("counter") || file.contains("scanner")), "{files:?}");
        for file in files.into_iter().chain([build["list"].as_str().unwrap()]) {
            stage.get(file).await.assert_status_ok();
        }
    }
}

fn only_event(text: &str) -> icalendar::Event {
    let calendar: Calendar = text.parse().unwrap();
    match calendar.components.as_slice() {
        [CalendarComponent::Event(event)] => event.clone(),
        other => panic!("{other:?}"),
    }
}

/// What the postman writes: to whom, and under which title.
async fn letters(stage: &Stage) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let pusher = Pusher::new(
        PushKey::generate(),
        Hosts::default(),
        "mailto:halle@mairie.example",
    )
    .unwrap();
    let mailer = Mailer::folder(&folder.path().join("mail"), "marche@mairie.example").unwrap();
    let postman = Postman::with(&stage.house, pusher, mailer, Caller::of_this_machine().unwrap());
    while postman.round().await.unwrap() {}
    let files = std::fs::read_dir(folder.path().join("mail")).unwrap();
    let letter = |file: Result<std::fs::DirEntry, std::io::Error>| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let read = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let to = read.to().unwrap().first().unwrap().address().unwrap().to_owned();
        (to, read.subject().unwrap().to_owned())
    };
    files.map(letter).collect()
}

use crate::{
    reserving::{form, send},
    support::{Stage, cookie, location},
};
use chrono::Duration;
use domain::{catalogue::Stock, id::OrderPartId, orders::Actor};
use http::StatusCode;
use services::{db::Db, on_both_engines, orders};

const INBOX: &str = "/comptoir/commandes";
const HALL: &str = "/mairie";

/// An order for honey: its page, and its part at the grocer's.
pub async fn ordered(db: &Db, stage: &Stage) -> (String, String) {
    let honey = stage
        .cast
        .product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3))
        .await;
    let page = location(&send(stage, &form(stage, "k", honey, 2)).await);
    // Somebody looks: it counts as seen.
    stage
        .get_as(&stage.cast.grocer_session, INBOX)
        .await
        .assert_status_ok();
    let tickets = orders::inbox(db.read(), &stage.cast.grocer_merchant, stage.cast.at)
        .await
        .unwrap();
    (page, tickets[0].part.to_string())
}

pub async fn act(stage: &Stage, part: &str, act: &[(&str, &str)]) -> axum_test::TestResponse {
    let form: Vec<(&str, &str)> = [("part", part)].into_iter().chain(act.iter().copied()).collect();
    stage.post_as(&stage.cast.grocer_session, INBOX, &form).await
}

on_both_engines! {
    async fn a_refusal_without_scripts_says_why(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        let long = "x".repeat(301);
        let too_long = act(&stage, &part, &[("act", "refuser"), ("because", "closed"), ("words", &long)]).await;
        too_long.assert_status(StatusCode::CONFLICT);
        assert!(too_long.text().contains("300 caractères au plus"));
        location(&act(&stage, &part, &[("act", "refuser"), ("because", "closed"), ("words", "À <b>demain</b>")]).await);
        let told = stage.get(&page).await.text();
        assert!(told.contains("La boutique est fermée à ce moment-là."), "{told}");
        assert!(told.contains("À &lt;b&gt;demain&lt;/b&gt;"), "{told}");
    }

    async fn what_is_given_changes_the_total(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        let unread = act(&stage, &part, &[("act", "ajuster"), ("given-0", "un peu")]).await;
        unread.assert_status(StatusCode::CONFLICT);
        assert!(unread.text().contains("Cette quantité ne se lit pas."));
        location(&act(&stage, &part, &[("act", "ajuster"), ("given-0", "1")]).await);
        let told = stage.get(&page).await.text();
        assert!(told.contains("donné\u{a0}: 1\u{a0}×"), "{told}");
        assert!(!told.contains("19,60"), "{told}");
    }

    async fn of_two_phones_without_scripts_the_second_is_told(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        let rail = stage.get_as(&stage.cast.grocer_session, INBOX).await.text();
        assert!(rail.contains("name=\"shown\" value=\"seen\""), "{rail}");
        location(&act(&stage, &part, &[("shown", "seen"), ("act", "accepter")]).await);
        let late = act(&stage, &part, &[("shown", "seen"), ("act", "refuser"), ("because", "closed")]).await;
        late.assert_status(StatusCode::CONFLICT);
        assert!(late.text().contains("Cette réservation a changé entre-temps"), "{}", late.text());
        assert!(stage.get(&page).await.text().contains("La boutique s’en occupe."));
        // What it was told then is what it may act on.
        location(&act(&stage, &part, &[("shown", "accepted"), ("act", "refuser"), ("because", "closed")]).await);
    }

    async fn who_makes_ready_what_was_taken_back_is_told(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        assert_eq!(location(&stage.post(&page, &[("part", &part)]).await), page);
        let late = act(&stage, &part, &[("shown", "seen"), ("act", "pret")]).await;
        late.assert_status(StatusCode::CONFLICT);
        let told = late.text();
        assert!(told.contains("Cette réservation a changé entre-temps\u{a0}: annulée."), "{told}");
        assert!(stage.get(&page).await.text().contains("Vous l’avez annulée."));
    }

    async fn who_takes_back_what_is_ready_is_told(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        location(&act(&stage, &part, &[("shown", "seen"), ("act", "pret")]).await);
        let late = location(&stage.post(&page, &[("part", &part)]).await);
        assert_eq!(late, format!("{page}?tard=1"));
        let told = stage.get(&late).await.text();
        assert!(told.contains("C’est déjà prêt chez La pause, et cela ne s’annule plus ici."), "{told}");
        assert!(stage.get_as(&stage.cast.grocer_session, INBOX).await.text().contains("value=\"ready\""));
    }

    async fn the_scanned_page_weighs_and_says_why_it_does_not_move(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, part) = ordered(db, &stage).await;
        let (_, order) = orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
        let scanned = format!("/comptoir/remise/{}", order.code);
        let post = async |more: &[(&str, &str)]| {
            let form: Vec<(&str, &str)> = [("part", part.as_str())].into_iter().chain(more.iter().copied()).collect();
            stage.post_as(&stage.cast.grocer_session, &scanned, &form).await
        };
        let unread = post(&[("shown", "seen"), ("act", "ajuster"), ("given-0", "un peu")]).await;
        unread.assert_status(StatusCode::CONFLICT);
        assert!(unread.text().contains("Cette quantité ne se lit pas."), "{}", unread.text());
        // Two of three are ordered: one more is there, and no third.
        let too_many = post(&[("shown", "seen"), ("act", "ajuster"), ("given-0", "4")]).await;
        too_many.assert_status(StatusCode::CONFLICT);
        assert!(too_many.text().contains("on peut en donner 1 de plus"), "{}", too_many.text());
        assert_eq!(location(&post(&[("shown", "seen"), ("act", "ajuster"), ("given-0", "1")]).await), scanned);
        assert_eq!(location(&post(&[("shown", "seen"), ("act", "pret")]).await), scanned);
        let late = post(&[("shown", "seen"), ("act", "pret")]).await;
        late.assert_status(StatusCode::CONFLICT);
        assert!(late.text().contains("Cette réservation a changé entre-temps"), "{}", late.text());
        assert!(late.text().contains("value=\"remettre\""), "{}", late.text());
        // Whoever asks reads who did what when.
        for told in ["Historique", "le client\u{a0}: commande envoyée", "\u{a0}: ce qui est donné a changé", "\u{a0}: c’est prêt"] {
            assert!(late.text().contains(told), "{told} in {}", late.text());
        }
        let code = order.code.as_str();
        assert_eq!(location(&post(&[("shown", "ready"), ("act", "remettre"), ("code", code)]).await), INBOX);
    }

    async fn what_a_script_or_a_restored_tab_fetches_nobody_has_seen(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        location(&send(&stage, &form(&stage, "k", honey, 2)).await);
        let unseen = async || orders::count_unseen(db.read(), &stage.cast.grocer_merchant).await.unwrap();
        let get = async |says: &[(&str, &str)]| {
            let cookie = cookie(&stage.cast.grocer_session);
            let mut asked = stage.server.get(INBOX).add_header(http::header::COOKIE, cookie);
            for (name, what) in says {
                asked = asked.add_header(*name, *what);
            }
            asked.await.assert_status_ok();
        };
        let page = ("sec-fetch-dest", "document");
        for unlooked in [[("sec-fetch-dest", "empty")].as_slice(), &[page], &[page, ("sec-fetch-user", "?0")]] {
            get(unlooked).await;
            assert_eq!(unseen().await, 1, "{unlooked:?}");
        }
        get(&[page, ("sec-fetch-user", "?1")]).await;
        assert_eq!(unseen().await, 0);
    }

    async fn the_town_hall_says_for_a_shop_why_not(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let page = location(&send(&stage, &form(&stage, "k", honey, 2)).await);
        let part = orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap().1.parts[0].id.to_string();
        for minutes in [15, 30] {
            orders::clock::tick(db, stage.cast.at + Duration::minutes(minutes)).await.unwrap();
        }
        let board = stage.get_as(&stage.cast.official_session, HALL).await.text();
        assert!(board.contains("name=\"because\" value=\"closed\""), "{board}");
        assert!(board.contains("href=\"/dourdan\"") && board.contains("Prendre une commande pour quelqu’un"), "{board}");
        let no = [("part", part.as_str()), ("act", "refuser"), ("because", "closed")];
        assert_eq!(location(&stage.post_as(&stage.cast.official_session, HALL, &no).await), HALL);
        let told = stage.get(&page).await.text();
        assert!(told.contains("La boutique est fermée à ce moment-là."), "{told}");
    }

    async fn an_order_becomes_a_slip(db: &Db) {
        let stage = Stage::on(db).await;
        let (page, _) = ordered(db, &stage).await;
        let slip = stage.get(&format!("{page}/bon")).await.text();
        let (_, order) = orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
        for wanted in [order.code.as_str(), "Jeanne Martin", "La pause", "12 rue de Chartres", "19,60"] {
            assert!(slip.contains(wanted), "{wanted} in {slip}");
        }
        stage.get("/commande/nobody/bon").await.assert_status_not_found();
    }

    async fn the_town_hall_orders_for_a_person_on_the_phone_and_prints_the_slip(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let official = &stage.cast.official_session;
        let wanted = form(&stage, "k", honey, 2);
        let basket = stage.get_as(official, &format!("/dourdan/panier?panier={}", wanted[1].1)).await.text();
        assert!(basket.contains("Vous commandez pour quelqu’un"), "{basket}");
        let fields: Vec<(&str, &str)> = wanted.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = location(&stage.post_as(official, "/dourdan/panier", &fields).await);
        let (_, order) = orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
        assert_eq!(order.entered_as, Actor::Official);
        let slip = format!("{page}/bon");
        assert!(stage.get_as(official, &page).await.text().contains(&format!("href=\"{slip}\"")));
        let slip = stage.get_as(official, &slip).await.text();
        for told in [order.code.as_str(), "Pour Jeanne Martin", "La pause", "19,60"] {
            assert!(slip.contains(told), "{told} in {slip}");
        }
        let rail = stage.get_as(&stage.cast.grocer_session, INBOX).await.text();
        assert!(rail.contains("Notée par la mairie, pour quelqu’un"), "{rail}");
    }

    async fn the_town_hall_calls_a_shop_that_does_not_look(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(3)).await;
        let page = location(&send(&stage, &form(&stage, "k", honey, 2)).await);
        let part = orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap().1.parts[0].id.to_string();
        let board = async || stage.get_as(&stage.cast.official_session, HALL).await.text();
        assert!(!board().await.contains("Commandes que personne"), "too early");
        for minutes in [15, 30] {
            orders::clock::tick(db, stage.cast.at + Duration::minutes(minutes)).await.unwrap();
        }
        let told = board().await;
        assert!(told.contains("Commandes que personne n’a vues"), "{told}");
        assert!(told.contains("tel:0199000012"), "{told}");
        assert!(!told.contains("Jeanne"), "the town hall need not know who it is");
        let yes = [("part", part.as_str()), ("act", "accepter")];
        stage.post_as(&stage.cast.grocer_session, HALL, &yes).await.assert_status(StatusCode::UNAUTHORIZED);
        assert_eq!(location(&stage.post_as(&stage.cast.official_session, HALL, &yes).await), HALL);
        assert!(!board().await.contains("Commandes que personne"));
        assert!(location(&stage.post_as(&stage.cast.official_session, HALL, &yes).await).contains("deja"));
        assert!(stage.get(&page).await.text().contains("Vue"));
        let nobody = OrderPartId(services::secret::id()).to_string();
        let missing = [("part", nobody.as_str()), ("act", "accepter")];
        stage.post_as(&stage.cast.official_session, HALL, &missing).await.assert_status_not_found();
    }

    async fn a_full_moment_is_asked_again(db: &Db) {
        let stage = Stage::on(db).await;
        let wrong = [("capacity", "beaucoup")];
        let page = stage.post_as(&stage.cast.grocer_session, "/comptoir/boutique", &wrong).await;
        page.assert_status_unprocessable_entity();
        assert!(page.text().contains("Un nombre de 1 à 500"));
        let week: Vec<(String, String)> = (0..7)
            .flat_map(|day| [(format!("day-{day}-0-from"), "9:00".to_owned()), (format!("day-{day}-0-to"), "12:30".to_owned())])
            .chain([("capacity".to_owned(), "1".to_owned()), ("lead".to_owned(), "60".to_owned())])
            .collect();
        let week: Vec<(&str, &str)> = week.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/boutique", &week).await);
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Always).await;
        location(&send(&stage, &form(&stage, "first", honey, 1)).await);
        let full = send(&stage, &form(&stage, "second", honey, 1)).await;
        full.assert_status(StatusCode::CONFLICT);
        let told = full.text();
        assert!(told.contains("Ce moment est complet. Choisissez-en un autre."), "{told}");
        assert!(told.contains("(complet)"), "{told}");
        assert!(told.contains("value=\"Jeanne Martin\""));
    }

    async fn an_address_that_is_none_is_said_and_kept(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Always).await;
        let mut form = form(&stage, "mail", honey, 1);
        form.push(("email".to_owned(), "jeanne@".to_owned()));
        let page = send(&stage, &form).await;
        page.assert_status_unprocessable_entity();
        assert!(page.text().contains("Vérifiez l’adresse e-mail"));
        assert!(page.text().contains("value=\"jeanne@\""));
        form.last_mut().unwrap().1 = "jeanne@exemple.fr".into();
        location(&send(&stage, &form).await);
    }
}

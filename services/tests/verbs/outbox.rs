//! The outbox: everybody who must know is told once, by whichever node comes first, and nothing is lost when one falls.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::Stock,
    notifications::{Message, News},
    shops::{BellForm, Shop, ShopKind},
};
use futures::future::join_all;
use p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use services::{
    accounts::{self, Browser, NewSession, SignedIn},
    db::Db,
    error::Error,
    notifications::{
        self, Backlog, Channel, DeliveryState, Device, Hosts, Outcome, Parcel, Prepared, Ringing, Wish,
        entity::{delivery, subscription},
    },
    on_both_engines,
    orders::{self, Placed, Placer},
    oversight, secret,
    shops::{self, NewShop},
    testing::{Cast, reservation, seal},
};
use std::collections::HashSet;
use uuid::Uuid;

async fn signed_in(db: &Db, session: &NewSession, at: DateTime<Utc>) -> SignedIn {
    accounts::signed_in(db.read(), &session.secret, at).await.unwrap()
}

fn device(name: &str) -> Device {
    let key = SecretKey::from_slice(&secret::key()).unwrap();
    Device {
        endpoint: format!("https://updates.push.services.mozilla.com/wpush/v2/{name}"),
        p256dh: URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes()),
        auth: URL_SAFE_NO_PAD.encode([7; 16]),
        locale: "fr".into(),
    }
}

async fn subscribe(db: &Db, session: &NewSession, name: &str, at: DateTime<Utc>) {
    let who = signed_in(db, session, at).await;
    let tx = db.write().await.unwrap();
    notifications::subscribe(&tx, &who, device(name), &Hosts::default(), at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// An order of one jam at the grocer's, whose shopper left an address.
async fn order(db: &Db, cast: &Cast, key: &str, at: DateTime<Utc>) -> Placed {
    let jam = cast
        .product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty)
        .await;
    let mut wanted = reservation(cast, key, &[(jam, 1)], &[&cast.grocer]);
    wanted.email = Some("jeanne@courriel.example".parse().unwrap());
    // Placed while the window can be chosen; told when the test says.
    let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap();
    notifications::address(db, at).await.unwrap();
    placed
}

/// A third shop, and the phone of its merchant.
async fn bakery(db: &Db, cast: &Cast) -> (Shop, NewSession) {
    let tx = db.write().await.unwrap();
    let new = NewShop {
        name: "Au bon levain".parse().unwrap(),
        kind: ShopKind::Bakery,
        address: "3 rue Traversière".into(),
        phone: None,
        position: None,
        hours: "Tu-Sa 09:00-12:30,14:30-19:00".into(),
        about: String::new(),
    };
    let bakery = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap();
    let link = accounts::invite_merchant(&tx, bakery.id, cast.at).await.unwrap();
    let phone = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    tx.commit().await.unwrap();
    (bakery, phone)
}

async fn tell(db: &Db, message: Message, at: DateTime<Utc>) {
    let tx = db.write().await.unwrap();
    notifications::tell(&tx, &[message], at).await.unwrap();
    tx.commit().await.unwrap();
    notifications::address(db, at).await.unwrap();
}

async fn deliveries(db: &Db) -> Vec<delivery::Model> {
    delivery::Entity::find()
        .order_by_asc(delivery::Column::Channel)
        .all(db.read())
        .await
        .unwrap()
}

async fn take(db: &Db, node: Uuid, at: DateTime<Utc>) -> Vec<delivery::Model> {
    notifications::take(db, node, 50, at).await.unwrap()
}

async fn settle(db: &Db, node: Uuid, of: &delivery::Model, outcome: Outcome, at: DateTime<Utc>) {
    notifications::settle(db, node, vec![(of.clone(), outcome)], at)
        .await
        .unwrap();
}

fn later() -> Outcome {
    Outcome::Later {
        why: "the push service answered 503".into(),
        after: None,
    }
}

on_both_engines! {
    async fn who_comes_in_anew_on_the_same_browser_is_rung_there_as_before(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let browser = Browser { device: "phone", earlier: Some(&cast.grocer_session.secret) };
        let anew = accounts::accept(&tx, &link, browser, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let who = signed_in(db, &anew, cast.at).await;
        assert!(notifications::rings(db.read(), &who).await.unwrap());
        order(db, &cast, "a", cast.at).await;
        assert!(deliveries(db).await.iter().any(|delivery| delivery.channel == Channel::Push));
        // Not for somebody else who takes the browser over.
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.toys_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let browser = Browser { device: "phone", earlier: Some(&anew.secret) };
        let other = accounts::accept(&tx, &link, browser, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let who = signed_in(db, &other, cast.at).await;
        assert!(!notifications::rings(db.read(), &who).await.unwrap());
    }

    async fn everybody_who_must_know_is_told_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        subscribe(db, &cast.toys_session, "toys", cast.at).await;
        let placed = order(db, &cast, "a", cast.at).await;
        let told = deliveries(db).await;
        assert_eq!(told.iter().map(|told| told.channel).collect::<Vec<_>>(), [Channel::Mail, Channel::Push]);
        assert!(!told.iter().any(|told| format!("{told:?}").contains("jeanne")), "{told:?}");

        // Told again, by a node that did not know or by a second try: nobody hears it twice.
        let part = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts[0].id;
        tell(db, Message::NewOrder { shop: cast.grocer.id, part }, cast.at).await;
        tell(db, Message::OrderStands { order: placed.order, news: News::Placed }, cast.at).await;
        assert_eq!(deliveries(db).await.len(), 2);
        assert_eq!(notifications::address(db, cast.at).await.unwrap().count, 0);
    }

    async fn an_order_over_three_shops_is_one_letter_and_one_ring_for_each(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (bakery, bakers_phone) = bakery(db, &cast).await;
        for (phone, name) in [(&cast.grocer_session, "grocer"), (&cast.toys_session, "toys"), (&bakers_phone, "bakery")] {
            subscribe(db, phone, name, cast.at).await;
        }
        let baker = signed_in(db, &bakers_phone, cast.at).await.merchant(db.read()).await.unwrap();
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Plenty).await;
        let bread = cast.product(db, &baker, "Pain", "3,20", Stock::Plenty).await;
        let mut wanted = reservation(&cast, "k", &[(jam, 1), (train, 1), (bread, 1)], &[&cast.grocer, &cast.toys, &bakery]);
        wanted.email = Some("jeanne@courriel.example".parse().unwrap());
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        notifications::address(db, cast.at).await.unwrap();
        let of = |told: &[delivery::Model], channel: Channel| {
            told.iter().filter(|told| told.channel == channel).cloned().collect::<Vec<_>>()
        };
        let told = deliveries(db).await;
        let (letters, rings) = (of(&told, Channel::Mail), of(&told, Channel::Push));
        assert_eq!((letters.len(), letters[0].about), (1, placed.order.0), "{told:?}");
        let parts = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts;
        assert_eq!(rings.len(), 3, "{told:?}");
        assert_eq!(rings.iter().map(|ring| &ring.target).collect::<HashSet<_>>().len(), 3);
        assert_eq!(
            rings.iter().map(|ring| ring.about).collect::<HashSet<_>>(),
            parts.iter().map(|part| part.id.0).collect::<HashSet<_>>()
        );
        // What one of them changes is one letter about the whole order, and rings nowhere.
        let theirs = parts.iter().find(|part| part.shop.id == bakery.id).unwrap().id;
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &baker, theirs, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        notifications::address(db, cast.at).await.unwrap();
        let told = deliveries(db).await;
        assert_eq!((of(&told, Channel::Mail).len(), of(&told, Channel::Push).len()), (2, 3), "{told:?}");
    }

    async fn of_several_news_about_an_order_the_last_is_told(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let placed = order(db, &cast, "a", cast.at).await;
        let part = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts[0].id;
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, part, cast.at).await.unwrap();
        let order = placed.order;
        let news = [News::Changed, News::Ready].map(|news| Message::OrderStands { order, news });
        notifications::tell(&tx, &news, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        notifications::address(db, cast.at).await.unwrap();
        let told = deliveries(db).await;
        assert_eq!(told.iter().filter(|told| told.channel == Channel::Mail).count(), 2, "{told:?}");
        assert!(told.iter().any(|told| told.body.contains("ready")), "{told:?}");
    }

    async fn two_nodes_never_take_the_same(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        for key in ["a", "b", "c", "d", "e"] {
            order(db, &cast, key, cast.at).await;
        }
        let nodes: Vec<Uuid> = (0..4).map(|_| secret::id()).collect();
        let taken = join_all(nodes.iter().map(|node| notifications::take(db, *node, 3, cast.at))).await;
        let taken: Vec<Uuid> = taken.into_iter().flat_map(|some| some.unwrap()).map(|one| one.id).collect();
        assert_eq!(taken.len(), taken.iter().collect::<HashSet<_>>().len());
        let rest = take(db, nodes[0], cast.at).await.len();
        assert_eq!(taken.len() + rest, 10);
        assert!(take(db, nodes[1], cast.at).await.is_empty());
    }

    async fn what_a_killed_node_held_another_sends(db: &Db) {
        let cast = Cast::on_stage(db).await;
        order(db, &cast, "a", cast.at).await;
        let (killed, other) = (secret::id(), secret::id());
        let held = take(db, killed, cast.at).await.remove(0);
        assert!(take(db, other, cast.at + Duration::seconds(90)).await.is_empty());
        let later_on = cast.at + Duration::minutes(3);
        let again = take(db, other, later_on).await.remove(0);
        assert_eq!((again.id, again.attempts), (held.id, 2));
        // It was not killed, only slow: its failure counts no more, its success does.
        settle(db, killed, &held, later(), later_on).await;
        assert_eq!(deliveries(db).await[0].holder, Some(other));
        settle(db, killed, &held, Outcome::Sent, later_on).await;
        settle(db, other, &again, later(), later_on).await;
        assert_eq!(deliveries(db).await[0].state, DeliveryState::Sent);
        assert!(take(db, other, later_on + Duration::days(2)).await.is_empty());
    }

    async fn a_node_that_stops_hands_back_what_it_holds(db: &Db) {
        let cast = Cast::on_stage(db).await;
        order(db, &cast, "a", cast.at).await;
        let (stopping, other) = (secret::id(), secret::id());
        assert_eq!(take(db, stopping, cast.at).await.len(), 1);
        notifications::hand_back(db, stopping, cast.at).await.unwrap();
        assert_eq!(take(db, other, cast.at).await[0].attempts, 1);
    }

    async fn what_fails_for_a_day_is_given_up_and_can_be_sent_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        order(db, &cast, "a", cast.at).await;
        let node = secret::id();
        let (mut now, mut tries) = (cast.at, 0);
        while let Some(due) = notifications::due(db).await.unwrap() {
            now = due;
            let held = take(db, node, now).await.remove(0);
            settle(db, node, &held, later(), now).await;
            tries += 1;
        }
        assert_eq!(tries, 11);
        assert!((18..28).contains(&(now - cast.at).num_hours()), "{now}");
        let dead = notifications::dead_letters(db.read()).await.unwrap();
        assert_eq!((dead.len(), dead[0].attempts), (1, 11));
        assert_eq!(dead[0].why, "the push service answered 503");
        let counts = notifications::survey(db.read()).await.unwrap();
        assert_eq!((counts[0].state.as_str(), counts[0].count, counts[0].oldest), ("dead", 1, cast.at));

        let tx = db.write().await.unwrap();
        assert_eq!(notifications::send_again(&tx, Some(secret::id()), now).await.unwrap(), 0);
        assert_eq!(notifications::send_again(&tx, Some(dead[0].id), now).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let held = take(db, node, now).await.remove(0);
        settle(db, node, &held, Outcome::Sent, now).await;
        assert!(notifications::dead_letters(db.read()).await.unwrap().is_empty());
    }

    async fn what_can_never_be_sent_is_given_up_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        order(db, &cast, "a", cast.at).await;
        let node = secret::id();
        let held = take(db, node, cast.at).await.remove(0);
        settle(db, node, &held, Outcome::Never { why: "the mail server answered 550".into() }, cast.at).await;
        assert_eq!(notifications::dead_letters(db.read()).await.unwrap()[0].attempts, 1);
    }

    async fn a_device_that_is_gone_is_forgotten(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        order(db, &cast, "a", cast.at).await;
        let node = secret::id();
        let held = take(db, node, cast.at).await;
        let push = held.iter().find(|held| held.channel == Channel::Push).unwrap();
        settle(db, node, push, Outcome::Gone, cast.at).await;
        assert_eq!(subscription::Entity::find().count(db.read()).await.unwrap(), 0);
        assert!(notifications::dead_letters(db.read()).await.unwrap().is_empty());
    }

    async fn quiet_hours_put_off_and_lose_nothing(db: &Db) {
        let cast = Cast::at(db, "2026-11-24T19:00:00Z".parse().unwrap()).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        let form = BellForm {
            second_contact: "lea@commerce.example".into(),
            patience: "15".into(),
            quiet_from: "21:00".into(),
            quiet_to: "7:30".into(),
        };
        let tx = db.write().await.unwrap();
        notifications::set_bell(&tx, &cast.grocer_merchant.in_person().unwrap(), form.parse().unwrap(), "en").await.unwrap();
        tx.commit().await.unwrap();

        // Ten in the evening in Paris.
        let night: DateTime<Utc> = "2026-11-24T21:00:00Z".parse().unwrap();
        let morning: DateTime<Utc> = "2026-11-25T06:30:00Z".parse().unwrap();
        for (at, quiet) in [(cast.at, false), (night, true), (morning, false)] {
            assert_eq!(notifications::is_quiet(db.read(), &cast.grocer_merchant, at).await.unwrap(), quiet, "{at}");
        }
        let placed = order(db, &cast, "a", night).await;
        let part = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts[0].id;
        tell(db, Message::StillUnseen { shop: cast.grocer.id, part }, night).await;
        let node = secret::id();
        // The shopper's letter is not put off.
        let taken = take(db, node, night).await;
        assert_eq!(taken.iter().map(|taken| taken.target.as_str()).collect::<Vec<_>>(), ["shopper"]);
        let taken = take(db, node, morning).await;
        // The shopper's again, since its holder said nothing; both rings, and the second contact.
        assert_eq!(taken.len(), 4, "{taken:?}");
        let contact = taken.iter().find(|taken| taken.target == "second_contact").unwrap();
        match notifications::prepare(db.read(), &seal(), contact, night).await.unwrap() {
            Prepared::NotYet(until) => assert_eq!(until, morning),
            other => panic!("{other:?}"),
        }
        match notifications::prepare(db.read(), &seal(), contact, morning).await.unwrap() {
            Prepared::Send(Parcel::Letter { to, locale, wish: Wish::StillUnseen(share) }) => {
                assert_eq!((to.as_str(), locale.as_str()), ("lea@commerce.example", "en"));
                assert_eq!((share.articles, share.unseen), (1, 1));
            }
            other => panic!("{other:?}"),
        }
        // Put off once more, it has not been tried.
        settle(db, node, contact, Outcome::NotYet(morning), morning).await;
        let again = take(db, node, morning).await;
        assert_eq!(again[0].attempts, 1);
    }

    async fn what_somebody_has_seen_rings_nobody(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        let placed = order(db, &cast, "a", cast.at).await;
        let part = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts[0].id;
        let taken = take(db, secret::id(), cast.at).await;
        let push = taken.iter().find(|taken| taken.channel == Channel::Push).unwrap();
        let before = notifications::prepare(db.read(), &seal(), push, cast.at).await.unwrap();
        match before {
            Prepared::Send(Parcel::Ring { to, ring }) => {
                assert!(to.endpoint.ends_with("/grocer"));
                assert!(matches!(ring.why, Ringing::NewOrder(_)), "{ring:?}");
            }
            other => panic!("{other:?}"),
        }
        let tx = db.write().await.unwrap();
        orders::see(&tx, &cast.grocer_merchant, &[part], cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let after = notifications::prepare(db.read(), &seal(), push, cast.at).await.unwrap();
        assert!(matches!(after, Prepared::Pointless), "{after:?}");
    }

    async fn the_town_hall_is_told_at_its_address_and_on_its_devices(db: &Db) {
        let cast = Cast::on_stage(db).await;
        subscribe(db, &cast.official_session, "hall", cast.at).await;
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        let tx = db.write().await.unwrap();
        let address = Some("mairie@dourdan.example".parse().unwrap());
        notifications::set_town_bell(&tx, &cast.official, address, "fr").await.unwrap();
        tx.commit().await.unwrap();
        let placed = order(db, &cast, "a", cast.at).await;
        let part = orders::page(db.read(), &placed.page_key).await.unwrap().1.parts[0].id;
        tell(db, Message::NobodySaw { town: cast.town.id, part }, cast.at).await;
        let told = deliveries(db).await;
        let nobody: Vec<_> = told.iter().filter(|told| told.what == "nobody_saw").collect();
        assert_eq!(nobody.len(), 2, "{nobody:?}");
        let mail = nobody.iter().find(|told| told.channel == Channel::Mail).unwrap();
        match notifications::prepare(db.read(), &seal(), mail, cast.at).await.unwrap() {
            Prepared::Send(Parcel::Letter { to, wish: Wish::NobodySaw(_), .. }) => assert_eq!(to.as_str(), "mairie@dourdan.example"),
            other => panic!("{other:?}"),
        }
    }

    async fn a_bell_is_heard_only_after_it_rang_on_this_device(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = signed_in(db, &cast.grocer_session, cast.at).await;
        let heard = async |at| {
            let tx = db.write().await.unwrap();
            let heard = notifications::hear(&tx, &who, &cast.grocer_merchant.in_person().unwrap(), at).await;
            tx.commit().await.unwrap();
            heard
        };
        let ring = async |at| {
            let tx = db.write().await.unwrap();
            let rung = notifications::ring_me(&tx, &who, at).await;
            tx.commit().await.unwrap();
            notifications::address(db, at).await.unwrap();
            rung
        };
        assert!(matches!(ring(cast.at).await, Err(Error::Refused(notifications::HeardRefused::Silent))));
        subscribe(db, &cast.grocer_session, "grocer", cast.at).await;
        ring(cast.at).await.unwrap();
        assert!(matches!(heard(cast.at).await, Err(Error::Refused(notifications::HeardRefused::NotRung))));
        let node = secret::id();
        let held = take(db, node, cast.at).await.remove(0);
        match notifications::prepare(db.read(), &seal(), &held, cast.at).await.unwrap() {
            Prepared::Send(Parcel::Ring { ring, .. }) => assert!(matches!(ring.why, Ringing::Test)),
            other => panic!("{other:?}"),
        }
        settle(db, node, &held, Outcome::Sent, cast.at).await;
        assert!(heard(cast.at + Duration::hours(2)).await.is_err());
        heard(cast.at).await.unwrap();
        let bell = notifications::bell(db.read(), &cast.grocer_merchant).await.unwrap();
        assert_eq!(bell.heard_at, Some(cast.at));
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Few).await;
        let board = oversight::board(db.read(), &cast.official).await.unwrap();
        assert_eq!(board.shops[0].heard, Some(true), "the town hall knows");
        // Asked for again, it rings again.
        ring(cast.at).await.unwrap();
        assert_eq!(take(db, node, cast.at).await.len(), 1);
    }

    async fn a_device_rings_for_one_person_and_not_after_signing_out(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let at = cast.at;
        subscribe(db, &cast.grocer_session, "shared", at).await;
        subscribe(db, &cast.toys_session, "shared", at).await;
        subscribe(db, &cast.toys_session, "renewed", at).await;
        let known = subscription::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(known.len(), 1);
        assert!(known[0].endpoint.ends_with("/renewed"));
        let toys = signed_in(db, &cast.toys_session, at).await;
        assert!(notifications::rings(db.read(), &toys).await.unwrap());
        let tx = db.write().await.unwrap();
        accounts::sign_out(&tx, &toys, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(subscription::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn the_backlog_is_what_waits_and_what_was_given_up(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let backlog = async || notifications::backlog(db.read()).await.unwrap();
        assert_eq!(backlog().await, Backlog::default());
        let placed = order(db, &cast, "a", cast.at).await;
        order(db, &cast, "b", cast.at).await;
        let lies = |waiting, oldest, dead| Backlog { waiting, oldest, dead };
        assert_eq!(backlog().await, lies(2, Some(cast.at), 0));
        let node = secret::id();
        let held = take(db, node, cast.at).await;
        settle(db, node, &held[0], Outcome::Sent, cast.at).await;
        assert_eq!(backlog().await, lies(1, Some(cast.at), 0));
        settle(db, node, &held[1], Outcome::Never { why: "no".into() }, cast.at).await;
        assert_eq!(backlog().await, lies(0, None, 1));
        // Told, and addressed to nobody yet.
        let later = cast.at + Duration::minutes(1);
        let tx = db.write().await.unwrap();
        let news = Message::OrderStands { order: placed.order, news: News::Ready };
        notifications::tell(&tx, &[news], later).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(backlog().await, lies(1, Some(later), 1));
    }

    async fn what_is_long_done_or_given_up_is_forgotten(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let node = secret::id();
        for (key, outcome) in [("a", Outcome::Sent), ("b", Outcome::Never { why: "no".into() })] {
            order(db, &cast, key, cast.at).await;
            let held = take(db, node, cast.at).await.remove(0);
            settle(db, node, &held, outcome, cast.at).await;
        }
        notifications::sweep(db, cast.at + Duration::days(29)).await.unwrap();
        assert_eq!(deliveries(db).await.len(), 2);
        assert_eq!(notifications::dead_letters(db.read()).await.unwrap().len(), 1);
        notifications::sweep(db, cast.at + Duration::days(31)).await.unwrap();
        assert_eq!(deliveries(db).await.len(), 0);
    }
}

//! What merchants, officials and the clock do to an order beyond the straight way.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{ListingForm, Stock, Wish},
    id::ProductId,
    notifications::{Message, News},
    orders::{Actor, Alarm, Given, Part, PartState, Reason, RefusalForm, Reservation, Standing},
    pickup::{Lead, SlotLength},
};
use futures::future::join_all;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use services::{
    catalogue::{self, entity::product},
    db::Db,
    error::Error,
    notifications::{
        self,
        entity::{delivery, message},
    },
    on_both_engines,
    orders::{
        self, ChangeRefused, PlaceRefused, Placed, Placer, clock,
        entity::{change, order, part},
    },
    shops,
    testing::{Cast, reservation},
};

async fn jam(db: &Db, cast: &Cast, stock: Stock) -> ProductId {
    cast.product(db, &cast.grocer_merchant, "Confiture de fraise", "4,50", stock)
        .await
}

async fn place(db: &Db, cast: &Cast, key: &str, product: ProductId, by: Placer) -> Placed {
    let wanted = reservation(cast, key, &[(product, 2)], &[&cast.grocer]);
    orders::place(db, &cast.town, &wanted, by, "fr", cast.at)
        .await
        .unwrap()
}

async fn first_part(db: &Db, page: &str) -> Part {
    orders::page(db.read(), page).await.unwrap().1.parts.remove(0)
}

/// Leaves an address with the order, as a shopper may.
async fn with_email(db: &Db, placed: &Placed) {
    let row = order::ActiveModel {
        id: Set(placed.order),
        email: Set("jeanne@exemple.fr".into()),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
}

async fn messages(db: &Db) -> Vec<Message> {
    let rows = message::Entity::find()
        .order_by_asc(message::Column::Id)
        .all(db.read())
        .await
        .unwrap();
    rows.iter()
        .map(|row| serde_json::from_str(&row.body).unwrap())
        .collect()
}

async fn row_of(db: &Db, part: &Part) -> part::Model {
    part::Entity::find_by_id(part.id)
        .one(db.read())
        .await
        .unwrap()
        .unwrap()
}

async fn stock_of(db: &Db, cast: &Cast, product: ProductId) -> Stock {
    catalogue::by_ids(db.read(), cast.town.id, &[product])
        .await
        .unwrap()[0]
        .stock
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

on_both_engines! {
    async fn a_refusal_says_why_and_offers_something_else(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let strawberry = jam(db, &cast, Stock::Pieces(3)).await;
        let plum = cast.product(db, &cast.grocer_merchant, "Confiture de prune", "4", Stock::Pieces(1)).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(1)).await;
        let placed = place(db, &cast, "k", strawberry, Placer::Shopper).await;
        with_email(db, &placed).await;
        let part = first_part(db, &placed.page_key).await;
        let form = |instead: ProductId| RefusalForm {
            because: Reason::SoldOut.to_string(),
            words: "Le dernier pot est parti ce matin".into(),
            instead: instead.to_string(),
        };
        // A neighbour's product cannot be offered: the refusal stands without it.
        let tx = db.write().await.unwrap();
        orders::refuse(&tx, &cast.grocer_merchant, part.id, &form(train).parse().unwrap(), cast.at).await.unwrap();
        drop(tx);
        let tx = db.write().await.unwrap();
        orders::refuse(&tx, &cast.grocer_merchant, part.id, &form(plum).parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let Standing::Refused { because, words, instead } = first_part(db, &placed.page_key).await.standing else {
            panic!("not refused");
        };
        assert_eq!(because, Reason::SoldOut);
        assert_eq!(words.unwrap().as_str(), "Le dernier pot est parti ce matin");
        assert_eq!(instead.unwrap().name.unwrap().as_str(), "Confiture de prune");
        // There is none, says the shop: the next shopper is not promised what this one did not get.
        assert_eq!(stock_of(db, &cast, strawberry).await, Stock::Pieces(1));
        let told = messages(db).await;
        let refused = Message::OrderStands { order: placed.order, news: News::Refused };
        assert_eq!(told.iter().filter(|told| **told == refused).count(), 1);
        // What was offered is gone by now: the page does not offer it any more.
        let taken = product::ActiveModel { id: Set(plum), stock_count: Set(Some(0)), ..Default::default() };
        taken.update(db.for_migrations()).await.unwrap();
        assert!(matches!(
            first_part(db, &placed.page_key).await.standing,
            Standing::Refused { instead: None, .. }
        ));
    }

    async fn another_weight_is_another_total_and_is_written_down(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let form = ListingForm { name: "Comté".into(), price: "24".into(), unit: "kilogram".into(), ..Default::default() };
        let cheese = ProductId(services::secret::id());
        let tx = db.write().await.unwrap();
        catalogue::put_on_sale(&tx, &cast.grocer_merchant, cheese, form.parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let placed = place(db, &cast, "k", cheese, Placer::Shopper).await;
        let part = first_part(db, &placed.page_key).await;
        assert_eq!(domain::orders::total(&part.lines).0, 4800);
        let tx = db.write().await.unwrap();
        let unseen = orders::adjust(&tx, &cast.grocer_merchant, part.id, &vec![Some(Given::NOTHING)], cast.at).await;
        assert!(matches!(unseen, Err(Error::Refused(ChangeRefused::Moved(PartState::Placed)))));
        orders::see(&tx, &cast.grocer_merchant, &[part.id], cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let weigh = async |given: Option<&str>| {
            let weighed = vec![given.map(|typed| typed.parse::<Given>().unwrap())];
            let tx = db.write().await.unwrap();
            let done = orders::adjust(&tx, &cast.grocer_merchant, part.id, &weighed, cast.at).await;
            tx.commit().await.unwrap();
            done.map(drop)
        };
        weigh(Some("1,935")).await.unwrap();
        let weighed = first_part(db, &placed.page_key).await;
        assert_eq!(domain::orders::total(&weighed.lines).0, 4644);
        // Said twice it is written once; as ordered again, it is as before.
        weigh(Some("1,935")).await.unwrap();
        weigh(Some("2")).await.unwrap();
        assert_eq!(first_part(db, &placed.page_key).await.lines, part.lines);
        let history = change::Entity::find()
            .filter(change::Column::PartId.eq(part.id))
            .filter(change::Column::Act.eq(domain::orders::Act::Adjust));
        let history = history.order_by_asc(change::Column::Id).all(db.read()).await.unwrap();
        let details: Vec<&str> = history.iter().filter_map(|row| row.detail.as_deref()).collect();
        assert_eq!(details, [
            r#"[{"position":0,"before":null,"given":1935}]"#,
            r#"[{"position":0,"before":1935,"given":null}]"#,
        ]);
        assert!(history.iter().all(|row| row.member_id == Some(cast.grocer_merchant.member())));
    }

    async fn more_than_was_ordered_leaves_the_shelf_or_is_refused(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(3)).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        let part = first_part(db, &placed.page_key).await;
        let give = async |pieces: u32| {
            let tx = db.write().await.unwrap();
            orders::see(&tx, &cast.grocer_merchant, &[part.id], cast.at).await.unwrap();
            let weighed = vec![Some(Given::whole(pieces))];
            let done = orders::adjust(&tx, &cast.grocer_merchant, part.id, &weighed, cast.at).await;
            tx.commit().await.unwrap();
            done.map(drop)
        };
        give(3).await.unwrap();
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(0));
        let refused = give(4).await;
        assert!(matches!(refused, Err(Error::Refused(ChangeRefused::NotThere { line: 0, left: 0 }))), "{refused:?}");
        assert_eq!(first_part(db, &placed.page_key).await.lines[0].given, Some(Given::whole(3)));
        // It was a slip: the third is there again.
        give(2).await.unwrap();
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(1));
        give(3).await.unwrap();
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, &placed.page_key, part.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(3));
    }

    async fn who_was_told_it_is_ready_is_told_that_it_is_not(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        with_email(db, &placed).await;
        let part = first_part(db, &placed.page_key).await;
        let (who, at) = (&cast.grocer_merchant, |minutes| cast.at + Duration::minutes(minutes));
        notifications::address(db, cast.at).await.unwrap();
        for (minutes, is_ready) in [(1, true), (2, false), (3, true)] {
            let tx = db.write().await.unwrap();
            if is_ready {
                orders::make_ready(&tx, who, part.id, at(minutes)).await.unwrap();
            } else {
                orders::undo(&tx, who, part.id, at(minutes)).await.unwrap();
            }
            tx.commit().await.unwrap();
            notifications::address(db, at(minutes)).await.unwrap();
        }
        // It stands as it stood two minutes ago, and is told all the same: the last letter is the true one.
        let told = delivery::Entity::find().order_by_asc(delivery::Column::ToldAt).all(db.read()).await.unwrap();
        let news: Vec<News> = told
            .iter()
            .filter_map(|told| match serde_json::from_str(&told.body).unwrap() {
                Message::OrderStands { news, .. } => Some(news),
                _ => None,
            })
            .collect();
        assert_eq!(news, [News::Ready, News::NotReady, News::Ready]);
    }

    async fn the_shop_is_told_that_nobody_comes(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let (one, all) = (place(db, &cast, "k1", jam, Placer::Shopper).await, place(db, &cast, "k2", jam, Placer::Shopper).await);
        let parts = [first_part(db, &one.page_key).await.id, first_part(db, &all.page_key).await.id];
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, &one.page_key, parts[0], cast.at).await.unwrap();
        orders::cancel_all(&tx, &all.page_key, cast.at).await.unwrap();
        // Nothing is left to take back, and nothing to tell.
        orders::cancel_all(&tx, &all.page_key, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let told = messages(db).await;
        let told: Vec<&Message> = told.iter().filter(|told| matches!(told, Message::Cancelled { .. })).collect();
        let expected = parts.map(|part| Message::Cancelled { shop: cast.grocer.id, part });
        assert_eq!(told, expected.iter().collect::<Vec<_>>());
    }

    async fn a_slip_of_the_finger_is_taken_back_in_time(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(2)).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        let (part, code) = (first_part(db, &placed.page_key).await, orders::page(db.read(), &placed.page_key).await.unwrap().1.code);
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, part.id, cast.at).await.unwrap();
        orders::hand_over(&tx, &cast.grocer_merchant, part.id, &code, cast.at).await.unwrap();
        let stranger = orders::undo(&tx, &cast.toys_merchant, part.id, cast.at).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        orders::undo(&tx, &cast.grocer_merchant, part.id, cast.at + Duration::minutes(9)).await.unwrap();
        orders::undo(&tx, &cast.grocer_merchant, part.id, cast.at + Duration::minutes(9)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(first_part(db, &placed.page_key).await.state(), PartState::Accepted);
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, part.id, cast.at).await.unwrap();
        orders::hand_over(&tx, &cast.grocer_merchant, part.id, &code, cast.at).await.unwrap();
        let late = orders::undo(&tx, &cast.grocer_merchant, part.id, cast.at + Duration::minutes(10)).await;
        assert!(matches!(late, Err(Error::Refused(ChangeRefused::TooLate))));
    }

    async fn an_order_that_nobody_sees_goes_from_hand_to_hand(db: &Db) {
        // A Tuesday, ten in the morning in Dourdan; the window ends at half past twelve.
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(2)).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        with_email(db, &placed).await;
        let part = first_part(db, &placed.page_key).await;
        let look = async |at: &str| {
            clock::tick(db, utc(at)).await.unwrap();
            let row = row_of(db, &part).await;
            (row.state, row.alarm)
        };
        assert_eq!(look("2026-11-24T09:14:59Z").await, (PartState::Placed, Alarm::Rung));
        assert_eq!(look("2026-11-24T09:15:00Z").await, (PartState::Placed, Alarm::SecondContact));
        assert_eq!(look("2026-11-24T09:29:59Z").await, (PartState::Placed, Alarm::SecondContact));
        assert!(orders::unseen_in_town(db.read(), &cast.official).await.unwrap().is_empty());
        assert_eq!(look("2026-11-24T09:30:00Z").await, (PartState::Placed, Alarm::TownHall));
        let board = orders::unseen_in_town(db.read(), &cast.official).await.unwrap();
        assert_eq!((board.len(), board[0].part, board[0].shop.id), (1, part.id, cast.grocer.id));
        // From eleven on the shopper may come: until then somebody may still answer.
        assert_eq!(look("2026-11-24T09:59:59Z").await, (PartState::Placed, Alarm::TownHall));
        assert_eq!(look("2026-11-24T10:00:00Z").await.0, PartState::Expired);
        assert_eq!(first_part(db, &placed.page_key).await.standing, Standing::Expired { because: Reason::Unanswered });
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(2));
        assert!(orders::unseen_in_town(db.read(), &cast.official).await.unwrap().is_empty());
        assert_eq!(messages(db).await, [
            Message::NewOrder { shop: cast.grocer.id, part: part.id },
            Message::StillUnseen { shop: cast.grocer.id, part: part.id },
            Message::NobodySaw { town: cast.town.id, part: part.id },
            Message::OrderStands { order: placed.order, news: News::Expired },
        ]);
    }

    async fn quiet_hours_put_the_alarm_off_and_lose_nothing(db: &Db) {
        // Eight in the evening; the shop is quiet from then to seven.
        let mut cast = Cast::at(db, utc("2026-11-24T19:00:00Z")).await;
        cast.settle(db, |row| {
            row.quiet_from = Set(Some("20:00".into()));
            row.quiet_to = Set(Some("07:00".into()));
        }).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        let part = first_part(db, &placed.page_key).await;
        clock::tick(db, utc("2026-11-25T06:14:59Z")).await.unwrap();
        assert_eq!(row_of(db, &part).await.alarm, Alarm::Rung);
        clock::tick(db, utc("2026-11-25T06:15:00Z")).await.unwrap();
        assert_eq!(row_of(db, &part).await.alarm, Alarm::SecondContact);
    }

    async fn goods_that_nobody_collects_go_back(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(2)).await;
        let placed = place(db, &cast, "k", jam, Placer::Shopper).await;
        let part = first_part(db, &placed.page_key).await;
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, part.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let gives_up = part.window.to + clock::KEPT_ASIDE;
        assert!(clock::tick(db, gives_up - Duration::seconds(1)).await.unwrap().changes.is_empty());
        // Two servers look at the same instant: it is given up once.
        let (one, other) = tokio::join!(clock::tick(db, gives_up), clock::tick(db, gives_up));
        assert_eq!(one.unwrap().changes.len() + other.unwrap().changes.len(), 1);
        assert_eq!(first_part(db, &placed.page_key).await.standing, Standing::Expired { because: Reason::NotCollected });
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(2));
    }

    async fn the_town_hall_answers_for_a_shop_that_did_not_look(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(4)).await;
        let yes = first_part(db, &place(db, &cast, "k1", jam, Placer::Shopper).await.page_key).await;
        let no = first_part(db, &place(db, &cast, "k2", jam, Placer::Shopper).await.page_key).await;
        let refusal = RefusalForm::default().parse().unwrap();
        let tx = db.write().await.unwrap();
        orders::answer_for_shop(&tx, &cast.official, yes.id, None, cast.at).await.unwrap();
        orders::answer_for_shop(&tx, &cast.official, no.id, Some(&refusal), cast.at).await.unwrap();
        // The shop has answered by now: the town hall has nothing to say any more.
        let twice = orders::answer_for_shop(&tx, &cast.official, yes.id, Some(&refusal), cast.at).await;
        assert!(matches!(twice, Err(Error::Refused(ChangeRefused::Moved(PartState::Accepted)))));
        tx.commit().await.unwrap();
        assert_eq!(row_of(db, &yes).await.state, PartState::Accepted);
        assert_eq!(row_of(db, &no).await.state, PartState::Refused);
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(2));
        // It offers what is on that shop's shelf, and nothing else.
        let offers = async |key: &str, instead: ProductId| {
            let part = first_part(db, &place(db, &cast, key, jam, Placer::Shopper).await.page_key).await;
            let form = RefusalForm { because: Reason::Closed.to_string(), instead: instead.to_string(), ..RefusalForm::default() };
            let tx = db.write().await.unwrap();
            orders::answer_for_shop(&tx, &cast.official, part.id, Some(&form.parse().unwrap()), cast.at).await.unwrap();
            tx.commit().await.unwrap();
            let row = row_of(db, &part).await;
            (row.refused_because, row.offered_instead)
        };
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(1)).await;
        assert_eq!(offers("k3", train).await, (Some(Reason::Closed), None));
        let plum = cast.product(db, &cast.grocer_merchant, "Confiture de prune", "4", Stock::Pieces(1)).await;
        assert_eq!(offers("k4", plum).await, (Some(Reason::Closed), Some(plum)));
        let elsewhere = Cast::named(db, "ailleurs").await;
        let tx = db.write().await.unwrap();
        let stranger = orders::answer_for_shop(&tx, &elsewhere.official, yes.id, None, cast.at).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
    }

    async fn who_calls_the_shop_has_a_yes_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(9)).await;
        let by_shop = place(db, &cast, "k1", jam, Placer::Merchant(*cast.grocer_merchant)).await;
        let by_town = place(db, &cast, "k2", jam, Placer::Official(cast.official)).await;
        let by_neighbour = place(db, &cast, "k3", jam, Placer::Merchant(*cast.toys_merchant)).await;
        let told = messages(db).await;
        for (placed, state, as_who, rings) in [
            (by_shop, PartState::Accepted, Actor::Merchant, false),
            (by_town, PartState::Placed, Actor::Official, true),
            (by_neighbour, PartState::Placed, Actor::Shopper, true),
        ] {
            let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
            assert_eq!((order.parts[0].state(), order.entered_as), (state, as_who));
            let ring = Message::NewOrder { shop: cast.grocer.id, part: order.parts[0].id };
            assert_eq!(told.contains(&ring), rings, "{as_who}");
        }
    }

    async fn the_last_place_of_a_window_is_given_once(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        cast.settle(db, |row| {
            row.slot_capacity = Set(Some(1));
            row.slot_minutes = Set(SlotLength::Hour.minutes());
        }).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let wanted: Vec<_> = (0..24).map(|n| reservation(&cast, &format!("key{n}"), &[(jam, 1)], &[&cast.grocer])).collect();
        let tries = join_all(wanted.iter().map(|wanted| orders::place(db, &cast.town, wanted, Placer::Shopper, "fr", cast.at))).await;
        let won = tries.iter().filter(|tried| tried.is_ok()).count();
        println!("R3: {won} of {} had the last place", tries.len());
        assert_eq!(won, 1);
        let page = tries.iter().find_map(|tried| tried.as_ref().ok()).unwrap().page_key.clone();
        for lost in tries.into_iter().filter_map(Result::err) {
            assert!(matches!(lost, Error::Refused(PlaceRefused::Full(shops)) if shops == [cast.grocer.id]));
        }
        let offered = async || orders::offered(db.read(), &cast.grocer, cast.grocer.lead, &cast.town.time_zone, cast.at).await.unwrap();
        let now = offered().await;
        assert_eq!(now.iter().map(|offered| offered.has_room).take(3).collect::<Vec<_>>(), [false, true, true]);
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, &page, first_part(db, &page).await.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(offered().await[0].has_room);
    }

    async fn a_place_weighs_on_every_window_it_overlaps_however_the_day_is_cut(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let cut = |row: &mut shops::entity::ActiveModel, length: SlotLength| {
            row.slot_capacity = Set(Some(1));
            row.slot_minutes = Set(length.minutes());
        };
        let wish = |cast: &Cast, key: &str| reservation(cast, key, &[(jam, 1)], &[&cast.grocer]);
        let order = async |cast: &Cast, wanted: &Reservation| {
            orders::place(db, &cast.town, wanted, Placer::Shopper, "fr", cast.at).await
        };
        let room = async |cast: &Cast| {
            let all = orders::offered(db.read(), &cast.grocer, cast.grocer.lead, &cast.town.time_zone, cast.at).await.unwrap();
            all.iter().map(|offered| offered.has_room).take(4).collect::<Vec<_>>()
        };
        // The first half hour of the morning is taken, then the day is cut into hours, then not at all.
        cast.settle(db, |row| cut(row, SlotLength::HalfHour)).await;
        let half = order(&cast, &wish(&cast, "half")).await.unwrap();
        assert_eq!(room(&cast).await, [false, true, true, true]);
        for length in [SlotLength::Hour, SlotLength::Opening] {
            cast.settle(db, |row| cut(row, length)).await;
            assert_eq!(room(&cast).await, [false, true, true, true], "{length}");
            let refused = order(&cast, &wish(&cast, length.as_str())).await;
            assert!(matches!(&refused, Err(Error::Refused(PlaceRefused::Full(shops))) if *shops == [cast.grocer.id]), "{refused:?}");
        }
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, &half.page_key, first_part(db, &half.page_key).await.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        // Who may come all morning may come in each of its half hours, and in none of the afternoon's.
        order(&cast, &wish(&cast, "morning")).await.unwrap();
        cast.settle(db, |row| cut(row, SlotLength::HalfHour)).await;
        assert_eq!(room(&cast).await, [false, false, false, true]);
        let refused = order(&cast, &wish(&cast, "again")).await;
        assert!(matches!(refused, Err(Error::Refused(PlaceRefused::Full(_)))), "{refused:?}");
    }

    async fn the_slowest_product_decides_when_to_come(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let cake = jam(db, &cast, Stock::Always).await;
        let prepare = async |word: &str| {
            let tx = db.write().await.unwrap();
            let change = Wish::Lead(word.into()).parse().unwrap();
            catalogue::change(&tx, &cast.grocer_merchant, cake, change, cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        prepare("1440").await;
        let wanted = reservation(&cast, "k", &[(cake, 1)], &[&cast.grocer]);
        let today = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await;
        assert!(matches!(today, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.grocer.id]));
        let products = catalogue::by_ids(db.read(), cast.town.id, &[cake]).await.unwrap();
        assert_eq!(orders::lead(&cast.grocer, products.iter()), Lead::DayBefore);
        prepare("").await;
        orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
    }
}

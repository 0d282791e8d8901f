//! Orders: placed once, taking what there is, and handed over for their code.

use chrono::Duration;
use domain::{
    catalogue::Stock,
    id::ProductId,
    orders::{Act, Code, PartState, Refusal, RefusalForm, Reservation, Shown},
    shops::Shop,
};
use futures::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::{
    accounts, catalogue,
    db::Db,
    error::Error,
    live, on_both_engines,
    orders::{self, ChangeRefused, Gone, PlaceRefused, Placed, Placer, entity},
    testing::{Cast, reservation},
};
use std::collections::HashSet;

async fn place(db: &Db, cast: &Cast, wanted: &Reservation) -> Result<Placed, Error<PlaceRefused>> {
    orders::place(db, &cast.town, wanted, Placer::Shopper, "fr", cast.at).await
}

async fn stock_of(db: &Db, cast: &Cast, product: ProductId) -> Stock {
    catalogue::by_ids(db.read(), cast.town.id, &[product])
        .await
        .unwrap()[0]
        .stock
}

async fn jam(db: &Db, cast: &Cast, stock: Stock) -> ProductId {
    cast.product(db, &cast.grocer_merchant, "Confiture de fraise", "4,50", stock)
        .await
}

/// Sends an order for one jam and gives its part and code.
async fn one_order(db: &Db, cast: &Cast, stock: Stock) -> (ProductId, String, domain::orders::Part, Code) {
    let jam = jam(db, cast, stock).await;
    let placed = place(db, cast, &reservation(cast, "k", &[(jam, 1)], &[&cast.grocer]))
        .await
        .unwrap();
    let (_, mut order) = orders::page(db.read(), &placed.page_key).await.unwrap();
    (jam, placed.page_key, order.parts.remove(0), order.code)
}

async fn act(
    db: &Db,
    cast: &Cast,
    page: &str,
    part: &domain::orders::Part,
    act: Act,
    code: &Code,
) -> Result<live::Change, Error<ChangeRefused>> {
    let tx = db.write().await.unwrap();
    let (who, at) = (&cast.grocer_merchant, cast.at);
    let moved = match act {
        Act::MakeReady => orders::make_ready(&tx, who, part.id, at).await,
        Act::HandOver => orders::hand_over(&tx, who, part.id, code, at).await,
        Act::Refuse => orders::refuse(&tx, who, part.id, &no(), at).await,
        Act::Cancel => orders::cancel(&tx, page, part.id, at).await,
        _ => unreachable!("not a verb of this test"),
    };
    tx.commit().await.unwrap();
    moved
}

/// A refusal without many words.
fn no() -> Refusal {
    RefusalForm::default().parse().unwrap()
}

async fn state(db: &Db, page: &str) -> PartState {
    orders::page(db.read(), page).await.unwrap().1.parts[0].state()
}

async fn goods_return(db: &Db, way_out: Act) {
    let cast = Cast::on_stage(db).await;
    let (jam, page, part, code) = one_order(db, &cast, Stock::Pieces(3)).await;
    assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(2));
    act(db, &cast, &page, &part, way_out, &code).await.unwrap();
    assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(3));
    let twice = act(db, &cast, &page, &part, way_out, &code).await;
    assert!(matches!(twice, Err(Error::Refused(ChangeRefused::Moved(_)))));
    assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(3));
}

on_both_engines! {
    async fn an_order_has_one_part_for_each_shop(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let train = cast.product(db, &cast.toys_merchant, "Train en bois", "32", Stock::Pieces(2)).await;
        let shops: [&Shop; 2] = [&cast.grocer, &cast.toys];
        let placed = place(db, &cast, &reservation(&cast, "k", &[(jam, 2), (train, 1)], &shops)).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        assert_eq!(order.parts.len(), 2);
        assert_eq!(order.parts.iter().map(|part| domain::orders::total(&part.lines).0).sum::<i64>(), 900 + 3200);
        assert!(order.parts.iter().all(|part| part.state() == PartState::Placed));
        assert_eq!(stock_of(db, &cast, train).await, Stock::Pieces(1));
        let tickets = orders::inbox(db.read(), &cast.toys_merchant, cast.at).await.unwrap();
        assert_eq!((tickets.len(), tickets[0].name.as_str(), tickets[0].lines.len()), (1, "Jeanne Martin", 1));
    }

    async fn the_last_piece_is_sold_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(1)).await;
        let wanted: Vec<Reservation> =
            (0..24).map(|n| reservation(&cast, &format!("key{n}"), &[(jam, 1)], &[&cast.grocer])).collect();
        let tries = join_all(wanted.iter().map(|wanted| place(db, &cast, wanted))).await;
        let won = tries.iter().filter(|tried| tried.is_ok()).count();
        println!("R3: {won} of {} had the last piece", tries.len());
        assert_eq!(won, 1);
        for lost in tries.into_iter().filter_map(Result::err) {
            assert!(matches!(lost, Error::Refused(PlaceRefused::Gone(gone)) if gone == [Gone { product: jam, left: 0 }]));
        }
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(0));
        assert_eq!(entity::order::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn the_same_key_makes_one_order(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(50)).await;
        let wanted = reservation(&cast, "samekey", &[(jam, 2)], &[&cast.grocer]);
        let answers = join_all((0..16).map(|_| place(db, &cast, &wanted))).await;
        let pages: HashSet<String> = answers.into_iter().map(|answer| answer.unwrap().page_key).collect();
        assert_eq!(pages.len(), 1);
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(48));
        let altered = reservation(&cast, "samekey", &[(jam, 3)], &[&cast.grocer]);
        assert!(matches!(place(db, &cast, &altered).await, Err(Error::Refused(PlaceRefused::KeyUsed))));
    }

    async fn what_cannot_be_had_takes_nothing_else(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, honey) = (jam(db, &cast, Stock::Pieces(5)).await, jam(db, &cast, Stock::Pieces(1)).await);
        let unknown = ProductId(services::secret::id());
        let too_much = reservation(&cast, "k1", &[(jam, 1), (honey, 3)], &[&cast.grocer]);
        let gone = Gone { product: honey, left: 1 };
        assert!(matches!(place(db, &cast, &too_much).await, Err(Error::Refused(PlaceRefused::Gone(g))) if g == [gone]));
        let strange = reservation(&cast, "k2", &[(jam, 1), (unknown, 1)], &[&cast.grocer]);
        assert!(matches!(place(db, &cast, &strange).await, Err(Error::Refused(PlaceRefused::Gone(g))) if g[0].product == unknown));
        assert_eq!(stock_of(db, &cast, jam).await, Stock::Pieces(5));
        assert_eq!(entity::order::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn a_window_that_is_over_is_asked_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Always).await;
        let wanted = reservation(&cast, "k", &[(jam, 1)], &[&cast.grocer]);
        let later = cast.at + Duration::hours(4);
        let late = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", later).await;
        assert!(matches!(late, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.grocer.id]));
        let unset = Reservation { windows: std::collections::BTreeMap::new(), ..wanted };
        assert!(matches!(place(db, &cast, &unset).await, Err(Error::Refused(PlaceRefused::Windows(_)))));
    }

    async fn goods_change_hands_for_the_code_only(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, page, part, code) = one_order(db, &cast, Stock::Always).await;
        let early = act(db, &cast, &page, &part, Act::HandOver, &code).await;
        assert!(matches!(early, Err(Error::Refused(ChangeRefused::Moved(PartState::Placed)))));
        act(db, &cast, &page, &part, Act::MakeReady, &code).await.unwrap();
        let wrong = Code::from_bits(u32::from(code.as_str() == "00000"));
        let refused = act(db, &cast, &page, &part, Act::HandOver, &wrong).await;
        assert!(matches!(refused, Err(Error::Refused(ChangeRefused::WrongCode))));
        act(db, &cast, &page, &part, Act::HandOver, &code).await.unwrap();
        assert_eq!(state(db, &page).await, PartState::HandedOver);
        let history = entity::change::Entity::find().filter(entity::change::Column::PartId.eq(part.id));
        assert_eq!(history.count(db.read()).await.unwrap(), 3);
    }

    async fn another_shops_order_is_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, _, part, code) = one_order(db, &cast, Stock::Always).await;
        let tx = db.write().await.unwrap();
        let stranger = orders::make_ready(&tx, &cast.toys_merchant, part.id, cast.at).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        assert!(matches!(orders::ticket_by_code(&tx, &cast.toys_merchant, &code).await, Err(Error::NotFound)));
        assert_eq!(orders::ticket_by_code(&tx, &cast.grocer_merchant, &code).await.unwrap().part, part.id);
    }

    async fn the_goods_return_when_the_shopper_cancels(db: &Db) {
        Box::pin(goods_return(db, Act::Cancel)).await;
    }

    async fn the_goods_return_when_the_merchant_refuses(db: &Db) {
        Box::pin(goods_return(db, Act::Refuse)).await;
    }

    async fn of_two_who_act_at_once_one_wins_and_the_other_is_told(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, page, part, code) = one_order(db, &cast, Stock::Pieces(1)).await;
        let (ready, cancelled) = tokio::join!(
            act(db, &cast, &page, &part, Act::MakeReady, &code),
            act(db, &cast, &page, &part, Act::Cancel, &code),
        );
        let (lost, left, stands) = match (ready, cancelled) {
            (Ok(_), Err(lost)) => (lost, Stock::Pieces(0), PartState::Ready),
            (Err(lost), Ok(_)) => (lost, Stock::Pieces(1), PartState::Cancelled),
            both => panic!("{both:?}"),
        };
        assert!(matches!(lost, Error::Refused(ChangeRefused::Moved(state)) if state == stands), "{lost:?}");
        assert_eq!((state(db, &page).await, stock_of(db, &cast, jam).await), (stands, left));
    }

    async fn what_a_screen_showed_counts_as_seen_and_nothing_else(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, page, part, _) = one_order(db, &cast, Stock::Always).await;
        let other = jam(db, &cast, Stock::Always).await;
        let placed = place(db, &cast, &reservation(&cast, "k2", &[(other, 1)], &[&cast.grocer])).await.unwrap();
        let see = async |who: &accounts::MerchantOf| {
            let tx = db.write().await.unwrap();
            let seen = orders::see(&tx, who, &[part.id], cast.at).await.unwrap().len();
            tx.commit().await.unwrap();
            seen
        };
        assert_eq!(see(&cast.toys_merchant).await, 0);
        assert_eq!(see(&cast.grocer_merchant).await, 1);
        assert_eq!(see(&cast.grocer_merchant).await, 0);
        assert_eq!(state(db, &page).await, PartState::Seen);
        assert_eq!(state(db, &placed.page_key).await, PartState::Placed);
    }

    async fn of_two_phones_that_accept_and_refuse_one_wins_and_the_other_is_told(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, page, part, _) = one_order(db, &cast, Stock::Pieces(1)).await;
        let shown = Shown { part: part.id, state: Some(PartState::Placed) };
        let who = &cast.grocer_merchant;
        let yes = async {
            let tx = db.write().await.unwrap();
            let done = orders::accept(&tx, who, shown, cast.at).await;
            tx.commit().await.unwrap();
            done.map(drop)
        };
        let sorry = async {
            let tx = db.write().await.unwrap();
            let done = orders::refuse(&tx, who, shown, &no(), cast.at).await;
            tx.commit().await.unwrap();
            done.map(drop)
        };
        let (accepted, refused) = tokio::join!(yes, sorry);
        let (lost, left, stands) = match (accepted, refused) {
            (Ok(()), Err(lost)) => (lost, Stock::Pieces(0), PartState::Accepted),
            (Err(lost), Ok(())) => (lost, Stock::Pieces(1), PartState::Refused),
            both => panic!("{both:?}"),
        };
        assert!(matches!(lost, Error::Refused(ChangeRefused::Moved(state)) if state == stands), "{lost:?}");
        assert_eq!((state(db, &page).await, stock_of(db, &cast, jam).await), (stands, left));
    }

    async fn an_act_on_what_is_no_longer_so_is_refused_whichever_it_is(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, page, part, code) = one_order(db, &cast, Stock::Always).await;
        let who = &cast.grocer_merchant;
        let as_shown = |state| Shown { part: part.id, state: Some(state) };
        let tx = db.write().await.unwrap();
        // Another phone of the shop looks in this instant: nothing that matters has changed.
        orders::see(&tx, who, &[part.id], cast.at).await.unwrap();
        orders::make_ready(&tx, who, as_shown(PartState::Placed), cast.at).await.unwrap();
        orders::hand_over(&tx, who, as_shown(PartState::Ready), &code, cast.at).await.unwrap();
        orders::undo(&tx, who, as_shown(PartState::HandedOver), cast.at).await.unwrap();
        // Sent twice, it goes one step back and not two.
        let twice = orders::undo(&tx, who, as_shown(PartState::HandedOver), cast.at).await;
        assert!(matches!(twice, Err(Error::Refused(ChangeRefused::Moved(PartState::Ready)))), "{twice:?}");
        let weighed = vec![Some(domain::orders::Given::NOTHING)];
        let stale = orders::adjust(&tx, who, as_shown(PartState::Seen), &weighed, cast.at).await;
        assert!(matches!(stale, Err(Error::Refused(ChangeRefused::Moved(PartState::Ready)))), "{stale:?}");
        tx.commit().await.unwrap();
        assert_eq!(state(db, &page).await, PartState::Ready);
    }

    async fn orders_over_the_same_shops_never_wait_for_each_other(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, Stock::Pieces(60)).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(60)).await;
        let shops: [&Shop; 2] = [&cast.grocer, &cast.toys];
        let wanted: Vec<Reservation> =
            (0..24).map(|n| reservation(&cast, &format!("key{n}"), &[(jam, 1), (train, 1)], &shops)).collect();
        let placed: Vec<Placed> = join_all(wanted[..12].iter().map(|wanted| place(db, &cast, wanted)))
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let cancel = async |page: &str| {
            let tx = db.write().await.unwrap();
            let changes = orders::cancel_all(&tx, page, cast.at).await.unwrap();
            tx.commit().await.unwrap();
            changes.len()
        };
        let (cancelled, others) = tokio::join!(
            join_all(placed.iter().map(|placed| cancel(&placed.page_key))),
            join_all(wanted[12..].iter().map(|wanted| place(db, &cast, wanted))),
        );
        assert_eq!(cancelled, [2; 12]);
        assert!(others.iter().all(Result::is_ok), "{others:?}");
        assert_eq!((stock_of(db, &cast, jam).await, stock_of(db, &cast, train).await), (Stock::Pieces(48), Stock::Pieces(48)));
    }
}

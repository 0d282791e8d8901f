//! What a town hall decides: products held back, shops suspended and lifted, orders that stand, and whoever comes at the same
//! instant.

use chrono::Duration;
use domain::{
    catalogue::{Change, Edit, EditError, ListingForm, Outcome, Stock, Wish, Wished},
    decisions::{Measure, REMEMBERED, Rule, StatementForm},
    id::{DecisionId, EditId, ProductId, ReplyId, ShopId},
    ledger::Deed,
    orders::{PartState, Reason, Refusal},
    search::{Filters, Query},
};
use services::{
    accounts::{self, Suspended},
    addresses::{self, Whither},
    catalogue,
    db::Db,
    decisions::{self, DecideRefused, LiftRefused, Matter},
    error::Error,
    ledger, on_both_engines,
    orders::{self, PlaceRefused, Placed, Placer},
    search, secret, shops,
    testing::{Cast, reservation},
};
use uuid::Uuid;

fn whole(shop: ShopId) -> Matter {
    Matter {
        shop,
        product: None,
        report: None,
    }
}

async fn decide(
    db: &Db,
    cast: &Cast,
    matter: Matter,
    measure: &str,
) -> Result<DecisionId, Error<DecideRefused>> {
    let id = DecisionId(secret::id());
    let form = StatementForm {
        measure: measure.into(),
        rule: "misleading".into(),
        why: "L’étiquette trompe sur l’origine.".into(),
        facts: "Le pot vient d’ailleurs.".into(),
    };
    let tx = db.write_in(cast.town.id).await.unwrap();
    let said = form.parse().unwrap();
    decisions::decide(&tx, &cast.official, id, &matter, &said, cast.at).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn lift(db: &Db, cast: &Cast, lifts: DecisionId) -> Result<(), Error<LiftRefused>> {
    let tx = db.write_in(cast.town.id).await.unwrap();
    let (id, facts) = (DecisionId(secret::id()), "C’est corrigé.".parse().unwrap());
    decisions::lift(&tx, &cast.official, id, lifts, &facts, cast.at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn jam(db: &Db, cast: &Cast, pieces: u32) -> ProductId {
    cast.product(
        db,
        &cast.grocer_merchant,
        "Confiture",
        "4,50",
        Stock::Pieces(pieces),
    )
    .await
}

async fn order(db: &Db, cast: &Cast, key: &str, jam: ProductId) -> Result<Placed, Error<PlaceRefused>> {
    let wanted = reservation(cast, key, &[(jam, 1)], &[&cast.grocer]);
    orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await
}

/// Whether the public meets the jam anywhere.
async fn is_seen(db: &Db, cast: &Cast, jam: ProductId) -> bool {
    let db = db.read();
    let town = cast.town.id;
    let shop = cast.grocer.id;
    let query = Query::parse("confiture");
    let found = search::find(db, &cast.town, query, &Filters::default(), 1, cast.at).await;
    let found = found.unwrap().total > 0;
    let seen = [
        catalogue::newest_in_town(db, town, 10)
            .await
            .unwrap()
            .iter()
            .any(|p| p.id == jam),
        catalogue::count_in_town(db, town).await.unwrap() > 0,
        !catalogue::in_shop(db, shop, 10).await.unwrap().is_empty(),
        !catalogue::aisles(db, town).await.unwrap().is_empty(),
        !catalogue::arrivals(db, town, None, 10).await.unwrap().is_empty(),
        catalogue::is_on_sale(db, shop, jam).await.unwrap(),
        catalogue::by_slug(db, shop, "confiture").await.is_ok(),
        !catalogue::by_ids(db, town, &[jam]).await.unwrap().is_empty(),
        !catalogue::listed(db, ProductId(Uuid::nil()), 10)
            .await
            .unwrap()
            .is_empty(),
        found,
    ];
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    seen[0]
}

fn edit(product: ProductId, wish: Wish) -> Edit {
    Edit {
        id: EditId(secret::id()),
        shop: None,
        product,
        wished: Wished::default(),
        wish,
    }
}

on_both_engines! {
    async fn a_product_that_is_held_back_is_nowhere_until_it_is_lifted(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        assert!(is_seen(db, &cast, jam).await);
        let matter = Matter { product: Some(jam), ..whole(cast.grocer.id) };
        let held = decide(db, &cast, matter, "held").await.unwrap();
        assert!(!is_seen(db, &cast, jam).await);
        assert!(matches!(order(db, &cast, "k", jam).await, Err(Error::Refused(PlaceRefused::Gone(_)))));
        assert!(matches!(decide(db, &cast, matter, "held").await, Err(Error::Refused(DecideRefused::Held))));
        // Its merchant cannot bring it back, nor by way of another one like it.
        let tx = db.write().await.unwrap();
        let copy = ProductId(secret::id());
        for change in [Change::Hide, Change::Show, Change::Duplicate(copy)] {
            catalogue::change(&tx, &cast.grocer_merchant, jam, change, cast.at).await.unwrap();
        }
        catalogue::change(&tx, &cast.grocer_merchant, copy, Change::Show, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_seen(db, &cast, jam).await);
        assert!(!catalogue::is_on_sale(db.read(), cast.grocer.id, copy).await.unwrap());
        let there = addresses::whither(db.read(), &["dourdan", "la-pause", "confiture"]).await.unwrap();
        assert!(matches!(there, Whither::Away(..)));
        lift(db, &cast, held).await.unwrap();
        assert!(is_seen(db, &cast, jam).await);
        assert!(catalogue::is_on_sale(db.read(), cast.grocer.id, copy).await.unwrap());
        assert!(matches!(lift(db, &cast, held).await, Err(Error::Refused(LiftRefused::NotStanding))));
    }

    async fn a_suspended_shop_is_nowhere_and_the_others_stay(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        let suspended = decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        assert!(!is_seen(db, &cast, jam).await);
        let town = cast.town.id;
        let shown = shops::in_town(db.read(), town).await.unwrap();
        assert!(shown.iter().all(|shop| shop.id == cast.toys.id) && shown.len() == 1);
        assert_eq!(shops::all_addresses(db.read()).await.unwrap().len(), 1);
        assert_eq!(shops::count_selling(db.read(), town).await.unwrap(), 0);
        assert!(shops::by_slug(db.read(), town, "la-pause").await.is_err());
        assert!(shops::known_by_slug(db.read(), town, "la-pause").await.is_ok(), "its terms of sale stay");
        for address in [&["dourdan", "la-pause"][..], &["dourdan", "la-pause", "confiture"]] {
            let there = addresses::whither(db.read(), address).await.unwrap();
            assert!(matches!(there, Whither::Suspended(_, shop) if shop.id == cast.grocer.id));
        }
        assert!(matches!(decide(db, &cast, whole(cast.grocer.id), "suspended").await, Err(Error::Refused(DecideRefused::Suspended))));
        lift(db, &cast, suspended).await.unwrap();
        assert!(is_seen(db, &cast, jam).await);
        assert!(order(db, &cast, "k", jam).await.is_ok());
    }

    async fn nothing_comes_onto_the_shelf_of_a_suspended_shop(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        let wish = edit(jam, Wish::Price("5".into()));
        let tx = db.write().await.unwrap();
        let who = accounts::signed_in(&tx, &cast.grocer_session.secret, cast.at).await.unwrap().merchant(&tx).await.unwrap();
        drop(tx);
        let suspended = decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        let tx = db.write().await.unwrap();
        assert!(matches!(who.in_good_standing(&tx).await, Err(Error::Refused(Suspended))));
        assert_eq!(catalogue::apply(&tx, &who, &wish, cast.at).await.unwrap(), Outcome::Refused(EditError::Suspended));
        tx.commit().await.unwrap();
        lift(db, &cast, suspended).await.unwrap();
        // The phone kept its wish, and asks again.
        let tx = db.write().await.unwrap();
        assert_eq!(catalogue::apply(&tx, &who, &wish, cast.at).await.unwrap(), Outcome::Done);
        let standing = who.in_good_standing(&tx).await.unwrap();
        let form = ListingForm { name: "Miel".into(), price: "9".into(), ..ListingForm::default() };
        catalogue::put_on_sale(&tx, &standing, ProductId(secret::id()), form.parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn orders_that_stand_are_served_or_refused_all_the_same(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        let (one, other) = (order(db, &cast, "a", jam).await.unwrap(), order(db, &cast, "b", jam).await.unwrap());
        decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        let (_, shown) = orders::page(db.read(), &one.page_key).await.unwrap();
        let (_, refused) = orders::page(db.read(), &other.page_key).await.unwrap();
        let tx = db.write().await.unwrap();
        let who = accounts::signed_in(&tx, &cast.grocer_session.secret, cast.at).await.unwrap().merchant(&tx).await.unwrap();
        orders::make_ready(&tx, &who, shown.parts[0].id, cast.at).await.unwrap();
        orders::hand_over(&tx, &who, shown.parts[0].id, &shown.code, cast.at).await.unwrap();
        let no = Refusal { because: Reason::Other, words: "La boutique est suspendue.".parse().ok(), instead: None };
        orders::refuse(&tx, &who, refused.parts[0].id, &no, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let state = async |key: &str| orders::page(db.read(), key).await.unwrap().1.parts[0].state();
        assert_eq!(state(&one.page_key).await, PartState::HandedOver);
        assert_eq!(state(&other.page_key).await, PartState::Refused);
        // Sent again, the same order is the same order.
        assert_eq!(order(db, &cast, "a", jam).await.unwrap().order, one.order);
    }

    async fn a_basket_that_comes_after_the_suspension_is_refused_and_takes_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        let suspended = decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        let refused = order(db, &cast, "k", jam).await;
        assert!(matches!(&refused, Err(Error::Refused(PlaceRefused::Suspended(shops))) if *shops == [cast.grocer.id]), "{refused:?}");
        let who = orders::Placer::Official(cast.official);
        let wanted = reservation(&cast, "k2", &[(jam, 1)], &[&cast.grocer]);
        let by_phone = orders::place(db, &cast.town, &wanted, who, "fr", cast.at).await;
        assert!(matches!(by_phone, Err(Error::Refused(PlaceRefused::Suspended(_)))));
        lift(db, &cast, suspended).await.unwrap();
        assert_eq!(catalogue::left(db.read(), jam).await.unwrap(), 5);
    }

    /// The order has read the shop; then the town hall suspends it, and commits first.
    async fn an_order_that_meets_a_suspension_half_way_is_refused_whole(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 5).await;
        let tx = db.write_in(cast.town.id).await.unwrap();
        let form = StatementForm { measure: "suspended".into(), rule: "terms".into(), why: "Clause.".into(), facts: "Faits.".into() };
        let id = DecisionId(secret::id());
        decisions::decide(&tx, &cast.official, id, &whole(cast.grocer.id), &form.parse().unwrap(), cast.at).await.unwrap();
        let late = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        };
        let (placed, ()) = tokio::join!(order(db, &cast, "k", jam), late);
        assert!(matches!(placed, Err(Error::Refused(PlaceRefused::Suspended(_)))), "{placed:?}");
        lift(db, &cast, id).await.unwrap();
        assert_eq!(catalogue::left(db.read(), jam).await.unwrap(), 5, "nothing was taken");
        assert!(order(db, &cast, "k", jam).await.is_ok(), "the same form, sent again");
    }

    async fn of_an_order_and_a_suspension_at_the_same_instant_each_is_whole(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = jam(db, &cast, 90).await;
        let mut left = 90;
        for round in 0..20 {
            let key = format!("k{round}");
            let (placed, suspended) = tokio::join!(
                order(db, &cast, &key, jam),
                decide(db, &cast, whole(cast.grocer.id), "suspended"),
            );
            let suspended = suspended.unwrap();
            match placed {
                Ok(placed) => {
                    left -= 1;
                    let (_, shown) = orders::page(db.read(), &placed.page_key).await.unwrap();
                    assert_eq!((shown.parts.len(), shown.parts[0].lines.len()), (1, 1));
                }
                Err(Error::Refused(PlaceRefused::Suspended(_))) => {}
                Err(other) => panic!("{other:?}"),
            }
            assert!(matches!(order(db, &cast, "late", jam).await, Err(Error::Refused(PlaceRefused::Suspended(_)))));
            lift(db, &cast, suspended).await.unwrap();
            assert_eq!(catalogue::left(db.read(), jam).await.unwrap(), left);
        }
    }

    async fn the_same_decision_sent_twice_is_one_and_it_is_in_the_ledger(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = DecisionId(secret::id());
        let form = StatementForm { measure: "suspended".into(), rule: "identity".into(), why: "Le vendeur n’est pas nommé.".into(), facts: "Rien n’est dit.".into() };
        for _ in 0..2 {
            let tx = db.write_in(cast.town.id).await.unwrap();
            decisions::decide(&tx, &cast.official, id, &whole(cast.grocer.id), &form.parse().unwrap(), cast.at).await.unwrap();
            tx.commit().await.unwrap();
        }
        let (_, decided) = decisions::of_shop(db.read(), &cast.official, cast.grocer.id).await.unwrap();
        assert_eq!(decided.len(), 1);
        assert_eq!((decided[0].measure, decided[0].rule), (Measure::Suspended, Some(Rule::Identity)));
        lift(db, &cast, id).await.unwrap();
        let of_shop = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let deeds: Vec<_> = of_shop.iter().map(|entry| entry.deed).filter(|deed| matches!(deed, Deed::Suspended | Deed::Reinstated)).collect();
        assert_eq!(deeds.len(), 2);
        let of_town = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let line = of_town.iter().find(|entry| entry.deed == Deed::Suspended).unwrap();
        assert_eq!((line.after.as_deref(), line.name.as_ref().unwrap().as_str()), (Some("identity"), "Camille Roux"));
        assert_eq!(line.actor, Some(domain::orders::Actor::Official));
    }

    async fn a_merchant_reads_the_reasons_and_answers_where_the_town_hall_reads(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = decide(db, &cast, whole(cast.grocer.id), "asked").await.unwrap();
        let waiting = decisions::waiting_at_counter(db.read(), &cast.grocer_merchant).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert!(decisions::waiting_at_counter(db.read(), &cast.toys_merchant).await.unwrap().is_empty());
        let (grocer, toys) = (cast.grocer_merchant.in_person().unwrap(), cast.toys_merchant.in_person().unwrap());
        let tx = db.write().await.unwrap();
        let (reply, words) = (ReplyId(secret::id()), "L’étiquette est corrigée.".parse().unwrap());
        for _ in 0..2 {
            decisions::reply(&tx, &grocer, reply, id, &words, cast.at).await.unwrap();
        }
        let stranger = decisions::reply(&tx, &toys, ReplyId(secret::id()), id, &words, cast.at).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        let read = decisions::one(db.read(), &cast.official, id).await.unwrap();
        assert_eq!(read.replies.len(), 1);
        assert_eq!(read.replies[0].words, "L’étiquette est corrigée.");
        assert!(decisions::waiting_at_counter(db.read(), &cast.grocer_merchant).await.unwrap().is_empty(), "answered");
    }

    async fn another_towns_shops_are_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        let id = decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        let theirs = decide(db, &there, whole(cast.grocer.id), "suspended").await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        assert!(matches!(lift(db, &there, id).await, Err(Error::NotFound)));
        assert!(matches!(decisions::one(db.read(), &there.official, id).await, Err(Error::NotFound)));
        assert!(decisions::of_shop(db.read(), &there.official, cast.grocer.id).await.is_err());
        assert!(decisions::standing_in_town(db.read(), &there.official).await.unwrap().is_empty());
        // Nor is another shop's product.
        let horse = cast.product(db, &cast.toys_merchant, "Cheval", "12", Stock::Plenty).await;
        let mixed = Matter { product: Some(horse), ..whole(cast.grocer.id) };
        assert!(matches!(decide(db, &cast, mixed, "held").await, Err(Error::NotFound)));
        assert!(matches!(decide(db, &cast, whole(cast.grocer.id), "held").await, Err(Error::Refused(DecideRefused::NoProduct))));
        assert!(matches!(decide(db, &cast, whole(cast.grocer.id), "nothing").await, Err(Error::Refused(DecideRefused::NoMatter))));
    }

    async fn what_holds_nobody_back_is_forgotten_after_a_year(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let held = decide(db, &cast, whole(cast.grocer.id), "suspended").await.unwrap();
        let toys = decide(db, &cast, whole(cast.toys.id), "suspended").await.unwrap();
        lift(db, &cast, toys).await.unwrap();
        decisions::sweep(db, cast.at + REMEMBERED + Duration::days(1)).await.unwrap();
        assert!(decisions::one(db.read(), &cast.official, held).await.unwrap().holds());
        assert!(matches!(decisions::one(db.read(), &cast.official, toys).await, Err(Error::NotFound)));
        let (_, decided) = decisions::of_shop(db.read(), &cast.official, cast.toys.id).await.unwrap();
        assert!(decided.is_empty());
    }
}

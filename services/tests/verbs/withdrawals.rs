//! Withdrawing from firm orders: who may, what goes back to the shelf, and who is told.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{Category, Stock},
    id::ProductId,
    notifications::Message,
    orders::{Act, Actor, NoWithdrawal, OrderKind, Part, PartState, total},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use services::{
    catalogue::{self, entity::product},
    db::Db,
    error::Error,
    live::Change,
    notifications::entity::message,
    on_both_engines,
    orders::{
        self, ChangeRefused, Declaration, Placed, Placer,
        entity::{change, order},
    },
    testing::{Cast, reservation},
};

/// Jam, which keeps, and bread, which does not.
async fn goods(db: &Db, cast: &Cast) -> (ProductId, ProductId) {
    let who = &cast.grocer_merchant;
    let jam = cast.product(db, who, "Confiture", "4,50", Stock::Pieces(5)).await;
    let bread = cast.product(db, who, "Pain", "3,20", Stock::Pieces(5)).await;
    let row = product::ActiveModel {
        id: Set(bread),
        category: Set(Some(Category::BreadAndPastry)),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
    (jam, bread)
}

async fn place(db: &Db, cast: &Cast, wanted: &[(ProductId, u32)]) -> Placed {
    let wanted = reservation(cast, "k", wanted, &[&cast.grocer]);
    orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap()
}

/// As the basket sends it once a shopper chose to.
async fn firm(db: &Db, placed: &Placed) {
    let row = order::ActiveModel {
        id: Set(placed.order),
        kind: Set(OrderKind::Firm),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
}

fn jeanne() -> Declaration {
    Declaration {
        name: "Jeanne Martin".parse().unwrap(),
        email: "jeanne@exemple.fr".parse().ok(),
        locale: "fr".into(),
    }
}

async fn withdraw(
    db: &Db,
    key: &str,
    part: &Part,
    at: DateTime<Utc>,
) -> Result<Option<Change>, NoWithdrawal> {
    let tx = db.write().await.unwrap();
    match orders::withdraw(&tx, key, part.id, &jeanne(), at).await {
        Ok(change) => {
            tx.commit().await.unwrap();
            Ok(change)
        }
        Err(Error::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

async fn only_part(db: &Db, key: &str) -> Part {
    orders::page(db.read(), key).await.unwrap().1.parts.remove(0)
}

async fn left(db: &Db, cast: &Cast, product: ProductId) -> Stock {
    catalogue::by_ids(db.read(), cast.town.id, &[product])
        .await
        .unwrap()[0]
        .stock
}

async fn told(db: &Db) -> usize {
    let rows = message::Entity::find().all(db.read()).await.unwrap();
    let of_withdrawals = rows.iter().filter(|row| {
        let message: Message = serde_json::from_str(&row.body).unwrap();
        matches!(message, Message::Withdrawn { .. })
    });
    of_withdrawals.count()
}

/// Makes it ready and hands it over.
async fn hand_over(db: &Db, cast: &Cast, key: &str, part: &Part, at: DateTime<Utc>) {
    let code = orders::page(db.read(), key).await.unwrap().1.code;
    let tx = db.write().await.unwrap();
    orders::make_ready(&tx, &cast.grocer_merchant, part.id, at)
        .await
        .unwrap();
    orders::hand_over(&tx, &cast.grocer_merchant, part.id, &code, at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn an_order_withdrawn_from_before_the_handover_goes_back_to_the_shelf_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, _) = goods(db, &cast).await;
        let placed = place(db, &cast, &[(jam, 2)]).await;
        let key = placed.page_key.as_str();
        let part = only_part(db, key).await;
        assert_eq!(withdraw(db, key, &part, cast.at).await, Err(NoWithdrawal::NotAContract));
        firm(db, &placed).await;
        assert_eq!(left(db, &cast, jam).await, Stock::Pieces(3));
        assert!(withdraw(db, key, &part, cast.at).await.unwrap().is_some());
        // Sent twice, it is done once.
        assert_eq!(withdraw(db, key, &part, cast.at + Duration::minutes(1)).await, Ok(None));
        assert_eq!(left(db, &cast, jam).await, Stock::Pieces(5));
        assert_eq!(told(db).await, 1);
        let part = only_part(db, key).await;
        assert_eq!(part.state(), PartState::Cancelled);
        let declared = part.withdrawn.unwrap();
        assert_eq!(declared.stated_at.to_string(), "2026-11-24 10:00:00");
        assert!(!declared.after_handover);
        assert_eq!(declared.lines.len(), 1);
        let last = change::Entity::find()
            .filter(change::Column::PartId.eq(part.id))
            .order_by_desc(change::Column::Id)
            .one(db.read())
            .await
            .unwrap()
            .unwrap();
        assert_eq!((last.act, last.actor), (Some(Act::Withdraw), Actor::Shopper));
    }

    async fn what_perishes_stays_ordered_and_the_rest_goes_back(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, bread) = goods(db, &cast).await;
        let placed = place(db, &cast, &[(jam, 2), (bread, 1)]).await;
        firm(db, &placed).await;
        let key = placed.page_key.as_str();
        let part = only_part(db, key).await;
        withdraw(db, key, &part, cast.at).await.unwrap();
        assert_eq!((left(db, &cast, jam).await, left(db, &cast, bread).await), (Stock::Pieces(5), Stock::Pieces(4)));
        let part = only_part(db, key).await;
        assert_eq!(part.state(), PartState::Placed);
        assert_eq!(total(&part.lines).0, 320);
        // The shop cannot serve the bread either: nothing goes back twice.
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, key, part.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((left(db, &cast, jam).await, left(db, &cast, bread).await), (Stock::Pieces(5), Stock::Pieces(5)));
    }

    async fn bread_alone_is_not_withdrawn_from_whatever_the_shop_calls_it_later(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, bread) = goods(db, &cast).await;
        let placed = place(db, &cast, &[(bread, 1)]).await;
        firm(db, &placed).await;
        let part = only_part(db, &placed.page_key).await;
        assert_eq!(withdraw(db, &placed.page_key, &part, cast.at).await, Err(NoWithdrawal::Perishable));
        let other = reservation(&cast, "j", &[(jam, 1)], &[&cast.grocer]);
        let other = orders::place(db, &cast.town, &other, Placer::Shopper, "fr", cast.at).await.unwrap();
        firm(db, &other).await;
        let renamed = product::ActiveModel {
            id: Set(jam),
            category: Set(Some(Category::BreadAndPastry)),
            ..Default::default()
        };
        renamed.update(db.for_migrations()).await.unwrap();
        let part = only_part(db, &other.page_key).await;
        assert!(withdraw(db, &other.page_key, &part, cast.at).await.is_ok());
    }

    async fn after_the_handover_it_is_kept_told_and_no_finger_slips_over_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, bread) = goods(db, &cast).await;
        let placed = place(db, &cast, &[(jam, 1), (bread, 1)]).await;
        firm(db, &placed).await;
        let key = placed.page_key.as_str();
        let part = only_part(db, key).await;
        hand_over(db, &cast, key, &part, cast.at).await;
        let part = only_part(db, key).await;
        assert_eq!(part.withdraw_until.unwrap().to_string(), "2026-12-08");
        assert_eq!(
            withdraw(db, key, &part, cast.at + Duration::days(15)).await,
            Err(NoWithdrawal::TooLate { last: part.withdraw_until.unwrap() })
        );
        withdraw(db, key, &part, cast.at + Duration::minutes(2)).await.unwrap();
        // The goods are on their way back, not on the shelf.
        assert_eq!(left(db, &cast, jam).await, Stock::Pieces(4));
        assert_eq!(told(db).await, 1);
        let tx = db.write().await.unwrap();
        let undone = orders::undo(&tx, &cast.grocer_merchant, part.id, cast.at + Duration::minutes(3)).await;
        assert!(matches!(undone, Err(Error::Refused(ChangeRefused::TooLate))), "{undone:?}");
        drop(tx);
        let part = only_part(db, key).await;
        assert_eq!((part.state(), total(&part.lines).0), (PartState::HandedOver, 770));
        let of_shop = orders::withdrawals(db.read(), &cast.grocer_merchant, cast.at).await.unwrap();
        assert_eq!(of_shop.len(), 1);
        assert!(of_shop[0].declared.after_handover);
        assert_eq!(of_shop[0].declared.lines.len(), 1);
        assert!(orders::withdrawals(db.read(), &cast.toys_merchant, cast.at).await.unwrap().is_empty());
    }

    async fn a_strangers_order_is_not_withdrawn_from(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, _) = goods(db, &cast).await;
        let placed = place(db, &cast, &[(jam, 1)]).await;
        firm(db, &placed).await;
        let other = reservation(&cast, "j", &[(jam, 1)], &[&cast.grocer]);
        let other = orders::place(db, &cast.town, &other, Placer::Shopper, "fr", cast.at).await.unwrap();
        let part = only_part(db, &placed.page_key).await;
        let tx = db.write().await.unwrap();
        for key in [other.page_key.as_str(), "nobody"] {
            let tried = orders::withdraw(&tx, key, part.id, &jeanne(), cast.at).await;
            assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
        }
    }

    async fn all_that_is_not_ready_is_taken_back_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (jam, _) = goods(db, &cast).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(1)).await;
        let wanted = reservation(&cast, "k", &[(jam, 1), (train, 1)], &[&cast.grocer, &cast.toys]);
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        let key = placed.page_key.as_str();
        let (_, order) = orders::page(db.read(), key).await.unwrap();
        let at_grocers = order.parts.iter().find(|part| part.shop.id == cast.grocer.id).unwrap();
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, at_grocers.id, cast.at).await.unwrap();
        let changed = orders::cancel_all(&tx, key, cast.at).await.unwrap();
        assert_eq!(changed.iter().map(|change| change.shop).collect::<Vec<_>>(), [cast.toys.id]);
        let again = orders::cancel_all(&tx, key, cast.at).await;
        assert!(matches!(again, Err(Error::Refused(ChangeRefused::Moved(PartState::Ready)))), "{again:?}");
        assert!(matches!(orders::cancel_all(&tx, "nobody", cast.at).await, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert_eq!((left(db, &cast, train).await, left(db, &cast, jam).await), (Stock::Pieces(1), Stock::Pieces(4)));
    }
}

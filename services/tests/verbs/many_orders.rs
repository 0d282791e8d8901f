//! Orders that wait for the writer together are placed in one go, each as if it had come alone.

use domain::{
    catalogue::Stock,
    id::ProductId,
    orders::{OrderKind, Reservation},
};
use futures::future::{FutureExt, join_all};
use sea_orm::{DbBackend, EntityTrait, PaginatorTrait};
use services::{
    catalogue,
    db::Db,
    error::Error,
    notifications::entity::message,
    on_both_engines,
    orders::{self, Gone, PlaceRefused, Placed, Placer, entity},
    secret,
    testing::{Cast, reservation},
};
use std::{collections::HashSet, pin::pin};

type Answer = Result<Placed, Error<PlaceRefused>>;

/// Sends all of them while somebody else writes; PostgreSQL lets them write side by side.
async fn send_together(db: &Db, cast: &Cast, all: &[Reservation]) -> Vec<Answer> {
    let sent = join_all(
        all.iter()
            .map(|wanted| orders::place(db, &cast.town, wanted, Placer::Shopper, "fr", cast.at)),
    );
    if db.read().get_database_backend() == DbBackend::Postgres {
        return sent.await;
    }
    let held = db.write().await.unwrap();
    let mut sent = pin!(sent);
    // Asked once, all of them stand in the line.
    assert!(sent.as_mut().now_or_never().is_none());
    held.rollback().await.unwrap();
    sent.await
}

async fn left(db: &Db, product: ProductId) -> u32 {
    catalogue::left(db.read(), product).await.unwrap()
}

on_both_engines! {
    async fn what_is_there_is_given_out_and_no_more(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (grocer, toys) = (&cast.grocer_merchant, &cast.toys_merchant);
        let jam = cast.product(db, grocer, "Confiture", "4,50", Stock::Pieces(20)).await;
        let honey = cast.product(db, grocer, "Miel", "9,80", Stock::Always).await;
        let train = cast.product(db, toys, "Train", "32", Stock::Pieces(40)).await;
        let both = [&cast.grocer, &cast.toys];
        let wanted: Vec<Reservation> = (0..24)
            .map(|n| reservation(&cast, &format!("key{n}"), &[(jam, 1), (honey, 2), (train, 1)], &both))
            .collect();
        let answers = send_together(db, &cast, &wanted).await;
        let gone = |answer: &Answer| matches!(answer, Err(Error::Refused(PlaceRefused::Gone(gone))) if *gone == [Gone { product: jam, left: 0 }]);
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 20);
        assert_eq!(answers.iter().filter(|answer| gone(answer)).count(), 4);
        assert_eq!((left(db, jam).await, left(db, train).await), (0, 20));
        // One row of each kind for all that hangs on an order, and a message to each of its shops.
        assert_eq!(entity::order::Entity::find().count(db.read()).await.unwrap(), 20);
        assert_eq!(entity::part::Entity::find().count(db.read()).await.unwrap(), 40);
        assert_eq!(entity::line::Entity::find().count(db.read()).await.unwrap(), 60);
        assert_eq!(entity::change::Entity::find().count(db.read()).await.unwrap(), 40);
        assert_eq!(message::Entity::find().count(db.read()).await.unwrap(), 40);
        for placed in answers.into_iter().filter_map(Result::ok) {
            let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
            let lines: Vec<usize> = order.parts.iter().map(|part| part.lines.len()).collect();
            assert_eq!(lines.iter().sum::<usize>(), 3, "{lines:?}");
        }
    }

    async fn who_is_refused_is_told_why_and_harms_nobody(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(60)).await;
        let ask = |key: &str, quantity| reservation(&cast, key, &[(honey, quantity)], &[&cast.grocer]);
        let unknown = reservation(&cast, "unknown", &[(ProductId(secret::id()), 1)], &[&cast.grocer]);
        let mut late = ask("late", 1);
        late.windows.clear();
        let mut firm = ask("firm", 1);
        firm.kind = OrderKind::Firm;
        let wanted = [ask("a", 1), ask("a", 1), ask("b", 2), unknown, late, firm, ask("too much", 99), ask("c", 3)];
        let answers = send_together(db, &cast, &wanted).await;
        let page = |at: usize| answers[at].as_ref().unwrap().page_key.clone();
        assert_eq!(page(0), page(1));
        assert_eq!(HashSet::from([page(0), page(2), page(7)]).len(), 3);
        assert!(matches!(&answers[3], Err(Error::Refused(PlaceRefused::Gone(_)))));
        assert!(matches!(&answers[4], Err(Error::Refused(PlaceRefused::Windows(shops))) if *shops == [cast.grocer.id]));
        assert!(matches!(&answers[5], Err(Error::Refused(PlaceRefused::NotFirm(_)))));
        assert!(matches!(&answers[6], Err(Error::Refused(PlaceRefused::Gone(_)))));
        assert_eq!(left(db, honey).await, 54);
        // And afterwards, what was altered is not what was sent.
        let altered = send_together(db, &cast, &[ask("a", 4), ask("d", 1)]).await;
        assert!(matches!(&altered[0], Err(Error::Refused(PlaceRefused::KeyUsed))) && altered[1].is_ok());
    }
}

//! From door to door: what an official notes is noted once, in its own town only, and tells how far each shop has come.

use chrono::Duration;
use domain::{
    catalogue::Stock,
    id::{CallId, ShopId},
    shops::ShopKind,
    tour::{CallError, CallForm, Said, Standing},
};
use services::{
    db::Db,
    error::Error,
    on_both_engines, secret, shops,
    testing::Cast,
    tour::{self, OnTour},
};

fn call(shop: ShopId, said: Said) -> CallForm {
    CallForm {
        id: CallId(secret::id()),
        shop,
        said,
        on: String::new(),
        note: String::new(),
        age: 0,
    }
}

async fn note(db: &Db, cast: &Cast, form: &CallForm, minutes_later: i64) -> Result<(), Error<CallError>> {
    let tx = db.write().await.unwrap();
    tour::note(
        &tx,
        &cast.official,
        form,
        cast.at + Duration::minutes(minutes_later),
    )
    .await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn door(db: &Db, cast: &Cast, shop: ShopId) -> OnTour {
    let doors = tour::doors(db.read(), &cast.official).await.unwrap();
    doors.into_iter().find(|door| door.shop.id == shop).unwrap()
}

async fn on_roster(db: &Db, cast: &Cast) -> ShopId {
    let tx = db.write().await.unwrap();
    let new = shops::NewShop::named("La ruche".parse().unwrap(), ShopKind::Grocer);
    let shop = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap();
    tx.commit().await.unwrap();
    shop.id
}

on_both_engines! {
    async fn a_door_tells_what_was_heard_there_and_what_there_is_to_do(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        assert_eq!(door(db, &cast, shop).await.standing, Standing::ToVisit);
        let back = CallForm { on: "2026-11-26".into(), note: "Demander Léa".into(), ..call(shop, Said::ComeBack) };
        note(db, &cast, &back, 0).await.unwrap();
        let found = door(db, &cast, shop).await;
        assert_eq!(found.standing, Standing::ComeBack("2026-11-26".parse().unwrap()));
        assert_eq!(found.calls[0].note, "Demander Léa");
        note(db, &cast, &call(shop, Said::Refused), 5).await.unwrap();
        let found = door(db, &cast, shop).await;
        assert_eq!((found.standing, found.calls.len()), (Standing::Refused, 2));
        assert_eq!(found.calls[0].said, Said::Refused);
    }

    async fn what_a_phone_kept_stands_where_it_was_noted_and_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        // Noted first and sent last, three times.
        let kept = CallForm { age: 3_600_000, ..call(shop, Said::Refused) };
        note(db, &cast, &call(shop, Said::Stuck), 1).await.unwrap();
        for _ in 0..3 {
            note(db, &cast, &kept, 2).await.unwrap();
        }
        let found = door(db, &cast, shop).await;
        assert_eq!((found.standing, found.calls.len()), (Standing::Stuck, 2));
        assert_eq!(found.calls[1].at, cast.at + Duration::minutes(2) - Duration::hours(1));
        // Altered under the same id, it is not another call.
        note(db, &cast, &CallForm { said: Said::Nobody, ..kept }, 3).await.unwrap();
        assert_eq!(door(db, &cast, shop).await.calls[1].said, Said::Refused);
    }

    async fn a_shop_that_sells_is_done_until_it_is_stuck(db: &Db) {
        let cast = Cast::on_stage(db).await;
        note(db, &cast, &call(cast.grocer.id, Said::Stuck), -10).await.unwrap();
        assert_eq!(door(db, &cast, cast.grocer.id).await.standing, Standing::Claimed);
        cast.product(db, &cast.grocer_merchant, "Miel", "3,50", Stock::Always).await;
        assert_eq!(door(db, &cast, cast.grocer.id).await.standing, Standing::Live);
        note(db, &cast, &call(cast.grocer.id, Said::Stuck), 10).await.unwrap();
        assert_eq!(door(db, &cast, cast.grocer.id).await.standing, Standing::Stuck);
    }

    async fn another_towns_door_is_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let other = Cast::named(db, "etampes").await;
        let theirs = call(other.grocer.id, Said::Refused);
        assert!(matches!(note(db, &cast, &theirs, 0).await, Err(Error::NotFound)));
        note(db, &other, &theirs, 0).await.unwrap();
        // Their call's id gets nobody at another door in either.
        let stolen = CallForm { shop: cast.grocer.id, ..theirs };
        assert!(matches!(note(db, &cast, &stolen, 0).await, Err(Error::NotFound)));
        assert!(door(db, &cast, cast.grocer.id).await.calls.is_empty());
        let doors = tour::doors(db.read(), &cast.official).await.unwrap();
        assert_eq!(doors.len(), 2);
    }

    async fn a_day_that_makes_no_sense_is_refused(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let on = |day: &str| CallForm { on: day.into(), ..call(cast.grocer.id, Said::ComeBack) };
        assert!(matches!(note(db, &cast, &on(""), 0).await, Err(Error::Refused(CallError::NoDay))));
        assert!(matches!(note(db, &cast, &on("2026-11-23"), 0).await, Err(Error::Refused(CallError::StrangeDay))));
        // It was today's when it was noted, two days ago.
        let kept = CallForm { age: 2 * 86_400_000, ..on("2026-11-23") };
        note(db, &cast, &kept, 0).await.unwrap();
    }
}

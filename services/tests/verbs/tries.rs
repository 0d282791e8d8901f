//! Guesses are counted by all servers together, and what is counted says nothing about an address.

use chrono::Duration;
use domain::limits::{Limited, TooMany};
use futures::future::join_all;
use sea_orm::EntityTrait;
use services::{
    error::Error,
    on_both_engines,
    testing::Cast,
    tries::{self, entity},
};

fn refused(answer: Result<(), Error<TooMany>>) -> TooMany {
    match answer {
        Err(Error::Refused(too_many)) => too_many,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn of_many_who_guess_at_once_no_more_pass_than_are_allowed(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let most = usize::try_from(Limited::Code.allowance().most()).unwrap();
        let all = (0..most + 20).map(|_| tries::take(db, Limited::Code, "a shop", cast.at));
        let passed = join_all(all).await.into_iter().flatten().count();
        assert_eq!(passed, most);
        let told = refused(tries::take(db, Limited::Code, "a shop", cast.at).await);
        assert_eq!(told.again_at - cast.at, Limited::Code.allowance().step());
        assert_eq!(refused(tries::allowed(db, Limited::Code, "a shop", cast.at).await), told);
        // Somebody else, and something else.
        tries::take(db, Limited::Code, "another shop", cast.at).await.unwrap();
        tries::take(db, Limited::Link, "a shop", cast.at).await.unwrap();
        // In time, one after another.
        tries::take(db, Limited::Code, "a shop", told.again_at).await.unwrap();
        refused(tries::take(db, Limited::Code, "a shop", told.again_at).await);
    }

    async fn what_was_no_guess_is_given_back(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for _ in 0..2 * Limited::Code.allowance().most() {
            tries::take(db, Limited::Code, "a shop", cast.at).await.unwrap();
            tries::give_back(db, Limited::Code, "a shop").await.unwrap();
        }
        tries::give_back(db, Limited::Code, "nobody").await.unwrap();
    }

    async fn servers_share_the_key_of_a_day_and_none_keeps_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let today = cast.at.date_naive();
        let keys = join_all((0..8).map(|_| tries::key_of(db, today))).await;
        let first = keys[0].as_ref().unwrap();
        assert!(keys.iter().all(|key| key.as_ref().unwrap() == first));
        let tomorrow = tries::key_of(db, today.succ_opt().unwrap()).await.unwrap();
        assert_ne!(*first, tomorrow);
        let address = [203, 0, 113, 7];
        assert_ne!(tries::hashed(first, &address), tries::hashed(&tomorrow, &address));

        tries::take(db, Limited::Link, &tries::hashed(first, &address), cast.at).await.unwrap();
        tries::sweep(db, cast.at).await.unwrap();
        assert_eq!(entity::tried::Entity::find().all(db.read()).await.unwrap().len(), 1);
        tries::sweep(db, cast.at + Duration::days(1)).await.unwrap();
        assert_eq!(entity::tried::Entity::find().all(db.read()).await.unwrap(), []);
        let left = entity::key::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].key, tomorrow);
    }

    async fn counting_makes_no_page_old(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let mark = db.revisions().mark();
        tries::key_of(db, cast.at.date_naive()).await.unwrap();
        tries::take(db, Limited::Link, "somebody", cast.at).await.unwrap();
        tries::give_back(db, Limited::Link, "somebody").await.unwrap();
        tries::sweep(db, cast.at + Duration::days(2)).await.unwrap();
        assert_eq!(db.revisions().mark(), mark);
    }
}

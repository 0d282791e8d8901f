//! Group commit: what is written together stands or falls one by one.

use async_trait::async_trait;
use futures::future::{FutureExt, join_all};
use sea_orm::{DbErr, EntityTrait, PaginatorTrait};
use services::{
    db::{Db, Together, Transaction},
    error::Error,
    on_both_engines, secret, testing,
    towns::{self, NewTown, entity},
};
use std::pin::pin;

fn town(slug: String) -> NewTown {
    NewTown {
        insee_code: "91200".into(),
        name: slug.clone(),
        slug,
        postcodes: "91410".into(),
        time_zone: "Europe/Paris".into(),
    }
}

/// Opens a town, and then does as it is told.
struct Open {
    slug: String,
    then: fn() -> Result<(), DbErr>,
}

#[async_trait]
impl Together for Open {
    type Answer = ();
    type Error = DbErr;

    async fn alone(&self, tx: &Transaction) -> Result<(), DbErr> {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        match towns::open(tx, town(self.slug.clone()), at).await {
            Ok(_) => (self.then)(),
            Err(Error::Failed(failed)) => Err(DbErr::Custom(failed.to_string())),
            Err(_) => Err(DbErr::Custom("refused".into())),
        }
    }
}

fn open(slug: String, then: fn() -> Result<(), DbErr>) -> Open {
    Open { slug, then }
}

/// Opens a town, with others in one go where none of them is called "alone"; one that is called "never" spoils all of it.
struct InOneGo(String);

#[async_trait]
impl Together for InOneGo {
    type Answer = bool;
    type Error = DbErr;

    async fn alone(&self, tx: &Transaction) -> Result<bool, DbErr> {
        if self.0 == "never" {
            return Err(DbErr::Custom("refused".into()));
        }
        open(self.0.clone(), || Ok(())).alone(tx).await.map(|()| false)
    }

    async fn at_once(tx: &Transaction, all: &[Self]) -> Result<Vec<Option<bool>>, DbErr> {
        let mut done = Vec::new();
        for one in all {
            done.push(match one.0.as_str() {
                "alone" => None,
                _ => one.alone(tx).await.map(|_| Some(true))?,
            });
        }
        Ok(done)
    }
}

/// Sends them while the writer is held, so that they wait for one round; in how many each was done with others.
async fn in_one_round(db: &Db, names: &[&str]) -> Vec<Result<bool, DbErr>> {
    let held = db.write().await.unwrap();
    let all = join_all(names.iter().map(|name| db.together(InOneGo((*name).to_owned()))));
    let mut all = pin!(all);
    // Asked once, all of them stand in the line.
    assert!(all.as_mut().now_or_never().is_none());
    held.rollback().await.unwrap();
    all.await
}

async fn count(db: &Db) -> u64 {
    entity::Entity::find().count(db.read()).await.unwrap()
}

#[tokio::test]
async fn what_can_be_is_done_in_one_go_and_the_rest_alone() {
    let db = testing::sqlite().await;
    let done = in_one_round(&db, &["a", "b", "alone", "c"]).await;
    let done: Vec<bool> = done.into_iter().map(Result::unwrap).collect();
    assert_eq!(done, [true, true, false, true]);
    assert_eq!(count(&db).await, 4);
}

#[tokio::test]
async fn one_that_spoils_the_round_leaves_the_others_alone() {
    let db = testing::sqlite().await;
    let done = in_one_round(&db, &["a", "b", "never", "c"]).await;
    let done: Vec<Option<bool>> = done.into_iter().map(Result::ok).collect();
    assert_eq!(done, [Some(false), Some(false), None, Some(false)]);
    assert_eq!(count(&db).await, 3);
}

/// On PostgreSQL the database itself gathers those who commit at the same time.
#[tokio::test]
async fn those_that_wait_share_a_commit() {
    let db = testing::sqlite().await;
    // Each commit that a page may show is counted once.
    let before = db.revisions().mark();
    let verbs = (0..64).map(|n| db.together(open(format!("town-{n}"), || Ok(()))));
    assert!(join_all(verbs).await.iter().all(Result::is_ok));
    assert_eq!(count(&db).await, 64);
    let commits = db.revisions().mark() - before;
    assert!((1..=8).contains(&commits), "{commits} commits for 64 verbs");
}

on_both_engines! {
    async fn those_that_fail_leave_nothing_and_harm_nobody(db: &Db) {
        let verbs = (0..200).map(|n| {
            let then: fn() -> Result<(), DbErr> =
                if n % 3 == 0 { || Err(DbErr::Custom("no".into())) } else { || Ok(()) };
            db.together(open(format!("town-{n}"), then))
        });
        let done = join_all(verbs).await;
        let good = done.iter().filter(|done| done.is_ok()).count();
        assert_eq!(good, 133);
        assert_eq!(count(db).await, 133);
    }

    async fn a_statement_that_fails_is_undone_alone(db: &Db) {
        let twice = "same".to_owned();
        let verbs = (0..40).map(|n| db.together(open(if n < 20 { twice.clone() } else { format!("t{n}") }, || Ok(()))));
        let good = join_all(verbs).await.iter().filter(|done| done.is_ok()).count();
        assert_eq!(good, 21);
        assert_eq!(count(db).await, 21);
    }

    async fn one_that_panics_does_not_close_the_line(db: &Db) {
        let panics = open(secret::unguessable(), || panic!("on purpose"));
        let fell = tokio::spawn({
            let db = db.clone();
            async move { db.together(panics).await }
        })
        .await;
        assert!(!matches!(fell, Ok(Ok(()))));
        db.together(open(secret::unguessable(), || Ok(()))).await.unwrap();
        assert_eq!(count(db).await, 1);
    }

    async fn nobody_is_answered_before_it_stands(db: &Db) {
        let verbs = (0..64).map(|n| async move {
            let slug = format!("town-{n}");
            db.together(open(slug.clone(), || Ok(()))).await.unwrap();
            // Another connection sees it at once.
            assert!(towns::by_slug(db.read(), &slug).await.is_ok());
        });
        join_all(verbs).await;
        assert!(db.read().ping().await.is_ok());
    }
}

//! Orders forget whose they were: some time after their end, or when the shopper asks. What they forgot is in no byte of
//! the database any more.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::Stock,
    decisions::StatementForm,
    id::{DecisionId, ReportId},
    orders::{OrderKind, REMEMBERED, Reason, Refusal, StillNeeded},
    reports::{REMEMBERED as REPORTS_REMEMBERED, ReportForm},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set, Statement};
use services::{
    db::Db,
    decisions::{self, Matter},
    error::Error,
    notifications, on_both_engines,
    orders::{
        self, Declaration, PERSONAL_TABLES, Placed, Placer, Remembrance,
        entity::{order, part},
    },
    reports, secret,
    testing::{self, Cast, TestDb, reservation},
};
use std::path::Path;

const NAME: &str = "Philomène Quatremère";
const PHONE: &str = "01 99 73 51 86";
const EMAIL: &str = "philomene@quatremere.example";
const WORDS: &str = "Madame Quatremère, rappelez-nous";

async fn place(db: &Db, cast: &Cast, key: &str) -> Placed {
    let jam = cast
        .product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(5))
        .await;
    let horse = cast
        .product(db, &cast.toys_merchant, "Cheval", "12", Stock::Pieces(5))
        .await;
    let mut wanted = reservation(cast, key, &[(jam, 1), (horse, 1)], &[&cast.grocer, &cast.toys]);
    wanted.name = NAME.parse().unwrap();
    wanted.phone = PHONE.parse().unwrap();
    wanted.email = EMAIL.parse().ok();
    orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap()
}

/// Given to the shopper by the grocer, refused by the toy shop.
async fn end(db: &Db, cast: &Cast, placed: &Placed, at: DateTime<Utc>) {
    let (_, shown) = orders::page(db.read(), &placed.page_key).await.unwrap();
    let tx = db.write().await.unwrap();
    for part in &shown.parts {
        if part.shop.id == cast.grocer.id {
            let who = &cast.grocer_merchant;
            orders::make_ready(&tx, who, part.id, at).await.unwrap();
            orders::hand_over(&tx, who, part.id, &shown.code, at)
                .await
                .unwrap();
        } else {
            let refusal = Refusal {
                because: Reason::Other,
                words: WORDS.parse().ok(),
                instead: None,
            };
            orders::refuse(&tx, &cast.toys_merchant, part.id, &refusal, at)
                .await
                .unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// Every word of a person, as it lies in the files: text is kept in UTF-8 by both engines.
fn words() -> [&'static str; 5] {
    [NAME, "Quatremère", PHONE, EMAIL, WORDS]
}

/// The words that stand in the files of a SQLite database.
fn in_files(test: &TestDb) -> Vec<&'static str> {
    let path = test
        .url
        .trim_start_matches("sqlite://")
        .split('?')
        .next()
        .unwrap();
    let folder = Path::new(path).parent().unwrap();
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        found.extend(
            words()
                .into_iter()
                .filter(|word| bytes.windows(word.len()).any(|piece| piece == word.as_bytes())),
        );
    }
    found
}

/// The words that stand in the files of a PostgreSQL database: tables, indexes, long values, and what the planner knows.
async fn in_relations(db: &Db) -> Vec<String> {
    let backend = db.read().get_database_backend();
    let checkpoint = Statement::from_string(backend, "CHECKPOINT");
    db.read().execute_raw(checkpoint).await.unwrap();
    let mut found = Vec::new();
    for word in words() {
        let asked = Statement::from_sql_and_values(
            backend,
            "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'i', 't', 'm') AND NOT relisshared \
             AND pg_relation_filepath(oid) IS NOT NULL \
             AND position($1 IN pg_read_binary_file(pg_relation_filepath(oid))) > 0",
            [word.as_bytes().to_vec().into()],
        );
        for row in db.read().query_all_raw(asked).await.unwrap() {
            found.push(format!(
                "{word} in {}",
                row.try_get_by_index::<String>(0).unwrap()
            ));
        }
    }
    found
}

/// Many orders end, months pass, and the clock's task runs.
async fn months_pass(db: &Db) -> usize {
    let cast = Cast::on_stage(db).await;
    for number in 0..40 {
        let placed = place(db, &cast, &format!("key-{number}")).await;
        end(db, &cast, &placed, cast.at).await;
        notifications::address(db, cast.at).await.unwrap();
    }
    cast_withdraws(db, &cast).await;
    somebody_reports(db, &cast).await;
    let later = cast.at + REMEMBERED + Duration::days(1);
    let forgotten = orders::forget_old(db, later).await.unwrap();
    assert_eq!(orders::forget_old(db, later).await.unwrap(), 0);
    assert!(orders::forgot_since(db.read(), later).await.unwrap());
    forgotten
}

/// Somebody reports a shop; the town hall answers, and half a year passes.
async fn somebody_reports(db: &Db, cast: &Cast) {
    let form = ReportForm {
        place: format!("/{}/{}", cast.town.slug, cast.grocer.slug),
        concern: "person".into(),
        words: WORDS.into(),
        name: NAME.into(),
        email: EMAIL.into(),
        in_good_faith: true,
    };
    let id = ReportId(secret::id());
    let tx = db.write().await.unwrap();
    reports::report(&tx, id, &form.parse().unwrap(), "fr", cast.at)
        .await
        .unwrap();
    let nothing = StatementForm {
        measure: "nothing".into(),
        facts: "La photo n’est plus là.".into(),
        ..StatementForm::default()
    };
    let matter = Matter {
        shop: cast.grocer.id,
        product: None,
        report: Some(id),
    };
    let decision = DecisionId(secret::id());
    decisions::decide(
        &tx,
        &cast.official,
        decision,
        &matter,
        &nothing.parse().unwrap(),
        cast.at,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let due = cast.at + REPORTS_REMEMBERED;
    let early = reports::forget_old(db, due - Duration::seconds(1)).await.unwrap();
    assert_eq!(early, 0);
    assert_eq!(reports::forget_old(db, due).await.unwrap(), 1);
    assert_eq!(reports::forget_old(db, due).await.unwrap(), 0);
    assert!(reports::forgot_since(db.read(), due).await.unwrap());
    let filed = reports::case(db.read(), &cast.official, id).await.unwrap();
    assert_eq!((filed.name.as_str(), filed.words.as_str()), ("", ""));
    assert_eq!(filed.decisions.len(), 1, "what came of it stays");
}

fn tables() -> Vec<&'static str> {
    [&PERSONAL_TABLES[..], &reports::PERSONAL_TABLES].concat()
}

async fn cast_withdraws(db: &Db, cast: &Cast) {
    let placed = place(db, cast, "firm").await;
    let row = order::ActiveModel {
        id: Set(placed.order),
        kind: Set(OrderKind::Firm),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
    let (_, shown) = orders::page(db.read(), &placed.page_key).await.unwrap();
    let declared = Declaration {
        name: NAME.parse().unwrap(),
        email: EMAIL.parse().ok(),
        locale: "fr".into(),
    };
    for part in &shown.parts {
        let tx = db.write().await.unwrap();
        orders::withdraw(&tx, &placed.page_key, part.id, &declared, cast.at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn no_byte_of_the_file_remembers_them() {
    let test = testing::sqlite().await;
    let forgotten = Box::pin(months_pass(&test)).await;
    assert_eq!(forgotten, 41);
    assert!(
        in_files(&test).contains(&NAME),
        "the journal still has it, or the search finds nothing"
    );
    assert!(test.scrub(&tables()).await.unwrap());
    assert_eq!(in_files(&test), Vec::<&str>::new());
}

mod no_byte_of_the_tables_remembers_them {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let test = testing::postgres().await;
        let forgotten = Box::pin(months_pass(&test)).await;
        assert_eq!(forgotten, 41);
        let analyze = Statement::from_string(test.read().get_database_backend(), "ANALYZE");
        test.read().execute_raw(analyze).await.unwrap();
        assert!(!in_relations(&test).await.is_empty(), "the search finds nothing");
        assert!(test.scrub(&tables()).await.unwrap());
        assert_eq!(in_relations(&test).await, Vec::<String>::new());
    }
}

on_both_engines! {
    async fn nobody_is_forgotten_before_their_time(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let waiting = place(db, &cast, "waiting").await;
        let ended = place(db, &cast, "ended").await;
        end(db, &cast, &ended, cast.at).await;
        let early = cast.at + REMEMBERED - Duration::seconds(1);
        assert_eq!(orders::forget_old(db, early).await.unwrap(), 0);
        assert_eq!(orders::forget_old(db, cast.at + REMEMBERED).await.unwrap(), 1);
        let (_, shown) = orders::page(db.read(), &ended.page_key).await.unwrap();
        assert_eq!((shown.name, shown.email), (None, None));
        assert_eq!(shown.parts.len(), 2, "what was sold stays");
        let (_, shown) = orders::page(db.read(), &waiting.page_key).await.unwrap();
        assert_eq!(shown.name.unwrap().as_str(), NAME);
    }

    async fn a_shopper_is_forgotten_when_they_ask_and_nobody_waits_for_them(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let placed = place(db, &cast, "k").await;
        let forget = async |at| {
            let tx = db.write().await.unwrap();
            let told = orders::forget(&tx, &placed.page_key, at).await;
            tx.commit().await.unwrap();
            told
        };
        assert!(matches!(forget(cast.at).await, Err(Error::Refused(StillNeeded::Awaited))));
        end(db, &cast, &placed, cast.at).await;
        assert!(matches!(forget(cast.at).await, Err(Error::Refused(StillNeeded::JustHandedOver))));
        let later = cast.at + Duration::minutes(10);
        assert_eq!(forget(later).await.unwrap().len(), 2, "both shops' screens are told");
        assert_eq!(forget(later).await.unwrap().len(), 0, "asked again, it is done");
        let known = orders::remembrance(db.read(), &placed.page_key, later).await.unwrap();
        assert_eq!(known, Remembrance::Forgotten { at: later });
        // What is on the rail for some hours after a handover has no name to show.
        let rail = orders::inbox(db.read(), &cast.grocer_merchant, later).await.unwrap();
        assert!(rail.is_empty());
        let unknown = orders::remembrance(db.read(), "nobody", later).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn a_shopper_takes_along_what_is_kept(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let placed = place(db, &cast, "k").await;
        end(db, &cast, &placed, cast.at).await;
        let export = orders::export(db.read(), &placed.page_key).await.unwrap();
        let json = serde_json::to_value(&export).unwrap();
        assert_eq!((json["name"].as_str(), json["phone"].as_str()), (Some(NAME), Some(PHONE)));
        assert_eq!(json["email"], EMAIL);
        let parts = json["parts"].as_array().unwrap();
        let toys = parts.iter().find(|part| part["state"] == "refused").unwrap();
        assert_eq!(toys["refused_words"], WORDS);
        assert_eq!(toys["lines"][0]["price"], 1200);
        let tx = db.write().await.unwrap();
        orders::forget(&tx, &placed.page_key, cast.at + Duration::days(1)).await.unwrap();
        tx.commit().await.unwrap();
        let export = orders::export(db.read(), &placed.page_key).await.unwrap();
        let json = serde_json::to_string(&export).unwrap();
        assert!(words().iter().all(|word| !json.contains(word)), "{json}");
        assert!(json.contains("Confiture"));
        assert!(matches!(orders::export(db.read(), "nobody").await, Err(Error::NotFound)));
    }

    async fn a_form_that_comes_again_after_all_that_time_orders_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let placed = place(db, &cast, "k").await;
        end(db, &cast, &placed, cast.at).await;
        orders::forget_old(db, cast.at + REMEMBERED).await.unwrap();
        let row = order::Entity::find_by_id(placed.order).one(db.read()).await.unwrap().unwrap();
        assert_eq!(row.request_hash, "", "a phone number can be guessed from a hash");
        let words = part::Entity::find().all(db.read()).await.unwrap();
        assert!(words.iter().all(|part| part.refused_words.is_empty()));
    }
}

//! What the public reports: taken once, listed for its town alone, answered.

use chrono::Duration;
use domain::{
    catalogue::Stock,
    decisions::StatementForm,
    id::{DecisionId, ReportId},
    reports::{Concern, ReportForm},
};
use sea_orm::EntityTrait;
use services::{
    db::Db,
    decisions::{self, DecideRefused, Matter},
    error::Error,
    notifications::{self, Parcel, Prepared, Role, Wish, entity::delivery},
    on_both_engines,
    reports::{self, Standing},
    secret,
    testing::{Cast, seal},
};

fn form(cast: &Cast, product: &str) -> ReportForm {
    ReportForm {
        place: format!("/{}/{}/{product}", cast.town.slug, cast.grocer.slug),
        concern: "untrue".into(),
        words: "Ce miel ne vient pas d’ici.".into(),
        name: "Jeanne Martin".into(),
        email: "jeanne@exemple.example".into(),
        in_good_faith: true,
    }
}

async fn send(db: &Db, cast: &Cast, id: ReportId, form: &ReportForm) -> Result<(), Error> {
    let tx = db.write().await.unwrap();
    let sent = reports::report(&tx, id, &form.parse().unwrap(), "fr", cast.at).await;
    tx.commit().await.unwrap();
    sent
}

async fn honey(db: &Db, cast: &Cast) -> domain::id::ProductId {
    cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty)
        .await
}

/// The letters that would go out now, to the role and about what.
async fn letters(db: &Db, cast: &Cast) -> Vec<(String, Wish)> {
    notifications::address(db, cast.at).await.unwrap();
    let mut letters = Vec::new();
    for row in delivery::Entity::find().all(db.read()).await.unwrap() {
        if let Prepared::Send(Parcel::Letter { to, wish, .. }) =
            notifications::prepare(db.read(), &seal(), &row, cast.at)
                .await
                .unwrap()
        {
            assert_eq!(row.target, Role::Reporter.as_str());
            letters.push((to.to_string(), wish));
        }
    }
    letters
}

on_both_engines! {
    async fn a_report_is_taken_once_and_its_sender_hears_of_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = honey(db, &cast).await;
        let id = ReportId(secret::id());
        for _ in 0..2 {
            send(db, &cast, id, &form(&cast, "miel")).await.unwrap();
        }
        assert_eq!(reports::count_open(db.read(), &cast.official).await.unwrap(), 1);
        let case = reports::case(db.read(), &cast.official, id).await.unwrap();
        assert_eq!((case.product, case.line.concern, case.line.standing), (Some(honey), Concern::Untrue, Standing::Unread));
        assert_eq!(case.words, "Ce miel ne vient pas d’ici.");
        let letters = letters(db, &cast).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].0, "jeanne@exemple.example");
        assert!(matches!(&letters[0].1, Wish::Report(letter) if letter.answer.is_none()));
    }

    async fn who_leaves_no_address_is_not_written_to(db: &Db) {
        let cast = Cast::on_stage(db).await;
        honey(db, &cast).await;
        let quiet = ReportForm { name: String::new(), email: String::new(), ..form(&cast, "miel") };
        send(db, &cast, ReportId(secret::id()), &quiet).await.unwrap();
        assert!(letters(db, &cast).await.is_empty());
    }

    async fn nothing_is_reported_where_nothing_is(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for place in ["/dourdan/personne", "/nulle-part/la-pause", "/dourdan/la-pause/rien", "/dourdan/panier"] {
            let form = ReportForm { place: place.into(), ..form(&cast, "miel") };
            let sent = send(db, &cast, ReportId(secret::id()), &form).await;
            assert!(matches!(sent, Err(Error::NotFound)), "{place}");
        }
        assert_eq!(reports::count_open(db.read(), &cast.official).await.unwrap(), 0);
    }

    async fn the_oldest_that_waits_comes_first_and_another_town_sees_none(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        honey(db, &cast).await;
        let mut ids = Vec::new();
        for day in [0, 2, 1] {
            let id = ReportId(secret::id());
            let tx = db.write().await.unwrap();
            reports::report(&tx, id, &form(&cast, "miel").parse().unwrap(), "fr", cast.at + Duration::days(day)).await.unwrap();
            tx.commit().await.unwrap();
            ids.push(id);
        }
        let list = reports::worklist(db.read(), &cast.official).await.unwrap();
        assert_eq!(list.iter().map(|line| line.id).collect::<Vec<_>>(), [ids[0], ids[2], ids[1]]);
        assert!(reports::worklist(db.read(), &there.official).await.unwrap().is_empty());
        assert!(matches!(reports::case(db.read(), &there.official, ids[0]).await, Err(Error::NotFound)));
        let tx = db.write().await.unwrap();
        assert!(matches!(reports::read(&tx, &there.official, ids[0], cast.at).await, Err(Error::NotFound)));
        reports::read(&tx, &cast.official, ids[0], cast.at).await.unwrap();
        reports::read(&tx, &cast.official, ids[0], cast.at + Duration::hours(1)).await.unwrap();
        tx.commit().await.unwrap();
        let case = reports::case(db.read(), &cast.official, ids[0]).await.unwrap();
        let (at, by) = case.read.unwrap();
        assert_eq!((at, by.unwrap().as_str()), (cast.at, "Camille Roux"), "who opened it first");
    }

    async fn a_report_is_asked_about_then_answered_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = honey(db, &cast).await;
        let id = ReportId(secret::id());
        send(db, &cast, id, &form(&cast, "miel")).await.unwrap();
        let matter = Matter { shop: cast.grocer.id, product: Some(honey), report: Some(id) };
        let decide = async |measure: &str| {
            let form = StatementForm { measure: measure.into(), facts: "Vu.".into(), ..StatementForm::default() };
            let tx = db.write_in(cast.town.id).await.unwrap();
            let decided = decisions::decide(&tx, &cast.official, DecisionId(secret::id()), &matter, &form.parse().unwrap(), cast.at).await;
            if decided.is_ok() { tx.commit().await.unwrap(); }
            decided
        };
        let standing = async || reports::case(db.read(), &cast.official, id).await.unwrap().line.standing;
        decide("asked").await.unwrap();
        assert_eq!(standing().await, Standing::Asked);
        assert_eq!(reports::count_open(db.read(), &cast.official).await.unwrap(), 1, "asking is not deciding");
        decide("nothing").await.unwrap();
        assert_eq!(standing().await, Standing::Answered);
        assert_eq!(reports::count_open(db.read(), &cast.official).await.unwrap(), 0);
        for again in ["nothing", "asked"] {
            assert!(matches!(decide(again).await, Err(Error::Refused(DecideRefused::NoMatter))), "{again}");
        }
        let case = reports::case(db.read(), &cast.official, id).await.unwrap();
        assert_eq!(case.decisions.len(), 2);
        // It came, the merchant was asked, nothing is done.
        let told = letters(db, &cast).await;
        assert_eq!(told.len(), 3);
        // Nothing of it is the merchant's but what was asked.
        let theirs = decisions::at_counter(db.read(), &cast.grocer_merchant).await.unwrap();
        assert_eq!(theirs.len(), 1);
    }
}

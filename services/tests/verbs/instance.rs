//! The instance: its towns, new ones, and who is let in first.

use chrono::{DateTime, Duration, Utc};
use domain::{catalogue::Stock, ledger::Deed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::{
    accounts::{self, Arrival, NameTaken, Operator},
    communes,
    db::Db,
    error::Error,
    instance::{self, AlreadyOpen, ON_A_PAGE},
    ledger, notifications, on_both_engines,
    orders::{self, Placer},
    photos::Photos,
    testing::{Cast, operator, reservation},
    towns,
};
use std::collections::HashSet;

/// Whoever runs the instance, a moment after they proved it.
async fn runs_it(db: &Db, at: DateTime<Utc>) -> Operator {
    let (device, _) = operator(db, "Solène Hébert", at).await;
    let who = accounts::signed_in(db.read(), &device.secret, at).await.unwrap();
    who.operator(db.read()).await.unwrap()
}

async fn open(db: &Db, who: &Operator, code: &str, at: DateTime<Utc>) -> Result<String, Error<AlreadyOpen>> {
    let tx = db.write().await.unwrap();
    let commune = communes::by_code(code).unwrap();
    let town = instance::open(&tx, Some(who), &commune, at).await?;
    tx.commit().await.unwrap();
    Ok(town.slug)
}

on_both_engines! {
    async fn a_commune_has_one_market(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = runs_it(db, cast.at).await;
        let again = open(db, &who, "91200", cast.at).await;
        assert!(matches!(again, Err(Error::Refused(AlreadyOpen))));
        assert_eq!(open(db, &who, "91223", cast.at).await.unwrap(), "etampes");
        let town = towns::by_slug(db.read(), "etampes").await.unwrap();
        assert_eq!((town.name.as_str(), town.time_zone.as_str()), ("Étampes", "Europe/Paris"));
        let lines = ledger::entity::Entity::find()
            .filter(ledger::entity::Column::TownId.eq(town.id))
            .all(db.read())
            .await
            .unwrap();
        let [line] = lines.as_slice() else { panic!() };
        assert_eq!((line.deed, line.member_id, line.actor), (Deed::TownOpened, Some(who.member()), None));
    }

    async fn of_two_who_open_the_same_one_at_once_one_does(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = runs_it(db, cast.at).await;
        let (one, other) = tokio::join!(open(db, &who, "91223", cast.at), open(db, &who, "91223", cast.at));
        assert!(one.is_ok() != other.is_ok());
    }

    async fn namesakes_have_addresses_of_their_own(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = runs_it(db, cast.at).await;
        for (code, slug) in [("93066", "saint-denis"), ("97411", "saint-denis-974"), ("30247", "saint-denis-30")] {
            assert_eq!(open(db, &who, code, cast.at).await.unwrap(), slug);
        }
        let reunion = towns::by_slug(db.read(), "saint-denis-974").await.unwrap();
        assert_eq!(reunion.time_zone, "Indian/Reunion");
    }

    async fn each_town_says_how_it_does(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        let who = runs_it(db, cast.at).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let order = reservation(&cast, "one", &[(honey, 1)], &[&cast.grocer]);
        orders::place(db, &cast.town, &order, Placer::Shopper, "fr", cast.at).await.unwrap();
        let all = instance::towns(db.read(), &who, "", 1).await.unwrap();
        let slugs: Vec<&str> = all.towns.iter().map(|on| on.town.slug.as_str()).collect();
        assert_eq!((all.found, slugs), (2, vec!["dourdan", "etampes"]));
        let [here, other] = all.towns.as_slice() else { panic!() };
        assert_eq!((here.shops, here.selling, here.last_order), (2, 1, Some(cast.at)));
        assert_eq!((other.shops, other.selling, other.last_order), (2, 0, None));
        assert_eq!(instance::town(db.read(), &who, "etampes").await.unwrap().town.id, there.town.id);
        assert!(matches!(instance::town(db.read(), &who, "nulle-part").await, Err(Error::NotFound)));
    }

    async fn a_town_is_found_by_what_people_type(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = runs_it(db, cast.at).await;
        open(db, &who, "91215", cast.at).await.unwrap();
        for (asked, found) in [
            ("épinay", vec!["epinay-sous-senart"]),
            ("SENART", vec!["epinay-sous-senart"]),
            ("91860", vec!["epinay-sous-senart"]),
            ("91215", vec!["epinay-sous-senart"]),
            ("dourd", vec!["dourdan"]),
            ("%", vec!["dourdan", "epinay-sous-senart"]),
            ("nulle part", vec![]),
        ] {
            let towns = instance::towns(db.read(), &who, asked, 1).await.unwrap();
            let slugs: Vec<&str> = towns.towns.iter().map(|on| on.town.slug.as_str()).collect();
            assert_eq!(slugs, found, "{asked}");
        }
    }

    async fn many_towns_are_on_many_pages(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = runs_it(db, cast.at).await;
        let tx = db.write().await.unwrap();
        for commune in communes::all().take(45) {
            instance::open(&tx, None, &commune, cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = async |page| instance::towns(db.read(), &who, "", page).await.unwrap();
        let (first, second, third) = (page(1).await, page(2).await, page(3).await);
        assert_eq!(first.found, 46);
        assert_eq!(first.towns.len() as u64, ON_A_PAGE);
        assert_eq!((second.towns.len(), third.towns.len()), (6, 0));
        let all: HashSet<&str> = first.towns.iter().chain(&second.towns).map(|on| on.town.slug.as_str()).collect();
        assert_eq!(all.len(), 46);
    }

    async fn the_first_official_is_let_in_by_whoever_runs_the_instance(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let operator = runs_it(db, cast.at).await;
        let who = operator.just_proved(cast.at).unwrap();
        open(db, &operator, "91223", cast.at).await.unwrap();
        let town = towns::by_slug(db.read(), "etampes").await.unwrap().id;
        let tx = db.write_in(town).await.unwrap();
        let first = who.appoint_in(&tx, town, "Inès Roy".parse().unwrap(), cast.at).await.unwrap();
        let taken = who.appoint_in(&tx, town, "Inès Roy".parse().unwrap(), cast.at).await;
        assert!(matches!(taken, Err(Error::Refused(NameTaken))));
        tx.commit().await.unwrap();
        let team = operator.team_of(db.read(), town, cast.at).await.unwrap();
        let [official] = team.as_slice() else { panic!() };
        assert_eq!((official.arrival, official.is_you), (Arrival::Awaited, false));
        // A second link, as long as nobody came in; the first one is good for nothing then.
        let tx = db.write_in(town).await.unwrap();
        let (_, second) = who.link_again(&tx, town, official.id, cast.at).await.unwrap();
        assert!(accounts::look(&tx, &first, cast.at).await.is_err());
        let device = accounts::accept(&tx, &second, "test", cast.at).await.unwrap();
        let again = who.link_again(&tx, town, official.id, cast.at).await;
        assert!(matches!(again, Err(Error::NotFound)));
        // Nor of another town.
        let other = who.link_again(&tx, cast.town.id, official.id, cast.at).await;
        assert!(matches!(other, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        let device = accounts::signed_in(db.read(), &device.secret, cast.at).await.unwrap();
        assert_eq!(device.official(db.read()).await.unwrap().town(), town);
    }

    async fn the_outbox_is_told_in_three_figures(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let health = async |at| notifications::health(db, at).await.unwrap();
        let idle = health(cast.at).await;
        assert_eq!((idle.waiting, idle.is_late, idle.dead), (0, false, 0));
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let mut order = reservation(&cast, "one", &[(honey, 1)], &[&cast.grocer]);
        order.email = "jeanne@courriel.example".parse().ok();
        orders::place(db, &cast.town, &order, Placer::Shopper, "fr", cast.at).await.unwrap();
        notifications::address(db, cast.at).await.unwrap();
        let soon = health(cast.at + Duration::minutes(1)).await;
        assert!(soon.waiting > 0 && !soon.is_late && soon.dead == 0, "{soon:?}");
        assert!(health(cast.at + Duration::minutes(30)).await.is_late);
        assert!(db.bytes().await.unwrap() > 10_000);
    }
}

#[tokio::test]
async fn photos_are_weighed_now_and_then() {
    let photos = Photos::memory();
    let at: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
    let nothing = photos.weigh(at).await.unwrap();
    assert_eq!((nothing.photos, nothing.bytes), (0, 0));
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90])
    })
    .write_to(&mut jpeg, image::ImageFormat::Jpeg)
    .unwrap();
    photos.accept(jpeg.into_inner()).await.unwrap();
    assert_eq!(photos.weigh(at + Duration::minutes(59)).await, Some(nothing));
    let later = photos.weigh(at + Duration::minutes(61)).await.unwrap();
    assert!(later.photos == 1 && later.bytes > 100, "{later:?}");
}

//! A town, or a shop, leaves with everything and arrives in another instance.

use crate::support::{Stage, picture};
use app::{i18n::Locale, state::House};
use domain::{
    catalogue::{Product, Stock},
    id::{ProductId, TownId},
    orders::Code,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use server::archive::{Arrival, Leaving, join, stream};
use services::{
    accounts, catalogue, communes,
    db::Db,
    instance, on_both_engines,
    orders::{self, Placer},
    photos::Photos,
    shops,
    testing::{Cast, operator, reservation},
    towns,
};
use std::{fs::File, io::Write as _};
use tokio::sync::mpsc;

const HONEY: &str = "Miel de tilleul";

/// A jar of honey with its picture, and an order for it.
async fn grown(stage: &Stage, db: &Db) -> (ProductId, String) {
    let cast = &stage.cast;
    let honey = cast
        .product(db, &cast.grocer_merchant, HONEY, "9,80", Stock::Plenty)
        .await;
    let stored = stage.house.photos.accept(picture()).await.unwrap();
    let tx = db.write().await.unwrap();
    catalogue::attach_photo(&tx, &cast.grocer_merchant, honey, &stored, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let order = reservation(cast, "one", &[(honey, 1)], &[&cast.grocer]);
    let placed = orders::place(db, &cast.town, &order, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap();
    (honey, placed.page_key)
}

async fn product(db: &Db, town: TownId, id: ProductId) -> Product {
    let found = catalogue::by_ids(db.read(), town, &[id]).await;
    found.unwrap().remove(0)
}

async fn code_of(db: &Db, key: &str) -> Code {
    orders::page(db.read(), key).await.unwrap().1.code
}

async fn archived(house: &House, leaving: Leaving) -> File {
    let (sender, mut pieces) = mpsc::channel(8);
    let house = house.clone();
    let made = tokio::spawn(async move { stream(&house, &leaving, Locale::fr, sender).await });
    let mut file = tempfile::tempfile().unwrap();
    while let Some(piece) = pieces.recv().await {
        file.write_all(&piece.unwrap()).unwrap();
    }
    made.await.unwrap().unwrap();
    file
}

/// Another instance on another database, empty.
fn elsewhere(stage: &Stage, db: &Db) -> House {
    House {
        db: db.clone(),
        photos: Photos::memory(),
        ..stage.house.clone()
    }
}

async fn arrives(stage: &Stage, from: &Db, to: &Db) {
    let (honey, key) = grown(stage, from).await;
    let there = elsewhere(stage, to);
    let town = stage.cast.town.id;
    let file = archived(&stage.house, Leaving::town(from.read(), town).await.unwrap()).await;
    let again = file.try_clone().unwrap();
    let joined = join(&there, file, &Arrival::default()).await.unwrap();
    assert_eq!((joined.town, joined.photos, joined.codes), (town, 1, 0));
    let known = towns::by_slug(to.read(), "dourdan").await.unwrap();
    assert_eq!(known, towns::by_id(from.read(), town).await.unwrap());
    let (arrived, left) = (product(to, town, honey).await, product(from, town, honey).await);
    assert_eq!(arrived, left);
    let photo = arrived.photo.unwrap();
    let stored = there.photos.about(&photo.hash.parse().unwrap()).await.unwrap();
    assert!(stored.is_some());
    // The shopper's page is where it was, with the same code.
    assert_eq!(code_of(to, &key).await, code_of(from, &key).await);
    // Search keeps its words anew.
    let waiting = catalogue::words::catch_up(to).await.unwrap();
    assert_eq!(waiting, 0);
    // Nobody is signed in there, and who worked here works there.
    let secret = &stage.cast.official_session.secret;
    assert!(
        accounts::signed_in(to.read(), secret, stage.cast.at)
            .await
            .is_err()
    );
    let tx = to.write().await.unwrap();
    let office = accounts::Office::TownHall(town);
    let name = "Camille Roux".parse().unwrap();
    let link = accounts::proof::one_more_device(&tx, office, &name, stage.cast.at)
        .await
        .unwrap();
    assert!(link.is_some());
    tx.commit().await.unwrap();
    let said = join(&there, again, &Arrival::default()).await.unwrap_err();
    assert!(said.to_string().contains("a commune has only one"), "{said:#}");
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|some| some == words.as_bytes())
}

on_both_engines! {
    async fn a_town_arrives_as_it_left(db: &Db) {
        let stage = Stage::on(db).await;
        let there = services::testing::sqlite().await;
        arrives(&stage, db, &there).await;
    }

    async fn a_town_arrives_in_either_database(db: &Db) {
        let here = services::testing::sqlite().await;
        let stage = Stage::on(&here).await;
        arrives(&stage, &here, db).await;
    }

    async fn what_was_changed_on_the_way_changes_nothing(db: &Db) {
        let here = services::testing::sqlite().await;
        let stage = Stage::on(&here).await;
        grown(&stage, &here).await;
        let town = Leaving::town(here.read(), stage.cast.town.id).await.unwrap();
        let mut file = archived(&stage.house, town).await;
        let mut bytes = Vec::new();
        std::io::Seek::rewind(&mut file).unwrap();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let at = bytes.windows(HONEY.len()).position(|some| some == HONEY.as_bytes()).unwrap();
        bytes[at] = b'F';
        let mut other = tempfile::tempfile().unwrap();
        other.write_all(&bytes).unwrap();
        let said = join(&elsewhere(&stage, db), other, &Arrival::default()).await.unwrap_err();
        assert!(said.to_string().contains("is damaged"), "{said:#}");
        let cut = tempfile::tempfile().unwrap();
        assert!(join(&elsewhere(&stage, db), cut, &Arrival::default()).await.is_err());
        assert_eq!(towns::entity::Entity::find().count(db.read()).await.unwrap(), 0);
    }

    async fn an_address_that_is_somebodys_is_told(db: &Db) {
        let here = services::testing::sqlite().await;
        let stage = Stage::on(&here).await;
        grown(&stage, &here).await;
        let tx = db.write().await.unwrap();
        let other = towns::NewTown {
            insee_code: "91223".into(),
            name: "Dourdan".into(),
            slug: "dourdan".into(),
            postcodes: "91150".into(),
            time_zone: "Europe/Paris".into(),
        };
        towns::open(&tx, other, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let town = Leaving::town(here.read(), stage.cast.town.id).await.unwrap();
        let file = archived(&stage.house, town).await;
        let again = file.try_clone().unwrap();
        let said = join(&elsewhere(&stage, db), file, &Arrival::default()).await.unwrap_err();
        assert!(said.to_string().contains("--slug"), "{said:#}");
        let arrival = Arrival { slug: Some("dourdan-91".into()), town: None };
        let joined = join(&elsewhere(&stage, db), again, &arrival).await.unwrap();
        assert_eq!(joined.town_slug, "dourdan-91");
        assert_eq!(towns::by_slug(db.read(), "dourdan-91").await.unwrap().id, stage.cast.town.id);
    }

    async fn an_orders_code_that_is_somebodys_is_drawn_anew(db: &Db) {
        let here = services::testing::sqlite().await;
        let stage = Stage::on(&here).await;
        let (_, key) = grown(&stage, &here).await;
        let code = code_of(&here, &key).await;
        let there = Cast::named(db, "etampes").await;
        let honey = there.product(db, &there.grocer_merchant, HONEY, "9,80", Stock::Plenty).await;
        let order = reservation(&there, "other", &[(honey, 1)], &[&there.grocer]);
        orders::place(db, &there.town, &order, Placer::Shopper, "fr", there.at).await.unwrap();
        // As chance would have it.
        let rows = orders::entity::order::Entity::find().all(db.read()).await.unwrap();
        let same = orders::entity::order::ActiveModel {
            id: sea_orm::Set(rows[0].id),
            code: sea_orm::Set(code.clone()),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(same, db.for_migrations()).await.unwrap();
        let of_theirs = towns::entity::ActiveModel {
            id: sea_orm::Set(there.town.id),
            insee_code: sea_orm::Set("91223".into()),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(of_theirs, db.for_migrations()).await.unwrap();
        let town = Leaving::town(here.read(), stage.cast.town.id).await.unwrap();
        let file = archived(&stage.house, town).await;
        let joined = join(&elsewhere(&stage, db), file, &Arrival::default()).await.unwrap();
        assert_eq!(joined.codes, 1);
        assert_ne!(code_of(db, &key).await, code);
    }

    async fn a_shop_moves_into_its_town_elsewhere_and_waits_for_its_merchant(db: &Db) {
        let here = services::testing::sqlite().await;
        let stage = Stage::on(&here).await;
        let (honey, _) = grown(&stage, &here).await;
        let shop = Leaving::shop(here.read(), stage.cast.grocer.id).await.unwrap();
        let file = archived(&stage.house, shop).await;
        let (second, third) = (file.try_clone().unwrap(), file.try_clone().unwrap());
        let said = join(&elsewhere(&stage, db), file, &Arrival::default()).await.unwrap_err();
        assert!(said.to_string().contains("halle open"), "{said:#}");
        let tx = db.write().await.unwrap();
        let commune = communes::by_code("91200").unwrap();
        let town = instance::open(&tx, None, &commune, stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let there = elsewhere(&stage, db);
        let joined = join(&there, second, &Arrival::default()).await.unwrap();
        assert_eq!(joined.shop, Some((stage.cast.grocer.id, "la-pause".to_owned())));
        assert_eq!(shops::town_of(db.read(), stage.cast.grocer.id).await.unwrap().id, town.id);
        assert!(shops::in_town(db.read(), town.id).await.unwrap().is_empty());
        let tx = db.write().await.unwrap();
        let link = accounts::invite_merchant(&tx, stage.cast.grocer.id, stage.cast.at).await.unwrap();
        accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let shelf = catalogue::in_shop(db.read(), stage.cast.grocer.id, 10).await.unwrap();
        assert_eq!(shelf.iter().map(|product| product.id).collect::<Vec<_>>(), [honey]);
        let elsewhere = Arrival { slug: Some("autre".into()), town: None };
        let said = join(&there, third, &elsewhere).await.unwrap_err();
        assert!(said.to_string().contains("here already"), "{said:#}");
    }

    async fn a_shops_owner_takes_it_along_and_no_shopper_with_it(db: &Db) {
        let stage = Stage::on(db).await;
        grown(&stage, db).await;
        let file = stage.get_as(&stage.cast.grocer_session, "/comptoir/mes-donnees/boutique.zip").await;
        file.assert_status_ok();
        assert_eq!(file.header("content-type"), "application/zip");
        let bytes = file.as_bytes();
        assert!(bytes.starts_with(b"PK"));
        for words in ["index.html", "boutiques/la-pause.html", "csv/products.csv", "json/products.json", "LISEZMOI.txt", HONEY, "640.jpg"] {
            assert!(holds(bytes, words), "{words}");
        }
        for never in ["Jeanne Martin", "01 99 00 12 34", "Camille Roux"] {
            assert!(!holds(bytes, never), "{never}");
        }
        for other in [&stage.cast.official_session] {
            stage.get_as(other, "/comptoir/mes-donnees/boutique.zip").await.assert_status_unauthorized();
        }
        let ledger = stage.get_as(&stage.cast.official_session, "/mairie/cahier").await.text();
        assert!(ledger.contains("Tout a été emporté dans un fichier."), "{ledger}");
    }

    async fn whoever_runs_the_instance_downloads_a_whole_town(db: &Db) {
        let stage = Stage::on(db).await;
        grown(&stage, db).await;
        let (device, _) = operator(db, "Solène Hébert", stage.cast.at).await;
        let file = stage.post_as(&device, "/exploitant/villes/dourdan", &[("act", "archive")]).await;
        file.assert_status_ok();
        let bytes = file.as_bytes();
        assert!(bytes.starts_with(b"PK") && holds(bytes, "json/orders.json") && holds(bytes, "Jeanne Martin"));
        // What opens doors here stays here.
        for never in ["json/sessions.json", "json/invitations.json", "json/second_factors.json"] {
            assert!(!holds(bytes, never), "{never}");
        }
        stage.house.clock.set(stage.cast.at + chrono::Duration::minutes(11));
        let asks = stage.post_as(&device, "/exploitant/villes/dourdan", &[("act", "archive")]).await;
        asks.assert_status_unprocessable_entity();
    }
}

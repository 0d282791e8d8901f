//! A thousand doors in one town, and many towns on one instance: pages stay short.

use crate::support::{Stage, location};
use domain::{id::ShopId, shops::ShopKind};
use services::{
    communes,
    db::Db,
    instance, on_both_engines,
    shops::{self, NewShop},
};

/// Puts so many more shops on the town's roster, in one street.
async fn street(db: &Db, stage: &Stage, count: usize) -> Vec<ShopId> {
    let tx = db.write().await.unwrap();
    let mut ids = Vec::new();
    for at in 1..=count {
        let new = NewShop {
            address: format!("{at} rue du Puits"),
            ..NewShop::named(format!("Porte {at:03}").parse().unwrap(), ShopKind::Other)
        };
        let shop = shops::add(&tx, stage.cast.town.id, new, stage.cast.at).await;
        ids.push(shop.unwrap().id);
    }
    tx.commit().await.unwrap();
    ids
}

/// How many of them a page has.
fn doors(page: &str) -> usize {
    page.matches("id=\"porte-").count()
}

on_both_engines! {
    async fn a_way_of_many_doors_has_pages(db: &Db) {
        let stage = Stage::on(db).await;
        let ids = street(db, &stage, 70).await;
        let me = &stage.cast.official_session;
        let first = stage.get_as(me, "/mairie/tournee").await.text();
        assert_eq!(doors(&first), 60);
        assert!(first.contains("href=\"/mairie/tournee?page=2\""), "{first}");
        let second = stage.get_as(me, "/mairie/tournee?page=2").await.text();
        assert_eq!(doors(&second), 12);
        stage.get_as(me, "/mairie/tournee?page=3").await.assert_status_not_found();
        // Whoever looks for a door finds its page.
        let last = ids[69];
        let its = stage.get_as(me, &format!("/mairie/tournee?porte={last}")).await.text();
        assert!(doors(&its) == 12 && its.contains(&format!("id=\"porte-{last}\"")));
        // What is noted there leads back there, and what cannot be is shown there again.
        let call = domain::id::CallId(services::secret::id()).to_string();
        let shop = last.to_string();
        let noted = stage.post_as(me, "/mairie/tournee", &[("id", &call), ("shop", &shop), ("said", "nobody")]).await;
        assert_eq!(location(&noted), format!("/mairie/tournee?porte={last}#porte-{last}"));
        let refused = stage.post_as(me, "/mairie/tournee", &[("id", &call), ("shop", &shop)]).await;
        refused.assert_status_unprocessable_entity();
        assert!(refused.text().contains(&format!("id=\"porte-{last}\"")));
    }

    async fn a_long_roster_has_pages(db: &Db) {
        let stage = Stage::on(db).await;
        street(db, &stage, 70).await;
        let me = &stage.cast.official_session;
        let roster = |page: &str| page.matches("Porte 0").count();
        let first = stage.get_as(me, "/mairie").await.text();
        assert!(first.contains("href=\"/mairie?page=2#roster\""), "{first}");
        assert!(first.contains("class=\"street\"") && roster(&first) > 0);
        let second = stage.get_as(me, "/mairie?page=2").await;
        second.assert_status_ok();
        assert!(second.text().contains("Porte 070") && !second.text().contains("page=3"));
        stage.get_as(me, "/mairie?page=3").await.assert_status_not_found();
    }

    async fn a_town_is_found_among_many(db: &Db) {
        let stage = Stage::on(db).await;
        assert_eq!(location(&stage.get("/").await), "/dourdan");
        let tx = db.write().await.unwrap();
        for commune in communes::all().take(70) {
            instance::open(&tx, None, &commune, stage.cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        let first = stage.get("/").await.text();
        assert_eq!(first.matches("town-list__item").count(), 60);
        assert!(first.contains("href=\"/?page=2\"") && first.contains("name=\"q\""), "{first}");
        let found = stage.get("/?q=91410").await.text();
        assert_eq!(found.matches("town-list__item").count(), 1);
        assert!(found.contains("href=\"/dourdan\""), "{found}");
        assert!(stage.get("/?q=nulle-part").await.text().contains("Aucune ville du marché ne répond"));
        stage.get("/?page=9").await.assert_status_not_found();
    }
}

//! Who asks.

use super::things::Whose;
use crate::support::cookie;
use chrono::Duration;
use domain::{
    id::{InvitationId, MemberId, ShopId},
    shops::{ShopKind, ShopRole},
    stand_in::{Consent, Term},
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use services::{
    accounts::{
        self, NewSession,
        entity::{invitation, member, shop_member},
    },
    db::Db,
    secret::{self, Secret},
    shops::NewShop,
    stand_ins,
    testing::{Cast, operator},
};

/// Somebody with a device.
pub struct Person {
    pub name: &'static str,
    pub cookie: Option<String>,
    /// Whose order's key is on this device.
    pub holds: Option<Whose>,
}

/// Nobody, two shoppers, those of La pause, those of other shops, those of the town halls, who was let go, and who runs the
/// instance.
pub async fn all(db: &Db, here: &Cast, there: &Cast) -> Vec<Person> {
    let helper = hired(db, here, here.grocer.id, "Léa").await;
    let gone = hired(db, here, here.grocer.id, "Marc").await;
    shop_member::Entity::delete_by_id((here.grocer.id, gone.1))
        .exec(db.for_migrations())
        .await
        .unwrap();
    vec![
        somebody("anonymous", None, None),
        somebody("shopper", None, Some(Whose::Ours)),
        somebody("other shopper", None, Some(Whose::Theirs)),
        somebody("merchant", Some(&here.grocer_session), None),
        somebody("helper", Some(&helper.0), None),
        somebody("neighbour", Some(&here.toys_session), None),
        somebody("other merchant", Some(&there.grocer_session), None),
        somebody("official", Some(&here.official_session), None),
        somebody("other official", Some(&there.official_session), None),
        somebody("unproven official", Some(&unproven(db, here).await), None),
        somebody("standing in", Some(&standing_in(db, here).await), None),
        somebody("let go", Some(&gone.0), None),
        somebody(
            "operator",
            Some(&operator(db, "Solène Hébert", here.at).await.0),
            None,
        ),
    ]
}

fn somebody(name: &'static str, device: Option<&NewSession>, holds: Option<Whose>) -> Person {
    Person {
        name,
        cookie: device.map(cookie),
        holds,
    }
}

/// One more device of the official's, which has yet to prove itself.
async fn unproven(db: &Db, cast: &Cast) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::may_sign_in(&tx, Some(cast.town.id), None, cast.at)
        .await
        .unwrap();
    let device = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    tx.commit().await.unwrap();
    device
}

/// Somebody else of the town hall, at the counter of a shop that nobody owns.
async fn standing_in(db: &Db, cast: &Cast) -> NewSession {
    let tx = db.write_in(cast.town.id).await.unwrap();
    let link = accounts::invite_official(&tx, cast.town.id, "Noé Blanc".parse().unwrap(), cast.at)
        .await
        .unwrap();
    let device = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    let who = accounts::signed_in(&tx, &device.secret, cast.at).await.unwrap();
    let who = who.official(&tx).await.unwrap();
    let new = NewShop::named("Chez Lucette".parse().unwrap(), ShopKind::Grocer);
    let shop = services::shops::add(&tx, cast.town.id, new, cast.at)
        .await
        .unwrap();
    let consent = Consent {
        by: "Mme Martin".parse().unwrap(),
        term: Term::Month,
    };
    stand_ins::open(&tx, &who, shop.id, &consent, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    device
}

/// Somebody who helps in a shop, signed in.
async fn hired(db: &Db, cast: &Cast, shop: ShopId, name: &str) -> (NewSession, MemberId) {
    let tx = db.write().await.unwrap();
    let id = MemberId(secret::id());
    let person = member::ActiveModel {
        id: Set(id),
        name: Set(name.parse().unwrap()),
        created_at: Set(cast.at),
    };
    person.insert(&tx).await.unwrap();
    let helps = shop_member::ActiveModel {
        shop_id: Set(shop),
        member_id: Set(id),
        role: Set(ShopRole::Helper),
        since: Set(cast.at),
    };
    helps.insert(&tx).await.unwrap();
    let link = Secret::generate();
    let row = invitation::ActiveModel {
        id: Set(InvitationId(secret::id())),
        token_hash: Set(link.hash()),
        shop_id: Set(None),
        member_id: Set(Some(id)),
        created_at: Set(cast.at),
        expires_at: Set(cast.at + Duration::days(1)),
        used_at: Set(None),
    };
    row.insert(&tx).await.unwrap();
    let device = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    tx.commit().await.unwrap();
    (device, id)
}

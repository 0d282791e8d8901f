//! Who asks.

use super::things::Whose;
use crate::support::cookie;
use domain::{
    hand,
    id::MemberId,
    shops::ShopKind,
    stand_in::{Consent, Term},
};
use sea_orm::EntityTrait;
use services::{
    accounts::{self, NewSession, entity::shop_member},
    db::Db,
    hands::{self, Taker},
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

/// Nobody, two shoppers, those of La pause, those of other shops, those of the town halls, who was let go, who lends a hand, and who
/// runs the instance.
pub async fn all(db: &Db, here: &Cast, there: &Cast) -> Vec<Person> {
    let helper = hired(db, here, "Léa").await;
    let gone = hired(db, here, "Marc").await;
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
        somebody("lent hand", Some(&lent_hand(db, here).await), None),
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

/// Somebody who helps at La pause, signed in.
async fn hired(db: &Db, cast: &Cast, name: &str) -> (NewSession, MemberId) {
    let tx = db.write().await.unwrap();
    let owner = cast.grocer_merchant.owner().unwrap();
    let link = accounts::invite_helper(&tx, &owner, name.parse().unwrap(), cast.at)
        .await
        .unwrap();
    let device = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    let who = accounts::signed_in(&tx, &device.secret, cast.at).await.unwrap();
    tx.commit().await.unwrap();
    (device, who.member())
}

/// Somebody who took a code of La pause, and has no other place here.
async fn lent_hand(db: &Db, cast: &Cast) -> NewSession {
    let tx = db.write().await.unwrap();
    let owner = cast.grocer_merchant.owner().unwrap();
    let code = hands::ask(&tx, &owner, hand::Term::ThreeDays, cast.at)
        .await
        .unwrap();
    let name = "Paul Petit".parse().unwrap();
    let taken = hands::take(&tx, Taker::Guest(&name, "test", None), &code, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    taken.session.unwrap()
}

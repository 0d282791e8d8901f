//! The cast of all tests: Dourdan, its grocer "La pause", its toy shop, and a shopper.

use crate::{
    accounts::{
        self, InGoodStanding, JustProved, MerchantOf, NewSession, OfficialOf,
        proof::{self, Nonce, SealKey},
    },
    catalogue,
    db::Db,
    duties, secret,
    shops::{self, NewShop},
    towns::{self, NewTown},
};
use chrono::{DateTime, Utc};
use domain::{
    basket::Basket,
    catalogue::{ListingForm, Stock},
    duties::{Fact, LabelForm},
    id::ProductId,
    orders::{OrderKind, Reservation},
    pickup::Window,
    shops::{Shop, ShopKind},
    towns::Town,
};
use sea_orm::{ActiveModelTrait, Set};

/// Everybody, at ten in the morning of a Tuesday.
pub struct Cast {
    /// When the play begins.
    pub at: DateTime<Utc>,
    /// Dourdan.
    pub town: Town,
    /// La pause, open from Tuesday to Saturday.
    pub grocer: Shop,
    /// May act for La pause.
    pub grocer_merchant: InGoodStanding,
    /// The grocer's phone.
    pub grocer_session: NewSession,
    /// Le cheval de bois, open on the same days.
    pub toys: Shop,
    /// May act for the toy shop.
    pub toys_merchant: InGoodStanding,
    /// The toy shop's phone.
    pub toys_session: NewSession,
    /// May act for Dourdan.
    pub official: OfficialOf,
    /// The same, who proved it a moment ago.
    pub official_just_proved: JustProved,
    /// The nonce of the official's key.
    pub official_nonce: Nonce,
    /// The official's phone.
    pub official_session: NewSession,
}

impl Cast {
    /// Brings everybody on stage.
    pub async fn on_stage(db: &Db) -> Self {
        Self::at(db, "2026-11-24T09:00:00Z".parse().expect("a date")).await
    }

    /// Brings everybody on a stage of its own: many plays can go on in one database.
    pub async fn named(db: &Db, town: &str) -> Self {
        Box::pin(Self::in_town(
            db,
            town,
            "2026-11-24T09:00:00Z".parse().expect("a date"),
        ))
        .await
    }

    /// Brings everybody on stage at another time.
    pub async fn at(db: &Db, at: DateTime<Utc>) -> Self {
        Box::pin(Self::in_town(db, "dourdan", at)).await
    }

    async fn in_town(db: &Db, slug: &str, at: DateTime<Utc>) -> Self {
        let tx = db.write().await.expect("the writer");
        let dourdan = NewTown {
            insee_code: "91200".into(),
            name: "Dourdan".into(),
            slug: slug.into(),
            postcodes: "91410".into(),
            time_zone: "Europe/Paris".into(),
        };
        let town = towns::open(&tx, dourdan, at).await.expect("Dourdan opens");
        let grocer = shops::add(&tx, town.id, shop("La pause", ShopKind::Grocer), at)
            .await
            .expect("La pause");
        let toys = shops::add(&tx, town.id, shop("Le cheval de bois", ShopKind::Toys), at)
            .await
            .expect("the toy shop");
        let (grocer_session, grocer_merchant) = claim(&tx, &grocer, at).await;
        let (toys_session, toys_merchant) = claim(&tx, &toys, at).await;
        let link = accounts::invite_official(&tx, town.id, "Camille Roux".parse().expect("a name"), at).await;
        let official_session = accounts::accept(&tx, &link.expect("a link"), "test", at)
            .await
            .expect("goes through");
        let official_nonce = set_up(&tx, &official_session, at).await;
        let who = accounts::signed_in(&tx, &official_session.secret, at)
            .await
            .expect("signed in");
        let official = who.official(&tx).await.expect("an official");
        tx.commit().await.expect("committed");
        let grocer = shops::by_id(db.read(), grocer.id).await.expect("La pause");
        Self {
            at,
            town,
            grocer,
            grocer_merchant,
            grocer_session,
            toys,
            toys_merchant,
            toys_session,
            official,
            official_just_proved: official.just_proved(at).expect("proved"),
            official_nonce,
            official_session,
        }
    }

    /// The official's phone proves itself at another time, by the code of that time.
    pub async fn official_proves(&self, db: &Db, at: DateTime<Utc>) {
        let tx = db.write().await.expect("the writer");
        let who = accounts::signed_in(&tx, &self.official_session.secret, at)
            .await
            .expect("signed in");
        let who = who.unproven(&tx).await.expect("works for the town");
        let code = seal().key(who.member(), &self.official_nonce).code(at);
        proof::prove(&tx, &seal(), &who, &code, at).await.expect("proved");
        tx.commit().await.expect("committed");
    }

    /// Puts a product on a merchant's shelf.
    pub async fn product(
        &self,
        db: &Db,
        who: &MerchantOf,
        name: &str,
        price: &str,
        stock: Stock,
    ) -> ProductId {
        let form = ListingForm {
            name: name.into(),
            price: price.into(),
            ..Default::default()
        };
        let mut listing = form.parse().expect("a listing");
        listing.stock = stock;
        let tx = db.write().await.expect("the writer");
        let id = ProductId(secret::id());
        let who = who.in_good_standing(&tx).await.expect("not suspended");
        // Every test holds this: on the heap, its own stays small.
        Box::pin(catalogue::put_on_sale(&tx, &who, id, listing, self.at))
            .await
            .expect("on sale");
        tx.commit().await.expect("committed");
        id
    }

    /// Says of a product whatever the law may ask: it may be ordered firmly then.
    pub async fn says_all(&self, db: &Db, who: &MerchantOf, product: ProductId) {
        let form = LabelForm {
            asked: Fact::ALL
                .iter()
                .copied()
                .filter(|fact| *fact != Fact::Name)
                .collect(),
            no_allergens: true,
            strength: "5,5".into(),
            amount: "370 g".into(),
            ingredients: "Fraises, sucre".into(),
            maker: "Les vergers".into(),
            maker_address: "3 chemin des Vergers, 91410 Dourdan".into(),
            maker_online: "bonjour@vergers.example".into(),
            no_warnings: true,
            ..LabelForm::default()
        };
        let said = form.parse().expect("a label");
        let tx = db.write_in(self.town.id).await.expect("the writer");
        duties::label(&tx, who, product, &said, self.at)
            .await
            .expect("said");
        tx.commit().await.expect("committed");
    }

    /// Changes what the grocer's shop has settled, as no form would.
    pub async fn settle(&mut self, db: &Db, how: impl FnOnce(&mut shops::entity::ActiveModel)) {
        let mut row = shops::entity::ActiveModel {
            id: Set(self.grocer.id),
            ..Default::default()
        };
        how(&mut row);
        row.update(db.for_migrations()).await.expect("settled");
        self.grocer = shops::by_id(db.read(), self.grocer.id).await.expect("La pause");
    }

    /// The first window of a shop that a shopper can choose.
    pub fn first_window(&self, shop: &Shop) -> Window {
        crate::pickup::windows(shop, shop.lead, &self.town.time_zone, self.at)[0]
    }
}

/// A shopper's reservation of some products at some shops, each at its first window.
pub fn reservation(cast: &Cast, key: &str, wanted: &[(ProductId, u32)], at_shops: &[&Shop]) -> Reservation {
    let mut basket = Basket::default();
    for (product, quantity) in wanted {
        basket.add(*product, *quantity);
    }
    Reservation {
        key: key.into(),
        basket,
        name: "Jeanne Martin".parse().expect("a name"),
        phone: "01 99 00 12 34".parse().expect("a phone number"),
        email: None,
        windows: at_shops
            .iter()
            .map(|shop| (shop.id, cast.first_window(shop).key()))
            .collect(),
        trips: Vec::new(),
        kind: OrderKind::Reservation,
        of_age: false,
    }
}

fn shop(name: &str, kind: ShopKind) -> NewShop {
    NewShop {
        name: name.parse().expect("a name"),
        kind,
        address: "12 rue de Chartres".into(),
        phone: "01 99 00 00 12".parse().ok(),
        position: Some((48.529, 2.012)),
        hours: "Tu-Sa 09:00-12:30,14:30-19:00".into(),
        about: String::new(),
    }
}

/// The seal key of all tests.
pub fn seal() -> SealKey {
    SealKey::read(&"A".repeat(43)).expect("a key")
}

/// Somebody who runs the instance: their phone, which proved itself at that time, and the nonce of their key.
pub async fn operator(db: &Db, name: &str, at: DateTime<Utc>) -> (NewSession, Nonce) {
    let tx = db.write().await.expect("the writer");
    let link = accounts::invite_operator(&tx, &name.parse().expect("a name"), at).await;
    let session = accounts::accept(&tx, &link.expect("a link"), "test", at)
        .await
        .expect("goes through");
    let nonce = set_up(&tx, &session, at).await;
    tx.commit().await.expect("committed");
    (session, nonce)
}

/// Somebody's application of codes is set up.
async fn set_up(tx: &crate::db::Transaction, device: &NewSession, at: DateTime<Utc>) -> Nonce {
    let who = accounts::signed_in(tx, &device.secret, at)
        .await
        .expect("signed in");
    let who = match who.unproven_operator(tx).await {
        Ok(who) => who,
        Err(_) => who.unproven(tx).await.expect("works for the town"),
    };
    let nonce = Nonce::fresh();
    let code = seal().key(who.member(), &nonce).code(at);
    proof::set_up(
        tx,
        &seal(),
        &who.may_set_up().expect("no key yet"),
        &nonce,
        &code,
        at,
    )
    .await
    .expect("set up");
    nonce
}

async fn claim(tx: &crate::db::Transaction, shop: &Shop, at: DateTime<Utc>) -> (NewSession, InGoodStanding) {
    let link = accounts::invite_merchant(tx, shop.id, at).await.expect("a link");
    let session = accounts::accept(tx, &link, "test", at)
        .await
        .expect("goes through");
    let who = accounts::signed_in(tx, &session.secret, at)
        .await
        .expect("signed in");
    let who = who.merchant(tx).await.expect("a merchant");
    let standing = who.in_good_standing(tx).await.expect("not suspended");
    (session, standing)
}

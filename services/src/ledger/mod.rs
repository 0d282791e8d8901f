//! The ledger: who changed a price, a state or a role, when, and on which device. Written in the transaction of the change
//! itself, so that neither is there without the other. A shop reads its own, a town hall that of roles and links.

pub mod entity;
mod queries;

pub use queries::{Entry, let_back_in, of_shop, of_town};

use crate::{
    accounts::entity::{operator, session, shop_member, town_member},
    db::Db,
    secret, shops,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::{DeedId, MemberId, ProductId, SessionId, ShopId, TownId},
    ledger::{self, Deed},
    orders::Actor,
    shops::ShopRole,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set,
};
use uuid::Uuid;

/// Where stands what concerns no town: whoever runs the instance comes in, and goes.
pub const INSTANCE: TownId = TownId(Uuid::nil());

/// How long a deed is remembered: a season and the same season of the year before.
const REMEMBERED: Duration = Duration::days(365);

/// Who did something, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Doer {
    /// Where.
    pub town: TownId,
    /// For which shop; none for a town hall.
    pub shop: Option<ShopId>,
    /// As whom; none: as whoever runs this instance.
    pub actor: Option<Actor>,
    /// Who; none: somebody at the terminal.
    pub member: Option<MemberId>,
    /// On which device.
    pub session: Option<SessionId>,
}

impl Doer {
    /// Whoever runs this instance, at the terminal.
    pub const fn operator(town: TownId) -> Self {
        Self {
            town,
            shop: None,
            actor: None,
            member: None,
            session: None,
        }
    }

    /// A person on a device, for what they act for; none for somebody who acts for nothing. Whoever goes through a link in a
    /// letter may have no device yet.
    pub(crate) async fn on(
        tx: &impl ConnectionTrait,
        member: MemberId,
        session: Option<SessionId>,
    ) -> Result<Option<Self>, DbErr> {
        let of_shop = shop_member::Entity::find()
            .filter(shop_member::Column::MemberId.eq(member))
            .order_by_desc(shop_member::Column::Since)
            .one(tx)
            .await?;
        if let Some(row) = of_shop {
            let shop = shops::entity::Entity::find_by_id(row.shop_id).one(tx).await?;
            let actor = match row.role {
                ShopRole::Owner => Actor::Merchant,
                ShopRole::Helper => Actor::Helper,
            };
            return Ok(shop.map(|shop| Self {
                town: shop.town_id,
                shop: Some(shop.id),
                actor: Some(actor),
                member: Some(member),
                session,
            }));
        }
        let of_town = town_member::Entity::find()
            .filter(town_member::Column::MemberId.eq(member))
            .order_by_desc(town_member::Column::Since)
            .one(tx)
            .await?;
        if let Some(row) = of_town {
            return Ok(Some(Self {
                town: row.town_id,
                shop: None,
                actor: Some(Actor::Official),
                member: Some(member),
                session,
            }));
        }
        let of_instance = operator::Entity::find_by_id(member).one(tx).await?;
        Ok(of_instance.map(|_| Self {
            member: Some(member),
            session,
            ..Self::operator(INSTANCE)
        }))
    }
}

/// What is written down.
#[derive(Clone, Debug)]
pub struct Note {
    deed: Deed,
    shop: Option<ShopId>,
    product: Option<ProductId>,
    about: Option<MemberId>,
    before: Option<String>,
    after: Option<String>,
}

impl Note {
    /// A deed, of the doer's own shop or town.
    pub const fn of(deed: Deed) -> Self {
        Self {
            deed,
            shop: None,
            product: None,
            about: None,
            before: None,
            after: None,
        }
    }

    /// To a product.
    #[must_use]
    pub fn on(mut self, product: ProductId) -> Self {
        self.product = Some(product);
        self
    }

    /// To a shop for which the doer does not act.
    #[must_use]
    pub fn at_shop(mut self, shop: ShopId) -> Self {
        self.shop = Some(shop);
        self
    }

    /// To somebody else.
    #[must_use]
    pub fn about(mut self, member: MemberId) -> Self {
        self.about = Some(member);
        self
    }

    /// What was, and what is, in the shapes that [`Deed`] says.
    #[must_use]
    pub fn from_to(mut self, before: Option<String>, after: Option<String>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }
}

/// Forgets what was done more than a year ago.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.write().await?;
    entity::Entity::delete_many()
        .filter(entity::Column::DoneAt.lt(at - REMEMBERED))
        .exec(&tx)
        .await?;
    tx.commit().await
}

/// Writes down what is done in this transaction.
pub async fn note(tx: &impl ConnectionTrait, by: &Doer, note: Note, at: DateTime<Utc>) -> Result<(), DbErr> {
    let device = match by.session {
        Some(id) => session::Entity::find_by_id(id).one(tx).await?,
        None => None,
    };
    let row = entity::ActiveModel {
        id: Set(DeedId(secret::id())),
        done_at: Set(at),
        town_id: Set(by.town),
        shop_id: Set(note.shop.or(by.shop)),
        product_id: Set(note.product),
        about_id: Set(note.about),
        member_id: Set(by.member),
        session_id: Set(by.session),
        actor: Set(by.actor),
        device: Set(device.map(|row| ledger::device(&row.device)).unwrap_or_default()),
        deed: Set(note.deed),
        before: Set(note.before),
        after: Set(note.after),
    };
    row.insert(tx).await?;
    Ok(())
}

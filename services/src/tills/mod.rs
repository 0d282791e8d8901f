//! A shop's own till: an address of its owner's, which is told what becomes of the shop's orders. Never who ordered. What is
//! said there and how it gets there is [`crate::notifications`]' work; here it is plugged in, tried and unplugged.

mod address;
mod going;
mod secret;

pub use address::{AddressRefused, TillAddress};
pub use going::{Going, going};
pub use secret::TillSecret;

use crate::{
    accounts::{
        OwnerOf,
        proof::{Nonce, SealKey},
    },
    error::Error,
    ledger::{self, Note},
    notifications::{
        self,
        entity::{delivery, message},
    },
    shops::entity as shop,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::{OrderPartId, ShopId},
    ledger::Deed,
    notifications::{Message, TillEvent},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect, Set,
};
use url::Url;

/// Between two trials: nobody makes this server call somebody all day.
const BETWEEN_TRIALS: Duration = Duration::minutes(1);

/// A till that is plugged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Till {
    /// Where it listens, as it is kept: what was taken once can be unplugged whatever is taken today.
    pub address: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

impl Till {
    /// The machine's name, which says enough where the rest is nobody's business.
    pub fn host(&self) -> String {
        let url = Url::parse(&self.address).ok();
        url.and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

/// Why a till is not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrialRefused {
    /// None is plugged in.
    Unplugged,
    /// It was tried a moment ago.
    TooSoon,
}

/// The shop's till, if one is plugged in.
pub async fn till(db: &impl ConnectionTrait, who: &OwnerOf) -> Result<Option<Till>, Error> {
    let row = shop::Entity::find_by_id(who.shop()).one(db).await?;
    Ok(row.ok_or(Error::NotFound)?.till())
}

impl shop::Model {
    /// Its own till; none: nothing is told.
    fn till(&self) -> Option<Till> {
        (!self.till_address.is_empty()).then(|| Till {
            address: self.till_address.clone(),
            since: self.till_since.unwrap_or(self.created_at),
        })
    }
}

/// Tells the shop's orders to this address from now on. The secret is another one each time; whoever forgot it plugs the
/// same address in again.
pub async fn connect(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &OwnerOf,
    address: &TillAddress,
    at: DateTime<Utc>,
) -> Result<TillSecret, Error> {
    let nonce = Nonce::fresh();
    write(tx, who, address.as_str(), nonce.as_str(), Some(at)).await?;
    let note = Note::of(Deed::TillConnected).from_to(None, Some(address.host().to_owned()));
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok(seal.till(who.shop(), &nonce))
}

/// Tells it nothing any more, not even what waits.
pub async fn disconnect(tx: &impl ConnectionTrait, who: &OwnerOf, at: DateTime<Utc>) -> Result<(), Error> {
    let Some(known) = till(tx, who).await? else {
        return Ok(());
    };
    write(tx, who, "", "", None).await?;
    let note = Note::of(Deed::TillUnplugged).from_to(Some(known.host()), None);
    Ok(ledger::note(tx, &who.doer(), note, at).await?)
}

async fn write(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    address: &str,
    nonce: &str,
    since: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    let row = shop::ActiveModel {
        id: Set(who.shop()),
        till_address: Set(address.to_owned()),
        till_nonce: Set(nonce.to_owned()),
        till_since: Set(since),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// Sends it something that is no order, to see whether it arrives.
pub async fn try_it(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    at: DateTime<Utc>,
) -> Result<(), Error<TrialRefused>> {
    if till(tx, who).await.map_err(Error::widen)?.is_none() {
        return Err(Error::Refused(TrialRefused::Unplugged));
    }
    if was_tried(tx, who.shop(), at - BETWEEN_TRIALS).await? {
        return Err(Error::Refused(TrialRefused::TooSoon));
    }
    notifications::tell(tx, &[Message::TillTest { shop: who.shop() }], at).await?;
    Ok(())
}

/// Whether it was tried since then; the trial may still wait to be addressed.
async fn was_tried(tx: &impl ConnectionTrait, shop: ShopId, since: DateTime<Utc>) -> Result<bool, DbErr> {
    let told = message::Entity::find()
        .filter(message::Column::What.eq(notifications::TILL_TEST))
        .filter(message::Column::About.eq(shop.0));
    let sent = delivery::Entity::find()
        .filter(delivery::Column::What.eq(notifications::TILL_TEST))
        .filter(delivery::Column::About.eq(shop.0))
        .filter(delivery::Column::ToldAt.gt(since));
    Ok(told.count(tx).await? > 0 || sent.count(tx).await? > 0)
}

/// Tells a shop's till what happened, if it has one; in the transaction of what happened.
pub(crate) async fn tell(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    part: OrderPartId,
    event: TillEvent,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let address: Option<String> = shop::Entity::find_by_id(shop)
        .select_only()
        .column(shop::Column::TillAddress)
        .into_tuple()
        .one(tx)
        .await?;
    if address.is_none_or(|address| address.is_empty()) {
        return Ok(());
    }
    notifications::tell(tx, &[Message::Till { shop, part, event }], at).await
}

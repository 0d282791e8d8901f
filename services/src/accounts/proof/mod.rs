//! How an official, or whoever runs the instance, proves on each device to be who the device says: by a code from an application
//! on their phone, or by one of the codes that they keep for the day on which it is lost. Merchants have none of this: their
//! device is enough.

mod key;
mod losing;
mod proving;
mod recovery;
mod seal;
mod setting_up;

pub use key::{Key, Nonce};
pub use losing::{LostRefused, lost, one_more_device};
pub(super) use losing::{named, shut_out};
pub use proving::{prove, prove_by_recovery};
pub use recovery::{RecoveryCodes, recovery_codes_left};
pub use seal::SealKey;
pub use setting_up::set_up;
pub(super) use setting_up::{begin, forget};

use super::entity::session;
use chrono::{DateTime, Duration, Utc};
use domain::id::SessionId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

/// A device that proved itself is believed for a day's work.
pub const LASTS: Duration = Duration::hours(12);
/// What is grave asks for a proof no older than this.
pub const JUST_NOW: Duration = Duration::minutes(10);
/// Somebody who comes in for the first time may work so long before there has to be a key.
pub const GRACE: Duration = Duration::days(1);

/// The code is not the one, or it has been taken before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongCode;

/// Notes that a device proved itself.
async fn proved(tx: &impl ConnectionTrait, device: SessionId, at: DateTime<Utc>) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::ProvedAt, Expr::value(at))
        .filter(session::Column::Id.eq(device))
        .exec(tx)
        .await?;
    Ok(())
}

//! What a town hall decides about a shop or a product, with the reasons that it owes (Regulation (EU) 2022/2065, art. 17).
//! A shop that is suspended sells nothing new; whoever acts for it is a [`crate::accounts::MerchantOf`] all the same, for
//! the orders that stand, and no [`crate::accounts::InGoodStanding`].

mod deciding;
pub mod entity;
mod lifting;
mod queries;
mod replying;

pub use deciding::{DecideRefused, Matter, decide};
pub use lifting::{LiftRefused, lift, sweep};
pub use queries::{Decided, Reply, at_counter, holding, of_shop, one, standing_in_town, waiting_at_counter};
pub(crate) use queries::{by_id, on_report, reports_with};
pub use replying::reply;

//! Orders, in the order in which a day goes: a basket is placed, seen, made ready, handed over, or ends otherwise.

mod adjusting;
mod cancelling;
mod changes;
pub mod clock;
pub mod entity;
mod export;
mod forgetting;
mod history;
mod place;
mod queries;
mod refusing;
mod slots;
mod standing;
mod step;
mod withdrawals;

pub use adjusting::{Weighed, adjust};
pub use cancelling::{cancel, cancel_all};
pub use changes::{accept, hand_over, make_ready, see, undo};
pub use export::{Export, ExportedChange, ExportedLine, ExportedPart, ExportedWithdrawal, export};
pub use forgetting::{PERSONAL_TABLES, Remembrance, forget, forget_old, forgot_since, remembrance};
pub use history::{Happened, Happening, history};
pub use place::{Gone, PlaceRefused, Placed, Placer, place};
pub use queries::{Unseen, count_planned, count_unseen, inbox, page, ticket, ticket_by_code, unseen_in_town};
pub use refusing::{answer_for_shop, refuse};
pub use slots::{Offered, lead, offered};
pub use step::ChangeRefused;
pub use withdrawals::{Declaration, ShopWithdrawal, withdraw, withdrawals};

//! An order: a basket once sent, in parts, one per shop. This room says which states a part goes through, who may
//! move it, and what a shopper must tell us to reserve.

mod alarm;
mod code;
mod forgetting;
mod given;
mod life;
mod refusal;
mod reservation;
mod shown;
mod views;
mod withdrawal;

pub use alarm::{Alarm, Patience, Quiet, awake_between, awake_later};
pub use code::{Code, NotACode};
pub use forgetting::{
    BACKUPS_KEPT, PAID_BACK_WITHIN, REMEMBERED, Share, StillNeeded, forgotten_at, may_forget,
};
pub use given::{Given, NotGiven};
pub use life::{Act, Actor, OrderKind, PartState, UNDO_HANDOVER, allowed, in_time_to_undo};
pub use refusal::{Reason, Refusal, RefusalForm};
pub use reservation::{Reservation, ReservationError, ReservationForm};
pub use shown::Shown;
pub use views::{Instead, Line, Order, Part, Standing, Ticket, total};
pub use withdrawal::{DAYS_TO_WITHDRAW, NoWithdrawal, Withdrawn, last_day_to_withdraw, may_withdraw};

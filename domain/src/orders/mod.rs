//! An order: a basket once sent, in parts, one per shop. This room says which states a part goes through, who may
//! move it, and what a shopper must tell us to reserve.

mod code;
mod life;
mod reservation;
mod views;

pub use code::{Code, NotACode};
pub use life::{Act, Actor, PartState, allowed};
pub use reservation::{Reservation, ReservationError, ReservationForm};
pub use views::{Line, Order, Part, Ticket, total};

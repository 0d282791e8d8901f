//! Orders: the basket, the shopper's page of truth, and the merchant's inbox.

#[cfg(feature = "ssr")]
pub mod agenda;
pub mod api;
#[cfg(feature = "ssr")]
mod basket;
mod basket_link;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod doorbell;
mod follow;
#[cfg(feature = "ssr")]
mod handover_page;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod inbox;
#[cfg(feature = "ssr")]
mod inbox_page;
mod my_orders;
#[cfg(feature = "ssr")]
mod my_orders_page;
#[cfg(feature = "ssr")]
mod order_page;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod parts;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod read_square;
#[cfg(feature = "ssr")]
mod slip_page;
mod walk;
#[cfg(feature = "ssr")]
mod withdrawal_page;
#[cfg(feature = "ssr")]
mod withdrawals;

#[cfg(feature = "ssr")]
pub use basket::{BasketPage, ReservationPosted, no_window};
pub use basket_link::BasketLink;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub use doorbell::Doorbell;
#[cfg(feature = "ssr")]
pub use handover_page::HandoverPage;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub use inbox::Inbox;
#[cfg(feature = "ssr")]
pub use inbox_page::{InboxPage, TicketPosted};
pub use my_orders::MyOrdersLink;
#[cfg(feature = "ssr")]
pub use my_orders_page::MyOrdersPage;
#[cfg(feature = "ssr")]
pub use order_page::{OrderPage, shown};
#[cfg(feature = "ssr")]
pub use slip_page::SlipPage;
pub use walk::{OrderWalk, WalkLine};
#[cfg(feature = "ssr")]
pub use withdrawal_page::{WithdrawalPage, WithdrawalPosted};

//! What a town hall decides about a shop: deciding it with its reasons, reading them at the counter, answering, lifting.

mod band;
mod counter_page;
pub mod desk;
mod one_page;
mod shop_page;
mod statement;
mod statement_form;
mod suspended_page;

pub use band::{DecisionBand, Waiting};
pub use counter_page::{CounterDecisionsPage, ReplyPosted};
pub use one_page::{DecisionPage, LiftPosted};
pub use shop_page::ShopDecisionsPage;
pub use statement::{Wall, about, statement};
pub use statement_form::{Choice, StatementFields, StatementPosted};
pub use suspended_page::suspended;

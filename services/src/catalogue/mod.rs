//! The shelves: putting a product on sale, changing it, and what people see of it.

mod aisles;
mod edits;
pub mod entity;
mod facts;
mod memory;
mod paged;
mod prices;
mod queries;
mod stock;
mod verbs;
pub mod words;

pub(crate) use queries::{can_be_bought, content_of, offered, one_of_shop};
pub(crate) use stock::{are_shown, is_shown, take_all};
pub(crate) use verbs::{mine, name};
pub(crate) use words::keep as keep_words;

pub use aisles::{Leaf, Shelf, aisles, aisles_of, all_aisles, ending_in_town, in_aisle, newest_of, on_shelf};
pub use edits::apply;
pub use facts::{Facts, facts};
pub use memory::described;
pub use paged::on_offer;
pub use prices::past_prices;
pub use queries::{
    Listed, all_of_shop, arrivals, by_ids, by_slug, count_in_town, in_shop, is_on_sale, listed,
    newest_in_town, nth_listed, of_shop, words_and_ids, words_of,
};
pub use stock::{left, put_back, take, take_along};
pub use verbs::{attach_photo, change, put_on_sale};

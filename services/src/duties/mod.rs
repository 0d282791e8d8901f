//! What the law wants said of goods: what a shop has said, what is still missing, and how it is said. The rules are
//! [`domain::duties`]; the answers lie in the products' and the shops' tables.

mod list;
mod recipes;
mod rows;
mod town;
mod write;

pub use list::{Article, WorkList, article, unsaid, work_list};
pub use recipes::{Recipe, makers, recipe};
pub(crate) use rows::{goods_of, label_of};
pub use town::{LateShop, late_in_town};
pub use write::{label, license, take_over};

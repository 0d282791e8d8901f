//! What other sites and programs are told: link previews with their picture, data in words that search engines know,
//! feeds, the list of all pages, and the showcase that a town hall puts on its own site.

mod about;
mod card;
mod feed;
mod head;
mod json_ld;
mod showcase;
mod sitemap;
mod xml;

pub use about::About;
pub use card::Sketch;
pub use feed::{shop_feed, town_feed};
pub use head::PageHead;
pub use showcase::{ShowcaseSnippet, showcase};
pub use sitemap::{entry, index_entry};

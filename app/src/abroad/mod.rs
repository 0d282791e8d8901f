//! What other sites and programs are told: link previews with their picture, data in words that search engines know,
//! feeds, the list of all pages, the showcase that a town hall puts on its own site, and the page that explains to whoever
//! writes programs what those may read.

mod about;
mod api_page;
mod card;
mod feed;
mod head;
mod json_ld;
mod showcase;
mod sitemap;
mod xml;

pub use about::About;
pub use api_page::ApiPage;
pub use card::Sketch;
pub use feed::{shop_feed, town_feed};
pub use head::PageHead;
pub use showcase::{ShowcaseSnippet, showcase};
pub use sitemap::{entry, index_entry};

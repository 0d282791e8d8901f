//! The way from door to door, on an official's phone: what there is to do at each, and what was said. Noted without a
//! network too, and without scripts by plain forms.

pub mod api;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod door;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod list;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod notebook;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use page::{CallPosted, TourPage};

#[cfg(feature = "ssr")]
use domain::id::ShopId;

/// Doors on a page: what somebody walks in a day, and a phone draws in a moment.
#[cfg(feature = "ssr")]
pub const DOORS: usize = 60;

/// Where a door is on its page, of so many in town. Of a way with one page the address is the page's own, which the phone keeps.
#[cfg(feature = "ssr")]
pub fn door_address(shop: ShopId, doors: usize) -> String {
    let place = format!("{}#porte-{shop}", crate::routes::TOUR);
    if doors > DOORS {
        crate::routes::asking(&place, "porte", &shop.to_string())
    } else {
        place
    }
}

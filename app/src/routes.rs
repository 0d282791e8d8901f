//! Every address of the site, made in one place.

use domain::basket::Basket;
use domain::orders::Code;

/// Where a merchant works.
pub const COUNTER: &str = "/comptoir";
/// The merchant's products.
pub const SHELF: &str = "/comptoir/etal";
/// Where a merchant hands one product on.
pub const HAND_ON: &str = "/comptoir/partager";
/// The merchant's orders.
pub const INBOX: &str = "/comptoir/commandes";
/// Where a merchant describes the shop.
pub const SHOP: &str = "/comptoir/boutique";
/// Where a merchant closes for some days, and opens again.
pub const CLOSING: &str = "/comptoir/fermeture";
/// Where a merchant sends the shop's picture.
pub const COVER: &str = "/comptoir/couverture";
/// The shop's bell.
pub const BELL: &str = "/comptoir/sonnette";
/// Where an official says who is written to about orders that nobody saw.
pub const TOWN_BELL: &str = "/mairie/sonnette";
/// Where a merchant opens a second device.
pub const DEVICE: &str = "/comptoir/appareil";
/// Where a merchant picks what to print.
pub const POSTERS: &str = "/comptoir/affiches";
/// The window's poster.
pub const POSTER_PDF: &str = "/comptoir/affiches/vitrine.pdf";
/// Price cards and labels.
pub const PRICES_PDF: &str = "/comptoir/affiches/prix.pdf";
/// How to put Halle on a phone's home screen.
pub const INSTALL: &str = "/comptoir/installer";
/// What a phone without a network shows instead of a page that it never saw.
pub const OFFLINE: &str = "/comptoir/hors-ligne";
/// Where other apps of the phone share pictures to.
pub const SHARE: &str = "/comptoir/partage";
/// The script that keeps the counter readable without a network.
pub const WORKER: &str = "/sw.js";
/// Whether the market is reached.
pub const HEALTH: &str = "/healthz";
/// Where an official works.
pub const TOWN_HALL: &str = "/mairie";
/// Where a device is signed out.
pub const SIGN_OUT: &str = "/sortie";
/// Where the browser hears that the inbox changed.
pub const INBOX_EVENTS: &str = "/api/comptoir/evenements";

/// A town's market.
pub fn town(town: &str) -> String {
    format!("/{town}")
}

/// A shop.
pub fn shop(town: &str, shop: &str) -> String {
    format!("/{town}/{shop}")
}

/// A product.
pub fn product(town: &str, shop: &str, product: &str) -> String {
    format!("/{town}/{shop}/{product}")
}

/// The list of all pages, for search engines.
pub const SITEMAP: &str = "/sitemap.xml";
/// Which pages robots may read.
pub const ROBOTS: &str = "/robots.txt";

/// One part of the list of all pages, when it is too long for one.
pub fn sitemap_part(part: &str) -> String {
    format!("/sitemap/{part}")
}

/// The picture that other sites show beside a link to this page of a town, a shop or a product.
pub fn card(page: &str) -> String {
    format!("{page}/carte.jpg")
}

/// What is new on this page of a town or a shop.
pub fn feed(page: &str) -> String {
    format!("{page}/nouveautes.rss")
}

/// A page made to stand in a frame of the town's own site.
pub fn showcase(town: &str) -> String {
    format!("/{town}/vitrine")
}

/// A town's basket.
pub fn basket(town: &str) -> String {
    format!("/{town}/panier")
}

/// An order's page.
pub fn order(key: &str) -> String {
    format!("/commande/{key}")
}

/// Where the browser hears that an order changed.
pub fn order_events(key: &str) -> String {
    format!("/api/commande/{key}/evenements")
}

/// Where a merchant types a code to find its order.
pub const HANDOVER: &str = "/comptoir/remise";

/// An order on paper, for who has no phone to show.
pub fn slip(key: &str) -> String {
    format!("/commande/{key}/bon")
}

/// What an order's QR holds: the merchant's phone opens the ticket.
pub fn handover(code: &Code) -> String {
    format!("/comptoir/remise/{code}")
}

/// A link that lets somebody in once.
pub fn invitation(secret: &str) -> String {
    format!("/invitation/{secret}")
}

/// Where the browser sends a product's picture.
pub fn photo_upload(product: domain::id::ProductId) -> String {
    format!("/api/comptoir/photos/{product}")
}

/// An address that takes the basket along, for browsers that cannot keep it themselves.
pub fn carrying(address: &str, basket: &Basket) -> String {
    if basket.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?panier={basket}")
    }
}

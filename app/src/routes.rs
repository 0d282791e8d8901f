//! Every address of the site, made in one place.

pub mod api;

use domain::basket::Basket;
use domain::catalogue::Category;
use domain::id::{DecisionId, OrderPartId, ReportId, ShopId};
use domain::orders::Code;
use domain::text::Phone;
use std::fmt::Write;

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
/// Where a merchant says who stands behind the sign.
pub const TRADER: &str = "/comptoir/identite";
/// Where a merchant says what the law wants said of goods.
pub const TO_COMPLETE: &str = "/comptoir/a-completer";
/// What is kept about whoever works at a counter.
pub const ACCOUNT: &str = "/comptoir/mes-donnees";
/// The same, as a file to take along.
pub const ACCOUNT_EXPORT: &str = "/comptoir/mes-donnees.json";
/// The whole shop as a file to take along.
pub const SHOP_ARCHIVE: &str = "/comptoir/mes-donnees/boutique.zip";
/// Where a merchant closes for some days, and opens again.
pub const CLOSING: &str = "/comptoir/fermeture";
/// Where a merchant says where the shop stands.
pub const PLACE: &str = "/comptoir/emplacement";
/// Where a merchant sends the shop's picture.
pub const COVER: &str = "/comptoir/couverture";
/// In the address of a counter's form: whose counter its page was.
pub const OF_SHOP: &str = "pour";
/// The shop's own till.
pub const TILL: &str = "/comptoir/caisse";
/// The shop's bell.
pub const BELL: &str = "/comptoir/sonnette";
/// Where an official says who is written to about orders that nobody saw.
pub const TOWN_BELL: &str = "/mairie/sonnette";
/// Where a merchant opens a second device.
pub const DEVICE: &str = "/comptoir/appareil";
/// Who works at a shop, and who lends a hand there: where its owner invites helpers and makes codes.
pub const HELPERS: &str = "/comptoir/aides";
/// Where somebody types the code by which they lend a hand at a shelf.
pub const HELP: &str = "/aider";
/// What was changed at a shop, by whom and when.
pub const LEDGER: &str = "/comptoir/cahier";
/// The devices of an official, and a merchant's way back in.
pub const TOWN_DEVICES: &str = "/mairie/appareils";
/// Where an official sets up the key by which they prove who they are.
pub const OFFICIAL_KEY: &str = "/mairie/cle";
/// Where an official's device proves itself.
pub const PROOF: &str = "/mairie/preuve";
/// Who works at the town hall: where an official invites a colleague, or takes their access away.
pub const TEAM: &str = "/mairie/equipe";
/// Who came into a town's shops and its town hall.
pub const TOWN_LEDGER: &str = "/mairie/cahier";
/// What the town hall decided about a shop, as its merchant reads it, and where they answer.
pub const DECISIONS: &str = "/comptoir/decisions";
/// Where the public says that something should not be on the market.
pub const REPORT: &str = "/signaler";
/// What the public reported in an official's town.
pub const TOWN_REPORTS: &str = "/mairie/signalements";
/// Where an official decides about a shop.
pub const TOWN_DECISIONS: &str = "/mairie/decisions";
/// Where a merchant picks what to print.
pub const POSTERS: &str = "/comptoir/affiches";
/// The window's poster.
pub const POSTER_PDF: &str = "/comptoir/affiches/vitrine.pdf";
/// Price cards and labels.
pub const PRICES_PDF: &str = "/comptoir/affiches/prix.pdf";
/// The day's pickups, to be ticked off.
pub const PICKUPS_PDF: &str = "/comptoir/commandes/retraits.pdf";
/// How to put Halle on a phone's home screen.
pub const INSTALL: &str = "/comptoir/installer";
/// What a phone without a network shows instead of a page that it never saw.
pub const OFFLINE: &str = "/comptoir/hors-ligne";
/// Where other apps of the phone share pictures to.
pub const SHARE: &str = "/comptoir/partage";
/// The script that keeps the counter readable without a network.
pub const WORKER: &str = "/sw.js";
/// Below this, scripts ask.
pub const API: &str = "/api";
/// Where somebody chooses a language by hand.
pub const LANGUAGE: &str = "/langue";
/// Whether the market is reached.
pub const HEALTH: &str = "/healthz";
/// Where an official works.
pub const TOWN_HALL: &str = "/mairie";
/// Where whoever runs the instance works: its towns, and whether all is well.
pub const OPERATOR: &str = "/exploitant";
/// Where they open a commune's market.
pub const OPEN_TOWN: &str = "/exploitant/ouvrir";
/// Whether all is well, and what could not be sent.
pub const OPERATOR_HEALTH: &str = "/exploitant/sante";
/// Where they set up the key by which they prove who they are.
pub const OPERATOR_KEY: &str = "/exploitant/cle";
/// Where their device proves itself.
pub const OPERATOR_PROOF: &str = "/exploitant/preuve";
/// The shops whose counter the town hall holds, and where it opens one.
pub const STALLS: &str = "/mairie/etals";
/// An official's way from door to door.
pub const TOUR: &str = "/mairie/tournee";
/// What an official says for the town, and how its shops are closed to the public.
pub const OUR_TOWN: &str = "/mairie/ville";
/// Where an official brings a list of the town's shops.
pub const ROSTER: &str = "/mairie/liste";
/// Where an official prints for the whole town.
pub const TOWN_PAPERS: &str = "/mairie/papier";
/// The window posters of all its shops.
pub const TOWN_POSTERS_PDF: &str = "/mairie/papier/affiches.pdf";
/// A page for its council.
pub const COUNCIL_PDF: &str = "/mairie/papier/conseil.pdf";
/// Its market's catalogue.
pub const CATALOGUE_PDF: &str = "/mairie/papier/catalogue.pdf";
/// The town's figures as files.
pub const FIGURES: &str = "/mairie/chiffres";
/// What a browser may fetch before it is asked for.
pub const SPECULATION_RULES: &str = "/regles.json";
/// Where a browser says that a page which it fetched ahead is now looked at.
pub const SEEN: &str = "/api/vu";
/// Every part of the pages in every state, where somebody works on them.
pub const DESIGN: &str = "/design";
/// Where somebody without a device asks for a letter that lets them in.
pub const WAY_BACK: &str = "/entrer/lettre";
/// Where a device is signed out.
pub const SIGN_OUT: &str = "/sortie";
/// Where the browser hears that the inbox changed.
pub const INBOX_EVENTS: &str = "/api/comptoir/evenements";

/// Whether an address is this place's first page or lies behind it. A town may be called nearly so: `/mairieux`.
pub fn lies_in(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

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

/// Where a form of a shop's counter is sent, so that it is taken for no other shop.
pub fn of_shop(form: &str, shop: ShopId) -> String {
    asking(form, OF_SHOP, &shop.to_string())
}

/// The shop that such an address names, from its query.
pub fn named_shop(query: &str) -> Option<&str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(OF_SHOP)?.strip_prefix('='))
}

/// A town as whoever runs the instance sees it.
pub fn instance_town(town: &str) -> String {
    format!("{OPERATOR}/villes/{town}")
}

/// Where the public reports what is on a page.
pub fn reporting(page: &str) -> String {
    asking(REPORT, "page", page)
}

/// One report, as an official reads it.
pub fn report(id: ReportId) -> String {
    format!("{TOWN_REPORTS}/{id}")
}

/// One decision, as an official reads it.
pub fn decision(id: DecisionId) -> String {
    format!("{TOWN_DECISIONS}/{id}")
}

/// What was decided about a shop, and where more is.
pub fn decisions_about(shop: ShopId) -> String {
    asking(TOWN_DECISIONS, "commerce", &shop.to_string())
}

/// A shop as an official finds it at its door.
pub fn stall(shop: ShopId) -> String {
    asking(STALLS, "commerce", &shop.to_string())
}

/// A table of the town's figures, of a year or of today.
pub fn figures_file(word: &str, year: Option<i32>) -> String {
    let file = format!("{FIGURES}/{word}.csv");
    year.map_or_else(|| file.clone(), |year| asking(&file, "annee", &year.to_string()))
}

/// The products of a category in a town.
pub fn aisle(town: &str, category: Category) -> String {
    format!("/{town}/rayon/{}", category.slug())
}

/// All shops of a town.
pub fn shops(town: &str) -> String {
    format!("/{town}/boutiques")
}

/// A page of a long list, counted from 1; the first is the list itself.
pub fn leaf(list: &str, page: u64) -> String {
    if page > 1 {
        asking(list, "page", &page.to_string())
    } else {
        list.to_owned()
    }
}

/// Where the shops of a town stand.
pub fn plan(town: &str) -> String {
    format!("/{town}/plan")
}

/// Where one shop stands among them.
pub fn on_plan(town: &str, shop: &str) -> String {
    format!("/{town}/plan#p-{shop}")
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

/// An address with something asked of it; the value as it may stand there.
pub fn asking(address: &str, name: &str, value: &str) -> String {
    let (page, place) = address
        .split_once('#')
        .map_or((address, None), |(page, place)| (page, Some(place)));
    let joint = if page.contains('?') { '&' } else { '?' };
    let mut whole = format!("{page}{joint}{name}=");
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            // A text takes whatever is written to it.
            let _ = write!(whole, "%{byte:02X}");
        }
    }
    if let Some(place) = place {
        whole.push('#');
        whole.push_str(place);
    }
    whole
}

/// A town's basket.
pub fn basket(town: &str) -> String {
    format!("/{town}/panier")
}

/// What a town's market has of what one looks for.
pub fn search(town: &str) -> String {
    format!("/{town}/recherche")
}

/// Where the browser asks what may be meant while one types.
pub fn suggestions(town: &str) -> String {
    format!("/api/recherche/{town}")
}

/// Who runs this instance.
pub const NOTICE: &str = "/mentions-legales";
/// The terms under which the market is used.
pub const TERMS: &str = "/conditions";
/// What is kept of people.
pub const PRIVACY: &str = "/vie-privee";
/// By what things are put in order.
pub const RANKING: &str = "/classement";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibilite";

/// The terms of sale of a shop.
pub fn sale(town: &str, shop: &str) -> String {
    format!("{TERMS}/{town}/{shop}")
}

/// An order's page.
pub fn order(key: &str) -> String {
    format!("/commande/{key}")
}

/// Where an order's pages are: what the shopper's worker keeps.
pub const ORDERS: &str = "/commande/";
/// The orders that this device sent.
pub const MY_ORDERS: &str = "/mes-commandes";
/// The script that keeps a shopper's orders readable without a network.
pub const ORDER_WORKER: &str = "/commandes.js";

/// An order's pickups as a calendar file.
pub fn agenda(key: &str) -> String {
    format!("/commande/{key}/agenda.ics")
}

/// All that is kept about an order, as a file to take along.
pub fn order_export(key: &str) -> String {
    format!("/commande/{key}/donnees.json")
}

/// Where a part of a firm order is withdrawn from, and then its receipt.
pub fn withdrawal(key: &str, part: OrderPartId) -> String {
    format!("/commande/{key}/retractation/{part}")
}

/// The receipt as a file to keep.
pub fn withdrawal_receipt(key: &str, part: OrderPartId) -> String {
    format!("/commande/{key}/retractation/{part}/accuse.txt")
}

/// A map of where an address is. A link, which loads nothing of anybody else's by itself.
pub fn way_to(address: &str) -> String {
    let mut way = String::from("https://www.openstreetmap.org/search?query=");
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() {
            way.push(byte.into());
        } else {
            way.push('%');
            for digit in [byte >> 4, byte & 15] {
                way.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    way
}

/// What a phone dials.
pub fn call(phone: &Phone) -> String {
    format!("tel:{}", phone.as_str().replace(' ', ""))
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
    format!("{HANDOVER}/{code}")
}

/// The code in what an order's QR holds, wherever the market stood when it was drawn; or in what is a code by itself.
pub fn code_in(words: &str) -> Option<Code> {
    let behind = format!("{HANDOVER}/");
    let code = words.split_once(&behind).map_or(words, |(_, code)| code);
    code.trim().parse().ok()
}

/// A link that lets somebody in once.
pub fn invitation(secret: &str) -> String {
    format!("/invitation/{secret}")
}

/// Where the link in a letter leads.
pub fn letter(secret: &str) -> String {
    format!("{WAY_BACK}/{secret}")
}

/// Where a product of the shelf gets another picture.
pub fn retake(product: domain::id::ProductId) -> String {
    asking(COUNTER, "photo-de", &product.to_string())
}

/// What the market answers about a picture whose product is not on the shop's shelf any more. Only with this word is the
/// answer ours: whatever else says "not found" may be somebody on the way.
pub const NO_SUCH_PRODUCT: &str = "no such product";

/// Below it the browser sends pictures of products.
pub const PHOTO_UPLOADS: &str = "/api/comptoir/photos/";

/// Where the browser sends a product's picture.
pub fn photo_upload(product: domain::id::ProductId) -> String {
    format!("{PHOTO_UPLOADS}{product}")
}

/// Under which name an address carries the basket.
pub const CARRIED: &str = "panier";

/// An address that takes the basket along, for browsers that cannot keep it themselves.
pub fn carrying(address: &str, basket: &Basket) -> String {
    if basket.is_empty() {
        address.to_owned()
    } else {
        asking(address, CARRIED, &basket.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_takes_what_is_asked_before_the_place_on_its_page() {
        assert_eq!(asking("/dourdan", "page", "2"), "/dourdan?page=2");
        assert_eq!(
            asking("/dourdan?page=2", "panier", "a.1"),
            "/dourdan?page=2&panier=a.1"
        );
        assert_eq!(
            asking("/dourdan/plan#p-la-pause", "panier", "a.1"),
            "/dourdan/plan?panier=a.1#p-la-pause"
        );
    }

    #[test]
    fn the_first_page_of_a_list_is_the_list() {
        assert_eq!(leaf("/dourdan/plan", 1), "/dourdan/plan");
        assert_eq!(leaf("/dourdan/plan", 2), "/dourdan/plan?page=2");
    }

    #[test]
    fn a_code_is_found_in_its_square_wherever_the_market_stood() {
        let code: Code = "7K3QX".parse().unwrap();
        for words in [
            handover(&code),
            format!("https://marche.example{}", handover(&code)),
            code.to_string(),
        ] {
            assert_eq!(code_in(&words), Some(code.clone()), "{words}");
        }
        for words in [
            "https://marche.example/dourdan",
            "https://marche.example/7K3QX",
            "",
            "Bonjour",
        ] {
            assert_eq!(code_in(words), None, "{words}");
        }
    }

    #[test]
    fn an_address_goes_to_the_map_whole() {
        assert!(
            way_to("3 bis, rue de l’Été & Cie")
                .ends_with("?query=3%20bis%2C%20rue%20de%20l%E2%80%99%C3%89t%C3%A9%20%26%20Cie")
        );
    }
}

//! Visits: what is counted of one, whose count, and the figures that come of it. Only sums are ever kept.

use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// The field of an address that says how somebody came by it.
pub const CAME_BY: &str = "q";

words! {
    /// How somebody came by an address, when the address says so.
    CameBy {
        /// The poster in the shop's window.
        Poster = "vitrine",
        /// A price card or a label beside the goods.
        PriceCard = "prix",
        /// A link that somebody handed on.
        Shared = "partage",
    }
}

impl CameBy {
    /// The way in a query, `panier=…&q=prix`; none when it names none of ours.
    pub fn of_query(query: &str) -> Option<Self> {
        let value = query.split('&').find_map(|pair| pair.strip_prefix("q="))?;
        value.parse().ok()
    }

    /// The address with this way noted in it. The address has no query yet.
    pub fn note(self, address: &str) -> String {
        format!("{address}?{CAME_BY}={self}")
    }

    /// Whether a square was aimed at.
    pub const fn is_scan(self) -> bool {
        matches!(self, Self::Poster | Self::PriceCard)
    }
}

/// What was counted of a town, a shop or a product over some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Pages seen.
    pub views: u64,
    /// Of these, those to which a printed square led.
    pub scans: u64,
    /// Of these, those to which a link led that somebody had handed on.
    pub shared: u64,
    /// Order parts sent by shoppers.
    pub reservations: u64,
    /// Order parts handed over.
    pub handovers: u64,
}

impl Figures {
    /// One page that was seen.
    pub fn one_view(came_by: Option<CameBy>) -> Self {
        Self {
            views: 1,
            scans: u64::from(came_by.is_some_and(CameBy::is_scan)),
            shared: u64::from(came_by == Some(CameBy::Shared)),
            ..Self::default()
        }
    }

    /// Whether nothing at all happened.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, more: Self) {
        self.views += more.views;
        self.scans += more.scans;
        self.shared += more.shared;
        self.reservations += more.reservations;
        self.handovers += more.handovers;
    }
}

/// Every browser that people use begins so; plain tools name themselves.
const BROWSERS: [&str; 2] = ["mozilla/", "opera/"];

/// What robots, previews and measuring tools say of themselves behind a browser's name, in small letters.
const ROBOTS: [&str; 18] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "inspectiontool",
    "mediapartners",
    "archiver",
    "feed",
    "headless",
    "phantomjs",
    "lighthouse",
    "pagespeed",
    "gtmetrix",
    "monitor",
    "uptime",
    "pingdom",
];

/// A maker of phones whose name ends like a robot's.
const NO_ROBOT: &str = "cubot";

/// Whether a program asks, and not a person. `user_agent` is what it says of itself; nothing at all is a program.
pub fn is_robot(user_agent: &str) -> bool {
    let says = user_agent.to_ascii_lowercase().replace(NO_ROBOT, "");
    !BROWSERS.iter().any(|begins| says.starts_with(begins)) || ROBOTS.iter().any(|word| says.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count_and_robots_do_not() {
        for person in [
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (Linux; Android 11; CUBOT X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.8.119 Version/11.10",
        ] {
            assert!(!is_robot(person), "{person}");
        }
        for robot in [
            "",
            "curl/8.5.0",
            "WhatsApp/2.23.20.0",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        ] {
            assert!(is_robot(robot), "{robot}");
        }
    }

    #[test]
    fn only_our_own_words_say_how_somebody_came() {
        assert_eq!(CameBy::of_query("q=vitrine"), Some(CameBy::Poster));
        assert_eq!(CameBy::of_query("panier=a.2&q=prix"), Some(CameBy::PriceCard));
        for other in ["", "q=", "q=miel", "qq=prix", "panier=q", "q=prix%00", "Q=prix"] {
            assert_eq!(CameBy::of_query(other), None, "{other}");
        }
        assert_eq!(
            CameBy::Shared.note("/dourdan/la-pause"),
            "/dourdan/la-pause?q=partage"
        );
    }

    #[test]
    fn a_scan_is_a_view_too() {
        let mut sum = Figures::one_view(None);
        sum += Figures::one_view(Some(CameBy::Poster));
        sum += Figures::one_view(Some(CameBy::Shared));
        assert_eq!((sum.views, sum.scans, sum.shared), (3, 1, 1));
    }
}

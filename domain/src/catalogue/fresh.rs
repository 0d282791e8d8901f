//! How long an offer is believed. A catalogue that nobody looks after is worse than none, so an offer that nobody
//! confirmed for some days says so.

use crate::shops::ShopKind;
use chrono::{DateTime, Duration, Utc};

/// Days after which an offer of such a shop is to be confirmed.
pub const fn days_fresh(kind: ShopKind) -> i64 {
    match kind {
        ShopKind::Bakery | ShopKind::MarketGarden => 2,
        ShopKind::Butcher | ShopKind::Florist => 3,
        ShopKind::Cheese => 5,
        ShopKind::Grocer => 14,
        ShopKind::Tea | ShopKind::Wine | ShopKind::Brewery => 30,
        ShopKind::Books | ShopKind::Toys | ShopKind::Clothes | ShopKind::Hardware | ShopKind::Other => 45,
    }
}

/// Whether an offer that was confirmed then is to be confirmed by now.
pub fn is_stale(kind: ShopKind, confirmed: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - confirmed >= Duration::days(days_fresh(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bread_ages_faster_than_a_book() {
        let monday: DateTime<Utc> = "2026-11-23T08:00:00Z".parse().unwrap();
        let wednesday = monday + Duration::days(2);
        assert!(is_stale(ShopKind::Bakery, monday, wednesday));
        assert!(!is_stale(
            ShopKind::Bakery,
            monday,
            wednesday - Duration::minutes(1)
        ));
        assert!(!is_stale(ShopKind::Books, monday, wednesday));
    }
}

//! What a phone shows on its locked screen: nothing that a passer-by should not read.

use super::{language, shop::articles};
use crate::{i18n::Locale, routes, speech};
use chrono::Duration;
use leptos_i18n::td_string;
use services::notifications::{Notification, Ring, Ringing, Share, Urgency};

/// An order that nobody has seen by then has been told to others.
const KEPT: Duration = Duration::hours(4);
/// A decision is also read at the counter.
const DECISION_KEPT: Duration = Duration::days(2);
/// Who waits for a test does not wait longer.
const TEST_KEPT: Duration = Duration::minutes(2);

/// A notification, and how push services shall handle it.
pub fn notification(ring: &Ring) -> (Notification, Urgency) {
    let locale = language(&ring.locale);
    match &ring.why {
        Ringing::Test => (
            Notification {
                title: td_string!(locale, letters.ring_test_title).to_owned(),
                body: td_string!(locale, letters.ring_test).to_owned(),
                tag: "halle-test".to_owned(),
                url: routes::BELL.to_owned(),
                unseen: None,
                test: true,
            },
            Urgency {
                ttl: TEST_KEPT,
                topic: None,
            },
        ),
        Ringing::NewOrder(share) => about(
            share,
            td_string!(locale, letters.ring_new).to_owned(),
            order(locale, share),
            routes::INBOX,
        ),
        Ringing::StillUnseen(share) => about(
            share,
            td_string!(locale, letters.ring_still).to_owned(),
            order(locale, share),
            routes::INBOX,
        ),
        Ringing::Cancelled(share) => about(
            share,
            td_string!(locale, letters.ring_cancelled).to_owned(),
            order(locale, share),
            routes::INBOX,
        ),
        Ringing::Withdrawn(share) => about(
            share,
            td_string!(locale, letters.ring_withdrawn).to_owned(),
            td_string!(
                locale,
                letters.ring_withdrawn_body,
                articles = articles(locale, share.articles)
            ),
            routes::INBOX,
        ),
        Ringing::Decided(letter) => {
            let id = letter.decided.id.0.simple().to_string();
            (
                Notification {
                    title: td_string!(locale, hall.brand, town = letter.town.name.clone()),
                    body: td_string!(locale, letters.ring_decided).to_owned(),
                    tag: format!("halle-{id}"),
                    url: routes::DECISIONS.to_owned(),
                    unseen: None,
                    test: false,
                },
                Urgency {
                    ttl: DECISION_KEPT,
                    topic: Some(id),
                },
            )
        }
        Ringing::NobodySaw(share) => about(
            share,
            td_string!(locale, letters.nobody, shop = share.shop.name.to_string()),
            share.shop.phone.as_ref().map_or_else(
                || td_string!(locale, letters.ring_board).to_owned(),
                |phone| td_string!(locale, letters.call, phone = phone.to_string()),
            ),
            routes::TOWN_HALL,
        ),
    }
}

fn about(share: &Share, title: String, body: String, url: &str) -> (Notification, Urgency) {
    let id = share.part.0.simple().to_string();
    (
        Notification {
            title,
            body,
            tag: format!("halle-{id}"),
            url: url.to_owned(),
            unseen: Some(share.unseen),
            test: false,
        },
        Urgency {
            ttl: KEPT,
            topic: Some(id),
        },
    )
}

/// "3 articles, à retirer demain entre 9 h et 12 h 30"
fn order(locale: Locale, share: &Share) -> String {
    let window = speech::window(locale, &share.window, share.today);
    let articles = articles(locale, share.articles);
    td_string!(locale, letters.ring_order, articles = articles, when = window)
}

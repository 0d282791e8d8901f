//! What of the database is a town's, and what a shop's.

/// A table, and which of its rows leave.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name.
    pub table: &'static str,
    /// Of a town's archive; `$1` is the town.
    of_town: &'static str,
    /// Of a shop's; `$1` is the shop. None: it stays.
    of_shop: Option<&'static str>,
    /// What may be there already where it arrives, and is then the same.
    pub is_shared: bool,
}

/// Whose archive it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// A whole town's.
    Town,
    /// One shop's.
    Shop,
}

/// In the order in which they arrive: none points to one behind it. Of orders a shop takes its sums along and not who sent
/// them (`csv/ventes.csv`); they belong to shoppers and stay with the town.
pub static PARTS: [Part; 22] = [
    town("towns", "id = $1"),
    Part {
        is_shared: true,
        ..both(
            "photos",
            "hash IN (SELECT photo_hash FROM products WHERE shop_id IN ({shops}) \
             UNION SELECT cover_hash FROM shops WHERE id IN ({shops}))",
        )
    },
    Part {
        is_shared: true,
        ..town(
            "members",
            "id IN (SELECT member_id FROM shop_members WHERE shop_id IN ({shops}) \
             UNION SELECT member_id FROM town_members WHERE town_id = $1 \
             UNION SELECT entered_by FROM orders WHERE town_id = $1 \
             UNION SELECT member_id FROM order_changes WHERE part_id IN ({parts}) \
             UNION SELECT member_id FROM calls WHERE town_id = $1 \
             UNION SELECT member_id FROM stand_ins WHERE town_id = $1 \
             UNION SELECT member_id FROM decisions WHERE town_id = $1 \
             UNION SELECT member_id FROM decision_replies WHERE decision_id IN ({decisions}) \
             UNION SELECT read_by FROM reports WHERE town_id = $1 \
             UNION SELECT member_id FROM deeds WHERE town_id = $1 \
             UNION SELECT about_id FROM deeds WHERE town_id = $1)",
        )
    },
    both("shops", "id IN ({shops})"),
    both("traders", "shop_id IN ({shops})"),
    town("town_members", "town_id = $1"),
    town("shop_members", "shop_id IN ({shops})"),
    both("products", "shop_id IN ({shops})"),
    both("past_prices", "product_id IN ({products})"),
    town("orders", "town_id = $1"),
    town("order_parts", "id IN ({parts})"),
    town("order_lines", "part_id IN ({parts})"),
    town("order_changes", "part_id IN ({parts})"),
    town("withdrawals", "part_id IN ({parts})"),
    town("calls", "town_id = $1"),
    town("stand_ins", "town_id = $1"),
    town("reports", "town_id = $1"),
    town("decisions", "town_id = $1"),
    town("decision_replies", "decision_id IN ({decisions})"),
    town("deeds", "town_id = $1"),
    both(
        "visits",
        "thing = $1 OR thing IN ({shops}) OR thing IN ({products})",
    ),
    both(
        "former_slugs",
        "thing = $1 OR thing IN ({shops}) OR thing IN ({products})",
    ),
];

/// What does not leave: what opens doors here and nowhere else, what waits to be sent from here, what others share, and what
/// is made anew.
#[cfg(test)]
pub const LEFT: [&str; 16] = [
    "access_letters",
    "deliveries",
    "edits",
    "food_facts",
    "hands",
    "invitations",
    "mail_addresses",
    "messages",
    "operators",
    "push_subscriptions",
    "recovery_codes",
    "search_words",
    "second_factors",
    "sessions",
    "tries",
    "tries_keys",
];

/// Columns that are made anew where they arrive.
pub const MADE_ANEW: [(&str, &str); 2] = [("products", "words"), ("products", "words_version")];

const fn town(table: &'static str, of_town: &'static str) -> Part {
    Part {
        table,
        of_town,
        of_shop: None,
        is_shared: false,
    }
}

const fn both(table: &'static str, which: &'static str) -> Part {
    Part {
        of_shop: Some(which),
        ..town(table, which)
    }
}

impl Part {
    /// The condition for its rows, as SQL with `$1` in it; none where it stays.
    pub fn which(&self, whose: Whose) -> Option<String> {
        let (which, shops) = match whose {
            Whose::Town => (self.of_town, "SELECT id FROM shops WHERE town_id = $1"),
            Whose::Shop => (self.of_shop?, "SELECT id FROM shops WHERE id = $1"),
        };
        let which = which
            .replace("{products}", "SELECT id FROM products WHERE shop_id IN ({shops})")
            .replace(
                "{parts}",
                "SELECT p.id FROM order_parts p JOIN orders o ON o.id = p.order_id WHERE o.town_id = $1",
            )
            .replace("{decisions}", "SELECT id FROM decisions WHERE town_id = $1")
            .replace("{shops}", shops);
        Some(which)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::{ConnectionTrait, Statement};
    use std::collections::BTreeSet;

    /// A table that somebody adds belongs to a town or does not: somebody has to say so.
    #[tokio::test]
    async fn every_table_leaves_or_stays() {
        let db = services::testing::sqlite().await;
        let asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                     AND name <> 'seaql_migrations'";
        let rows = db
            .read()
            .query_all_raw(Statement::from_string(db.read().get_database_backend(), asked))
            .await
            .unwrap();
        let there: BTreeSet<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        let known: BTreeSet<String> = PARTS
            .iter()
            .map(|part| part.table)
            .chain(LEFT)
            .map(String::from)
            .collect();
        assert_eq!(there, known);
    }

    #[test]
    fn a_shop_takes_nothing_along_that_is_a_shoppers_or_an_officials() {
        let taken: Vec<&str> = PARTS
            .iter()
            .filter(|part| part.which(Whose::Shop).is_some())
            .map(|part| part.table)
            .collect();
        assert_eq!(
            taken,
            [
                "photos",
                "shops",
                "traders",
                "products",
                "past_prices",
                "visits",
                "former_slugs"
            ]
        );
        for part in PARTS {
            for which in [Whose::Town, Whose::Shop]
                .map(|whose| part.which(whose))
                .into_iter()
                .flatten()
            {
                assert!(!which.contains('{') && which.contains("$1"), "{which}");
            }
        }
    }
}

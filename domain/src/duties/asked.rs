//! What the rules ask of goods, and what of it is still to be said.

use super::{ALL, Fact, Goods, Label, Rule, When};
use crate::orders::OrderKind;

/// The rules that ask something of these goods, one a fact: in a shop that also sells at a distance more of them.
pub fn asked(goods: Goods, at_a_distance: bool) -> Vec<Rule> {
    let asks = |rule: &Rule| (rule.holds)(goods) && (at_a_distance || rule.reserved != When::InTheShop);
    let mut rules: Vec<Rule> = ALL.into_iter().filter(asks).collect();
    rules.dedup_by_key(|rule| rule.fact);
    rules
}

/// What is asked of these goods and not said yet.
pub fn missing(goods: Goods, label: &Label, at_a_distance: bool) -> Vec<Fact> {
    let facts = asked(goods, at_a_distance).into_iter().map(|rule| rule.fact);
    facts.filter(|fact| !is_said(goods, label, *fact)).collect()
}

/// What must be said first of goods that somebody wants to order in that way; empty: they may be ordered.
pub fn blocking(goods: Goods, label: &Label, way: OrderKind) -> Vec<Fact> {
    let rules = ALL.into_iter().filter(|rule| (rule.holds)(goods));
    let blocks = rules.filter(|rule| when(rule, way) == When::Blocks && !is_said(goods, label, rule.fact));
    blocks.map(|rule| rule.fact).collect()
}

/// Until when a rule wants its fact, where goods are ordered in that way.
pub const fn when(rule: &Rule, way: OrderKind) -> When {
    match way {
        OrderKind::Reservation => rule.reserved,
        OrderKind::Firm => rule.firm,
    }
}

fn is_said(goods: Goods, label: &Label, fact: Fact) -> bool {
    match fact {
        Fact::Name => goods.is_named,
        other => label.says(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Category, Unit},
        duties::{
            ALCOHOL_BY_VOLUME, ALLERGENS, Allergens, Amount, FOOD_MAKER, INGREDIENTS, LICENCE, MAKER,
            NET_QUANTITY, TOY_WARNINGS, UNIT_PRICE, WARNINGS,
        },
        shops::ShopKind,
    };

    fn goods(kind: ShopKind) -> Goods {
        Goods {
            kind,
            category: Category::usual(kind),
            unit: Unit::usual(kind),
            has_barcode: false,
            is_named: true,
        }
    }

    fn facts(kind: ShopKind, at_a_distance: bool) -> Vec<Fact> {
        missing(goods(kind), &Label::default(), at_a_distance)
    }

    #[test]
    fn the_kind_of_a_shop_decides_what_is_asked_of_its_goods() {
        use Fact::{Allergens, Amount, Maker, Strength, Warnings};
        for (kind, asked) in [
            (ShopKind::Bakery, vec![Allergens]),
            (ShopKind::Butcher, vec![Allergens]),
            (ShopKind::Cheese, vec![Allergens]),
            (ShopKind::Grocer, vec![Allergens, Amount]),
            (ShopKind::Tea, vec![Allergens, Amount]),
            (ShopKind::Wine, vec![Allergens, Strength, Amount]),
            (ShopKind::Brewery, vec![Allergens, Strength, Amount]),
            (ShopKind::MarketGarden, vec![]),
            (ShopKind::Florist, vec![]),
            (ShopKind::Books, vec![Maker]),
            (ShopKind::Clothes, vec![Maker]),
            (ShopKind::Toys, vec![Maker, Warnings]),
            (ShopKind::Hardware, vec![Maker, Warnings]),
        ] {
            assert_eq!(facts(kind, false), asked, "{kind}");
        }
    }

    #[test]
    fn nothing_ever_blocks_a_reservation() {
        for kind in ShopKind::ALL {
            let nameless = Goods {
                is_named: false,
                ..goods(*kind)
            };
            let blocks = blocking(nameless, &Label::default(), OrderKind::Reservation);
            assert!(blocks.is_empty(), "{kind}");
        }
    }

    #[test]
    fn goods_need_a_name_to_be_ordered_firmly() {
        let nameless = Goods {
            is_named: false,
            ..goods(ShopKind::Florist)
        };
        assert_eq!(missing(nameless, &Label::default(), false), [Fact::Name]);
        assert_eq!(
            blocking(nameless, &Label::default(), OrderKind::Firm),
            [Fact::Name]
        );
        assert!(blocking(goods(ShopKind::Florist), &Label::default(), OrderKind::Firm).is_empty());
    }

    #[test]
    fn allergens_are_asked_of_all_food_but_of_what_is_sold_as_it_grew() {
        for category in Category::ALL {
            let food = Goods {
                category: *category,
                ..goods(ShopKind::Other)
            };
            let asks = category.is_food() && *category != Category::FruitAndVegetables;
            assert_eq!((ALLERGENS.holds)(food), asks, "{category}");
        }
        let soup = Goods {
            has_barcode: true,
            ..goods(ShopKind::MarketGarden)
        };
        assert!((ALLERGENS.holds)(soup));
    }

    #[test]
    fn that_there_are_none_is_an_answer() {
        let none = Label {
            allergens: Some(Allergens::Listed(Vec::new())),
            ..Label::default()
        };
        assert!(missing(goods(ShopKind::Bakery), &none, true).is_empty());
        assert!(blocking(goods(ShopKind::Bakery), &none, OrderKind::Firm).is_empty());
        assert_eq!(
            blocking(goods(ShopKind::Bakery), &Label::default(), OrderKind::Firm),
            [Fact::Allergens]
        );
    }

    #[test]
    fn alcohol_says_how_strong_it_is() {
        assert!((ALCOHOL_BY_VOLUME.holds)(goods(ShopKind::Wine)));
        let juice = Goods {
            category: Category::Drinks,
            ..goods(ShopKind::Wine)
        };
        assert!(!(ALCOHOL_BY_VOLUME.holds)(juice));
        assert_eq!(ALCOHOL_BY_VOLUME.firm, When::Blocks);
        assert_eq!(LICENCE, When::WithinDays(7));
    }

    #[test]
    fn a_package_says_how_much_it_holds_and_what_is_weighed_need_not() {
        let jar = goods(ShopKind::Grocer);
        assert!((NET_QUANTITY.holds)(jar));
        let in_bulk = Goods {
            unit: Unit::Kilogram,
            ..jar
        };
        assert!(!(NET_QUANTITY.holds)(in_bulk));
        let by_count = Label {
            amount: Some(Amount::ByCount),
            ..Label::default()
        };
        assert_eq!(missing(jar, &by_count, false), [Fact::Allergens]);
        let soap = Goods {
            category: Category::Beauty,
            ..goods(ShopKind::Other)
        };
        assert!((UNIT_PRICE.holds)(soap) && !(UNIT_PRICE.holds)(goods(ShopKind::Toys)));
    }

    #[test]
    fn ingredients_are_asked_only_where_jars_are_sold_at_a_distance() {
        use Fact::{Allergens, Amount, Ingredients, Maker};
        assert_eq!(
            facts(ShopKind::Grocer, true),
            [Allergens, Amount, Ingredients, Maker]
        );
        assert!(!facts(ShopKind::Wine, true).contains(&Ingredients));
        assert_eq!(facts(ShopKind::Bakery, true), [Allergens]);
        let bought_in = Goods {
            has_barcode: true,
            ..goods(ShopKind::Bakery)
        };
        assert!((INGREDIENTS.holds)(bought_in) && (FOOD_MAKER.holds)(bought_in));
    }

    #[test]
    fn who_makes_it_is_asked_of_what_is_made_and_once() {
        for kind in [
            ShopKind::Toys,
            ShopKind::Books,
            ShopKind::Clothes,
            ShopKind::Hardware,
        ] {
            assert!((MAKER.holds)(goods(kind)), "{kind}");
        }
        for kind in [ShopKind::Florist, ShopKind::Bakery, ShopKind::Wine] {
            assert!(!(MAKER.holds)(goods(kind)), "{kind}");
        }
        let of_toys = asked(goods(ShopKind::Toys), true);
        assert_eq!(of_toys.iter().filter(|rule| rule.fact == Fact::Maker).count(), 1);
    }

    #[test]
    fn toys_and_tools_say_what_they_warn_of() {
        assert!((TOY_WARNINGS.holds)(goods(ShopKind::Toys)));
        assert!(!(TOY_WARNINGS.holds)(goods(ShopKind::Hardware)));
        assert!((WARNINGS.holds)(goods(ShopKind::Hardware)));
        assert!(!(WARNINGS.holds)(goods(ShopKind::Books)));
        assert_eq!(
            blocking(goods(ShopKind::Toys), &Label::default(), OrderKind::Firm),
            [Fact::Maker, Fact::Warnings]
        );
    }

    #[test]
    fn every_rule_names_its_source_and_blocks_only_at_a_distance() {
        for rule in ALL {
            assert!(!rule.source.is_empty());
            assert_ne!(rule.reserved, When::Blocks, "{}", rule.fact);
            assert_eq!(rule.firm, When::Blocks, "{}", rule.fact);
        }
    }
}

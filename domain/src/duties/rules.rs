//! The rules, each a value with its source. A *reservation* is no sale: the contract is made in the shop, with the label in
//! the hand, so nothing is missing from an offer there that could not be read before paying. A *firm order* is a contract at
//! a distance: what the law wants in the offer must stand there, or it cannot be ordered firmly.

use super::{DAYS, Fact, Goods};
use crate::catalogue::{Category, Unit};

/// Until when a fact must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It need not be there: whoever buys reads it in the shop.
    InTheShop,
    /// So many days after the goods were listed.
    WithinDays(i64),
    /// It is part of the offer: without it no such order is taken.
    Blocks,
}

/// One thing that the law wants said of some goods.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is to be said.
    pub fact: Fact,
    /// Until when, where goods are only reserved.
    pub reserved: When,
    /// Until when, where they are sold at a distance.
    pub firm: When,
    /// Whether it holds for these goods.
    pub holds: fn(Goods) -> bool,
    /// The text of law, as a French lawyer cites it.
    pub source: &'static str,
}

/// What it is: Code de la consommation, art. L111-1, 1°, and L221-5; of food its name, Regulation (EU) 1169/2011, art. 9(1)(a)
/// and 17; of other goods "information allowing the identification of the product", Regulation (EU) 2023/988, art. 19(c).
pub const IDENTITY: Rule = Rule {
    fact: Fact::Name,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |_| true,
    source: "Code de la consommation, art. L111-1",
};

/// Which of the fourteen allergens it holds: Regulation (EU) 1169/2011, art. 9(1)(c) and 14(1)(a); of food that is not prepacked,
/// art. 14(2) and 44(1)(a), with décret 2015-447 (Code de la consommation, art. R412-12 to R412-14). Not asked of fruit and vegetables as
/// they grew: their name says what they are (art. 21(1), last subparagraph).
pub const ALLERGENS: Rule = Rule {
    fact: Fact::Allergens,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| goods.category.is_food() && !is_as_it_grew(goods),
    source: "Règlement (UE) 1169/2011, art. 9, 14 et 44 ; décret 2015-447",
};

/// Alcohol by volume above 1.2 %: Regulation (EU) 1169/2011, art. 9(1)(k) and 28, before the purchase by art. 14(1)(a).
pub const ALCOHOL_BY_VOLUME: Rule = Rule {
    fact: Fact::Strength,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| goods.category.is_alcohol(),
    source: "Règlement (UE) 1169/2011, art. 9, 14 et 28",
};

/// How much is in a package: Regulation (EU) 1169/2011, art. 9(1)(e) and 23. From it follows the price of a kilogram or a litre:
/// arrêté du 16 novembre 1999, art. 1.
pub const NET_QUANTITY: Rule = Rule {
    fact: Fact::Amount,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| goods.is_prepacked() && matches!(goods.unit, Unit::Piece),
    source: "Règlement (UE) 1169/2011, art. 9 et 23 ; arrêté du 16 novembre 1999",
};

/// The price of a kilogram or a litre of what is not food: arrêté du 16 novembre 1999, whose annex names what cares for the body;
/// directive 98/6/EC, art. 3.
pub const UNIT_PRICE: Rule = Rule {
    fact: Fact::Amount,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| matches!(goods.category, Category::Beauty) && matches!(goods.unit, Unit::Piece),
    source: "Arrêté du 16 novembre 1999",
};

/// The list of ingredients of prepacked food that is sold at a distance: Regulation (EU) 1169/2011, art. 9(1)(b) and 14(1)(a). None
/// above 1.2 % of alcohol (art. 16(4)) and none of fruit and vegetables (art. 19(1)(a)). Whoever reserves reads it on the jar.
pub const INGREDIENTS: Rule = Rule {
    fact: Fact::Ingredients,
    reserved: When::InTheShop,
    firm: When::Blocks,
    holds: |goods| {
        goods.is_prepacked()
            && !goods.category.is_alcohol()
            && !matches!(goods.category, Category::FruitAndVegetables)
    },
    source: "Règlement (UE) 1169/2011, art. 9 et 14",
};

/// Who answers for prepacked food that is sold at a distance: Regulation (EU) 1169/2011, art. 8(1), 9(1)(h) and 14(1)(a).
pub const FOOD_MAKER: Rule = Rule {
    fact: Fact::Maker,
    reserved: When::InTheShop,
    firm: When::Blocks,
    holds: Goods::is_prepacked,
    source: "Règlement (UE) 1169/2011, art. 9 et 14",
};

/// Who makes it, with a postal and an electronic address: Regulation (EU) 2023/988, art. 19(a) and (b). Food and living plants are
/// none of its products (art. 2(2)).
pub const MAKER: Rule = Rule {
    fact: Fact::Maker,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: is_made,
    source: "Règlement (UE) 2023/988, art. 19",
};

/// What toys warn of, clearly and before the purchase, "including where the purchase is made on-line": directive 2009/48/EC, art.
/// 11(2).
pub const TOY_WARNINGS: Rule = Rule {
    fact: Fact::Warnings,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| matches!(goods.category, Category::Toys),
    source: "Directive 2009/48/CE, art. 11",
};

/// What other goods warn of: Regulation (EU) 2023/988, art. 19(d). Books and clothes carry none that would be worth a question.
pub const WARNINGS: Rule = Rule {
    fact: Fact::Warnings,
    reserved: When::WithinDays(DAYS),
    firm: When::Blocks,
    holds: |goods| {
        matches!(
            goods.category,
            Category::Home | Category::Tools | Category::Beauty | Category::Other
        )
    },
    source: "Règlement (UE) 2023/988, art. 19",
};

/// The licence of a shop that sells alcohol to take away, which selling at a distance counts as: Code de la santé publique, art.
/// L3331-3 and L3331-4. It is a right of the shop and no part of an offer, so it never blocks.
pub const LICENCE: When = When::WithinDays(DAYS);

/// All rules about goods, in the order in which their facts are asked.
pub const ALL: [Rule; 10] = [
    IDENTITY,
    ALLERGENS,
    ALCOHOL_BY_VOLUME,
    NET_QUANTITY,
    UNIT_PRICE,
    INGREDIENTS,
    FOOD_MAKER,
    MAKER,
    TOY_WARNINGS,
    WARNINGS,
];

const fn is_as_it_grew(goods: Goods) -> bool {
    matches!(goods.category, Category::FruitAndVegetables) && !goods.has_barcode
}

const fn is_made(goods: Goods) -> bool {
    !goods.category.is_food() && !matches!(goods.category, Category::Flowers)
}

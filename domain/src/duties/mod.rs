//! What the law wants said of goods that are offered, and when: facts of a label, rules that ask for them, and what is
//! still missing. Nothing of it stands before a product that goes on sale; it is asked afterwards.

mod asked;
mod due;
mod emphasis;
mod form;
mod label;
mod rules;
mod strength;

pub use asked::{asked, blocking, missing, when};
pub use due::{DAYS, Meter, Waiting, by};
pub use emphasis::{Stretch, emphasised};
pub use form::{LabelError, LabelForm, Labelled, MakerError, UNDER_THREE, amount_in};
pub use label::{Allergens, Amount, Label, Maker, Warnings};
pub use rules::{
    ALCOHOL_BY_VOLUME, ALL, ALLERGENS, FOOD_MAKER, IDENTITY, INGREDIENTS, LICENCE, MAKER, NET_QUANTITY, Rule,
    TOY_WARNINGS, UNIT_PRICE, WARNINGS, When,
};
pub use strength::{Strength, StrengthError};

use crate::{
    catalogue::{Category, Unit},
    shops::ShopKind,
};

words! {
    /// Something that the law may want said of goods, in the order in which it is asked.
    Fact {
        /// What it is called.
        Name = "name",
        /// Which of the fourteen allergens it holds, or that it holds none.
        Allergens = "allergens",
        /// Alcohol by volume.
        Strength = "strength",
        /// How much is in one piece.
        Amount = "amount",
        /// What it is made of.
        Ingredients = "ingredients",
        /// Who makes it and where they are reached.
        Maker = "maker",
        /// What the package warns of.
        Warnings = "warnings",
    }
}

words! {
    /// By which right a shop sells alcohol to take away (Code de la santé publique, art. L3331-1, L3331-2 and L3331-3).
    Licence {
        /// Petite licence à emporter: what is fermented, as wine, beer and cider.
        Small = "small",
        /// Licence à emporter: all that may be sold.
        Full = "full",
        /// A licence to be drunk at the place: it covers taking away what may be drunk there.
        AtThePlace = "at_the_place",
        /// Who sells what grew on their own land.
        OwnHarvest = "own_harvest",
    }
}

/// What decides which rules hold for goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goods {
    /// Of the shop that sells them.
    pub kind: ShopKind,
    /// Where shoppers look for them.
    pub category: Category,
    /// What the price buys.
    pub unit: Unit,
    /// They carry the barcode of whoever made them.
    pub has_barcode: bool,
    /// Their merchant named them.
    pub is_named: bool,
}

impl Goods {
    /// Food that comes in its package from elsewhere. What a shop makes, cuts or wraps itself counts as not prepacked
    /// (Regulation (EU) 1169/2011, art. 2(2)(e)), so that a bakery is never asked for a list of ingredients.
    pub const fn is_prepacked(self) -> bool {
        self.category.is_food() && (self.has_barcode || self.is_bought_in())
    }

    const fn is_bought_in(self) -> bool {
        let makes_itself = matches!(
            self.kind,
            ShopKind::Bakery | ShopKind::Butcher | ShopKind::Cheese | ShopKind::MarketGarden
        );
        let comes_packed = matches!(
            self.category,
            Category::Grocery | Category::Drinks | Category::BeerAndWine | Category::TeaAndCoffee
        );
        !makes_itself && comes_packed && matches!(self.unit, Unit::Piece)
    }
}

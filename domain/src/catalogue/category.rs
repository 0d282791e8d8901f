//! What a product is among those of the whole market.

use crate::shops::ShopKind;

words! {
    /// Where a shopper would look for it.
    Category {
        FruitAndVegetables = "fruit_and_vegetables",
        BreadAndPastry = "bread_and_pastry",
        Meat = "meat",
        Fish = "fish",
        CheeseAndDairy = "cheese_and_dairy",
        Grocery = "grocery",
        Ready = "ready",
        Drinks = "drinks",
        BeerAndWine = "beer_and_wine",
        TeaAndCoffee = "tea_and_coffee",
        Flowers = "flowers",
        Books = "books",
        Toys = "toys",
        Clothes = "clothes",
        Home = "home",
        Tools = "tools",
        Beauty = "beauty",
        Other = "other",
    }
}

impl Category {
    /// Its place in addresses, in the market's own language.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::FruitAndVegetables => "fruits-et-legumes",
            Self::BreadAndPastry => "pains-et-gateaux",
            Self::Meat => "viandes",
            Self::Fish => "poissons",
            Self::CheeseAndDairy => "fromages-et-laitages",
            Self::Grocery => "epicerie",
            Self::Ready => "plats-prepares",
            Self::Drinks => "boissons-sans-alcool",
            Self::BeerAndWine => "bieres-et-vins",
            Self::TeaAndCoffee => "thes-et-cafes",
            Self::Flowers => "fleurs-et-plantes",
            Self::Books => "livres-et-papeterie",
            Self::Toys => "jouets-et-jeux",
            Self::Clothes => "vetements",
            Self::Home => "maison",
            Self::Tools => "outils-et-bricolage",
            Self::Beauty => "beaute-et-soin",
            Self::Other => "autres",
        }
    }

    /// The category at an address.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|category| category.slug() == slug)
    }

    /// Kinds of shop whose products are of it as long as nobody says otherwise.
    pub fn kinds(self) -> impl Iterator<Item = ShopKind> {
        let of = move |kind: &ShopKind| Self::usual(*kind) == self;
        ShopKind::ALL.iter().copied().filter(of)
    }

    /// Whether one eats or drinks it: the law then wants its allergens known before somebody buys.
    pub const fn is_food(self) -> bool {
        matches!(
            self,
            Self::FruitAndVegetables
                | Self::BreadAndPastry
                | Self::Meat
                | Self::Fish
                | Self::CheeseAndDairy
                | Self::Grocery
                | Self::Ready
                | Self::Drinks
                | Self::BeerAndWine
                | Self::TeaAndCoffee
        )
    }

    /// Goods that spoil or go out of date rapidly, from which nobody withdraws (Code de la consommation, art. L221-28,
    /// 4°). In doubt they keep: the exception is read narrowly.
    pub const fn perishes(self) -> bool {
        matches!(
            self,
            Self::FruitAndVegetables
                | Self::BreadAndPastry
                | Self::Meat
                | Self::Fish
                | Self::CheeseAndDairy
                | Self::Ready
                | Self::Flowers
        )
    }

    /// Not to be sold to anybody under eighteen (Code de la santé publique, art. L3342-1).
    pub const fn is_alcohol(self) -> bool {
        matches!(self, Self::BeerAndWine)
    }

    /// What a shop of that kind mostly sells: the category of a product until somebody says better.
    pub const fn usual(kind: ShopKind) -> Self {
        match kind {
            ShopKind::Grocer => Self::Grocery,
            ShopKind::Bakery => Self::BreadAndPastry,
            ShopKind::Butcher => Self::Meat,
            ShopKind::Cheese => Self::CheeseAndDairy,
            ShopKind::MarketGarden => Self::FruitAndVegetables,
            ShopKind::Wine | ShopKind::Brewery => Self::BeerAndWine,
            ShopKind::Tea => Self::TeaAndCoffee,
            ShopKind::Florist => Self::Flowers,
            ShopKind::Books => Self::Books,
            ShopKind::Toys => Self::Toys,
            ShopKind::Clothes => Self::Clothes,
            ShopKind::Hardware => Self::Tools,
            ShopKind::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_category_has_an_address_of_its_own() {
        let slugs: HashSet<_> = Category::ALL.iter().map(|category| category.slug()).collect();
        assert_eq!(slugs.len(), Category::ALL.len());
        for category in Category::ALL {
            assert_eq!(Category::of_slug(category.slug()), Some(*category));
        }
        assert_eq!(Category::of_slug("grocery"), None);
    }

    #[test]
    fn every_kind_of_shop_sells_something() {
        let kinds: usize = Category::ALL
            .iter()
            .map(|category| category.kinds().count())
            .sum();
        assert_eq!(kinds, ShopKind::ALL.len());
    }
}

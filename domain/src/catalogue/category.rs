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

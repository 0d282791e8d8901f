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

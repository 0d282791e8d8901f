//! Products, their stock and their orders in words.

use crate::i18n::Locale;
use domain::{
    catalogue::{Category, Stock, Unit},
    orders::{Actor, Given, PartState, Reason},
    shops::ShopKind,
    text::Name,
};
use leptos_i18n::td_string;

/// "Épicerie".
pub fn kind(locale: Locale, kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Grocer => td_string!(locale, kind.grocer),
        ShopKind::Bakery => td_string!(locale, kind.bakery),
        ShopKind::Butcher => td_string!(locale, kind.butcher),
        ShopKind::Cheese => td_string!(locale, kind.cheese),
        ShopKind::MarketGarden => td_string!(locale, kind.market_garden),
        ShopKind::Wine => td_string!(locale, kind.wine),
        ShopKind::Brewery => td_string!(locale, kind.brewery),
        ShopKind::Tea => td_string!(locale, kind.tea),
        ShopKind::Florist => td_string!(locale, kind.florist),
        ShopKind::Books => td_string!(locale, kind.books),
        ShopKind::Toys => td_string!(locale, kind.toys),
        ShopKind::Clothes => td_string!(locale, kind.clothes),
        ShopKind::Hardware => td_string!(locale, kind.hardware),
        ShopKind::Other => td_string!(locale, kind.other),
    }
}

/// "Fruits et légumes".
pub fn category(locale: Locale, category: Category) -> &'static str {
    match category {
        Category::FruitAndVegetables => td_string!(locale, category.fruit_and_vegetables),
        Category::BreadAndPastry => td_string!(locale, category.bread_and_pastry),
        Category::Meat => td_string!(locale, category.meat),
        Category::Fish => td_string!(locale, category.fish),
        Category::CheeseAndDairy => td_string!(locale, category.cheese_and_dairy),
        Category::Grocery => td_string!(locale, category.grocery),
        Category::Ready => td_string!(locale, category.ready),
        Category::Drinks => td_string!(locale, category.drinks),
        Category::BeerAndWine => td_string!(locale, category.beer_and_wine),
        Category::TeaAndCoffee => td_string!(locale, category.tea_and_coffee),
        Category::Flowers => td_string!(locale, category.flowers),
        Category::Books => td_string!(locale, category.books),
        Category::Toys => td_string!(locale, category.toys),
        Category::Clothes => td_string!(locale, category.clothes),
        Category::Home => td_string!(locale, category.home),
        Category::Tools => td_string!(locale, category.tools),
        Category::Beauty => td_string!(locale, category.beauty),
        Category::Other => td_string!(locale, category.other),
    }
}

/// The product's name, or its shop's kind until it has one.
pub fn name_or_kind(locale: Locale, name: Option<&Name>, of: ShopKind) -> String {
    name.map_or_else(|| kind(locale, of).to_owned(), Name::to_string)
}

/// What the merchant said about the stock.
pub fn stock(locale: Locale, stock: Stock) -> String {
    match stock {
        Stock::Always => td_string!(locale, stock.always).to_owned(),
        Stock::Plenty => td_string!(locale, stock.plenty).to_owned(),
        Stock::Few => td_string!(locale, stock.few).to_owned(),
        Stock::Pieces(0) | Stock::Out => td_string!(locale, stock.out).to_owned(),
        Stock::Pieces(1) => td_string!(locale, stock.last).to_owned(),
        Stock::Pieces(count) => td_string!(locale, stock.pieces, count = count),
    }
}

/// Only what makes one hurry: "Dernière pièce", "Plus que 4".
pub fn on_offer(locale: Locale, of: Stock) -> Option<String> {
    let told = of.as_told();
    matches!(told, Stock::Few | Stock::Pieces(_) | Stock::Out).then(|| stock(locale, told))
}

/// "2 ×", "1 kg", "300 g", "1 l".
pub fn quantity(unit: Unit, quantity: u32) -> String {
    match unit {
        Unit::Piece => format!("{quantity}\u{A0}×"),
        Unit::Kilogram => format!("{quantity}\u{A0}kg"),
        Unit::HundredGrams => format!("{}\u{A0}g", quantity.saturating_mul(100)),
        Unit::Litre => format!("{quantity}\u{A0}l"),
    }
}

/// What is given instead: "pas donné", "950 g", "2 ×".
pub fn given(locale: Locale, unit: Unit, given: Given) -> String {
    if given == Given::NOTHING {
        td_string!(locale, given.nothing).to_owned()
    } else {
        td_string!(
            locale,
            given.instead,
            quantity = given_quantity(locale, unit, given)
        )
    }
}

/// "0,95 kg", "950 g", "2 ×".
pub fn given_quantity(locale: Locale, unit: Unit, given: Given) -> String {
    let figure = match unit {
        Unit::HundredGrams => (f64::from(given.thousandths()) / 10.0).to_string(),
        _ => (f64::from(given.thousandths()) / 1_000.0).to_string(),
    };
    let figure = match locale {
        Locale::fr => figure.replace('.', ","),
        Locale::en => figure,
    };
    let unit = match unit {
        Unit::Piece => "×",
        Unit::Kilogram => "kg",
        Unit::HundredGrams => "g",
        Unit::Litre => "l",
    };
    format!("{figure}\u{A0}{unit}")
}

/// In what a merchant types what is given.
pub fn given_unit(locale: Locale, unit: Unit) -> &'static str {
    match unit {
        Unit::Piece => td_string!(locale, given.pieces),
        Unit::Kilogram => td_string!(locale, given.kilograms),
        Unit::HundredGrams => td_string!(locale, given.hundreds),
        Unit::Litre => td_string!(locale, given.litres),
    }
}

/// Why a part ended without a handover.
pub fn reason(locale: Locale, reason: Reason) -> &'static str {
    match reason {
        Reason::SoldOut => td_string!(locale, reason.sold_out),
        Reason::NoTime => td_string!(locale, reason.no_time),
        Reason::Closed => td_string!(locale, reason.closed),
        Reason::Other => td_string!(locale, reason.other),
        Reason::Unanswered => td_string!(locale, reason.unanswered),
        Reason::NotCollected => td_string!(locale, reason.not_collected),
    }
}

/// Who typed an order for somebody else.
pub fn entered_as(locale: Locale, actor: Actor) -> &'static str {
    match actor {
        Actor::Official => td_string!(locale, inbox.by_town_hall),
        _ => td_string!(locale, inbox.by_shop),
    }
}

/// Where an order part stands, to its shopper.
pub fn state(locale: Locale, state: PartState) -> &'static str {
    match state {
        PartState::Placed => td_string!(locale, state.placed),
        PartState::Seen => td_string!(locale, state.seen),
        PartState::Accepted => td_string!(locale, state.accepted),
        PartState::Ready => td_string!(locale, state.ready),
        PartState::HandedOver => td_string!(locale, state.handed_over),
        PartState::Refused => td_string!(locale, state.refused),
        PartState::Cancelled => td_string!(locale, state.cancelled),
        PartState::Expired => td_string!(locale, state.expired),
    }
}

//! A product as the shelf lists it: small, because a shelf may hold two thousand.

use crate::{i18n::Locale, speech};
use domain::{
    catalogue::{Category, Change, Content, Stock, StockKind, Unit, Wish},
    id::ProductId,
    money::Price,
    pickup::Lead,
    shops::ShopKind,
    text::Name,
};
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One line of the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which product.
    pub id: ProductId,
    /// None until its merchant names it.
    pub name: Option<Name>,
    /// What one unit costs.
    pub price: Price,
    /// What the price buys.
    pub unit: Unit,
    /// How much is in one piece.
    pub content: Option<Content>,
    /// How much there is.
    pub stock: Stock,
    /// Hash of its picture.
    pub photo: Option<String>,
    /// Where shoppers look for it.
    pub category: Category,
    /// What it needs to be prepared; none: the shop's usual time.
    pub lead: Option<Lead>,
    /// Out of shoppers' sight.
    pub hidden: bool,
    /// Taken out of shoppers' sight by the town hall.
    pub held: bool,
    /// Nobody said for days that it is there.
    pub stale: bool,
}

impl Row {
    /// Whether shoppers can reserve it.
    pub fn is_selling(&self) -> bool {
        !self.hidden && !self.held && self.stock.on_offer() > 0
    }

    /// What it is called here.
    pub fn title(&self, locale: Locale, kind: ShopKind) -> String {
        speech::name_or_kind(locale, self.name.as_ref(), kind)
    }

    /// Changes as the market will change it. What it will refuse changes nothing.
    pub(super) fn grant(&mut self, wish: &Wish) {
        let Ok(change) = wish.parse() else { return };
        self.stale = false;
        match change {
            Change::Price(price) | Change::Reduced(price) => self.price = price,
            Change::Name(name) => self.name = Some(name),
            Change::Unit(unit) => {
                self.unit = unit;
                self.content = self.content.filter(|_| unit == Unit::Piece);
            }
            Change::Content(content) => self.content = content,
            Change::Category(category) => self.category = category,
            Change::Lead(lead) => self.lead = lead,
            Change::Stock(stock) => self.stock = stock,
            Change::Sold => {
                if let Stock::Pieces(count) = self.stock {
                    self.stock = Stock::Pieces(count.saturating_sub(1));
                }
            }
            Change::Off => self.stock = Stock::Out,
            Change::Back => self.stock = Stock::from_parts(StockKind::Plenty, None),
            Change::Hide => self.hidden = true,
            Change::Show => self.hidden = false,
            Change::Still | Change::Duplicate(_) | Change::Withdraw => {}
        }
    }

    /// Whether all words begin one of its own.
    pub(super) fn is_called(&self, wanted: &[String], locale: Locale, kind: ShopKind) -> bool {
        if wanted.is_empty() {
            return true;
        }
        let own = words(&self.title(locale, kind));
        wanted
            .iter()
            .all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    }
}

/// The words of a text, without accents and capitals.
pub(super) fn words(text: &str) -> Vec<String> {
    domain::catalogue::folded(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Which products are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sight {
    /// All of them.
    #[default]
    All,
    /// Those that nobody confirmed for days.
    Stale,
    /// Those without a name.
    Nameless,
    /// Those that are sold out.
    Out,
    /// Those out of shoppers' sight.
    Hidden,
}

impl Sight {
    /// In the order in which they are offered.
    pub const ALL: &[Self] = &[Self::All, Self::Stale, Self::Nameless, Self::Out, Self::Hidden];

    /// Whether this product is one of them.
    pub fn sees(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Stale => row.stale && row.is_selling(),
            Self::Nameless => row.name.is_none(),
            Self::Out => row.stock.on_offer() == 0,
            Self::Hidden => row.hidden,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::All => "tout",
            Self::Stale => "confirmer",
            Self::Nameless => "sans-nom",
            Self::Out => "epuise",
            Self::Hidden => "masque",
        }
    }

    pub(super) fn in_words(self, locale: Locale) -> &'static str {
        match self {
            Self::All => td_string!(locale, shelf.all),
            Self::Stale => td_string!(locale, shelf.stale),
            Self::Nameless => td_string!(locale, shelf.nameless),
            Self::Out => td_string!(locale, shelf.off),
            Self::Hidden => td_string!(locale, shelf.hidden),
        }
    }
}

impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Sight {
    type Err = domain::text::UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.iter().find(|sight| sight.as_str() == word);
        known.copied().ok_or(domain::text::UnknownWord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str) -> Row {
        Row {
            id: ProductId(uuid::Uuid::from_u128(1)),
            name: name.parse().ok(),
            price: Price::from_cents(350).unwrap(),
            unit: Unit::Piece,
            content: None,
            stock: Stock::Pieces(1),
            photo: None,
            category: Category::Grocery,
            lead: None,
            hidden: false,
            held: false,
            stale: true,
        }
    }

    #[test]
    fn products_are_found_by_beginnings_without_accents() {
        let jam = row("Crème de châtaigne");
        let found = |typed: &str| jam.is_called(&words(typed), Locale::fr, ShopKind::Grocer);
        assert!(found("chat") && found("CREME cha") && found(""));
        assert!(!found("taigne") && !found("creme miel"));
        assert!(row("").is_called(&words("épic"), Locale::fr, ShopKind::Grocer));
    }

    #[test]
    fn a_wish_shows_at_once_what_the_market_will_do() {
        let mut jam = row("Confiture");
        jam.grant(&Wish::Sold);
        assert_eq!(jam.stock, Stock::Pieces(0));
        jam.grant(&Wish::Sold);
        assert_eq!(jam.stock, Stock::Pieces(0));
        assert!(Sight::Out.sees(&jam) && !jam.is_selling() && !jam.stale);
        jam.grant(&Wish::Price("0".into()));
        assert_eq!(jam.price.cents().0, 350);
        jam.grant(&Wish::Price("4".into()));
        assert_eq!(jam.price.cents().0, 400);
    }
}

//! Prices as people read them.

use crate::i18n::Locale;
use domain::{
    catalogue::{Unit, UnitPrice},
    money::Cents,
};
use leptos_i18n::td_string;

/// Keeps the euro sign with its number.
const NARROW: char = '\u{202F}';

/// "3,50 €" or "€3.50".
pub fn euros(locale: Locale, amount: Cents) -> String {
    match locale {
        Locale::fr => format!("{},{:02}{NARROW}€", grouped(amount.euros()), amount.rest()),
        Locale::en => format!("€{}.{:02}", amount.euros(), amount.rest()),
    }
}

/// The two sizes of a slate label: "3" and ",50"; whole prices have no cents on the slate.
pub fn price_parts(locale: Locale, amount: Cents) -> (String, String) {
    let comma = match locale {
        Locale::fr => ',',
        Locale::en => '.',
    };
    let cents = if amount.rest() == 0 {
        String::new()
    } else {
        format!("{comma}{:02}", amount.rest())
    };
    (grouped(amount.euros()), cents)
}

/// "le kilo"; empty for a piece, which goes without saying.
pub fn unit(locale: Locale, unit: Unit) -> &'static str {
    match unit {
        Unit::Piece => "",
        Unit::Kilogram => td_string!(locale, unit.kilogram),
        Unit::HundredGrams => td_string!(locale, unit.hundred_grams),
        Unit::Litre => td_string!(locale, unit.litre),
    }
}

/// "9,00 € le kilo".
pub fn unit_price(locale: Locale, compared: UnitPrice) -> String {
    let price = euros(locale, compared.price);
    if compared.per == Unit::Litre {
        td_string!(locale, unit.per_litre, price = price)
    } else {
        td_string!(locale, unit.per_kilogram, price = price)
    }
}

/// Thousands apart, as in "1 234".
fn grouped(euros: i64) -> String {
    if euros < 1000 {
        euros.to_string()
    } else {
        format!("{}{NARROW}{:03}", euros / 1000, euros % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_said_as_in_each_country() {
        assert_eq!(euros(Locale::fr, Cents(350)), "3,50\u{202F}€");
        assert_eq!(euros(Locale::fr, Cents(123_400)), "1\u{202F}234,00\u{202F}€");
        assert_eq!(euros(Locale::en, Cents(5)), "€0.05");
        assert_eq!(price_parts(Locale::fr, Cents(2400)), ("24".into(), String::new()));
        assert_eq!(price_parts(Locale::fr, Cents(480)), ("4".into(), ",80".into()));
    }
}

//! Withdrawing from a firm order, in words.

use crate::i18n::Locale;
use domain::{orders::NoWithdrawal, text::Name};
use leptos_i18n::td_string;

/// Why a part cannot be withdrawn from.
pub fn no_withdrawal(locale: Locale, why: NoWithdrawal) -> String {
    match why {
        NoWithdrawal::NotAContract => td_string!(locale, withdrawal.not_a_contract).to_owned(),
        NoWithdrawal::Over => td_string!(locale, withdrawal.over).to_owned(),
        NoWithdrawal::Perishable => td_string!(locale, withdrawal.perishable).to_owned(),
        NoWithdrawal::TooLate { last } => {
            td_string!(locale, withdrawal.too_late, day = super::date(locale, last))
        }
    }
}

/// A name, or nothing once it was forgotten.
pub fn whoever(name: Option<&Name>) -> String {
    name.map(ToString::to_string).unwrap_or_default()
}

/// "La pause", "La pause et Le cheval de bois", "La pause, Le Tournesol et Le cheval de bois".
pub fn list(locale: Locale, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => td_string!(locale, letters.both, one = first.join(", "), other = last.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_one_says_them() {
        let names = ["La pause", "Le Tournesol", "La ruche"].map(String::from);
        assert_eq!(list(Locale::fr, &names[..1]), "La pause");
        assert_eq!(list(Locale::fr, &names[..2]), "La pause et Le Tournesol");
        assert_eq!(list(Locale::en, &names), "La pause, Le Tournesol and La ruche");
    }
}

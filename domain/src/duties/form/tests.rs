//! What people type about labels.

use super::*;
use proptest::prelude::*;

fn form() -> LabelForm {
    LabelForm {
        asked: Fact::ALL.to_vec(),
        ..LabelForm::default()
    }
}

#[test]
fn what_is_left_empty_stays_unknown() {
    let said = form().parse().unwrap();
    assert_eq!((said.name, said.label), (None, Label::default()));
}

#[test]
fn none_of_them_is_said_or_some_and_never_both() {
    let none = LabelForm {
        no_allergens: true,
        ..form()
    };
    let said = none.parse().unwrap();
    assert_eq!(said.label.allergens, Some(Allergens::Listed(Vec::new())));
    let both = LabelForm {
        allergens: vec![Allergen::Milk],
        ..none
    };
    assert!(both.parse().unwrap_err().allergens);
}

#[test]
fn half_a_maker_is_no_maker() {
    let half = LabelForm {
        maker: "Vilac".into(),
        ..form()
    };
    let wrong = half.parse().unwrap_err().maker;
    assert_eq!((wrong.name, wrong.address), (None, Some(TextError::Missing)));
    let whole = LabelForm {
        maker_address: "39260 Moirans-en-Montagne".into(),
        maker_online: "vilac.example".into(),
        ..half
    };
    assert_eq!(whole.parse().unwrap().label.maker.unwrap().name.as_str(), "Vilac");
}

#[test]
fn only_what_was_asked_is_read() {
    let wrong_elsewhere = LabelForm {
        asked: vec![Fact::Strength],
        strength: "12,5 %".into(),
        amount: "beaucoup".into(),
        ..LabelForm::default()
    };
    let said = wrong_elsewhere.parse().unwrap();
    assert_eq!(said.label.strength, "12,5".parse().ok());
    let asked = LabelForm {
        asked: vec![Fact::Amount],
        ..wrong_elsewhere
    };
    assert_eq!(
        asked.parse().unwrap_err().amount,
        Some(ContentError::NotAQuantity)
    );
}

#[test]
fn the_warning_of_most_toys_is_one_tap() {
    let ticked = LabelForm {
        warnings: "Sous la surveillance d’un adulte.".into(),
        under_three: true,
        ..form()
    };
    let Some(Warnings::Said(said)) = ticked.parse().unwrap().label.warnings else {
        panic!("it warns of something");
    };
    assert!(said.as_str().starts_with(UNDER_THREE) && said.as_str().ends_with("adulte."));
    let again = LabelForm {
        warnings: said.to_string(),
        ..ticked
    };
    assert_eq!(again.parse().unwrap().label.warnings, Some(Warnings::Said(said)));
}

#[test]
fn a_name_often_says_how_much_there_is() {
    let read = |name: &str| amount_in(name).map(|content| content.to_string());
    assert_eq!(
        read("Confiture de coing du verger, 370 g").as_deref(),
        Some("370 g")
    );
    assert_eq!(read("Bière blonde 6 x 25 cl").as_deref(), Some("1,5 l"));
    assert_eq!(read("Eau de Cologne n° 5"), None);
    assert_eq!(read(""), None);
}

#[test]
fn a_quantity_and_a_count_contradict_each_other() {
    let both = LabelForm {
        amount: "500 g".into(),
        by_count: true,
        warnings: "Petits éléments.".into(),
        no_warnings: true,
        ..form()
    };
    let wrong = both.parse().unwrap_err();
    assert!(wrong.by_count && wrong.no_warnings);
}

proptest! {
    #[test]
    fn what_is_known_comes_back_from_its_form(strength in "[0-8]?[0-9](,[0-9])?", amount in "[1-9][0-9]{0,2} g", text in "[a-z]{1,40}") {
        let typed = LabelForm {
            name: text.clone(),
            strength,
            amount,
            allergens: vec![Allergen::Nuts, Allergen::Gluten],
            ingredients: text.clone(),
            warnings: text,
            ..form()
        };
        let said = typed.parse().unwrap();
        let shown = LabelForm::of(said.asked.clone(), said.name.as_ref(), &said.label);
        prop_assert_eq!(shown.parse().unwrap(), said);
    }
}

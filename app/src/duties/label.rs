//! What a product's label says, to whoever might buy it; and where nobody said it yet, whom to ask.

use crate::{i18n::Locale, speech};
use domain::{
    catalogue::Allergen,
    duties::{Allergens, Amount, Fact, Label, Maker, Warnings, emphasised},
    text::LabelText,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::catalogue::Facts;

/// The rows, in the order in which the law matters to people.
#[component]
pub fn LabelRows(
    locale: Locale,
    facts: Facts,
    /// One eats or drinks it: of its allergens something is always said.
    is_food: bool,
) -> impl IntoView {
    let Facts { label, missing, .. } = facts;
    let asks = |fact: Fact| {
        missing
            .contains(&fact)
            .then(|| plain(td_string!(locale, product.ask_shop).to_owned()))
    };
    let holds = label
        .allergens
        .as_ref()
        .map(|said| said.listed().to_vec())
        .unwrap_or_default();
    let warnings = label.warnings.as_ref().map(|said| warnings(locale, said));
    let allergens = label.allergens.as_ref().map(|said| allergens(locale, said));
    let to_ask = || is_food.then(|| plain(td_string!(locale, product.allergens_ask).to_owned()));
    let rows = [
        (
            td_string!(locale, product.net),
            amount(locale, &label).or_else(|| asks(Fact::Amount)),
        ),
        (
            td_string!(locale, product.strength),
            strength(locale, &label).or_else(|| asks(Fact::Strength)),
        ),
        (td_string!(locale, product.allergens), allergens.or_else(to_ask)),
        (
            td_string!(locale, product.ingredients),
            label
                .ingredients
                .as_ref()
                .map(|text| ingredients(text, &holds))
                .or_else(|| asks(Fact::Ingredients)),
        ),
        (
            td_string!(locale, product.warnings),
            warnings.or_else(|| asks(Fact::Warnings)),
        ),
        (
            td_string!(locale, product.maker),
            label.maker.as_ref().map(maker).or_else(|| asks(Fact::Maker)),
        ),
    ];
    let rows = rows.into_iter().filter_map(|(what, says)| {
        Some(view! { <div class="facts__row"><dt>{what}</dt><dd>{says?}</dd></div> }.into_any())
    });
    rows.collect_view()
}

fn plain(words: String) -> AnyView {
    words.into_any()
}

/// Each of them stands out (Regulation (EU) 1169/2011, art. 21).
fn allergens(locale: Locale, said: &Allergens) -> AnyView {
    match said {
        Allergens::Told(words) => view! { <strong>{words.clone()}</strong> }.into_any(),
        Allergens::Listed(all) if all.is_empty() => {
            plain(td_string!(locale, product.allergens_none).to_owned())
        }
        Allergens::Listed(all) => listed(locale, all),
    }
}

fn listed(locale: Locale, all: &[Allergen]) -> AnyView {
    let words = all.iter().enumerate().map(|(at, one)| {
        let between = if at == 0 { "" } else { ", " };
        view! { {between}<strong>{speech::allergen(locale, *one)}</strong> }
    });
    words.collect_view().into_any()
}

fn ingredients(text: &LabelText, holds: &[Allergen]) -> AnyView {
    let stretches = emphasised(text.as_str(), holds).into_iter().map(|stretch| {
        let text = stretch.text.to_owned();
        if stretch.stands_out {
            view! { <strong>{text}</strong> }.into_any()
        } else {
            text.into_any()
        }
    });
    stretches.collect_view().into_any()
}

fn strength(locale: Locale, label: &Label) -> Option<AnyView> {
    let strength = speech::percent(locale, label.strength?);
    Some(plain(td_string!(locale, product.volume, percent = strength)))
}

fn amount(locale: Locale, label: &Label) -> Option<AnyView> {
    Some(plain(match label.amount? {
        Amount::Content(content) => content.to_string(),
        Amount::ByCount => td_string!(locale, product.by_count).to_owned(),
    }))
}

fn warnings(locale: Locale, said: &Warnings) -> AnyView {
    match said {
        Warnings::None => plain(td_string!(locale, product.warnings_none).to_owned()),
        Warnings::Said(words) => view! { <strong>{words.to_string()}</strong> }.into_any(),
    }
}

/// Name, postal address, and a way there where it is one.
fn maker(maker: &Maker) -> AnyView {
    let online = maker.online.to_string();
    let way = if online.contains('@') {
        format!("mailto:{online}")
    } else if online.starts_with("http://") || online.starts_with("https://") {
        online.clone()
    } else {
        format!("https://{online}")
    };
    view! {
        {maker.name.to_string()}", "{maker.address.to_string()}", "
        <a href=way rel="nofollow noopener">{online}</a>
    }
    .into_any()
}

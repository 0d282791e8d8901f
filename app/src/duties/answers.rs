//! Answers that need not be thought of again, and why they are asked.

use crate::{i18n::Locale, routes, speech};
use chrono::NaiveDate;
use domain::{
    catalogue::Allergen,
    duties::{Allergens, Amount, Fact, Label, LabelForm, Rule, Warnings, amount_in},
    id::ProductId,
    text::Name,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{
    duties::{self, Article},
    pickup,
};

/// What is known of a product, as the form shows it; what its name or its barcode says is written in already.
pub(super) fn known(article: &Article, facts: Vec<Fact>) -> LabelForm {
    let name = article.product.name.as_ref();
    let mut form = LabelForm::of(facts, name, &article.label);
    if let Some(Allergens::Told(words)) = &article.label.allergens {
        form.allergens = ticked(words);
    }
    if article.label.amount.is_none()
        && let Some(content) = name.map(Name::as_str).and_then(amount_in)
    {
        form.amount = content.to_string();
    }
    form
}

/// Of the allergens in a sentence, those that are called as we call them.
fn ticked(words: &str) -> Vec<Allergen> {
    let said: Vec<&str> = words.split(',').map(str::trim).collect();
    let is_said = |of: &Allergen| {
        [Locale::fr, Locale::en]
            .into_iter()
            .any(|locale| said.contains(&speech::allergen(locale, *of)))
    };
    Allergen::ALL.iter().copied().filter(is_said).collect()
}

/// "As Croissant": one tap answers as before.
#[component]
pub(super) fn Recipe(
    locale: Locale,
    /// The product that is to be completed.
    of: ProductId,
    recipe: duties::Recipe,
    today: NaiveDate,
    time_zone: String,
    /// The product behind it.
    next: Option<ProductId>,
) -> impl IntoView {
    let name = recipe.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let listed = pickup::wall_clock(&time_zone, recipe.listed_at).date();
    let lead = if recipe.of_another_shop {
        td_string!(locale, duties.recipe_other).to_owned()
    } else {
        td_string!(
            locale,
            duties.recipe_own,
            day = speech::past_day(locale, listed, today)
        )
    };
    let rows = recipe.facts.iter().map(|fact| {
        let (what, says) = (
            speech::fact(locale, *fact),
            in_words(locale, &recipe.label, *fact),
        );
        view! { <div class="facts__row"><dt>{what}</dt><dd>{says}</dd></div> }
    });
    let rows = rows.collect_view();
    view! {
        <form class="to-complete__recipe" method="post" action=routes::TO_COMPLETE>
            <input type="hidden" name="act" value="like" />
            <input type="hidden" name="product" value=of.to_string() />
            <input type="hidden" name="from" value=recipe.from.to_string() />
            <input type="hidden" name="next" value=next.map(|id| id.to_string()) />
            <h3>{td_string!(locale, duties.recipe, name = name)}</h3>
            <p class="small">{lead}</p>
            <dl class="facts__list">{rows}</dl>
            <button class="button button--wide" type="submit">{td_string!(locale, duties.recipe_take)}</button>
        </form>
    }
}

/// A fact, as a sentence says it.
fn in_words(locale: Locale, label: &Label, fact: Fact) -> String {
    let said = match fact {
        Fact::Name => None,
        Fact::Allergens => label.allergens.as_ref().map(|said| match said {
            Allergens::Told(words) => words.clone(),
            Allergens::Listed(all) if all.is_empty() => td_string!(locale, duties.no_allergens).to_owned(),
            Allergens::Listed(all) => speech::allergens(locale, all),
        }),
        Fact::Strength => label.strength.map(|strength| {
            td_string!(
                locale,
                product.volume,
                percent = speech::percent(locale, strength)
            )
        }),
        Fact::Amount => label.amount.map(|amount| match amount {
            Amount::Content(content) => content.to_string(),
            Amount::ByCount => td_string!(locale, product.by_count).to_owned(),
        }),
        Fact::Ingredients => label.ingredients.as_ref().map(ToString::to_string),
        Fact::Maker => label
            .maker
            .as_ref()
            .map(|maker| format!("{}, {}, {}", maker.name, maker.address, maker.online)),
        Fact::Warnings => label.warnings.as_ref().map(|warnings| match warnings {
            Warnings::None => td_string!(locale, duties.no_warnings).to_owned(),
            Warnings::Said(said) => said.to_string(),
        }),
    };
    said.unwrap_or_default()
}

/// The law behind each question, for who wants to know.
#[component]
pub(super) fn Why(locale: Locale, rules: Vec<Rule>) -> impl IntoView {
    let rows = rows_of(locale, &rules);
    view! {
        <details class="to-complete__why">
            <summary>{td_string!(locale, duties.why)}</summary>
            <p class="small">{td_string!(locale, duties.why_lead)}</p>
            <dl class="facts__list small">{rows}</dl>
        </details>
    }
}

fn rows_of(locale: Locale, rules: &[Rule]) -> Vec<AnyView> {
    let row = |rule: &Rule| {
        let what = speech::fact(locale, rule.fact);
        view! { <div class="facts__row"><dt>{what}</dt><dd lang="fr">{rule.source}</dd></div> }.into_any()
    };
    rules.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_barcode_told_is_ticked_already() {
        assert_eq!(ticked("lait, fruits à coque"), [Allergen::Milk, Allergen::Nuts]);
        assert_eq!(ticked("milk, nuts"), [Allergen::Milk, Allergen::Nuts]);
        assert!(ticked("traces possibles").is_empty());
    }
}

//! What narrows a search: plain links, each with how many it would leave.

use super::asked::Asked;
use crate::{i18n::Locale, routes, speech, ui::Icon};
use domain::{basket::Basket, search::PriceBand};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::search::Facets;

/// A choice of a menu: its words, how many it leaves, and its address.
type Choice = (String, usize, String);

/// The line of filters above the products; nothing when there is nothing to choose.
#[component]
pub fn FilterBar(
    locale: Locale,
    /// Slug of the town.
    town: String,
    asked: Asked,
    facets: Facets,
    /// Products that are shown now.
    total: usize,
    /// What the page's address carries along.
    basket: Basket,
) -> impl IntoView {
    let to = |asked: Asked| asked.address(&town, &basket);
    let of = &asked.filters;
    let open_words = td_string!(locale, search.open);
    let open = if of.open {
        Some(chosen(
            locale,
            open_words.to_owned(),
            to(asked.with(|filters| filters.open = false)),
        ))
    } else {
        (facets.open > 0 && facets.open < total).then(|| {
            let address = to(asked.with(|filters| filters.open = true));
            view! { <li><a class="filter" href=address>{open_words}" "<span class="filter__count">{facets.open}</span></a></li> }.into_any()
        })
    };
    let price = of.price.map_or_else(
        || {
            let choices = facets.prices.iter().map(|(band, count)| {
                (
                    price_words(locale, *band).to_owned(),
                    *count,
                    to(asked.with(|filters| filters.price = Some(*band))),
                )
            });
            menu(td_string!(locale, search.price), choices.collect(), None)
        },
        |band| {
            Some(chosen(
                locale,
                price_words(locale, band).to_owned(),
                to(asked.with(|filters| filters.price = None)),
            ))
        },
    );
    let category = of.category.map_or_else(
        || {
            let choices = facets.categories.iter().map(|(category, count)| {
                let address = to(asked.with(|filters| filters.category = Some(*category)));
                (speech::category(locale, *category).to_owned(), *count, address)
            });
            menu(td_string!(locale, search.category), choices.collect(), None)
        },
        |category| {
            let words = speech::category(locale, category).to_owned();
            Some(chosen(
                locale,
                words,
                to(asked.with(|filters| filters.category = None)),
            ))
        },
    );
    let shop = of.shop.as_ref().map_or_else(
        || {
            let choices = facets.shops.iter().map(|(slug, name, count)| {
                (
                    name.to_string(),
                    *count,
                    to(asked.with(|filters| filters.shop = Some(slug.clone()))),
                )
            });
            let others = (facets.other_shops > 0).then(|| {
                let all = routes::carrying(&routes::shops(&town), &basket);
                (in_words(locale, facets.other_shops as u64), all)
            });
            menu(td_string!(locale, search.shop), choices.collect(), others)
        },
        |slug| {
            let known = facets.shops.iter().find(|(known, ..)| known == slug);
            let words = known.map_or_else(
                || td_string!(locale, search.this_shop).to_owned(),
                |(_, name, _)| name.to_string(),
            );
            Some(chosen(
                locale,
                words,
                to(asked.with(|filters| filters.shop = None)),
            ))
        },
    );
    let all: Vec<AnyView> = [open, price, category, shop].into_iter().flatten().collect();
    (!all.is_empty()).then(|| {
        view! {
            <nav class="filters" aria-label=td_string!(locale, search.filters)>
                <ul class="filters__line" role="list">{all}</ul>
            </nav>
        }
    })
}

/// A filter that is on, as the way to take it off.
fn chosen(locale: Locale, words: String, without: String) -> AnyView {
    view! {
        <li>
            <a class="filter filter--on" href=without>
                <span class="visually-hidden">{td_string!(locale, search.without)}" "</span>{words}<Icon name="x" />
            </a>
        </li>
    }
    .into_any()
}

/// A list that opens; a single choice is none. `others`: what to say of those that are not in it, and where they are.
fn menu(words: &'static str, choices: Vec<Choice>, others: Option<(String, String)>) -> Option<AnyView> {
    (choices.len() > 1).then(|| {
        let choices = choices.into_iter().map(|(words, count, address)| {
            view! { <li><a class="filters__choice" href=address>{words}" "<span class="filter__count">{count}</span></a></li> }
        });
        let others = others.map(|(words, address)| {
            view! { <li><a class="filters__choice" href=address>{words}</a></li> }
        });
        view! {
            <li>
                <details class="filters__menu" name="filters">
                    <summary class="filter filter--menu">{words}</summary>
                    <ul class="filters__list" role="list">{choices.collect_view()}{others}</ul>
                </details>
            </li>
        }
        .into_any()
    })
}

/// How many shops are not in the list.
fn in_words(locale: Locale, count: u64) -> String {
    if speech::is_plural(locale, count) {
        td_string!(locale, search.other_shops, count = count)
    } else {
        td_string!(locale, search.other_shop).to_owned()
    }
}

fn price_words(locale: Locale, band: PriceBand) -> &'static str {
    match band {
        PriceBand::Small => td_string!(locale, search.small),
        PriceBand::Middle => td_string!(locale, search.middle),
        PriceBand::Large => td_string!(locale, search.large),
        PriceBand::Huge => td_string!(locale, search.huge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(count: usize, other_shops: usize) -> String {
        let shops = (0..count).map(|at| {
            let name = format!("Commerce {at}").parse().unwrap();
            (format!("commerce-{at}"), name, 3)
        });
        let facets = Facets {
            shops: shops.collect(),
            other_shops,
            ..Facets::default()
        };
        view! {
            <FilterBar locale=Locale::fr town="dourdan".into() asked=Asked::default() facets=facets total={3 * count} basket=Basket::default() />
        }
        .to_html()
    }

    #[test]
    fn shops_that_are_not_offered_are_counted_and_led_to() {
        let html = drawn(20, 980);
        assert!(
            html.contains("Et 980 autres") && html.contains("href=\"/dourdan/boutiques\""),
            "{html}"
        );
        assert!(drawn(20, 1).contains("Et un autre"));
        let whole = drawn(3, 0);
        assert!(
            whole.contains("Commerce 2") && !whole.contains("/dourdan/boutiques"),
            "{whole}"
        );
    }
}

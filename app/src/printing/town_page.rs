//! `/mairie/papier`: the market on paper, for the town's own bulletin and for the shops' windows.

use super::{
    FEWS, Few, ORDERS, Order,
    choices::{PaperLanguage, PosterPapers},
    town_desk::MOST,
};
use crate::{
    areas::{AtTownHall, TownHall, asked},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{Icon, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{catalogue, shops};

/// `/mairie/papier`
#[component]
pub fn TownPapersPage() -> impl IntoView {
    let was_empty = asked("vide").is_some();
    page(async move { content(was_empty).await })
}

async fn content(was_empty: bool) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house, locale, town, ..
    } = AtTownHall::here().await?;
    let shops = shops::in_town(house.db.read(), town.id).await?.len() as u64;
    let products = catalogue::count_in_town(house.db.read(), town.id).await?;
    let is_long = products > MOST as u64;
    let title = td_string!(locale, town_papers.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{title}</h1>
                    <p class="page__lead">{td_string!(locale, town_papers.lead)}</p>
                </div>
                {was_empty.then(|| view! { <Notice icon="store"><p>{td_string!(locale, town_papers.empty)}</p></Notice> })}
                <section class="section" aria-labelledby="catalogue">
                    <div class="section__head"><h2 id="catalogue">{td_string!(locale, town_papers.catalogue)}</h2></div>
                    <p>{td_string!(locale, town_papers.catalogue_lead, products = speech::products(locale, products), shops = speech::shops(locale, shops))}</p>
                    <CatalogueForm locale=locale long=is_long />
                </section>
                <section class="section" aria-labelledby="posters">
                    <div class="section__head"><h2 id="posters">{td_string!(locale, town_papers.posters)}</h2></div>
                    <p>{td_string!(locale, town_papers.posters_lead, shops = speech::shops(locale, shops))}</p>
                    <form class="papers" method="get" action=routes::TOWN_POSTERS_PDF>
                        <PosterPapers locale=locale />
                        <PaperLanguage locale=locale legend=td_string!(locale, town_papers.language_posters) />
                        <button class="button button--big button--wide" type="submit">
                            <Icon name="printer" />" "{td_string!(locale, town_papers.make_posters)}
                        </button>
                    </form>
                </section>
                <section class="section" aria-labelledby="council">
                    <div class="section__head"><h2 id="council">{td_string!(locale, council.title)}</h2></div>
                    <p>{td_string!(locale, council.lead)}</p>
                    <form class="papers" method="get" action=routes::COUNCIL_PDF>
                        <PaperLanguage locale=locale legend=td_string!(locale, council.language) />
                        <button class="button button--big button--wide" type="submit">
                            <Icon name="printer" />" "{td_string!(locale, council.make)}
                        </button>
                    </form>
                </section>
                <section class="section" aria-labelledby="pickups">
                    <div class="section__head"><h2 id="pickups">{td_string!(locale, town_papers.pickups)}</h2></div>
                    <p>
                        {td_string!(locale, town_papers.pickups_lead)}" "
                        <a href=routes::STALLS>{td_string!(locale, stall.nav)}</a>
                    </p>
                </section>
            </div>
        </TownHall>
    }
    .into_any())
}

#[component]
fn CatalogueForm(
    locale: Locale,
    /// Whether not everything fits one file.
    long: bool,
) -> impl IntoView {
    let orders = ORDERS.map(|(word, order)| {
        let says = match order {
            Order::Shops => td_string!(locale, town_papers.by_shop),
            Order::Aisles => td_string!(locale, town_papers.by_aisle),
        };
        choice("ordre", word, says.to_owned(), word == ORDERS[0].0)
    });
    let fews = FEWS.map(|(word, few)| {
        let says = match few {
            Few::Some(count) => td_string!(locale, town_papers.newest_each, count = count),
            Few::All => td_string!(locale, town_papers.everything).to_owned(),
        };
        choice("combien", word, says, word == FEWS[0].0)
    });
    view! {
        <form class="papers" method="get" action=routes::CATALOGUE_PDF>
            <fieldset class="papers__which">
                <legend class="field__label">{td_string!(locale, town_papers.order)}</legend>
                {orders.into_iter().collect_view()}
            </fieldset>
            <fieldset class="papers__which">
                <legend class="field__label">{td_string!(locale, town_papers.how_many)}</legend>
                {fews.into_iter().collect_view()}
                {long.then(|| view! { <p class="field__hint">{td_string!(locale, town_papers.most, count = MOST)}</p> })}
            </fieldset>
            <PaperLanguage locale=locale legend=td_string!(locale, town_papers.language_catalogue) />
            <button class="button button--big button--wide" type="submit">
                <Icon name="printer" />" "{td_string!(locale, town_papers.make_catalogue)}
            </button>
            <p class="field__hint">{td_string!(locale, printing.pdf)}</p>
        </form>
    }
}

fn choice(name: &'static str, word: &'static str, says: String, first: bool) -> AnyView {
    view! {
        <label class="check">
            <input type="radio" name=name value=word checked=first />" "{says}
        </label>
    }
    .into_any()
}

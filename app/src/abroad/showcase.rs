//! The showcase: a small page made to stand in a frame of the town's own site, and the lines that put it there.

use crate::{catalogue::ProductGrid, i18n::Locale, page::NoPage, routes, state::House, ui::Icon};
use domain::{basket::Basket, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{catalogue, towns};

/// One row on a desk, two on a phone.
const PRODUCTS: u64 = 6;

/// `/{town}/vitrine`: whole HTML, without scripts. Its links open the market in place of the page around it.
pub async fn showcase(house: &House, town: &str, locale: Locale) -> Result<String, NoPage> {
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let products = catalogue::newest_in_town(db, town.id, PRODUCTS).await?;
    let styles = format!("/pkg/{}/halle.css", house.version);
    let (market, name) = (routes::town(&town.slug), town.name);
    let title = td_string!(locale, town.title, town = name.clone());
    let is_empty = products.is_empty();
    let drawn = Owner::new().with(|| {
        provide_context(house.clone());
        view! {
            <html lang=locale.to_string()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="robots" content="noindex" />
                    <title>{title.clone()}</title>
                    <base target="_top" />
                    <link rel="stylesheet" href=styles />
                </head>
                <body class="showcase">
                    <main>
                        <div class="awning awning--small" aria-hidden="true"></div>
                        <div class="showcase__head">
                            <h1 class="showcase__title"><Icon name="halle" />" "{title}</h1>
                            <a class="showcase__all" href=market>{td_string!(locale, abroad.showcase_all)}</a>
                        </div>
                        {is_empty.then(|| view! { <p>{td_string!(locale, town.empty, town = name)}</p> })}
                        <h2 class="visually-hidden">{td_string!(locale, town.newest)}</h2>
                        <ProductGrid locale=locale town=town.slug products=products basket=Basket::default() with_shop=true />
                    </main>
                </body>
            </html>
        }
        .to_html()
    });
    Ok(format!("<!DOCTYPE html>{drawn}"))
}

/// What an official copies into the town's site.
#[component]
pub fn ShowcaseSnippet(locale: Locale, town: Town) -> impl IntoView {
    let house = House::here();
    let address = house.absolute(&routes::showcase(&town.slug));
    let title = td_string!(locale, town.title, town = town.name.clone());
    // Towns are opened by the operator; their names are still no markup.
    let title = title.replace('&', "&amp;").replace('"', "&quot;");
    let snippet = format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"560\" loading=\"lazy\" style=\"border:0\"></iframe>"
    );
    view! {
        <section class="section panel snippet" aria-labelledby="showcase">
            <h2 id="showcase">{td_string!(locale, abroad.showcase)}</h2>
            <p>{td_string!(locale, abroad.showcase_lead)}</p>
            <div class="field">
                <label class="field__label" for="snippet">{td_string!(locale, abroad.showcase_code)}</label>
                <textarea class="field__input snippet__code" id="snippet" rows="4" readonly spellcheck="false">{snippet}</textarea>
            </div>
            <a href=routes::showcase(&town.slug)>{td_string!(locale, abroad.showcase_see)}</a>
        </section>
    }
}

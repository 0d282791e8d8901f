//! `/api`: what programs may read of the market, and what tills are told, for whoever writes them. Each example can be followed here and now.

use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page},
    routes, session,
    state::House,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{
    catalogue,
    error::{Error, Failed},
    notifications::TillNote,
    towns,
};

/// Products in one answer of the example.
const PIECE: &str = "100";

/// `/api`
#[component]
pub fn ApiPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let examples = examples(&house, locale)
        .await?
        .into_iter()
        .map(|(says, path)| {
            let address = house.absolute(&path);
            view! { <li><p>{says}</p><Command><a href=path>{address}</a></Command></li> }
        })
        .collect_view();
    let document = house.absolute(routes::api::DOCUMENT);
    let note = serde_json::to_string_pretty(&TillNote::example())
        .map_err(|error| Error::from(Failed::new(error)))?;
    let rules = [
        td_string!(locale, api.rule_tag),
        td_string!(locale, api.rule_next),
        td_string!(locale, api.rule_units),
        td_string!(locale, api.rule_gone),
        td_string!(locale, api.rule_people),
    ];
    let about_tills = [
        td_string!(locale, api.till_sign),
        td_string!(locale, api.till_answer),
        td_string!(locale, api.till_order),
    ];
    Ok(view! {
        <Title text=td_string!(locale, api.title) />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, api.title)}</h1><p class="page__lead">{td_string!(locale, api.lead)}</p></div>
                <section class="section fields">
                    <h2>{td_string!(locale, api.read)}</h2>
                    <ul class="api__examples">{examples}</ul>
                    <p>{td_string!(locale, api.document)}</p>
                    <Command><a href=routes::api::DOCUMENT>{document}</a></Command>
                </section>
                <section class="section fields">
                    <h2>{td_string!(locale, api.rules)}</h2>
                    <ul>{rules.map(|rule| view! { <li>{rule}</li> }).collect_view()}</ul>
                </section>
                <section class="section fields">
                    <h2>{td_string!(locale, api.till)}</h2>
                    <p>{td_string!(locale, api.till_says)}</p>
                    <pre class="api__example"><code>{note}</code></pre>
                    <ul>{about_tills.map(|says| view! { <li>{says}</li> }).collect_view()}</ul>
                </section>
                <section class="section fields">
                    <h2>{td_string!(locale, api.promise)}</h2>
                    <p>{td_string!(locale, api.promise_says)}</p>
                </section>
            </div>
        </Market>
    }
    .into_any())
}

#[component]
fn Command(children: Children) -> impl IntoView {
    view! { <pre class="api__example"><code>"curl "{children()}</code></pre> }
}

/// What each address is for, and one that is there; those of a town, a shop and a product as far as there is any.
async fn examples(house: &House, locale: Locale) -> Result<Vec<(&'static str, String)>, Error> {
    let db = house.db.read();
    let mut examples = vec![(td_string!(locale, api.towns), routes::api::TOWNS.to_owned())];
    let Some(town) = towns::all(db).await?.into_iter().next() else {
        return Ok(examples);
    };
    let slug = &town.slug;
    examples.push((td_string!(locale, api.shops), routes::api::shops(slug)));
    let all = routes::asking(&routes::api::of_town(slug), "limit", PIECE);
    examples.push((td_string!(locale, api.of_town), all));
    if let Some(product) = catalogue::newest_in_town(db, town.id, 1).await?.pop() {
        let shop = &product.shop.slug;
        examples.extend([
            (td_string!(locale, api.shop), routes::api::shop(slug, shop)),
            (td_string!(locale, api.of_shop), routes::api::of_shop(slug, shop)),
            (
                td_string!(locale, api.product),
                routes::api::product(slug, shop, &product.slug),
            ),
        ]);
    }
    Ok(examples)
}

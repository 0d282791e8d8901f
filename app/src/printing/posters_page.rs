//! `/comptoir/affiches`: which paper, for which products. Two plain forms whose answers are files.

use super::{
    CUTS, NEWEST, ONLY_NEWEST,
    choices::{PaperChoice, PaperLanguage, PosterPapers},
    desk::MOST,
};
use crate::{
    areas::{AtCounter, Counter, Tab},
    i18n::Locale,
    page::{NoPage, page},
    routes,
    sharing::ShareNewest,
    speech,
    ui::{Icon, Notice},
};
use ::printing::Cut;
use domain::catalogue::Product;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::catalogue;

/// `/comptoir/affiches`
#[component]
pub fn PostersPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let shelf = catalogue::all_of_shop(house.db.read(), &who).await?;
    let selling: Vec<Product> = shelf
        .into_iter()
        .filter(|shelved| !shelved.hidden && shelved.product.stock.on_offer() > 0)
        .map(|shelved| shelved.product)
        .collect();
    let newest = selling
        .iter()
        .take(usize::try_from(NEWEST).unwrap_or(usize::MAX))
        .cloned()
        .collect::<Vec<_>>();
    let is_empty = selling.is_empty();
    Ok(view! {
        <Title text=td_string!(locale, printing.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{td_string!(locale, printing.title)}</h1>
                    <p class="page__lead">{td_string!(locale, printing.lead)}</p>
                </div>
                <section class="section" aria-labelledby="poster">
                    <h2 id="poster">{td_string!(locale, printing.poster)}</h2>
                    <PosterForm locale=locale />
                </section>
                <section class="section" aria-labelledby="prices">
                    <h2 id="prices">{td_string!(locale, printing.prices)}</h2>
                    {if is_empty { view! { <NothingYet locale=locale /> }.into_any() } else { view! { <PricesForm locale=locale selling=selling /> }.into_any() }}
                </section>
                {(!is_empty).then(|| view! {
                    <section class="section with-scripts" aria-labelledby="word-of-mouth">
                        <h2 id="word-of-mouth">{td_string!(locale, sharing.title)}</h2>
                        <p class="papers__words">{td_string!(locale, sharing.newest_words)}</p>
                        <ShareNewest town=town shop=shop products=newest />
                    </section>
                })}
            </div>
        </Counter>
    }
    .into_any())
}

#[component]
fn PosterForm(locale: Locale) -> impl IntoView {
    view! {
        <form class="papers" method="get" action=routes::POSTER_PDF>
            <PosterPapers locale=locale />
            <PaperLanguage locale=locale legend=td_string!(locale, printing.language) />
            <button class="button button--big button--wide" type="submit">
                <Icon name="printer" />" "{td_string!(locale, printing.print_poster)}
            </button>
            <p class="field__hint">{td_string!(locale, printing.pdf)}</p>
        </form>
    }
}

#[component]
fn PricesForm(
    locale: Locale,
    /// What is on sale, newest first.
    selling: Vec<Product>,
) -> impl IntoView {
    let cuts = CUTS.map(|(word, cut)| {
        let (picture, says) = match cut {
            Cut::Cards => ("cards", td_string!(locale, printing.cut_cards)),
            Cut::Pages => ("page", td_string!(locale, printing.cut_pages)),
            Cut::Labels => ("labels", td_string!(locale, printing.cut_labels)),
        };
        view! { <PaperChoice word=word picture=picture says=says first=word == CUTS[0].0 /> }
    });
    let count = selling.len();
    let boxes = selling.into_iter().map(|product| {
        let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
        view! {
            <li>
                <label class="check product-choice__one">
                    <input type="checkbox" name="product" value=product.id.to_string() />
                    " "<span class="product-choice__name">{name}</span>
                    " "<span class="product-choice__price">{speech::euros(locale, product.price.cents())}</span>
                </label>
            </li>
        }
        .into_any()
    });
    let boxes = boxes.collect_view();
    view! {
        <form class="papers" method="get" action=routes::PRICES_PDF>
            <fieldset>
                <legend class="field__label">{td_string!(locale, printing.format)}</legend>
                <div class="paper-choice">{cuts.into_iter().collect_view()}</div>
            </fieldset>
            <fieldset class="papers__which">
                <legend class="field__label">{td_string!(locale, printing.which)}</legend>
                <label class="check">
                    <input type="radio" name="lesquels" value="" checked />
                    " "{td_string!(locale, printing.all, count = count)}
                </label>
                {(count as u64 > MOST).then(|| view! { <p class="field__hint">{td_string!(locale, printing.most, count = MOST)}</p> })}
                <label class="check">
                    <input type="radio" name="lesquels" value=ONLY_NEWEST />" "{td_string!(locale, printing.newest)}
                </label>
                <details class="product-choice">
                    <summary class="product-choice__summary">{td_string!(locale, printing.choose)}</summary>
                    <p class="field__hint">{td_string!(locale, printing.choose_hint)}</p>
                    <ul class="product-choice__list" role="list">{boxes}</ul>
                </details>
            </fieldset>
            <button class="button button--big button--wide" type="submit">
                <Icon name="printer" />" "{td_string!(locale, printing.print_prices)}
            </button>
        </form>
    }
}

#[component]
fn NothingYet(locale: Locale) -> impl IntoView {
    view! {
        <Notice icon="store">
            <p>
                {td_string!(locale, printing.empty)}" "
                <a href=routes::COUNTER>{td_string!(locale, printing.first)}</a>
            </p>
        </Notice>
    }
}

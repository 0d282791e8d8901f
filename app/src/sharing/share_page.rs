//! `/comptoir/partager`: one product to hand on, as a picture with its price.

use super::ShareProduct;
use crate::{
    areas::{AtShelf, Counter, Tab},
    page::{NoPage, page},
    routes, speech,
    ui::Picture,
};
use domain::id::ProductId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::catalogue;

/// `/comptoir/partager?produit=…`
#[component]
pub fn SharePage() -> impl IntoView {
    let product = use_query_map()
        .read_untracked()
        .get("produit")
        .and_then(|id| id.parse().ok());
    page(async move { content(product).await })
}

async fn content(wanted: Option<ProductId>) -> Result<AnyView, NoPage> {
    let AtShelf {
        house,
        locale,
        who,
        shop,
        town,
        ..
    } = AtShelf::here().await?;
    let db = house.db.read();
    let shelf = catalogue::all_of_shop(db, &who).await?;
    let found = shelf
        .into_iter()
        .find(|shelved| Some(shelved.product.id) == wanted);
    let product = found.ok_or(NoPage::NotFound)?.product;
    let name = speech::name_or_kind(locale, product.name.as_ref(), shop.kind);
    let address = routes::product(&town.slug, &shop.slug, &product.slug);
    Ok(view! {
        <Title text=td_string!(locale, sharing.title_of, product = name.clone()) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shelf post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{name.clone()}</h1></div>
                <div class="photo share-page__photo"><Picture photo=product.photo.clone() kind=shop.kind sizes="20rem" alt=name first=true /></div>
                <ShareProduct town=town product=product />
                <p><a href=address>{td_string!(locale, sharing.see)}</a>" · "<a href=routes::SHELF>{td_string!(locale, sharing.back)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

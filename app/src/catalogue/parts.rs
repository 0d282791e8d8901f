//! Products as a grid of photographs with slate labels.

use crate::{
    i18n::Locale,
    routes, speech,
    state::House,
    ui::{Picture, PriceLabel},
};
use domain::{basket::Basket, catalogue::Product};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Two columns on a phone, up to six on a desk.
const SIZES: &str = "(min-width: 72rem) 11rem, (min-width: 40rem) 22vw, 45vw";

/// Products of one or several shops.
#[component]
pub fn ProductGrid(
    /// For prices and words.
    locale: Locale,
    /// Slug of the town.
    town: String,
    /// What to show.
    products: Vec<Product>,
    /// What the page's address carries along.
    basket: Basket,
    /// Whether to name each product's shop.
    #[prop(default = false)]
    with_shop: bool,
    /// `product-grid--more` or nothing.
    #[prop(default = "")]
    kind: &'static str,
) -> impl IntoView {
    let now = House::here().clock.now();
    let cards = products.into_iter().enumerate().map(|(at, product)| {
        let address = routes::carrying(&routes::product(&town, &product.shop.slug, &product.slug), &basket);
        let hurry = speech::on_offer(locale, product.stock);
        let stale = (hurry.is_none() && product.is_stale(now)).then(|| td_string!(locale, stock.stale));
        let compared = product.unit_price().map(|compared| speech::unit_price(locale, compared));
        let class = if product.photo.is_some() { "photo" } else { "photo photo--none" };
        view! {
            <li>
                <article class="product-card">
                    <div class=class>
                        <Picture photo=product.photo kind=product.shop.kind sizes=SIZES first=at == 0 && kind.is_empty() />
                        <PriceLabel locale=locale price=product.price unit=product.unit />
                    </div>
                    <h3 class="product-card__name">
                        <a class="cover-link" href=address>
                            {speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind)}
                        </a>
                    </h3>
                    {with_shop.then(|| view! { <p class="product-card__shop">{product.shop.name.to_string()}</p> })}
                    {compared.map(|words| view! { <p class="product-card__unit">{words}</p> })}
                    {stale.map(|words| view! { <p class="product-card__stale">{words}</p> })}
                    {hurry.map(|words| view! { <p class="product-card__stock">{words}</p> })}
                </article>
            </li>
        }
        .into_any()
    });
    view! { <ul class=format!("product-grid {kind}") role="list">{cards.collect_view()}</ul> }
}

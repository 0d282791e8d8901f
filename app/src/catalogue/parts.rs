//! Products as a grid of photographs with slate labels.

use crate::{
    i18n::Locale,
    routes, speech,
    state::House,
    ui::{Picture, PriceLabel},
};
use domain::{basket::Basket, catalogue::Product, money::Price};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Two columns on a phone, up to six on a desk.
const SIZES: &str = "(min-width: 72rem) 11rem, (min-width: 40rem) 22vw, 45vw";
/// The first of a stall takes four places.
const LARGE: &str = "(min-width: 72rem) 23rem, (min-width: 48rem) 46vw, 90vw";
/// In a strip that a thumb pushes.
const IN_STRIP: &str = "(min-width: 48rem) 11rem, 38vw";
/// Pictures whose blur is sent along: those in sight before one scrolls. The blurs of all would weigh more than the page.
const BLURRED: usize = 6;

/// How products are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Display {
    /// All alike, one row under the other; the first of them leads the page.
    #[default]
    Shelf,
    /// All alike, somewhere below.
    More,
    /// The first one large.
    Stall,
    /// In a row that a thumb pushes.
    Strip,
}

impl Display {
    const fn class(self) -> &'static str {
        match self {
            Self::Shelf => "product-grid",
            Self::More => "product-grid product-grid--more",
            Self::Stall => "product-grid product-grid--stall",
            Self::Strip => "product-grid product-grid--strip",
        }
    }

    const fn sizes(self, at: usize) -> &'static str {
        match self {
            Self::Stall if at == 0 => LARGE,
            Self::Strip => IN_STRIP,
            _ => SIZES,
        }
    }

    /// Whether the page's first pictures are among these.
    const fn leads(self) -> bool {
        matches!(self, Self::Shelf | Self::Stall)
    }
}

/// What an announced reduction is compared with: said, and struck.
#[component]
pub fn Was(locale: Locale, was: Price) -> impl IntoView {
    view! {
        <p class="product-card__was">{td_string!(locale, product.was)}" "<s>{speech::euros(locale, was.cents())}</s></p>
    }
}

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
    /// Level of each one's heading, 2 or 3.
    #[prop(default = 3)]
    level: u8,
    /// How they lie.
    #[prop(default = Display::Shelf)]
    display: Display,
) -> impl IntoView {
    let now = House::here().clock.now();
    let cards = products.into_iter().enumerate().map(|(at, mut product)| {
        if let Some(photo) = product.photo.as_mut().filter(|_| !display.leads() || at >= BLURRED) {
            photo.placeholder = None;
        }
        let address = routes::carrying(&routes::product(&town, &product.shop.slug, &product.slug), &basket);
        let hurry = speech::on_offer(locale, product.stock);
        let stale = (hurry.is_none() && product.is_stale(now)).then(|| td_string!(locale, stock.stale));
        let was = product.reduced_from.map(|was| view! { <Was locale=locale was=was /> });
        let compared = product.unit_price().map(|compared| speech::unit_price(locale, compared));
        let class = if product.photo.is_some() { "photo" } else { "photo photo--none" };
        let link = view! {
            <a class="cover-link" href=address>
                {speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind)}
            </a>
        };
        let name = if level == 2 {
            view! { <h2 class="product-card__name">{link}</h2> }.into_any()
        } else {
            view! { <h3 class="product-card__name">{link}</h3> }.into_any()
        };
        view! {
            <li>
                <article class="product-card">
                    <div class=class>
                        <Picture photo=product.photo kind=product.shop.kind sizes=display.sizes(at) first=at == 0 && display.leads() />
                        <PriceLabel locale=locale price=product.price unit=product.unit />
                    </div>
                    {name}
                    {with_shop.then(|| view! { <p class="product-card__shop">{product.shop.name.to_string()}</p> })}
                    {was}
                    {compared.map(|words| view! { <p class="product-card__unit">{words}</p> })}
                    {stale.map(|words| view! { <p class="product-card__stale">{words}</p> })}
                    {hurry.map(|words| view! { <p class="product-card__stock">{words}</p> })}
                </article>
            </li>
        }
        .into_any()
    });
    view! { <ul class=display.class() role="list">{cards.collect_view()}</ul> }
}

//! `/comptoir`: the page around the capture island, which is a plain form until the camera opens.

use super::capture::{Again, Capture, Said};
use crate::{
    areas::{AtCounter, Counter, Tab},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::Notice,
};
use domain::{
    catalogue::{EditError, ListingError, ListingForm, Unit},
    id::ProductId,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    catalogue, notifications,
    photos::{MAX_BYTES, PhotoRefused},
    secret,
};

/// A listing that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ListingPosted {
    /// What was typed.
    pub form: ListingForm,
    /// What is wrong with it.
    pub wrong: ListingError,
    /// The picture that came along is stored under this name: it need not be chosen again.
    pub kept: Option<String>,
    /// Why the picture that came along was not kept.
    pub photo_wrong: Option<PhotoRefused>,
}

/// Why a picture was not taken, in words; the product is on sale all the same.
pub fn photo_refused(locale: Locale, why: &PhotoRefused) -> String {
    match why {
        PhotoRefused::NotAPicture => td_string!(locale, photo.not_a_picture).to_owned(),
        PhotoRefused::Heic => td_string!(locale, photo.heic).to_owned(),
        PhotoRefused::TooManyBytes { .. } => {
            td_string!(locale, photo.too_many_bytes, megabytes = MAX_BYTES / 1_000_000)
        }
        PhotoRefused::TooManyPixels => td_string!(locale, photo.too_many_pixels).to_owned(),
        PhotoRefused::Broken => td_string!(locale, photo.broken).to_owned(),
    }
}

/// `/comptoir`
#[component]
pub fn CapturePage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("vendu");
    let photo = use_query_map().read_untracked().get("photo");
    let again = use_query_map().read_untracked().get("photo-de");
    page(async move { content(done, photo, again).await })
}

async fn content(
    done: Option<String>,
    photo: Option<String>,
    again: Option<String>,
) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let window = routes::shop(&town.slug, &shop.slug);
    let known = catalogue::words_of(house.db.read(), &who).await?;
    let unit = known.first().map_or(Unit::usual(shop.kind), |(_, unit, _)| *unit);
    let category = match known.as_slice() {
        [(_, _, newest), (_, _, before), ..] if newest == before => *newest,
        _ => None,
    };
    let words = known
        .into_iter()
        .filter_map(|(name, _, category)| Some((String::from(name?), category)))
        .collect::<Vec<_>>();
    let again = match again {
        None => None,
        Some(id) => {
            let product = id.parse().map_err(|_| NoPage::NotFound)?;
            let product = catalogue::of_shop(house.db.read(), &who, product).await?;
            Some(Again {
                product: product.id,
                name: speech::name_or_kind(locale, product.name.as_ref(), shop.kind),
            })
        }
    };
    // Whoever stands in is called by the town hall's own bell.
    let bell = notifications::bell(house.db.read(), &who).await?;
    let unproven = bell.heard_at.is_none() && who.stands_in().is_none();
    let posted = use_context::<ListingPosted>();
    let said = posted.map_or_else(
        || Said {
            form: ListingForm {
                product: Some(ProductId(secret::id())),
                shop: Some(shop.id),
                unit: unit.to_string(),
                ..Default::default()
            },
            again,
            ..Said::default()
        },
        |posted| Said {
            form: posted.form,
            wrong: posted.wrong,
            kept: posted.kept,
            photo_wrong: posted.photo_wrong.map(|why| photo_refused(locale, &why)),
            again: None,
        },
    );
    let suspended = said
        .wrong
        .suspended
        .then(|| speech::edit_error(locale, EditError::Suspended));
    let refused = photo
        .and_then(|word| refused_by_word(&word))
        .map(|why| photo_refused(locale, &why));
    Ok(view! {
        <Title text=td_string!(locale, capture.title) />
        <Counter shop=shop.name.to_string() window=window.clone() tab=Tab::Photo>
            {refused.map(|why| view! { <div class="page page--narrow"><Notice kind="notice--failed" icon="alert"><p>{why}</p></Notice></div> })}
            {suspended.map(|why| view! { <div class="page page--narrow"><Notice kind="notice--failed" icon="alert"><p>{why}</p></Notice></div> })}
            {done.map(|_| view! {
                <div class="page page--narrow capture-done">
                    <Notice kind="notice--done" icon="check">
                        <p>{td_string!(locale, capture.done)}" "<a href=window>{td_string!(locale, capture.done_see)}</a></p>
                        {unproven.then(|| view! { <p><a href=routes::BELL>{td_string!(locale, bell.last_step)}</a></p> })}
                    </Notice>
                </div>
            })}
            <Capture locale=locale shop=shop.id sign=shop.name.to_string() kind=shop.kind unit=unit category=category words=words said=said unproven=unproven />
        </Counter>
    }
    .into_any())
}

/// The word by which a refusal travels in an address.
pub fn refused_word(why: &PhotoRefused) -> &'static str {
    match why {
        PhotoRefused::NotAPicture => "autre",
        PhotoRefused::Heic => "heic",
        PhotoRefused::TooManyBytes { .. } => "lourde",
        PhotoRefused::TooManyPixels => "grande",
        PhotoRefused::Broken => "abimee",
    }
}

fn refused_by_word(word: &str) -> Option<PhotoRefused> {
    let all = [
        PhotoRefused::NotAPicture,
        PhotoRefused::Heic,
        PhotoRefused::TooManyBytes { max: MAX_BYTES },
        PhotoRefused::TooManyPixels,
        PhotoRefused::Broken,
    ];
    all.into_iter().find(|why| refused_word(why) == word)
}

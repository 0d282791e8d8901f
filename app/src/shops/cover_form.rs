//! The shop's picture, as its merchant hangs it and takes it down.

use crate::{
    areas::sent_from_here,
    i18n::Locale,
    routes,
    ui::{FieldError, Picture},
};
use domain::{photos::Photo, shops::ShopKind};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::photos::{MAX_BYTES, PhotoRefused};

/// Why no picture was hung.
#[derive(Clone, Debug)]
pub enum CoverRefused {
    /// None was chosen.
    Missing,
    /// It cannot be taken in.
    Photo(PhotoRefused),
}

/// The picture as it hangs, with the form that changes it.
#[component]
pub fn CoverForm(
    locale: Locale,
    cover: Option<Photo>,
    kind: ShopKind,
    wrong: Option<CoverRefused>,
) -> impl IntoView {
    let hangs = cover.is_some();
    let choose = if hangs {
        td_string!(locale, cover.choose_another)
    } else {
        td_string!(locale, cover.choose)
    };
    let described = if wrong.is_some() {
        "cover-error"
    } else {
        "cover-hint"
    };
    let invalid = wrong.is_some().then_some("true");
    view! {
        <form class="fields cover-form" method="post" action=sent_from_here(routes::COVER) enctype="multipart/form-data" aria-labelledby="cover" novalidate>
            <h2 class="fields__legend" id="cover">{td_string!(locale, cover.title)}</h2>
            {cover.map(|cover| view! {
                <div class="photo cover-form__picture">
                    <Picture photo=Some(cover) kind=kind sizes="(min-width: 44rem) 41rem, 100vw" alt=td_string!(locale, cover.now).to_owned() />
                </div>
            })}
            <div class="field">
                <label class="field__label" for="cover-photo">{choose}</label>
                <p class="field__hint" id="cover-hint">{td_string!(locale, cover.lead)}</p>
                {wrong.map(|why| view! { <FieldError id="cover-error".to_owned() says=cover_refused(locale, &why) /> })}
                <input class="field__input" id="cover-photo" name="photo" type="file" accept="image/*" aria-invalid=invalid aria-describedby=described />
            </div>
            <div class="cover-form__buttons">
                <button class="button button--quiet button--big" type="submit">{td_string!(locale, cover.send)}</button>
                {hangs.then(|| view! {
                    <button class="button button--quiet button--big" type="submit" name="remove" value="1">{td_string!(locale, cover.remove)}</button>
                })}
            </div>
        </form>
    }
}

fn cover_refused(locale: Locale, why: &CoverRefused) -> String {
    let why = match why {
        CoverRefused::Missing => return td_string!(locale, cover.missing).to_owned(),
        CoverRefused::Photo(why) => why,
    };
    match why {
        PhotoRefused::NotAPicture => td_string!(locale, cover.not_a_picture).to_owned(),
        PhotoRefused::Heic => td_string!(locale, cover.heic).to_owned(),
        PhotoRefused::TooManyBytes { .. } => {
            td_string!(locale, cover.too_many_bytes, megabytes = MAX_BYTES / 1_000_000)
        }
        PhotoRefused::TooManyPixels => td_string!(locale, cover.too_many_pixels).to_owned(),
        PhotoRefused::Broken => td_string!(locale, cover.broken).to_owned(),
    }
}

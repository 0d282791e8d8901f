//! The last pictures, each with how far it has come, and the journey that takes it there.

use crate::{
    browser::network::{Sent, back_off, send_picture},
    catalogue::api::put_on_sale,
    error::ApiError,
    i18n::Locale,
    ui::{KindPicture, Notice},
};
use domain::{catalogue::ListingForm, shops::ShopKind};
use leptos::{prelude::*, reactive::owner::LocalStorage};
use leptos_i18n::td_string;
use web_sys::Blob;

/// How far a product has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Journey {
    /// On the phone; the first try or the next.
    OnPhone,
    /// On the phone because there is no network.
    Waiting,
    /// On sale; its picture is still on its way.
    OnItsWay,
    /// On sale with its picture.
    OnSale,
    /// On sale; the picture was refused, with the sentence that says why.
    PhotoRefused(String),
    /// On the phone until somebody signs in again.
    SignedOut,
}

/// A product that was confirmed on this screen.
#[derive(Clone)]
pub(super) struct Shot {
    form: ListingForm,
    picture: Blob,
    address: String,
    journey: RwSignal<Journey>,
}

impl Shot {
    pub(super) fn new(form: ListingForm, picture: Blob, address: String) -> Self {
        Self {
            form,
            picture,
            address,
            journey: RwSignal::new(Journey::OnPhone),
        }
    }

    /// Takes the product to the market, then its picture; tries until both are there.
    pub(super) async fn leave(self) {
        let mut tries = 0;
        let product = loop {
            match put_on_sale(self.form.clone()).await {
                Ok(product) => break product,
                Err(ApiError::SignedOut | ApiError::NotFound) => return self.journey.set(Journey::SignedOut),
                // The device checked the same form by the same rule before: this does not happen.
                Err(ApiError::Refused(_)) => return self.journey.set(Journey::OnPhone),
                Err(ApiError::Failed(_) | ApiError::Unreached) => self.journey.set(Journey::Waiting),
            }
            back_off(tries).await;
            tries += 1;
        };
        self.journey.set(Journey::OnItsWay);
        tries = 0;
        loop {
            match send_picture(product, &self.picture).await {
                Sent::Taken => return self.journey.set(Journey::OnSale),
                Sent::Refused(why) => return self.journey.set(Journey::PhotoRefused(why)),
                Sent::SignedOut => return self.journey.set(Journey::SignedOut),
                Sent::Lost => back_off(tries).await,
            }
            tries += 1;
        }
    }
}

/// The ribbon under the viewfinder.
#[component]
pub(super) fn Ribbon(
    locale: Locale,
    kind: ShopKind,
    shots: RwSignal<Vec<Shot>, LocalStorage>,
) -> impl IntoView {
    let worst = move || {
        shots.with(|shots| {
            shots.iter().find_map(|shot| match shot.journey.get() {
                Journey::PhotoRefused(why) => Some(why),
                Journey::Waiting => Some(td_string!(locale, capture.waiting).to_owned()),
                Journey::SignedOut => Some(td_string!(locale, capture.signed_out).to_owned()),
                _ => None,
            })
        })
    };
    let items = move || {
        shots
            .get()
            .into_iter()
            .map(|shot| item(locale, kind, shot))
            .collect_view()
    };
    view! {
        <div hidden=move || shots.with(Vec::is_empty)>
            {move || worst().map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
            <ul class="ribbon" role="list" tabindex="0" aria-label=td_string!(locale, capture.ribbon)>{items}</ul>
        </div>
    }
}

fn item(locale: Locale, kind: ShopKind, shot: Shot) -> impl IntoView {
    let journey = shot.journey;
    let class = move || match journey.get() {
        Journey::OnPhone | Journey::Waiting | Journey::SignedOut => "ribbon__item ribbon__item--phone",
        Journey::OnItsWay => "ribbon__item ribbon__item--travelling",
        Journey::OnSale | Journey::PhotoRefused(_) => "ribbon__item ribbon__item--online",
    };
    let word = move || match journey.get() {
        Journey::OnPhone | Journey::Waiting => td_string!(locale, capture.on_phone),
        Journey::SignedOut => td_string!(locale, capture.not_sent),
        Journey::OnItsWay => td_string!(locale, capture.on_its_way),
        Journey::OnSale => td_string!(locale, capture.on_sale),
        Journey::PhotoRefused(_) => td_string!(locale, capture.photo_failed),
    };
    let picture = if shot.address.is_empty() {
        view! { <KindPicture kind=kind class="photo__kind" /> }.into_any()
    } else {
        view! { <img src=shot.address alt="" width="56" height="56" /> }.into_any()
    };
    view! { <li class=class><span class="ribbon__photo">{picture}</span>{word}</li> }
}

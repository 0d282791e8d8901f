//! The last pictures, each with how far it has come, and the journey that takes it there.

use crate::{
    browser::{
        network::{Sent, back_off, send_picture},
        queue::{self, Waiting},
    },
    catalogue::api::put_on_sale,
    error::ApiError,
    i18n::Locale,
    ui::{KindPicture, Notice},
};
use domain::shops::ShopKind;
use leptos::prelude::*;
use leptos_i18n::td_string;

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

/// A product that was confirmed on this phone, now or in an earlier page, as the ribbon shows it.
#[derive(Clone)]
pub(super) struct Shot {
    address: String,
    journey: RwSignal<Journey>,
    /// The phone had no room to keep it: it is only as safe as this page.
    unkept: RwSignal<bool>,
}

impl Shot {
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            journey: RwSignal::new(Journey::OnPhone),
            unkept: RwSignal::new(false),
        }
    }

    /// Takes the product to the market, then its picture; tries until both are there. Each step is kept on the phone
    /// before the next begins, so that a page that is closed in between goes on where it was.
    pub(super) async fn leave(self, mut waiting: Waiting) {
        self.keep(&waiting).await;
        if !waiting.listed {
            if let Err(ended) = self.list(&waiting).await {
                return self.journey.set(ended);
            }
            waiting.listed = true;
            self.keep(&waiting).await;
        }
        self.journey.set(Journey::OnItsWay);
        let ended = send_until_taken(&waiting).await;
        if ended != Journey::SignedOut {
            // A row that stays is sent again and changes nothing.
            let _ = queue::forget(waiting.product).await;
            self.unkept.set(false);
        }
        self.journey.set(ended);
    }

    async fn keep(&self, waiting: &Waiting) {
        self.unkept.set(queue::keep(waiting).await.is_err());
    }

    /// Until the product is on sale, or somebody has to sign in.
    async fn list(&self, waiting: &Waiting) -> Result<(), Journey> {
        for tries in 0.. {
            match put_on_sale(waiting.form.clone()).await {
                Ok(_) => break,
                Err(ApiError::SignedOut | ApiError::NotFound) => return Err(Journey::SignedOut),
                // The device checked the same form by the same rule before: this does not happen.
                Err(ApiError::Refused(_)) => return Err(Journey::OnPhone),
                Err(ApiError::Failed(_) | ApiError::Unreached) => self.journey.set(Journey::Waiting),
            }
            back_off(tries).await;
        }
        Ok(())
    }
}

/// Until the picture hangs above the product, or will never do.
async fn send_until_taken(waiting: &Waiting) -> Journey {
    let mut tries = 0;
    loop {
        match send_picture(waiting.product, &waiting.picture).await {
            Sent::Taken => return Journey::OnSale,
            Sent::Refused(why) => return Journey::PhotoRefused(why),
            Sent::SignedOut => return Journey::SignedOut,
            Sent::Lost => back_off(tries).await,
        }
        tries += 1;
    }
}

/// The ribbon under the viewfinder.
#[component]
pub(super) fn Ribbon(locale: Locale, kind: ShopKind, shots: RwSignal<Vec<Shot>>) -> impl IntoView {
    let worst = move || {
        shots.with(|shots| {
            if shots.iter().any(|shot| shot.unkept.get()) {
                return Some(td_string!(locale, capture.no_room).to_owned());
            }
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

//! The signature screen: a photo, a price, on sale. The server draws it as a plain form that works by itself; once
//! awake, the island opens the camera over it. Nothing here waits for the network: what was confirmed goes into the
//! ribbon and leaves on its own.

mod keypad;
mod plain_form;
mod ribbon;
mod viewfinder;

use crate::{browser::picture, i18n::Locale};
use domain::{
    catalogue::{ListingError, ListingForm},
    id::ProductId,
    shops::ShopKind,
};
use keypad::Pricing;
use leptos::prelude::*;
use plain_form::PlainForm;
use ribbon::{Ribbon, Shot};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use viewfinder::Viewfinder;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

/// What the merchant said so far, and what needs another look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// As typed.
    pub form: ListingForm,
    /// Nothing wrong by default.
    pub wrong: ListingError,
    /// Name of the picture that was sent along and is stored already.
    pub kept: Option<String>,
    /// Why the picture that was sent along was not kept.
    pub photo_wrong: Option<String>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The plain form: before the island wakes, and where there is no camera.
    Plain,
    /// The camera.
    Viewfinder,
    /// The keypad under the frozen picture.
    Pricing,
}

/// A picture on the device, with the address under which the page shows it.
#[derive(Clone, Debug)]
struct Taken {
    picture: Blob,
    address: String,
}

/// The capture screen.
#[island]
pub fn Capture(
    /// Language of the texts.
    locale: Locale,
    /// The shop's sign.
    shop: String,
    /// Stands in for pictures.
    kind: ShopKind,
    /// What was typed before, if it was refused.
    said: Said,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Plain);
    let taken = RwSignal::new_local(None::<Taken>);
    let ribbon = RwSignal::new_local(Vec::<Shot>::new());
    let form = RwSignal::new(ListingForm {
        price: String::new(),
        ..ListingForm::default()
    });
    let take = move |picture: Blob| {
        let address = picture::address(&picture);
        taken.set(Some(Taken { picture, address }));
        form.set(ListingForm {
            product: Some(ProductId(new_id())),
            ..ListingForm::default()
        });
        stage.set(Stage::Pricing);
    };
    // A picture that the browser cannot read goes as it is: the server says in words what is wrong with it.
    let choose = move |file: File| {
        spawn_local(async move {
            let shrunk = picture::from_file(&file).await;
            take(shrunk.unwrap_or_else(|_| file.into()));
        });
    };
    let sell = move |form: ListingForm| {
        let Some(Taken { picture, address }) = taken.get_untracked() else {
            return;
        };
        let confirmed = Shot::new(form, picture, address);
        ribbon.update(|shots| shots.insert(0, confirmed.clone()));
        spawn_local(confirmed.leave());
        taken.set(None);
        stage.set(Stage::Viewfinder);
    };
    Effect::new(move |_| blacken(stage.get() != Stage::Plain));
    view! {
        <div hidden=move || stage.get() != Stage::Plain>
            <PlainForm locale=locale said=said choose=choose />
        </div>
        <div class="capture-stage" hidden=move || stage.get() != Stage::Viewfinder>
            <Viewfinder locale=locale shop=shop stage=stage take=take choose=choose />
        </div>
        <div class="capture-stage" hidden=move || stage.get() != Stage::Pricing>
            <Pricing locale=locale taken=taken form=form stage=stage sell=sell />
        </div>
        <Ribbon locale=locale kind=kind shots=ribbon />
    }
}

/// The counter turns black while the camera is open.
fn blacken(black: bool) {
    if let Some(body) = document().body() {
        // A body without a class list does not exist.
        let _ = body.class_list().toggle_with_force("capture", black);
    }
}

/// Made on the device, so that sending twice lists once.
fn new_id() -> Uuid {
    #[expect(clippy::disallowed_methods, reason = "the device makes its products' ids")]
    Uuid::now_v7()
}

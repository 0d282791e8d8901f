//! The signature screen: a photo, a price, on sale. The server draws it as a plain form that works by itself; once
//! awake, the island opens the camera over it. Nothing here waits for the network: what was confirmed goes into the
//! ribbon and leaves on its own.

mod keypad;
mod plain_form;
mod ribbon;
mod viewfinder;

use crate::{
    browser::{
        picture,
        queue::{self, Waiting},
    },
    i18n::Locale,
};
use domain::{
    catalogue::{ListingError, ListingForm, Unit},
    id::{ProductId, ShopId},
    shops::ShopKind,
};
use keypad::Pricing;
use leptos::prelude::*;
use plain_form::PlainForm;
use ribbon::{Ribbon, Shot};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
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

thread_local! {
    /// The picture above the keypad. In no signal, because a browser's picture stays in its thread, and the server's
    /// pages change threads while they are drawn; what a page reads is the address under which it is shown.
    static PICTURE: RefCell<Option<Blob>> = const { RefCell::new(None) };
}

/// The capture screen.
#[island]
pub fn Capture(
    /// Language of the texts.
    locale: Locale,
    /// Whose shelf is filled.
    shop: ShopId,
    /// Its sign.
    sign: String,
    /// Stands in for pictures.
    kind: ShopKind,
    /// What was typed before, if it was refused.
    said: Said,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Plain);
    // Where one is between two products: at the camera once it is open.
    let home = RwSignal::new(Stage::Plain);
    let address = RwSignal::new(String::new());
    let ribbon = RwSignal::new(Vec::<Shot>::new());
    let form = RwSignal::new(ListingForm::default());
    let take = move |taken: Blob| {
        address.set(picture::address(&taken));
        PICTURE.set(Some(taken));
        form.set(ListingForm {
            product: Some(ProductId(new_id())),
            unit: Unit::Piece.to_string(),
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
    let send = move |waiting: Waiting, address: String| {
        let leaving = Shot::new(address);
        ribbon.update(|shots| shots.insert(0, leaving.clone()));
        spawn_local(leaving.leave(waiting));
    };
    let sell = move |form: ListingForm| {
        let Some(taken) = PICTURE.take() else {
            return;
        };
        if let Ok(waiting) = queue::confirmed(shop, form, taken) {
            send(waiting, address.get_untracked());
        }
        stage.set(home.get_untracked());
    };
    // What an earlier page could not send leaves now.
    Effect::new(move |_| {
        queue::ask_to_stay();
        spawn_local(async move {
            for waiting in queue::of_shop(shop).await.unwrap_or_default() {
                let address = picture::address(&waiting.picture);
                send(waiting, address);
            }
        });
    });
    Effect::new(move |_| blacken(stage.get() != Stage::Plain));
    view! {
        <div hidden=move || stage.get() != Stage::Plain>
            <PlainForm locale=locale said=said choose=choose />
        </div>
        <div class="capture-stage" hidden=move || stage.get() != Stage::Viewfinder>
            <Viewfinder locale=locale shop=sign home=home stage=stage take=take choose=choose />
        </div>
        <div class="capture-stage" hidden=move || stage.get() != Stage::Pricing>
            <Pricing locale=locale address=address form=form home=home stage=stage sell=sell />
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

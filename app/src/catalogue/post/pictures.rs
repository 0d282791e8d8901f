//! Pictures that have to be taken again, and those that are.

use super::{
    Journey, Post,
    held::{self, Parcel, WAITING},
};
use crate::browser::{
    picture::{self, Taken},
    queue::{self, Waiting},
};
use domain::{catalogue::ListingForm, id::ProductId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Post {
    /// How many pictures have to be taken again.
    pub fn to_redo(self) -> usize {
        self.shots.with(|shots| {
            let is_one = |journey: &Journey| matches!(journey, Journey::PhotoRefused(_));
            shots.iter().filter(|shot| shot.journey.with(is_one)).count()
        })
    }

    /// Another picture for a product: one whose picture was refused, or one that is on the shelf.
    pub fn retake(self, product: ProductId, taken: Taken) {
        let parcel = held::alter(product, |parcel| {
            parcel.turn += 1;
            parcel.making = true;
        });
        if parcel.is_none() {
            WAITING.with_borrow_mut(|all| all.push(Parcel::new(self.on_the_shelf(product), true)));
        }
        let turn = parcel.map_or(0, |parcel| parcel.turn);
        let shot = self.shot(product).unwrap_or_else(|| self.show(product, "", true));
        shot.journey.set(Journey::OnItsWay);
        spawn_local(async move {
            let file = taken.file().await.ok();
            let made = held::alter(product, |parcel| {
                // Taken yet again in the meantime: that one counts.
                if parcel.turn == turn {
                    parcel.making = false;
                    parcel.row.redo = file.is_none().then(String::new);
                    parcel.row.picture = file;
                }
            });
            let Some(made) = made.filter(|made| made.turn == turn) else {
                return;
            };
            if let Some(picture) = &made.row.picture {
                shot.address.set(picture::address(picture));
            }
            shot.journey.set(match &made.row.redo {
                _ if !made.row.listed => Journey::OnPhone,
                Some(why) => Journey::PhotoRefused(why.clone()),
                None => Journey::OnItsWay,
            });
            self.keep(product).await;
            self.run();
        });
    }

    /// The product does without the picture that was refused.
    pub fn do_without(self, product: ProductId) {
        let parcel = held::alter(product, |parcel| parcel.row.redo = None);
        if parcel.is_some_and(|parcel| !parcel.row.listed) {
            self.reached(product, Journey::OnPhone);
            spawn_local(async move {
                self.keep(product).await;
            });
            return;
        }
        held::let_go(product);
        self.reached(product, Journey::OnSale);
        spawn_local(async move {
            // A row that stays is asked about again.
            let _ = queue::forget(product).await;
        });
    }

    /// The server will not have this picture, or there is none: it has to be taken again, and stays so until it is.
    pub(super) async fn redo(self, product: ProductId, why: String) {
        held::alter(product, |parcel| {
            parcel.row.picture = None;
            parcel.row.redo = Some(why.clone());
        });
        self.reached(product, Journey::PhotoRefused(why));
        self.keep(product).await;
    }

    fn on_the_shelf(self, product: ProductId) -> Waiting {
        Waiting {
            product,
            shop: self.shop,
            form: ListingForm::default(),
            picture: None,
            listed: true,
            redo: None,
            made: js_sys::Date::now(),
            tried: true,
            stood: true,
        }
    }
}

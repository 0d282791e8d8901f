//! Products as they are confirmed, and taken back.

use super::{
    Journey, Post,
    held::{self, Parcel, WAITING},
};
use crate::browser::{
    picture::{self, Taken},
    queue::{self, Waiting},
};
use domain::{
    catalogue::{ListingForm, Wish},
    id::ProductId,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Post {
    /// A product was confirmed. It is in the ribbon at once; its file may still be in the making. Ends when the phone
    /// keeps it, and says whether it does.
    pub fn confirm(
        self,
        product: ProductId,
        form: ListingForm,
        taken: Option<Taken>,
    ) -> impl Future<Output = bool> {
        let waiting = Waiting {
            product,
            shop: self.shop,
            form,
            picture: None,
            listed: false,
            redo: None,
            made: js_sys::Date::now(),
            tried: false,
            stood: false,
        };
        // Held before anything is waited for, so that it can be taken back.
        WAITING.with_borrow_mut(|all| all.push(Parcel::new(waiting, true)));
        let shot = self.show(product, "", false);
        async move {
            let made = match taken {
                Some(taken) => Some(taken.file().await),
                None => None,
            };
            let parcel = held::alter(product, |parcel| {
                parcel.making = false;
                match made {
                    Some(Ok(picture)) => parcel.row.picture = Some(picture),
                    // A picture that cannot be made is no reason not to sell.
                    Some(Err(_)) => parcel.row.redo = Some(String::new()),
                    None => {}
                }
            });
            // Taken back in the meantime.
            let Some(parcel) = parcel else { return true };
            if let Some(picture) = &parcel.row.picture {
                shot.address.set(picture::address(picture));
            }
            let kept = self.keep(product).await;
            self.run();
            kept
        }
    }

    /// The market did not take it: it is asked once more.
    pub fn try_again(self, product: ProductId) {
        self.reached(product, Journey::OnPhone);
        spawn_local(async move {
            let rows = queue::all().await.unwrap_or_default();
            let Some(row) = rows.into_iter().find(|row| row.product == product) else {
                // The phone had no room to keep it.
                return self.reached(product, Journey::Refused);
            };
            // Taken back in the meantime.
            if self.shot(product).is_some() {
                WAITING.with_borrow_mut(|all| all.push(Parcel::found(row)));
                self.run();
            }
        });
    }

    /// The product was confirmed by mistake. If it never left, it is forgotten; if it may have reached the market, its
    /// listing goes first and is taken back then, for a request that was given up may still arrive. What stood on the shelf
    /// before stays there: only its new picture is let go of.
    pub fn undo(self, product: ProductId) {
        let stood = self.shot(product).is_some_and(|shot| shot.stood);
        self.shots
            .update(|shots| shots.retain(|shot| shot.product != product));
        if stood {
            held::let_go(product);
            spawn_local(async move {
                // A row that stays sends its picture after all.
                let _ = queue::forget(product).await;
            });
            return;
        }
        let parcel = held::alter(product, |parcel| parcel.row.picture = None);
        let Some(parcel) = parcel else {
            spawn_local(async move {
                // The market did not take it: nor shall the next page offer it again.
                let _ = queue::forget(product).await;
            });
            return self.wish(product, Wish::Withdraw);
        };
        if parcel.row.tried && !parcel.row.listed {
            spawn_local(async move {
                // Without its picture, whose answer nobody waits for any more.
                self.keep(product).await;
            });
            return self.wish(product, Wish::Withdraw);
        }
        held::let_go(product);
        spawn_local(async move {
            // A row that stays is sent again, and taken back by hand.
            let _ = queue::forget(product).await;
        });
        if parcel.row.tried {
            self.wish(product, Wish::Withdraw);
        }
    }
}

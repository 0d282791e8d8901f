//! The deck on the bench: pictures in a row that wait for their prices.

use super::{
    bench::{Bench, Stage},
    hand::{self, empty_hand, read},
};
use crate::browser::{
    BrowserError,
    deck::{self, Card, MOST},
    new_id,
    picture::Taken,
};
use domain::id::{ProductId, ShopId};
use futures::future::FutureExt;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Bench {
    /// The card in hand goes to the bottom of the deck.
    pub fn skip(self) {
        self.deck.update(|deck| {
            if !deck.is_empty() {
                deck.rotate_left(1);
            }
        });
        self.go_on();
    }

    /// The card in hand is thrown away.
    pub fn discard(self) {
        if let Some(card) = self.card.get_untracked() {
            spawn_local(async move {
                let _ = deck::forget(&card).await;
            });
        }
        self.leave_card();
        empty_hand();
        self.go_on();
    }

    /// The next card of the deck comes into hand; when there is none, back to the camera. Its price can be typed and
    /// the product sold before its picture is drawn: a quick hand never types into the card before.
    pub fn next_card(self) {
        self.lay_down();
        let Some(id) = self.deck.with_untracked(|deck| deck.first().cloned()) else {
            return self.put_down();
        };
        let Ok(product) = id.parse() else {
            return self.miss(&id);
        };
        let picture = picture_of(self.shop, id.clone()).boxed_local().shared();
        self.begin(ProductId(product), Some(id.clone()));
        self.await_picture(Taken::coming(picture.clone()));
        self.stage.set(Stage::Pricing);
        let shown = self.shown.get_untracked();
        spawn_local(async move {
            let picture = picture.await;
            // Sold, skipped or taken again in the meantime.
            if self.shown.get_untracked() != shown || self.card.get_untracked().as_ref() != Some(&id) {
                return;
            }
            match picture {
                Ok(taken) => self.lay(taken),
                Err(_) => self.miss(&id),
            }
        });
    }

    /// A card that is not there any more: another page of this phone sold it.
    fn miss(self, id: &str) {
        self.deck.update(|deck| deck.retain(|other| other != id));
        self.next_card();
    }

    pub(super) async fn add_to_deck(self, taken: Taken) {
        if self.deck.with_untracked(Vec::len) >= MOST {
            return self.left_out.update(|count| *count += 1);
        }
        let id = new_id().to_string();
        self.flash.update(|flash| *flash += 1);
        // Counted once it is kept: what is counted survives whatever happens to this page.
        if self.keep_card(&id, &taken).await {
            self.deck.update(|deck| deck.push(id));
        } else {
            self.unkept.update(|count| *count += 1);
        }
    }

    /// False when there is no room for it.
    pub(super) async fn keep_card(self, id: &str, taken: &Taken) -> bool {
        let Ok(picture) = taken.file().await else {
            return false;
        };
        let card = Card {
            id: id.to_owned(),
            shop: Some(self.shop),
            picture,
        };
        let kept = deck::keep(&card).await.is_ok();
        if !kept {
            self.room.set(Some(0));
        }
        self.count_room();
        kept
    }

    /// The product in hand has a picture, or another one: it is kept as a card while its price is typed. Nobody waits for
    /// that.
    pub(super) fn keep_card_in_hand(self, taken: &Taken) {
        let product = self.form.with_untracked(|form| form.product);
        let (Some(product), taken) = (product, taken.clone()) else {
            return;
        };
        hand::lay_card(async move {
            self.keep_card(&product.to_string(), &taken).await;
        });
    }

    pub(super) fn leave_card(self) {
        if let Some(card) = self.card.get_untracked() {
            self.deck.update(|deck| deck.retain(|other| *other != card));
        }
    }

    /// The next card while one goes through the deck, else the camera.
    pub(super) fn go_on(self) {
        if self.card.get_untracked().is_some() {
            self.next_card();
        } else {
            self.put_down();
        }
    }
}

async fn picture_of(shop: ShopId, id: String) -> Result<Taken, BrowserError> {
    let cards = deck::of_shop(shop).await?;
    let card = cards.into_iter().find(|card| card.id == id);
    let card = card.ok_or_else(|| BrowserError("no such card".to_owned()))?;
    Ok(read(card.picture).await)
}
